//! [`Settings`]: the rules that hold, their levels for each path, and where each value came from.

use super::assembled::{Assembled, unknown_selectors};
use super::day::Day;
use super::loader::{Library, LoadedPack, Loader};
use super::options::Options;
use super::standing::Standing;
use super::{DEFAULT_PROFILE, Field, Origin, RecordOptions};
use crate::analysis::names::{HouseNames, Names};
use crate::diagnostic::{Diagnostic, Level};
use crate::language::Language;
use crate::rule::{House, Levels, PACKS, Pack, Rule, did_you_mean};
use crate::table::Problem;
use crate::text::{Source, Span};
use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

/// Settings of the command line, which overrule the file.
#[derive(Clone, Debug, Default)]
pub struct Flags {
    /// Further packs.
    pub extends: Vec<String>,
    /// Levels by rule or family.
    pub levels: Vec<(String, Option<Level>)>,
    /// Further files of names.
    pub register: Vec<String>,
    /// The lowest level that fails a run.
    pub fail_on: Option<Level>,
    /// Metadata of every draft, which overrules that of the draft.
    pub metadata: Vec<Field>,
    /// The day of the run. Without one no allowance ends and no embargo passes.
    pub today: Option<Day>,
}

/// A configuration with its packs loaded and every level decided.
#[derive(Debug)]
pub struct Settings {
    /// The configuration as written.
    pub options: Options,
    /// All rules of all packs, on or off. Of two rules with one id, that of the later pack.
    pub rules: Vec<Rule>,
    /// The name of each pack, and what asked for it.
    pub packs: Vec<(String, Origin)>,
    /// The level of each rule on paths to which no override applies.
    pub levels: Vec<(Option<Level>, Origin)>,
    /// The same with what an override needs to know.
    standings: Vec<Standing>,
    /// The lowest level that fails a run.
    pub fail_on: (Level, Origin),
    /// Terms, acronyms and names that the newsroom allows.
    pub house: Arc<House>,
    /// The language of rules and drafts.
    pub language: Arc<Language>,
    /// Mistakes in packs and in the configuration, by file.
    pub problems: Vec<(Arc<Source>, Vec<Diagnostic>)>,
    flags: Flags,
    built_in: OnceLock<BTreeSet<String>>,
    /// For each rule, the overrides in which alone it holds; empty if it holds everywhere.
    only_in: Vec<Vec<usize>>,
}

/// Settings resolved for one path.
#[derive(Clone, Debug)]
pub struct PathSettings {
    /// Level of each rule, `None` where it is off.
    pub levels: Vec<Option<Level>>,
    /// Metadata for fields that neither the draft nor its sidecar sets.
    pub metadata: Vec<Field>,
    /// Metadata that overrules the draft and its sidecar.
    pub forced: Vec<Field>,
    /// The record that quotations are compared with, in addition to what the draft names.
    pub record: RecordOptions,
}

impl Settings {
    /// Loads the packs that `options` and `flags` ask for and decides the level of each rule, for drafts in English.
    ///
    /// # Errors
    /// If a pack or register that the command line asks for cannot be found. Mistakes in files are collected in
    /// [`Settings::problems`].
    pub fn resolve(options: Options, flags: Flags, library: &dyn Library) -> Result<Self, String> {
        Self::resolve_in(&Arc::default(), options, flags, library)
    }

