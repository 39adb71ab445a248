//! The fix of a finding that asks for words the draft lacks. If the format has no place for them, the help of the finding
//! shows them instead.

use crate::analysis::Article;
use crate::diagnostic::{Fix, Safety};
use crate::format;
use crate::format::insertion::Place;
use crate::prose::BlockKind;
use crate::rule::{Insertion, Put};
use crate::text::{Source, Span};

/// Characters of the words that are shown in the title of the fix.
const SHOWN: usize = 60;

/// The fix that inserts the words, if there is a place for them, and the help of the finding, which has the words if there
/// is none.
pub(super) fn offered(
    article: &Article,
    source: &Source,
    insertion: &Insertion,
    help: Option<String>,
) -> (Option<Fix>, Option<String>) {
    let fix = fix(article, source, insertion);
    let by_hand = format!("Insert by hand: “{}”", insertion.text.trim());
    let help = match help {
        help if fix.is_some() => help,
        Some(help) => Some(format!("{help} {by_hand}")),
        None => Some(by_hand),
    };
    (fix, help)
}

fn fix(article: &Article, source: &Source, insertion: &Insertion) -> Option<Fix> {
    let words = insertion.text.trim();
    let (place, named) = place(article, source, insertion)?;
    let edit = format::of(source).insert(&source.text, words, place)?;
    let shown = match words.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{} …", words[..end].trim_end()),
        None => words.to_owned(),
    };
    Some(Fix { title: format!("insert “{shown}” {named}"), safety: Safety::Suggested, edits: vec![edit] })
}

/// Where the words go in the source, and what the fix calls that place; `None` if no block is there.
fn place(article: &Article, source: &Source, insertion: &Insertion) -> Option<(Place, &'static str)> {
    let prose = &article.prose;
    let block = |at: usize| -> Option<(BlockKind, Span<Source>)> {
        let block = &prose.blocks[prose.block_at(at)?];
        Some((block.kind, prose.locate(block.span).span))
    };
    let (Put::Before(at) | Put::After(at) | Put::Here(at)) = insertion.at;
    // A headline may be read from the front matter, where no paragraph can go: the words then open the text.
    let front_matter = prose.metadata.span.map_or(0, |span| span.end);
    if block(at.saturating_sub(1)).or_else(|| block(at)).is_some_and(|(_, span)| span.start < front_matter) {
        let start = source.text.len() - source.text[front_matter..].trim_start().len();
        return Some((Place::Start(start), "at the start of the text"));
    }
    Some(match insertion.at {
        Put::Before(at) => block(at).map(|(kind, span)| (Place::Before(kind, span), "before this paragraph"))?,
        Put::After(at) => block(at).map(|(kind, span)| (Place::After(kind, span), "after this paragraph"))?,
        Put::Here(at) => {
            let end = prose.locate(Span::new(at.saturating_sub(1), at)).span.end;
            (Place::Sentence(end), "after this sentence")
        }
    })
}
