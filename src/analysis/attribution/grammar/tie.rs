//! [`Tie`]: a cue of speech and the words that name who speaks. Each shape of tie has a function.
//!
//! | Shape | Example |
//! |---|---|
//! | [`Shape::According`] | according to Moen |
//! | [`Shape::Inverted`] | “Q,” said Moen |
//! | [`Shape::Passive`] | described by Moen as “Q” |
//! | [`Shape::Active`] | Moen said; she heard Moen say |
//! | [`Shape::Noun`] | Moen’s claim |
//!
//! They are tried in this order at each cue. A tie knows nothing about quotations; [`passes`](super::super::passes) choose
//! between the ties around one.

use super::cue::{Cue, cue};
use super::idle::{does_nothing, states_fact};
use super::item::Item;
use super::subject::ahead;
use super::verb::{Subject, Verbs, Way};
use super::{CueHit, Tags};
use std::ops::Range;

/// The pattern of a tie.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shape {
    /// S said
    Active,
    /// said S
    Inverted,
    /// described by S
    Passive,
    /// according to S
    According,
    /// S’s statement
    Noun,
}

/// A cue and its source.
#[derive(Clone, Debug)]
pub struct Tie {
    /// The words of speech.
    pub cue: Range<usize>,
    /// The words that name who speaks.
    pub source: Range<usize>,
    /// The first item that belongs to cue and source together.
    pub from: usize,
    /// How clearly the cue marks speech, from 1 to 3.
    pub strength: u8,
    /// Its pattern.
    pub shape: Shape,
    /// How the subject was found.
    pub way: Way,
    /// Whether it starts a new clause, so that nothing to its left governs it.
    pub opens: bool,
    /// Whether it stands after “when” or “as”, where only reported speech governs it.
    pub aside: bool,
}

impl Tie {
    /// A tie whose source stands in a fixed place, so that no subject was looked for.
    pub fn fixed(shape: Shape, cue: Range<usize>, source: Range<usize>, from: usize, strength: u8) -> Self {
        let opens = matches!(shape, Shape::According | Shape::Inverted);
        Self { cue, source, from, strength, shape, way: Way::Plain, opens, aside: false }
    }

    /// The first item of cue or subject.
    pub fn start(&self) -> usize {
        self.from.min(self.cue.start)
    }

    /// One past the last item of cue or source.
    pub fn end(&self) -> usize {
        self.cue.end.max(self.source.end)
    }

    /// Whether the subject stands directly before the verb, or only an apposition between them.
    pub fn has_own_subject(&self) -> bool {
        matches!(self.way, Way::Plain | Way::Apposition | Way::Adjacent)
    }
}

/// All ties of a paragraph, in order.
pub fn ties(verbs: &Verbs) -> Vec<Tie> {
    let mut ties = Vec::new();
    for sentence in &verbs.sentences {
        let mut at = sentence.start;
        while at < sentence.end {
            let tie = tie(verbs, at, sentence);
            at = tie.as_ref().map_or(at + 1, |tie| tie.cue.end.max(at + 1));
            ties.extend(tie);
        }
    }
    ties
}

fn tie(verbs: &Verbs, at: usize, sentence: &Range<usize>) -> Option<Tie> {
    if let Some(tie) = according(verbs, at, sentence) {
        return Some(tie);
    }
    let cue = cue(verbs, at, sentence)?;
    let place = inversion(verbs, &cue, sentence);
    if place != Inversion::Impossible {
        let tie = inverted(verbs, &cue, place, sentence);
        // A finite verb that opens its sentence has its subject after it or not at all.
        if tie.is_some() || at == sentence.start {
            return tie;
        }
    }
    let passive = is_passive(verbs, &cue);
    if let Some(tie) = by_agent(verbs, &cue, passive, sentence) {
        return Some(tie);
    }
    // “The lock was called “Q””: the subject of a passive is not who speaks.
    if passive {
        return None;
    }
    perceived(verbs, &cue, sentence).or_else(|| active(verbs, &cue, sentence))
}

/// According to S
fn according(verbs: &Verbs, at: usize, sentence: &Range<usize>) -> Option<Tie> {
    let to = verbs.items.get(at + 1)?;
    if !verbs.items[at].is(Tags::ACCORDING) || !to.is(Tags::INFINITIVE) {
        return None;
    }
    let source = verbs.phrase_from(at + 2, sentence.end)?;
    Some(Tie::fixed(Shape::According, at..at + 2, source, at, 3))
}

/// Where the subject may stand after the verb.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inversion {
    /// English inverts only next to quoted or reported words.
    Impossible,
    /// Directly after a quotation: “Q,” said S.
    AfterQuote,
    /// After a comma: The lock is shut, said S.
    AfterComma,
    /// At the start of the sentence: Said S: “Q”
    Opening,
}

