//! The names of a draft: whom and what it mentions, and where one name is written in two ways or not as the register has it.
//!
//! Four modules, in the order in which a draft meets them. `house` is what is known before: the register, and what the newsroom adds
//! to it. `mentions` is what the draft says: its capitalised words, the names they make, the people and bodies these stand for.
//! `doubts` is what does not fit. `archive` compares drafts with each other.
//!
//! The engine never claims more than that two places disagree: 59 % of the wrong forms of people's names in printed corrections
//! are themselves real surnames, so a list of names shifts the burden of proof; it neither convicts nor acquits. The engine keeps
//! no state and goes through maps in a fixed order, so that the same draft gives the same doubts.

mod archive;
mod doubts;
mod house;
mod key;
mod mentions;
mod slip;

pub use archive::{Archive, Filed, Heard, Repeated, Stray, Threshold, Use, Way, strays};
pub use doubts::{Against, Certainty, Doubt, DoubtKind};
pub use house::{Fields, HouseNames, NameKind, Names, PROPERTIES, Properties, Status, TIE};
pub use key::split;
pub use mentions::{Entity, Noted, Part, Place, What};

use super::Page;
use crate::prose::{InlineKind, Prose};
use crate::text::Span;
use mentions::{Draft, entities};

/// What was read in a draft.
#[derive(Clone, Debug, Default)]
pub struct Named {
    /// Disagreements, in order of their place; none overlaps another.
    pub doubts: Vec<Doubt>,
    /// People and organisations, in order of their first mention.
    pub entities: Vec<Entity>,
    /// Names in a headline that the text below it does not have.
    pub absent: Vec<Span<Prose>>,
}

impl Named {
    /// Reads the names of a page. `speakers` are the words that name the sources of quotations.
    #[must_use]
    pub fn new(page: &Page, speakers: &[Span<Prose>], names: &Names) -> Self {
        if page.prose.blocks.is_empty() {
            return Self::default(); // without a look at the words of names, which take long to read
        }
        let draft = Draft::new(page, names);
        let mut doubts = doubts::doubts(&draft);
        soften_in_images(&page.prose, &mut doubts);
        Self { absent: doubts::absent(&draft), doubts, entities: entities(&draft, speakers) }
    }
}

/// Makes a hint of each doubt about the alternative text of an image: it is often made from a file name, with other capitals.
fn soften_in_images(prose: &Prose, doubts: &mut [Doubt]) {
    let images = prose.inlines.iter().filter(|inline| matches!(inline.kind, InlineKind::Image(_)));
    let images: Vec<Span<Prose>> = images.map(|inline| inline.span).collect();
    for doubt in doubts {
        let next = images.partition_point(|image| image.end <= doubt.span.start);
        if images.get(next).is_some_and(|image| image.overlaps(doubt.span)) {
            doubt.certainty = Certainty::Hint;
        }
    }
}

#[cfg(test)]
mod tests;
