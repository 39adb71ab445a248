//! Edits as tracked changes: the old words are marked as deleted, the new ones as inserted.

use super::names::Names;
use super::outline::Paragraph;
use super::splice::{Splice, Work};
use crate::format::document::{Body, Replacement, lines, place_of_paragraphs, replace, shares};
use crate::text::Edit;
use quick_xml::escape::partial_escape;
use std::ops::Range;

/// The XML of a main part with `edits`, which are sorted and do not overlap, as tracked changes.
///
/// # Errors
/// Says which edit cannot be one.
pub fn write(xml: &str, text: &str, body: &Body, names: &Names, edits: &[Edit]) -> Result<String, String> {
    let mut splice = Splice::new(xml, text, body, names)?;
    let mut replacements = Vec::new();
    for edit in edits {
        let done = if edit.text.contains(['\n', '\r']) {
            paragraphs(xml, body, names, edit, &mut splice).map(|added| replacements.extend(added))
        } else {
            words(body, names, edit, &mut splice)
        };
        done.ok_or_else(|| format!("the change to “{}” cannot be tracked", edit.text.trim()))?;
    }
    let broken = || "its changes overlap".to_owned();
    replacements.extend(splice.finish().ok_or_else(broken)?);
    replacements.sort_by_key(|(range, _)| (range.start, range.end));
    replace(xml, &replacements).ok_or_else(broken)
}

/// Deletes the words of `edit` and inserts the new ones after those of the first run that it touches.
fn words(body: &Body, names: &Names, edit: &Edit, splice: &mut Splice) -> Option<()> {
    for (run, Edit { span, text }) in shares(body, edit)? {
        if !span.is_empty() {
            splice.add(run, Work::Delete(span.range()));
        }
        if !text.is_empty() {
            let change = inserted(splice.head(run)?, &text, names, splice.new_id());
            splice.add(run, Work::Beside(span.end, change));
        }
    }
    Some(())
}

/// The insertion of a run with `head` and these words.
fn inserted(head: &str, words: &str, names: &Names, id: u32) -> String {
    let (prefix, attributes, words) = (&names.prefix, names.signed(id), partial_escape(words));
    format!(
        "<{prefix}ins{attributes}>{head}<{prefix}t xml:space=\"preserve\">{words}</{prefix}t></{prefix}r></{prefix}ins>"
    )
}

/// The whole paragraphs that `edit` adds. A program that rejects them removes their marks, so that each becomes part of the
/// paragraph after it. Where no paragraph follows, it is the mark of the paragraph before that counts as added, and the last new
/// paragraph has the properties of that one, as if somebody had pressed Enter at its end.
fn paragraphs(xml: &str, body: &Body, names: &Names, edit: &Edit, splice: &mut Splice) -> Option<Vec<Replacement>> {
    let (place, beside) = place_of_paragraphs(body, edit)?;
    let prefix = names.prefix.as_str();
    let follows = place == beside.markup.start || is_paragraph(xml.get(place..)?, prefix);
    let mut replacements = Vec::new();
    let mut properties = "";
    if !follows {
        let attributes = names.signed(splice.new_id());
        let paragraph = splice.paragraph(beside.markup.start).filter(|of| !of.ends_section && !of.is_changed)?;
        properties = paragraph.properties.clone().map_or(Some(""), |range| xml.get(range))?;
        replacements.push(mark_as_inserted(xml, paragraph, &beside.markup, prefix, &attributes)?);
    }
    let mut markup = String::new();
    let mut rest = lines(edit).peekable();
    while let Some(line) = rest.next() {
        let mark = names.signed(splice.new_id());
        let run = inserted(&format!("<{prefix}r>"), line, names, splice.new_id());
        if follows || rest.peek().is_some() {
            markup += &format!(
                "<{prefix}p><{prefix}pPr><{prefix}rPr><{prefix}ins{mark}/></{prefix}rPr></{prefix}pPr>{run}</{prefix}p>"
            );
        } else {
            markup += &format!("<{prefix}p>{properties}{run}</{prefix}p>");
        }
    }
    replacements.push((place..place, markup));
    Some(replacements)
}

/// Whether `xml` begins with a paragraph.
fn is_paragraph(xml: &str, prefix: &str) -> bool {
    let after = xml.trim_start().strip_prefix('<').and_then(|xml| xml.strip_prefix(prefix)?.strip_prefix('p'));
    after.is_some_and(|after| after.starts_with(['>', '/', ' ', '\t', '\n', '\r']))
}

/// Marks the paragraph mark of `paragraph`, which has the bytes `whole`, as inserted by a change with these attributes.
fn mark_as_inserted(
    xml: &str,
    paragraph: &Paragraph,
    whole: &Range<usize>,
    prefix: &str,
    attributes: &str,
) -> Option<Replacement> {
    let change = format!("<{prefix}ins{attributes}/>");
    let mark = format!("<{prefix}rPr>{change}</{prefix}rPr>");
    let (tag, inside) = match (&paragraph.mark, &paragraph.properties) {
        (Some(tag), _) => (tag.clone(), change),
        (None, Some(of)) if xml.get(of.clone())?.ends_with("/>") && paragraph.before_mark == paragraph.head => {
            (of.clone(), mark)
        }
        (None, Some(_)) if paragraph.before_mark > paragraph.head => {
            return Some((paragraph.before_mark..paragraph.before_mark, mark));
        }
        (None, Some(of)) => {
            let end = of.start + xml.get(of.clone())?.find('>')? + 1;
            return Some((end..end, mark));
        }
        (None, None) => (whole.start..paragraph.head, format!("<{prefix}pPr>{mark}</{prefix}pPr>")),
    };
    within(xml, tag, &inside)
}

/// `inside` put at the beginning of the element whose start tag has the bytes `tag`.
pub fn within(xml: &str, tag: Range<usize>, inside: &str) -> Option<Replacement> {
    let written = xml.get(tag.clone())?;
    let Some(open) = written.strip_suffix("/>") else { return Some((tag.end..tag.end, inside.to_owned())) };
    let name = open.strip_prefix('<')?.split_whitespace().next()?;
    Some((tag, format!("{open}>{inside}</{name}>")))
}
