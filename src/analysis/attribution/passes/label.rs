//! Sources that a mark or a place ties to the quotation without a word of speech: S: “Q”; “Q” — S; “Q,” by S.

use super::choice::{Around, Choice};
use crate::analysis::attribution::grammar::item::Item;
use crate::analysis::attribution::grammar::{REACH, Tags};
use crate::analysis::attribution::model::How;

/// A label stands among the first items of its sentence.
const NEAR: usize = 10;

/// A name and what the person is seldom have more items.
const LONG_CREDIT: usize = 16;

/// Bytes at the start of a draft that may belong to its headline.
const HEAD: usize = 300;

/// S was blunt: “Q”
pub fn colon_before(around: &Around) -> Option<Choice> {
    let paragraph = around.paragraph;
    let colon = around.at.checked_sub(1).filter(|&colon| colon > around.sentence.start)?;
    if paragraph.items[colon].mark() != Some(':') {
        return None;
    }
    let start = around.sentence.start;
    // NOW OPEN — “A lock for everybody,” by Ida Moen: “Q”
    let author = || {
        let author = paragraph.phrase_to(colon - 1, start)?;
        let by = author.start.checked_sub(1).filter(|&by| by >= start && paragraph.items[by].is(Tags::AGENT))?;
        let after_work = by > start && paragraph.items[by - 1].quote().is_some();
        (after_work && paragraph.items[author.start].name()).then_some(author)
    };
    let joined = || paragraph.joined_subject(start, colon);
    let main = || paragraph.main_subject(start, colon).or_else(|| paragraph.phrase_to(colon - 1, start));
    let source = author().or_else(joined).or_else(main)?;
    // “There’s a difference between: “Q””, “use: “Q””
    let words = paragraph.slice(&source);
    // “Description: “Q””: a label that names nobody.
    let entry = |item: &Item| item.is(Tags::OPENER.or(Tags::CUE_NOUN)) && !is_role(item);
    if source == (start..colon) && words.iter().all(|item| entry(item) || !item.capital) {
        return None;
    }
    let nobody = words.iter().any(|item| item.is(Tags::CLITIC.or(Tags::EXISTENTIAL))) && !words.iter().any(Item::name);
    // “I like the one on the gate: “Q””: of themselves, writers tell with a verb of speech.
    let tells = || around.left.iter().any(|tie| tie.strength >= 2 && tie.source == source);
    let nobody = nobody || (words.len() == 1 && words[0].is(Tags::FIRST) && !tells());
    let verb = source.len() == 1 && paragraph.verb(source.start);
    // “This song is from the sixth album: “Q””: a thing has no words, unless the clause says that somebody speaks.
    let speaks = paragraph.head_may_speak(&source) || around.left.iter().any(|tie| tie.strength >= 2);
    (paragraph.can_speak(&source) && !nobody && !verb && speaks)
        .then(|| Choice::new(How::Colon, source, colon..colon + 1))
}

/// “Q”: S / “Q” — S, pilot
pub fn mark_after(around: &Around) -> Option<Choice> {
    let paragraph = around.paragraph;
    let items = &paragraph.items;
    let (mark, end) = (around.at + 1, around.sentence.end);
    // “Q” -Ida Moen: a hyphen that joins no words is a dash.
    let hyphen = |mark: usize| {
        items[mark].any_dash() && items[mark].span().start > items[around.at].span().end && items[mark + 1].name()
    };
    if mark + 1 >= end || !(items[mark].mark() == Some(':') || items[mark].dash() || hyphen(mark)) {
        return None;
    }
    let source = paragraph.phrase_from(mark + 1, end)?;
    // “Ida Moen”: A Life on the Locks
    if items[source.start].is(Tags::DETERMINER) && items[mark].mark() == Some(':') {
        return None;
    }
    // A name with what the person is, or a headline that goes on after the colon.
    let rest = source.end..end;
    let described = rest.len() <= LONG_CREDIT && !rest.clone().any(|at| paragraph.verb(at));
    let headline = around.at == 0 && end == items.len() && items[end - 1].mark() != Some('.');
    let named = paragraph.is_person(&source) && (described || headline);
    (paragraph.can_speak(&source) && (rest.is_empty() || named))
        .then(|| Choice::new(How::Signature, source, mark..mark + 1))
}

/// “Q” [The Gazette] / “Q” (Moen, 2019): the credit of a passage that is taken from elsewhere.
pub fn bracketed(around: &Around) -> Option<Choice> {
    let paragraph = around.paragraph;
    let items = &paragraph.items;
    let (open, end) = (around.at + 1, around.sentence.end);
    let close = match items.get(open).filter(|_| open + 1 < end)?.mark()? {
        '(' => ')',
        '[' => ']',
        _ => return None,
    };
    let close = (open + 1..end.min(open + LONG_CREDIT)).find(|&at| items[at].mark() == Some(close))?;
    let credits = |item: &Item| !item.word() || item.name() || item.is(Tags::NUMBER.or(Tags::JOINER));
    let source = paragraph.phrase_from(open + 1, close)?;
    let named = items[open + 1].name() && paragraph.can_speak(&source);
    // “(Slides 44-48)” is a place; a year stands after a comma.
    let counts = |at: usize| items[at].is(Tags::NUMBER) && !items[at - 1].comma();
    let named = named && !(open + 2..close).any(counts);
    // “the “Northern Tide Watch” (NTW)”: the letters stand for the words.
    let initials = close == open + 2 && items[open + 1].is(Tags::INITIALS);
    (named && !initials && items[open..close].iter().all(credits))
        .then(|| Choice::new(How::Signature, source, open..open + 1))
}

