//! “Did you mean …?”

/// The one of `known` that `written` most likely was meant to be, where one is near enough.
#[must_use]
pub fn did_you_mean<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    const NEAR: f64 = 0.75; // Jaro-Winkler: “mesage” is 0.97 from “message”, unrelated words are below 0.6
    known
        .into_iter()
        .map(|word| (strsim::jaro_winkler(&written.to_lowercase(), &word.to_lowercase()), word))
        .filter(|&(likeness, _)| likeness >= NEAR)
        .max_by(|one, other| one.0.total_cmp(&other.0))
        .map(|(_, word)| word)
}
