//! The document around every page: head, header, navigation, footer.

use domain::role::{Access, Role};
use leptos::prelude::*;

use crate::components::{Icon, Notice, PRINT_SCRIPT, Tone};
use crate::fr;

/// What a document needs besides its page.
#[derive(Clone, Debug)]
pub struct Document {
    /// The page's own title.
    pub title: String,
    /// Which kind of page it is.
    pub frame: Frame,
    /// The part of `/pkg/…` that changes with the style and the scripts.
    pub version: String,
    /// What lets the page run scripts; `None` for pages without any.
    pub script: Option<Script>,
    /// Whether the numbers of seats keep themselves up to date.
    pub live: bool,
    /// Whether wishes are put in order by hand.
    pub ranking: bool,
    /// Whether it is the page that a door's phone keeps.
    pub kept: bool,
}

/// Which kind of page it is, and so what stands around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Frame {
    /// For everybody. The address of the entry in the navigation, if the page is one.
    Public(&'static str),
    /// For the team, with its navigation.
    Staff(Staff),
    /// The door: the whole screen, nothing around.
    Door,
    /// Printed sheets.
    Paper,
}

/// The member of the team a page is shown to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staff {
    /// The address of the entry in the navigation.
    pub current: &'static str,
    /// What they may do.
    pub role: Role,
    /// How many letters wait because mail is not configured; `None` when it is.
    pub unsent: Option<u32>,
}

/// A page's scripts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Script {
    /// The nonce of the content security policy.
    pub nonce: String,
    /// What runs.
    pub what: Scripts,
}

/// What a page runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scripts {
    /// The print buttons.
    Print,
    /// A small module of the page's own, written here.
    Module(&'static str),
    /// The islands.
    Islands,
}

/// The whole document.
#[component]
pub fn Shell(document: Document, children: Children) -> impl IntoView {
    let Document { title, frame, version, script, live, ranking, kept } = document;
    let door = frame == Frame::Door;
    view! {
        <!DOCTYPE html>
        <html lang="fr">
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <title>{title}" — Passerelle"</title>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <link rel="apple-touch-icon" href="/apple-touch-icon.png"/>
                <link rel="stylesheet" href=format!("/pkg/{version}/passerelle.css")/>
                {(!matches!(frame, Frame::Public(_))).then(|| view! { <meta name="robots" content="noindex"/> })}
                {live.then(|| module("places", script.as_ref(), &version))}
                {door.then(|| view! { <link rel="manifest" href="/accueil/manifest.webmanifest"/> })}
                {kept.then(|| module("accueil", None, &version))}
                {ranking.then(|| module("voeux", script.as_ref(), &version))}
                {script.map(|script| scripts(&script, &version))}
            </head>
            <body class=door.then_some("door")>
                <a class="skip-link" href="#contenu">"Aller au contenu"</a>
                {around(frame, children)}
            </body>
        </html>
    }
}

fn around(frame: Frame, children: Children) -> AnyView {
    match frame {
        Frame::Public(current) => view! {
            <header class="site-header">
                <Brand/>
                <nav aria-label="Principale">
                    <ul>
                        <Entry href="/programme" label="Programme" current/>
                        <Entry href="/inscription" label="S’inscrire" current/>
                        <Entry href="/retrouver-mon-billet" label="Mon billet" current/>
                    </ul>
                </nav>
            </header>
            <main id="contenu" class="page" tabindex="-1">{children()}</main>
            <Footer current/>
        }
        .into_any(),
        Frame::Staff(staff) => view! {
            <header class="site-header">
                <Brand/>
                <div class="session">
                    <a href="/mon-compte">"Mon compte"</a>
                    <form method="post" action="/deconnexion">
                        <button class="plain" type="submit">"Se déconnecter"</button>
                    </form>
                </div>
            </header>
            {navigation(&staff)}
            <main id="contenu" class="page staff" tabindex="-1">
                {staff.unsent.map(mail_banner)}
                {children()}
            </main>
        }
        .into_any(),
        Frame::Door => children().into_any(),
        Frame::Paper => view! {
            <main id="contenu" class="page" tabindex="-1">{children()}</main>
        }
        .into_any(),
    }
}

