//! Words that are never judged: those of handles, hashtags, addresses, file names and templates, and those marked [sic].

use crate::language::NameLexicon;
use std::ops::Range;

/// Bytes on either side of a word within which the address that it is part of is looked for.
const ADDRESS: usize = 200;

/// Whether a block may have a word that is marked [sic].
pub fn may_have_note(block: &str) -> bool {
    block.contains('[') || block.contains('(') // each a search for one byte
}

/// Whether a word is part of a handle, hashtag, address or file name, or is marked [sic], where the block may have such a mark.
pub fn mute(block: &str, at: usize, end: usize, may_have_note: bool, lexicon: &NameLexicon) -> bool {
    let bytes = block.as_bytes();
    // Most words stand between spaces and marks, where none of this can be.
    let is_after_space = at.checked_sub(1).is_none_or(|before| matches!(bytes[before], b' ' | b'(' | b'"'));
    if !is_after_space && in_address(&block[block.floor_char_boundary(at.saturating_sub(ADDRESS))..at]) {
        return true;
    }
    match bytes.get(end) {
        None => false,
        Some(b'_' | b'@') => true,
        Some(b' ') if bytes.get(end + 1).is_some_and(u8::is_ascii_alphanumeric) => false,
        // Where a space or one of these marks follows, the word ends no address.
        Some(b' ' | b',' | b')' | b'"') => may_have_note && sic_follows(&block[end..], lexicon),
        Some(b'.') if bytes.get(end + 1).is_none_or(|&next| next == b' ') => {
            may_have_note && sic_follows(&block[end..], lexicon)
        }
        Some(_) => {
            let after = &block[end..block.floor_char_boundary(end + ADDRESS)];
            domain_follows(after, lexicon) || (may_have_note && sic_follows(after, lexicon))
        }
    }
}

/// Whether the last word of `before` has the signs of a handle, hashtag or address.
fn in_address(before: &str) -> bool {
    let head = before.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '"' | '“' | '—')).next().unwrap_or("");
    let marked = |byte: u8| matches!(byte, b'@' | b'#' | b'_');
    head.bytes().any(marked) || (head.len() > 2 && ["http", "www.", "://"].iter().any(|sign| head.contains(sign)))
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

/// Tags of template languages, by how they open and close: Hugo, Jekyll, Liquid.
const TEMPLATES: [(&str, &str); 2] = [("{{", "}}"), ("{%", "%}")];

/// The parts of a block that a program replaces, and no reader sees: `{{< picture src="…" >}}`. One that the block does not close
/// goes on to its end.
pub fn templates(block: &str) -> Vec<Range<usize>> {
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
