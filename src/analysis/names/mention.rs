//! Mentions: runs of capitalised words, and for each form of a word what stands beside it through the draft.
//!
//! Titles in front of a name are set apart; a run ends at punctuation, at a possessive and at a word in lower case. What a
//! capital says is weak in a headline in title case and at the opening of a sentence; both are kept with the word.

use crate::analysis::names::{Names, word::Case, word::Word};
use crate::language::Marks;
use std::collections::{BTreeSet, HashMap};

/// One capitalised use of a form.
#[derive(Debug, Clone)]
pub struct Use {
    pub word: usize,
    /// Neighbours in the run, by form; initials are skipped.
    pub left: Option<usize>,
    pub right: Option<usize>,
}

/// All uses of one form of a word (lower case, without accents).
#[derive(Debug, Clone, Default)]
pub struct Form {
    pub fold: String,
    pub marks: Marks,
    pub uses: Vec<Use>,
    /// Uses in lower case: it is an ordinary word here.
    pub lower: usize,
    /// Capital where nothing but a name asks for one: inside a sentence, not in a headline.
    pub firm: usize,
    pub lefts: BTreeSet<usize>,
    pub rights: BTreeSet<usize>,
    /// Given names seen directly before it.
    pub givens: BTreeSet<usize>,
    pub bare: usize,
    pub titled: usize,
    pub article: usize,
    pub honorific: bool,
    pub calendar: bool,
}

pub struct Draft<'a> {
    pub text: &'a str,
    pub words: Vec<Word>,
    pub names: &'a Names,
    pub forms: Vec<Form>,
    /// Form of each word that is a capitalised name word.
    pub form_of: Vec<Option<usize>>,
    pub by_fold: HashMap<String, usize>,
}

impl<'a> Draft<'a> {
    pub fn new(text: &'a str, words: Vec<Word>, names: &'a Names) -> Self {
        let mut draft = Self { text, words, names, forms: Vec::new(), form_of: Vec::new(), by_fold: HashMap::new() };
        draft.collect();
        draft.neighbours();
        draft
    }

    fn collect(&mut self) {
        let mut lower: HashMap<&str, usize> = HashMap::new();
        for word in &self.words {
            if !word.capital() {
                *lower.entry(&word.fold).or_default() += 1;
                self.form_of.push(None);
                continue;
            }
            if word.mute || word.fold.chars().filter(|c| c.is_alphabetic()).count() < 2 {
                self.form_of.push(None);
                continue;
            }
            let fold = word.fold.clone();
            let next = self.forms.len();
            let id = *self.by_fold.entry(fold.clone()).or_insert(next);
            if id == next {
                let marks = self.names.evidence.marks(&fold);
                let lexicon = &self.names.lexicon;
                self.forms.push(Form {
                    honorific: lexicon.honorifics.contains(&fold),
                    calendar: lexicon.calendar.contains(&fold),
                    fold,
                    marks,
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

    /// Do words `i` and `i + 1` stand in one run?
    pub fn joined(&self, i: usize) -> bool {
        let (Some(a), Some(b)) = (self.words.get(i), self.words.get(i + 1)) else { return false };
        if a.block != b.block || a.full_end != a.end || b.mute {
            return false;
        }
        let gap = &self.text[b.gap.0..b.gap.1];
        let initial = a.end - a.start == 1
            || a.fold.len() <= 4 && self.names.lexicon.honorifics.contains(&a.fold)
            || self.names.lexicon.words.abbreviated.contains(&a.fold);
        matches!(gap, " " | "\u{a0}" | "  " | "-") || initial && matches!(gap, ". " | ".\u{a0}" | ".")
    }

    /// An ordinary word that only opens a sentence is no part of the name after it: But Clinton.
    pub fn opener(&self, i: usize) -> bool {
        let word = &self.words[i];
        let marks = self.names.evidence.marks(&word.fold);
        word.opens && marks.word() && !marks.given() && !self.names.lexicon.honorifics.contains(&word.fold)
            || self.names.lexicon.particles.contains(&word.fold) && word.opens
    }

    fn neighbours(&mut self) {
        for i in 0..self.words.len() {
            let Some(id) = self.form_of[i] else { continue };
            let mut title = false;
            let mut left = None;
            let mut at = i;
            while at > 0 && self.joined(at - 1) && self.words[at - 1].capital() && !self.opener(at - 1) {
                at -= 1;
                match self.form_of[at] {
                    Some(form) if self.forms[form].honorific => {
                        title = true;
                        break;
                    }
                    Some(form) => {
                        left.get_or_insert(form);
                        // A title may stand before the whole name.
                        if i - at > 3 {
                            break;
                        }
                    }
                    None => {}
                }
            }
            let mut right = None;
            let mut at = i;
            while self.joined(at) && self.words[at + 1].capital() {
                at += 1;
                if let Some(form) = self.form_of[at] {
                    right = Some(form);
                    break;
                }
            }
            // "University of Pennsylvania": the head counts as the left neighbour.
            if left.is_none()
                && i >= 2
                && self.joined(i - 1)
                && self.joined(i - 2)
                && self.names.lexicon.words.bridges.contains(&self.words[i - 1].fold)
            {
                left = self.form_of[i - 2];
            }
            if right.is_none()
                && self.joined(i)
                && self.joined(i + 1)
                && self.names.lexicon.words.bridges.contains(&self.words[i + 1].fold)
            {
                right = self.form_of[i + 2];
            }
            let article = i > 0
                && self.names.lexicon.words.definite.contains(&self.words[i - 1].fold)
                && self.words[i - 1].block == self.words[i].block
                && self.text[self.words[i].gap.0..self.words[i].gap.1].trim().is_empty();
            let given = left.filter(|&l| self.given_like(l));
            let form = &mut self.forms[id];
            form.lefts.extend(left);
            form.rights.extend(right);
            form.givens.extend(given);
            form.bare += usize::from(left.is_none() && right.is_none());
            form.titled += usize::from(title && left.is_none());
            form.article += usize::from(article && left.is_none());
            form.uses.push(Use { word: i, left, right });
        }
    }

    /// May the form be a given name: a list says so, or no list knows it as anything else.
    pub fn given_like(&self, form: usize) -> bool {
        let form = &self.forms[form];
        !form.honorific
            && !form.calendar
            && (form.marks.given() || form.marks.unknown() || form.marks.0 & 16 == 0 && form.lower == 0)
    }

    /// Is a word that no list knows made of one that is known and an ending: Mainers, Trumpism, Islamophobic?
    pub fn coined(&self, fold: &str) -> bool {
        self.names.lexicon.words.coined.iter().any(|end| {
            fold.strip_suffix(end.as_str()).is_some_and(|stem| {
                stem.len() >= 4 && (self.names.register.knows(stem) || self.names.evidence.marks(stem).word())
            })
        })
    }

    /// The text of a use, as written.
    pub fn written(&self, word: usize) -> &'a str {
        let word = &self.words[word];
        &self.text[word.start..word.end]
    }
}