#[component]
fn Brand() -> impl IntoView {
    view! {
        <a class="brand" href="/">
            <svg class="mark" aria-hidden="true"><use href="/icons.svg#passerelle"></use></svg>
            "Passerelle"
        </a>
    }
}

#[component]
fn Entry(href: &'static str, label: &'static str, current: &'static str) -> impl IntoView {
    view! {
        <li><a href=href aria-current=(href == current).then_some("page")>{label}</a></li>
    }
}

#[component]
fn Footer(current: &'static str) -> impl IntoView {
    view! {
        <footer class="site-footer">
            <nav aria-label="Informations légales">
                <ul>
                    <Entry href="/mentions-legales" label="Mentions légales" current/>
                    <Entry href="/donnees-personnelles" label="Données personnelles" current/>
                    <Entry href="/accessibilite" label="Accessibilité\u{a0}: non conforme" current/>
                    <Entry href="/connexion" label="Équipe" current/>
                </ul>
            </nav>
        </footer>
    }
}

/// The entries of the team's navigation and who may follow them.
const NAVIGATION: [(&str, &str, Access); 11] = [
    ("/organisation", "Tableau de bord", Access::Organiser),
    ("/organisation/accueil", "En direct", Access::Organiser),
    ("/organisation/participants", "Participants", Access::Organiser),
    ("/organisation/programme", "Programme", Access::Organiser),
    ("/organisation/voeux", "Vœux", Access::Organiser),
    ("/organisation/courriels", "Courriels", Access::Organiser),
    ("/organisation/exports", "Exports", Access::Organiser),
    ("/organisation/equipe", "Équipe", Access::Organiser),
    ("/organisation/journal", "Journal", Access::Organiser),
    ("/animation", "Animation", Access::Host),
    ("/accueil", "Accueil", Access::Door),
];

fn navigation(staff: &Staff) -> impl IntoView {
    let current = staff.current;
    let entries: Vec<_> = NAVIGATION
        .into_iter()
        .filter(|(_, _, access)| staff.role.may(*access))
        .map(|(href, label, _)| view! { <Entry href label current/> })
        .collect();
    view! {
        <nav class="staff-nav" aria-label=format!("Équipe, {}", fr::role(staff.role))>
            <ul>{entries}</ul>
        </nav>
    }
}

fn mail_banner(unsent: u32) -> impl IntoView {
    view! {
        <Notice tone=Tone::Attention icon="mail" banner=true>
            <p>
                <strong>"Le courriel n’est pas configuré. "</strong>
                {fr::count(unsent, "lettre attend", "lettres attendent")}
                " et se "{if unsent < 2 { "lit" } else { "lisent" }}" dans "
                <a href="/organisation/courriels">"Courriels"</a>
                ". Pour envoyer, donnez une valeur à "<span class="code">"SMTP_URL"</span>"."
            </p>
        </Notice>
    }
}

/// A page that has no nonce, since everybody gets the same, allows the site's own files instead.
fn module(name: &'static str, script: Option<&Script>, version: &str) -> impl IntoView + use<> {
    let nonce = script.map(|script| script.nonce.clone());
    view! { <script type="module" src=format!("/{name}.js?{version}") nonce=nonce></script> }
}

fn scripts(script: &Script, version: &str) -> AnyView {
    let module = match script.what {
        Scripts::Print => Some(PRINT_SCRIPT),
        Scripts::Module(module) => Some(module),
        Scripts::Islands => None,
    };
    if let Some(module) = module {
        return view! {
            <script type="module" nonce=script.nonce.clone() inner_html=module></script>
        }
        .into_any();
    }
    let loader = format!("/pkg/{version}/passerelle.js");
    let wasm = format!("/pkg/{version}/passerelle.wasm");
    let boot =
        format!("import {{ start }} from \"/demarrage.js\"; start(\"{loader}\", \"{wasm}\");");
    view! {
        <link rel="modulepreload" href=loader.clone() nonce=script.nonce.clone()/>
        <script type="module" nonce=script.nonce.clone() inner_html=boot></script>
    }
    .into_any()
}

/// A way back above a page's title.
#[component]
pub fn Back(
    /// Where to.
    #[prop(into)]
    href: String,
    /// What is there.
    label: &'static str,
) -> impl IntoView {
    view! { <p class="back"><a href=href><Icon name="arrow-back"/>{label}</a></p> }
}
