//! [`Quote`]: quotations as spans, and not apostrophes, possessives, feet and inches.
//!
//! Straight marks and the ’ that is also an apostrophe are decided by what stands beside them; a quotation may go on over
//! several paragraphs, each re-opened by a mark and only the last one closed. Who is quoted is not decided here.

mod double;
mod role;
mod single;

use crate::language::Language;
use crate::prose::{Inline, InlineKind, Prose, Zone};
use crate::text::Span;
use role::{Role, opens_after, role};

/// What kind of marks a quotation stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marks {
    /// “…”, "…", ''…'' or „…“.
    Double,
    /// ‘…’ or '…'.
    Single,
    /// «…» or »…«.
    Guillemets,
}

/// A quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// From the first mark to the last, both included.
    pub span: Span<Prose>,
    /// The words within the marks; of several paragraphs, from the first to the last.
    pub words: Span<Prose>,
    /// What it stands in.
    pub marks: Marks,
    /// Whether its first mark is a straight one.
    pub straight: bool,
    /// How many quotations it stands within.
    pub depth: usize,
    /// Whether a closing mark was found.
    pub closed: bool,
    /// How many paragraphs it runs over.
    pub paragraphs: usize,
}

#[derive(Clone, Copy, Debug)]
struct Mark {
    start: usize,
    end: usize,
    marks: Marks,
    straight: bool,
    role: Role,
}

/// All quotations, and marks that open or close nothing.
pub(super) fn quotes(prose: &Prose, zones: &[Zone], language: &Language) -> (Vec<Quote>, Vec<Span<Prose>>) {
    let mut finder = Finder {
        text: &prose.text,
        inlines: &prose.inlines,
        language,
        quotes: Vec::new(),
        stray: Vec::new(),
        carried: None,
        carried_single: None,
    };
    for (index, block) in prose.blocks.iter().enumerate() {
        if zones[index] == Zone::Code {
            finder.drop_all();
            continue;
        }
        if interrupts(zones[index]) && (finder.carried.is_some() || finder.carried_single.is_some()) {
            // A picture between two paragraphs of one speech.
            let carried = (finder.carried.take(), finder.carried_single.take());
            finder.block(block.span, "");
            (finder.carried, finder.carried_single) = carried;
            continue;
        }
        let next = (index + 1..zones.len()).find(|&next| !interrupts(zones[next]));
        let next = next.filter(|&next| zones[next] == zones[index]);
        finder.block(block.span, next.map_or("", |next| prose.blocks[next].span.of(&prose.text)));
    }
    finder.drop_all();
    let Finder { mut quotes, mut stray, .. } = finder;
    single::nest(&mut quotes);
    quotes.sort_by_key(|quote| (quote.span.start, std::cmp::Reverse(quote.span.end)));
    stray.sort_unstable();
    (quotes, stray)
}

/// Whether a block interrupts the text without ending it, as a picture does.
fn interrupts(zone: Zone) -> bool {
    matches!(zone, Zone::Caption | Zone::Credit | Zone::Furniture)
}

struct Finder<'a> {
    text: &'a str,
    inlines: &'a [Inline],
    language: &'a Language,
    quotes: Vec<Quote>,
    stray: Vec<Span<Prose>>,
    /// Index of a quotation left open at the end of the paragraph before.
    carried: Option<usize>,
    /// Index of such a quotation in single marks. If no later paragraph closes it, its mark was an apostrophe.
    carried_single: Option<usize>,
}

