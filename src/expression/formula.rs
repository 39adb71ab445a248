//! [`Formula`]: what a text must have for an expression to match in it: words, parts of words, figures.
//!
//! The scan looks for the rarest of these, the *triggers*, instead of running the expression; where it finds one, it asks for
//! the rest of the formula before it runs the expression. A formula leaves out what cannot be said in ASCII, since the scan
//! ignores the case of ASCII letters only.

use super::frequency::Frequencies;
use super::literal::Literal;
use super::reach::Reach;
use regex_syntax::hir::{Class, ClassUnicode, Hir, HirKind, Look};
use std::borrow::Cow;

/// The largest number of texts that stand for one part of an expression.
const MOST_TEXTS: usize = 200;

/// The maximum number of literals that a further condition may have; what has more costs more to look for than it saves.
const MOST_FURTHER: usize = 100;

/// What a text must have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Formula<'a> {
    /// Nothing that is known.
    Anything,
    /// At least this many figures.
    Digits(usize),
    /// A literal, and how far it may be from where the match begins.
    Literal(Literal<'a>, Reach),
    /// All of these.
    All(Vec<Formula<'a>>),
    /// One of these.
    Any(Vec<Formula<'a>>),
}

impl Formula<'_> {
    /// What a text must have for the expression to match.
    pub fn of(hir: &Hir, frequencies: &Frequencies) -> Formula<'static> {
        let of = simplified(formula(hir, (false, false), Reach::default(), frequencies), frequencies);
        // A telephone number has ten figures, and most blocks with a figure have fewer.
        match (digits(hir), of) {
            (0 | 1, of) => of,
            (count, Formula::Anything | Formula::Digits(_)) => Formula::Digits(count),
            (count, Formula::All(mut of)) => {
                of.retain(|of| !matches!(of, Formula::Digits(_)));
                of.push(Formula::Digits(count));
                Formula::All(of)
            }
            (count, of) => Formula::All(vec![of, Formula::Digits(count)]),
        }
    }

    /// The literals of which one is in every match, each with how far it may be from where the match begins; `None` where there
    /// are none. Of several sets it is the first, which [`Formula::of`] makes the rarest.
    pub fn triggers(&self) -> Option<Vec<(&Literal<'_>, Reach)>> {
        match self {
            Self::Anything | Self::Digits(_) => None,
            Self::Literal(literal, reach) => Some(vec![(literal, *reach)]),
            Self::All(of) => of.first()?.triggers(),
            Self::Any(of) => of.iter().map(Self::triggers).collect::<Option<Vec<_>>>().map(|of| of.concat()),
        }
    }

    /// What a text must have besides one of the triggers, where these are all that the first part asks for.
    pub fn without_triggers(&self) -> Option<Self> {
        let is_literal = |of: &Self| matches!(of, Self::Literal(..));
        let are_literals = |of: &Self| match of {
            Self::Any(of) => of.iter().all(is_literal),
            of => is_literal(of),
        };
        match self {
            Self::All(of) => {
                let (_, further) = of.split_first().filter(|(first, _)| are_literals(first))?;
                Some(Self::All(further.to_vec()))
            }
            of => are_literals(of).then_some(Self::Anything),
        }
    }

    /// How often its triggers are met in a million words, about.
    fn cost(&self, frequencies: &Frequencies) -> u64 {
        match self {
            Self::Anything | Self::Digits(_) => NEVER_CHEAP,
            Self::Literal(literal, _) => frequencies.in_a_million(literal),
            Self::All(of) => of.iter().map(|of| of.cost(frequencies)).min().unwrap_or(NEVER_CHEAP),
            Self::Any(of) => of.iter().map(|of| of.cost(frequencies)).fold(0, u64::saturating_add).min(NEVER_CHEAP),
        }
    }

    fn literals(&self) -> usize {
        match self {
            Self::Anything | Self::Digits(_) => 0,
            Self::Literal(..) => 1,
            Self::All(of) | Self::Any(of) => of.iter().map(Self::literals).sum(),
        }
    }
}

