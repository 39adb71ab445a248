//! Which part of a page is the article, and what in it is not: menus, boxes and comments.
//!
//! As in Readability and boilerpipe, running text decides: lines that are long or end like a sentence and that are not
//! links. Classes only say what is more likely, since the same class is on a box of one page and the body of another.

use super::boxes;
use super::classes::Role;
use super::marks::{self, Mark};
use super::outline::{Element, Outline, SHORT_PAGE};
use std::ops::Range;

/// The part of a page that is read.
pub(super) struct Part {
    pub(super) range: Range<usize>,
    /// Elements in it that are left out or are captions and credits, in order. A credit may be within a caption.
    pub(super) marks: Vec<Mark>,
    furniture: Vec<bool>,
    /// From its headline to where its running text has begun.
    lead: Range<usize>,
}

impl Part {
    /// Whether what an element of this index says of author and date is said of the article: not in furniture, or in a box between
    /// its headline and its text.
    pub(super) fn signs(&self, index: usize, element: &Element) -> bool {
        !self.is_furniture(index) || self.lead.contains(&element.span.start)
    }

    /// Whether the element of this index is furniture.
    pub(super) fn is_furniture(&self, element: usize) -> bool {
        self.furniture.get(element).copied().unwrap_or(false)
    }
}

/// Finds the article.
pub(super) fn find(outline: &Outline, text: &str) -> Part {
    let elements = &outline.elements;
    let furniture = boxes::furniture(outline, text);
    let prose = boxes::own_prose(elements, &furniture);
    let core = core(elements, &furniture, &prose);
    let start = headline(elements, &furniture, core)
        .map_or(elements[core].span.start, |headline| elements[headline].span.start.min(elements[core].span.start));
    let range = start..elements[core].span.end;
    let marks = marks::marks(outline, &furniture, &prose, &range);
    let lead = range.start..marks::lead_end(elements, &furniture, &prose, &range);
    Part { range, marks, furniture, lead }
}

/// The element that holds the article.
fn core(elements: &[Element], furniture: &[bool], prose: &[usize]) -> usize {
    let total = prose[0];
    let marked = marked(elements, furniture, prose);
    let mut core = marked.unwrap_or(0);
    if core == 0 && total >= SHORT_PAGE {
        for index in 1..elements.len() {
            if elements[index].parent == core && prose[index] * 10 >= total * 9 && may_hold(&elements[index].name) {
                core = index;
            }
        }
    }
    if core == 0 {
        let body = elements.iter().position(|element| element.name == "body");
        core = body.unwrap_or(0);
    }
    core
}

/// The element that the page calls the article: the only one of its name, or the one with nearly all the text of those. One
/// of many is no better than the next, as on a front page.
fn marked(elements: &[Element], furniture: &[bool], prose: &[usize]) -> Option<usize> {
    let is_name = |name: &'static str| move |element: &Element| element.name == name;
    let is_body = |element: &Element| element.role == Role::Article;
    let kinds: [&dyn Fn(&Element) -> bool; 3] = [&is_name("article"), &is_name("main"), &is_body];
    kinds.iter().find_map(|is_wanted| {
        let outermost = |index: &usize| !is_wanted(&elements[elements[*index].parent]);
        let all =
            || (1..elements.len()).filter(|&index| !furniture[index] && is_wanted(&elements[index])).filter(outermost);
        let best = all().max_by_key(|&index| (prose[index], std::cmp::Reverse(index)))?;
        let is_only = all().nth(1).is_none();
        let of_all: usize = all().map(|index| prose[index]).sum();
        let leads = is_only || prose[best] * 4 > of_all * 3;
        (leads && prose[best] * 4 >= prose[0] || prose[best] * 2 > prose[0]).then_some(best)
    })
}

/// Whether an article can be the content of an element of this name.
fn may_hold(name: &str) -> bool {
    !matches!(name, "blockquote" | "dd" | "dt" | "figure" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "li" | "p")
}

/// The headline, if it stands before the element that holds the article.
fn headline(elements: &[Element], furniture: &[bool], core: usize) -> Option<usize> {
    let heading = |index: &usize| elements[*index].name == "h1" && !furniture[*index] && elements[*index].text > 0;
    let inside = (core + 1..elements.len()).take_while(|&index| elements[index].span.start < elements[core].span.end);
    if inside.into_iter().any(|index| heading(&index)) {
        return None;
    }
    (1..core).rev().find(heading)
}
