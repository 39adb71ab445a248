//! Titles of works, which stand in quotation marks and are nobody’s words.

use crate::analysis::{Article, Attributed, Form, Tags, Zone};
use crate::language::WordSet;

/// The words of a quotation without its marks.
fn bare<'a>(article: &'a Article, quote: &Attributed) -> &'a str {
    article.slice(quote.span).trim_matches(|c: char| !c.is_alphanumeric())
}

/// The titles of works that stand in the draft.
pub(super) fn works(article: &Article) -> WordSet<&str> {
    let is_text =
        |quote: &&Attributed| !matches!(article.zone_at(quote.span.start), Some(Zone::Kicker | Zone::Headline));
    let is_open = |quote: &&Attributed| quote.attribution.is_none() && quote.words > 1 && is_text(quote);
    let is_work = |quote: &&Attributed| quote.form == Form::Title || is_open(quote);
    article.attributions.iter().filter(is_work).map(|quote| bare(article, quote)).collect()
}

/// Whether a quotation is the title of a work: “according to Moen’s “The Locks: A History of Water””, and whatever is one elsewhere in
/// the draft: “they had bought “Long Locks””.
pub(super) fn is_work(article: &Article, quote: &Attributed, known: &WordSet<&str>) -> bool {
    let words = bare(article, quote);
    let small = Tags::PREPOSITION.or(Tags::OF).or(Tags::DETERMINER).or(Tags::COORDINATOR);
    let is_small = |word: &str| article.language.speech.tags(word).has(small);
    let mut all = words.split_whitespace();
    (known.contains(words) || words.contains(": "))
        && all.all(|word| word.starts_with(char::is_uppercase) || is_small(word))
}
