//! Signs of extensions of Markdown that are not copy: abbreviations (`*[HTML]: …`), the place of a table of contents (`[TOC]`), ids of
//! blocks (`^a1b2c3`), formulas (`$x^2$`), and emoji (`:wave:`).

use super::passage::floor;
use crate::text::{Source, Span};
use memchr::{memchr2_iter, memmem};

/// The longest name of an emoji, the longest formula within a line, and the longest in several, in bytes.
const LONGEST_NAME: usize = 40;
const LONGEST_FORMULA: usize = 300;
const LONGEST_DISPLAY: usize = 4_000;

/// The shortest id of a block, with its sign, in bytes. After a shorter one a power may stand.
const SHORTEST_ID: usize = 5;

/// Lines in whose place a program puts a table of contents.
const CONTENTS: [&str; 3] = ["[toc]", "[[toc]]", "[[_toc_]]"];

/// Emoji whose names have no letter.
const SIGNS: [&str; 3] = ["+1", "-1", "100"];

/// What stands for nothing that readers see, from byte `base`, in order.
pub(super) fn left_out(text: &str, base: usize) -> Vec<Span<Source>> {
    let mut found = Vec::new();
    let bytes = &text.as_bytes()[base..];
    let has = |what: &str| memmem::find(bytes, what.as_bytes()).is_some();
    if !(has("*[") || has(" ^") || has("\n^") || has("[TOC]") || has("[toc]") || has("[[_")) {
        return found;
    }
    let mut at = base;
    for line in text[base..].split_inclusive('\n') {
        let words = line.trim();
        let whole = Span::new(at + line.len() - line.trim_start().len(), at + line.trim_end().len());
        at += line.len();
        let is_contents = CONTENTS.iter().any(|place| words.eq_ignore_ascii_case(place));
        if is_contents || is_abbreviation(words) {
            found.push(whole);
        } else if let Some(id) = words.rsplit([' ', '\t']).next().filter(|word| is_id(word))
            && ends_block(&text[at..])
        {
            let before = words[..words.len() - id.len()].trim_end();
            found.push(Span::new(whole.start + before.len(), whole.end));
        }
    }
    found
}

/// `*[HTML]: Hypertext Markup Language`
fn is_abbreviation(line: &str) -> bool {
    line.strip_prefix("*[")
        .and_then(|rest| rest.split_once("]:"))
        .is_some_and(|(word, _)| !word.is_empty() && !word.contains([']', '[']))
}

fn is_id(word: &str) -> bool {
    let Some(id) = word.strip_prefix('^').filter(|_| word.len() >= SHORTEST_ID) else { return false };
    id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && id.contains(|c: char| c.is_ascii_alphabetic())
}

/// Whether a block ends before `rest`: a blank line, an item or the end follows.
fn ends_block(rest: &str) -> bool {
    let next = rest.lines().next().unwrap_or_default().trim_start();
    next.is_empty() || next.starts_with(['-', '*', '+', '#', '>']) || next.starts_with(|c: char| c.is_ascii_digit())
}

/// Formulas and emoji from byte `base`, in order.
pub(super) fn shown(text: &str, base: usize) -> Vec<Span<Source>> {
    let bytes = text.as_bytes();
    let mut found: Vec<Span<Source>> = Vec::new();
    let mut end = base;
    for at in memchr2_iter(b'$', b':', &bytes[base..]).map(|at| base + at) {
        if at < end {
            continue;
        }
        let before = text[base..at].chars().next_back();
        let span = if bytes[at] == b':' { emoji(text, at, before, at == end) } else { formula(text, at, before) };
        if let Some(span) = span {
            end = span.end;
            found.push(span);
        }
    }
    found
}

