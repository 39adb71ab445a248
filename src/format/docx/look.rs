//! [`Look`]: how the properties of a run make its words look.

use crate::format::xml::Element;
use crate::prose::InlineKind;

/// Properties that do not show: runs that differ only in these look alike.
const INVISIBLE: [&str; 3] = ["w:lang", "w:noProof", "w:rFonts"];

/// How the words of a run look.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    strong: bool,
    emphasis: bool,
    pub(super) hidden: bool,
    /// All other visible properties, as written.
    rest: String,
}

impl Look {
    /// Adds a property.
    pub(super) fn add(&mut self, property: &Element) {
        match &*property.name {
            "w:b" => self.strong = is_on(property),
            "w:i" => self.emphasis = is_on(property),
            "w:vanish" => self.hidden = is_on(property),
            name if INVISIBLE.contains(&name) => {}
            _ => self.rest.push_str(property.tag),
        }
    }

    /// The kinds of inline that the words are in, outermost first.
    pub(super) fn inlines(&self) -> impl Iterator<Item = InlineKind> + use<> {
        let marks = [(self.strong, InlineKind::Strong), (self.emphasis, InlineKind::Emphasis)];
        marks.into_iter().filter_map(|(is_on, kind)| is_on.then_some(kind))
    }
}

/// Whether a toggle property is on, as it is unless its value says otherwise.
fn is_on(property: &Element) -> bool {
    !matches!(property.attribute("w:val").as_deref(), Some("0" | "false" | "off" | "none"))
}