/// The cost of what nothing sets off.
const NEVER_CHEAP: u64 = 1 << 40;

/// The maximum occurrences of a further condition per million words; what is more common excludes too little.
const TOO_COMMON: u64 = 40_000;

/// The occurrences of literals per million words above which rarer ones are made of them, if they can be.
const COMMON: u64 = 10_000;

/// The formula with the rarest of its conditions first, and without those that exclude little.
fn simplified(formula: Formula<'static>, frequencies: &Frequencies) -> Formula<'static> {
    match formula {
        Formula::All(of) => {
            let mut parts: Vec<Formula> = of.into_iter().map(|of| simplified(of, frequencies)).collect();
            parts.sort_by_cached_key(|of| of.cost(frequencies));
            let mut kept = 0;
            parts.retain(|of| {
                kept += 1;
                let excludes = matches!(of, Formula::Digits(_))
                    || (of.literals() <= MOST_FURTHER && of.cost(frequencies) <= TOO_COMMON && kept <= 4);
                kept == 1 || excludes
            });
            parts.dedup();
            if parts.len() == 1 { parts.remove(0) } else { Formula::All(parts) }
        }
        Formula::Any(of) => {
            let mut parts: Vec<Formula> = Vec::new();
            of.into_iter().for_each(|of| add(simplified(of, frequencies), &mut parts));
            if parts.len() == 1 { parts.remove(0) } else { Formula::Any(parts) }
        }
        other => other,
    }
}

/// Adds an alternative. Of a literal that is one already, only how far it may be is added.
fn add<'a>(part: Formula<'a>, parts: &mut Vec<Formula<'a>>) {
    let same = |known: &&mut Formula| match (known, &part) {
        (Formula::Literal(known, _), Formula::Literal(literal, _)) => known == literal,
        (known, part) => **known == *part,
    };
    match (parts.iter_mut().find(same), part) {
        (Some(Formula::Literal(_, reach)), Formula::Literal(_, other)) => *reach = reach.or(other),
        (Some(_), _) => {}
        (None, part) => parts.push(part),
    }
}

const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// The formula of `hir`, before which and after which a word is known to end or begin where `opens` and `closes` say so, and
/// which begins no further than `before` from where the match begins.
fn formula(hir: &Hir, (opens, closes): (bool, bool), before: Reach, frequencies: &Frequencies) -> Formula<'static> {
    if is_digit(hir) {
        return Formula::Digits(1);
    }
    match hir.kind() {
        HirKind::Concat(_) | HirKind::Capture(_) | HirKind::Literal(_) | HirKind::Class(_) => {
            let mut parts = Vec::new();
            flatten(hir, &mut parts);
            sequence(&parts, (opens, closes), before, frequencies)
        }
        HirKind::Alternation(parts) => {
            let of: Vec<Formula> =
                parts.iter().map(|part| formula(part, (opens, closes), before, frequencies)).collect();
            if of.contains(&Formula::Anything) { Formula::Anything } else { Formula::Any(of) }
        }
        // What is needed stands in the first repetition already.
        HirKind::Repetition(repetition) if repetition.min > 0 => {
            formula(&repetition.sub, (false, false), before, frequencies)
        }
        _ => Formula::Anything,
    }
}

