//! Comments written into a Word document: marks at the words in the main part, the comments themselves in a part of their own,
//! which a document without comments does not have yet.

use super::names::Names;
use super::parts::{Parts, folder_of, join, relations_of};
use super::splice::{Splice, Work};
use super::tracked::within;
use crate::format::document::{Body, Replacement, replace};
use crate::format::package::{Package, Part};
use crate::format::review::Remark;
use crate::format::xml::{Token, each_token};
use crate::text::Span;
use quick_xml::escape::partial_escape;
use std::collections::HashSet;

/// A document that is to be marked.
pub struct Draft<'a> {
    /// The name of its main part, and its XML.
    pub main: &'a str,
    pub xml: &'a str,
    pub text: &'a str,
    pub body: &'a Body,
    pub parts: &'a Parts,
}

/// What changes in a document that is marked.
pub struct Marked {
    /// The XML of its main part.
    pub xml: String,
    /// Other parts, by name.
    pub parts: Vec<(String, Part)>,
    /// How many comments were added.
    pub added: usize,
}

/// The document with `remarks` as comments.
///
/// # Errors
/// Says why it cannot have them.
pub fn write(
    draft: &Draft,
    names: &Names,
    remarks: &[Remark],
    day: Option<&str>,
    package: &mut Package,
) -> Result<Marked, String> {
    let has: HashSet<(&str, Span<_>)> = draft.body.comments().collect();
    let mut splice = Splice::new(draft.xml, draft.text, draft.body, names)?;
    draft.parts.comments.keys().for_each(|id| splice.reserve(id));
    let mut replacements = Vec::new();
    let mut added = Vec::new();
    for remark in remarks {
        let words = remark.paragraphs.join(" ");
        if has.contains(&(words.trim(), remark.span)) {
            continue;
        }
        let id = splice.new_id();
        replacements.extend(anchor(draft, names, remark.span, id, &mut splice));
        added.push((id, remark));
    }
    replacements.extend(splice.finish().ok_or("its runs are not where they were")?);
    replacements.sort_by_key(|(range, _)| (range.start, range.end));
    let xml = replace(draft.xml, &replacements).ok_or("its runs overlap")?;
    let parts = comments(draft, names, &added, day, package)?;
    Ok(Marked { xml, parts, added: added.len() })
}

/// Marks the words of `span` as those of comment `id`: within their runs, or by the replacement that is returned, if the
/// paragraph has none.
fn anchor(
    draft: &Draft,
    names: &Names,
    span: Span<crate::text::Source>,
    id: u32,
    splice: &mut Splice,
) -> Option<Replacement> {
    let Body { runs, paragraphs, .. } = draft.body;
    let (prefix, id) = (&names.prefix, names.id(id));
    let start = format!("<{prefix}commentRangeStart{id}/>");
    let end = format!("<{prefix}commentRangeEnd{id}/><{prefix}r><{prefix}commentReference{id}/></{prefix}r>");
    let at =
        paragraphs.partition_point(|paragraph| paragraph.span.end < span.start).min(paragraphs.len().checked_sub(1)?);
    let span = if span.is_empty() { paragraphs[at].span } else { span };
    let first = runs.partition_point(|run| run.span.end <= span.start);
    let past = runs.partition_point(|run| run.span.start < span.end);
    if first < past {
        let last = past - 1;
        splice.add(first, Work::Within(span.start.saturating_sub(runs[first].span.start), start));
        splice.add(last, Work::Within(span.end.min(runs[last].span.end) - runs[last].span.start, end));
        return None;
    }
    let markup = &paragraphs[at].markup;
    let close = format!("</{prefix}p>");
    if draft.xml.get(markup.clone())?.ends_with(&close) {
        let place = markup.end - close.len();
        return Some((place..place, start + &end));
    }
    within(draft.xml, markup.clone(), &(start + &end))
}

