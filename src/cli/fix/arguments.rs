//! Arguments of `copydesk fix`.

use super::super::gate::BaselineArguments;
use super::super::known::selectors;
use super::super::project::ConfigArguments;
use clap::Args;
use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};

#[derive(Args)]
pub struct Arguments {
    /// Drafts, folders and globs; - reads standard input and writes the fixed draft to standard output [default: .]
    pub paths: Vec<PathBuf>,

    /// Make suggested fixes too; they may change the meaning, so review them
    #[arg(long)]
    pub suggested: bool,

    /// Make only fixes of this rule, family or pack (may be repeated)
    #[arg(long = "rule", value_name = "RULE", value_parser = selectors(), hide_possible_values = true)]
    pub rules: Vec<String>,

    /// Write nothing; print the changes as a unified diff
    #[arg(long, conflicts_with = "interactive")]
    pub diff: bool,

    /// Write the fixes into Word documents as tracked changes, which somebody accepts or rejects
    #[arg(long, conflicts_with = "diff")]
    pub track: bool,

    /// Ask about each fix, including suggested ones
    #[arg(long, short)]
    pub interactive: bool,

    /// Name of standard input: its extension selects the format, its folder the configuration
    #[arg(long, value_name = "NAME", default_value = "<stdin>")]
    pub stdin_filename: String,

    /// Compare each quotation with this record; with --suggested, replace words that differ (may be repeated)
    #[arg(long, value_name = "PATH")]
    pub record: Vec<PathBuf>,

    /// Print only errors, and with --diff the diff
    #[arg(long, short)]
    pub quiet: bool,

    #[command(flatten)]
    pub baseline: BaselineArguments,

    #[command(flatten)]
    pub config: ConfigArguments,
}

impl Arguments {
    fn is_from_stdin(&self) -> bool {
        self.paths.iter().any(|path| path == Path::new("-"))
    }

    /// Why these arguments cannot be carried out together, if they cannot.
    pub fn refusal(&self) -> Option<&'static str> {
        if self.is_from_stdin() && self.paths.len() > 1 {
            Some("- cannot be combined with other paths, since the fixed draft goes to standard output")
        } else if self.is_from_stdin() && self.interactive {
            Some("--interactive reads answers from standard input, which - reads the draft from")
        } else if self.interactive && !io::stdin().is_terminal() {
            Some("--interactive asks questions, and standard input is not a terminal; use --diff to see the changes")
        } else {
            None
        }
    }
}
