//! [`BlockQuote`]: a quotation that is set as a block, with the line that credits it.
//!
//! Writers set a block for three things. Most are speech, whose speaker a line after a dash names (“— Ida Moen”), or the
//! text before, or the block itself (“…,” said Moen), which is then read as any paragraph is. Some repeat words of the
//! article in large type, and need no speaker.

use super::grammar::item::Span;
use crate::analysis::{Page, Quote, WordId, Zone};
use crate::language::WordSet;
use crate::prose::Prose;

/// A block quotation.
#[derive(Clone, Copy, Debug)]
pub struct BlockQuote {
    /// Its words, without the credit.
    pub span: Span,
    /// The words that name who said it.
    pub credit: Option<Span>,
    /// Whether the draft has its words elsewhere, so that they are set twice and not quoted.
    pub pulled: bool,
}

/// A credit has no more words: a name and what the person is.
const LONG_CREDIT: usize = 12;

/// A verb of speech with its speaker, after the words, has no more.
const LONG_SAYING: usize = 30;

/// Bytes at the end of a block in which a credit is looked for.
const TAIL: usize = 160;

/// Words in a row that two passages share only where one repeats the other.
const SHARED: usize = 4;

/// The block quotations of a draft, in order.
pub fn block_quotes(page: &Page) -> Vec<BlockQuote> {
    let prose = &page.prose;
    let mut found: Vec<BlockQuote> = Vec::new();
    let (mut goes_on, mut has_labels) = (false, false);
    for (block, &zone) in prose.blocks.iter().zip(&page.zones) {
        let quoted = zone == Zone::BlockQuote && !names_speaker(prose, block.span, &page.quotes);
        let text = block.span.of(&prose.text);
        if !quoted {
            goes_on = false;
        } else if let Some(last) =
            found.last_mut().filter(|last| goes_on && (is_credit(text) || says_before(prose, last.span, text)))
        {
            last.credit = Some(block.span);
            goes_on = false;
        } else {
            let credit = credit_at_end(prose, block.span);
            let end = credit.map_or(block.span.end, |credit| words_end(prose, block.span.start, credit.start));
            let label = label_at_start(text);
            let start = (block.span.start + label).min(end);
            // In a quotation that did not begin with a label, “Note: …” is part of the words.
            let joins = goes_on && (label == 0 || !has_labels);
            has_labels = if joins { has_labels } else { label > 0 };
            match found.last_mut().filter(|_| joins) {
                Some(last) => (last.span, last.credit) = (Span::new(last.span.start, end), credit),
                None => found.push(BlockQuote { span: Span::new(start, end), credit, pulled: false }),
            }
            goes_on = credit.is_none();
        }
    }
    mark_pulled(page, &mut found);
    found
}

/// Whether the block opens with a quotation and has a few words of the writer besides: > “Q,” said S
fn names_speaker(prose: &Prose, block: Span, quotes: &[Quote]) -> bool {
    let first = quotes.partition_point(|quote| quote.span.start < block.start);
    let within =
        quotes[first..].iter().take_while(|quote| quote.span.start < block.end).filter(|quote| quote.depth == 0);
    let (mut at, mut words, mut opens) = (block.start, 0, false);
    for quote in within {
        opens |= quote.span.start == block.start;
        words += count(Span::new(at, quote.span.start.max(at)).of(&prose.text));
        at = quote.span.end.min(block.end);
    }
    words += count(Span::new(at, block.end).of(&prose.text));
    opens && (1..=LONG_CREDIT + SHARED).contains(&words) && !is_credit(Span::new(at, block.end).of(&prose.text))
}

fn count(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count()
}

const fn is_dash(mark: char) -> bool {
    matches!(mark, '—' | '–' | '―' | '-' | '~')
}

/// Whether a line follows words that end with a comma, as a verb of speech does with its speaker: > … at last, / > said Moen.
fn says_before(prose: &Prose, words: Span, line: &str) -> bool {
    words.of(&prose.text).trim_end_matches(['”', '"', '’', '\'']).ends_with(',') && count(line) <= LONG_SAYING
}

/// Whether a line names somebody: “— Ida Moen”, “Ida Moen, harbour pilot”.
fn is_credit(line: &str) -> bool {
    let line = line.trim();
    let name = line.trim_start_matches(is_dash).trim_start();
    let dashed = name.len() < line.len();
    let mut words = name.split_whitespace();
    let capital = |word: Option<&str>| {
        word.is_some_and(|word| {
            word.trim_start_matches(|mark: char| !mark.is_alphanumeric()).starts_with(char::is_uppercase)
        })
    };
    let (first, second) = (capital(words.next()), capital(words.next()));
    let closes = name.ends_with(['.', '!', '?', '…', ':']);
    count(name) <= LONG_CREDIT && first && (dashed || (second && !closes))
}

