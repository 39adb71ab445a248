//! Lays out what would otherwise be worked out each time the program starts: packs, word lists, expressions and the register
//! of names, as bytes that are read in place (`src/built_in.rs`). The code that does it is the program's own.

#![allow(dead_code, missing_docs, unused_imports, reason = "the modules belong to the program, which uses all of them")]

/// The tables that the program reads; here they are being made.
mod built_in {
    pub const TABLES: &[u8] = &[];
    pub const LISTS: &[u8] = &[];
    pub const REGISTER: &[u8] = &[];
    pub const REGISTER_FILES: &[u8] = &[];
    pub const SPEECH: &[u8] = &[];
}
#[path = "src/language/calendar.rs"]
mod calendar;
#[path = "src/analysis/names/house/entry.rs"]
mod entry;
#[path = "src/expression/mod.rs"]
mod expression;
#[path = "src/analysis/names/house/fields.rs"]
mod fields;
#[path = "src/language/fold.rs"]
mod fold;
#[path = "src/language/hash.rs"]
mod hash;
#[path = "src/language/inflection.rs"]
mod inflection;
#[path = "src/analysis/names/key.rs"]
mod key;
#[path = "src/analysis/names/house/laid_out.rs"]
mod laid_out;
#[path = "src/analysis/names/house/lay_out.rs"]
mod lay_out;
#[path = "src/layout/mod.rs"]
mod layout;
#[path = "src/language/lists.rs"]
mod lists;
#[path = "src/language/morphology.rs"]
mod morphology;
#[path = "src/analysis/names/house/name.rs"]
mod name;
#[path = "src/language/names.rs"]
mod names;
#[path = "src/language/number.rs"]
mod number;
#[path = "src/rule/kind/arithmetic/numbers.rs"]
mod numbers;
#[path = "src/analysis/names/house/properties.rs"]
mod properties;
#[path = "src/analysis/names/house/register.rs"]
mod register;
#[path = "src/language/speech.rs"]
mod speech;
#[path = "src/language/lay_out.rs"]
mod speech_lists;

/// What the modules above know as the language.
mod language {
    pub use super::fold::fold;
    pub use super::hash::{WordMap, WordSet};
    pub use super::names::NameLexicon;
    pub use super::number::Numbers;

    /// The part of the language that names need.
    pub struct Language {
        pub names: NameLexicon,
    }
}
/// What the modules above know as the analysis.
mod analysis {
    pub mod names {
        pub(crate) use crate::key;
    }
}

use calendar::Calendar;
use hash::{WordMap, WordSet};
use inflection::Inflections;
use layout::{Map, Writer};
use lists::DOCUMENTATION;
use morphology::Morphology;
use number::Numbers;
use register::Register;
use speech::Tags;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use toml::de::{DeTable, DeValue};
use toml::{Spanned, Table, Value};

/// Keys of rules whose values are expressions, at any depth.
const EXPRESSION_KEYS: &[&str] = &[
    "after",
    "before",
    "document",
    "empty",
    "nearby",
    "only",
    "paragraph",
    "pattern",
    "patterns",
    "sentence",
    "strong",
    "weak",
];

/// Expressions, each with whether case matters.
type Expressions = BTreeSet<(String, bool)>;

fn main() {
    println!("cargo::rerun-if-changed=rules");
    println!("cargo::rerun-if-changed=src");
    name_the_commit();
    let numbers = Numbers::embedded();
    let mut found = Expressions::new();
    let packs = files(Path::new("rules"));
    packs.iter().for_each(|path| of_pack(&read(path), &numbers, &mut found));
    of_language(&numbers, &mut found);
    let mut phrases = BTreeSet::new();
    packs.iter().for_each(|path| of_terms(&read(path), &Inflections::embedded(), &mut phrases));
    // What a browser fetches is small: expressions are compiled, and packs and lists parsed, when they are first asked for.
    let is_small = std::env::var_os("CARGO_FEATURE_SMALL").is_some();
    let tables = expression::lay_out(&found, &phrases, &common_words(), !is_small);
    let tables = tables.unwrap_or_else(|error| panic!("{error}"));
    write("expressions.bin", &tables);
    write("speech.bin", &laid_out(&speech_lists::lay_out()));
    if is_small {
        write("register-files.bin", &laid_out_tables(&parsed(&files(Path::new("rules/register")), &DOCUMENTATION)));
        return ["register.bin", "examples.bin", "packs.bin", "lists.bin"].iter().for_each(|name| write(name, &[]));
    }
    write("register.bin", &names_of_register());
    write("register-files.bin", &[]);
    let mut parsed_packs = parsed(&packs, &[]);
    write("examples.bin", &laid_out(&examples(&mut parsed_packs)));
    write("packs.bin", &laid_out_tables(&parsed_packs));
    write("lists.bin", &laid_out_tables(&parsed(&files(Path::new("rules/lexicon")), &DOCUMENTATION)));
}

