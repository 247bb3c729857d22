//! `/organisation/programme/{part}` and `/organisation/programme/{part}/{key}`: lists and forms.

use app::components::FormErrors;
use app::fr;
use app::pages::staff::programme::{ChangePage, EditPage, EditView, ListPage, ListView, PROGRAMME};
use axum::Extension;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::Refusal;
use domain::programme::{Plan, Programme};
use leptos::prelude::*;
use store::programme::{Changed, load};

use super::parts::Part;
use super::preview::{self, Asked, concerns_somebody};
use super::target::{Target, edit_view, stale_view};
use super::typed::Typed;
use super::{done, fingerprint, stale};
use crate::access::Member;
use crate::changing;
use crate::http::form::Fields;
use crate::http::staff::staff_page;
use crate::render::{Answer, Failure, Page};
use crate::state::App;

/// `GET /organisation/programme/{part}`
pub async fn list(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(slug): Path<String>,
    RawQuery(query): RawQuery,
) -> Answer {
    let part = Part::parse(&slug).ok_or_else(Failure::not_found)?;
    if !part.is_list() {
        return form(&app, &member, &slug, None).await;
    }
    let programme = app.store.programme().await?;
    let view = ListView {
        part: part.slug(),
        title: part.title(),
        lead: part.lead(),
        add: part.adds(),
        rows: part.rows(&programme.plan),
        said: query.as_deref().and_then(done),
    };
    let page = staff_page(&app, &member, part.title(), PROGRAMME).await?;
    Ok(page.show(&app, move || view! { <ListPage view/> }).await)
}

/// `GET /organisation/programme/{part}/{key}`
pub async fn show(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path((slug, key)): Path<(String, String)>,
) -> Answer {
    form(&app, &member, &slug, Some(key)).await
}

async fn form(app: &App, member: &Member, slug: &str, key: Option<String>) -> Answer {
    let programme = app.store.programme().await?;
    let target = Target::find(&programme.plan, slug, key)?;
    let view = edit_view(&programme.plan, &target);
    let page = staff_page(app, member, view.title.clone(), PROGRAMME).await?;
    Ok(page.show(app, move || view! { <EditPage view/> }).await)
}

/// `POST /organisation/programme/{part}`
pub async fn save_part(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(slug): Path<String>,
    fields: Fields,
) -> Answer {
    if Part::parse(&slug).is_none_or(Part::is_list) {
        return Err(Failure::not_found());
    }
    save(&app, &member, &slug, None, &fields).await
}

/// `POST /organisation/programme/{part}/{key}`
pub async fn save_one(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path((slug, key)): Path<(String, String)>,
    fields: Fields,
) -> Answer {
    save(&app, &member, &slug, Some(key), &fields).await
}

async fn save(
    app: &App,
    member: &Member,
    slug: &str,
    key: Option<String>,
    fields: &Fields,
) -> Answer {
    let programme = app.store.programme().await?;
    let target = Target::named(slug, key)?;
    let form = Form { app, member, programme: &programme, target: &target, fields };
    if fields.text("vu") != fingerprint(&programme.plan) {
        return form.stale().await;
    }
    if target.gone(&programme.plan).is_some() {
        return Err(Failure::not_found());
    }
    let mut plan = programme.plan.clone();
    let typed = Typed::new(fields);
    target.part.put(&typed, &mut plan, target.key.as_deref());
    let errors = typed.into_errors();
    if !errors.is_empty() {
        return form.refused(errors, Vec::new()).await;
    }
    let conflicts: Vec<_> = plan.conflicts().iter().map(|it| fr::conflict(&plan, it)).collect();
    if !conflicts.is_empty() {
        return form.refused(FormErrors::default(), conflicts).await;
    }
    if plan == programme.plan {
        return Ok(to(&target, "pareil"));
    }
    form.carry_out(plan).await
}

fn to(target: &Target, word: &str) -> Response {
    Redirect::to(&format!("{}?{word}", target.back().0)).into_response()
}

/// A form that was sent.
struct Form<'a> {
    app: &'a App,
    member: &'a Member,
    programme: &'a Programme,
    target: &'a Target,
    fields: &'a Fields,
}

impl Form<'_> {
    /// Makes the change, or asks first when it concerns somebody.
    async fn carry_out(&self, plan: Plan) -> Answer {
        let confirmed = self.fields.text("confirme") == "oui";
        let tell = !confirmed || self.fields.ticked("prevenir");
        let proposed =
            |tell| changing::proposed(Some(self.programme), plan.clone(), &self.member.email, tell);
        if !confirmed {
            match changing::try_out(&self.app.store, proposed(true)).await {
                Ok(changed) if concerns_somebody(&changed) => {
                    return self.ask(&changed, true, Vec::new()).await;
                }
                Ok(_) => {}
                Err(error) => return self.refused_by(error).await,
            }
        }
        match changing::make(&self.app.store, proposed(tell)).await {
            Ok(changed) if changed.announcement.is_some() => {
                Ok(Redirect::to(&format!("{PROGRAMME}?lettres#lettres")).into_response())
            }
            Ok(_) => Ok(to(self.target, "note")),
            Err(store::Error::Refused(refusal @ Refusal::WouldClash { .. })) => {
                let changed = changing::try_out(&self.app.store, proposed(true)).await?;
                self.ask(&changed, false, vec![fr::team_refusal(&refusal)]).await
            }
            Err(error) => self.refused_by(error).await,
        }
    }

    async fn refused_by(&self, error: store::Error) -> Answer {
        match error {
            store::Error::Refused(Refusal::ProgrammeChanged) => self.stale().await,
            store::Error::Refused(refusal) => {
                self.refused(FormErrors::default(), vec![fr::team_refusal(&refusal)]).await
            }
            error => Err(error.into()),
        }
    }

    /// The question: what changes, who is concerned, what they read.
    async fn ask(&self, changed: &Changed, tell: bool, refused: Vec<String>) -> Answer {
        let wrong = !refused.is_empty();
        let (back, back_label) = (self.target.action(), "Ne pas enregistrer");
        let asked = Asked {
            title: "Ce changement concerne des personnes".to_owned(),
            action: back.clone(),
            back,
            back_label,
            tell,
            refused,
        };
        let view = preview::view(self.app, changed, preview::typed(self.fields), asked).await;
        let page = self.page(view.title.clone()).await?;
        let page = if wrong { page.refused() } else { page };
        Ok(page.show(self.app, move || view! { <ChangePage view/> }).await)
    }

    /// The form again, with what was typed and what is wrong with it.
    async fn refused(&self, errors: FormErrors, clashes: Vec<String>) -> Answer {
        let view = EditView { errors, clashes, ..self.typed() };
        let page = self.page(view.title.clone()).await?.refused();
        Ok(page.show(self.app, move || view! { <EditPage view/> }).await)
    }

    /// The form again: the programme is no longer what it was when the page was opened.
    async fn stale(&self) -> Answer {
        // What is kept at hand may be what the form was made from.
        let now = load(&mut self.app.store.reader().await?).await?.plan;
        let view = stale_view(&now, self.target, self.fields);
        let page = self.page(view.title.clone()).await?.status(StatusCode::CONFLICT);
        Ok(page.show(self.app, move || view! { <EditPage view/> }).await)
    }

    fn typed(&self) -> EditView {
        let mut view = edit_view(&self.programme.plan, self.target);
        stale::fill(&mut view.groups, self.fields);
        view
    }

    async fn page(&self, title: String) -> Result<Page, store::Error> {
        staff_page(self.app, self.member, title, PROGRAMME).await
    }
}
