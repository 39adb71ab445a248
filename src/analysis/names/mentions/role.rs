//! Who a draft says that somebody is: “Gov. Brown”, “the chair, Amalia Restrepo,”, “Tom Hartley, a baker,”.

mod end;

use super::form::Draft;
use super::run::Run;
use super::word::Word;
use crate::analysis::Tags;
use crate::language::NameTags;
use end::{LONGEST, REACH, closes, first_joint, second_verb, shorter, turn};

/// The title before the name or the role beside it, as written.
pub fn role(draft: &Draft, run: &Run) -> Option<String> {
    title(draft, run).or_else(|| before(draft, run)).map(str::to_owned).or_else(|| after(draft, run))
}

/// Who the draft says that somebody is, as fully as it does: like [`role`], and also “, 41, the chair of the board,”,
/// “, president of the union,” and “Northfield Council leader” before the name. A courtesy title alone says nothing.
pub fn description(draft: &Draft, run: &Run) -> Option<String> {
    let forms = &draft.lexicon.words.forms_of_address;
    let is_courtesy = |title: &&str| forms.contains(title.trim_end_matches('.').to_lowercase().as_str());
    let title = title(draft, run).filter(|title| !is_courtesy(title));
    if let Some(role) = title.filter(|title| is_slight(draft, title)).and_then(|_| later(draft, run)) {
        return Some(role);
    }
    title
        .map(|title| as_of_one(draft, with_full_stop(draft, with_words_before(draft, title))))
        .or_else(|| before(draft, run).map(|role| with_words_before(draft, role).into()))
        .filter(|role| !is_of_writer(draft, role))
        .or_else(|| after(draft, run))
        .or_else(|| beside(draft, run).map(str::to_owned))
        .or_else(|| occupation(draft, run).map(str::to_owned))
}

/// Whether a title says so little that what follows the name replaces it: “Dr. Holm”, “Rabbi Holm, president of the union,”.
pub fn is_slight(draft: &Draft, title: &str) -> bool {
    draft.lexicon.words.vocations.contains(title.trim_end_matches('.').to_lowercase().as_str())
}

/// Who the draft says that somebody is right after a surname that stands alone: “Holm, president of the union,”. Only a noun of those
/// that say what a person is counts, for much else follows a name: “Holm, the day after,”.
pub fn later(draft: &Draft, run: &Run) -> Option<String> {
    let opens = |rest: &str| draft.lexicon.words.roles.iter().any(|article| rest.starts_with(article.as_str()));
    let is_determined = apposition(draft, run).is_some_and(opens);
    let role = after(draft, run).filter(|_| is_determined).or_else(|| beside(draft, run).map(str::to_owned));
    let Some(role) = role else { return occupation(draft, run).map(str::to_owned) };
    let words = role.split([' ', '-']).take(REACH + 1).map(|word| word.to_lowercase());
    let is_calling = |word: &str| draft.lexicon.role(word) && !draft.lexicon.words.impersonal.contains(word);
    words.into_iter().any(|word| is_calling(&word)).then_some(role)
}

/// What somebody does for a living, where nothing else says who it is: “, who runs the ferry line,”.
fn occupation<'a>(draft: &Draft<'a>, run: &Run) -> Option<&'a str> {
    let words = &draft.lexicon.words;
    let rest = apposition(draft, run)?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let rest = if (1..=3).contains(&digits) { rest[digits..].strip_prefix(", ")? } else { rest };
    let clause = words.clauses.iter().find_map(|who| rest.strip_prefix(who.as_str()))?;
    let verb = words.manners.iter().find_map(|manner| clause.strip_prefix(manner.as_str())).unwrap_or(clause);
    let works = |work: &String| verb.strip_prefix(work.as_str()).is_some_and(|next| next.starts_with(' '));
    if !words.occupations.iter().any(works) && !is_somebody(draft, verb) {
        return None;
    }
    let end = closes(draft, clause)?;
    let end = turn(draft, &clause[..end]);
    let start = rest.len() - clause.len();
    (rest[..start + end].chars().count() <= LONGEST).then(|| rest[..start + end].trim())
}

