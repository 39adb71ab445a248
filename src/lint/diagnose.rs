//! Findings of rules as diagnostics in the source: message, labels, fix and fingerprint.

use super::insert;
use crate::analysis::{Article, in_address};
use crate::diagnostic::{Diagnostic, Elsewhere, Fingerprint, Fix, Label, Level, Reach, Recorded, Safety, Stem};
use crate::prose::{Located, Prose};
use crate::record::clock;
use crate::rule::{Finding, RecordPlace, Rule};
use crate::text::{Edit, Source, Span};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// A diagnostic and the place in the prose that it came from.
pub(super) struct Found {
    pub(super) diagnostic: Diagnostic,
    pub(super) span: Span<Prose>,
}

/// The sentences around a place; the place itself if it is in no sentence.
pub(super) fn sentences(article: &Article, span: Span<Prose>) -> Span<Prose> {
    let all = &article.sentences;
    let first = all.partition_point(|sentence| sentence.span().end <= span.start);
    let touched = all[first..].iter().take_while(|sentence| sentence.span().start < span.end.max(span.start + 1));
    let whole = touched.map(|sentence| sentence.span()).reduce(|one, other| Span::new(one.start, other.end));
    whole.map_or(span, |whole| Span::new(whole.start.min(span.start), whole.end.max(span.end)))
}

/// A finding of `rule` as a diagnostic in the source.
pub(super) fn diagnostic(
    rule: &Rule,
    level: Level,
    article: &Article,
    source: &Source,
    finding: Finding,
) -> Diagnostic {
    let place = |span| article.prose.locate(span).span;
    let reach = if rule.check.is_demand() {
        Reach::Document
    } else {
        let related = finding.related.iter().map(|related| related.span);
        let mut places: Vec<Span<Source>> =
            std::iter::once(finding.span).chain(related).map(|span| place(sentences(article, span))).collect();
        places.dedup();
        Reach::Places(places)
    };
    let mut labels = vec![Label { span: place(finding.span), text: String::new() }];
    labels
        .extend(finding.related.iter().map(|related| Label { span: place(related.span), text: related.text.clone() }));
    let help = rule.help.as_ref().map(|help| help.fill(&finding.values));
    let (fix, help) = match &finding.insertion {
        None => (fix(article, source, &finding), help),
        Some(words) => insert::offered(article, source, words, help),
    };
    Diagnostic {
        rule: rule.id.clone(),
        level: finding.at_most.map_or(level, |most| level.min(most)),
        message: rule.message.fill(&finding.values),
        labels,
        elsewhere: finding.record.iter().map(recorded).collect(),
        why: rule.why.clone(),
        help,
        url: rule.url.clone(),
        fix: fix.or_else(|| rebased(article, source, &finding)),
        fingerprint: Default::default(),
        reach,
    }
}

/// A place in the record. The excerpt has the differing words only.
fn recorded(place: &RecordPlace) -> Elsewhere {
    let RecordPlace { passage, differing, marks } = place;
    let at = differing.source.position(differing.span.start);
    let is_whole = passage.span == differing.span;
    Elsewhere {
        path: differing.source.name.clone(),
        line: at.line,
        column: at.column,
        snippet: if is_whole { String::new() } else { differing.words.clone() },
        recorded: Some(Recorded {
            source: Arc::clone(&differing.source),
            span: differing.span,
            words: passage.words.clone(),
            marks: marks.clone(),
            speaker: passage.speaker.clone(),
            time: differing.time.or(passage.time).map(clock),
        }),
    }
}

/// The finding's fix in the source. A speaker's words are not changed, except for the spelling of a name; nor are addresses
/// and names of files. Markup among the words stays within a word or moves to one side of all words. The fix is only suggested in a
/// speaker's words, where the source does not have the words verbatim, and where words may be speech that was not recognised.
fn fix(article: &Article, source: &Source, finding: &Finding) -> Option<Fix> {
    let replacement = finding.fix.as_ref()?;
    let spoken = replacement.edits.iter().any(|(span, _)| article.is_spoken(*span));
    if spoken && !replacement.spelling {
        return None;
    }
    let text = article.prose.text.as_str();
    if !replacement.spelling && replacement.edits.iter().any(|(span, _)| in_address(text, *span)) {
        return None;
    }
    let places: Vec<Located> = replacement.edits.iter().map(|(span, _)| article.prose.locate(*span)).collect();
    if places.windows(2).any(|pair| pair[0].span.end > pair[1].span.start) {
        return None; // two places of the prose that are one in the source
    }
    if places.iter().any(|place| article.prose.is_sealed(place.span)) {
        return None;
    }
    let verbatim = places.iter().all(|place| place.verbatim);
    let title = match replacement.edits.as_slice() {
        [(_, text)] if text.is_empty() => "delete it".to_owned(),
        [(_, text)] => format!("write “{text}”"),
        edits => format!("change {} places", edits.len()),
    };
    let edit = |(place, (span, text)): (&Located, &(Span<Prose>, String))| {
        Some(Edit { span: place.span, text: article.prose.around_markup(source, *span, text)? })
    };
    let edits = places.iter().zip(&replacement.edits).map(edit).collect::<Option<Vec<Edit>>>()?;
    let unsure =
        spoken || article.is_transcript || replacement.edits.iter().any(|(span, _)| has_stray_mark(article, *span));
    let safety = if verbatim && !unsure { replacement.safety } else { Safety::Suggested };
    Some(Fix { title, safety, edits })
}

/// The fix that changes the address of a link and leaves its words.
fn rebased(article: &Article, source: &Source, finding: &Finding) -> Option<Fix> {
    let (span, address) = finding.readdressed.as_ref().filter(|(span, _)| !article.prose.is_sealed(*span))?;
    let is_escaped = source.slice(*span).contains("&amp;");
    let text = if is_escaped { address.replace('&', "&amp;") } else { address.clone() };
    Some(Fix {
        title: format!("link to “{address}”"), safety: Safety::Safe, edits: vec![Edit { span: *span, text }]
    })
}

/// Whether the block of `span` has a quotation mark without a partner: speech may then have gone unrecognised.
fn has_stray_mark(article: &Article, span: Span<Prose>) -> bool {
    let Some(block) = article.prose.block_at(span.start).map(|block| article.prose.blocks[block].span) else {
        return false;
    };
    let from = article.stray_marks.partition_point(|mark| mark.start < block.start);
    article.stray_marks.get(from).is_some_and(|mark| mark.start < block.end)
}

/// Counts findings with the same words and surroundings, whose fingerprints differ only by their order.
#[derive(Default)]
pub(super) struct Ordinals {
    seen: HashMap<Stem, usize>,
}

impl Ordinals {
    /// Gives a diagnostic its fingerprint, from its words at `place` of `text` and those around them in `within`.
    pub(super) fn identify(
        &mut self,
        diagnostic: &mut Diagnostic,
        text: &str,
        place: Range<usize>,
        within: Range<usize>,
    ) {
        diagnostic.fingerprint = self.next(Stem::of(&diagnostic.rule, text, place, within));
    }

    /// The fingerprint of the next finding with this stem.
    pub(super) fn next(&mut self, stem: Stem) -> Fingerprint {
        let ordinal = self.seen.entry(stem).or_default();
        *ordinal += 1;
        stem.numbered(*ordinal - 1)
    }
}
