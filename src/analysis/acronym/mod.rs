//! [`Acronym`]: words in capitals, where they are used and where they are spelled out.

mod usage;

use super::{Page, Tags, Token, TokenKind};
use crate::prose::Prose;
use crate::text::Span;
use std::collections::BTreeMap;
use usage::{Usage, usage};

/// An acronym of a draft, with its places in order.
#[derive(Clone, Debug)]
pub struct Acronym {
    /// Its letters, without full stops and plural s.
    pub letters: String,
    /// Where it stands, other than in the brackets that define it.
    pub uses: Vec<Span<Prose>>,
    /// Those of the uses that a reader has to unfold: not “BLFO Road”, not “the answer is NOT yes”.
    pub bare: Vec<Span<Prose>>,
    /// Byte after the first use that says what it is without spelling it out: “the bank BLFO”, “NDN, a policy group”.
    pub told_at: Option<usize>,
    /// Where it is spelled out.
    pub definitions: Vec<Definition>,
    /// Byte after the first words whose initials are its letters, without brackets around them: “the Fish Trade Board”.
    pub initials_at: Option<usize>,
}

/// “Long Form (LF)” or “LF (Long Form)”.
#[derive(Clone, Debug)]
pub struct Definition {
    /// The words that it stands for.
    pub expansion: Span<Prose>,
    /// The letters next to them.
    pub acronym: Span<Prose>,
}

/// How many letters an acronym has; a longer run of capitals is a word.
pub(crate) const LENGTHS: std::ops::RangeInclusive<usize> = 2..=10;

pub(super) fn acronyms(page: &Page) -> Vec<Acronym> {
    let mut found: BTreeMap<String, Acronym> = BTreeMap::new();
    for (index, token) in page.tokens.iter().enumerate().filter(|(_, token)| token.has_capital) {
        let word = page.slice(token.span());
        if token.kind != TokenKind::Word || !may_have_letters(word) {
            continue;
        }
        // “Sino-DPRK” has one in its second part.
        let mut at = token.start as usize;
        let parts = || word.split(['-', '‐', '\u{2011}']);
        if word.contains(|c: char| c.is_numeric()) || parts().any(|part| part.chars().count() == 1) {
            continue; // a model, a road, a shout: “PF-9”, “E-MAIL”
        }
        for part in parts() {
            let start = at;
            at += part.len() + page.prose.text[at + part.len()..].chars().next().map_or(0, char::len_utf8);
            let Some((letters, length)) = letters(page, part) else { continue };
            if in_capitals(page, index) || page.opens_turn(token.start as usize) {
                break;
            }
            let span = Span::new(start, start + length);
            let definition = definition(page, index, &letters, span);
            let acronym = found.entry(letters.clone()).or_insert_with(|| Acronym {
                letters,
                uses: Vec::new(),
                bare: Vec::new(),
                told_at: None,
                definitions: Vec::new(),
                initials_at: None,
            });
            let in_brackets = definition.as_ref().is_some_and(|(_, in_brackets)| *in_brackets);
            acronym.definitions.extend(definition.map(|(definition, _)| definition));
            if in_brackets {
                continue;
            }
            acronym.uses.push(span);
            match usage(page, index, span) {
                Usage::Bare => acronym.bare.push(span),
                Usage::Told => {
                    acronym.told_at.get_or_insert(span.end);
                }
                Usage::Other => {}
            }
        }
    }
    find_initials(page, &mut found);
    found.into_values().collect()
}

/// Whether two capitals follow each other, or one follows the start of a part: a quick look at words such as “Holm”.
fn may_have_letters(word: &str) -> bool {
    let large = |byte: u8| !byte.is_ascii_lowercase();
    word.as_bytes().windows(2).any(|pair| large(pair[0]) && large(pair[1]))
}

/// Finds words whose initials spell one of the acronyms, in one walk for all of them.
fn find_initials(page: &Page, found: &mut BTreeMap<String, Acronym>) {
    if found.is_empty() {
        return;
    }
    let mut firsts: Vec<char> = found.keys().filter_map(|letters| letters.chars().next()).collect();
    firsts.dedup();
    // The initials so far: “DoFaG” for “Department of Fish and Game”.
    let mut run = String::new();
    for token in &page.tokens {
        if run.is_empty() && !token.is_capital() {
            continue;
        }
        let word = page.slice(token.span());
        let initial = word.chars().next().unwrap_or(' ');
        if !(token.is_word() && initial.is_uppercase()) {
            let small = token.is_word() && initial.is_lowercase() && word.chars().count() <= 4;
            match small {
                true if !run.is_empty() => run.push(initial),
                true => {}
                false => run.clear(),
            }
            continue;
        }
        if letters(page, word).is_some() {
            run.clear();
            continue;
        }
        run.extend(word.split('-').filter_map(|part| part.chars().next()));
        let starts = run.char_indices().rev().filter(|(_, c)| c.is_uppercase()).take(*LENGTHS.end());
        let tails = starts.filter(|(_, first)| firsts.contains(first)).map(|(at, _)| &run[at..]);
        for tail in tails.filter(|tail| tail.chars().nth(FEWEST - 1).is_some()) {
            // Small words may count, as in “Organizing for Action”, or not.
            let capitals: String = tail.chars().filter(|c| c.is_uppercase()).collect();
            spell(found, &capitals, token.end as usize);
            if capitals.len() < tail.len() {
                spell(found, &tail.to_uppercase(), token.end as usize);
            }
        }
        if run.len() > 64 {
            run.drain(..run.char_indices().nth(8).map_or(0, |(at, _)| at));
        }
    }
}

