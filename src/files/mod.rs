//! The disk: finds and reads drafts, configurations and packs, and writes files.

mod cache;
mod copy;
mod drafts;
mod git;
mod library;
mod lock;
mod name;
mod read;
mod rows;
mod sidecar;
mod write;

pub use cache::{CACHE_NAME, Cache, Key};
pub use copy::{copy_of, original_of};
pub use drafts::{Draft, drafts, records};
pub use git::{Since, changed_since, from_root};
pub use library::{Disk, configuration_for};
pub use lock::with_folder_lock;
pub use name::name_of;
pub use read::{read, read_as, read_stdin, read_transcript};
pub use rows::{RowFields, Rows, is_expected_panic, is_table};
pub use sidecar::{sidecar_of, sidecar_path};
pub use write::{WholeFile, append, replace_whole, write_whole};
