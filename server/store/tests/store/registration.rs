//! Registering: once for each form and each address.

use domain::Refusal;
use domain::checkin::Standing;
use domain::letter::Letter;
use domain::participant::{AccessNeed, AccessNeeds};
use domain::role::Role;

use store::participants::{self, Outcome};

use crate::support::*;

fn kinds(entries: &[store::letters::Entry]) -> Vec<Letter> {
    entries.iter().map(|entry| entry.kind).collect()
}

on_both_engines! {
    async fn a_registration_has_a_place_and_a_letter(store: Store) {
        open_conference(&store).await;
        let mut new = number(1);
        new.registration.needs =
            AccessNeeds { choices: vec![AccessNeed::Wheelchair], other: "Près de la porte".into() };
        assert_eq!(register(&store, new.clone()).await.unwrap(), Outcome::Registered);
        let kept = person(&store, new.id).await;
        assert_eq!(kept.full_name(), "Personne Numéro 1");
        assert_eq!((kept.standing, kept.arrived), (Standing::Registered, false));
        assert_eq!((kept.code.clone(), kept.created_at), (new.codes[0].clone(), now()));
        let letters = mail(&store, new.id).await;
        assert_eq!(kinds(&letters), [Letter::Confirmation]);
        assert_eq!(letters[0].recipient, "personne1@exemple.fr");
        let mut conn = store.reader().await.unwrap();
        let needs = participants::needs(&mut conn, new.id).await.unwrap();
        assert_eq!(needs, new.registration.needs);
        for found in [
            participants::by_link(&mut conn, new.link_hash).await,
            participants::by_ticket(&mut conn, new.ticket_hash).await,
            participants::by_code(&mut conn, &new.codes[0]).await,
        ] {
            assert_eq!(found.unwrap(), Some(kept.clone()));
        }
        assert_eq!(participants::by_link(&mut conn, vec![0; 16]).await.unwrap(), None);
    }

    async fn without_an_address_no_letter_is_written(store: Store) {
        import(&store, plan_for(1)).await.unwrap();
        let (first, second) = (someone("Sans", "Courriel", None), someone("Sans", "Adresse", None));
        assert_eq!(register(&store, first.clone()).await.unwrap(), Outcome::Registered);
        assert_eq!(register(&store, second.clone()).await.unwrap(), Outcome::Waiting);
        cancel(&store, first.id).await.unwrap();
        assert_eq!(person(&store, second.id).await.standing, Standing::Registered);
        assert_eq!((mail(&store, first.id).await, mail(&store, second.id).await), (vec![], vec![]));
    }

    async fn the_same_form_sent_twice_registers_once(store: Store) {
        open_conference(&store).await;
        let first = number(1);
        register(&store, first.clone()).await.unwrap();
        let mut again = number(1);
        again.request_key = first.request_key;
        assert_eq!(register(&store, again).await.unwrap(), Outcome::Repeated(first.id));
        assert_eq!(kinds(&mail(&store, first.id).await), [Letter::Confirmation]);
        assert_eq!(store.programme().await.unwrap().places.taken, 1);
    }

    async fn the_same_address_registers_once_and_has_its_link_again(store: Store) {
        open_conference(&store).await;
        let first = number(1);
        register(&store, first.clone()).await.unwrap();
        let shouting = || someone("Autre", "Nom", Some("PERSONNE1@Exemple.FR"));
        for seconds in [60, 120, 600] {
            let outcome = register_at(&store, shouting(), now().plus_seconds(seconds)).await;
            assert_eq!(outcome.unwrap(), Outcome::AlreadyThere(first.id));
        }
        let letters = mail(&store, first.id).await;
        assert_eq!(kinds(&letters), [Letter::Confirmation, Letter::Link], "one in ten minutes");
        assert_eq!(letters[1].recipient, "personne1@exemple.fr", "not an address typed since");
        register_at(&store, shouting(), now().plus_seconds(661)).await.unwrap();
        assert_eq!(mail(&store, first.id).await.len(), 3);
        assert_eq!(store.programme().await.unwrap().places.taken, 1);
    }

    async fn a_cancelled_address_may_register_again(store: Store) {
        open_conference(&store).await;
        let first = registered(&store, 1).await;
        assert!(!cancel(&store, first).await.unwrap().before);
        let second = number(1);
        assert_eq!(register(&store, second.clone()).await.unwrap(), Outcome::Registered);
        let mut conn = store.reader().await.unwrap();
        let found = participants::by_email(&mut conn, "personne1@exemple.fr").await.unwrap();
        assert_eq!(found, Some(second.id));
        assert_eq!(person(&store, first).await.standing, Standing::Cancelled);
        assert_balanced(&store).await;
    }

    async fn outside_its_window_only_the_team_registers(store: Store) {
        assert_eq!(refusal(register(&store, number(1)).await), Refusal::NoEvent);
        open_conference(&store).await;
        let opens = days_before(30);
        let early = register_at(&store, number(1), opens.plus_seconds(-1)).await;
        assert_eq!(refusal(early), Refusal::RegistrationNotOpen { opens });
        let late = register_at(&store, number(1), at(0, 0)).await;
        assert_eq!(refusal(late), Refusal::RegistrationClosed);
        assert_eq!(store.programme().await.unwrap().places.taken, 0);
        let mut walk_in = number(1);
        walk_in.registered_by = Some(member(&store, "accueil@exemple.fr", Role::Door).await);
        let outcome = register_at(&store, walk_in, at(9, 15)).await.unwrap();
        assert_eq!(outcome, Outcome::Registered);
        assert_eq!(register_at(&store, number(2), opens).await.unwrap(), Outcome::Registered);
    }

    async fn a_form_sent_again_after_the_closing_answers_as_before(store: Store) {
        open_conference(&store).await;
        let new = number(1);
        register(&store, new.clone()).await.unwrap();
        let again = register_at(&store, new.clone(), at(10, 0)).await.unwrap();
        assert_eq!(again, Outcome::Repeated(new.id));
    }

    async fn a_code_that_is_taken_is_passed_over(store: Store) {
        open_conference(&store).await;
        let first = number(1);
        register(&store, first.clone()).await.unwrap();
        let mut second = number(2);
        second.codes[0] = first.codes[0].clone();
        register(&store, second.clone()).await.unwrap();
        assert_eq!(person(&store, second.id).await.code, second.codes[1]);
    }

    async fn hostile_names_are_kept_as_they_are(store: Store) {
        open_conference(&store).await;
        for (n, name) in [
            "'; drop table participant; --", "</script><script>alert(1)</script>", "=cmd|' /C calc'!A0",
            "%_\\", "$1", "{{ nom }}", "Ægir 北京 😀", "\u{202e}Renversé", "",
        ].into_iter().enumerate() {
            let mut new = number(u32::try_from(n).unwrap());
            new.registration.last_name = name.to_owned();
            new.registration.organisation = name.to_owned();
            register(&store, new.clone()).await.unwrap();
            let kept = person(&store, new.id).await;
            assert_eq!((kept.last_name.as_str(), kept.organisation.as_str()), (name, name));
        }
        assert_balanced(&store).await;
    }

    async fn cancelling_gives_everything_back_once(store: Store) {
        open_conference(&store).await;
        let (id, workshop) = (registered(&store, 1).await, session(&store, "A01", 0).await);
        take(&store, id, workshop).await.unwrap();
        take(&store, id, session(&store, "K01", 0).await).await.unwrap();
        let first = cancel(&store, id).await.unwrap();
        assert_eq!((first.seats, first.before), (2, false));
        let second = cancel(&store, id).await.unwrap();
        assert_eq!((second.seats, second.before), (0, true));
        assert_eq!(kinds(&mail(&store, id).await), [Letter::Confirmation, Letter::Cancellation]);
        assert_eq!((held(&store, id).await, taken(&store, workshop).await), (vec![], 0));
        assert_eq!(store.programme().await.unwrap().places.taken, 0);
        assert_eq!(refusal(cancel(&store, uuid::Uuid::nil()).await), Refusal::NotFound);
    }
}
