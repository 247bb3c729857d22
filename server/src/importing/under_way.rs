//! How far the lists are that this process applies: a unit of work shows nothing before its end.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use uuid::Uuid;

/// The lists being applied. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct UnderWay(Arc<Mutex<HashMap<Uuid, Progress>>>);

#[derive(Clone, Debug)]
struct Progress {
    done: Arc<AtomicU32>,
    all: u32,
}

impl UnderWay {
    /// A list of so many rows is begun.
    pub fn begin(&self, id: Uuid, all: usize) {
        let all = u32::try_from(all).unwrap_or(u32::MAX);
        self.lock().insert(id, Progress { done: Arc::default(), all });
    }

    /// Hears how many rows of a list are done.
    pub fn teller(&self, id: Uuid) -> impl Fn(u32) + Send + use<> {
        let done =
            self.lock().get(&id).map(|progress| Arc::clone(&progress.done)).unwrap_or_default();
        move |rows| done.store(rows, Ordering::Relaxed)
    }

    /// How many rows of a list are done, and how many there are; `None` when this process does not
    /// apply it.
    #[must_use]
    pub fn progress(&self, id: Uuid) -> Option<(u32, u32)> {
        self.lock().get(&id).map(|progress| (progress.done.load(Ordering::Relaxed), progress.all))
    }

    /// A list is applied, or given up.
    pub fn end(&self, id: Uuid) {
        self.lock().remove(&id);
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<Uuid, Progress>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
