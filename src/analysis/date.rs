//! The days that a draft gives for itself, in its metadata or on the page.

use super::{Anchor, Article};
use crate::prose::Value;
use jiff::civil::Date;

/// The day in metadata field `name`.
#[must_use]
pub fn date_field(article: &Article, name: &str) -> Option<Date> {
    match article.prose.metadata.field(name)? {
        Value::Text(text) => article.language.calendar.date_in(text),
        _ => None,
    }
}

/// The day of publication that `article` carries.
#[must_use]
pub fn published(article: &Article) -> Option<Date> {
    match article.anchor.as_ref()? {
        Anchor::Metadata(field) => date_field(article, field),
        Anchor::Text(span) => article.language.calendar.date_in(article.slice(*span)),
    }
}
