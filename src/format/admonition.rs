//! Boxes of documentation in Markdown: those of MkDocs (`!!! note "Title"`, `=== "Tab"`, with an indented text below) and of MyST
//! (a fence with `{note}`).
//!
//! CommonMark takes the text of the one for code, if a blank line stands above it, and that of the other always. A list item in
//! place of the marker, and nothing in place of the fence, makes it text.

use crate::text::{Source, Span};
use memchr::memmem;

/// The indent of the text of a box of MkDocs.
const INDENT: &str = "    ";

/// What stands for its marker: an item of a list.
const ITEM: &str = "+ ";

/// What stands in such an item above a blank line, which would end one that is empty: a definition of a link that nothing refers to.
pub(super) const NOTHING: &str = "[\u{1}]:-";

/// Directives of MyST whose content is text, sorted.
const DIRECTIVES: [&str; 12] = [
    "attention",
    "caution",
    "danger",
    "error",
    "hint",
    "important",
    "margin",
    "note",
    "seealso",
    "tip",
    "versionchanged",
    "warning",
];

/// Such directives whose line also has a title, sorted.
const TITLED: [&str; 7] = ["admonition", "card", "dropdown", "grid-item-card", "sidebar", "tab-item", "topic"];

/// The markers of boxes.
#[derive(Debug, Default)]
pub(super) struct Markers {
    /// Those that begin a box, or end its title.
    pub(super) boxes: Vec<Span<Source>>,
    /// Those that stand for nothing.
    pub(super) left_out: Vec<Span<Source>>,
}

/// Finds the markers from byte `base`.
pub(super) fn find(text: &str, base: usize) -> Markers {
    let mut markers = Markers::default();
    let has = |what: &str| memmem::find(&text.as_bytes()[base..], what.as_bytes()).is_some();
    if has("!!! ") || has("??? ") || has("???+ ") || has("=== \"") {
        indented(text, base, &mut markers);
    }
    if has("```{") || has("~~~{") {
        fenced(text, base, &mut markers);
    }
    markers
}

/// What stands for a marker of MkDocs before what stands for its title.
pub(super) fn item(marker: &str) -> &'static str {
    if ["!!!", "???", "==="].iter().any(|sign| marker.starts_with(sign)) { ITEM } else { "" }
}

/// Finds boxes of MkDocs: a marker below a blank line, or another marker, and above an indented line.
fn indented(text: &str, base: usize, markers: &mut Markers) {
    let mut at = base;
    let mut can_begin = true;
    for line in text[base..].split_inclusive('\n') {
        let words = line.trim();
        let indent = &line[..line.len() - line.trim_start().len()];
        let start = at + indent.len();
        at += line.len();
        let is_above_text = || {
            let next = text[at..].lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
            next.strip_prefix(indent).is_some_and(|next| next.starts_with(INDENT) || next.starts_with('\t'))
        };
        let is_marker = can_begin && is_marker(words) && is_above_text();
        can_begin = words.is_empty() || is_marker;
        if !is_marker {
            continue;
        }
        let end = start + words.len();
        let title = words.split_once('"').and_then(|(_, title)| title.strip_suffix('"'));
        match title.filter(|title| !title.is_empty() && !words.starts_with('=')) {
            Some(title) => {
                markers.boxes.push(Span::new(start, end - 1 - title.len()));
                markers.boxes.push(Span::new(end - 1, end));
            }
            None => markers.boxes.push(Span::new(start, end)),
        }
    }
}

/// Whether a line is a marker of MkDocs.
fn is_marker(line: &str) -> bool {
    let name = ["!!! ", "???+ ", "??? "].iter().find_map(|sign| line.strip_prefix(sign));
    let is_box = name.is_some_and(|name| name.trim_start().starts_with(|c: char| c.is_ascii_lowercase()));
    is_box || line.strip_prefix("=== \"").is_some_and(|title| title.len() > 1 && title.ends_with('"'))
}

