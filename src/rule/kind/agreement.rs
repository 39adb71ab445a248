//! `agreement`: parts of an article compared with each other: the headline's figures and certainty with the body, the
//! standfirst with the first paragraph.

use super::shared::values;
use crate::analysis::{Article, Number, Zone};
use crate::diagnostic::Level;
use crate::expression::{Coded, Expression, Storage, cuts_a_word};
use crate::language::WordSet;
use crate::prose::Prose;
use crate::rule::{BuildContext, Check, DraftCheck, Finding, RuleContext};
use crate::table::{Problem, deserialize_value};
use crate::text::Span;
use serde::Deserialize;
use std::cell::OnceCell;
use std::ops::Range;
use toml::Spanned;
use toml::de::DeValue;

pub struct Kind;

impl super::Kind for Kind {
    fn name(&self) -> &'static str {
        "agreement"
    }

    fn about(&self) -> &'static str {
        "headline, standfirst and body compared with each other"
    }

    fn keys(&self) -> &'static [&'static str] {
        &["report", "strong", "weak", "most", "loose"]
    }

    fn build(&self, keys: Spanned<DeValue>, _: &BuildContext) -> Result<Check, Problem> {
        let at = keys.span();
        let options: Options = deserialize_value(keys)?;
        let expression = |text: Option<Spanned<String>>| match text {
            None => Ok(None),
            Some(text) => Expression::sought(text.get_ref(), false)
                .map(Some)
                .map_err(|message| Problem::new(message, text.span())),
        };
        let (strong, weak) = (expression(options.strong)?, expression(options.weak)?);
        if options.report == Report::Certainty && (strong.is_none() || weak.is_none()) {
            return Err(Problem::new("report = \"certainty\" needs `strong` and `weak`", at));
        }
        if let Some(most) = options.most.as_ref().filter(|most| *most.get_ref() >= 100) {
            return Err(Problem::new("`most` must be below 100, or the rule can never match", most.span()));
        }
        let most = options.most.map_or(THREE_FIFTHS, Spanned::into_inner);
        let loose = options.loose.iter().map(|word| word.to_lowercase()).collect();
        Ok(Check::draft(Agreement { report: options.report, strong, weak, most, loose }))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {
    report: Report,
    strong: Option<Spanned<String>>,
    weak: Option<Spanned<String>>,
    most: Option<Spanned<usize>>,
    #[serde(default)]
    loose: Vec<String>,
}

/// In percent.
const THREE_FIFTHS: usize = 60;

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Report {
    /// A figure in the headline that is not in the body.
    Figures,
    /// The headline is certain of what the body is not.
    Certainty,
    /// The standfirst repeats the first paragraph.
    Repeats,
}

struct Agreement {
    report: Report,
    /// Words that make a headline certain.
    strong: Option<Expression>,
    /// Words that make a body uncertain.
    weak: Option<Expression>,
    /// The maximum share of the words of the standfirst that may be repeated, in percent.
    most: usize,
    /// Things of which an article has several counts, such as years.
    loose: WordSet<String>,
}

impl DraftCheck for Agreement {
    fn values(&self) -> Vec<String> {
        values(match self.report {
            Report::Figures => &["match", "thing", "other"],
            Report::Certainty => &["match", "other"],
            Report::Repeats => &["percent"],
        })
    }

    fn check(&self, context: &RuleContext, found: &mut Vec<Finding>) {
        let article = context.article;
        match self.report {
            Report::Figures => self.figures(article, found),
            Report::Certainty => found.extend(self.certainty(article)),
            Report::Repeats => found.extend(self.repeats(article)),
        }
    }
}

/// The number of paragraphs of the body that are searched for certainty.
const FIRST_PARAGRAPHS: usize = 3;

/// The fewest words of a standfirst that can repeat something.
const SHORTEST: usize = 6;

impl Agreement {
    /// Reports figures in the headline that are not in the body, where the body has another figure for the same thing.
    fn figures(&self, article: &Article, found: &mut Vec<Finding>) {
        let Some(headline) = article.first(Zone::Headline) else { return };
        let bodies = article.prose.blocks.iter().zip(&article.zones);
        let bodies: Vec<Span<Prose>> = bodies
            .filter(|(_, zone)| !matches!(zone, Zone::Headline | Zone::Kicker | Zone::Furniture | Zone::Code))
            .map(|(block, _)| block.span)
            .collect();
        // Most bodies do not name the thing at all, and need not be searched for figures.
        let is_named = |thing: &str| bodies.iter().any(|body| has_ignoring_case(article.slice(*body), thing));
        let counted = OnceCell::new();
        for count in counts(article, headline) {
            let Some(thing) =
                count.thing.filter(|_| !article.in_speech(count.span.start)).filter(|thing| is_named(thing))
            else {
                continue;
            };
            let all = || bodies.iter().flat_map(|body| counts(article, *body)).collect::<Vec<Count>>();
            let body = counted.get_or_init(all);
            let (least, most) = count.number.range();
            let same = |of: &Count| of.number.range().0 <= most && least <= of.number.range().1;
            if body.iter().any(same) {
                continue;
            }
            // What is counted has a small letter in running text: “the 7th PGA” and “2018 PGA Junior League” count nothing.
            let is_counted = |other: &str| other.starts_with(char::is_lowercase) && other.eq_ignore_ascii_case(thing);
            let alike = |of: &&Count| of.thing.is_some_and(is_counted);
            let Some(other) = body.iter().find(alike) else { continue };
            let mut finding = Finding::at(count.span)
                .with("match", article.slice(count.span))
                .with("thing", thing)
                .with("other", article.slice(other.span))
                .related_to(other.span, "");
            let is_loose = self.loose.contains(&thing.to_lowercase());
            finding.at_most = (is_loose || body.iter().filter(alike).count() > 1).then_some(Level::Note);
            found.push(finding);
        }
    }

    fn certainty(&self, article: &Article) -> Option<Finding> {
        let headline = article.first(Zone::Headline)?;
        let (strong, weak) = (self.strong.as_ref()?, self.weak.as_ref()?);
        let within =
            |block: Span<Prose>, found: Range<usize>| Span::new(block.start + found.start, block.start + found.end);
        let span = within(headline, strong.find(article.slice(headline))?);
        if article.in_speech(span.start) {
            return None;
        }
        let bodies: Vec<Span<Prose>> = blocks(article, Zone::Body).take(FIRST_PARAGRAPHS).collect();
        if bodies.iter().any(|body| strong.is_match(article.slice(*body))) {
            return None;
        }
        let (body, unsure) = bodies.iter().find_map(|body| Some((body, weak.find(article.slice(*body))?)))?;
        let other = within(*body, unsure);
        let finding = Finding::at(span).with("match", article.slice(span)).with("other", article.slice(other));
        Some(finding.related_to(other, ""))
    }

    fn repeats(&self, article: &Article) -> Option<Finding> {
        let standfirst = article.first(Zone::Standfirst)?;
        let lead = blocks(article, Zone::Body).next()?;
        let there: WordSet<String> = content_words(article, lead).collect();
        let words: Vec<String> = content_words(article, standfirst).collect();
        let again = words.iter().filter(|word| there.contains(*word)).count();
        let percent = (again * 100).checked_div(words.len())?;
        let finding = Finding::at(standfirst).with("percent", percent.to_string()).related_to(lead, "");
        (words.len() >= SHORTEST && percent > self.most).then_some(finding)
    }
}

fn blocks(article: &Article, zone: Zone) -> impl Iterator<Item = Span<Prose>> {
    let blocks = article.prose.blocks.iter().zip(&article.zones);
    blocks.filter(move |&(_, of)| *of == zone).map(|(block, _)| block.span)
}

/// Words of at least four letters, and numbers; short words are in any two sentences.
fn content_words(article: &Article, span: Span<Prose>) -> impl Iterator<Item = String> {
    let words = article.tokens_in(span).iter().filter(|token| token.is_word()).map(|token| article.slice(token.span()));
    let words = words.filter(|word| word.chars().count() >= 4 || word.starts_with(|c: char| c.is_ascii_digit()));
    words.map(str::to_lowercase)
}

/// A number and the word after it: “12 people”.
struct Count<'a> {
    span: Span<Prose>,
    number: Number,
    thing: Option<&'a str>,
}

