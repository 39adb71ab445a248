//! Words that are only mentioned and that nobody says: a term, a label, a name, a gloss, although a verb of speech stands near.
//!
//! `within` asks here before it takes the source of a tie.

use super::choice::{Around, Choice, FRAGMENT};
use super::naming::is_name_in_use;
use crate::analysis::attribution::grammar::item::Item;
use crate::analysis::attribution::grammar::{Paragraph, Tags};
use crate::analysis::attribution::model::How;
use std::ops::Range;

/// Whether a pattern ties a source to a few words that may be a term.
pub const fn ties_loosely(how: How) -> bool {
    matches!(how, How::Embedded | How::Weak | How::Colon | How::Noun)
}

/// Terms seldom have more words.
pub const TERM: usize = 3;

/// The most words between the word that announces a name and the name: articles, and whose it is.
const OWNED: usize = 4;

/// Whether a few words are only mentioned and nobody says them: words of the writer (“we call them “passes””), a label
/// (“the words relate to “easy” and “hard””), or a term before its noun (“asked about “grown-ups” pages”).
pub fn names_nobody(around: &Around, choice: &Choice, words: usize) -> bool {
    let Around { paragraph, at, .. } = *around;
    if words <= TERM && choice.how == How::After && is_hinted(around) && has_weak_cue(paragraph, choice) {
        return true; // when they hear the word “Q,” they think of S
    }
    if words <= FRAGMENT && (is_subject(around, choice) || does_something(around, choice)) {
        return true;
    }
    if !ties_loosely(choice.how) {
        return false;
    }
    // “known as “Q””, “a speaker defining “terms””
    let one_word = words == 1 && !paragraph.items[at].is(Tags::WHOLE.or(Tags::CLOSED_INSIDE));
    if choice.how == How::Weak && (is_hinted(around) || one_word) {
        return true;
    }
    // “have you guys seen “The Long Quay””: what an ordinary verb is done to.
    let is_plain =
        || choice.cue.as_ref().and_then(|cue| paragraph.items[cue.start].cue()).is_none_or(|cue| cue.strength == 1);
    let is_object = || choice.cue.as_ref().is_some_and(|cue| cue.end == at);
    let is_somebody = |item: &Item| item.name() || item.is(Tags::MALE.or(Tags::FEMALE));
    if choice.how == How::Weak
        && words <= FRAGMENT
        && is_object()
        && is_plain()
        && !paragraph.slice(&choice.source).iter().any(is_somebody)
    {
        return true;
    }
    if (words <= FRAGMENT && explains(around)) || (words <= TERM && renames(around)) {
        return true;
    }
    let source = paragraph.slice(&choice.source);
    // “We are pleased to announce the review, all about “turning plans into tides””
    let plain = choice
        .cue
        .as_ref()
        .and_then(|cue| paragraph.items[cue.start].cue())
        .is_some_and(|cue| cue.forms.base && !cue.forms.past);
    let of_writer = source.len() == 1 && source[0].is(Tags::FIRST) && plain && !paragraph.items[at].is(Tags::WHOLE);
    // “software that we call free, with “Q””: writers have terms for things, and do not quote themselves.
    let of_own_thing = source.len() == 1 && source[0].is(Tags::FIRST) && words < TERM && follows_preposition(around);
    if of_own_thing {
        return true;
    }
    if words > TERM {
        return words <= FRAGMENT && of_writer && around.before().is_some_and(|before| before.is(Tags::PREPOSITION));
    }
    is_term(around, choice, words)
}

