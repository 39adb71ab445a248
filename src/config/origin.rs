//! [`Origin`]: where a value of the configuration came from, to explain a result to the person who asks for it.

/// Where a value came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The default of copydesk.
    Default,
    /// The pack of this name.
    Pack(String),
    /// A line of the file of this name.
    File(String, usize),
    /// The command line.
    Flag,
}

impl std::fmt::Display for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Default => write!(f, "default"),
            Self::Pack(name) => write!(f, "pack {name}"),
            Self::File(name, line) => write!(f, "{name}:{line}"),
            Self::Flag => write!(f, "command line"),
        }
    }
}
