//! [`Draft`]: the words of a draft, and for each form of a capitalised word what stands beside it throughout.
//!
//! Titles in front of a name are set apart. A run ends at punctuation, at a possessive and at a word in lower case. A capital
//! means little in a headline in title case and at the opening of a sentence; both are kept with the word.

use super::word::{Case, Word};
use crate::analysis::names::house::{Names, Register};
use crate::language::WordMap;
use crate::language::{Evidence, Marks, NameLexicon};
use std::collections::BTreeSet;

/// One capitalised use of a form.
#[derive(Debug, Clone)]
pub struct Use {
    /// The number of the word.
    pub word: usize,
    /// The form before it in the run; initials are skipped.
    pub left: Option<usize>,
    /// The form after it in the run.
    pub right: Option<usize>,
}

/// All uses of one form of a word: those that differ in capitals and accents only.
#[derive(Debug, Clone, Default)]
pub struct Form {
    /// The word in lower case, without accents.
    pub fold: String,
    /// What lists of names know about it.
    pub marks: Marks,
    /// Its capitalised uses, in order.
    pub uses: Vec<Use>,
    /// Number of uses in lower case: it is an ordinary word here.
    pub lower: usize,
    /// Number of uses where nothing but a name asks for a capital: inside a sentence, not in a headline.
    pub firm: usize,
    /// The forms seen before it.
    pub lefts: BTreeSet<usize>,
    /// The forms seen after it.
    pub rights: BTreeSet<usize>,
    /// Those seen before it that may be given names.
    pub givens: BTreeSet<usize>,
    /// Number of uses alone, with no name word on either side.
    pub bare: usize,
    /// Number of uses directly after a title.
    pub titled: usize,
    /// Number of uses directly after *the*.
    pub article: usize,
    /// Whether it is a title: *Mr*, *Gov*.
    pub honorific: bool,
    /// Whether it is a day or month.
    pub calendar: bool,
}

impl Form {
    /// Whether one form is seen before both, or after both.
    pub fn shares_neighbour(&self, other: &Self) -> bool {
        !self.lefts.is_disjoint(&other.lefts) || !self.rights.is_disjoint(&other.rights)
    }
}

/// The least words in lower case of which the language shows.
const FEW: usize = 6;

/// The words of a draft with their forms, and what they are compared with.
pub struct Draft<'a> {
    /// The text of the draft.
    pub text: &'a str,
    /// Its words, in order.
    pub words: Vec<Word>,
    /// The word lists.
    pub lexicon: &'a NameLexicon,
    /// The lists of known names.
    pub evidence: &'a Evidence,
    /// The register.
    pub register: &'a Register,
    /// The forms, in order of their first use.
    pub forms: Vec<Form>,
    /// The form of each word that is a capitalised name word.
    pub form_of: Vec<Option<usize>>,
    by_fold: WordMap<String, usize>,
}

impl<'a> Draft<'a> {
    /// Collects the forms of `words`, which are those of `text`.
    pub fn new(text: &'a str, words: Vec<Word>, names: &'a Names) -> Self {
        let mut draft = Self {
            text,
            words,
            lexicon: &names.language.names,
            evidence: &names.language.evidence,
            register: names.register(),
            forms: Vec::new(),
            form_of: Vec::new(),
            by_fold: WordMap::default(),
        };
        draft.pass_over_other_languages();
        draft.collect();
        for word in 0..draft.words.len() {
            draft.add_neighbours(word);
        }
        draft
    }

    /// Mutes the blocks that are in another language, where capitals and endings mean something else.
    fn pass_over_other_languages(&mut self) {
        let evidence = self.evidence;
        let is_small = |word: &&Word| !word.capital() && word.fold.chars().all(char::is_alphabetic);
        let is_foreign = |words: &[Word]| {
            let small = words.iter().filter(is_small).count();
            let known = words.iter().filter(is_small).filter(|word| evidence.marks(&word.fold).word()).count();
            small >= FEW && known * 2 < small
        };
        let whole = is_foreign(&self.words);
        for block in self.words.chunk_by_mut(|a, b| a.block == b.block) {
            if whole || is_foreign(block) {
                block.iter_mut().for_each(|word| word.mute = true);
            }
        }
    }

    /// Files each capitalised word under its form.
    fn collect(&mut self) {
        let mut lower: WordMap<&str, usize> = WordMap::default();
        for word in &self.words {
            if !word.capital() {
                *lower.entry(&word.fold).or_default() += 1;
                self.form_of.push(None);
                continue;
            }
            let is_initial = word.fold.chars().filter(|c| c.is_alphabetic()).count() < 2;
            if word.mute || is_initial {
                self.form_of.push(None);
                continue;
            }
            let next = self.forms.len();
            let id = *self.by_fold.entry(word.fold.clone()).or_insert(next);
            if id == next {
                self.forms.push(Form {
                    fold: word.fold.clone(),
                    marks: self.evidence.marks(&word.fold),
                    honorific: self.lexicon.honorifics.contains(&word.fold),
                    calendar: self.lexicon.calendar.contains(&word.fold),
                    ..Form::default()
                });
            }
            self.form_of.push(Some(id));
            if !word.opens && !word.titled && word.case != Case::Upper {
                self.forms[id].firm += 1;
            }
        }
        for form in &mut self.forms {
            form.lower = lower.get(form.fold.as_str()).copied().unwrap_or(0);
        }
    }

