//! [`Record::compare`]: the verdict on each quotation.

use super::align::{Alignment, Step, align};
use super::differ::{Aligned, Change};
use super::fit::Fit;
use super::index::{Record, hashes};
use super::item::{Item, items};
use super::model::{Compared, Difference, DifferenceKind, Passage, Verdict, Weight};
use super::speaker::{Named, PersonName};
use super::transcript::Address;
use super::word::{Break, Word};
use crate::diagnostic::Level;
use crate::language::{Language, RecordWords};
use crate::prose::Prose;
use crate::text::Span;

/// A quotation to look for.
#[derive(Clone, Debug)]
pub struct Query {
    /// The quotation, from its first mark to its last.
    pub quote: Span<Prose>,
    /// Who says it, if the draft names somebody.
    pub speaker: Option<Named>,
    /// The sentences that it stands in.
    pub sentences: Span<Prose>,
    /// The pages that its sentences link to.
    pub links: Vec<Address>,
}

impl Query {
    /// A query for the words at `quote`, whoever says them.
    #[must_use]
    pub const fn of(quote: Span<Prose>) -> Self {
        Self { quote, speaker: None, sentences: quote, links: Vec::new() }
    }
}

/// Shorter quotations are not looked for: the words stand somewhere in any record.
pub const SHORTEST: usize = 4;

/// Words beside a place that are compared for a quotation of no words; a third of its own are added.
const MARGIN: usize = 14;
const WIDEST_MARGIN: usize = 70;

/// Words that dots may stand for, in the first search.
const ELIDED_MARGIN: usize = 260;

/// The share of its words, by weight, from which a place is named as the nearest one to an absent quotation.
const NEAR: f32 = 0.5;

/// What either part of a joined quotation must weigh, as a share of what tells a place.
const PART: f32 = 0.7;

/// A stretch of the record that was compared.
pub(super) struct Match {
    pub file: usize,
    words: Vec<Word>,
    alignment: Alignment,
    pub fit: Fit,
}

/// A quotation as it is compared.
pub(super) struct Quotation<'a> {
    text: &'a str,
    quote: Span<Prose>,
    pub items: Vec<Item>,
    language: &'a Language,
}

impl<'a> Quotation<'a> {
    /// The quotation at `quote` of the prose `text`.
    pub fn new(text: &'a str, quote: Span<Prose>, language: &'a Language) -> Self {
        Self { text, quote, items: items(text, quote, language), language }
    }

    /// How many words it has.
    pub fn words(&self) -> usize {
        self.items.iter().filter(|item| item.word().is_some()).count()
    }
}

impl Record {
    /// Compares each quotation of a draft with the prose `text` with the record.
    #[must_use]
    pub fn compare(&self, text: &str, queries: &[Query], language: &Language) -> Vec<Compared> {
        let mut compared: Vec<Compared> = queries.iter().map(|query| self.compare_one(text, query, language)).collect();
        self.judge_parts(queries, &mut compared);
        compared
    }

    fn compare_one(&self, text: &str, query: &Query, language: &Language) -> Compared {
        let quotation = Quotation::new(text, query.quote, language);
        let nothing = |verdict, level| Compared {
            quote: query.quote,
            verdict,
            level,
            passage: None,
            others: Vec::new(),
            differences: Vec::new(),
            named: None,
        };
        if quotation.words() < SHORTEST {
            return nothing(Verdict::Short, None);
        }
        let mut matches = self.matches(&quotation, &quotation.items, query.quote, None);
        let (absent, level) = match (self.has_gaps, self.is_complete()) {
            (true, _) => (Verdict::Unknown, None),
            (false, true) => (Verdict::Absent, Some(Level::Error)),
            (false, false) => (Verdict::Absent, Some(Level::Warning)),
        };
        if matches.is_empty() {
            return nothing(absent, level);
        }
        self.prefer_speaker(&mut matches, query.speaker.as_ref());
        let best = &matches[0];
        let second = self.second(&quotation, best);
        if !best.fit.holds(self.telling()) && second.is_none() {
            let nearest = passage(best).filter(|_| best.fit.share >= NEAR);
            return Compared { passage: nearest, ..nothing(absent, level) };
        }
        self.judge(&quotation, query, &matches, second)
    }

    /// The stretches that fit the words of `span` best, the best first.
    pub(super) fn matches(
        &self,
        quotation: &Quotation,
        items: &[Item],
        span: Span<Prose>,
        only: Option<usize>,
    ) -> Vec<Match> {
        let hashes = hashes(span.of(quotation.text));
        let elided = items.iter().any(|item| matches!(item, Item::Gap(_)));
        let margin = if elided { ELIDED_MARGIN } else { (MARGIN + hashes.len() / 3).min(WIDEST_MARGIN) };
        let weights = self.weights(items, quotation.text, &quotation.language.record);
        let mut matches: Vec<Match> = Vec::new();
        for candidate in self.candidates(&hashes, only) {
            let middle = usize::try_from(candidate.at.max(0)).unwrap_or(0);
            let file = candidate.file;
            let first = middle.saturating_sub(margin);
            let words = self.stretch(file, (first, middle + hashes.len() + margin), quotation.language);
            let Some(alignment) = align(items, &words, margin.min(middle), &quotation.language.record) else {
                continue;
            };
            let fit = Fit::new(&weights, &alignment);
            matches.push(Match { file, words, alignment, fit });
        }
        matches.sort_by_key(|found| found.alignment.cost);
        matches
    }

