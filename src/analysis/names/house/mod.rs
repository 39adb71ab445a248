//! What is known before a draft is read: the register, built in and the newsroom's own, with the properties of its names.

mod entry;
mod fields;
mod known;
mod laid_out;
mod name;
mod properties;
mod read;
mod register;
mod rows;
mod written;

pub use entry::NameKind;
pub use fields::Fields;
pub use known::{Names, Status};
pub(super) use name::{Name, Roles};
pub use properties::{PROPERTIES, Properties, TIE};
pub use read::HouseNames;
pub(super) use register::Register;
