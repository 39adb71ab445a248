//! [`align`]: a quotation against a stretch of the record, word by word, at the least cost.
//!
//! The quotation is used up from its first word to its last; the stretch may begin and end anywhere. Words that the
//! record has more cost little if they are few or many: a gap has a price to open and one for each word up to a point
//! from which it is no longer a slip but a joint. Long quotations are only compared near the diagonal, so that the work is
//! linear in their length.

use super::item::Item;
use super::word::{Aside, Break, Number, Word};
use crate::language::RecordWords;

/// A step of an alignment. Numbers are indexes of items and of words of the stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// The same word, maybe written in another way.
    Same { item: usize, word: usize, cleaned: bool },
    /// The same letters, written as one word here and as several there: “health care”, “healthcare”.
    Compound { items: (usize, usize), words: (usize, usize) },
    /// Another word.
    Changed { item: usize, word: usize },
    /// A word that the record does not have.
    Added { item: usize },
    /// A word that the quotation does not have.
    Dropped { word: usize },
    /// A filler or a stage direction that the quotation does not have.
    Skipped { word: usize },
    /// Dots or brackets, and the words of the record that they stand for.
    Marked { item: usize, words: (usize, usize) },
}

/// An alignment.
#[derive(Clone, Debug)]
pub(super) struct Alignment {
    pub cost: u32,
    pub steps: Vec<Step>,
}

/// What a step costs. A word that is changed costs less than one dropped and one added; a run of dropped words costs
/// less than the same words dropped here and there. Writers leave words out more often than they put words in.
mod cost {
    pub const CHANGED: u32 = 15;
    pub const CHANGED_FUNCTION: u32 = 12;
    pub const CHANGED_ENDING: u32 = 7;
    pub const ADDED: u32 = 12;
    /// A first or last word that is not a word of grammar: as likely, it was said further off.
    pub const CHANGED_AT_END: u32 = 16;
    pub const ADDED_AT_END: u32 = 18;
    /// A word at an end for one of the sentence beside it.
    pub const OF_ANOTHER_SENTENCE: u32 = 20;
    pub const OPEN: u32 = 5;
    pub const DROPPED: u32 = 3;
    /// From here on a gap costs no more for a further word.
    pub const JOINT: u32 = 36;
    pub const SKIPPED: u32 = 1;
    /// Words that brackets stand for, if there are any.
    pub const REPLACED: u32 = 2;
    pub const NEVER: u32 = u32::MAX / 2;
}

/// The maximum number of words of the record that a pair of brackets stands for.
const LONGEST_REPLACED: usize = 8;

/// Words of one side that may be one word of the other.
const LONGEST_COMPOUND: usize = 3;

/// Cells up to which the whole table is filled.
const SMALL: usize = 200_000;

/// Words on each side of the diagonal that are compared in a larger table.
const BAND: usize = 160;

/// States of a cell: no gap, a short gap, a long gap.
const STATES: usize = 3;
const PLAIN: usize = 0;
const SHORT: usize = 1;
const LONG: usize = 2;

/// How one cell was reached: the step and the state before it.
#[derive(Clone, Copy, Default)]
struct From {
    move_: Move,
    state: u8,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Move {
    #[default]
    Start,
    Pair,
    /// One item and so many words, or so many items and one word.
    Compound(u8, u8),
    Added,
    Dropped,
    Skipped,
    /// An item that is a mark, and so many words.
    Marked(u8),
    /// A further word that dots stand for.
    Gap,
}

struct Table<'a> {
    items: &'a [Item],
    words: &'a [Word],
    language: &'a RecordWords,
    width: usize,
    /// The first column of each row.
    low: Vec<usize>,
    costs: Vec<[u32; STATES]>,
    from: Vec<[From; STATES]>,
}

/// The alignment of all `items` with a part of `words` that costs least. `offset` is the word at which the first item is
/// expected.
pub(super) fn align(items: &[Item], words: &[Word], offset: usize, language: &RecordWords) -> Option<Alignment> {
    if items.is_empty() || words.is_empty() {
        return None;
    }
    let columns = words.len() + 1;
    let whole = columns.saturating_mul(items.len() + 1) <= SMALL;
    let width = if whole { columns } else { columns.min(2 * BAND + 1) };
    let low = |row: usize| if whole { 0 } else { (row + offset).saturating_sub(BAND).min(columns - width) };
    let mut table = Table {
        items,
        words,
        language,
        width,
        low: (0..=items.len()).map(low).collect(),
        costs: vec![[cost::NEVER; STATES]; width * (items.len() + 1)],
        from: vec![[From::default(); STATES]; width * (items.len() + 1)],
    };
    for row in 0..=items.len() {
        for column in table.low[row]..table.low[row] + width {
            table.fill(row, column);
        }
    }
    table.trace()
}

