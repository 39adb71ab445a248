//! [`House`]: what a newsroom allows and knows, whatever the rules say.

use crate::analysis::names::Names;
use crate::analysis::{Article, date};
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

/// What a newsroom allows and knows.
#[derive(Clone, Debug)]
pub struct House {
    /// Acronyms that need no spelling out.
    pub acronyms: HashSet<String>,
    /// Words and phrases that are right as they stand; lower case.
    pub terms: HashSet<String>,
    /// What names are compared with, including the newsroom's register.
    pub names: Arc<Names>,
    /// The newsroom's own words for what a rule requires, by the rule's id.
    pub texts: BTreeMap<String, String>,
    /// The day of the run, as `2026-03-02`, where the caller gives it; the library has no clock.
    pub today: Option<String>,
}

impl House {
    /// A newsroom that knows `names` and allows nothing.
    #[must_use]
    pub fn new(names: Arc<Names>) -> Self {
        Self { acronyms: HashSet::new(), terms: HashSet::new(), names, texts: BTreeMap::new(), today: None }
    }

    /// What names are compared with.
    #[must_use]
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// The day on which entries of the register must be valid: the day of publication, or else that of the run.
    #[must_use]
    pub fn day(&self, article: &Article) -> Option<String> {
        date::published(article).map(|day| day.to_string()).or_else(|| self.today.clone())
    }
}
