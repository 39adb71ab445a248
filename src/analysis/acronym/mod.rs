//! [`Acronym`]: words in capitals, where they are used and where they are spelled out.

mod definition;
mod field;
mod usage;

use super::{Page, Token, TokenKind, WordId};
use crate::prose::Prose;
use crate::text::Span;
use definition::{FEWEST, definition};
use std::collections::BTreeMap;
use std::ops::Bound;
use usage::{HYPHENS, Usage, usage};

pub use definition::Definition;

/// An acronym of a draft, with its places in order.
#[derive(Clone, Debug)]
pub struct Acronym {
    /// Its letters, without full stops and plural s.
    pub letters: String,
    /// Where it stands, other than in the brackets that define it.
    pub uses: Vec<Span<Prose>>,
    /// Those of the uses that a reader has to unfold: not “BLFO Road”, not “the answer is NOT yes”.
    pub bare: Vec<Span<Prose>>,
    /// The bare ones and those that may be the call sign of a station: all that come too early before an explanation.
    pub early: Vec<Span<Prose>>,
    /// Byte after the first use that says what it is without spelling it out: “the bank BLFO”, “NDN, a policy group”.
    pub told_at: Option<usize>,
    /// Where it is spelled out.
    pub definitions: Vec<Definition>,
    /// Byte after the first words whose initials are its letters, without brackets around them: “the Fish Trade Board”.
    pub initials_at: Option<usize>,
    /// Whether readers of the field that the draft is about know it, though others do not.
    pub in_field: bool,
}

/// How many letters an acronym has; a longer run of capitals is a word.
pub(crate) const LENGTHS: std::ops::RangeInclusive<usize> = 2..=10;

pub(super) fn acronyms(page: &Page) -> Vec<Acronym> {
    let mut found: BTreeMap<String, Acronym> = BTreeMap::new();
    for (index, token) in page.tokens.iter().enumerate().filter(|(_, token)| token.has_capital()) {
        let word = page.slice(token.span());
        if token.kind() != TokenKind::Word || !may_have_letters(word) {
            continue;
        }
        // “Sino-DPRK” has one in its second part.
        let mut at = token.start as usize;
        let parts = || word.split(HYPHENS);
        if word.contains(|c: char| c.is_numeric()) || parts().any(|part| part.chars().count() == 1) {
            continue; // a model, a road, a shout: “PF-9”, “E-MAIL”
        }
        if parts().nth(1).is_some() && opens_bracket(page, index) {
            continue; // “the Harbour Pilots’ Working Group (HP-WG)” spells out neither HP nor WG
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
                early: Vec::new(),
                told_at: None,
                definitions: Vec::new(),
                initials_at: None,
                in_field: false,
            });
            let in_brackets = definition.as_ref().is_some_and(|(_, in_brackets)| *in_brackets);
            acronym.definitions.extend(definition.map(|(definition, _)| definition));
            if in_brackets {
                continue;
            }
            acronym.uses.push(span);
            match usage(page, index, span) {
                Usage::Bare => {
                    acronym.bare.push(span);
                    acronym.early.push(span);
                }
                Usage::CallSign => acronym.early.push(span),
                Usage::Told => {
                    acronym.told_at.get_or_insert(span.end);
                }
                Usage::Other => {}
            }
        }
    }
    find_initials(page, &mut found);
    let mut found: Vec<Acronym> = found.into_values().collect();
    leave_out_names(page, &mut found);
    field::mark(page, &mut found);
    found
}

/// Whether a bracket opens right before the token `index`.
fn opens_bracket(page: &Page, index: usize) -> bool {
    index.checked_sub(1).is_some_and(|before| page.slice(page.tokens[before].span()) == "(")
}

