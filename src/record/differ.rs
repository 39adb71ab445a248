//! What the steps of an alignment mean: which differences there are, of which kind, and how much each weighs.

use super::align::Step;
use super::item::Item;
use super::model::{DifferenceKind, Weight};
use super::word::{Aside, Break, Number, Word};
use crate::language::RecordWords;
use crate::prose::Prose;
use crate::text::Span;

/// A difference within one alignment: items of the quotation and words of the stretch, by index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub kind: DifferenceKind,
    pub weight: Weight,
    pub draft: Span<Prose>,
    pub record: Span<Prose>,
    /// The same with the matching words on both sides, where one of the two has no words.
    pub around: (Span<Prose>, Span<Prose>),
    /// Whether it loses or gains a negation.
    pub negates: bool,
}

/// Words that may be left out between two words before the quotation is one of two passages.
const LONGEST_DROP: usize = 12;

/// Small words that may stand before a repeat.
const MOST_BEFORE: usize = 2;

/// Words of grammar that may differ without a change of substance; more of them are a phrase.
const MOST_LIGHT: usize = 2;

/// Words of the record after the last that was changed that may belong to it.
const LONGEST_TAIL: usize = 3;

/// Words that dots stand for, from a negation to the words after the dots: “did not think that we should … support it”.
const TURNING_REACH: usize = 4;

/// The maximum number of words in a false start.
const LONGEST_START: usize = 4;

/// An alignment with what it aligns.
#[derive(Clone, Copy)]
pub(super) struct Aligned<'a> {
    pub items: &'a [Item],
    pub words: &'a [Word],
    pub steps: &'a [Step],
    pub language: &'a RecordWords,
}

