//! Finding someone in a list, however their name is typed.

use domain::checkin::{Door, Standing};
use domain::role::Role;
use store::Store;
use store::checkins::{self, Keeper, Scan};
use store::participants::{self, Filter, Found, NewParticipant};
use uuid::Uuid;

use crate::support::*;

async fn search(store: &Store, typed: &str, filter: Filter, offset: u32, size: u32) -> Found {
    let mut conn = store.reader().await.unwrap();
    participants::search(&mut conn, typed, filter, offset, size).await.unwrap()
}

async fn names(store: &Store, typed: &str) -> Vec<String> {
    let found = search(store, typed, Filter::Living, 0, 50).await;
    assert_eq!(found.total as usize, found.participants.len(), "{typed:?}");
    found.participants.into_iter().map(|person| person.last_name).collect()
}

fn with_code(mut new: NewParticipant, code: &str) -> NewParticipant {
    new.codes = vec![domain::ticket::Code::parse(code).unwrap()];
    new
}

/// Three people; answers who, by last name.
async fn three(store: &Store) -> [Uuid; 3] {
    open_conference(store).await;
    let mut first = someone("Hélène", "Le-Guén", Some("h_l.guen+conf@exemple.fr"));
    first.registration.organisation = "UDAF-53 d’Œuvres".to_owned();
    let second = someone("Jean-Noël", "Martin", Some("jn@association.fr"));
    let third = someone("Éloïse", "Zhen-Yu", None);
    let three =
        [with_code(first, "KX7-4TQ"), with_code(second, "ABC-DEF"), with_code(third, "P93-H2V")];
    let ids = three.each_ref().map(|new| new.id);
    for new in three {
        register(store, new).await.unwrap();
    }
    ids
}

on_both_engines! {
    async fn accents_capitals_hyphens_and_order_do_not_matter(store: Store) {
        three(&store).await;
        for typed in ["helene", "HÉLÈNE LE GUEN", "guen hel", "le-guén", "  lène ", "e\u{301}l guen"] {
            assert!(names(&store, typed).await.contains(&"Le-Guén".to_owned()), "{typed:?}");
        }
        assert_eq!(names(&store, "noel martin").await, ["Martin"]);
        assert_eq!(names(&store, "martin helene").await, [""; 0]);
        assert_eq!(names(&store, "").await, ["Le-Guén", "Martin", "Zhen-Yu"]);
    }

    async fn a_name_or_an_organisation_shaped_like_a_code_is_found(store: Store) {
        three(&store).await;
        assert_eq!(names(&store, "Zhen-Yu").await, ["Zhen-Yu"]);
        assert_eq!(names(&store, "UDAF-53").await, ["Le-Guén"]);
        assert_eq!(names(&store, "udaf oeuvres").await, ["Le-Guén"]);
    }

    async fn a_code_is_found_however_it_is_typed(store: Store) {
        three(&store).await;
        for typed in ["KX7-4TQ", "kx74tq", "kx7 4tq", "KX7", "4tq"] {
            assert_eq!(names(&store, typed).await, ["Le-Guén"], "{typed:?}");
        }
    }

    async fn an_address_is_found_whole_or_in_part(store: Store) {
        three(&store).await;
        for typed in ["h_l.guen+conf@exemple.fr", " H_L.Guen+Conf@Exemple.fr ", "conf@ex", "@exemple"] {
            assert_eq!(names(&store, typed).await, ["Le-Guén"], "{typed:?}");
        }
        assert_eq!(names(&store, "association.fr").await, ["Martin"]);
        assert_eq!(names(&store, "hxl.guen+conf@exemple.fr").await, [""; 0], "_ is not a wildcard");
    }

    async fn what_means_something_to_the_database_means_nothing_here(store: Store) {
        three(&store).await;
        for typed in ["%@%", "_@_", "\\@", "!@", "'@ or 1=1 --", "h!_l@"] {
            assert_eq!(names(&store, typed).await, [""; 0], "{typed:?}");
        }
        for typed in ["%", "_", "\\", "'", "%%%"] {
            assert_eq!(names(&store, typed).await.len(), 3, "nothing was typed: {typed:?}");
        }
        assert_eq!(names(&store, "zzz a b c d e f g h i j k").await, [""; 0]);
    }

    async fn a_page_says_how_many_there_are_in_all(store: Store) {
        open_conference(&store).await;
        for n in 10..=34 {
            registered(&store, n).await;
        }
        let page = search(&store, "personne", Filter::Living, 20, 10).await;
        assert_eq!((page.total, page.participants.len()), (25, 5));
        assert_eq!(page.participants[0].last_name, "Numéro 30");
        let beyond = search(&store, "numero", Filter::Living, 100, 10).await;
        assert_eq!((beyond.total, beyond.participants.len()), (25, 0));
        assert_eq!(search(&store, "numero 2", Filter::Living, 0, 3).await.participants.len(), 3);
    }

    async fn a_list_is_narrowed_by_standing_and_by_arrival(store: Store) {
        import(&store, plan_for(2)).await.unwrap();
        let [first, second] = [registered(&store, 1).await, registered(&store, 2).await];
        let gone = waiting(&store, 3).await;
        let third = waiting(&store, 4).await;
        cancel(&store, gone).await.unwrap();
        let account = member(&store, "accueil@exemple.fr", Role::Door).await;
        let scan = Scan {
            id: Uuid::now_v7(), participant: Some(first), door: Door::Main,
            by: Keeper::Member(account), scanned_at: at(9, 0),
        };
        store.write(async move |conn| checkins::record(conn, scan, at(9, 0)).await).await.unwrap();
        for (filter, expected) in [
            (Filter::Living, vec![first, second, third]),
            (Filter::Standing(Standing::Registered), vec![first, second]),
            (Filter::Standing(Standing::Waiting), vec![third]),
            (Filter::Standing(Standing::Cancelled), vec![gone]),
            (Filter::Arrived, vec![first]),
            (Filter::Expected, vec![second]),
        ] {
            let found = search(&store, "", filter, 0, 10).await;
            let ids: Vec<_> = found.participants.iter().map(|person| person.id).collect();
            assert_eq!((ids, found.total as usize), (expected.clone(), expected.len()), "{filter:?}");
        }
    }
}