impl Table<'_> {
    fn cell(&self, row: usize, column: usize) -> Option<usize> {
        let low = *self.low.get(row)?;
        (low..low + self.width).contains(&column).then(|| row * self.width + (column - low))
    }

    /// The state of the cell `back` rows and columns before this one that costs least.
    fn before(&self, row: usize, column: usize, back: (usize, usize)) -> Option<(u32, u8)> {
        let cell = self.cell(row.checked_sub(back.0)?, column.checked_sub(back.1)?)?;
        let costs = &self.costs[cell];
        let state = (0..STATES).min_by_key(|&state| costs[state])?;
        Some((costs[state], state as u8))
    }

    fn fill(&mut self, row: usize, column: usize) {
        let mut best = [cost::NEVER; STATES];
        let mut from = [From::default(); STATES];
        if row == 0 {
            best[PLAIN] = 0;
        } else {
            self.use_up_item(row, column, &mut best, &mut from);
            if row < self.items.len() {
                self.step_over_word(row, column, &mut best, &mut from);
            }
        }
        if let Some(cell) = self.cell(row, column) {
            self.costs[cell] = best;
            self.from[cell] = from;
        }
    }

    /// Steps that use up an item.
    fn use_up_item(&self, row: usize, column: usize, best: &mut [u32; STATES], from: &mut [From; STATES]) {
        let mut offer = |before: Option<(u32, u8)>, price: u32, move_: Move| {
            if let Some((total, state)) = before
                && total + price < best[PLAIN]
            {
                best[PLAIN] = total + price;
                from[PLAIN] = From { move_, state };
            }
        };
        let item = match &self.items[row - 1] {
            Item::Word(word) => word,
            Item::Gap(_) => {
                offer(self.before(row, column, (1, 0)), 0, Move::Marked(0));
                // One price for a gap of any length, and the next word decides where it ends.
                if let Some(cell) = column.checked_sub(1).and_then(|column| self.cell(row, column)) {
                    offer(Some((self.costs[cell][PLAIN], PLAIN as u8)), 0, Move::Gap);
                }
                return;
            }
            Item::Bracket(..) => {
                offer(self.before(row, column, (1, 0)), 0, Move::Marked(0));
                for count in 1..=LONGEST_REPLACED.min(column) {
                    offer(self.before(row, column, (1, count)), cost::REPLACED, Move::Marked(count as u8));
                }
                return;
            }
        };
        if let Some(word) = column.checked_sub(1).map(|at| &self.words[at]) {
            offer(self.before(row, column, (1, 1)), self.price(item, word, (row, column)), Move::Pair);
            for count in 2..=LONGEST_COMPOUND {
                if column >= count && is_compound(item, self.words[column - count..column].iter()) {
                    offer(self.before(row, column, (1, count)), 0, Move::Compound(1, count as u8));
                }
                let parts = row.checked_sub(count).map(|first| &self.items[first..row]);
                let parts = parts.and_then(|parts| parts.iter().map(Item::word).collect::<Option<Vec<_>>>());
                if parts.is_some_and(|parts| is_compound(word, parts.into_iter())) {
                    offer(self.before(row, column, (count, 1)), 0, Move::Compound(count as u8, 1));
                }
            }
        }
        let added = match row {
            _ if self.language.is_filler(&item.form) => cost::SKIPPED,
            _ if self.is_end(row) && !self.language.is_function(&item.form) => cost::ADDED_AT_END,
            _ => cost::ADDED,
        };
        offer(self.before(row, column, (1, 0)), added, Move::Added);
    }

    /// Steps over a word of the record.
    fn step_over_word(&self, row: usize, column: usize, best: &mut [u32; STATES], from: &mut [From; STATES]) {
        let Some(cell) = column.checked_sub(1).and_then(|column| self.cell(row, column)) else { return };
        let word = &self.words[column - 1];
        let costs = self.costs[cell];
        let mut offer = |to: usize, state: usize, price: u32, move_: Move| {
            if costs[state] + price < best[to] {
                best[to] = costs[state] + price;
                from[to] = From { move_, state: state as u8 };
            }
        };
        if word.filler || word.aside != Aside::None {
            (0..STATES).for_each(|state| offer(state, state, cost::SKIPPED, Move::Skipped));
        }
        offer(SHORT, PLAIN, cost::OPEN + cost::DROPPED, Move::Dropped);
        offer(SHORT, SHORT, cost::DROPPED, Move::Dropped);
        offer(LONG, PLAIN, cost::JOINT, Move::Dropped);
        offer(LONG, LONG, 0, Move::Dropped);
    }

    /// Whether the item of a row is the first or the last one.
    const fn is_end(&self, row: usize) -> bool {
        row == 1 || row == self.items.len()
    }

    /// What it costs to pair the item and the word of a cell.
    fn price(&self, item: &Word, word: &Word, (row, column): (usize, usize)) -> u32 {
        let stops = |word: &Word| word.after >= Break::Stop;
        let is_of_another_sentence = || {
            let before = column.checked_sub(2).and_then(|at| self.words.get(at));
            let last = row.checked_sub(2).and_then(|at| self.items[at].word());
            (row == 1 && stops(word) && !stops(item))
                || (row == self.items.len() && before.is_some_and(stops) && !last.is_some_and(stops))
        };
        match equality(item, word, self.language) {
            Equality::Same | Equality::Cleaned => 0,
            Equality::Different if is_of_another_sentence() => cost::OF_ANOTHER_SENTENCE,
            Equality::Different if has_same_head(&item.form, &word.form) => cost::CHANGED_ENDING,
            Equality::Different if self.language.is_function(&item.form) => cost::CHANGED_FUNCTION,
            Equality::Different if self.is_end(row) => cost::CHANGED_AT_END,
            Equality::Different => cost::CHANGED,
        }
    }

    /// Follows the cheapest way back from the last row.
    fn trace(&self) -> Option<Alignment> {
        let last = self.items.len();
        let columns = self.low[last]..self.low[last] + self.width;
        let end = columns
            .min_by_key(|&column| self.cell(last, column).map_or(cost::NEVER, |cell| self.costs[cell][PLAIN]))?;
        let (mut row, mut column, mut state) = (last, end, PLAIN);
        let total = self.costs[self.cell(row, column)?][PLAIN];
        if total >= cost::NEVER {
            return None;
        }
        let mut steps = Vec::new();
        while row > 0 {
            let From { move_, state: before } = self.from[self.cell(row, column)?][state];
            let (items, words) = match move_ {
                Move::Start => return None,
                Move::Pair => (1, 1),
                Move::Compound(items, words) => (items as usize, words as usize),
                Move::Added => (1, 0),
                Move::Dropped | Move::Skipped | Move::Gap => (0, 1),
                Move::Marked(words) => (1, words as usize),
            };
            let (first, start) = (row - items, column - words);
            steps.push(self.step(move_, (first, row), (start, column)));
            (row, column, state) = (first, start, before as usize);
        }
        steps.reverse();
        join_gaps(&mut steps);
        Some(Alignment { cost: total, steps })
    }

    fn step(&self, move_: Move, items: (usize, usize), words: (usize, usize)) -> Step {
        match move_ {
            Move::Pair => {
                let equality =
                    self.items[items.0].word().map(|item| equality(item, &self.words[words.0], self.language));
                match equality {
                    Some(Equality::Different) | None => Step::Changed { item: items.0, word: words.0 },
                    Some(same) => Step::Same { item: items.0, word: words.0, cleaned: same == Equality::Cleaned },
                }
            }
            Move::Compound(..) => Step::Compound { items, words },
            Move::Added => Step::Added { item: items.0 },
            Move::Dropped => Step::Dropped { word: words.0 },
            Move::Skipped => Step::Skipped { word: words.0 },
            Move::Start | Move::Marked(_) => Step::Marked { item: items.0, words },
            // The row of a gap is the row after its item.
            Move::Gap => Step::Marked { item: items.0 - 1, words },
        }
    }
}

