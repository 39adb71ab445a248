//! [`TokenStarts`]: the tokens of a span without a search; [`Placed`]: those whose anchors are known.

use super::token::Token;
use crate::expression::{Anchor, Known};
use crate::prose::Prose;
use crate::text::Span;

/// For every [`STRIDE`] bytes of the prose the first token that starts there or later, so that the tokens of a span are found without
/// a search.
#[derive(Clone, Debug)]
pub(super) struct TokenStarts(Vec<u32>);

const STRIDE: usize = 64;

impl TokenStarts {
    /// Those of `tokens`, which are in order.
    pub(super) fn of(tokens: &[Token]) -> Self {
        let last = tokens.last().map_or(0, |token| token.start as usize);
        let mut starts = Vec::with_capacity(last / STRIDE + 1);
        for (number, token) in (0_u32..).zip(tokens) {
            while starts.len() * STRIDE <= token.start as usize {
                starts.push(number);
            }
        }
        Self(starts)
    }

    /// The number of the first of `tokens` that starts at byte `at` or later.
    pub(super) fn first_from(&self, tokens: &[Token], at: usize) -> usize {
        let Some(&number) = self.0.get(at / STRIDE) else { return tokens.len() };
        let mut number = number as usize;
        while tokens.get(number).is_some_and(|token| (token.start as usize) < at) {
            number += 1;
        }
        number
    }

    /// Those of `tokens` that lie in `span`.
    pub(super) fn within<'t>(&self, tokens: &'t [Token], span: Span<Prose>) -> &'t [Token] {
        let from = self.first_from(tokens, span.start);
        let inside = &tokens[from..self.first_from(tokens, span.end).max(from)];
        match inside.split_last() {
            Some((last, before)) if last.end() as usize > span.end => before,
            _ => inside,
        }
    }
}

/// The tokens of which anchors are known, with their places counted from the start of a span.
pub(super) struct Placed<'t, F> {
    tokens: std::slice::Iter<'t, Token>,
    start: usize,
    /// The anchors of a token, if they are known.
    anchors: F,
}

impl<'t, F: Fn(&Token) -> Option<&'t [Anchor]>> Placed<'t, F> {
    pub(super) fn new(tokens: &'t [Token], span: Span<Prose>, anchors: F) -> Self {
        Self { tokens: tokens.iter(), start: span.start, anchors }
    }
}

impl<'t, F: Fn(&Token) -> Option<&'t [Anchor]>> Iterator for Placed<'t, F> {
    type Item = Known<'t>;

    #[inline]
    fn next(&mut self) -> Option<Known<'t>> {
        loop {
            let token = self.tokens.next()?;
            if let Some(anchors) = (self.anchors)(token) {
                return Some((token.start as usize - self.start..token.end() as usize - self.start, anchors));
            }
        }
    }
}
