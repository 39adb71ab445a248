//! [`Verbs`]: for every verb the words that belong to it, and who does it.
//!
//! The subject is stored when the grammar has been read; [`subject`](super::subject) finds it.

use super::Tags;
use super::chunk::REACH;
use super::clause::{Clauses, skippable};
use super::item::Item;
use std::ops::{Deref, Range};

/// How the subject of a verb was found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Way {
    /// Directly before the verb: “*Moen* said”.
    Plain,
    /// Before an apposition: “*Moen*, the keeper, said”.
    Apposition,
    /// Next to a lone comma: “On Monday, *Moen*, said”.
    Adjacent,
    /// With a relative pronoun: “*Moen, who* said”.
    Relative,
    /// Shared with the verb before: “*Moen* rose and said”.
    Shared,
    /// Of the clause that a participle hangs on: “*Moen* left, saying”.
    Controlled,
    /// Of the verb that governs an infinitive: “*Moen* wants to say”.
    Infinitive,
    /// Of those who are made or asked to do it: “asked *Moen* to say”.
    Directed,
    /// Directly before a participle, with no verb around: “a statement saying”.
    Reduced,
}

/// The subject of a verb.
#[derive(Clone, Debug)]
pub struct Subject {
    /// The words that name it.
    pub phrase: Range<usize>,
    /// How it was found.
    pub way: Way,
    /// The first item that belongs to subject and verb together.
    pub from: usize,
}

impl Subject {
    /// A subject whose words also begin the clause.
    pub fn new(phrase: Range<usize>, way: Way) -> Self {
        Self { from: phrase.start, phrase, way }
    }
}

/// A verb with its auxiliaries and adverbs: “has since repeatedly *said*”.
#[derive(Clone, Copy, Debug)]
pub struct VerbGroup {
    /// The first item of the group.
    start: u32,
    /// Whether a form of “be” stands in it, so that a participle in -ed is passive and one in -ing finite.
    pub copula: bool,
    /// Whether the group ends in a parenthesis that was never opened, before which nothing can be known.
    pub broken: bool,
    subject: Option<Stored>,
}

impl VerbGroup {
    /// The first item of the group.
    pub const fn start(&self) -> usize {
        self.start as usize
    }
}

/// A [`Subject`] as it is kept: there is a group for every verb of all paragraphs with quotations.
#[derive(Clone, Copy, Debug)]
struct Stored {
    phrase: (u32, u32),
    from: u32,
    way: Way,
}

/// A paragraph whose verbs are known, with their subjects.
pub struct Verbs {
    clauses: Clauses,
    /// Words that are cues of speech have one too, whether they are verbs here or not.
    groups: Vec<VerbGroup>,
    /// For each item the number of the group whose verb it is, counted from one; zero where it is none. Most are none, and
    /// groups are large.
    group_of: Vec<u32>,
}

impl Deref for Verbs {
    type Target = Clauses;

    fn deref(&self) -> &Clauses {
        &self.clauses
    }
}

impl Verbs {
    /// Finds the verb groups, as yet without subjects.
    pub fn new(clauses: Clauses) -> Self {
        let is_head = |at: usize| clauses.verb(at) || clauses.items[at].cue().is_some();
        let mut groups = Vec::new();
        let mut group_of = vec![0; clauses.items.len()];
        for at in (0..clauses.items.len()).filter(|&at| is_head(at)) {
            groups.push(group(&clauses, at));
            group_of[at] = groups.len() as u32;
        }
        Self { clauses, groups, group_of }
    }

    /// The group whose verb is `verb`.
    pub fn group(&self, verb: usize) -> Option<&VerbGroup> {
        let number = (self.group_of[verb] as usize).checked_sub(1)?;
        Some(&self.groups[number])
    }

    /// The subject of the verb at `verb`.
    pub fn subject(&self, verb: usize) -> Option<Subject> {
        let Stored { phrase: (start, end), from, way } = self.group(verb)?.subject?;
        Some(Subject { phrase: start as usize..end as usize, way, from: from as usize })
    }

    /// Stores who does what the verb at `verb` says.
    pub fn set_subject(&mut self, verb: usize, subject: Option<Subject>) {
        if let Some(number) = (self.group_of[verb] as usize).checked_sub(1) {
            let stored = |Subject { phrase, way, from }: Subject| Stored {
                phrase: (phrase.start as u32, phrase.end as u32),
                from: from as u32,
                way,
            };
            self.groups[number].subject = subject.map(stored);
        }
    }

    /// The first item that the grammar may look at for the verb at `verb`.
    pub fn lowest(&self, verb: usize) -> usize {
        self.sentence(verb).start.max(verb.saturating_sub(REACH))
    }
}

/// “Moen ’14 said”: the year of a class after a name.
fn is_class(items: &[Item], at: usize, low: usize) -> bool {
    let mark = at > low + 1 && matches!(items[at - 1].mark(), Some('’' | '‘' | '\''));
    mark && items[at].is(Tags::NUMBER) && items[at - 2].name()
}

/// The words before a verb that belong to it: auxiliaries, adverbs, negations, times, and what stands in parentheses.
fn group(clauses: &Clauses, verb: usize) -> VerbGroup {
    let items = &clauses.items;
    let low = clauses.sentence(verb).start.max(verb.saturating_sub(REACH));
    let (mut start, mut copula, mut broken) = (verb, false, false);
    let mut timed = false;
    while start > low {
        let at = start - 1;
        let item = &items[at];
        // “on Monday”, “the next day”: the small words before a time.
        let before_time = timed
            && item.is(Tags::PREPOSITION.or(Tags::DETERMINER))
            && items[at + 1].is(Tags::TIME.or(Tags::DETERMINER));
        if skippable(item) {
            copula |= item.is(Tags::COPULA);
            timed = item.is(Tags::TIME);
            start = at;
        } else if before_time {
            start = at;
        } else if is_class(items, at, low) {
            start = at - 1;
        } else if item.mark() == Some(')') {
            let open = (low..at).rev().take(20).find(|&open| items[open].mark() == Some('('));
            let Some(open) = open else {
                broken = true;
                break;
            };
            start = open;
        } else {
            break;
        }
        if start > low && items[start - 1].quote().is_some() {
            break;
        }
    }
    VerbGroup { start: start as u32, copula, broken, subject: None }
}
