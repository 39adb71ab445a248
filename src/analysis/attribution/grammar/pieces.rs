//! [`Input`]: what the grammar of attribution reads: words, quotations and blocks.
//!
//! “Sen.”, “$5” and “--” are one piece each, because a full stop that does not end a sentence is not a mark.

use super::super::block::{BlockQuote, block_quotes};
use super::Tags;
use super::item::{Item, Span};
use crate::analysis::{Letters, Page, Quote, Token, TokenKind, Vocabulary, WordId};
use crate::language::{Language, Marks, SpeechWords, WordMap, fold};
use crate::prose::BlockKind;
use std::cell::RefCell;

/// The text and the places of its parts, each in order.
pub struct Input<'a> {
    /// The prose.
    pub text: &'a str,
    /// Paragraphs.
    pub blocks: Vec<Span>,
    page: &'a Page,
    /// The distinct words of the draft.
    pub vocabulary: &'a Vocabulary,
    /// Quotations that stand in no other, and block quotations.
    pub quotes: Vec<Span>,
    /// Block quotations alone, in order.
    pub block_quotes: Vec<BlockQuote>,
    /// The words that the grammar goes by.
    pub words: &'a SpeechWords,
    /// The language of the draft.
    pub language: &'a Language,
    /// For each word of the vocabulary, whether it has a capital after another word.
    capital_inside: Vec<bool>,
    /// What lists of names know about words as written, once that was asked for.
    marks: RefCell<WordMap<&'a str, Marks>>,
}

/// A token, or two that the grammar sees as one word.
#[derive(Clone, Copy)]
pub struct Piece {
    /// Its place.
    pub span: Span,
    /// Its word; `None` for two tokens joined.
    pub word: Option<WordId>,
    /// What its first token is.
    pub kind: TokenKind,
    /// How the letters of its first token are set.
    pub letters: Letters,
}

impl<'a> Input<'a> {
    /// The input of the grammar for a draft.
    pub fn new(page: &'a Page) -> Self {
        let (prose, language) = (&page.prose, &*page.language);
        let block_quotes = block_quotes(page);
        Self {
            text: &prose.text,
            blocks: prose.blocks.iter().map(|block| block.span).collect(),
            page,
            quotes: outermost(&block_quotes, &page.quotes),
            block_quotes,
            vocabulary: &page.vocabulary,
            words: &language.speech,
            language,
            capital_inside: capital_inside(page),
            marks: RefCell::default(),
        }
    }

    /// The words and marks in `span`, joined where the grammar of attribution sees one word.
    pub fn pieces(&self, span: Span) -> impl Iterator<Item = Piece> {
        pieces(self.page, self.page.tokens_in(span))
    }

    /// The words and marks around the capitals of a block, with all on either side that shows what the names among them do. Words that
    /// stand in between are left out; whatever is left out stands between two words that are neither names nor before one.
    pub fn pieces_near_capitals(&self, block: usize) -> impl Iterator<Item = Piece> {
        let tokens = self.page.tokens_in(self.blocks[block]);
        let mut done = 0;
        let parts = std::iter::from_fn(move || {
            let capital = (done..tokens.len()).find(|&at| tokens[at].is_capital())?;
            let start = (done..capital).rev().find(|&at| self.ends_company(tokens, at)).unwrap_or(done);
            done = self.end_of_company(tokens, capital);
            Some(&tokens[start..done])
        });
        parts.flat_map(|part| pieces(self.page, part))
    }

    /// Whether a token is a plain word between blanks, so that nothing before it says anything of a name after it.
    fn ends_company(&self, tokens: &[Token], at: usize) -> bool {
        let token = &tokens[at];
        let facts = self.vocabulary.facts(token.word);
        let is_plain = token.kind() == TokenKind::Word && !token.is_capital() && facts.is_alphabetic;
        is_plain && !facts.tags.has(Tags::BEFORE_NAME) && !is_glued(tokens, at) && !is_glued(tokens, at + 1)
    }

