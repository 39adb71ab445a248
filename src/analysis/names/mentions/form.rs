//! [`Draft`]: the words of a draft, and for each form of a capitalised word what stands beside it throughout.
//!
//! Titles in front of a name are set apart. A run ends at punctuation, at a possessive and at a word in lower case. A capital
//! means little in a headline in title case and at the opening of a sentence; both are kept with the word.

use super::cut::{Cut, cut};
use super::uses::{Form, Use};
use super::word::{Case, Shape, Word};
use super::words::Words;
use crate::analysis::names::house::{Names, Register, Roles};
use crate::analysis::{Page, Tags, Vocabulary, Zone};
use crate::language::{Evidence, Marks, NameLexicon, NameTags, SpeechWords, WordMap};
use crate::prose::Prose;
use crate::text::Span;
use std::cell::OnceCell;
use std::ops::RangeBounds;

/// The forms of an article, about: there is room for so many from the start.
const FORMS: usize = 64;

/// The words of a draft with their forms, and what they are compared with.
pub struct Draft<'a> {
    /// The text of the draft.
    pub text: &'a str,
    /// Its words, in order.
    pub words: Words<'a>,
    /// The numbers of those that begin with a capital, with which all that is looked for begins.
    capitals: Vec<u32>,
    /// The word lists.
    pub lexicon: &'a NameLexicon,
    /// The lists of known names.
    pub evidence: &'a Evidence,
    /// The register.
    pub register: &'a Register,
    /// The forms, in order of their first use.
    pub forms: Vec<Form<'a>>,
    /// The blocks that are headlines.
    pub headlines: Vec<Span<Prose>>,
    vocabulary: &'a Vocabulary,
    /// The words by which speakers are found.
    pub speech: &'a SpeechWords,
    /// The blocks that are read.
    pub(super) blocks: Vec<Span<Prose>>,
    /// The form of each word of the vocabulary that has one.
    form_of: Vec<Option<u32>>,
    /// The forms by their folded words, once that was asked for.
    by_fold: OnceCell<WordMap<&'a str, usize>>,
}

impl<'a> Draft<'a> {
    /// Collects the words of a page and their forms. Code and the furniture of a page are left out.
    pub fn new(page: &'a Page, names: &'a Names) -> Self {
        let read = page.prose.blocks.iter().zip(&page.zones);
        let read = read.filter(|(_, zone)| !matches!(zone, Zone::Code | Zone::Furniture));
        let headlines =
            read.clone().filter(|(_, zone)| **zone == Zone::Headline).map(|(block, _)| block.span).collect();
        let blocks: Vec<Span<Prose>> = read.map(|(block, _)| block.span).collect();
        let lexicon = &*names.language.names;
        let Cut { words, capitals, lower } = cut(page, &blocks, lexicon);
        let mut draft = Self {
            text: &page.prose.text,
            words,
            capitals,
            lexicon,
            evidence: &names.language.evidence,
            register: names.register(),
            forms: Vec::with_capacity(FORMS),
            headlines,
            vocabulary: &page.vocabulary,
            speech: &page.language.speech,
            blocks,
            form_of: vec![None; page.vocabulary.len()],
            by_fold: OnceCell::new(),
        };
        draft.collect(&lower);
        for at in 0..draft.capitals.len() {
            draft.add_neighbours(draft.capitals[at] as usize);
        }
        draft
    }

    /// Files each capitalised word under its form.
    fn collect(&mut self, lower: &[u32]) {
        for at in 0..self.capitals.len() {
            let word = self.word(self.capitals[at] as usize);
            let fold = self.vocabulary.lower(word.fold);
            let is_initial = || fold.chars().filter(|c| c.is_alphabetic()).take(2).count() < 2;
            if word.is_mute() || is_initial() {
                continue;
            }
            let next = self.forms.len();
            let id = *self.form_of[word.fold.index()].get_or_insert(next as u32) as usize;
            if id == next {
                let facts = self.vocabulary.facts(word.fold);
                let roles = self.register.roles(fold);
                self.forms.push(Form {
                    fold,
                    marks: facts.marks,
                    roles,
                    is_in_register: roles.has(Roles::KNOWN),
                    lower: lower[word.fold.index()] as usize,
                    honorific: facts.name.has(NameTags::HONORIFIC),
                    calendar: facts.name.has(NameTags::CALENDAR),
                    ..Form::default()
                });
            }
            if !word.opens() && !word.is_titled() && word.case() != Case::Upper {
                self.forms[id].firm += 1;
            }
        }
    }

