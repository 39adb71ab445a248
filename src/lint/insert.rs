//! Words that a finding would put in, as a fix: a paragraph goes between lines of the file or between elements of the page, a
//! sentence behind a sentence. Where there is no such place, an editor is told which words are to be put in.

use crate::analysis::Article;
use crate::diagnostic::{Fix, Safety};
use crate::format::{self, html};
use crate::prose::BlockKind;
use crate::rule::{Insertion, Put};
use crate::text::{Edit, Source, Span};

/// How a format writes a paragraph.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Paragraphs {
    /// As lines between blank lines.
    Blank,
    /// Each as a line.
    Line,
    /// As an element.
    Element,
}

/// Formats whose paragraphs are no lines between blank lines.
const OTHERWISE: &[(&str, Paragraphs)] = &[("docx", Paragraphs::Line), ("html", Paragraphs::Element)];

/// So many characters of the words are shown in the title.
const SHOWN: usize = 60;

/// The fix that puts words in, and the help of its finding, which has the words where there is no place for a fix.
pub(super) fn offered(
    article: &Article,
    source: &Source,
    insertion: &Insertion,
    help: Option<String>,
) -> (Option<Fix>, Option<String>) {
    let fix = fix(article, source, insertion);
    let by_hand = format!("To be put in by hand: “{}”", insertion.text.trim());
    let help = match help {
        help if fix.is_some() => help,
        Some(help) => Some(format!("{help} {by_hand}")),
        None => Some(by_hand),
    };
    (fix, help)
}

fn fix(article: &Article, source: &Source, insertion: &Insertion) -> Option<Fix> {
    let text = source.text.as_str();
    let format = format::by_name(&source.name).map_or("", format::Format::name);
    let of = OTHERWISE.iter().find(|(name, _)| *name == format).map_or(Paragraphs::Blank, |(_, of)| *of);
    let words = insertion.text.trim();
    let block = |at: usize| {
        let block = &article.prose.blocks[article.prose.block_at(at)?];
        Some((block.kind, article.prose.locate(block.span).span))
    };
    // The headline may stand in the front matter: what is put behind it opens the text.
    let fields_end = article.prose.metadata.span.map_or(0, |span| span.end);
    let opening = text.len() - text[fields_end..].trim_start().len();
    let in_front_matter =
        |at: usize| block(at.saturating_sub(1)).or_else(|| block(at)).is_some_and(|(_, of)| of.start < fields_end);
    let (at, added, told) = match (insertion.at, of) {
        (Put::Before(at) | Put::After(at) | Put::Here(at), _) if in_front_matter(at) => {
            (opening, format!("{words}{}", between(text, of)), OPENING)
        }
        (Put::Before(at) | Put::After(at), Paragraphs::Element) => {
            // Words within an item, a caption or a quotation would be part of it.
            let (_, words_at) =
                block(at).filter(|(kind, _)| matches!(kind, BlockKind::Paragraph | BlockKind::Heading(_)))?;
            let element = html::element_around(text, words_at)?;
            let start = text[..element.start].rfind('\n').map_or(0, |end| end + 1);
            let indent = &text[start..element.start];
            let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
            let between = if indent.trim().is_empty() { format!("{line_end}{indent}") } else { String::new() };
            let paragraph = format!("<p>{}</p>", html::escaped(words));
            match insertion.at {
                Put::Before(_) => (element.start, format!("{paragraph}{between}"), BEFORE),
                _ => (element.end, format!("{between}{paragraph}"), AFTER),
            }
        }
        (Put::Before(at), _) => {
            let start = block(at)?.1.start;
            let line = text[..start].rfind('\n').map_or(0, |end| end + 1);
            (line.max(byte_order_mark(text)), format!("{words}{}", between(text, of)), BEFORE)
        }
        (Put::After(at), _) => {
            let end = block(at)?.1.end;
            let line = text[end..].find('\n').map_or(text.len(), |next| end + next);
            let line = if text[..line].ends_with('\r') { line - 1 } else { line };
            (line, format!("{}{words}", between(text, of)), AFTER)
        }
        (Put::Here(at), of) => {
            let end = article.prose.locate(Span::new(at.saturating_sub(1), at)).span.end;
            match of {
                Paragraphs::Element => (html::past_closing(text, end), format!(" {}", html::escaped(words)), SENTENCE),
                _ => (end, format!(" {words}"), SENTENCE),
            }
        }
    };
    let shown = match words.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{} …", words[..end].trim_end()),
        None => words.to_owned(),
    };
    let edits = vec![Edit { span: Span::new(at, at), text: added }];
    Some(Fix { title: format!("put “{shown}” {told}"), safety: Safety::Suggested, edits })
}

const OPENING: &str = "at the head of the text";
const BEFORE: &str = "before this paragraph";
const AFTER: &str = "after this paragraph";
const SENTENCE: &str = "after this sentence";

/// What parts two paragraphs that are lines.
fn between(text: &str, of: Paragraphs) -> &'static str {
    match of {
        Paragraphs::Line => "\n",
        _ if text.contains("\r\n") => "\r\n\r\n",
        _ => "\n\n",
    }
}

fn byte_order_mark(text: &str) -> usize {
    if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
}
