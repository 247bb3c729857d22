use leptos::prelude::*;

use super::Icon;

/// Links to the pages of a long list; nothing when it fits on one.
#[component]
pub fn Pagination(
    /// The page shown, from 1.
    page: u32,
    /// How many there are.
    pages: u32,
    /// The address of a page, up to its number.
    #[prop(into)]
    href: String,
) -> impl IntoView {
    (pages > 1).then(|| {
        let link = |number: u32| format!("{href}{number}");
        let near: Vec<_> = (1..=pages)
            .filter(|number| *number == 1 || *number == pages || number.abs_diff(page) <= 2)
            .map(|number| {
                let current = (number == page).then_some("page");
                view! { <li><a href=link(number) aria-current=current>{number}</a></li> }
            })
            .collect();
        view! {
            <nav class="pagination" aria-label="Pages de la liste">
                <ul>
                    {(page > 1).then(|| view! {
                        <li><a href=link(page - 1) rel="prev"><Icon name="arrow-back"/>"Précédente"</a></li>
                    })}
                    {near}
                    {(page < pages).then(|| view! {
                        <li><a href=link(page + 1) rel="next">"Suivante"<Icon name="arrow"/></a></li>
                    })}
                </ul>
            </nav>
        }
    })
}
