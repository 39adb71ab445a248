//! [`Quote`]: quotations as spans, told from apostrophes, possessives, feet and inches.
//!
//! Straight marks and the ’ that is also an apostrophe are decided by what stands beside them; a quotation may go on over
//! several paragraphs, each re-opened by a mark and only the last one closed. Who is quoted is not decided here.

mod role;

use super::{Lexicon, Zone};
use crate::prose::Prose;
use crate::text::Span;
use role::{Role, opens_after, role};

/// What kind of marks a quotation stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marks {
    /// “…”, "…", ''…'' or „…“.
    Double,
    /// ‘…’ or '…'.
    Single,
    /// «…».
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
pub(super) fn quotes(prose: &Prose, zones: &[Zone], lexicon: &Lexicon) -> (Vec<Quote>, Vec<Span<Prose>>) {
    let mut finder = Finder { text: &prose.text, lexicon, quotes: Vec::new(), stray: Vec::new(), carried: None };
    for (index, block) in prose.blocks.iter().enumerate() {
        if zones[index] == Zone::Code {
            finder.drop_carried();
            continue;
        }
        if beside_text(zones[index]) && finder.carried.is_some() {
            // A picture between two paragraphs of one speech.
            let carried = finder.carried.take();
            finder.block(block.span, false);
            finder.carried = carried;
            continue;
        }
        let next = (index + 1..zones.len()).find(|&next| !beside_text(zones[next]));
        let continues = next
            .is_some_and(|next| zones[next] == zones[index] && opens_double(prose.blocks[next].span.of(&prose.text)));
        finder.block(block.span, continues);
    }
    finder.drop_carried();
    let Finder { mut quotes, mut stray, .. } = finder;
    quotes.sort_by_key(|quote| (quote.span.start, std::cmp::Reverse(quote.span.end)));
    stray.sort_unstable();
    (quotes, stray)
}

/// Whether a block stands beside the text and does not break it off.
fn beside_text(zone: Zone) -> bool {
    matches!(zone, Zone::Caption | Zone::Credit | Zone::Furniture)
}

fn opens_double(text: &str) -> bool {
    text.starts_with(['“', '"', '«', '„']) || text.starts_with("''")
}

struct Finder<'a> {
    text: &'a str,
    lexicon: &'a Lexicon,
    quotes: Vec<Quote>,
    stray: Vec<Span<Prose>>,
    /// Index of a quotation left open at the end of the paragraph before.
    carried: Option<usize>,
}