/// Finds fences of MyST around text.
fn fenced(text: &str, base: usize, markers: &mut Markers) {
    let ends = ends(text, base);
    let mut open: Vec<(u8, usize)> = Vec::new();
    let mut at = base;
    let mut is_head = false;
    for line in text[base..].split_inclusive('\n') {
        let words = line.trim();
        let start = at + line.len() - line.trim_start().len();
        let whole = Span::new(start, start + words.len());
        at += line.len();
        is_head &= words.starts_with(':') && words[1..].contains(':');
        if is_head {
            markers.left_out.push(whole); // an option of the directive
            continue;
        }
        let Some(sign) = words.bytes().next().filter(|byte| matches!(byte, b'`' | b'~')) else { continue };
        let length = words.bytes().take_while(|byte| *byte == sign).count();
        if length < 3 {
            continue;
        }
        let rest = &words[length..];
        if rest.is_empty() && open.last().is_some_and(|&(of, least)| of == sign && length >= least) {
            open.pop();
            markers.left_out.push(whole);
            continue;
        }
        let Some((name, title)) = rest.strip_prefix('{').and_then(|rest| rest.split_once('}')) else { continue };
        let is_titled = TITLED.binary_search(&name).is_ok();
        if !is_titled && DIRECTIVES.binary_search(&name).is_err() || !is_closed(&ends, at, sign, length) {
            continue;
        }
        open.push((sign, length));
        is_head = true;
        let title = title.trim_start();
        let marker = Span::new(start, whole.end - title.len());
        let kind = if is_titled && !title.is_empty() { &mut markers.boxes } else { &mut markers.left_out };
        kind.push(marker);
    }
}

/// Lines from byte `base` that are nothing but a fence: where each stands, its sign, and how many it has.
fn ends(text: &str, base: usize) -> Vec<(usize, u8, usize)> {
    let mut ends = Vec::new();
    let mut at = base;
    for line in text[base..].split_inclusive('\n') {
        let words = line.trim();
        if words.starts_with("```") || words.starts_with("~~~") {
            let sign = words.as_bytes()[0];
            if words.bytes().all(|byte| byte == sign) {
                ends.push((at, sign, words.len()));
            }
        }
        at += line.len();
    }
    ends
}

/// Whether a fence of `length` signs ends after byte `at`.
fn is_closed(ends: &[(usize, u8, usize)], at: usize, sign: u8, length: usize) -> bool {
    const MOST: usize = 50; // fences within
    let next = ends.partition_point(|end| end.0 < at);
    ends[next..].iter().take(MOST).any(|end| end.1 == sign && end.2 >= length)
}

#[cfg(test)]
mod tests {
    use crate::format::callout::tests::blocks;
    use crate::prose::BlockKind;

    #[test]
    fn boxes_of_documentation_hold_text() {
        let of = |kind, words: &str| (kind, words.to_owned());
        let text = |words| of(BlockKind::Paragraph, words);
        let title = |words| of(BlockKind::Heading(4), words);
        let code = |words| of(BlockKind::Code, words);
        for (written, expected) in [
            (
                "!!! note\n\n    The quay shut.\n\n    It *rains*.\n\nThe sea.\n",
                vec![text("The quay shut."), text("It rains."), text("The sea.")],
            ),
            ("!!! warning \"The old quay\"\n    It shut.\n", vec![title("The old quay"), text("It shut.")]),
            ("??? tip inline end \"The quay\"\r\n\r\n    It shut.\r\n", vec![title("The quay"), text("It shut.")]),
            ("!!! note\n\n    It shut.\n\n        run\n", vec![text("It shut."), code("  run")]),
            (
                "=== \"North\"\n\n    It shut.\n\n=== \"South\"\n\n    It *rains*.\n",
                vec![text("It shut."), text("It rains.")],
            ),
            ("!!! note\n\n    === \"North\"\n\n        It shut.\n", vec![text("It shut.")]),
            ("!!! note\n\n    - One.\n    - Two.\n", vec![of(BlockKind::Item, "One."), of(BlockKind::Item, "Two.")]),
            ("!!! note\nThe quay shut.\n", vec![text("!!! note The quay shut.")]),
            ("So it shut!!!\n\n    run\n", vec![text("So it shut!!!"), code("run")]),
            ("```{note}\nThe quay *shut*.\n\nIt rains.\n```\n", vec![text("The quay shut."), text("It rains.")]),
            ("````{tip}\n:class: wide\n\nIt shut.\n\n```sh\nrun\n```\n````\n", vec![text("It shut."), code("run")]),
            ("```{admonition} The quay\n:class: tip\nIt shut.\n```\n", vec![title("The quay"), text("It shut.")]),
            ("```{warning} It shut.\n```\n", vec![text("It shut.")]),
            ("```{code-cell} python\nrun\n```\n", vec![code("run")]),
            ("```{note}\nrun\n", vec![code("run")]),
        ] {
            assert_eq!(blocks(written), expected, "{written}");
        }
    }
}
