//! What does not fit: names of a draft that disagree with each other or with the register.
//!
//! `near`, `apart`, `meant`, `facts` and `judge` find two spellings of one name; `form` the same letters in another dress; `miss` (with
//! `candidate`) and `single` names that the register has otherwise; `absent` names that stand in the headline only.

mod absent;
mod apart;
mod candidate;
mod doubt;
mod facts;
mod form;
mod judge;
mod meant;
mod miss;
mod near;
mod single;

pub use absent::absent;
pub use doubt::{Against, Certainty, Doubt, DoubtKind};

use super::mentions::Draft;

/// All doubts of a draft, in order of their place; where two meet, the first stands, and of two at one place that within
/// the draft.
pub fn doubts(draft: &Draft) -> Vec<Doubt> {
    let mut found = Vec::new();
    judge::judge(draft, &mut found);
    form::judge(draft, &mut found);
    miss::judge(draft, &mut found);
    single::judge(draft, &mut found);
    found.sort_by_key(|doubt| (doubt.span, doubt.against));
    let mut kept: Vec<Doubt> = Vec::new();
    for doubt in found {
        if kept.last().is_none_or(|last| doubt.span.start >= last.span.end) {
            kept.push(doubt);
        }
    }
    kept
}
