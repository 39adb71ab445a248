//! `quote`: quotations without a speaker, speakers without a name, one speaker too many times in a row.
//!
//! The analysis finds who said what; a rule of this kind says which cases matter. [`repeat`] finds words that occur twice,
//! [`newcomers`] speakers who were not introduced.

mod finding;
mod newcomers;
mod repeat;

use super::shared::values;
use crate::analysis::{Article, Attributed, Certainty, Form, How, Tags, Verdict};
use crate::diagnostic::Level;
use crate::prose::{InlineKind, Prose};
use crate::rule::{BuildContext, Check, DraftCheck, Finding, RuleContext};
use crate::table::{Problem, deserialize_value};
use crate::text::Span;
use finding::{at_quote, with_quote};
use serde::Deserialize;
use toml::Spanned;
use toml::de::DeValue;

pub struct Kind;

impl super::Kind for Kind {
    fn name(&self) -> &'static str {
        "quote"
    }

    fn about(&self) -> &'static str {
        "who said a quotation: nobody, a pronoun, a bare surname, one speaker in a row, two speakers, also the writer"
    }

    fn keys(&self) -> &'static [&'static str] {
        &["report", "short", "unsure", "fragments", "max", "min"]
    }

    fn build(&self, keys: Spanned<DeValue>, _: &BuildContext) -> Result<Check, Problem> {
        let at = keys.span();
        let options: Quotes = deserialize_value(keys)?;
        if options.min == Some(0) || options.max == Some(0) {
            return Err(Problem::new("a limit of 0 would match everything", at));
        }
        Ok(Check::draft(options))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Quotes {
    report: Report,
    /// Quotations of fewer words are at most warnings.
    #[serde(default = "four")]
    short: usize,
    #[serde(default)]
    unsure: Unsure,
    #[serde(default)]
    fragments: Unsure,
    /// The maximum number of quotations of one speaker in a row.
    max: Option<usize>,
    /// The fewest words that must be the same.
    min: Option<usize>,
}

const fn four() -> usize {
    4
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Report {
    /// No speaker is named.
    Unsourced,
    /// The speaker is a pronoun, and nobody or several people fit.
    PronounSpeaker,
    /// A paragraph that consists of a quotation, after one whose quotation is closed.
    Orphan,
    /// A speaker named by the surname alone who was not introduced.
    SpeakerNotIntroduced,
    /// One speaker many times in a row.
    Stack,
    /// The same words from two speakers.
    SameWords,
    /// The writer uses a speaker's words.
    Echo,
    /// A statement made to another outlet.
    SecondHand,
}

/// What is reported of quotations that may have a speaker, or that may not need one.
#[derive(Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Unsure {
    #[default]
    Silent,
    Note,
}

impl DraftCheck for Quotes {
    fn values(&self) -> Vec<String> {
        values(&["match", "speaker", "fits", "outlet", "reason", "count", "words"])
    }

    fn check(&self, context: &RuleContext, found: &mut Vec<Finding>) {
        let article = context.article;
        let terms = &context.house.terms;
        let quotes: Vec<&Attributed> = article
            .attributions
            .iter()
            .filter(|quote| article.zone_at(quote.span.start).is_some_and(|zone| context.scope.has(zone)))
            .filter(|quote| terms.is_empty() || !terms.contains(&inner(article, quote).to_lowercase()))
            .collect();
        match self.report {
            Report::Stack => self.stacks(article, &quotes, found),
            Report::SameWords => repeat::same_words(article, &quotes, self.min.unwrap_or(6), found),
            Report::Echo => repeat::echoes(context, &quotes, self.min.unwrap_or(5), found),
            Report::SpeakerNotIntroduced => newcomers::newcomers(context, &quotes, found),
            _ => found.extend(quotes.iter().filter_map(|quote| self.judge(article, quote))),
        }
    }
}

impl Quotes {
    /// The finding for one quotation, for reports that look at each by itself.
    fn judge(&self, article: &Article, quote: &Attributed) -> Option<Finding> {
        let source = quote.attribution.as_ref().map(|attribution| attribution.source);
        match self.report {
            Report::Unsourced => {
                let unsure = quote.verdict == Some(Verdict::Unsure);
                let fragment = quote.certainty == Certainty::Slight;
                let shown = match quote.verdict {
                    Some(Verdict::Unsourced) => !fragment || self.fragments == Unsure::Note,
                    // Of quotations that may have a speaker only a statement is worth a look.
                    Some(Verdict::Unsure) => !fragment && self.unsure == Unsure::Note,
                    Some(Verdict::Sourced) | None => false,
                };
                if !shown {
                    return None;
                }
                let mut finding = at_quote(article, quote);
                finding.at_most = match quote.certainty {
                    _ if unsure || fragment => Some(Level::Note),
                    Certainty::Possible => Some(Level::Note),
                    Certainty::Clear if quote.form != Form::Block && quote.words >= self.short => None,
                    _ => Some(Level::Warning),
                };
                Some(finding)
            }
            Report::PronounSpeaker => {
                let attribution = quote.attribution.as_ref()?;
                let unresolved = attribution.person.is_none() || attribution.candidates > 1;
                let tags = article.language.speech.tags(&article.slice(source?).to_lowercase());
                let fits = if attribution.candidates == 0 { "nobody" } else { "more than one person" };
                let finding = Finding::at(source?).with("speaker", article.slice(source?)).with("fits", fits);
                (unresolved && tags.has(Tags::MALE.or(Tags::FEMALE))).then(|| with_quote(finding, article, quote))
            }
            Report::Orphan => {
                let how = quote.attribution.as_ref()?.how;
                let goes_on = matches!(how, How::Continued | How::Farther | How::SpokenOf);
                (goes_on && quote.words >= self.min.unwrap_or(6)).then(|| at_quote(article, quote))
            }
            Report::SecondHand => {
                let outlet = outlet(article, quote.attribution.as_ref()?.cue?)?;
                let linked = article.sentence_at(quote.span.start).is_some_and(|at| {
                    let inlines = &article.prose.inlines;
                    let span = article.sentences[at].span();
                    let from = inlines.partition_point(|inline| inline.span.start < span.start);
                    let mut within = inlines[from..].iter().take_while(|inline| inline.span.start < span.end);
                    within.any(|inline| matches!(inline.kind, InlineKind::Link(_)))
                });
                (!linked).then(|| at_quote(article, quote).with("outlet", outlet))
            }
            Report::SpeakerNotIntroduced | Report::Stack | Report::SameWords | Report::Echo => None,
        }
    }

    /// Reports runs of quotations of one speaker that are longer than `max`.
    fn stacks(&self, article: &Article, quotes: &[&Attributed], found: &mut Vec<Finding>) {
        let max = self.max.unwrap_or(3);
        let speech: Vec<&Attributed> = quotes.iter().copied().filter(|quote| quote.verdict.is_some()).collect();
        let mut last: Option<&str> = None;
        let mut count = 0;
        for (index, quote) in speech.iter().enumerate() {
            let speaker = speaker(article, quote);
            let same = speaker.is_some() && speaker == last;
            count = if same { count + 1 } else { usize::from(speaker.is_some()) };
            last = speaker;
            let goes_on = speech.get(index + 1).is_some_and(|next| self::speaker(article, next) == last);
            if count > max && !goes_on {
                let first_too_many = speech[index + 1 + max - count];
                let finding = Finding::at(first_too_many.span)
                    .with("speaker", last.unwrap_or_default())
                    .with("count", count.to_string());
                found.push(with_quote(finding, article, first_too_many));
            }
        }
    }
}

/// The newspaper or broadcaster directly after the cue: “told the Harbour Gazette”.
fn outlet(article: &Article, cue: Span<Prose>) -> Option<&str> {
    let text = &article.prose.text;
    let mut end = text.len().min(cue.end + 80);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let tokens = article.tokens_in(Span::new(cue.end, end));
    let mut run = tokens.iter().map(|token| token.span()).skip_while(|span| {
        let tags = article.language.speech.tags(&article.slice(*span).to_lowercase());
        tags.has(Tags::ARTICLE.or(Tags::DETERMINER))
    });
    let first = run.next().filter(|span| article.slice(*span).starts_with(char::is_uppercase))?;
    let run = std::iter::once(first).chain(run).take_while(|span| article.slice(*span).starts_with(char::is_uppercase));
    let last = run
        .take(5)
        .filter(|span| article.language.speech.tags(&article.slice(*span).to_lowercase()).has(Tags::OUTLET))
        .last()?;
    Some(article.slice(Span::new(first.start, last.end)))
}

/// The words without quotation marks.
fn inner<'a>(article: &'a Article, quote: &Attributed) -> &'a str {
    article.slice(quote.span).trim_matches(|c: char| !c.is_alphanumeric())
}

/// The full name of the speaker, or the words of the source.
fn speaker<'a>(article: &'a Article, quote: &'a Attributed) -> Option<&'a str> {
    let attribution = quote.attribution.as_ref()?;
    Some(attribution.person.as_deref().unwrap_or_else(|| article.slice(attribution.source)))
}
