//! Who of a list is known already.

use std::collections::{HashMap, HashSet};

use domain::people_list::Known;
use uuid::Uuid;

use crate::{Conn, Error};

/// How many people are read at a time.
const PAGE: i64 = 2_000;

#[derive(sqlx::FromRow)]
struct KnownRow {
    id: Uuid,
    standing: String,
    first_name: String,
    last_name: String,
    email: Option<String>,
    organisation: String,
    role_title: String,
    phone: String,
    department: Option<String>,
}

impl KnownRow {
    fn known(self) -> Known {
        Known {
            id: self.id,
            cancelled: self.standing == "cancelled",
            first_name: self.first_name,
            last_name: self.last_name,
            email: self.email.unwrap_or_default(),
            organisation: self.organisation,
            role_title: self.role_title,
            phone: self.phone,
            department: self.department.unwrap_or_default(),
        }
    }
}

/// Everybody whom one of these keys finds ([`Known::key`]), the living rather than the cancelled. Read
/// page by page, so that only they lie in memory.
///
/// # Errors
/// The database failed.
pub async fn known(
    conn: &mut Conn,
    keys: &HashSet<String>,
) -> Result<HashMap<String, Known>, Error> {
    let mut found: HashMap<String, Known> = HashMap::new();
    let mut after = Uuid::nil();
    loop {
        let rows: Vec<KnownRow> = conn
            .all(
                "select id, standing, first_name, last_name, email, organisation, role_title, \
                 phone, department from participant where id > $1 and merged_into is null \
                 order by id limit $2",
                (after, PAGE),
            )
            .await?;
        let Some(last) = rows.last() else { return Ok(found) };
        after = last.id;
        for known in rows.into_iter().map(KnownRow::known) {
            let key = known.key();
            let better = |old: &Known| old.cancelled && !known.cancelled;
            if keys.contains(&key) && found.get(&key).is_none_or(better) {
                found.insert(key, known);
            }
        }
    }
}
