//! Groups: everybody or nobody, who waits as it was chosen, and taking over one's own.

use std::collections::BTreeSet;

use domain::Refusal;
use domain::checkin::Standing;
use domain::letter::Letter;
use domain::participant::Email;
use domain::party::Waits;
use futures_util::future::join_all;
use store::letters::Entry;
use store::participants::NewParticipant;
use store::parties::{self, NewParty, Outcome, Party};
use store::retention::purge;
use store::{Error, Store, letters};
use uuid::Uuid;

use crate::support::*;

fn new_party() -> NewParty {
    NewParty {
        id: Uuid::now_v7(),
        request_key: Uuid::now_v7(),
        contact_name: "Inès Morel".to_owned(),
        contact_email: Email::parse("Ines@Exemple.fr").unwrap(),
        link_hash: Uuid::now_v7().as_bytes().to_vec(),
    }
}

fn people(numbers: std::ops::RangeInclusive<u32>) -> Vec<NewParticipant> {
    numbers.map(number).collect()
}

fn waits(each: &[bool]) -> Waits {
    Waits { each: each.to_vec(), all: false }
}

/// Nobody is to wait.
fn all_seated(people: &[NewParticipant]) -> Waits {
    waits(&vec![false; people.len()])
}

async fn group(
    store: &Store,
    new: NewParty,
    people: Vec<NewParticipant>,
    waits: Waits,
) -> Result<Outcome, Error> {
    store.write(async move |conn| parties::register(conn, new, people, &waits, now()).await).await
}

async fn add(
    store: &Store,
    party: Uuid,
    people: Vec<NewParticipant>,
    most: usize,
) -> Result<Outcome, Error> {
    let party = party_of(store, party).await;
    let waits = all_seated(&people);
    store
        .write(async move |conn| parties::add(conn, &party, people, &waits, most, now()).await)
        .await
}

async fn party_of(store: &Store, id: Uuid) -> Party {
    let mut conn = store.reader().await.unwrap();
    parties::by_id(&mut conn, id).await.unwrap().unwrap()
}

/// The full names of a group's people, and where each stands.
async fn members(store: &Store, party: Uuid) -> Vec<(String, Standing)> {
    let mut conn = store.reader().await.unwrap();
    let members = parties::members(&mut conn, party).await.unwrap();
    members.into_iter().map(|member| (member.person.last_name, member.person.standing)).collect()
}

async fn everybody(store: &Store) -> i64 {
    let mut conn = store.reader().await.unwrap();
    let (count,): (i64,) = conn.one("select count(*) from participant", ()).await.unwrap();
    count
}

async fn letters_of(store: &Store, kind: Letter) -> Vec<Entry> {
    let mut conn = store.reader().await.unwrap();
    let mut all = letters::list(&mut conn, None, 0, 1000).await.unwrap();
    all.retain(|letter| letter.kind == kind);
    all
}

