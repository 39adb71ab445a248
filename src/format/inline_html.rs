//! Inlines of Markdown in detail: tags of HTML among its words, and the addresses of its links.

use crate::prose::InlineKind;

/// Inline elements of HTML that say what their words are.
const TAGS: [(&str, InlineKind); 7] = [
    ("b", InlineKind::Strong),
    ("code", InlineKind::Code),
    ("em", InlineKind::Emphasis),
    ("i", InlineKind::Emphasis),
    ("kbd", InlineKind::Code),
    ("samp", InlineKind::Code),
    ("strong", InlineKind::Strong),
];

/// The name of a tag in lower case, what its words are, and whether it closes.
pub(super) fn tag(tag: &str) -> Option<(&'static str, InlineKind, bool)> {
    let rest = tag.strip_prefix('<')?;
    let (closes, rest) = rest.strip_prefix('/').map_or((false, rest), |rest| (true, rest));
    let name = &rest[..rest.bytes().position(|byte| !byte.is_ascii_alphanumeric())?];
    let is_empty = tag.ends_with("/>");
    TAGS.into_iter().find(|(known, _)| *known == name && !is_empty).map(|(name, kind)| (name, kind, closes))
}

/// Where the address stands in `[words](address "title")`; `None` if it stands elsewhere, as in a reference link, or is
/// spelled differently, as with escapes.
pub(super) fn address_in(link: &str, address: &str) -> Option<usize> {
    let from = link.rfind("](")? + 2;
    let skipped = link[from..].len() - link[from..].trim_start().len();
    let at = from + skipped + usize::from(link[from + skipped..].starts_with('<'));
    (!address.is_empty() && link[at..].starts_with(address)).then_some(at)
}
