//! The packs in `rules/`, embedded at build time.

/// Name and text of every built-in pack, by name.
pub const PACKS: &[(&str, &str)] = &[
    ("acronyms", include_str!("../../../rules/acronyms.toml")),
    ("ap", include_str!("../../../rules/ap.toml")),
    ("attribution", include_str!("../../../rules/attribution.toml")),
    ("bbc", include_str!("../../../rules/bbc.toml")),
    ("chronic", include_str!("../../../rules/chronic.toml")),
    ("commerce", include_str!("../../../rules/commerce.toml")),
    ("disclosure", include_str!("../../../rules/disclosure.toml")),
    ("guardian", include_str!("../../../rules/guardian.toml")),
    ("inclusive", include_str!("../../../rules/inclusive.toml")),
    ("legal", include_str!("../../../rules/legal.toml")),
    ("links", include_str!("../../../rules/links.toml")),
    ("names", include_str!("../../../rules/names.toml")),
    ("news", include_str!("../../../rules/news.toml")),
    ("numbers", include_str!("../../../rules/numbers.toml")),
    ("opinion", include_str!("../../../rules/opinion.toml")),
    ("record", include_str!("../../../rules/record.toml")),
    ("structure", include_str!("../../../rules/structure.toml")),
    ("style", include_str!("../../../rules/style.toml")),
    ("time", include_str!("../../../rules/time.toml")),
];

/// The packs that are complete profiles: the default, then those that extend it.
pub const PROFILES: &[&str] = &["news", "opinion", "commerce", "ap", "guardian", "bbc"];

#[cfg(test)]
mod tests {
    use super::PACKS;
    use crate::language::Language;
    use crate::rule::{Pack, Pattern};
    use crate::text::Source;
    use std::sync::Arc;

    #[test]
    fn built_in_expressions_are_laid_out() {
        let language = Language::english();
        for (name, text) in PACKS {
            let pack = Pack::read(name, Arc::new(Source::new(*name, *text)), &language);
            for rule in &pack.rules {
                let expressions = rule.patterns().filter_map(|pattern| match pattern {
                    Pattern::Regex(expression) => Some(expression),
                    Pattern::Phrase { .. } => None,
                });
                assert!(expressions.into_iter().all(crate::expression::Expression::is_laid_out), "{}", rule.id);
            }
        }
    }
}
