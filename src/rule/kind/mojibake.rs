//! `mojibake`: letters of UTF-8 that a program took for Windows-1252, as in “donâ€™t”.

use super::shared::values;
use crate::diagnostic::Safety;
use crate::rule::{BuildContext, Check, DraftCheck, Finding, RuleContext};
use crate::table::{Problem, deserialize_value};
use crate::text::Span;
use encoding_rs::WINDOWS_1252;
use memchr::memchr_iter;
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
        Ok(Check::draft(deserialize_value::<Mojibake>(keys)?))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Mojibake {}

impl DraftCheck for Mojibake {
    fn values(&self) -> Vec<String> {
        values(&["match", "replacement"])
    }

    fn check(&self, context: &RuleContext, found: &mut Vec<Finding>) {
        let text = &context.article.prose.text;
        let mut end = 0;
        for at in memchr_iter(LEAD, text.as_bytes()) {
            if at < end {
                continue;
            }
            end = at + misread(&text[at..]);
            let span = Span::new(at, end);
            let words = &text[at..end];
            let meant = meant(words).filter(|_| !words.is_empty());
            let Some(meant) = meant.filter(|_| context.scope.allows(context.article, span)) else { continue };
            let finding = Finding::at(span).with("match", words).with("replacement", meant.as_str());
            let mut finding = finding.replaced_by(meant, Safety::Safe);
            // A speaker has no encoding either.
            if let Some(fix) = &mut finding.fix {
                fix.spelling = true;
            }
            found.push(finding);
        }
    }
}

/// The first byte, in UTF-8, of the letters that Windows-1252 has for the first byte of a letter.
const LEAD: u8 = 0xC3;

/// The number of bytes, from the start of `text`, that look like letters of UTF-8 as Windows-1252 shows them.
fn misread(text: &str) -> usize {
    let mut end = 0;
    let mut rest = text.chars().peekable();
    while let Some(first) = rest.next_if(|c| matches!(c, 'Â' | 'Ã' | 'Å' | 'â')) {
        let mut continuing = 0;
        let mut width = 0;
        while let Some(next) = rest.next_if(|c| continuing < 2 && continues(*c)) {
            width += next.len_utf8();
            continuing += 1;
        }
        if continuing == 0 {
            break;
        }
        end += first.len_utf8() + width;
    }
    end
}

/// Whether `c` is what Windows-1252 has for a byte from 0x80 to 0xBF, one of those that continue a letter.
fn continues(c: char) -> bool {
    let mut buffer = [0; 4];
    let (bytes, _, had_unmappable) = WINDOWS_1252.encode(c.encode_utf8(&mut buffer));
    !had_unmappable && matches!(bytes[..], [0x80..=0xBF])
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
