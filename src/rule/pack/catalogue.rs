//! The catalogue of what an editorial desk can check, and why some of it is not.

use serde::Deserialize;
use std::sync::LazyLock;

/// Something that a desk checks.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Requirement {
    /// As rules name it in `catalogue`: family and number.
    pub id: String,
    /// What it asks, in a few words.
    pub name: String,
    /// Why no rule covers it, where none does.
    pub uncovered: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Catalogue {
    #[allow(dead_code)]
    about: String,
    #[allow(dead_code)]
    source: String,
    requirement: Vec<Requirement>,
}

/// The whole catalogue, in its order. That the embedded file parses is what the test below checks.
#[must_use]
pub fn catalogue() -> &'static [Requirement] {
    static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| {
        toml::from_str(include_str!("../../../rules/catalogue/newsroom.toml"))
            .unwrap_or_else(|error| panic!("rules/catalogue/newsroom.toml: {error}"))
    });
    &CATALOGUE.requirement
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    #[test]
    fn ids_are_unique() {
        let mut seen = HashSet::new();
        assert!(super::catalogue().iter().all(|requirement| seen.insert(&requirement.id)));
    }
}