fn inversion(verbs: &Verbs, cue: &Cue, sentence: &Range<usize>) -> Inversion {
    let CueHit { forms, strength, .. } = cue.hit;
    let at = cue.items.start;
    // “So says Moen”: an adverb may open the sentence.
    let after_adverb = at == sentence.start + 1 && strength == 3 && verbs.items[at - 1].is(Tags::ADVERB);
    let Some(before) = verbs.before(at).filter(|_| !after_adverb) else {
        let finite = (forms.past || forms.third) && strength >= 2;
        return if finite { Inversion::Opening } else { Inversion::Impossible };
    };
    let open = before.comma_inside() || before.is(Tags::EXCLAIMS);
    // “the “Tides” questions that Moen asked”: a noun that the quotation describes.
    let second = at.checked_sub(2).filter(|&second| second >= sentence.start).map(|second| &verbs.items[second]);
    let described = second.is_some_and(|second| second.is(Tags::DETERMINER.or(Tags::POSSESSIVE)));
    if cue.hit.noun && !open && before.quote().is_some() && described {
        return Inversion::Impossible;
    }
    let finite = (forms.past || forms.third) && (strength >= 2 || open);
    let past_mark = before.sets_off() && at >= sentence.start + 2 && verbs.items[at - 2].quote().is_some();
    // A quotation mark without a partner closes a quotation too, of which only the end is known.
    let stray = matches!(before.mark(), Some('”' | '’' | '"' | '\''));
    if finite && (before.quote().is_some() || past_mark || (stray && strength == 3)) {
        Inversion::AfterQuote
    } else if finite && before.comma() && strength == 3 {
        Inversion::AfterComma
    } else {
        Inversion::Impossible
    }
}

/// “Q,” said S
fn inverted(verbs: &Verbs, cue: &Cue, place: Inversion, sentence: &Range<usize>) -> Option<Tie> {
    let items = &verbs.items;
    let manner = |at: usize| items[at].word() && items[at].is(Tags::ADVERB.or(Tags::TIME)) && !items[at].name();
    let start = (cue.items.end..sentence.end).find(|&at| !manner(at)).unwrap_or(sentence.end);
    let source = verbs.phrase_from(start, sentence.end)?;
    // “said his”: a possessive alone is the start of something else.
    let possessive = items[source.start].is(Tags::POSSESSIVE) && source.len() == 1;
    if possessive || !verbs.can_speak(&source) {
        return None;
    }
    let verb_next = source.end < sentence.end && verbs.verb(source.end);
    let holds = match place {
        Inversion::Impossible => false,
        // “Moen, who called it “Q,” said Rud was late”: the quotation belongs to the apposition of the subject.
        // ““Q,” the theme, stressed the fact that”: a fact stresses nothing.
        Inversion::AfterQuote => !states_fact(verbs, &source) && !renamed_before(verbs, cue.items.start, sentence),
        Inversion::Opening => !verb_next,
        // “Moen, the keeper, told Rud.”: the phrase before the comma is the subject, and the one after it the object.
        Inversion::AfterComma => {
            let next = verbs.after(source.end - 1);
            let closes = next.is_none_or(|next| {
                next.mark().is_some() || next.is(Tags::PREPOSITION.or(Tags::TIME).or(Tags::RELATIVE))
            });
            !verb_next && closes && cue.items.end == source.start && !renamed_before(verbs, cue.items.start, sentence)
        }
    };
    let whole = |source| with_apposition(verbs, source, sentence.end);
    holds.then(|| Tie::fixed(Shape::Inverted, cue.items.clone(), whole(source), cue.items.start, cue.hit.strength))
}

/// Whether the words before the comma are a subject with its apposition: “Moen, the keeper, said”.
fn renamed_before(verbs: &Verbs, verb: usize, sentence: &Range<usize>) -> bool {
    let items = &verbs.items;
    let Some(subject) = verbs.subject(verb).filter(|subject| subject.way == Way::Apposition) else { return false };
    let from = subject.from;
    let opens = from == sentence.start
        || from == verbs.body_before(sentence.start, verb)
        || items[from - 1].quote().is_some()
        || (items[from - 1].comma() && from > 1 && items[from - 2].quote().is_some())
        || items[from - 1].is(Tags::SUBORDINATOR);
    // “Moen, the keeper, was “Q,” said Rud”: after the apposition the subject has a verb already.
    let after_quote = items[verb.saturating_sub(2)..verb].iter().any(|item| item.quote().is_some());
    let comma = (from..verb.saturating_sub(2)).rev().find(|&at| items[at].sets_off());
    let open = after_quote && comma.is_some_and(|comma| !verbs.verb(comma + 1));
    opens && (open || !items[from..verb].iter().any(|item| item.quote().is_some()))
}

/// “Q,” said S, a senator from Ohio: the source with its apposition.
fn with_apposition(verbs: &Verbs, source: Range<usize>, high: usize) -> Range<usize> {
    let items = &verbs.items;
    let opens = Tags::DETERMINER.or(Tags::PERSON_RELATIVE).or(Tags::ROLE);
    // “said its head, Sir Ole Moen”: after a role alone comes the name.
    let nameless = !verbs.slice(&source).iter().any(Item::name);
    let renames = |next: &Item| next.is(opens) || (nameless && (next.name() || next.is(Tags::HONORIFIC)));
    if source.end + 1 < high && items[source.end].comma() && renames(&items[source.end + 1]) {
        let high = high.min(source.end + 30);
        let end = (source.end + 1..high).find(|&at| !items[at].word()).unwrap_or(high);
        return source.start..end;
    }
    source
}

