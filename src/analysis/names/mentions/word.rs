//! The words of a draft with what stands around them: the smallest facts that the names engine reasons with.
//!
//! A word is a run of letters and digits with apostrophes inside. A hyphen ends it, so that `pro-Trump` gives `Trump` and
//! `Holtz-Eakin` gives two words. A possessive `'s` is not part of the word.

use crate::language::{NameLexicon, fold};
use crate::prose::Prose;
use crate::text::Span;
use std::ops::Range;
use unicode_normalization::char::is_combining_mark;

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

/// A word with its neighbourhood.
#[derive(Debug, Clone)]
pub struct Word {
    /// Its first byte.
    pub start: usize,
    /// One past its last byte, without a possessive ending.
    pub end: usize,
    /// One past its last byte, with a possessive ending.
    pub full_end: usize,
    /// The number of its block, among those that are read.
    pub block: usize,
    /// How its letters are set.
    pub case: Case,
    /// The word in lower case, with straight apostrophes and without accents.
    pub fold: String,
    /// The text between the previous word of the block and this one.
    pub gap: Span<Prose>,
    /// Whether a sentence, or what may be one, begins with it, so that a capital means little.
    pub opens: bool,
    /// Whether it stands in a title-case or all-caps block, where a capital means nothing.
    pub titled: bool,
    /// Whether it stands in a long block of which most words are capitalised: a list of names.
    pub listed: bool,
    /// Whether it is never judged: part of a handle, hashtag or address, or marked [sic].
    pub mute: bool,
}

impl Word {
    /// Where it stands, without a possessive ending.
    pub fn span(&self) -> Span<Prose> {
        Span::new(self.start, self.end)
    }

    /// Where it stands, with a possessive ending.
    pub fn whole(&self) -> Span<Prose> {
        Span::new(self.start, self.full_end)
    }

    /// Whether a possessive ending follows.
    pub fn is_possessive(&self) -> bool {
        self.full_end > self.end
    }

    /// Whether it begins with a capital.
    pub fn capital(&self) -> bool {
        self.case != Case::Lower
    }

    /// Whether it is a single letter, as an initial is.
    pub fn is_letter(&self) -> bool {
        self.fold.chars().count() == 1
    }

    fn len(&self) -> usize {
        self.end - self.start
    }
}

/// Whether a word is the bytes of one encoding read in another: PeÃ±a.
fn broken(word: &str) -> bool {
    word.contains(['Ã', 'Â', '\u{fffd}']) || word.contains("A\u{303}") || word.contains("A\u{302}")
}

fn apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ')
}

/// All words of the blocks, in order.
pub fn words(text: &str, blocks: &[Span<Prose>], lexicon: &NameLexicon) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    for (number, &at) in blocks.iter().enumerate() {
        let first = words.len();
        let block = at.of(text);
        let templates = templates(block);
        let mut gap_start = at.start;
        let mut rest = 0;
        while let Some((from, to)) = next_word(block, rest) {
            rest = to;
            let whole = &block[from..to];
            let core = lexicon.without_possessive(whole);
            let start = at.start + from;
            words.push(Word {
                start,
                end: start + core.len(),
                full_end: at.start + to,
                block: number,
                case: case(core),
                fold: fold(core),
                gap: Span::new(gap_start, start),
                opens: false,
                titled: false,
                listed: false,
                mute: mute(block, from, to, lexicon)
                    || broken(whole)
                    || templates.iter().any(|inside| inside.contains(&from)),
            });
            gap_start = at.start + to;
        }
        settle(text, &mut words[first..], lexicon);
    }
    words
}

/// Tags of template languages, by how they open and close: Hugo, Jekyll, Liquid.
const TEMPLATES: [(&str, &str); 2] = [("{{", "}}"), ("{%", "%}")];

/// The parts of a block that a program replaces, and no reader sees: `{{< picture src="…" >}}`. One that the block does not close
/// goes on to its end.
fn templates(block: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (open, close) in TEMPLATES {
        let mut from = 0;
        while let Some(start) = block[from..].find(open).map(|at| from + at) {
            from = block[start..].find(close).map_or(block.len(), |at| start + at + close.len());
            found.push(start..from);
        }
    }
    found
}

/// The first word of a block at or after byte `rest`.
fn next_word(block: &str, rest: usize) -> Option<(usize, usize)> {
    let from = rest + block[rest..].find(char::is_alphanumeric)?;
    let mut chars = block[from..].char_indices().peekable();
    let mut end = from;
    while let Some((at, c)) = chars.next() {
        let letter_follows = chars.peek().is_some_and(|(_, next)| next.is_alphabetic());
        let inside = c.is_alphanumeric() || is_combining_mark(c) || (apostrophe(c) && letter_follows);
        if !inside {
            break;
        }
        end = from + at + c.len_utf8();
    }
    Some((from, end))
}

