//! Furniture of a page: menus, boxes, comments and other stories.

use super::classes::Role;
use super::outline::{Element, NOWHERE, Outline, SHORT_PAGE};

/// Whether each element is furniture, by itself or as part of one that is.
///
/// If hardly anything were left, the classes of this page mean something else, and only elements that are never the article
/// count: a menu too many does less harm than an article too few.
pub(super) fn furniture(outline: &Outline, text: &str) -> Vec<bool> {
    let left = |furniture: &[bool]| own_prose(&outline.elements, furniture)[0];
    let all = judge(outline, text, true);
    if left(&all) >= 2 * SHORT_PAGE {
        return all;
    }
    let sure = judge(outline, text, false);
    if left(&all) * 3 < left(&sure) { sure } else { all }
}

/// Running text in each element, without the furniture in it.
pub(super) fn own_prose(elements: &[Element], furniture: &[bool]) -> Vec<usize> {
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

/// The share of the running text of a page that an element without an end tag may have if it is furniture, in percent: it goes on to
/// the end of the element around it, over what follows.
const MOST_OF_UNCLOSED: usize = 5;

/// As [`furniture`]; without `likely`, only what is sure.
fn judge(outline: &Outline, text: &str, likely: bool) -> Vec<bool> {
    let elements = &outline.elements;
    let is_page = outline.is_page() && likely;
    let are_teasers_others = teasers(elements) * 3 <= elements[0].prose;
    let total = elements[0].prose;
    let holds_article = around_articles(elements);
    let mut furniture = vec![false; elements.len()];
    let mut pulled = 0;
    for (index, element) in elements.iter().enumerate().skip(1) {
        if furniture[element.parent] {
            furniture[index] = true;
            continue;
        }
        // A class of the whole page, such as `has-sidebar`, says nothing of the article in it.
        let at_most = |percent: usize| {
            let percent = if element.is_closed { percent } else { percent.min(MOST_OF_UNCLOSED) };
            element.prose * 100 <= total * percent
        };
        let is = match element.role {
            Role::Comments => at_most(85),
            Role::Apart => at_most(40),
            Role::Box => likely && at_most(40),
            Role::Beside | Role::Hidden => likely && at_most(30),
            // Above the article it only names the author.
            Role::Bio => likely && element.prose > 0 && at_most(30),
            Role::PullQuote => {
                pulled += 1;
                pulled <= MOST_PULLED && is_repeated(element, text)
            }
            Role::Plain | Role::Picture | Role::Meta | Role::Teaser | Role::Author | Role::Date => {
                (is_list_of_links(element) || is_page && is_way_out(element, text)) && at_most(10)
                    || is_page && is_story(element) && at_most(10)
                    || is_page && is_list_of_stories(element) && at_most(most_of_stories(element, total))
                    || is_page && are_teasers_others && element.role == Role::Teaser && leads_away(element) && at_most(15)
                    // Above the article an author is only named.
                    || likely && element.role == Role::Author && element.prose > 0 && at_most(10)
            }
            Role::Article | Role::Caption | Role::Credit => false,
        };
        let is_whole = matches!(&*element.name, "body" | "html" | "h1" | "article" | "main") || holds_article[index];
        // The last line of a block quotation says who is quoted.
        let is_source = element.name == "footer" && elements[element.parent].name == "blockquote";
        furniture[index] = is && !is_whole && !is_source;
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

/// The shortest headline, in bytes.
const HEADLINE: usize = 15;

/// Whether an element between paragraphs is only a way to another page: a headline, perhaps with a picture, or a list of a few,
/// that is a link. A sentence that is a link is text.
fn is_way_out(element: &Element, text: &str) -> bool {
    let is_teaser = element.first_picture != NOWHERE;
    // An icon beside the headline, as of a player, may lead there too.
    let is_line = matches!(&*element.name, "div" | "p") && element.links <= 2 && !element.has_blocks && !is_teaser;
    let is_box = matches!(&*element.name, "div" | "figure") && is_teaser;
    let is_list = matches!(&*element.name, "ol" | "ul");
    let is_link = element.links > 0 && element.linked * 20 >= element.text * 19 && element.text >= HEADLINE;
    if !is_link || !(is_line || is_list || is_box) || (element.headings > 0 && !is_box) {
        return false;
    }
    !text[..element.last_text].ends_with(['.', ':'])
}

/// Running text of elements that are teasers by their class. An article that is a list of things has it in those.
fn teasers(elements: &[Element]) -> usize {
    let mut end = 0;
    let outermost = elements.iter().filter(|element| {
        let is_next = element.role == Role::Teaser && element.span.start >= end && leads_away(element);
        end = if is_next { element.span.end } else { end };
        is_next
    });
    outermost.map(|element| element.prose).sum()
}

/// Whether the headline of an element, or half of its text, is a link.
fn leads_away(element: &Element) -> bool {
    let is_headline = element.headings > 0 && element.headings == element.linked_headings;
    element.links > 0 && (is_headline || element.linked * 2 >= element.text)
}

/// The most running text that a list of stories has for each, in bytes.
const SUMMARY: usize = 400;

/// The share of the running text of a page that a list of stories may have, in percent. Below an article, a stream of other stories
/// may be longer than the article.
fn most_of_stories(element: &Element, total: usize) -> usize {
    const STREAM: u32 = 4;
    let is_list = matches!(&*element.name, "ol" | "ul") && element.headings >= STREAM;
    if is_list && total - element.prose >= 2 * SHORT_PAGE { 85 } else { 45 }
}

/// Whether an element lists other stories: headlines that are links, each with a summary or none.
fn is_list_of_stories(element: &Element) -> bool {
    let is_box = matches!(&*element.name, "div" | "ol" | "section" | "ul");
    let many = element.headings >= 2 && element.headings == element.linked_headings;
    is_box && many && element.prose <= SUMMARY * element.headings as usize
}

/// Whether an element is another story: a section or a topic and, below it, a headline that is a link, perhaps with a summary.
fn is_story(element: &Element) -> bool {
    let is_box = matches!(&*element.name, "div" | "section");
    let is_headline = element.headings == 2 && element.linked_headings == 1;
    is_box && is_headline && element.prose <= SUMMARY && element.linked * 3 >= element.text
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
