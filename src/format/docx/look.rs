//! How the properties of a run make its words look.

use crate::format::document::Look;
use crate::format::xml::Element;

/// Properties that do not show: runs that differ only in these look alike.
const INVISIBLE: [&str; 3] = ["w:lang", "w:noProof", "w:rFonts"];

/// Adds a property to the look of a run.
pub(super) fn add(look: &mut Look, property: &Element) {
    match &*property.name {
        "w:b" => look.strong = is_on(property),
        "w:i" => look.emphasis = is_on(property),
        "w:vanish" => look.hidden = is_on(property),
        name if INVISIBLE.contains(&name) => {}
        _ => look.rest.push_str(property.tag),
    }
}

/// Whether a toggle property is on, as it is unless its value says otherwise.
fn is_on(property: &Element) -> bool {
    !matches!(property.attribute("w:val").as_deref(), Some("0" | "false" | "off" | "none"))
}