    /// Moves the first match that the named speaker says to the front, if it is as good as the best.
    fn prefer_speaker(&self, matches: &mut [Match], named: Option<&Named>) {
        let (Some(named), Some(best)) = (named, matches.first()) else { return };
        let most = best.alignment.cost + 2;
        let name = PersonName::new(&named.name);
        let says = |found: &Match| {
            let speaker = passage(found).and_then(|passage| self.speaker_of(&passage));
            found.alignment.cost <= most
                && found.fit.holds(self.telling())
                && speaker.is_some_and(|speaker| name.is(speaker))
        };
        if let Some(at) = matches.iter().position(says) {
            matches[..=at].rotate_right(1);
        }
    }

    /// The other part of a quotation that was made of two passages: where `best` leaves a run of words at one end without
    /// a match, and these words stand elsewhere in the record.
    fn second(&self, quotation: &Quotation, best: &Match) -> Option<(Passage, Span<Prose>)> {
        let items = &quotation.items;
        let mut is_matched = vec![false; items.len()];
        for step in &best.alignment.steps {
            match step {
                Step::Same { item, .. } | Step::Marked { item, .. } => is_matched[*item] = true,
                Step::Compound { items, .. } => is_matched[items.0..items.1].fill(true),
                _ => {}
            }
        }
        let run = unmatched_run(items, &is_matched, &quotation.language.record)?;
        let span = Span::new(items[run.0].span().start, items[run.1 - 1].span().end);
        let rest = items.len() - (run.1 - run.0);
        let found = self.matches(quotation, &items[run.0..run.1], span, None).into_iter().next()?;
        let limit = u32::try_from(run.1 - run.0).unwrap_or(u32::MAX);
        let is_good = found.alignment.cost <= limit && found.fit.share >= 0.9;
        // Either part must say something: a few common words stand everywhere.
        let weights = self.weights(items, quotation.text, &quotation.language.record);
        let of_rest = weights.iter().zip(&is_matched).enumerate();
        let of_rest = of_rest.filter(|(at, (_, is))| **is && !(run.0..run.1).contains(at));
        let rest_weight: f32 = of_rest.map(|(_, (weight, _))| weight).sum();
        let is_good = is_good && found.fit.weight.min(rest_weight) >= PART * self.telling();
        let rest_matched =
            is_matched.iter().enumerate().filter(|(at, is)| **is && !(run.0..run.1).contains(at)).count();
        (is_good && rest >= 2 && rest_matched * 10 >= rest * 9).then_some((passage(&found)?, span))
    }

    pub(super) fn judge(
        &self,
        quotation: &Quotation,
        query: &Query,
        matches: &[Match],
        second: Option<(Passage, Span<Prose>)>,
    ) -> Compared {
        let best = &matches[0];
        let aligned = Aligned {
            items: &quotation.items,
            words: &best.words,
            steps: &best.alignment.steps,
            language: &quotation.language.record,
        };
        let mut changes = aligned.changes();
        let mut others: Vec<Passage> = matches[1..]
            .iter()
            .filter(|found| found.alignment.cost <= best.alignment.cost)
            .filter_map(passage)
            .collect();
        let (found, joint) = match second {
            Some((other, span)) => {
                changes.retain(|change| {
                    !(span.start <= change.draft.start && change.draft.end <= span.end && !change.draft.is_empty())
                });
                parts(quotation, passage(best), (other, span))
            }
            None => (passage(best), None),
        };
        others.splice(0..0, joint.map(|(passage, _)| passage));
        let file = best.file;
        let difference = |change: &Change| Difference {
            kind: change.kind,
            draft: change.draft,
            record: Passage { file, span: change.record },
            around: (change.around.0, Passage { file, span: change.around.1 }),
            weight: change.weight,
        };
        let mut differences: Vec<Difference> = changes.iter().map(difference).collect();
        differences.extend(joint.map(|(record, draft)| Difference {
            kind: DifferenceKind::Joined,
            draft,
            record,
            around: (draft, record),
            weight: Weight::Plain,
        }));
        differences.sort_by_key(|difference| difference.draft);
        let mut verdict = verdict(&changes, joint.is_some() || self.crosses_speakers(best));
        let mut level = level(verdict, &differences);
        let mut named = None;
        if let Some(speaker) = query.speaker.as_ref()
            && verdict <= Verdict::Trimmed
            && self.is_said_by_another(quotation.text, query, speaker, matches)
        {
            (verdict, level) = (Verdict::OtherSpeaker, Some(Level::Error));
            named = Some(speaker.name.clone());
        }
        Compared { quote: quotation.quote, verdict, level, passage: found, others, differences, named }
    }

