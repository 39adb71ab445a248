//! How letters are used: bare, so that a reader has to unfold them, or in a way that asks for nothing.

use crate::analysis::{Page, Tags, TokenKind};
use crate::language::Language;
use crate::prose::{InlineKind, Prose};
use crate::text::Span;

/// Marks that join two words.
pub(super) const HYPHENS: [char; 3] = ['-', '‐', '\u{2011}'];

/// A use of letters.
pub(super) enum Usage {
    /// A reader has to know what they stand for.
    Bare,
    /// The text explains them: they are part of a longer name, or described.
    Told,
    /// The letters may be the call sign of a station.
    CallSign,
    /// No acronym: emphasis, a surname, the place at the head of a story, a tag.
    Other,
}

/// How the letters at `span`, in the token `index`, are used.
pub(super) fn usage(page: &Page, index: usize, span: Span<Prose>) -> Usage {
    let near = Near { page, index, block: page.prose.block_at(span.start) };
    let letters = page.slice(span);
    let is_code = near.is_tag() || near.is_dateline() || near.is_ticker() || near.is_heading() || near.is_joined(span);
    if is_code || in_contents(page, span) {
        return Usage::Other;
    }
    if is_word(letters, &page.language) {
        return Usage::Other;
    }
    if near.is_call_sign(letters) {
        return Usage::CallSign;
    }
    if near.is_in_name(span) || near.is_described() { Usage::Told } else { Usage::Bare }
}

/// A token and its neighbours in its block.
struct Near<'a> {
    page: &'a Page,
    index: usize,
    block: Option<usize>,
}

/// How many tokens a place and its region have at the head of a story: “ELMSBY, N.H. (Reuters) —”.
const DATELINE: usize = 8;

