//! Lays the register out for [`LaidOut`](super::laid_out::LaidOut) to read. Only the build needs this.

use super::name::{KINDS, Name};
use super::properties::Properties;
use super::register::Register;
use crate::layout::{Map, Writer};
use std::collections::BTreeMap;
use std::sync::Arc;

impl Register {
    /// Lays out all that was added, for [`LaidOut`] to read.
    pub fn lay_out(&self) -> Vec<u8> {
        let mut out = Writer::default();
        out.long(self.longest);
        let roles = self.roles.iter().map(|(word, roles)| (word.clone(), vec![roles.0]));
        Map::write(&roles.collect(), &mut out);
        Map::write(&self.written.iter().map(|word| (word.clone(), Vec::new())).collect(), &mut out);
        let whole = self.whole.iter().map(|(words, number)| (words.clone(), number_of(*number))).collect();
        Map::write(&whole, &mut out);
        let holes = self.holes.iter().map(|(words, places)| {
            let mut of = Writer::default();
            places.iter().flat_map(|&(number, hole)| [number, hole]).for_each(|number| of.long(number));
            (words.clone(), of.bytes)
        });
        Map::write(&holes.collect(), &mut out);
        let single = self.single.iter().map(|(key, words)| {
            let mut of = Writer::default();
            for (word, number) in words {
                of.block(word.as_bytes());
                of.long(*number);
            }
            (key.clone(), of.bytes)
        });
        Map::write(&single.collect(), &mut out);
        let mut names = Writer::default();
        let mut places = Writer::default();
        for name in &self.names {
            places.long(names.bytes.len());
            write_name(name, self.texts(&name.words.join(" ")), &mut names);
        }
        out.block(&places.bytes);
        out.block(&names.bytes);
        let properties: BTreeMap<&String, &Vec<Arc<Properties>>> = self.properties.iter().collect();
        let numbered = properties.keys().enumerate().map(|(number, key)| ((*key).clone(), number_of(number))).collect();
        Map::write(&numbered, &mut out);
        out.long(properties.len());
        for (key, known) in properties {
            out.block(key.as_bytes());
            let mut of = Writer::default();
            of.long(known.len());
            known.iter().for_each(|known| known.write(&mut of));
            out.block(&of.bytes);
        }
        out.bytes
    }
}

fn number_of(number: usize) -> Vec<u8> {
    let mut out = Writer::default();
    out.long(number);
    out.bytes
}

/// Serialises a name with the spellings of its words.
fn write_name(name: &Name, texts: &[String], out: &mut Writer) {
    out.block(name.text.as_bytes());
    out.byte(KINDS.iter().position(|kind| *kind == name.kind).unwrap_or_default() as u8);
    out.byte(u8::from(name.family_first));
    for optional in [&name.wrong_for, &name.canonical] {
        out.byte(u8::from(optional.is_some()));
        out.block(optional.as_deref().unwrap_or_default().as_bytes());
    }
    for list in [&name.words[..], texts] {
        out.long(list.len());
        list.iter().for_each(|text| out.block(text.as_bytes()));
    }
}
