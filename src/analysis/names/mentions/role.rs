//! Who a draft says that somebody is: “Gov. Brown”, “the chair, Amalia Restrepo,”, “Tom Hartley, a baker,”.

use super::form::Draft;
use super::run::Run;
use crate::language::NameTags;

/// The longest role, in characters; a longer one is a sentence.
const LONGEST: usize = 90;

/// The maximum number of words before a name at which a role may begin, and of a predicate in which its noun must be.
const REACH: usize = 5;

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
    title
        .map(|title| with_words_before(draft, title))
        .map(|title| with_full_stop(draft, title).into())
        .or_else(|| before(draft, run).map(|role| with_words_before(draft, role).into()))
        .or_else(|| after(draft, run))
        .or_else(|| beside(draft, run).map(str::to_owned))
}

fn title<'a>(draft: &Draft<'a>, run: &Run) -> Option<&'a str> {
    run.title.map(|(first, last)| &draft.text[draft.words[first].start()..draft.words[last].end()])
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
    let noun = draft.words.partition_point(|word| word.start() < from);
    let is_determined = draft.words.get(noun).is_some_and(|word| draft.is(word, NameTags::DETERMINER));
    let mut first = noun;
    while let Some(before) = first.checked_sub(1).filter(|_| !is_determined && noun - first <= REACH) {
        let (word, next) = (&draft.words[before], &draft.words[first]);
        let joins = matches!(&draft.text[word.full_end()..next.start()], " " | "-");
        if !joins || word.block() != next.block() || draft.is_joint(word) || draft.is(word, NameTags::CALENDAR) {
            break;
        }
        first = before;
    }
    let start = draft.words.get(first).map_or(from, |word| word.start().min(from));
    &draft.text[start..from + role.len()]
}

/// The role after a name and an age, or without an article: “, 41, the chair of the board,”, “, president of the union,”.
fn beside<'a>(draft: &Draft<'a>, run: &Run) -> Option<&'a str> {
    let words = &draft.lexicon.words;
    let from = draft.words[run.last].full_end();
    let text = &draft.text[from..draft.text.floor_char_boundary(from + 4 * LONGEST)];
    let text = text.strip_prefix(", ")?;
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = if (1..=3).contains(&digits) { text[digits..].strip_prefix(", ") } else { None };
    let rest = rest.unwrap_or(text);
    let end = closes(draft, rest)?;
    let opens = words.roles.iter().any(|article| rest.starts_with(article.as_str()));
    let turn = words.turns.iter().filter_map(|turn| rest[..end].find(turn.as_str())).min().unwrap_or(end);
    let is_long = |end: usize| rest[..end].chars().count() > LONGEST;
    if opens {
        // A role that is a sentence by itself ends where it begins to tell a story.
        let end = if is_long(end) { turn } else { end };
        return (!is_long(end)).then(|| rest[..end].trim());
    }
    // Without an article, the phrase is a role only where its noun is one, and nobody’s name follows it.
    let lower = |word: &str| word.to_lowercase();
    let mut phrase = rest[..end].split([' ', '-']).take(REACH + 1);
    let ends = |word: &str| words.turns.iter().any(|turn| turn.trim() == word) || words.determiners.contains(word);
    let noun = phrase
        .by_ref()
        .take_while(|word| !ends(word) && !words.cues.contains(*word))
        .find(|word| draft.lexicon.role(&lower(word)));
    let is_of_another = phrase.next().is_some_and(|next| next.starts_with(char::is_uppercase));
    // “author of “A Year at Sea””: what the phrase goes on with is not here.
    let is_whole = !rest[..turn].trim_end().rsplit(' ').next().is_some_and(|last| words.connectors.contains(last));
    (noun.is_some() && !is_of_another && is_whole && rest[..turn].chars().count() <= LONGEST)
        .then(|| rest[..turn].trim())
}

/// Where the phrase ends that opens `rest`: before the first mark that is not part of an abbreviation.
fn closes(draft: &Draft, rest: &str) -> Option<usize> {
    rest.match_indices([',', '.', ';', '—', '\n', '“', '(']).map(|(at, _)| at).find(|&at| {
        // “a professor in St. Paul”: this full stop is part of the name.
        let word = rest[..at].rsplit(' ').next().unwrap_or_default().to_lowercase();
        let is_initial = word.chars().nth(1).is_none() || word.contains('.');
        let is_short = is_initial || draft.lexicon.words.abbreviated.contains(&word) || draft.is_short_title(&word);
        let is_figure = rest.as_bytes().get(at + 1).is_some_and(u8::is_ascii_digit); // “$300,000”
        !(rest[at..].starts_with('.') && is_short || rest[at..].starts_with(',') && is_figure)
    })
}

/// The role before a name: “the conference chair, Amalia Restrepo”, “their negotiator Josefa Tuilagi”, “fellow Ruth Okello”.
pub fn before<'a>(draft: &Draft<'a>, run: &Run) -> Option<&'a str> {
    let last = run.first.checked_sub(1)?;
    let noun = &draft.words[last];
    let gap = &draft.text[noun.end()..draft.words[run.first].start()];
    if noun.block() != draft.words[run.first].block() || noun.capital() || !draft.is(noun, NameTags::ROLE) {
        return None;
    }
    // The phrase of the noun begins at its determiner: “the”, “their”.
    let mut first = last;
    let mut determined = draft.is(noun, NameTags::DETERMINER);
    while !determined && last - first < REACH && first > 0 {
        let (word, next) = (&draft.words[first - 1], &draft.words[first]);
        if word.block() != next.block() || !matches!(&draft.text[word.end()..next.start()], " " | "-") {
            break;
        }
        first -= 1;
        determined = draft.is(word, NameTags::DETERMINER);
    }
    match (determined, gap) {
        (true, ", " | " ") => Some(&draft.text[draft.words[first].start()..noun.end()]),
        (false, " ") => Some(&draft.text[noun.start()..noun.end()]),
        // “asked chair, Amalia Restrepo”: a comma after a bare noun separates two things.
        _ => None,
    }
}

/// The role after a name, in apposition or as predicate: “, a senior fellow at the institute,”, “ is a senior editor”.
fn after(draft: &Draft, run: &Run) -> Option<String> {
    let words = &draft.lexicon.words;
    let from = draft.words[run.last].full_end();
    let text = &draft.text[from..draft.text.floor_char_boundary(from + 4 * LONGEST)];
    let opens = |rest: &str| words.roles.iter().any(|article| rest.starts_with(article.as_str()));
    let apposition = text.strip_prefix(", ").filter(|rest| opens(rest));
    let predicate =
        || words.copulas.iter().find_map(|verb| text.strip_prefix(verb.as_str())).filter(|rest| opens(rest));
    let rest = apposition.or_else(predicate)?;
    let mut end = closes(draft, rest)?;
    if apposition.is_none() {
        end = words.turns.iter().filter_map(|turn| rest[..end].find(turn.as_str())).min().unwrap_or(end);
        // “is a disaster” is an opinion; a predicate is a role only where its noun is one.
        let is_role = |word: &str| draft.lexicon.role(&word.to_lowercase());
        if !rest[..end].split([' ', '-']).skip(1).take(REACH).any(is_role) {
            return None;
        }
    }
    (rest[..end].chars().count() <= LONGEST).then(|| rest[..end].trim().to_owned())
}
