//! Where letters are spelled out: the words next to them that have their initials, or that a bracket gives letters to.

use crate::analysis::{Page, Tags, Token, TokenKind};
use crate::prose::Prose;
use crate::text::Span;

/// “Long Form (LF)” or “LF (Long Form)”.
#[derive(Clone, Debug)]
pub struct Definition {
    /// The words that it stands for.
    pub expansion: Span<Prose>,
    /// The letters next to them.
    pub acronym: Span<Prose>,
    /// Whether the initials of the words are the letters. They are not where the letters are of another language.
    pub has_initials: bool,
}

/// The minimum number of initials: two fit almost anything.
pub(super) const FEWEST: usize = 3;

/// The fewest letters of a compound word for each of those that shorten it.
const LONG_PART: usize = 3;

/// The words that spell out the letters next to them, and whether the letters stand in the brackets.
pub(super) fn definition(page: &Page, index: usize, letters: &str, span: Span<Prose>) -> Option<(Definition, bool)> {
    let is = |index: Option<usize>, mark: &str| {
        index.and_then(|at| page.tokens.get(at)).is_some_and(|token| page.slice(token.span()) == mark)
    };
    let told = |expansion, has_initials, in_brackets| {
        Some((Definition { expansion, acronym: span, has_initials }, in_brackets))
    };
    let before = index.checked_sub(1);
    if let Some(bracket) = before.filter(|_| is(before, "(")) {
        let spelled = expansion_before(page, bracket, letters).or_else(|| compound_before(page, bracket, letters));
        if let Some(expansion) = spelled {
            return told(expansion, true, true);
        }
        // “Ida Moen (BFO Radio)” spells out nothing.
        let expansion = is(Some(index + 1), ")").then(|| name_before(page, bracket))??;
        return told(expansion, false, true);
    }
    if let Some((expansion, has_initials)) = renamed(page, index, letters) {
        return told(expansion, has_initials, true);
    }
    // “a keeper of light, KOL, decides”
    let is_apposition = letters.chars().count() >= FEWEST && is(before, ",") && is(Some(index + 1), ",");
    if let Some(expansion) = before.filter(|_| is_apposition).and_then(|comma| expansion_before(page, comma, letters)) {
        return told(expansion, true, false);
    }
    if is(Some(index + 1), "(") || is(Some(index + 1), ",") {
        return told(expansion_after(page, index + 2, letters, span)?, true, false);
    }
    None
}

/// The words from the token `from` to the next mark, if their initials are the letters at `span`.
fn expansion_after(page: &Page, from: usize, letters: &str, span: Span<Prose>) -> Option<Span<Prose>> {
    let block = page.prose.block_at(span.start);
    let reach = letters.chars().count() * 2 + 4;
    let ends = |token: &Token| {
        matches!(page.slice(token.span()), ")" | "," | "." | ";") || page.prose.block_at(token.start as usize) != block
    };
    let near = page.tokens.get(from..)?;
    let words = &near[..near.iter().take(reach).position(ends)?];
    // “the HBT, the Harbour Board of Trade,”: an article may come first
    let named = match words.first() {
        Some(first) if page.slice(first.span()).starts_with(char::is_lowercase) => &words[1..],
        _ => words,
    };
    let (first, last) = (named.first()?, named.last()?);
    initials_match(page, named, letters).then(|| Span::new(first.start as usize, last.end() as usize))
}

/// The words right before a bracket whose initials are the letters, small words between them allowed.
fn expansion_before(page: &Page, bracket: usize, letters: &str) -> Option<Span<Prose>> {
    let count = letters.chars().count();
    let reach = count * 2 + 3;
    let block = page.prose.block_at(page.tokens[bracket].start as usize);
    let from = bracket.saturating_sub(reach);
    let first_letter = letters.chars().next()?;
    for start in (from..bracket).rev() {
        let token = page.tokens[start];
        if page.prose.block_at(token.start as usize) != block {
            break;
        }
        let word = page.slice(token.span());
        if token.kind() == TokenKind::Mark
            && !matches!(word, "-" | "&" | "’" | "'" | "–" | "/" | "," | "”" | "“" | "\"")
        {
            break;
        }
        let begins = word.chars().next().is_some_and(|c| same(c, first_letter));
        if begins && initials_match(page, &page.tokens[start..bracket], letters) {
            let last = page.tokens[start..bracket].iter().rfind(|token| token.is_word()).unwrap_or(&token);
            return Some(Span::new(token.start as usize, last.end() as usize));
        }
    }
    None
}