/// Whether one to three words are a term, although a source is tied to them.
fn is_term(around: &Around, choice: &Choice, words: usize) -> bool {
    let Around { paragraph, at, .. } = *around;
    let source = paragraph.slice(&choice.source);
    // “is known as “Q””, “the so-called “Q””
    let lower = !paragraph.items[at].is(Tags::WHOLE);
    // “known as Lund’s “Q””: small words and whose it is may stand between.
    let low = around.sentence.start.max(at.saturating_sub(OWNED));
    let owner = |item: &Item| {
        item.is(Tags::DETERMINER.or(Tags::AS).or(Tags::POSSESSIVE))
            || (item.word() && item.is(Tags::GENITIVE) && item.name())
    };
    let hint = (low..at).rev().find(|&hint| !owner(&paragraph.items[hint]));
    let own = |hint: usize| choice.cue.as_ref().is_some_and(|cue| cue.contains(&hint));
    let hinted = hint.filter(|&hint| paragraph.items[hint].is(Tags::HINT) && !own(hint));
    let cue = choice.cue.as_ref().and_then(|cue| paragraph.items[cue.start].cue()).filter(|cue| cue.strength == 3);
    if let Some(cue) = cue {
        // “when you write “code books””: what people do in general, and not what somebody said.
        let anybody = source.len() == 1 && source[0].is(Tags::FIRST.or(Tags::THING));
        // “path (“stig” in Danish)”: a gloss in brackets.
        let gloss = around.before().is_some_and(|before| before.mark() == Some('('));
        // “I added the “thing””, “the tide has added some “big picture” questions”
        let own = is_described(around) && source[0].is(Tags::FIRST);
        let of_thing = (qualifies_noun(around) || lower) && !is_speaker(paragraph, &choice.source);
        if gloss || own || of_thing {
            return true;
        }
        // “he said the “so-called “Q”””, but not “in what he called “Q”, she said”: there somebody is named who calls it so.
        let named = |hint: usize| around.left.iter().any(|tie| tie.strength >= 2 && tie.cue.contains(&hint));
        let term = hinted.is_some_and(|hint| paragraph.items[hint].cue().is_none() || !named(hint));
        return term || (anybody && !cue.forms.past && (cue.forms.base || cue.forms.ing));
    }
    if hinted.is_some() || is_example(around) || (lower && !is_speaker(paragraph, &choice.source)) {
        return true;
    }
    if is_name_in_use(around, words) {
        return true;
    }
    if source.len() <= 2 && source[0].is(Tags::FIRST) {
        return true;
    }
    let term = around.before().is_some_and(|before| before.is(Tags::DETERMINER)) && qualifies_noun(around);
    lower && words < TERM && !names_somebody(around, choice) && (term || !paragraph.is_person(&choice.source))
}

/// Whether the noun that heads a phrase is somebody or a body that could have said something: “Ida’s work with crews” is about
/// work.
fn is_speaker(paragraph: &Paragraph, phrase: &Range<usize>) -> bool {
    let head = paragraph.head(phrase);
    let owner = Tags::GENITIVE.or(Tags::POSSESSIVE);
    let owned =
        head.clone().rev().skip(1).find(|&at| paragraph.items[at].is(owner) && !paragraph.items[at].is(Tags::CLITIC));
    is_body(paragraph, &(owned.map_or(head.start, |owner| owner + 1)..head.end))
}

/// Whether no clear verb of speech ties the source to the words.
fn has_weak_cue(paragraph: &Paragraph, choice: &Choice) -> bool {
    choice.cue.as_ref().and_then(|cue| paragraph.items[cue.start].cue()).is_none_or(|cue| cue.strength < 3)
}

/// “with “Q””: the words are the object of a preposition.
fn follows_preposition(around: &Around) -> bool {
    around.before().is_some_and(|before| before.is(Tags::PREPOSITION) && !before.is(Tags::AS.or(Tags::INFINITIVE)))
}

/// “putting a lock together at Elmsby, “The Long Day” has been a success”: the words open the clause after the comma.
fn is_subject(around: &Around, choice: &Choice) -> bool {
    let verb = Tags::AUXILIARY.or(Tags::COPULA);
    let according = |cue: &Range<usize>| around.paragraph.items[cue.start].is(Tags::ACCORDING);
    choice.how == How::Before
        && has_weak_cue(around.paragraph, choice)
        && !choice.cue.as_ref().is_some_and(according)
        && around.before().is_some_and(Item::comma)
        && !around.paragraph.items[around.at].is(Tags::CLOSED_INSIDE.or(Tags::COMMA_INSIDE))
        && around.paragraph.after(around.at).is_some_and(|next| next.word() && next.is(verb))
}

