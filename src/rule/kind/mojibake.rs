//! `mojibake`: letters of UTF-8 that a program took for Windows-1252, as in “donâ€™t”.

mod letters;

use super::shared::values;
use crate::diagnostic::Safety;
use crate::rule::{BuildContext, Check, DraftCheck, Finding, Pattern, RuleContext};
use crate::table::{Problem, deserialize_value};
use encoding_rs::WINDOWS_1252;
use serde::Deserialize;
use toml::Spanned;
use toml::de::DeValue;

pub struct Kind;

impl super::Kind for Kind {
    fn name(&self) -> &'static str {
        "mojibake"
    }

    fn about(&self) -> &'static str {
        "letters that were read in the wrong encoding"
    }

    fn keys(&self) -> &'static [&'static str] {
        &[]
    }

    fn build(&self, keys: Spanned<DeValue>, _: &BuildContext) -> Result<Check, Problem> {
        let at = keys.span();
        let Options {} = deserialize_value(keys)?;
        let pattern = Pattern::regex(letters::PATTERN, true);
        Ok(Check::draft(Mojibake { patterns: vec![pattern.map_err(|message| Problem::new(message, at))?] }))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {}

struct Mojibake {
    patterns: Vec<Pattern>,
}

impl DraftCheck for Mojibake {
    fn patterns(&self) -> &[Pattern] {
        &self.patterns
    }

    fn values(&self) -> Vec<String> {
        values(&["match", "replacement"])
    }

    fn check(&self, context: &RuleContext, found: &mut Vec<Finding>) {
        for hit in context.hits {
            let words = context.article.slice(hit.span);
            let Some(meant) = meant(words).filter(|_| context.scope.allows(context.article, hit.span)) else {
                continue;
            };
            let finding = Finding::at(hit.span).with("match", words).with("replacement", meant.as_str());
            let mut finding = finding.replaced_by(meant, Safety::Safe);
            // A speaker has no encoding either.
            if let Some(fix) = &mut finding.fix {
                fix.spelling = true;
            }
            found.push(finding);
        }
    }
}

/// What `words` were before they were read in the wrong encoding; `None` if they are what they look like, as the last letter
/// and the mark in “the Ã”.
fn meant(words: &str) -> Option<String> {
    let (bytes, _, had_unmappable) = WINDOWS_1252.encode(words);
    let meant = std::str::from_utf8(&bytes).ok().filter(|_| !had_unmappable)?;
    // Letters and punctuation of Europe; what else comes out is chance.
    let is_likely = |c: char| !c.is_control() && c <= '\u{2122}';
    meant.chars().all(is_likely).then(|| meant.to_owned())
}
