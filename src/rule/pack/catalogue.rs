//! The catalogue of what a copy desk can check, and why some entries have no rule.

use serde::Deserialize;

/// Something that a copy desk checks.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Requirement {
    /// The family and number that the key `catalogue` of rules refers to.
    pub id: String,
    /// A short description.
    pub name: String,
    /// Why no rule covers it, where none does.
    pub uncovered: Option<String>,
}

#[derive(Deserialize)]
struct Catalogue {
    requirement: Vec<Requirement>,
}

/// The whole catalogue, in its order.
#[must_use]
pub fn catalogue() -> Vec<Requirement> {
    let embedded = toml::from_str::<Catalogue>(include_str!("../../../rules/catalogue/newsroom.toml"));
    embedded.map(|catalogue| catalogue.requirement).unwrap_or_default() // a test checks that it can be read
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    #[test]
    fn the_catalogue_can_be_read_and_its_ids_are_unique() {
        let (catalogue, mut seen) = (super::catalogue(), HashSet::new());
        assert!(!catalogue.is_empty());
        assert!(catalogue.iter().all(|requirement| seen.insert(&requirement.id)));
    }
}
