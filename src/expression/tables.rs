//! [`Tables`]: the code page, the most common words and the built-in expressions, as `build.rs` lays them out.

use super::collector::Collector;
use super::facts::{Facts, program, searched};
use super::frequency::Frequencies;
use super::literal::Literal;
use super::literals::Literals;
use super::page::Page;
use crate::built_in::TABLES;
use crate::layout::{Map, Reader, Writer, hash, u32_at};
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// The built-in tables. Opening them is cheap: nothing is parsed.
pub struct Tables {
    /// The code page.
    pub page: Page<'static>,
    /// The most common words.
    pub frequencies: Frequencies<'static>,
    /// The literals of all built-in expressions.
    pub literals: Literals<'static>,
    /// The literal number of each built-in phrase.
    phrases: Map<'static>,
    /// The place of the index of expressions, which is sorted by their keys.
    index: usize,
    /// The number of expressions.
    count: usize,
}

/// The bytes of an entry of the index: a key, and the place of the expression.
const ENTRY: usize = 12;

impl Tables {
    /// The tables that are built in.
    pub fn built_in() -> Self {
        let mut from = Reader::new(TABLES, 0);
        let page = Page::read(&mut from);
        let frequencies = Frequencies::read(&mut from);
        let literals = Literals::read(&mut from);
        let phrases = Map::read(&mut from);
        let count = from.long();
        Self { page, frequencies, literals, phrases, index: from.place(), count }
    }

    /// The literal number of a phrase, if the phrase is built in.
    pub fn phrase(&self, phrase: &str) -> Option<u32> {
        self.phrases.get(phrase).map(|mut number| number.long() as u32)
    }

    /// The facts of an expression, and behind them the place of its program, or 0 where that is not laid out.
    pub fn find(&self, pattern: &str, match_case: bool) -> Option<Reader<'static>> {
        let wanted = key(pattern, match_case);
        let (mut low, mut high) = (0, self.count);
        while low < high {
            let middle = usize::midpoint(low, high);
            let at = self.index + middle * ENTRY;
            let found = (u32_at(TABLES, at) as u64) | (u32_at(TABLES, at + 4) as u64) << 32;
            match found.cmp(&wanted) {
                Ordering::Less => low = middle + 1,
                Ordering::Greater => high = middle,
                Ordering::Equal => {
                    let mut from = Reader::new(TABLES, u32_at(TABLES, at + 8));
                    return (from.text() == pattern).then_some(from);
                }
            }
        }
        None
    }
}

/// The code page that is built in.
pub fn page() -> Page<'static> {
    Page::read(&mut Reader::new(TABLES, 0))
}

/// The code page that is built in, with what is needed to bring expressions to it.
pub fn full_page() -> Page<'static> {
    Page::read_with_sets(&mut Reader::new(TABLES, 0))
}

fn key(pattern: &str, match_case: bool) -> u64 {
    hash(std::iter::once(u8::from(match_case)).chain(pattern.bytes()))
}

/// Tables with these expressions, each with whether case matters, these phrases, and these common words, each with its
/// occurrences per million words. An expression that the tables cannot represent is left out and compiled when it is needed.
/// Without `with_programs`, the facts of each are laid out and its program is compiled when it first runs.
///
/// # Errors
/// If an expression is not valid, or if the expressions distinguish more characters than the bytes of a code page.
pub fn lay_out(
    expressions: &BTreeSet<(String, bool)>,
    phrases: &BTreeSet<String>,
    words: &[(String, u32)],
    with_programs: bool,
) -> Result<Vec<u8>, String> {
    let frequencies = Frequencies::of(words.iter().map(|(word, times)| (word.as_str(), *times)));
    let mut read = Vec::new();
    for (pattern, match_case) in expressions {
        let wrong = |message| format!("{pattern}: {message}");
        let (facts, _) = Facts::of(pattern, &frequencies).map_err(wrong)?;
        read.push((pattern, *match_case, facts, searched(pattern, *match_case).map_err(wrong)?));
    }
    let hirs: Vec<_> = read.iter().map(|(.., hir)| hir.clone()).collect();
    let page = Page::of(&hirs).ok_or("the built-in expressions distinguish too many characters")?;
    let mut out = Writer::default();
    page.write(&mut out);
    frequencies.write(&mut out);
    let mut literals = Collector::new(&frequencies);
    // Programs are large and few are run, so they are stored separately: startup only touches the memory pages with the facts.
    let (mut body, mut programs) = (Writer::default(), Writer::default());
    let mut places: Vec<(usize, usize)> = Vec::new();
    let mut index: Vec<(u64, usize)> = Vec::new();
    for (pattern, match_case, facts, hir) in read {
        let Some((program, is_coded)) = program(&hir, &page) else { continue };
        index.push((key(pattern, match_case), body.bytes.len()));
        body.block(pattern.as_bytes());
        facts.write(&mut |literal| literals.add(literal), &mut body);
        let at = body.bytes.len();
        body.long(0); // the place of its program, which is known when all facts are laid out
        if with_programs {
            places.push((at, programs.bytes.len()));
            programs.byte(u8::from(is_coded));
            program.write(&mut programs);
        }
    }
    let number = |phrase: &String| (phrase.clone(), literals.add(&Literal::phrase(phrase)).to_le_bytes().to_vec());
    let phrases = phrases.iter().map(number).collect();
    literals.finish().write(&mut out);
    Map::write(&phrases, &mut out);
    index.sort_unstable();
    out.long(index.len());
    let start = out.bytes.len() + index.len() * ENTRY;
    for (key, at) in index {
        out.bytes.extend_from_slice(&key.to_le_bytes());
        out.long(start + at);
    }
    for (at, program) in places {
        let mut place = Writer::default();
        place.long(start + body.bytes.len() + program);
        body.bytes[at..at + place.bytes.len()].copy_from_slice(&place.bytes);
    }
    out.bytes.extend_from_slice(&body.bytes);
    out.bytes.extend_from_slice(&programs.bytes);
    Ok(out.bytes)
}
