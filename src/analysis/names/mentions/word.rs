//! The words of a draft with what stands around them: the smallest facts that the names engine reasons with.
//!
//! A word is a run of letters and digits with apostrophes inside. A hyphen ends it, so that `pro-Trump` gives `Trump` and
//! `Holtz-Eakin` gives two words. A possessive `'s` is not part of the word.

use super::mute::mute;
use crate::analysis::{Page, Tags, Token, TokenKind, WordId};
use crate::language::{NameLexicon, NameTags, next_name_word};
use crate::prose::Prose;
use crate::text::Span;
use std::ops::Range;

/// How the letters of a word are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// No capital first.
    Lower,
    /// A capital first, and no pattern that names do not have: Trump, McCain, O'Malley, WikiLeaks.
    Capital,
    /// All capitals, two or more.
    Upper,
    /// Two capitals, then lower case: CLinton.
    Double,
}

/// A word with its neighbourhood. Small, because a book has a million of them.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    start: u32,
    block: u32,
    /// The word in lower case, with straight apostrophes, without accents and without a possessive ending.
    pub fold: WordId,
    /// Bytes without the possessive ending.
    length: u16,
    /// Bytes of its possessive ending.
    ending: u8,
    /// Its case, and the bits below.
    shape: u8,
}

const _: () = assert!(size_of::<Word>() <= 16, "a word is at most 16 bytes");

/// Bits of the shape of a word, above the two bits of its case.
const OPENS: u8 = 1 << 2;
const TITLED: u8 = 1 << 3;
const LISTED: u8 = 1 << 4;
const MUTE: u8 = 1 << 5;
const AFTER_BLANK: u8 = 1 << 6;

impl Word {
    /// Its first byte.
    pub const fn start(&self) -> usize {
        self.start as usize
    }

    /// One past its last byte, without a possessive ending.
    pub const fn end(&self) -> usize {
        self.start as usize + self.length as usize
    }

    /// One past its last byte, with a possessive ending.
    pub const fn full_end(&self) -> usize {
        self.end() + self.ending as usize
    }

    /// The number of its block, among those that are read.
    pub const fn block(&self) -> usize {
        self.block as usize
    }

    /// Where it stands, without a possessive ending.
    pub const fn span(&self) -> Span<Prose> {
        Span::new(self.start(), self.end())
    }

    /// Where it stands, with a possessive ending.
    pub const fn whole(&self) -> Span<Prose> {
        Span::new(self.start(), self.full_end())
    }

    /// Whether a possessive ending follows.
    pub const fn is_possessive(&self) -> bool {
        self.ending > 0
    }

    /// How its letters are set.
    pub const fn case(&self) -> Case {
        match self.shape & 3 {
            0 => Case::Lower,
            1 => Case::Capital,
            2 => Case::Upper,
            _ => Case::Double,
        }
    }

    /// Whether it begins with a capital.
    pub const fn capital(&self) -> bool {
        self.shape & 3 != Case::Lower as u8
    }

    /// Whether a sentence, or what may be one, begins with it, so that a capital means little.
    pub const fn opens(&self) -> bool {
        self.shape & OPENS != 0
    }

    /// Whether it stands in the block of the word before it, with nothing but a blank between.
    pub const fn follows_blank(&self) -> bool {
        self.shape & AFTER_BLANK != 0
    }

    /// Whether it stands in a title-case or all-caps block, where a capital means nothing.
    pub const fn is_titled(&self) -> bool {
        self.shape & TITLED != 0
    }

    /// Whether it stands in a long block of which most words are capitalised: a list of names.
    pub const fn is_listed(&self) -> bool {
        self.shape & LISTED != 0
    }

    /// Whether it is never judged: part of a handle, hashtag or address, or marked [sic].
    pub const fn is_mute(&self) -> bool {
        self.shape & MUTE != 0
    }

    /// Keeps it from ever being judged.
    pub const fn silence(&mut self) {
        self.shape |= MUTE;
    }

    pub const fn len(&self) -> usize {
        self.length as usize
    }
}

/// Whether a word, which is not in ASCII, is the bytes of one encoding read in another: PeÃ±a.
fn broken(word: &str) -> bool {
    word.contains(['Ã', 'Â', '\u{fffd}']) || word.contains("A\u{303}") || word.contains("A\u{302}")
}

