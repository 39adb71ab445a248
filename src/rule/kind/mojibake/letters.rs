//! What letters of UTF-8 look like in Windows-1252; an expression of its own, because the build lays it out.

/// The first byte of a letter, then one or two of those that continue it (0x80 to 0xBF).
pub const PATTERN: &str = r"(?:[ÂÃÅâ][€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ\u{80}-\u{bf}]{1,2})+";
