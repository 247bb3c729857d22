use leptos::prelude::*;

use crate::components::Icon;

/// A session's door, to choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DoorLink {
    /// Its address.
    pub href: String,
    /// The activity's code.
    pub code: String,
    /// The activity's title.
    pub title: String,
    /// Where and when.
    pub place: String,
}

/// `/accueil`: which door?
#[component]
pub fn DoorChoicePage(
    /// Whether the main entrance is one of them.
    main: bool,
    /// The doors of the workshops, by slot: the slot's name, its doors.
    workshops: Vec<(String, Vec<DoorLink>)>,
    /// The doors of the kiosks' visits.
    kiosks: Vec<DoorLink>,
) -> impl IntoView {
    let slots: Vec<_> = workshops
        .into_iter()
        .map(|(name, doors)| view! { <h2>{name}</h2> <ul class="doors">{links(doors)}</ul> })
        .collect();
    view! {
        <header class="door-bar">
            <h1><Icon name="door"/>"Accueil"</h1>
            <form method="post" action="/deconnexion"><button class="plain" type="submit">"Se déconnecter"</button></form>
        </header>
        <main id="contenu" class="page" tabindex="-1">
            <p>"À quelle porte êtes-vous\u{202f}?"</p>
            {main.then(|| view! {
                <ul class="doors">
                    <li>
                        <a class="main-door" href="/accueil/entree">
                            <Icon name="door"/>"Entrée principale "<span class="soft">"Toute la conférence"</span>
                        </a>
                    </li>
                </ul>
            })}
            {slots}
            {(!kiosks.is_empty()).then(|| view! { <h2>"Visites des kiosques"</h2> <ul class="doors">{links(kiosks)}</ul> })}
        </main>
    }
}

fn links(doors: Vec<DoorLink>) -> Vec<impl IntoView> {
    doors
        .into_iter()
        .map(|door| {
            view! {
                <li>
                    <a href=door.href>
                        <span class="code">{door.code}</span>{door.title}" "<span class="soft">{door.place}</span>
                    </a>
                </li>
            }
        })
        .collect()
}
