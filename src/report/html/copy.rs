//! The article as its reader sees it: blocks by zone, words with their marks.

use super::marks::{self, Mark};
use super::text;
use crate::diagnostic::{FileReport, Page};
use crate::prose::{BlockKind, InlineKind, Prose, Zone};
use crate::text::Span;
use std::collections::BTreeSet;

/// Writes the copy of `file`, which is number `draft` of the report, and returns the places that are marked in it: the
/// number of the finding, from 1, and of its place, from 0.
pub(super) fn write(file: &FileReport, page: &Page, draft: usize, out: &mut String) -> BTreeSet<(usize, usize)> {
    let prose = &page.prose;
    let marks = marks::by_block(file, prose);
    out.push_str("<div class=\"copy\">\n");
    if let Some(span) = prose.metadata.span {
        let words = text(file.source.slice(span).trim());
        out.push_str(&format!(
            "<details class=\"front-matter\"><summary>front matter</summary><pre>{words}</pre></details>\n"
        ));
    }
    let mut list = None;
    let mut row = None;
    for ((index, block), marks) in prose.blocks.iter().enumerate().zip(&marks) {
        let zone = page.zones[index];
        let wanted = container(block.kind, zone);
        let line = file.source.position(prose.locate(block.span).span.start).line;
        if list != wanted {
            close(list, out);
            out.push_str(wanted.map(|(open, _)| open).unwrap_or_default());
            list = wanted;
        } else if block.kind == BlockKind::Cell && row != Some(line) {
            out.push_str("</tr>\n<tr>\n"); // a row of a table is a line of the file
        }
        row = Some(line);
        let (open, end) = element(block.kind, zone);
        out.push_str(&open);
        words(prose, page.dateline, index, marks, draft, out);
        out.push_str(end);
    }
    close(list, out);
    if prose.blocks.is_empty() {
        out.push_str("<p class=\"empty\">The draft has no words.</p>\n");
    }
    out.push_str("</div>\n");
    marks.iter().flatten().map(|mark| (mark.finding, mark.place)).collect()
}

/// What blocks of one kind in a row stand in together.
type Container = Option<(&'static str, &'static str)>;

fn container(kind: BlockKind, zone: Zone) -> Container {
    match (kind, zone) {
        (BlockKind::Item, Zone::Body) => Some(("<ul>\n", "</ul>\n")),
        (BlockKind::Cell, _) => Some(("<table class=\"cells\">\n<tr>\n", "</tr>\n</table>\n")),
        (_, Zone::BlockQuote) => Some(("<blockquote>\n", "</blockquote>\n")),
        _ => None,
    }
}

fn close(container: Container, out: &mut String) {
    out.push_str(container.map(|(_, end)| end).unwrap_or_default());
}

fn element(kind: BlockKind, zone: Zone) -> (String, &'static str) {
    let (open, end) = match (kind, zone) {
        (BlockKind::Item, Zone::Body) => ("li", "</li>\n"),
        (BlockKind::Cell, _) => ("td", "</td>\n"),
        (_, Zone::Headline) => ("h2", "</h2>\n"),
        (_, Zone::Subheading) => ("h3", "</h3>\n"),
        (_, Zone::Code) => ("pre", "</pre>\n"),
        _ => ("p", "</p>\n"),
    };
    (format!("<{open} class=\"zone {}\">", zone.name()), end)
}

/// A stretch of markup: where it is, its opening tag, its closing tag.
type Stretch = (Span<Prose>, String, &'static str);

/// The words of a block: cut wherever a mark or a stretch of markup begins or ends, so that tags never cross.
pub(super) fn words(
    prose: &Prose,
    dateline: Option<Span<Prose>>,
    block: usize,
    marks: &[Mark],
    draft: usize,
    out: &mut String,
) {
    let of = prose.blocks[block].span;
    let from = prose.inlines.partition_point(|inline| inline.span.start < of.start);
    let to = prose.inlines.partition_point(|inline| inline.span.start < of.end);
    let mut inlines: Vec<Stretch> =
        prose.inlines[from..to].iter().map(|inline| (inline.span, tag(&inline.kind), end(&inline.kind))).collect();
    if let Some(dateline) = dateline.filter(|dateline| of.contains(*dateline)) {
        inlines.insert(0, (dateline, "<span class=\"dateline\">".into(), "</span>"));
    }
    let mut cuts = vec![of.start, of.end];
    cuts.extend(marks.iter().flat_map(|mark| [mark.span.start, mark.span.end]));
    cuts.extend(inlines.iter().flat_map(|(span, ..)| [span.start, span.end.min(of.end)]));
    cuts.sort_unstable();
    cuts.dedup();
    let (mut waiting, mut open) = (marks, Vec::new());
    let (mut waiting_inlines, mut open_inlines) = (inlines.as_slice(), Vec::new());
    for (index, &at) in cuts.iter().enumerate() {
        open.retain(|mark: &Mark| mark.span.end > at);
        let (now, later) = waiting.split_at(waiting.partition_point(|mark| mark.span.start <= at));
        waiting = later;
        let (carets, starting): (Vec<Mark>, Vec<Mark>) = now.iter().partition(|mark| mark.span.is_empty());
        if !carets.is_empty() {
            marks::open(draft, &carets, &carets, out);
            out.push_str("</a>");
        }
        let Some(&next) = cuts.get(index + 1) else { break };
        open.extend(&starting);
        open_inlines.retain(|inline: &&Stretch| inline.0.end > at);
        let (now, later) = waiting_inlines.split_at(waiting_inlines.partition_point(|(span, ..)| span.start <= at));
        waiting_inlines = later;
        open_inlines.extend(now.iter().filter(|(span, ..)| !span.is_empty()));
        if !open.is_empty() {
            let starting: Vec<Mark> = starting.into_iter().filter(|mark| mark.first).collect();
            marks::open(draft, &open, &starting, out);
        }
        for (_, tag, _) in &open_inlines {
            out.push_str(tag);
        }
        out.push_str(&text(Span::<Prose>::new(at, next).of(&prose.text)));
        for (_, _, end) in open_inlines.iter().rev() {
            out.push_str(end);
        }
        if !open.is_empty() {
            out.push_str("</a>");
        }
    }
}

fn tag(kind: &InlineKind) -> String {
    match kind {
        InlineKind::Code => "<code>".into(),
        InlineKind::Emphasis => "<em>".into(),
        InlineKind::Strong => "<strong>".into(),
        // Not a link: a mark in it is one already, and a page of findings leads nowhere else.
        InlineKind::Link(address) => format!("<span class=\"link\" title=\"{}\">", text(address)),
        InlineKind::Image(address) => format!("<span class=\"picture\" title=\"{}\">", text(address)),
    }
}

const fn end(kind: &InlineKind) -> &'static str {
    match kind {
        InlineKind::Code => "</code>",
        InlineKind::Emphasis => "</em>",
        InlineKind::Strong => "</strong>",
        InlineKind::Link(_) | InlineKind::Image(_) => "</span>",
    }
}
