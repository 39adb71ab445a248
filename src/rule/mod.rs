//! Rules: data that says what to look for, and the kinds of looking there are.
//!
//! A [`Pack`] is a TOML file of rules; each [`Rule`] holds a [`Check`], built by its [`kind`]. All text patterns of all
//! rules go into one [`Scanner`], which reads the prose once and hands each rule its own hits.

mod condition;
mod demand;
mod draft;
mod finding;
pub mod kind;
pub mod own;
mod pack;
mod scan;
mod template;

pub use crate::diagnostic::did_you_mean;
pub use condition::{Case, Condition, Ground, Grounds, Judged, Trigger, glob};
pub use demand::{Account, Demand};
pub use draft::Draft;
pub use finding::{Difference, Finding, Insertion, Put, Related, Replacement};
pub use pack::{Example, Levels, Outcome, PACKS, PROFILES, Pack, Precision, Requirement, Verdict, catalogue, verify};
pub(crate) use pack::{levels, names};
pub use scan::{Hit, Pattern, Scanner, Scope, Speech};
pub use template::Template;

use crate::analysis::names::{Archive, Names, Noted};
use crate::analysis::{Article, date};
use crate::diagnostic::{Level, Policy};
use crate::text::{Source, Span};
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

/// One thing a desk asks for.
pub struct Rule {
    /// `family/name`.
    pub id: String,
    /// The name of its kind.
    pub kind: &'static str,
    /// The name of the pack it came from.
    pub pack: String,
    /// How much it matters; `None` while it is off.
    pub level: Option<Level>,
    /// What to say.
    pub message: Template,
    /// Why it matters.
    pub why: Option<String>,
    /// What to do.
    pub help: Option<Template>,
    /// Where the policy can be read.
    pub url: Option<String>,
    /// Who answers for it.
    pub owner: Option<String>,
    /// The version that brought it.
    pub since: Option<String>,
    /// Ids of the catalogue of newsroom rules that it covers.
    pub catalogue: Vec<String>,
    /// How often it was right where its findings were read.
    pub precision: Option<Precision>,
    /// Where it looks.
    pub scope: Scope,
    /// Whether only the first finding in a draft is reported.
    pub once: bool,
    /// The drafts it is for.
    pub when: Option<Condition>,
    /// Its tests.
    pub examples: Vec<Example>,
    /// The file it stands in.
    pub source: Arc<Source>,
    /// Its id, in that file.
    pub span: Span<Source>,
    /// How it looks.
    pub check: Box<dyn Check>,
}

impl Rule {
    /// The part of the id before the slash.
    #[must_use]
    pub fn family(&self) -> &str {
        self.id.split('/').next().unwrap_or(&self.id)
    }

    /// Whether the engine finds what it reports, so that no example can show it.
    #[must_use]
    pub fn is_of_engine(&self) -> bool {
        self.kind == own::PACK
    }

    /// What it asks for, for reports.
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

    /// All that the one scan is to find for it: for its check, then for its `when`.
    pub fn patterns(&self) -> impl Iterator<Item = &Pattern> {
        self.check.patterns().iter().chain(self.when.iter().flat_map(Condition::patterns))
    }

    /// Whether `selector` means it: its id, its family or its pack.
    #[must_use]
    pub fn answers_to(&self, selector: &str) -> bool {
        [self.id.as_str(), self.family(), self.pack.as_str()].contains(&selector)
    }

    /// Whether it comes with copydesk.
    #[must_use]
    pub fn is_built_in(&self) -> bool {
        self.is_of_engine() || PACKS.iter().any(|(name, _)| *name == self.pack)
    }
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Rule").field("id", &self.id).field("kind", &self.kind).finish_non_exhaustive()
    }
}

/// How a rule looks at a draft.
pub trait Check: Send + Sync {
    /// What it wants to be found for it by the one scan.
    fn patterns(&self) -> &[Pattern] {
        &[]
    }

    /// Whether what it finds is a fault of the draft as a whole, wherever it is shown, as a missing byline is.
    fn is_of_document(&self) -> bool {
        false
    }

    /// The bytes of the pack where it says a place that is measured from what the rule's `when` finds.
    fn measured(&self) -> Option<std::ops::Range<usize>> {
        None
    }

    /// What it asks of a draft, met or not. Only kinds that ask for something to be there have an answer.
    fn demands(&self, _reading: &Reading) -> Vec<Demand> {
        Vec::new()
    }

    /// What its messages can name.
    fn values(&self) -> Vec<String>;

    /// Adds what it finds. Hits are in order of their place, and all lie in the rule's scope.
    fn check(&self, reading: &Reading, found: &mut Vec<Finding>);

    /// Whether it compares drafts with each other: then it notes and compares, and finds nothing in one alone.
    fn is_of_drafts(&self) -> bool {
        false
    }

    /// What it keeps of a draft to compare it with others.
    fn note(&self, _: &Reading) -> Option<Vec<Noted>> {
        None
    }

    /// What it finds when all drafts of a run have been noted, in order of draft and place.
    fn compare(&self, _: &Archive, _: &Allow) -> Vec<Difference> {
        Vec::new()
    }
}

/// What a check reads.
pub struct Reading<'a> {
    /// The draft.
    pub draft: &'a Draft,
    /// Its article.
    pub article: &'a Article,
    /// The hits of the check's own patterns.
    pub hits: &'a [Hit],
    /// Where the rule looks.
    pub scope: &'a Scope,
    /// What the house allows.
    pub allow: &'a Allow,
    /// How the rule's `when` came out, where it has one: it holds.
    pub when: Option<&'a Judged<'a>>,
    /// The house's own words for what the rule asks for.
    pub text: Option<&'a str>,
}

/// What the house allows whatever the rules say.
#[derive(Clone, Debug)]
pub struct Allow {
    /// Acronyms that need no spelling out.
    pub acronyms: HashSet<String>,
    /// Words and phrases that are right as they stand; lower case.
    pub terms: HashSet<String>,
    /// What names are compared with, the register of the house included.
    pub names: Arc<Names>,
    /// The house's own words for what a rule asks for, by the rule's id.
    pub texts: BTreeMap<String, String>,
    /// The day of the run, as `2026-03-02`, where it is said; the library has no clock.
    pub today: Option<String>,
}

impl Allow {
    /// A house that knows `names` and allows nothing.
    #[must_use]
    pub fn new(names: Arc<Names>) -> Self {
        Self { acronyms: HashSet::new(), terms: HashSet::new(), names, texts: BTreeMap::new(), today: None }
    }

    /// The names that are known here.
    #[must_use]
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// The day that what is known must hold on: that of publication, else that of the run.
    #[must_use]
    pub fn day(&self, article: &Article) -> Option<String> {
        date::published(article).map(|day| day.to_string()).or_else(|| self.today.clone())
    }
}
