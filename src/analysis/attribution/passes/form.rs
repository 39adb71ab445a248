//! What kind of quotation it is by its looks: speech or the title of a work.
//!
//! Leaves to `verdict` what a missing source makes of it. Invariant: reads only the quotation’s own words and the few
//! words around it.

use super::choice::Around;
use crate::analysis::attribution::draft::Draft;
use crate::analysis::attribution::grammar::Tags;
use crate::analysis::attribution::grammar::item::{Item, Span};
use crate::analysis::attribution::model::Form;
use crate::analysis::attribution::reason::Reason;
use crate::language::{SpeechWords, WordSet};

/// Titles of works seldom have more words.
const LONG_TITLE: usize = 9;

/// A title with its author beside it may be longer.
const LONGEST_TITLE: usize = 20;

/// With fewer words a title may also be a term that somebody uses.
const LONG_KNOWN: usize = 3;

/// Nicknames seldom have more words.
const LONG_NICKNAME: usize = 2;

/// Marks nicknames and the titles of works.
pub fn classify(draft: &mut Draft) {
    for number in 0..draft.found.len() {
        let Some(place) = draft.places[number].first() else { continue };
        let words = draft.found[number].words;
        if words <= LONG_NICKNAME && stands_in_name(&Around::new(&draft.paragraphs[place.block], place.item)) {
            (draft.found[number].form, draft.found[number].reason) = (Form::Term, Some(Reason::InName));
            continue;
        }
        let text = draft.input.quotes[number].of(draft.input.text);
        let around = Around::new(&draft.paragraphs[place.block], place.item);
        // “Go | on,” she said
        if is_typed(text, words) && !around.comma_inside() {
            (draft.found[number].form, draft.found[number].reason) = (Form::Term, Some(Reason::InGeneral));
            continue;
        }
        // “a post called “How to lock a gate””
        let agent = around.paragraph.after(around.at).is_some_and(|next| next.is(Tags::AGENT));
        if around.paragraph.items[around.at].is(Tags::WHOLE) && !agent && names_thing(&around) {
            (draft.found[number].form, draft.found[number].reason) = (Form::Title, Some(Reason::HintBefore));
            continue;
        }
        // “T” was published
        if words > 1 && words <= LONGEST_TITLE && is_published(&around) {
            (draft.found[number].form, draft.found[number].reason) = (Form::Title, Some(Reason::WorkAfter));
            continue;
        }
        let author = || is_title_with_author(&around);
        if (words > LONG_TITLE && !(words <= LONGEST_TITLE && author())) || !has_title_capitals(text, draft.input.words)
        {
            continue;
        }
        let is_title = |at: usize| {
            let other = around.paragraph.items[at].quote();
            at >= around.sentence.start && other.is_some_and(|other| draft.found[other].form == Form::Title)
        };
        // ““T” and “U””, and ““T,” “U”” with the comma of American style
        let after_joiner = around.at >= around.sentence.start + 2
            && around.before().is_some_and(|before| before.is(Tags::COORDINATOR) || before.comma());
        let after_comma = around.before().is_some_and(Item::comma_inside);
        let beside_title = (after_joiner && is_title(around.at - 2)) || (after_comma && is_title(around.at - 1));
        let reason = title(&around, words).or_else(|| beside_title.then_some(Reason::WorkBefore));
        if let Some(reason) = reason {
            draft.found[number].form = Form::Title;
            draft.found[number].reason = Some(reason);
        }
    }
    mark_known(draft);
}

/// Marks what has the words of a title: “A Lock in Winter” is one everywhere, if the draft has “her novel “A Lock in Winter”” once.
fn mark_known(draft: &mut Draft) {
    let words = |span: Span| span.of(draft.input.text).trim_matches(|c: char| !c.is_alphanumeric());
    let titles: WordSet<&str> = draft
        .found
        .iter()
        .filter(|found| found.form == Form::Title && found.words >= LONG_KNOWN)
        .map(|found| words(found.span))
        .collect();
    if titles.is_empty() {
        return;
    }
    let known: Vec<usize> = (0..draft.found.len())
        .filter(|&number| {
            let found = &draft.found[number];
            found.form == Form::Speech && found.words >= LONG_KNOWN && titles.contains(words(found.span))
        })
        .collect();
    for number in known {
        (draft.found[number].form, draft.found[number].reason) = (Form::Title, Some(Reason::KnownTitle));
    }
}