/// The formula of parts that follow each other.
fn sequence(
    parts: &[&Hir],
    (opens, closes): (bool, bool),
    before: Reach,
    frequencies: &Frequencies,
) -> Formula<'static> {
    let edge = |part: &Hir| {
        matches!(part.kind(), HirKind::Look(Look::WordAscii | Look::WordUnicode | Look::Start | Look::End))
    };
    let mut all = Vec::new();
    let (mut at, mut before) = (0, before);
    while at < parts.len() {
        if matches!(parts[at].kind(), HirKind::Look(_)) {
            at += 1;
            continue;
        }
        let (texts, end) = run(parts, at);
        let begins = if at == 0 { opens } else { edge(parts[at - 1]) };
        let next = end.max(at + 1);
        let ends = if next == parts.len() { closes } else { edge(parts[next]) };
        if end > at {
            let plain = one_of(&texts, begins, ends, before);
            // “the ” alone is everywhere; before a decade it is “the 1” or “the 2”.
            let is_common = plain.as_ref().is_some_and(|plain| plain.cost(frequencies) > COMMON);
            let further = parts.get(end).filter(|_| is_common).and_then(|next| firsts(next));
            let rarer = further
                .filter(|further| texts.len() * further.len() <= MOST_TEXTS)
                .and_then(|further| one_of(&each_with_each(&texts, &further), begins, false, before));
            all.extend(rarer.or(plain));
        } else if parts.len() > 1 {
            all.push(formula(parts[at], (begins, ends), before, frequencies));
        }
        before = parts[at..next].iter().fold(before, |before, part| before.and(Reach::of(part)));
        at = next;
    }
    all.retain(|of| *of != Formula::Anything);
    match all.len() {
        0 => Formula::Anything,
        1 => all.remove(0),
        _ => Formula::All(all),
    }
}

/// The texts that the parts from `at` on are, as far as they are few, and the part that comes after.
fn run(parts: &[&Hir], at: usize) -> (Vec<String>, usize) {
    let (mut texts, mut end) = (vec![String::new()], at);
    while let Some(next) = parts.get(end).and_then(|part| exact(part)) {
        if texts.len() * next.len() > MOST_TEXTS {
            break;
        }
        texts = each_with_each(&texts, &next);
        end += 1;
    }
    (texts, end)
}

fn each_with_each(heads: &[String], tails: &[String]) -> Vec<String> {
    heads.iter().flat_map(|head| tails.iter().map(move |tail| format!("{head}{tail}"))).collect()
}

/// The largest number of characters that are added to texts to make them rarer.
const MOST_FIRSTS: usize = 3;

/// The characters with which every match of `hir` begins, in lower case, if they are few; none of them is a letter outside ASCII.
fn firsts(hir: &Hir) -> Option<Vec<String>> {
    let mut firsts = match hir.kind() {
        HirKind::Literal(literal) => vec![char::from(*literal.0.first().filter(|byte| byte.is_ascii())?).to_string()],
        HirKind::Class(_) => exact(hir)?,
        HirKind::Capture(capture) => return firsts(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => return firsts(&repetition.sub),
        HirKind::Concat(parts) => return firsts(parts.first()?),
        HirKind::Alternation(parts) => parts.iter().map(firsts).collect::<Option<Vec<_>>>()?.concat(),
        _ => return None,
    };
    firsts.iter_mut().for_each(|text| text.make_ascii_lowercase());
    firsts.sort();
    firsts.dedup();
    (firsts.len() <= MOST_FIRSTS).then_some(firsts)
}

/// The formula for one of `texts`; `None` where one of them is too short to look for.
fn one_of(texts: &[String], opens: bool, closes: bool, before: Reach) -> Option<Formula<'static>> {
    let is_useful = |text: &String| {
        let bytes = text.as_bytes();
        let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else { return false };
        let words = text.trim();
        let is_whole = (opens || !is_word(*first)) && (closes || !is_word(*last));
        words.len() >= 3
            || (words.len() == 2 && is_whole)
            || (!words.is_empty() && !words.is_ascii())
            || (bytes.len() == 1 && b"$%@[#?".contains(first))
    };
    if texts.iter().any(|text| !is_useful(text) || text.len() > 200) {
        return None;
    }
    let mut of: Vec<Formula> = Vec::new();
    for text in texts {
        let bytes = text.as_bytes();
        let literal = Literal {
            opens: opens && bytes.first().is_some_and(|byte| is_word(*byte)),
            closes: closes && bytes.last().is_some_and(|byte| is_word(*byte)),
            text: Cow::Owned(text.to_ascii_lowercase()),
        };
        add(Formula::Literal(literal, before), &mut of);
    }
    Some(if of.len() == 1 { of.remove(0) } else { Formula::Any(of) })
}