    /// One past the last token that says something of the names from `capital` on: the one after them, or the cue that begins there.
    fn end_of_company(&self, tokens: &[Token], capital: usize) -> usize {
        let mut wanted = capital + 2;
        let mut end = capital + 1;
        while end < tokens.len() && (end < wanted || is_glued(tokens, end)) {
            let token = &tokens[end];
            if token.is_capital() || is_glued(tokens, end) {
                wanted = end + 2;
            } else if self.vocabulary.facts(token.word).starts_cue {
                wanted = wanted.max(end + SpeechWords::LONGEST_CUE);
            }
            end += 1;
        }
        end
    }

    /// Whether more than two thirds of the words of a block without quotations may have capitals. Where this says no, they have not.
    pub fn may_be_in_title_case(&self, block: usize) -> bool {
        let span = self.blocks[block];
        let has_dateline = self.page.dateline.is_some_and(|dateline| dateline.overlaps(span)); // whose words are left out
        let words = self.page.tokens_in(span).iter().filter(|token| token.kind() == TokenKind::Word);
        let (all, capitals) =
            words.fold((0, 0), |(all, capitals), word| (all + 1, capitals + usize::from(word.is_capital())));
        has_dateline || 3 * capitals > 2 * all
    }

    /// The last word or mark of a block; none where the dateline makes that hard to tell.
    pub fn last_piece(&self, block: usize) -> Option<Piece> {
        let tokens = self.page.tokens_in(*self.blocks.get(block)?);
        let start = (0..tokens.len()).rev().find(|&at| !is_glued(tokens, at))?;
        pieces(self.page, &tokens[start..]).last()
    }

    /// Whether a cue of speech may start with some word in `span`.
    pub fn has_cue(&self, span: Span) -> bool {
        self.page.tokens_in(span).iter().any(|token| self.vocabulary.facts(token.word).starts_cue)
    }

    /// Whether some word of a block may be [a name](super::item::Item::name). It is not where each capital is that of a small word of the
    /// grammar which opens a sentence, since those are names only beside other words.
    pub fn may_name(&self, block: usize) -> bool {
        let tokens = self.page.tokens_in(self.blocks[block]);
        let opens = |at: usize| {
            let [.., before, mark] = &tokens[..at] else { return at == 0 };
            let is_end = matches!(mark.span().of(self.text), "." | "!" | "?" | ":" | "…");
            is_end && !(before.end() == mark.start && are_joined(self.page, before, mark))
        };
        let stands_alone = |at: usize| tokens.get(at + 1).is_none_or(|next| next.start != tokens[at].end());
        let is_small = |at: usize, token: &Token| {
            let is_set_small = token.letters() == Letters::Capital || token.span().len() == 1;
            is_set_small && self.vocabulary.tags(token.word).has(Tags::FUNCTION) && stands_alone(at)
        };
        tokens.iter().enumerate().any(|(at, token)| token.is_capital() && !(is_small(at, token) && opens(at)))
    }

    /// Whether a word is an ordinary one that has a capital only where it opens a sentence.
    pub fn opens_only(&self, word: WordId) -> bool {
        let marks = self.vocabulary.facts(word).marks;
        marks.word() && !marks.given() && !marks.common_surname() && !self.capital_inside[word.index()]
    }

    /// What lists of names know about a word as written. The same names stand in a draft again and again.
    fn marks(&self, word: &'a str) -> Marks {
        *self.marks.borrow_mut().entry(word).or_insert_with(|| self.language.evidence.marks(&fold(word)))
    }

    /// What lists of names know about the words of an item, which are `word`, without the ending of a genitive or with it. Of most the
    /// vocabulary knows.
    pub fn marks_of(&self, item: &Item, word: &'a str) -> Marks {
        let token = self.page.tokens.get(self.page.first_token_from(item.span().start));
        let facts = token.filter(|token| token.span() == item.span()).map(|token| self.vocabulary.facts(token.word));
        facts.filter(|facts| facts.is_folded).map_or_else(|| self.marks(word), |facts| facts.marks)
    }

