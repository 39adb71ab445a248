//! Boxes in Markdown: callouts, which are written as block quotations (`> [!note] Title`), and containers (`:::tip[Title]`).
//!
//! Readers see what is in the box and its title, and not the marks that make it.

use super::admonition;
use crate::text::{Source, Span};
use memchr::memmem;

/// The longest name of a box, in bytes.
const LONGEST: usize = 40;

/// A heading, which a title becomes.
const HEADING: &str = "#### ";

/// The marker that begins with the bracket at byte `start`: `[!note]`, `[!info]-`, at the head of a block quotation, with the white
/// space after it.
pub(super) fn marker(text: &str, start: usize) -> Option<Span<Source>> {
    let before = text[..start].rsplit('\n').next().unwrap_or_default();
    let is_head = before.contains('>') && before.bytes().all(|byte| matches!(byte, b'>' | b' ' | b'\t'));
    let rest = text[start..].strip_prefix("[!")?;
    let close = rest.bytes().take(LONGEST).position(|byte| byte == b']')?;
    let is_name =
        close > 0 && rest[..close].bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_| ".contains(&byte));
    let after = &rest[close + 1..];
    let title = after.strip_prefix(['-', '+']).unwrap_or(after).trim_start_matches([' ', '\t']);
    (is_head && is_name).then(|| Span::new(start, text.len() - title.len()))
}

/// The markers of containers from byte `base`, in order: lines that begin with three colons. A bracket that ends a title is one too.
pub(super) fn containers(text: &str, base: usize) -> Vec<Span<Source>> {
    let mut markers = Vec::new();
    if memmem::find(&text.as_bytes()[base..], b":::").is_none() {
        return markers;
    }
    let mut at = base;
    for line in text[base..].split_inclusive('\n') {
        let words = line.trim();
        let start = at + line.len() - line.trim_start().len();
        at += line.len();
        let Some(name) = words.strip_prefix(":::") else { continue };
        let name = name.trim_start_matches(':');
        let title = name.trim_start();
        if !(title.is_empty() || title.starts_with('{') || title.starts_with(|c: char| c.is_ascii_alphabetic())) {
            continue;
        }
        let end = start + words.len();
        let length = title.bytes().position(|byte| !(byte.is_ascii_alphanumeric() || b"-_".contains(&byte)));
        let title = &title[length.unwrap_or(title.len())..];
        if let Some((inside, attributes)) = title.strip_prefix('[').and_then(|title| title.rsplit_once(']')) {
            let close = end - attributes.len() - 1;
            markers.push(Span::new(start, close - inside.len()));
            markers.push(Span::new(close, end));
        } else if title.trim_start().starts_with('{') {
            markers.push(Span::new(start, end));
        } else {
            markers.push(Span::new(start, end - title.trim_start().len()));
        }
    }
    markers
}

/// What stands for a marker while Markdown is read, as long as it: a heading if a title follows, or nothing.
pub(super) fn cover(text: &str, marker: Span<Source>) -> String {
    let after = text[marker.end..].split('\n').next().unwrap_or_default();
    let item = admonition::item(marker.of(text));
    let is_title = !after.trim().is_empty();
    let is_above_blank = || text[marker.end..].lines().nth(1).is_none_or(|next| next.trim().is_empty());
    let sign = match (is_title, item) {
        (true, _) => HEADING,
        (false, "") => "",
        (false, _) if is_above_blank() => admonition::NOTHING,
        (false, _) => "",
    };
    let sign = if marker.len() >= item.len() + sign.len() { sign } else { "" };
    format!("{item}{sign}{}", " ".repeat(marker.len() - item.len() - sign.len()))
}

#[cfg(test)]
pub(super) mod tests {
    use crate::format::read;
    use crate::prose::BlockKind;
    use crate::text::Source;

    /// The blocks of a Markdown text, with their words.
    pub(in crate::format) fn blocks(text: &str) -> Vec<(BlockKind, String)> {
        let prose = read(&Source::new("a.md", text));
        prose.blocks.iter().map(|block| (block.kind, prose.slice(block.span).to_owned())).collect()
    }

    #[test]
    fn a_box_is_not_a_quotation() {
        let of = |kind, words: &str| (kind, words.to_owned());
        let text = |words| of(BlockKind::Paragraph, words);
        let title = |words| of(BlockKind::Heading(4), words);
        for (written, expected) in [
            ("> [!NOTE]\n> The quay shut.\n>\n> It rains.\n", vec![text("The quay shut."), text("It rains.")]),
            ("> [!info]- The *old* quay\n> It shut.\n", vec![title("The old quay"), text("It shut.")]),
            (":::note\nThe quay shut.\n:::\n\nIt rains.\n", vec![text("The quay shut."), text("It rains.")]),
            (":::tip[The old quay]{a=b}\r\nIt shut.\r\n:::\r\n", vec![title("The old quay"), text("It shut.")]),
            (":::warning The old quay\n\nIt shut.\n\n:::\n", vec![title("The old quay"), text("It shut.")]),
            ("::: {.note title=\"a\"}\nIt shut.\n::::\n", vec![text("It shut.")]),
            ("> It shut.\n", vec![of(BlockKind::BlockQuote, "It shut.")]),
            ("> [!NOTE]\n> It shut.\n\n> It rains.\n", vec![text("It shut."), of(BlockKind::BlockQuote, "It rains.")]),
            ("He said [!] and [!note] so.\n", vec![text("He said [!] and [!note] so.")]),
        ] {
            assert_eq!(blocks(written), expected, "{written}");
        }
    }
}
