//! “Did you mean …?”

/// The entry of `known` that `written` was most likely meant to be, if one is similar enough.
#[must_use]
pub fn did_you_mean<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    const NEAR: f64 = 0.8; // Jaro-Winkler: “mesage” is 0.97 from “message”, unrelated words are below 0.6
    const SAME: f64 = 0.5; // of the letters, so that a long common head alone is no likeness
    let written = written.to_lowercase();
    known
        .into_iter()
        .map(|word| (strsim::jaro_winkler(&written, &word.to_lowercase()), word))
        .filter(|&(likeness, word)| {
            likeness >= NEAR && strsim::normalized_damerau_levenshtein(&written, &word.to_lowercase()) >= SAME
        })
        .max_by(|one, other| one.0.total_cmp(&other.0))
        .map(|(_, word)| word)
}