    /// Whether the markup says that a block is a heading.
    pub fn is_heading(&self, block: usize) -> bool {
        matches!(self.page.prose.blocks[block].kind, BlockKind::Heading(_))
    }

    /// The block quotation at `span`, if one stands there.
    pub fn block_quote(&self, span: Span) -> Option<&BlockQuote> {
        let index = self.block_quotes.binary_search_by(|block| block.span.cmp(&span)).ok()?;
        Some(&self.block_quotes[index])
    }
}

/// For each word of the vocabulary, whether it has a capital after another word.
fn capital_inside(page: &Page) -> Vec<bool> {
    let mut inside = vec![false; page.vocabulary.len()];
    for pair in page.tokens.windows(2) {
        let [before, token] = pair else { continue };
        if token.is_capital() && before.is_word() {
            let gap = &page.prose.text[before.end() as usize..token.start as usize];
            inside[token.word.index()] |= gap == " ";
        }
    }
    inside
}

/// Tokens, joined where the grammar of attribution sees one word.
///
/// The dateline is left out: it belongs to no sentence, and its place is not a subject.
fn pieces<'p>(page: &'p Page, tokens: &'p [Token]) -> impl Iterator<Item = Piece> + use<'p> {
    let dateline = page.dateline.map_or(0..0, |dateline| dateline.range());
    let mut rest = tokens.iter();
    std::iter::from_fn(move || {
        let mut token = rest.next()?;
        while dateline.contains(&(token.start as usize)) {
            token = rest.next()?;
        }
        let (kind, letters) = (token.kind(), token.letters());
        // Most words are followed by a blank.
        let next = rest.as_slice().first().filter(|next| next.start == token.end());
        match next.filter(|next| are_joined(page, token, next)) {
            Some(next) => {
                rest.next();
                Some(Piece { span: Span::new(token.span().start, next.span().end), word: None, kind, letters })
            }
            None => Some(Piece { span: token.span(), word: Some(token.word), kind, letters }),
        }
    })
}

/// Whether no blank stands between a token and the one before.
fn is_glued(tokens: &[Token], at: usize) -> bool {
    at > 0 && tokens.get(at).is_some_and(|token| token.start == tokens[at - 1].end())
}

/// Whether the grammar sees one word in a token and the next, which follows it without a blank.
fn are_joined(page: &Page, token: &Token, next: &Token) -> bool {
    let (text, language) = (&*page.prose.text, &*page.language);
    let written = token.span().of(text);
    match next.span().of(text) {
        "." => {
            token.is_word()
                && page.vocabulary.facts(token.word).may_be_abbreviated
                && language.article.abbreviated(written).is_some()
        }
        "-" => written == "-",
        // “the Democrats’ plan”: a possessive. Where the mark ends a quotation, the quotation covers it.
        "’" | "'" => {
            language.morphology.takes_possessive_mark(written) && text[next.end() as usize..].starts_with(' ')
        }
        _ => next.is_word() && written == "$",
    }
}

/// Quotations that stand in no other and in no block quotation, and block quotations, in order.
fn outermost(block_quotes: &[BlockQuote], quotes: &[Quote]) -> Vec<Span> {
    let in_block = |span: Span| {
        let index = block_quotes.partition_point(|block| block.span.end <= span.start);
        block_quotes.get(index).is_some_and(|block| block.span.overlaps(span))
    };
    let mut out: Vec<Span> = block_quotes.iter().map(|block| block.span).collect();
    out.extend(quotes.iter().filter(|quote| quote.depth == 0).map(|quote| quote.span).filter(|&span| !in_block(span)));
    out.sort_unstable();
    out
}
