//! Attribute lists of kramdown and its kin, `{: .class}` and `{:target="_blank"}`, and those of Pandoc after a link, a picture or a
//! heading, `{#id .class}`: what it is, which readers do not see.

use super::passage::floor;
use crate::text::{Source, Span};
use memchr::memchr;

/// The longest attribute list, in bytes.
const LONGEST: usize = 300;

/// The longest heading that has one, in bytes.
const LONGEST_HEADING: usize = 1_000;

/// Classes of paragraphs that a speaker answers.
const ANSWERS: [&str; 3] = ["answer", "interview-answer", "interviewee"];

/// The attribute list that begins with the brace at byte `start`: `{:` and a class, an id, `key="value"` or `toc`. Marks may be
/// curly, as a word processor leaves them.
pub(super) fn attributes(text: &str, start: usize) -> Option<Span<Source>> {
    let rest = text[start..].strip_prefix('{')?;
    let length = memchr(b'}', &rest.as_bytes()[..rest.len().min(LONGEST)])?;
    let is_kramdown = rest.starts_with(':');
    if !is_kramdown && !follows(text, start, &rest[length + 1..]) {
        return None;
    }
    let inside = rest[usize::from(is_kramdown)..length].trim();
    let is_name = |word: &str| {
        word.strip_prefix(['.', '#']).is_some_and(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()))
    };
    let is_one = inside.split_whitespace().next().is_some_and(|first| is_kramdown && first == "toc" || is_name(first));
    let pair = inside.split_once('=').is_some_and(|(key, _)| {
        !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.# ".contains(&byte))
    });
    // The space before a list at the end of a heading goes with it.
    let begins = start - usize::from(!is_kramdown && text[..start].ends_with(' '));
    (!inside.contains('\n') && (is_one || pair)).then(|| Span::new(begins, start + "{".len() + length + 1))
}

/// Whether the bracket at byte `start` opens words that only have an attribute list, `[words]{.class}`: readers do not see it.
pub(super) fn opens_words(text: &str, start: usize) -> bool {
    let rest = &text.as_bytes()[start + 1..];
    let Some(length) = rest.iter().take(LONGEST).position(|byte| matches!(byte, b'[' | b']' | b'\n')) else {
        return false;
    };
    let is_closed = rest[length] == b']' && rest.get(length + 1) == Some(&b'{') && length > 0;
    let touches = text[..start].ends_with(|c: char| c.is_alphanumeric() || c == '!');
    is_closed && !touches && attributes(text, start + 1 + length + 1).is_some()
}

/// Whether a list at byte `start`, with `after` behind it, belongs to a link, a picture, code or words in brackets, or ends a heading.
fn follows(text: &str, start: usize, after: &str) -> bool {
    let near = &text[floor(text, start.saturating_sub(LONGEST_HEADING))..start];
    let line = near.rsplit('\n').next().unwrap_or_default();
    let after = after.trim_start_matches(is_blank);
    let ends = after.is_empty() || after.starts_with('\n');
    // Brackets that touch a word are not words in brackets: what a chatbot leaves, `contentReference[oaicite:0]{index=0}`, stays copy.
    let touches_word = || line.rfind('[').is_some_and(|open| line[..open].ends_with(char::is_alphanumeric));
    line.ends_with([')', '`'])
        || line.ends_with(']') && !touches_word()
        || ends && line.starts_with('#') && line.ends_with(' ')
}

fn is_blank(c: char) -> bool {
    c != '\n' && c.is_whitespace()
}

/// Whether an attribute list has a line to itself, so that it belongs to the paragraph above, which it ends.
pub(super) fn is_line(text: &str, list: Span<Source>) -> bool {
    let before = text[..list.start].trim_end_matches(is_blank);
    let after = text[list.end..].trim_start_matches(is_blank);
    (before.is_empty() || before.ends_with('\n')) && (after.is_empty() || after.starts_with('\n'))
}

/// Whether an attribute list says that somebody answers.
pub(super) fn answers(list: &str) -> bool {
    let classes = list.split(|c: char| c.is_whitespace() || matches!(c, '{' | '}' | ':' | '.'));
    classes.into_iter().any(|class| ANSWERS.contains(&class))
}

#[cfg(test)]
mod tests {
    use crate::format::read;
    use crate::text::{Source, Span};

    #[test]
    fn readers_do_not_see_attribute_lists() {
        for (text, expected) in [
            ("The [list](a){:target=”_blank”}, at last.", "The list, at last."),
            ("The list\n{: .wide #top}\nThe quay\n", "The list\n\nThe quay"),
            ("- TOC\n{:toc}\n\nThe quay\n", "TOC\n\nThe quay"),
            (
                "# The quay {#quay .wide}\n\nThe [list](a){.wide key=\"the end\"}, [small]{.caps}.",
                "The quay\n\nThe list, small.",
            ),
            ("[Small]{.caps} and\n[the *old*]{.x} one[a]{.b}.", "Small and the old one[a]{.b}."),
            ("It is :source[page:0]{index=0}.", "It is :source[page:0]{index=0}."),
            ("A set {.a} or {#b} or (c){d} or `e`{f g}.", "A set {.a} or {#b} or (c){d} or e{f g}."),
            ("A face {:-) and {:x} and {: the end.", "A face {:-) and {:x} and {: the end."),
        ] {
            assert_eq!(read(&Source::new("a.md", text)).text, expected, "{text}");
        }
    }

    #[test]
    fn a_class_says_that_a_paragraph_is_an_answer() {
        let text = "AH: Will it hold?\n\nBM: It will.\n{: .interview-answer }\nIt must.\n{: .wide }\nThe end.\n";
        let prose = read(&Source::new("a.md", text));
        let spoken: Vec<&str> = prose.spoken.iter().map(|span: &Span<_>| span.of(&prose.text)).collect();
        assert_eq!(spoken, ["BM: It will."]);
        assert_eq!(prose.blocks.len(), 4);
    }
}
