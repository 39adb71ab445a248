//! `metadata = "author"` or `metadata = { type = "opinion" }`: fields of the draft's metadata.

use crate::analysis::Article;
use crate::diagnostic::did_you_mean;
use crate::language::Language;
use crate::prose::Value;
use crate::rule::condition::bounds::Bounds;
use crate::rule::condition::case::{Case, Look};
use crate::rule::condition::grounds::Ground;
use crate::rule::condition::test::{self, Subject, Test};
use crate::rule::condition::written::{Patterns, listed, plain, texts};
use crate::table::Problem;
use std::sync::Arc;
use toml::Spanned;
use toml::de::DeValue;

pub struct Key;

impl test::Key for Key {
    fn name(&self) -> &'static str {
        "metadata"
    }

    fn read(&self, value: Spanned<DeValue>, _: &mut Patterns, _: &Language) -> Result<Vec<Arc<dyn Test>>, Problem> {
        let DeValue::Table(table) = value.get_ref() else {
            let names = texts(value)?;
            if let Some(empty) = names.iter().find(|name| name.get_ref().trim().is_empty()) {
                return Err(Problem::new("the field has no name", empty.span()));
            }
            return Ok(plain(names).into_iter().map(|name| field(name, Vec::new())).collect());
        };
        let fields = table.iter().map(|(name, value)| {
            let values = match value.get_ref() {
                DeValue::Boolean(yes) => vec![yes.to_string()],
                _ => plain(texts(value.clone())?),
            };
            Ok(field(name.get_ref().to_string(), values))
        });
        fields.collect()
    }
}

fn field(name: String, values: Vec<String>) -> Arc<dyn Test> {
    Arc::new(Field { name, values })
}

/// A field that is there, with one of the values if there are any.
#[derive(Debug)]
struct Field {
    name: String,
    values: Vec<String>,
}

impl Test for Field {
    fn subject(&self) -> Subject {
        Subject::Draft
    }

    fn describe(&self) -> String {
        match self.values.as_slice() {
            [] => format!("the field “{}”", self.name),
            values => format!("the field “{}” is {}", self.name, listed(values)),
        }
    }

    fn look(&self, case: &Case, _: &Bounds) -> Look {
        let value = case.article().prose.metadata.field(&self.name);
        Look::without_place(value.is_some_and(|value| {
            if self.values.is_empty() {
                value.is_present()
            } else {
                self.values.iter().any(|wanted| Value::is(value, wanted))
            }
        }))
    }

    fn seen(&self, case: &Case) -> Option<Ground> {
        Some(Ground::without_place(described(case.article(), &self.name)))
    }
}

/// The value of a field, and where it comes from if not from the front matter; or that there is no such field.
pub(super) fn described(article: &Article, name: &str) -> String {
    let metadata = &article.prose.metadata;
    let origin = metadata.origin(name).map_or(String::new(), |origin| format!(" ({origin})"));
    let described = match metadata.field(name) {
        Some(Value::Text(text)) => format!("“{name}” is “{text}”"),
        Some(Value::Bool(value)) => format!("“{name}” is {value}"),
        Some(Value::List(list)) => {
            let texts = list.iter().filter_map(|value| match value {
                Value::Text(text) => Some(text.as_str()),
                _ => None,
            });
            format!("“{name}” is {}", texts.collect::<Vec<_>>().join(", "))
        }
        Some(Value::Map(_)) => format!("“{name}” is a group of fields"),
        Some(Value::Empty) => format!("“{name}” is empty"),
        None => {
            let meant = did_you_mean(name, metadata.fields.keys().map(String::as_str));
            let meant = meant.map_or(String::new(), |meant| format!("; there is “{meant}”"));
            format!("there is no field “{name}”{meant}")
        }
    };
    described + &origin
}
