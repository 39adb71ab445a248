//! Quotations in single marks. What closes them shows that they are not apostrophes.

use super::role::{Role, opens_after};
use super::{Finder, Mark, Marks, Quote};
use crate::prose::Prose;
use crate::text::Span;

/// The maximum number of closers that are tried for an opener, so that a page of apostrophes stays linear.
const MOST_CLOSERS: usize = 6;

/// The maximum number of single marks between an opener and its closer. Most of them are apostrophes.
const WITHIN: usize = 64;

/// The closing mark of a quotation, by its index.
struct Closer {
    index: usize,
    /// Whether it may as well be an apostrophe: the workers’ own.
    weak: bool,
}

impl Finder<'_> {
    /// Single marks: an opener needs a closer in the block, and of the possible closers the likeliest. One that has none
    /// may be closed in a later block if each block between opens with the same mark.
    pub(super) fn pair_singles(&mut self, block: Span<Prose>, marks: &[Mark], first_quote: usize, next: &str) {
        let mut at = 0;
        if let Some(index) = self.carried_single.take() {
            let first = marks.first().filter(|mark| mark.start == block.start && mark.role == Role::Open);
            let closer = first.and_then(|_| self.closer(marks, 0, 1));
            match (first, closer) {
                (Some(first), closer)
                    if closer.as_ref().is_none_or(|closer| closer.weak) && self.goes_on(first, next) =>
                {
                    return self.carry_single(index, block);
                }
                (Some(_), Some(closer)) => {
                    let mark = marks[closer.index];
                    self.carry_single(index, Span::new(block.start, mark.end));
                    self.carried_single = None;
                    let quote = &mut self.quotes[index];
                    quote.words.end = mark.start;
                    quote.closed = true;
                    at = closer.index + 1;
                }
                _ => {
                    self.carried_single = Some(index);
                    self.drop_carried_single();
                }
            }
        }
        let first_single = self.quotes.len();
        let last_closer = marks.iter().rposition(|mark| mark.role != Role::Open);
        let mut taken = 0; // where the last quotation that was found ends
        while at < marks.len() {
            let opener = marks[at];
            at += 1;
            if opener.role != Role::Open || !self.opens_single(&opener) {
                continue;
            }
            // Within the last one only what stands in double marks there: ‘He said “I said ‘no’ twice.”’
            let doubles = &self.quotes[first_quote..first_single];
            let index = doubles.partition_point(|quote| quote.span.end <= opener.start);
            let around = doubles.get(index).map(|quote| quote.span).filter(|span| span.holds(opener.start));
            if opener.start < taken && around.is_none_or(|around| around.end > taken) {
                continue;
            }
            let has_closer = last_closer.is_some_and(|closer| closer >= at);
            let closer = if has_closer { self.closer_beside_doubles(marks, at - 1, doubles) } else { None };
            let open = closer.as_ref().is_none_or(|closer| closer.weak && self.is_statement(&opener, block));
            if around.is_none() && open && self.goes_on(&opener, next) {
                self.quotes.push(single(&opener, block.end, block.end));
                self.carried_single = Some(self.quotes.len() - 1);
                return;
            }
            let Some(closer) = closer else { continue };
            let inside = marks[closer.index];
            let mut quote = single(&opener, inside.end, inside.start);
            quote.closed = true;
            let carried = self.carried.is_some_and(|index| self.quotes[index].span.contains(quote.span));
            quote.depth = usize::from(around.is_some() || carried) + usize::from(opener.start < taken);
            if around.is_none() {
                let doubles = &mut self.quotes[first_quote..first_single];
                let from = doubles.partition_point(|other| other.span.end <= quote.span.start);
                let within = doubles[from..].iter_mut().take_while(|other| other.span.start < quote.span.end);
                within.for_each(|other| other.depth = 1);
                taken = quote.span.end;
            } else {
                let end = quote.span.end;
                at += marks[at..].partition_point(|mark| mark.start < end);
            }
            self.quotes.push(quote);
        }
    }

    /// The closer of the mark at `open` whose quotation crosses none of `doubles`, which are in order.
    fn closer_beside_doubles(&self, marks: &[Mark], open: usize, doubles: &[Quote]) -> Option<Closer> {
        let opener = marks[open];
        let mut from = open + 1;
        for _ in 0..MOST_CLOSERS {
            let closer = self.closer(marks, open, from)?;
            let span = Span::new(opener.start, marks[closer.index].end);
            if marks[closer.index].start <= opener.end {
                return None; // no words, no quotation
            }
            let first = doubles.partition_point(|quote| quote.span.end <= span.start);
            let last = doubles.partition_point(|quote| quote.span.start < span.end).max(first);
            let beside = [doubles[first..last].first(), doubles[first..last].last()];
            if !beside.into_iter().flatten().any(|quote| crosses(quote.span, span)) {
                return Some(closer);
            }
            from = closer.index + 1;
        }
        None
    }

    /// Whether it opens a whole statement: a capital, at the head of the block or after a mark. A few words inside a
    /// sentence are closed by the first mark that can, for the next block may open with a new quotation: the ‘workers’ say.
    fn is_statement(&self, opener: &Mark, block: Span<Prose>) -> bool {
        let before = self.text[block.start..opener.start].trim_end();
        let marked = before.is_empty() || before.ends_with(|c: char| ",.:;!?—–”\"".contains(c));
        marked && self.text[opener.end..].starts_with(|c: char| c.is_uppercase() || opens_after(c))
    }

    /// Whether `next`, the words of the next block, open with the mark of `opener` as a further paragraph of speech does.
    fn goes_on(&self, opener: &Mark, next: &str) -> bool {
        let mark = &self.text[opener.start..opener.end];
        let Some(rest) = next.strip_prefix(mark) else { return false };
        let opens = rest.starts_with(|c: char| c.is_alphanumeric() || opens_after(c) && !c.is_whitespace());
        let before = self.text[..opener.start].chars().next_back();
        let speech = |rest: &str| !is_decade(first_word(rest)) && !self.is_elided(first_word(rest));
        opens && before.is_none_or(char::is_whitespace) && speech(rest) && speech(&self.text[opener.end..])
    }

    fn carry_single(&mut self, index: usize, block: Span<Prose>) {
        let quote = &mut self.quotes[index];
        quote.paragraphs += 1;
        quote.span.end = block.end;
        quote.words.end = block.end;
        self.carried_single = Some(index);
    }

    /// A mark that nothing closed was an apostrophe: what was taken for a quotation is none.
    pub(super) fn drop_carried_single(&mut self) {
        if let Some(index) = self.carried_single.take() {
            let quote = &mut self.quotes[index];
            quote.span.end = quote.span.start; // taken out at the end, since others are known by their index
        }
    }

    /// Not a decade and not an elision such as ’em.
    fn opens_single(&self, mark: &Mark) -> bool {
        let word = first_word(&self.text[mark.end..]);
        let apostrophe = self.text[..mark.end].ends_with(['’', '\'']);
        !(is_decade(word) || apostrophe && self.is_elided(word))
    }

    fn is_elided(&self, word: &str) -> bool {
        self.language.article.elisions.contains(word.to_lowercase().as_str())
    }

    /// The mark that closes the one at `open`, from index `from` on: the first that ends a clause, else the first that can
    /// close.
    fn closer(&self, marks: &[Mark], open: usize, from: usize) -> Option<Closer> {
        let mut first = None;
        for (index, mark) in marks.iter().enumerate().skip(from).take(WITHIN) {
            if mark.role == Role::Open {
                if mark.straight != marks[open].straight || first.is_some() {
                    break;
                }
                continue;
            }
            let text = &self.text[..mark.start];
            let before = text.chars().next_back();
            let after = self.text[mark.end..].chars().next();
            let after_point = before.is_some_and(|c| matches!(c, '.' | ',' | '!' | '?' | '…' | ';' | ':' | '—' | ')'));
            let before_point =
                after.is_none_or(|c| matches!(c, '.' | ',' | '!' | '?' | '…' | ';' | ':' | '—' | ')' | '”' | '"'));
            let possessive = self.language.morphology.takes_possessive_mark(text) && after == Some(' ');
            let elided = after == Some(' ') && self.language.article.elided_ends.close(text);
            let feet = before.is_some_and(|c| c.is_ascii_digit()) && after == Some(' ');
            if after_point || before_point || !(possessive || elided || feet) {
                return Some(Closer { index, weak: false });
            }
            first.get_or_insert(index);
        }
        first.map(|index| Closer { index, weak: true })
    }
}

