//! [`Record`]: all files of a record with an index of their words.
//!
//! The index holds two numbers for each word: a hash, and its place. Words that are looked up are hashed alike; the text
//! itself is only read again around the few places that are worth a comparison.

use super::transcript::Transcript;
use super::word::{fold, pieces};
use crate::diagnostic::fnv;
use crate::prose::Prose;
use crate::text::Span;
use std::sync::Arc;

/// The record of a draft: notes, transcripts, documents and pages.
#[derive(Debug, Default)]
pub struct Record {
    files: Vec<Arc<Transcript>>,
    /// The number of the first word of each file.
    firsts: Vec<u32>,
    /// The hash of each word of all files, in order.
    hashes: Vec<u32>,
    /// The byte of the prose of its file at which each word starts.
    places: Vec<u32>,
    /// The numbers of the words, by bucket of their hash.
    by_bucket: Vec<u32>,
    /// Where each bucket begins in `by_bucket`.
    buckets: Vec<u32>,
    /// Bits by which a hash is moved to give its bucket.
    shift: u32,
    /// Whether the newsroom says that every quotation must be in it.
    pub(super) is_complete: bool,
}

impl Record {
    /// A record of `files`; with `is_complete`, a quotation that is not in it is an error.
    #[must_use]
    pub fn new(files: Vec<Arc<Transcript>>, is_complete: bool) -> Self {
        let mut record = Self { is_complete, ..Self::default() };
        let mut lower = String::new();
        for file in &files {
            record.firsts.push(number(record.hashes.len()));
            for turn in &file.turns {
                let text = turn.span.of(&file.prose.text);
                pieces(text, |piece| {
                    record.hashes.push(hash(&text[piece.clone()], &mut lower));
                    record.places.push(number(turn.span.start + piece.start));
                });
            }
        }
        record.files = files;
        record.sort();
        record
    }

    /// Fills the buckets: a count, then a place for each word, so that this is linear.
    fn sort(&mut self) {
        let bits = (usize::BITS - self.hashes.len().leading_zeros()).clamp(4, 20);
        self.shift = u32::BITS - bits;
        let mut counts = vec![0_u32; (1 << bits) + 1];
        for hash in &self.hashes {
            counts[(hash >> self.shift) as usize + 1] += 1;
        }
        for at in 1..counts.len() {
            counts[at] += counts[at - 1];
        }
        self.by_bucket = vec![0; self.hashes.len()];
        let mut next = counts.clone();
        for (word, hash) in self.hashes.iter().enumerate() {
            let slot = &mut next[(hash >> self.shift) as usize];
            self.by_bucket[*slot as usize] = number(word);
            *slot += 1;
        }
        // Most buckets hold one word only, which is in order already.
        for bucket in counts.windows(2) {
            let words = &mut self.by_bucket[bucket[0] as usize..bucket[1] as usize];
            words.sort_by_key(|&word| self.hashes[word as usize]);
        }
        self.buckets = counts;
    }

    /// Its files.
    #[must_use]
    pub fn files(&self) -> &[Arc<Transcript>] {
        &self.files
    }

    /// Number of words in all files.
    #[must_use]
    pub fn words(&self) -> usize {
        self.hashes.len()
    }

    /// Whether every quotation must be in it.
    #[must_use]
    pub const fn is_complete(&self) -> bool {
        self.is_complete
    }

    /// The numbers of the words with this hash, in order.
    pub(super) fn occurrences(&self, hash: u32) -> &[u32] {
        let bucket = (hash >> self.shift) as usize;
        let (Some(&start), Some(&end)) = (self.buckets.get(bucket), self.buckets.get(bucket + 1)) else { return &[] };
        let words = &self.by_bucket[start as usize..end as usize];
        let of = |word: &u32| self.hashes.get(*word as usize).copied().unwrap_or_default();
        let first = words.partition_point(|word| of(word) < hash);
        let count = words[first..].partition_point(|word| of(word) == hash);
        &words[first..first + count]
    }

    /// The hash of a word.
    pub(super) fn hash(&self, word: usize) -> Option<u32> {
        self.hashes.get(word).copied()
    }

    /// The file that holds a word.
    pub(super) fn file_of(&self, word: usize) -> usize {
        self.firsts.partition_point(|&first| first as usize <= word).saturating_sub(1)
    }

    /// The prose of file `file` from word `first` to word `last`, as far as they are in the file, and the turns there.
    pub(super) fn stretch(&self, file: usize, first: usize, last: usize) -> Vec<Span<Prose>> {
        let low = self.firsts.get(file).map_or(0, |&first| first as usize);
        let high = self.firsts.get(file + 1).map_or(self.hashes.len(), |&next| next as usize);
        let (first, last) = (first.max(low), last.min(high.saturating_sub(1)));
        if first > last {
            return Vec::new();
        }
        let transcript = &self.files[file];
        let (start, end) = (self.places[first] as usize, self.places[last] as usize);
        let text = &transcript.prose.text;
        let mut limit = (end + LONGEST_WORD).min(text.len());
        while !text.is_char_boundary(limit) {
            limit += 1;
        }
        let mut stop = end;
        pieces(&text[end..limit], |piece| {
            if stop == end {
                stop = end + piece.end;
            }
        });
        let from = transcript.turns.partition_point(|turn| turn.span.end <= start);
        let turns = transcript.turns[from..].iter().take_while(|turn| turn.span.start < stop);
        turns.map(|turn| Span::new(turn.span.start.max(start), turn.span.end.min(stop))).collect()
    }
}

/// The longest word that is read to its end, in bytes.
const LONGEST_WORD: usize = 80;

/// The hash of a written word.
pub(super) fn hash(piece: &str, lower: &mut String) -> u32 {
    lower.clear();
    fold(piece, lower);
    let hash = fnv(lower.bytes().map(u64::from));
    (hash ^ (hash >> 32)) as u32
}

/// The hashes of the words of `text`.
pub(super) fn hashes(text: &str) -> Vec<u32> {
    let (mut found, mut lower) = (Vec::new(), String::new());
    pieces(text, |piece| found.push(hash(&text[piece], &mut lower)));
    found
}

/// A number of words or bytes. Files are at most 256 MiB each; a record past four billion words is not compared to its end.
fn number(of: usize) -> u32 {
    u32::try_from(of).unwrap_or(u32::MAX)
}
