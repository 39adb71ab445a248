//! [`Label`]: the words at the head of a paragraph that say who speaks: `VOSS:`, `Speaker 1 (00:12:04)`, `Q.`.

use super::super::time;
use crate::language::Language;

/// The head of a paragraph of a transcript.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Label<'a> {
    /// Who speaks; empty if only a time is given.
    pub name: &'a str,
    /// When, in milliseconds.
    pub time: Option<u32>,
    /// Length of the label in bytes, with the mark and the space after it.
    pub length: usize,
    /// How sure it is that these words are a label.
    pub sure: bool,
}

/// The longest name that a label can have, in bytes.
const LONGEST: usize = 60;

/// Words of a name at most, with titles: “THE REV. DR. ANNA MARIA VAN DER VOSS”.
const MOST_WORDS: usize = 8;

/// The label at the head of `text`, if there is one.
pub(super) fn label<'a>(text: &'a str, language: &Language) -> Option<Label<'a>> {
    let (first_time, from) = leading_time(text);
    let rest = &text[from..];
    let (name, after) = match head(rest) {
        Some(found) => found,
        None if first_time.is_some() => {
            let length = from + rest.len() - rest.trim_start_matches([' ', ':', '-', '–']).len();
            return Some(Label { name: "", time: first_time, length, sure: true });
        }
        None => return None,
    };
    let name_end = from + name.len();
    let (last_time, used) = trailing_time(&rest[name.len()..after]);
    let mark = rest[name.len()..after].trim_end().ends_with([':', '.']);
    // A line that is only a name and a time, as transcription services write above each turn.
    let alone = last_time.is_some() && rest[after..].trim().is_empty();
    if !(mark || alone || (last_time.is_some() && used)) {
        return None;
    }
    let name = text[from..name_end].trim_end_matches([' ', ',', '-', '–']);
    let turn = language.record.turn(name);
    let sure = turn.is_some() || last_time.is_some() || first_time.is_some() || is_capitals(name) || is_full_name(name);
    (turn.is_some() || is_name(name)).then_some(Label {
        name,
        time: last_time.or(first_time),
        length: from + after,
        sure,
    })
}

/// The name at the head of `text`, and where the words after the label begin.
fn head(text: &str) -> Option<(&str, usize)> {
    let mut limit = text.len().min(LONGEST + 24);
    while !text.is_char_boundary(limit) {
        limit -= 1;
    }
    let head = &text[..limit];
    // A time may have colons of its own, so its brackets are looked for first.
    let open = head.find(['(', '[']).filter(|&at| time::at(&head[at + 1..]).is_some());
    let colon = head.find(':').filter(|&at| {
        let figures = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        !(figures(head[..at].chars().next_back()) && figures(head[at + 1..].chars().next()))
    });
    let skip = |at: usize| at + text[at..].len() - text[at..].trim_start().len();
    match (open, colon) {
        (Some(open), colon) if colon.is_none_or(|colon| open < colon) => {
            let close = open + head[open..].find([')', ']'])? + 1;
            let after = &text[close..];
            let mark = after.len() - after.trim_start_matches([':', ' ']).len();
            Some((head[..open].trim_end(), skip(close + mark)))
        }
        (_, Some(colon)) => {
            // “VOSS (?): ” and “VOSS (on camera): ”: the remark is not part of the name.
            let name = head[..colon].split(['(', '[']).next().unwrap_or_default().trim_end();
            Some((if name.is_empty() { &head[..colon] } else { name }, skip(colon + 1)))
        }
        (None, None) | (Some(_), None) => spaced(head).map(|(name, after)| (name, skip(after))),
    }
}

