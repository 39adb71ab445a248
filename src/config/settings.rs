//! [`Settings`]: the rules that hold, their levels for each path, and where each value came from.

use super::day::Day;
use super::options::Options;
use super::{DEFAULT_PROFILE, FILE_NAME, Field};
use crate::analysis::names::{HouseNames, Names};
use crate::diagnostic::{Diagnostic, Level};
use crate::language::Language;
use crate::rule::{Allow, Levels, PACKS, Pack, Rule, did_you_mean, own};
use crate::table::{Problem, problem_in};
use crate::text::Source;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// Finds packs by the name that `extends` gives: a built-in name, a file or a folder. The disk is the caller's.
pub trait Library {
    /// The sources of pack `name`, which is asked for by the file called `by`.
    ///
    /// # Errors
    /// Says why there is none, in a line.
    fn find(&self, name: &str, by: &str) -> Result<Vec<Source>, String>;
}

/// What the command line says on top of the file.
#[derive(Clone, Debug, Default)]
pub struct Flags {
    /// Packs on top.
    pub extends: Vec<String>,
    /// Levels by rule or family.
    pub levels: Vec<(String, Option<Level>)>,
    /// Files of names on top of the register.
    pub register: Vec<String>,
    /// The lowest level that fails a run.
    pub fail_on: Option<Level>,
    /// Metadata of every draft, over what the drafts say.
    pub metadata: Vec<Field>,
    /// The day of the run, by which allowances end and embargoes pass; without one none does.
    pub today: Option<Day>,
}

/// Where a value came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// What holds if nobody says otherwise.
    Default,
    /// A pack, by name.
    Pack(String),
    /// The configuration, at a line of it.
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

/// A configuration, ready to use.
#[derive(Debug)]
pub struct Settings {
    /// The configuration as written.
    pub options: Options,
    /// All rules of all packs, on or off; of two with one id the later pack's.
    pub rules: Vec<Rule>,
    /// Packs by name, with what asked for them.
    pub packs: Vec<(String, Origin)>,
    /// Level of each rule where no override holds.
    pub levels: Vec<(Option<Level>, Origin)>,
    /// The lowest level that fails a run.
    pub fail_on: (Level, Origin),
    /// What the house allows.
    pub allow: Arc<Allow>,
    /// The language of rules and drafts.
    pub language: Arc<Language>,
    /// What is wrong in packs and configuration: the file and its diagnostics.
    pub problems: Vec<(Arc<Source>, Vec<Diagnostic>)>,
    flags: Flags,
    /// For each rule, the overrides without which it does not hold; empty if it always does.
    only_in: Vec<Vec<usize>>,
}

/// What holds for one path.
#[derive(Clone, Debug)]
pub struct PathSettings {
    /// Level of each rule, `None` where it is off.
    pub levels: Vec<Option<Level>>,
    /// Metadata that the draft has unless it or its sidecar says otherwise.
    pub metadata: Vec<Field>,
    /// Metadata that the draft has whatever it says.
    pub forced: Vec<Field>,
}

struct Loader<'a> {
    library: &'a dyn Library,
    language: &'a Language,
    packs: Vec<(Pack, Origin, Vec<usize>)>,
    seen: HashMap<String, usize>,
    failed: Vec<(Arc<Source>, Diagnostic)>,
}

