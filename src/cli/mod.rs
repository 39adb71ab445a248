//! The command line: what is asked, by whom it is answered, and the exit code.
//!
//! Each command is a file of its name; what only one of them needs is in a folder of that name. What several need: `project`
//! (the configuration that holds), `gather` (drafts read and checked), `gate` (what is looked past), `problems` (what is wrong
//! in a house's files) and `output` (where reports go).
//!
//! Exit codes: 0 clean, 1 findings at or above `--fail-on`, 2 could not run as asked.

mod audit;
mod baseline;
mod check;
mod checked;
mod compare;
mod config;
mod examples;
mod explain;
mod fix;
mod gate;
mod gather;
mod hints;
mod init;
mod known;
mod lsp;
mod man;
mod mark;
mod names;
mod output;
mod problems;
mod project;
mod quotes;
mod records;
mod rows;
mod rules;
mod run;
mod sources;
mod test;
mod version;

use clap::{CommandFactory, Parser, Subcommand, ValueEnum};
use copydesk::diagnostic::{Hidden, Summary};
use copydesk::lint::{Counts, Linter};
use copydesk::report::{Look, indented};
use copydesk::rule::did_you_mean;
use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

/// An editorial linter: points at the exact words that a copy desk would question.
#[derive(Parser)]
#[command(
    name = "copydesk",
    version,
    long_version = version::long(),
    max_term_width = 100,
    arg_required_else_help = false,
    override_usage = "copydesk [OPTIONS] [PATHS]...\n       copydesk [OPTIONS] <COMMAND>"
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,

    /// Whether to use colour
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto)]
    color: Color,

    /// Say on the error stream how many drafts were read and scanned; for tests
    #[arg(long, global = true, hide = true)]
    count_readings: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Subcommand)]
enum Command {
    /// Check drafts; the default command
    #[command(after_help = examples::CHECK)]
    Check(check::Arguments),
    /// Compare drafts from several runs or machines, using the notes that `check --notes` wrote
    #[command(after_help = examples::COMPARE, mut_arg("encoding", hidden), mut_arg("set", hidden))]
    Compare(compare::Arguments),
    /// Make safe fixes; options add suggested ones, ask about each, or show a diff
    #[command(after_help = examples::FIX)]
    Fix(fix::Arguments),
    /// Write copies of Word documents with each finding as a comment at its words
    #[command(after_help = examples::MARK, mut_arg("fail_on", hidden))]
    Mark(mark::Arguments),
    /// Accept the findings of today, so that `check` shows only new ones
    #[command(after_help = examples::BASELINE, mut_arg("fail_on", hidden))]
    Baseline(baseline::Arguments),
    /// List every quotation with its speaker
    #[command(after_help = examples::QUOTES, mut_arg("fail_on", hidden))]
    Quotes(quotes::Arguments),
    /// List the people and organisations in drafts, for fact-checkers
    #[command(after_help = examples::NAMES, mut_arg("fail_on", hidden))]
    Names(names::Arguments),
    /// Count who is quoted in drafts, how often, and as what
    #[command(after_help = examples::SOURCES)]
    Sources(sources::Arguments),
    /// Run the examples in rules
    #[command(
        mut_arg("fail_on", hidden),
        mut_arg("encoding", hidden),
        mut_arg("set", hidden),
        mut_arg("today", hidden)
    )]
    Test(test::Arguments),
    /// List rules
    #[command(after_help = examples::RULES)]
    Rules(rules::Arguments),
    /// Explain what a rule does and why, with its examples
    #[command(after_help = examples::EXPLAIN, mut_arg("fail_on", hidden))]
    Explain(explain::Arguments),
    /// Show what a rule would do to an archive: how often it fires, where, and which drafts its fixes would change
    #[command(after_help = examples::AUDIT, mut_arg("fail_on", hidden))]
    Audit(audit::Arguments),
    /// Serve an editor as a language server, over standard input and output
    Lsp(lsp::Arguments),
    /// Write a first copydesk.toml and a first rule file
    Init(init::Arguments),
    /// Show the settings for a path and where each value comes from
    Config(config::Arguments),
    /// Write the manual page of a command, as in `copydesk man check | man -l -`
    Man(man::Arguments),
    /// Write completions for a shell, with the ids of rules and the names of packs
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

