//! Who said the words of a quotation: whether the record gives them to somebody else than the draft does.

use super::compare::{Match, Query, passage};
use super::index::Record;
use super::model::{Compared, Passage, Verdict};
use super::speaker::{Certainty, Named, PersonName, is_in};
use crate::diagnostic::Level;

/// Bytes of the record that may stand between two parts of one quotation.
const BETWEEN_PARTS: usize = 400;

impl Record {
    /// Whether the record knows the speaker whom the draft with the prose `text` names, and gives these words to somebody else
    /// alone.
    pub(super) fn is_said_by_another(&self, text: &str, query: &Query, named: &Named, matches: &[Match]) -> bool {
        let best = &matches[0];
        let name = PersonName::new(&named.name);
        let Some(place) = passage(best) else { return false };
        let Some(said_by) = self.speaker_of(&place) else { return false };
        let is_known = || {
            let mut names = self.files().iter().flat_map(|file| &file.speakers).map(|speaker| &speaker.name);
            names.any(|label| label.is_named() && name.is(label))
        };
        // The same words elsewhere, if only nearly the same, may be what the draft quotes.
        let says_it = || {
            let mut near = matches.iter().filter(|found| found.fit.holds(self.telling())).filter_map(passage);
            near.any(|place| self.speaker_of(&place).is_none_or(|label| name.is(label)))
        };
        let is_clear = || self.speaker(&place).is_some_and(|said_by| is_clear(text, query, named, &said_by));
        best.fit.is_rare(self.telling()) && !name.is(said_by) && is_known() && !says_it() && is_clear()
    }

    /// A clause cuts a quotation into parts, of which a short one tells little: it was said by whoever said the other part, if
    /// the record has it beside that part.
    pub(super) fn judge_parts(&self, queries: &[Query], compared: &mut [Compared]) {
        for at in 1..compared.len() {
            self.judge_part(queries, compared, (at - 1, at));
        }
        for at in (1..compared.len()).rev() {
            self.judge_part(queries, compared, (at, at - 1));
        }
    }

    /// Judges the part at `to` by the part at `from`.
    fn judge_part(&self, queries: &[Query], compared: &mut [Compared], (from, to): (usize, usize)) {
        let (Some(one), Some(other)) = (&queries[from].speaker, &queries[to].speaker) else { return };
        let (known, part) = (&compared[from], &compared[to]);
        let (Some(said), Some(here)) = (&known.passage, &part.passage) else { return };
        let is_one_quotation = one.place == other.place && other.certainty == Certainty::Sure;
        let is_elsewhere_too = part.others.iter().any(|place| !self.is_beside(place, said));
        let is_judged = known.verdict == Verdict::OtherSpeaker && part.verdict <= Verdict::Trimmed;
        if is_one_quotation && is_judged && self.is_beside(here, said) && !is_elsewhere_too {
            let named = known.named.clone();
            let part = &mut compared[to];
            (part.verdict, part.level, part.named) = (Verdict::OtherSpeaker, Some(Level::Error), named);
        }
    }

    /// Whether one speaker said both passages, one soon after the other.
    fn is_beside(&self, one: &Passage, other: &Passage) -> bool {
        let between = one.span.start.max(other.span.start).saturating_sub(one.span.end.min(other.span.end));
        one.file == other.file && between <= BETWEEN_PARTS && self.speaker_of(one) == self.speaker_of(other)
    }
}

/// Whether the draft means `named` and not the person of the record.
fn is_clear(text: &str, query: &Query, named: &Named, said_by: &str) -> bool {
    let (quote, sentences) = (query.quote, query.sentences);
    let beside = [(sentences.start, quote.start), (quote.end, sentences.end)];
    let mut beside = beside.iter().filter_map(|&(start, end)| text.get(start..end));
    match named.certainty {
        Certainty::Sure => true,
        Certainty::Likely => !beside.any(|words| is_in(said_by, words)),
        Certainty::Guess => false,
    }
}