/// Whether a clause after “who” says what somebody is: “was Holm’s campaign manager”, but “was late”.
fn is_somebody(draft: &Draft, clause: &str) -> bool {
    let words = &draft.lexicon.words;
    let Some(is) = words.copulas.iter().find_map(|is| clause.strip_prefix(is.trim_start())) else { return false };
    let stops = |word: &String| draft.speech.tags(word).has(Tags::PREPOSITION.or(Tags::OF).or(Tags::NEGATION));
    let calls = |word: String| draft.lexicon.role(&word) && !words.impersonal.contains(&word);
    let noun = is.split([' ', '-', ',', '.']).take(REACH).map(str::to_lowercase);
    noun.take_while(|word| !stops(word)).any(calls)
        && closes(draft, is).is_some_and(|end| !is_clause(draft, &is[..end]))
}

/// “my dear sister”: what somebody is to whoever speaks.
fn is_of_writer(draft: &Draft, role: &str) -> bool {
    role.split(' ').next().is_some_and(|first| draft.speech.tags(&first.to_lowercase()).has(Tags::FIRST))
}

/// The title of one of several people: “Sens. Ida Moen (Elmsby) and Per Rud (Holmby)”.
fn as_of_one(draft: &Draft, title: &str) -> String {
    let plural = |ending: &String| title.strip_suffix(ending.as_str());
    let one = draft.lexicon.words.plurals.iter().filter_map(plural).find(|one| draft.is_short_title(one));
    one.map_or_else(|| title.to_owned(), |one| format!("{one}."))
}

fn title<'a>(draft: &Draft<'a>, run: &Run) -> Option<&'a str> {
    run.title.map(|(first, last)| &draft.text[draft.word(first).start()..draft.word(last).end()])
}

/// A title with the full stop that is part of it: “Gov.”
fn with_full_stop<'a>(draft: &Draft<'a>, title: &'a str) -> &'a str {
    let end = title.as_ptr() as usize - draft.text.as_ptr() as usize + title.len();
    let stop = usize::from(draft.text[end..].starts_with('.') && draft.is_short_title(title));
    &draft.text[end - title.len()..end + stop]
}

/// A role with what stands before it in its phrase: “White House spokesman”, “former campaign manager”.
fn with_words_before<'a>(draft: &Draft<'a>, role: &'a str) -> &'a str {
    let from = role.as_ptr() as usize - draft.text.as_ptr() as usize;
    let noun = draft.words.first_from(from);
    let is_determined = draft.words.get(noun).is_some_and(|word| is_determiner(draft, word));
    let mut first = noun;
    while let Some(before) = first.checked_sub(1).filter(|_| !is_determined && noun - first <= REACH) {
        let (word, next) = (draft.word(before), draft.word(first));
        let joins = matches!(&draft.text[word.full_end()..next.start()], " " | "-");
        let ends = draft.is_joint(word) || draft.is(word, NameTags::CALENDAR) || is_doing(draft, word);
        // “retired Gen. Ida Moen”
        let is_retired =
            draft.tags(word).has(Tags::PAST_ENDING) && draft.lexicon.words.attributes.contains(draft.fold(word));
        let ends = ends && !is_retired && !joins_roles(draft, before);
        let is_hyphened = &draft.text[word.full_end()..next.start()] == "-"; // “far-right”
        if !joins || next.is_first() || (ends && !is_hyphened) || shows(draft, before) {
            break;
        }
        first = before;
    }
    first = without_verb(draft, first, noun);
    let start = draft.words.get(first).map_or(from, |word| word.start().min(from));
    &draft.text[start..from + role.len()]
}

/// Where a role begins whose first words are a verb: “would surely *force* Mayor Ida Moen”, “to *assist* Elmsby Mayor Ida Moen”.
fn without_verb(draft: &Draft, first: usize, noun: usize) -> usize {
    let Some(before) = first.checked_sub(1).map(|at| draft.word(at)).filter(|_| !draft.shape(first).is_first()) else {
        return first;
    };
    let acts = Tags::AUXILIARY.or(Tags::NEGATION).or(Tags::SUBJECT);
    let is_surely = draft.tags(before).has(acts);
    if !is_surely && !draft.tags(before).has(Tags::INFINITIVE) {
        return first;
    }
    // “to former Mayor Ida Moen”: a preposition.
    let is_verb = |word: Word| !draft.lexicon.words.attributes.contains(draft.fold(word));
    let is_small = |at: &usize| !draft.shape(*at).capital() && !is_determiner(draft, draft.word(*at));
    (first..noun).take_while(is_small).take_while(|&at| is_verb(draft.word(at))).last().map_or(first, |verb| verb + 1)
}

