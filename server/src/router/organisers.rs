//! The organisers' house: `/organisation`, room by room.

use axum::extract::DefaultBodyLimit;
use axum::handler::Handler;
use domain::role::Access;

use crate::access::Routes;
use crate::http::{certificates, staff, upload};

/// All of it.
pub(super) fn declare(routes: Routes) -> Routes {
    let routes = routes
        .get("/organisation", Access::Organiser, staff::dashboard::show)
        .get("/organisation/tableau", Access::Organiser, staff::dashboard::live)
        .get("/organisation/projecteur", Access::Organiser, staff::dashboard::projector::show)
        .get(
            "/organisation/projecteur/chiffres",
            Access::Organiser,
            staff::dashboard::projector::live,
        )
        .get("/organisation/courriels", Access::Organiser, staff::letters::list)
        .get("/organisation/courriels/{id}", Access::Organiser, staff::letters::show)
        .post("/organisation/courriels/{id}/renvoyer", Access::Organiser, staff::letters::retry)
        .get("/organisation/exports", Access::Organiser, staff::exports::show)
        .get("/organisation/exports/classeur.xlsx", Access::Organiser, staff::exports::all)
        .get("/organisation/exports/apercu/{list}", Access::Organiser, staff::exports::look)
        .post("/organisation/exports/apercu/{list}", Access::Organiser, staff::exports::choose)
        .get("/organisation/exports/{file}", Access::Organiser, staff::exports::file)
        .get("/organisation/exports/emargement", Access::Organiser, staff::sheets::show)
        .get("/organisation/journal", Access::Organiser, staff::journal::list)
        .get("/organisation/journal.csv", Access::Organiser, staff::journal::csv)
        .get("/organisation/equipe", Access::Organiser, staff::team::list);
    let routes = paper(programme(routes));
    let routes = letters(sessions(routes));
    door(participants(wishes(routes)))
}

fn letters(routes: Routes) -> Routes {
    use staff::{delivery, mailings, reminders, wordings};
    let only = Access::Organiser;
    routes
        .get("/organisation/courriels/envois", only, mailings::list)
        .post("/organisation/courriels/envois", only, mailings::write)
        .get("/organisation/courriels/envois/nouveau", only, mailings::new)
        .get("/organisation/courriels/envois/{id}", only, mailings::show)
        .get("/organisation/courriels/envois/{id}/suivi", only, mailings::progress)
        .get("/organisation/courriels/envois/{id}/modifier", only, mailings::edit)
        .post("/organisation/courriels/envois/{id}/essai", only, mailings::trial)
        .post("/organisation/courriels/envois/{id}/envoyer", only, mailings::launch)
        .post("/organisation/courriels/envois/{id}/suite", only, mailings::change)
        .get("/organisation/courriels/rappels", only, reminders::list)
        .post("/organisation/courriels/rappels/{lettre}", only, reminders::switch)
        .get("/organisation/courriels/modeles", only, wordings::list)
        .get("/organisation/courriels/modeles/{lettre}", only, wordings::show)
        .post("/organisation/courriels/modeles/{lettre}", only, wordings::change)
        .get("/organisation/courriels/domaine", only, delivery::show)
        .post("/organisation/courriels/domaine/essai", only, delivery::try_it)
        .post("/organisation/courriels/domaine/rythme", only, delivery::set_pace)
}

fn paper(routes: Routes) -> Routes {
    routes
        .get("/organisation/exports/attestations", Access::Organiser, certificates::all)
        .get("/organisation/exports/badges", Access::Organiser, staff::badges::show)
        .get("/organisation/exports/badges/calage", Access::Organiser, staff::badges::calibrate)
        .post("/organisation/exports/badges/imprimes", Access::Organiser, staff::badges::mark)
        .get("/organisation/exports/affiches", Access::Organiser, staff::signs::show)
        .get("/organisation/exports/programme-de-poche", Access::Organiser, staff::signs::pocket)
        .get("/organisation/exports/pochette", Access::Organiser, staff::rescue::show)
}

fn door(routes: Routes) -> Routes {
    routes
        .get("/organisation/accueil", Access::Organiser, staff::arrivals::show)
        .get("/organisation/accueil/tableau", Access::Organiser, staff::arrivals::live)
        .get("/organisation/accueil/papier", Access::Organiser, staff::walk_ins::ask)
        .post("/organisation/accueil/papier", Access::Organiser, staff::walk_ins::enter)
        .get("/organisation/equipe/telephones", Access::Organiser, staff::phones::list)
        .post("/organisation/equipe/telephones", Access::Organiser, staff::phones::invite)
        .post("/organisation/equipe/codes/{id}/fermer", Access::Organiser, staff::phones::close)
        .get(
            "/organisation/equipe/telephones/{id}/retirer",
            Access::Organiser,
            staff::phones::ask_revoke,
        )
        .post(
            "/organisation/equipe/telephones/{id}/retirer",
            Access::Organiser,
            staff::phones::revoke,
        )
}

