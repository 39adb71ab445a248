//! `dated = true`: whether the draft says when it is published.

use super::metadata::described;
use crate::analysis::Anchor;
use crate::language::Language;
use crate::rule::condition::bounds::Bounds;
use crate::rule::condition::case::{Case, Look};
use crate::rule::condition::grounds::{Ground, quoted};
use crate::rule::condition::test::{self, Subject, Test};
use crate::rule::condition::written::Patterns;
use crate::table::{Problem, deserialize_value};
use std::sync::Arc;
use toml::Spanned;
use toml::de::DeValue;

pub struct Key;

impl test::Key for Key {
    fn name(&self) -> &'static str {
        "dated"
    }

    fn read(&self, value: Spanned<DeValue>, _: &mut Patterns, _: &Language) -> Result<Vec<Arc<dyn Test>>, Problem> {
        Ok(vec![Arc::new(Dated(deserialize_value(value)?))])
    }
}

#[derive(Debug)]
struct Dated(bool);

impl Test for Dated {
    fn subject(&self) -> Subject {
        Subject::Draft
    }

    fn describe(&self) -> String {
        if self.0 { "a date of publication".into() } else { "no date of publication".into() }
    }

    fn look(&self, case: &Case, _: &Bounds) -> Look {
        Look::without_place(case.article().anchor.is_some() == self.0)
    }

    fn seen(&self, case: &Case) -> Option<Ground> {
        Some(match &case.article().anchor {
            Some(Anchor::Metadata(name)) => Ground::without_place(described(case.article(), name)),
            Some(Anchor::Text(span)) => Ground { span: Some(*span), words: quoted(case.article(), *span) },
            None => Ground::without_place("there is no date".into()),
        })
    }
}