/// The minimum number of initials: two fit almost anything.
const FEWEST: usize = 3;

/// Notes that words with these initials end at byte `end`. The last word may be missing: “United Boat Workers” for UBWI.
fn spell(found: &mut BTreeMap<String, Acronym>, initials: &str, end: usize) {
    let count = initials.chars().count();
    if count < FEWEST {
        return;
    }
    let alike = found.range_mut(initials.to_owned()..).take_while(|(letters, _)| letters.starts_with(initials));
    for (_, acronym) in alike.filter(|(letters, _)| letters.chars().count() <= count + 1) {
        acronym.initials_at.get_or_insert(end);
    }
}

/// The letters of a word in capitals, and its length in bytes without a plural or possessive ending.
fn letters(page: &Page, word: &str) -> Option<(String, usize)> {
    // Most words with a capital have only that.
    word.chars().nth(1).filter(|&second| second == '&' || second.is_uppercase())?;
    let morphology = &page.language.morphology;
    let core = morphology.without_plural(morphology.without_possessive(word));
    // A full stop shows initials of a person, or letters that house style dots because every reader knows them.
    let capitals = core.split('&').all(|part| part.chars().all(char::is_uppercase) && !part.is_empty());
    (capitals && LENGTHS.contains(&core.chars().count())).then(|| (core.to_owned(), core.len()))
}

/// Whether a neighbouring word is in capitals too: a headline, a shout or a name so written, not an acronym.
fn in_capitals(page: &Page, index: usize) -> bool {
    let here = page.tokens[index];
    let block = page.prose.block_at(here.start as usize);
    // A quotation mark or the initial of a name may stand between: HOW ‘OLD’, ANNA B. HOLM.
    let letters_of = |at: usize| {
        let token = page.tokens.get(at).filter(|token| page.prose.block_at(token.start as usize) == block)?;
        Some(page.slice(token.span()))
    };
    let is_between = |word: &str| matches!(word, "‘" | "’" | "“" | "”" | "'" | "\"" | ".") || is_initial(word);
    let neighbour = |step: fn(usize, usize) -> Option<usize>| {
        let mut words = (1..=3).map_while(|by| letters_of(step(index, by)?));
        words.find(|word| !is_between(word))
    };
    [neighbour(usize::checked_sub), neighbour(usize::checked_add)].into_iter().flatten().any(|word| {
        word.chars().filter(|c| c.is_alphabetic()).count() > 1
            && word.chars().all(|c| c.is_uppercase() || !c.is_alphabetic())
    })
}

fn is_initial(word: &str) -> bool {
    let mut letters = word.trim_end_matches('.').chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
}

/// The words that spell out the letters next to them, and whether the letters stand in the brackets.
fn definition(page: &Page, index: usize, letters: &str, span: Span<Prose>) -> Option<(Definition, bool)> {
    let is = |index: Option<usize>, mark: &str| {
        index.and_then(|at| page.tokens.get(at)).is_some_and(|token| page.slice(token.span()) == mark)
    };
    if is(index.checked_sub(1), "(") {
        let expansion = expansion_before(page, index - 1, letters).or_else(|| name_before(page, index - 1))?;
        return Some((Definition { expansion, acronym: span }, true));
    }
    if let Some(expansion) = renamed(page, index, letters) {
        return Some((Definition { expansion, acronym: span }, true));
    }
    if is(Some(index + 1), "(") || is(Some(index + 1), ",") {
        let block = page.prose.block_at(span.start);
        let mut words: Vec<Token> = Vec::new();
        for token in page.tokens.get(index + 2..)?.iter().take(letters.chars().count() * 2 + 4) {
            let ends = matches!(page.slice(token.span()), ")" | "," | "." | ";");
            if ends || page.prose.block_at(token.start as usize) != block {
                // “the HBT, the Harbour Board of Trade,”: an article may come first
                let named: &[Token] = match words.first() {
                    Some(first) if page.slice(first.span()).starts_with(char::is_lowercase) => &words[1..],
                    _ => &words,
                };
                let (first, last) = (named.first()?, named.last()?);
                let expansion = Span::new(first.start as usize, last.end as usize);
                return initials_match(page, named, letters)
                    .then_some((Definition { expansion, acronym: span }, false));
            }
            words.push(*token);
        }
    }
    None
}