/// Tells the program which commit it is built from: what COPYDESK_COMMIT says, else what a package of the registry says,
/// else what git says of this folder.
fn name_the_commit() {
    println!("cargo::rerun-if-env-changed=COPYDESK_COMMIT");
    // A debug build names none: each commit would compile everything again.
    if std::env::var_os("COPYDESK_COMMIT").is_some() || std::env::var("PROFILE").is_ok_and(|is| is == "debug") {
        return;
    }
    let git = |arguments: &[&str]| {
        let output = Command::new("git").args(arguments).output().ok().filter(|output| output.status.success())?;
        Some(String::from_utf8(output.stdout).ok()?.trim().to_owned())
    };
    let packaged = || {
        let text = std::fs::read_to_string(".cargo_vcs_info.json").ok()?;
        let hash = text.split("\"sha1\": \"").nth(1)?.split('"').next()?;
        Some(hash.get(..9)?.to_owned())
    };
    // Sources vendored into another repository are not of its commit.
    let described = || {
        if !Path::new(".git").exists() {
            return None;
        }
        let log = git(&["rev-parse", "--git-path", "logs/HEAD"]).filter(|log| Path::new(log).exists());
        log.into_iter().for_each(|log| println!("cargo::rerun-if-changed={log}"));
        git(&["describe", "--always", "--dirty", "--abbrev=9", "--exclude=*"])
    };
    if let Some(commit) = packaged().or_else(described) {
        println!("cargo::rustc-env=COPYDESK_COMMIT={commit}");
    }
}

/// The TOML files in a folder, sorted.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let paths = entries.map(|entry| entry.expect("the folder can be read").path());
    let mut files: Vec<PathBuf> = paths.filter(|path| path.extension().is_some_and(|is| is == "toml")).collect();
    files.sort();
    files
}

/// Writes a table where the program embeds it from.
fn write(name: &str, table: &[u8]) {
    let folder = std::env::var("OUT_DIR").expect("cargo says where the output goes");
    let path = Path::new(&folder).join(name);
    // What has not changed is left alone, so that what embeds it is not compiled again.
    if std::fs::read(&path).is_ok_and(|written| written == table) {
        return;
    }
    std::fs::write(path, table).expect("the output can be written");
}

/// The files by name, each parsed, without the keys `except`.
fn parsed(paths: &[PathBuf], except: &[&str]) -> BTreeMap<String, DeTable<'static>> {
    let mut tables = BTreeMap::new();
    for path in paths {
        let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut table =
            DeTable::parse(text.leak()).unwrap_or_else(|error| panic!("{}: {error}", path.display())).into_inner();
        except.iter().for_each(|key| drop(table.remove(*key)));
        tables.insert(path.file_stem().unwrap_or_default().to_string_lossy().into_owned(), table);
    }
    tables
}

/// Takes the examples out of the rules of packs, and gives them by the id of the rule.
fn examples(packs: &mut BTreeMap<String, DeTable>) -> BTreeMap<String, Vec<u8>> {
    let mut examples = BTreeMap::new();
    for pack in packs.values_mut() {
        let Some(DeValue::Array(rules)) = pack.get_mut("rule").map(Spanned::get_mut) else { continue };
        for rule in rules.iter_mut() {
            let DeValue::Table(rule) = rule.get_mut() else { continue };
            let mut out = Writer::default();
            for (key, good) in [("bad", false), ("good", true)] {
                let Some(DeValue::Array(texts)) = rule.remove(key).map(Spanned::into_inner) else { continue };
                for text in texts.iter() {
                    out.byte(u8::from(good));
                    out.long(text.span().start);
                    out.long(text.span().end);
                    out.block(text.get_ref().as_str().unwrap_or_default().as_bytes());
                }
            }
            let id = rule.get("id").and_then(|id| id.get_ref().as_str()).unwrap_or_default();
            examples.insert(id.to_owned(), out.bytes);
        }
    }
    examples
}

fn laid_out_tables(tables: &BTreeMap<String, DeTable>) -> Vec<u8> {
    let bytes = |table: &DeTable| {
        let mut out = Writer::default();
        layout::write_table(table, &mut out);
        out.bytes
    };
    laid_out(&tables.iter().map(|(name, table)| (name.clone(), bytes(table))).collect())
}

fn laid_out(map: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    let mut out = Writer::default();
    Map::write(map, &mut out);
    out.bytes
}

/// The names of `rules/register`, indexed.
fn names_of_register() -> Vec<u8> {
    let mut register = Register::built_in(Arc::new(language::Language { names: names::NameLexicon::embedded() }));
    for path in files(Path::new("rules/register")) {
        let file = toml::from_str(&std::fs::read_to_string(&path).unwrap_or_default());
        register.add_file(&file.unwrap_or_else(|error| panic!("{}: {error}", path.display())), false);
    }
    register.lay_out()
}

