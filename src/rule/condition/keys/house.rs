//! `house = true`: the name of the publication itself, as the register gives it.

use crate::language::Language;
use crate::rule::condition::bounds::Bounds;
use crate::rule::condition::case::{Case, Look};
use crate::rule::condition::test::{self, Test, only_true};
use crate::rule::condition::trigger::Trigger;
use crate::rule::condition::written::Patterns;
use crate::table::Problem;
use crate::text::Span;
use std::sync::Arc;
use toml::Spanned;
use toml::de::DeValue;

use super::names::is_word;

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
        let places = case.house().names().house().map(|name| text.match_indices(name));
        let spans = places.into_iter().flatten().map(|(at, name)| Span::new(at, at + name.len()));
        bounds.sift(case, spans.filter(|span| is_word(text, *span)).map(Trigger::at))
    }
}
