//! JSON Schemas of packs, configurations and registers. They are made by asking the program what it reads (`probe`), with
//! the words of the guides (`pages`), so that they know what it knows.
//!
//! `SNAPSHOTS=overwrite cargo test schema` writes them to `docs/schema`.

mod pages;
mod probe;

use super::docs::blocks;
use super::root;
use copydesk::analysis::names::HouseNames;
use copydesk::config::Options;
use copydesk::diagnostic::Diagnostic;
use copydesk::language::Language;
use copydesk::rule::Pack;
use copydesk::rule::kind::KINDS;
use copydesk::text::Source;
use pages::Words;
use probe::{Hole, Read, Shape, keys, known, shapes};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

static ENGLISH: LazyLock<Arc<Language>> = LazyLock::new(Language::english);

fn pack(text: &str) -> Vec<Diagnostic> {
    Pack::read("house.toml", Arc::new(Source::new("house.toml", text)), &ENGLISH).problems
}

fn configuration(text: &str) -> Vec<Diagnostic> {
    Options::read(Arc::new(Source::new("copydesk.toml", text))).problems
}

fn register(text: &str) -> Vec<Diagnostic> {
    HouseNames::read(&Source::new("names.toml", text)).1
}

/// The schemas, by name.
static SCHEMAS: LazyLock<[(&str, Value); 3]> = LazyLock::new(|| {
    let words = pages::words();
    [("copydesk", of_configuration(&words)), ("pack", of_pack(&words)), ("register", of_register(&words))]
});

fn of_configuration(words: &Words) -> Value {
    let mut properties = top(&configuration, words);
    for (key, value) in &mut properties {
        describe(value, words, "copydesk.toml", key);
    }
    let title = "copydesk.toml: how copydesk checks the drafts of a folder";
    whole("copydesk", title, properties, Map::new())
}

fn of_register(words: &Words) -> Value {
    let mut properties = top(&register, words);
    for (key, value) in &mut properties {
        describe(value, words, "A register", key);
    }
    if let Some(entry) = properties.get_mut("entry").and_then(|entry| entry.pointer_mut("/items/properties")) {
        for (key, value) in entry.as_object_mut().into_iter().flatten() {
            describe(value, words, "Properties of names", key);
            describe(value, words, "An entry", key);
        }
    }
    whole("register", "A newsroom's register of names", properties, Map::new())
}

/// The keys at the top of a file, which are among the words of the guides.
fn top(read: Read, words: &Words) -> Map<String, Value> {
    let all = vocabulary(words);
    let keys = all.iter().filter(|key| known(&read(&format!("{key} = 7\n")), key));
    keys.map(|key| (key.clone(), written(&shapes(read, &Hole::new(format!("{key} = ")), &all)))).collect()
}

/// All words of the guides that may be keys.
fn vocabulary(words: &Words) -> Vec<String> {
    let said = words.values().flat_map(|said| said.split(|letter: char| !letter.is_ascii_lowercase() && letter != '-'));
    let mut all: Vec<String> = words.keys().map(|(_, key)| key.clone()).chain(said.map(str::to_owned)).collect();
    all.retain(|key| !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_lowercase() || b"-_".contains(&byte)));
    all.sort();
    all.dedup();
    all
}

/// What a rule of kind `require` must have before its other keys are read.
const REQUIRED: &str = "require = { phrase = \"a\" }";