/// “built from the “ground up”, we found several”: after a few words the clause of a verb with an object is a clause of its own.
fn does_something(around: &Around, choice: &Choice) -> bool {
    let Around { paragraph, at, .. } = *around;
    let object = choice.cue.as_ref().and_then(|cue| paragraph.items.get(cue.end.max(choice.source.end)));
    let small = Tags::PREPOSITION.or(Tags::ADVERB).or(Tags::TIME).or(Tags::INFINITIVE).or(Tags::OBJECT).or(Tags::THING);
    choice.how == How::After
        && !paragraph.items[at].is(Tags::WHOLE.or(Tags::COMMA_INSIDE).or(Tags::CLOSED_INSIDE).or(Tags::EXCLAIMS))
        && has_weak_cue(paragraph, choice)
        && object.is_some_and(|next| next.word() && !next.is(small))
}

/// “the word “Q””: a word before it that announces a term.
fn is_hinted(around: &Around) -> bool {
    around.before().is_some_and(|before| before.is(Tags::HINT))
}

/// “the long room, or “Q””: another name for what stands before it.
fn renames(around: &Around) -> bool {
    let Around { paragraph, at, .. } = *around;
    let comma = at.checked_sub(2).filter(|&comma| comma > around.sentence.start);
    let renames =
        comma.is_some_and(|comma| paragraph.items[comma].comma() && paragraph.items[at - 1].is(Tags::RENAMING));
    renames && paragraph.after(at).is_none_or(|next| !next.word())
}

/// “words such as “Q””, “buttons like “Q””: an example of things that a plural noun names.
pub fn is_example(around: &Around) -> bool {
    let items = &around.paragraph.items;
    let comma = usize::from(around.before().is_some_and(Item::comma));
    let Some(before) = around.at.checked_sub(2 + comma).filter(|&before| before >= around.sentence.start) else {
        return false;
    };
    let link = &items[around.at - 1 - comma];
    let like = link.is(Tags::QUOTATIVE) || link.is(Tags::AS);
    let such = items[before].is(Tags::DETERMINER) && before > around.sentence.start;
    let noun = &items[if such { before - 1 } else { before }];
    // “ideas such as “Q””, “those such as, “Q””
    let several = noun.is(Tags::PLURAL_ENDING) || (such && noun.is(Tags::DETERMINER.or(Tags::OTHER)));
    let things = several && !noun.is(Tags::ROLE) && !noun.capital;
    like && things && (such || link.is(Tags::QUOTATIVE))
}

/// “what “Q” means”, “what “Q” is”, ““Q” stands for …”: words about words.
fn explains(around: &Around) -> bool {
    let next = around.paragraph.after(around.at);
    let end = around.paragraph.items.get(around.at + 2);
    let asks = around.before().is_some_and(Item::subordinates);
    let is = next.is_some_and(|next| next.is(Tags::COPULA)) && end.is_none_or(|end| !end.word());
    (asks && is) || next.is_some_and(|next| next.is(Tags::HINT) && !next.is(Tags::CUE_NOUN))
}

/// Whether the words before it say what something was like, and nobody speaks: “it’s like, “Q””, “which is, “Q””.
pub fn is_imagined(around: &Around) -> bool {
    let Around { paragraph, at, .. } = *around;
    let items = &paragraph.items;
    let start = around.sentence.start;
    if at < start + 2 || !items[at].is(Tags::WHOLE) {
        return false;
    }
    let comma = items[at - 1].comma();
    let mut be = at - usize::from(comma);
    let mut like = false;
    while be > start && (items[be - 1].is(Tags::QUOTATIVE) || items[be - 1].is(Tags::ADVERB)) {
        like |= items[be - 1].is(Tags::QUOTATIVE);
        be -= 1;
    }
    let Some(verb) = be.checked_sub(1).filter(|&verb| verb >= start && (comma || like)) else { return false };
    if items[verb].is(Tags::CLITIC) {
        return items[verb].is(Tags::THING);
    }
    let impersonal = Tags::THING.or(Tags::EXISTENTIAL).or(Tags::CONTENT).or(Tags::RELATIVE);
    items[verb].is(Tags::COPULA)
        && verb > start
        && items[verb - 1].is(impersonal)
        && !items[verb - 1].is(Tags::PERSON_RELATIVE)
}

/// Whether a phrase names people or a body that could have said something.
pub fn is_body(paragraph: &Paragraph, phrase: &Range<usize>) -> bool {
    let people = paragraph.slice(phrase).last().is_some_and(|last| last.is(Tags::PLURAL_ENDING));
    people || paragraph.may_speak(phrase)
}