/// One long word right before a bracket that has the letters in their order: “hydrochlorofluorocarbon (HCFC)”.
fn compound_before(page: &Page, bracket: usize, letters: &str) -> Option<Span<Prose>> {
    let token = page.tokens[bracket.checked_sub(1)?];
    let word = page.slice(token.span());
    let is_long = letters.chars().count() >= FEWEST && word.chars().count() >= letters.chars().count() * LONG_PART;
    let mut wanted = letters.chars().filter(|c| c.is_alphabetic()).peekable();
    let begins = word.chars().next().zip(wanted.peek().copied()).is_some_and(|(one, other)| same(one, other));
    for c in word.chars() {
        wanted.next_if(|&want| same(c, want));
    }
    // A name in capitals is not a word that a bracket shortens.
    let is_spelled = begins && wanted.peek().is_none() && word.chars().all(char::is_lowercase);
    (token.is_word() && is_long && is_spelled).then(|| token.span())
}

/// The words that “, or XYZ” gives another name to, and whether they have the initials; without the comma they must.
fn renamed(page: &Page, index: usize, letters: &str) -> Option<(Span<Prose>, bool)> {
    let word = |at: usize| page.slice(page.tokens[at].span());
    let or = index.checked_sub(1).filter(|&or| page.language.speech.tags(word(or)).has(Tags::RENAMING))?;
    let comma = or.checked_sub(1).filter(|&comma| word(comma) == ",");
    let spelled = expansion_before(page, comma.unwrap_or(or), letters).map(|words| (words, true));
    spelled.or_else(|| Some((name_before(page, comma?)?, false)))
}

/// Two or more capitalised words right before a bracket: the letters may be of another language, as in many parties.
fn name_before(page: &Page, bracket: usize) -> Option<Span<Prose>> {
    let capital =
        |token: &&Token| token.kind() == TokenKind::Word && page.slice(token.span()).starts_with(char::is_uppercase);
    let words: Vec<&Token> = page.tokens[..bracket].iter().rev().take_while(capital).take(6).collect();
    let (last, first) = (words.first()?, words.last()?);
    (words.len() >= 2).then(|| Span::new(first.start as usize, last.end() as usize))
}

/// Whether the initials of `words` spell `letters`; short small words may be skipped, parts of a hyphenated one count. Where there are
/// many letters, one longer word within a phrase may have none: “non-consensual dissemination of intimate images (NCII)”.
fn initials_match(page: &Page, words: &[Token], letters: &str) -> bool {
    let mut wanted = letters.chars().filter(|c| c.is_alphabetic()).peekable();
    let (mut begun, mut spare) = (false, usize::from(letters.chars().count() > FEWEST));
    for token in words.iter().filter(|token| token.is_word()) {
        let word = page.slice(token.span());
        let mut matched = false;
        for part in word.split(['-', '/', '‐']) {
            let mut letters = part.chars();
            if letters.next().is_none_or(|initial| wanted.next_if(|&want| same(initial, want)).is_none()) {
                continue;
            }
            matched = true;
            // “KORDOT”: more letters of the same word
            let inner = letters.take_while(|c| word.starts_with(char::is_uppercase) && c.is_uppercase());
            inner.map_while(|c| wanted.next_if(|&want| same(c, want))).for_each(drop);
        }
        let is_lower = word.starts_with(char::is_lowercase);
        let is_small = is_lower && word.chars().count() <= 4;
        if !matched && !is_small {
            if !begun || !is_lower || spare == 0 {
                return false;
            }
            spare -= 1;
        }
        begun = true;
    }
    // Letters do not spell out letters, nor does their plural: “ROM (DVD-ROMs)”.
    let is_word = |token: &Token| page.slice(token.span()).chars().filter(|c| c.is_lowercase()).nth(1).is_some();
    wanted.peek().is_none() && words.iter().any(is_word)
}

fn same(one: char, other: char) -> bool {
    one.to_lowercase().eq(other.to_lowercase())
}
