//! Quotations in double marks and guillemets: opened and closed within a paragraph, nested, or carried to the next.

use super::role::Role;
use super::{Finder, Mark, Quote};
use crate::prose::Prose;
use crate::text::Span;

/// Whether a paragraph opens with a mark.
pub(super) fn opens(text: &str) -> bool {
    let german = text.strip_prefix('»').is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
    text.starts_with(['“', '"', '«', '„']) || text.starts_with("''") || german
}

/// The maximum number of digits that inches have before their mark: 6'2", 12", 100".
const LONGEST_MEASURE: usize = 3;

/// Whether curly marks stand in pairs within straight ones, as where a statement is pasted: "the “night rule” is over".
/// `marks` begins with the inner opener.
fn mixed(first: &Mark, marks: &[Mark], continues: bool) -> bool {
    let [inner, closer, later @ ..] = marks else { return false };
    let pair = first.straight && !inner.straight && !closer.straight && closer.role != Role::Open;
    pair && later.iter().find(|mark| mark.straight).map_or(continues, |outer| outer.role != Role::Open)
}

impl Finder<'_> {
    pub(super) fn pair_doubles(&mut self, block: Span<Prose>, marks: &[Mark], continues: bool) {
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
                (None, _) if self.is_measure(mark) => {}
                (None, Role::Close) => self.stray.push(Span::new(mark.start, mark.end)),
                (None, _) => open = Some((*mark, None)),
                (Some((first, _)), Role::Open) if self.nests(&first, &rest[position..], depth, continues) => depth += 1,
                (Some((first, carried)), Role::Open) if self.is_closing_place(mark) => {
                    self.close(first, carried, mark.end, mark.start, block);
                    open = None;
                }
                (Some((first, _)), Role::Open) => {
                    self.stray.push(Span::new(first.start, first.end));
                    open = Some((*mark, None));
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

    /// Whether an opener, the first of `marks`, begins a quotation within the one that `first` opened: only if enough closers
    /// follow for both. Otherwise the writer meant to close.
    fn nests(&self, first: &Mark, marks: &[Mark], depth: usize, continues: bool) -> bool {
        let Some((mark, later)) = marks.split_first() else { return false };
        let closers = later.iter().take_while(|next| next.role != Role::Open).filter(|next| next.role == Role::Close);
        let has_closers = closers.take(2 + depth).count() >= 2 + depth;
        let is_pasted = depth == 0 && mixed(first, marks, continues);
        (has_closers && (!mark.straight || self.within_single(first, mark))) || is_pasted
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

    /// Whether a single mark opens between two double ones: "She told me 'he said "no" twice,'" she said.
    fn within_single(&self, first: &Mark, mark: &Mark) -> bool {
        const REACH: usize = 1_000; // bytes looked back at, so that many marks cost no more
        let from = first.end.max(mark.start.saturating_sub(REACH));
        let between = self.text.as_bytes().get(from..mark.start).unwrap_or_default();
        between.windows(3).any(|of| of[0] == b' ' && of[1] == b'\'' && of[2].is_ascii_alphanumeric())
    }

    /// Inches: 12" with nothing open.
    fn is_measure(&self, mark: &Mark) -> bool {
        mark.straight && self.text[..mark.start].ends_with(|c: char| c.is_ascii_digit())
    }

    /// Inches within a quotation: a later mark is there to close it. In “the 12" pipe burst," he said” the mark after
    /// the figure would leave the next one alone; in “he is 6'2" tall” feet stand before it.
    fn is_measure_within(&self, mark: &Mark, later: &[Mark]) -> bool {
        let text = &self.text[..mark.start];
        let before = text.trim_end_matches(|c: char| c.is_ascii_digit());
        let digits = text.len() - before.len();
        let Some(next) = later.first().filter(|next| digits > 0 && next.role != Role::Open) else { return false };
        let feet = before.trim_end().ends_with(['\'', '’', '′']);
        let word_after =
            self.text[mark.end..].chars().find(|&c| c != ' ').is_some_and(|c| c.is_lowercase() || c == '-');
        let closes_next =
            next.start == mark.end || self.text[mark.end..next.start].chars().all(|c| ".,;:!?".contains(c));
        feet || (digits <= LONGEST_MEASURE && next.role == Role::Close && (word_after || closes_next))
    }
}
