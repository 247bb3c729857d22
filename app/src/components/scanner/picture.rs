//! The camera's picture, and what can be done about it.

use leptos::html::Video;
use leptos::prelude::*;
use leptos::svg;

use super::station::Station;
use super::watch::{View, Watch};
use super::wording;
use crate::components::Icon;

/// The camera: closed until somebody asks for it.
pub(super) fn picture(station: Station, watch: Watch) -> impl IntoView {
    let video = NodeRef::<Video>::new();
    let open = move |_| {
        station.wake_signals();
        if let Some(video) = video.get_untracked() {
            watch.open(video, station);
        }
    };
    let closed = move || matches!(watch.view.get(), View::Closed | View::Failed(_));
    view! {
        <video node_ref=video autoplay playsinline muted aria-label="Image de la caméra"
            hidden=move || !watch.is_open()></video>
        {move || watch.is_open().then(aim)}
        {move || faults(watch)}
        <button type="button" on:click=open hidden=move || !closed()>
            <Icon name="camera"/>
            " Ouvrir la caméra"
        </button>
        {move || torch(watch)}
    }
}

fn aim() -> impl IntoView {
    let corners = svg::path().attr("d", "M3 22V3h19M78 3h19v19M97 78v19H78M22 97H3V78");
    svg::svg().class("aim").attr("viewBox", "0 0 100 100").aria_hidden("true").child(corners)
}

fn faults(watch: Watch) -> Option<AnyView> {
    match watch.view.get() {
        View::Failed(fault) => Some(
            view! { <p role="alert">{wording::camera(fault)} " " {wording::OTHER_WAYS}</p> }
                .into_any(),
        ),
        View::Opening => Some(view! { <p>"Ouverture de la caméra…"</p> }.into_any()),
        View::Open if watch.blind.get() => {
            Some(view! { <p class="blind" role="alert">{wording::NO_DECODER}</p> }.into_any())
        }
        View::Open | View::Closed => None,
    }
}

fn torch(watch: Watch) -> Option<impl IntoView> {
    watch.torch.get().map(|on| {
        view! {
            <button class="torch small" type="button" aria-pressed=on.to_string()
                on:click=move |_| watch.switch_torch()>
                <Icon name="torch"/>
                " Lampe"
            </button>
        }
    })
}
