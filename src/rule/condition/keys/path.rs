//! `path = "opinion/**"`: the draft's path.

use crate::language::Language;
use crate::rule::condition::bounds::Bounds;
use crate::rule::condition::case::{Case, Look};
use crate::rule::condition::grounds::Ground;
use crate::rule::condition::test::{self, Subject, Test};
use crate::rule::condition::written::{Patterns, Text};
use crate::table::{Problem, deserialize_value};
use globset::GlobMatcher;
use std::sync::Arc;
use toml::Spanned;
use toml::de::DeValue;

/// A glob over paths: `*` stays within a folder, `**` does not.
///
/// # Errors
/// If it is not a valid glob.
pub fn glob(pattern: &str) -> Result<globset::Glob, String> {
    globset::GlobBuilder::new(pattern.trim_start_matches("./"))
        .literal_separator(true)
        .build()
        .map_err(|error| error.to_string())
}

pub struct Key;

impl test::Key for Key {
    fn name(&self) -> &'static str {
        "path"
    }

    fn read(&self, value: Spanned<DeValue>, _: &mut Patterns, _: &Language) -> Result<Vec<Arc<dyn Test>>, Problem> {
        let written: Text = deserialize_value(value)?;
        let glob = glob(written.get_ref()).map_err(|message| Problem::new(message, written.span()))?;
        Ok(vec![Arc::new(Path { glob: glob.compile_matcher(), written: written.into_inner() })])
    }
}

#[derive(Debug)]
struct Path {
    glob: GlobMatcher,
    written: String,
}

impl Test for Path {
    fn subject(&self) -> Subject {
        Subject::Draft
    }

    fn describe(&self) -> String {
        format!("a path like {}", self.written)
    }

    fn look(&self, case: &Case, _: &Bounds) -> Look {
        Look::without_place(self.glob.is_match(case.draft.path()))
    }

    fn seen(&self, case: &Case) -> Option<Ground> {
        Some(Ground::without_place(format!("the path is {}", case.draft.path())))
    }
}
