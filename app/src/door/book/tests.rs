//! The book, without a phone around it. `scene` is what other tests start from.

mod merging;
pub(in crate::door) mod scene;

use domain::checkin::{Reason, Standing, Verdict};
use domain::door::{Deed, Outcome, Told};
use domain::ticket::{Code, Reading, code_key, key, walk_in_code};
use uuid::Uuid;

use super::*;
use crate::door::finder::Asked;
use scene::{A01, A02, B01, answer, at, book, camille, entry, guest, roll, stamp, two};

fn judged(book: &mut Book, act: u128, door: &str, person: Uuid) -> Verdict {
    book.arrive(stamp(act, door), person).1
}

#[test]
fn someone_comes_in_once_and_the_second_time_is_told_by_whom() {
    let mut book = book(vec![camille()]);
    let id = camille().id;
    assert_eq!(judged(&mut book, 1, MAIN, id), Verdict::Accepted);
    let Verdict::AlreadySeen(passage) = judged(&mut book, 2, MAIN, id) else {
        panic!("let in twice");
    };
    assert_eq!((passage.scan, passage.by.as_str()), (two(1), "Téléphone de l’entrée"));
    assert_eq!(book.counts(MAIN), (1, 200));
}

#[test]
fn an_undo_lets_the_person_come_again_and_is_counted() {
    let mut book = book(vec![camille()]);
    judged(&mut book, 1, MAIN, camille().id);
    assert!(book.undo(stamp(2, MAIN), two(1)).is_some());
    assert_eq!(book.counts(MAIN).0, 0);
    assert_eq!(judged(&mut book, 3, MAIN, camille().id), Verdict::Accepted);
    assert_eq!(book.undo(stamp(4, MAIN), two(9)), None, "nothing of this phone's");
}

#[test]
fn having_been_told_already_seen_is_no_passage() {
    let mut book = book(vec![camille()]);
    judged(&mut book, 1, MAIN, camille().id);
    judged(&mut book, 2, MAIN, camille().id);
    book.undo(stamp(3, MAIN), two(1));
    assert_eq!(judged(&mut book, 4, MAIN, camille().id), Verdict::Accepted);
}

#[test]
fn the_verdict_stays_right_while_the_act_travels_and_after_the_list_knows_of_it() {
    let mut book = book(vec![camille()]);
    judged(&mut book, 1, MAIN, camille().id);
    // The answer got lost, but the list has it: neither twice nor not at all.
    let mut listed = camille();
    listed.passages.push(scene::passage(1));
    book.apply(scene::delta("v2", vec![listed.clone()]));
    assert_eq!((book.counts(MAIN).0, book.log.waiting()), (1, 1));
    book.log.answer(&answer(1, Outcome::Kept), at(-5));
    let changed = book.apply(scene::delta("v3", Vec::new()));
    assert_eq!(changed.absorbed, [two(1)]);
    assert_eq!(book.counts(MAIN).0, 1);
    assert!(matches!(judged(&mut book, 2, MAIN, listed.id), Verdict::AlreadySeen(_)));
}

#[test]
fn a_ticket_or_a_code_finds_its_person_until_it_is_replaced() {
    let mut book = book(vec![camille()]);
    let code = Reading::parse("kx7-4tq").unwrap();
    assert_eq!(book.read(&code), Some(camille().id));
    assert_eq!(book.read(&Reading::Token(scene::TOKEN.to_owned())), Some(camille().id));
    let replaced = domain::door::Entry { ticket: "0".repeat(24), ..camille() };
    book.apply(scene::delta("v2", vec![replaced]));
    assert_eq!(book.read(&Reading::Token(scene::TOKEN.to_owned())), None);
    assert_eq!(book.read(&code), Some(camille().id));
}