/// “Nils “the Eel” Rud”: whether a name stands on both sides.
fn stands_in_name(around: &Around) -> bool {
    let name = |item: &Item| item.name() && !item.is(Tags::TIME);
    // “the 2019 ‘Virtual’ Tide Conference”
    let opens = |item: &Item| name(item) || item.is(Tags::NUMBER);
    let several = || around.paragraph.items.get(around.at + 2).is_some_and(name);
    let before = around.before().is_some_and(name) || (around.before().is_some_and(opens) && several());
    before && around.paragraph.after(around.at).is_some_and(name)
}

/// Why a few words with capitals are the title of a work.
fn title(around: &Around, words: usize) -> Option<Reason> {
    let items = &around.paragraph.items;
    let before = around.before();
    let start = around.sentence.start;
    if follows_year(around) {
        return Some(Reason::WorkBefore);
    }
    if is_title_with_author(around) {
        return Some(Reason::WorkAfter);
    }
    if let Some(before) = before {
        if before.is(Tags::WORK.or(Tags::NETWORK)) {
            return Some(Reason::WorkBefore);
        }
        // “Moen’s “T””, “last year’s “The T””
        if before.is(Tags::GENITIVE) && words > usize::from(!before.name()) {
            return Some(Reason::OwnerBefore);
        }
        // “entitled, “T””, “their sixth album: “T””
        let entitled = around.at >= start + 2
            && items[around.at - 2].is(Tags::WORK)
            && ((before.comma() && words > 2) || (before.mark() == Some(':') && words > 1));
        // “a poem called “T””
        let called = before.is(Tags::HINT) && around.at >= start + 2 && items[around.at - 2].is(Tags::WORK);
        // “wrote “The Long Quay” and “Salt””: the first by its capitals, the second beside it
        // “have you seen “The Long Quay””
        let made = before.is(Tags::MAKES.or(Tags::PERCEIVES)) && words > 1;
        if called || made || names_thing(around) {
            return Some(Reason::WorkBefore);
        }
        // “titles include “T” and “U””
        let listed = around.at >= start + 2 && {
            let (of, verb) = (&items[around.at - 2], &items[around.at - 1]);
            let plain = of.is(Tags::PLURAL_ENDING) && verb.word() && !verb.capital && !verb.is(Tags::FUNCTION);
            of.is(Tags::WORK) && (around.paragraph.verb(around.at - 1) || plain)
        };
        if listed && words > 1 {
            return Some(Reason::WorkBefore);
        }
        // “hosts of the show “T””, “author of “T””
        let written = || items[start..around.at - 1].iter().rev().take(4).any(|item| item.is(Tags::WORK));
        if entitled || (before.is(Tags::PREPOSITION) && written()) {
            return Some(Reason::WorkBefore);
        }
    }
    let after = around.paragraph.after(around.at);
    if before.is_some() && after.is_some_and(|after| after.is(Tags::WORK) && !after.capital) {
        return Some(Reason::WorkAfter);
    }
    // “in “The Lock of the North””, but not “described as “The Lock of the North””.
    let speaks = Tags::AS.or(Tags::AGENT).or(Tags::INFINITIVE);
    // “chants of “Go Home””: a noun of speech before the preposition.
    let spoken = around.at >= start + 2
        && items[around.at - 2].is(Tags::CUE_NOUN)
        && before.is_some_and(|before| before.is(Tags::OF));
    let in_work = !spoken && before.is_some_and(|before| before.is(Tags::PREPOSITION) && !before.is(speaks));
    (in_work && words > 1 && !around.paragraph.title_case).then_some(Reason::CapitalsAfterPreposition)
}