fn of_pack(words: &Words) -> Value {
    let rule = |kind: &str, key: &str| {
        let start = format!("[[rule]]\nid = \"a/b\"\nkind = \"{kind}\"\nlevel = \"note\"\nmessage = \"m\"\n");
        // A key that stands there already is asked for alone.
        let start = start.lines().filter(|line| !line.starts_with(&format!("{key} =")));
        let start: Vec<&str> = start.chain((kind == "require" && key != "require").then_some(REQUIRED)).collect();
        Hole::new(format!("{}\n{key} = ", start.join("\n")))
    };
    let all = vocabulary(words);
    let mut common = Map::new();
    for key in all.iter().filter(|key| words.contains_key(&("Keys of every rule".to_owned(), (*key).clone()))) {
        let mut value = match key.as_str() {
            "kind" => json!({ "enum": KINDS.iter().map(|kind| kind.name()).collect::<Vec<_>>() }),
            _ => written(&shapes(&pack, &rule("repetition", key), &[])),
        };
        if key == "id" {
            value["pattern"] = json!("^[^/\\s]+/[^/\\s]+$");
        }
        describe(&mut value, words, "Keys of every rule", key);
        common.insert(key.clone(), value);
    }
    let names = common.keys().cloned().collect::<Vec<_>>();
    let mut kinds = Vec::new();
    let mut own: Map<String, Value> = Map::new();
    for kind in KINDS {
        let mut properties = Map::new();
        for key in kind.keys() {
            let mut value = written(&shapes(&pack, &rule(kind.name(), key), &[]));
            describe(&mut value, words, kind.name(), key);
            own.entry(*key).or_insert_with(|| json!({}));
            properties.insert((*key).to_owned(), value);
        }
        let allowed: Vec<&str> = names.iter().map(String::as_str).chain(kind.keys().iter().copied()).collect();
        kinds.push(json!({
            "if": { "properties": { "kind": { "const": kind.name() } }, "required": ["kind"] },
            "then": { "properties": properties, "propertyNames": { "enum": allowed } },
        }));
    }
    own.extend(common);
    let mut properties = Map::new();
    for key in all.iter().filter(|key| words.contains_key(&("A pack".to_owned(), (*key).clone()))) {
        let mut value = match key.as_str() {
            "rule" => json!({ "type": "array", "items": { "$ref": "#/definitions/rule" } }),
            _ => written(&shapes(&pack, &Hole::new(format!("{key} = ")), &[])),
        };
        describe(&mut value, words, "A pack", key);
        properties.insert(key.clone(), value);
    }
    let mut definitions = Map::new();
    definitions.insert("condition".to_owned(), of_condition(&rule("repetition", "when"), words));
    definitions.insert(
        "rule".to_owned(),
        json!({
            "type": "object", "required": ["id", "kind", "level", "message"], "properties": own,
            "additionalProperties": false, "allOf": kinds,
        }),
    );
    whole("pack", "A pack: rules of copydesk", properties, definitions)
}

fn of_condition(hole: &Hole, words: &Words) -> Value {
    let mut properties = Map::new();
    for (key, shapes) in keys(&pack, hole, &[]) {
        let mut value = written(&shapes);
        describe(&mut value, words, "Conditions", &key);
        properties.insert(key, value);
    }
    json!({ "type": "object", "minProperties": 1, "properties": properties, "additionalProperties": false })
}

fn whole(name: &str, title: &str, properties: Map<String, Value>, definitions: Map<String, Value>) -> Value {
    let mut whole = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": format!("https://raw.githubusercontent.com/copydesk/copydesk/main/docs/schema/{name}.json"),
        "title": title, "type": "object", "properties": properties, "additionalProperties": false,
    });
    if !definitions.is_empty() {
        whole["definitions"] = definitions.into();
    }
    whole
}

/// Adds what the guides say of a key under `heading`, if they say something.
fn describe(value: &mut Value, words: &Words, heading: &str, key: &str) {
    let said = words.get(&(heading.to_owned(), key.to_owned())).filter(|said| !said.is_empty());
    if let (Some(said), Some(table)) = (said, value.as_object_mut()) {
        table.insert("description".to_owned(), said.as_str().into());
    }
}

/// The schema of a value that has one of `shapes`.
fn written(shapes: &[Shape]) -> Value {
    let mut all: Vec<Value> = shapes.iter().map(one).collect();
    match all.len() {
        0 => json!({}),
        1 => all.remove(0),
        _ => json!({ "anyOf": all }),
    }
}

fn one(shape: &Shape) -> Value {
    match shape {
        Shape::Anything => json!({}),
        Shape::Bool => json!({ "type": "boolean" }),
        Shape::Integer => json!({ "type": "integer" }),
        Shape::Number => json!({ "type": "number" }),
        Shape::Date => json!({ "type": "string", "format": "date" }),
        Shape::Text(words) if words.is_empty() => json!({ "type": "string" }),
        Shape::Text(words) => json!({ "enum": words }),
        Shape::List(items) => json!({ "type": "array", "items": written(items) }),
        Shape::Map(values) => json!({ "type": "object", "additionalProperties": written(values) }),
        Shape::Table(keys) => {
            let properties: Map<String, Value> =
                keys.iter().map(|(key, shapes)| (key.clone(), written(shapes))).collect();
            json!({ "type": "object", "properties": properties, "additionalProperties": false })
        }
        Shape::Condition => json!({ "$ref": "#/definitions/condition" }),
    }
}

