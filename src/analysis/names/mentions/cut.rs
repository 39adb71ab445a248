//! [`cut`]: a draft cut into words, in one walk; most words are in lower case, and nothing is asked about them.

use super::mute::{may_have_note, mute, templates};
use super::word::{AFTER_BLANK, Case, FIRST, LISTED, MUTE, OPENS, Shape, TITLED, Word};
use super::words::Words;
use crate::analysis::{Letters, Page, Tags, Token, TokenKind, WordId};
use crate::language::{NameLexicon, NameTags, next_name_word};
use crate::prose::Prose;
use crate::text::Span;
use memchr::memchr3;
use std::ops::Range;

/// The minimum number of words in lower case of which the language shows.
const FEW: usize = 6;

/// The words of a draft, and what is counted while they are cut.
pub struct Cut<'p> {
    /// All words, in order.
    pub words: Words<'p>,
    /// The numbers of those that begin with a capital.
    pub capitals: Vec<u32>,
    /// How often each word of the vocabulary stands without a capital.
    pub lower: Vec<u32>,
}

/// The words of the blocks. Those of blocks in another language are mute, since capitals and endings mean something else there.
pub fn cut<'p>(page: &'p Page, blocks: &[Span<Prose>], lexicon: &'p NameLexicon) -> Cut<'p> {
    let mut cutter = Cutter {
        page,
        lexicon,
        joined: 0,
        has_code: page.has_inline_code(),
        words: Words::new(page),
        capitals: Vec::new(),
        lower: vec![0; page.vocabulary.len()],
        token: 0,
        block: Block::new(Span::new(0, 0), ""),
        done: 0,
    };
    let is_plain = page.vocabulary.joined().is_empty() && !cutter.has_code;
    let mut whole = Counts::default();
    for &at in blocks {
        let mut block = Block::new(at, &page.prose.text);
        (block.words, block.capitals) = (cutter.words.len(), cutter.capitals.len());
        block.is_plain &= is_plain;
        cutter.block = block;
        let mut rest = page.tokens_in(at);
        cutter.token = page.first_token_from(at.start);
        while let Some((token, after)) = rest.split_first() {
            if token.is_word() {
                cutter.token(token);
            }
            cutter.token += 1;
            let plain = cutter.plain(after);
            cutter.token += plain;
            rest = &after[plain..];
        }
        cutter.settle();
        whole.add(cutter.block.counts);
    }
    if whole.is_foreign() {
        cutter.words.silence_from(0);
    }
    Cut { words: cutter.words, capitals: cutter.capitals, lower: cutter.lower }
}

/// How many words there are of a kind.
#[derive(Clone, Copy, Default)]
struct Counts {
    /// Words of more than three letters, and those of them that begin with a capital.
    long: usize,
    long_capitals: usize,
    /// Words in lower case that have nothing but letters, and those of them that the language has.
    small: usize,
    known: usize,
}

impl Counts {
    fn add(&mut self, other: Self) {
        self.small += other.small;
        self.known += other.known;
    }

    /// Whether the words are those of another language.
    fn is_foreign(self) -> bool {
        self.small >= FEW && self.known * 2 < self.small
    }
}

/// The block that is cut into words.
struct Block {
    at: Span<Prose>,
    /// How many words, and how many that begin with a capital, stand before it.
    words: usize,
    capitals: usize,
    /// Where its last word so far ends; where it starts before its first.
    ended: usize,
    /// The parts that a program replaces, counted from the start of the block.
    templates: Vec<Range<usize>>,
    /// Whether the page has no words of more than one token and no code in sentences, and the block nothing that a program replaces.
    is_plain: bool,
    /// Whether it may have a word that is marked [sic].
    may_have_note: bool,
    counts: Counts,
}

impl Block {
    fn new(at: Span<Prose>, text: &str) -> Self {
        // Most blocks have none of the marks with which templates and notes begin.
        let has_marks = memchr3(b'{', b'[', b'(', &text.as_bytes()[at.start..at.end]).is_some();
        let templates = if has_marks { templates(at.of(text)) } else { Vec::new() };
        Self {
            at,
            words: 0,
            capitals: 0,
            ended: at.start,
            is_plain: templates.is_empty(),
            templates,
            may_have_note: has_marks && may_have_note(at.of(text)),
            counts: Counts::default(),
        }
    }
}

