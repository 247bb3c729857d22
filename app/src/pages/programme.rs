use std::sync::Arc;

use domain::programme::{Activity, Kind, Programme, Session, Slot};
use domain::time::Moment;
use leptos::prelude::*;

use crate::components::{ActivityCard, Icon, Notice, TimeOfDay, Tone, theme_shape};
use crate::fr;

/// What of the programme to show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// Only this kind.
    pub kind: Option<Kind>,
    /// Only the theme with this code.
    pub theme: Option<String>,
}

impl Filters {
    fn keeps(&self, activity: &Activity) -> bool {
        self.kind.is_none_or(|kind| activity.kind == kind)
            && self.theme.as_ref().is_none_or(|theme| activity.theme == *theme)
    }

    /// The address at which exactly this is shown.
    #[must_use]
    pub fn href(&self) -> String {
        let kind = self.kind.map(|kind| match kind {
            Kind::Workshop => "type=atelier".to_owned(),
            Kind::Kiosk => "type=kiosque".to_owned(),
        });
        let theme = self.theme.as_ref().map(|theme| format!("theme={theme}"));
        let query: Vec<_> = kind.into_iter().chain(theme).collect();
        if query.is_empty() {
            "/programme".to_owned()
        } else {
            format!("/programme?{}", query.join("&"))
        }
    }
}

/// `/programme`: the day, slot by slot, with the seats left on each session.
#[component]
pub fn ProgrammePage(
    /// The programme as it stands.
    programme: Arc<Programme>,
    /// What of it to show.
    filters: Filters,
) -> impl IntoView {
    let notice = programme.plan.event.notice.clone();
    let bands = bands(&programme, &filters);
    let nothing = !programme.plan.activities.iter().any(|activity| filters.keeps(activity));
    view! {
        <h1>"Programme"</h1>
        <p class="lead">
            {fr::long_date(programme.plan.event.span.start())}", "{programme.plan.event.place.clone()}
        </p>
        {(!notice.is_empty()).then(|| view! {
            <Notice tone=Tone::Quiet><p>{notice}</p></Notice>
        })}
        <p class="actions">
            <a class="button small secondary" href=super::GRID><Icon name="grid"/>"La journée en un coup d’œil"</a>
        </p>
        {links(&programme, &filters)}
        {nothing.then(|| view! {
            <div class="empty">
                <h2>"Rien ne correspond à ce choix"</h2>
                <p>"Enlevez un filtre pour voir d’autres ateliers et kiosques."</p>
                <p class="actions"><a class="button secondary" href="/programme">"Voir tout le programme"</a></p>
            </div>
        })}
        <div class="day">{bands}</div>
    }
}

fn links(programme: &Programme, filters: &Filters) -> impl IntoView + use<> {
    let kinds: Vec<_> = [None, Some(Kind::Workshop), Some(Kind::Kiosk)]
        .into_iter()
        .map(|kind| {
            let to = Filters { kind, ..filters.clone() };
            let current = (filters.kind == kind).then_some("true");
            view! { <li><a href=to.href() aria-current=current>{kind.map_or("Tout", fr::kinds)}</a></li> }
        })
        .collect();
    let all = Filters { theme: None, ..filters.clone() };
    let themes: Vec<_> = programme
        .plan
        .themes
        .iter()
        .map(|theme| {
            let to = Filters { theme: Some(theme.code.clone()), ..filters.clone() };
            let current = (filters.theme.as_ref() == Some(&theme.code)).then_some("true");
            view! {
                <li>
                    <a href=to.href() aria-current=current>
                        <Icon name=format!("theme-{}", theme_shape(&theme.code))/>
                        {theme.label.clone()}
                    </a>
                </li>
            }
        })
        .collect();
    view! {
        <nav class="filters" aria-label="Filtrer le programme">
            <div>
                <p class="name" id="filtre-type">"Type"</p>
                <ul aria-labelledby="filtre-type">{kinds}</ul>
            </div>
            <div>
                <p class="name" id="filtre-theme">"Thème"</p>
                <ul aria-labelledby="filtre-theme">
                    <li><a href=all.href() aria-current=filters.theme.is_none().then_some("true")>"Tous"</a></li>
                    {themes}
                </ul>
            </div>
        </nav>
    }
}

