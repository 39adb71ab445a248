//! The list beside an article: what was found, why it matters, what to do, and where.

use super::marks::{finding_id, place_id};
use super::text;
use crate::diagnostic::{Diagnostic, FileReport, Recorded};
use crate::text::Source;
use std::collections::BTreeSet;

/// The maximum number of characters of the source that are quoted at a place.
const LONGEST: usize = 60;

/// Writes the findings of `file`, the `draft`-th of the page; `marked` are the places that its copy shows.
pub(super) fn write(
    file: &FileReport,
    draft: usize,
    marked: &BTreeSet<(usize, usize)>,
    quote_record: bool,
    out: &mut String,
) {
    out.push_str("<aside class=\"findings\" aria-label=\"Findings\">\n<ol>\n");
    for (index, found) in file.diagnostics.iter().enumerate() {
        let finding = index + 1;
        let shown = |place: usize| marked.contains(&(finding, place)).then(|| place_id(draft, finding, place));
        write_one(&file.source, found, &finding_id(draft, finding), (finding, quote_record), &shown, out);
    }
    out.push_str("</ol>\n");
    if file.diagnostics.is_empty() {
        out.push_str("<p class=\"empty\">Nothing found.</p>\n");
    }
    if let Some(hidden) = hidden(file) {
        out.push_str(&format!("<p class=\"hidden-too\">{hidden}</p>\n"));
    }
    out.push_str("</aside>\n");
}

fn write_one(
    source: &Source,
    found: &Diagnostic,
    id: &str,
    (number, quote_record): (usize, bool),
    shown: &dyn Fn(usize) -> Option<String>,
    out: &mut String,
) {
    let level = found.level;
    let rule = text(&found.rule);
    out.push_str(&format!(
        "<li class=\"finding {level}\" id=\"{id}\" data-level=\"{level}\" data-rule=\"{rule}\" tabindex=\"0\">\n"
    ));
    let number = match shown(0) {
        Some(place) => {
            format!("<a class=\"number\" href=\"#{place}\" aria-label=\"finding {number}, show it\">{number}</a>")
        }
        None => format!("<span class=\"number\">{number}</span>"),
    };
    out.push_str(&format!("<p class=\"what\">{number}{}</p>\n", text(&found.message)));
    out.push_str(&format!(
        "<p class=\"meta\"><span class=\"level\">{level}</span> {rule} {}</p>\n",
        position(source, found, 0)
    ));
    if shown(0).is_none() {
        out.push_str(&format!("<p class=\"outside\">{}</p>\n", quoted(source, found, 0)));
    }
    if let Some(fix) = &found.fix {
        out.push_str(&format!("<p class=\"fix\">{} <span>({})</span></p>\n", text(&fix.title), fix.safety.name()));
    }
    if found.labels.len() > 1 {
        out.push_str("<ul class=\"places\">\n");
        for (place, label) in found.labels.iter().enumerate().skip(1) {
            let words = quoted(source, found, place);
            let words = shown(place).map_or(words.clone(), |id| format!("<a href=\"#{id}\">{words}</a>"));
            let said = if label.text.is_empty() { String::new() } else { format!(" {}", text(&label.text)) };
            out.push_str(&format!("<li>{} {words}{said}</li>\n", position(source, found, place)));
        }
        out.push_str("</ul>\n");
    }
    for recorded in found.elsewhere.iter().filter_map(|place| place.recorded.as_ref()) {
        out.push_str(&beside(recorded, quote_record));
    }
    if found.help.is_some() || found.why.is_some() || found.url.is_some() {
        out.push_str("<details><summary>why, and what to do</summary>\n");
        for words in [&found.why, &found.help].into_iter().flatten() {
            out.push_str(&format!("<p>{}</p>\n", text(words)));
        }
        if let Some(url) = &found.url {
            out.push_str(&format!("<p class=\"policy\">{}</p>\n", text(url)));
        }
        out.push_str("</details>\n");
    }
    out.push_str("</li>\n");
}

/// What the record has: its place and, if it may leave the machine, the passage with the differing words marked.
fn beside(recorded: &Recorded, quote_record: bool) -> String {
    let at = recorded.source.position(recorded.span.start);
    let told = recorded.told();
    let told = if told.is_empty() { String::new() } else { format!(" ({})", text(&told)) };
    let place = format!("<p class=\"record\">found in: {}:{at}{told}</p>\n", text(&recorded.source.name));
    if !quote_record {
        return place;
    }
    let (mut words, mut end) = (String::new(), 0);
    for mark in &recorded.marks {
        // Marks are in order; one that reaches into the last is not shown.
        if let (Some(before), Some(differing)) = (recorded.words.get(end..mark.start), recorded.words.get(mark.clone()))
        {
            words.push_str(&format!("{}<mark>{}</mark>", text(before), text(differing)));
            end = mark.end;
        }
    }
    words.push_str(&text(recorded.words.get(end..).unwrap_or_default()));
    format!("{place}<blockquote class=\"record\">{words}</blockquote>\n")
}

fn position(source: &Source, found: &Diagnostic, place: usize) -> String {
    let at = source.position(found.labels[place].span.start);
    format!("<span class=\"position\">{at}</span>")
}

fn quoted(source: &Source, found: &Diagnostic, place: usize) -> String {
    let words = crate::report::words::flat(source.slice(found.labels[place].span));
    let mut short: String = words.chars().take(LONGEST).collect();
    if short.len() < words.len() {
        short.push('…');
    }
    format!("<q>{}</q>", text(&short))
}

/// What is kept back, in words.
fn hidden(file: &FileReport) -> Option<String> {
    let hidden = file.hidden;
    let parts: Vec<String> = [
        (hidden.suppressed, "allowed"),
        (hidden.baseline, "in the baseline"),
        (hidden.unchanged, "outside what was changed"),
        (hidden.below, "below the level shown"),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, why)| format!("{count} {why}"))
    .collect();
    (!parts.is_empty()).then(|| format!("Not shown: {}.", parts.join(", ")))
}
