//! Which cue words of a sentence really tie speech to somebody, and to whom.
//!
//! A cue is [`Tie`]d to its subject once per sentence; `within` then chooses between the ties of a quotation.

use super::frame::{FUNCTION, Frame, GENITIVE};
use super::phrase::{speaks, starting_at, verb};
use super::subject::{self, Way};
use super::words::Tags;
use std::ops::Range;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shape {
    /* S said */ Active,
    /* said S */ Inverted,
    /* described by S */ Passive,
    /* according to S */ According,
    /* S's statement */ Noun,
}

#[derive(Clone, Debug)]
pub struct Tie {
    pub cue: Range<usize>,
    pub source: Range<usize>,
    pub from: usize,
    pub strength: u8,
    pub shape: Shape,
    pub way: Way,
    /* starts a new clause, so that nothing to its left governs it */ pub opens: bool,
    /* behind "when", "as": only reported speech governs it */ pub aside: bool,
}

/// All ties of the sentence `range`, in order.
pub fn ties(frame: &Frame, range: Range<usize>) -> Vec<Tie> {
    let mut out = Vec::new();
    let mut i = range.start;
    while i < range.end {
        if let Some(tie) = tie(frame, i, &range) {
            i = tie.cue.end.max(i + 1);
            out.push(tie);
        } else {
            i += 1
        }
    }
    out
}

