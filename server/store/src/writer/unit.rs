//! A unit of work on its way: who waits for it, how it ran, what is answered.

use std::any::Any;
use std::panic::AssertUnwindSafe;
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::LocalBoxFuture;
use tokio::sync::oneshot;

use crate::{Conn, Error};

/// A unit of work with whoever waits for it, whatever its answer is.
pub(super) trait Unit: Send {
    /// Runs it; nobody is answered yet.
    fn run(self: Box<Self>, conn: &mut Conn) -> LocalBoxFuture<'_, Ran>;

    /// Answers without having run it.
    fn turn_away(self: Box<Self>, error: Error);
}

/// Whoever waits for a unit, and what they were promised.
pub(super) struct Asked<T> {
    pub(super) reply: oneshot::Sender<Result<T, Error>>,
    /// How long the unit may take.
    pub(super) limit: Duration,
    /// Whether it changes something the programme shows.
    pub(super) shows: bool,
}

/// A unit that runs once.
pub(super) struct Once<T, U>(pub(super) U, pub(super) Asked<T>);

/// A unit that may run again from the beginning: after it was undone, doing it is doing it once.
pub(super) struct Repeatable<T, U>(pub(super) U, pub(super) Asked<T>);

/// A unit that has run but is not committed.
pub(super) struct Ran {
    /// Whether it is to be committed.
    pub(super) kept: bool,
    /// Whether it changes something the programme shows.
    pub(super) shows: bool,
    /// Whether it failed for a reason that may be gone the next time.
    pub(super) passing: bool,
    /// Whether it may run again.
    pub(super) repeatable: bool,
    end: Box<dyn FnOnce(End) -> Option<Box<dyn Unit>>>,
}

/// How it ends with a unit that has run.
enum End {
    /// Whoever asked is told: that it is committed, or why it is not.
    Answer(Result<(), Error>),
    /// Whoever asked waits on, and the unit comes back.
    Again,
}

impl Ran {
    /// Answers whoever asked.
    pub(super) fn answer(self, committed: Result<(), Error>) {
        (self.end)(End::Answer(committed));
    }

    /// The unit, to run it again; `None` when it cannot, and whoever asked was told so.
    pub(super) fn again(self) -> Option<Box<dyn Unit>> {
        (self.end)(End::Again)
    }
}

impl<T, U> Unit for Once<T, U>
where
    T: Send + 'static,
    U: AsyncFnOnce(&mut Conn) -> Result<T, Error> + Send + 'static,
{
    fn run(self: Box<Self>, conn: &mut Conn) -> LocalBoxFuture<'_, Ran> {
        Box::pin(async move {
            let Self(unit, asked) = *self;
            conn.forget_failures();
            let result = within(asked.limit, unit(conn)).await;
            let result = conn.unless_failed(result);
            Ran {
                kept: result.is_ok(),
                shows: asked.shows && result.is_ok(),
                passing: result.as_ref().is_err_and(Error::is_passing),
                repeatable: false,
                end: Box::new(move |end| {
                    asked.end(end, result);
                    None
                }),
            }
        })
    }

    fn turn_away(self: Box<Self>, error: Error) {
        self.1.end(End::Answer(Err(error)), Err(Error::Busy));
    }
}

impl<T, U> Unit for Repeatable<T, U>
where
    T: Send + 'static,
    U: AsyncFn(&mut Conn) -> Result<T, Error> + Send + 'static,
{
    fn run(self: Box<Self>, conn: &mut Conn) -> LocalBoxFuture<'_, Ran> {
        Box::pin(async move {
            conn.forget_failures();
            let result = within(self.1.limit, (self.0)(conn)).await;
            let result = conn.unless_failed(result);
            Ran {
                kept: result.is_ok(),
                shows: self.1.shows && result.is_ok(),
                passing: result.as_ref().is_err_and(Error::is_passing),
                repeatable: true,
                end: Box::new(move |end| {
                    if let End::Again = end {
                        return Some(self);
                    }
                    self.1.end(end, result);
                    None
                }),
            }
        })
    }

    fn turn_away(self: Box<Self>, error: Error) {
        self.1.end(End::Answer(Err(error)), Err(Error::Busy));
    }
}

impl<T> Asked<T> {
    fn end(self, end: End, result: Result<T, Error>) {
        let answer = match end {
            End::Answer(committed) => committed.and(result),
            End::Again => Err(Error::Busy),
        };
        // Whoever asked may have gone away; what was done stays done.
        let _ = self.reply.send(answer);
    }
}

/// What a unit comes to, if it neither panics nor takes too long.
async fn within<T>(
    limit: Duration,
    unit: impl Future<Output = Result<T, Error>>,
) -> Result<T, Error> {
    let mut result = Err(Error::Abandoned("it never ran"));
    watched(limit, Box::pin(async { result = unit.await })).await?;
    result
}

/// Runs to its end what neither panics nor takes too long; compiled once for all units.
async fn watched(limit: Duration, work: LocalBoxFuture<'_, ()>) -> Result<(), Error> {
    match tokio::time::timeout(limit, AssertUnwindSafe(work).catch_unwind()).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(panic)) => {
            tracing::error!(panic = panic_text(panic.as_ref()), "a unit of work panicked");
            Err(Error::Abandoned("it panicked"))
        }
        Err(_) => Err(Error::Abandoned("it took too long")),
    }
}

fn panic_text(panic: &(dyn Any + Send)) -> &str {
    panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no message")
}