/// “Q. Were you there?” and “Anna Voss  0:03”.
fn spaced(head: &str) -> Option<(&str, usize)> {
    if let Some(end) = head.find(". ").filter(|&end| end == 1) {
        return Some((&head[..end], end + 1));
    }
    let trimmed = head.trim_end();
    let at = trimmed.rfind(char::is_whitespace)?;
    let (_, length) = time::at(trimmed[at..].trim_start())?;
    let whole = trimmed[at..].trim_start().len() == length;
    whole.then(|| (trimmed[..at].trim_end(), trimmed.len()))
}

/// A time before the name: `[00:12:04] VOSS: …`, `00:12:04 VOSS: …`.
fn leading_time(text: &str) -> (Option<u32>, usize) {
    let inner = text.trim_start_matches(['[', '(']);
    let Some((time, length)) = time::at(inner) else { return (None, 0) };
    let rest = &inner[length..];
    let rest = rest.trim_start_matches([']', ')']).trim_start();
    (Some(time), text.len() - rest.len())
}

/// A time after the name, and whether it stands in brackets.
fn trailing_time(text: &str) -> (Option<u32>, bool) {
    let inner = text.trim_start();
    let bracket = inner.starts_with(['(', '[']);
    let found = time::at(inner.trim_start_matches(['(', '[']));
    (found.map(|(time, _)| time), bracket)
}

fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split([' ', '-', '\u{a0}']).filter(|word| !word.is_empty())
}

fn is_capitals(name: &str) -> bool {
    let mut letters = name.chars().filter(|c| c.is_alphabetic());
    name.chars().filter(|c| c.is_alphabetic()).count() > 1 && letters.all(char::is_uppercase)
}

/// Whether it has at least two words, all with capitals or figures.
fn is_full_name(name: &str) -> bool {
    words(name).count() >= 2
        && words(name).all(|word| word.chars().find(|c| c.is_alphanumeric()).is_none_or(|c| !c.is_lowercase()))
}

/// Whether it may be the name of a speaker: few words, all but particles with a capital, and no sentence.
fn is_name(name: &str) -> bool {
    let first = name.trim_start_matches(['(', '[', '*', '-', ' ']);
    let count = words(name).count();
    let capitals = words(name).filter(|word| word.chars().any(char::is_uppercase)).count();
    let figures = words(name).filter(|word| word.chars().all(|c| c.is_ascii_digit())).count();
    !name.is_empty()
        && name.len() <= LONGEST
        && (1..=MOST_WORDS).contains(&count)
        && first.starts_with(char::is_uppercase)
        && (capitals + figures) * 2 > count
        && !name.contains(['?', '!', '"', '“', '”', ';'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_told_from_sentences() {
        let language = Language::default();
        let name = |text: &str| label(text, &language).map(|label| (label.name.to_owned(), label.time, label.length));
        let is = |text: &str, wanted: &str, time: Option<u32>, words: &str| {
            let (found, at, length) = name(text).unwrap_or_else(|| panic!("{text} has a label"));
            assert_eq!((found.as_str(), at, &text[length..]), (wanted, time, words), "{text}");
        };
        is("VOSS: We will build it.", "VOSS", None, "We will build it.");
        is("Speaker 1 (00:12:04)", "Speaker 1", Some(724_000), "");
        is("Speaker 1 (00:12:04): We will.", "Speaker 1", Some(724_000), "We will.");
        is("Anna Voss  0:03", "Anna Voss", Some(3_000), "");
        is("[00:12:04] ANNA VOSS: We will.", "ANNA VOSS", Some(724_000), "We will.");
        is("00:12:04 We will.", "", Some(724_000), "We will.");
        is("Q. Were you there?", "Q", None, "Were you there?");
        is("Q: Were you there?", "Q", None, "Were you there?");
        is("O'MALLEY (?): No.", "O'MALLEY", None, "No.");
        is("Mark C. Thurber: No.", "Mark C. Thurber", None, "No.");
        assert_eq!(name("What you have to ask yourself is: who pays?"), None);
        assert_eq!(name("We met at 10:30 and left."), None);
        assert_eq!(name("I will say this, and only this: no."), None);
    }
}
