//! Names that are not as the register has them: Brooking Institute for Brookings Institution, Coca Cola for Coca-Cola.
//!
//! Every window of capitalised words is looked up with each of its words left out, so the work is linear in the text. What the
//! register says is weighed against the lists of known names: a surname that many people have is somebody else's, not a slip.

use super::candidate::Run;
use super::doubt::{Certainty, Doubt, DoubtKind};
use crate::analysis::names::house::{Name, NameKind, Register, Roles};
use crate::analysis::names::mentions::{Case, Draft, Word};
use crate::analysis::names::slip::{is_slip, looks_alike};
use crate::language::{Marks, NameLexicon, NameTags};

/// The maximum number of words of a name that are looked up.
const LONGEST: usize = 9;

/// The weight of a miss where lists know the word of the draft as well as that of the register.
const BOTH_KNOWN: i32 = 3;

/// The maximum number of letters of an acronym; longer words in capitals are shouted.
const LONGEST_INITIALS: usize = 5;

/// Adds the names that are not as the register has them.
pub fn judge(draft: &Draft, found: &mut Vec<Doubt>) {
    if draft.register.is_empty() {
        return;
    }
    let longest = draft.register.longest.min(LONGEST);
    let mut run = Run::default();
    // The words up to here belong to a name that was just found.
    let mut done = 0;
    for first in draft.capitals() {
        let word = draft.word(first);
        if first < done || word.is_mute() || draft.is_letter(word) {
            continue;
        }
        run.read(draft, first, longest);
        for len in (run.shortest()..=run.words.len()).rev() {
            let last = run.words[len - 1];
            if !draft.shape(last).capital() {
                continue;
            }
            let window = run.window(draft, len);
            if len <= run.parts && window.known(found) {
                done = last + 1;
                break;
            }
            if len >= 2 && window.nearly(found) {
                break;
            }
        }
    }
}

impl<'d> Run<'d> {
    /// The first `len` words.
    fn window<'w>(&'w self, draft: &'w Draft<'d>, len: usize) -> Window<'w, 'd> {
        let end = self.ends.get(len - 1).copied().unwrap_or_default();
        let (words, folds, roles) = (&self.words[..len], &self.folds[..len], &self.roles[..len]);
        Window { draft, words, folds, roles, whole: &self.whole[..end] }
    }
}

/// Words that may be one name.
struct Window<'w, 'd> {
    draft: &'w Draft<'d>,
    /// Their numbers.
    words: &'w [usize],
    folds: &'w [&'d str],
    roles: &'w [Roles],
    /// The folded words with blanks between, where all are part of names.
    whole: &'w str,
}