/// Whether a determiner stands before the words: “the “Q””, but not “that “Q””, which opens a content clause.
pub fn is_determined(around: &Around) -> bool {
    around.before().is_some_and(|before| before.is(Tags::DETERMINER) && !before.is(Tags::CONTENT))
}

/// Whether the source is a name, a pronoun or somebody’s role. A label or a term has none of these before it.
fn names_somebody(around: &Around, choice: &Choice) -> bool {
    let source = around.paragraph.slice(&choice.source);
    // “Visitors wanted”: a plural at the start of its sentence is not a name, though it has a capital.
    let heads = choice.source.start == around.sentence.start && source.len() == 1;
    let name = |item: &Item| item.name() && !(heads && item.is(Tags::PLURAL_ENDING));
    let pronoun = |item: &Item| item.is(Tags::SUBJECT) || (source.len() == 1 && item.is(Tags::OTHER));
    source.iter().any(|item| name(item) || pronoun(item)) || around.paragraph.has_role(&choice.source)
}

/// Whether a determiner stands before the words, or before one adjective of theirs: “a strange “Q””.
pub fn is_described(around: &Around) -> bool {
    let adjective =
        around.before().is_some_and(|before| before.word() && before.cue().is_none() && !before.is(Tags::FUNCTION));
    let first = around.at.checked_sub(2).filter(|&first| adjective && first >= around.sentence.start);
    is_determined(around) || first.is_some_and(|first| around.paragraph.items[first].is(Tags::DETERMINER))
}

/// “a “Q” plan”: whether a noun follows that the words qualify.
pub fn qualifies_noun(around: &Around) -> bool {
    let noun = |next: &Item| next.word() && !next.is(Tags::FUNCTION.or(Tags::PARTICIPLE_ENDING));
    around.paragraph.after(around.at).is_some_and(noun)
}

/// Whether a verb is the infinitive after a cue in the past that has “to” for its second word: “continued to portray”.
fn follows_past(paragraph: &Paragraph, verb: usize) -> bool {
    let to = verb.checked_sub(2).filter(|_| paragraph.items[verb - 1].is(Tags::INFINITIVE));
    let governor = to.and_then(|governor| paragraph.items[governor].cue());
    governor.is_some_and(|governor| governor.forms.past && governor.words > 1)
}

/// Whether the verb says what people do or should do in general, so that the words are a term: “keepers want a “quiet hour””,
/// “a visitor can ask for the “quiet hour” room”. What somebody said is told in the past, or of somebody who is named.
pub fn is_used_in_general(around: &Around, choice: &Choice, words: usize) -> bool {
    let Around { paragraph, at, .. } = *around;
    if words > FRAGMENT || !ties_loosely(choice.how) {
        return false;
    }
    let Some(cue) = choice.cue.as_ref().and_then(|cue| paragraph.items[cue.start].cue()) else { return false };
    let forms = cue.forms;
    let named_noun = paragraph.after(at).is_some_and(Item::name);
    // “he continued to portray “illegal” crews” is told of him.
    let told = choice.cue.as_ref().is_some_and(|cue| follows_past(paragraph, cue.start));
    if forms.base
        && !forms.past
        && !told
        && !paragraph.items[at].is(Tags::WHOLE)
        && qualifies_noun(around)
        && !named_noun
    {
        return true;
    }
    if cue.strength == 3 {
        return false;
    }
    let source = paragraph.slice(&choice.source);
    // “put”, “read”: the past has the plain form, and so has what is done with things. “A sign read “Q””: a sign has words.
    if forms.base && forms.past {
        return !source.iter().any(|item| item.is(Tags::CUE_NOUN));
    }
    let tells = forms.past || (cue.names && (forms.third || forms.ing));
    let (he_or_she, role) = (Tags::MALE.or(Tags::FEMALE).or(Tags::PERSON_RELATIVE), Tags::ROLE.or(Tags::HONORIFIC));
    // “Keepers say”: in the plain form a role stands for all who have it.
    let one =
        |item: &Item| item.is(he_or_she) || (!forms.base && item.is(role)) || (forms.third && item.is(Tags::CUE_NOUN));
    let named = source.iter().any(Item::name) && (!forms.base || paragraph.is_person(&choice.source));
    !tells && !named && !source.iter().any(one)
}