/// The parts that hold the comments `added` and say that they are there.
fn comments(
    draft: &Draft,
    names: &Names,
    added: &[(u32, &Remark)],
    day: Option<&str>,
    package: &mut Package,
) -> Result<Vec<(String, Part)>, String> {
    let mut parts = Vec::new();
    if added.is_empty() {
        return Ok(parts);
    }
    if let Some(name) = &draft.parts.comments_part {
        let mut part = package.part(name)?.ok_or_else(|| format!("it has no part {name}"))?;
        let old = std::mem::take(&mut part.text);
        part.text = with_more(&old, |prefix| {
            let names = Names::of(prefix, &old, day);
            added.iter().map(|(id, remark)| comment(&names, *id, remark)).collect()
        })?;
        parts.push((name.clone(), part));
        return Ok(parts);
    }
    let target = if package.part(&join(folder_of(draft.main), TARGET))?.is_some() { OTHER_TARGET } else { TARGET };
    let name = join(folder_of(draft.main), target);
    let own = Names::of("w:", if names.is_strict { names.namespace() } else { "" }, day);
    let all: String = added.iter().map(|(id, remark)| comment(&own, *id, remark)).collect();
    let part = Part::new(format!("{DECLARATION}<w:comments xmlns:w=\"{}\">{all}</w:comments>", own.namespace()));
    let relations = relations_of(draft.main);
    let mut of_main = package.part(&relations)?.unwrap_or_else(|| {
        Part::new(format!("{DECLARATION}<Relationships xmlns=\"{RELATIONSHIPS}\"></Relationships>"))
    });
    of_main.text = with_more(&of_main.text, |prefix| relation(&of_main.text, prefix, target, own.is_strict))?;
    parts.push((relations, of_main));
    if let Some(mut types) = package.part(CONTENT_TYPES)? {
        let of_part = format!("PartName=\"/{name}\"");
        if !types.text.contains(&of_part) {
            let line = |prefix: &str| format!("<{prefix}Override {of_part} ContentType=\"{COMMENTS_TYPE}\"/>");
            types.text = with_more(&types.text, line)?;
            parts.push((CONTENT_TYPES.to_owned(), types));
        }
    }
    parts.push((name, part));
    Ok(parts)
}

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const CONTENT_TYPES: &str = "[Content_Types].xml";
const COMMENTS_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
/// The name of the part with the comments, and that which it has if something else is called so.
const TARGET: &str = "comments.xml";
const OTHER_TARGET: &str = "copydesk-comments.xml";

/// The relationship of a main part to its comments; `xml` has the others.
fn relation(xml: &str, prefix: &str, target: &str, is_strict: bool) -> String {
    let of = if is_strict {
        "http://purl.oclc.org/ooxml/officeDocument/relationships"
    } else {
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    };
    let mut id = "copydesk".to_owned();
    while xml.contains(&format!("\"{id}\"")) {
        id.push('1');
    }
    format!("<{prefix}Relationship Id=\"{id}\" Type=\"{of}/comments\" Target=\"{target}\"/>")
}

/// A comment as XML.
fn comment(names: &Names, id: u32, remark: &Remark) -> String {
    let Names { prefix, .. } = names;
    let paragraph = |words: &String| {
        let words = words.replace(|c: char| c.is_control(), " ");
        let words = partial_escape(&words);
        format!("<{prefix}p><{prefix}r><{prefix}t xml:space=\"preserve\">{words}</{prefix}t></{prefix}r></{prefix}p>")
    };
    let paragraphs: String = remark.paragraphs.iter().map(paragraph).collect();
    format!("<{prefix}comment{}{}>{paragraphs}</{prefix}comment>", names.signed(id), names.initials())
}

/// `xml` with more at the end of its root element; `more` is given the prefix of that, with its colon.
fn with_more(xml: &str, more: impl FnOnce(&str) -> String) -> Result<String, String> {
    let (mut depth, mut name, mut tag, mut end) = (0_usize, String::new(), 0..0, 0..0);
    each_token(xml, |token, span| match token {
        Token::Start(element) => {
            if depth == 0 {
                name = element.tag.name().0.to_owned();
                tag = span;
            }
            depth += 1;
        }
        Token::End(_) => {
            depth = depth.saturating_sub(1);
            if depth == 0 {
                end = span;
            }
        }
        Token::Text(_) => {}
    })?;
    let prefix = name.rsplit_once(':').map_or("", |(prefix, _)| &name[..=prefix.len()]);
    let more = more(prefix);
    let replacement = if end.is_empty() { within(xml, tag, &more) } else { Some((end.start..end.start, more)) };
    replacement.and_then(|replacement| replace(xml, &[replacement])).ok_or_else(|| "a part has no content".into())
}
