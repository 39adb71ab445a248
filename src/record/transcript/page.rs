//! Records in the formats of drafts: notes, documents and pages, with or without labels of speakers.
//!
//! In plain text every line is looked at by itself: transcripts have a label at the head of a line, whether or not a blank
//! line stands before it. In other formats every paragraph is.

use super::super::word::pieces;
use super::label::{Label, label};
use super::{Turn, Writer};
use crate::format;
use crate::language::{self, Language};
use crate::prose::{Block, BlockKind, Builder, Prose, Value};
use crate::text::{Source, Span, byte_order_mark};
use std::collections::HashMap;

/// A one-word label in small letters counts from this many uses: “Note: …” heads one paragraph, a speaker many.
const USES: usize = 2;

/// Reads `source` by the format of its name.
pub(super) fn read(source: &Source, writer: &mut Writer, language: &Language) {
    let plain = format::by_name(&source.name).is_none_or(|format| format.name() == "plain");
    let prose = if plain { lines(source) } else { format::read(source) };
    let blocks: Vec<Block> = prose.blocks.iter().copied().filter(|block| block.kind != BlockKind::Code).collect();
    let labels: Vec<Option<Label>> = blocks.iter().map(|block| label(prose.slice(block.span), language)).collect();
    let mut uses: HashMap<&str, usize> = HashMap::new();
    for label in labels.iter().flatten() {
        *uses.entry(label.name).or_default() += 1;
    }
    // Where most paragraphs have a label, a single name at the head of one is a label too.
    let is_transcript = labels.iter().flatten().filter(|label| label.sure).count() * 2 > blocks.len();
    let whole = named(&prose);
    let whole = whole.and_then(|name| writer.speaker(name));
    let (mut speaker, mut time) = (whole, None);
    for (block, label) in blocks.iter().zip(&labels) {
        let mut start = block.span.start;
        let is_used = |label: &Label| uses.get(label.name).is_some_and(|uses| *uses >= USES);
        let counts = |label: &&Label| label.sure || is_transcript || is_used(label);
        if let Some(label) = label.as_ref().filter(counts) {
            start += label.length;
            time = label.time.or(time);
            if !label.name.is_empty() {
                speaker = match language.record.turn(label.name) {
                    Some(language::Turn::Answer) => whole,
                    Some(language::Turn::Question) => None,
                    None => writer.speaker(label.name),
                };
            }
        } else if matches!(block.kind, BlockKind::Heading(_)) {
            speaker = whole;
        }
        let mut spoken = false;
        pieces(&prose.text[start.min(block.span.end)..block.span.end], |_| spoken = true);
        if spoken {
            writer.turns.push(Turn { span: Span::new(start, block.span.end), speaker, time });
        }
    }
    writer.prose = Some(prose);
}

/// The speaker of the whole file, which its front matter or page names.
fn named(prose: &Prose) -> Option<&str> {
    match prose.metadata.field("speaker") {
        Some(Value::Text(name)) => Some(name.as_str()),
        _ => None,
    }
}

/// Plain text, each line of which is a block.
fn lines(source: &Source) -> Prose {
    let text = source.text.as_str();
    let mut builder = Builder::default();
    let mut at = format::after_front_matter(text, byte_order_mark(text), &mut builder);
    for raw in text[at..].split_inclusive('\n') {
        let line = raw.trim();
        if !line.is_empty() {
            builder.open(BlockKind::Paragraph);
            builder.verbatim(line, at + (raw.len() - raw.trim_start().len()));
        }
        at += raw.len();
    }
    builder.finish()
}
