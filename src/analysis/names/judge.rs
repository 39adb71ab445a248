//! One name in two spellings, or two names? The judgement over a pair of forms, and which of the two is wrong.
//!
//! Each fact about the pair has a weight; the sum must pass a bar. Weights were fitted to printed articles with one name changed
//! (4,550 articles) and rounded; a fact that lists give (known or unknown) never decides alone, a shared context does.

use crate::analysis::names::{
    Against, Doubt,
    facts::{WEIGHTS, facts, listed},
    mention::{Draft, Form},
    near,
    slip::Slip,
    word::Case,
};

/// The bar that a sum of weights must pass: about one false alarm in 100,000 words.
pub const BAR: i32 = 50;

pub fn judge(draft: &Draft, found: &mut Vec<Doubt>) {
    for (a, b, slip) in near::pairs(&draft.forms) {
        let Some((w, r, sum, margin)) = verdict(draft, a, b, slip) else { continue };
        if sum >= BAR {
            report(draft, w, r, margin, found);
        }
    }
}

/// The better of both directions with its sum; none where the pair is out of the question.
pub fn verdict(draft: &Draft, a: usize, b: usize, slip: Slip) -> Option<(usize, usize, i32, i32)> {
    if barred(draft, a, b) {
        return None;
    }
    let sum = |w, r| {
        facts(draft, w, r, slip)
            .iter()
            .zip(WEIGHTS)
            .map(|(&fact, (_, weight))| if fact { weight } else { 0 })
            .sum::<i32>()
    };
    let (ab, ba) = (sum(a, b), sum(b, a));
    // On a tie the later form is under suspicion: the first mention is the introduction.
    Some(if ab > ba { (a, b, ab, ab - ba) } else { (b, a, ba, ba - ab) })
}

/// Pairs that no context can make a finding.
fn barred(draft: &Draft, a: usize, b: usize) -> bool {
    let (x, y) = (&draft.forms[a], &draft.forms[b]);
    let lexicon = &draft.names.lexicon;
    let acronym = |form: &Form| {
        form.fold.len() <= 6
            && form.uses.iter().all(|u| draft.words[u.word].case == Case::Upper && !draft.words[u.word].titled)
            && !form.uses.is_empty()
            && !form.marks.given()
    };
    if acronym(x) && (acronym(y) || y.uses.iter().any(|u| draft.words[u.word].case == Case::Upper))
        || acronym(y) && x.uses.iter().any(|u| draft.words[u.word].case == Case::Upper)
    {
        return true;
    }
    if x.lefts.contains(&b) || x.rights.contains(&b) || y.lefts.contains(&a) || y.rights.contains(&a) {
        return true;
    }
    // A given name here, a surname there; a capital that only opens a sentence; two people with their given names.
    if opposite(draft, x, y)
        || opposite(draft, y, x)
        || x.firm == 0 && x.marks.word() && y.firm == 0
        || two_people(draft, x, y)
        || other_kind(draft, x, y)
        || other_kind(draft, y, x)
    {
        return true;
    }
    let digits = |form: &Form| form.fold.bytes().any(|b| b.is_ascii_digit());
    draft.names.register.different(&x.fold, &y.fold)
        || x.calendar && y.calendar
        || x.honorific && y.honorific
        || lexicon.lookalike(&x.fold, &y.fold)
        || digits(x)
        || digits(y)
        || same_head(draft, x, y)
        || kin(draft, x, y)
}

/// “Sarah Lindqvist and her cousin Sara Lindqvist”: one surname, and a word between the two that says how they are related.
fn kin(draft: &Draft, x: &Form, y: &Form) -> bool {
    const NEAR: usize = 8; // words
    x.uses.iter().filter(|u| u.right.is_some()).any(|u| {
        let from = y.uses.partition_point(|v| v.word + NEAR < u.word);
        y.uses[from..].iter().take_while(|v| v.word <= u.word + NEAR).any(|v| {
            let between = u.word.min(v.word)..u.word.max(v.word);
            u.right == v.right
                && draft.words[between].iter().any(|word| draft.names.lexicon.words.kin.contains(&*word.fold))
        })
    })
}

fn same_head(draft: &Draft, x: &Form, y: &Form) -> bool {
    // Institute and Institution are judged by the whole name, in `form`.
    matches!((draft.names.lexicon.heads.get(&x.fold), draft.names.lexicon.heads.get(&y.fold)), (Some(a), Some(b)) if a == b)
}