/// Makes one step of the words that the same dots stand for.
fn join_gaps(steps: &mut Vec<Step>) {
    steps.dedup_by(|next, last| match (last, next) {
        (Step::Marked { item, words }, Step::Marked { item: other, words: more }) if item == other => {
            words.1 = words.1.max(more.1);
            true
        }
        _ => false,
    });
}

/// Whether two words are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Equality {
    Same,
    /// The same, but one is a contraction, or a number in figures.
    Cleaned,
    Different,
}

/// Whether a word of the draft and one of the record are the same.
pub(super) fn equality(one: &Word, other: &Word, language: &RecordWords) -> Equality {
    if one.form == other.form {
        let same = one.contracted == other.contracted && (one.number == other.number || one.number == Number::No);
        return if same { Equality::Same } else { Equality::Cleaned };
    }
    let stands_for = |short: &Word, long: &Word| {
        let ending = short.form.strip_prefix('\'').filter(|_| short.contracted);
        ending.and_then(|ending| language.clitic(ending)).is_some_and(|words| words.contains(&long.form))
    };
    if stands_for(one, other) || stands_for(other, one) { Equality::Cleaned } else { Equality::Different }
}

/// Whether `parts` together have the letters of `whole`.
fn is_compound<'a>(whole: &Word, parts: impl Iterator<Item = &'a Word>) -> bool {
    let mut rest = whole.form.as_str();
    for part in parts {
        match rest.strip_prefix(part.form.trim_start_matches('\'')) {
            Some(left) if !part.form.is_empty() => rest = left,
            _ => return false,
        }
    }
    rest.is_empty()
}

/// Whether two words differ in their endings only: “take”, “takes”.
fn has_same_head(one: &str, other: &str) -> bool {
    let same = one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
    let longest = one.chars().count().max(other.chars().count());
    same >= 3 && same + 3 >= longest
}
