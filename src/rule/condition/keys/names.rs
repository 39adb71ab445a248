//! `names = "owner"` or `names = { label = "state-run" }`: names for which the register has a property.

use crate::analysis::names::{NameKind, PROPERTIES, TIE};
use crate::language::Language;
use crate::prose::Prose;
use crate::rule::condition::bounds::Bounds;
use crate::rule::condition::case::{Case, Look};
use crate::rule::condition::test::{self, Test};
use crate::rule::condition::trigger::Trigger;
use crate::rule::condition::written::{Patterns, listed, plain, texts};
use crate::rule::{Draft, Values};
use crate::table::{Problem, meant_or_all};
use crate::text::Span;
use std::ops::Range;
use std::sync::Arc;
use toml::Spanned;
use toml::de::DeValue;

pub struct Key;

impl test::Key for Key {
    fn name(&self) -> &'static str {
        "names"
    }

    fn read(&self, value: Spanned<DeValue>, _: &mut Patterns, _: &Language) -> Result<Vec<Arc<dyn Test>>, Problem> {
        Ok(vec![Arc::new(Properties::read(value)?)])
    }
}

/// Names for which the register has one of the properties, with one of the values if there are any.
#[derive(Debug)]
struct Properties {
    properties: Vec<String>,
    values: Vec<String>,
}

impl Properties {
    /// Reads `"owner"`, `["owner", "funder"]` or `{ label = ["state-run", "state-owned"] }`.
    fn read(value: Spanned<DeValue>) -> Result<Self, Problem> {
        let at = value.span();
        let table = match value.into_inner() {
            DeValue::Table(table) => table,
            value => {
                let names = texts(Spanned::new(at, value))?;
                let properties = names.into_iter().map(|name| property(name.span(), name.get_ref()));
                return Ok(Self { properties: properties.collect::<Result<_, _>>()?, values: Vec::new() });
            }
        };
        if table.len() != 1 {
            let message = "expected a single property, for example { label = \"state-run\" }";
            return Err(Problem::new(message, at));
        }
        let (key, value) = table.into_iter().next().expect("it has one entry");
        let properties = vec![property(key.span(), key.get_ref())?];
        Ok(Self { properties, values: plain(texts(value)?) })
    }

    fn has_value(&self, known: &[&str]) -> bool {
        self.values.is_empty()
            || known.iter().any(|value| self.values.iter().any(|wanted| wanted.eq_ignore_ascii_case(value)))
    }
}

fn property(at: Range<usize>, name: &str) -> Result<String, Problem> {
    match PROPERTIES.contains(&name) {
        true => Ok(name.to_owned()),
        false => {
            Err(Problem::new(format!("names have no property `{name}`"), at).with_help(meant_or_all(name, PROPERTIES)))
        }
    }
}

impl Test for Properties {
    fn finds_names(&self) -> bool {
        true
    }

    fn describe(&self) -> String {
        match self.values.as_slice() {
            [] => format!("a name for which the register has {}", listed(&self.properties)),
            values => {
                format!("a name for which {} in the register is {}", self.properties.join(", "), listed(values))
            }
        }
    }

    /// The first mention, within the bounds, of each name with a property.
    fn look(&self, case: &Case, bounds: &Bounds) -> Look {
        let (article, names) = (case.article(), case.house().names());
        if !names.has_properties(&self.properties) {
            return Look::without_place(false);
        }
        let mut found = self.entities(case, bounds);
        if self.properties.iter().any(|property| property == TIE) {
            let known: Vec<Span<Prose>> = found.iter().map(|trigger| trigger.span).collect();
            for (name, tie) in names.house_ties(case.draft.day()) {
                let mut places = places(&article.prose.text, name);
                let Some(span) = places.find(|span| bounds.have_zone(article, *span)) else { continue };
                // What the register has for an entity of the draft has been asked above.
                if !known.iter().any(|known| known.overlaps(span)) && !is_mentioned(case.draft, name) {
                    let values = Values::from([("name", name), ("match", name), (TIE, tie.as_str())]);
                    found.push(Trigger { span, values, is_name: true, also: Vec::new() });
                }
            }
        }
        found.sort_by_key(|trigger| trigger.span);
        bounds.sift(case, found.into_iter())
    }
}

impl Properties {
    fn entities(&self, case: &Case, bounds: &Bounds) -> Vec<Trigger> {
        let article = case.article();
        let mut found = Vec::new();
        for (entity, known) in case.draft.named().entities.iter().zip(case.draft.properties()) {
            let Some(known) = known else { continue };
            let fits = self.properties.iter().any(|property| {
                let values: Vec<&str> = known.of(property).iter().map(AsRef::as_ref).collect();
                !values.is_empty() && self.has_value(&values)
            });
            let counts = |span: &Span<Prose>| bounds.have_zone(article, *span) && bounds.have_speech(article, *span);
            let mut mentions = entity.places.iter().map(|place| place.name);
            if let Some(span) = mentions.find(counts).filter(|_| fits) {
                let mut values = Values::from([("name", entity.name.as_str()), ("match", article.slice(span))]);
                values.extend(known.told());
                found.push(Trigger { span, values, is_name: true, also: Vec::new() });
            }
        }
        found
    }
}

/// Whether `name` is an organisation or a person that the draft mentions.
fn is_mentioned(draft: &Draft, name: &str) -> bool {
    let is_body = |kind: NameKind| matches!(kind, NameKind::Organisation | NameKind::Person);
    draft.named().entities.iter().any(|entity| is_body(entity.kind) && entity.name == name)
}

/// The places in `text` of `name` as whole words, with neither a letter nor a digit before or after.
pub(super) fn places<'a>(text: &'a str, name: &'a str) -> impl Iterator<Item = Span<Prose>> + 'a {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let is_whole =
        move |at: usize, end: usize| !letter(text[..at].chars().next_back()) && !letter(text[end..].chars().next());
    let spans = text.match_indices(name).map(|(at, name)| (at, at + name.len()));
    spans.filter(move |&(at, end)| is_whole(at, end)).map(|(at, end)| Span::new(at, end))
}