/// Whether a word is “and” after a role: “Echo editor *and* local historian Ida Moen”.
fn joins_roles(draft: &Draft, at: usize) -> bool {
    let Some(role) = at.checked_sub(1).map(|before| draft.word(before)) else { return false };
    let is_and = draft.lexicon.words.joints.iter().any(|joint| joint.trim() == draft.fold(draft.word(at)));
    is_and
        && draft.shape(at).follows_blank()
        && !role.capital()
        && is_calling(draft, role)
        && !draft.tags(role).has(Tags::PLURAL_ENDING)
}

/// Whether a phrase begins with a word: “the”, “their”, “Holm’s”.
fn is_determiner(draft: &Draft, word: Word) -> bool {
    draft.is(word, NameTags::DETERMINER) || word.is_possessive()
}

/// Whether a word says what somebody does and not what somebody is: “a letter *backing* candidate Ida Moen”, but “acting”.
fn is_doing(draft: &Draft, word: Word) -> bool {
    let is_adjective = || draft.lexicon.words.in_office.contains(draft.fold(word));
    !word.capital() && draft.tags(word).has(Tags::PARTICIPLE_ENDING) && !is_adjective()
}

/// Whether a word is a verb of speech in the present after a noun: “the poll *shows*”.
fn shows(draft: &Draft, at: usize) -> bool {
    let word = draft.word(at);
    let cue = draft.speech.cue(draft.fold(word), |_| None);
    let before = at.checked_sub(1).map(|before| draft.word(before)).filter(|_| word.follows_blank());
    !word.capital()
        && cue.is_some_and(|cue| cue.forms.third && cue.strength >= 2)
        && before.is_some_and(|before| !before.capital() && !is_determiner(draft, before))
}

/// Whether a word is the verb of a clause: “the rally *denounced* the mayor”. A participle stands after an article or an adverb: “the
/// once disgraced mayor”.
fn is_verb(draft: &Draft, at: usize) -> bool {
    let word = draft.word(at);
    let before = at.checked_sub(1).map(|before| draft.word(before)).filter(|_| !word.is_first());
    let leads = |before: Word| is_determiner(draft, before) || draft.tags(before).has(Tags::ADVERB);
    !word.capital()
        && draft.tags(word).has(Tags::PAST_ENDING)
        && before.is_some_and(|before| word.follows_blank() && !leads(before))
}

/// Whether a word says what a person is. “Office” and “statement” stand for people and are none.
fn is_calling(draft: &Draft, word: Word) -> bool {
    draft.lexicon.role(draft.fold(word)) && !draft.lexicon.words.impersonal.contains(draft.fold(word))
}

/// What stands in apposition after a name and a comma.
fn apposition<'a>(draft: &Draft<'a>, run: &Run) -> Option<&'a str> {
    let last = draft.word(run.last);
    let from = last.full_end();
    let text = &draft.text[from..draft.text.floor_char_boundary(from + 4 * LONGEST)];
    // “James Holm Jr., the head of the board,”
    let text = text.strip_prefix('.').filter(|_| draft.is(last, NameTags::ABBREVIATED)).unwrap_or(text);
    // “Ida Moen (Elmsby), the chair”
    let after_brackets = || text.strip_prefix(" (")?.split_once(')').filter(|(inside, _)| inside.len() <= BRACKETS);
    after_brackets().map_or(text, |(_, rest)| rest).strip_prefix(", ")
}

/// The longest party or place in brackets after a name, in bytes.
const BRACKETS: usize = 16;