/// Whether the cue is a participle after a form of “be”.
fn is_passive(verbs: &Verbs, cue: &Cue) -> bool {
    let copula = verbs.group(cue.items.start).is_some_and(|group| group.copula);
    copula && cue.hit.forms.done && !cue.hit.forms.base
}

/// Described by S as “Q”
fn by_agent(verbs: &Verbs, cue: &Cue, passive: bool, sentence: &Range<usize>) -> Option<Tie> {
    let items = &verbs.items;
    let at = cue.items.start;
    // “a plan described by S”: the participle alone, which after a pronoun would be a past form.
    // “as noted by S, “Q””
    let as_said = verbs.before(at).is_some_and(|before| before.is(Tags::AS));
    let participle = cue.hit.forms.done && (cue.hit.strength == 2 || as_said);
    let reduced = participle && verbs.before(at).is_none_or(|before| !before.is(Tags::SUBJECT));
    if !passive && !reduced {
        return None;
    }
    // “told to “Q” by S”
    let between = Tags::AGENT.or(Tags::ADVERB).or(Tags::AS).or(Tags::TIME).or(Tags::INFINITIVE);
    let by = (cue.items.end..sentence.end.min(cue.items.end + 4))
        .take_while(|&at| items[at].quote().is_some() || items[at].is(between))
        .find(|&at| items[at].is(Tags::AGENT))?;
    // “described by saying”: a means and not an agent.
    let means = items.get(by + 1).is_some_and(|next| next.is(Tags::PARTICIPLE_ENDING));
    let source = verbs.phrase_from(by + 1, sentence.end).filter(|_| !means)?;
    let from = verbs.group(at).map_or(at, |group| group.start());
    (verbs.can_speak(&source) && cue.hit.strength >= 2)
        .then(|| Tie::fixed(Shape::Passive, cue.items.clone(), source, from, 2))
}

/// She heard him say “Q”: the object of the first verb is the subject of the second.
fn perceived(verbs: &Verbs, cue: &Cue, sentence: &Range<usize>) -> Option<Tie> {
    let items = &verbs.items;
    let at = cue.items.start;
    if !cue.hit.forms.base || at < sentence.start + 2 {
        return None;
    }
    // “her” is an object here, though the lists call it a possessive too.
    let before = &items[at - 1];
    let object = before.is(Tags::OBJECT) || (before.is(Tags::FEMALE) && before.is(Tags::POSSESSIVE));
    (object && verbs.verb(at - 2))
        .then(|| Tie::fixed(Shape::Active, cue.items.clone(), at - 1..at, at - 1, cue.hit.strength))
}

/// S said
fn active(verbs: &Verbs, cue: &Cue, sentence: &Range<usize>) -> Option<Tie> {
    let at = cue.items.start;
    let found = match verbs.subject(at) {
        Some(found) => found,
        None if cue.hit.forms.ing && at == sentence.start => ahead(verbs, at)?,
        None => return None,
    };
    if does_nothing(verbs, cue, &found, sentence) {
        return None;
    }
    let before = (found.from > sentence.start).then(|| &verbs.items[found.from - 1]);
    Some(Tie {
        cue: cue.items.clone(),
        opens: opens(verbs, at, &found, sentence),
        aside: before
            .is_some_and(|before| before.is(Tags::SUBORDINATOR) && !before.is(Tags::CONTENT.or(Tags::RELATIVE))),
        source: found.phrase,
        from: found.from,
        strength: cue.hit.strength,
        shape: Shape::Active,
        way: found.way,
    })
}

/// Whether subject and verb start a new clause, so that no cue further left governs them.
fn opens(verbs: &Verbs, verb: usize, found: &Subject, sentence: &Range<usize>) -> bool {
    let items = &verbs.items;
    match found.way {
        Way::Shared => true,
        Way::Controlled => verbs.before(verb).is_some_and(|before| before.comma() || before.dash()),
        Way::Relative | Way::Infinitive | Way::Directed | Way::Reduced => false,
        Way::Plain | Way::Apposition | Way::Adjacent if found.from == sentence.start => true,
        Way::Plain | Way::Apposition | Way::Adjacent => {
            let before = &items[found.from - 1];
            let second = (found.from >= sentence.start + 2).then(|| &items[found.from - 2]);
            let after_mark = second.is_some_and(|second| second.comma() || second.dash());
            matches!(before.mark(), Some(';' | '—' | '–' | '-' | ':'))
                || before.is(Tags::CONTRAST.or(Tags::COORDINATOR))
                || ((before.subordinates() || before.is(Tags::PREPOSITION)) && after_mark)
                || (before.comma() && second.is_some())
        }
    }
}
