//! The disk: which drafts a path means, how they are read, and where configuration and packs stand.

mod drafts;
mod library;
mod read;
mod write;

pub use drafts::{Draft, drafts};
pub use library::{Disk, configuration_for};
pub use read::{decode, read};
pub use write::{append, replace_whole, write_whole};