/// One stretch of the day: plenary, slot of workshops, or the kiosks.
enum Band<'a> {
    Plenary(Moment, &'a str, &'a str),
    Workshops(&'a Slot),
    Kiosks(Moment),
}

impl Band<'_> {
    fn start(&self) -> Moment {
        match self {
            Self::Plenary(start, _, _) | Self::Kiosks(start) => *start,
            Self::Workshops(slot) => slot.span.start(),
        }
    }
}

fn bands(programme: &Programme, filters: &Filters) -> Vec<AnyView> {
    let plan = &programme.plan;
    let mut bands: Vec<Band<'_>> = plan.slots.iter().map(Band::Workshops).collect();
    bands.extend(first_visit(programme).map(Band::Kiosks));
    let taken: Vec<Moment> = plan.slots.iter().map(|slot| slot.span.start()).collect();
    bands.extend(
        plan.timeline
            .iter()
            .filter(|item| !taken.contains(&item.start))
            .map(|item| Band::Plenary(item.start, &item.title, &item.detail)),
    );
    bands.sort_by_key(Band::start);
    bands.iter().filter_map(|band| draw(programme, filters, band)).collect()
}

fn first_visit(programme: &Programme) -> Option<Moment> {
    programme
        .sessions
        .iter()
        .filter(|session| session.kind == Kind::Kiosk)
        .map(|session| session.span.start())
        .min()
}

fn draw(programme: &Programme, filters: &Filters, band: &Band<'_>) -> Option<AnyView> {
    match band {
        Band::Plenary(start, title, detail) => (*filters == Filters::default()).then(|| {
            let detail = (*detail).to_owned();
            view! {
                <section class="plenary">
                    <TimeOfDay at=*start/>
                    <p>
                        {(*title).to_owned()}
                        {(!detail.is_empty()).then(|| view! { <br/><span class="soft">{detail}</span> })}
                    </p>
                </section>
            }
            .into_any()
        }),
        Band::Workshops(slot) => {
            let cards = cards(programme, filters, |session| session.slot.as_ref() == Some(&slot.code));
            (!cards.is_empty()).then(|| {
                let id = format!("creneau-{}", slot.code);
                let how = programme.wishes_until(&slot.code).map_or_else(
                    || "Un atelier par personne".to_owned(),
                    |until| format!("Places attribuées selon les vœux, jusqu’au {}", fr::date_time(until)),
                );
                view! {
                    <section class="slot" id=id.clone() aria-labelledby=format!("{id}-titre")>
                        <header>
                            <TimeOfDay at=slot.span.start() span=slot.span/>
                            <h2 id=format!("{id}-titre")>{slot.name.clone()}</h2>
                            <p class="soft">{how}</p>
                        </header>
                        <ul class="activities">{cards}</ul>
                    </section>
                }
                .into_any()
            })
        }
        Band::Kiosks(start) => {
            let cards = cards(programme, filters, |session| session.kind == Kind::Kiosk);
            (!cards.is_empty()).then(|| {
                view! {
                    <section class="slot" id="kiosques" aria-labelledby="kiosques-titre">
                        <header>
                            <TimeOfDay at=*start/>
                            <h2 id="kiosques-titre">"Kiosques"</h2>
                            <p class="soft">"Visites courtes, à l’heure de votre choix"</p>
                        </header>
                        <ul class="activities">{cards}</ul>
                    </section>
                }
                .into_any()
            })
        }
    }
}

fn cards(
    programme: &Programme,
    filters: &Filters,
    here: impl Fn(&Session) -> bool,
) -> Vec<AnyView> {
    programme
        .plan
        .activities
        .iter()
        .filter(|activity| filters.keeps(activity))
        .filter_map(|activity| {
            let sessions: Vec<Session> =
                programme.sessions_of(&activity.code).filter(|s| here(s)).cloned().collect();
            (!sessions.is_empty()).then(|| {
                let theme = programme.theme(&activity.theme).cloned();
                view! { <li><ActivityCard activity=activity.clone() theme sessions/></li> }
                    .into_any()
            })
        })
        .collect()
}
