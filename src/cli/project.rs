//! The parts that most commands share: the configuration that applies, its rules, and their mistakes.

use super::Streams;
use super::known::packs;
use clap::Args;
use copydesk::analysis::names::Names;
use copydesk::config::{Day, Field, Flags, Library, Options, Origin, Settings};
use copydesk::diagnostic::Level;
use copydesk::files::{Cache, Disk, configuration_for, name_of, read, sidecar_of};
use copydesk::lint::Sidecar;
use copydesk::prose::Value;
use copydesk::report::printable;
use copydesk::rule::{PACKS, did_you_mean};
use copydesk::text::Source;
use copydesk::{Error, files};
use std::cell::RefCell;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::UNIX_EPOCH;

/// Options about which packs hold.
#[derive(Args, Clone, Default)]
pub struct PackArguments {
    /// Read this configuration instead of the nearest copydesk.toml above each draft
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,

    /// Read no configuration file
    #[arg(long, conflicts_with = "config")]
    pub no_config: bool,

    /// Add a pack: a name, a file or a folder (may be repeated)
    #[arg(long = "extend", value_name = "PACK", value_parser = packs(), hide_possible_values = true)]
    pub extend: Vec<String>,
}

/// Options about configuration.
#[derive(Args, Clone, Default)]
pub struct ConfigArguments {
    #[command(flatten)]
    pub packs: PackArguments,

    /// Set the level of a rule or family, as in style=off or style/try-and=error (may be repeated)
    #[arg(long = "level", value_name = "RULE=LEVEL", value_parser = level)]
    pub levels: Vec<(String, Option<Level>)>,

    /// Set metadata of every draft, as in type=opinion (may be repeated)
    #[arg(long = "set", value_name = "FIELD=VALUE", value_parser = field)]
    pub set: Vec<(String, String)>,

    /// Add a register of names: TOML, or a table of name and kind (may be repeated)
    #[arg(long = "register", value_name = "FILE")]
    pub register: Vec<String>,

    /// The encoding of drafts that are not UTF-8, as in windows-1252
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    pub encoding: Option<String>,

    /// The lowest level that makes the exit code 1 [default: warning]
    #[arg(long, value_name = "LEVEL", value_parser = one_level)]
    pub fail_on: Option<Level>,

    /// The day of the run, as in 2027-01-31, for allowances that expire and embargoes that pass [default: today, in UTC]
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub today: Option<Day>,

    /// The names that are built in, with their language; shared by all configurations
    #[arg(skip)]
    pub names: Arc<Names>,
}

fn day(text: &str) -> Result<Day, String> {
    Day::parse(text).ok_or_else(|| "write days as 2027-01-31".into())
}

fn encoding(text: &str) -> Result<String, String> {
    copydesk::format::encoding_named(text)
        .map(str::to_owned)
        .ok_or_else(|| "expected an encoding, as in windows-1252, latin1 or utf-16le".into())
}

/// Today, by the clock of the system.
pub fn today() -> Option<Day> {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).ok()?;
    Some(Day::of_unix_seconds(since.as_secs()))
}

fn one_level(text: &str) -> Result<Level, String> {
    Level::ALL.into_iter().find(|level| level.name() == text).ok_or_else(|| "expected note, warning or error".into())
}

fn level(text: &str) -> Result<(String, Option<Level>), String> {
    let (rule, level) = text.split_once('=').ok_or("expected RULE=LEVEL")?;
    let level =
        if level == "off" { None } else { Some(one_level(level).map_err(|_| "expected off, note, warning or error")?) };
    Ok((rule.into(), level))
}

fn field(text: &str) -> Result<(String, String), String> {
    let said = text.split_once('=').map(|(field, value)| (field.trim(), value.trim()));
    let (field, value) = said.filter(|(field, _)| !field.is_empty()).ok_or("expected FIELD=VALUE")?;
    let is_written_as_a_day = value.len() == 10
        && value
            .bytes()
            .enumerate()
            .all(|(at, byte)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() });
    if is_written_as_a_day && Day::parse(value).is_none() {
        return Err(format!("there is no day {value}"));
    }
    Ok((field.into(), value.into()))
}

/// The disk, with all files that were read from it.
#[derive(Default)]
struct Recorded(RefCell<Vec<String>>);