/// `:wave:`, which no word, number or colon touches.
fn emoji(text: &str, at: usize, before: Option<char>, follows: bool) -> Option<Span<Source>> {
    let touches = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || matches!(c, ':' | '`' | '/'));
    if touches(before) && !follows {
        return None;
    }
    let rest = &text.as_bytes()[at + 1..];
    let is_part = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_+-".contains(byte);
    let length = rest.iter().take(LONGEST_NAME).take_while(|byte| is_part(byte)).count();
    let name = &text[at + 1..at + 1 + length];
    let end = at + 1 + length + 1;
    let is_name = length > 1 && name.starts_with(|c: char| c.is_ascii_lowercase()) || SIGNS.contains(&name);
    let is_closed = rest.get(length) == Some(&b':') && !text[end..].starts_with(|c: char| c.is_alphanumeric());
    (is_name && is_closed).then(|| Span::new(at, end))
}

/// `$x^2$`, `$$ … $$`. Two sums of money are not a formula: a formula has a sign that money does not have, or only single letters, and
/// its dollar signs touch what is in it.
fn formula(text: &str, at: usize, before: Option<char>) -> Option<Span<Source>> {
    if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '$' | '\\' | '`')) {
        return None;
    }
    let rest = &text[at + 1..];
    if let Some(rest) = rest.strip_prefix('$') {
        let rest = &rest[..floor(rest, LONGEST_DISPLAY)];
        let inside = &rest[..memmem::find(rest.as_bytes(), b"$$")?];
        let is_formula =
            inside.contains(['\\', '^', '_', '=', '{']) && !inside.contains("\n\n") && !inside.contains('`');
        return is_formula.then(|| Span::new(at, at + 2 + inside.len() + 2));
    }
    let rest = &rest[..floor(rest, LONGEST_FORMULA)];
    let inside = &rest[..rest.bytes().position(|byte| matches!(byte, b'$' | b'\n' | b'`'))?];
    let end = at + 1 + inside.len() + 1;
    let is_closed = rest[inside.len()..].starts_with('$') && !text[end..].starts_with(|c: char| c.is_alphanumeric());
    let touches = !inside.is_empty() && inside.trim() == inside && !inside.ends_with('\\');
    (is_closed && touches && is_formula(inside)).then(|| Span::new(at, end))
}

/// Whether what stands between two dollars is a formula.
fn is_formula(inside: &str) -> bool {
    let words = || inside.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    inside.contains(['\\', '^', '_', '=']) || words().next().is_some() && words().all(|word| word.len() == 1)
}

#[cfg(test)]
mod tests {
    use crate::format::read;
    use crate::text::Source;

    #[test]
    fn signs_of_extensions_are_not_copy() {
        for (text, expected) in [
            ("The HTML.\n\n*[HTML]: A web site\n*[CSS]: Sheets\n\nThe sea.\n", "The HTML.\n\nThe sea."),
            ("[TOC]\n\nThe quay.\n\n[[_TOC_]]\n", "The quay."),
            ("The quay. ^a1b2c3\n\n- The sea ^the-sea\n- The sky\n\n^table-1\n", "The quay.\n\nThe sea\n\nThe sky"),
            ("Of x ^2 and y ^10\n\n*[a](b): c*\n", "Of x ^2 and y ^10\n\na: c"),
            (
                "Of $x^2$, $n$ and $n-1$.\n\n$$\na = b\n$$\n\nIt is $5 or $6, $7/$8, US$9 and A$b.\n",
                "Of \u{fffc}, \u{fffc} and \u{fffc}.\n\nIt is $5 or $6, $7/$8, US$9 and A$b.",
            ),
            ("A $$ inn and a $$$ inn, $a day or $b a week.\n", "A $$ inn and a $$$ inn, $a day or $b a week."),
            ("Go :wave::+1: (:e-mail:).\n", "Go \u{fffc}\u{fffc} (\u{fffc})."),
            ("At 10:30:15, a::b::c, :30: and note: it: is.\n", "At 10:30:15, a::b::c, :30: and note: it: is."),
        ] {
            assert_eq!(read(&Source::new("a.md", text)).text, expected, "{text}");
        }
    }
}
