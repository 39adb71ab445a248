//! Where findings are marked in the words that a reader sees, and what is said of a stretch of them.

use super::text;
use crate::diagnostic::{FileReport, Level};
use crate::prose::Prose;
use crate::text::Span;

/// A place of a finding in the prose.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark<'a> {
    /// Which finding of the draft, from 1.
    pub(super) finding: usize,
    /// Which place of the finding; 0 is the primary one.
    pub(super) place: usize,
    pub(super) level: Level,
    /// What to say there.
    pub(super) label: &'a str,
    /// Where, within one block.
    pub(super) span: Span<Prose>,
    /// Whether the place begins here, and not in a block before.
    pub(super) first: bool,
}

/// The places that no word of the prose came from have no mark: front matter, comments.
pub(super) fn by_block<'a>(file: &'a FileReport, prose: &Prose) -> Vec<Vec<Mark<'a>>> {
    let mut blocks: Vec<Vec<Mark>> = vec![Vec::new(); prose.blocks.len()];
    for (index, found) in file.diagnostics.iter().enumerate() {
        for (place, label) in found.labels.iter().enumerate() {
            let Some(words) = prose.words_from(label.span) else { continue };
            let mut first = true;
            let from = prose.blocks.partition_point(|block| block.span.end < words.start);
            for (block, marks) in prose.blocks[from..].iter().zip(&mut blocks[from..]) {
                if block.span.start > words.end || (block.span.start == words.end && !words.is_empty()) {
                    break;
                }
                let span = Span::new(words.start.max(block.span.start), words.end.min(block.span.end));
                if span.is_empty() && !words.is_empty() {
                    continue; // only the space after the block
                }
                let finding = index + 1;
                marks.push(Mark { finding, place, level: found.level, label: &label.text, span, first });
                first = false;
            }
        }
    }
    for marks in &mut blocks {
        marks.sort_by_key(|mark| (mark.span, mark.finding, mark.place));
    }
    blocks
}

/// What a finding is called in the page.
pub(super) fn finding_id(draft: usize, finding: usize) -> String {
    format!("f{draft}-{finding}")
}

/// What a place of it is called.
pub(super) fn place_id(draft: usize, finding: usize, place: usize) -> String {
    format!("p{draft}-{finding}-{place}")
}

/// The opening tag of a stretch that lies in all of `marks`; `starting` are those that begin with it.
pub(super) fn open(draft: usize, marks: &[Mark], starting: &[Mark], out: &mut String) {
    let (named, others) = match starting.split_first() {
        Some((first, rest)) => (Some(first), rest),
        None => (None, starting),
    };
    for other in others {
        out.push_str(&format!("<span id=\"{}\"></span>", place_id(draft, other.finding, other.place)));
    }
    let Some(strongest) = marks.iter().max_by_key(|mark| (mark.level, std::cmp::Reverse(mark.place))) else { return };
    let primary = marks.iter().any(|mark| mark.place == 0);
    let caret = marks.iter().all(|mark| mark.span.is_empty());
    out.push_str(&format!(
        "<a class=\"mark {}{}{}\" href=\"#{}\"",
        strongest.level,
        if primary { "" } else { " related" },
        if caret { " caret" } else { "" },
        finding_id(draft, strongest.finding)
    ));
    if let Some(named) = named {
        out.push_str(&format!(" id=\"{}\"", place_id(draft, named.finding, named.place)));
    }
    let findings: Vec<String> = marks.iter().map(|mark| finding_id(draft, mark.finding)).collect();
    out.push_str(&format!(" data-findings=\"{}\"", findings.join(" ")));
    let numbers: Vec<String> =
        starting.iter().filter(|mark| mark.place == 0).map(|mark| mark.finding.to_string()).collect();
    if !numbers.is_empty() {
        out.push_str(&format!(" data-number=\"{}\"", numbers.join(", ")));
    }
    if let Some(label) = starting.iter().find(|mark| !mark.label.is_empty()) {
        out.push_str(&format!(" data-label=\"{}\"", text(label.label)));
    }
    out.push('>');
}
