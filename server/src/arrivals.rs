//! How many people have come, counted at most once a second for each door.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use domain::checkin::Door;
use store::{Store, figures};

/// How old a count may be.
const AGE: Duration = Duration::from_secs(1);

/// The counts last made.
#[derive(Clone, Debug, Default)]
pub struct Arrivals(Arc<Mutex<HashMap<Door, (Instant, u32)>>>);

impl Arrivals {
    /// How many people were let in at a door, as of less than a second ago.
    ///
    /// # Errors
    /// The database failed.
    pub async fn at(&self, store: &Store, door: Door) -> Result<u32, store::Error> {
        if let Some(count) = self.kept(door) {
            return Ok(count);
        }
        let mut conn = store.reader().await?;
        let count = figures::at_door(&mut conn, door).await?;
        if let Ok(mut counts) = self.0.lock() {
            counts.insert(door, (Instant::now(), count));
        }
        Ok(count)
    }

    /// Someone was let in (`1`) or taken back (`-1`) by this process: the count kept follows, so
    /// that a scan is counted in its own answer. Whatever it misses, the next count puts right.
    pub fn moved(&self, door: Door, by: i32) {
        if let Ok(mut counts) = self.0.lock()
            && let Some((_, count)) = counts.get_mut(&door)
        {
            *count = count.saturating_add_signed(by);
        }
    }

    fn kept(&self, door: Door) -> Option<u32> {
        let counts = self.0.lock().ok()?;
        let (at, count) = counts.get(&door)?;
        (at.elapsed() < AGE).then_some(*count)
    }
}
