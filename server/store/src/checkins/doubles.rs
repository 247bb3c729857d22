//! Double entries: someone was let in by two phones that did not hear of each other.

use domain::checkin::Door;
use domain::time::Moment;
use uuid::Uuid;

use crate::{Conn, Error};

/// Someone who was let in twice at one door.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Double {
    /// The act that came second.
    pub act: Uuid,
    /// First name and last name.
    pub name: String,
    /// Where.
    pub door: Door,
    /// When they were let in first.
    pub first_at: Moment,
    /// By which phone or member of the team.
    pub first_by: String,
    /// When again.
    pub again_at: Moment,
    /// By which phone or member of the team.
    pub again_by: String,
    /// The phones that let them in.
    pub phones: Vec<Uuid>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    first_name: String,
    last_name: String,
    door: String,
    first_at: i64,
    first_by: String,
    again_at: i64,
    again_by: String,
    first_phone: Option<Uuid>,
    again_phone: Option<Uuid>,
}

/// The double entries that stand, the newest first; at most so many.
///
/// # Errors
/// The database failed.
pub async fn doubles(conn: &mut Conn, most: u32) -> Result<Vec<Double>, Error> {
    let rows: Vec<Row> = conn
        .all(
            "select s.id, p.first_name, p.last_name, s.door, \
             e.corrected_at as first_at, coalesce(ed.name, ea.email) as first_by, \
             s.corrected_at as again_at, coalesce(sd.name, sa.email) as again_by, \
             e.device_id as first_phone, s.device_id as again_phone \
             from presence i join scan e on e.id = i.scan_id \
             join scan s on s.participant_id = i.participant_id and s.door = i.door \
             and s.id <> e.id and s.verdict = 'accepted' \
             join participant p on p.id = i.participant_id \
             left join device ed on ed.id = e.device_id \
             left join account ea on ea.id = e.account_id \
             left join device sd on sd.id = s.device_id \
             left join account sa on sa.id = s.account_id \
             where coalesce(s.device_id, s.account_id) <> coalesce(e.device_id, e.account_id) \
             and not exists (select 1 from scan u where u.refers_to = s.id and u.deed = 'undo' \
             and u.verdict = 'undone' and u.door = s.door) \
             order by s.corrected_at desc, s.id desc limit $1",
            (i64::from(most),),
        )
        .await?;
    rows.into_iter().map(Row::double).collect()
}

impl Row {
    fn double(self) -> Result<Double, Error> {
        Ok(Double {
            act: self.id,
            name: format!("{} {}", self.first_name, self.last_name),
            door: Door::parse(&self.door).ok_or(Error::Corrupt("scan.door"))?,
            first_at: Moment::from_micros(self.first_at),
            first_by: self.first_by,
            again_at: Moment::from_micros(self.again_at),
            again_by: self.again_by,
            phones: self.first_phone.into_iter().chain(self.again_phone).collect(),
        })
    }
}
