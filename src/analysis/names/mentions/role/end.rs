//! Where a description ends: “, the chair of the board *who*”.

use super::super::form::Draft;
use crate::analysis::Tags;
use crate::language::NameTags;

/// The longest role, in characters; a longer one is a sentence.
pub(super) const LONGEST: usize = 120;

/// The maximum number of words before a name at which a role may begin, and of a predicate in which its noun must be.
pub(super) const REACH: usize = 5;

/// Where a description ends that goes on as a story: “, the head of the school who”, “, a historian and runs”.
pub(super) fn turn(draft: &Draft, rest: &str) -> usize {
    let words = &draft.lexicon.words;
    // To search a few words for each of them takes longer than to compare all at each place where one may begin.
    let (bytes, turns) = (rest.as_bytes(), &words.turns);
    let bit = |byte: u8| 1_u64 << (byte & 63);
    let firsts = turns.iter().filter_map(|turn| turn.bytes().next()).fold(0, |set, byte| set | bit(byte));
    let begins = |at: &usize| {
        firsts & bit(bytes[*at]) != 0 && turns.iter().any(|turn| bytes[*at..].starts_with(turn.as_bytes()))
    };
    let turn = (0..rest.len()).find(begins).unwrap_or(rest.len());
    second_verb(draft, &rest[..turn])
}

/// Where a description ends that a verb or a name follows after “and”: “, a historian and runs”, “, the head of the board and Ida
/// Moen”. Two roles, and two words of one name, are one description: “, vice president and counsel”.
pub(super) fn second_verb(draft: &Draft, rest: &str) -> usize {
    let start = rest.as_ptr() as usize - draft.text.as_ptr() as usize;
    let joints = draft.lexicon.words.joints.iter().flat_map(|joint| rest.match_indices(joint.as_str()));
    let is_end = |&(at, joint): &(usize, &str)| {
        let next = draft.words.first_from(start + at + joint.len());
        let Some(word) = draft.words.get(next) else { return true };
        let is_name_going_on = next >= 2 && draft.shape(next - 2).capital();
        match word.capital() {
            // “, president and CEO of the board”
            true => !(is_name_going_on || draft.lexicon.role(draft.fold(word))) || draft.marks(word).given(),
            false => {
                let follows = draft.words.get(next + 1).is_some_and(|after| draft.is(after, NameTags::DETERMINER));
                let is_verb = follows && draft.tags(word).has(Tags::PLURAL_ENDING);
                is_verb
                    || (draft.is_joint(word)
                        && !draft.tags(word).has(Tags::DETERMINER.or(Tags::POSSESSIVE).or(Tags::OF)))
            }
        }
    };
    joints.filter(is_end).map(|(at, _)| at).min().unwrap_or(rest.len())
}

/// Where the first of two roles ends: “, a fellow of the school and author of”. A name goes on: “the Elmsby and Holmby School”, and so
/// do two words of one noun: “the office for roads and bridges in Elmsby”.
pub(super) fn first_joint(draft: &Draft, rest: &str) -> usize {
    let joints = draft.lexicon.words.joints.iter().flat_map(|joint| rest.match_indices(joint.as_str()));
    let is_in_name = |&(at, joint): &(usize, &str)| {
        let before = rest[..at].rsplit(' ').next().unwrap_or_default();
        [before, &rest[at + joint.len()..]].iter().all(|word| word.starts_with(char::is_uppercase))
    };
    let is_role = |&(at, joint): &(usize, &str)| {
        let next = rest[at + joint.len()..].split([' ', '-']).take(REACH);
        next.map(str::to_lowercase).any(|word| draft.lexicon.role(&word))
    };
    joints.filter(|joint| !is_in_name(joint) && is_role(joint)).map(|(at, _)| at).min().unwrap_or(rest.len())
}

/// Where a description that is too long can end: after the first of two roles, else before the last preposition that leaves it short
/// enough: “the head of the institute for work and health *at the University of Elmsby*”.
pub(super) fn shorter(draft: &Draft, rest: &str) -> usize {
    let joint = first_joint(draft, rest);
    if joint < rest.len() {
        return joint;
    }
    let words = &draft.lexicon.words.places_of_work;
    let before = words.iter().flat_map(|word| rest.match_indices(word.as_str())).map(|(at, _)| at);
    before.filter(|&at| at > 0 && rest[..at].chars().count() <= LONGEST).max().unwrap_or(rest.len())
}

/// Where the phrase ends that opens `rest`: before the first mark that is not part of an abbreviation, an address or a figure.
pub(super) fn closes(draft: &Draft, rest: &str) -> Option<usize> {
    let words = &draft.lexicon.words;
    let is_end = |&at: &usize| {
        let (before, after) = (&rest[..at], rest.get(at + 1..).unwrap_or_default());
        let word = before.rsplit(' ').next().unwrap_or_default().to_lowercase();
        let goes_on = after.starts_with(|next: char| next.is_alphanumeric());
        match rest.as_bytes()[at] {
            // “a professor in St. Paul”, “the No. 2 leader”, “editor of Elmsby.example”
            b'.' => {
                let is_initial = word.split('.').all(|letters| letters.chars().nth(1).is_none());
                let is_number =
                    words.stopped.contains(&word) && after.trim_start().starts_with(|c: char| c.is_ascii_digit());
                let is_state = || before.rfind(", ").is_some_and(|comma| state(&rest[comma + 1..]).is_some());
                !(goes_on
                    || is_state()
                    || is_initial
                    || is_number
                    || words.abbreviated.contains(&word)
                    || draft.is_short_title(&word))
            }
            // “$300,000”, “a baker in Elmsby, Pa.,”
            b',' => !(after.starts_with(|next: char| next.is_ascii_digit()) || state(after).is_some()),
            _ => true,
        }
    };
    let at = rest.match_indices([',', '.', ';', '—', '\n', '“', '(']).map(|(at, _)| at).find(is_end)?;
    // “, the editor of ''A Year at Sea,''”: the comma of American style stands inside the title.
    let marks = rest.get(at + 1..).unwrap_or_default();
    let is_inside =
        TYPED_MARKS.iter().find(|mark| marks.starts_with(**mark) && rest[..at].matches(**mark).count() % 2 == 1);
    Some(is_inside.map_or(at, |mark| at + 1 + mark.len()))
}

/// Quotation marks that look alike at both ends.
const TYPED_MARKS: [&str; 2] = ["''", "\""];

/// The short name of a state between two commas: “ Pa.,”
fn state(after: &str) -> Option<&str> {
    let name = after.strip_prefix(' ')?;
    let end = name.find(", ").filter(|&end| (3..=STATE).contains(&end))?;
    let is_short = name.starts_with(char::is_uppercase) && name[..end].ends_with('.') && !name[..end].contains(' ');
    is_short.then_some(&name[..end])
}

/// The maximum number of bytes of the short name of a state.
const STATE: usize = 6;
