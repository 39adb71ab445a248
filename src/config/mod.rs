//! Configuration: [`Options`] as written in `copydesk.toml` and on the command line, [`Settings`] as used.
//!
//! Flags lie over the file, the file over the profile. Each value remembers where it came from.

mod options;
mod settings;

pub use options::{Options, Override};
pub use settings::{Flags, Library, Origin, PathSettings, Settings};

/// The name that a configuration has, wherever it stands.
pub const FILE_NAME: &str = "copydesk.toml";

/// The profile that holds where none is asked for.
pub const DEFAULT_PROFILE: &str = "news";

/// A glob as `copydesk.toml` writes it: `*` stays within a folder, `**` does not.
///
/// # Errors
/// Says what is wrong with it.
pub fn glob(pattern: &str) -> Result<globset::Glob, String> {
    globset::GlobBuilder::new(pattern.trim_start_matches("./"))
        .literal_separator(true)
        .build()
        .map_err(|error| error.to_string())
}