fn counts(article: &Article, span: Span<Prose>) -> Vec<Count<'_>> {
    let numbers = &article.language.numbers;
    let (text, mut counts) = (article.slice(span), Vec::new());
    // Most paragraphs have no number, not even in words.
    if article.numbers_in(span) == 0 && !article.vocabulary.has_foreign_figures() {
        return counts;
    }
    let Some(counted) = numbers.counted() else { return counts };
    counted.each(&Coded::new(text), &mut Storage::default(), |groups| {
        let place = |name: &str| counted.group(name).and_then(|group| groups.get(group)?.clone());
        let number = place("number").filter(|number| !cuts_a_word(text, number.start, number.end));
        if let Some((place_of, number)) = number.and_then(|place| Some((place.clone(), numbers.number(&text[place])?)))
        {
            counts.push(Count {
                span: Span::new(span.start + place_of.start, span.start + place_of.end),
                number,
                thing: place("thing").map(|word| &text[word]),
            });
        }
        true
    });
    counts
}

/// Whether `text` has `words`, in capitals or small letters.
fn has_ignoring_case(text: &str, words: &str) -> bool {
    let (text, words) = (text.as_bytes(), words.as_bytes());
    let Some(first) = words.first().map(u8::to_ascii_lowercase) else { return true };
    let begins = memchr::memchr2_iter(first, first.to_ascii_uppercase(), text);
    begins.into_iter().any(|at| text.get(at..at + words.len()).is_some_and(|of| of.eq_ignore_ascii_case(words)))
}
