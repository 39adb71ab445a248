//! Who a draft says that somebody is: “Gov. Brown”, “the chair, Amalia Restrepo,”, “Tom Hartley, a baker,”.

use super::form::Draft;
use super::run::Run;
use crate::language::NameTags;

/// The longest role, in characters; a longer one is a sentence.
const LONGEST: usize = 90;

/// The most words before a name at which a role may begin, and the most words of a predicate in which its noun must stand.
const REACH: usize = 5;

/// The title before the name or the role beside it, as written.
pub fn role(draft: &Draft, run: &Run) -> Option<String> {
    if let Some((first, last)) = run.title {
        return Some(draft.text[draft.words[first].start()..draft.words[last].end()].to_owned());
    }
    before(draft, run).map(str::to_owned).or_else(|| after(draft, run))
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
    let mut end = rest.match_indices([',', '.', ';', '—', '\n', '“', '(']).map(|(at, _)| at).find(|&at| {
        // “a professor in St. Paul”: this full stop is part of the name.
        let word = rest[..at].rsplit(' ').next().unwrap_or_default().to_lowercase();
        !(rest[at..].starts_with('.') && words.abbreviated.contains(&word))
    })?;
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
