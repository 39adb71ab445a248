//! Configuration: [`Options`] as written in `copydesk.toml` and on the command line, [`Settings`] as used.
//!
//! Flags lie over the file, the file over the profile. Each value remembers where it came from.

mod day;
mod fields;
mod options;
mod settings;

pub use day::Day;
pub use fields::Field;
pub(crate) use fields::fields;
pub use options::{Options, Override};
pub use settings::{Flags, Library, Origin, PathSettings, Settings};

/// The name that a configuration has, wherever it stands.
pub const FILE_NAME: &str = "copydesk.toml";

/// The profile that holds where none is asked for.
pub const DEFAULT_PROFILE: &str = "news";
