//! The parts of an article that are not running text, even if the page does not call them so: captions, credits, bylines.

use super::classes::Role;
use super::outline::{Element, NOWHERE, Outline, is_heading};
use super::tag::WITHIN;
use crate::text::{Source, Span};
use std::ops::Range;

/// An element that is not read as its tags say.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    pub(super) span: Span<Source>,
    pub(super) kind: MarkKind,
}

/// What a marked element is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MarkKind {
    Furniture,
    Caption,
    Credit,
    Byline,
}

/// Captions and credits are short; the class of a longer element means something else. In bytes.
const LONGEST_CAPTION: usize = 600;

/// The longest caption that is known only by the picture above it, in bytes.
const LONGEST_BELOW: usize = 300;

/// The longest line that says who wrote the article, and when, in bytes.
const LONGEST_BYLINE: usize = 200;

/// The running text that may stand before the byline: headline, summary, caption. In bytes.
const LEAD: usize = 600;

/// The elements in `range` that are not read as their tags say. `prose` is the running text in each, without furniture.
pub(super) fn marks(outline: &Outline, furniture: &[bool], prose: &[usize], range: &Range<usize>) -> Vec<Mark> {
    let elements = &outline.elements;
    let is_page = outline.is_page();
    let bylines = bylines(elements, furniture, prose, range);
    let mut marks: Vec<Mark> = Vec::new();
    let mut left_out = range.start;
    for (index, element) in elements.iter().enumerate().skip(1) {
        let kind = match element.role {
            _ if furniture[index] => MarkKind::Furniture,
            Role::Caption if element.text <= LONGEST_CAPTION => MarkKind::Caption,
            Role::Credit if element.text <= LONGEST_CAPTION => MarkKind::Credit,
            _ if bylines[index] => MarkKind::Byline,
            _ if is_page && is_picture_with_caption(element) => MarkKind::Caption,
            _ => continue,
        };
        if element.span.start < left_out || element.span.start >= range.end {
            continue;
        }
        if kind == MarkKind::Furniture {
            left_out = element.span.end;
        }
        marks.push(Mark { span: element.span, kind });
    }
    marks
}

/// Whether an element holds a picture and a few words below it.
fn is_picture_with_caption(element: &Element) -> bool {
    let is_below = element.first_picture < element.first_text && element.first_text != NOWHERE;
    match (&*element.name, element.role) {
        ("figure", _) => element.first_picture != NOWHERE && element.text <= LONGEST_CAPTION,
        ("div", Role::Picture) => is_below && element.text <= LONGEST_BELOW,
        ("div", Role::Plain) => {
            is_below && element.text <= LONGEST_BELOW && !element.has_blocks && element.headings == 0
        }
        _ => false,
    }
}

/// Which elements say who wrote the article and when, by class, property or link. They stand above the running text: further
/// down, the same class is on the name below a quotation.
fn bylines(elements: &[Element], furniture: &[bool], prose: &[usize], range: &Range<usize>) -> Vec<bool> {
    let mut bylines = vec![false; elements.len()];
    let lead_end = lead_end(elements, furniture, prose, range);
    // The block that each element is in.
    let mut blocks: Vec<usize> = (0..elements.len()).collect();
    for (index, element) in elements.iter().enumerate().skip(1) {
        if WITHIN.contains(&&*element.name) {
            blocks[index] = blocks[element.parent];
        }
        if furniture[index] || !range.contains(&element.span.start) {
            continue;
        }
        if element.span.start > lead_end {
            break;
        }
        let is_signed = element.is_signed || matches!(element.role, Role::Author | Role::Bio | Role::Date | Role::Meta);
        let block = blocks[index];
        let Element { name, text, headings, .. } = &elements[block];
        let is_short = (1..=LONGEST_BYLINE).contains(text) && prose[block] == 0;
        bylines[block] |= is_signed
            && is_short
            && *headings == 0
            && !is_heading(name)
            && range.contains(&elements[block].span.start)
            && elements[block].span.end < range.end;
    }
    bylines
}

/// Where the element begins with which more running text has been read than may stand before a byline, or the end of the article.
pub(super) fn lead_end(elements: &[Element], furniture: &[bool], prose: &[usize], range: &Range<usize>) -> usize {
    let mut direct: Vec<usize> = prose.to_vec();
    for index in (1..elements.len()).rev() {
        direct[elements[index].parent] = direct[elements[index].parent].saturating_sub(prose[index]);
    }
    let is_read = |index: &usize| !furniture[*index] && range.contains(&elements[*index].span.start);
    let mut read = 0;
    let past = (1..elements.len()).filter(is_read).find(|&index| {
        read += direct[index];
        read > LEAD
    });
    past.map_or(range.end, |index| elements[index].span.start)
}
