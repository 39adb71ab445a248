//! Lays the lists of [`SpeechWords`](super::speech::SpeechWords) out by word. Only the build needs this.

use super::lists::parsed;
use super::speech::{CueHit, Forms, SpeechWords, Tags};
use crate::layout::Writer;
use serde::Deserialize;
use std::collections::BTreeMap;

/// What the lists have of a word, while they are laid out.
#[derive(Default)]
struct Word {
    tags: Tags,
    cues: Vec<Phrase>,
}

/// A cue that starts with this word: the words that must follow, and what is known of the cue.
struct Phrase {
    rest: Vec<String>,
    hit: CueHit,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CueFile {
    entry: Vec<CueEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CueEntry {
    cue: String,
    third: String,
    past: String,
    done: String,
    ing: String,
    #[serde(default = "weakest")]
    strength: u8,
    #[serde(default)]
    names: bool,
    #[serde(default)]
    noun: bool,
    #[serde(default)]
    reacts: bool,
    #[serde(default)]
    gestures: bool,
    #[serde(default)]
    past_variants: Vec<String>,
    #[serde(default)]
    ing_variants: Vec<String>,
}

/// The forms of both.
const fn either(one: Forms, other: Forms) -> Forms {
    Forms {
        base: one.base | other.base,
        third: one.third | other.third,
        past: one.past | other.past,
        done: one.done | other.done,
        ing: one.ing | other.ing,
    }
}

const fn weakest() -> u8 {
    1
}

fn write(hit: &CueHit, out: &mut Writer) {
    let Forms { base, third, past, done, ing } = hit.forms;
    out.byte(bits(&[base, third, past, done, ing]));
    out.byte(bits(&[hit.names, hit.noun, hit.reacts, hit.gestures]));
    out.byte(hit.strength);
    out.byte(hit.words);
}

fn bits(flags: &[bool]) -> u8 {
    flags.iter().rev().fold(0, |bits, flag| bits << 1 | u8::from(*flag))
}

/// All lists, laid out by word.
pub fn lay_out() -> BTreeMap<String, Vec<u8>> {
    let mut words: BTreeMap<String, Word> = BTreeMap::new();
    let mut files: BTreeMap<&str, toml::Table> = BTreeMap::new();
    for (bit, &(file, list)) in Tags::LISTS.iter().enumerate() {
        let table = files.entry(file).or_insert_with(|| parsed(file));
        let list = table.get(list).and_then(toml::Value::as_array);
        for word in list.into_iter().flatten().filter_map(toml::Value::as_str) {
            let slot = words.entry(word.to_owned()).or_default();
            slot.tags = slot.tags.or(Tags(1 << bit));
        }
    }
    parsed::<CueFile>("cues").entry.into_iter().for_each(|entry| add_cue(entry, &mut words));
    let bytes = |word: Word| {
        let mut out = Writer::default();
        out.bytes.extend_from_slice(&word.tags.0.to_le_bytes());
        out.byte(word.cues.len() as u8);
        for cue in word.cues {
            write(&cue.hit, &mut out);
            cue.rest.iter().for_each(|word| out.block(word.as_bytes()));
        }
        out.bytes
    };
    words.into_iter().map(|(word, of)| (word, bytes(of))).collect()
}

fn add_cue(entry: CueEntry, words: &mut BTreeMap<String, Word>) {
    let none = Forms::default();
    let mut forms: Vec<(String, Forms)> = Vec::new();
    for (form, set) in [
        (entry.cue, Forms { base: true, ..none }),
        (entry.third, Forms { third: true, ..none }),
        (entry.past, Forms { past: true, ..none }),
        (entry.done, Forms { done: true, ..none }),
        (entry.ing, Forms { ing: true, ..none }),
    ] {
        match forms.iter_mut().find(|(known, _)| *known == form) {
            Some((_, have)) => *have = either(*have, set),
            None => forms.push((form, set)),
        }
    }
    let past = Forms { past: true, done: true, ..none };
    forms.extend(entry.past_variants.into_iter().map(|form| (form, past)));
    forms.extend(entry.ing_variants.into_iter().map(|form| (form, Forms { ing: true, ..none })));
    for (form, forms) in forms {
        let mut parts = form.split(' ');
        let first = parts.next().unwrap_or_default().to_owned();
        let rest: Vec<String> = parts.map(str::to_owned).collect();
        assert!(rest.len() < SpeechWords::LONGEST_CUE, "{form} has more words than LONGEST_CUE");
        let hit = CueHit {
            forms,
            strength: entry.strength,
            names: entry.names,
            noun: entry.noun,
            reacts: entry.reacts,
            gestures: entry.gestures,
            words: rest.len() as u8 + 1,
        };
        let slot = words.entry(first).or_default();
        slot.cues.push(Phrase { rest, hit });
        slot.cues.sort_by_key(|phrase| std::cmp::Reverse(phrase.rest.len()));
    }
}
