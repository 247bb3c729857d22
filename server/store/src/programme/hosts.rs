//! Those in charge of workshops and kiosks.

use std::collections::HashMap;

use domain::programme::Host;
use uuid::Uuid;

use crate::{Conn, Error};

#[derive(sqlx::FromRow)]
struct HostRow {
    code: String,
    name: String,
    organisation: String,
    to_confirm: bool,
}

impl HostRow {
    fn host(self) -> Host {
        let Self { code, name, organisation, to_confirm } = self;
        Host { code, name, organisation, to_confirm }
    }
}

/// Those in charge, in the order of the programme.
pub(super) async fn all(conn: &mut Conn) -> Result<Vec<Host>, Error> {
    let rows: Vec<HostRow> = conn
        .all("select code, name, organisation, to_confirm from host order by position", ())
        .await?;
    Ok(rows.into_iter().map(HostRow::host).collect())
}

/// Those in charge of each activity.
pub(super) async fn by_activity(conn: &mut Conn) -> Result<HashMap<Uuid, Vec<Host>>, Error> {
    let rows: Vec<(Uuid, String, String, String, bool)> = conn
        .all(
            "select a.activity_id, h.code, h.name, h.organisation, h.to_confirm \
             from activity_host a join host h on h.code = a.host \
             order by a.activity_id, a.position",
            (),
        )
        .await?;
    let mut hosts: HashMap<Uuid, Vec<Host>> = HashMap::new();
    for (activity, code, name, organisation, to_confirm) in rows {
        let host = HostRow { code, name, organisation, to_confirm }.host();
        hosts.entry(activity).or_default().push(host);
    }
    Ok(hosts)
}