fn read(path: &Path) -> Table {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.parse().unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn of_pack(pack: &Table, numbers: &Numbers, found: &mut Expressions) {
    for rule in pack.get("rule").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_table) {
        let says = |key: &str, value: &str| rule.get(key).and_then(Value::as_str) == Some(value);
        let match_case = rule.get("match-case").and_then(Value::as_bool) == Some(true) || says("kind", "picture");
        let mut patterns = Vec::new();
        of_table(rule, &mut patterns);
        if says("kind", "arithmetic") {
            patterns.iter_mut().for_each(|pattern| *pattern = numbers::with_numbers(pattern, numbers));
        }
        found.extend(patterns.iter().map(|pattern| (pattern.clone(), match_case)));
        if match_case {
            found.extend(patterns.into_iter().map(|pattern| (pattern, false))); // its conditions ignore case
        }
    }
}

/// Adds the patterns in a table, and the joint pattern of each list of alternatives.
fn of_table(table: &Table, patterns: &mut Vec<String>) {
    for (key, value) in table {
        if key == "phrase" {
            let mut phrases = Vec::new();
            texts(value, &mut phrases);
            patterns.extend(phrases.iter().map(|phrase| regex_syntax::escape(phrase).replace('\'', "['’]")));
        }
        let is_expression = EXPRESSION_KEYS.contains(&key.as_str());
        let alternatives: Vec<&str> = match value {
            Value::String(text) => vec![text],
            Value::Array(list) => list.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        };
        if is_expression && !alternatives.is_empty() {
            patterns.extend(alternatives.iter().map(|text| (*text).to_owned()));
            if key != "patterns" {
                let joined: Vec<String> = alternatives.iter().map(|text| format!("(?:{text})")).collect();
                patterns.push(joined.join("|"));
            }
        }
        let lists = value.as_array().into_iter().flatten();
        value
            .as_table()
            .into_iter()
            .chain(lists.filter_map(Value::as_table))
            .for_each(|inner| of_table(inner, patterns));
    }
}

/// Adds the phrases of rules that have terms or sets of forms.
fn of_terms(pack: &Table, inflections: &Inflections, phrases: &mut BTreeSet<String>) {
    let Inflections { plural, past, participle } = inflections;
    for rule in pack.get("rule").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_table) {
        let endings: &[_] = match rule.get("inflect").and_then(Value::as_str) {
            Some("noun") => &[plural],
            Some("verb") => &[plural, past, participle],
            _ => &[],
        };
        let mut forms = Vec::new();
        for term in rule.get("terms").and_then(Value::as_table).into_iter().flat_map(Table::keys) {
            forms.push(term.clone());
            forms.extend(endings.iter().map(|ending| ending.of(term)));
        }
        ["sets", "sides"].into_iter().filter_map(|key| rule.get(key)).for_each(|value| texts(value, &mut forms));
        phrases.extend(forms.iter().map(|form| form.replace('\'', "’")));
        phrases.extend(forms);
    }
}

/// Adds the expressions that the analysis and the kinds of rules make of word lists.
fn of_language(numbers: &Numbers, found: &mut Expressions) {
    let calendar = Calendar::embedded();
    let endings = numbers.ordinal_endings();
    found.insert((numbers.counted_pattern(), false));
    found.insert((calendar.written_pattern(), true));
    found.extend(calendar.weekday_patterns(endings).into_iter().map(|pattern| (pattern, true)));
    found.extend(calendar.date_patterns(endings).into_iter().map(|pattern| (pattern, true)));
    let list = |name: &str| read(&Path::new("rules/lexicon").join(name).with_extension("toml"));
    found.extend(list("zones").get("dateline").and_then(Value::as_str).map(|pattern| (pattern.to_owned(), true)));
    let mut values = Vec::new();
    list("phrase-families").get("family").into_iter().for_each(|families| texts(families, &mut values));
    let currencies = list("currencies");
    let number = currencies.get("number").and_then(Value::as_str).unwrap_or_default();
    currencies.iter().filter(|(key, _)| key.starts_with("rate")).for_each(|(_, rate)| texts(rate, &mut values));
    let before = values.len();
    currencies.get("amounts").into_iter().for_each(|amounts| texts(amounts, &mut values));
    values[before..].iter_mut().for_each(|form| *form = form.replace("{n}", number));
    found.extend(values.into_iter().map(|pattern| (pattern, false)));
}

/// Adds all texts in a value.
fn texts(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text.clone()),
        Value::Array(list) => list.iter().for_each(|value| texts(value, found)),
        Value::Table(table) => table.iter().for_each(|(_, value)| texts(value, found)),
        _ => {}
    }
}

/// The words of `rules/lexicon/common-words.toml`, each with how often it is met in a million words.
fn common_words() -> Vec<(String, u32)> {
    let file = read(Path::new("rules/lexicon/common-words.toml"));
    let mut words = Vec::new();
    for group in file.get("group").and_then(Value::as_array).into_iter().flatten() {
        let times = group.get("in_a_million").and_then(Value::as_integer).and_then(|times| u32::try_from(times).ok());
        let list = group.get("words").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
        words.extend(list.map(|word| (word.to_owned(), times.unwrap_or_default())));
    }
    words
}
