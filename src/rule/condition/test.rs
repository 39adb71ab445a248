//! [`Test`]: what one key of a condition asks of a draft; [`Key`]: how that is written.

use super::bounds::Bounds;
use super::case::{Case, Look};
use super::grounds::Ground;
use super::written::Patterns;
use crate::language::Language;
use crate::table::Problem;
use std::fmt::Debug;
use std::sync::Arc;
use toml::Spanned;
use toml::de::DeValue;

/// A key of a condition, such as `phrase` or `zone`.
pub(super) trait Key: Sync {
    /// The key as conditions write it.
    fn name(&self) -> &'static str;

    /// Reads its value into tests that must all hold. Text patterns that the tests need found are added to `patterns`.
    ///
    /// # Errors
    /// If the value is wrong; the error points at the part that is.
    fn read(
        &self,
        value: Spanned<DeValue>,
        patterns: &mut Patterns,
        language: &Language,
    ) -> Result<Vec<Arc<dyn Test>>, Problem>;
}

/// What a key asks of a draft.
pub(super) trait Test: Debug + Send + Sync {
    /// What it asks about.
    fn subject(&self) -> Subject {
        Subject::Words
    }

    /// Whether its triggers are names, so that messages can use what the register knows about them.
    fn finds_names(&self) -> bool {
        false
    }

    /// What is asked, in words: “a link to shop.example”.
    fn describe(&self) -> String;

    /// The answer for one draft. Only what lies within `bounds` counts.
    fn look(&self, case: &Case, bounds: &Bounds) -> Look;

    /// What was seen, in words, where that is not the places found.
    fn seen(&self, _case: &Case) -> Option<Ground> {
        None
    }
}

/// What a test asks about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// The draft as a whole: its metadata or path. Bounds mean nothing there.
    Draft,
    /// The zones that the draft has.
    Zones,
    /// Words in the draft. What is found can call for something else, and places can be measured from it.
    Words,
}

/// The test of a key that can only be `true`; `not` asks for the opposite.
///
/// # Errors
/// If the value is not `true`.
pub(super) fn only_true(
    key: &str,
    value: &Spanned<DeValue>,
    test: impl Test + 'static,
) -> Result<Vec<Arc<dyn Test>>, Problem> {
    match value.get_ref().as_bool() {
        Some(true) => Ok(vec![Arc::new(test)]),
        _ => Err(Problem::new(format!("write {key} = true, or not = {{ {key} = true }}"), value.span())),
    }
}
