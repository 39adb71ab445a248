//! The engine: a draft in, its diagnostics out.
//!
//! A [`Linter`] reads a draft; the [`Reading`] has everything that a command shows of it. Findings then pass four filters,
//! each of which counts what it hides: allowances, the baseline, changed copy, the lowest level that is shown.

mod across;
mod allowance;
mod answer;
mod baseline;
#[cfg(feature = "cli")]
mod changes;
mod checked;
mod diagnose;
mod engine;
mod foreign;
mod insert;
mod judge;
mod linter;
mod notes;
mod reading;
mod sidecar;
mod stats;
mod suppress;
mod withheld;

pub use across::{Compared, Comparison, compare};
pub use baseline::{BASELINE_NAME, Baseline, Matching, stale_entries};
#[cfg(feature = "cli")]
pub use changes::{Change, Changes};
pub use checked::Checked;
pub use engine::Counts;
pub use linter::Linter;
pub use notes::{DraftNotes, Notes, Place};
#[cfg(feature = "disk")]
pub(crate) use notes::{WireRule, WireStanding};
pub use reading::Reading;
pub use sidecar::{SIDECAR_SUFFIX, Sidecar};
pub use stats::{Clock, Measured, Stats};
pub use suppress::Standing;
pub use withheld::{Because, Withheld};
