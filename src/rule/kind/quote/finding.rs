//! Findings about quotations, with the values that their messages use.

use crate::analysis::{Article, Attributed, Reason};
use crate::rule::Finding;

/// A finding on the quotation itself.
pub(super) fn at_quote(article: &Article, quote: &Attributed) -> Finding {
    let speaker = quote.attribution.as_ref().map_or("nobody", |attribution| article.slice(attribution.source));
    with_quote(Finding::at(quote.span).with("speaker", speaker), article, quote)
}

/// The finding with what messages can say about its quotation.
pub(super) fn with_quote(finding: Finding, article: &Article, quote: &Attributed) -> Finding {
    let words: Vec<&str> = article.slice(quote.span).split_whitespace().collect();
    let mark = words.last().and_then(|last| last.chars().next_back()).filter(|c| !c.is_alphanumeric());
    let cut = || format!("{} …{}", words[..8].join(" "), mark.map(String::from).unwrap_or_default());
    let short = if words.len() > 9 { cut() } else { words.join(" ") };
    finding.with("match", short).with("words", quote.words.to_string()).with("reason", reason(quote))
}

/// What decided the verdict: a reason, or the pattern that ties the source to the quotation.
fn reason(quote: &Attributed) -> &'static str {
    let how = quote.attribution.as_ref().map_or("", |attribution| attribution.how.name());
    quote.reason.map_or(how, Reason::name)
}
