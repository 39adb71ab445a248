//! What speaks for and against two forms being one name, fact by fact, with the weight of each.
//!
//! In a pair, `wrong` is the form under suspicion and `right` the one that it should be. Weights are hundredths of a logit. They were
//! fitted by logistic regression to 4,550 printed articles with one name changed, of which four fifths were used, and
//! rounded; facts that weighed nothing were left out. Lists of names shift the burden of proof and no more: no fact that a list
//! gives passes the bar without a shared context.

use super::doubt::Certainty;
use super::meant::is_new;
use crate::analysis::names::mentions::{Case, Draft, Form};
use crate::analysis::names::slip::Slip;
use crate::language::NameTags;

/// A fact: its name, its weight, and whether it holds for a pair.
type Fact = (&'static str, i32, fn(&Pair) -> bool);

/// All facts. A negative weight speaks for two names.
pub const FACTS: &[Fact] = &[
    ("always", -687, |_| true),
    // How far apart the two are. Short words are one letter apart by chance.
    ("one slip", 237, |pair| pair.slip == Slip::One),
    ("two slips", -259, |pair| pair.slip == Slip::Two),
    ("three letters or fewer", -229, |pair| pair.letters <= 3),
    ("last letters differ", -95, |pair| pair.last_letter_differs),
    ("two slips, wrong unknown or rare", -120, |pair| {
        pair.slip == Slip::Two && (pair.wrong.marks.unknown() || pair.rare)
    }),
    ("two slips and a shared context", 73, |pair| {
        pair.slip == Slip::Two && (pair.shared_left || pair.shared_right || pair.wrong_is_orphan)
    }),
    // What lists know. A word that no list has is seldom anybody's name.
    ("wrong is in no list", 271, |pair| pair.wrong.marks.unknown()),
    ("wrong is a frequent surname", 164, |pair| pair.wrong.marks.common_surname()),
    ("wrong is a surname", 98, |pair| pair.wrong.marks.surname()),
    ("wrong is a given name", 206, |pair| pair.wrong.marks.given()),
    ("wrong is an ordinary word", -108, |pair| pair.wrong.marks.word()),
    ("wrong is a proper name", -185, |pair| pair.wrong.marks.proper()),
    ("wrong is a rare surname", 133, |pair| pair.rare),
    ("right is in no list", -150, |pair| pair.right.marks.unknown()),
    ("right is an ordinary word", 55, |pair| pair.right.marks.word()),
    ("right is a known name", 70, |pair| {
        pair.right.marks.surname() || pair.right.marks.given() || pair.right.marks.proper()
    }),
    ("neither is in a list", 117, |pair| pair.wrong.marks.unknown() && pair.right.marks.unknown()),
    ("given names of two sexes", -74, |pair| pair.two_sexes()),
    ("wrong is a given name, right only a surname", -96, |pair| {
        pair.wrong.marks.given() && pair.right.marks.surname() && !pair.right.marks.given()
    }),
    // What the register knows.
    ("register knows right", 146, |pair| pair.register_knows_right),
    ("register knows wrong", -173, |pair| pair.register_knows_wrong),
    ("register knows right, not wrong", 82, |pair| pair.register_knows_right && !pair.register_knows_wrong),
    ("register knows right, wrong is a rare surname", 76, |pair| {
        pair.register_knows_right && !pair.register_knows_wrong && pair.rare
    }),
    ("register knows wrong, not right", -236, |pair| pair.register_knows_wrong && !pair.register_knows_right),
    // How often each stands here. A slip happens once.
    ("wrong once", 371, |pair| pair.wrong.uses.len() == 1),
    ("wrong three times or more", -96, |pair| pair.wrong.uses.len() >= 3),
    ("right once", -109, |pair| pair.right.uses.len() == 1),
    ("right three times or more", 60, |pair| pair.right.uses.len() >= 3),
    ("right twelve times or more", 76, |pair| pair.right.uses.len() >= 12),
    ("wrong more often than right", -132, |pair| pair.wrong.uses.len() > pair.right.uses.len()),
    // Whether it is a name at all. A capital at the opening of a sentence or in a headline means little.
    ("wrong also stands in lower case", -127, |pair| pair.wrong.lower > 0),
    ("right also stands in lower case", -128, |pair| pair.right.lower > 0),
    ("wrong is ordinary and stands in lower case", -106, |pair| pair.wrong.marks.word() && pair.wrong.lower > 0),
    ("wrong is ordinary, only where a capital means little", -121, |pair| {
        pair.wrong.firm == 0 && pair.wrong.marks.word()
    }),
    ("wrong is ordinary where a capital means little, right three times", 98, |pair| {
        pair.wrong.firm == 0 && pair.wrong.marks.word() && pair.right.uses.len() >= 3
    }),
    ("wrong always in capitals", -111, |pair| pair.wrong_in_capitals),
    ("a day or month", -341, |pair| pair.wrong.calendar || pair.right.calendar),
    // The company that each keeps: a shared neighbour speaks for one name, neighbours of its own for two.
    ("same word after both", 118, |pair| pair.shared_right),
    ("given names before both, none shared", -73, |pair| pair.given_names_differ),
    ("wrong unknown, given names not shared", -63, |pair| pair.wrong.marks.unknown() && pair.given_names_differ),
    ("a title before both", 85, |pair| pair.wrong.titled > 0 && pair.right.titled > 0),
    ("given names before the same word", 106, |pair| {
        pair.shared_right && pair.wrong.marks.given() && pair.right.marks.given()
    }),
    ("wrong unknown, same word before", 77, |pair| pair.wrong.marks.unknown() && pair.shared_left),
    ("wrong ordinary, same word before", 95, |pair| pair.wrong.marks.word() && pair.shared_left),
    ("wrong ordinary, same word after", 104, |pair| pair.wrong.marks.word() && pair.shared_right),
    ("frequent surname, same word after", -227, |pair| pair.wrong.marks.common_surname() && pair.shared_right),
    ("wrong known, no shared context", -78, |pair| {
        let shared = pair.shared_left || pair.shared_right || pair.wrong_is_orphan || pair.right_is_orphan;
        !pair.wrong.marks.unknown() && !shared
    }),
    ("other words before each", -61, |pair| {
        let both = !pair.wrong.lefts.is_empty() && !pair.right.lefts.is_empty();
        both && !pair.shared_left && pair.wrong.bare == 0
    }),
    ("both speak", 84, |pair| pair.both_speak),
    ("the before wrong", -72, |pair| pair.wrong.article > 0),
    ("the before right", -59, |pair| pair.right.article > 0),
    // An orphan is a surname alone of somebody who was never introduced; the introduction may be that of the other form.
    ("rare surname, bare and never introduced", -89, |pair| pair.rare && pair.wrong_is_orphan),
    ("wrong bare and never introduced, without neighbours, right twice", 124, |pair| {
        let alone = pair.wrong.lefts.is_empty() && pair.wrong.rights.is_empty();
        pair.wrong_is_orphan && alone && pair.right.uses.len() >= 2
    }),
    // By hand, for slips that were printed: names that sound alike, as Myers and Meyers do, are taken for each other.
    ("sounds alike, bare once, other introduced and more often", 110, |pair| pair.is_heard_as_introduced()),
    // By hand too: how a draft mostly writes a name says more than a list that has the other form for somebody else.
    ("register knows wrong, once against more and in one company", 180, |pair| pair.is_outnumbered()),
    // Endings: “the Hartleys”, “German”, “Trumpism” are no slips. But a name that lacks its own *s* is one.
    ("one made of the other by an ending", -213, |pair| pair.derived),
    ("one made of the other, both known", -93, |pair| pair.derived_and_known),
    ("plural or possessive", -177, |pair| pair.plural),
    ("wrong lacks the plural of right", 347, |pair| pair.plural && pair.wrong_is_shorter),
    ("wrong lacks the plural of right and is never introduced", 138, |pair| {
        pair.plural && pair.wrong_is_shorter && pair.wrong_is_orphan
    }),
    ("wrong lacks the plural and is introduced", 78, |pair| {
        pair.plural && pair.wrong_is_shorter && !pair.wrong.givens.is_empty()
    }),
    ("plural with the same word before that is not a given name", -64, |pair| {
        pair.plural && pair.shared_left && !pair.shared_given
    }),
    ("wrong is a plural after the", -127, |pair| pair.plural && !pair.wrong_is_shorter && pair.wrong.article > 0),
    ("wrong is the plural, same word before", -77, |pair| pair.plural && !pair.wrong_is_shorter && pair.shared_left),
    ("wrong is the plural of an introduced name", -243, |pair| {
        let introduced = !pair.right.givens.is_empty() && pair.wrong.givens.is_empty();
        pair.plural && !pair.wrong_is_shorter && introduced
    }),
];

/// Two forms, with what several facts ask about them.
pub struct Pair<'d> {
    wrong: &'d Form<'d>,
    right: &'d Form<'d>,
    slip: Slip,
    /// Letters of the shorter one.
    letters: usize,
    /// Whether some word stands before both, and whether some word stands after both.
    shared_left: bool,
    shared_right: bool,
    /// Whether a given name stands before both.
    shared_given: bool,
    /// Whether both have given names before them, and none of one is a form of one of the other.
    given_names_differ: bool,
    last_letter_differs: bool,
    derived: bool,
    derived_and_known: bool,
    plural: bool,
    wrong_is_shorter: bool,
    /// Whether `wrong` is a surname that few people have, and nothing else.
    rare: bool,
    wrong_is_orphan: bool,
    right_is_orphan: bool,
    wrong_in_capitals: bool,
    register_knows_wrong: bool,
    register_knows_right: bool,
    both_speak: bool,
    sounds_alike: bool,
    /// Whether the draft introduces `wrong` as a name of its own.
    wrong_is_new: bool,
    /// Whether a title, or a word that lists have as a given name, stands before `right` somewhere.
    right_is_introduced: bool,
}