impl Loader<'_> {
    /// Loads pack `name` and what it extends, before it; `of` is the override that asks, if one does.
    fn load(&mut self, name: &str, by: &str, origin: &Origin, of: Option<usize>) -> Result<(), String> {
        let sources = match PACKS.iter().find(|(pack, _)| *pack == name) {
            Some((_, text)) => vec![Source::new(format!("rules/{name}.toml"), *text)],
            None => self.library.find(name, by).map_err(|message| {
                let meant = did_you_mean(name, PACKS.iter().map(|(pack, _)| *pack));
                meant.map_or(message.clone(), |meant| format!("{message}; did you mean “{meant}”?"))
            })?,
        };
        let builtin = PACKS.iter().any(|(pack, _)| *pack == name);
        for source in sources {
            let pack_name = if builtin { name.to_owned() } else { source.name.clone() };
            if let Some(&index) = self.seen.get(&pack_name) {
                if index == usize::MAX {
                    if pack_name == by {
                        return Err("a pack cannot extend itself".into());
                    }
                    continue; // packs may extend each other
                }
                match of {
                    Some(of) if !self.packs[index].2.is_empty() => self.packs[index].2.push(of),
                    Some(_) => {}
                    None => self.packs[index].2.clear(),
                }
                continue;
            }
            let pack = Pack::read(&pack_name, Arc::new(source), self.language);
            self.seen.insert(pack_name.clone(), usize::MAX);
            for (inner, span) in pack.extends.clone() {
                if let Err(message) = self.load(&inner, &pack.source.name, &Origin::Pack(pack_name.clone()), of) {
                    self.failed.push((Arc::clone(&pack.source), Diagnostic::new("pack", Level::Error, message, span)));
                }
            }
            self.seen.insert(pack_name, self.packs.len());
            self.packs.push((pack, origin.clone(), of.into_iter().collect()));
        }
        Ok(())
    }
}

impl Settings {
    /// Loads the packs that `options` and `flags` ask for and decides the level of each rule, for drafts in English.
    ///
    /// # Errors
    /// Says which pack that the command line asks for is not there; what is wrong in files is in [`Settings::problems`].
    pub fn resolve(options: Options, flags: Flags, library: &dyn Library) -> Result<Self, String> {
        Self::resolve_in(Language::english(), options, flags, library)
    }