/// “the section labeled “T””: a bare participle that names the noun before it.
fn names_thing(around: &Around) -> bool {
    let Some(verb) = around.at.checked_sub(1).filter(|&verb| verb > around.sentence.start) else { return false };
    let paragraph = around.paragraph;
    let (named, noun) = (&paragraph.items[verb], &paragraph.items[verb - 1]);
    let somebody = Tags::FUNCTION.or(Tags::ROLE).or(Tags::HONORIFIC).or(Tags::ADVERB_ENDING);
    named.cue().is_some_and(|cue| cue.names && cue.forms.done)
        && noun.word()
        && !noun.name()
        && (!noun.is(somebody) || noun.is(Tags::CUE_NOUN))
}

/// “T” by Ida Moen: a line that has nothing else. With a comma inside the marks it is the headline of a list, which is quoted.
fn is_title_with_author(around: &Around) -> bool {
    let paragraph = around.paragraph;
    // “edited by S”
    let edited = around.paragraph.items.get(around.at + 1).is_some_and(|next| next.is(Tags::PAST_ENDING));
    let by = around.at + 1 + usize::from(edited);
    // “T” – Ida Moen: in a list of songs; whole sentences do not have these capitals.
    let credits =
        paragraph.items.get(by).is_some_and(|by| by.is(Tags::AGENT) || by.any_dash()) && !around.comma_inside();
    let author = || paragraph.phrase_from(by + 1, paragraph.items.len());
    around.at == 0 && credits && author().is_some_and(|author| author.end == paragraph.items.len())
}

/// ““T” was published in May”
fn is_published(around: &Around) -> bool {
    let next = |offset: usize| around.paragraph.items.get(around.at + offset);
    let whole = around.paragraph.items[around.at].is(Tags::WHOLE) && around.opens();
    whole && next(1).is_some_and(|be| be.is(Tags::COPULA)) && next(2).is_some_and(|made| made.is(Tags::MAKES))
}

/// “Moen, I. (2019). “T”” / “(2019) “T””: an entry of a list of works.
fn follows_year(around: &Around) -> bool {
    let before = &around.paragraph.items[..around.at];
    let stop = before.last().is_some_and(|last| last.mark() == Some('.'));
    let [.., open, year, close] = &before[..before.len() - usize::from(stop)] else { return false };
    open.mark() == Some('(') && year.is(Tags::NUMBER) && close.mark() == Some(')')
}

/// Marks of templates and code, which no speech has. They begin with a brace, a parenthesis, a colon or “<”.
const CODE: [&str; 5] = ["{{", "{%", "</", "()", "::"];

/// Marks that few words have unless they are code; a longer statement may have one.
const CODE_OF_FEW: [char; 4] = ['{', '}', '<', '>'];

/// Marks that also stand in posts and addresses, but not in a word or two that somebody says.
const TYPED: [char; 4] = ['_', '=', '\\', '|'];

/// Whether the words are typed into a machine: a command, a path, a name in a program, a template.
fn is_typed(text: &str, words: usize) -> bool {
    // Most quotations have no byte with which such a mark begins.
    let may_be_code = || memchr::memchr3(b'{', b'<', b'(', text.as_bytes()).is_some() || text.contains(':');
    (may_be_code() && CODE.iter().any(|mark| text.contains(mark)))
        || (words <= LONG_TITLE && text.contains(CODE_OF_FEW))
        || (words <= LONG_NICKNAME && text.contains(TYPED))
}

/// Whether every word but the small ones has a capital.
pub fn has_title_capitals(text: &str, lists: &SpeechWords) -> bool {
    let small = Tags::PREPOSITION.or(Tags::DETERMINER).or(Tags::JOINER).or(Tags::COORDINATOR);
    let words = text
        .split(|c: char| c.is_whitespace() || c == '-')
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty());
    let mut any = false;
    for word in words {
        if word.starts_with(|first: char| first.is_uppercase() || first.is_numeric()) {
            any = true;
        } else if !tags(word, lists).has(small) {
            return false;
        }
    }
    any
}

/// The lists that a word is in, whatever its capitals.
fn tags(word: &str, lists: &SpeechWords) -> Tags {
    if word.bytes().all(|byte| byte.is_ascii_lowercase()) { lists.tags(word) } else { lists.tags(&word.to_lowercase()) }
}
