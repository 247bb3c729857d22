//! Ten thousand mornings at the door, each delivered by four phones in an order of its own, with
//! repetitions and losses: each ends as its acts say, whatever came first.

use domain::checkin::{Door, Happening, What, corrected, settle};
use domain::door::Told;
use domain::role::Role;
use domain::time::Moment;
use store::Store;
use store::checkins::{Act, Deed};
use uuid::Uuid;

use crate::support::*;

/// How many people come, each one morning.
const MORNINGS: usize = 10_000;

/// How many mornings are delivered together, mixed with each other.
const TOGETHER: usize = 50;

/// A generator of one's own: the same numbers on every machine (splitmix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(bound).unwrap()).unwrap()
    }

    fn shuffle<T>(&mut self, things: &mut [T]) {
        for last in (1..things.len()).rev() {
            things.swap(last, self.below(last + 1));
        }
    }
}

/// What phones do about one person: come to a door, be sent away, be taken back; one phone's clock
/// is a day ahead, and knows it.
fn morning(person: Uuid, phones: &[Uuid], chance: &mut Chance) -> Vec<(Uuid, Act)> {
    let mut acts: Vec<(Uuid, Act)> = Vec::new();
    for _ in 0..2 + chance.below(3) {
        let which = chance.below(phones.len());
        let ahead = if which == 0 { 86_400_000_000 } else { 0 };
        let real = at(9, 0).plus_seconds(i64::try_from(chance.below(4)).unwrap());
        let shown = Moment::from_micros(real.micros() + ahead);
        let told = [Told::Accepted, Told::Accepted, Told::AlreadySeen, Told::Refused];
        let undone = acts.get(chance.below(6)).map(|(_, act)| act.clone());
        let act = match undone {
            Some(undone) if chance.below(2) == 0 => undo(&undone, shown),
            _ => came(person, shown, told[chance.below(4)]),
        };
        acts.push((phones[which], Act { clock_ahead: ahead, ..act }));
    }
    acts
}

fn happenings(acts: &[(Uuid, Act)]) -> Vec<Happening> {
    let happening = |(phone, act): &(Uuid, Act)| Happening {
        act: act.id,
        at: corrected(act.at, act.clock_ahead),
        by: *phone,
        what: match (&act.deed, act.told) {
            (Deed::Undo(of), _) => What::TakesBack(*of),
            (_, Told::Accepted) => What::LetIn,
            _ => What::NotLetIn,
        },
    };
    acts.iter().map(happening).collect()
}

/// Where someone would be whose acts are believed in the order in which they arrive.
fn naive(delivered: &[&(Uuid, Act)]) -> Option<Uuid> {
    let mut entry = None;
    for (_, act) in delivered {
        match act.deed {
            Deed::Undo(of) if entry == Some(of) => entry = None,
            Deed::Arrival(_) if act.told == Told::Accepted && entry.is_none() => {
                entry = Some(act.id);
            }
            _ => {}
        }
    }
    entry
}

/// Sends acts in this order, in batches of one phone each; a third comes twice.
async fn deliver(store: &Store, order: &[(Uuid, Act)], phones: &[Uuid], chance: &mut Chance) {
    for piece in order.chunks(60) {
        for phone in phones {
            let mut batch: Vec<Act> =
                piece.iter().filter(|(by, _)| by == phone).map(|(_, act)| act.clone()).collect();
            let again: Vec<Act> = batch.iter().filter(|_| chance.below(3) == 0).cloned().collect();
            if batch.is_empty() {
                continue;
            }
            batch.extend(again);
            let answers = send(store, *phone, &batch).await;
            assert_eq!(answers.len(), batch.len());
        }
    }
}

on_both_engines! {
    async fn ten_thousand_mornings_end_as_their_acts_say(store: Store) {
        import(&store, plan_for(20_000)).await.unwrap();
        let account = member(&store, "accueil@exemple.fr", Role::Door).await;
        let mut phones = Vec::new();
        for n in 1..=4 {
            phones.push(phone(&store, &format!("Téléphone {n}"), account).await);
        }
        let mut chance = Chance(20_261_125);
        let people = crowd(&store, MORNINGS).await;
        let (mut expected, mut led_astray, mut all) = (Vec::new(), 0, 0);
        for several in people.chunks(TOGETHER) {
            let mut order = Vec::new();
            for person in several {
                let acts = morning(*person, &phones, &mut chance);
                all += acts.len();
                if let Some(entry) = settle(&happenings(&acts)).entry {
                    expected.push((*person, "main".to_owned(), entry));
                }
                order.extend(acts.into_iter().map(|act| (*person, act)));
            }
            chance.shuffle(&mut order);
            for person in several {
                let delivered: Vec<_> =
                    order.iter().filter(|(who, _)| who == person).map(|(_, act)| act).collect();
                let acts: Vec<_> = delivered.iter().map(|act| (*act).clone()).collect();
                led_astray += usize::from(naive(&delivered) != settle(&happenings(&acts)).entry);
            }
            let order: Vec<_> = order.into_iter().map(|(_, act)| act).collect();
            // Some of it is lost on its way and sent again afterwards.
            let (lost, arrives): (Vec<_>, Vec<_>) =
                order.into_iter().partition(|_| chance.below(5) == 0);
            deliver(&store, &arrives, &phones, &mut chance).await;
            deliver(&store, &lost, &phones, &mut chance).await;
        }
        expected.sort();
        assert_eq!(insiders(&store).await, expected);
        assert_eq!(kept(&store).await, i64::try_from(all).unwrap(), "nothing lost, nothing twice");
        // Without the rule, these deliveries would have ended elsewhere.
        assert!(led_astray > MORNINGS / 20, "{led_astray}");
        assert_sound(&store).await;
    }

    async fn acts_at_the_door_of_a_session_are_apart_from_those_at_the_entrance(store: Store) {
        open_conference(&store).await;
        let account = member(&store, "accueil@exemple.fr", Role::Door).await;
        let (one, id) = (phone(&store, "Téléphone", account).await, registered(&store, 1).await);
        let here = Door::Session(session(&store, "A01", 0).await);
        let entrance = came(id, at(9, 0), Told::Accepted);
        let inside = Act { door: here, ..came(id, at(11, 0), Told::Accepted) };
        let elsewhere = Act { door: here, ..undo(&entrance, at(11, 1)) };
        send(&store, one, &[entrance.clone(), inside.clone(), elsewhere]).await;
        let there: Vec<_> = insiders(&store).await.into_iter().map(|(_, _, act)| act).collect();
        assert!(there.contains(&entrance.id) && there.contains(&inside.id), "{there:?}");
    }
}

/// So many people with a place.
async fn crowd(store: &Store, people: usize) -> Vec<Uuid> {
    let new: Vec<_> = (0..people).map(|n| number(u32::try_from(n).unwrap())).collect();
    let ids = new.iter().map(|new| new.id).collect();
    for several in new.chunks(1_000) {
        let several = several.to_vec();
        store
            .write_long(async move |conn| {
                for new in several {
                    store::participants::register(conn, new, now()).await?;
                }
                Ok(())
            })
            .await
            .unwrap();
    }
    ids
}
