//! What is known of a pair of forms, fact by fact, and what each fact weighs.
//!
//! `w` is the form under suspicion, `r` the one that it should be. The weights are hundredths of a logit, fitted by
//! `fit.py` (logistic regression) to 4,550 articles of which four fifths were used, then rounded; facts that weighed nothing were left
//! out. A list of names only shifts the burden of proof: no fact that a list gives passes the bar without a context.

use crate::analysis::names::{
    mention::{Draft, Form},
    slip::Slip,
    word::Case,
};

/// Each fact and its weight, in the order of [`facts`].
pub const WEIGHTS: [(&str, i32); 64] = [
    ("always", -687),
    ("one slip", 237),
    ("two slips", -259),
    ("three letters or fewer", -229),
    ("w is in no list", 271),
    ("w is a frequent surname", 164),
    ("w is a surname", 98),
    ("w is a given name", 206),
    ("w is an ordinary word", -108),
    ("w is a proper name", -185),
    ("w also stands in lower case", -127),
    ("r is in no list", -150),
    ("r is an ordinary word", 55),
    ("r is a known name", 70),
    ("w once", 371),
    ("w three times or more", -96),
    ("r once", -109),
    ("r three times or more", 60),
    ("the same word after both", 118),
    ("given names before both, none shared", -73),
    ("a title before both", 85),
    ("one made of the other by an ending", -213),
    ("one made of the other, both known", -93),
    ("plural or possessive", -177),
    ("a day or month", -341),
    ("w is ordinary and stands in lower case", -106),
    ("given names of two sexes", -74),
    ("register knows r", 146),
    ("register knows w", -173),
    ("given names before the same word", 106),
    ("unknown w, same word before", 77),
    ("last letters differ", -95),
    ("w always in capitals", -111),
    ("neither in a list", 117),
    ("unknown w, given names not shared", -63),
    ("w more often than r", -132),
    ("known w, no shared context", -78),
    ("w ordinary, only where a capital says little", -121),
    ("r also stands in lower case", -128),
    ("w a rare surname", 133),
    ("rare surname, bare and never introduced", -89),
    ("ordinary w, same word before", 95),
    ("ordinary w, same word after", 104),
    ("w lacks the plural of r", 347),
    ("w lacks the plural of r and is never introduced", 138),
    ("plural with the same word before that is no given name", -64),
    ("w is a plural after the", -127),
    ("w is the plural, same word before", -77),
    ("r twelve times or more", 76),
    ("both speak", 84),
    ("register knows r, not w", 82),
    ("register knows r, w a rare surname", 76),
    ("w bare and never introduced, without neighbours, r twice", 124),
    ("the before w", -72),
    ("the before r", -59),
    ("frequent surname, same word after", -227),
    ("two slips, w unknown or rare", -120),
    ("two slips and a shared context", 73),
    ("w is the plural of an introduced name", -243),
    ("w lacks the plural and is introduced", 78),
    ("ordinary w where a capital says little, r three times", 98),
    ("w a given name, r a surname only", -96),
    ("register knows w, not r", -236),
    ("other words before each", -61),
];