    /// The settings for drafts in `language`, which several settings can share.
    ///
    /// # Errors
    /// As [`Settings::resolve`].
    pub fn resolve_in(
        language: Arc<Language>,
        mut options: Options,
        flags: Flags,
        library: &dyn Library,
    ) -> Result<Self, String> {
        let mut loader =
            Loader { library, language: &language, packs: Vec::new(), seen: HashMap::new(), failed: Vec::new() };
        let by = options.source.name.clone();
        let line = |span: crate::text::Span<Source>| Origin::File(by.clone(), options.source.position(span.start).line);
        let fail_on = match (flags.fail_on, options.fail_on) {
            (Some(level), _) => (level, Origin::Flag),
            (None, Some((level, span))) => (level, line(span)),
            (None, None) => (Level::Warning, Origin::Default),
        };
        let mut wrong = Vec::new();
        match &options.extends {
            None => loader.load(DEFAULT_PROFILE, "", &Origin::Default, None)?,
            Some(names) => {
                for (name, span) in names {
                    if let Err(message) = loader.load(name, &by, &line(*span), None) {
                        wrong.push(Problem::new(message, span.range()));
                    }
                }
            }
        }
        for (index, of) in options.overrides.iter().enumerate() {
            for (name, span) in &of.extends {
                if let Err(message) = loader.load(name, &by, &line(*span), Some(index)) {
                    wrong.push(Problem::new(message, span.range()));
                }
            }
        }
        for name in &flags.extends {
            loader.load(name, "", &Origin::Flag, None)?;
        }
        let mut problems: Vec<(Arc<Source>, Vec<Diagnostic>)> = Vec::new();
        let mut rules: Vec<Rule> = Vec::new();
        let mut only_in: Vec<Vec<usize>> = Vec::new();
        let mut by_id: HashMap<String, usize> = HashMap::new();
        for rule in own::own() {
            by_id.insert(rule.id.clone(), rules.len());
            rules.push(rule);
            only_in.push(Vec::new());
        }
        let mut packs = Vec::new();
        let mut pack_levels: Vec<(String, Levels)> = Vec::new();
        let mut sources: Vec<Arc<Source>> = Vec::new(); // of the packs with levels
        for (pack, origin, of) in loader.packs {
            for rule in pack.rules {
                match by_id.get(&rule.id) {
                    Some(&at) => {
                        rules[at] = rule;
                        only_in[at].clone_from(&of);
                    }
                    None => {
                        by_id.insert(rule.id.clone(), rules.len());
                        rules.push(rule);
                        only_in.push(of.clone());
                    }
                }
            }
            let mut found = pack.problems;
            found.extend(
                loader.failed.iter().filter(|(source, _)| source.name == pack.source.name).map(|(_, d)| d.clone()),
            );
            if !found.is_empty() {
                problems.push((Arc::clone(&pack.source), found));
            }
            if !pack.levels.is_empty() {
                pack_levels.push((pack.name.clone(), pack.levels));
                sources.push(pack.source);
            }
            packs.push((pack.name, origin));
        }
        for ((_, levels), source) in pack_levels.iter().zip(sources) {
            let unknown = unknown_selectors(levels, &rules).into_iter();
            let found: Vec<Diagnostic> = unknown.map(|problem| problem_in("pack", &source, problem)).collect();
            match problems.iter_mut().find(|(of, _)| of.name == source.name) {
                Some((_, diagnostics)) => diagnostics.extend(found),
                None if found.is_empty() => {}
                None => problems.push((source, found)),
            }
        }
        let mut houses: Vec<HouseNames> = Vec::new();
        let files = options.register.iter().map(|(name, span)| (name, by.as_str(), Some(*span)));
        for (name, by, span) in files.chain(flags.register.iter().map(|name| (name, "", None))) {
            match (library.find(name, by), span) {
                (Ok(sources), _) => {
                    for source in sources {
                        let (house, found) = HouseNames::read(&source);
                        houses.push(house);
                        if !found.is_empty() {
                            problems.push((Arc::new(source), found));
                        }
                    }
                }
                (Err(message), Some(span)) => wrong.push(Problem::new(message, span.range())),
                (Err(message), None) => return Err(message),
            }
        }
        houses.extend(options.house_names.clone());
        let register = (!houses.is_empty()).then(|| Arc::new(Names::built_in().with_house(&houses)));
        let levels = rules.iter().map(|rule| base_level(rule, &pack_levels, &options, &flags)).collect();
        let tables = std::iter::once(&options.levels).chain(options.overrides.iter().map(|of| &of.levels));
        for (rule, (_, span)) in &options.texts {
            if !rules.iter().any(|of| of.id == *rule) {
                let help = did_you_mean(rule, rules.iter().map(|rule| rule.id.as_str()));
                let help = help.map(|meant| format!("did you mean `{meant}`?"));
                wrong.push(Problem::new(format!("there is no rule `{rule}`"), span.range()).with_help_if(help));
            }
        }
        let unknown: Vec<Problem> = tables.flat_map(|levels| unknown_selectors(levels, &rules)).collect();
        for problem in wrong.into_iter().chain(unknown) {
            options.problem(problem);
        }
        if !options.problems.is_empty() {
            options.problems.sort_by_key(Diagnostic::span);
            problems.insert(0, (Arc::clone(&options.source), options.problems.clone()));
        }
        let allow = Arc::new(Allow {
            acronyms: options.allow.acronyms.iter().cloned().collect(),
            terms: options.allow.terms.iter().map(|term| term.to_lowercase()).collect(),
            register,
            texts: options.texts.iter().map(|(rule, (text, _))| (rule.clone(), text.clone())).collect(),
            today: flags.today.map(|day| day.to_string()),
        });
        Ok(Self { options, rules, packs, levels, fail_on, allow, language, problems, flags, only_in })
    }

    /// The day by which allowances end, where it was said.
    #[must_use]
    pub const fn day(&self) -> Option<Day> {
        self.flags.today
    }