#[test]
fn whoever_registered_twice_is_one_person_by_either_ticket() {
    const OTHER: &str = "zyxwvtsrqpnmkjhgfedcba9876";
    let second = Entry { ticket: key(OTHER), ..entry(2, "Camille Essai") };
    let mut book = book(vec![camille(), second.clone()]);
    // Let in by both, before anybody knew.
    assert_eq!(judged(&mut book, 1, MAIN, two(2)), Verdict::Accepted);
    assert_eq!(judged(&mut book, 2, MAIN, camille().id), Verdict::Accepted);
    assert_eq!((book.counts(MAIN).0, book.len()), (2, 2));
    let same_as = Some(camille().id);
    book.apply(scene::delta("v2", vec![Entry { same_as, ..second }]));

    assert_eq!((book.counts(MAIN).0, book.len()), (1, 1));
    for token in [OTHER, scene::TOKEN] {
        let read = book.read(&Reading::Token(token.to_owned()));
        assert_eq!(read, Some(camille().id), "{token}");
    }
    assert_eq!(book.find(&Asked::parse("camille").unwrap(), 12).1, 1);
    let Verdict::AlreadySeen(passage) = judged(&mut book, 3, MAIN, two(2)) else {
        panic!("let in by the former ticket");
    };
    assert_eq!(passage.scan, two(1), "the first entry, by whichever ticket");
    book.undo(stamp(4, MAIN), two(1));
    assert_eq!(book.counts(MAIN).0, 1);
    book.undo(stamp(5, MAIN), two(2));
    assert_eq!(book.counts(MAIN).0, 0);

    let kept = book.parts(&(0..PARTS).collect()).into_values().flatten().cloned().collect();
    let records = book.log.recent(9).cloned().collect();
    let after = Book::open(book.head.clone(), kept, records);
    assert_eq!((after.counts(MAIN).0, after.len()), (0, 1));
}

#[test]
fn a_seat_given_by_one_ticket_is_held_by_the_other() {
    let second = Entry { sessions: vec![A01], ..entry(2, "Camille Essai") };
    let mut book = book(vec![second.clone(), camille()]);
    assert!(book.reseat(stamp(1, MAIN), two(2), A02).is_some());
    let same_as = Some(camille().id);
    let joined = Entry { sessions: camille().sessions, same_as, ..second };
    book.apply(scene::delta("v2", vec![joined]));
    assert_eq!(judged(&mut book, 2, &A02.to_string(), camille().id), Verdict::Accepted);
    let taken = |session| book.taken(book.session(session).unwrap());
    assert_eq!((taken(A01), taken(A02)), (4, 2), "one seat, and not one for each ticket");
}

#[test]
fn a_list_kept_by_a_former_version_is_read() {
    let mut kept = serde_json::to_value(camille()).unwrap();
    assert_eq!(kept.get("same_as"), None, "nor is a former version told what it does not know");
    kept["new"] = "field".into();
    assert_eq!(serde_json::from_value::<Entry>(kept).unwrap(), camille());
}

#[test]
fn a_phone_is_over_at_its_time_whatever_its_own_clock_shows() {
    let mut book = book(vec![camille()]);
    assert!(!book.is_over(at(999)));
    assert!(book.is_over(at(1_000)));
    let an_hour_ahead = at(1_000 + 30);
    book.head.clock.measure(at(60), at(60), at(0));
    assert!(!book.is_over(book.head.clock.corrected(an_hour_ahead)));
}

#[test]
fn the_door_of_a_session_that_is_called_off_is_gone_and_its_acts_are_kept() {
    let mut book = book(vec![camille()]);
    let door = A01.to_string();
    assert!(book.has_door(&door) && book.has_door(MAIN));
    judged(&mut book, 1, &door, camille().id);
    let mut without = scene::delta("v2", Vec::new());
    without.sessions.retain(|session| session.id != A01);
    book.apply(without);
    assert!(!book.has_door(&door) && book.has_door(MAIN));
    assert_eq!(book.log.batch(9).len(), 1);
    book.head.station.doors = Some(vec![B01.to_string()]);
    assert!(!book.has_door(MAIN) && book.has_door(&B01.to_string()));
}

#[test]
fn whoever_is_gone_from_the_list_is_nobody() {
    let mut book = book(vec![camille()]);
    let gone = Roll { gone: vec![camille().id], ..scene::delta("v2", Vec::new()) };
    assert_eq!(book.apply(gone).parts.len(), 1);
    assert_eq!(book.judge(Some(camille().id), MAIN), Verdict::Refused(Reason::UnknownTicket));
    assert_eq!(book.len(), 0);
}

#[test]
fn at_the_wrong_door_someone_is_moved_if_a_seat_is_free_and_then_belongs_there() {
    let mut book = book(vec![camille()]);
    let (id, door) = (camille().id, A02.to_string());
    assert_eq!(judged(&mut book, 1, &door, id), Verdict::Refused(Reason::NotHere));
    let taken = |book: &Book, session| book.taken(book.session(session).unwrap());
    assert_eq!((taken(&book, A01), taken(&book, A02)), (5, 1));
    assert!(book.reseat(stamp(2, &door), id, A02).is_some());
    assert_eq!((taken(&book, A01), taken(&book, A02)), (4, 2));
    let seats: Vec<Uuid> =
        book.seats_of(book.entry(id).unwrap()).iter().map(|session| session.id).collect();
    assert_eq!(seats, [A02, B01], "the seat of the same hour is given back, the other kept");
    assert_eq!(judged(&mut book, 3, &door, id), Verdict::Accepted);
    assert_eq!(book.counts(&door), (1, 2));
}

