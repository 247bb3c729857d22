//! The list that phones keep, at hand: read again after a write, and told as what has changed.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use domain::door::Entry;
use domain::programme::Programme;
use store::Store;
use store::checkins::{Double, doubles};
use store::roll::{Listed, everybody};
use tokio::sync::Mutex;
use uuid::Uuid;

use crate::checking_in::note_for;
use crate::keys::random_secret;

/// How young a reading is given without looking whether anything was written.
const YOUNG: Duration = Duration::from_secs(1);

/// How old a reading may be at most: other processes write too.
const OLD: Duration = Duration::from_secs(5);

/// Reading may take one part of the time in so many.
const SHARE: u32 = 10;

/// How many double entries are told.
const DOUBLES: u32 = 200;

/// The list, kept for everybody who asks.
#[derive(Clone, Debug)]
pub struct Rolls {
    /// Tells this process's versions from those of another one, or of the one before.
    process: Arc<str>,
    kept: Arc<Mutex<Option<Kept>>>,
}

impl Default for Rolls {
    fn default() -> Self {
        Self {
            process: random_secret().chars().take(8).collect::<String>().into(),
            kept: Arc::default(),
        }
    }
}

#[derive(Debug)]
struct Kept {
    reading: Arc<Reading>,
    read_at: Instant,
    /// How long it took.
    took: Duration,
    /// What had been committed before.
    commits: u64,
}

/// The list as it stood at a moment.
#[derive(Debug)]
pub struct Reading {
    /// Raised by each reading that found a change.
    generation: u64,
    /// Everybody, with the generation in which they changed last.
    people: HashMap<Uuid, (Entry, u64)>,
    /// Who is no longer there, and since which generation.
    gone: HashMap<Uuid, u64>,
    /// The double entries, the newest first.
    pub doubles: Vec<Double>,
}

/// What a phone is to be told.
#[derive(Debug)]
pub struct News {
    /// The version to ask from the next time.
    pub version: String,
    /// Whether this is everybody.
    pub complete: bool,
    /// Who is new or has changed.
    pub people: Vec<Entry>,
    /// Who is no longer there.
    pub gone: Vec<Uuid>,
}

impl Rolls {
    /// The list, as of a moment ago.
    ///
    /// # Errors
    /// The database failed.
    pub async fn read(&self, store: &Store) -> Result<Arc<Reading>, store::Error> {
        let mut kept = self.kept.lock().await;
        if let Some(kept) = kept.as_ref().filter(|kept| kept.serves(store.commits())) {
            return Ok(Arc::clone(&kept.reading));
        }
        let (read_at, commits) = (Instant::now(), store.commits());
        let programme = store.programme().await?;
        let mut conn = store.reader().await?;
        let (listed, doubles) = (everybody(&mut conn).await?, doubles(&mut conn, DOUBLES).await?);
        drop(conn);
        let before = kept.as_ref().map(|kept| Arc::clone(&kept.reading));
        let reading = Arc::new(reading(before.as_deref(), listed, doubles, &programme));
        let took = read_at.elapsed();
        *kept = Some(Kept { reading: Arc::clone(&reading), read_at, took, commits });
        Ok(reading)
    }

    /// What has changed since a version; everything when it is not one of ours.
    #[must_use]
    pub fn news(&self, reading: &Reading, since: Option<&str>) -> News {
        let since = since.and_then(|version| self.generation(version, reading));
        let from = since.unwrap_or(0);
        let changed = |(_, changed): &&(Entry, u64)| since.is_none() || *changed > from;
        let gone = reading.gone.iter().filter(|(_, at)| since.is_some() && **at > from);
        News {
            version: format!("{}-{}", self.process, reading.generation),
            complete: since.is_none(),
            people: reading.people.values().filter(changed).map(|(e, _)| e.clone()).collect(),
            gone: gone.map(|(id, _)| *id).collect(),
        }
    }

    fn generation(&self, version: &str, reading: &Reading) -> Option<u64> {
        let (process, generation) = version.split_once('-')?;
        let known = generation.parse().ok().filter(|known| *known <= reading.generation)?;
        (process == &*self.process).then_some(known)
    }
}

impl Kept {
    fn serves(&self, commits: u64) -> bool {
        let age = self.read_at.elapsed();
        let young = age < YOUNG.max(self.took * SHARE);
        young || (self.commits == commits && age < OLD.max(self.took * SHARE))
    }
}

fn reading(
    before: Option<&Reading>,
    listed: Vec<Listed>,
    doubles: Vec<Double>,
    programme: &Programme,
) -> Reading {
    let next = before.map_or(1, |before| before.generation + 1);
    let rooms: HashMap<Uuid, &str> =
        programme.sessions.iter().map(|session| (session.id, session.room.as_str())).collect();
    let mut people = HashMap::with_capacity(listed.len());
    for Listed { mut entry, needs } in listed {
        let held: Vec<&str> =
            entry.sessions.iter().filter_map(|id| rooms.get(id).copied()).collect();
        entry.note = note_for(&needs, &held);
        let same = before.and_then(|before| before.people.get(&entry.id));
        let changed = same.filter(|(known, _)| *known == entry).map_or(next, |(_, at)| *at);
        people.insert(entry.id, (entry, changed));
    }
    let mut gone = before.map(|before| before.gone.clone()).unwrap_or_default();
    gone.retain(|id, _| !people.contains_key(id));
    for id in before.iter().flat_map(|before| before.people.keys()) {
        if !people.contains_key(id) {
            gone.entry(*id).or_insert(next);
        }
    }
    let moved = people.values().any(|(_, at)| *at == next) || gone.values().any(|at| *at == next);
    let generation = before.filter(|_| !moved).map_or(next, |before| before.generation);
    Reading { generation, people, gone, doubles }
}

#[cfg(test)]
mod tests;