    /// What holds for the draft at `path`, relative to the configuration, with `/` between folders.
    #[must_use]
    pub fn for_path(&self, path: &str) -> PathSettings {
        let holding: Vec<usize> = (0..self.options.overrides.len())
            .filter(|&index| self.options.overrides[index].paths.is_match(path))
            .collect();
        let mut levels: Vec<Option<Level>> = self.levels.iter().map(|(level, _)| *level).collect();
        for (index, rule) in self.rules.iter().enumerate() {
            if !self.only_in[index].is_empty() && !self.only_in[index].iter().any(|of| holding.contains(of)) {
                levels[index] = None;
                continue;
            }
            if self.flags.levels.iter().any(|(selector, _)| selects(selector, rule).is_some()) {
                continue; // the command line lies over the file
            }
            for &of in &holding {
                if let Some((level, _)) = most_specific(&self.options.overrides[of].levels, rule) {
                    levels[index] = level;
                }
            }
        }
        let of_overrides = holding.iter().rev().flat_map(|&of| &self.options.overrides[of].metadata);
        let mut metadata: Vec<Field> = Vec::new();
        for field in of_overrides.chain(&self.options.metadata) {
            if !metadata.iter().any(|known| known.is_called(&field.name)) {
                metadata.push(field.clone());
            }
        }
        PathSettings { levels, metadata, forced: self.flags.metadata.clone() }
    }

    /// Whether a draft found in a folder is to be read; `path` as in [`Settings::for_path`].
    #[must_use]
    pub fn reads(&self, path: &str) -> bool {
        (!self.options.has_include || self.options.include.is_match(path)) && !self.options.exclude.is_match(path)
    }

    /// Whether there is a configuration file.
    #[must_use]
    pub fn has_file(&self) -> bool {
        self.options.source.name.ends_with(FILE_NAME) || !self.options.source.name.is_empty()
    }
}

/// How closely `selector` names the rule: 2 its id, 1 its family.
fn selects(selector: &str, rule: &Rule) -> Option<u8> {
    if selector == rule.id {
        Some(2)
    } else if selector == rule.family() || selector == rule.pack {
        Some(1)
    } else {
        None
    }
}

fn most_specific(levels: &Levels, rule: &Rule) -> Option<(Option<Level>, crate::text::Span<Source>)> {
    let fitting = levels.iter().filter_map(|(selector, level)| Some((selects(selector, rule)?, *level)));
    fitting.max_by_key(|(closeness, _)| *closeness).map(|(_, level)| level)
}

fn base_level(rule: &Rule, packs: &[(String, Levels)], options: &Options, flags: &Flags) -> (Option<Level>, Origin) {
    let mut level = (rule.level, Origin::Pack(rule.pack.clone()));
    for (pack, levels) in packs {
        if let Some((of, _)) = most_specific(levels, rule) {
            level = (of, Origin::Pack(pack.clone()));
        }
    }
    if let Some((of, span)) = most_specific(&options.levels, rule) {
        level = (of, Origin::File(options.source.name.clone(), options.source.position(span.start).line));
    }
    let flag = flags.levels.iter().filter_map(|(selector, of)| Some((selects(selector, rule)?, *of)));
    if let Some((_, of)) = flag.max_by_key(|(closeness, _)| *closeness) {
        level = (of, Origin::Flag);
    }
    level
}

/// Selectors of `[levels]` that name no rule and no family.
fn unknown_selectors(levels: &Levels, rules: &[Rule]) -> Vec<Problem> {
    let of_rules = rules.iter().flat_map(|rule| [rule.id.as_str(), rule.family(), rule.pack.as_str()]);
    let known: BTreeSet<&str> = of_rules.chain(PACKS.iter().map(|(name, _)| *name)).collect();
    let unknown = levels.iter().filter(|(selector, _)| !known.contains(selector.as_str()));
    unknown
        .map(|(selector, (_, span))| {
            let help = did_you_mean(selector, known.iter().copied()).map(|meant| format!("did you mean `{meant}`?"));
            Problem::new(format!("there is no rule or family `{selector}`"), span.range()).with_help_if(help)
        })
        .collect()
}