/// Whether a line is a dash and a name in full, after which the block ends: “— Ida Moen”. It is a credit also where the words
/// before it do not end a sentence.
fn is_name(line: &str) -> bool {
    let name = line.trim_start_matches(is_dash);
    let words: Vec<&str> = name.split_whitespace().collect();
    let spaced = name.starts_with(' ') && name.len() + 1 < line.len() || line.starts_with(['—', '–', '―']);
    let capital = |word: &&str| word.starts_with(char::is_uppercase);
    spaced && (2..=4).contains(&words.len()) && words.iter().all(capital) && !name.ends_with(['.', '!', '?'])
}

/// A label has no more words.
const LONG_LABEL: usize = 3;

/// Bytes of the label that opens a block, with its colon and space: “Ida Moen: The lock is shut.”
fn label_at_start(text: &str) -> usize {
    let Some((label, words)) = text.split_once(": ") else { return 0 };
    let names = |word: &str| {
        word.starts_with(char::is_uppercase) && word.chars().all(|c| c.is_alphabetic() || "-'’.".contains(c))
    };
    let is_label = label.split(' ').count() <= LONG_LABEL && label.split(' ').all(names);
    if is_label { text.len() - words.trim_start().len() } else { 0 }
}

/// The credit at the end of a block, on a line of its own or after a dash.
fn credit_at_end(prose: &Prose, block: Span) -> Option<Span> {
    let text = Span::new(prose.text.ceil_char_boundary(block.start.max(block.end.saturating_sub(TAIL))), block.end);
    let tail = text.of(&prose.text);
    // A soft wrap is a space that the source does not write as one.
    let wraps = |at: usize| !prose.locate(Span::new(text.start + at, text.start + at + 1)).verbatim;
    let line = tail.match_indices(' ').map(|(at, _)| at).rfind(|&at| wraps(at));
    // “…”- Ida Moen: a hyphen after a closing mark joins no words.
    let hyphen = |from: &str| tail.rfind(from).map(|at| at + 1);
    let dash =
        tail.rfind(['—', '–', '―']).or_else(|| hyphen(" -").or_else(|| hyphen("”- ")).or_else(|| hyphen("\"- ")));
    let closed = |at: usize| {
        let before = tail[..at].trim_end();
        before.ends_with(['.', '!', '?', '”', '"', '’', '\'', '…'])
    };
    let from = line
        .filter(|&at| is_credit(&tail[at..]))
        .or_else(|| dash.filter(|&at| (closed(at) && is_credit(&tail[at..])) || is_name(&tail[at..])))?;
    let words = tail[from..].trim_start();
    let start = block.end - words.len();
    (start > block.start).then(|| Span::new(start, block.end))
}

/// One past the last word before `end`.
fn words_end(prose: &Prose, start: usize, end: usize) -> usize {
    start + prose.text[start..end].trim_end().len()
}

/// Marks the quotations of which the rest of the draft has at least half.
fn mark_pulled(page: &Page, found: &mut [BlockQuote]) {
    if found.is_empty() {
        return;
    }
    let quoted = |span: Span| {
        let next = found.partition_point(|quote| quote.span.end <= span.start);
        found.get(next).is_some_and(|quote| quote.span.overlaps(span))
    };
    let blocks = page.prose.blocks.iter().map(|block| block.span);
    let rest: WordSet<Run> = blocks.filter(|&span| !quoted(span)).flat_map(|span| runs(page, span)).collect();
    for quote in found {
        let own = runs(page, quote.span);
        let shared = own.iter().filter(|run| rest.contains(*run)).count();
        quote.pulled = shared > 0 && shared * 2 >= own.len();
    }
}

/// Words in a row, by their numbers.
type Run = [WordId; SHARED];

/// Every run of [`SHARED`] words in `span`, marks left out.
fn runs(page: &Page, span: Span) -> Vec<Run> {
    let words: Vec<WordId> =
        page.tokens_in(span).iter().filter(|token| token.is_word()).map(|token| token.word).collect();
    words.windows(SHARED).filter_map(|run| run.try_into().ok()).collect()
}
