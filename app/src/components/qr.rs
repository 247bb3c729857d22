use leptos::prelude::*;

/// A QR code as a shape, one unit a module, without the quiet zone around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QrPicture {
    /// How many modules a side has.
    pub side: usize,
    /// The dark modules, as an SVG path.
    pub shape: String,
}

/// A QR code on paper: four modules of white around it, whatever stands beside.
#[component]
pub fn Qr(
    /// The code.
    picture: QrPicture,
    /// What it opens, for those who do not see it.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    let side = picture.side + 8;
    view! {
        <svg class="paper-qr" viewBox=format!("-4 -4 {side} {side}") role="img" aria-label=label shape-rendering="crispEdges">
            <path d=picture.shape></path>
        </svg>
    }
}