impl Finder<'_> {
    fn drop_carried(&mut self) {
        if let Some(index) = self.carried.take() {
            let open = self.quotes[index].span.start;
            let length = self.text[open..].chars().next().map_or(1, char::len_utf8);
            self.stray.push(Span::new(open, open + length));
        }
    }

    /// Finds the quotations of one block. `continues`: the next block opens with a mark, so an open one may go on there.
    fn block(&mut self, span: Span<Prose>, continues: bool) {
        let marks = self.marks(span);
        let doubles: Vec<Mark> = marks.iter().copied().filter(|mark| mark.marks != Marks::Single).collect();
        let first = self.quotes.len();
        self.pair_doubles(span, &doubles, continues);
        let singles: Vec<Mark> = marks.into_iter().filter(|mark| mark.marks == Marks::Single).collect();
        self.pair_singles(&singles, first);
    }

    fn marks(&self, span: Span<Prose>) -> Vec<Mark> {
        let block = span.of(self.text);
        let mut marks = Vec::new();
        let mut chars = block.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
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
                chars.by_ref().find(|&(_, next)| next == '"');
                continue;
            }
            let doubled = matches!(c, '\'' | '`' | '‘' | '’') && chars.peek().is_some_and(|&(_, next)| next == c);
            // Of three that close, the first closes the quotation within.
            let inner_first = doubled
                && block[end..].chars().take(3).take_while(|&next| next == c).count() == 2
                && !block[..at].chars().next_back().is_none_or(opens_after);
            if doubled && !inner_first {
                chars.next(); // two singles are one double mark
                end += c.len_utf8();
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

    fn pair_doubles(&mut self, block: Span<Prose>, marks: &[Mark], continues: bool) {
        // A carried quotation goes on if this block re-opens it; its opening mark here is not a new one.
        let mut open: Option<(Mark, Option<usize>)> = None;
        let mut rest = marks;
        if let Some(index) = self.carried.take() {
            match marks.first() {
                Some(first) if first.start == block.start && first.role != Role::Close => {
                    open = Some((*first, Some(index)));
                    rest = &marks[1..];
                }
                _ => {
                    self.carried = Some(index);
                    self.drop_carried();
                }
            }
        }
        let mut depth = 0_usize;
        for (position, mark) in rest.iter().enumerate() {
            match (open, mark.role) {
                (None, Role::Close) => {
                    if !self.is_measure(mark) {
                        self.stray.push(Span::new(mark.start, mark.end));
                    }
                }
                (None, _) => {
                    if !self.is_measure(mark) {
                        open = Some((*mark, None));
                    }
                }
                (Some(_), Role::Open) => {
                    // A second opener: nested only if enough closers follow, else the writer meant to close.
                    let mut closers = rest[position + 1..].iter().take_while(|next| next.role != Role::Open);
                    let closers = closers.by_ref().filter(|next| next.role == Role::Close).take(2 + depth).count();
                    if closers >= 2 + depth && !mark.straight {
                        depth += 1;
                    } else if let Some((first, carried)) = open {
                        if self.is_closing_place(mark) {
                            self.close(first, carried, mark.end, mark.start, block);
                            open = None;
                        } else {
                            self.stray.push(Span::new(first.start, first.end));
                            open = Some((*mark, None));
                        }
                    }
                }
                (Some(_), _) if depth > 0 => depth -= 1,
                (Some((first, carried)), _) => {
                    if self.is_measure_within(mark, &rest[position + 1..]) {
                        continue;
                    }
                    self.close(first, carried, mark.end, mark.start, block);
                    open = None;
                }
            }
        }
        if let Some((first, carried)) = open {
            self.leave_open(first, carried, block, continues);
        }
    }

    fn close(&mut self, first: Mark, carried: Option<usize>, end: usize, words_end: usize, block: Span<Prose>) {
        debug_assert!(end <= block.end + 4);
        if let Some(index) = carried {
            let quote = &mut self.quotes[index];
            quote.span.end = end;
            quote.words.end = words_end;
            quote.closed = true;
            quote.paragraphs += 1;
        } else {
            self.quotes.push(Quote {
                span: Span::new(first.start, end),
                words: Span::new(first.end, words_end),
                marks: first.marks,
                straight: first.straight,
                depth: 0,
                closed: true,
                paragraphs: 1,
            });
        }
    }

    fn leave_open(&mut self, first: Mark, carried: Option<usize>, block: Span<Prose>, continues: bool) {
        let index = if let Some(index) = carried {
            self.quotes[index].paragraphs += 1;
            index
        } else {
            self.quotes.push(Quote {
                span: Span::new(first.start, block.end),
                words: Span::new(first.end, block.end),
                marks: first.marks,
                straight: first.straight,
                depth: 0,
                closed: false,
                paragraphs: 1,
            });
            self.quotes.len() - 1
        };
        self.quotes[index].span.end = block.end;
        self.quotes[index].words.end = block.end;
        self.carried = Some(index);
        if !continues {
            self.drop_carried();
        }
    }

    /// Whether an opener stands where a closer belongs: after a letter or a mark, before a space or the end.
    fn is_closing_place(&self, mark: &Mark) -> bool {
        let before = self.text[..mark.start].chars().next_back();
        let after = self.text[mark.end..].chars().next();
        before.is_some_and(|c| !c.is_whitespace()) && after.is_none_or(|c| !c.is_alphanumeric())
    }

    /// Inches: 12" with nothing open.
    fn is_measure(&self, mark: &Mark) -> bool {
        mark.straight && self.text[..mark.start].ends_with(|c: char| c.is_ascii_digit())
    }

    /// Inches within a quotation: 6'2" with a later mark to close it.
    fn is_measure_within(&self, mark: &Mark, later: &[Mark]) -> bool {
        let before = self.text[..mark.start].trim_end_matches(|c: char| c.is_ascii_digit());
        before.len() < mark.start
            && before.trim_end().ends_with(['\'', '’', '′'])
            && later.first().is_some_and(|next| next.role != Role::Open)
    }

    /// Single marks: an opener needs a closer in the block, and of the possible closers the likeliest.
    fn pair_singles(&mut self, marks: &[Mark], first_quote: usize) {
        let mut at = 0;
        let first_single = self.quotes.len();
        let mut last_closer = marks.iter().rposition(|mark| mark.role != Role::Open);
        while at < marks.len() {
            let opener = marks[at];
            if opener.role != Role::Open || !self.opens_single(&opener) {
                at += 1;
                continue;
            }
            if last_closer.is_none_or(|closer| closer <= at) {
                last_closer = None;
                at += 1;
                continue;
            }
            let Some(close) = self.closer(marks, at) else {
                at += 1;
                continue;
            };
            let inside = marks[close];
            let span = Span::new(opener.start, inside.end);
            if inside.start <= opener.end {
                at += 1; // no words, no quotation
                continue;
            }
            // A quotation in single marks may not cross one in double marks. Those of this block are in order.
            let doubles = &mut self.quotes[first_quote..first_single];
            let from = doubles.partition_point(|quote| quote.span.end <= span.start);
            let to = doubles.partition_point(|quote| quote.span.start < span.end).max(from);
            let beside = [doubles[from..to].first(), doubles[from..to].last()];
            if beside.into_iter().flatten().any(|quote| crosses(quote.span, span)) {
                at += 1;
                continue;
            }
            let within = beside.into_iter().flatten().any(|quote| quote.span.contains(span));
            if !within {
                doubles[from..to].iter_mut().for_each(|quote| quote.depth = 1);
            }
            let carried = self.carried.is_some_and(|index| self.quotes[index].span.contains(span));
            self.quotes.push(Quote {
                span,
                words: Span::new(opener.end, inside.start),
                marks: Marks::Single,
                straight: opener.straight,
                depth: usize::from(within || carried),
                closed: true,
                paragraphs: 1,
            });
            at = close + 1;
        }
    }

    /// Not a decade and not an elision such as ’em.
    fn opens_single(&self, mark: &Mark) -> bool {
        let rest = &self.text[mark.end..];
        let word: &str = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        let decade = word.len() >= 2 && word.as_bytes()[..2].iter().all(u8::is_ascii_digit) && word.len() <= 3;
        let elided = self.lexicon.elisions.contains(word.to_lowercase().as_str());
        !(decade || elided && self.text[..mark.end].ends_with(['’', '\'']))
    }

    /// Index of the mark that closes the one at `open`: the first that ends a clause, else the first that can close.
    fn closer(&self, marks: &[Mark], open: usize) -> Option<usize> {
        let mut first = None;
        for (index, mark) in marks.iter().enumerate().skip(open + 1).take(WITHIN) {
            if mark.role == Role::Open {
                if mark.straight != marks[open].straight || first.is_some() {
                    break;
                }
                continue;
            }
            let before = self.text[..mark.start].chars().next_back();
            let after = self.text[mark.end..].chars().next();
            let after_point = before.is_some_and(|c| matches!(c, '.' | ',' | '!' | '?' | '…' | ';' | ':' | '—' | ')'));
            let before_point =
                after.is_none_or(|c| matches!(c, '.' | ',' | '!' | '?' | '…' | ';' | ':' | '—' | ')' | '”' | '"'));
            let possessive = before.is_some_and(|c| matches!(c, 's' | 'S' | 'z' | 'x')) && after == Some(' ');
            if after_point || before_point || !possessive {
                return Some(index);
            }
            first.get_or_insert(index);
        }
        first
    }
}

/// So many single marks are passed over, apostrophes most of them, on the way to the one that closes.
const WITHIN: usize = 64;

fn crosses(one: Span<Prose>, other: Span<Prose>) -> bool {
    one.overlaps(other) && !one.contains(other) && !other.contains(one)
}

#[cfg(test)]
mod tests;
