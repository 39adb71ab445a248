//! Tables laid out as bytes when the program is built, and read in place: numbers and texts one after the other, maps,
//! and TOML that is parsed already.

mod bytes;
mod map;
mod tree;
mod value;

pub use bytes::{Reader, Writer, hash, u16_at, u32_at};
pub use map::Map;
pub use tree::{read_table, write_table};
pub use value::{Entries, Value};
