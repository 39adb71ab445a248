//! [`Needs`]: a formula over the numbers of literals, as bytes that are read in place.

use super::formula::Formula;
use super::literal::Literal;
use super::reach::Reach;
use crate::layout::{Reader, Writer, u32_at};
use std::borrow::Cow;

/// A formula over the numbers of literals.
#[derive(Clone, Debug)]
pub struct Needs<'a>(Cow<'a, [u8]>);

/// The number of triggers of a formula that nothing sets off.
const EVERYWHERE: usize = u32::MAX as usize;

/// The bytes of a trigger.
const TRIGGER: usize = 8;

/// What is asked about a text.
pub trait Seen {
    /// Whether it has the literal with this number.
    fn has_literal(&mut self, number: u32) -> bool;
    /// Whether it has at least this many figures.
    fn has_digits(&mut self, count: usize) -> bool;
}

impl<'a> Needs<'a> {
    /// The needs of a formula whose literals have the numbers that `number` gives.
    pub fn of(formula: &Formula, number: &mut dyn FnMut(&Literal) -> u32) -> Needs<'static> {
        let mut out = Writer::default();
        match formula.triggers() {
            None => out.long(EVERYWHERE),
            Some(triggers) => {
                out.long(triggers.len());
                for (literal, reach) in triggers {
                    out.long(number(literal) as usize);
                    out.short(reach.bytes.into());
                    out.short(reach.blanks.into());
                }
            }
        }
        match formula.without_triggers() {
            Some(further) => write(&further, number, &mut out),
            None => write(formula, number, &mut out),
        }
        Needs(Cow::Owned(out.bytes))
    }

    /// Lays them out.
    pub fn write(&self, out: &mut Writer) {
        out.block(&self.0);
    }

    /// Reads needs that are laid out.
    pub fn read(from: &mut Reader<'a>) -> Self {
        Self(Cow::Borrowed(from.block()))
    }

    /// The numbers of the literals of which one is in every match, each with how far it may be from where the match begins;
    /// `None` where there are none.
    pub fn triggers(&self) -> Option<impl Iterator<Item = (u32, Reach)> + '_> {
        let count = u32_at(&self.0, 0);
        let mut from = Reader::new(&self.0, 4);
        let trigger = move |_| {
            let literal = from.long() as u32;
            (literal, Reach { bytes: from.short() as u16, blanks: from.short() as u16 })
        };
        (count != EVERYWHERE).then(|| (0..count).map(trigger))
    }

    /// The numbers of all literals that it asks for.
    pub fn each_literal(&self, each: &mut impl FnMut(u32)) {
        self.triggers().into_iter().flatten().for_each(|(number, _)| each(number));
        each_literal(self.formula(), each);
    }

    /// Whether a text has what is needed, given that it has one of the triggers.
    pub fn are_met(&self, seen: &mut impl Seen) -> bool {
        are_met(self.formula(), seen)
    }

    /// The bytes of the formula, behind those of the triggers.
    fn formula(&self) -> &[u8] {
        let count = u32_at(&self.0, 0);
        let start = if count == EVERYWHERE { 4 } else { 4 + TRIGGER * count };
        self.0.get(start..).unwrap_or_default()
    }
}

fn write(formula: &Formula, number: &mut dyn FnMut(&Literal) -> u32, out: &mut Writer) {
    let mut list = |kind: u8, of: &[Formula], out: &mut Writer| {
        out.byte(kind);
        out.long(of.len());
        for part in of {
            let mut bytes = Writer::default();
            write(part, number, &mut bytes);
            out.block(&bytes.bytes);
        }
    };
    match formula {
        Formula::Anything => out.byte(b'*'),
        Formula::Digits(count) => {
            out.byte(b'0');
            out.short(*count);
        }
        Formula::Literal(literal, _) => {
            out.byte(b'l');
            out.long(number(literal) as usize);
        }
        Formula::All(of) => list(b'&', of, out),
        Formula::Any(of) if of.iter().all(|of| matches!(of, Formula::Literal(..))) => {
            out.byte(b'o');
            out.long(of.len());
            of.iter().for_each(|of| {
                if let Formula::Literal(literal, _) = of {
                    out.long(number(literal) as usize);
                }
            });
        }
        Formula::Any(of) => list(b'|', of, out),
    }
}

fn each_literal(bytes: &[u8], each: &mut impl FnMut(u32)) {
    let mut from = Reader::new(bytes, 0);
    match from.byte() {
        b'l' => each(from.long() as u32),
        b'o' => (0..from.long()).for_each(|_| each(from.long() as u32)),
        b'&' | b'|' => (0..from.long()).for_each(|_| each_literal(from.block(), each)),
        _ => {}
    }
}

fn are_met(bytes: &[u8], seen: &mut impl Seen) -> bool {
    let mut from = Reader::new(bytes, 0);
    match from.byte() {
        b'0' => seen.has_digits(from.short()),
        b'l' => seen.has_literal(from.long() as u32),
        // Most alternatives are literals, which are read fast.
        b'o' => {
            let count = from.long();
            from.take(4 * count).chunks_exact(4).any(|number| seen.has_literal(u32_at(number, 0) as u32))
        }
        b'&' => (0..from.long()).all(|_| are_met(from.block(), seen)),
        b'|' => (0..from.long()).any(|_| are_met(from.block(), seen)),
        _ => true,
    }
}