impl Finder<'_> {
    fn drop_carried(&mut self) {
        if let Some(index) = self.carried.take() {
            let open = self.quotes[index].span.start;
            let length = self.text[open..].chars().next().map_or(1, char::len_utf8);
            self.stray.push(Span::new(open, open + length));
        }
    }

    /// Gives up on quotations that are open: no later paragraph can continue them.
    fn drop_all(&mut self) {
        self.drop_carried();
        self.drop_carried_single();
    }

    /// Finds the quotations of one block. If `next`, the words of the block after it, open with a mark, a quotation that is
    /// open at the end may go on there.
    fn block(&mut self, span: Span<Prose>, next: &str) {
        let mut marks = self.marks(span);
        self.drop_code(span, &mut marks);
        if marks.iter().any(|mark| mark.marks == Marks::Guillemets) {
            self.drop_arrows(span, &mut marks);
        }
        let doubles: Vec<Mark> = marks.iter().copied().filter(|mark| mark.marks != Marks::Single).collect();
        let first = self.quotes.len();
        let singles: Vec<Mark> = marks.into_iter().filter(|mark| mark.marks == Marks::Single).collect();
        self.pair_doubles(span, &doubles, double::opens(next));
        self.pair_singles(span, &singles, first, next);
    }

    /// Leaves out the marks within code, which belong to its language.
    fn drop_code(&self, block: Span<Prose>, marks: &mut Vec<Mark>) {
        let from = self.inlines.partition_point(|inline| inline.span.start < block.start);
        let inside = self.inlines[from..].iter().take_while(|inline| inline.span.start < block.end);
        let mut code = inside.filter(|inline| inline.kind == InlineKind::Code).map(|inline| inline.span).peekable();
        if code.peek().is_none() {
            return;
        }
        marks.retain(|mark| {
            while code.next_if(|code| code.end <= mark.start).is_some() {}
            code.peek().is_none_or(|code| mark.start < code.start)
        });
    }

    /// Leaves out guillemets that point somewhere: at an end of a link that does not hold both marks, and alone at an end of
    /// the block, next to a space.
    fn drop_arrows(&self, block: Span<Prose>, marks: &mut Vec<Mark>) {
        let from = self.inlines.partition_point(|inline| inline.span.start < block.start);
        let inside = self.inlines[from..].iter().take_while(|inline| inline.span.start < block.end);
        let links: Vec<Span<Prose>> =
            inside.filter(|inline| matches!(inline.kind, InlineKind::Link(_))).map(|inline| inline.span).collect();
        let is_pointed = |mark: &Mark| {
            let past = links.partition_point(|link| link.start <= mark.start);
            past.checked_sub(1).map(|index| links[index]).filter(|link| mark.end <= link.end).is_some_and(|link| {
                let words = link.of(self.text).trim();
                let is_whole = words.contains('«') && words.contains('»');
                !is_whole && (words.starts_with(['«', '»']) || words.ends_with(['«', '»']))
            })
        };
        marks.retain(|mark| mark.marks != Marks::Guillemets || !is_pointed(mark));
        let mut left = marks.iter().enumerate().filter(|(_, mark)| mark.marks == Marks::Guillemets);
        if let (Some((index, mark)), None) = (left.next(), left.next()) {
            let (before, after) = (&self.text[block.start..mark.start], &self.text[mark.end..block.end]);
            let opens = before.trim().is_empty() && after.starts_with(char::is_whitespace);
            let closes = after.trim().is_empty() && before.ends_with(char::is_whitespace);
            if opens || closes {
                marks.remove(index);
            }
        }
    }

    fn marks(&self, span: Span<Prose>) -> Vec<Mark> {
        let block = span.of(self.text);
        let mut marks = Vec::new();
        let mut next = 0;
        // The bytes with which a quotation mark may begin.
        let mut ascii = memchr::memchr3_iter(b'"', b'\'', b'`', block.as_bytes()).peekable();
        let mut others = memchr::memchr3_iter(0xc2, 0xe2, 0xef, block.as_bytes()).peekable();
        loop {
            while ascii.next_if(|&at| at < next).is_some() || others.next_if(|&at| at < next).is_some() {}
            let Some(at) = ascii.peek().into_iter().chain(others.peek()).copied().min() else { break };
            let Some(c) = block[at..].chars().next() else { break };
            next = at + c.len_utf8();
            let (kind, straight) = match c {
                '“' | '”' | '„' | '‟' | '＂' => (Marks::Double, false),
                '"' => (Marks::Double, true),
                '«' | '»' => (Marks::Guillemets, false),
                '‘' | '’' | '‚' | '‛' => (Marks::Single, false),
                '\'' | '`' => (Marks::Single, true),
                _ => continue,
            };
            let mut end = at + c.len_utf8();
            let mut kind = kind;
            if c == '"' && block[..at].ends_with('=') {
                // The value of an attribute in markup that came along: no quotation.
                next = block[next..].find('"').map_or(block.len(), |close| next + close + 1);
                continue;
            }
            let doubled = matches!(c, '\'' | '`' | '‘' | '’') && block[end..].starts_with(c);
            // Of three that close, the first closes the quotation within.
            let inner_first = doubled
                && block[end..].chars().take(3).take_while(|&next| next == c).count() == 2
                && !block[..at].chars().next_back().is_none_or(opens_after);
            if doubled && !inner_first {
                end += c.len_utf8(); // two singles are one double mark
                next = end;
                kind = Marks::Double;
            } else if c == '`' {
                continue;
            }
            let Some(role) = role(c, &block[..at], &block[end..]) else { continue };
            let start = span.start + at;
            marks.push(Mark { start, end: span.start + end, marks: kind, straight, role });
        }
        marks
    }
}

#[cfg(test)]
mod tests;
