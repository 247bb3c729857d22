use leptos::prelude::*;

/// A field of several lines. The only place with this element: rendered on the server, its
/// children are not escaped (tachys 0.2), so they are encoded here.
#[component]
pub fn TextArea(
    /// Its identity and its name in the form.
    name: &'static str,
    /// What was typed before.
    value: String,
    /// How many lines it shows.
    rows: u8,
    /// The identities of what describes it.
    #[prop(into)]
    described_by: String,
) -> impl IntoView {
    view! {
        <textarea
            id=name
            name=name
            rows=rows.to_string()
            aria-describedby=(!described_by.is_empty()).then_some(described_by)
            inner_html=encoded(&value)
        ></textarea>
    }
}

fn encoded(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::encoded;

    #[test]
    fn what_was_typed_cannot_close_the_field() {
        assert_eq!(encoded("</textarea><b>&"), "&lt;/textarea&gt;&lt;b&gt;&amp;");
    }
}
