//! Markup inside words that a fix replaces: it moves to before the words, or after them, so that nothing is left open.

use super::Prose;
use super::map::Gap;
use crate::text::{Source, Span};

/// Which side of the words a piece of markup belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    /// It opens a link, emphasis or an element.
    Before,
    /// It closes one.
    After,
}

impl Prose {
    /// The replacement of `span` of the source by `words` that keeps the markup inside: what opens there stands before the
    /// words, and what closes there, after them. `None` where something ends and something else begins, so that the words
    /// would belong to both, and for markup that is not understood.
    #[must_use]
    pub fn around_markup(&self, source: &Source, span: Span<Source>, words: &str) -> Option<String> {
        let (mut before, mut after) = (String::new(), String::new());
        for gap in self.map.gaps(span) {
            let is_word = self.text.get(gap.before..gap.after).is_none_or(|words| !words.trim().is_empty());
            let markup = without_layout(source.slice(gap.source));
            if is_word || markup.is_empty() {
                continue; // such as `&amp;`
            }
            match self.side(&gap, &markup)? {
                Side::Before if after.is_empty() => before.push_str(&markup),
                Side::After if before.is_empty() => after.push_str(&markup),
                _ => return None,
            }
        }
        let moved = [before.as_str(), after.as_str()].concat();
        if moved.is_empty() {
            return Some(words.to_owned());
        }
        // A link without words, or a space inside the marks of emphasis, is not what the writer meant.
        if words.trim().is_empty() || words.starts_with(' ') || words.ends_with(' ') {
            return None;
        }
        let left = source.text[..span.start].chars().next_back();
        let right = source.text[span.end..].chars().next();
        let keeps_meaning = if is_tags(&moved) {
            // A tag beside a mark can close emphasis that could not end before a letter.
            (before.is_empty() || !left.is_some_and(is_mark)) && (after.is_empty() || !right.is_some_and(is_mark))
        } else {
            // The characters on both sides of a mark decide whether it opens or closes emphasis. Between a letter and a space
            // or a stop it can do only one of them, and does what it did. Beside anything else, such as another mark (`**`
            // for `*`), a tag or a template, it may mean something new.
            let opens = before.is_empty() || left.is_none_or(|c| c.is_whitespace() || "(“‘\"'—".contains(c));
            let closes = after.is_empty() || right.is_none_or(|c| c.is_whitespace() || ")”’\"'—.,;:?".contains(c));
            let letters = words.starts_with(char::is_alphanumeric) && words.ends_with(char::is_alphanumeric);
            opens && closes && letters && !moved.contains('<')
        };
        if !keeps_meaning {
            return None;
        }
        Some(before + words + &after)
    }

    fn side(&self, gap: &Gap, markup: &str) -> Option<Side> {
        if markup.starts_with('<') {
            return side_of_tags(markup);
        }
        let opens = self.inlines.iter().any(|inline| inline.span.start == gap.after && !inline.span.is_empty());
        let closes = self.inlines.iter().any(|inline| inline.span.end == gap.before && !inline.span.is_empty());
        match (opens, closes) {
            (true, false) => Some(Side::Before),
            (false, true) => Some(Side::After),
            _ => None,
        }
    }
}

/// Whether markup is tags, one after the other.
fn is_tags(markup: &str) -> bool {
    markup.split_inclusive('>').all(|tag| tag.starts_with('<') && tag.ends_with('>'))
}

/// Whether `c` is a mark of Markdown, whose meaning depends on the characters beside it.
const fn is_mark(c: char) -> bool {
    matches!(c, '*' | '_' | '`' | '~' | '[' | ']' | '!' | '\\')
}

/// Markup without what may go: white space at both ends of its lines, and the `>` of quoted lines.
fn without_layout(markup: &str) -> String {
    let mut lines = markup.split('\n');
    let first = lines.next().unwrap_or_default().trim();
    let quoted = |line: &str| line.trim_start_matches(|c: char| c.is_whitespace() || c == '>').trim_end().to_owned();
    std::iter::once(first.to_owned()).chain(lines.map(quoted)).collect()
}

/// The side of tags that all open, or all close.
fn side_of_tags(markup: &str) -> Option<Side> {
    let tags = || markup.split_inclusive('>').map(str::trim);
    if !tags().all(|tag| tag.starts_with('<') && !tag.ends_with("/>") && !tag.starts_with("<!")) {
        return None;
    }
    let closing = tags().filter(|tag| tag.starts_with("</")).count();
    match closing {
        0 => Some(Side::Before),
        _ if closing == tags().count() => Some(Side::After),
        _ => None,
    }
}