impl Near<'_> {
    /// The token `by` places further on, or nothing outside the block.
    fn word(&self, by: isize) -> Option<&str> {
        let token = self.page.tokens.get(self.index.checked_add_signed(by)?)?;
        (self.page.prose.block_at(token.start as usize) == self.block).then(|| self.page.slice(token.span()))
    }

    fn tags(&self, word: &str) -> Tags {
        self.page.language.speech.tags(&word.to_lowercase())
    }

    fn is_number(&self, by: isize) -> bool {
        let token = self.index.checked_add_signed(by).and_then(|at| self.page.tokens.get(at));
        self.word(by).is_some() && token.is_some_and(|token| token.kind() == TokenKind::Number)
    }

    /// `#BLFO`, a label as in `BLFO: no ferry`, one of the sources in `[BLFO, ABC]`, one of two names as in `NNC/BLFO poll`.
    fn is_tag(&self) -> bool {
        let (before, after) = (self.word(-1), self.word(1));
        let name = |by| self.word(by).is_some_and(capital);
        let slash = (before == Some("/") && name(-2)) || (after == Some("/") && name(2));
        // “Tide::BLFO” in a program
        let scoped = before == Some(":") && self.word(-2) == Some(":");
        matches!(before, Some("#" | "@" | "[")) || matches!(after, Some("]" | ":")) || slash || scoped
    }

    /// One part of letters that a hyphen joins: “the PF-BLFO standard”, but not “the UN-BLFO pact”, which is between two bodies.
    fn is_joined(&self, span: Span<Prose>) -> bool {
        let own = self.page.tokens[self.index].span();
        let parts = || self.page.slice(own).split(HYPHENS);
        let has_partner = || parts().any(|part| self.page.language.article.household_acronyms.contains(part));
        let between_two = || self.word(1).is_some_and(|next| next.starts_with(char::is_lowercase)) && has_partner();
        span != own && parts().filter(|part| in_capitals(part)).nth(1).is_some() && !between_two()
    }

    /// Letters under which something is traded: “Holm Boats (HLB)”, “(NYSE: HLB)”, “$HLB”, the index “.HLX”, the price “HLB=”.
    fn is_ticker(&self) -> bool {
        let (before, after) = (self.word(-1), self.word(1));
        let name = |by| self.word(by).is_some_and(capital);
        let in_brackets = before == Some("(") && after == Some(")") && name(-2);
        let on_exchange = before == Some(":") && self.word(-2).is_some_and(in_capitals) && self.word(-3) == Some("(");
        let token = self.page.tokens[self.index];
        let joined = |by: isize| {
            let other = self.index.checked_add_signed(by).and_then(|at| self.page.tokens.get(at));
            other.is_some_and(|other| other.end() == token.start || other.start == token.end())
        };
        let marked = (matches!(before, Some("." | "$" | "^")) && joined(-1)) || (after == Some("=") && joined(1));
        in_brackets || on_exchange || marked
    }

    /// A line that is one word in capitals, such as the heading “TIP-INS”.
    fn is_heading(&self) -> bool {
        self.word(-1).is_none()
            && self.word(1).is_none()
            && in_capitals(self.page.slice(self.page.tokens[self.index].span()))
    }

    /// The first word of a block, with a dash after it and only names between.
    fn is_dateline(&self) -> bool {
        let names = |word: &&str| word.starts_with(|c: char| c.is_uppercase() || matches!(c, ',' | '.' | '(' | ')'));
        let mut after = (1..=DATELINE).filter_map(|by| self.word(isize::try_from(by).ok()?));
        self.word(-1).is_none()
            && after.find(|word| !names(word)).is_some_and(|word| matches!(word, "-" | "–" | "—" | "―"))
    }

    /// Four letters such as those of a station, without “the”.
    fn is_call_sign(&self, letters: &str) -> bool {
        let definite = |word: &str| self.tags(word).has(Tags::DETERMINER) && !self.tags(word).has(Tags::ARTICLE);
        letters.chars().count() == 4
            && letters.chars().next().is_some_and(|first| self.page.language.article.call_signs.contains(&first))
            && !self.word(-1).is_some_and(definite)
    }

    /// “BLFO Road”, “BF 1523”, “the BLFO-Harbour Cup”; not “BLFO President Holm” nor “the BLFO Monday”.
    fn is_in_name(&self, span: Span<Prose>) -> bool {
        let own = self.page.tokens[self.index].span();
        if span.end < own.end {
            let rest = &self.page.prose.text[span.end..own.end];
            let next = rest.strip_prefix(HYPHENS);
            return next.is_some_and(|next| {
                self.page.language.article.household_acronyms.contains(next)
                    || (capital(next) && next.contains(char::is_lowercase))
            });
        }
        // A title is followed by a name, or by what it is a title of.
        let next = if self.word(2) == Some(".") { 3 } else { 2 };
        let titled = self.word(next).is_some_and(|word| capital(word) || self.tags(word).has(Tags::OF));
        let goes_on = |next: &str| {
            let tags = self.tags(next);
            let title = tags.has(Tags::ROLE.or(Tags::HONORIFIC)) && !tags.has(Tags::ORGANISATION) && titled;
            capital(next) && !title && !tags.has(Tags::TIME)
        };
        // “BLFO v. Holm” is a case.
        let versus = |next: &str| {
            self.page.language.article.versus.contains(next)
                && self.word(2) == Some(".")
                && self.word(3).is_some_and(goes_on)
        };
        self.is_number(1) || self.word(1).is_some_and(|next| goes_on(next) || versus(next))
    }

    /// “NDN, a policy group”, “the bank BLFO”, “a BVA poll”.
    fn is_described(&self) -> bool {
        let is_a = |word: &str| self.tags(word).has(Tags::ARTICLE);
        (self.word(1) == Some(",") && self.word(2).is_some_and(is_a))
            || self.word(-1).is_some_and(|word| self.page.language.article.bodies.contains(word))
            || self.word(1).is_some_and(|word| self.page.language.article.products.contains(word))
    }
}

/// Whether it stands in a link to a place in the draft itself, as in a table of contents.
fn in_contents(page: &Page, span: Span<Prose>) -> bool {
    let inlines = &page.prose.inlines;
    let after = inlines.partition_point(|inline| inline.span.start <= span.start);
    let mut around = inlines[..after].iter().rev().take_while(|inline| inline.span.end >= span.end);
    around.any(|inline| matches!(&inline.kind, InlineKind::Link(address) if address.starts_with('#')))
}

/// Whether every letter is a capital.
fn in_capitals(word: &str) -> bool {
    word.contains(char::is_alphabetic) && !word.contains(char::is_lowercase)
}

fn capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Whether it is a word or a name in capitals. Short ones are too often both: only small words of grammar, and those that
/// writers shout, are taken for words.
fn is_word(letters: &str, language: &Language) -> bool {
    let lower = letters.to_lowercase();
    match letters.chars().count() {
        0..=2 => false,
        3 => !language.speech.tags(&lower).is_empty() || language.article.shouted.contains(&lower),
        long => language.evidence.is_ordinary(&lower, long > 4),
    }
}
