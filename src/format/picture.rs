//! What the address of a picture says of it.

/// An address without what follows a question mark.
pub fn path(address: &str) -> &str {
    address.split(['?', '#']).next().unwrap_or(address)
}

/// Whether an address is that of a picture, and not of a page.
pub fn is_picture(address: &str) -> bool {
    address.is_empty() || has_ending(address, &["avif", "gif", "jpeg", "jpg", "png", "webp"])
}

/// Whether a picture may be a photograph: charts and pictures of screens are in formats that keep lines sharp.
pub fn may_be_photograph(address: &str) -> bool {
    !has_ending(address, &["gif", "png", "svg"])
}

fn has_ending(address: &str, endings: &[&str]) -> bool {
    let name = path(address).rsplit('/').next().unwrap_or_default();
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    endings.iter().any(|of| of.eq_ignore_ascii_case(ending))
}
