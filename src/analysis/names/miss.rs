//! Names that are not as the register has them: Brooking Institute for Brookings Institution, Coca Cola for Coca-Cola.
//!
//! Every window of capitalised words is looked up with each of its words left out, so the work is linear in the text. What the
//! register says is weighed with the known names: a surname that many people have is somebody else's, not a slip.

use crate::analysis::names::{
    Against, Doubt,
    mention::Draft,
    register::{Kind, Name, with_hole},
    slip::{Slip, slip},
    word::Case,
};

pub fn judge(draft: &Draft, found: &mut Vec<Doubt>) {
    if draft.names.register.names.is_empty() {
        return;
    }
    let longest = draft.names.register.longest.min(9);
    // The words up to here belong to a name that was just found.
    let mut done = 0;
    for first in 0..draft.words.len() {
        if first < done {
            continue;
        }
        if draft.words[first].mute || !draft.words[first].capital() || initial(draft, first) {
            continue;
        }
        let window = window(draft, first, longest);
        let folds: Vec<String> = window.iter().map(|&w| draft.words[w].fold.clone()).collect();
        for len in (1..=window.len()).rev() {
            if !draft.words[window[len - 1]].capital() {
                continue;
            }
            if known(draft, &window[..len], &folds[..len], found) {
                done = window[len - 1] + 1;
                break;
            }
            if len >= 2 && nearly(draft, &window[..len], &folds[..len], found) {
                break;
            }
        }
    }
    super::single::singles(draft, found);
}

fn initial(draft: &Draft, i: usize) -> bool {
    draft.words[i].fold.chars().count() == 1
}

/// The words from `first` on that may be one name, initials left out; ends before punctuation.
fn window(draft: &Draft, first: usize, longest: usize) -> Vec<usize> {
    let words = &draft.names.lexicon.words;
    let mut window = vec![first];
    let mut at = first;
    while window.len() < longest {
        let (Some(next), word) = (draft.words.get(at + 1), &draft.words[at]) else { break };
        let gap = &draft.text[next.gap.0..next.gap.1];
        let short = initial(draft, at) || words.abbreviated.contains(&word.fold);
        let near =
            matches!(gap, " " | "\u{a0}" | "-" | " & " | "’ " | "' ") || short && matches!(gap, ". " | "." | ".\u{a0}");
        let small = words.inside.contains(&next.fold);
        if next.block != word.block || next.mute || !near || !(next.capital() || small) {
            break;
        }
        at += 1;
        if !initial(draft, at) {
            window.push(at);
        }
    }
    window
}

/// The register has these very words: are they set as there? True where the words are known.
fn known(draft: &Draft, window: &[usize], folds: &[String], found: &mut Vec<Doubt>) -> bool {
    let register = &draft.names.register;
    let Some(&at) = register.whole.get(&folds.join(" ")) else { return false };
    let name = &register.names[at];
    let (first, last) = (&draft.words[window[0]], &draft.words[window[window.len() - 1]]);
    if let Some(right) = &name.wrong_for {
        push(draft, found, first.start, last.end, right.clone(), right, "known wrong form");
        return true;
    }
    let texts = &register.texts[&folds.join(" ")];
    for (place, &w) in window.iter().enumerate() {
        let word = &draft.words[w];
        if word.case == Case::Upper {
            continue;
        }
        let written = &draft.text[word.start..word.end];
        // Veteran's Affairs, St. Anselm's College: a possessive that the name has not.
        if word.full_end > word.end
            && place + 1 < window.len()
            && !register.place(&word.fold)
            && !texts.iter().any(|t| t.contains("'s") || t.contains("s' "))
            && name.kind == Kind::Organisation
        {
            push(draft, found, word.start, word.full_end, written.to_owned(), &name.text, "possessive");
            continue;
        }
        let ways: Vec<String> = texts.iter().filter_map(|t| pieces(t).get(place).cloned()).collect();
        if ways.is_empty()
            || ways.iter().any(|way| way == written || way.replace('’', "'") == written.replace('’', "'"))
        {
            continue;
        }
        let way = &ways[0];
        let inner = way.chars().skip(1).any(char::is_uppercase)
            && way.to_lowercase() == written.to_lowercase()
            && name.kind != Kind::Place;
        let accent =
            name.kind != Kind::Place && !written.is_ascii() && way.is_ascii() && !written.contains(['’', '‘', 'ʼ']);
        if word.case == Case::Double
            || inner && word.case == Case::Capital && way.chars().any(char::is_lowercase)
            || accent
        {
            push(draft, found, word.start, word.end, way.clone(), &name.text, "capitals or accent");
        }
    }
    // A hyphen of the name that the draft leaves out.
    if window.len() >= 2 && texts.iter().all(|t| t.contains('-')) && name.kind != Kind::Place {
        for pair in window.windows(2) {
            let (a, b) = (&draft.words[pair[0]], &draft.words[pair[1]]);
            let joint = format!("{}-{}", &draft.text[a.start..a.end], &draft.text[b.start..b.end]);
            if &draft.text[a.end..b.start] == " " && texts[0].contains(&joint) {
                push(draft, found, a.start, b.end, joint, &name.text, "hyphen");
            }
        }
    }
    true
}

/// The words of a register name as set, initials left out.
pub(super) fn pieces(text: &str) -> Vec<String> {
    let words: Vec<String> = text
        .split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’')))
        .map(|w| w.strip_suffix("'s").unwrap_or(w).to_owned())
        .filter(|w| !w.is_empty())
        .collect();
    if words.len() > 1 { words.into_iter().filter(|w| w.chars().count() > 1).collect() } else { words }
}