/// A file of TOML as JSON, as editors see it: dates are texts.
fn as_json(text: &str) -> Option<Value> {
    fn json(value: toml::Value) -> Value {
        match value {
            toml::Value::String(text) => text.into(),
            toml::Value::Integer(number) => number.into(),
            toml::Value::Float(number) => number.into(),
            toml::Value::Boolean(is) => is.into(),
            toml::Value::Datetime(day) => day.to_string().into(),
            toml::Value::Array(list) => list.into_iter().map(json).collect(),
            toml::Value::Table(table) => table.into_iter().map(|(key, value)| (key, json(value))).collect(),
        }
    }
    toml::from_str::<toml::Table>(text).ok().map(|table| json(toml::Value::Table(table)))
}

/// The schema for a text, by its keys: packs have rules, registers have names. There is none for sidecars of drafts, which
/// have a list of allowances, and none for the configuration of an editor.
fn schema_for(name: &str, file: &Value) -> Option<&'static str> {
    let has = |key: &str| file.get(key).is_some();
    if file.get("allow").is_some_and(Value::is_array) || has("language-server") {
        return None;
    }
    Some(if name.rsplit('/').next() == Some("copydesk.toml") {
        "copydesk"
    } else if has("rule") {
        "pack"
    } else if has("entry") || has("names") || has("different") {
        "register"
    } else if has("about") {
        "pack"
    } else {
        "copydesk"
    })
}

fn validators() -> BTreeMap<&'static str, jsonschema::Validator> {
    let validator =
        |schema: &Value| jsonschema::options().should_validate_formats(true).build(schema).expect("a schema");
    SCHEMAS.iter().map(|(name, schema)| (*name, validator(schema))).collect()
}

/// What tools that build the project read.
const BUILD: [&str; 3] = ["Cargo.toml", "pyproject.toml", "rustfmt.toml"];

/// The files of the project that newsrooms could have written, and the TOML of the guides.
fn files() -> Vec<(String, String)> {
    let mut files = Vec::new();
    for folder in [
        ".",
        "rules",
        "rules/register",
        "src/cli/init",
        "seeds",
        "seeds/archive",
        "seeds/record",
        "seeds/disclosure",
        "docs",
    ] {
        let folder = root().join(folder);
        for entry in std::fs::read_dir(&folder).expect("the folder is there") {
            let path = entry.expect("the folder can be read").path();
            let name = path.strip_prefix(root()).expect("it is below").to_string_lossy().replace('\\', "/");
            let text = || std::fs::read_to_string(&path).expect("the file is text");
            if name.ends_with(".md") {
                let page = text();
                let blocks = blocks(&page, "toml").into_iter().enumerate();
                files.extend(blocks.map(|(at, block)| (format!("{name}, block {}", at + 1), block.to_owned())));
            } else if name.ends_with(".toml") && !BUILD.contains(&name.as_str()) {
                files.push((name, text()));
            }
        }
    }
    files
}

#[test]
fn the_schemas_know_what_the_program_reads() {
    for (name, schema) in SCHEMAS.iter() {
        let path = root().join(format!("docs/schema/{name}.json"));
        let text = serde_json::to_string_pretty(schema).expect("it can be written") + "\n";
        if std::env::var("SNAPSHOTS").is_ok_and(|value| value == "overwrite") {
            std::fs::write(&path, &text).expect("the schema can be written");
        }
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            kept == text,
            "docs/schema/{name}.json is not what the program reads: SNAPSHOTS=overwrite cargo test schema"
        );
    }
}

#[test]
fn every_file_of_the_project_fits_its_schema() {
    let validators = validators();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (name, text) in files() {
        let file = as_json(&text).unwrap_or_else(|| panic!("{name} is TOML"));
        let Some(schema) = schema_for(&name, &file) else { continue };
        if let Err(error) = validators[schema].validate(&file) {
            panic!("{name} does not fit the schema {schema}: {error} at {}", error.instance_path());
        }
        *counts.entry(schema).or_default() += 1;
    }
    let least = [("copydesk", 3), ("pack", 20), ("register", 5)];
    assert!(least.iter().all(|(name, least)| counts.get(name) >= Some(least)), "{counts:?}");
}