impl<'d> Pair<'d> {
    /// The form `wrong` under suspicion to be the form `right`, from which it is `slip` apart.
    pub fn new(draft: &'d Draft, wrong: usize, right: usize, slip: Slip) -> Self {
        let (wrong, right) = (&draft.forms[wrong], &draft.forms[right]);
        let lexicon = draft.lexicon;
        let known = !wrong.marks.unknown() && !right.marks.unknown();
        Self {
            slip,
            letters: wrong.fold.chars().count().min(right.fold.chars().count()),
            shared_left: wrong.lefts.meets(&right.lefts),
            shared_right: wrong.rights.meets(&right.rights),
            shared_given: wrong.givens.shared(&right.givens).any(|&given| draft.forms[given].marks.given()),
            given_names_differ: given_names_differ(draft, wrong, right),
            last_letter_differs: wrong.fold.chars().last() != right.fold.chars().last(),
            derived: lexicon.derived(wrong.fold, right.fold, false),
            derived_and_known: known && lexicon.derived(wrong.fold, right.fold, true),
            plural: lexicon.plural(wrong.fold, right.fold),
            wrong_is_shorter: wrong.fold.len() < right.fold.len(),
            rare: wrong.marks.only_rare_surname(),
            wrong_is_orphan: is_orphan(draft, wrong, right),
            right_is_orphan: is_orphan(draft, right, wrong),
            wrong_in_capitals: wrong.uses.iter().all(|of| draft.shape(of.word()).case() == Case::Upper),
            register_knows_wrong: wrong.is_in_register,
            register_knows_right: right.is_in_register,
            sounds_alike: lexicon.sound(wrong.fold) == lexicon.sound(right.fold),
            both_speak: speaks(draft, wrong) && speaks(draft, right),
            wrong_is_new: is_new(draft, wrong),
            right_is_introduced: is_introduced(draft, right),
            wrong,
            right,
        }
    }