#[test]
fn the_last_seat_is_given_once_and_comes_back_when_the_server_refuses() {
    let mut book = book(vec![camille(), entry(2, "Sacha Guichet")]);
    assert!(book.reseat(stamp(1, MAIN), two(2), A02).is_some());
    assert!(book.reseat(stamp(2, MAIN), camille().id, A02).is_none(), "two seats, both taken");
    let outcome = Outcome::Refused { reason: None, sentence: "Complet.".to_owned() };
    book.log.answer(&answer(1, outcome), at(-5));
    assert_eq!(book.seats_of(book.entry(two(2)).unwrap()).len(), 0);
    assert_eq!(book.left(book.session(A02).unwrap()), 1);
    assert_eq!(book.messages().len(), 1);
    book.mark_read(two(1));
    assert_eq!(book.messages(), []);
}

#[test]
fn a_walk_in_is_known_at_once_by_a_code_of_this_phones_block() {
    let mut book = book(vec![camille()]);
    let record = book.welcome(stamp(1, MAIN), two(50), &guest()).unwrap();
    let Deed::WalkIn { code, .. } = &record.act.deed else { panic!("{record:?}") };
    let code = Code::parse(code).unwrap();
    assert_eq!(Some(&code), walk_in_code("ZK7", 0).as_ref());
    assert_eq!(book.read(&Reading::Code(code)), Some(two(50)));
    assert!(matches!(judged(&mut book, 2, MAIN, two(50)), Verdict::AlreadySeen(_)));
    assert_eq!(book.counts(MAIN), (1, 201));
    let asked = Asked::parse("passage").unwrap();
    assert_eq!(book.find(&asked, 12).1, 1);
}

#[test]
fn a_phone_that_lost_its_memory_gives_no_code_twice() {
    let mut listed = entry(7, "Déjà Venue");
    listed.code = code_key(&walk_in_code("ZK7", 0).unwrap());
    let mut book = book(vec![listed]);
    let record = book.welcome(stamp(1, MAIN), two(50), &guest()).unwrap();
    let Deed::WalkIn { code, .. } = record.act.deed else { panic!("no walk-in") };
    assert_eq!(code, walk_in_code("ZK7", 1).unwrap().as_str());
    assert_eq!(book.head.next_walk_in, 2);
}

#[test]
fn a_walk_in_outlives_a_whole_new_list_until_the_server_has_answered() {
    let mut book = book(vec![camille()]);
    book.welcome(stamp(1, MAIN), two(50), &guest());
    book.apply(roll("v2", vec![camille()]));
    assert!(book.entry(two(50)).is_some());
    let refused = Outcome::Refused { reason: None, sentence: "Nom illisible.".to_owned() };
    book.log.answer(&answer(1, refused), at(-5));
    book.apply(roll("v3", vec![camille()]));
    assert!(book.entry(two(50)).is_none());
    assert_eq!(book.counts(MAIN), (0, 200));
}

#[test]
fn a_walk_in_that_is_taken_back_is_expected_no_more() {
    let mut book = book(vec![camille()]);
    book.welcome(stamp(1, MAIN), two(50), &guest());
    assert_eq!(book.counts(MAIN), (1, 201));
    book.undo(stamp(2, MAIN), two(1));
    assert_eq!(book.counts(MAIN), (0, 200));
    assert_eq!(book.judge(Some(two(50)), MAIN), Verdict::Refused(Reason::Cancelled));
    // A list that was read between both.
    let listed = Entry { passages: vec![scene::passage(1)], ..entry(50, "Sacha") };
    let mut between = scene::delta("v2", vec![listed.clone()]);
    between.event.expected = 201;
    book.apply(between);
    assert_eq!(book.counts(MAIN), (0, 200));
    // Whoever was registered before all the same keeps that place.
    let same_as = Some(camille().id);
    let mut joined = scene::delta("v3", vec![Entry { same_as, ..listed }]);
    joined.event.expected = 200;
    book.apply(joined);
    assert_eq!(book.judge(Some(two(50)), MAIN), Verdict::Accepted);
    assert_eq!(book.counts(MAIN), (0, 200));
    let refused = Outcome::Refused { reason: None, sentence: "Non.".to_owned() };
    book.log.answer(&answer(2, refused), at(-5));
    assert!(matches!(book.judge(Some(two(50)), MAIN), Verdict::AlreadySeen(_)));
}

