//! [`Frame`]: a paragraph as words and marks, with each quotation as one item, cut into sentences.
//!
//! The words inside quotation marks belong to the speaker and say nothing about the grammar around them. So a sentence
//! is cut as if they were not there: a question mark inside a quotation does not end it.
//!
//! Invariant: items are in text order and do not overlap.

use super::Tags;
use super::item::{Item, Kind, Span};
use super::pieces::{Input, Piece};
use crate::analysis::{Letters, TokenKind, WordId};
use std::ops::Range;

/// The items of a paragraph and its sentences.
pub struct Frame {
    /// Words, marks and quotations, in order.
    pub items: Vec<Item>,
    /// The items of each sentence, in order and without gaps.
    pub sentences: Vec<Range<usize>>,
    /// Whether most words have capitals, as in a headline, so that a capital does not show a name.
    pub title_case: bool,
    sentence_of: Vec<u32>,
}

/// Room for the items of a paragraph while they are read, used again for the next one.
#[derive(Default)]
pub struct Room {
    items: Vec<Item>,
    /// Words with which a cue may start, by the place of their item.
    cues: Vec<(usize, Piece)>,
}

impl Frame {
    /// Builds the frame of one paragraph, by its number.
    pub fn new(input: &Input, block: usize, room: &mut Room) -> Self {
        let span = input.blocks[block];
        let quotes = input.quotes.partition_point(|quote| quote.end <= span.start)
            ..input.quotes.partition_point(|quote| quote.start < span.end);
        room.read(input, quotes, input.pieces(span));
        room.add_cues(input, |_, _| true);
        let title_case = is_title_case(&room.items);
        unmask_names(&mut room.items, title_case);
        let sentence_of = vec![0; room.items.len()];
        let mut frame = Self { items: room.items.clone(), sentences: Vec::new(), title_case, sentence_of };
        frame.cut(input);
        frame
    }

    /// The frame of a paragraph without quotations of which only the names matter, and what stands beside them.
    pub fn of_names(input: &Input, block: usize, room: &mut Room) -> Self {
        let title_case = if input.may_be_in_title_case(block) {
            room.read(input, 0..0, input.pieces(input.blocks[block]));
            is_title_case(&room.items)
        } else {
            room.read(input, 0..0, input.pieces_near_capitals(block));
            false
        };
        // The other cues say nothing of a name.
        let may_be_masked = |items: &[Item], at: usize| items.get(at).is_some_and(is_masked);
        room.add_cues(input, |items, at| may_be_masked(items, at + 1) || at > 0 && may_be_masked(items, at - 1));
        unmask_names(&mut room.items, title_case);
        Self { items: std::mem::take(&mut room.items), sentences: Vec::new(), title_case, sentence_of: Vec::new() }
    }

    /// Gives the room back that the items took.
    pub fn give_back(self, room: &mut Room) {
        room.items = self.items;
    }

    /// The sentence that holds `item`.
    pub fn sentence(&self, item: usize) -> Range<usize> {
        self.sentences[self.sentence_number(item)].clone()
    }

    /// The number of the sentence that holds `item`.
    pub fn sentence_number(&self, item: usize) -> usize {
        self.sentence_of[item] as usize
    }

    /// The words of `items`.
    pub fn span(&self, items: Range<usize>) -> Span {
        Span::new(self.items[items.start].span().start, self.items[items.end - 1].span().end)
    }

    /// The number of the first item that starts at `place` or after it.
    pub fn item_from(&self, place: usize) -> usize {
        self.items.partition_point(|item| item.span().start < place)
    }

    /// The items within `span`.
    pub fn items_in(&self, span: Span) -> Range<usize> {
        self.item_from(span.start)..self.item_from(span.end)
    }

    /// The item before `item`, if it stands in the same sentence.
    pub fn before(&self, item: usize) -> Option<&Item> {
        (item > self.sentence(item).start).then(|| &self.items[item - 1])
    }

    /// The item after `item`, if it stands in the same sentence.
    pub fn after(&self, item: usize) -> Option<&Item> {
        (item + 1 < self.sentence(item).end).then(|| &self.items[item + 1])
    }

    /// The items of `part`.
    pub fn slice(&self, part: &Range<usize>) -> &[Item] {
        &self.items[part.clone()]
    }

    fn cut(&mut self, input: &Input) {
        let mut start = 0;
        let count = self.items.len();
        for at in 0..count {
            if at + 1 < count && !self.ends_after(input, at) {
                continue;
            }
            self.sentence_of[start..=at].fill(self.sentences.len() as u32);
            self.sentences.push(start..at + 1);
            start = at + 1;
        }
    }

