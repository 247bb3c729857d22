//! `/mon-compte/double-verification`: set up, renewed, taken away.

use app::components::FormErrors;
use app::fr;
use app::pages::account::{
    RecoveryCodesPage, SecondFactorPage, SecondFactorSetUp, SecondFactorView,
};
use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{AppendHeaders, IntoResponse, Redirect};
use domain::role::Role;
use leptos::prelude::*;
use store::accounts::{self, Account};
use store::journal;

use super::{confirmed, framed, own, signed_in_again};
use crate::access::Member;
use crate::clock::now;
use crate::http::form::{Fields, one_error};
use crate::render::Answer;
use crate::second_factor::{SecondFactor, recovery_codes, recovery_hash};
use crate::state::App;
use crate::{qr, session};

const HERE: &str = "/mon-compte/double-verification";
const TITLE: &str = "Double vérification";

/// `GET /mon-compte/double-verification`
pub async fn show(State(app): State<App>, Extension(member): Extension<Member>) -> Answer {
    page(&app, &member, FormErrors::default()).await
}

/// `POST /mon-compte/double-verification`: the first code of the telephone puts it in use.
pub async fn set_up(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    headers: HeaderMap,
    fields: Fields,
) -> Answer {
    let account = own(&app, &member).await?;
    if account.totp_since.is_some() {
        return Ok(Redirect::to(HERE).into_response());
    }
    let version = account.totp_version + 1;
    let at = now();
    let step = factor(&app, &account, version).step(&fields.text("code"), at);
    // A page of before, whose QR code is another one's, is refused as a wrong code is.
    let Some(step) = step.filter(|_| fields.text("version") == version.to_string()) else {
        return page(&app, &member, one_error("code", fr::WRONG_FIRST_CODE)).await;
    };
    let codes = recovery_codes();
    let recovery = codes.iter().map(|code| recovery_hash(code)).collect();
    let made = accounts::SecondFactor { version, step, recovery };
    let (id, email) = (account.id, account.email);
    let set = app
        .store
        .write_beside(async move |conn| {
            let set = accounts::set_second_factor(conn, id, made, at).await?;
            if set {
                journal::write(conn, &email, "second_factor.set", &email, "", at).await?;
            }
            Ok(set)
        })
        .await?;
    if !set {
        return Ok(Redirect::to(HERE).into_response());
    }
    show_codes(&app, &member, &headers, codes).await
}

/// `POST /mon-compte/double-verification/codes`
pub async fn renew_codes(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    headers: HeaderMap,
    fields: Fields,
) -> Answer {
    let account = own(&app, &member).await?;
    if account.totp_since.is_none() {
        return Ok(Redirect::to(HERE).into_response());
    }
    if let Err(errors) = confirmed(&app, &account, "codes_password", &fields).await {
        return page(&app, &member, errors).await;
    }
    let codes = recovery_codes();
    let kept = codes.iter().map(|code| recovery_hash(code)).collect();
    let at = now();
    app.store
        .write_beside(async move |conn| {
            accounts::replace_recovery(conn, account.id, kept).await?;
            accounts::end_sessions(conn, account.id).await?;
            let email = &account.email;
            journal::write(conn, email, "second_factor.codes", email, "", at).await
        })
        .await?;
    show_codes(&app, &member, &headers, codes).await
}

/// `POST /mon-compte/double-verification/retirer`
pub async fn remove(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    headers: HeaderMap,
    fields: Fields,
) -> Answer {
    let account = own(&app, &member).await?;
    if account.totp_since.is_none() || !may_remove(&app, &account).await? {
        return Ok(Redirect::to(HERE).into_response());
    }
    if let Err(errors) = confirmed(&app, &account, "removal_password", &fields).await {
        return page(&app, &member, errors).await;
    }
    let at = now();
    app.store
        .write_beside(async move |conn| {
            accounts::clear_second_factor(conn, account.id).await?;
            let email = &account.email;
            journal::write(conn, email, "second_factor.remove", email, "", at).await
        })
        .await?;
    signed_in_again(&app, &member, &headers, "/mon-compte?retiree").await
}

/// The codes, on this one answer and nowhere else; a fresh session takes the place of those that
/// ended.
async fn show_codes(app: &App, member: &Member, headers: &HeaderMap, codes: Vec<String>) -> Answer {
    let cookie = session::begin(app, member.id, headers).await?;
    let page = framed("Codes de secours", member).with_print_button();
    let shown = page.show(app, move || view! { <RecoveryCodesPage codes/> }).await;
    Ok((AppendHeaders([(header::SET_COOKIE, cookie)]), shown).into_response())
}

fn factor(app: &App, account: &Account, version: u32) -> SecondFactor {
    SecondFactor::of(&app.keys, account.id, version, &account.email)
}

async fn may_remove(app: &App, account: &Account) -> Result<bool, store::Error> {
    let mut conn = app.store.reader().await?;
    Ok(account.role != Role::Admin || !accounts::admins_need_totp(&mut conn).await?)
}

async fn page(app: &App, member: &Member, errors: FormErrors) -> Answer {
    let account = own(app, member).await?;
    let may_remove = may_remove(app, &account).await?;
    let view = match account.totp_since {
        Some(since) => {
            let mut conn = app.store.reader().await?;
            let recovery_left = accounts::recovery_left(&mut conn, account.id).await?;
            SecondFactorView::InUse { since, recovery_left, may_remove }
        }
        None => {
            let version = account.totp_version + 1;
            let factor = factor(app, &account, version);
            let qr = factor.address().and_then(|address| qr::inline(&address));
            SecondFactorView::SetUp(SecondFactorSetUp {
                qr: qr.unwrap_or_default(),
                by_hand: factor.by_hand(),
                version,
                required: !may_remove,
            })
        }
    };
    let page = framed(TITLE, member);
    let page = if errors.is_empty() { page } else { page.refused() };
    Ok(page.show(app, move || view! { <SecondFactorPage view errors/> }).await)
}