/// Is `x` only seen as a given name and `y` only as a surname?
fn opposite(_draft: &Draft, x: &Form, y: &Form) -> bool {
    x.lefts.is_empty()
        && !x.rights.is_empty()
        && x.titled == 0
        && x.marks.given()
        && !y.lefts.is_empty()
        && y.rights.is_empty()
}

/// Is `x` a place or an ordinary word, and `y` a name in other company? Saudi and Nouha Saoudi; Board and James Bovard; Famed and Famer.
fn other_kind(draft: &Draft, x: &Form, y: &Form) -> bool {
    let shared = x.lefts.intersection(&y.lefts).next().is_some() || x.rights.intersection(&y.rights).next().is_some();
    let place = draft.names.register.place(&x.fold);
    let ordinary = x.marks.word() && !x.marks.common_surname() && !x.marks.given() && !place;
    let given = x.marks.given() && y.marks.given();
    let company = !y.lefts.is_empty() || !y.rights.is_empty();
    let stranger = place && company && (!y.givens.is_empty() || !y.marks.unknown());
    let pair = given && x.givens.is_empty() && y.givens.is_empty() && !x.rights.is_empty() && !y.rights.is_empty();
    let body = x.marks.word() && x.givens.is_empty() && x.bare == 0 && !y.givens.is_empty();
    let middle = interior(x) && !interior(y);
    let lists = listed(draft, x) && listed(draft, y);
    let short = draft.names.lexicon.nickname(&x.fold, &y.fold);
    let once = x.uses.len() == 1
        && y.uses.len() == 1
        && (x.marks.word() || place)
        && x.firm > 0
        && y.firm > 0
        && y.marks.unknown()
        && y.givens.is_empty()
        && !y.rights.is_empty();
    let inner = x.bare == 0 && !x.lefts.is_empty() && y.lefts.is_empty() && !y.rights.is_empty() && y.bare == 0;
    !shared
        && (middle
            || body
            || inner
            || lists
            || short
            || once
            || stranger
            || ordinary && !y.givens.is_empty() && x.givens.is_empty() && !draft.names.register.knows(&x.fold)
            || x.marks.word() && !y.marks.unknown() && y.lefts.is_empty() && !y.rights.is_empty()
            || ordinary && x.firm == 0
            || pair)
}

/// Does the form always stand inside a longer name, as Jong in Kim Jong Un?
fn interior(form: &Form) -> bool {
    form.uses.iter().all(|u| u.left.is_some() && u.right.is_some())
}

/// Both introduced with given names, none of them shared, and both known as names.
fn two_people(draft: &Draft, x: &Form, y: &Form) -> bool {
    let known = |f: &Form| !f.givens.is_empty();
    let lexicon = &draft.names.lexicon;
    let alike = |g: &usize, h: &usize| {
        let (g, h) = (&draft.forms[*g].fold, &draft.forms[*h].fold);
        g == h || lexicon.nickname(g, h) || crate::analysis::names::slip::slip(g, h) == Some(Slip::One)
    };
    x.marks.surname()
        && y.marks.surname()
        && known(x)
        && known(y)
        && !x.givens.iter().any(|g| y.givens.iter().any(|h| alike(g, h)))
}

/// Every place of the wrong form, with the nearest place of the right one before it.
fn report(draft: &Draft, w: usize, r: usize, margin: i32, found: &mut Vec<Doubt>) {
    let right = &draft.forms[r];
    let usual = spelling(draft, right);
    for place in &draft.forms[w].uses {
        let word = &draft.words[place.word];
        let before = right.uses.partition_point(|u| u.word < place.word);
        let other =
            right.uses.get(before.saturating_sub(1)).map(|u| (draft.words[u.word].start, draft.words[u.word].end));
        let suggest = match word.case {
            Case::Upper => usual.to_uppercase(),
            _ => usual.to_owned(),
        };
        found.push(Doubt {
            against: Against::Draft,
            start: word.start,
            end: word.end,
            suggest: Some(suggest),
            other,
            right: usual.to_owned(),
            reason: "near",
            margin,
        });
    }
}

/// How a form is usually written: the most frequent spelling that is not all capitals, the first of equals.
pub fn spelling<'a>(draft: &Draft<'a>, form: &Form) -> &'a str {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for place in &form.uses {
        let text = draft.written(place.word);
        let weight = if matches!(draft.words[place.word].case, Case::Upper | Case::Double) { 1 } else { 1000 };
        match counts.iter_mut().find(|(t, _)| *t == text) {
            Some((_, n)) => *n += weight,
            None => counts.push((text, weight)),
        }
    }
    let most = counts.iter().map(|c| c.1).max().unwrap_or(0);
    counts.iter().find(|c| c.1 == most).map_or("", |c| c.0)
}