on_both_engines! {
    async fn a_group_has_its_places_its_letters_and_its_link(store: Store) {
        open_conference(&store).await;
        let (new, mut guests) = (new_party(), people(1..=3));
        guests[1].registration.email = None;
        let (id, hash) = (new.id, new.link_hash.clone());
        let answer = group(&store, new, guests.clone(), all_seated(&guests)).await.unwrap();
        assert_eq!(answer, Outcome::Registered(id));
        assert_eq!(store.programme().await.unwrap().places.taken, 3);
        for guest in &guests {
            let kinds: Vec<_> = mail(&store, guest.id).await.iter().map(|l| l.kind).collect();
            let expected =
                if guest.registration.email.is_some() { vec![Letter::Confirmation] } else { vec![] };
            assert_eq!(kinds, expected);
        }
        let told = letters_of(&store, Letter::Group).await;
        assert_eq!(told.len(), 1);
        assert_eq!((told[0].recipient.as_str(), told[0].participant), ("Ines@Exemple.fr", None));
        assert_eq!(told[0].about, id.to_string());

        let mut conn = store.reader().await.unwrap();
        let party = parties::by_link(&mut conn, hash).await.unwrap().unwrap();
        assert_eq!((party.id, party.link_version), (id, 1));
        assert_eq!(parties::by_link(&mut conn, vec![1]).await.unwrap(), None);
        let found = parties::of_participant(&mut conn, guests[2].id).await.unwrap();
        assert_eq!(found, Some((party, None)));
        drop(conn);
        assert_eq!(members(&store, id).await.len(), 3);
        assert_balanced(&store).await;
    }

    async fn an_address_that_is_registered_registers_nobody_and_sends_its_link(store: Store) {
        open_conference(&store).await;
        let there = registered(&store, 2).await;
        let (new, guests) = (new_party(), people(1..=3));
        let answer = group(&store, new.clone(), guests.clone(), all_seated(&guests)).await.unwrap();
        assert_eq!(answer, Outcome::AlreadyThere(vec![1]));
        assert_eq!(everybody(&store).await, 1);
        let mut conn = store.reader().await.unwrap();
        assert_eq!(parties::by_id(&mut conn, new.id).await.unwrap(), None);
        drop(conn);
        assert!(mail(&store, there).await.iter().any(|letter| letter.kind == Letter::Link));
        assert_eq!(letters_of(&store, Letter::Group).await, []);

        let others = vec![guests[0].clone(), guests[2].clone()];
        let waits = all_seated(&others);
        assert_eq!(group(&store, new.clone(), others, waits).await.unwrap(), Outcome::Registered(new.id));
        assert_eq!(everybody(&store).await, 3);
        assert_balanced(&store).await;
    }

    async fn a_fault_in_the_last_person_leaves_nothing_of_the_others(store: Store) {
        open_conference(&store).await;
        let (new, mut guests) = (new_party(), people(1..=4));
        // The same address twice gets past no form; here it stands for whatever may go wrong.
        guests[3].registration.email = guests[0].registration.email.clone();
        let answer = group(&store, new, guests.clone(), all_seated(&guests)).await;
        assert!(matches!(answer, Err(Error::Busy)), "{answer:?}");
        assert_eq!(everybody(&store).await, 0);
        assert_eq!(store.programme().await.unwrap().places.taken, 0);
        let mut conn = store.reader().await.unwrap();
        assert_eq!(letters::totals(&mut conn).await.unwrap(), [0, 0, 0]);
        drop(conn);
        assert_balanced(&store).await;
    }

    async fn who_waits_is_chosen_and_the_others_join_the_line_in_order(store: Store) {
        import(&store, plan_for(3)).await.unwrap();
        registered(&store, 1).await;
        let (new, guests) = (new_party(), people(11..=15));
        let answer = group(&store, new.clone(), guests.clone(), all_seated(&guests)).await.unwrap();
        assert_eq!(answer, Outcome::TooFew { left: 2 });
        assert_eq!(everybody(&store).await, 1);
        let wrong = waits(&[true, true, true, true, false]);
        let answer = group(&store, new.clone(), guests.clone(), wrong).await.unwrap();
        assert_eq!(answer, Outcome::TooFew { left: 2 }, "no place is left empty");

        let chosen = waits(&[true, false, true, true, false]);
        let answer = group(&store, new.clone(), guests.clone(), chosen).await.unwrap();
        assert_eq!(answer, Outcome::Registered(new.id));
        let mut places = Vec::new();
        for guest in &guests {
            places.push(place(&store, guest.id).await);
        }
        assert_eq!(places, [Some(1), None, Some(2), Some(3), None]);
        let kinds = async |at: usize| mail(&store, guests[at].id).await[0].kind;
        assert_eq!((kinds(0).await, kinds(1).await), (Letter::Waiting, Letter::Confirmation));
        assert_balanced(&store).await;

        cancel(&store, guests[1].id).await.unwrap();
        assert_eq!(person(&store, guests[0].id).await.standing, Standing::Registered);
        assert_balanced(&store).await;
    }

    async fn a_whole_group_waits_behind_those_who_wait(store: Store) {
        import(&store, plan_for(1)).await.unwrap();
        registered(&store, 1).await;
        let first = waiting(&store, 2).await;
        let (new, guests) = (new_party(), people(11..=12));
        let answer = group(&store, new.clone(), guests.clone(), all_seated(&guests)).await.unwrap();
        assert_eq!(answer, Outcome::TooFew { left: 0 });
        let all = Waits { each: vec![false; 2], all: true };
        let later = now().plus_seconds(60);
        let (again, same) = (new.clone(), guests.clone());
        let answer = store
            .write(async move |conn| parties::register(conn, again, same, &all, later).await)
            .await
            .unwrap();
        assert_eq!(answer, Outcome::Registered(new.id));
        assert_eq!(place(&store, first).await, Some(1));
        assert_eq!(place(&store, guests[0].id).await, Some(2));
        assert_eq!(place(&store, guests[1].id).await, Some(3));
        assert_balanced(&store).await;
    }

    async fn one_form_sent_ten_times_at_once_registers_one_group(store: Store) {
        open_conference(&store).await;
        for round in 0..3_u32 {
            let (new, guests) = (new_party(), people(round * 10..=round * 10 + 4));
            let waits = all_seated(&guests);
            let answers = join_all((0..10).map(|_| patiently(async || {
                group(&store, new.clone(), guests.clone(), waits.clone()).await
            }))).await;
            let answers: Vec<_> = answers.into_iter().map(Result::unwrap).collect();
            let firsts = answers.iter().filter(|o| **o == Outcome::Registered(new.id)).count();
            let others = answers.iter().filter(|o| **o == Outcome::Repeated(new.id)).count();
            assert_eq!((firsts, others), (1, 9), "{answers:?}");
            assert_eq!(members(&store, new.id).await.len(), 5);
        }
        assert_eq!(letters_of(&store, Letter::Group).await.len(), 3);
        assert_balanced(&store).await;
    }

    async fn groups_and_others_race_for_the_last_places_and_the_choice_is_asked_again(store: Store) {
        for round in 0..8_u32 {
            let (from, capacity) = (1000 * (round + 1), 5 * (round + 1));
            import(&store, plan_for(capacity)).await.unwrap();
            let new = new_party();
            let guests = people(from..=from + 3);
            let alone = number(from + 500);
            let (mut together, others) = (all_seated(&guests), people(from + 600..=from + 601));
            let (pair, pair_waits) = (new_party(), waits(&[false, true]));
            let answers = tokio::join!(
                patiently(async || group(&store, new.clone(), guests.clone(), together.clone()).await),
                patiently(async || register(&store, alone.clone()).await),
                patiently(async || group(&store, pair.clone(), others.clone(), pair_waits.clone()).await),
            );
            answers.1.unwrap();
            // Five places for seven people: whoever came too late is asked, with the number that is
            // true, until the choice fits.
            for _ in 0..3 {
                let asked = group(&store, new.clone(), guests.clone(), together.clone()).await.unwrap();
                let Outcome::TooFew { left } = asked else { break };
                assert!(left < 4, "{left}");
                let left = usize::try_from(left).unwrap();
                together = Waits { each: (0..4).map(|n| n >= left).collect(), all: false };
            }
            assert_eq!(members(&store, new.id).await.len(), 4);
            let again = Waits { each: vec![true, true], all: true };
            let answer = group(&store, pair.clone(), others.clone(), again).await.unwrap();
            let done = [Outcome::Registered(pair.id), Outcome::Repeated(pair.id)];
            assert!(done.contains(&answer), "{answer:?}");
            assert_eq!(store.programme().await.unwrap().places.left(), 0);
            assert_balanced(&store).await;
            // Everybody who waits gives up, so that the next round begins with five free places.
            let mut conn = store.reader().await.unwrap();
            let line: Vec<(Uuid,)> =
                conn.all("select id from participant where standing = 'waiting'", ()).await.unwrap();
            drop(conn);
            for (id,) in line {
                cancel(&store, id).await.unwrap();
            }
        }
    }

    async fn people_are_added_later_up_to_the_limit_and_once(store: Store) {
        open_conference(&store).await;
        let (new, guests) = (new_party(), people(1..=2));
        let mut contact = number(9);
        contact.registration.email = Some(Email::parse("ines@exemple.fr").unwrap());
        let everybody = [vec![contact.clone()], guests.clone()].concat();
        let waits = all_seated(&everybody);
        group(&store, new.clone(), everybody, waits).await.unwrap();

        let more = people(3..=4);
        let refused = add(&store, new.id, more.clone(), 3).await;
        assert_eq!(refusal(refused), Refusal::GroupFull, "the contact is not counted");
        assert_eq!(add(&store, new.id, more.clone(), 4).await.unwrap(), Outcome::Registered(new.id));
        assert_eq!(add(&store, new.id, more, 4).await.unwrap(), Outcome::Repeated(new.id));
        cancel(&store, guests[0].id).await.unwrap();
        assert_eq!(add(&store, new.id, people(5..=5), 4).await.unwrap(), Outcome::Registered(new.id));
        let members = members(&store, new.id).await;
        let living: BTreeSet<_> = members
            .iter()
            .filter(|(_, standing)| *standing == Standing::Registered)
            .map(|(name, _)| name.as_str())
            .collect();
        assert_eq!(members.len(), 6);
        assert_eq!(living.into_iter().collect::<Vec<_>>(), [
            "Numéro 2", "Numéro 3", "Numéro 4", "Numéro 5", "Numéro 9",
        ]);
        assert_eq!(letters_of(&store, Letter::Group).await.len(), 3);
        assert_balanced(&store).await;
    }

    async fn registration_must_be_open_but_a_form_sent_before_is_answered(store: Store) {
        open_conference(&store).await;
        let (new, guests) = (new_party(), people(1..=2));
        let at_its_end = plan().event.registration.end();
        let late = async |new: NewParty, guests: Vec<NewParticipant>| {
            let waits = all_seated(&guests);
            store
                .write(async move |conn| {
                    parties::register(conn, new, guests, &waits, at_its_end).await
                })
                .await
        };
        assert_eq!(refusal(late(new.clone(), guests.clone()).await), Refusal::RegistrationClosed);
        group(&store, new.clone(), guests.clone(), all_seated(&guests)).await.unwrap();
        assert_eq!(late(new.clone(), guests).await.unwrap(), Outcome::Repeated(new.id));
    }

    async fn taking_over_changes_the_link_once_and_writes_to_the_person_alone(store: Store) {
        open_conference(&store).await;
        let (new, mut guests) = (new_party(), people(1..=3));
        guests[1].registration.email = None;
        group(&store, new.clone(), guests.clone(), all_seated(&guests)).await.unwrap();
        let take_over = async |who: Uuid, version: u32| {
            let person = person(&store, who).await;
            let person = store::participants::Participant { link_version: version, ..person };
            store
                .write(async move |conn| {
                    parties::take_over(conn, &person, vec![7; 32], "Voici.", now()).await
                })
                .await
        };
        let own = guests[0].id;
        assert_eq!(refusal(take_over(own, 9).await), Refusal::NotFound, "changed meanwhile");
        assert!(take_over(own, 1).await.unwrap());
        assert!(!take_over(own, 1).await.unwrap(), "once");
        assert!(!take_over(own, 2).await.unwrap(), "once");
        assert_eq!(person(&store, own).await.link_version, 2);
        let mut conn = store.reader().await.unwrap();
        let by_link = store::participants::by_link(&mut conn, vec![7; 32]).await.unwrap();
        assert_eq!(by_link.unwrap().id, own);
        let former = store::participants::by_link(&mut conn, guests[0].link_hash.clone()).await;
        assert_eq!(former.unwrap(), None, "the former link opens nothing");
        let (_, since) = parties::of_participant(&mut conn, own).await.unwrap().unwrap();
        assert_eq!(since, Some(now()));
        drop(conn);
        let written = mail(&store, own).await;
        let links: Vec<_> = written.iter().filter(|letter| letter.kind == Letter::Link).collect();
        assert_eq!(links.len(), 1);
        assert_eq!((links[0].recipient.as_str(), links[0].about.as_str()), ("personne1@exemple.fr", "Voici."));

        assert_eq!(refusal(take_over(guests[1].id, 1).await), Refusal::NotFound, "no address");
        cancel(&store, guests[2].id).await.unwrap();
        assert_eq!(refusal(take_over(guests[2].id, 1).await), Refusal::NotFound, "cancelled");
        let alone = registered(&store, 50).await;
        assert_eq!(refusal(take_over(alone, 1).await), Refusal::NotFound, "in no group");
    }

    async fn the_links_of_all_groups_of_a_contact_are_sent_again_but_not_endlessly(store: Store) {
        open_conference(&store).await;
        for from in [1, 11] {
            let guests = people(from..=from + 1);
            let waits = all_seated(&guests);
            group(&store, new_party(), guests, waits).await.unwrap();
        }
        let ask = async |after: i64| {
            let at = now().plus_seconds(after);
            store
                .write(async move |conn| parties::send_links(conn, "ines@exemple.fr", at).await)
                .await
                .unwrap();
            letters_of(&store, Letter::Group).await.len()
        };
        assert_eq!(ask(1).await, 4);
        assert_eq!(ask(2).await, 4);
        assert_eq!(ask(700).await, 6);
        store
            .write(async move |conn| parties::send_links(conn, "autre@exemple.fr", now()).await)
            .await
            .unwrap();
        assert_eq!(letters_of(&store, Letter::Group).await.len(), 6);
    }

    async fn groups_are_forgotten_with_their_people(store: Store) {
        open_conference(&store).await;
        let (new, guests) = (new_party(), people(1..=2));
        let id = new.id;
        group(&store, new, guests.clone(), all_seated(&guests)).await.unwrap();
        let end = plan().event.span.end().plus_seconds(90 * 86_400);
        let forgotten = store.write(async move |conn| purge(conn, end).await).await.unwrap();
        assert_eq!(forgotten.participants, 2);
        let mut conn = store.reader().await.unwrap();
        assert_eq!(parties::by_id(&mut conn, id).await.unwrap(), None);
        let (left,): (i64,) = conn.one("select count(*) from party", ()).await.unwrap();
        assert_eq!(left, 0);
    }
}