    /// Like [`Settings::resolve`], for drafts that know these names, in their language; several settings can share them.
    ///
    /// # Errors
    /// As [`Settings::resolve`].
    pub fn resolve_in(
        names: &Arc<Names>,
        mut options: Options,
        flags: Flags,
        library: &dyn Library,
    ) -> Result<Self, String> {
        let language = Arc::clone(&names.language);
        let mut mistakes = Vec::new();
        let loaded = load_packs(&options, &flags, (library, &language), &mut mistakes)?;
        let mut assembled = Assembled::new(loaded);
        let houses = read_registers(&options, &flags, library, &mut mistakes, &mut assembled.problems)?;
        let known = if houses.is_empty() { Arc::clone(names) } else { Arc::new(names.with_house(houses)) };
        mistakes.extend(unknown_texts(&options, &assembled.rules));
        let tables = std::iter::once(&options.levels).chain(options.overrides.iter().map(|of| &of.levels));
        mistakes.extend(tables.flat_map(|levels| unknown_selectors(levels, &assembled.rules)));
        for mistake in mistakes {
            options.problem(mistake);
        }
        let Assembled { rules, only_in, packs, pack_levels, mut problems } = assembled;
        if !options.problems.is_empty() {
            options.problems.sort_by_key(Diagnostic::span);
            problems.insert(0, (Arc::clone(&options.source), options.problems.clone()));
        }
        let based = rules.iter().map(|rule| base_level(rule, &pack_levels, &options, &flags));
        let (standings, levels) = based.map(|(of, origin)| (of, (of.level, origin))).unzip();
        let house = Arc::new(House {
            acronyms: options.allow.acronyms.iter().cloned().collect(),
            terms: options.allow.terms.iter().map(|term| term.to_lowercase()).collect(),
            names: known,
            texts: options.texts.iter().map(|(rule, (text, _))| (rule.clone(), text.clone())).collect(),
            today: flags.today.map(|day| day.to_string()),
        });
        let fail_on = match (flags.fail_on, options.fail_on) {
            (Some(level), _) => (level, Origin::Flag),
            (None, Some((level, span))) => (level, options.line(span)),
            (None, None) => (Level::Warning, Origin::Default),
        };
        Ok(Self {
            options,
            rules,
            packs,
            levels,
            standings,
            fail_on,
            house,
            language,
            problems,
            flags,
            built_in: OnceLock::new(),
            only_in,
        })
    }

    /// Ids and families of all built-in rules, loaded or not. Read when an allowance names a rule that is not loaded.
    pub(crate) fn built_in_rules(&self) -> &BTreeSet<String> {
        self.built_in.get_or_init(|| {
            let read =
                |(name, text): &(&str, &str)| Pack::read(name, Arc::new(Source::new(*name, *text)), &self.language);
            let rules = PACKS.iter().flat_map(|pack| read(pack).rules);
            rules.flat_map(|rule| [rule.family().to_owned(), rule.id]).collect()
        })
    }

    /// The day of the run, if it is known.
    #[must_use]
    pub const fn day(&self) -> Option<Day> {
        self.flags.today
    }

