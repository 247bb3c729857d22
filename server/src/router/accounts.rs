//! The team's own accounts, those who lead sessions, and what organisers see first.

use domain::role::Access;

use crate::access::Routes;
use crate::http::{account, hosting, staff};

/// All of it.
pub(super) fn declare(routes: Routes) -> Routes {
    hosts(own_account(accounts(routes)))
}

fn accounts(routes: Routes) -> Routes {
    use staff::team::{closing, member};
    routes
        .post("/organisation/equipe", Access::Admin, staff::team::invite_member)
        .post("/organisation/equipe/reglages", Access::Admin, staff::team::set_up)
        .get("/organisation/equipe/{id}", Access::Admin, member::show)
        .post("/organisation/equipe/{id}/role", Access::Admin, member::set_role)
        .post("/organisation/equipe/{id}/seances", Access::Admin, member::lead)
        .post("/organisation/equipe/{id}/lien", Access::Admin, member::link)
        .post("/organisation/equipe/{id}/deconnecter", Access::Admin, member::sign_out)
        .post(
            "/organisation/equipe/{id}/double-verification",
            Access::Admin,
            member::clear_second_factor,
        )
        .get("/organisation/equipe/{id}/fermer", Access::Admin, closing::ask)
        .post("/organisation/equipe/{id}/fermer", Access::Admin, closing::close)
        .post("/organisation/equipe/{id}/rouvrir", Access::Admin, closing::reopen)
}

fn own_account(routes: Routes) -> Routes {
    const SECOND_FACTOR: &str = "/mon-compte/double-verification";
    routes
        .get("/mon-compte", Access::Team, account::show)
        .post("/mon-compte/mot-de-passe", Access::Team, account::set_password)
        .post("/mon-compte/connexions", Access::Team, account::sign_out_everywhere)
        .post("/mon-compte/connexions/fermer", Access::Team, account::sign_out)
        .get(SECOND_FACTOR, Access::Team, account::second_factor::show)
        .post(SECOND_FACTOR, Access::Team, account::second_factor::set_up)
        .post(
            "/mon-compte/double-verification/codes",
            Access::Team,
            account::second_factor::renew_codes,
        )
        .post(
            "/mon-compte/double-verification/retirer",
            Access::Team,
            account::second_factor::remove,
        )
}

fn hosts(routes: Routes) -> Routes {
    routes
        .get("/animation", Access::Host, hosting::show)
        .get("/animation/{id}", Access::Host, hosting::attendance::show)
        .post("/animation/{id}/presence", Access::Host, hosting::attendance::note)
        .post("/animation/{id}/presence/annuler", Access::Host, hosting::attendance::take_note_back)
        .get("/animation/{id}/message", Access::Host, hosting::message::ask)
        .post("/animation/{id}/message", Access::Host, hosting::message::write)
        .post(
            "/animation/{id}/message/{message}/rappeler",
            Access::Host,
            hosting::message::call_back,
        )
}
