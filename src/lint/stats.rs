//! [`Stats`]: how long each rule took and how much it found. The clock is the caller's.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;

/// Tells how long it is since some moment, the same for all calls.
pub type Clock = fn() -> Duration;

/// What a linter measures, on all threads together.
#[derive(Debug)]
pub struct Stats {
    clock: Clock,
    rules: Vec<(AtomicU64, AtomicUsize)>,
    reading: AtomicU64,
    scanning: AtomicU64,
}

/// What was measured of one rule or step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measured {
    /// A rule's id, or a step of the work.
    pub of: String,
    /// How much it found, before any filter.
    pub found: usize,
    /// How long it took.
    pub took: Duration,
}

impl Stats {
    pub(super) fn new(clock: Clock, rules: usize) -> Self {
        let rules = (0..rules).map(|_| (AtomicU64::new(0), AtomicUsize::new(0))).collect();
        Self { clock, rules, reading: AtomicU64::new(0), scanning: AtomicU64::new(0) }
    }

    /// Measures `work`; `by` says where its time goes to.
    fn measure<T>(&self, to: &AtomicU64, work: impl FnOnce() -> T) -> T {
        let start = (self.clock)();
        let done = work();
        let took = (self.clock)().saturating_sub(start).as_nanos();
        to.fetch_add(u64::try_from(took).unwrap_or(u64::MAX), Ordering::Relaxed);
        done
    }

    pub(super) fn reading<T>(this: Option<&Self>, work: impl FnOnce() -> T) -> T {
        match this {
            None => work(),
            Some(stats) => stats.measure(&stats.reading, work),
        }
    }

    pub(super) fn scanning<T>(this: Option<&Self>, work: impl FnOnce() -> T) -> T {
        match this {
            None => work(),
            Some(stats) => stats.measure(&stats.scanning, work),
        }
    }

    pub(super) fn rule<T>(this: Option<&Self>, index: usize, work: impl FnOnce() -> Vec<T>) -> Vec<T> {
        let Some((stats, (took, count))) = this.and_then(|stats| Some((stats, stats.rules.get(index)?))) else {
            return work();
        };
        let found = stats.measure(took, work);
        count.fetch_add(found.len(), Ordering::Relaxed);
        found
    }

    /// What was measured: the steps, then the rules called `ids`.
    pub(super) fn measured<'a>(&self, ids: impl Iterator<Item = &'a str>) -> Vec<Measured> {
        let time = |nanoseconds: &AtomicU64| Duration::from_nanos(nanoseconds.load(Ordering::Relaxed));
        let step = |of: &str, took| Measured { of: of.into(), found: 0, took: time(took) };
        let mut all = vec![step("(reading)", &self.reading), step("(the one scan)", &self.scanning)];
        all.extend(ids.zip(&self.rules).map(|(id, (took, found))| Measured {
            of: id.into(),
            found: found.load(Ordering::Relaxed),
            took: time(took),
        }));
        all
    }
}