    /// Resolves the settings of the draft at `path`, relative to the configuration and with `/` between folders.
    #[must_use]
    pub fn for_path(&self, path: &str) -> PathSettings {
        let holding: Vec<usize> = (0..self.options.overrides.len())
            .filter(|&index| self.options.overrides[index].paths.is_match(path))
            .collect();
        let mut standings = self.standings.clone();
        for (index, rule) in self.rules.iter().enumerate() {
            if !self.only_in[index].is_empty() && !self.only_in[index].iter().any(|of| holding.contains(of)) {
                standings[index] = Standing::new(None);
                continue;
            }
            if self.flags.levels.iter().any(|(selector, _)| selects(selector, rule).is_some()) {
                continue; // the command line overrules the file
            }
            for &of in &holding {
                if let Some((level, by_id, _)) = most_specific(&self.options.overrides[of].levels, rule) {
                    standings[index].apply(level, by_id);
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
        let mut record = self.options.record.clone();
        holding.iter().for_each(|&of| record.extend(&self.options.overrides[of].record));
        let levels = standings.into_iter().map(|standing| standing.level).collect();
        PathSettings { levels, metadata, forced: self.flags.metadata.clone(), record }
    }

    /// Whether a rule, by its index, can be on in any draft.
    pub(crate) fn can_be_on(&self, index: usize) -> bool {
        let overrides = self.options.overrides.iter();
        let mut levels = overrides.filter_map(|of| most_specific(&of.levels, &self.rules[index]));
        self.standings[index].level.is_some() || levels.any(|(level, ..)| level.is_some())
    }

    /// Whether a draft that was found in a folder is read; `path` as in [`Settings::for_path`].
    #[must_use]
    pub fn reads(&self, path: &str) -> bool {
        let Options { include, has_include, exclude, record, overrides, .. } = &self.options;
        let is_record = || record.has(path) || overrides.iter().any(|of| of.record.has(path));
        (!has_include || include.is_match(path)) && !exclude.is_match(path) && !is_record()
    }
}

/// Loads the packs of the configuration, of its overrides and of the command line, in this order.
fn load_packs(
    options: &Options,
    flags: &Flags,
    (library, language): (&dyn Library, &Language),
    mistakes: &mut Vec<Problem>,
) -> Result<Vec<LoadedPack>, String> {
    let mut loader = Loader::new(library, language);
    if options.extends.is_none() {
        loader.load(DEFAULT_PROFILE, "", &Origin::Default, None)?;
    }
    let mut load = |(name, span): &(String, Span<Source>), within: Option<usize>| {
        if let Err(message) = loader.load(name, &options.source.name, &options.line(*span), within) {
            mistakes.push(Problem::new(message, span.range()));
        }
    };
    options.extends.iter().flatten().for_each(|pack| load(pack, None));
    for (index, of) in options.overrides.iter().enumerate() {
        of.extends.iter().for_each(|pack| load(pack, Some(index)));
    }
    for name in &flags.extends {
        loader.load(name, "", &Origin::Flag, None)?;
    }
    Ok(loader.finish())
}

/// The registers of the newsroom that the configuration or the command line names.
fn read_registers(
    options: &Options,
    flags: &Flags,
    library: &dyn Library,
    mistakes: &mut Vec<Problem>,
    problems: &mut Vec<(Arc<Source>, Vec<Diagnostic>)>,
) -> Result<Vec<HouseNames>, String> {
    let mut houses: Vec<HouseNames> = Vec::new();
    let in_file = options.register.iter().map(|(name, span)| (name, options.source.name.as_str(), Some(*span)));
    let in_flags = flags.register.iter().map(|name| (name, "", None));
    for (name, by, span) in in_file.chain(in_flags) {
        let sources = match (library.find(name, by), span) {
            (Ok(sources), _) => sources,
            (Err(message), Some(span)) => {
                mistakes.push(Problem::new(message, span.range()));
                continue;
            }
            (Err(message), None) => return Err(message),
        };
        for source in sources {
            let (house, found) = HouseNames::read(&source);
            houses.push(house);
            if !found.is_empty() {
                problems.push((Arc::new(source), found));
            }
        }
    }
    houses.extend(options.house_names.clone());
    Ok(houses)
}

/// Keys of `[texts]` that name no rule.
fn unknown_texts(options: &Options, rules: &[Rule]) -> Vec<Problem> {
    let unknown = options.texts.iter().filter(|(id, _)| !rules.iter().any(|rule| rule.id == **id));
    unknown
        .map(|(id, (_, span))| {
            let meant = did_you_mean(id, rules.iter().map(|rule| rule.id.as_str()));
            let help = meant.map(|meant| format!("did you mean `{meant}`?"));
            Problem::new(format!("there is no rule `{id}`"), span.range()).with_help_if(help)
        })
        .collect()
}

/// How closely a selector names a rule that has its id.
const BY_ID: u8 = 2;

/// How closely `selector` names the rule: [`BY_ID`], or 1 by its family or pack.
fn selects(selector: &str, rule: &Rule) -> Option<u8> {
    if selector == rule.id {
        Some(BY_ID)
    } else if selector == rule.family() || selector == rule.pack {
        Some(1)
    } else {
        None
    }
}

/// The level that a table gives a rule, and whether it names the rule by its id.
fn most_specific(levels: &Levels, rule: &Rule) -> Option<(Option<Level>, bool, Span<Source>)> {
    let (family, pack) = (rule.family(), rule.pack.as_str());
    // Where a table has both the family and the pack, the later in the alphabet counts.
    let (later, earlier) = if family > pack { (family, pack) } else { (pack, family) };
    let named = [(rule.id.as_str(), true), (later, false), (earlier, false)];
    named.into_iter().find_map(|(name, by_id)| levels.get(name).map(|&(level, span)| (level, by_id, span)))
}

fn base_level(rule: &Rule, packs: &[(String, Levels)], options: &Options, flags: &Flags) -> (Standing, Origin) {
    let mut standing = Standing::new(rule.level);
    let mut origin = Origin::Pack(rule.pack.clone());
    for (pack, levels) in packs {
        if let Some((of, by_id, _)) = most_specific(levels, rule)
            && standing.apply(of, by_id)
        {
            origin = Origin::Pack(pack.clone());
        }
    }
    if let Some((of, by_id, span)) = most_specific(&options.levels, rule)
        && standing.apply(of, by_id)
    {
        origin = Origin::File(options.source.name.clone(), options.source.position(span.start).line);
    }
    let flag = flags.levels.iter().filter_map(|(selector, of)| Some((selects(selector, rule)?, *of)));
    if let Some((closeness, of)) = flag.max_by_key(|(closeness, _)| *closeness)
        && standing.apply(of, closeness == BY_ID)
    {
        origin = Origin::Flag;
    }
    (standing, origin)
}
