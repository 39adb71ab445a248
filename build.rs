//! Lays out what would otherwise be worked out each time the program starts: the expressions of the built-in rules, as tables
//! that are read where they lie. The code that does it is the program's own (`src/expression`).

#![allow(dead_code, missing_docs, unused_imports, reason = "the modules belong to the program, which uses all of them")]

/// The tables that the program reads; here they are being made.
mod built_in {
    pub const TABLES: &[u8] = &[];
}
#[path = "src/language/calendar.rs"]
mod calendar;
#[path = "src/expression/mod.rs"]
mod expression;
#[path = "src/language/lists.rs"]
mod lists;
#[path = "src/language/number.rs"]
mod number;
#[path = "src/rule/kind/arithmetic/numbers.rs"]
mod numbers;
/// What the modules above know as the language.
mod language {
    pub use super::number::Numbers;
}

use calendar::Calendar;
use number::Numbers;
use std::collections::BTreeSet;
use std::path::Path;
use toml::{Table, Value};

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
    println!("cargo::rerun-if-changed=src/expression");
    println!("cargo::rerun-if-changed=src/language");
    let mut found = Expressions::new();
    let numbers = Numbers::embedded();
    for entry in std::fs::read_dir("rules").expect("the folder rules can be read") {
        let path = entry.expect("the folder rules can be read").path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            of_pack(&read(&path), &numbers, &mut found);
        }
    }
    of_language(&numbers, &mut found);
    let tables = expression::lay_out(&found, &common_words()).unwrap_or_else(|error| panic!("{error}"));
    let folder = std::env::var("OUT_DIR").expect("cargo says where the output goes");
    std::fs::write(Path::new(&folder).join("expressions.bin"), tables).expect("the output can be written");
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
