//! Door two, kinds of rule: each reads the keys of its own and builds a [`Check`].
//!
//! A new kind is a file here and a line in [`KINDS`].

mod acronym;
mod across;
mod agreement;
mod arithmetic;
mod around;
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
mod source;
mod terms;
mod time;
mod variants;

use super::{Check, Pattern};
use toml::Spanned;
use toml::de::DeValue;

/// What is wrong with a rule's keys, at which bytes of the pack, and what may help.
pub type Problem = (String, std::ops::Range<usize>, Option<String>);

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
    fn build(&self, keys: Spanned<DeValue>) -> Result<Box<dyn Check>, Problem>;
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

/// The expressions that a rule has, each pointed at where it is wrong.
fn expressions(written: &[Spanned<String>], match_case: bool) -> Result<Vec<Pattern>, Problem> {
    let read = |text: &Spanned<String>| {
        Pattern::regex(text.get_ref(), match_case).map_err(|message| (message, text.span(), None))
    };
    written.iter().map(read).collect()
}

/// `value` names, as owned words.
fn values(names: &[&str]) -> Vec<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}