    /// The sum of the weights of all facts that hold.
    pub fn weight(&self) -> i32 {
        FACTS.iter().filter(|(_, _, holds)| holds(self)).map(|(_, weight, _)| weight).sum()
    }

    /// Whether an ending makes one of the other: Americas and Americans, Hartleys and Hartley.
    pub fn differs_in_ending(&self) -> bool {
        self.plural || self.derived || self.derived_and_known
    }

    /// How sure a finding about the pair is, once the sum of weights has passed the bar.
    ///
    /// It is sure where no list has the form under suspicion and nothing says that it is another name, or where the two share
    /// what stands beside them. A word that lists know, alone, is as often another name.
    pub fn certainty(&self) -> Certainty {
        let shared = self.shared_left || self.shared_right;
        let context = shared || self.wrong_is_orphan || self.right_is_orphan;
        let ordinary = |form: &Form| form.marks.word() && !form.marks.surname() && !form.marks.given();
        let (wrong, right) = (self.wrong.marks, self.right.marks);
        let two_words = ordinary(self.wrong) && ordinary(self.right);
        let two_places = wrong.proper() && right.proper();
        let hint = (self.letters < 4 && !shared)
            || (!wrong.unknown() && !context)
            || ((two_words || two_places) && !shared)
            // “Outlets like Cemnet” next to cement, “tools like Solang” next to Solana.
            || (wrong.unknown() && ordinary(self.right) && !shared)
            || (self.wrong_is_new && !shared)
            || (self.derived && !self.shared_given);
        if hint {
            return Certainty::Hint;
        }
        // Each among neighbours of its own, or the other seen only once: a name of its own is as likely.
        let apart = !self.wrong.lefts.is_empty() || !self.wrong.rights.is_empty();
        let likely = (self.slip == Slip::Two && !shared)
            || (right.unknown() && !context)
            || (!shared && self.wrong_is_orphan && !self.right_is_introduced)
            || (!context
                && (self.right.uses.len() == 1
                    || (apart && matches!(self.right.bare, bare if bare == 0 || bare == self.right.uses.len()))));
        if likely { Certainty::Likely } else { Certainty::Sure }
    }

