//! How clear it is that a quotation without a source needs one, so that a rule can be loud or soft.

use super::choice::{Around, FRAGMENT, LONG};
use super::term::{TERM, is_determined, is_example, qualifies_noun, ties_loosely};
use crate::analysis::attribution::draft::{Draft, Place, bare, words_of};
use crate::analysis::attribution::grammar::item::{Item, Kind};
use crate::analysis::attribution::grammar::{Paragraph, REACH, Tags};
use crate::analysis::attribution::model::{Certainty, Form, How, Verdict};
use crate::analysis::attribution::reason::Reason;

/// In lower case, names and terms seldom have this many words.
const PHRASE: usize = 3;

/// Names of meetings, laws and works seldom have more words.
const NAME: usize = 9;

/// The quotations before and after one in which its first words are looked for.
const NEAR: usize = 20;

/// What a draft is, as far as that shows in how it quotes.
#[derive(Clone, Copy)]
pub struct Habit {
    /// Whether it names the speaker of some quotation. Copy that never does, such as a list of slogans, follows another
    /// convention.
    names_speakers: bool,
    /// Whether it reports what others say, as news does.
    reports: bool,
    /// Whether the writer talks about their own work or life, as in an interview, where many quotations are imagined.
    pub is_personal: bool,
    /// How many long quotations have no speaker.
    bare: usize,
}

impl Habit {
    /// Whether the source of the quotation `number` is one only in a report. Elsewhere a few words after a plain verb are a
    /// term: “the plan is to offer “soft landings””.
    pub fn doubts_source(self, draft: &Draft, number: usize) -> bool {
        let found = &draft.found[number];
        let Some(&Place { block, item }) = draft.places[number].first() else { return false };
        let Some(source) = found.attribution.as_ref().filter(|_| !self.reports) else { return false };
        let paragraph = &draft.paragraphs[block];
        if source.carried {
            // “I try to keep people who have “a thing””: whoever talks about their own work does not go on to quote with a few words.
            let starts = paragraph.sentence(item).start == item;
            let fragment = found.words <= TERM && !starts && !paragraph.items[item].is(Tags::WHOLE);
            return self.is_personal && fragment && source.how == How::SameParagraph;
        }
        let phrase = paragraph.items_in(source.source);
        let named = || paragraph.slice(&phrase).iter().any(Item::name) || paragraph.is_person(&phrase);
        let cue = source.cue.and_then(|cue| paragraph.items.get(paragraph.item_from(cue.start))?.cue());
        let around = Around::new(paragraph, item);
        // “the harbour hopes to make a “ring road””: what somebody hopes to do ends in a thing, and the words are its name.
        let mut between = paragraph.items[phrase.end.min(item)..item].iter().rev().take(REACH);
        let distant = is_determined(&around) && between.any(|item| item.is(Tags::INFINITIVE));
        let clear = match cue {
            Some(cue) if distant => cue.strength == 3,
            Some(cue) => cue.strength == 3 || cue.names || (!cue.forms.base && named()),
            None => named(),
        };
        // “she says the “Back to Sea” campaign works”: the name of what the noun says
        let numbered = around.before().is_some_and(|before| before.is(Tags::NUMBER));
        let name =
            paragraph.items[item].is(Tags::WHOLE) && (is_determined(&around) || numbered) && qualifies_noun(&around);
        let term = !clear && !paragraph.items[item].is(Tags::WHOLE);
        // “words such as “leverage””, “buttons like “Send””
        let example = is_example(&around);
        ties_loosely(source.how) && ((found.words <= FRAGMENT && (term || example)) || (found.words <= NAME && name))
    }
}

/// The certainty for the quotation `number`.
pub fn of(draft: &Draft, number: usize, habit: Habit) -> Certainty {
    let certainty = by_itself(draft, number, habit);
    // Of copy that reports nobody's words, not even a judgement in marks is worth a look: “the club is “one of us””. But if the
    // keeper “was called “Q””, somebody called him so, and readers want to know who.
    let judged = draft.found[number].reason == Some(Reason::SaidOfSomebody);
    match certainty {
        Certainty::Slight => Certainty::Slight,
        _ if habit.reports => certainty,
        _ if judged => Certainty::Slight,
        _ => Certainty::Possible,
    }
}