fn tie(frame: &Frame, i: usize, range: &Range<usize>) -> Option<Tie> {
    let items = &frame.items;
    let item = &items[i];
    if item.is(Tags::ACCORDING) && items.get(i + 1).is_some_and(|t| t.is(Tags::INFINITIVE)) {
        let source = starting_at(frame, i + 2, range.end)?;
        return Some(Tie {
            cue: i..i + 2,
            source,
            from: i,
            strength: 3,
            shape: Shape::According,
            way: Way::Plain,
            opens: true,
            aside: false,
        });
    }
    let hit = item.cue?;
    let cue = i..i + hit.words as usize;
    if cue.end > range.end {
        return None;
    }
    if item.capital && i > range.start && !frame.title_case && items[i - 1].quote().is_none() {
        return None;
    }
    let before = i.checked_sub(1).filter(|_| i > range.start).map(|b| &items[b]);
    let noun_like = item.is(Tags::CUE_NOUN.or(Tags::ROLE).or(Tags::HONORIFIC))
        || hit.forms.base && !hit.forms.past && hit.words == 1;
    if let Some(b) = before {
        // "his claims", "the report", "a call": a noun
        let determined = b.is(Tags::DETERMINER) && !b.is(Tags::THING.or(Tags::CONTENT))
            || b.is(Tags::ARTICLE)
            || b.is(Tags::POSSESSIVE) && !b.is(Tags::RELATIVE)
            || b.word() && b.flags & GENITIVE != 0 && !b.is(Tags::CLITIC)
            || b.is(Tags::PREPOSITION) && !b.is(Tags::INFINITIVE) && !hit.forms.ing;
        if determined
            && !(hit.forms.past && !noun_like && b.flags & GENITIVE != 0)
            && !(b.is(Tags::OTHER) && hit.forms.past && !hit.forms.base)
        {
            return None;
        }
    }
    if hit.noun && !reads_as_verb(frame, i, &hit, &cue, range) {
        return None;
    }
    // inverted: “Q,” said S
    let after_quote = before.is_some_and(|b| {
        b.quote().is_some()
            || (b.comma() || b.dash() || b.mark() == Some('-'))
                && i >= range.start + 2
                && items[i - 2].quote().is_some()
    }) || before.is_none();
    let after_comma = before.is_some_and(|b| b.comma()) && hit.strength == 3;
    if (after_quote || after_comma)
        && (hit.forms.past || hit.forms.third)
        && (hit.strength >= 2 || before.is_some_and(|b| b.flags & super::frame::COMMA_INSIDE != 0))
    {
        let mut at = cue.end;
        while at < range.end && items[at].word() && items[at].is(Tags::ADVERB.or(Tags::TIME)) && !items[at].name() {
            at += 1
        }
        if let Some(source) = starting_at(frame, at, range.end)
            .filter(|p| speaks(frame, p) && !(items[p.start].is(Tags::POSSESSIVE) && p.len() == 1))
        {
            let verb_next = source.end < range.end && verb(frame, source.end);
            let last = source.end >= range.end
                || items[source.end].mark().is_some()
                || items[source.end].is(Tags::PREPOSITION.or(Tags::TIME).or(Tags::RELATIVE));
            let apposition = after_comma
                && !after_quote
                && subject::subject(frame, i, range.start).is_some_and(|s| {
                    s.way == Way::Apposition
                        && (s.from == range.start
                            || s.from == super::clause::opening(frame, range.start, i)
                            || s.from > 0
                                && (items[s.from - 1].quote().is_some()
                                    || items[s.from - 1].comma() && s.from > 1 && items[s.from - 2].quote().is_some()
                                    || items[s.from - 1].is(Tags::SUBORDINATOR)))
                        && !items[s.from..i].iter().any(|x| x.quote().is_some())
                });
            if before.is_some() && after_quote
                || !verb_next && (after_quote || last && cue.end == source.start && !apposition)
            {
                return Some(Tie {
                    cue,
                    source: widen(frame, source, range.end),
                    from: i,
                    strength: hit.strength,
                    shape: Shape::Inverted,
                    way: Way::Plain,
                    opens: true,
                    aside: false,
                });
            }
        }
        before?;
    }
    // passive: described by S as
    let mut aux = None;
    let mut k = i;
    while k > range.start
        && items[k - 1].word()
        && (items[k - 1].is(Tags::ADVERB.or(Tags::AUXILIARY).or(Tags::NEGATION))
            || items[k - 1].flags & super::frame::LY != 0)
    {
        k -= 1;
        if items[k].is(Tags::COPULA) {
            aux = Some(k)
        }
        if items[k].is(Tags::AUXILIARY) && !items[k].is(Tags::COPULA) && aux.is_none() {
            break;
        }
    }
    let passive = hit.forms.done && aux.is_some() && !hit.forms.base;
    if passive || hit.forms.done && hit.strength == 2 && before.is_none_or(|b| !b.is(Tags::SUBJECT)) {
        let by = (cue.end..range.end.min(cue.end + 4))
            .take_while(|&k| {
                items[k].quote().is_some() || items[k].is(Tags::AGENT.or(Tags::ADVERB).or(Tags::AS).or(Tags::TIME))
            })
            .find(|&k| items[k].is(Tags::AGENT));
        if let Some(source) = by
            .filter(|&b| b + 1 < range.end && items[b + 1].flags & super::frame::ING == 0)
            .and_then(|b| starting_at(frame, b + 1, range.end))
            && speaks(frame, &source)
            && hit.strength >= 2
        {
            return Some(Tie {
                cue,
                source,
                from: k,
                strength: 2,
                shape: Shape::Passive,
                way: Way::Plain,
                opens: false,
                aside: false,
            });
        }
    }
    if passive {
        return None;
    }
    // “she heard him say”
    if hit.forms.base
        && i >= range.start + 2
        && before.is_some_and(|b| b.is(Tags::OBJECT) || b.is(Tags::FEMALE) && b.is(Tags::POSSESSIVE))
        && verb(frame, i - 2)
    {
        return Some(Tie {
            cue,
            source: i - 1..i,
            from: i - 1,
            strength: hit.strength,
            shape: Shape::Active,
            way: Way::Plain,
            opens: false,
            aside: false,
        });
    }
    let found = match subject::subject(frame, i, range.start) {
        Some(s) => s,
        None if hit.forms.ing && i == range.start => super::clause::forward(frame, i)?,
        None => return None,
    };
    // "a movement called “Q”": the bare participle of a naming verb after an object is no speech
    if hit.names && hit.forms.done && found.way == Way::Plain && found.phrase.start > range.start {
        let b = &items[found.phrase.start - 1];
        if b.is(Tags::PREPOSITION) || verb(frame, found.phrase.start - 1) {
            return None;
        }
    }
    // "nations worried about": a bare participle behind the object of a preposition
    if hit.strength <= 2
        && hit.forms.done
        && found.way == Way::Plain
        && found.phrase.start > range.start + 1
        && items[found.phrase.start - 1].is(Tags::PREPOSITION)
        && !items[found.phrase.end - 1].name()
        && !items[found.phrase.start].is(Tags::SUBJECT)
    {
        return None;
    }
    let opens = match found.way {
        Way::Shared => true,
        Way::Controlled => before.is_some_and(|b| b.comma() || b.dash()),
        Way::Relative | Way::Infinitive | Way::Reduced => false,
        Way::Plain | Way::Apposition | Way::Adjacent => {
            found.from == range.start || {
                let b = &items[found.from - 1];
                b.mark().is_some_and(|c| matches!(c, ';' | '—' | '–' | '-' | ':'))
                    || b.is(Tags::CONTRAST)
                    || (b.is(Tags::SUBORDINATOR) && !b.is(Tags::CONTENT) || b.is(Tags::PREPOSITION))
                        && found.from >= range.start + 2
                        && (items[found.from - 2].comma() || items[found.from - 2].dash())
                    || b.is(Tags::COORDINATOR)
                    || b.comma() && found.from >= range.start + 2
            }
        }
    };
    Some(Tie {
        cue,
        source: found.phrase,
        from: found.from,
        strength: hit.strength,
        shape: Shape::Active,
        way: found.way,
        opens,
        aside: found.from > range.start && {
            let b = &items[found.from - 1];
            b.is(Tags::SUBORDINATOR) && !b.is(Tags::CONTENT.or(Tags::RELATIVE))
        },
    })
}