    /// Whether the form under suspicion stands once, alone, and sounds like the surname of somebody who is introduced.
    fn is_heard_as_introduced(&self) -> bool {
        self.sounds_alike && self.wrong_is_orphan && self.wrong.uses.len() == 1 && self.right.uses.len() >= 2
    }

    /// Whether both are ordinary words, so that which of the two is the slip is anybody's guess: the Statue, or the State, of Liberty.
    pub fn are_words(&self) -> bool {
        let ordinary = |form: &Form| form.marks.word() && !form.marks.surname() && !form.marks.given();
        ordinary(self.wrong) && ordinary(self.right)
    }

    /// Whether the form under suspicion is a long word that no list has and that stands once; with `known`, a list may have it.
    pub fn is_unheard_of(&self, known: bool) -> bool {
        (self.wrong.marks.unknown() || known) && self.wrong.uses.len() == 1 && self.letters >= 5
    }

    /// Whether the register has only the form under suspicion, which stands once, while the draft mostly has the other one.
    fn is_outnumbered(&self) -> bool {
        let company = self.wrong_is_orphan || self.shared_left || self.shared_right;
        let known = self.register_knows_wrong && !self.register_knows_right;
        known && company && self.wrong.uses.len() == 1 && self.right.uses.len() >= 2
    }

    fn two_sexes(&self) -> bool {
        let (one, other) = (self.wrong.marks, self.right.marks);
        one.given() && other.given() && (one.man() != other.man() || one.woman() != other.woman())
    }
}

/// Whether a form stands alone and without a given name, while the other is introduced with one: it may be the same person.
fn is_orphan(draft: &Draft, form: &Form, other: &Form) -> bool {
    !draft.register.place(form.fold)
        && form.givens.is_empty()
        && form.bare > 0
        && form.firm > 0
        && form.article == 0
        && !other.givens.is_empty()
}