/// The words right before a bracket whose initials are the letters, small words between them allowed.
fn expansion_before(page: &Page, bracket: usize, letters: &str) -> Option<Span<Prose>> {
    let count = letters.chars().count();
    let reach = count * 2 + 3;
    let block = page.prose.block_at(page.tokens[bracket].start as usize);
    let from = bracket.saturating_sub(reach);
    let first_letter = letters.chars().next()?;
    let mut best = None;
    for start in (from..bracket).rev() {
        let token = page.tokens[start];
        if page.prose.block_at(token.start as usize) != block {
            break;
        }
        let word = page.slice(token.span());
        if token.kind == TokenKind::Mark && !matches!(word, "-" | "&" | "’" | "'" | "–" | "/" | "," | "”" | "“" | "\"")
        {
            break;
        }
        let begins = word.chars().next().is_some_and(|c| same(c, first_letter));
        if begins && initials_match(page, &page.tokens[start..bracket], letters) {
            best = Some(Span::new(token.start as usize, page.tokens[bracket - 1].end as usize));
            break;
        }
    }
    best
}

/// The words that “, or XYZ” gives another name to; without the comma they must have the initials.
fn renamed(page: &Page, index: usize, letters: &str) -> Option<Span<Prose>> {
    let word = |at: usize| page.slice(page.tokens[at].span());
    let or = index.checked_sub(1).filter(|&or| page.language.speech.tags(word(or)).has(Tags::RENAMING))?;
    let comma = or.checked_sub(1).filter(|&comma| word(comma) == ",");
    expansion_before(page, comma.unwrap_or(or), letters).or_else(|| name_before(page, comma?))
}

/// Two or more capitalised words right before a bracket: the letters may be of another language, as in many parties.
fn name_before(page: &Page, bracket: usize) -> Option<Span<Prose>> {
    let capital =
        |token: &&Token| token.kind == TokenKind::Word && page.slice(token.span()).starts_with(char::is_uppercase);
    let words: Vec<&Token> = page.tokens[..bracket].iter().rev().take_while(capital).take(6).collect();
    let (last, first) = (words.first()?, words.last()?);
    (words.len() >= 2).then(|| Span::new(first.start as usize, last.end as usize))
}

/// Whether the initials of `words` spell `letters`; short small words may be skipped, parts of a hyphenated one count.
fn initials_match(page: &Page, words: &[Token], letters: &str) -> bool {
    let mut wanted = letters.chars().filter(|c| c.is_alphabetic()).peekable();
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
        let small = word.starts_with(char::is_lowercase) && word.chars().count() <= 4;
        if !matched && !small {
            return false;
        }
    }
    wanted.peek().is_none()
}

fn same(one: char, other: char) -> bool {
    one.to_lowercase().eq(other.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Article;
    use crate::text::Source;

    fn found(text: &str) -> Vec<(String, usize, Vec<String>)> {
        let source = Source::new("a.txt", text);
        let article = Article::new(&source, crate::format::read(&source), &crate::language::Language::english());
        let expansions =
            |acronym: &Acronym| acronym.definitions.iter().map(|d| article.slice(d.expansion).to_owned()).collect();
        article
            .acronyms
            .iter()
            .map(|acronym| (acronym.letters.clone(), acronym.uses.len(), expansions(acronym)))
            .collect()
    }

    #[test]
    fn definitions_are_found_before_and_after() {
        assert_eq!(
            found(
                "The Harbour Board of Trade (HBT) met. HBT’s chair and the RFC (River Fish Council) agreed with FLO."
            ),
            [
                ("FLO".into(), 1, vec![]),
                ("HBT".into(), 1, vec!["Harbour Board of Trade".into()]),
                ("RFC".into(), 1, vec!["River Fish Council".into()]),
            ]
        );
    }

    #[test]
    fn definitions_may_have_commas_stand_in_apposition_or_be_of_another_language() {
        for text in [
            "The Department for Boats, Docks and Rivers (DBDR) met.",
            "The DBD, the Department of Boats and Docks, met.",
            "The Kurdistan Fishers Party (PKF) met.",
        ] {
            assert_eq!(found(text)[0].2.len(), 1, "{text}");
        }
    }

    #[test]
    fn words_in_a_line_of_capitals_are_none() {
        assert_eq!(found("FIRE IN OLD MILL HALL"), []);
        assert_eq!(found("The novelist J.K. Marsh spoke. FULL TEXT."), []);
    }
}
