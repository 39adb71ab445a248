//! `copydesk compare`: what rules find between drafts, by the notes that `check --notes` wrote.

use super::output::{Growing, choices};
use super::project::{ConfigArguments, say};
use super::{End, Streams, problems, summary};
use clap::Args;
use clap::builder::PossibleValuesParser;
use copydesk::Error;
use copydesk::diagnostic::{Hidden, Level, Report, Summary};
use copydesk::lint::{Comparison, DraftNotes, Linter};
use copydesk::report::REPORTERS;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

#[derive(Args)]
pub struct Arguments {
    /// Files that `copydesk check --notes` wrote, in any order; - reads standard input
    #[arg(required = true)]
    notes: Vec<PathBuf>,

    /// Write the notes of all files as one, sorted, instead of findings
    #[arg(long, conflicts_with = "format")]
    merge: bool,

    /// Format of the report
    #[arg(long, short = 'f', default_value = "short", value_parser = forms())]
    format: String,

    /// Print no summary
    #[arg(long, short)]
    quiet: bool,

    #[command(flatten)]
    config: ConfigArguments,
}

/// Drafts in one part of the report, which is written part by part.
const PART: usize = 512;

/// Forms that show no more of a draft than its notes have. All of them grow.
fn forms() -> PossibleValuesParser {
    choices(REPORTERS.iter().filter(|form| form.grows() && !form.shows_text()).map(|form| (form.name(), form.about())))
}

pub fn run(arguments: &Arguments, streams: &mut Streams) -> io::Result<End> {
    let mut notes = Vec::new();
    for path in &arguments.notes {
        // Without some of the notes others would be findings that are none.
        if let Err(error) = read(path, &mut notes) {
            return say(&error, streams.err).map(|()| End::Failed);
        }
    }
    let comparison = Comparison::new(notes);
    if arguments.merge {
        for notes in comparison.drafts() {
            writeln!(streams.out, "{}", notes.to_json())?;
        }
        return Ok(End::Clean);
    }
    if let Some(name) = comparison.clash() {
        let why = format!(
            "{name}: there are different notes of this draft: it was changed between two runs, or two drafts have this name; \
             check it again, and leave its old notes out"
        );
        return say(&Error::Usage(why), streams.err).map(|()| End::Failed);
    }
    let Some(judges) = Judges::of(&comparison, &arguments.config, streams)? else { return Ok(End::Failed) };
    let linters: Vec<&Linter> = judges.linters.iter().collect();
    let mut files = comparison.reports(&linters, |notes| judges.by_file[notes.file()]).peekable();
    let Some(mut growing) = Growing::new(&arguments.format, streams.look.0) else { return Ok(End::Failed) };
    let fail_on = judges.linters.iter().map(|linter| linter.settings().fail_on.0).min().unwrap_or(Level::Warning);
    let (mut hidden, mut fails) = (Hidden::default(), false);
    while files.peek().is_some() {
        let report = Report { files: files.by_ref().take(PART).collect(), ..Report::default() };
        growing.add(&report, streams.out)?;
        hidden += report.hidden();
        fails |= report.reaches(fail_on);
    }
    let counts = growing.close(streams.out)?;
    if !arguments.quiet {
        streams.out.flush()?;
        let counts = Summary { files: comparison.drafts().len(), ..counts };
        writeln!(streams.err, "{}", summary(counts, "compared", hidden, streams.look.1.width))?;
    }
    Ok(match (judges.has_problems, fails) {
        (true, _) => End::Failed,
        (false, true) => End::Found,
        (false, false) => End::Clean,
    })
}

/// Adds the notes in the file at `path`.
fn read(path: &Path, notes: &mut Vec<DraftNotes>) -> Result<(), Error> {
    let wrong = |source| Error::Io { path: path.into(), source };
    let lines: Box<dyn BufRead> = match path == Path::new("-") {
        true => Box::new(BufReader::new(io::stdin())),
        false => Box::new(BufReader::new(File::open(path).map_err(wrong)?)),
    };
    for (number, line) in (1_usize..).zip(lines.lines()) {
        let line = line.map_err(wrong)?;
        let of = DraftNotes::from_json(&line);
        notes.push(of.map_err(|why| Error::Usage(format!("{}:{number}: {why}", path.display())))?);
    }
    Ok(())
}

/// The configurations by which drafts are judged.
struct Judges {
    linters: Vec<Linter>,
    /// Index of the linter of each file.
    by_file: BTreeMap<String, usize>,
    has_problems: bool,
}

impl Judges {
    /// Those of all drafts; `None` if one cannot be read, which has been printed.
    fn of(comparison: &Comparison, config: &ConfigArguments, streams: &mut Streams) -> io::Result<Option<Self>> {
        let mut judges = Self { linters: Vec::new(), by_file: BTreeMap::new(), has_problems: false };
        let mut known: BTreeMap<Option<PathBuf>, usize> = BTreeMap::new();
        for notes in comparison.drafts() {
            if judges.by_file.contains_key(notes.file()) {
                continue;
            }
            let configuration = config.file_for(Path::new(notes.file()));
            let index = match known.get(&configuration) {
                Some(index) => *index,
                None => {
                    let Some((settings, _)) =
                        config.settings_and_inputs_or_say(configuration.as_deref(), streams.err)?
                    else {
                        return Ok(None);
                    };
                    judges.has_problems |= problems::show(&settings, streams)?;
                    judges.linters.push(Linter::new(settings));
                    known.insert(configuration, judges.linters.len() - 1);
                    judges.linters.len() - 1
                }
            };
            judges.by_file.insert(notes.file().to_owned(), index);
        }
        let settings: Vec<_> = judges.linters.iter().map(Linter::settings).collect();
        if let Err(error) = config.refuse_unknown_levels(&settings) {
            return say(&error, streams.err).map(|()| None);
        }
        Ok(Some(judges))
    }
}