fn programme(routes: Routes) -> Routes {
    use staff::programme::{editing, file, import, letters, removing, show};
    let routes = routes
        .get("/organisation/programme", Access::Organiser, show)
        .get("/organisation/programme/programme.toml", Access::Organiser, file)
        .get("/organisation/programme/import", Access::Organiser, import::new)
        .post("/organisation/programme/import", Access::Organiser, import::check)
        .post("/organisation/programme/import/appliquer", Access::Organiser, import::apply)
        .get("/organisation/programme/{part}", Access::Organiser, editing::list)
        .post("/organisation/programme/{part}", Access::Organiser, editing::save_part)
        .get("/organisation/programme/{part}/{key}", Access::Organiser, editing::show)
        .post("/organisation/programme/{part}/{key}", Access::Organiser, editing::save_one);
    routes
        .get("/organisation/programme/{part}/{key}/retirer", Access::Organiser, removing::ask)
        .post("/organisation/programme/{part}/{key}/retirer", Access::Organiser, removing::remove)
        .post(
            "/organisation/programme/lettres/{id}/rappeler",
            Access::Organiser,
            letters::call_back,
        )
}

fn wishes(routes: Routes) -> Routes {
    routes
        .get("/organisation/voeux", Access::Organiser, staff::wishes::show)
        .post("/organisation/voeux/creneau", Access::Organiser, staff::wishes::change)
        .post("/organisation/voeux/repartitions", Access::Organiser, staff::allocations::start)
        .get("/organisation/voeux/{id}", Access::Organiser, staff::allocations::show)
        .get("/organisation/voeux/{id}/publier", Access::Organiser, staff::allocations::ask)
        .post("/organisation/voeux/{id}/publier", Access::Organiser, staff::allocations::publish)
}

fn sessions(routes: Routes) -> Routes {
    routes
        .get("/organisation/seances/{id}", Access::Organiser, staff::session::show)
        .post("/organisation/seances/{id}/places", Access::Organiser, staff::session::set_capacity)
        .post("/organisation/seances/{id}/devant", Access::Organiser, staff::session::move_up)
        .get(
            "/organisation/seances/{id}/annuler",
            Access::Organiser,
            staff::session_cancellation::ask,
        )
        .post(
            "/organisation/seances/{id}/annuler",
            Access::Organiser,
            staff::session_cancellation::cancel,
        )
}

fn participants(routes: Routes) -> Routes {
    let routes = people(routes);
    routes
        .get("/organisation/participants/nouveau", Access::Organiser, staff::new_participants::new)
        .post(
            "/organisation/participants/nouveau",
            Access::Organiser,
            staff::new_participants::create,
        )
        .get("/organisation/participants/{id}", Access::Organiser, staff::participant::show)
        .post(
            "/organisation/participants/{id}/lien",
            Access::Organiser,
            staff::participant::send_link,
        )
        .get(
            "/organisation/participants/{id}/annuler",
            Access::Organiser,
            staff::participant::ask_cancel,
        )
        .post(
            "/organisation/participants/{id}/annuler",
            Access::Organiser,
            staff::participant::cancel,
        )
        .post("/organisation/participants/{id}/seances", Access::Organiser, staff::seats::take)
        .post(
            "/organisation/participants/{id}/seances/retirer",
            Access::Organiser,
            staff::seats::give_back,
        )
        .post("/organisation/participants/{id}/attente", Access::Organiser, staff::lines::join)
        .post(
            "/organisation/participants/{id}/attente/quitter",
            Access::Organiser,
            staff::lines::leave,
        )
}

fn people(routes: Routes) -> Routes {
    let organiser = Access::Organiser;
    routes
        .get("/organisation/participants", organiser, staff::participants::list)
        .post("/organisation/participants/choix", organiser, staff::participants::choose)
        .post("/organisation/participants/colonnes", organiser, staff::participants::set_columns)
        .get("/organisation/participants/import", organiser, staff::people_imports::ask)
        .post(
            "/organisation/participants/import",
            organiser,
            staff::people_imports::read.layer(DefaultBodyLimit::max(upload::LIMIT * 2)),
        )
        .get("/organisation/participants/import/{id}", organiser, staff::people_imports::show)
        .post(
            "/organisation/participants/import/{id}/colonnes",
            organiser,
            staff::people_imports::set_columns,
        )
        .post(
            "/organisation/participants/import/{id}/corriger",
            organiser,
            staff::people_imports::correct,
        )
        .post(
            "/organisation/participants/import/{id}/appliquer",
            organiser,
            staff::people_imports::apply,
        )
        .get("/organisation/participants/selection", organiser, staff::bulk::ask)
        .post("/organisation/participants/selection", organiser, staff::bulk::apply)
        .get("/organisation/participants/selection/{id}", organiser, staff::bulk::show)
        .post("/organisation/participants/selection/{id}/defaire", organiser, staff::bulk::undo)
        .get("/organisation/participants/doublons", organiser, staff::duplicates::list)
        .post(
            "/organisation/participants/doublons/distincts",
            organiser,
            staff::duplicates::dismiss,
        )
        .get("/organisation/participants/doublons/fusion", organiser, staff::merging::ask)
        .post("/organisation/participants/doublons/fusion", organiser, staff::merging::merge)
        .get("/organisation/participants/{id}/modifier", organiser, staff::participant_edit::ask)
        .post(
            "/organisation/participants/{id}/modifier",
            organiser,
            staff::participant_edit::change,
        )
        .post(
            "/organisation/participants/{id}/retablir",
            organiser,
            staff::participant_acts::restore,
        )
        .post("/organisation/participants/{id}/notes", organiser, staff::participant_acts::note)
        .post(
            "/organisation/participants/{id}/pointer",
            organiser,
            staff::participant_acts::check_in,
        )
        .post(
            "/organisation/participants/{id}/depointer",
            organiser,
            staff::participant_acts::check_out,
        )
}