/// The role after a name and an age, or without an article: “, 41, the chair of the board,”, “, president of the union,”.
fn beside<'a>(draft: &Draft<'a>, run: &Run) -> Option<&'a str> {
    let words = &draft.lexicon.words;
    let text = apposition(draft, run)?;
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = if (1..=3).contains(&digits) { text[digits..].strip_prefix(", ") } else { None };
    let rest = rest.unwrap_or(text);
    let end = closes(draft, rest)?;
    let opens = words.roles.iter().any(|article| rest.starts_with(article.as_str()));
    let turn = turn(draft, &rest[..end]);
    // “, president of the union said”, without a comma
    let turn = if opens { turn } else { cue(draft, &rest[..turn]).unwrap_or(turn) };
    let is_long = |end: usize| rest[..end].chars().count() > LONGEST;
    if opens && is_clause(draft, &rest[..turn]) {
        return None;
    }
    if opens {
        // A role that is a sentence by itself ends where it begins to tell a story.
        let end = if is_long(end) { turn } else { end.min(second_verb(draft, &rest[..end])) };
        let end = if is_long(end) { shorter(draft, &rest[..end]) } else { end };
        return (!is_long(end)).then(|| rest[..end].trim());
    }
    // Without an article, the phrase is a role only where its noun is one, and nobody’s name follows it.
    let start = rest.as_ptr() as usize - draft.text.as_ptr() as usize;
    let first = draft.words.first_from(start);
    let phrase = draft.words_in(first..).take(REACH + 3).take_while(|word| word.full_end() <= start + end);
    let mut phrase = phrase.take_while(|&word| {
        let opens = draft.is(word, NameTags::DETERMINER) || draft.is(word, NameTags::CUE);
        // “education and law professor at”
        let joins = || words.joints.iter().any(|joint| joint.trim() == draft.fold(word));
        !opens && (word.capital() || joins() || !(draft.is_joint(word) || is_doing(draft, word)))
    });
    let is_of_another =
        |at: usize| draft.text[at..].strip_prefix(' ').is_some_and(|next| next.starts_with(char::is_uppercase));
    let has_noun = phrase.any(|word| is_calling(draft, word) && !is_of_another(word.full_end()));
    // “author of “A Year at Sea””: what the phrase goes on with is not here.
    let is_whole =
        |end: usize| !rest[..end].trim_end().rsplit(' ').next().is_some_and(|last| words.connectors.contains(last));
    let end = if is_long(turn) { shorter(draft, &rest[..turn]) } else { turn };
    (has_noun && is_whole(end) && !is_long(end)).then(|| rest[..end].trim())
}

/// Whether words have a verb of their own: “the harbour’s days in office were over”.
fn is_clause(draft: &Draft, rest: &str) -> bool {
    let start = rest.as_ptr() as usize - draft.text.as_ptr() as usize;
    let words = draft.words_in(draft.words.first_from(start)..);
    let verb = Tags::COPULA.or(Tags::AUXILIARY);
    // “the would-be mayor”
    let is_part = |word: Word| draft.text[word.full_end()..].starts_with('-');
    let mut words = words.take_while(|word| word.full_end() <= start + rest.len());
    words.any(|word| draft.tags(word).has(verb) && !is_part(word)) || cue(draft, rest).is_some()
}

/// Where the first verb of speech in the past tense is: “the mayor *stated* that”.
fn cue(draft: &Draft, rest: &str) -> Option<usize> {
    let start = rest.as_ptr() as usize - draft.text.as_ptr() as usize;
    let words = draft.words_in(draft.words.first_from(start)..);
    let says = |word: &Word| {
        let cue = draft.speech.cue(draft.fold(*word), |_| None);
        let is_part = draft.text[word.full_end()..].starts_with('-');
        !word.capital() && !is_part && cue.is_some_and(|cue| cue.strength == 3 && cue.forms.past && !cue.forms.base)
    };
    let mut words = words.take_while(|word| word.full_end() <= start + rest.len());
    words.find(says).map(|word| word.start() - start)
}

