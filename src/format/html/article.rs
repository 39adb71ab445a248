//! Which part of a page is the article, and what in it is not: menus, boxes and comments.
//!
//! As in Readability and boilerpipe, running text decides: lines that are long or end like a sentence and that are not
//! links. Classes only say what is more likely, since the same class is on a box of one page and the body of another.

use super::classes::Role;
use super::outline::{Element, Outline};
use crate::text::{Source, Span};
use std::ops::Range;

/// The part of a page that is read.
pub(super) struct Part {
    pub(super) range: Range<usize>,
    /// Elements in it that are left out or are captions and credits, in order. A credit may be within a caption.
    pub(super) marks: Vec<Mark>,
    furniture: Vec<bool>,
}

impl Part {
    /// Whether the element of this index is furniture.
    pub(super) fn is_furniture(&self, element: usize) -> bool {
        self.furniture.get(element).copied().unwrap_or(false)
    }
}

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
}

/// A page with less running text than this is short: no part of it is chosen by its running text. In bytes.
const SHORT_PAGE: usize = 600;

/// Finds the article.
pub(super) fn find(outline: &Outline, text: &str) -> Part {
    let elements = &outline.elements;
    let furniture = furniture(elements, text);
    let prose = own_prose(elements, &furniture);
    let core = core(elements, &furniture, &prose);
    let start = headline(elements, &furniture, core)
        .map_or(elements[core].span.start, |headline| elements[headline].span.start.min(elements[core].span.start));
    let range = start..elements[core].span.end;
    let marks = marks(elements, &furniture, &range);
    Part { range, marks, furniture }
}

/// Captions and credits are short; the class of a longer element means something else. In bytes.
const LONGEST_CAPTION: usize = 600;

/// The elements in `range` that are not read as their tags say.
fn marks(elements: &[Element], furniture: &[bool], range: &Range<usize>) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    let mut left_out = range.start;
    for (index, element) in elements.iter().enumerate().skip(1) {
        let kind = match element.role {
            _ if furniture[index] => MarkKind::Furniture,
            Role::Caption if element.text <= LONGEST_CAPTION => MarkKind::Caption,
            Role::Credit if element.text <= LONGEST_CAPTION => MarkKind::Credit,
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

/// Whether each element is furniture, by itself or as part of one that is.
fn furniture(elements: &[Element], text: &str) -> Vec<bool> {
    let total = elements[0].prose;
    let holds_article = around_articles(elements);
    let mut furniture = vec![false; elements.len()];
    let mut pulled = 0;
    for (index, element) in elements.iter().enumerate().skip(1) {
        // A class of the whole page, such as `has-sidebar`, says nothing of the article in it.
        let at_most = |percent: usize| element.prose * 100 <= total * percent;
        let is = match element.role {
            Role::Comments => at_most(85),
            Role::Apart => at_most(40),
            Role::Beside | Role::Hidden => at_most(30),
            Role::PullQuote => {
                pulled += 1;
                pulled <= MOST_PULLED && is_repeated(element, text)
            }
            Role::Plain | Role::Author | Role::Date => is_list_of_links(element) && at_most(10),
            Role::Article | Role::Caption | Role::Credit => false,
        };
        let is_whole = matches!(&*element.name, "body" | "html" | "h1" | "article" | "main") || holds_article[index];
        // The last line of a block quotation says who is quoted.
        let is_source = element.name == "footer" && elements[element.parent].name == "blockquote";
        furniture[index] = furniture[element.parent] || (is && !is_whole && !is_source);
    }
    furniture
}

/// Whether each element has within it an element that its attributes call the article, with a good part of the text.
fn around_articles(elements: &[Element]) -> Vec<bool> {
    let mut holds = vec![false; elements.len()];
    for (index, element) in elements.iter().enumerate().skip(1).rev() {
        let is_article = element.role == Role::Article && element.prose * 3 >= elements[0].prose && element.prose > 0;
        holds[element.parent] |= holds[index] || is_article;
    }
    holds
}

/// The fewest links of a menu.
const MENU: usize = 3;

/// Whether an element holds little but links, as a menu does.
fn is_list_of_links(element: &Element) -> bool {
    let is_box = matches!(&*element.name, "div" | "dl" | "ol" | "section" | "table" | "ul");
    is_box && element.links >= MENU && element.linked * 10 > element.text * 6 && element.prose * 4 < element.text
}

/// The number of pull quotations that are looked for elsewhere on a page, each by one search.
const MOST_PULLED: usize = 24;

/// Whether the words of a pull quotation stand elsewhere on the page too.
fn is_repeated(element: &Element, text: &str) -> bool {
    let inside = element.span.of(text);
    let runs = inside.split('<').filter_map(|after| after.split_once('>')).map(|(_, words)| words.trim());
    let Some(words) = runs.max_by_key(|words| words.len()) else { return false };
    let words = words.trim_matches(|c: char| !c.is_alphanumeric());
    let after = &text[element.span.end..];
    words.len() >= 20 && (text[..element.span.start].contains(words) || after.contains(words))
}

/// Running text in each element, without the furniture in it.
fn own_prose(elements: &[Element], furniture: &[bool]) -> Vec<usize> {
    let mut prose: Vec<usize> = elements.iter().map(|element| element.prose).collect();
    // What an element holds itself is what its children leave.
    for index in (1..elements.len()).rev() {
        prose[elements[index].parent] -= elements[index].prose;
    }
    for index in (1..elements.len()).rev() {
        if furniture[index] {
            prose[index] = 0;
        }
        prose[elements[index].parent] += prose[index];
    }
    prose
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