#[test]
fn a_book_is_opened_as_it_was_closed() {
    let mut before = book(vec![camille(), entry(2, "Sacha Guichet")]);
    judged(&mut before, 1, MAIN, camille().id);
    before.welcome(stamp(2, MAIN), two(50), &guest());
    before.reseat(stamp(3, MAIN), two(2), A01);
    let kept: Vec<Entry> =
        before.parts(&(0..PARTS).collect()).into_values().flatten().cloned().collect();
    assert_eq!(kept.len(), 2, "whoever was registered here comes back by the act");
    let records = before.log.recent(9).cloned().collect();
    let after = Book::open(before.head.clone(), kept, records);
    assert_eq!(after.counts(MAIN), before.counts(MAIN));
    assert_eq!(after.log.waiting(), 3);
    assert_eq!(after.entry(two(50)), before.entry(two(50)));
    let a01 = |book: &Book| book.taken(book.session(A01).unwrap());
    assert_eq!(a01(&after), a01(&before));
}

#[test]
fn what_the_service_worker_sent_meanwhile_is_taken_up() {
    let mut book = book(vec![camille()]);
    let (mut record, _) = book.arrive(stamp(1, MAIN), camille().id);
    record.outcome = Some(Outcome::Kept);
    record.answered_at = Some(at(0));
    book.take_up(vec![record]);
    assert_eq!((book.log.waiting(), book.counts(MAIN).0), (0, 1));
}

#[test]
fn a_double_entry_is_told_once() {
    let mut book = book(vec![camille()]);
    judged(&mut book, 1, MAIN, camille().id);
    let sentence = "Camille Essai est entrée deux fois.".to_owned();
    book.log.answer(&answer(1, Outcome::KeptBut { sentence: sentence.clone() }), at(-5));
    let conflict = Conflict { act: two(99), person: camille().name, sentence };
    let told = Roll { conflicts: vec![conflict], ..scene::delta("v2", Vec::new()) };
    book.apply(told.clone());
    assert_eq!(book.messages().len(), 1);
    let id = book.messages()[0].id;
    book.mark_read(id);
    assert_eq!(book.messages(), []);
    book.apply(told);
    assert_eq!(book.messages(), [], "and not again with the next list");
}

#[test]
fn a_phone_keeps_its_own_doors_and_a_walk_in_enters_by_one_of_them() {
    let mut book = book(vec![camille()]);
    assert!(book.keeps(MAIN));
    book.head.station.doors = Some(vec![A01.to_string()]);
    assert!(!book.keeps(MAIN) && book.keeps(&A01.to_string()));
    let record = book.welcome(stamp(1, &A01.to_string()), two(50), &guest()).unwrap();
    assert_eq!((record.act.door, record.act.told), (A01.to_string(), Told::Accepted));
}

#[test]
fn those_who_wait_or_gave_up_are_told_apart() {
    let mut book = book(vec![
        domain::door::Entry { standing: Standing::Waiting, ..entry(2, "Attend Encore") },
        domain::door::Entry { standing: Standing::Cancelled, ..entry(3, "A Renoncé") },
    ]);
    assert_eq!(judged(&mut book, 1, MAIN, two(2)), Verdict::Refused(Reason::Waiting));
    assert_eq!(judged(&mut book, 2, MAIN, two(3)), Verdict::Refused(Reason::Cancelled));
    assert_eq!(book.counts(MAIN).0, 0);
}

#[test]
fn names_are_found_best_first_and_their_number_is_told() {
    let people = (10..60).map(|n| entry(n, &format!("Martin Numéro{n}")));
    let mut people: Vec<Entry> = people.collect();
    people.push(domain::door::Entry { organisation: "Martin et fils".to_owned(), ..camille() });
    let book = book(people);
    let (found, all) = book.find(&Asked::parse("martin").unwrap(), 12);
    assert_eq!((found.len(), all), (12, 51));
    assert_eq!(found[0].name, "Martin Numéro10");
    let (found, _) = book.find(&Asked::parse("martin").unwrap(), 60);
    assert_eq!(found.last().unwrap().name, "Camille Essai");
}