/// A word that is a noun as often (claim, states, attack): is it a verb here?
fn reads_as_verb(
    frame: &Frame,
    i: usize,
    hit: &super::words::CueHit,
    cue: &Range<usize>,
    range: &Range<usize>,
) -> bool {
    if !(hit.forms.base || hit.forms.third) || hit.words > 1 && hit.forms.past {
        return true;
    }
    let items = &frame.items;
    let mut k = i;
    while k > range.start
        && items[k - 1].word()
        && !items[k - 1].name()
        && (items[k - 1].is(Tags::ADVERB) || items[k - 1].flags & super::frame::LY != 0)
    {
        k -= 1
    }
    if k == range.start {
        return false;
    }
    let b = &items[k - 1];
    if b.is(Tags::SUBJECT.or(Tags::RELATIVE).or(Tags::CLITIC)) && !b.is(Tags::POSSESSIVE) {
        return true;
    }
    if items[range.start].quote().is_some()
        && (hit.forms.third || plural(frame, k - 1))
        && b.word()
        && !b.is(FUNCTION)
        && items.get(cue.end).is_none_or(|n| matches!(n.mark(), Some('.' | ',')) || n.is(Tags::PREPOSITION))
    {
        return true;
    }
    if hit.forms.base && !hit.forms.past {
        return b.is(Tags::INFINITIVE)
            || b.is(Tags::AUXILIARY) && !b.is(Tags::COPULA)
            || b.is(Tags::OTHER)
            || b.comma()
            || b.is(Tags::COORDINATOR) && hit.strength == 3
            || b.word() && !b.is(FUNCTION) && plural(frame, k - 1) && governs(frame, cue.end, range.end);
    }
    if b.name() && b.flags & GENITIVE == 0 {
        return governs(frame, cue.end, range.end) || hit.strength == 3;
    }
    if b.quote().is_some() || b.comma() || b.dash() || b.mark() == Some(')') || b.is(Tags::COORDINATOR) {
        return governs(frame, cue.end, range.end) || cue.end >= range.end;
    }
    b.word() && !b.is(FUNCTION) && governs(frame, cue.end, range.end)
}

/// A lower-case plural by its look.
fn plural(frame: &Frame, i: usize) -> bool {
    frame.items[i].flags & super::frame::PLURAL != 0
}

/// What a verb of speech governs stands next: a quotation, that, a name, a pronoun, a noun phrase, a comma.
fn governs(frame: &Frame, at: usize, high: usize) -> bool {
    frame.items.get(at).filter(|_| at < high).is_some_and(|n| {
        n.quote().is_some()
            || n.comma()
            || n.mark() == Some(':')
            || n.is(Tags::CONTENT
                .or(Tags::SUBJECT)
                .or(Tags::OBJECT)
                .or(Tags::DETERMINER)
                .or(Tags::POSSESSIVE)
                .or(Tags::INFINITIVE))
            || n.name()
    })
}

/// “Q,” said S, a senator from Ohio: take the apposition in.
fn widen(frame: &Frame, source: Range<usize>, high: usize) -> Range<usize> {
    let items = &frame.items;
    if source.end + 1 < high && items[source.end].comma() {
        let first = &items[source.end + 1];
        if first.is(Tags::DETERMINER.or(Tags::PERSON_RELATIVE).or(Tags::ROLE)) {
            let end = (source.end + 1..high.min(source.end + 30))
                .find(|&k| !items[k].word())
                .unwrap_or(high.min(source.end + 30));
            return source.start..end;
        }
    }
    source
}
