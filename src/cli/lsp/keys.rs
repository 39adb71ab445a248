//! The keys of the house's files: which there are, and what each is for.

use copydesk::config::Options;
use copydesk::rule::kind::KINDS;
use copydesk::rule::{PACK_KEYS, RULE_KEYS};

/// The keys of sidecars.
const SIDECAR_KEYS: &[&str] = &["allow", "metadata", "record"];
/// The keys of an allowance in a sidecar.
const ALLOW_KEYS: &[&str] = &["rule", "words", "reason", "until"];

/// A file of the house.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum File {
    Configuration,
    Pack,
    Sidecar,
}

/// The keys that a table of a file has; `kind` is that of the rule, if the table is one.
pub fn keys(file: File, table: &[String], kind: Option<&str>) -> Vec<&'static str> {
    let table: Vec<&str> = table.iter().map(String::as_str).collect();
    let fixed = match (file, table.as_slice()) {
        (File::Configuration, []) => Options::KEYS,
        (File::Configuration, ["override"]) => Options::OVERRIDE_KEYS,
        (File::Configuration, ["allow"]) => &["acronyms", "terms"],
        (File::Pack, []) => PACK_KEYS,
        (File::Pack, ["rule"]) => RULE_KEYS,
        (File::Sidecar, []) => SIDECAR_KEYS,
        (File::Sidecar, ["allow"]) => ALLOW_KEYS,
        _ => &[],
    };
    let own = KINDS.iter().find(|of| Some(of.name()) == kind).map_or(&[][..], |kind| kind.keys());
    let own = if (file, table.as_slice()) == (File::Pack, &["rule"]) { own } else { &[] };
    fixed.iter().chain(own).copied().collect()
}

/// What a key of a table is for.
pub fn about(file: File, table: &[String], key: &str) -> Option<&'static str> {
    let table = table.first().map_or("", String::as_str);
    let list = match (file, table) {
        (File::Configuration, "" | "override" | "allow") => CONFIGURATION,
        (File::Pack, "" | "rule") => PACK,
        (File::Sidecar, "" | "allow") => SIDECAR,
        _ => return None,
    };
    list.iter().find(|(known, _)| *known == key).map(|(_, about)| *about)
}

const CONFIGURATION: &[(&str, &str)] = &[
    ("extends", "Packs: built-in names, files and folders. Later ones win. Without this key: `news`"),
    ("baseline", "The file of accepted findings, which `copydesk baseline` writes"),
    ("levels", "Levels of rules, families and packs: `off`, `note`, `warning`, `error`"),
    ("override", "Settings for some paths only"),
    ("include", "Globs of the drafts to read in a folder. Without this key: all files of a known format"),
    ("exclude", "Globs of files to skip in a folder"),
    ("allow", "Acronyms and terms that no rule reports"),
    ("acronyms", "Acronyms that need not be spelled out"),
    ("terms", "Terms that no rule of style changes"),
    ("encoding", "The encoding of drafts that are not UTF-8, such as `windows-1252`"),
    ("fail-on", "The lowest level that makes the exit code 1"),
    ("metadata", "Fields of every draft that does not set them itself"),
    ("record", "Notes and transcripts that quotations are compared with"),
    ("register", "Names that the newsroom knows: `files`, or the names themselves"),
    ("texts", "Your wording of what a rule asks for, by the id of the rule"),
    ("paths", "Globs of the drafts to which this applies, relative to this file"),
];

const PACK: &[(&str, &str)] = &[
    ("about", "What the pack is for, in one line"),
    ("source", "Where its facts come from"),
    ("licence", "The licence of facts that others collected"),
    ("extends", "Packs that come with this one"),
    ("levels", "Levels of rules that other packs define"),
    ("rule", "A rule: `[[rule]]`"),
    ("id", "`family/name`. A later rule with the same id replaces an earlier one"),
    ("kind", "How the rule looks for faults"),
    ("level", "`off`, `note`, `warning` or `error`"),
    ("message", "What is wrong, in one line. `{match}` stands for the words that were found"),
    ("why", "Why it matters to a reader"),
    ("help", "What to do"),
    ("url", "The address of the policy behind the rule"),
    ("owner", "Who answers for the rule"),
    ("since", "The version in which the rule was added"),
    ("catalogue", "Ids of the requirements that the rule covers"),
    ("precision", "How often the rule was right where its findings were read"),
    ("yields-to", "Rules to which it leaves a place"),
    ("language", "`any`: the rule also applies to text that is not English"),
    ("zones", "The parts of an article where the rule looks. Without this key: `text`"),
    ("speech", "Whether the rule looks in quotations: `skip`, `only` or `include`"),
    ("each", "`document`: only the first finding in a draft is reported"),
    ("when", "A condition: the drafts to which the rule applies"),
    ("bad", "Tests: `[[words]]` must be found, and `[[words -> fix]]` must be fixed so"),
    ("good", "Tests: texts in which nothing may be found"),
];

const SIDECAR: &[(&str, &str)] = &[
    ("allow", "A rule that may be broken in this draft: `[[allow]]`"),
    ("metadata", "What the draft is, as front matter would say it"),
    ("record", "Notes and transcripts that the quotations are compared with"),
    ("rule", "The rule or the family"),
    ("words", "The words that are allowed. Without this key: the rule is allowed in the whole draft"),
    ("reason", "Why the copy is right"),
    ("until", "The last day of the allowance"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_explained_and_nothing_else_is() {
        for (file, list, tables) in [
            (File::Configuration, CONFIGURATION, ["", "override", "allow"]),
            (File::Pack, PACK, ["", "rule", ""]),
            (File::Sidecar, SIDECAR, ["", "allow", ""]),
        ] {
            let path = |table: &str| if table.is_empty() { Vec::new() } else { vec![table.to_owned()] };
            let known: Vec<&str> = tables.iter().flat_map(|table| keys(file, &path(table), None)).collect();
            for key in &known {
                assert!(list.iter().any(|(of, _)| of == key), "{key} is not explained");
            }
            for (key, _) in list {
                assert!(known.contains(key), "there is no key {key}");
            }
        }
    }
}