fn first_word(text: &str) -> &str {
    text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default()
}

/// Of ’90s what follows the mark.
fn is_decade(word: &str) -> bool {
    (2..=3).contains(&word.len()) && word.as_bytes()[..2].iter().all(u8::is_ascii_digit)
}

/// A quotation from `opener` to byte `end`, not closed, its words to byte `words_end`.
fn single(opener: &Mark, end: usize, words_end: usize) -> Quote {
    Quote {
        span: Span::new(opener.start, end),
        words: Span::new(opener.end, words_end),
        marks: Marks::Single,
        straight: opener.straight,
        depth: 0,
        closed: false,
        paragraphs: 1,
    }
}

fn crosses(one: Span<Prose>, other: Span<Prose>) -> bool {
    one.overlaps(other) && !one.contains(other) && !other.contains(one)
}

/// Takes out what [`Finder::drop_carried_single`] dropped; what stands within a speech of several paragraphs is nested.
pub(super) fn nest(quotes: &mut Vec<Quote>) {
    quotes.retain(|quote| !quote.span.is_empty());
    quotes.sort_by_key(|quote| (quote.span.start, std::cmp::Reverse(quote.span.end)));
    let mut end = 0;
    for quote in quotes {
        if quote.span.end <= end {
            quote.depth = quote.depth.max(1);
        } else if quote.paragraphs > 1 {
            end = quote.span.end;
        }
    }
}
