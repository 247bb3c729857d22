//! The programme kept at hand, so that pages do not ask for it each time.

use std::sync::{Arc, RwLock};
use std::time::{Duration, Instant};

use domain::programme::Programme;

use super::load;
use crate::{Error, Store};

/// How old a programme may be before it is read again: other processes write too, if only an import
/// from the command line.
const AGE: Duration = Duration::from_secs(1);

impl Store {
    /// The programme as it stands. Read again after each write of this process; what other
    /// processes write may be missing for a second. Seats are never given from it: the
    /// database guards those.
    ///
    /// # Errors
    /// No programme has been imported, or the database failed.
    pub async fn programme(&self) -> Result<Arc<Programme>, Error> {
        let wanted = self.version();
        if let Some(fresh) = self.snapshot().get(wanted) {
            return Ok(fresh);
        }
        // One reads it for all who ask meanwhile: a thousand people choose at the same moment.
        let _turn = self.snapshot().reading.lock().await;
        if let Some(fresh) = self.snapshot().get(wanted) {
            return Ok(fresh);
        }
        let version = self.version();
        let mut conn = self.reader().await?;
        let programme = Arc::new(load(&mut conn).await?);
        self.snapshot().put(version, Arc::clone(&programme));
        Ok(programme)
    }
}

/// The programme last read, and when.
#[derive(Debug, Default)]
pub(crate) struct Snapshot {
    kept: RwLock<Option<Kept>>,
    reading: tokio::sync::Mutex<()>,
}

#[derive(Debug)]
struct Kept {
    version: u64,
    read_at: Instant,
    programme: Arc<Programme>,
}

impl Snapshot {
    fn get(&self, version: u64) -> Option<Arc<Programme>> {
        let kept = self.kept.read().ok()?;
        let kept = kept.as_ref()?;
        let fresh = kept.version >= version && kept.read_at.elapsed() < AGE;
        fresh.then(|| Arc::clone(&kept.programme))
    }

    fn put(&self, version: u64, programme: Arc<Programme>) {
        if let Ok(mut kept) = self.kept.write() {
            *kept = Some(Kept { version, read_at: Instant::now(), programme });
        }
    }
}
