//! What the address of a picture says of it.

/// The folders and the name of the file in an address. Bytes in the address itself, as in `data:image/png;base64,…`, have neither.
pub fn folders_and_file(address: &str) -> (&str, &str) {
    if address.starts_with("data:") {
        return ("", "");
    }
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let path = match path.split_once("//") {
        Some((scheme, rest)) if scheme.is_empty() || scheme.ends_with(':') => {
            rest.split_once('/').map_or("", |(_, path)| path)
        }
        _ => path,
    };
    path.rsplit_once('/').unwrap_or(("", path))
}

/// Whether an address is that of a picture, and not of a page.
pub fn is_picture(address: &str) -> bool {
    address.is_empty() || has_ending(address, &["avif", "gif", "jpeg", "jpg", "png", "webp"])
}

/// Whether a picture may be a photograph: charts and pictures of screens are in formats that keep lines sharp.
pub fn may_be_photograph(address: &str) -> bool {
    !has_ending(address, &["gif", "png", "svg"])
}

/// Whether an address is that of a file with one of these endings.
pub fn has_ending(address: &str, endings: &[&str]) -> bool {
    let (_, name) = folders_and_file(address);
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    endings.iter().any(|of| of.eq_ignore_ascii_case(ending))
}
