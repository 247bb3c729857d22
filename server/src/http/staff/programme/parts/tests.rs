use domain::time::Span;

use super::*;
use crate::http::form::Fields;
use crate::programme::{SHIPPED, read};

/// What a browser sends of these questions, as they were answered.
fn sent(groups: &[Group], changes: &[(&str, &str)]) -> Fields {
    let mut pairs: Vec<(String, String)> = Vec::new();
    for question in groups.iter().flat_map(|group| &group.questions) {
        let name = question.name.to_owned();
        match &question.ask {
            Ask::Visits => {
                for visit in question.values.chunks(2) {
                    pairs.push((name.clone(), visit[0].clone()));
                    pairs.push(("places".to_owned(), visit[1].clone()));
                }
            }
            Ask::Tick => {
                let ticked = question.values.iter().filter(|value| !value.is_empty());
                pairs.extend(ticked.map(|value| (name.clone(), value.clone())));
            }
            _ => pairs.extend(question.values.iter().map(|value| (name.clone(), value.clone()))),
        }
    }
    for (name, value) in changes {
        pairs.retain(|(known, _)| known != name);
        pairs.push(((*name).to_owned(), (*value).to_owned()));
    }
    Fields::of(pairs)
}

/// Every form there is about what is in the programme.
fn forms(plan: &Plan) -> Vec<(Part, Option<String>)> {
    let all = Part::SECTIONS.into_iter().chain([Part::Workshops, Part::Kiosks]);
    all.flat_map(|part| {
        let keys: Vec<_> = if part.is_list() {
            part.rows(plan).into_iter().map(|row| Some(row.key)).collect()
        } else {
            vec![None]
        };
        keys.into_iter().map(move |key| (part, key))
    })
    .collect()
}

#[test]
fn a_form_sent_as_it_was_opened_changes_nothing() {
    let plan = read(SHIPPED, None).expect("the shipped file reads");
    let forms = forms(&plan);
    assert!(forms.len() > 70, "{}", forms.len());
    for (part, key) in forms {
        let fields = sent(&part.groups(&plan, key.as_deref()), &[]);
        let typed = Typed::new(&fields);
        let mut after = plan.clone();
        part.put(&typed, &mut after, key.as_deref());
        assert!(typed.into_errors().is_empty(), "{part:?} {key:?}");
        assert_eq!(after, plan, "{part:?} {key:?}");
    }
}

#[test]
fn every_empty_form_says_what_is_missing_and_is_named() {
    let plan = read(SHIPPED, None).expect("the shipped file reads");
    for (part, key) in forms(&plan) {
        let fields = Fields::of(Vec::new());
        let typed = Typed::new(&fields);
        part.put(&typed, &mut plan.clone(), key.as_deref());
        assert!(!typed.into_errors().is_empty(), "{part:?} {key:?}");
        assert!(!part.title().is_empty() && Part::parse(part.slug()) == Some(part));
        assert_eq!(key.is_some(), key.and_then(|key| part.name(&plan, &key)).is_some());
    }
}

#[test]
fn moving_the_day_moves_everything_with_it() {
    let plan = read(SHIPPED, None).expect("the shipped file reads");
    let fields = sent(&Part::Conference.groups(&plan, None), &[("date", "2031-03-30")]);
    let typed = Typed::new(&fields);
    let mut after = plan.clone();
    Part::Conference.put(&typed, &mut after, None);
    assert!(typed.into_errors().is_empty());
    assert_eq!(after.conflicts(), []);
    let date = |moment: Moment| moment.paris().date().to_string();
    let sessions = after.activities.iter().flat_map(|activity| &activity.sessions);
    assert!(sessions.into_iter().all(|session| date(session.span.start()) == "2031-03-30"));
    assert_eq!(time(after.event.span.start()), time(plan.event.span.start()));
    assert_eq!(date(after.event.sign_up.end()), "2031-03-30");
}

#[test]
fn a_window_years_away_is_refused_beside_its_field() {
    let plan = read(SHIPPED, None).expect("the shipped file reads");
    let far = [("registration_opens", "2013-01-01T00:00"), ("freezes", "2099-01-01T00:00")];
    let fields = sent(&Part::Windows.groups(&plan, None), &far);
    let typed = Typed::new(&fields);
    Part::Windows.put(&typed, &mut plan.clone(), None);
    let errors = typed.into_errors();
    for (name, _) in far {
        assert!(errors.of(name).is_some_and(|said| said.contains("dix ans")), "{name}");
    }
    assert_eq!(errors.0.len(), 2);
}

#[test]
fn a_day_on_which_the_programme_cannot_be_put_is_refused_beside_its_field() {
    let mut plan = read(SHIPPED, None).expect("the shipped file reads");
    let far = Moment::in_paris(jiff::civil::date(2000, 1, 1), jiff::civil::Time::midnight());
    let end = plan.event.registration.end();
    plan.event.registration = Span::new(far.expect("a moment"), end).expect("a span");
    let fields = sent(&Part::Conference.groups(&plan, None), &[("date", "2031-03-30")]);
    let typed = Typed::new(&fields);
    Part::Conference.put(&typed, &mut plan, None);
    let said = typed.into_errors().of("date").unwrap_or_default();
    assert!(said.contains("Inscriptions et contact"), "{said}");
}

#[test]
fn a_slot_that_moves_takes_its_workshops_along() {
    let plan = read(SHIPPED, None).expect("the shipped file reads");
    let changes = [("start", "11:15"), ("end", "12:15")];
    let fields = sent(&Part::Slots.groups(&plan, Some("A")), &changes);
    let typed = Typed::new(&fields);
    let mut after = plan.clone();
    Part::Slots.put(&typed, &mut after, Some("A"));
    let in_slot = after.activities.iter().flat_map(|activity| &activity.sessions);
    let moved: Vec<_> = in_slot.filter(|it| it.slot.as_deref() == Some("A")).collect();
    assert_eq!(moved.len(), 10);
    assert!(moved.iter().all(|session| time(session.span.start()) == "11:15"));
    assert_eq!(after.conflicts(), []);
}