impl Aligned<'_> {
    /// The differences, in order.
    pub fn changes(&self) -> Vec<Change> {
        let mut changes = Vec::new();
        let mut from = 0;
        while from < self.steps.len() {
            let end = from + self.steps[from..].iter().take_while(|step| differs(step)).count();
            if end > from {
                self.add_group(from, end, &mut changes);
                from = end;
                continue;
            }
            changes.extend(self.harmless(from));
            from += 1;
        }
        changes
    }

    /// A difference that is none of substance.
    fn harmless(&self, at: usize) -> Option<Change> {
        let (kind, item, words) = match self.steps[at] {
            Step::Same { item, word, .. } if self.items[item].word().is_some_and(|word| word.marked) => {
                (DifferenceKind::Marked, item, (word, word + 1))
            }
            Step::Same { item, word, cleaned: true } => (DifferenceKind::Cleaned, item, (word, word + 1)),
            Step::Marked { item, words } if words.0 < words.1 || matches!(self.items[item], Item::Bracket(..)) => {
                (DifferenceKind::Marked, item, words)
            }
            _ => return None,
        };
        let draft = self.items[item].span();
        let record = self.spoken(words);
        let negates = kind == DifferenceKind::Marked && self.turns(item, words);
        let weight = if negates { Weight::Heavy } else { Weight::Light };
        Some(Change { kind, weight, draft, record, around: (draft, record), negates })
    }

    /// Whether the dots of `item` stand for a negation that is about the words after them: “I … support it” for “I do not support
    /// it”. They must stand in one sentence, and no comma may end what was left out.
    fn turns(&self, item: usize, words: (usize, usize)) -> bool {
        let Some(elided) = self.words.get(words.0..words.1) else { return false };
        let before = words.0.checked_sub(1).and_then(|before| self.words.get(before));
        let is_one_sentence = elided.iter().chain(before).all(|word| word.after < Break::Stop);
        let mut near = elided.iter().rev().take(TURNING_REACH).take_while(|word| word.after == Break::None);
        matches!(self.items[item], Item::Gap(_))
            && elided.len() <= LONGEST_DROP
            && is_one_sentence
            && near.any(|word| self.language.turns(&word.form))
    }

    /// Adds the differences of the steps `from..end`, none of which is a match.
    fn add_group(&self, from: usize, end: usize, changes: &mut Vec<Change>) {
        let steps = &self.steps[from..end];
        let items: Vec<usize> = steps.iter().filter_map(item_of).collect();
        let all: Vec<usize> = steps.iter().filter_map(word_of).collect();
        let words: Vec<usize> = (steps.iter())
            .filter_map(|step| match step {
                Step::Dropped { word } | Step::Changed { word, .. } => Some(*word),
                _ => None,
            })
            .collect();
        // “You see” is a turn of phrase, or the beginning of what was left out.
        let of_phrase = |word: usize| self.words[word].filler && !self.language.is_filler(&self.words[word].form);
        let range = match (words.first().or(all.first()), words.last().or(all.last())) {
            (Some(&first), Some(&last)) if !words.is_empty() => {
                let before = all.iter().rev().filter(|&&word| word < first);
                let first = first - before.take_while(|&&word| of_phrase(word)).count();
                let after = all.iter().filter(|&&word| word > last);
                let end = last + 1 + after.take_while(|&&word| of_phrase(word)).count();
                let is_last = !items.is_empty() && from + steps.len() == self.steps.len();
                (first, if is_last { self.until_stop(end) } else { end })
            }
            (Some(&first), Some(&last)) => (first, last + 1),
            _ => {
                let at = self.word_between(from, end);
                (at, at)
            }
        };
        let draft = match (items.first(), items.last()) {
            (Some(&first), Some(&last)) => Span::new(self.items[first].span().start, self.items[last].span().end),
            _ => self.gap_before(end),
        };
        let is_light = items.iter().all(|&item| self.items[item].word().is_some_and(|word| word.filler))
            && words.iter().all(|&word| self.words[word].filler);
        let kind = if is_light || self.is_restart(&items, &words) {
            DifferenceKind::Cleaned
        } else if items.is_empty() && words.len() > LONGEST_DROP {
            DifferenceKind::Joined
        } else if items.is_empty() {
            DifferenceKind::Dropped
        } else if words.is_empty() {
            DifferenceKind::Added
        } else {
            DifferenceKind::Changed
        };
        let (weight, negates) = self.weigh(&items, &words);
        let record = self.spoken(range);
        let around = if items.is_empty() || words.is_empty() {
            self.around((draft, record), (from, end))
        } else {
            (draft, record)
        };
        changes.push(Change { kind, weight, draft, record, around, negates });
    }

    /// Where the sentence ends whose words end at `end` so far, if that is near: what a last word was put in place of.
    fn until_stop(&self, end: usize) -> usize {
        let stops =
            |at: usize| at == self.words.len() || self.words.get(at - 1).is_some_and(|word| word.after >= Break::Stop);
        (end..=end + LONGEST_TAIL).find(|&at| at > 0 && stops(at)).unwrap_or(end)
    }

    /// A place in both texts with the matching word before it and the one after it.
    fn around(
        &self,
        (mut draft, mut record): (Span<Prose>, Span<Prose>),
        (from, end): (usize, usize),
    ) -> (Span<Prose>, Span<Prose>) {
        let place = |step: &Step| match *step {
            Step::Same { item, word, .. } => Some((self.items[item].span(), self.words[word].span)),
            _ => None,
        };
        if let Some((item, word)) = from.checked_sub(1).and_then(|before| place(&self.steps[before])) {
            draft.start = draft.start.min(item.start);
            record.start = record.start.min(word.start);
        }
        if let Some((item, word)) = self.steps.get(end).and_then(place) {
            draft.end = draft.end.max(item.end);
            record.end = record.end.max(word.end);
        }
        (draft, record)
    }

    /// The place of words of the record.
    fn spoken(&self, words: (usize, usize)) -> Span<Prose> {
        match (self.words.get(words.0), words.1.checked_sub(1).and_then(|last| self.words.get(last))) {
            (Some(first), Some(last)) if words.0 < words.1 => Span::new(first.span.start, last.span.end),
            (Some(first), _) => Span::new(first.span.start, first.span.start),
            (None, Some(last)) => Span::new(last.span.end, last.span.end),
            (None, None) => Span::new(0, 0),
        }
    }

    /// The word of the record that follows the steps before `from`, or else the first one from step `end` on.
    fn word_between(&self, from: usize, end: usize) -> usize {
        let before = self.steps[..from].iter().rev().find_map(last_word).map(|word| word + 1);
        before.or_else(|| self.steps[end..].iter().find_map(first_word)).unwrap_or(0)
    }

    /// The empty place in the draft before the item that follows the steps before `end`.
    fn gap_before(&self, end: usize) -> Span<Prose> {
        let next = self.steps[end..].iter().find_map(first_item);
        let at = next
            .map_or_else(|| self.items.last().map_or(0, |last| last.span().end), |next| self.items[next].span().start);
        Span::new(at, at)
    }

    /// Whether the words that were left out are a repeat, or a beginning that the speaker gave up.
    fn is_restart(&self, items: &[usize], words: &[usize]) -> bool {
        let plain: Vec<&Word> = self.words.iter().filter(|word| !word.filler && word.aside == Aside::None).collect();
        let spoken: Vec<&Word> = words.iter().map(|&word| &self.words[word]).collect();
        let dropped: Vec<&Word> = spoken.into_iter().filter(|word| !word.filler && word.aside == Aside::None).collect();
        let Some(first) = dropped.first() else { return false };
        let Some(first) = plain.iter().position(|word| std::ptr::eq(*word, *first)) else { return false };
        let count = dropped.len();
        let is_run =
            dropped.iter().enumerate().all(|(n, word)| plain.get(first + n).is_some_and(|of| std::ptr::eq(*of, *word)));
        if !items.is_empty() || !is_run {
            return false;
        }
        let form = |at: usize| plain.get(at).map(|word| word.form.as_str());
        let same =
            |one: usize, other: usize| (0..count).all(|n| form(one + n).is_some() && form(one + n) == form(other + n));
        if same(first, first + count) || (first >= count && same(first, first - count)) {
            return true;
        }
        // “and if she wants, if she wants to”: the repeat may have a small word before it.
        let small = dropped.iter().take(MOST_BEFORE).take_while(|word| self.language.is_function(&word.form)).count();
        let repeats = |from: usize| (from..count).all(|n| form(first + n) == form(first + count + n - from));
        if (1..=small).any(|from| count >= from + 2 && repeats(from)) {
            return true;
        }
        // “we should -- we have to”: the alignment may have kept either “we”, so the gap is moved to the left as far as
        // it reads the same.
        let mut start = first;
        for _ in 0..=count {
            let dashed = plain.get(start + count - 1).is_some_and(|word| word.after >= Break::Dash);
            let resumes = form(start) == form(start + count);
            let opened = start.checked_sub(1).is_some_and(|at| plain[at].after >= Break::Dash);
            if dashed && (resumes || (count < LONGEST_START && !opened)) && count <= 2 * LONGEST_START {
                return true;
            }
            if start == 0 || form(start - 1) != form(start + count - 1) {
                break;
            }
            start -= 1;
        }
        false
    }

    /// How much words weigh that were changed, and whether they lose or gain a negation.
    fn weigh(&self, items: &[usize], words: &[usize]) -> (Weight, bool) {
        let printed = items.iter().filter_map(|&item| self.items[item].word());
        let printed: Vec<&Word> = printed.filter(|word| !word.filler).collect();
        let spoken: Vec<&Word> = words.iter().map(|&word| &self.words[word]).filter(|word| !word.filler).collect();
        let negations = |words: &[&Word]| words.iter().filter(|word| self.language.is_negation(&word.form)).count();
        let negates = negations(&printed) != negations(&spoken);
        // “One” alone is a pronoun more often than a number.
        let is_number =
            |word: &&Word| word.number == Number::Figures || (word.number == Number::Spelled && word.form != "1");
        let numbers = printed.iter().any(is_number) || spoken.iter().any(is_number);
        let names = printed.iter().any(|word| word.name) && (spoken.is_empty() || spoken.iter().any(|word| word.name));
        let is_function = |word: &&Word| self.language.is_function(&word.form) || word.form.starts_with('\'');
        let is_light = printed.iter().chain(&spoken).all(is_function) && printed.len().max(spoken.len()) <= MOST_LIGHT;
        let heavy = negates || (!printed.is_empty() && (numbers || names));
        let weight = match (heavy, is_light) {
            (true, _) => Weight::Heavy,
            (false, true) => Weight::Light,
            (false, false) => Weight::Plain,
        };
        (weight, negates)
    }
}

