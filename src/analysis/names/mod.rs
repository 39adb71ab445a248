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

pub use archive::{Archive, Bar, Filed, Stray, Use, Way, strays};
pub use doubts::{Against, Certainty, Doubt, DoubtKind};
pub use house::{HouseNames, NameKind, Names, PROPERTIES, Properties, Status, TIE};
pub use mentions::{Entity, Noted, Part, Place};

use super::Zone;
use crate::prose::{InlineKind, Prose};
use crate::text::Span;
use mentions::{Draft, entities, words};

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
    /// Reads the names of `prose`, whose blocks are of `zones`. Code, which `in_code` finds within blocks, and the furniture of a
    /// page are left out. `speakers` are the words that name the sources of quotations.
    #[must_use]
    pub fn new(
        prose: &Prose,
        zones: &[Zone],
        in_code: impl Fn(usize) -> bool,
        speakers: &[Span<Prose>],
        names: &Names,
    ) -> Self {
        let read = prose.blocks.iter().zip(zones);
        let read = read.filter(|(_, zone)| !matches!(zone, Zone::Code | Zone::Furniture));
        let (blocks, headline): (Vec<Span<Prose>>, Vec<bool>) =
            read.map(|(block, zone)| (block.span, *zone == Zone::Headline)).unzip();
        let mut words = words(&prose.text, &blocks, &names.language.names);
        for word in &mut words {
            word.mute |= in_code(word.start);
        }
        let draft = Draft::new(&prose.text, words, names);
        let mut doubts = doubts::doubts(&draft);
        soften_in_images(prose, &mut doubts);
        Self { absent: doubts::absent(&draft, &headline), doubts, entities: entities(&draft, speakers) }
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
