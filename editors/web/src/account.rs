//! What a rule requires of a draft and why, as JSON.

use copydesk::lint::Reading;
use copydesk::prose::Prose;
use copydesk::rule::{Account, Grounds};
use copydesk::text::Span;
use serde_json::{Value, json};

/// An account of a rule. `when` and the demands are trees: what was asked, whether it holds, and what was seen.
pub fn written(reading: &Reading, account: &Account) -> Value {
    let demands = account.demands.iter().map(|demand| {
        let trigger = demand.trigger.as_ref().map(|trigger| {
            json!({ "text": reading.article().slice(trigger.span), "place": place(reading, trigger.span) })
        });
        json!({ "trigger": trigger, "grounds": grounds(reading, &demand.grounds) })
    });
    json!({
        "version": 1,
        "when": account.when.as_ref().map(|of| grounds(reading, of)),
        "demands": demands.collect::<Vec<_>>(),
    })
}

fn grounds(reading: &Reading, of: &Grounds) -> Value {
    let seen = of.seen.iter().map(|seen| {
        json!({ "text": seen.words, "place": seen.span.map(|span| place(reading, span)) })
    });
    json!({
        "holds": of.holds,
        "asked": of.asked,
        "seen": seen.collect::<Vec<_>>(),
        "parts": of.parts.iter().map(|part| grounds(reading, part)).collect::<Vec<_>>(),
    })
}

fn place(reading: &Reading, span: Span<Prose>) -> Value {
    let span = reading.article().prose.locate(span).span;
    let at = reading.source().position(span.start);
    json!({ "start": span.start, "end": span.end, "line": at.line, "column": at.column })
}
