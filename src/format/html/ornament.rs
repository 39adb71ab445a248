//! Pictures that are part of a page and not of its article: icons, logos, thumbnails, placeholders.

use super::classes::{has_part, hides};
use super::tag::Tag;
use crate::format::picture;

/// Parts of classes and of folders of pictures that are part of the page and not of the article.
const PARTS_ORNAMENT: [&str; 19] = [
    "advertisement",
    "arrow",
    "avatar",
    "badge",
    "blank",
    "button",
    "emoji",
    "equation",
    "formula",
    "gravatar",
    "headshot",
    "icon",
    "logo",
    "math",
    "newsletter",
    "pixel",
    "spacer",
    "sprite",
    "userpic",
];

/// Further such parts of classes. A folder of this name may hold photographs.
const PARTS_ORNAMENT_CLASS: [&str; 3] = ["author", "placeholder", "video"];

/// The longest side of an icon, in pixels.
const ICON: u32 = 64;

/// The longest side of a thumbnail, in pixels: the least that WordPress makes of a picture has 150.
const THUMBNAIL: u32 = 160;

/// The attributes that have the address of a picture where a page loads it late, the most common first.
const LATE: [&str; 4] = ["data-src", "data-lazy-src", "data-original", "data-original-src"];

/// How the address of a picture begins that stands in for another and is written in the address itself, and the length in bytes
/// of the longest. A photograph takes more.
const STAND_INS: [&str; 3] = ["data:image/gif", "data:image/png", "data:image/svg"];
const LONGEST_STAND_IN: usize = 400;

/// Whether a picture is an icon, a logo, a formula, a thumbnail or the portrait of an author, which needs neither caption nor credit.
pub(super) fn is_ornament(tag: &Tag, text: &str) -> bool {
    let side = |name: &str| tag.attribute(name).and_then(|value| value.of(text).trim_end_matches("px").parse().ok());
    let (width, height): (Option<u32>, Option<u32>) = (side("width"), side("height"));
    let is_up_to = |side: Option<u32>, most: u32| side.is_some_and(|side| side <= most);
    if is_up_to(width, ICON) || is_up_to(height, ICON) || is_up_to(width, THUMBNAIL) && is_up_to(height, THUMBNAIL) {
        return true;
    }
    if is_stand_in(tag, text) {
        return true;
    }
    if tag.attribute("style").is_some_and(|style| hides(style.of(text))) {
        return true;
    }
    let is_named = ["class", "id"].iter().filter_map(|name| tag.attribute(name)).any(|names| {
        let names = names.of(text);
        has_part(names, &PARTS_ORNAMENT) || has_part(names, &PARTS_ORNAMENT_CLASS)
    });
    is_named || tag.attribute(address_key(tag, text)).is_some_and(|address| leads_to_ornament(address.of(text)))
}

/// The attribute that has the address of a picture. Where a page loads pictures late, `src` has an ornament or nothing until the
/// picture comes into view.
pub(super) fn address_key(tag: &Tag, text: &str) -> &'static str {
    let is_late = tag.attribute("src").is_none_or(|address| {
        let address = address.of(text);
        address.is_empty() || address.starts_with("data:") || leads_to_ornament(address)
    });
    let late = || LATE.into_iter().find(|key| tag.attribute(key).is_some());
    if is_late { late().unwrap_or("src") } else { "src" }
}

/// Whether a picture holds the place of something that is not a picture, such as a player: an empty drawing without the address of
/// what replaces it.
fn is_stand_in(tag: &Tag, text: &str) -> bool {
    let is_short =
        |address: &str| address.len() <= LONGEST_STAND_IN && STAND_INS.iter().any(|start| address.starts_with(start));
    // `srcset`, `data-srcset` and such as list addresses for screens of several sizes.
    let is_replaced = |key: &str| LATE.contains(&key) || key.contains("src") && key != "src";
    tag.attribute("src").is_some_and(|address| is_short(address.of(text)))
        && !tag.attributes.iter().any(|(key, _)| is_replaced(key))
}

/// A photograph of a logo is called so too, but is neither a drawing nor in a folder of icons.
fn leads_to_ornament(address: &str) -> bool {
    let (folders, file) = picture::folders_and_file(address);
    let is_drawing = picture::has_ending(address, &["gif", "ico", "svg"]);
    has_part(folders, &PARTS_ORNAMENT) || is_drawing && has_part(file, &PARTS_ORNAMENT) || file.contains("placeholder")
}
