//! One connection that commits what is waiting together.

use std::sync::Arc;

use tokio::sync::{mpsc, oneshot};

use super::unit::{Ran, Unit};
use super::{Commits, Message};
use crate::{Conn, Error};

/// How many units at most share a commit.
const GROUP: usize = 128;

/// Writes what is waiting, group by group, until it is asked to stop.
pub(super) async fn write_in_groups(
    mut conn: Conn,
    mut jobs: mpsc::Receiver<Message>,
    committed: Arc<Commits>,
) {
    while let Some(message) = jobs.recv().await {
        let job = match message {
            Message::Work(job) => job,
            Message::Stop(stopped) => return finish(conn, stopped).await,
        };
        if let Err(error) = conn.exec("begin immediate", ()).await {
            tracing::error!(%error, "no transaction could be begun");
            // A transaction left open by an earlier failure is given up here.
            let _ = conn.exec("rollback", ()).await;
            job.turn_away(Error::Busy);
        } else if jobs.is_empty() {
            run_alone(&mut conn, job, &committed).await;
        } else if let Some(stopped) = run_group(&mut conn, job, &mut jobs, &committed).await {
            return finish(conn, stopped).await;
        }
    }
}

/// Runs a unit and those that wait behind it, and commits them together. Returns whom to tell when
/// the writer is asked to stop meanwhile.
async fn run_group(
    conn: &mut Conn,
    first: Box<dyn Unit>,
    jobs: &mut mpsc::Receiver<Message>,
    committed: &Commits,
) -> Option<oneshot::Sender<()>> {
    let mut group: Vec<Ran> = run_in_savepoint(conn, first).await.into_iter().collect();
    let mut stop = None;
    while group.len() < GROUP && stop.is_none() {
        match jobs.try_recv() {
            Ok(Message::Work(job)) => group.extend(run_in_savepoint(conn, job).await),
            Ok(Message::Stop(stopped)) => stop = Some(stopped),
            Err(_) => break,
        }
    }
    commit(conn, group, committed).await;
    stop
}

/// Puts the log back into the file, so that it can be copied alone, and lets the connection go.
async fn finish(mut conn: Conn, stopped: oneshot::Sender<()>) {
    if let Err(error) = conn.exec("pragma wal_checkpoint(truncate)", ()).await {
        tracing::warn!(%error, "the log could not be put back into the file");
    }
    drop(conn);
    let _ = stopped.send(());
}

/// One unit with nobody behind it needs no savepoint: two statements fewer.
async fn run_alone(conn: &mut Conn, job: Box<dyn Unit>, committed: &Commits) {
    let ran = job.run(conn).await;
    if ran.kept {
        commit(conn, vec![ran], committed).await;
        return;
    }
    let undone = conn.exec("rollback", ()).await;
    ran.answer(undone.map(drop));
}

/// Runs a unit that shares its commit; `None` when it was answered already.
async fn run_in_savepoint(conn: &mut Conn, job: Box<dyn Unit>) -> Option<Ran> {
    if let Err(error) = conn.exec("savepoint unit", ()).await {
        job.turn_away(error);
        return None;
    }
    let ran = job.run(conn).await;
    let closed = if ran.kept {
        conn.exec("release unit", ()).await.map(drop)
    } else {
        undo_savepoint(conn).await
    };
    match closed {
        Ok(()) => Some(ran),
        Err(error) => {
            ran.answer(Err(error));
            None
        }
    }
}

async fn undo_savepoint(conn: &mut Conn) -> Result<(), Error> {
    conn.exec("rollback to unit", ()).await?;
    conn.exec("release unit", ()).await?;
    Ok(())
}

async fn commit(conn: &mut Conn, group: Vec<Ran>, committed: &Commits) {
    match conn.exec("commit", ()).await {
        Ok(_) => {
            committed.add(group.iter().any(|ran| ran.shows));
            for ran in group {
                ran.answer(Ok(()));
            }
        }
        Err(error) => {
            tracing::error!(%error, units = group.len(), "a group could not be committed");
            let _ = conn.exec("rollback", ()).await;
            for ran in group {
                ran.answer(Err(Error::Busy));
            }
        }
    }
}