fn flatten<'h>(hir: &'h Hir, parts: &mut Vec<&'h Hir>) {
    match hir.kind() {
        HirKind::Concat(of) => of.iter().for_each(|part| flatten(part, parts)),
        HirKind::Capture(capture) => flatten(&capture.sub, parts),
        _ => parts.push(hir),
    }
}

fn is_digit(hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Class(Class::Unicode(class)) => {
            class.ranges().iter().all(|range| range.start().is_numeric() && range.end().is_numeric())
        }
        HirKind::Class(Class::Bytes(class)) => {
            class.ranges().iter().all(|range| range.start().is_ascii_digit() && range.end().is_ascii_digit())
        }
        HirKind::Repetition(repetition) => repetition.min > 0 && is_digit(&repetition.sub),
        HirKind::Capture(capture) => is_digit(&capture.sub),
        _ => false,
    }
}

/// The minimum number of figures in a match of `hir`.
fn digits(hir: &Hir) -> usize {
    match hir.kind() {
        HirKind::Literal(literal) => literal.0.iter().filter(|byte| byte.is_ascii_digit()).count(),
        HirKind::Class(_) => usize::from(is_digit(hir)),
        HirKind::Capture(capture) => digits(&capture.sub),
        HirKind::Repetition(repetition) => digits(&repetition.sub).saturating_mul(repetition.min as usize),
        HirKind::Concat(parts) => parts.iter().fold(0, |sum: usize, part| sum.saturating_add(digits(part))),
        HirKind::Alternation(parts) => parts.iter().map(digits).min().unwrap_or_default(),
        HirKind::Empty | HirKind::Look(_) => 0,
    }
}

/// All texts that `hir` matches, where they are few; letters outside ASCII could be of either case.
fn exact(hir: &Hir) -> Option<Vec<String>> {
    let is_sayable = |text: &str| !text.chars().any(|c| !c.is_ascii() && c.is_alphabetic());
    match hir.kind() {
        HirKind::Empty => Some(vec![String::new()]),
        HirKind::Literal(literal) => {
            let text = std::str::from_utf8(&literal.0).ok().filter(|text| is_sayable(text))?;
            Some(vec![text.to_owned()])
        }
        HirKind::Class(Class::Unicode(class)) => characters(class),
        HirKind::Class(Class::Bytes(class)) => class.to_unicode_class().as_ref().and_then(characters),
        HirKind::Capture(capture) => exact(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min == 0 && repetition.max == Some(1) => {
            let mut texts = exact(&repetition.sub)?;
            texts.push(String::new());
            Some(texts)
        }
        HirKind::Alternation(parts) => {
            let mut texts = Vec::new();
            for part in parts {
                texts.extend(exact(part)?);
                if texts.len() > MOST_TEXTS {
                    return None;
                }
            }
            Some(texts)
        }
        HirKind::Concat(parts) => {
            let parts: Vec<&Hir> = parts.iter().collect();
            let (texts, end) = run(&parts, 0);
            (end == parts.len()).then_some(texts)
        }
        HirKind::Look(_) | HirKind::Repetition(_) => None,
    }
}

/// The maximum number of characters of a class that are told one by one: those of `\d`.
const MOST_CHARACTERS: u32 = 10;

/// The characters of a small class, in lower case. The long s and the sign of the kelvin, which count as the letters that
/// they are variants of, are left out as everywhere.
fn characters(class: &ClassUnicode) -> Option<Vec<String>> {
    let count: u32 = class.ranges().iter().map(|range| range.end() as u32 - range.start() as u32 + 1).sum();
    if count > MOST_CHARACTERS {
        return None;
    }
    let characters = class.ranges().iter().flat_map(|range| range.start()..=range.end());
    let mut texts: Vec<String> = Vec::new();
    for c in characters.filter(|c| !matches!(c, 'ſ' | '\u{212a}')) {
        if !c.is_ascii() && c.is_alphabetic() {
            return None;
        }
        let text = c.to_ascii_lowercase().to_string();
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    Some(texts)
}
