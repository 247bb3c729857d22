//! The store against a model: tens of thousands of acts drawn from fixed seeds, by many people and
//! the team, must come to the same in the database as in a few lists in memory. And the control: a
//! database that cheats is found out.

mod acts;
mod comparison;
mod rules;
mod world;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use domain::programme::Plan;
use domain::time::Moment;
use futures_util::future::join_all;
use store::{Conn, Error, Store, programme};
use uuid::Uuid;

use crate::support::*;
use acts::{Act, Chance, Shown, draw, perform};
use comparison::{compare, compare_letters, sound};
use rules::Outcome;
use world::{Place, World};

/// How many acts share a unit: the disk is not what is tested.
const TOGETHER: usize = 20;

/// How many acts lie between two looks at everything that was ever written.
const AUDITED: usize = 400;

/// How many acts a run has.
const ACTS: usize = 6000;

/// Ten places, few seats, choosing over at eight in the morning, changes stopped at nine.
fn narrow() -> Plan {
    let mut plan = plan_for(10);
    for (code, seats) in
        [("A01", 2), ("A02", 1), ("A03", 2), ("B01", 2), ("B02", 1), ("K01", 1), ("K02", 2)]
    {
        for session in &mut activity(&mut plan, code).sessions {
            session.capacity = seats;
        }
    }
    plan.event.registration = span(days_before(30), at(23, 0));
    plan.event.sign_up = span(days_before(20), at(8, 0));
    plan.event.freezes_at = Some(at(9, 0));
    plan
}

async fn world(store: &Store) -> World {
    let programme = programme::load(&mut store.reader().await.unwrap()).await.unwrap();
    let place = |session: &domain::programme::Session| Place {
        id: session.id,
        code: session.code.clone(),
        slot: session.slot.clone(),
        room: session.room.clone(),
        start: session.span.start().micros(),
        end: session.span.end().micros(),
        capacity: session.seats.capacity,
        off: false,
    };
    let places: Vec<Place> = programme.sessions.iter().map(place).collect();
    World {
        plan: narrow(),
        lines: vec![Vec::new(); places.len()],
        places,
        people: BTreeMap::new(),
        letters: BTreeMap::new(),
        changes: BTreeMap::new(),
        promotions: BTreeMap::new(),
    }
}

/// Carries the acts out in both worlds. The first difference, if there is one.
async fn run(store: &Store, seed: u64) -> Result<BTreeMap<String, usize>, String> {
    import(store, narrow()).await.unwrap();
    let mut world = world(store).await;
    let (mut chance, mut tally) = (Chance(seed), BTreeMap::new());
    // A minute each on average, so that the last few find some workshops begun.
    let mut now = at(14, 20).plus_seconds(-60 * i64::try_from(ACTS).unwrap());
    let (mut done, mut alone) = (0, None);
    while done < ACTS {
        let (mut together, mut expected) = (Vec::new(), Vec::new());
        while together.len() < TOGETHER && alone.is_none() {
            now = now.plus_seconds(1 + i64::try_from(chance.below(119)).unwrap());
            let act = draw(&mut chance, &world);
            if matches!(act, Act::Import(_)) {
                // A refused import is rolled back whole.
                alone = Some(act);
                break;
            }
            expected.push(world.perform(&act, now));
            together.push((act, now));
        }
        if together.is_empty()
            && let Some(act) = alone.take()
        {
            expected.push(world.perform(&act, now));
            together.push((act, now));
        }
        let answers = carry_out(store, together.clone(), world.places.clone()).await;
        for (((act, _), expected), answer) in together.iter().zip(&expected).zip(answers) {
            if *expected != answer {
                return Err(format!("{act:?}: {answer:?} instead of {expected:?}"));
            }
            let word = expected.as_ref().unwrap_or_else(|refusal| refusal);
            let word = word.split(' ').next().unwrap();
            *tally.entry(format!("{} {word}", name(act))).or_default() += 1;
        }
        compare(store, &world).await.map_err(|told| format!("{told}\nafter {together:?}"))?;
        let before = done / AUDITED;
        done += together.len();
        if done / AUDITED > before || done >= ACTS {
            compare_letters(store, &world).await?;
            sound(store, now).await?;
        }
    }
    tally.insert("promotions".to_owned(), world.promotions.len());
    Ok(tally)
}

fn name(act: &Act) -> String {
    format!("{act:?}").split([' ', '(']).next().unwrap().to_owned()
}

async fn carry_out(store: &Store, acts: Vec<(Act, Moment)>, places: Vec<Place>) -> Vec<Outcome> {
    let alone = matches!(acts[0].0, Act::Import(_));
    let result = store
        .write_long(async move |conn| {
            let mut answers = Vec::new();
            for (act, now) in &acts {
                answers.push(perform(conn, act, &places, *now).await?);
            }
            match answers.first() {
                Some(Err(refusal)) if alone => Err(Error::Abandoned(known(refusal))),
                _ => Ok(answers),
            }
        })
        .await;
    match result {
        Ok(answers) => answers,
        Err(Error::Abandoned(refusal)) if alone => vec![Err(refusal.to_owned())],
        Err(error) => panic!("{error:?}"),
    }
}

fn known(refusal: &str) -> &'static str {
    ["CapacityUnderTaken", "WouldClash"].into_iter().find(|name| *name == refusal).unwrap_or("?")
}