    /// Whether the words of a match are those of two speakers.
    fn crosses_speakers(&self, found: &Match) -> bool {
        let file = &self.files()[found.file];
        let same = found.alignment.steps.iter().filter_map(|step| match step {
            Step::Same { word, .. } => Some(*word),
            _ => None,
        });
        let mut counts: Vec<(u32, usize)> = Vec::new();
        for word in same {
            let turn = file.turn_at(found.words[word].span.start);
            let Some(speaker) = turn.and_then(|turn| turn.speaker) else { continue };
            match counts.iter_mut().find(|(known, _)| *known == speaker) {
                Some((_, count)) => *count += 1,
                None => counts.push((speaker, 1)),
            }
        }
        counts.iter().filter(|(_, count)| *count >= 3).count() > 1
    }
}

/// The passage of a quotation of two parts and its other part: the passage of most of it is `rest`, and `other` that of the words
/// at `span`. The part that comes second is the one that readers take for what was said next.
fn parts(
    quotation: &Quotation,
    rest: Option<Passage>,
    (other, span): (Passage, Span<Prose>),
) -> (Option<Passage>, Option<(Passage, Span<Prose>)>) {
    let starts_it = quotation.items.first().is_some_and(|first| first.span().start == span.start);
    let Some(rest) = rest.filter(|_| starts_it) else { return (rest, Some((other, span))) };
    let end = quotation.items.last().map_or(span.end, |last| last.span().end);
    let start = quotation.items.iter().map(Item::span).find(|item| item.start >= span.end);
    (Some(other), Some((rest, Span::new(start.map_or(span.end, |item| item.start), end))))
}

/// The words that an alignment found, from the first to the last.
pub(super) fn passage(found: &Match) -> Option<Passage> {
    let words = found.alignment.steps.iter().flat_map(|step| match step {
        Step::Same { word, .. } | Step::Changed { word, .. } => [Some(*word), None],
        Step::Compound { words, .. } => [Some(words.0), words.1.checked_sub(1)],
        _ => [None, None],
    });
    let words: Vec<usize> = words.flatten().collect();
    let (first, last) = (*words.first()?, *words.last()?);
    Some(Passage { file: found.file, span: Span::new(found.words[first].span.start, found.words[last].span.end) })
}

/// What a boundary at the end of a sentence is worth, in words: two passages are usually joined there.
const AT_STOP: i64 = 4;

/// The items at the beginning or at the end that have no match but a chance one, where the rest has one.
fn unmatched_run(items: &[Item], is_matched: &[bool], language: &RecordWords) -> Option<(usize, usize)> {
    // A word without a match speaks for a run; one with a match speaks against it, a small word less, since it stands everywhere.
    let of = |(item, matched): (&Item, &bool)| match matched {
        false => 1,
        true if item.word().is_some_and(|word| language.is_function(&word.form)) => -1,
        true => -3,
    };
    let sums: Vec<i64> = std::iter::once(0)
        .chain(items.iter().zip(is_matched).map(of).scan(0, |sum, value| {
            *sum += value;
            Some(*sum)
        }))
        .collect();
    let whole = sums[items.len()];
    let mut best: Option<(i64, (usize, usize))> = None;
    for at in 1..items.len() {
        let stop = if items[at - 1].word().is_some_and(|word| word.after >= Break::Stop) { AT_STOP } else { 0 };
        for (of_run, run) in [(sums[at], (0, at)), (whole - sums[at], (at, items.len()))] {
            // The rest should have as little without a match as the run has with one.
            let score = of_run - (whole - of_run) + stop;
            if of_run > 0 && run.1 - run.0 >= SHORTEST && best.is_none_or(|(most, _)| score > most) {
                best = Some((score, run));
            }
        }
    }
    best.map(|(_, run)| run)
}

fn verdict(changes: &[Change], is_joined: bool) -> Verdict {
    let has = |kind| changes.iter().any(|change| change.kind == kind);
    let negates = changes.iter().any(|change| change.kind.counts() && change.negates);
    if is_joined || has(DifferenceKind::Joined) {
        Verdict::Joined
    } else if has(DifferenceKind::Changed) || has(DifferenceKind::Added) || negates {
        Verdict::Altered
    } else if has(DifferenceKind::Dropped) {
        Verdict::Trimmed
    } else if has(DifferenceKind::Marked) {
        Verdict::Elided
    } else if has(DifferenceKind::Cleaned) {
        Verdict::Cleaned
    } else {
        Verdict::Verbatim
    }
}

/// How much a verdict matters: least where only words of grammar differ, most for a number, a negation or a name.
fn level(verdict: Verdict, differences: &[Difference]) -> Option<Level> {
    let heaviest = differences.iter().filter(|of| of.kind.counts()).map(|of| of.weight).max();
    match (verdict, heaviest) {
        (Verdict::Trimmed | Verdict::Altered, Some(Weight::Light)) => Some(Level::Note),
        (Verdict::Altered, Some(Weight::Heavy)) => Some(Level::Error),
        (Verdict::Trimmed | Verdict::Altered | Verdict::Joined, _) => Some(Level::Warning),
        _ => None,
    }
}
