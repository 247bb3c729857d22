use domain::programme::Event;
use domain::retention::{needs_until, people_until};
use leptos::prelude::*;

use crate::fr;

/// `/mentions-legales`: who publishes the site.
#[component]
pub fn LegalPage(
    /// The conference.
    event: Event,
) -> impl IntoView {
    let legal = event.legal;
    view! {
        <div class="prose stack">
            <h1>"Mentions légales"</h1>
            <h2>"Qui publie ce site"</h2>
            <p>{legal.publisher}</p>
            <p>"Responsable de la publication\u{a0}: "{legal.director}</p>
            <p>"Contact\u{a0}: "<a href=format!("mailto:{}", event.contact_email)>{event.contact_email.clone()}</a></p>
            <h2>"Où il est hébergé"</h2>
            <p>{legal.hosting}</p>
            <h2>"Avec quoi il est fait"</h2>
            <p>"Ce site fonctionne avec Passerelle, un logiciel libre sous licence EUPL\u{a0}1.2."</p>
        </div>
    }
}

/// `/donnees-personnelles`: what is kept about people, why, until when.
#[component]
pub fn PrivacyPage(
    /// The conference.
    event: Event,
) -> impl IntoView {
    let end = event.span.end();
    let needs_deleted = fr::long_date(needs_until(end));
    let deleted = fr::long_date(people_until(end));
    let legal = event.legal;
    view! {
        <div class="prose stack">
            <h1>"Données personnelles"</h1>
            <p class="lead">"Nous demandons le moins possible, et nous effaçons après la conférence."</p>
            <h2>"Qui décide"</h2>
            <p>{legal.controller}</p>
            <h2>"Ce que nous gardons, et pourquoi"</h2>
            <ul>
                <li><strong>"Votre nom, et votre adresse si vous en donnez une\u{a0}: "</strong>"pour votre billet, vos ateliers et l’accueil."</li>
                <li><strong>"Votre structure, votre fonction, votre département, votre téléphone\u{a0}: "</strong>"seulement si vous les donnez, pour préparer la journée et vous prévenir."</li>
                <li><strong>"Vos besoins pour participer\u{a0}: "</strong>"seulement avec votre accord. Seule l’équipe d’organisation les lit."</li>
                <li><strong>"Votre arrivée\u{a0}: "</strong>"l’heure à laquelle votre billet est lu, pour les feuilles d’émargement."</li>
            </ul>
            <p>"Quelqu’un vous a inscrit·e avec un groupe\u{202f}? Cette personne nous a donné votre nom, votre adresse et votre structure, avec votre accord. La lettre qui porte votre billet dit qui c’est. Elle peut changer votre inscription jusqu’à ce que vous la repreniez en main sur votre page\u{a0}; vous pouvez aussi l’annuler."</p>
            <p>"Nous agissons avec votre accord, que vous pouvez retirer à tout moment en annulant votre inscription."</p>
            <h2>"Jusqu’à quand"</h2>
            <ul>
                <li>"Vos besoins pour participer\u{a0}: jusqu’au "{needs_deleted}"."</li>
                <li>"Le reste\u{a0}: jusqu’au "{deleted}"."</li>
            </ul>
            <h2>"Ce que nous ne faisons pas"</h2>
            <p>"Pas de publicité, pas de mesure d’audience, pas de revente. Le site ne pose aucun témoin de connexion (cookie) pour les participants\u{a0}; l’équipe en a deux, pour rester connectée et pour que personne ne puisse lui fermer la porte en se trompant de mot de passe à sa place."</p>
            <h2>"Vos droits"</h2>
            <p>"Vous pouvez lire, corriger ou faire effacer vos données. Écrivez à "<a href=format!("mailto:{}", event.contact_email)>{event.contact_email.clone()}</a>". Délégué·e à la protection des données\u{a0}: "{legal.officer}</p>
            <p>"Si vous pensez que vos droits ne sont pas respectés, vous pouvez vous adresser à la CNIL\u{a0}: cnil.fr."</p>
        </div>
    }
}

/// `/accessibilite`: what is true today.
#[component]
pub fn AccessibilityPage(
    /// The conference.
    event: Event,
) -> impl IntoView {
    view! {
        <div class="prose stack">
            <h1>"Accessibilité\u{a0}: non conforme"</h1>
            <p class="lead">"Ce site n’a pas encore été audité selon le référentiel général d’amélioration de l’accessibilité (RGAA). Il est donc déclaré non conforme."</p>
            <h2>"Ce qui est fait"</h2>
            <ul>
                <li>"Chaque page fonctionne sans JavaScript, au clavier, et agrandie à 200\u{a0}%."</li>
                <li>"Rien n’est dit par la couleur seule."</li>
                <li>"Chaque page passe un contrôle automatique (axe) sans erreur, en grand et en petit écran. Ce contrôle ne remplace pas un audit."</li>
            </ul>
            <h2>"Une difficulté\u{202f}?"</h2>
            <p>"Écrivez à "<a href=format!("mailto:{}", event.contact_email)>{event.contact_email.clone()}</a>"\u{a0}: nous vous répondons et nous vous inscrivons par téléphone ou sur papier s’il le faut."</p>
            <p>"Sans réponse satisfaisante, vous pouvez saisir le Défenseur des droits\u{a0}: defenseurdesdroits.fr."</p>
        </div>
    }
}
