//! What a card says once an act is taken back.

use super::*;
use crate::door::book::MAIN;
use crate::door::book::tests::scene::{at, book, camille, guest, stamp, two};

fn undo(book: &mut Book, act: u128, of: u128) -> Card {
    let record = book.undo(stamp(act, MAIN), two(of)).unwrap();
    Card::of(book, &record, &Verdict::Undone, at(0))
}

#[test]
fn taking_back_that_someone_was_seen_before_leaves_them_in_and_says_so() {
    let mut book = book(vec![camille()]);
    book.arrive(stamp(1, MAIN), camille().id);
    let (seen, verdict) = book.arrive(stamp(2, MAIN), camille().id);
    let card = Card::of(&book, &seen, &verdict, at(0));
    assert_eq!((card.look, card.undoable), (Look::Seen, Some(two(2))));
    let card = undo(&mut book, 3, 2);
    let said = "L’entrée de 9\u{a0}h\u{a0}01, Entrée principale, par Téléphone de l’entrée";
    assert!(card.explanation.contains(said), "{}", card.explanation);
    assert_eq!(book.counts(MAIN).0, 1);
    assert_eq!(undo(&mut book, 4, 1).explanation, fr::UNDONE);
    assert_eq!(book.counts(MAIN).0, 0);
}

#[test]
fn taking_back_a_walk_in_says_that_the_registration_goes_with_it() {
    let mut book = book(vec![camille()]);
    book.welcome(stamp(1, MAIN), two(50), &guest());
    assert_eq!(undo(&mut book, 2, 1).explanation, fr::UNDONE_ALTOGETHER);
}
