//! Inlay hints: the speaker behind each quotation. Off until the user asks for them.

use super::analyst::Analyst;
use copydesk::report::quotes::{Row, Sheet};
use gen_lsp_types::{InlayHint, InlayHintParams, Label, Tooltip};

/// The speakers of the quotations that end in a range.
pub fn hints(analyst: &mut Analyst, params: InlayHintParams) -> Vec<InlayHint> {
    if !analyst.queue.settings().speakers {
        return Vec::new();
    }
    let Some(analysed) = analyst.draft(&params.text_document.uri) else { return Vec::new() };
    let asked = analysed.document.span(&params.range);
    let hint = |row: &Row| {
        let end = row.quote.span.end;
        row.verdict?; // not speech
        let label = row.speaker().map_or_else(|| "— nobody is named".to_owned(), |speaker| format!("— {speaker}"));
        let cue = row.cue.as_ref().map(|cue| format!("by the cue “{}”", cue.read));
        let sure = row.confidence.map(|confidence| format!("confidence: {confidence}"));
        let how: Vec<String> = cue.into_iter().chain(sure).collect();
        (asked.start <= end && end <= asked.end).then(|| InlayHint {
            position: analysed.document.range((end..end).into()).start,
            label: Label::String(label),
            kind: None,
            text_edits: None,
            tooltip: (!how.is_empty()).then(|| Tooltip::String(how.join(", "))),
            padding_left: Some(true),
            padding_right: None,
            data: None,
        })
    };
    Sheet::new(&analysed.reading).quotes.iter().filter_map(hint).collect()
}
