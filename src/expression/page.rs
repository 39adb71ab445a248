//! [`Page`]: the code page, in which one byte stands for all characters outside ASCII that no expression tells apart.
//!
//! Each such character of a text becomes the byte of its class, followed by [`FILL`] up to the length of the character, so
//! that places stay the same. Over all built-in expressions there are about 40 classes. An expression over the page needs no
//! tables of Unicode, so that its automaton is twenty times smaller, and it matches the same.

use crate::layout::{Reader, Writer, u32_at};
use regex_syntax::hir::{Capture, Class, ClassBytes, ClassBytesRange, ClassUnicode, Hir, HirKind, Look, Repetition};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Follows the code of a character, once for each of its further bytes.
pub const FILL: u8 = 0xFF;

/// The first code of a class.
const FIRST: usize = 0x80;

/// The characters that have their code in a table; those above are few, and are found by their range.
const TABLE: usize = 0x1_0000;

/// The bytes of a range above the table.
const RANGE: usize = 5;

/// The characters outside ASCII in a class, as ranges.
type Set = Vec<(u32, u32)>;

/// The code page.
pub struct Page<'a> {
    /// The code of each character below [`TABLE`].
    table: Cow<'a, [u8]>,
    /// The first character and the code of each range above, in [`RANGE`] bytes.
    high: Cow<'a, [u8]>,
    /// Each set of characters that an expression over the page may name, with its codes and the bytes of their characters.
    sets: HashMap<Set, Vec<(u8, u8)>>,
}

impl<'a> Page<'a> {
    /// The page for these expressions; `None` if they need more classes than there are codes.
    pub fn of(expressions: &[Hir]) -> Option<Page<'static>> {
        let mut sets = BTreeSet::new();
        expressions.iter().for_each(|hir| collect(hir, &mut sets));
        let sets: Vec<Set> = sets.into_iter().collect();
        let mut cuts: BTreeSet<u32> = [0x80, 0x800, 0x1_0000, 0x11_0000].into();
        cuts.extend(sets.iter().flatten().flat_map(|&(start, end)| [start, end + 1]));
        let cuts: Vec<u32> = cuts.into_iter().collect();
        let mut codes: BTreeMap<(u8, Vec<usize>), u8> = BTreeMap::new();
        let mut ranges = Vec::new();
        for window in cuts.windows(2) {
            let start = window[0];
            let holds = |set: &Set| {
                let at = set.partition_point(|&(_, end)| end < start);
                set.get(at).is_some_and(|&(from, _)| from <= start)
            };
            let within: Vec<usize> = (0..sets.len()).filter(|&index| holds(&sets[index])).collect();
            let next = u8::try_from(FIRST + codes.len()).ok().filter(|&code| code != FILL)?;
            ranges.push((start, *codes.entry((length(start), within)).or_insert(next)));
        }
        let code_at = |point: u32| ranges[ranges.partition_point(|&(start, _)| start <= point).max(1) - 1].1;
        let table: Vec<u8> = (0..TABLE as u32).map(|point| if point < 0x80 { 0 } else { code_at(point) }).collect();
        let members = |set: usize| {
            codes
                .iter()
                .filter(move |((_, within), _)| within.contains(&set))
                .map(|(key, &code)| (code, key.0))
                .collect()
        };
        let known = (0..sets.len()).map(members).collect::<Vec<_>>();
        let mut high = Writer::default();
        for (start, code) in ranges.into_iter().filter(|&(start, _)| start >= TABLE as u32) {
            high.long(start as usize);
            high.byte(code);
        }
        Some(Page {
            table: Cow::Owned(table),
            high: Cow::Owned(high.bytes),
            sets: sets.into_iter().zip(known).collect(),
        })
    }

    /// Lays the page out.
    pub fn write(&self, out: &mut Writer) {
        out.block(&self.table);
        out.block(&self.high);
        let mut sets = Writer::default();
        sets.long(self.sets.len());
        for (set, codes) in self.sets.iter().collect::<BTreeMap<_, _>>() {
            sets.long(set.len());
            set.iter().for_each(|&(start, end)| [start, end].iter().for_each(|&point| sets.long(point as usize)));
            sets.byte(u8::try_from(codes.len()).unwrap_or(u8::MAX));
            codes.iter().for_each(|&(code, length)| sets.bytes.extend([code, length]));
        }
        out.block(&sets.bytes);
    }

    /// Reads a page that is laid out, without the sets, which only somebody needs who brings expressions.
    pub fn read(from: &mut Reader<'a>) -> Self {
        let (table, high) = (Cow::Borrowed(from.block()), Cow::Borrowed(from.block()));
        from.block();
        Self { table, high, sets: HashMap::new() }
    }

    /// Reads a page that is laid out, with all of it.
    pub fn read_with_sets(from: &mut Reader<'a>) -> Self {
        let (table, high) = (Cow::Borrowed(from.block()), Cow::Borrowed(from.block()));
        let mut from = Reader::new(from.block(), 0);
        let mut sets = HashMap::new();
        for _ in 0..from.long() {
            let set: Set = (0..from.long()).map(|_| (from.long() as u32, from.long() as u32)).collect();
            let codes = (0..from.byte()).map(|_| (from.byte(), from.byte())).collect();
            sets.insert(set, codes);
        }
        Self { table, high, sets }
    }

    fn code(&self, c: char) -> u8 {
        let point = c as usize;
        match self.table.get(point) {
            Some(&code) => code,
            None => {
                let (mut low, mut high) = (0, self.high.len() / RANGE);
                while low < high {
                    let middle = usize::midpoint(low, high);
                    if u32_at(&self.high, middle * RANGE) <= point { low = middle + 1 } else { high = middle }
                }
                low.checked_sub(1).and_then(|at| self.high.get(at * RANGE + 4)).copied().unwrap_or(FILL)
            }
        }
    }

    /// `text` over the page, byte for byte.
    pub fn coded<'t>(&self, text: &'t str) -> Cow<'t, [u8]> {
        if text.is_ascii() {
            return Cow::Borrowed(text.as_bytes());
        }
        let mut out = text.as_bytes().to_vec();
        let mut at = 0;
        while let Some(run) = out[at..].iter().position(|byte| !byte.is_ascii()) {
            at += run;
            let Some(c) = text[at..].chars().next() else { break };
            out[at] = self.code(c);
            out[at + 1..at + c.len_utf8()].fill(FILL);
            at += c.len_utf8();
        }
        Cow::Owned(out)
    }

    /// An expression over the page; `None` where it tells characters apart that the page does not.
    pub fn translated(&self, hir: &Hir) -> Option<Hir> {
        let all = |parts: &[Hir]| parts.iter().map(|part| self.translated(part)).collect::<Option<Vec<_>>>();
        Some(match hir.kind() {
            HirKind::Empty => Hir::empty(),
            HirKind::Look(look) => Hir::look(Some(*look).filter(|look| is_plain(*look))?),
            HirKind::Literal(literal) => {
                let mut bytes = Vec::with_capacity(literal.0.len());
                for c in std::str::from_utf8(&literal.0).ok()?.chars() {
                    if c.is_ascii() {
                        bytes.push(c as u8);
                        continue;
                    }
                    let [(code, length)] = self.sets.get(&vec![(c as u32, c as u32)])?.as_slice() else { return None };
                    bytes.push(*code);
                    bytes.extend((1..*length).map(|_| FILL));
                }
                Hir::literal(bytes)
            }
            HirKind::Class(Class::Bytes(class)) => Hir::class(Class::Bytes(class.clone())),
            HirKind::Class(Class::Unicode(class)) => self.class(class)?,
            HirKind::Repetition(Repetition { min, max, greedy, sub }) => {
                let sub = Box::new(self.translated(sub)?);
                Hir::repetition(Repetition { min: *min, max: *max, greedy: *greedy, sub })
            }
            HirKind::Capture(Capture { index, name, sub }) => {
                Hir::capture(Capture { index: *index, name: name.clone(), sub: Box::new(self.translated(sub)?) })
            }
            HirKind::Concat(parts) => Hir::concat(all(parts)?),
            HirKind::Alternation(parts) => Hir::alternation(all(parts)?),
        })
    }

    fn class(&self, class: &ClassUnicode) -> Option<Hir> {
        let ascii = class.ranges().iter().filter(|range| range.start().is_ascii());
        let ascii: Vec<ClassBytesRange> = ascii
            .map(|range| ClassBytesRange::new(range.start() as u8, (range.end() as u32).min(0x7F) as u8))
            .collect();
        let mut alternatives = Vec::new();
        if !ascii.is_empty() {
            alternatives.push(Hir::class(Class::Bytes(ClassBytes::new(ascii))));
        }
        let set = outside_ascii(class);
        let codes = if set.is_empty() { &[][..] } else { self.sets.get(&set)? };
        for length in 2..=4 {
            let codes =
                codes.iter().filter(|&&(_, of)| of == length).map(|&(code, _)| ClassBytesRange::new(code, code));
            let codes: Vec<ClassBytesRange> = codes.collect();
            if !codes.is_empty() {
                let fill = Hir::literal(vec![FILL; usize::from(length) - 1]);
                alternatives.push(Hir::concat(vec![Hir::class(Class::Bytes(ClassBytes::new(codes))), fill]));
            }
        }
        Some(if alternatives.is_empty() { Hir::fail() } else { Hir::alternation(alternatives) })
    }
}