/// The certainty in a draft that reports.
fn by_itself(draft: &Draft, number: usize, habit: Habit) -> Certainty {
    let found = &draft.found[number];
    let is_block = draft.input.block_quote(found.span).is_some();
    let words = found.span.of(draft.input.text);
    let Some(&Place { block, item }) = draft.places[number].first() else {
        return if is_block && words.starts_with(is_mark) { Certainty::Likely } else { Certainty::Slight };
    };
    let paragraph = &draft.paragraphs[block];
    let whole = paragraph.items[item].is(Tags::WHOLE);
    let names_speaker =
        || found.attribution.is_none() && draft.input.has_cue(found.span) && names_speaker(draft, words);
    // Words without marks, set as a block, are as often a note, an aside or an extract; in copy that does not report they
    // are hardly ever speech.
    let unmarked = is_block && !words.starts_with(is_mark);
    if unmarked {
        return if habit.reports && habit.names_speakers { Certainty::Possible } else { Certainty::Slight };
    }
    let odd = is_in_capitals(words) || names_speaker() || is_heading(paragraph, item, words);
    // “the delay was a “comedy of invoices””, but not “the hut is “out of bounds””, which is a turn of phrase.
    let noun = || paragraph.before(item).is_some_and(|before| before.is(Tags::DETERMINER));
    let phrase = || found.words >= PHRASE && (paragraph.items[item].is(Tags::CLOSED_INSIDE) || noun());
    let judges =
        found.reason == Some(Reason::SaidOfSomebody) && !whole && (is_about_person(paragraph, item) || phrase());
    if !odd && (found.reason == Some(Reason::NoAgent) || judges) {
        // “declared an “undesirable” body”: of one or two words they may be the official name.
        let is_name = found.words < PHRASE && !is_about_person(paragraph, item);
        return if is_name { Certainty::Possible } else { Certainty::Likely };
    }
    // Part of a sentence of the writer's may be anything: a title, a name, words as words.
    let is_part = matches!(found.reason, Some(Reason::LongFragment | Reason::SentenceGoesOn));
    if found.words < LONG || !whole || is_part || is_reference(paragraph, item) {
        return if is_block { Certainty::Likely } else { Certainty::Slight };
    }
    // “That was enough for Ida.” Readers take the person for the speaker where a draft does so more than once.
    let after_person = follows_person(paragraph, item);
    let may_be_other = odd
        || (after_person && habit.bare > 1)
        || (item == 0 && opens_draft(draft, block))
        || stands_among_captions(draft, block)
        || is_said_elsewhere(draft, number);
    if may_be_other {
        return Certainty::Possible;
    }
    let clear = habit.names_speakers
        && !after_person
        && found.verdict == Some(Verdict::Unsourced)
        && paragraph.items[item].is(Tags::CLOSED_INSIDE)
        && !paragraph.title_case
        && is_only_quotation(paragraph)
        && !follows_caption(draft, block)
        && !follows_speech(draft, block)
        && !follows_person_before(draft, block);
    if clear { Certainty::Clear } else { Certainty::Likely }
}

/// A reporter's own words seldom have more pronouns of the first person, in paragraphs that quote.
const OWN: usize = 2;

/// With more of them the draft is an interview, an opinion or a diary.
const PERSONAL: usize = 10;

/// Paragraphs that end with the writer's question; more are an interview, or a page of questions and answers.
const QUESTIONS: usize = 2;