/// An option that many commands share and that changes nothing for one of them: accepted, and not in its help.
fn hidden(option: clap::Arg) -> clap::Arg {
    option.hide(true)
}

/// How a command ended.
enum End {
    /// Nothing at or above the level that fails.
    Clean,
    /// Something was found.
    Found,
    /// Could not run as asked; it has been said why.
    Failed,
}

/// A command's streams.
struct Streams<'a> {
    out: &'a mut dyn Write,
    err: &'a mut dyn Write,
    /// How what goes to `out` looks, and what goes to `err`.
    look: (Look, Look),
    /// All linters of the run, whose readings and scans are counted.
    linters: Vec<Linter>,
}

/// Says nothing of panics that a message of ours will tell of.
fn hush_expected_panics() {
    let report = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !copydesk::files::is_expected_panic() {
            report(panic);
        }
    }));
}

/// Runs the program.
pub fn main() -> ExitCode {
    hush_expected_panics();
    let arguments = match with_default_command(std::env::args_os().collect()) {
        Ok(arguments) => Arguments::try_parse_from(arguments).unwrap_or_else(|error| hints::with_hint(error).exit()),
        Err(message) => {
            let _ = writeln!(io::stderr(), "copydesk: {message}"); // nowhere left to say it
            return ExitCode::from(2);
        }
    };
    let wanted = |terminal: bool| match arguments.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
    };
    let columns = |size: Option<(terminal_size::Width, _)>| size.map(|(columns, _)| columns.0.into());
    let out_width = columns(terminal_size::terminal_size_of(io::stdout()));
    let err_width = columns(terminal_size::terminal_size_of(io::stderr()));
    let out_look = Look { color: wanted(io::stdout().is_terminal()), width: out_width, quote_record: false };
    let err_look = Look { color: wanted(io::stderr().is_terminal()), width: err_width, quote_record: false };
    let (stdout, stderr) = (io::stdout(), io::stderr());
    let mut out = io::BufWriter::new(stdout.lock());
    let mut err = stderr.lock();
    let mut streams = Streams { out: &mut out, err: &mut err, look: (out_look, err_look), linters: Vec::new() };
    let end = run(arguments.command, &mut streams);
    let linters = streams.linters;
    let done = end.and_then(|end| out.flush().map(|()| end));
    if arguments.count_readings {
        let mut counts = Counts::default();
        linters.iter().for_each(|linter| counts += linter.counts());
        let _ = writeln!(err, "readings: {}, scans: {}", counts.readings, counts.scans); // nowhere left to say it
    }
    // The process ends here. To take rules and automata apart first would be a tenth of a short run.
    std::mem::forget(linters);
    match done {
        Ok(End::Clean) => ExitCode::SUCCESS,
        Ok(End::Found) => ExitCode::from(1),
        Ok(End::Failed) => ExitCode::from(2),
        // A reader that has seen enough, as `head` has, is no error.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(err, "copydesk: {error}"); // nowhere left to say it
            ExitCode::from(2)
        }
    }
}

fn run(command: Command, streams: &mut Streams) -> io::Result<End> {
    match command {
        Command::Check(arguments) => check::run(arguments, streams),
        Command::Compare(arguments) => compare::run(&arguments, streams),
        Command::Fix(arguments) => fix::run(&arguments, streams),
        Command::Mark(arguments) => mark::run(&arguments, streams),
        Command::Baseline(arguments) => baseline::run(&arguments, streams),
        Command::Quotes(arguments) => quotes::run(&arguments, streams),
        Command::Names(arguments) => names::run(&arguments, streams),
        Command::Sources(arguments) => sources::run(&arguments, streams),
        Command::Test(arguments) => test::run(&arguments, streams),
        Command::Rules(arguments) => rules::run(&arguments, streams),
        Command::Explain(arguments) => explain::run(&arguments, streams),
        Command::Audit(arguments) => audit::run(&arguments, streams),
        Command::Lsp(arguments) => lsp::run(&arguments, streams),
        Command::Init(arguments) => init::run(&arguments, streams),
        Command::Config(arguments) => config::run(&arguments, streams),
        Command::Man(arguments) => man::run(&arguments, Arguments::command(), streams),
        Command::Completions { shell } => {
            // Into memory first: clap_complete panics where it cannot write, as it cannot to a closed pipe.
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Arguments::command(), "copydesk", &mut script);
            streams.out.write_all(&script)?;
            Ok(End::Clean)
        }
    }
}