/// Whether a word that lists have as a given name stands before the form somewhere, or a title.
fn is_introduced(draft: &Draft, form: &Form) -> bool {
    form.titled > 0 || form.givens.iter().any(|&given| draft.forms[given].marks.given())
}

fn given_names_differ(draft: &Draft, one: &Form, other: &Form) -> bool {
    let alike = |a: &usize, b: &usize| a == b || draft.lexicon.nickname(draft.forms[*a].fold, draft.forms[*b].fold);
    !one.givens.is_empty()
        && !other.givens.is_empty()
        && !one.givens.iter().any(|a| other.givens.iter().any(|b| alike(a, b)))
}

/// Whether a verb of speech or the like follows some use of the form: “Clanton said”.
fn speaks(draft: &Draft, form: &Form) -> bool {
    form.uses.iter().any(|of| {
        let next = draft.words.get(of.word() + 1);
        next.is_some_and(|next| !next.is_first() && draft.is(next, NameTags::VERB))
    })
}

#[cfg(test)]
mod tests {
    use super::FACTS;

    /// The weights as fitted. A weight belongs to the fact of its name, wherever in the table that stands.
    const FITTED: &str = "
         -687 always
          237 one slip
         -259 two slips
         -229 three letters or fewer
          -95 last letters differ
         -120 two slips, wrong unknown or rare
           73 two slips and a shared context
          271 wrong is in no list
          164 wrong is a frequent surname
           98 wrong is a surname
          206 wrong is a given name
         -108 wrong is an ordinary word
         -185 wrong is a proper name
          133 wrong is a rare surname
         -150 right is in no list
           55 right is an ordinary word
           70 right is a known name
          117 neither is in a list
          -74 given names of two sexes
          -96 wrong is a given name, right only a surname
          146 register knows right
         -173 register knows wrong
           82 register knows right, not wrong
           76 register knows right, wrong is a rare surname
         -236 register knows wrong, not right
          371 wrong once
          -96 wrong three times or more
         -109 right once
           60 right three times or more
           76 right twelve times or more
         -132 wrong more often than right
         -127 wrong also stands in lower case
         -128 right also stands in lower case
         -106 wrong is ordinary and stands in lower case
         -121 wrong is ordinary, only where a capital means little
           98 wrong is ordinary where a capital means little, right three times
         -111 wrong always in capitals
         -341 a day or month
          118 same word after both
          -73 given names before both, none shared
          -63 wrong unknown, given names not shared
           85 a title before both
          106 given names before the same word
           77 wrong unknown, same word before
           95 wrong ordinary, same word before
          104 wrong ordinary, same word after
         -227 frequent surname, same word after
          -78 wrong known, no shared context
          -61 other words before each
           84 both speak
          -72 the before wrong
          -59 the before right
          -89 rare surname, bare and never introduced
          124 wrong bare and never introduced, without neighbours, right twice
          110 sounds alike, bare once, other introduced and more often
          180 register knows wrong, once against more and in one company
         -213 one made of the other by an ending
          -93 one made of the other, both known
         -177 plural or possessive
          347 wrong lacks the plural of right
          138 wrong lacks the plural of right and is never introduced
           78 wrong lacks the plural and is introduced
          -64 plural with the same word before that is not a given name
         -127 wrong is a plural after the
          -77 wrong is the plural, same word before
         -243 wrong is the plural of an introduced name
    ";

    #[test]
    fn each_fact_has_its_fitted_weight() {
        let pinned: Vec<(i32, &str)> = FITTED
            .lines()
            .filter_map(|line| line.trim().split_once(' '))
            .map(|(weight, name)| (weight.parse().expect("a number"), name))
            .collect();
        let held: Vec<(i32, &str)> = FACTS.iter().map(|&(name, weight, _)| (weight, name)).collect();
        assert_eq!(held, pinned);
    }
}
