//! [`Reading`]: a draft, read once. Everything that a command shows of the draft comes from here.

use super::engine::Engine;
use super::sidecar::Sidecar;
use crate::analysis::Article;
use crate::analysis::names::Named;
use crate::config::{PathSettings, RecordOptions, Settings};
use crate::diagnostic::{Met, Page, Pass};
use crate::language::Language;
use crate::prose::Value;
use crate::record::{Compared, Record};
use crate::rule::{Account, Draft, Hit};
use crate::text::Source;
use std::sync::{Arc, OnceLock};

/// One state of a draft, with all that it was read by. It never changes. The scan and the names are made when they are first
/// asked for: all they depend on is fixed when the reading is made.
pub struct Reading {
    pub(super) engine: Arc<Engine>,
    pub(super) source: Arc<Source>,
    pub(super) sidecar: Option<Arc<Sidecar>>,
    /// Levels and metadata that hold for the path of the draft.
    pub(super) here: PathSettings,
    pub(super) draft: Draft,
    /// The hits of each rule that is on here.
    hits: OnceLock<Vec<Vec<Hit>>>,
}

impl Reading {
    pub(super) fn new(engine: Arc<Engine>, source: Arc<Source>, path: &str, sidecar: Option<Arc<Sidecar>>) -> Self {
        let here = engine.settings.for_path(path);
        let article = engine.reading(|| article(&source, &here, sidecar.as_deref(), &engine.settings.language));
        let draft = Draft::new(article, path, Arc::clone(&engine.settings.house));
        Self { engine, source, sidecar, here, draft, hits: OnceLock::new() }
    }

    /// Reads the same draft in another state, such as after a fix.
    #[must_use]
    pub fn revised(&self, source: Arc<Source>) -> Self {
        let record = self.draft.record().map(Arc::clone);
        let archive = self.draft.archive().map(Arc::clone);
        let revised = Self::new(Arc::clone(&self.engine), source, self.path(), self.sidecar.clone());
        revised.with_record(record).with_archive(archive)
    }

    /// What the configuration says of the record.
    #[must_use]
    pub const fn record_options(&self) -> &RecordOptions {
        &self.here.record
    }

    /// The files that the draft or its sidecar names as its record, relative to the folder of the draft.
    #[must_use]
    pub fn record_paths(&self) -> Vec<&str> {
        match self.article().prose.metadata.field(RECORD) {
            Some(Value::Text(path)) => vec![path.as_str()],
            Some(Value::List(paths)) => paths
                .iter()
                .filter_map(|path| match path {
                    Value::Text(path) => Some(path.as_str()),
                    _ => None,
                })
                .collect(),
            _ => Vec::new(),
        }
    }

    /// The same reading with the record that quotations are compared with.
    #[must_use]
    pub fn with_record(self, record: Option<Arc<Record>>) -> Self {
        Self { draft: self.draft.with_record(record), ..self }
    }

    /// The same reading with the published articles that quotations are compared with.
    #[must_use]
    pub fn with_archive(self, archive: Option<Arc<Record>>) -> Self {
        let draft = self.draft.with_archive(archive, &self.source.name);
        Self { draft, ..self }
    }

    /// Whether its findings depend on other files.
    #[must_use]
    pub fn is_compared(&self) -> bool {
        self.draft.record().is_some() || self.draft.archive().is_some()
    }

    /// The record of the draft, if it has one, and what the comparison found.
    #[must_use]
    pub fn record(&self) -> Option<(&Record, &[Compared])> {
        self.draft.record().map(|record| (&**record, self.draft.compared()))
    }

    /// The text.
    #[must_use]
    pub const fn source(&self) -> &Arc<Source> {
        &self.source
    }

    /// The path of the draft, relative to the configuration, with `/` between folders.
    #[must_use]
    pub fn path(&self) -> &str {
        self.draft.path()
    }

