//! [`Linter`]: settings, ready to read drafts.

use super::engine::{Counts, Engine};
use super::reading::Reading;
use super::sidecar::Sidecar;
use super::stats::{Clock, Measured};
use crate::config::Settings;
use crate::diagnostic::FileReport;
use crate::text::Source;
use std::sync::Arc;

/// Settings, ready to read drafts on any number of threads. A clone shares them.
#[derive(Clone)]
pub struct Linter {
    engine: Arc<Engine>,
}

impl Linter {
    /// A linter for these settings.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        Self { engine: Arc::new(Engine::new(settings, None)) }
    }

    /// A linter that measures with `clock` how long each rule takes.
    #[must_use]
    pub fn timed(settings: Settings, clock: Clock) -> Self {
        Self { engine: Arc::new(Engine::new(settings, Some(clock))) }
    }

    /// Measurements so far; empty unless it is [`Linter::timed`].
    #[must_use]
    pub fn measured(&self) -> Vec<Measured> {
        let ids = self.settings().rules.iter().map(|rule| rule.id.as_str());
        self.engine.stats.as_ref().map_or_else(Vec::new, |stats| stats.measured(ids))
    }

    /// How much work was done so far.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.engine.counts()
    }

    /// Settings that it was made from.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.engine.settings
    }

    /// Reads a draft. `path` is relative to the configuration, with `/` between folders.
    #[must_use]
    pub fn read(&self, source: Arc<Source>, path: &str, sidecar: Option<Arc<Sidecar>>) -> Reading {
        Reading::new(Arc::clone(&self.engine), source, path, sidecar)
    }

    /// Reads and checks a draft that has no sidecar. `path` as in [`Linter::read`]. The report has the page, so that every
    /// form can be written of it.
    #[must_use]
    pub fn check(&self, source: Arc<Source>, path: &str) -> FileReport {
        let reading = self.read(source, path, None);
        let report = reading.report();
        FileReport { page: Some(Box::new(reading.into_page())), ..report }
    }
}