/// All words of the blocks, in order.
pub fn words(page: &Page, blocks: &[Span<Prose>], lexicon: &NameLexicon) -> Vec<Word> {
    let mut cutter = Cutter {
        page,
        lexicon,
        joined: 0,
        words: Vec::with_capacity(page.tokens.len()),
        block: Block { number: 0, start: 0, text: "", templates: Vec::new(), is_plain: false },
        done: 0,
    };
    let is_plain = page.vocabulary.joined().is_empty() && !page.has_inline_code();
    for (number, &at) in blocks.iter().enumerate() {
        let first = cutter.words.len();
        let (text, templates) = (at.of(&page.prose.text), templates(at.of(&page.prose.text)));
        let is_plain = is_plain && templates.is_empty();
        cutter.block = Block { number: number as u32, start: at.start, text, templates, is_plain };
        for token in page.tokens_in(at).iter().filter(|token| token.is_word()) {
            cutter.token(token);
        }
        settle(page, at.start, &mut cutter.words[first..]);
    }
    cutter.words
}

/// A block that is cut into words.
struct Block<'p> {
    number: u32,
    start: usize,
    text: &'p str,
    /// The parts that a program replaces, counted from the start of the block.
    templates: Vec<Range<usize>>,
    /// Whether the page has no words of more than one token and no code in sentences, and the block nothing that a program replaces.
    is_plain: bool,
}

struct Cutter<'p> {
    page: &'p Page,
    lexicon: &'p NameLexicon,
    /// How many of the joined words of the vocabulary stand before.
    joined: usize,
    words: Vec<Word>,
    block: Block<'p>,
    /// One past the last byte of the last word.
    done: usize,
}

