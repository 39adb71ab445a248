//! Facts about a page: who wrote it and when, as its `meta` elements, linked data, attributes and classes say.

use super::article::Part;
use super::classes::Role;
use super::entity::value;
use super::field::field;
use super::linked;
use super::outline::{Outline, Said};
use crate::prose::Value;
use crate::text::{Source, Span};

/// The longest byline and the longest date of a page, in bytes.
const LONGEST_BYLINE: usize = 160;
const LONGEST_DATE: usize = 60;

/// The metadata fields of a page. If several elements fill one field, the first does; `meta` elements come before linked
/// data, and that before what stands on the page.
pub(super) fn fields(text: &str, outline: &Outline, part: &Part) -> Vec<(&'static str, Value)> {
    let mut found = Found::default();
    let is_near = |said: &&Said| {
        let owner = &outline.elements[said.owner];
        (owner.name == "head" || part.signs(said.owner, owner)) && said.value.start < part.range.end
    };
    let of = |said: &Said| value(said.value.of(text));
    for said in outline.said.iter().filter(|said| said.is_meta && said.value.start < part.range.start) {
        if let Some(field) = field(said.name) {
            found.add(field, Value::Text(of(said)));
        } else if said.name.eq_ignore_ascii_case("parsely-page") {
            linked::fields(&of(said), &mut |field, value| found.add(field, value));
        }
    }
    for data in &outline.data {
        linked::fields(data.of(text), &mut |field, value| found.add(field, value));
    }
    for said in outline.said.iter().filter(|said| !said.is_meta).filter(is_near) {
        if let Some(field) = field(said.name) {
            found.add(field, Value::Text(of(said)));
        }
    }
    // What has been read of each field: the words of an element within it are among those.
    let (mut author, mut date) = (0, 0);
    for (index, element) in outline.elements.iter().enumerate() {
        let (field, longest, read) = match element.role {
            Role::Author | Role::Bio => ("author", LONGEST_BYLINE, &mut author),
            Role::Date => ("published", LONGEST_DATE, &mut date),
            _ => continue,
        };
        if !part.signs(index, element) || element.span.start >= part.range.end || element.text > longest {
            continue;
        }
        if element.span.end <= *read {
            continue;
        }
        *read = element.span.end;
        let words = words(text, element.span);
        if field == "author" || words.contains(|c: char| c.is_ascii_digit()) {
            found.add(field, Value::Text(words));
        }
    }
    found.fields
}

/// The words of an element.
fn words(text: &str, span: Span<Source>) -> String {
    let mut words = String::new();
    for part in span.of(text).split('<') {
        words.push_str(part.split_once('>').map_or("", |(_, words)| words));
        words.push(' ');
    }
    value(&words).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Fields that were found, in order.
#[derive(Default)]
struct Found {
    fields: Vec<(&'static str, Value)>,
}

impl Found {
    fn add(&mut self, field: &'static str, value: Value) {
        if self.fields.iter().any(|(known, _)| *known == field) {
            return;
        }
        let value = match value {
            Value::Text(text) => {
                let text = text.trim();
                let is_address =
                    field == "author" && ["http://", "https://"].iter().any(|scheme| text.starts_with(scheme));
                if text.is_empty() || is_address {
                    return;
                }
                Value::Text(if matches!(field, "date" | "published" | "updated") { day(text) } else { text.to_owned() })
            }
            value => value,
        };
        self.fields.push((field, value));
    }
}

/// Rules ask for a day, so the time is cut off: `2027-01-31T10:00Z`, `20270131`.
fn day(text: &str) -> String {
    let digits = |range: std::ops::Range<usize>| {
        text.get(range).is_some_and(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let dashes = text.get(4..5) == Some("-") && text.get(7..8) == Some("-");
    if digits(0..4) && dashes && digits(5..7) && digits(8..10) {
        return text[..10].to_owned();
    }
    if digits(0..8) && !digits(8..9) {
        return format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..8]);
    }
    text.to_owned()
}