/// S was like, “Q”: words that open speech after a form of “be”.
pub fn quotative(around: &Around) -> Option<Choice> {
    let paragraph = around.paragraph;
    let items = &paragraph.items;
    let comma = usize::from(around.before().is_some_and(Item::comma));
    let like = around.at.checked_sub(1 + comma).filter(|&like| like > around.sentence.start)?;
    if !items[like].is(Tags::QUOTATIVE) {
        return None;
    }
    let be = (around.sentence.start..like).rev().find(|&at| !items[at].is(Tags::ADVERB))?;
    // “I’m like”: subject and verb are one word.
    if items[be].is(Tags::CLITIC) && !items[be].is(Tags::THING) {
        return Some(Choice::new(How::Before, be..be + 1, like..like + 1));
    }
    // “she felt like, “Q””, “people held up their lamps like, “Q””: after a comma any verb will do.
    let any = |at: &usize| paragraph.verb(*at) || items[*at].cue().is_some();
    let verb = || (around.sentence.start..like).rev().take(REACH).find(any).filter(|_| comma == 1);
    let verb = if items[be].is(Tags::COPULA) { be } else { verb()? };
    let subject = paragraph.subject(verb)?;
    let somebody = paragraph.may_speak(&subject.phrase) && !items[subject.phrase.start].is(Tags::THING);
    // “goals like, “Q””: an example of things, and nothing that people are like.
    let example = verb != be && !paragraph.is_person(&subject.phrase) && !items[subject.phrase.start].is(Tags::SUBJECT);
    (somebody && !example).then(|| Choice::new(How::Before, subject.phrase.clone(), verb..like + 1))
}

/// Whether a word says what somebody is, and not what carries words: “Host”, but not “Note”.
fn is_role(item: &Item) -> bool {
    item.is(Tags::ROLE.or(Tags::HONORIFIC)) && !item.is(Tags::CUE_NOUN)
}

/// S: The plan is “Q” / Story - S: “Q”: a label at the start of a headline or of a line of a transcript. In a turn of an
/// interview words further on are a term, or somebody else’s: “KC: We call it “the wall.””
pub fn label(around: &Around) -> Option<Choice> {
    let paragraph = around.paragraph;
    let items = &paragraph.items;
    let start = around.sentence.start;
    let is_colon = |at: usize| items[at].mark() == Some(':');
    let colon = around.at.checked_sub(1).filter(|&before| before >= start && is_colon(before));
    let headline = paragraph.sentences.len() == 1;
    // A headline stands at the head or has no stop. “Tides: Once they turn, the pilots look for the “sign”.” is an item of a list.
    let heads = items[start].span().start < HEAD || paragraph.is_unfinished();
    let first = || (start..around.at.min(start + NEAR)).find(|&at| headline && is_colon(at));
    let adjacent = colon.is_some();
    let colon = colon.or_else(first)?;
    let last = colon.checked_sub(1).filter(|&last| last >= start)?;
    // Q: and A: of an interview.
    if last == start && items[last].capital && items[last].span().len() == 1 {
        return Some(Choice::new(How::Colon, last..colon, colon..colon + 1));
    }
    let source = paragraph.phrase_to(last, start)?;
    let alone = source.start == start || items[source.start - 1].any_dash();
    let words = paragraph.slice(&source);
    // “GALLERY: “Q””: an ordinary word in capitals says what follows.
    let rubric =
        |item: &Item| item.is(Tags::OPENER) && item.is(Tags::INITIALS) && item.span().len() > 3 && !is_role(item);
    // “Description: “Q”” is an entry; at the head of a draft an ordinary word may be what people are: “Pilots: “Q””.
    let entry = |item: &Item| item.is(Tags::OPENER) || (words.len() == 1 && item.is(Tags::CUE_NOUN));
    let ordinary = |item: &Item| entry(item) && !(headline && (heads || is_role(item)));
    let named = words.iter().any(|item| item.name() && !ordinary(item) && !rubric(item));
    // “Paper title: “Q””, “Says Moen: “Q””
    let (first, end) = (&words[0], &words[words.len() - 1]);
    let entry = (!end.name() && end.is(Tags::HINT.or(Tags::WORK)))
        || (words.len() > 1 && first.cue().is_some() && first.is(Tags::OPENER));
    // Farther from the words, only a name in full or the initials of an interview speak in the middle of a draft, and “The Latest:
    // Moen calls it “Q”” has no speaker before its colon.
    let full = words.len() > 1 && words.iter().all(Item::name);
    let initials = words.len() == 1 && words[0].is(Tags::INITIALS) && words[0].span().len() <= 3;
    let near = adjacent || ((heads || full || initials) && !words[0].is(Tags::DETERMINER));
    (alone && named && !entry && near && paragraph.can_speak(&source))
        .then(|| Choice::new(How::Colon, source, colon..colon + 1))
}

/// “Q,” by S: a headline or a work at the head of a line, with its author.
pub fn credit(around: &Around) -> Option<Choice> {
    let paragraph = around.paragraph;
    let items = &paragraph.items;
    let (by, start, end) = (around.at + 1, around.sentence.start, around.sentence.end);
    let heads = around.at < start + 2 && items[start..around.at].iter().all(|item| item.any_dash());
    if !heads || by + 1 >= end || !items[by].is(Tags::AGENT) {
        return None;
    }
    let source = paragraph.phrase_from(by + 1, end)?;
    items[source.start].name().then(|| Choice::new(How::Signature, source, by..by + 1))
}