struct Cutter<'p> {
    page: &'p Page,
    lexicon: &'p NameLexicon,
    /// How many of the joined words of the vocabulary stand before.
    joined: usize,
    /// Whether the page has code in sentences.
    has_code: bool,
    words: Words<'p>,
    capitals: Vec<u32>,
    lower: Vec<u32>,
    /// The number of the token that is cut.
    token: usize,
    block: Block,
    /// One past the last byte of the last word.
    done: usize,
}

impl Cutter<'_> {
    /// Adds the words that a token is made of: mostly one.
    fn token(&mut self, token: &Token) {
        let (start, end) = (token.start as usize, token.end() as usize);
        let facts = self.page.vocabulary.facts(token.word);
        let is_inner = token.letters() == Letters::Inner;
        if facts.is_folded && !is_inner && self.block.is_plain && self.stands_free(start, end) {
            return self.add_free(token, facts.marks.word());
        }
        let Some(parts) = self.page.vocabulary.parts(token.word) else {
            let lower = !token.is_capital() && token.kind() == TokenKind::Word;
            return self.part(start, end, token.word, lower);
        };
        let text = &self.page.prose.text[..end];
        let mut at = start;
        for &part in parts {
            let Some((from, to)) = next_name_word(text, at) else { break };
            self.part(from, to, part, false);
            at = to;
        }
    }

    /// Adds the first of `tokens` that are words in lower case between blanks, as most of a text is, and returns how many they are.
    /// Nothing is asked about such a word.
    fn plain(&mut self, tokens: &[Token]) -> usize {
        if !self.block.is_plain || self.words.len() == self.block.words {
            return 0;
        }
        let (vocabulary, bytes) = (&self.page.vocabulary, &self.page.prose.text.as_bytes()[..self.block.at.end]);
        let (mut ended, mut long, mut known, mut count) = (self.block.ended, 0, 0, 0);
        for token in tokens {
            let (start, end) = (token.start as usize, token.end() as usize);
            let facts = vocabulary.facts(token.word);
            let stands_free = || {
                let follows =
                    bytes.get(end..end + 2).is_some_and(|two| two[0] == b' ' && two[1].is_ascii_alphanumeric());
                follows && bytes[ended] == b' '
            };
            if start != ended + 1 || !facts.is_folded || token.has_capital() || !stands_free() {
                break;
            }
            let length = (end - start) as u16;
            long += usize::from(length > 3);
            known += usize::from(facts.marks.word());
            self.lower[token.word.index()] += 1;
            let shape = Shape::new(Case::Lower, AFTER_BLANK);
            let word = Word { start: token.start, fold: token.word, length, ending: 0, shape };
            self.words.push(word, self.token + count, true);
            (ended, count) = (end, count + 1);
        }
        let counts = &mut self.block.counts;
        (counts.long, counts.small, counts.known) = (counts.long + long, counts.small + count, counts.known + known);
        (self.done, self.block.ended) = (self.done.max(ended), ended);
        count
    }

    /// Whether a word stands between spaces and marks, as most do, where nothing can be of what [`mute`] looks for.
    fn stands_free(&self, start: usize, end: usize) -> bool {
        let (block, bytes) = (self.block.at, self.page.prose.text.as_bytes());
        let after = if end < block.end { bytes[end] } else { return false };
        let next = if end + 1 < block.end { bytes[end + 1] } else { b' ' };
        let ends = match after {
            b' ' if next.is_ascii_alphanumeric() => true,
            b' ' | b',' | b')' | b'"' => !self.block.may_have_note,
            b'.' => next == b' ' && !self.block.may_have_note,
            _ => false,
        };
        ends && (start == block.start || matches!(bytes[start - 1], b' ' | b'(' | b'"'))
    }

    /// Adds a word of which is known that it has nothing but letters, is not mute, and is one word of a name.
    fn add_free(&mut self, token: &Token, is_known: bool) {
        let (start, end) = (token.start as usize, token.end() as usize);
        let bytes = self.page.prose.text.as_bytes();
        let is_blank = start == self.block.ended + 1 && bytes[start - 1] == b' ';
        let length = (end - start) as u16;
        // Small words are lower case in titles too, so only longer ones count.
        let is_long = usize::from(length > 3);
        self.block.counts.long += is_long;
        let (mut case, mut bits) = (Case::Lower, self.beside(is_blank));
        if token.is_capital() {
            case = Case::of(&self.page.prose.text[start..end]);
            // After a blank alone, no sentence begins.
            let opens = bits & AFTER_BLANK == 0 && self.opens_sentence(start);
            bits |= if opens { OPENS } else { 0 };
            self.block.counts.long_capitals += is_long;
            self.capitals.push(self.words.len() as u32);
        } else {
            self.block.counts.small += 1;
            self.block.counts.known += usize::from(is_known);
            self.lower[token.word.index()] += 1;
        }
        (self.done, self.block.ended) = (end, end);
        let shape = Shape::new(case, bits);
        self.words.push(Word { start: token.start, fold: token.word, length, ending: 0, shape }, self.token, true);
    }

    /// What the shape of the next word says of the one before it, which it may follow after a blank.
    fn beside(&self, is_blank: bool) -> u8 {
        match self.words.len() > self.block.words {
            false => FIRST,
            true if is_blank => AFTER_BLANK,
            true => 0,
        }
    }

    /// Adds a word, unless it is part of a joined one. `is_lower` is whether that is known.
    fn part(&mut self, start: usize, end: usize, word: WordId, is_lower: bool) {
        let joined = self.page.vocabulary.joined();
        let skipped = joined[self.joined..].iter().take_while(|of| (of.start as usize) < start).count();
        self.joined += skipped;
        // A joined word may begin within another one.
        if start < self.done {
            return;
        }
        match joined.get(self.joined).filter(|of| of.start as usize == start) {
            Some(whole) => self.push(start, whole.end as usize, whole.word, is_lower),
            None => self.push(start, end, word, is_lower),
        }
    }

    fn push(&mut self, start: usize, full_end: usize, word: WordId, is_lower: bool) {
        let (text, vocabulary) = (&self.page.prose.text, &self.page.vocabulary);
        self.done = full_end;
        let ending = vocabulary.ending(word);
        let end = full_end - ending;
        // A word that is so long names nothing.
        if end - start > u16::MAX as usize {
            return;
        }
        let (from, to) = (start - self.block.at.start, full_end - self.block.at.start);
        let mute = mute(self.block.at.of(text), from, to, self.block.may_have_note, self.lexicon)
            || (!vocabulary.facts(word).is_ascii && broken(&text[start..full_end]))
            || self.block.templates.iter().any(|inside| inside.contains(&from))
            || (self.has_code && self.page.in_inline_code(start));
        let case = if is_lower { Case::Lower } else { Case::of(&text[start..end]) };
        let opens = case != Case::Lower && self.opens_sentence(start);
        let bits = if mute { MUTE } else { 0 } | if opens { OPENS } else { 0 };
        let token = &self.page.tokens[self.token];
        let is_token = { token.word } == word && (token.start as usize, token.end() as usize) == (start, full_end);
        self.add(start..end, (vocabulary.fold(word), ending as u8), (case, bits), is_token);
    }

    /// Whether a sentence, or what may be one, begins with the next word, which starts at byte `start`.
    fn opens_sentence(&self, start: usize) -> bool {
        if self.words.len() == self.block.words {
            return true;
        }
        let gap = &self.page.prose.text[self.block.ended..start];
        // The commonest gaps by far are told apart first.
        !matches!(gap, " " | ", ") && opens_after(gap) && !self.follows_abbreviation(gap)
    }

    /// Whether the full stop in the gap after the last word belongs to it: “St. Paul”, “Gov. Brown”, “J. Feldkamp”.
    fn follows_abbreviation(&self, gap: &str) -> bool {
        let takes_stop = NameTags::HONORIFIC.or(NameTags::STOPPED);
        let Some(before) = self.words.len().checked_sub(1).map(|last| self.words.word(last)) else { return false };
        let is_initial =
            || before.len() == 1 && before.span().of(&self.page.prose.text).starts_with(char::is_alphabetic);
        gap.starts_with('.') && (is_initial() || self.page.vocabulary.facts(before.fold).name.has(takes_stop))
    }

    fn add(&mut self, at: Range<usize>, (fold, ending): (WordId, u8), (case, bits): (Case, u8), is_token: bool) {
        let (start, length) = (at.start, at.len());
        let is_blank = start == self.block.ended + 1 && self.page.prose.text.as_bytes()[start - 1] == b' ';
        let shape = Shape::new(case, bits | self.beside(is_blank));
        let word = Word { start: start as u32, fold, length: length as u16, ending, shape };
        self.block.ended = word.full_end();
        let (counts, facts) = (&mut self.block.counts, self.page.vocabulary.facts(fold));
        let is_capital = word.capital();
        // Small words are lower case in titles too, so only longer ones count.
        let is_long = length > 3;
        counts.long += usize::from(is_long);
        if is_capital {
            counts.long_capitals += usize::from(is_long);
            self.capitals.push(self.words.len() as u32);
        } else {
            counts.small += usize::from(facts.is_alphabetic);
            counts.known += usize::from(facts.is_alphabetic && facts.marks.word());
            self.lower[fold.index()] += 1;
        }
        self.words.push(word, self.token, is_token);
    }

    /// Finds out whether the block that has been cut is in title case, a list, or in another language.
    fn settle(&mut self) {
        let Block { counts, words: first, capitals, .. } = self.block;
        let (page, all) = (self.page, first..self.words.len());
        let count = all.len();
        let words = || self.words.within(all.clone());
        let shouted = || {
            words().all(|word| word.case() == Case::Upper || is_letter(page, word) || !word.capital())
                && words().filter(|word| word.case() == Case::Upper).count() * 10 >= count * 8
        };
        let in_title_case =
            counts.long_capitals * 10 >= counts.long * 8 && counts.long >= 3 && !is_sentence(page, words());
        let titled = (3..=30).contains(&count) && (in_title_case || (count >= 4 && shouted()));
        let listed = count >= 40 && counts.long_capitals * 10 >= counts.long * 6;
        for at in self.capitals[capitals..].iter().map(|&at| at as usize) {
            if self.is_cited(at) {
                self.words.mark(at, LISTED);
            }
        }
        let bits = if titled { TITLED } else { 0 } | if listed { LISTED } else { 0 };
        if bits > 0 {
            self.words.mark_from(first, bits);
        }
        if counts.is_foreign() {
            self.words.silence_from(first);
        }
    }

    /// Whether a word of the block is set as in a list of references: “Zheng, H.”. Its neighbours there are strangers.
    fn is_cited(&self, at: usize) -> bool {
        if at + 1 == self.words.len() || !self.words.shape(at + 1).capital() {
            return false;
        }
        let (name, initial) = (self.words.word(at), self.words.word(at + 1));
        let text = &self.page.prose.text;
        name.capital()
            && &text[name.full_end()..initial.start()] == ", "
            && is_letter(self.page, initial)
            && text[initial.end()..].starts_with('.')
    }
}