/// All words but one are those of a name in the register, and the one is near.
fn nearly(draft: &Draft, window: &[usize], folds: &[String], found: &mut Vec<Doubt>) -> bool {
    let register = &draft.names.register;
    let mut best: Option<(usize, usize, i32)> = None;
    for hole in 0..window.len() {
        if !draft.words[window[hole]].capital() {
            continue;
        }
        for &(at, place) in register.holes.get(&with_hole(folds, hole)).map_or(&[][..], |v| v) {
            let name = &register.names[at];
            let Some(score) = (place == hole).then(|| weigh(draft, window, hole, name)).flatten() else { continue };
            if best.is_none_or(|b| score > b.2) {
                best = Some((hole, at, score));
            }
        }
    }
    let Some((hole, at, _)) = best else { return false };
    let name = &register.names[at];
    let word = &draft.words[window[hole]];
    let Some(right) = pieces(&name.text).get(hole).cloned() else { return false };
    let possessive = word.full_end > word.end && hole + 1 < window.len();
    let right = if word.case == Case::Upper && word.fold.len() > 2 { right.to_uppercase() } else { right };
    push(
        draft,
        found,
        word.start,
        if possessive { word.full_end } else { word.end },
        right,
        &name.text,
        "near a name of the register",
    );
    true
}

/// How sure it is that the word at `hole` is a slip of the register's; none where it may be right.
fn weigh(draft: &Draft, window: &[usize], hole: usize, name: &Name) -> Option<i32> {
    let lexicon = &draft.names.lexicon;
    let register = &draft.names.register;
    let word = &draft.words[window[hole]];
    let (w, r) = (word.fold.as_str(), name.words[hole].as_str());
    if lexicon.calendar.contains(w)
        || lexicon.words.spelled_alike(w, r)
        || word.case == Case::Capital
            && draft.text[word.start..word.end].chars().nth(1).is_some_and(char::is_uppercase)
            && w.ends_with('s')
    {
        return None;
    }
    if w == r
        || r.chars().count() < 3
        || w.bytes().any(|b| b.is_ascii_digit())
        || lexicon.lookalike(w, r)
        || word.fold.contains('ã')
    {
        return None;
    }
    let near = slip(w, r);
    let marks = draft.names.evidence.marks(w);
    let theirs = draft.names.evidence.marks(r);
    let first = w.chars().next() == r.chars().next();
    let uses = draft.by_fold.get(w).map_or(1, |&f| draft.forms[f].uses.len());
    let one = near == Some(Slip::One) || near == Some(Slip::Shuffle);
    let rare = marks.unknown() || marks.0 == 1;
    if name.kind == Kind::Person {
        if !first || !one || register.knows(w) && !marks.unknown() && !marks.word() {
            return None;
        }
        if hole + 1 == window.len() {
            // The surname. A known one belongs to somebody else, unless the given name is rare.
            let given = draft.names.evidence.marks(&name.words[0]);
            let odd_given = given.0 & 12 == 0;
            let plural = lexicon.plural(w, r);
            let before = window[0] > 0 && lexicon.words.definite.contains(&draft.words[window[0] - 1].fold);
            let fine = rare && uses <= 2
                || odd_given
                || plural && w.len() < r.len() && !before
                || marks.word() && !marks.surname();
            return fine.then_some(if marks.unknown() { 9 } else { 6 });
        }
        if hole == 0 {
            let surname = draft.names.evidence.marks(name.words.last().map_or("", String::as_str));
            let fine = marks.unknown()
                || !surname.common_surname() && !lexicon.nickname(w, r) && uses <= 2
                || marks.word() && !marks.given();
            return fine.then_some(5);
        }
        return rare.then_some(4);
    }
    let heads = matches!((lexicon.heads.get(w), lexicon.heads.get(r)), (Some(a), Some(b)) if a == b);
    let distinct =
        name.words.iter().enumerate().filter(|(at, o)| *at != hole && !lexicon.words.connectors.contains(*o)).count();
    let office = lexicon.words.offices.contains(r);
    if heads && distinct >= if office { 2 } else { 1 } && uses <= 3 {
        // A university may have a college of its name; a state may have its own commission.
        return Some(4 + distinct as i32);
    }
    if !first || !one {
        return None;
    }
    let possessive = word.full_end > word.end && hole + 1 < window.len();
    if possessive && lexicon.plural(w, r) {
        return Some(6);
    }
    if marks.unknown() && theirs_known(theirs, register.knows(r)) && !lexicon.derived(w, r, false) {
        return Some(7);
    }
    let derived = lexicon.plural(w, r) || lexicon.derived(w, r, true);
    (distinct >= 2 && !derived || distinct >= 2 && lexicon.plural(w, r) && name.words.len() >= 3)
        .then_some(3)
        .filter(|_| uses <= 2)
}

fn theirs_known(marks: crate::language::Marks, register: bool) -> bool {
    !marks.unknown() || register
}

pub(super) fn push(
    _draft: &Draft,
    found: &mut Vec<Doubt>,
    start: usize,
    end: usize,
    suggest: String,
    right: &str,
    reason: &'static str,
) {
    found.push(Doubt {
        against: Against::Register,
        start,
        end,
        suggest: Some(suggest),
        other: None,
        right: right.to_owned(),
        margin: 100,
        reason,
    });
}
