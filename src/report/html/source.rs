//! A file that speaks of drafts, such as a sidecar or a baseline: its lines as they are written, those around the marks.

use super::{copy, marks};
use crate::diagnostic::FileReport;
use crate::prose::{BlockKind, Builder};
use std::collections::BTreeSet;

/// Lines of context shown before and after a marked line.
const AROUND: usize = 3;

/// Writes the lines of `file`, the `draft`-th of the page, and says which places are marked in them: finding from 1 and
/// place from 0.
pub(super) fn write(file: &FileReport, draft: usize, out: &mut String) -> BTreeSet<(usize, usize)> {
    let lines = &file.source.lines();
    let last = lines.index(file.source.text.trim_end().len());
    let mut shown: BTreeSet<usize> = BTreeSet::new();
    for label in file.diagnostics.iter().flat_map(|found| &found.labels) {
        let (from, to) = (lines.index(label.span.start), lines.index(label.span.end));
        shown.extend(from.saturating_sub(AROUND)..=(to + AROUND).min(last.max(to)));
    }
    // A line is a block of code, so that nothing in it is read as anything else.
    let mut builder = Builder::default();
    let text = |line: usize| file.source.text[lines.range(line)].trim_end();
    for &line in shown.iter().filter(|line| !text(**line).is_empty()) {
        builder.open(BlockKind::Code);
        builder.verbatim(text(line), lines.range(line).start);
    }
    let prose = builder.finish();
    let marks = marks::by_block(file, &prose);
    out.push_str("<div class=\"copy\">\n<div class=\"lines\">\n");
    let (mut block, mut next) = (0, 0);
    for &line in &shown {
        if line > next {
            out.push_str("<span class=\"gap\">…</span>\n");
        }
        next = line + 1;
        out.push_str(&format!("<span class=\"line\" data-line=\"{}\">", line + 1));
        if !text(line).is_empty() {
            copy::words(&prose, None, block, &marks[block], draft, out);
            block += 1;
        }
        out.push_str("</span>\n");
    }
    if next <= last {
        out.push_str("<span class=\"gap\">…</span>\n");
    }
    out.push_str("</div>\n</div>\n");
    marks.iter().flatten().map(|mark| (mark.finding, mark.place)).collect()
}