impl<'w> Window<'w, '_> {
    fn word(&self, at: usize) -> Word {
        self.draft.word(self.words[at])
    }

    /// Whether the register may have a word in a name that is right; it does not say so of the shortest.
    fn may_be_known(&self, at: usize) -> bool {
        let tells = if self.folds[at].len() <= Register::SHORT { Roles::PART } else { Roles::KNOWN };
        self.roles[at].has(tells)
    }

    /// Whether a possessive ending follows a word that is not the last.
    fn is_possessive_inside(&self, at: usize) -> bool {
        self.word(at).is_possessive() && at + 1 < self.words.len()
    }

    /// Whether the register has these very words; adds those that are not set as there.
    fn known(&self, found: &mut Vec<Doubt>) -> bool {
        let (register, whole) = (self.draft.register, self.whole);
        let Some(name) = register.find(whole) else { return false };
        if let Some(right) = &name.wrong_for {
            let span = self.word(0).start()..self.word(self.words.len() - 1).end();
            found.push(Doubt::by_register(DoubtKind::KnownMistake, span.into(), right.clone(), right));
            return true;
        }
        let texts = register.texts(whole);
        let written = &self.draft.text[self.word(0).start()..self.word(self.words.len() - 1).full_end()];
        // Most names are written as they are filed.
        if !texts.iter().any(|text| text == written) {
            for place in 0..self.words.len() {
                found.extend(self.dress(place, name, texts));
            }
        }
        // A hyphen of the name that the draft leaves out.
        if self.words.len() >= 2 && texts.iter().all(|text| text.contains('-')) && name.kind != NameKind::Place {
            for pair in self.words.windows(2) {
                let (one, next) = (self.draft.word(pair[0]), self.draft.word(pair[1]));
                let joined = format!("{}-{}", self.draft.written(pair[0]), self.draft.written(pair[1]));
                if &self.draft.text[one.end()..next.start()] == " " && texts[0].contains(&joined) {
                    let span = (one.start()..next.end()).into();
                    found.push(Doubt::by_register(DoubtKind::Hyphen, span, joined, &name.text));
                }
            }
        }
        true
    }

    /// The doubt about a word that is not set as in any of `texts`, the ways in which the register writes `name`.
    fn dress(&self, place: usize, name: &Name, texts: &[String]) -> Option<Doubt> {
        let word = self.word(place);
        if word.case() == Case::Upper {
            return None;
        }
        let written = self.draft.written(self.words[place]);
        // Veteran's Affairs, St. Anselm's College: a possessive that the name does not have.
        // “Harvard’s Kennedy School”: a name before another owns it.
        let owner = place == 0 && !self.draft.marks(word).word();
        if self.is_possessive_inside(place)
            && !owner
            && !self.draft.register.place(self.draft.fold(word))
            && !texts.iter().any(|text| self.draft.lexicon.has_possessive(text))
            && name.kind == NameKind::Organisation
        {
            let kind = DoubtKind::Possessive;
            return Some(Doubt::by_register(kind, word.whole(), written.to_owned(), &name.text));
        }
        let ways: Vec<&str> =
            texts.iter().filter_map(|text| pieces(text, self.draft.lexicon).get(place).copied()).collect();
        let straight = |text: &str| text.replace('’', "'");
        if ways.contains(&written) || ways.iter().any(|way| straight(way) == straight(written)) {
            return None;
        }
        let way = *ways.first()?;
        // Places are written in many ways that are right where they are used.
        let judged = name.kind != NameKind::Place;
        let inner = judged
            && word.case() == Case::Capital
            && way.chars().skip(1).any(char::is_uppercase)
            && way.chars().any(char::is_lowercase)
            && way.to_lowercase() == written.to_lowercase();
        let accent = judged && !written.is_ascii() && way.is_ascii() && !written.contains(['’', '‘', 'ʼ']);
        (word.case() == Case::Double || inner || accent)
            .then(|| Doubt::by_register(DoubtKind::Dress, word.span(), way.to_owned(), &name.text))
    }

    /// Whether all words but one are those of a name in the register, and the one is near; adds it.
    fn nearly(&self, found: &mut Vec<Doubt>) -> bool {
        let mut best: Option<(usize, &Name, i32)> = None;
        // All words but the one are words of the register.
        let mut strange = (0..self.words.len()).filter(|&at| !self.may_be_known(at));
        let holes = match (strange.next(), strange.next()) {
            (Some(_), Some(_)) => return false,
            (Some(only), None) => only..only + 1,
            (None, _) => 0..self.words.len(),
        };
        for hole in holes.filter(|&hole| self.word(hole).capital()) {
            for name in self.draft.register.with_all_but(self.folds, hole) {
                let Some(score) = self.weigh(hole, name) else { continue };
                if best.is_none_or(|(_, _, most)| score > most) {
                    best = Some((hole, name, score));
                }
            }
        }
        let Some((hole, name, score)) = best else { return false };
        let Some(right) = pieces(&name.text, self.draft.lexicon).get(hole).copied() else { return false };
        let word = self.word(hole);
        let shouts = word.case() == Case::Upper && self.draft.fold(word).len() > 2;
        let right = if shouts { right.to_uppercase() } else { right.to_owned() };
        let span = if self.is_possessive_inside(hole) { word.whole() } else { word.span() };
        let doubt = Doubt::by_register(DoubtKind::OneWord, span, right, &name.text);
        // Carleton University is not Carleton College: heads that do not look alike belong to two bodies more often than not.
        let other_body = name.kind != NameKind::Person && !looks_alike(self.folds[hole], &name.words[hole]);
        // “the New York Shock Exchange”: an ordinary word may be a joke, or the name of something else.
        let is_word = score == BOTH_KNOWN && name.kind != NameKind::Person;
        found.push(match (other_body, is_word) {
            (true, _) => doubt.at_most(Certainty::Hint),
            (_, true) => doubt.at_most(Certainty::Likely),
            _ => doubt,
        });
        true
    }

    /// How sure it is that the word at `hole` is a slip of the register's; none where it may be right.
    fn weigh(&self, hole: usize, name: &Name) -> Option<i32> {
        let (draft, word) = (self.draft, self.word(hole));
        let (written, right) = (draft.fold(word), name.words[hole].as_str());
        let is_slip = written.chars().next() == right.chars().next() && is_slip(written, right);
        // Most words are not near the register's at all.
        let is_head = || draft.is(word, NameTags::HEAD) && draft.lexicon.same_head(written, right);
        if !(is_slip || (name.kind != NameKind::Person && is_head())) {
            return None;
        }
        let uses = draft.form_of(self.words[hole]).map_or(1, |form| draft.forms[form].uses.len());
        let miss = Miss { written, right, marks: draft.marks(word), is_slip, uses };
        if self.is_no_miss(hole, &miss) {
            return None;
        }
        match name.kind {
            NameKind::Person => self.weigh_person(hole, name, &miss),
            _ => self.weigh_body(hole, name, &miss),
        }
    }

    /// Whether the word is something else, whatever the name.
    fn is_no_miss(&self, hole: usize, miss: &Miss) -> bool {
        let lexicon = self.draft.lexicon;
        let (word, written) = (self.word(hole), self.draft.written(self.words[hole]));
        // “PACs”, “MPs”: letters with a plural.
        let letters = word.case() == Case::Capital
            && written.chars().nth(1).is_some_and(char::is_uppercase)
            && lexicon.words.plurals.iter().any(|ending| miss.written.ends_with(ending.as_str()));
        // “the SUC” is not The Sun: capitals among words that have none are the letters of a name.
        let mut others =
            self.words.iter().enumerate().filter(|(at, _)| *at != hole).map(|(_, &at)| self.draft.word(at));
        let initials = word.case() == Case::Upper && others.all(|other| other.case() != Case::Upper);
        letters
            || (initials && written.chars().count() <= LONGEST_INITIALS)
            || miss.written == miss.right
            || miss.right.chars().count() < 3
            || miss.written.bytes().any(|byte| byte.is_ascii_digit())
            || lexicon.calendar.contains(miss.written)
            || lexicon.words.spelled_alike(miss.written, miss.right)
            || lexicon.lookalike(miss.written, miss.right)
    }

    /// The weight of a miss in the name of a person.
    fn weigh_person(&self, hole: usize, name: &Name, miss: &Miss) -> Option<i32> {
        let (lexicon, marks) = (self.draft.lexicon, miss.marks);
        let somebody_else = !marks.unknown() && !marks.word() && self.draft.is_in_register(self.words[hole]);
        if !miss.is_slip || somebody_else {
            return None;
        }
        let rare = marks.unknown() || marks.only_rare_surname();
        if hole + 1 == self.words.len() {
            // The surname. A known one belongs to somebody else, unless the given name is rare.
            let rare_given_name = !self.draft.evidence.marks(&name.words[0]).given();
            let lacks_plural = lexicon.plural(miss.written, miss.right) && miss.written.len() < miss.right.len();
            let fine = (rare && miss.uses <= 2)
                || rare_given_name
                || (lacks_plural && !self.follows_article())
                || (marks.word() && !marks.surname());
            return fine.then_some(if marks.unknown() { 9 } else { 6 });
        }
        if hole == 0 {
            // The given name. Before a surname that many people have, another one is another person.
            let surname = self.draft.evidence.marks(name.words.last().map_or("", String::as_str));
            let nickname = lexicon.nickname(miss.written, miss.right);
            let fine = marks.unknown()
                || (!surname.common_surname() && !nickname && miss.uses <= 2)
                || (marks.word() && !marks.given());
            return fine.then_some(5);
        }
        rare.then_some(4)
    }

    fn follows_article(&self) -> bool {
        let before = self.words[0].checked_sub(1);
        before.is_some_and(|at| self.draft.is(self.draft.word(at), NameTags::DEFINITE))
    }

    /// The weight of a miss in the name of a body, a place or a thing.
    fn weigh_body(&self, hole: usize, name: &Name, miss: &Miss) -> Option<i32> {
        let (lexicon, register) = (self.draft.lexicon, self.draft.register);
        let (written, right) = (miss.written, miss.right);
        let heads = lexicon.same_head(written, right);
        let others = name.words.iter().enumerate().filter(|(at, _)| *at != hole);
        let distinct = others.filter(|(_, word)| !lexicon.words.connectors.contains(*word)).count();
        // A university may have a college of its name; a state may have its own commission.
        let enough = if lexicon.words.offices.contains(right) { 2 } else { 1 };
        if heads && self.is_longer(hole) {
            return None;
        }
        if heads && distinct >= enough && miss.uses <= 3 {
            return Some(4 + i32::try_from(distinct).unwrap_or(i32::MAX - 4));
        }
        if !miss.is_slip {
            return None;
        }
        let plural = lexicon.plural(written, right);
        if self.is_possessive_inside(hole) && plural {
            return Some(6);
        }
        let right_is_known = !self.draft.evidence.marks(right).unknown() || register.knows(right);
        if miss.marks.unknown() && right_is_known && !lexicon.derived(written, right, false) {
            return Some(7);
        }
        let derived = plural || lexicon.derived(written, right, true);
        (distinct >= 2 && (!derived || (plural && name.words.len() >= 3)) && miss.uses <= 2).then_some(BOTH_KNOWN)
    }
}