    /// Whether a sentence ends after `item`, which is not the last one.
    fn ends_after(&self, input: &Input, item: usize) -> bool {
        let next = &self.items[item + 1];
        match self.items[item].kind() {
            Kind::Mark('.' | '!' | '?' | '…') => {
                let goes_on = next.word() && !next.capital && !next.is(Tags::NUMBER);
                next.mark().is_none_or(|mark| matches!(mark, '(' | '[' | '—' | '_' | '-')) && !goes_on
            }
            Kind::Mark(_) => false,
            // “at 7 p.m. He …”: the stop of an abbreviation ends the sentence too, before a small word with a capital.
            Kind::Word => {
                self.items[item].is(Tags::ABBREVIATION) && next.word() && next.capital && next.is(Tags::FUNCTION)
            }
            Kind::Quote(number) => {
                let inner = input.text[input.quotes[number as usize].range()]
                    .trim_end_matches(['"', '“', '”', '\'', '’', '»', ')', ' ']);
                let last = inner.chars().next_back().unwrap_or(' ');
                let ended = matches!(last, '.' | '?' | '!' | '…');
                ended
                    && match next.kind() {
                        Kind::Quote(_) => true,
                        Kind::Mark(_) => false,
                        Kind::Word => next.capital && !self.clause_follows(item + 1, last == '.'),
                    }
            }
        }
    }

    /// Whether the words from `from` on attribute the quotation before them, and so belong to its sentence.
    ///
    /// “Q?” S asked: a short subject and a cue. “Q?” S pressed: a name and any regular past form that ends the clause.
    /// After a full stop (`stopped`) the words must start with a name and end with the cue, for “Q.” S said. is a slip
    /// of punctuation, but “Q.” S said that … is a new sentence.
    fn clause_follows(&self, from: usize, stopped: bool) -> bool {
        if stopped && !self.items[from].name() {
            return false;
        }
        for (offset, item) in self.items[from..].iter().take(10).enumerate() {
            if !item.word() && (stopped || !item.comma()) {
                return false;
            }
            let next = self.items.get(from + offset + 1);
            if offset > 0 && item.cue().is_some_and(|cue| cue.strength == 3 && !cue.forms.ing) {
                let closes = |next: &Item| next.mark() == Some('.') || next.is(Tags::PREPOSITION.or(Tags::TIME));
                return !stopped || next.is_none_or(closes);
            }
            if item.is(Tags::PREPOSITION.or(Tags::SUBORDINATOR)) && offset == 0 {
                return false;
            }
            let past = item.is(Tags::PAST_ENDING) || item.cue().is_some_and(|cue| cue.forms.past);
            let beside_name = offset > 0 && offset < 5 && self.items[from + offset - 1].name();
            if !stopped && past && !item.capital && beside_name {
                let closes = |next: &Item| !next.word() || next.is(Tags::PREPOSITION.or(Tags::TIME).or(Tags::ADVERB));
                return next.is_none_or(closes);
            }
        }
        false
    }
}

impl Room {
    /// Reads pieces and quotations as items; pieces inside a quotation are left out.
    fn read(&mut self, input: &Input, quotes: Range<usize>, pieces: impl Iterator<Item = Piece>) {
        let Self { items, cues } = self;
        items.clear();
        cues.clear();
        let mut quotes = quotes.peekable();
        let mut inside_until = 0;
        for piece in pieces {
            let token = piece.span;
            if token.start < inside_until {
                continue;
            }
            while token.start >= inside_until
                && let Some(number) = quotes.next_if(|&number| input.quotes[number].start <= token.start)
            {
                items.push(quotation(input, number));
                inside_until = input.quotes[number].end;
            }
            if token.start >= inside_until {
                self::read(input, piece, items, cues);
            }
        }
        items.extend(quotes.map(|number| quotation(input, number)));
    }

    /// Looks up the cues that start with the items for which `is_wanted` holds.
    fn add_cues(&mut self, input: &Input, is_wanted: impl Fn(&[Item], usize) -> bool) {
        let Self { items, cues } = self;
        for &(at, piece) in cues.iter() {
            if !is_wanted(items, at) {
                continue;
            }
            // Cues run over words only, and case is ignored.
            let word = |offset: usize| items.get(at + 1 + offset).filter(|next| next.word());
            let next = |offset: usize| word(offset).map(|next| next.span().of(input.text));
            let cue = match piece.word {
                Some(word) => input.words.cue(input.vocabulary.lower(word), next),
                None => input.words.cue(&piece.span.of(input.text).to_lowercase(), next),
            };
            items[at].set_cue(cue);
        }
    }
}

/// Adds a piece to the items, and to the words with which a cue may start.
fn read(input: &Input, piece: Piece, items: &mut Vec<Item>, cues: &mut Vec<(usize, Piece)>) {
    let token = piece.span;
    // Most words have nothing but letters, and what follows would find no more in them.
    if let (Some(word), TokenKind::Word) = (piece.word, piece.kind)
        && let facts = input.vocabulary.facts(word)
        && facts.is_alphabetic
        && (!piece.letters.is_capital() || (facts.is_ascii && token.len() > 2))
    {
        if facts.starts_cue {
            cues.push((items.len(), piece));
        }
        let capital = piece.letters.is_capital();
        let tags = facts.tags.and_if(piece.letters == Letters::Capitals, Tags::INITIALS);
        items.push(Item::new(token, Kind::Word, tags, capital));
        if capital {
            mark_opener(input, items, word);
        }
        return;
    }
    let text = token.of(input.text);
    let kind = Kind::of(text);
    if kind == Kind::Word {
        if piece.word.is_none_or(|word| input.vocabulary.facts(word).starts_cue) {
            cues.push((items.len(), piece));
        }
        items.push(word(input, &piece, text));
        if let Some(word) = piece.word {
            mark_opener(input, items, word);
        }
    } else {
        items.push(Item::new(token, kind, Tags(0), false));
    }
}

