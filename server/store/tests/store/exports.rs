//! Long lists, page by page: each row once, in order.

use domain::role::Role;
use store::exports::{self, PAGE};
use store::{Conn, Error};
use uuid::Uuid;

use crate::support::*;

const ROWS: i64 = 2_500;

/// Fifty people of each name, so that a page ends among namesakes.
async fn add_person(conn: &mut Conn, n: i64) -> Result<(), Error> {
    let (id, code) = (Uuid::now_v7(), format!("{:06}", n * 37 % ROWS));
    let name = format!("nom{:02}", n * 7 % 50);
    conn.exec(
        "insert into participant (id, first_name, last_name, organisation, role_title, phone, \
         standing, code, folded, sort_key, link_hash, link_version, ticket_hash, ticket_version, \
         request_key, created_at) \
         values ($1, $2, $2, '', '', '', 'registered', $3, $2, $2, $4, 1, $4, 1, $1, $5)",
        (id, name, code, id.as_bytes().to_vec(), n),
    )
    .await?;
    Ok(())
}

/// Ten scans at each moment.
async fn add_scan(conn: &mut Conn, n: i64, account: Uuid) -> Result<(), Error> {
    conn.exec(
        "insert into scan (id, account_id, scanned_at, corrected_at, received_at, verdict, reason) \
         values ($1, $2, $3, $3, $3, 'refused', 'unknown_ticket')",
        (Uuid::now_v7(), account, n * 7 % (ROWS / 10)),
    )
    .await?;
    Ok(())
}

on_both_engines! {
    async fn two_thousand_five_hundred_participants_come_once_each_in_order(store: Store) {
        let unit = store.write_long(async |conn| {
            for n in 0..ROWS {
                add_person(conn, n).await?;
            }
            Ok(())
        });
        unit.await.unwrap();
        let mut conn = store.reader().await.unwrap();
        let (mut seen, mut after) = (Vec::new(), (String::new(), Uuid::nil()));
        let mut pages = Vec::new();
        loop {
            let page = exports::participants(&mut conn, after.clone()).await.unwrap();
            pages.push(page.len());
            let Some(last) = page.last() else { break };
            after = (last.sort_key.clone(), last.id);
            seen.extend(page.into_iter().map(|row| (row.sort_key, row.id)));
        }
        assert_eq!(pages, [PAGE as usize, PAGE as usize, 500, 0]);
        assert!(seen.is_sorted_by(|one, next| one < next));
    }

    async fn two_thousand_five_hundred_scans_come_once_each_in_order(store: Store) {
        let account = member(&store, "accueil@exemple.fr", Role::Door).await;
        let unit = store.write_long(async move |conn| {
            for n in 0..ROWS {
                add_scan(conn, n, account).await?;
            }
            Ok(())
        });
        unit.await.unwrap();
        let mut conn = store.reader().await.unwrap();
        let (mut seen, mut after) = (Vec::new(), (i64::MIN, Uuid::nil()));
        loop {
            let page = exports::scans(&mut conn, after).await.unwrap();
            let Some(last) = page.last() else { break };
            after = (last.corrected_at, last.id);
            seen.extend(page.into_iter().map(|row| (row.corrected_at, row.id)));
        }
        assert_eq!(seen.len(), 2_500);
        assert!(seen.is_sorted_by(|one, next| one < next));
    }

    async fn sheets_and_rows_say_who_holds_what_and_who_came(store: Store) {
        open_conference(&store).await;
        let account = member(&store, "accueil@exemple.fr", Role::Door).await;
        let workshop = session(&store, "A01", 0).await;
        let ids = [registered(&store, 1).await, registered(&store, 2).await, registered(&store, 3).await];
        take(&store, ids[0], session(&store, "K01", 0).await).await.unwrap();
        for id in &ids[..2] {
            take(&store, *id, workshop).await.unwrap();
        }
        cancel(&store, ids[2]).await.unwrap();
        for door in [domain::checkin::Door::Main, domain::checkin::Door::Session(workshop)] {
            let scan = store::checkins::Scan {
                id: Uuid::now_v7(), participant: Some(ids[0]), door,
                by: store::checkins::Keeper::Member(account), scanned_at: at(9, 1),
            };
            let unit = store.write(async move |conn| store::checkins::record(conn, scan, at(9, 2)).await);
            unit.await.unwrap();
        }
        let mut conn = store.reader().await.unwrap();
        let door = store::checkins::door_word(domain::checkin::Door::Session(workshop));
        let present = |rows: Vec<exports::SheetRow>| -> Vec<(String, bool)> {
            rows.into_iter().map(|row| (row.last_name, row.present > 0)).collect()
        };
        let expected = [("Numéro 1".to_owned(), true), ("Numéro 2".to_owned(), false)];
        assert_eq!(present(exports::session_sheet(&mut conn, workshop, door).await.unwrap()), expected);
        assert_eq!(present(exports::conference_sheet(&mut conn).await.unwrap()), expected);

        let rows = exports::participants(&mut conn, (String::new(), Uuid::nil())).await.unwrap();
        let arrived: Vec<_> = rows.iter().map(|row| (row.standing.as_str(), row.arrived_at)).collect();
        let nine = Some(at(9, 1).micros());
        assert_eq!(arrived, [("registered", nine), ("registered", None), ("cancelled", None)]);
        let key = |row: &exports::ParticipantRow| (row.sort_key.clone(), row.id);
        let held = exports::sign_ups_between(&mut conn, key(&rows[0]), key(&rows[1])).await.unwrap();
        let codes: Vec<_> = held.iter().map(|row| (row.participant_id, row.code.as_str())).collect();
        assert_eq!(codes.len(), 3);
        assert_eq!(codes[2], (ids[0], "K01"), "in the order of the day");
        let scans = exports::scans(&mut conn, (i64::MIN, Uuid::nil())).await.unwrap();
        let doors: Vec<_> = scans.iter().map(|row| row.code.as_deref()).collect();
        assert_eq!(doors, [None, Some("A01")]);
        assert_eq!(scans[0].keeper, "accueil@exemple.fr");
    }
}
