//! What rules want found in the prose, and the one scan that finds it.

mod pattern;
mod scanner;
mod scope;

pub use pattern::{Hit, Pattern};
pub use scanner::Scanner;
pub use scope::{Scope, Speech};