/// What the draft is.
pub fn habit(draft: &Draft) -> Habit {
    let spoken = || draft.found.iter().filter(|found| found.form == Form::Speech);
    let sourced = spoken().filter(|found| found.attribution.is_some()).count();
    let bare = spoken().filter(|found| found.attribution.is_none() && found.words >= LONG).count();
    let (mut own, mut questions) = (0, 0);
    for paragraph in (0..draft.paragraphs.len()).filter_map(|block| draft.paragraphs.parsed(block)) {
        own += paragraph.items.iter().filter(|item| item.is(Tags::FIRST)).count();
        questions += usize::from(paragraph.items.last().is_some_and(|item| item.mark() == Some('?')));
    }
    let is_interview = is_interview(draft);
    let reports = own <= OWN && questions <= QUESTIONS && sourced >= bare && !is_interview;
    Habit { names_speakers: sourced > 0, reports, is_personal: own > PERSONAL || is_interview, bare }
}

/// Paragraphs and headings that are a question of an interview, or of a page of questions and answers, at the least.
const ASKED: usize = 4;

/// Of so many paragraphs of an interview one is a question.
const ANSWERED: usize = 12;

/// Whether a draft is questions and answers.
fn is_interview(draft: &Draft) -> bool {
    let text = draft.input.text;
    let blocks = draft.input.blocks.iter().map(|block| block.of(text).trim_end());
    let asked = blocks.filter(|block| block.ends_with('?') && !block.trim_end_matches('?').contains(['.', '?', '!']));
    asked.count() >= ASKED.max(draft.input.blocks.len() / ANSWERED)
}

/// Headlines, bylines and dates before the first paragraph of a draft are no more.
const HEAD: usize = 8;

/// Whether nothing but headlines and other lines without a stop stand before the paragraph: then it is a motto, or the lead of a
/// story that names its speaker later.
pub fn opens_draft(draft: &Draft, block: usize) -> bool {
    block <= HEAD && (0..block).all(|before| draft.paragraphs.is_unfinished(before))
}

/// Whether it is the title in a bibliography, after nothing but names and a year: “Moen, Ida. 2014. “The tides are high.””
fn is_reference(paragraph: &Paragraph, item: usize) -> bool {
    let [first, comma, second, .., last] = &paragraph.items[..item] else { return false };
    let is_listed =
        |item: &Item| item.name() || !item.word() || item.is(Tags::NUMBER.or(Tags::COORDINATOR).or(Tags::JOINER));
    let opens_with_name = first.name() && comma.comma() && second.name() && last.mark() == Some('.');
    opens_with_name && paragraph.items[..item].iter().all(is_listed)
}

/// Whether the words are a heading, or stand in a caption, which ends without a stop.
fn is_heading(paragraph: &Paragraph, item: usize, words: &str) -> bool {
    if !paragraph.is_quotation {
        return paragraph.is_unfinished() && paragraph.sentences.last().is_some_and(|last| last.contains(&item));
    }
    let capitals =
        words_of(words).filter(|word| word.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase));
    !paragraph.items[item].is(Tags::CLOSED_INSIDE) && capitals.count() * 2 > words_of(words).count()
}

/// Whether a block quotation begins with a quotation mark.
fn is_mark(c: char) -> bool {
    matches!(c, '“' | '"' | '‘' | '\'' | '«' | '„')
}

/// Whether the words name their speaker, because a mark is missing or misplaced: “… not safe, says Ida Moen. It …”
fn names_speaker(draft: &Draft, words: &str) -> bool {
    // “When I got there, I said no” tells of its speaker.
    let is_first = |word: &str| draft.input.words.tags(&bare(word).to_lowercase()).has(Tags::FIRST);
    let capital = |word: &str| bare(word).starts_with(char::is_uppercase) && !is_first(word);
    let ends = |word: &str| word.ends_with(|c: char| !c.is_alphanumeric());
    let says = |word: &str| {
        let hit = draft.input.words.cue(&bare(word).to_lowercase(), |_| None);
        hit.is_some_and(|hit| hit.strength == 3 && !hit.noun && (hit.forms.past || hit.forms.third))
    };
    let words: Vec<&str> = words_of(words).collect();
    words.windows(3).any(|near| {
        let [before, first, second] = near else { return false };
        let closes = before.ends_with([',', '”', '"', '’', '\'']);
        closes && ((says(first) && capital(second)) || (capital(first) && says(second) && ends(second)))
    })
}

