//! Words that a finding would put in, as a fix: a paragraph goes between lines of the file, a sentence behind a sentence.

use crate::analysis::Article;
use crate::diagnostic::{Fix, Safety};
use crate::format;
use crate::rule::{Insertion, Put};
use crate::text::{Edit, Source, Span};

/// Formats in which a paragraph is lines between blank lines.
const OF_LINES: &[&str] = &["plain", "markdown"];

/// Formats in which each line is a paragraph.
const LINE_BY_LINE: &[&str] = &["docx"];

/// So many characters of the words are shown in the title.
const SHOWN: usize = 60;

/// The fix that puts words in; none in a format where a line is no paragraph.
pub(super) fn insertion(article: &Article, source: &Source, insertion: &Insertion) -> Option<Fix> {
    let format = format::by_name(&source.name).map_or(OF_LINES[0], format::Format::name);
    let text = source.text.as_str();
    let between = match format {
        _ if LINE_BY_LINE.contains(&format) => "\n",
        _ if !OF_LINES.contains(&format) => return None,
        _ if text.contains("\r\n") => "\r\n\r\n",
        _ => "\n\n",
    };
    let block = |at: usize| {
        let index = article.prose.block_at(at)?;
        Some(article.prose.locate(article.prose.blocks[index].span).span)
    };
    let words = insertion.text.trim();
    let (at, added, where_) = match insertion.at {
        Put::Before(at) => {
            let start = block(at)?.start;
            let line = text[..start].rfind('\n').map_or(0, |end| end + 1);
            (line.max(byte_order_mark(text)), format!("{words}{between}"), "before this paragraph")
        }
        Put::After(at) => {
            let end = block(at)?.end;
            let line = text[end..].find('\n').map_or(text.len(), |next| end + next);
            let line = if text[..line].ends_with('\r') { line - 1 } else { line };
            (line, format!("{between}{words}"), "after this paragraph")
        }
        Put::Here(at) => {
            let end = article.prose.locate(Span::new(at.saturating_sub(1), at)).span.end;
            (end, format!(" {words}"), "after this sentence")
        }
    };
    let shown = match words.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{} …", words[..end].trim_end()),
        None => words.to_owned(),
    };
    let edits = vec![Edit { span: Span::new(at, at), text: added }];
    Some(Fix { title: format!("put “{shown}” {where_}"), safety: Safety::Suggested, edits })
}

fn byte_order_mark(text: &str) -> usize {
    if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
}
