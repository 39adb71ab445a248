//! Configuration: [`Options`] as written in `copydesk.toml` and on the command line, [`Settings`] as used.
//!
//! Flags overrule the file, and the file overrules its packs. Each value remembers where it came from.

mod assembled;
mod day;
mod fields;
mod globs;
mod loader;
mod options;
mod origin;
mod record;
mod settings;
mod standing;

pub use day::Day;
pub use fields::Field;
pub(crate) use fields::fields;
pub use loader::Library;
pub use options::{Options, Override};
pub use origin::Origin;
pub use record::RecordOptions;
pub use settings::{Flags, PathSettings, Settings};

/// The file name of every configuration.
pub const FILE_NAME: &str = "copydesk.toml";

/// The profile that is used if the configuration extends nothing.
pub const DEFAULT_PROFILE: &str = "news";
