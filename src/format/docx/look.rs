//! [`Look`]: what a run's properties make of its words.

use super::parts::attribute;
use crate::prose::InlineKind;
use quick_xml::events::BytesStart;

/// What of a run's properties nobody sees: two runs that differ in nothing else look alike.
const UNSEEN: [&str; 3] = ["w:lang", "w:noProof", "w:rFonts"];

/// How the words of a run look.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    strong: bool,
    emphasis: bool,
    pub(super) hidden: bool,
    /// All other properties that are seen, as they are written.
    rest: String,
}

impl Look {
    /// Takes in a property.
    pub(super) fn take(&mut self, tag: &BytesStart) {
        match tag.name().0 {
            "w:b" => self.strong = is_on(tag),
            "w:i" => self.emphasis = is_on(tag),
            "w:vanish" => self.hidden = is_on(tag),
            name if UNSEEN.contains(&name) => {}
            _ => self.rest.push_str(tag),
        }
    }

    /// What its words are marked as, the outer first.
    pub(super) fn stretches(&self) -> impl Iterator<Item = InlineKind> + use<> {
        let marks = [(self.strong, InlineKind::Strong), (self.emphasis, InlineKind::Emphasis)];
        marks.into_iter().filter_map(|(is_on, kind)| is_on.then_some(kind))
    }
}

/// Whether a property that is on or off is on: it is where nothing else is said.
fn is_on(tag: &BytesStart) -> bool {
    !matches!(attribute(tag, "w:val").as_deref(), Some("0" | "false" | "off" | "none"))
}
