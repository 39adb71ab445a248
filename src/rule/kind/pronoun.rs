//! `pronoun`: “he” or “she” for somebody who has other pronouns in the register.
//!
//! Only where nobody else can be meant: in a sentence that begins with the person and names nobody else, or at the start
//! of the next sentence.

use super::shared::values;
use crate::analysis::names::NameKind;
use crate::analysis::{Article, Tags};
use crate::language::Language;
use crate::prose::Prose;
use crate::rule::{BuildContext, Check, DraftCheck, Finding, RuleContext};
use crate::table::{Problem, deserialize_value};
use crate::text::Span;
use serde::Deserialize;
use toml::Spanned;
use toml::de::DeValue;

pub struct Kind;

impl super::Kind for Kind {
    fn name(&self) -> &'static str {
        "pronoun"
    }

    fn about(&self) -> &'static str {
        "pronouns of people that differ from the register"
    }

    fn keys(&self) -> &'static [&'static str] {
        &[]
    }

    fn build(&self, keys: Spanned<DeValue>, _: &BuildContext) -> Result<Check, Problem> {
        Ok(Check::draft(deserialize_value::<Pronouns>(keys)?))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pronouns {}

/// The property of the register.
const PROPERTY: &str = "pronouns";

impl DraftCheck for Pronouns {
    fn values(&self) -> Vec<String> {
        values(&["match", "name", "pronouns"])
    }

    fn check(&self, context: &RuleContext, found: &mut Vec<Finding>) {
        let (article, names) = (context.article, context.house.names());
        if !names.has_properties(&[PROPERTY.to_owned()]) {
            return;
        }
        let day = context.house.day(article);
        let entities = &context.draft.named().entities;
        let people = || entities.iter().filter(|entity| entity.kind == NameKind::Person);
        let mut mentions: Vec<(usize, usize)> = Vec::new(); // place, number of the person
        for (person, entity) in people().enumerate() {
            mentions.extend(entity.places.iter().map(|place| (place.name.start, person)));
        }
        mentions.sort_unstable();
        let named_in = |sentence: usize| {
            let span = article.sentences[sentence].span();
            let from = mentions.partition_point(|(at, _)| *at < span.start);
            mentions[from..].iter().take_while(move |(at, _)| *at < span.end)
        };
        for (person, entity) in people().enumerate() {
            let Some(known) = names.properties(&entity.forms(&article.prose.text), day.as_deref()) else { continue };
            let [wanted] = known.of(PROPERTY) else { continue };
            for place in &entity.places {
                let Some(sentence) = article.sentence_at(place.name.start) else { continue };
                let span = article.sentences[sentence].span();
                let leads = place.title.map_or(place.name.start, |title| title.start) == span.start;
                if named_in(sentence).any(|(_, of)| *of != person) {
                    continue;
                }
                let mut pronouns: Vec<Span<Prose>> = Vec::new();
                if leads {
                    pronouns.extend(words(article, Span::new(place.name.end, span.end)));
                }
                if let Some(next) = article.sentences.get(sentence + 1)
                    && next.block() == article.sentences[sentence].block()
                    && named_in(sentence + 1).next().is_none()
                {
                    pronouns.extend(words(article, next.span()).take(1));
                }
                let wrong = pronouns
                    .into_iter()
                    .find(|span| is_wrong(&article.slice(*span).to_lowercase(), wanted, &article.language));
                if let Some(span) = wrong.filter(|span| context.scope.allows(article, *span)) {
                    let finding = Finding::at(span).with("match", article.slice(span));
                    found.push(finding.with("name", &entity.name).with("pronouns", wanted).related_to(place.name, ""));
                }
            }
        }
        found.sort_by_key(|finding| finding.span);
        found.dedup_by_key(|finding| finding.span);
    }
}

fn words(article: &Article, span: Span<Prose>) -> impl Iterator<Item = Span<Prose>> + '_ {
    article.tokens_in(span).iter().filter(|token| token.is_word()).map(|token| token.span())
}

/// Whether `word` is masculine or feminine and none of the pronouns in `wanted` is.
fn is_wrong(word: &str, wanted: &str, language: &Language) -> bool {
    let sexed = |word: &str| {
        let tags = language.speech.tags(word);
        (tags.has(Tags::MALE), tags.has(Tags::FEMALE))
    };
    let (male, female) = sexed(word);
    let wanted: Vec<(bool, bool)> =
        wanted.split(['/', ',', ' ']).filter(|part| !part.is_empty()).map(|part| sexed(&part.to_lowercase())).collect();
    (male && !wanted.iter().any(|of| of.0)) || (female && !wanted.iter().any(|of| of.1))
}