    /// The numbers of the words that begin with a capital, in order.
    pub fn capitals(&self) -> impl Iterator<Item = usize> {
        self.capitals.iter().map(|&word| word as usize)
    }

    /// The word with this number.
    #[inline]
    pub fn word(&self, at: usize) -> Word {
        self.words.word(at)
    }

    /// The shape of the word with this number, which costs less than the whole word.
    #[inline]
    pub fn shape(&self, at: usize) -> Shape {
        self.words.shape(at)
    }

    /// The words with these numbers.
    pub fn words_in(&self, numbers: impl RangeBounds<usize>) -> impl DoubleEndedIterator<Item = Word> + Clone {
        self.words.within(numbers)
    }

    /// The folded letters of a word.
    pub fn fold(&self, word: Word) -> &'a str {
        self.vocabulary.lower(word.fold)
    }

    /// What lists of names know about a word.
    pub fn marks(&self, word: Word) -> Marks {
        self.vocabulary.facts(word.fold).marks
    }

    /// Whether a word is in one of these lists.
    pub fn is(&self, word: Word, tags: NameTags) -> bool {
        self.vocabulary.facts(word.fold).name.has(tags)
    }

    /// Whether some word is in one of these lists.
    pub fn has_any(&self, tags: NameTags) -> bool {
        self.vocabulary.all_facts().any(|facts| facts.name.has(tags))
    }

    /// Whether a word is short for two: “I'm”, “don't”.
    pub fn is_contraction(&self, word: Word) -> bool {
        self.vocabulary.facts(word.fold).is_contraction
    }

    /// The parts that the word with this number plays in names of the register.
    pub fn roles(&self, word: usize) -> Roles {
        match self.form_of(word) {
            Some(form) => self.forms[form].roles,
            None => self.register.roles(self.fold(self.word(word))),
        }
    }

    /// Whether the word with this number is part of some name of the register.
    pub fn is_in_register(&self, word: usize) -> bool {
        self.roles(word).has(Roles::KNOWN)
    }

    /// The lists of the grammar that hold a word, and its shape.
    pub fn tags(&self, word: Word) -> Tags {
        self.vocabulary.tags(word.fold)
    }

    /// Whether the full stop after a title is part of it: “Gov.”
    pub fn is_short_title(&self, title: &str) -> bool {
        let last = title.rsplit(' ').next().unwrap_or_default();
        self.speech.tags(&(last.to_lowercase() + ".")).has(Tags::HONORIFIC)
    }

    /// Whether a word joins phrases or opens one, or is a verb, so that no phrase goes on across it.
    pub fn is_joint(&self, word: Word) -> bool {
        let opens = Tags::DETERMINER.or(Tags::POSSESSIVE).or(Tags::SUBJECT).or(Tags::OBJECT).or(Tags::RELATIVE);
        let joins =
            Tags::PREPOSITION.or(Tags::OF).or(Tags::ATTACHING).or(Tags::AGENT).or(Tags::AS).or(Tags::INFINITIVE);
        let clause = Tags::COORDINATOR.or(Tags::SUBORDINATOR).or(Tags::CONTENT).or(Tags::CONTRAST).or(Tags::NEGATION);
        let verb = Tags::AUXILIARY.or(Tags::COPULA).or(Tags::CLITIC).or(Tags::VERB).or(Tags::PAST_ENDING);
        let verb = verb.or(Tags::ADVERB).or(Tags::TIME);
        self.vocabulary.tags(word.fold).has(opens.or(joins).or(clause).or(verb)) || self.is(word, NameTags::CUE)
    }

    /// Whether a word is “he” or “she”, or a form of it.
    pub fn is_he_or_she(&self, word: Word) -> bool {
        self.vocabulary.tags(word.fold).has(Tags::MALE.or(Tags::FEMALE))
    }

    /// Whether a word is “who”.
    pub fn is_who(&self, word: Word) -> bool {
        self.vocabulary.tags(word.fold).has(Tags::PERSON_RELATIVE)
    }

    /// Whether lists have a word as an ordinary one and not as a name.
    pub fn is_ordinary(&self, word: Word) -> bool {
        let marks = self.marks(word);
        marks.word() && !marks.surname() && !marks.given()
    }

    /// Whether a word is a single letter, as an initial is.
    pub fn is_letter(&self, word: Word) -> bool {
        self.vocabulary.facts(word.fold).is_letter
    }

    /// The form of the word with this number, if it is a capitalised name word.
    pub fn form_of(&self, word: usize) -> Option<usize> {
        if !self.is_name_word(word) {
            return None;
        }
        self.form_of[self.word(word).fold.index()].map(|form| form as usize)
    }

    /// Whether there is a word with this number that begins with a capital and is not mute.
    #[inline]
    pub fn is_name_word(&self, word: usize) -> bool {
        word < self.words.len() && self.shape(word).capital() && !self.shape(word).is_mute()
    }

    /// Adds to the form of a word what stands beside it here.
    fn add_neighbours(&mut self, word: usize) {
        let Some(id) = self.form_of(word) else { return };
        let (left, after_title) = self.left_of(word);
        let right = self.right_of(word);
        let article = left.is_none() && self.follows_article(word);
        let given = left.filter(|&left| self.given_like(left));
        let form = &mut self.forms[id];
        left.into_iter().for_each(|left| form.lefts.add(left));
        right.into_iter().for_each(|right| form.rights.add(right));
        given.into_iter().for_each(|given| form.givens.add(given));
        form.bare += usize::from(left.is_none() && right.is_none());
        form.titled += usize::from(after_title && left.is_none());
        form.article += usize::from(article);
        form.uses.push(Use::new(word, left, right));
    }

    /// The nearest form before a word in its run, and whether a title stands before the run.
    fn left_of(&self, word: usize) -> (Option<usize>, bool) {
        let (mut left, mut title, mut at) = (None, false, word);
        while at > 0 && self.shape(at - 1).capital() && self.joined(at - 1) && !self.opener(at - 1) {
            at -= 1;
            let Some(form) = self.form_of(at) else { continue };
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
        if left.is_none() && word >= 2 && self.bridge(word - 1) && self.joined(word - 1) && self.joined(word - 2) {
            left = self.form_of(word - 2);
        }
        (left, title)
    }

    /// The nearest form after a word in its run.
    fn right_of(&self, word: usize) -> Option<usize> {
        let mut at = word;
        let is_capital = |at: usize| at < self.words.len() && self.shape(at).capital();
        while is_capital(at + 1) && self.joined(at) {
            at += 1;
            if let Some(form) = self.form_of(at) {
                return Some(form);
            }
        }
        let bridges = word + 2 < self.words.len() && self.bridge(word + 1);
        if bridges && self.joined(word) && self.joined(word + 1) { self.form_of(word + 2) } else { None }
    }

    fn bridge(&self, word: usize) -> bool {
        self.is(self.word(word), NameTags::BRIDGE)
    }

    /// “the Brill”: a thing rather than a person.
    fn follows_article(&self, word: usize) -> bool {
        word > 0
            && self.is(self.word(word - 1), NameTags::DEFINITE)
            && !self.shape(word).is_first()
            && self.gap(word).trim().is_empty()
    }

    /// Whether a word has its capital only because it opens a sentence, and is not part of the name after it: “But Clinton”.
    pub fn opener(&self, word: usize) -> bool {
        if !self.shape(word).opens() {
            return false;
        }
        let word = self.word(word);
        let ordinary = || {
            let marks = self.marks(word);
            marks.word() && !marks.given() && !self.is(word, NameTags::HONORIFIC)
        };
        self.is(word, NameTags::PARTICLE.or(NameTags::OPENER)) || ordinary()
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
    pub fn form(&self, fold: &str) -> Option<&Form<'a>> {
        let by_fold = || self.forms.iter().enumerate().map(|(id, form)| (form.fold, id)).collect();
        self.by_fold.get_or_init(by_fold).get(fold).map(|&id| &self.forms[id])
    }

    /// The form of a word, wherever the draft has it with a capital.
    pub fn form_with(&self, word: Word) -> Option<&Form<'a>> {
        self.form_of[word.fold.index()].map(|form| &self.forms[form as usize])
    }

    /// A word as written, without a possessive ending.
    pub fn written(&self, word: usize) -> &'a str {
        self.word(word).span().of(self.text)
    }

    /// How a form is usually written: the most frequent spelling that is not all capitals, the first of equals.
    pub fn usual_spelling(&self, form: &Form) -> &'a str {
        // Any plain spelling outweighs all that are in capitals.
        const PLAIN: usize = 1000;
        let mut counts: Vec<(&str, usize)> = Vec::new();
        for place in &form.uses {
            let text = self.written(place.word());
            let shouts = matches!(self.shape(place.word()).case(), Case::Upper | Case::Double);
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
