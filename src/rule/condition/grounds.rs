//! [`Grounds`]: why a condition holds or does not, in words for people.

use crate::analysis::Article;
use crate::prose::Prose;
use crate::text::Span;

/// Why a condition, or a part of one, holds or does not.
#[derive(Clone, Debug)]
pub struct Grounds {
    /// Whether it holds.
    pub holds: bool,
    /// What was asked, in words.
    pub asked: String,
    /// What was seen: where it holds, what makes it hold; otherwise what came closest.
    pub seen: Vec<Ground>,
    /// The parts of a condition that has parts.
    pub parts: Vec<Grounds>,
}

/// Something that was seen.
#[derive(Clone, Debug)]
pub struct Ground {
    /// The place, where it has one.
    pub span: Option<Span<Prose>>,
    /// A description of it.
    pub words: String,
}

impl Ground {
    /// A statement about the draft as a whole.
    pub(super) const fn without_place(words: String) -> Self {
        Self { span: None, words }
    }
}

/// What is asked where something must not be there.
pub(super) const NOT: &str = "not";

impl Grounds {
    /// What makes it hold, in the order of the parts; of places that overlap, the first.
    #[must_use]
    pub fn held_by(&self) -> Vec<&Ground> {
        let mut grounds: Vec<&Ground> = Vec::new();
        self.collect(&mut grounds);
        grounds
    }

    fn collect<'a>(&'a self, grounds: &mut Vec<&'a Ground>) {
        if !self.holds || self.asked == NOT {
            return;
        }
        for ground in &self.seen {
            let mut spans = grounds.iter().filter_map(|other| other.span);
            if !spans.any(|other| ground.span.is_some_and(|span| span.overlaps(other))) {
                grounds.push(ground);
            }
        }
        self.parts.iter().for_each(|part| part.collect(grounds));
    }
}

/// The maximum number of characters that are shown of a place.
const LONGEST: usize = 80;

/// The words at a place in quotation marks, cut where they are long.
pub(super) fn quoted(article: &Article, span: Span<Prose>) -> String {
    let words = article.slice(span);
    match words.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("“{} …”", words[..end].trim_end()),
        None => format!("“{words}”"),
    }
}
