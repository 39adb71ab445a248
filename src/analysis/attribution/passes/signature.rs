//! Lines under a quotation that name who said it: “Anna Holm, harbour pilots’ union”, “- Sanders.”

use crate::analysis::attribution::draft::Draft;
use crate::analysis::attribution::grammar::Tags;
use crate::analysis::attribution::grammar::item::Item;
use crate::analysis::attribution::model::{Attribution, How};

/// The credit of a pull quotation has no more items: a name and what the person is.
const LONG_CREDIT: usize = 16;

/// A line with a signature has no more items.
const LONG_SIGNATURE: usize = 24;

/// A line under the quotation that is only a name and what the person is: “Anna Holm, harbour pilots’ union”.
pub fn credit_line(draft: &Draft, block: usize, sentence: usize) -> Option<Attribution> {
    let paragraph = &draft.paragraphs[block];
    let (paragraph, line) = match paragraph.sentences.get(sentence + 1) {
        Some(line) if sentence + 2 == paragraph.sentences.len() => (paragraph, line.clone()),
        None if paragraph.is_quotation => draft.paragraphs.get(block + 1).map(|below| (below, 0..below.items.len()))?,
        _ => return None,
    };
    let line = line.start..line.start + without_stray_mark(paragraph.slice(&line)).len();
    let items = paragraph.slice(&line);
    // “Co-Founder & CEO”, “Head of AI/Data”: what a person is has marks of its own.
    let joins = |item: &Item| item.comma() || item.any_dash() || matches!(item.mark(), Some('&' | '/' | '(' | ')'));
    let nickname = |item: &Item| item.quote().is_some();
    if items.len() > LONG_CREDIT || !items.iter().all(|item| item.word() || joins(item) || nickname(item)) {
        return None;
    }
    // “Will Lunde”, “Per Moen”: a line of names has names in it that are small words elsewhere.
    let named = |item: &&Item| (item.word() && item.capital) || nickname(item);
    let name = items.iter().take_while(named).count();
    let (source, rest) = (line.start..line.start + name, line.start + name..line.end);
    let described = rest.len() > 1 && paragraph.items[rest.start].comma() && !rest.clone().any(|at| paragraph.verb(at));
    (name >= 2 && described && items[1..name].iter().any(Item::name) && paragraph.is_person(&source))
        .then(|| Attribution::carried(How::Signature, paragraph.span(source), None))
}

/// A line without a closing mark that closes nothing, and the stop before it: “Anna Holm, harbour pilots’ union."” That happens
/// where a quotation in large type was left open.
fn without_stray_mark(line: &[Item]) -> &[Item] {
    match line {
        [rest @ .., stop, mark] if stop.mark() == Some('.') && matches!(mark.mark(), Some('"' | '”')) => rest,
        _ => line,
    }
}

/// Paragraphs of one testimony that a line signs together.
const SIGNED: usize = 4;

/// A line after the quotation that is only a dash and a name: “- Sanders.” It signs all the paragraphs of a testimony.
pub fn signature(draft: &Draft, block: usize) -> Option<Attribution> {
    let is_quotation = |block: usize| draft.paragraphs.get(block).is_some_and(|paragraph| paragraph.is_quotation);
    let last = (block..block + SIGNED).find(|&at| !is_quotation(at) || !is_quotation(at + 1)).unwrap_or(block);
    let paragraph = draft.paragraphs.get(last + 1)?;
    let dash = paragraph.items.first().filter(|first| first.any_dash())?;
    if paragraph.items.len() > LONG_SIGNATURE {
        return None;
    }
    let source = paragraph.phrase_from(1, paragraph.items.len())?;
    // “— A spokesperson for the port,”: a role signs as well as a name.
    let signs = |item: &Item| item.name() || item.is(Tags::ROLE);
    if !paragraph.items[1].name() && !paragraph.slice(&source).iter().any(signs) {
        return None;
    }
    Some(Attribution::carried(How::Signature, paragraph.span(source), Some(dash.span())))
}
