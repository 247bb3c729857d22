//! Seats that became free and the letters that say so: neither without the other. The journal
//! knows people by a text, so the two are compared here.

use std::collections::{BTreeMap, HashMap};

use domain::letter::SeatFreed;
use uuid::Uuid;

use super::Finding;
use crate::{Conn, Error};

/// How many letters, and how many promotions, at one moment.
#[derive(Clone, Copy, Default)]
struct Pair {
    letters: i64,
    promotions: i64,
}

pub(super) async fn audit(conn: &mut Conn) -> Result<[Finding; 2], Error> {
    let rows: Vec<(Uuid, String, bool, Option<Uuid>)> =
        conn.all("select id, code, email is not null, merged_into from participant", ()).await?;
    // What the journal says of a registration that was merged, it says of the one that was kept.
    let kept: HashMap<String, String> = rows
        .iter()
        .filter_map(|(id, _, _, kept)| Some((id.to_string(), kept.as_ref()?.to_string())))
        .collect();
    let people: HashMap<String, (String, bool)> =
        rows.into_iter().map(|(id, code, mail, _)| (id.to_string(), (code, mail))).collect();
    let mut pairs: BTreeMap<(String, i64), Pair> = BTreeMap::new();
    let mut illegible = Vec::new();
    for (person, about, at) in letters(conn).await? {
        pairs.entry((person.to_string(), at)).or_default().letters += 1;
        if SeatFreed::parse(&about).is_none() {
            illegible.push(format!("lettre illisible : « {about} »"));
        }
    }
    for (person, at) in promotions(conn).await? {
        let person = kept.get(&person).cloned().unwrap_or(person);
        pairs.entry((person, at)).or_default().promotions += 1;
    }
    // Whoever was forgotten since has no letters; the journal stays.
    let known = pairs.iter().filter_map(|((person, _), pair)| Some((people.get(person)?, pair)));
    let (mut unannounced, mut unfounded) = (Vec::new(), illegible);
    for ((code, mail), Pair { letters, promotions }) in known {
        let told = format!("{code} : {promotions} places obtenues, {letters} lettres");
        if *mail && letters < promotions {
            unannounced.push(told);
        } else if letters > promotions {
            unfounded.push(told);
        }
    }
    unannounced.extend(without_journal(conn).await?);
    Ok([
        Finding {
            invariant: "Chaque place obtenue après une attente a sa lettre",
            broken_by: unannounced,
        },
        Finding {
            invariant: "Chaque lettre de place libérée vient d’une place obtenue",
            broken_by: unfounded,
        },
    ])
}

async fn letters(conn: &mut Conn) -> Result<Vec<(Uuid, String, i64)>, Error> {
    conn.all(
        "select participant_id, about, created_at from letter \
         where kind = 'seat_freed' and participant_id is not null",
        (),
    )
    .await
}

async fn promotions(conn: &mut Conn) -> Result<Vec<(String, i64)>, Error> {
    // What was taken back before its letters left was no promotion.
    conn.all(
        "select j.subject, j.at from journal j where j.action = 'waitlist.promote' and not exists \
         (select 1 from batch b where b.done_at = j.at and b.undone_at is not null)",
        (),
    )
    .await
}

/// Promoted seats without a letter of the same moment, whatever the journal says.
async fn without_journal(conn: &mut Conn) -> Result<Vec<String>, Error> {
    let rows: Vec<(String,)> = conn
        .all(
            concat!(
                "select p.code || ' : ' || a.code || ' sans lettre' from signup u \
             join participant p on p.id = u.participant_id join session s on s.id = u.session_id \
             join activity a on a.id = s.activity_id \
             where u.origin = 'promoted' and ",
                had_mail!(),
                " and not exists \
             (select 1 from letter l where l.participant_id = p.id and l.kind = 'seat_freed' \
             and l.created_at = u.created_at) order by p.code, a.code"
            ),
            (),
        )
        .await?;
    Ok(rows.into_iter().map(|(line,)| line).collect())
}