/// Runs a seed and shows what happened in it: every kind of outcome must have.
async fn holds(store: &Store, seed: u64) {
    println!("seed {seed}");
    let tally = run(store, seed).await.unwrap_or_else(|told| panic!("seed {seed}: {told}"));
    println!("{tally:#?}");
    assert!(tally["promotions"] > 100, "{tally:?}");
    for outcome in [
        "Register Registered",
        "Register Waiting",
        "Take Seated",
        "Take Swapped",
        "Take Before",
        "Take SessionFull",
        "Take Clash",
        "Take KioskAlreadyVisited",
        "Take PageOutOfDate",
        "Take StillWaiting",
        "Take RegistrationCancelled",
        "Take SelfServiceFrozen",
        "Take SignUpClosed",
        "Take SessionStarted",
        "Take SessionCancelled",
        "GiveBack true",
        "GiveBack SelfServiceFrozen",
        "Join InLine",
        "Join Before",
        "Join Seated",
        "Join Held",
        "Leave true",
        "MoveUp true",
        "Wish wished",
        "SetCapacity set",
        "SetCapacity MoveFirst",
        "Import imported",
        "Import CapacityUnderTaken",
    ] {
        assert!(tally.contains_key(outcome), "no « {outcome} » in {tally:#?}");
    }
}

/// Makes the database cheat, and expects the model to find it out, in these words.
async fn is_found_out(store: &Store, cheat: [&'static [&'static str]; 2], told: &str) {
    let cheat = match store.reader().await.unwrap() {
        Conn::Sqlite(_) => cheat[0],
        Conn::Postgres(_) => cheat[1],
    };
    store
        .write(async move |conn| {
            for sql in cheat {
                conn.exec(sql, ()).await?;
            }
            Ok(())
        })
        .await
        .unwrap();
    let found = run(store, 1).await.expect_err("a database that cheats is found out");
    assert!(found.contains(told), "{found}");
}

on_both_engines! {
    async fn the_first_seed_holds(store: Store) {
        holds(&store, 1).await;
    }

    async fn the_second_seed_holds(store: Store) {
        holds(&store, 20_231_107).await;
    }

    async fn the_third_seed_holds(store: Store) {
        holds(&store, 0xC0FF_EE00).await;
    }

    async fn a_database_that_finds_more_chairs_is_found_out(store: Store) {
        is_found_out(&store, [
            &["create trigger generous after update of taken on session \
               when new.taken = new.capacity begin \
               update session set capacity = capacity + 1 where id = new.id; end"],
            &["create function generous() returns trigger language plpgsql as $$ begin \
               if new.taken = new.capacity then new.capacity := new.capacity + 1; end if; \
               return new; end $$",
              "create trigger generous before update of taken on session \
               for each row execute function generous()"],
        ], "instead of Err(\"SessionFull\")").await;
    }

    async fn a_database_that_loses_letters_is_found_out(store: Store) {
        is_found_out(&store, [
            &["create trigger lossy before insert on letter when new.kind = 'seat_freed' \
               begin select raise(ignore); end"],
            &["create function lossy() returns trigger language plpgsql as $$ begin \
               if new.kind = 'seat_freed' then return null; end if; return new; end $$",
              "create trigger lossy before insert on letter \
               for each row execute function lossy()"],
        ], "lettres").await;
    }

    async fn a_database_that_lets_people_jump_the_line_is_found_out(store: Store) {
        is_found_out(&store, [
            &["create trigger pushy after insert on waitlist_entry begin \
               update waitlist_entry set order_key = -order_key where rowid = new.rowid; end"],
            &["create function pushy() returns trigger language plpgsql as $$ begin \
               new.order_key := -new.order_key; return new; end $$",
              "create trigger pushy before insert on waitlist_entry \
               for each row execute function pushy()"],
        ], "instead of").await;
    }

    async fn everybody_at_once_leaves_the_books_balanced(store: Store) {
        println!("seeds 100 to 111");
        import(&store, narrow()).await.unwrap();
        let world = Arc::new(world(&store).await);
        let mut people = Vec::new();
        for n in 1..=14 {
            let new = number(n);
            people.push(new.id);
            register(&store, new).await.unwrap();
        }
        let (people, clock) = (Arc::new(people), Arc::new(AtomicI64::new(0)));
        join_all((100..112).map(|seed| {
            let (store, world, people, clock) = (&store, Arc::clone(&world), Arc::clone(&people), Arc::clone(&clock));
            async move {
                let mut chance = Chance(seed);
                for _ in 0..120 {
                    let act = any_act(&mut chance, &people, world.places.len());
                    let moment = now().plus_seconds(clock.fetch_add(1, Ordering::Relaxed));
                    let places = world.places.clone();
                    let answer = store.write_again(async move |conn| {
                        perform(conn, &act, &places, moment).await
                    }).await;
                    assert!(answer.is_ok(), "{answer:?}");
                }
            }
        })).await;
        let late = now().plus_seconds(clock.load(Ordering::Relaxed));
        sound(&store, late).await.unwrap();
        assert_balanced(&store).await;
    }
}

/// What somebody does who knows nothing of the others.
fn any_act(chance: &mut Chance, people: &[Uuid], places: usize) -> Act {
    use store::signups::By;
    let (who, at, by) = (people[chance.below(people.len())], chance.below(places), By::Themselves);
    match chance.below(20) {
        0..8 => Act::Take { who, at, by, seen: Shown::Unsaid },
        8..12 => Act::GiveBack { who, at, by },
        12..17 => Act::Join { who, at, swap: chance.one_in(2), by, seen: Shown::Unsaid },
        17 => Act::Leave { who, at, by },
        18 => Act::MoveUp { who, at },
        _ => Act::SetCapacity { at, capacity: u32::try_from(chance.below(4)).unwrap() },
    }
}