/// “1 draft”, “2 drafts”.
fn plural(count: usize, one: &str) -> String {
    format!("{count} {one}{}", if count == 1 { "" } else { "s" })
}

/// What a run found: “2 drafts checked: 0 errors, 1 warning, 0 notes”, and how much of it is not shown. In a terminal it wraps.
fn summary(summary: Summary, done: &str, hidden: Hidden, width: Option<usize>) -> String {
    let counts = format!(
        "{} {done}: {}, {}, {}",
        plural(summary.files, "draft"),
        plural(summary.errors, "error"),
        plural(summary.warnings, "warning"),
        plural(summary.notes, "note")
    );
    let kept_back = [
        (hidden.suppressed, "allowed"),
        (hidden.baseline, "in the baseline"),
        (hidden.unchanged, "in unchanged copy"),
        (hidden.below, "below the level shown"),
    ];
    let kept_back: Vec<String> =
        kept_back.iter().filter(|(count, _)| *count > 0).map(|(count, by)| format!("{count} {by}")).collect();
    if kept_back.is_empty() {
        return indented(&counts, 0, width);
    }
    let kept_back = format!("(not shown: {})", kept_back.join(", "));
    let fits = width.is_none_or(|width| counts.len() + 1 + kept_back.len() <= width);
    if fits {
        format!("{counts} {kept_back}")
    } else {
        [counts, kept_back].map(|part| indented(&part, 0, width)).join("\n")
    }
}

/// `copydesk drafts/` is `copydesk check drafts/`.
///
/// # Errors
/// When the first word is neither a command nor a path, and looks like a command.
fn with_default_command(mut arguments: Vec<OsString>) -> Result<Vec<OsString>, String> {
    let command = Arguments::command();
    // The option that all commands share may stand before the command.
    let at = match arguments.get(1).and_then(|word| word.to_str()) {
        Some("--color") => 3,
        Some(word) if word.starts_with("--color=") => 2,
        _ => 1,
    };
    let first = arguments.get(at).and_then(|word| word.to_str());
    let commands = || command.get_subcommands().map(clap::Command::get_name).chain(["help"]);
    let known = |word: &str| matches!(word, "-h" | "--help" | "-V" | "--version") || commands().any(|of| of == word);
    if first.is_some_and(known) {
        return Ok(arguments);
    }
    if let Some(word) = first.filter(|word| !word.starts_with('-') && !Path::new(word).exists())
        && let Some(meant) = did_you_mean(word, commands())
    {
        return Err(format!("{word}: no such command, file or folder; did you mean `copydesk {meant}`?"));
    }
    arguments.insert(at.min(arguments.len()), "check".into());
    Ok(arguments)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_is_one_line_outside_a_terminal_and_wraps_in_a_narrow_one() {
        let found = Summary { files: 72, errors: 15, warnings: 45, notes: 32 };
        let hidden = Hidden { suppressed: 2, ..Hidden::default() };
        let line = "72 drafts checked: 15 errors, 45 warnings, 32 notes (not shown: 2 allowed)";
        assert_eq!(summary(found, "checked", hidden, None), line);
        let narrow = "72 drafts checked: 15 errors, 45 warnings, 32 notes\n(not shown: 2 allowed)";
        assert_eq!(summary(found, "checked", hidden, Some(60)), narrow);
    }
}
