//! Markup inside words that a fix replaces: it stays where it cuts a word, or moves to before or after all of them, so that
//! nothing is left open.

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

/// A piece of markup among the words.
struct Mark {
    markup: String,
    /// `None` if it neither opens nor closes anything, or if that is not known.
    side: Option<Side>,
    /// Its place among the new words, if it cuts a word and they have the letters around it.
    at: Option<usize>,
}

/// Markup before, among and after the new words.
#[derive(Default)]
struct Layout {
    before: String,
    words: String,
    after: String,
}

impl Prose {
    /// What to write for `span` in the source so that it reads `words` and keeps the markup inside. A mark within a word
    /// stays with its letters: `w**eb** site` becomes `w**ebsite**`. Otherwise what opens there moves before the words, and
    /// what closes there, after them. `None` where something ends and something else begins, so that the words would belong
    /// to both, and for markup that is not understood.
    #[must_use]
    pub fn around_markup(&self, source: &Source, span: Span<Self>, words: &str) -> Option<String> {
        let place = self.locate(span).span;
        let marks: Vec<Mark> = self.map.gaps(place).filter_map(|gap| self.mark(source, span, &gap, words)).collect();
        if marks.is_empty() {
            return Some(words.to_owned());
        }
        // A link without words, or a space inside the marks of emphasis, is not what the writer meant.
        if words.trim().is_empty() || words.starts_with(' ') || words.ends_with(' ') {
            return None;
        }
        let left = source.text[..place.start].chars().next_back();
        let right = source.text[place.end..].chars().next();
        let layouts = [Layout::with_marks_in_words(&marks, words), Layout::with_marks_outside(&marks, words)];
        let layout = layouts.into_iter().flatten().find(|layout| layout.keeps_meaning(left, right))?;
        Some(layout.before + &layout.words + &layout.after)
    }

    /// The markup in a gap among the words of `span`, which are to become `words`; `None` if there is only a word in it, such
    /// as `&amp;`, or white space.
    fn mark(&self, source: &Source, span: Span<Self>, gap: &Gap, words: &str) -> Option<Mark> {
        let is_word = self.text.get(gap.before..gap.after).is_none_or(|words| !words.trim().is_empty());
        let markup = without_layout(source.slice(gap.source));
        if is_word || markup.is_empty() {
            return None;
        }
        let side = self.side(gap, &markup);
        // In the source, not in the prose: beside a letter that is written `&eacute;`, a mark may not do what it does beside
        // a letter.
        let (left, right) = (&source.text[..gap.source.start], &source.text[gap.source.end..]);
        let cuts_a_word = side.is_some() && gap.before == gap.after && is_between_letters(left, right);
        let at = gap.before.checked_sub(span.start).filter(|_| cuts_a_word);
        Some(Mark { markup, side, at: at.and_then(|at| same_place(self.slice(span), words, at)) })
    }

    fn side(&self, gap: &Gap, markup: &str) -> Option<Side> {
        if markup.starts_with('<') {
            return side_of_tags(markup);
        }
        let block = self.block_at(gap.before).map_or(0, |block| self.blocks[block].span.start);
        let from = |at: usize| self.inlines.partition_point(|inline| inline.span.start < at);
        let (first, last) = (from(gap.before), from(gap.after));
        let opens = self.inlines[last..].iter().take_while(|inline| inline.span.start == gap.after);
        let closes = self.inlines[from(block)..first].iter().rev();
        match (
            opens.into_iter().any(|inline| !inline.span.is_empty()),
            closes.into_iter().any(|inline| inline.span.end == gap.before),
        ) {
            (true, false) => Some(Side::Before),
            (false, true) => Some(Side::After),
            _ => None,
        }
    }
}

impl Layout {
    /// Marks within words stay with their letters, and all others move out. `None` where none stays, where one would enclose
    /// nothing, or where they would come out of order.
    fn with_marks_in_words(marks: &[Mark], words: &str) -> Option<Self> {
        let mut layout = Self::default();
        let mut done = 0;
        for mark in marks {
            match (mark.at, mark.side?) {
                (Some(at), _) if at > done && layout.after.is_empty() => {
                    layout.words.push_str(&words[done..at]);
                    layout.words.push_str(&mark.markup);
                    done = at;
                }
                (None, Side::Before) if done == 0 && layout.after.is_empty() => join(&mut layout.before, &mark.markup)?,
                (None, Side::After) => join(&mut layout.after, &mark.markup)?,
                _ => return None,
            }
        }
        layout.words.push_str(&words[done..]);
        (done > 0).then_some(layout)
    }

    /// Every mark is before or after all words.
    fn with_marks_outside(marks: &[Mark], words: &str) -> Option<Self> {
        let mut layout = Self { words: words.to_owned(), ..Self::default() };
        for mark in marks {
            match mark.side? {
                Side::Before if layout.after.is_empty() => join(&mut layout.before, &mark.markup)?,
                Side::Before => return None,
                Side::After => join(&mut layout.after, &mark.markup)?,
            }
        }
        Some(layout)
    }

    /// Whether the marks that moved still do what they did between `left` and `right`, the characters around the words.
    fn keeps_meaning(&self, left: Option<char>, right: Option<char>) -> bool {
        let Self { before, words, after } = self;
        let moved = [before.as_str(), after.as_str()].concat();
        if is_tags(&moved) {
            // A tag beside a mark can close emphasis that could not end before a letter.
            return (before.is_empty() || !left.is_some_and(is_mark))
                && (after.is_empty() || !right.is_some_and(is_mark));
        }
        // The characters on both sides of a mark decide whether it opens or closes emphasis. Between a letter and a space
        // or a stop it can do only one of them, and does what it did. Beside anything else, such as another mark (`**`
        // for `*`), a tag or a template, it may mean something new.
        let opens = before.is_empty() || left.is_none_or(|c| c.is_whitespace() || "(“‘\"'—".contains(c));
        let closes = after.is_empty() || right.is_none_or(|c| c.is_whitespace() || ")”’\"'—.,;:?".contains(c));
        let letters = words.starts_with(char::is_alphanumeric) && words.ends_with(char::is_alphanumeric);
        opens && closes && letters && !moved.contains('<')
    }
}

/// Adds a mark that moves to those that moved before it. `None` if both are of one character: `**` and `**` would be read as one.
fn join(moved: &mut String, markup: &str) -> Option<()> {
    let is_run = moved.ends_with(is_mark) && moved.chars().next_back() == markup.chars().next();
    (!is_run).then(|| moved.push_str(markup))
}

/// Where byte `at` of `old` is in `new`, if it lies in what both begin with or in what both end with, and between letters of
/// `new`.
fn same_place(old: &str, new: &str, at: usize) -> Option<usize> {
    let alike = |pairs: &mut dyn Iterator<Item = (char, char)>| {
        pairs.take_while(|(one, other)| one == other).map(|(c, _)| c.len_utf8()).sum::<usize>()
    };
    let head = alike(&mut old.chars().zip(new.chars()));
    let tail = alike(&mut old[head..].chars().rev().zip(new[head..].chars().rev()));
    let place =
        if at <= head { at } else { (at + new.len()).checked_sub(old.len()).filter(|_| at + tail >= old.len())? };
    is_between_letters(new.get(..place)?, new.get(place..)?).then_some(place)
}

fn is_between_letters(left: &str, right: &str) -> bool {
    left.ends_with(char::is_alphanumeric) && right.starts_with(char::is_alphanumeric)
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
