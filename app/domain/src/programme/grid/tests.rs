use super::*;
use crate::programme::samples::{plan, programme, span};

#[test]
fn each_session_stands_in_the_band_announced_for_it() {
    let programme = programme(plan());
    let bands = bands(&programme);
    let titles: Vec<_> = bands
        .iter()
        .map(|band| (band.item.map_or("", |item| item.title.as_str()), band.blocks.len()))
        .collect();
    assert_eq!(titles, [("Accueil", 0), ("Ateliers", 2), ("Kiosques", 1), ("Clôture", 0)]);
    assert_eq!(bands[1].rooms, ["Salle Loire", "Salle Maine"]);
}

#[test]
fn the_visits_of_a_kiosk_are_one_block() {
    let programme = programme(plan());
    let bands = bands(&programme);
    let block = &bands[2].blocks[0];
    assert_eq!((block.sessions.len(), block.row, block.rows), (2, 0, 1));
    assert_eq!(block.span, span((12, 30), (13, 15)));
}

#[test]
fn two_activities_of_a_room_are_two_blocks_and_a_long_one_fills_their_rows() {
    let mut plan = plan();
    plan.timeline.clear();
    plan.timeline.push(TimelineItem {
        start: span((11, 0), (14, 0)).start(),
        end: Some(span((11, 0), (14, 0)).end()),
        title: "Tout".to_owned(),
        detail: String::new(),
    });
    plan.activities[1].sessions[0].span = span((11, 0), (13, 0));
    plan.activities[2].sessions.truncate(1);
    plan.activities[2].sessions[0].room = "Salle Loire".to_owned();
    let programme = programme(plan);
    let bands = bands(&programme);
    let places: Vec<_> =
        bands[0].blocks.iter().map(|block| (block.room, block.row, block.rows)).collect();
    assert_eq!(places, [("Salle Loire", 0, 1), ("Salle Loire", 1, 1), ("Salle Maine", 0, 2)]);
}

#[test]
fn what_lies_outside_all_that_is_announced_has_a_band_of_its_own() {
    let mut plan = plan();
    plan.timeline.clear();
    let programme = programme(plan);
    let bands = bands(&programme);
    let drawn: usize =
        bands.iter().flat_map(|band| &band.blocks).map(|block| block.sessions.len()).sum();
    assert_eq!(drawn, 4);
    assert!(bands.iter().all(|band| band.item.is_none()));
    // The two workshops of the same hours stand side by side.
    assert_eq!(bands[0].blocks.len(), 2);
}