/// Marks before a word after which a capital means little: a sentence, a clause or an aside may begin there.
const OPENERS: [char; 19] =
    ['.', '?', '!', ':', '“', '"', '—', '–', '•', '‘', '(', '[', ';', '…', '*', '|', '»', '«', '\n'];

/// Whether the words of a block are a sentence, however many names it has: “Ida Moen met Olaf Rud in Lund.” A title has no full
/// stop, or capitals for all but small words.
fn is_sentence(page: &Page, mut words: impl DoubleEndedIterator<Item = Word> + Clone) -> bool {
    let stop = words.clone().next_back().is_some_and(|last| page.prose.text[last.full_end()..].starts_with('.'));
    let tells = |word: Word| {
        let small = || page.vocabulary.tags(word.fold).has(Tags::FUNCTION);
        word.case() == Case::Lower && word.len() > 2 && !small() && page.vocabulary.facts(word.fold).is_alphabetic
    };
    stop && words.any(tells)
}

/// Whether a word is a single letter, as an initial is.
fn is_letter(page: &Page, word: Word) -> bool {
    page.vocabulary.facts(word.fold).is_letter
}

fn opens_after(gap: &str) -> bool {
    let may_be_mark = gap.bytes().any(|byte| matches!(byte, b'-' | b'\''));
    gap.contains(OPENERS)
        || (may_be_mark && ([" - ", "--", "''"].iter().any(|mark| gap.contains(mark)) || gap.ends_with(" '")))
}

/// Whether a word, which is not in ASCII, is the bytes of one encoding read in another: PeÃ±a.
fn broken(word: &str) -> bool {
    word.contains(['Ã', 'Â', '\u{fffd}']) || word.contains("A\u{303}") || word.contains("A\u{302}")
}