/// The facts of a pair, in the order of [`WEIGHTS`].
pub fn facts(draft: &Draft, wi: usize, ri: usize, slip: Slip) -> [bool; 64] {
    let (w, r) = (&draft.forms[wi], &draft.forms[ri]);
    let lexicon = &draft.names.lexicon;
    let len = w.fold.chars().count().min(r.fold.chars().count());
    let (nw, nr) = (w.uses.len(), r.uses.len());
    let left = w.lefts.intersection(&r.lefts).next().is_some();
    let right = w.rights.intersection(&r.rights).next().is_some();
    let named = |form: &Form| form.marks.surname() || form.marks.given() || form.marks.proper();
    let known = !w.marks.unknown() && !r.marks.unknown();
    let orphan = |x: &Form, y: &Form| {
        !draft.names.register.place(&x.fold)
            && x.givens.is_empty()
            && x.bare > 0
            && x.firm > 0
            && x.article == 0
            && !y.givens.is_empty()
    };
    let apart = !w.givens.is_empty()
        && !r.givens.is_empty()
        && !w
            .givens
            .iter()
            .any(|&g| r.givens.iter().any(|&h| g == h || lexicon.nickname(&draft.forms[g].fold, &draft.forms[h].fold)));
    let weak = w.firm == 0;
    let ordinary = w.marks.word() && w.lower > 0;
    let gender =
        w.marks.given() && r.marks.given() && (w.marks.man() != r.marks.man() || w.marks.woman() != r.marks.woman());
    let derived = lexicon.derived(&w.fold, &r.fold, false);
    let derived_known = known && lexicon.derived(&w.fold, &r.fold, true);
    let title = w.titled > 0 && r.titled > 0;
    let unknown = w.marks.unknown();
    let reg_r = draft.names.register.knows(&r.fold);
    let reg_w = draft.names.register.knows(&w.fold);
    let right_given = right && w.marks.given() && r.marks.given();
    let last_differs = w.fold.chars().last() != r.fold.chars().last();
    let left_given = w.givens.intersection(&r.givens).any(|&g| draft.forms[g].marks.given());
    let rare = w.marks.0 == 1;
    let plural = lexicon.plural(&w.fold, &r.fold);
    let shorter = w.fold.len() < r.fold.len();
    let upper = w.uses.iter().all(|u| draft.words[u.word].case == Case::Upper);
    [
        true,
        slip == Slip::One,
        slip == Slip::Two,
        len <= 3,
        unknown,
        w.marks.common_surname(),
        w.marks.surname(),
        w.marks.given(),
        w.marks.word(),
        w.marks.proper(),
        w.lower > 0,
        r.marks.unknown(),
        r.marks.word(),
        named(r),
        nw == 1,
        nw >= 3,
        nr == 1,
        nr >= 3,
        right,
        apart,
        title,
        derived,
        derived_known,
        lexicon.plural(&w.fold, &r.fold),
        w.calendar || r.calendar,
        ordinary,
        gender,
        reg_r,
        reg_w,
        right_given,
        unknown && left,
        last_differs,
        upper,
        unknown && r.marks.unknown(),
        unknown && apart,
        nw > nr,
        !unknown && !left && !right && !orphan(w, r) && !orphan(r, w),
        weak && w.marks.word(),
        r.lower > 0,
        rare,
        rare && orphan(w, r),
        w.marks.word() && left,
        w.marks.word() && right,
        plural && shorter,
        plural && shorter && orphan(w, r),
        plural && left && !left_given,
        plural && !shorter && w.article > 0,
        plural && !shorter && left,
        nr >= 12,
        speaks(draft, w) && speaks(draft, r),
        reg_r && !reg_w,
        reg_r && !reg_w && rare,
        orphan(w, r) && apart_none(w, r),
        w.article > 0,
        r.article > 0,
        w.marks.common_surname() && right,
        slip == Slip::Two && (unknown || rare),
        slip == Slip::Two && (left || right || orphan(w, r)),
        plural && !shorter && !r.givens.is_empty() && w.givens.is_empty(),
        plural && shorter && !w.givens.is_empty(),
        weak && w.marks.word() && nr >= 3,
        w.marks.given() && r.marks.surname() && !r.marks.given(),
        reg_w && !reg_r,
        !w.lefts.is_empty() && !r.lefts.is_empty() && !left && w.bare == 0,
    ]
}

fn apart_none(w: &Form, r: &Form) -> bool {
    w.lefts.is_empty() && w.rights.is_empty() && r.uses.len() >= 2
}

/// Stand all uses in a list of names, where neighbours are strangers?
pub fn listed(draft: &Draft, form: &Form) -> bool {
    form.uses.iter().all(|u| draft.words[u.word].listed)
}

/// Does a bare use of the form speak: Clanton said?
fn speaks(draft: &Draft, form: &Form) -> bool {
    form.uses.iter().any(|u| {
        let (word, next) = (&draft.words[u.word], draft.words.get(u.word + 1));
        next.is_some_and(|n| n.block == word.block && draft.names.lexicon.words.verbs.contains(&n.fold))
    })
}
