//! The built-in packs: every example holds, every rule says what it must, and every data file is built in.

use super::root;
use copydesk::analysis::names::Names;
use copydesk::language::{LEXICON_FILES, Language};
use copydesk::rule::{Outcome, PACKS, Pack, Rule, catalogue, verify};
use copydesk::text::Source;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

fn packs() -> Vec<Pack> {
    let language = Language::english();
    let read = |&(name, text): &(&str, &str)| {
        Pack::read(name, Arc::new(Source::new(format!("rules/{name}.toml"), text)), &language)
    };
    PACKS.iter().map(read).collect()
}

/// The rules of all packs that are not as they should be, with what is wrong.
#[track_caller]
fn assert_no_rule(wrong: impl Fn(&Rule) -> Option<String>) {
    let packs = packs();
    let rules = packs.iter().flat_map(|pack| &pack.rules);
    let found: Vec<String> = rules
        .filter_map(|rule| {
            let line = rule.source.position(rule.span.start).line;
            wrong(rule).map(|what| format!("{}:{line}: {}: {what}", rule.source.name, rule.id))
        })
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// Names of the TOML files in a folder of the package, without extension.
fn files(folder: &str) -> BTreeSet<String> {
    let entries = std::fs::read_dir(root().join(folder)).expect("the folder is there");
    entries
        .filter_map(|entry| entry.expect("the folder can be read").file_name().into_string().ok())
        .filter_map(|name| name.strip_suffix(".toml").map(str::to_owned))
        .collect()
}

#[test]
fn packs_have_no_mistakes() {
    for pack in packs() {
        let said: Vec<String> = pack
            .problems
            .iter()
            .map(|problem| format!("line {}: {}", pack.source.position(problem.span().start).line, problem.message))
            .collect();
        assert!(said.is_empty(), "rules/{}.toml:\n{}", pack.name, said.join("\n"));
        assert!(!pack.about.is_empty(), "rules/{}.toml does not say what it is about", pack.name);
        assert!(!pack.rules.is_empty() || !pack.extends.is_empty(), "rules/{}.toml is empty", pack.name);
    }
}

#[test]
fn every_example_holds() {
    let names = Names::default();
    assert_no_rule(|rule| {
        let failed = verify(rule, &names).into_iter().filter(|verdict| verdict.outcome != Outcome::Held);
        let said: Vec<String> = failed
            .map(|verdict| {
                let line = rule.source.position(verdict.span.start).line;
                format!("the example in line {line} is {}: {}", verdict.outcome.name(), verdict.seen)
            })
            .collect();
        (!said.is_empty()).then(|| said.join("; "))
    });
}

#[test]
fn every_rule_has_two_examples_of_either_sort() {
    assert_no_rule(|rule| {
        let good = rule.examples.iter().filter(|example| example.good).count();
        let bad = rule.examples.len() - good;
        (good < 2 || bad < 2).then(|| format!("{bad} bad and {good} good examples"))
    });
}

/// A message tells, `why` gives the reason, and neither shouts.
#[test]
fn every_rule_says_what_and_why() {
    assert_no_rule(|rule| {
        let message = rule.message.as_written();
        let why = rule.why.clone().unwrap_or_default();
        let said = [Some(message.clone()), rule.why.clone(), rule.help.as_ref().map(|help| help.as_written())];
        if message.trim().is_empty() || message.contains('\n') {
            Some("the message is not one line".into())
        } else if message.ends_with('.') && !ends_with_abbreviation(&message) {
            Some("the message ends with a stop; it is no sentence of its own".into())
        } else if why.split_whitespace().count() < 6 {
            Some(format!("why says too little: “{why}”"))
        } else if said.into_iter().flatten().any(|words| words.contains('!')) {
            Some("it shouts".into())
        } else {
            None
        }
    });
}

/// “Dec.” at the end of a list, or “U.S.”.
fn ends_with_abbreviation(message: &str) -> bool {
    let last = message.split_whitespace().next_back().unwrap_or_default();
    last.len() <= 5 && last.starts_with(|c: char| c.is_uppercase())
}

/// Errors must not be printed so: whoever reads one wants to know what to do.
#[test]
fn every_error_says_what_to_do() {
    use copydesk::diagnostic::Level;
    assert_no_rule(|rule| (rule.level == Some(Level::Error) && rule.help.is_none()).then(|| "no help".into()));
}

/// A rule’s family is a name that `copydesk rules` and `[levels]` know, in one spelling.
#[test]
fn ids_are_plain_and_unique() {
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    for pack in packs() {
        for rule in pack.rules {
            let parts: Vec<&str> = rule.id.split('/').collect();
            let plain = |part: &&str| {
                !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
            };
            assert!(parts.len() == 2 && parts.iter().all(plain), "{} is not family/name", rule.id);
            if let Some(other) = seen.insert(rule.id.clone(), pack.name.clone()) {
                panic!("{} stands in the packs {other} and {}", rule.id, pack.name);
            }
        }
    }
}

/// `yields-to` of a rule names rules that are there.
#[test]
fn rules_yield_to_rules_that_are_there() {
    let packs = packs();
    let ids: BTreeSet<&str> = packs.iter().flat_map(|pack| &pack.rules).map(|rule| rule.id.as_str()).collect();
    assert_no_rule(|rule| {
        rule.yields_to.iter().find(|id| !ids.contains(id.as_str())).map(|id| format!("no rule {id}"))
    });
}

/// `extends` and `[levels]` of a pack name what there is.
#[test]
fn packs_name_packs_and_rules_that_are_there() {
    let packs = packs();
    let selectors: BTreeSet<&str> = packs
        .iter()
        .flat_map(|pack| {
            pack.rules.iter().flat_map(|rule| [rule.id.as_str(), rule.family()]).chain([pack.name.as_str()])
        })
        .collect();
    for pack in &packs {
        for (name, _) in &pack.extends {
            assert!(
                PACKS.iter().any(|(of, _)| of == name),
                "rules/{}.toml extends {name}, which is no pack",
                pack.name
            );
        }
        for selector in pack.levels.keys() {
            assert!(
                selectors.contains(selector.as_str()),
                "rules/{}.toml sets the level of {selector}, which is no rule",
                pack.name
            );
        }
    }
}

#[test]
fn every_pack_file_is_built_in() {
    let listed: BTreeSet<String> = PACKS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(files("rules"), listed, "rules/*.toml and PACKS in src/rule/pack/builtin.rs differ");
    assert!(PACKS.windows(2).all(|pair| pair[0].0 < pair[1].0), "PACKS is not sorted");
}

#[test]
fn every_lexicon_file_is_built_in() {
    let listed: BTreeSet<String> = LEXICON_FILES.iter().map(|(name, _)| (*name).to_owned()).collect();
    let files = files("rules/lexicon");
    let missing: Vec<&String> = files.difference(&listed).collect();
    assert!(missing.is_empty(), "not in LEXICON_FILES of src/language/lists.rs: {missing:?}");
    assert_eq!(files, listed, "LEXICON_FILES names files that are not there");
}

/// Every list says what it is, where it comes from, and is sorted without repeats, so that changes can be reviewed.
#[test]
fn lexicon_files_are_sorted_and_say_where_they_come_from() {
    let mut wrong = Vec::new();
    for name in files("rules/lexicon") {
        let text = std::fs::read_to_string(root().join(format!("rules/lexicon/{name}.toml"))).expect("readable");
        let table: toml::Table = text.parse().unwrap_or_else(|error| panic!("rules/lexicon/{name}.toml: {error}"));
        for key in ["about", "source"] {
            if table.get(key).and_then(toml::Value::as_str).is_none_or(|words| words.trim().is_empty()) {
                wrong.push(format!("rules/lexicon/{name}.toml has no `{key}`"));
            }
        }
        for (key, list) in table.iter().filter_map(|(key, value)| Some((key, value.as_array()?))) {
            let words: Vec<&str> = list.iter().filter_map(toml::Value::as_str).collect();
            for pair in words.windows(2).filter(|pair| pair[0] >= pair[1]) {
                wrong.push(format!("rules/lexicon/{name}.toml: {key}: {:?} stands before {:?}", pair[0], pair[1]));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Without any configuration the default profile holds, and it has the rules that a first run is to show.
#[test]
fn the_default_profile_has_rules_of_every_concern() {
    let packs = packs();
    let news = packs.iter().find(|pack| pack.name == copydesk::config::DEFAULT_PROFILE).expect("there is a profile");
    let extended: BTreeSet<&str> = news.extends.iter().map(|(name, _)| name.as_str()).collect();
    let concerns = ["acronyms", "attribution", "structure", "style", "time"];
    let missing: Vec<&&str> = concerns.iter().filter(|name| !extended.contains(**name)).collect();
    assert!(missing.is_empty(), "the profile leaves out {missing:?}");
    assert!(!extended.contains("ap"), "AP style is asked for by name");
}

/// Ids that built-in rules say they cover.
fn covered() -> BTreeSet<String> {
    packs().into_iter().flat_map(|pack| pack.rules).flat_map(|rule| rule.catalogue).collect()
}

#[test]
fn rules_name_what_the_catalogue_has_and_the_rest_has_its_reason() {
    let covered = covered();
    let catalogue = catalogue();
    let known: BTreeSet<&str> = catalogue.iter().map(|requirement| requirement.id.as_str()).collect();
    let unknown: Vec<&String> = covered.iter().filter(|id| !known.contains(id.as_str())).collect();
    assert!(unknown.is_empty(), "not in rules/catalogue/newsroom.toml: {unknown:?}");
    let silent: Vec<&str> = catalogue
        .iter()
        .filter(|requirement| !covered.contains(&requirement.id) && requirement.uncovered.is_none())
        .map(|requirement| requirement.id.as_str())
        .collect();
    assert!(silent.is_empty(), "no rule, and no reason why: {silent:?}");
    assert!(covered.len() >= 100, "{} of the catalogue are covered", covered.len());
}
