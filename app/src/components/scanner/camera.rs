//! The camera on the page: its picture, its controls, and what to do when there is none.

use leptos::ev;
use leptos::html::Video;
use leptos::prelude::*;
use leptos::svg;

use super::pinch::Pinch;
use super::watch::{View, Watch};
use crate::components::Icon;
use crate::fr;

/// Shows the camera and hands each code that is someone new to `saw`, once.
#[component]
pub(super) fn Camera(
    /// The camera's state.
    watch: Watch,
    /// Gets what a code says.
    #[prop(into)]
    saw: Callback<String>,
    /// Called at every tap that opens the camera: browsers let a page sound only after one.
    #[prop(into)]
    touched: Callback<()>,
) -> impl IntoView {
    let video = NodeRef::<Video>::new();
    let pinch = StoredValue::new(Pinch::default());
    Effect::new(move || {
        let shown = window_event_listener_untyped("visibilitychange", move |_| watch.shown_again());
        on_cleanup(move || shown.remove());
    });
    on_cleanup(move || watch.close());
    let open = move |_| {
        touched.run(());
        if let Some(video) = video.get_untracked() {
            watch.open(video, saw);
        }
    };
    let next = move |_| {
        if let Some(video) = video.get_untracked() {
            watch.next_camera(video, saw);
        }
    };
    let closed = move || matches!(watch.view.get(), View::Closed | View::Failed(_));
    let put = move |event: ev::PointerEvent| {
        let at = (f64::from(event.client_x()), f64::from(event.client_y()));
        pinch.update_value(|pinch| pinch.put(event.pointer_id(), at));
    };
    let moved = move |event: ev::PointerEvent| {
        let at = (f64::from(event.client_x()), f64::from(event.client_y()));
        let spread = pinch.try_update_value(|pinch| pinch.moved(event.pointer_id(), at)).flatten();
        if let (Some(spread), Some(zoom)) = (spread, watch.zoom.get_untracked()) {
            watch.enlarge(zoom.now * spread);
        }
    };
    let lifted = move |event: ev::PointerEvent| {
        pinch.update_value(|pinch| pinch.lifted(event.pointer_id()));
    };
    view! {
        <video node_ref=video autoplay playsinline muted aria-label="Image de la caméra"
            class:zoomable=move || watch.zoom.get().is_some()
            on:pointerdown=put on:pointermove=moved on:pointerup=lifted on:pointercancel=lifted
            on:pointerleave=lifted hidden=move || !watch.is_open()></video>
        {move || watch.is_open().then(aim)}
        {move || notice(watch)}
        <button type="button" on:click=open hidden=move || !closed()>
            <Icon name="camera"/>
            " Ouvrir la caméra"
        </button>
        <div class="camera-tools" hidden=move || !watch.is_open()>
            {zoom(watch)}
            {switch(watch, next)}
            {torch(watch)}
            <button type="button" on:click=move |_| watch.close()>
                <Icon name="cross"/>
                <span class="spoken">"Fermer la caméra"</span>
            </button>
        </div>
    }
}

fn aim() -> impl IntoView {
    let corners = svg::path().attr("d", "M3 22V3h19M78 3h19v19M97 78v19H78M22 97H3V78");
    svg::svg().class("aim").attr("viewBox", "0 0 100 100").aria_hidden("true").child(corners)
}

fn notice(watch: Watch) -> Option<AnyView> {
    match watch.view.get() {
        View::Failed(fault) => Some(
            view! {
                <div role="alert">
                    <p>{fr::camera(fault)}</p>
                    <p>{fr::WITHOUT_CAMERA}</p>
                </div>
            }
            .into_any(),
        ),
        View::Opening => Some(view! { <p>"Ouverture de la caméra…"</p> }.into_any()),
        View::Open if watch.paused.get() => {
            Some(view! { <p class="blind" role="alert">{fr::CAMERA_PAUSED}</p> }.into_any())
        }
        View::Open if watch.blind.get() => {
            Some(view! { <p class="blind" role="alert">{fr::NO_DECODER}</p> }.into_any())
        }
        View::Open | View::Closed => None,
    }
}

/// The slider keeps its place while it is moved, so only its range makes it anew.
fn zoom(watch: Watch) -> impl IntoView {
    let range = Memo::new(move |_| watch.zoom.get().map(|zoom| (zoom.least, zoom.most, zoom.step)));
    let now = move || watch.zoom.get().map(|zoom| zoom.now.to_string());
    let slide = move |event: ev::Event| {
        if let Ok(to) = event_target_value(&event).parse() {
            watch.enlarge(to);
        }
    };
    move || {
        range.get().map(|(least, most, step)| {
            view! {
                <label class="zoom">
                    <Icon name="search"/>
                    <span class="spoken">"Zoom"</span>
                    <input type="range" min=least.to_string() max=most.to_string()
                        step=step.to_string() prop:value=now on:input=slide/>
                </label>
            }
        })
    }
}

fn switch(watch: Watch, next: impl Fn(ev::MouseEvent) + Copy + Send + 'static) -> impl IntoView {
    move || {
        let (devices, here) = watch.choice.get();
        let device = devices.get(here).filter(|_| devices.len() > 1)?;
        let place = format!(" {}/{}", here + 1, devices.len());
        Some(view! {
            <button type="button" title=device.label.clone() on:click=next>
                <Icon name="camera"/>
                <span class="spoken">"Changer de caméra"</span>
                {place}
            </button>
        })
    }
}

fn torch(watch: Watch) -> impl IntoView {
    move || {
        watch.torch.get().map(|on| {
            view! {
                <button type="button" aria-pressed=on.to_string()
                    on:click=move |_| watch.switch_torch()>
                    <Icon name="torch"/>
                    " Lampe"
                </button>
            }
        })
    }
}
