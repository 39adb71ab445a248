//! [`Record::candidates`]: stretches of the record that may hold a quotation, found by the weight of its rare words.

use super::index::Record;

/// A place where a quotation may stand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Candidate {
    /// The file.
    pub file: usize,
    /// The word of the record at which the first word of the quotation is expected; negative at the very start.
    pub at: i64,
    /// The weight of the words that speak for it.
    pub weight: f32,
}

/// Places that are compared for one quotation.
const MOST_CANDIDATES: usize = 10;

/// Occurrences that are looked at for one quotation. The rarest words come first, so what is left out says little.
const MOST_OCCURRENCES: usize = 400_000;

/// Words on each side of an occurrence that must agree with the quotation once at least, unless the word is rare.
const NEIGHBOURS: usize = 3;

/// Occurrences up to which a word is rare.
const RARE: usize = 40;

/// Words by which the diagonals of one passage differ: a filler here, a dropped word there.
const SLACK: i64 = 14;

/// The maximum number of words by which they differ.
const MOST_SLACK: i64 = 72;

/// A word of the language has this many occurrences in the text that a record is measured by, so that in a record of one
/// page no word is rare by chance.
const BACKGROUND: f32 = 50_000.0;

impl Record {
    /// How much it says that a word with this hash stands somewhere, and how often it does.
    pub(super) fn weigh(&self, hash: u32) -> (f32, usize) {
        let count = self.count(hash);
        #[expect(clippy::cast_precision_loss, reason = "a weight need not be exact")]
        let weight = ((self.words() as f32 + BACKGROUND) / (count as f32 + 5.0)).ln();
        (weight, count)
    }

    /// The weight of words that hardly stand together by chance: that of two words, each said once in the whole record.
    pub(super) fn telling(&self) -> f32 {
        1.9 * (self.words() as f32 + BACKGROUND).ln()
    }

    /// Places that may hold the words with these hashes, the most likely first; of one file, if `only` says so.
    pub(super) fn candidates(&self, hashes: &[u32], only: Option<usize>) -> Vec<Candidate> {
        let mut order: Vec<(usize, f32, usize)> = Vec::with_capacity(hashes.len());
        for (index, &hash) in hashes.iter().enumerate() {
            let (weight, count) = self.weigh(hash);
            if count > 0 {
                order.push((index, weight, count));
            }
        }
        order.sort_by_key(|&(index, _, count)| (count, index));
        let mut votes: Vec<Vote> = Vec::new();
        let mut seen = 0;
        for (rank, &(index, weight, count)) in order.iter().enumerate() {
            if rank > 1 && seen + count > MOST_OCCURRENCES {
                break;
            }
            seen += count;
            for &word in self.occurrences(hashes[index]).iter() {
                let word = word as usize;
                if only.is_some_and(|only| self.file_of(word) != only) {
                    continue;
                }
                let agreeing = self.agreeing(hashes, index, word);
                if agreeing > 0 || count <= RARE {
                    #[expect(clippy::cast_precision_loss, reason = "at most six")]
                    let weight = weight * (1.0 + 0.5 * agreeing as f32);
                    votes.push(Vote { file: self.file_of(word), diagonal: word as i64 - index as i64, index, weight });
                }
            }
        }
        votes.sort_by_key(|vote| (vote.file, vote.diagonal, vote.index));
        clusters(&votes, hashes.len())
    }

    /// How many neighbours of an occurrence are those of the quotation.
    fn agreeing(&self, hashes: &[u32], index: usize, word: usize) -> usize {
        let before = (1..=NEIGHBOURS)
            .filter(|&back| index >= back && word >= back && self.hash(word - back) == Some(hashes[index - back]));
        let after = (1..=NEIGHBOURS)
            .filter(|&ahead| hashes.get(index + ahead).is_some_and(|&hash| self.hash(word + ahead) == Some(hash)));
        before.count() + after.count()
    }
}

/// A word of the record that speaks for a place.
struct Vote {
    file: usize,
    /// The word of the record at which the quotation would begin.
    diagonal: i64,
    /// The word of the quotation.
    index: usize,
    weight: f32,
}

/// The heaviest groups of votes whose diagonals are near each other, each at its heaviest diagonal.
fn clusters(votes: &[Vote], words: usize) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    let mut heaviest = vec![0.0_f32; words];
    let mut start = 0;
    while start < votes.len() {
        let first = votes[start].diagonal;
        let near = |pair: &[Vote]| {
            pair[1].file == pair[0].file
                && pair[1].diagonal - pair[0].diagonal <= SLACK
                && pair[1].diagonal - first <= MOST_SLACK
        };
        let end = start + 1 + votes[start..].windows(2).take_while(|pair| near(pair)).count();
        let group = &votes[start..end];
        // A word of the quotation counts once, however often it is said nearby.
        heaviest.fill(0.0);
        group.iter().for_each(|vote| heaviest[vote.index] = heaviest[vote.index].max(vote.weight));
        let (mut most, mut at) = (0.0, first);
        for of_one in group.chunk_by(|one, other| one.diagonal == other.diagonal) {
            let sum: f32 = of_one.iter().map(|vote| vote.weight).sum();
            if sum > most {
                (most, at) = (sum, of_one[0].diagonal);
            }
        }
        found.push(Candidate { file: votes[start].file, at, weight: heaviest.iter().sum() });
        start = end;
    }
    found.sort_by(|one, other| other.weight.total_cmp(&one.weight).then(one.at.cmp(&other.at)));
    found.truncate(MOST_CANDIDATES);
    found
}
