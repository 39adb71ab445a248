//! Door two, kinds of rule: each reads the keys of its own and builds a [`Check`].
//!
//! A new kind is a file here and a line in [`KINDS`].

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
mod names;
mod parts;
mod pattern;
mod picture;
mod pronoun;
mod quote;
mod reference;
mod repetition;
mod require;
mod shared;
mod source;
mod terms;
mod time;
mod variants;

use super::Check;
use crate::table::Problem;
use toml::Spanned;
use toml::de::DeValue;

use crate::language::Language;
/// What a rule is built with, besides its own keys.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The language of the drafts that it will read.
    pub language: &'a Language,
}

/// A kind of rule.
pub trait Kind: Sync {
    /// As `kind = "…"` names it.
    fn name(&self) -> &'static str;
    /// What it is for, in a line.
    fn about(&self) -> &'static str;
    /// The keys it reads, beside those that every rule has.
    fn keys(&self) -> &'static [&'static str];
    /// Builds the check from its keys, which are all among [`Kind::keys`].
    ///
    /// # Errors
    /// Says what is wrong and where.
    fn build(&self, keys: Spanned<DeValue>, context: &Context) -> Result<Box<dyn Check>, Problem>;
}

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
    &names::Kind,
    &parts::Kind,
    &pattern::Kind,
    &picture::Kind,
    &pronoun::Kind,
    &quote::Kind,
    &reference::Kind,
    &repetition::Kind,
    &require::Kind,
    &source::Kind,
    &terms::Kind,
    &time::Kind,
    &variants::Kind,
];
