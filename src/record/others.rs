//! Quotations compared with what others published: the articles of an archive, and the pages that a draft links to.

use super::compare::{Match, Query, Quotation, SHORTEST, passage};
use super::file::File;
use super::index::Record;
use super::model::{Compared, Passage, Verdict};
use super::speaker::{Certainty, PersonName};
use super::transcript::Address;
use crate::diagnostic::Level;
use crate::language::Language;
use crate::text::Span;

/// The share of its words, by weight, that the words of another must be.
const SAME_WORDS: f32 = 0.95;

impl Record {
    /// Compares each quotation of a draft with those of an archive, in files other than `own`: whether the words were given to
    /// somebody else, or the same speaker was quoted in other words. Of other quotations nothing is said.
    #[must_use]
    pub fn compare_with_others(&self, text: &str, queries: &[Query], language: &Language, own: &str) -> Vec<Compared> {
        let asked = queries
            .iter()
            .filter(|query| query.speaker.as_ref().is_some_and(|named| named.certainty == Certainty::Sure));
        let found = asked.filter_map(|query| self.compare_with_archive(text, query, language, own));
        found.collect()
    }

    fn compare_with_archive(&self, text: &str, query: &Query, language: &Language, own: &str) -> Option<Compared> {
        let named = query.speaker.as_ref()?;
        let quotation = Quotation::new(text, query.quote, language);
        let mut matches = self.matches(&quotation, &quotation.items, query.quote, None);
        matches.retain(|found| self.files()[found.file].name != own && found.fit.is_rare(self.telling()));
        let says = |found: &Match| {
            let speaker = passage(found).and_then(|passage| self.speaker_of(&passage));
            speaker.is_some_and(|speaker| PersonName::new(&named.name).is(speaker))
        };
        if let Some(at) = matches.iter().position(says) {
            // The nearest wording of this speaker; one that is the same leaves nothing to say.
            matches.swap(0, at);
            matches.truncate(1);
            let compared = self.judge(&quotation, query, &matches, None);
            return matches!(compared.verdict, Verdict::Altered | Verdict::Trimmed).then_some(compared);
        }
        matches.retain(|found| found.fit.share >= SAME_WORDS);
        let compared = (!matches.is_empty()).then(|| self.judge(&quotation, query, &matches, None))?;
        let is_another = compared.verdict <= Verdict::Cleaned || compared.verdict == Verdict::OtherSpeaker;
        is_another.then(|| Compared {
            verdict: Verdict::OtherSpeaker,
            level: Some(Level::Error),
            named: Some(named.name.clone()),
            ..compared
        })
    }

    /// The quotations whose sentence links to a page that was saved in the record and does not have their words; the passage is
    /// the start of that page.
    #[must_use]
    pub fn not_at_link(&self, text: &str, queries: &[Query], language: &Language) -> Vec<Compared> {
        let linked = queries.iter().filter(|query| !query.links.is_empty());
        let found = linked.filter_map(|query| {
            let pages = self.pages_behind(&query.links);
            let quotation = Quotation::new(text, query.quote, language);
            let has = |&page: &usize| {
                let matches = self.matches(&quotation, &quotation.items, query.quote, Some(page));
                matches.first().is_some_and(|best| best.fit.holds(self.telling()))
            };
            let first = *pages.first().filter(|_| quotation.words() >= SHORTEST && !pages.iter().any(has))?;
            let start = self.files()[first].start();
            Some(Compared {
                quote: query.quote,
                verdict: Verdict::Absent,
                level: Some(Level::Warning),
                passage: Some(Passage { file: first, span: Span::new(start, start) }),
                others: Vec::new(),
                differences: Vec::new(),
                named: None,
            })
        });
        found.collect()
    }

    /// The files that have the pages behind links: where the newsroom has named one, that one.
    fn pages_behind(&self, links: &[Address]) -> Vec<usize> {
        let pages = |link: &Address| {
            let named: Vec<usize> =
                self.pages.iter().filter(|(address, _)| *address == link.hash()).map(|&(_, file)| file).collect();
            let is_linked = |file: &File| file.address == Some(link.hash()) || link.names(&file.name);
            if named.is_empty() {
                (0..self.files().len()).filter(|&at| is_linked(&self.files()[at])).collect()
            } else {
                named
            }
        };
        links.iter().flat_map(pages).collect()
    }
}
