//! [`Check`]: how a rule looks at drafts; [`Kind`]: what builds one.
//!
//! There are three capabilities, each a trait: to find faults in a draft, to require something of a draft as a whole, and
//! to compare drafts with each other.

use super::condition::Judged;
use super::{Demand, Difference, Draft, Finding, Hit, House, Pattern, Scope};
use crate::analysis::Article;
use crate::analysis::names::{Archive, Noted};
use crate::language::Language;
use crate::table::Problem;
use std::ops::Range;
use toml::Spanned;
use toml::de::DeValue;

/// A kind of rule.
pub trait Kind: Sync {
    /// The name that `kind = "…"` gives it.
    fn name(&self) -> &'static str;
    /// A description in one line.
    fn about(&self) -> &'static str;
    /// The keys that it reads, in addition to those that every rule has.
    fn keys(&self) -> &'static [&'static str];
    /// Builds the check from a table of its keys, which are all among [`Kind::keys`].
    ///
    /// # Errors
    /// If a value is wrong; the error points at it.
    fn build(&self, keys: Spanned<DeValue>, with: &BuildContext) -> Result<Check, Problem>;
}

/// What a rule is built with in addition to its keys.
#[derive(Clone, Copy)]
pub struct BuildContext<'a> {
    /// The language of the drafts that it will look at.
    pub language: &'a Language,
}

/// How a rule looks at drafts.
pub enum Check {
    /// Finds faults in a draft.
    Draft(Box<dyn DraftCheck>),
    /// Requires something of a draft.
    Demand(Box<dyn DemandCheck>),
    /// Compares drafts with each other.
    Across(Box<dyn AcrossCheck>),
    /// Nothing: the engine itself reports what the rule is about.
    Engine,
}

/// Finds faults in a draft.
pub trait DraftCheck: Send + Sync {
    /// The patterns that the one scan is to find for it.
    fn patterns(&self) -> &[Pattern] {
        &[]
    }

    /// How many numbers a match of the pattern with a number has at least, as [`Numbers::begin_in`] counts them.
    ///
    /// [`Numbers::begin_in`]: crate::language::Numbers::begin_in
    fn numbers(&self, _pattern: usize) -> usize {
        0
    }

    /// The placeholders that its messages can use.
    fn values(&self) -> Vec<String>;

    /// The record that the quotations of its examples are compared with.
    fn example_record(&self) -> Option<&str> {
        None
    }

    /// Adds what it finds. Hits come in order of their place, and all lie in the rule's scope.
    fn check(&self, context: &RuleContext, found: &mut Vec<Finding>);
}

/// Requires something of a draft as a whole, such as a byline. Its hits may lie outside the rule's scope.
pub trait DemandCheck: Send + Sync {
    /// The patterns that the one scan is to find for it.
    fn patterns(&self) -> &[Pattern];

    /// The bytes of the pack with a place that is measured from what the rule's `when` finds.
    fn measured_place(&self) -> Option<Range<usize>>;

    /// Adds a finding for each demand that is not met.
    fn check(&self, context: &RuleContext, found: &mut Vec<Finding>);

    /// All demands, met or not.
    fn demands(&self, context: &RuleContext) -> Vec<Demand>;
}

/// Compares the drafts of a run with each other.
pub trait AcrossCheck: Send + Sync {
    /// The placeholders that its messages can use.
    fn values(&self) -> Vec<String>;

    /// What to keep of a draft for the comparison.
    fn note(&self, context: &RuleContext) -> Vec<Noted>;

    /// What it finds once all drafts have been noted, in order of draft and place.
    fn compare(&self, archive: &Archive, house: &House) -> Vec<Difference>;
}

impl Check {
    /// A check that finds faults in a draft.
    #[must_use]
    pub fn draft(check: impl DraftCheck + 'static) -> Self {
        Self::Draft(Box::new(check))
    }

    /// The patterns that the one scan is to find for it.
    #[must_use]
    pub fn patterns(&self) -> &[Pattern] {
        match self {
            Self::Draft(check) => check.patterns(),
            Self::Demand(check) => check.patterns(),
            Self::Across(_) | Self::Engine => &[],
        }
    }

    /// The placeholders that its messages can use.
    #[must_use]
    pub fn values(&self) -> Vec<String> {
        match self {
            Self::Draft(check) => check.values(),
            Self::Across(check) => check.values(),
            Self::Demand(_) | Self::Engine => Vec::new(),
        }
    }

    /// The record that the quotations of its examples are compared with.
    #[must_use]
    pub fn example_record(&self) -> Option<&str> {
        match self {
            Self::Draft(check) => check.example_record(),
            Self::Demand(_) | Self::Across(_) | Self::Engine => None,
        }
    }

    /// Whether it requires something of a draft as a whole, wherever the finding is shown.
    #[must_use]
    pub const fn is_demand(&self) -> bool {
        matches!(self, Self::Demand(_))
    }

    /// Whether it compares drafts with each other.
    #[must_use]
    pub const fn compares_drafts(&self) -> bool {
        matches!(self, Self::Across(_))
    }

    /// What it finds between drafts; nothing where it does not compare them.
    #[must_use]
    pub fn compare(&self, archive: &Archive, house: &House) -> Vec<Difference> {
        match self {
            Self::Across(check) => check.compare(archive, house),
            Self::Draft(_) | Self::Demand(_) | Self::Engine => Vec::new(),
        }
    }
}

/// What a check sees of a draft.
pub struct RuleContext<'a> {
    /// The draft.
    pub draft: &'a Draft,
    /// Its article.
    pub article: &'a Article,
    /// The hits of the check's own patterns.
    pub hits: &'a [Hit],
    /// Where the rule looks.
    pub scope: &'a Scope,
    /// What the newsroom allows and knows.
    pub house: &'a House,
    /// The result of the rule's `when`, which holds, where it has one.
    pub when: Option<&'a Judged<'a>>,
    /// The newsroom's own words for what the rule requires.
    pub text: Option<&'a str>,
}