    /// Adds to the form of a word what stands beside it here.
    fn add_neighbours(&mut self, word: usize) {
        let Some(id) = self.form_of[word] else { return };
        let (left, after_title) = self.left_of(word);
        let right = self.right_of(word);
        let article = left.is_none() && self.follows_article(word);
        let given = left.filter(|&left| self.given_like(left));
        let form = &mut self.forms[id];
        form.lefts.extend(left);
        form.rights.extend(right);
        form.givens.extend(given);
        form.bare += usize::from(left.is_none() && right.is_none());
        form.titled += usize::from(after_title && left.is_none());
        form.article += usize::from(article);
        form.uses.push(Use { word, left, right });
    }

    /// The nearest form before a word in its run, and whether a title stands before the run.
    fn left_of(&self, word: usize) -> (Option<usize>, bool) {
        let (mut left, mut title, mut at) = (None, false, word);
        while at > 0 && self.joined(at - 1) && self.words[at - 1].capital() && !self.opener(at - 1) {
            at -= 1;
            let Some(form) = self.form_of[at] else { continue };
            if self.forms[form].honorific {
                title = true;
                break;
            }
            left.get_or_insert(form);
            // A title may stand before the whole name, but no name is longer than this.
            if word - at > 3 {
                break;
            }
        }
        // “University of Pennsylvania”: the head counts as the left neighbour.
        if left.is_none() && word >= 2 && self.joined(word - 1) && self.joined(word - 2) && self.bridge(word - 1) {
            left = self.form_of[word - 2];
        }
        (left, title)
    }

    /// The nearest form after a word in its run.
    fn right_of(&self, word: usize) -> Option<usize> {
        let mut at = word;
        while self.joined(at) && self.words[at + 1].capital() {
            at += 1;
            if let Some(form) = self.form_of[at] {
                return Some(form);
            }
        }
        let bridged = self.joined(word) && self.joined(word + 1) && self.bridge(word + 1);
        if bridged { self.form_of[word + 2] } else { None }
    }

    fn bridge(&self, word: usize) -> bool {
        self.lexicon.words.bridges.contains(&self.words[word].fold)
    }

    /// “the Brill”: a thing rather than a person.
    fn follows_article(&self, word: usize) -> bool {
        word > 0
            && self.lexicon.words.definite.contains(&self.words[word - 1].fold)
            && self.words[word - 1].block == self.words[word].block
            && self.gap(word).trim().is_empty()
    }

    /// The text between a word and the one before it; from the start of its block where it is the first.
    pub fn gap(&self, word: usize) -> &'a str {
        self.words[word].gap.of(self.text)
    }

    /// Whether a word and the next stand in one run.
    pub fn joined(&self, word: usize) -> bool {
        let (Some(one), Some(next)) = (self.words.get(word), self.words.get(word + 1)) else { return false };
        if one.block != next.block || one.is_possessive() || next.mute {
            return false;
        }
        // A full stop does not end a run after an initial or an abbreviation: “J. Feldkamp”, “Gov. Brown”.
        let takes_stop = one.end - one.start == 1
            || (one.fold.len() <= 4 && self.lexicon.honorifics.contains(&one.fold))
            || self.lexicon.words.abbreviated.contains(&one.fold);
        let gap = self.gap(word + 1);
        matches!(gap, " " | "\u{a0}" | "  " | "-") || (takes_stop && matches!(gap, ". " | ".\u{a0}" | "."))
    }

    /// Whether a word has its capital only because it opens a sentence, and is not part of the name after it: “But Clinton”.
    pub fn opener(&self, word: usize) -> bool {
        let word = &self.words[word];
        let ordinary = || {
            let marks = self.evidence.marks(&word.fold);
            marks.word() && !marks.given() && !self.lexicon.honorifics.contains(&word.fold)
        };
        word.opens && (self.lexicon.particles.contains(&word.fold) || ordinary())
    }

    /// Whether the form may be a given name: a list has it as one, or no list has it as anything else.
    fn given_like(&self, form: usize) -> bool {
        let form = &self.forms[form];
        let other_word = form.marks.word() || form.lower > 0;
        !form.honorific && !form.calendar && (form.marks.given() || form.marks.unknown() || !other_word)
    }

    /// Whether a word that no list knows is made of one that is known and an ending: Mainers, Trumpism, Islamophobic.
    pub fn coined(&self, fold: &str) -> bool {
        self.lexicon.words.coined.iter().any(|ending| {
            fold.strip_suffix(ending.as_str())
                .is_some_and(|stem| stem.len() >= 4 && (self.register.knows(stem) || self.evidence.marks(stem).word()))
        })
    }

    /// The form with this folded word, where the draft has one.
    pub fn form(&self, fold: &str) -> Option<&Form> {
        self.by_fold.get(fold).map(|&id| &self.forms[id])
    }

    /// A word as written, without a possessive ending.
    pub fn written(&self, word: usize) -> &'a str {
        self.words[word].span().of(self.text)
    }

    /// How a form is usually written: the most frequent spelling that is not all capitals, the first of equals.
    pub fn usual_spelling(&self, form: &Form) -> &'a str {
        // Any plain spelling outweighs all that are in capitals.
        const PLAIN: usize = 1000;
        let mut counts: Vec<(&str, usize)> = Vec::new();
        for place in &form.uses {
            let text = self.written(place.word);
            let shouts = matches!(self.words[place.word].case, Case::Upper | Case::Double);
            let weight = if shouts { 1 } else { PLAIN };
            match counts.iter_mut().find(|(spelling, _)| *spelling == text) {
                Some((_, count)) => *count += weight,
                None => counts.push((text, weight)),
            }
        }
        let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(0);
        counts.iter().find(|(_, count)| *count == most).map_or("", |(spelling, _)| spelling)
    }
}