impl Cutter<'_> {
    /// Adds the words that a token is made of: mostly one.
    fn token(&mut self, token: &Token) {
        let (start, end) = (token.start as usize, token.end() as usize);
        if self.is_plain(token) {
            self.done = end;
            self.words.push(Word {
                start: token.start,
                block: self.block.number,
                fold: token.word,
                length: (end - start) as u16,
                ending: 0,
                shape: Case::Lower as u8,
            });
            return;
        }
        let Some(parts) = self.page.vocabulary.parts(token.word) else {
            let lower = !token.is_capital() && token.kind == TokenKind::Word;
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

    /// Whether a token is one word in lower case between spaces, as most are: nothing of what [`Cutter::push`] looks for can be
    /// there.
    fn is_plain(&self, token: &Token) -> bool {
        let facts = self.page.vocabulary.facts(token.word);
        let (bytes, from, to) = (
            self.block.text.as_bytes(),
            token.start as usize - self.block.start,
            token.end() as usize - self.block.start,
        );
        !token.has_capital()
            && facts.is_folded
            && self.block.is_plain
            && from > 0
            && bytes[from - 1] == b' '
            && bytes.get(to) == Some(&b' ')
            && bytes.get(to + 1).is_some_and(u8::is_ascii_alphanumeric)
            && to - from <= u16::MAX as usize
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
        let Ok(length) = u16::try_from(end - start) else { return };
        let (from, to) = (start - self.block.start, full_end - self.block.start);
        let mute = mute(self.block.text, from, to, self.lexicon)
            || (!vocabulary.facts(word).is_ascii && broken(&text[start..full_end]))
            || self.block.templates.iter().any(|inside| inside.contains(&from))
            || self.page.in_inline_code(start);
        let case = if is_lower { Case::Lower } else { case(&text[start..end]) };
        self.words.push(Word {
            start: start as u32,
            block: self.block.number,
            fold: vocabulary.fold(word),
            length,
            ending: ending as u8,
            shape: case as u8 | if mute { MUTE } else { 0 },
        });
    }
}

/// Tags of template languages, by how they open and close: Hugo, Jekyll, Liquid.
const TEMPLATES: [(&str, &str); 2] = [("{{", "}}"), ("{%", "%}")];

/// The parts of a block that a program replaces, and no reader sees: `{{< picture src="…" >}}`. One that the block does not close
/// goes on to its end.
fn templates(block: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    if !block.contains('{') {
        return found;
    }
    for (open, close) in TEMPLATES {
        let mut from = 0;
        while let Some(start) = block[from..].find(open).map(|at| from + at) {
            from = block[start..].find(close).map_or(block.len(), |at| start + at + close.len());
            found.push(start..from);
        }
    }
    found
}

fn case(word: &str) -> Case {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    if !letters.next().is_some_and(char::is_uppercase) {
        return Case::Lower;
    }
    let rest = letters.clone();
    if rest.clone().next().is_some() && rest.clone().all(char::is_uppercase) {
        return Case::Upper;
    }
    if rest.clone().count() > 2
        && letters.next().is_some_and(char::is_uppercase)
        && letters.all(char::is_lowercase)
        && word.chars().all(char::is_alphabetic)
    {
        return Case::Double;
    }
    Case::Capital
}

/// Marks before a word after which a capital means little: a sentence, a clause or an aside may begin there.
const OPENERS: [char; 19] =
    ['.', '?', '!', ':', '“', '"', '—', '–', '•', '‘', '(', '[', ';', '…', '*', '|', '»', '«', '\n'];

/// Finds out, for the words of the block that starts at byte `start`, where a sentence opens, and whether the block is in
/// title case or a list.
fn settle(page: &Page, start: usize, words: &mut [Word]) {
    // Small words are lower case in titles too, so only longer ones count.
    let (long, capital) = words
        .iter()
        .filter(|word| word.len() > 3)
        .fold((0, 0), |(long, capital), word| (long + 1, capital + usize::from(word.capital())));
    let shouted = || {
        words.iter().all(|word| word.case() == Case::Upper || is_letter(page, word) || !word.capital())
            && words.iter().filter(|word| word.case() == Case::Upper).count() * 10 >= words.len() * 8
    };
    let titled = (3..=30).contains(&words.len())
        && ((capital * 10 >= long * 8 && long >= 3 && !is_sentence(page, words)) || (words.len() >= 4 && shouted()));
    let listed = words.len() >= 40 && capital * 10 >= long * 6;
    let all = if titled { TITLED } else { 0 } | if listed { LISTED } else { 0 };
    let mut gap_start = start;
    for i in 0..words.len() {
        let word = words[i];
        // The commonest gap by far is told apart first.
        let is_blank = word.start() == gap_start + 1 && page.prose.text.as_bytes()[gap_start] == b' ';
        let gap = || &page.prose.text[gap_start..word.start()];
        let opens = i == 0 || (!is_blank && opens_after(gap()) && !after_abbreviation(page, &words[i - 1], gap()));
        let cited = word.capital() && is_cited(page, &words[i..]);
        words[i].shape |= all | if opens { OPENS } else { 0 } | if cited { LISTED } else { 0 };
        words[i].shape |= if is_blank && i > 0 { AFTER_BLANK } else { 0 };
        gap_start = word.full_end();
    }
}

/// Whether the words of a block are a sentence, however many names it has: “Ida Moen met Olaf Rud in Lund.” A title has no full
/// stop, or capitals for all but small words.
fn is_sentence(page: &Page, words: &[Word]) -> bool {
    let stop = words.last().is_some_and(|last| page.prose.text[last.full_end()..].starts_with('.'));
    let tells = |word: &&Word| {
        let small = || page.vocabulary.tags(word.fold).has(Tags::FUNCTION);
        word.case() == Case::Lower && word.len() > 2 && !small() && page.vocabulary.facts(word.fold).is_alphabetic
    };
    stop && words.iter().any(|word| tells(&word))
}

/// Whether the first of `words` stands as in a list of references: “Zheng, H.”. Its neighbours there are strangers.
fn is_cited(page: &Page, words: &[Word]) -> bool {
    let [name, initial, ..] = words else { return false };
    let text = &page.prose.text;
    name.capital()
        && initial.capital()
        && &text[name.full_end()..initial.start()] == ", "
        && is_letter(page, initial)
        && text[initial.end()..].starts_with('.')
}

/// Whether a word is a single letter, as an initial is.
fn is_letter(page: &Page, word: &Word) -> bool {
    page.vocabulary.lower(word.fold).chars().count() == 1
}

fn opens_after(gap: &str) -> bool {
    gap.contains(OPENERS) || [" - ", "--", "''"].iter().any(|mark| gap.contains(mark)) || gap.ends_with(" '")
}

/// Whether the full stop in a gap belongs to the word before it: “St. Paul”, “Gov. Brown”, “J. Feldkamp”.
fn after_abbreviation(page: &Page, before: &Word, gap: &str) -> bool {
    let takes_stop = NameTags::HONORIFIC.or(NameTags::STOPPED);
    let is_initial = || before.len() == 1 && before.span().of(&page.prose.text).starts_with(char::is_alphabetic);
    gap.starts_with('.') && (is_initial() || page.vocabulary.facts(before.fold).name.has(takes_stop))
}
