//! `date = { field = "embargo", is = "ahead" }` or `{ field = "updated", after = "published" }`: a day in the metadata.

use super::metadata::described;
use crate::analysis::date::date_field;
use crate::language::Language;
use crate::rule::condition::bounds::Bounds;
use crate::rule::condition::case::{Case, Look};
use crate::rule::condition::grounds::Ground;
use crate::rule::condition::test::{self, Subject, Test};
use crate::rule::condition::written::Patterns;
use crate::table::{Problem, deserialize_named};
use serde::Deserialize;
use std::sync::Arc;
use toml::Spanned;
use toml::de::DeValue;

pub struct Key;

impl test::Key for Key {
    fn name(&self) -> &'static str {
        "date"
    }

    fn read(&self, value: Spanned<DeValue>, _: &mut Patterns, _: &Language) -> Result<Vec<Arc<dyn Test>>, Problem> {
        let at = value.span();
        let Options { field, is, after } = deserialize_named("`date`", value)?;
        let than = match (is, after) {
            (Some(is), None) => Than::Today(is),
            (None, Some(other)) => Than::Field(other),
            _ => {
                let help = "{ field = \"embargo\", is = \"ahead\" } or { field = \"updated\", after = \"published\" }";
                return Err(Problem::new("expected either `is` or `after`", at).with_help(help));
            }
        };
        Ok(vec![Arc::new(Date { field, than })])
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {
    field: String,
    is: Option<Is>,
    after: Option<String>,
}

/// How a day relates to the day of the run. That day itself is ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Is {
    Ahead,
    Passed,
}

/// A metadata field with a day, compared with another day.
#[derive(Debug)]
struct Date {
    field: String,
    than: Than,
}

/// The day that a day is compared with.
#[derive(Debug)]
enum Than {
    Today(Is),
    /// The day in another field, which must be earlier.
    Field(String),
}

impl Test for Date {
    fn subject(&self) -> Subject {
        Subject::Draft
    }

    fn describe(&self) -> String {
        let field = &self.field;
        match &self.than {
            Than::Today(Is::Passed) => format!("the day in “{field}” has passed"),
            Than::Today(Is::Ahead) => format!("the day in “{field}” has not passed"),
            Than::Field(other) => format!("the day in “{field}” is after that in “{other}”"),
        }
    }

    fn look(&self, case: &Case, _: &Bounds) -> Look {
        let day_in = |field: &str| date_field(case.article(), field).map(|day| day.to_string());
        let Some(day) = day_in(&self.field) else { return Look::without_place(false) };
        Look::without_place(match &self.than {
            Than::Today(is) => case.house().today.as_ref().is_some_and(|today| (day >= *today) == (*is == Is::Ahead)),
            Than::Field(other) => day_in(other).is_some_and(|other| day > other),
        })
    }

    fn seen(&self, case: &Case) -> Option<Ground> {
        let other = match &self.than {
            Than::Today(_) => case.house().today.as_ref().map(|day| format!("today is {day}")),
            Than::Field(other) => Some(described(case.article(), other)),
        };
        let other = other.as_deref().unwrap_or("the day of the run is unknown");
        Some(Ground::without_place(format!("{}; {other}", described(case.article(), &self.field))))
    }
}
