//! Rules: data that says what to look for, and the kinds of check that look for it.
//!
//! A [`Pack`] is a TOML file of rules; each [`Rule`] holds a [`Check`], built by its [`kind`]. All text patterns of all
//! rules go into one [`Scanner`], which reads the prose once and hands each rule its own hits. `run` is what happens
//! when a rule meets a draft.

mod check;
mod condition;
mod demand;
mod draft;
pub mod engine;
mod finding;
mod house;
pub mod kind;
mod pack;
mod run;
mod scan;
mod template;
mod values;
mod zones;

pub use crate::diagnostic::did_you_mean;
pub use check::{AcrossCheck, BuildContext, Check, DemandCheck, DraftCheck, Kind, RuleContext};
pub use condition::{Case, Condition, Ground, Grounds, Judged, Trigger, glob};
pub use demand::{Account, Demand};
pub use draft::Draft;
pub use finding::{Difference, Finding, Insertion, Put, RecordPlace, Related, Replacement};
pub use house::House;
pub use pack::{
    Example, Examples, Levels, Outcome, PACK_KEYS, PACKS, PROFILES, Pack, Precision, RULE_KEYS, Requirement, Verdict,
    catalogue, verify,
};
pub(crate) use pack::{levels, names};
pub use scan::{Hit, Pattern, Scanner, Scope, Speech};
pub use template::Template;
pub use values::Values;
pub use zones::ZoneSet;

use crate::diagnostic::{Level, Policy};
use crate::text::{Source, Span};
use std::sync::Arc;

/// One thing that a copy desk asks for.
pub struct Rule {
    /// `family/name`.
    pub id: String,
    /// The name of its kind.
    pub kind: &'static str,
    /// The name of the pack it comes from.
    pub pack: String,
    /// Who wrote it.
    pub origin: Origin,
    /// How much it matters; `None` while it is off.
    pub level: Option<Level>,
    /// What it says about a finding.
    pub message: Template,
    /// Why it matters.
    pub why: Option<String>,
    /// What to do about a finding.
    pub help: Option<Template>,
    /// Where the policy can be read.
    pub url: Option<String>,
    /// Who is responsible for it.
    pub owner: Option<String>,
    /// The version that introduced it.
    pub since: Option<String>,
    /// Ids of the entries that it covers in the catalogue of newsroom rules.
    pub catalogue: Vec<String>,
    /// How often it was right where its findings were read.
    pub precision: Option<Precision>,
    /// Rules that it leaves a place to: where one of them reports the same words, it reports nothing.
    pub yields_to: Vec<String>,
    /// Whether it also applies to text that is not in English.
    pub any_language: bool,
    /// Where it looks.
    pub scope: Scope,
    /// Whether only the first finding in a draft is reported.
    pub once: bool,
    /// Which drafts the rule applies to.
    pub when: Option<Condition>,
    /// Its tests.
    pub examples: Examples,
    /// The file that defines it.
    pub source: Arc<Source>,
    /// The place of its id in that file.
    pub span: Span<Source>,
    /// How it looks.
    pub check: Check,
}

/// Who wrote a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// It comes with the program and describes what the engine reports.
    Engine,
    /// It comes with the program, in a built-in pack.
    BuiltIn,
    /// It is in a pack of the newsroom.
    Newsroom,
}

impl Rule {
    /// A rule of `kind` in `pack` that says only what must be said, at its place in its file; the newsroom's own, and off.
    pub(crate) fn new(
        id: impl Into<String>,
        (kind, pack): (&'static str, &str),
        message: Template,
        check: Check,
        (source, span): (Arc<Source>, Span<Source>),
    ) -> Self {
        Self {
            id: id.into(),
            kind,
            pack: pack.to_owned(),
            origin: Origin::Newsroom,
            level: None,
            message,
            why: None,
            help: None,
            url: None,
            owner: None,
            since: None,
            catalogue: Vec::new(),
            precision: None,
            yields_to: Vec::new(),
            any_language: false,
            scope: Scope::default(),
            once: false,
            when: None,
            examples: Examples::default(),
            source,
            span,
            check,
        }
    }

    /// The part of the id before the slash.
    #[must_use]
    pub fn family(&self) -> &str {
        self.id.split('/').next().unwrap_or(&self.id)
    }

    /// Its policy, for reports.
    #[must_use]
    pub fn policy(&self) -> Policy {
        Policy {
            rule: self.id.clone(),
            level: self.level,
            title: self.message.in_general(),
            why: self.why.clone(),
            url: self.url.clone(),
        }
    }

    /// The patterns that the one scan is to find for it: those of its check, then those of its `when`.
    pub fn patterns(&self) -> impl Iterator<Item = &Pattern> {
        self.check.patterns().iter().chain(self.when.iter().flat_map(Condition::patterns))
    }

    /// How many numbers a match of the pattern with a number has at least.
    fn numbers(&self, pattern: usize) -> usize {
        match &self.check {
            Check::Draft(check) if pattern < check.patterns().len() => check.numbers(pattern),
            _ => 0,
        }
    }

    /// Whether `selector` is its id, its family or its pack.
    #[must_use]
    pub fn is_selected_by(&self, selector: &str) -> bool {
        [self.id.as_str(), self.family(), self.pack.as_str()].contains(&selector)
    }
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Rule").field("id", &self.id).field("kind", &self.kind).finish_non_exhaustive()
    }
}