/// Whether the look-around asks about bytes only.
const fn is_plain(look: Look) -> bool {
    matches!(
        look,
        Look::Start | Look::End | Look::StartLF | Look::EndLF | Look::StartCRLF | Look::EndCRLF | Look::WordAscii
    )
}

/// The number of bytes of a character; a range may begin where no character is.
fn length(point: u32) -> u8 {
    char::from_u32(point).map_or(3, |c| c.len_utf8() as u8)
}

fn outside_ascii(class: &ClassUnicode) -> Set {
    let ranges = class.ranges().iter().filter(|range| !range.end().is_ascii());
    ranges.map(|range| ((range.start() as u32).max(0x80), range.end() as u32)).collect()
}

/// Adds the sets of characters outside ASCII that an expression names.
fn collect(hir: &Hir, sets: &mut BTreeSet<Set>) {
    match hir.kind() {
        HirKind::Class(Class::Unicode(class)) => sets.extend(Some(outside_ascii(class)).filter(|set| !set.is_empty())),
        HirKind::Literal(literal) => {
            let text = String::from_utf8_lossy(&literal.0);
            sets.extend(text.chars().filter(|c| !c.is_ascii()).map(|c| vec![(c as u32, c as u32)]));
        }
        HirKind::Repetition(repetition) => collect(&repetition.sub, sets),
        HirKind::Capture(capture) => collect(&capture.sub, sets),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => parts.iter().for_each(|part| collect(part, sets)),
        HirKind::Empty | HirKind::Look(_) | HirKind::Class(Class::Bytes(_)) => {}
    }
}
