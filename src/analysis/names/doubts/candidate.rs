//! [`Run`]: the words from a capital on that may be one name of the register.

use crate::analysis::names::house::Roles;
use crate::analysis::names::mentions::Draft;
use crate::language::NameTags;

/// The words from one on that may be one name. It is read again and again, so that it keeps its room.
#[derive(Default)]
pub struct Run<'d> {
    /// Their numbers.
    pub words: Vec<usize>,
    pub folds: Vec<&'d str>,
    pub roles: Vec<Roles>,
    /// How many of the first words are part of names, so that so many may be one.
    pub parts: usize,
    /// These, folded, with blanks between, and where each ends.
    pub whole: String,
    pub ends: Vec<usize>,
}

impl<'d> Run<'d> {
    /// Reads the words from `first` on, at most `longest`.
    pub fn read(&mut self, draft: &Draft<'d>, first: usize, longest: usize) {
        window(draft, first, longest, &mut self.words);
        // No name ends with a small word.
        while self.words.last().is_some_and(|&last| !draft.shape(last).capital()) {
            self.words.pop();
        }
        self.roles.clear();
        self.roles.extend(self.words.iter().map(|&word| draft.roles(word)));
        self.parts = self.roles.iter().take_while(|roles| roles.has(Roles::PART)).count();
        self.folds.clear();
        self.whole.clear();
        self.ends.clear();
        if self.shortest() > self.words.len() {
            return; // most words alone are nothing that the register has, and their letters need not be read
        }
        for (at, &word) in self.words.iter().enumerate() {
            let fold = draft.fold(draft.word(word));
            self.folds.push(fold);
            if at < self.parts {
                self.whole.push_str(if at > 0 { " " } else { "" });
                self.whole.push_str(fold);
                self.ends.push(self.whole.len());
            }
        }
    }

    /// The fewest words from the first on that may be a name, or nearly one.
    pub fn shortest(&self) -> usize {
        if self.roles.first().is_some_and(|first| first.has(Roles::WHOLE)) { 1 } else { 2 }
    }
}

/// The words from `first` on that may be one name, initials left out; ends before punctuation.
fn window(draft: &Draft, first: usize, longest: usize, window: &mut Vec<usize>) {
    window.clear();
    window.push(first);
    let mut at = first;
    while window.len() < longest {
        if at + 1 == draft.words.len() {
            break;
        }
        let shape = draft.shape(at + 1);
        if shape.is_mute() || shape.is_first() {
            break;
        }
        let (word, next) = (draft.word(at), draft.word(at + 1));
        if !shape.capital() && !draft.is(next, NameTags::INSIDE) {
            break;
        }
        let gap = draft.gap(at + 1);
        let takes_stop = || draft.is_letter(word) || draft.is(word, NameTags::ABBREVIATED);
        let near = matches!(gap, " " | "\u{a0}" | "-" | " & " | "’ " | "' ")
            || (matches!(gap, ". " | "." | ".\u{a0}") && takes_stop());
        if !near {
            break;
        }
        at += 1;
        if !draft.is_letter(next) {
            window.push(at);
        }
    }
}
