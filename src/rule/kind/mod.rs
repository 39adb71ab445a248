//! The kinds of rule. Each reads its own keys and builds a [`Check`](super::Check).
//!
//! A new kind is a file here and an entry in [`KINDS`].

mod acronym;
mod across;
mod agreement;
mod arithmetic;
mod calendar;
mod capitals;
mod claim;
mod currency;
mod limit;
mod link;
mod marks;
mod mojibake;
mod names;
mod parts;
mod pattern;
mod picture;
mod pronoun;
mod quote;
mod record;
mod reference;
mod repetition;
mod require;
mod shared;
mod source;
mod speakers;
mod terms;
mod time;
mod variants;

pub use super::check::Kind;

/// All kinds, by name.
pub const KINDS: &[&dyn Kind] = &[
    &acronym::Kind,
    &across::Kind,
    &agreement::Kind,
    &arithmetic::Kind,
    &calendar::Kind,
    &capitals::Kind,
    &claim::Kind,
    &currency::Kind,
    &limit::Kind,
    &link::Kind,
    &marks::Kind,
    &mojibake::Kind,
    &names::Kind,
    &parts::Kind,
    &pattern::Kind,
    &picture::Kind,
    &pronoun::Kind,
    &quote::Kind,
    &record::Kind,
    &reference::Kind,
    &repetition::Kind,
    &require::Kind,
    &source::Kind,
    &speakers::Kind,
    &terms::Kind,
    &time::Kind,
    &variants::Kind,
];