/// Whether all letters are capitals, as those of a pull quotation or a headline.
fn is_in_capitals(words: &str) -> bool {
    let mut letters = words.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(char::is_uppercase)
}

fn is_only_quotation(paragraph: &Paragraph) -> bool {
    paragraph.items.iter().filter(|item| item.quote().is_some()).take(2).count() == 1
}

/// Whether a person is the subject of a sentence before it in the paragraph: readers may take that person for the speaker.
fn follows_person(paragraph: &Paragraph, item: usize) -> bool {
    let before = paragraph.sentences.iter().take_while(|sentence| sentence.end <= item);
    before
        .filter_map(|sentence| paragraph.main_subject(sentence.start, sentence.end))
        .any(|subject| paragraph.is_person(&subject))
}

/// Whether the paragraph before ends with speech or leads in with a colon.
fn follows_speech(draft: &Draft, block: usize) -> bool {
    let Some(before) = block.checked_sub(1) else { return false };
    if draft.paragraphs.ending(before) == Some(Kind::Mark(':')) {
        return true;
    }
    let before = &draft.paragraphs[before];
    let Some(last) = before.sentences.last() else { return false };
    let quoted = before.slice(last).iter().any(|item| item.quote().is_some());
    quoted || !before.ties_in(last).is_empty()
}

/// Whether the paragraph before ends without a stop: a caption, above which somebody may have spoken.
fn follows_caption(draft: &Draft, block: usize) -> bool {
    block.checked_sub(1).is_some_and(|before| draft.paragraphs.is_unfinished(before))
}

/// Whether it is a paragraph of its own beside one that ends without a stop and is not a heading: then it is likely a caption or
/// in large type as well.
fn stands_among_captions(draft: &Draft, block: usize) -> bool {
    let is_caption = |at: usize| draft.paragraphs.is_unfinished(at) && !draft.input.is_heading(at);
    draft.paragraphs[block].is_quotation && (is_caption(block + 1) || block.checked_sub(1).is_some_and(is_caption))
}

/// Whether a quotation near it begins with the same words, as where a pull quotation repeats it.
fn is_said_elsewhere(draft: &Draft, number: usize) -> bool {
    let openings = draft.openings(LONG);
    let mut near = number.saturating_sub(NEAR)..draft.found.len().min(number + NEAR + 1);
    let starts = |at: usize| openings[at].is_some() && openings[at] == openings[number];
    near.any(|at| at != number && starts(at))
}

/// Whether the paragraph before ends with a sentence about a person, where the quotation is a paragraph of its own: “The
/// keeper was pleased with the answer.”
fn follows_person_before(draft: &Draft, block: usize) -> bool {
    let Some(before) = block.checked_sub(1).map(|before| &draft.paragraphs[before]) else { return false };
    let Some(last) = before.sentences.last().filter(|_| draft.paragraphs[block].is_quotation) else { return false };
    before.main_subject(last.start, last.end).is_some_and(|subject| before.is_person(&subject))
}

/// Whether the words are said of a person, whom somebody judges so: “she was just some “tired old clerk””. Of a thing they
/// may be its name.
fn is_about_person(paragraph: &Paragraph, item: usize) -> bool {
    let start = paragraph.sentence(item).start;
    let finite =
        |at: &usize| paragraph.items[*at].is(Tags::COPULA) && !paragraph.items[*at].is(Tags::PARTICIPLE_ENDING);
    let copula = (start..item).rev().take(6).find(finite);
    let subject = copula.and_then(|copula| paragraph.subject(copula));
    subject.is_some_and(|subject| {
        let words = paragraph.slice(&subject.phrase);
        let he_or_she = |word: &Item| word.is(Tags::MALE.or(Tags::FEMALE));
        words.iter().any(he_or_she) || paragraph.has_role(&subject.phrase) || words.iter().all(|word| word.name())
    })
}