impl Window<'_, '_> {
    /// Whether the name goes on after a head that is its last word, or before the window: then it is the name of another body.
    /// “the British Board of Film Classification” is not the British Council, “the Chinese Center for Disease Control” not the
    /// American Centers.
    fn is_longer(&self, hole: usize) -> bool {
        let draft = self.draft;
        let capital = |at: usize| draft.is_name_word(at);
        let last = self.words[self.words.len() - 1];
        let link = |at: usize| draft.words.get(at).is_some_and(|word| draft.is(word, NameTags::LINK));
        let goes_on = draft.joined(last)
            && (capital(last + 1) || (link(last + 1) && draft.joined(last + 1) && capital(last + 2)));
        let before = self.words[0].checked_sub(1).filter(|&at| draft.joined(at) && capital(at) && !draft.opener(at));
        // “US National Institute”: letters before a name are the country whose body it is.
        let foreign = before.is_some_and(|at| draft.shape(at).case() != Case::Upper);
        // “the Northern Network of Centres for Tide Research” is made of centres.
        let made_of = self.words[0].checked_sub(2).is_some_and(|at| {
            capital(at) && link(at + 1) && draft.joined(at) && draft.joined(at + 1) && !draft.opener(at)
        });
        (hole + 1 == self.words.len() && goes_on) || foreign || made_of
    }
}

/// A word that stands where the register has another.
struct Miss<'w> {
    /// The word of the draft and that of the register, folded.
    written: &'w str,
    right: &'w str,
    /// What lists know about the former.
    marks: Marks,
    /// Whether a single slip that keeps the first letter makes one of the other.
    is_slip: bool,
    /// How often the draft has it.
    uses: usize,
}

/// The words of a register name as set, initials left out.
pub fn pieces<'t>(text: &'t str, lexicon: &NameLexicon) -> Vec<&'t str> {
    let words = text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’')));
    let words = words.map(|word| lexicon.without_possessive(word)).filter(|word| !word.is_empty());
    let words: Vec<&str> = words.collect();
    if words.len() > 1 { words.into_iter().filter(|word| word.chars().count() > 1).collect() } else { words }
}
