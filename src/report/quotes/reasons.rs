//! The steps of the search for a source, in words.

use crate::analysis::{Article, Step};

/// A step as the sheet of quotations words it.
#[must_use]
pub fn in_words(step: &Step, article: &Article) -> String {
    match *step {
        Step::Tied(found) => {
            let (source, how) = (article.slice(found.source), found.how.name());
            match found.cue {
                Some(cue) => format!("same sentence: “{source}” with the cue “{}” ({how})", article.slice(cue)),
                None => format!("same sentence: “{source}” ({how})"),
            }
        }
        Step::Nested { source, inner } => {
            format!("nested: “{}” quotes “{}”", article.slice(source), article.slice(inner))
        }
        Step::NoCue => "same sentence: no cue".to_owned(),
        Step::Carried(found) => {
            format!("carried over: “{}” ({})", article.slice(found.source), found.how.name())
        }
        Step::NoSpeaker => "neighbouring sentences: no speaker".to_owned(),
        Step::Judged(reason) => format!("judged: {}", reason.name()),
    }
}