fn case(word: &str) -> Case {
    if !word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase) {
        return Case::Lower;
    }
    let letters: Vec<char> = word.chars().filter(|c| c.is_alphabetic()).collect();
    if letters.len() > 1 && letters.iter().all(|c| c.is_uppercase()) {
        return Case::Upper;
    }
    if letters.len() > 3
        && letters[1].is_uppercase()
        && letters[2..].iter().all(|c| c.is_lowercase())
        && word.chars().all(char::is_alphabetic)
    {
        return Case::Double;
    }
    Case::Capital
}

/// Bytes on either side of a word within which the address that it is part of is looked for.
const ADDRESS: usize = 200;

/// Whether a word is part of a handle, hashtag, address or file name, or is marked [sic].
fn mute(block: &str, at: usize, end: usize, lexicon: &NameLexicon) -> bool {
    let before = &block[block.floor_char_boundary(at.saturating_sub(ADDRESS))..at];
    let after = &block[end..block.floor_char_boundary(end + ADDRESS)];
    let head = before.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '"' | '“' | '—')).next().unwrap_or("");
    let address = ["@", "#", "http", "www.", "_", "://"].iter().any(|sign| head.contains(sign));
    address || after.starts_with(['_', '@']) || domain_follows(after, lexicon) || sic_follows(after, lexicon)
}

/// “.com”, “-logo.jpg”: what makes the word before it part of an address or file name.
fn domain_follows(after: &str, lexicon: &NameLexicon) -> bool {
    let is_end = |c: char| c.is_whitespace() || matches!(c, '"' | '“' | '”' | '(' | ')' | '<' | '>' | '—' | ',');
    let rest = after.split(is_end).next().unwrap_or_default();
    rest.split('.').skip(1).any(|part| {
        let part = part.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        lexicon.words.domains.iter().any(|domain| domain == part)
    })
}

/// “[sic]”: the writer knows how the word is written.
fn sic_follows(after: &str, lexicon: &NameLexicon) -> bool {
    let near = after.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '"' | '”' | '’' | '\''));
    let note =
        near.strip_prefix(['[', '(']).map(|note| note.split(|c: char| !c.is_alphabetic()).next().unwrap_or(note));
    note.is_some_and(|note| lexicon.words.sic.contains(&note.to_lowercase()))
}

/// Marks before a word after which a capital means little: a sentence, a clause or an aside may begin there.
const OPENERS: [char; 19] =
    ['.', '?', '!', ':', '“', '"', '—', '–', '•', '‘', '(', '[', ';', '…', '*', '|', '»', '«', '\n'];

/// Finds out, for the words of one block, where a sentence opens, and whether the block is in title case or a list.
fn settle(text: &str, words: &mut [Word], lexicon: &NameLexicon) {
    // Small words are lower case in titles too, so only longer ones count.
    let long = words.iter().filter(|word| word.len() > 3).count();
    let capital = words.iter().filter(|word| word.len() > 3 && word.capital()).count();
    let shouted = words.iter().all(|word| word.case == Case::Upper || word.is_letter() || !word.capital())
        && words.iter().filter(|word| word.case == Case::Upper).count() * 10 >= words.len() * 8;
    let titled =
        (3..=30).contains(&words.len()) && ((capital * 10 >= long * 8 && long >= 3) || (shouted && words.len() >= 4));
    let listed = words.len() >= 40 && capital * 10 >= long * 6;
    let initial_follows: Vec<bool> = (0..words.len()).map(|at| is_cited(text, &words[at..])).collect();
    for i in 0..words.len() {
        let gap = words[i].gap.of(text);
        let opens = i == 0 || (opens_after(gap) && !after_abbreviation(&words[i - 1], gap, lexicon));
        let word = &mut words[i];
        (word.opens, word.titled, word.listed) = (opens, titled, listed || initial_follows[i]);
    }
}

/// Whether the first of `words` stands as in a list of references: “Zheng, H.”. Its neighbours there are strangers.
fn is_cited(text: &str, words: &[Word]) -> bool {
    let [name, initial, ..] = words else { return false };
    name.capital()
        && initial.capital()
        && initial.is_letter()
        && initial.gap.of(text) == ", "
        && text[initial.end..].starts_with('.')
}

fn opens_after(gap: &str) -> bool {
    gap.contains(OPENERS) || [" - ", "--", "''"].iter().any(|mark| gap.contains(mark)) || gap.ends_with(" '")
}

/// Whether the full stop in a gap belongs to the word before it: “St. Paul”, “Gov. Brown”, “J. Feldkamp”.
fn after_abbreviation(before: &Word, gap: &str, lexicon: &NameLexicon) -> bool {
    gap.starts_with('.')
        && (before.len() == 1
            || lexicon.honorifics.contains(&before.fold)
            || lexicon.words.stopped.contains(&before.fold))
}
