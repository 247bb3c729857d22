use super::*;
use crate::programme::Plan;
use crate::programme::samples::{plan, span};

fn troubles(plan: &Plan) -> Vec<(String, Part, Trouble)> {
    plan.conflicts().into_iter().map(|it| (it.name, it.part, it.trouble)).collect()
}

#[test]
fn a_programme_that_goes_together_has_no_conflict() {
    assert_eq!(plan().conflicts(), []);
}

#[test]
fn a_name_that_nothing_has_is_told_with_those_there_are() {
    let mut wrong = plan();
    wrong.activities[0].theme = "rurall".to_owned();
    let found = troubles(&wrong);
    let known = vec!["rural".to_owned(), "axe-1".to_owned()];
    let trouble = Trouble::Unknown { what: Noun::Theme, typed: "rurall".to_owned(), known };
    assert_eq!(found, [("A01".to_owned(), Part::Theme, trouble)]);
    let mut without = plan();
    without.rooms.clear();
    assert_eq!(troubles(&without).len(), 3);
}

#[test]
fn two_sessions_in_one_room_are_told_once() {
    let mut wrong = plan();
    wrong.activities[1].sessions[0].room = "Salle Loire".to_owned();
    let found = troubles(&wrong);
    let [(name, Part::Room, Trouble::RoomClash { other: 0, room, .. })] = &found[..] else {
        panic!("{found:?}")
    };
    assert_eq!((name.as_str(), room.as_str()), ("A02", "Salle Loire"));
}

#[test]
fn a_host_in_two_places_is_told_unless_nobody_in_particular() {
    let mut wrong = plan();
    wrong.activities[1].hosts = wrong.activities[0].hosts.clone();
    let found = troubles(&wrong);
    assert!(matches!(&found[..], [(_, Part::Host(0), Trouble::HostClash { other: 0, .. })]));
    for host in &mut wrong.hosts {
        host.to_confirm = true;
    }
    assert_eq!(wrong.conflicts(), []);
}

#[test]
fn seats_and_hours_have_bounds() {
    let mut wrong = plan();
    wrong.activities[0].sessions[0].capacity = 25;
    wrong.activities[1].sessions[0].span = span((11, 0), (12, 20));
    wrong.activities[2].sessions[1].span = span((12, 40), (13, 0));
    wrong.event.span = span((9, 30), (12, 55));
    let found: Vec<_> = troubles(&wrong).into_iter().map(|(name, part, _)| (name, part)).collect();
    let of = |name: &str, part| (name.to_owned(), part);
    assert_eq!(
        found,
        [
            of("A01", Part::Capacity),
            of("A02", Part::Sitting(0)),
            of("K01", Part::Sitting(1)),
            of("K01", Part::Room),
        ]
    );
}

#[test]
fn names_that_serve_twice_are_found_whatever_their_case() {
    assert_eq!(duplicates(["A01", "K01", "a01", "A01"].into_iter()), [(2, 0), (3, 0)]);
}

#[test]
fn tidying_puts_workshops_first_and_hosts_as_they_are_listed() {
    let mut plan = plan();
    plan.activities.rotate_right(1);
    plan.hosts[0].name = "Anne-Laure".to_owned();
    plan.activities[0].sessions.reverse();
    plan.tidy();
    let codes: Vec<_> = plan.activities.iter().map(|activity| activity.code.as_str()).collect();
    assert_eq!(codes, ["A01", "A02", "K01"]);
    assert_eq!(plan.activities[0].hosts[0].name, "Anne-Laure");
    assert!(plan.activities[2].sessions.is_sorted_by_key(|session| session.span.start()));
}