/// What fits and what does not: each text with the words of the program's own complaint, empty where it has none.
#[test]
fn planted_mistakes_fit_neither_the_schema_nor_the_program() {
    let rule =
        "[[rule]]\nid = \"house/x\"\nkind = \"terms\"\nlevel = \"note\"\nmessage = \"m\"\nterms = { a = \"b\" }\n";
    let condition = |text: &str| format!("{rule}when = {text}\n");
    let cases: Vec<(&str, String)> = vec![
        ("pack", rule.to_owned()),
        ("pack", format!("{rule}zones = [\"body\", \"caption\"]\nspeech = \"anywhere\"\n")),
        ("pack", condition("{ any = [{ phrase = \"a\", in = \"body\" }, { not = { link = true } }] }")),
        ("copydesk", "extends = [\"news\"]\nfail-on = \"warning\"\n[levels]\nstyle = \"off\"\n".to_owned()),
        ("copydesk", "record = \"required\"\n[metadata]\nn = 3\nday = 2026-03-02\n".to_owned()),
        ("register", "names = [\"A B\"]\n[[entry]]\nname = \"C\"\nkind = \"law\"\nsince = 2026-03-02\n".to_owned()),
    ];
    let mistakes: Vec<(&str, String)> = vec![
        ("pack", format!("abuot = \"x\"\n{rule}")),
        ("pack", rule.replace("kind = \"terms\"", "kind = \"trems\"")),
        ("pack", rule.replace("level = \"note\"", "level = \"loud\"")),
        ("pack", rule.replace("id = \"house/x\"", "id = \"x\"")),
        ("pack", rule.replace("message = \"m\"\n", "")),
        ("pack", rule.replace("{ a = \"b\" }", "{ a = 3 }")),
        ("pack", rule.replace("{ a = \"b\" }", "\"a\"")),
        ("pack", format!("{rule}pattern = 'x'\n")),
        ("pack", format!("{rule}zones = [\"bodi\"]\n")),
        ("pack", format!("{rule}inflect = \"adverb\"\n")),
        ("pack", format!("{rule}bad = \"a\"\n")),
        ("pack", format!("{rule}precision = {{ read = 3, wnated = 1 }}\n")),
        ("pack", condition("{ phrse = \"a\" }")),
        ("pack", condition("{ any = { phrase = \"a\" } }")),
        ("pack", condition("{ not = { date = { field = \"a\", iss = \"ahead\" } } }")),
        ("copydesk", "extend = [\"news\"]\n".to_owned()),
        ("copydesk", "extends = \"news\"\n".to_owned()),
        ("copydesk", "fail-on = \"loud\"\n".to_owned()),
        ("copydesk", "[levels]\nstyle = \"loud\"\n".to_owned()),
        ("copydesk", "[allow]\nacronym = [\"A\"]\n".to_owned()),
        ("copydesk", "[[override]]\npaths = [\"a\"]\nlevel = {}\n".to_owned()),
        ("copydesk", "[record]\npath = [\"a\"]\n".to_owned()),
        ("register", "nmaes = [\"A B\"]\n".to_owned()),
        ("register", "[[entry]]\nname = \"A\"\nowner = 4\n".to_owned()),
        ("register", "[[entry]]\nname = \"A\"\nkind = \"persn\"\n".to_owned()),
        ("register", "[[entry]]\nname = \"A\"\ncolour = \"red\"\n".to_owned()),
    ];
    let validators = validators();
    for (fits, (schema, text)) in cases.iter().map(|case| (true, case)).chain(mistakes.iter().map(|case| (false, case)))
    {
        let read: Read = match *schema {
            "pack" => &pack,
            "copydesk" => &configuration,
            _ => &register,
        };
        assert_eq!(read(text).is_empty(), fits, "the program on\n{text}{:?}", read(text));
        let file = as_json(text).expect("it is TOML");
        assert_eq!(validators[schema].is_valid(&file), fits, "the schema {schema} on\n{text}");
    }
}
