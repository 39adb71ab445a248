//! The words of a draft with what stands around them: the smallest facts that the names engine reasons on.
//!
//! A word is a run of letters and digits with apostrophes inside; hyphens end it, so that `pro-Trump` gives `Trump` and
//! `Holtz-Eakin` gives two words glued. A possessive `'s` is no part of the word. Offsets are bytes of the text.

use crate::language::NameLexicon as Lexicon;
pub use crate::language::fold;
use unicode_normalization::char::is_combining_mark;

/// How the letters of a word are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    Lower,
    /// First letter capital, no other pattern than names have: Trump, McCain, O'Malley, WikiLeaks.
    Capital,
    /// All letters capital, two or more.
    Upper,
    /// Two capitals, then lower case: CLinton.
    Double,
}

#[derive(Debug, Clone)]
pub struct Word {
    pub start: usize,
    /// Without a possessive ending.
    pub end: usize,
    /// With it.
    pub full_end: usize,
    pub block: usize,
    pub case: Case,
    /// Lower case, straight apostrophes, no accents.
    pub fold: String,
    /// The text between the previous word of the block and this one.
    pub gap: (usize, usize),
    pub opens: bool,
    /// Stands in a title-case or all-caps block, where capitals say nothing.
    pub titled: bool,
    /// Stands in a long block of which half is capitals: a list of names.
    pub listed: bool,
    /// A handle, hashtag, address, or beside [sic]: never judged.
    pub mute: bool,
}

impl Word {
    pub fn capital(&self) -> bool {
        self.case != Case::Lower
    }
}

/// Bytes of one encoding read in another: PeÃ±a.
fn broken(word: &str) -> bool {
    word.contains(['Ã', 'Â', '\u{fffd}']) || word.contains("A\u{303}") || word.contains("A\u{302}")
}

fn apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ')
}

/// All words of the blocks, in order.
pub fn words(text: &str, blocks: &[(usize, usize)], lexicon: &Lexicon) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    for (number, &(from, to)) in blocks.iter().enumerate() {
        let first = words.len();
        let block = &text[from..to];
        let mut chars = block.char_indices().peekable();
        let mut last_end = from;
        while let Some((at, c)) = chars.next() {
            if !c.is_alphanumeric() {
                continue;
            }
            let mut end = at + c.len_utf8();
            while let Some(&(next, c)) = chars.peek() {
                let inside =
                    apostrophe(c) && block[next + c.len_utf8()..].chars().next().is_some_and(char::is_alphabetic);
                if c.is_alphanumeric() || is_combining_mark(c) || inside {
                    end = next + c.len_utf8();
                    chars.next();
                } else {
                    break;
                }
            }
            let whole = &block[at..end];
            let core = ["'s", "’s", "‘s", "'S", "’S"].iter().find_map(|s| whole.strip_suffix(s)).unwrap_or(whole);
            let (start, full_end) = (from + at, from + end);
            words.push(Word {
                start,
                end: start + core.len(),
                full_end,
                block: number,
                case: case(core),
                fold: fold(core),
                gap: (last_end, start),
                opens: false,
                titled: false,
                listed: false,
                mute: mute(block, at, end, lexicon) || broken(whole),
            });
            last_end = full_end;
        }
        settle(text, &mut words[first..], lexicon);
    }
    words
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

/// Bytes of an address that are looked at before a word.
const ADDRESS: usize = 200;

/// Part of a handle, hashtag, address or file name, or marked [sic].
fn mute(block: &str, at: usize, end: usize, lexicon: &Lexicon) -> bool {
    let before = &block[block.floor_char_boundary(at.saturating_sub(ADDRESS))..at];
    let after = &block[end..];
    let head = before.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '"' | '“' | '—')).next().unwrap_or("");
    if head.contains('@')
        || head.contains('#')
        || head.contains("http")
        || head.contains("www.")
        || head.contains('_')
        || after.starts_with('_')
        || head.contains("://")
    {
        return true;
    }
    if after.starts_with('@')
        || after.strip_prefix('.').is_some_and(|rest| {
            let ends = |domain: &String| {
                rest.strip_prefix(domain.as_str()).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
            };
            lexicon.words.domains.iter().any(ends)
        })
    {
        return true;
    }
    let near = after.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '"' | '”' | '’' | '\''));
    let note =
        near.strip_prefix(['[', '(']).map(|note| note.split(|c: char| !c.is_alphabetic()).next().unwrap_or(note));
    note.is_some_and(|note| lexicon.words.sic.contains(&note.to_lowercase()))
}

/// Finds sentence openings and blocks in title case.
fn settle(text: &str, words: &mut [Word], lexicon: &Lexicon) {
    let long = words.iter().filter(|w| w.end - w.start > 3).count();
    let capital = words.iter().filter(|w| w.end - w.start > 3 && w.capital()).count();
    let titled = words.len() >= 3 && words.len() <= 30 && capital * 10 >= long * 8 && long >= 3;
    let listed = words.len() >= 40 && capital * 10 >= long * 6;
    for i in 0..words.len() {
        words[i].listed = listed;
        let gap = &text[words[i].gap.0..words[i].gap.1];
        let abbreviation = i > 0 && gap.starts_with('.') && {
            let before = &words[i - 1];
            before.end - before.start == 1
                || lexicon.honorifics.contains(&before.fold)
                || lexicon.words.stopped.contains(&before.fold)
        };
        words[i].opens = i == 0
            || (gap.contains([
                '.', '?', '!', ':', '“', '"', '—', '–', '•', '‘', '(', '[', ';', '\n', '…', '*', '|', '»', '«',
            ]) || gap.contains(" - ")
                || gap.contains("--")
                || gap.contains("''")
                || gap.ends_with(" '"))
                && !abbreviation;
        words[i].titled = titled;
    }
}
