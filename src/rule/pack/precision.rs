//! [`Precision`]: how often a rule was right where its findings were read.

use serde::Deserialize;

/// Counts from reading a rule's findings in published articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Counts")]
pub struct Precision {
    /// Number of findings that were read.
    pub read: u32,
    /// Number of those that an editor would act on; at most `read`.
    pub wanted: u32,
}

/// The counts before they are checked.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Counts {
    read: u32,
    wanted: u32,
}

impl TryFrom<Counts> for Precision {
    type Error = String;

    fn try_from(Counts { read, wanted }: Counts) -> Result<Self, String> {
        if wanted > read {
            return Err(format!("`wanted` is {wanted}, but only {read} findings were read"));
        }
        Ok(Self { read, wanted })
    }
}

impl Precision {
    /// The share of wanted findings in percent, rounded down; `None` if none was read.
    #[must_use]
    pub fn percent(self) -> Option<u32> {
        (u64::from(self.wanted) * 100).checked_div(u64::from(self.read)).and_then(|share| u32::try_from(share).ok())
    }
}

impl std::fmt::Display for Precision {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.percent() {
            Some(percent) => write!(f, "{} of {} findings read were wanted ({percent} %)", self.wanted, self.read),
            None => write!(f, "no findings in the articles that were read"),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::language::Language;
    use crate::rule::Pack;
    use crate::text::Source;
    use std::sync::Arc;

    fn read(precision: &str) -> Pack {
        let rule =
            "[[rule]]\nid = \"a/b\"\nkind = \"terms\"\nlevel = \"note\"\nmessage = \"m\"\nterms = { a = \"b\" }\n";
        Pack::read(
            "p",
            Arc::new(Source::new("p.toml", format!("{rule}precision = {precision}\n"))),
            &Language::english(),
        )
    }

    #[test]
    fn figures_are_read_and_impossible_ones_are_shown_in_place() {
        let pack = read("{ read = 50, wanted = 41 }");
        let precision = pack.rules[0].precision.expect("it is given");
        assert_eq!(precision.to_string(), "41 of 50 findings read were wanted (82 %)");
        assert_eq!(read("{ read = 0, wanted = 0 }").rules[0].precision.and_then(super::Precision::percent), None);
        for (wrong, at) in [
            ("{ read = 3, wanted = 4 }", "{ read = 3, wanted = 4 }"),
            ("{ read = 3, wantd = 1 }", "wantd"),
            ("{ read = -1, wanted = 1 }", "-1"),
        ] {
            let pack = read(wrong);
            assert!(pack.rules.is_empty(), "{wrong}");
            assert_eq!(pack.source.slice(pack.problems[0].span()), at, "{}", pack.problems[0].message);
        }
    }
}
