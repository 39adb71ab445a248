//! `house = true`: the name of the publication itself, as the register gives it.

use super::names::places;
use crate::language::Language;
use crate::rule::condition::bounds::Bounds;
use crate::rule::condition::case::{Case, Look};
use crate::rule::condition::test::{self, Test, only_true};
use crate::rule::condition::trigger::Trigger;
use crate::rule::condition::written::Patterns;
use crate::table::Problem;
use std::sync::Arc;
use toml::Spanned;
use toml::de::DeValue;

pub struct Key;

impl test::Key for Key {
    fn name(&self) -> &'static str {
        "house"
    }

    fn read(&self, value: Spanned<DeValue>, _: &mut Patterns, _: &Language) -> Result<Vec<Arc<dyn Test>>, Problem> {
        only_true("house", &value, OwnName)
    }
}

#[derive(Debug)]
struct OwnName;

impl Test for OwnName {
    fn describe(&self) -> String {
        "the publication's own name".into()
    }

    fn look(&self, case: &Case, bounds: &Bounds) -> Look {
        let text = case.article().prose.text.as_str();
        let own = case.house().names().house();
        bounds.sift(case, own.into_iter().flat_map(|name| places(text, name)).map(Trigger::at))
    }
}
