//! The search for a source, pass by pass. Each looks up what the grammar has read and works on one more place:
//! `form` at the looks of the quotation, `within` in its sentence, `carry` in neighbouring sentences and paragraphs,
//! `person` at the name, and `verdict` at what is left without a source.

pub mod carry;
pub mod form;
pub mod person;
pub mod reported;
pub mod verdict;
pub mod within;

mod after;
mod certainty;
mod choice;
mod label;
mod naming;
mod noun;
mod portrait;
pub mod profile;
mod reach;
mod signature;
mod term;
mod turn;