const fn differs(step: &Step) -> bool {
    matches!(step, Step::Changed { .. } | Step::Added { .. } | Step::Dropped { .. } | Step::Skipped { .. })
}

const fn item_of(step: &Step) -> Option<usize> {
    match step {
        Step::Changed { item, .. } | Step::Added { item } => Some(*item),
        _ => None,
    }
}

const fn word_of(step: &Step) -> Option<usize> {
    match step {
        Step::Changed { word, .. } | Step::Dropped { word } | Step::Skipped { word } => Some(*word),
        _ => None,
    }
}

/// The first item that a step is about.
const fn first_item(step: &Step) -> Option<usize> {
    match step {
        Step::Same { item, .. } | Step::Changed { item, .. } | Step::Added { item } | Step::Marked { item, .. } => {
            Some(*item)
        }
        Step::Compound { items, .. } => Some(items.0),
        Step::Dropped { .. } | Step::Skipped { .. } => None,
    }
}

/// The last word of the record that a step is about.
const fn last_word(step: &Step) -> Option<usize> {
    match step {
        Step::Same { word, .. } | Step::Changed { word, .. } | Step::Dropped { word } | Step::Skipped { word } => {
            Some(*word)
        }
        Step::Compound { words, .. } | Step::Marked { words, .. } => words.1.checked_sub(1),
        Step::Added { .. } => None,
    }
}

/// The first word of the record that a step is about.
const fn first_word(step: &Step) -> Option<usize> {
    match step {
        Step::Same { word, .. } | Step::Changed { word, .. } | Step::Dropped { word } | Step::Skipped { word } => {
            Some(*word)
        }
        Step::Compound { words, .. } | Step::Marked { words, .. } => Some(words.0),
        Step::Added { .. } => None,
    }
}