impl Library for Recorded {
    fn find(&self, name: &str, by: &str) -> Result<Vec<Source>, String> {
        let found = Disk.find(name, by);
        let texts = found.iter().flatten().flat_map(|source| [source.name.clone(), source.text.clone()]);
        self.0.borrow_mut().extend(texts);
        found
    }
}

impl ConfigArguments {
    /// The configuration file for a draft at `path`, if any.
    pub fn file_for(&self, path: &Path) -> Option<PathBuf> {
        match &self.packs.config {
            Some(file) => Some(file.clone()),
            None if self.packs.no_config => None,
            None => configuration_for(path),
        }
    }

    /// The settings of the configuration in `file`, or of none.
    pub fn settings(&self, file: Option<&Path>) -> Result<Settings, Error> {
        self.settings_and_inputs(file).map(|(settings, _)| settings)
    }

    /// The settings of the configuration in `file`, or of none, with everything they were made from, including the day.
    pub fn settings_and_inputs(&self, file: Option<&Path>) -> Result<(Settings, String), Error> {
        let options = match file {
            None => Options::none(),
            Some(path) => Options::read(Arc::new(read(path, &name_of(path))?)),
        };
        let recorded = Recorded::default();
        let flags = self.flags();
        let mut inputs = vec![options.source.name.clone(), options.source.text.clone(), format!("{flags:?}")];
        let settings = Settings::resolve_in(&self.names, options, flags, &recorded).map_err(Error::Usage)?;
        inputs.extend(recorded.0.into_inner());
        Ok((settings, inputs.join("\0")))
    }

    /// The settings of a configuration whose packs and registers are in `library`.
    pub fn settings_in(&self, options: Options, library: &dyn Library) -> Result<Settings, Error> {
        Settings::resolve_in(&self.names, options, self.flags(), library).map_err(Error::Usage)
    }

    fn flags(&self) -> Flags {
        Flags {
            extends: self.packs.extend.clone(),
            levels: self.levels.clone(),
            register: self.register.clone(),
            fail_on: self.fail_on,
            today: self.today.or_else(today),
            metadata: self.metadata(),
        }
    }

    /// Refuses levels for names that are not a rule, family or pack of any configuration of the run.
    ///
    /// # Errors
    /// If there is such a name; suggests a similar one.
    pub fn refuse_unknown_levels(&self, all: &[&Settings]) -> Result<(), Error> {
        refuse_unknown(self.levels.iter().map(|(name, _)| name), all)
            .map_err(|said| Error::Usage(format!("--level: {said}")))
    }

    /// The metadata given by `--set`; if a field is set twice, the last value.
    fn metadata(&self) -> Vec<Field> {
        let mut fields: Vec<Field> = Vec::new();
        for (name, value) in &self.set {
            fields.retain(|field| !field.is_called(name));
            fields.push(Field { name: name.clone(), value: Value::Text(value.clone()), origin: Origin::Flag });
        }
        fields
    }

    /// The settings and their inputs; `None` if they could not be resolved, which has been printed.
    pub fn settings_and_inputs_or_say(
        &self,
        file: Option<&Path>,
        err: &mut dyn std::io::Write,
    ) -> std::io::Result<Option<(Settings, String)>> {
        match self.settings_and_inputs(file) {
            Ok(loaded) => Ok(Some(loaded)),
            Err(error) => say(&error, err).map(|()| None),
        }
    }

    /// The settings; `None` if they could not be resolved, which has been printed.
    pub fn settings_or_say(
        &self,
        file: Option<&Path>,
        err: &mut dyn std::io::Write,
    ) -> std::io::Result<Option<Settings>> {
        Ok(self.settings_and_inputs_or_say(file, err)?.map(|(settings, _)| settings))
    }

    /// The settings that have the rule `id`: those of `file` or, if none of its packs has it, with all packs on top; with the
    /// arguments that give them. `None` if they could not be resolved, which has been printed.
    pub fn settings_with_rule_or_say(
        &self,
        id: &str,
        file: Option<&Path>,
        err: &mut dyn std::io::Write,
    ) -> std::io::Result<Option<RuleSettings>> {
        let mut config = self.clone();
        let Some(settings) = config.settings_or_say(file, err)? else { return Ok(None) };
        if settings.rules.iter().any(|rule| rule.id == id) {
            return Ok(Some(RuleSettings { settings, config, in_use: true }));
        }
        config.packs.extend.extend(PACKS.iter().map(|(name, _)| (*name).to_owned()));
        let settings = config.settings_or_say(file, err)?;
        Ok(settings.map(|settings| RuleSettings { settings, config, in_use: false }))
    }
}