/// Leaves out the uses of letters that the draft also writes with small ones, inside a sentence: “Holm uses Elm. ELM is quick.”
/// They are a name, which stands for no other words.
fn leave_out_names(page: &Page, acronyms: &mut [Acronym]) {
    let mut words: BTreeMap<WordId, usize> = BTreeMap::new();
    for (at, acronym) in acronyms.iter().enumerate() {
        let is_open = acronym.definitions.is_empty() && acronym.letters.len() >= FEWEST;
        let mut tokens = acronym.bare.iter().filter(|_| is_open).filter_map(|span| page.tokens_in(*span).first());
        words.extend(tokens.find(|token| token.span().len() == acronym.letters.len()).map(|token| (token.word, at)));
    }
    if words.is_empty() {
        return;
    }
    for token in page.tokens.iter().filter(|token| token.has_capital()) {
        let Some(&at) = words.get(&{ token.word }) else { continue };
        if page.slice(token.span()).contains(char::is_lowercase) && !starts_sentence(page, token) {
            acronyms[at].bare.clear();
        }
    }
}

fn starts_sentence(page: &Page, token: &Token) -> bool {
    let start = token.start as usize;
    page.sentence_at(start).is_none_or(|at| page.sentences[at].span().start == start)
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
    let firsts = bits(found.keys().filter_map(|letters| letters.chars().next()));
    // What the last of the initials can be, since the last word may be missing.
    let lasts = bits(found.keys().flat_map(|letters| letters.chars().rev().take(2)));
    // The initials so far: “DoFaG” for “Department of Fish and Game”.
    let mut run = String::new();
    for token in &page.tokens {
        if run.is_empty() && !token.is_capital() {
            continue;
        }
        let word = page.slice(token.span());
        if !token.is_word() {
            // “Docks, Tides and Rivers”
            if !matches!(word, "," | "&") {
                run.clear();
            }
            continue;
        }
        let initial = word.chars().next().unwrap_or(' ');
        if !initial.is_uppercase() {
            let small = initial.is_lowercase() && (word.len() <= 4 || word.chars().nth(4).is_none());
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
        let is_one_part = !word.bytes().any(|byte| byte == b'-');
        match is_one_part {
            true => run.push(initial),
            false => run.extend(word.split('-').filter_map(|part| part.chars().next())),
        }
        if is_one_part && lasts & bit(initial) == 0 {
            shorten(&mut run);
            continue;
        }
        let starts = run.char_indices().rev().filter(|(_, c)| c.is_uppercase()).take(*LENGTHS.end());
        let tails = starts.filter(|(_, first)| firsts & bit(*first) != 0).map(|(at, _)| &run[at..]);
        for tail in tails.filter(|tail| tail.chars().nth(FEWEST - 1).is_some()) {
            // Small words may count, as in “Organizing for Action”, or not.
            let capitals: String = tail.chars().filter(|c| c.is_uppercase()).collect();
            spell(found, &capitals, token.end() as usize);
            if capitals.len() < tail.len() {
                spell(found, &tail.to_uppercase(), token.end() as usize);
            }
        }
        shorten(&mut run);
    }
}

/// The bits of `letters`; a letter without its bit is none of them.
fn bits(letters: impl Iterator<Item = char>) -> u32 {
    letters.fold(0, |bits, letter| bits | bit(letter))
}

const fn bit(letter: char) -> u32 {
    1 << (letter as u32 % u32::BITS)
}

/// Drops the first of many initials, so that a long list of names takes linear time.
fn shorten(run: &mut String) {
    if run.len() > 64 {
        run.drain(..run.char_indices().nth(8).map_or(0, |(at, _)| at));
    }
}

/// Notes that words with these initials end at byte `end`. The last word may be missing: “United Boat Workers” for UBWI.
fn spell(found: &mut BTreeMap<String, Acronym>, initials: &str, end: usize) {
    let count = initials.chars().count();
    if count < FEWEST {
        return;
    }
    let alike = found
        .range_mut::<str, _>((Bound::Included(initials), Bound::Unbounded))
        .take_while(|(letters, _)| letters.starts_with(initials));
    for (_, acronym) in alike.filter(|(letters, _)| letters.chars().count() <= count + 1) {
        acronym.initials_at.get_or_insert(end);
    }
}

/// The letters of a word in capitals, and its length in bytes without a plural or possessive ending.
fn letters(page: &Page, word: &str) -> Option<(String, usize)> {
    // Most words with a capital have only that.
    if word.as_bytes().get(1).is_none_or(u8::is_ascii_lowercase) {
        return None;
    }
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