/// Notes whether the last of `items`, which is `word`, has its capital only because it opens a sentence.
fn mark_opener(input: &Input, items: &mut [Item], word: WordId) {
    let Some((item, before)) = items.split_last_mut() else { return };
    let ends = |last: &Item| matches!(last.mark(), Some('.' | '!' | '?' | ':' | ';' | '•' | '*'));
    if item.name() && before.last().is_none_or(ends) && input.opens_only(word) {
        item.tags = item.tags.or(Tags::OPENER);
    }
}

fn word(input: &Input, piece: &Piece, text: &str) -> Item {
    let known = match piece.word {
        Some(word) => input.vocabulary.tags(word),
        None => {
            let lower = text.to_lowercase();
            input.words.tags(&lower).or(input.language.morphology.shape(&lower))
        }
    };
    // “US” in capitals is not the pronoun.
    let initials = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase());
    let tags = if initials && known.has(Tags::OBJECT) { known.shape() } else { known };
    let capital = text.starts_with(char::is_uppercase);
    let capitals = capital && text.len() > 1 && text.chars().all(char::is_uppercase);
    let tags = tags.and_if(capitals, Tags::INITIALS);
    Item::new(piece.span, Kind::Word, tags, capital)
}

const MARKS: [char; 9] = ['"', '“', '”', '\'', '’', '‘', '«', '»', '`'];

fn quotation(input: &Input, number: usize) -> Item {
    let span = input.quotes[number];
    let inner = span.of(input.text).trim_matches(MARKS).trim();
    let opening = inner.trim_start_matches(['.', '…', ' ', '[', '(']);
    let tags = Tags(0)
        .and_if(inner.ends_with(['.', ',', '!', '?', '…']), Tags::CLOSED_INSIDE)
        .and_if(inner.ends_with([',', '—', '–']) || inner.ends_with("--"), Tags::COMMA_INSIDE)
        .and_if(inner.ends_with(['?', '!']), Tags::EXCLAIMS)
        .and_if(inner.ends_with('?'), Tags::ASKS)
        .and_if(opening.starts_with(|first: char| first.is_uppercase() || first.is_numeric()), Tags::WHOLE);
    Item::new(span, Kind::Quote(number as u32), tags, false)
}

/// Takes their lists from capitalised words that look like small words but stand in a name: “Will Doyle”, “CBS This
/// Morning”.
fn unmask_names(items: &mut [Item], headline: bool) {
    for at in 1..items.len() {
        if !is_masked(&items[at]) {
            continue;
        }
        let before = &items[at - 1];
        let name_after = items.get(at + 1).is_some_and(Item::name);
        let says = |item: &Item| item.cue().is_some_and(|cue| cue.strength == 3 && cue.forms.past);
        let verb_after = items.get(at + 1).is_some_and(says);
        let starts = matches!(before.mark(), Some('.' | '!' | '?' | ':' | '…'));
        // “said Per Lunde”: a small word with a capital inside a sentence, before a name.
        let inside = before.word() && !before.capital && !before.is(Tags::ABBREVIATION);
        let small = !items[at].is(Tags::SUBJECT.or(Tags::DETERMINER).or(Tags::POSSESSIVE).or(Tags::CLITIC));
        // “Will said”, “May Lunde”: auxiliaries are given names and months as well.
        let auxiliary = !starts && items[at].is(Tags::AUXILIARY);
        // “Wei An said”: a small word with a capital between a name and its verb is a surname.
        let surname = !starts && before.name() && verb_after && !headline;
        // “Q,” From said: nothing but a subject stands between the quotation and its verb of speech.
        let speaks = (before.comma_inside() || before.comma()) && verb_after && small;
        // “Q,” said Will. Nothing but a name has a capital between a verb of speech and the end.
        let ends =
            items.get(at + 1).is_none_or(|next| next.comma() || matches!(next.mark(), Some('.' | '!' | '?' | ';')));
        let says_so = says(before) || before.cue().is_some_and(|cue| cue.strength == 3 && cue.forms.third);
        let spoken = says_so && ends && small && !headline;
        if (before.name() && name_after)
            || surname
            || speaks
            || spoken
            || (inside && name_after && small && !headline)
            || (auxiliary && (name_after || verb_after))
        {
            items[at].tags = items[at].tags.shape();
        }
    }
}

/// Whether it is a capitalised word that looks like a small one.
fn is_masked(item: &Item) -> bool {
    item.word() && item.capital && item.is(Tags::FUNCTION)
}

/// Whether more than two thirds of the words have capitals.
fn is_title_case(items: &[Item]) -> bool {
    let words = items.iter().filter(|item| item.word()).count();
    words > 2 && 3 * items.iter().filter(|item| item.word() && item.capital).count() > 2 * words
}