/// The role before a name: “the conference chair, Amalia Restrepo”, “their negotiator Josefa Tuilagi”, “fellow Ruth Okello”.
pub fn before<'a>(draft: &Draft<'a>, run: &Run) -> Option<&'a str> {
    let last = run.first.checked_sub(1)?;
    let noun = draft.word(last);
    let gap = &draft.text[noun.end()..draft.word(run.first).start()];
    let is_full = run.first < run.last && gap == " " && !noun.capital();
    let is_agent =
        || is_full && draft.lexicon.words.agents.iter().any(|ending| draft.fold(noun).ends_with(ending.as_str()));
    // “Comedian Ida Moen told”: a capital that the sentence gives.
    let may_be = !noun.capital() || (noun.opens() && draft.is_ordinary(noun) && gap == " ");
    let is_noun =
        may_be && !noun.is_possessive() && (draft.is(noun, NameTags::ROLE) && is_calling(draft, noun) || is_agent());
    if draft.shape(run.first).is_first() || !is_noun {
        return None;
    }
    // The phrase of the noun begins at its determiner: “the”, “their”.
    let mut first = last;
    let mut determined = draft.is(noun, NameTags::DETERMINER);
    while !determined && last - first < REACH && first > 0 {
        let (word, next) = (draft.word(first - 1), draft.word(first));
        let gap = &draft.text[word.full_end()..next.start()];
        // “the F.B.I. director”
        let joins = matches!(gap, " " | "-") || (matches!(gap, "." | ". ") && draft.is_letter(word));
        // “the release of candidate Ida Moen”, “the vote to professor Ida Moen”
        let joints = Tags::PREPOSITION.or(Tags::OF).or(Tags::AGENT).or(Tags::INFINITIVE);
        let ends = !word.capital() && draft.tags(word).has(joints);
        if next.is_first() || !joins || ends || is_doing(draft, word) || is_verb(draft, first - 1) {
            break;
        }
        first -= 1;
        determined = is_determiner(draft, word);
    }
    // “the harbour’s chief clerk”: whose clerk it is belongs to the phrase.
    if draft.word(first).is_possessive() {
        first = start_of_owner(draft, first);
    }
    match (determined, gap) {
        (true, ", " | " ") => Some(&draft.text[draft.word(first).start()..noun.end()]),
        (false, " ") => Some(&draft.text[noun.start()..noun.end()]),
        // “asked chair, Amalia Restrepo”: a comma after a bare noun separates two things.
        _ => None,
    }
}

/// Where the phrase of an owner starts: the name or the article before “harbour’s”.
fn start_of_owner(draft: &Draft, owner: usize) -> usize {
    let mut first = owner;
    while let Some(before) = first.checked_sub(1).filter(|_| owner - first < REACH) {
        let (word, next) = (draft.word(before), draft.word(first));
        let is_article = draft.is(word, NameTags::DETERMINER);
        let joins = &draft.text[word.full_end()..next.start()] == " " && !next.is_first();
        if !joins || !(is_article || word.capital()) {
            break;
        }
        first = before;
        if is_article {
            break;
        }
    }
    first
}

/// The role after a name, in apposition or as predicate: “, a senior fellow at the institute,”, “ is a senior editor”.
fn after(draft: &Draft, run: &Run) -> Option<String> {
    let words = &draft.lexicon.words;
    let from = draft.word(run.last).full_end();
    let text = &draft.text[from..draft.text.floor_char_boundary(from + 4 * LONGEST)];
    let opens = |rest: &str| words.roles.iter().any(|article| rest.starts_with(article.as_str()));
    let apposition = apposition(draft, run).filter(|rest| opens(rest));
    let predicate =
        || words.copulas.iter().find_map(|verb| text.strip_prefix(verb.as_str())).filter(|rest| opens(rest));
    let rest = apposition.or_else(predicate)?;
    let mut end = closes(draft, rest)?;
    end = end.min(second_verb(draft, &rest[..end]));
    if apposition.is_some() && is_clause(draft, &rest[..turn(draft, &rest[..end])]) {
        return None;
    }
    if apposition.is_none() {
        end = turn(draft, &rest[..end]);
        end = first_joint(draft, &rest[..end]);
        // “is a disaster” is an opinion; a predicate is a role only where its noun is one.
        let is_role = |word: &str| draft.lexicon.role(&word.to_lowercase());
        if !rest[..end].split([' ', '-']).skip(1).take(REACH).any(is_role) {
            return None;
        }
    }
    (rest[..end].chars().count() <= LONGEST).then(|| rest[..end].trim().to_owned())
}
