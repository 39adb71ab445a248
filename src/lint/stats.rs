//! [`Stats`]: the time that each rule took and the number of its findings, by a clock that the caller provides.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;

/// Returns the time since some moment, which is the same for all calls.
pub type Clock = fn() -> Duration;

/// Measurements of a linter, over all threads.
#[derive(Debug)]
pub struct Stats {
    clock: Clock,
    rules: Vec<(AtomicU64, AtomicUsize)>,
    reading: AtomicU64,
    scanning: AtomicU64,
}

/// Measurements of one rule or step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measured {
    /// A rule's id, or a step of the work.
    pub of: String,
    /// The number of its findings before any filter.
    pub found: usize,
    /// The time it took.
    pub took: Duration,
}

impl Stats {
    pub(super) fn new(clock: Clock, rules: usize) -> Self {
        let rules = (0..rules).map(|_| (AtomicU64::new(0), AtomicUsize::new(0))).collect();
        Self { clock, rules, reading: AtomicU64::new(0), scanning: AtomicU64::new(0) }
    }

    /// Measures `work`, and adds its time to `to`.
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

    /// All measurements: the steps, then the rules called `ids`.
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
