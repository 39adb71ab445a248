//! Entities of HTML: `&amp;`, `&#8217;`.

/// The value of an attribute, with entities resolved.
pub(super) fn value(written: &str) -> String {
    let mut said = String::with_capacity(written.len());
    let mut at = 0;
    while at < written.len() {
        let rest = &written[at..];
        let (words, length) = entity(rest).unwrap_or_else(|| {
            let next = rest.match_indices('&').map(|(next, _)| next).find(|&next| next > 0).unwrap_or(rest.len());
            (rest[..next].to_owned(), next)
        });
        said.push_str(&words);
        at += length;
    }
    said
}

/// What the entity at the start of `text` stands for, and its length in bytes. An `&` that no semicolon ends is text: pages
/// write “R&D”, and addresses have `&copy=1`.
pub(super) fn entity(text: &str) -> Option<(String, usize)> {
    const LONGEST: usize = 40;
    let name = text.strip_prefix('&')?;
    let length = name.bytes().take(LONGEST).position(|byte| !(byte.is_ascii_alphanumeric() || byte == b'#'))?;
    let end = "&".len() + length + ";".len();
    let written = text.get(..end).filter(|written| written.ends_with(';'))?;
    // As in an attribute, so that `&copyright;` is not “©right;”.
    let said = htmlize::unescape_attribute(written);
    (said != written).then(|| (said.into_owned(), end))
}