    /// The settings that it is judged by.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.engine.settings
    }

    /// The article.
    #[must_use]
    pub const fn article(&self) -> &Article {
        self.draft.article()
    }

    /// The names that it mentions.
    #[must_use]
    pub fn named(&self) -> &Named {
        self.draft.named()
    }

    /// The draft as a form of report shows it.
    #[must_use]
    pub fn into_page(self) -> Page {
        let parts = self.draft.into_article().page;
        Page { prose: parts.prose, zones: parts.zones, dateline: parts.dateline }
    }

    /// What rule `id` made of the draft, and why; `None` where there is no such rule. The rule may be off here.
    #[must_use]
    pub fn account(&self, id: &str) -> Option<Account> {
        let index = self.settings().rules.iter().position(|rule| rule.id == id)?;
        let hits = if self.is_asked(index) {
            self.hits()[index].clone()
        } else {
            // The one scan leaves this rule out. It finds nothing here, so whoever asks for it needs no other rule.
            self.engine.scan(self.article(), |of| of == index).swap_remove(index)
        };
        Some(self.settings().rules[index].account(&self.draft, hits))
    }

    /// Whether rule `id` is on here and may apply to the draft; otherwise it finds nothing.
    #[must_use]
    pub fn asks(&self, id: &str) -> bool {
        self.settings().rules.iter().position(|rule| rule.id == id).is_some_and(|index| self.is_asked(index))
    }

    /// Demands of the rules that hold here which the draft meets, with what meets each, in order of the place.
    #[must_use]
    pub fn passes(&self) -> Vec<Pass> {
        let article = self.article();
        let place = |span| article.prose.locate(span).span;
        let mut passes = Vec::new();
        for ((rule, hits), level) in self.settings().rules.iter().zip(self.hits()).zip(&self.here.levels) {
            if level.is_none() || !rule.check.is_demand() {
                continue;
            }
            let demands = rule.account(&self.draft, hits.clone()).demands.into_iter();
            let met = demands.filter(|demand| demand.grounds.holds && !demand.grounds.held_by().is_empty());
            passes.extend(met.map(|demand| {
                Pass {
                    rule: rule.id.clone(),
                    asked_by: demand.trigger.as_ref().map(|trigger| Met {
                        span: Some(place(trigger.span)),
                        words: article.slice(trigger.span).to_owned(),
                    }),
                    met_by: (demand.grounds.held_by().into_iter())
                        .map(|ground| Met { span: ground.span.map(place), words: ground.words.clone() })
                        .collect(),
                }
            }));
        }
        passes.sort_by(|one, other| (one.span(), &one.rule).cmp(&(other.span(), &other.rule)));
        passes
    }

    /// The hits of the one scan, by the number of the rule; empty for rules that it leaves out.
    pub(super) fn hits(&self) -> &[Vec<Hit>] {
        self.hits.get_or_init(|| self.engine.scan(self.article(), |index| self.is_asked(index)))
    }

    /// Whether the rule of this number is on here and its `when` may hold.
    fn is_asked(&self, index: usize) -> bool {
        let rule = &self.settings().rules[index];
        self.here.levels[index].is_some() && rule.when.as_ref().is_none_or(|when| when.may_hold(&self.draft))
    }
}

/// The field of metadata that names the record of a draft.
const RECORD: &str = "record";

/// Understands a draft. Its metadata comes, strongest first, from the command line, the draft, its sidecar, and the
/// configuration for its path.
fn article(source: &Source, here: &PathSettings, sidecar: Option<&Sidecar>, language: &Arc<Language>) -> Article {
    let mut prose = crate::format::read(source);
    for field in sidecar.iter().flat_map(|sidecar| &sidecar.metadata).chain(&here.metadata) {
        prose.metadata.add(&field.name, field.value.clone(), &field.origin.to_string());
    }
    for field in &here.forced {
        prose.metadata.set(&field.name, field.value.clone(), &field.origin.to_string());
    }
    Article::new(source, prose, language)
}
