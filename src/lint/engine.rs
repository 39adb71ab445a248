//! [`Engine`]: what all readings of one configuration share.

use super::stats::{Clock, Stats};
use crate::analysis::Page;
use crate::config::Settings;
use crate::rule::{Hit, Scanner};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Settings with their one scanner, which is built for the first draft that is scanned; shared by all threads.
pub(super) struct Engine {
    pub(super) settings: Settings,
    pub(super) stats: Option<Stats>,
    scanner: OnceLock<Scanner>,
    readings: AtomicUsize,
    scans: AtomicUsize,
}

/// How much work was done, for tests that hold a command to one reading and one scan of a draft, and the scan to few runs of
/// expressions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Texts that were read.
    pub readings: usize,
    /// Texts that were scanned.
    pub scans: usize,
    /// Runs of an expression in a block.
    pub runs: usize,
    /// Expressions that were compiled.
    pub expressions: usize,
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.readings += other.readings;
        self.scans += other.scans;
        self.runs += other.runs;
        self.expressions += other.expressions;
    }
}

impl Engine {
    pub(super) fn new(settings: Settings, clock: Option<Clock>) -> Self {
        let stats = clock.map(|clock| Stats::new(clock, settings.rules.len()));
        Self { settings, stats, scanner: OnceLock::new(), readings: AtomicUsize::new(0), scans: AtomicUsize::new(0) }
    }

    /// Reads a draft with `work`, and counts and measures that.
    pub(super) fn reading<T>(&self, work: impl FnOnce() -> T) -> T {
        self.readings.fetch_add(1, Ordering::Relaxed);
        Stats::reading(self.stats.as_ref(), work)
    }

    /// The hits of those rules whose number is `wanted`, by the number of the rule.
    pub(super) fn scan(&self, page: &Page, wanted: impl Fn(usize) -> bool) -> Vec<Vec<Hit>> {
        self.scans.fetch_add(1, Ordering::Relaxed);
        if page.prose.blocks.is_empty() {
            return self.settings.rules.iter().map(|_| Vec::new()).collect(); // and no scanner need be made
        }
        let scanner = self.scanner.get_or_init(|| Scanner::new(&self.settings.rules));
        Stats::scanning(self.stats.as_ref(), || scanner.scan_for(page, wanted))
    }

    pub(super) fn counts(&self) -> Counts {
        let count = |counter: &AtomicUsize| counter.load(Ordering::Relaxed);
        let scanner = self.scanner.get();
        Counts {
            readings: count(&self.readings),
            scans: count(&self.scans),
            runs: scanner.map_or(0, Scanner::runs),
            expressions: scanner.map_or(0, Scanner::built),
        }
    }
}