/// Settings that were searched for a rule, and the arguments that give them.
pub struct RuleSettings {
    pub settings: Settings,
    pub config: ConfigArguments,
    /// Whether the rule is in a pack that holds here.
    pub in_use: bool,
}

/// `path` relative to the folder of `configuration`, with `/` between folders; the path itself if it lies elsewhere.
pub fn relative(path: &Path, configuration: Option<&Path>) -> String {
    let shown = |path: &Path| name_of(path).trim_start_matches("./").to_owned();
    let Some(root) = configuration.and_then(Path::parent) else { return shown(path) };
    let root = if root.as_os_str().is_empty() { Path::new(".") } else { root };
    let (Ok(root), Ok(absolute)) = (std::path::absolute(root), std::path::absolute(path)) else { return shown(path) };
    absolute.strip_prefix(&root).map_or_else(|_| shown(path), shown)
}

/// Refuses names that are not a rule, family or pack of the configurations of a run.
///
/// # Errors
/// If one of `names` is unknown; suggests a similar one.
pub fn refuse_unknown<'a>(names: impl IntoIterator<Item = &'a String>, all: &[&Settings]) -> Result<(), String> {
    let rules = || all.iter().flat_map(|settings| &settings.rules);
    let is_known =
        |name: &str| PACKS.iter().any(|(pack, _)| *pack == name) || rules().any(|rule| rule.is_selected_by(name));
    let Some(name) = names.into_iter().find(|name| !all.is_empty() && !is_known(name)) else { return Ok(()) };
    let known = rules().flat_map(|rule| [rule.id.as_str(), rule.family(), rule.pack.as_str()]);
    let meant = did_you_mean(name, known).map_or(String::new(), |meant| format!("; did you mean {meant}?"));
    Err(format!("there is no rule, family or pack {name}{meant}"))
}

/// The sidecar of the draft at `path`, which is called `name`. Mistakes in it are an error for commands that explain one rule
/// or change the draft, since what was meant is unknown.
pub fn sidecar(path: &Path, name: &str) -> Result<Option<Sidecar>, Error> {
    let Some(text) = sidecar_of(path, name)? else { return Ok(None) };
    let sidecar = Sidecar::read(Arc::new(text));
    match sidecar.problems.first() {
        None => Ok(Some(sidecar)),
        Some(problem) => {
            let line = sidecar.source.position(problem.span().start).line;
            Err(Error::Usage(format!("{}:{line}: {}", sidecar.source.name, problem.message)))
        }
    }
}

/// Prints an error.
pub fn say(error: &Error, err: &mut dyn std::io::Write) -> std::io::Result<()> {
    writeln!(err, "copydesk: {}", printable(&error.to_string()))
}

/// The drafts at `paths`; those in the current folder if there are none.
pub fn drafts(paths: &[PathBuf]) -> (Vec<files::Draft>, Vec<Error>) {
    if paths.is_empty() { files::drafts(&[PathBuf::from(".")]) } else { files::drafts(paths) }
}

/// The cache in `folder`. If it cannot be opened, that is printed, and the run goes on without one.
pub fn open_cache(folder: Option<&Path>, streams: &mut Streams) -> io::Result<Option<Cache>> {
    let Some(folder) = folder else { return Ok(None) };
    // Two builds of one version differ in length or time.
    let build = std::env::current_exe().and_then(|path| path.metadata()).and_then(|data| {
        let changed = data.modified()?.duration_since(UNIX_EPOCH).unwrap_or_default();
        Ok(format!("{} {} {}", env!("CARGO_PKG_VERSION"), data.len(), changed.as_nanos()))
    });
    let opened = match build {
        Ok(build) => Cache::open(folder, build.as_bytes()),
        Err(source) => Err(Error::Io { path: "copydesk".into(), source }),
    };
    match opened {
        Ok(cache) => Ok(Some(cache)),
        Err(error) => say(&error, streams.err).map(|()| None),
    }
}
