//! [`Record`]: all files of a record with an index of their words.
//!
//! The index holds two numbers for each word, a hash and its place, and for each hash the words that have it. Words that are
//! looked up are hashed alike; the text itself is only read again around the few places that are worth a comparison. For a
//! large record the index is kept on the disk, and with it the places of the turns; see `kept.rs`.

use super::file::{Body, File, cut, locate, number};
use super::shelf::Shelf;
use super::transcript::{Address, Transcript};
use super::word::Word;
use super::word::{fold, pieces};
use super::words::words;
use crate::diagnostic::fnv;
use crate::language::Language;
use crate::prose::Prose;
use crate::text::{Source, Span};
use std::borrow::Cow;
use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// The record of a draft: notes, transcripts, documents and pages.
#[derive(Debug, Default)]
pub struct Record {
    pub(super) files: Vec<File>,
    /// The number of the first word of each file.
    pub(super) firsts: Vec<u32>,
    /// The hash of each word of all files, in order.
    pub(super) hashes: Vec<u32>,
    /// The byte of the prose of its file at which each word starts.
    pub(super) places: Column,
    /// The hashes that there are, in order.
    pub(super) keys: Vec<u32>,
    /// Where the words with each of them begin in `by_hash`, and the end of the last.
    pub(super) starts: Vec<u32>,
    /// The numbers of the words, by hash.
    pub(super) by_hash: Column,
    /// Addresses whose page the newsroom says is in a file, by their hashes.
    pub(super) pages: Vec<(u64, usize)>,
    /// What is on the disk.
    pub(super) shelf: Option<Box<dyn Shelf>>,
    opened: Mutex<VecDeque<(usize, Arc<Source>)>>,
    parsed: Mutex<VecDeque<(usize, Arc<Transcript>)>>,
    has_failed: AtomicBool,
    /// Whether a file of it could not be read, so that words that were not found may be in that file.
    pub(super) has_gaps: bool,
    /// Whether the newsroom says that every quotation must be in it.
    pub(super) is_complete: bool,
}

/// Numbers, in memory or in the kept index.
#[derive(Debug)]
pub(super) enum Column {
    Here(Vec<u32>),
    /// The byte of the index at which they begin, and how many there are.
    Kept(u64, usize),
}

impl Default for Column {
    fn default() -> Self {
        Self::Here(Vec::new())
    }
}

/// Files of a record that stay in memory once they have been read again. A draft quotes from a few.
const MOST_OPENED: usize = 16;

/// A file of a record with the hashes and places of its words.
#[derive(Debug)]
pub struct Part {
    file: File,
    hashes: Vec<u32>,
    places: Vec<u32>,
}

impl Part {
    /// The words of `transcript`.
    #[must_use]
    pub fn new(transcript: Arc<Transcript>) -> Self {
        let (mut hashes, mut places, mut lower) = (Vec::new(), Vec::new(), String::new());
        for turn in &transcript.turns {
            let text = turn.span.of(&transcript.prose.text);
            pieces(text, |piece| {
                hashes.push(hash(&text[piece.clone()], &mut lower));
                places.push(number(turn.span.start + piece.start));
            });
        }
        Self { file: File::read(transcript), hashes, places }
    }

    /// The same without the text, which is read again where it is needed.
    #[must_use]
    pub fn without_words(self) -> Self {
        Self { file: self.file.without_words(), ..self }
    }
}

impl Record {
    /// A record of `files`; with `is_complete`, a quotation that is not in it is an error.
    #[must_use]
    pub fn new(files: Vec<Arc<Transcript>>, is_complete: bool) -> Self {
        Self { is_complete, ..Self::of(files.into_iter().map(Part::new).collect()) }
    }

    /// A record of `parts`.
    #[must_use]
    pub fn of(parts: Vec<Part>) -> Self {
        let mut record = Self::default();
        let count = parts.iter().map(|part| part.hashes.len()).sum();
        let mut places = Vec::with_capacity(count);
        record.hashes.reserve_exact(count);
        for part in parts {
            record.firsts.push(number(record.hashes.len()));
            record.hashes.extend_from_slice(&part.hashes);
            places.extend_from_slice(&part.places);
            record.files.push(part.file);
        }
        record.places = Column::Here(places);
        record.sort();
        record
    }

    /// The same record with its words on `shelf`.
    #[must_use]
    pub fn with_shelf(mut self, shelf: Box<dyn Shelf>) -> Self {
        // What is wrong in a file is shown on each run.
        for (at, file) in self.files.iter_mut().enumerate().filter(|(_, file)| file.is_broken) {
            match (file.transcript(), shelf.transcript(at)) {
                (None, Some(transcript)) => file.body = Body::Read(Arc::new(transcript)),
                (None, None) => self.has_failed.store(true, Ordering::Relaxed),
                (Some(_), _) => {}
            }
        }
        Self { shelf: Some(shelf), ..self }
    }

    /// The same record, in which the page at each address is in the file with that index.
    #[must_use]
    pub fn with_pages<'a>(self, pages: impl Iterator<Item = (&'a Address, usize)>) -> Self {
        Self { pages: pages.map(|(address, file)| (address.hash(), file)).collect(), ..self }
    }

    /// The same record, in which every quotation must be if `is_complete`.
    #[must_use]
    pub fn complete(self, is_complete: bool) -> Self {
        Self { is_complete, ..self }
    }

    /// The same record, of which a file could not be read if `has_gaps`.
    #[must_use]
    pub fn gaps(self, has_gaps: bool) -> Self {
        Self { has_gaps, ..self }
    }

    /// Sorts the words by hash: a count for each bucket, then a place for each word, so that this is linear.
    fn sort(&mut self) {
        let bits = (usize::BITS - self.hashes.len().leading_zeros()).clamp(4, 20);
        let shift = u32::BITS - bits;
        let mut next = vec![0_u32; (1 << bits) + 1];
        for hash in &self.hashes {
            next[(hash >> shift) as usize + 1] += 1;
        }
        for at in 1..next.len() {
            next[at] += next[at - 1];
        }
        let buckets = next.clone();
        let mut by_hash = vec![0; self.hashes.len()];
        for (word, hash) in self.hashes.iter().enumerate() {
            let slot = &mut next[(hash >> shift) as usize];
            by_hash[*slot as usize] = number(word);
            *slot += 1;
        }
        // Most buckets hold one word only, which is in order already.
        for bucket in buckets.windows(2) {
            let words = &mut by_hash[bucket[0] as usize..bucket[1] as usize];
            words.sort_by_key(|&word| self.hashes[word as usize]);
        }
        for (at, &word) in by_hash.iter().enumerate() {
            let hash = self.hashes[word as usize];
            if self.keys.last() != Some(&hash) {
                self.keys.push(hash);
                self.starts.push(number(at));
            }
        }
        self.starts.push(number(by_hash.len()));
        self.by_hash = Column::Here(by_hash);
    }

    /// Its files.
    #[must_use]
    pub fn files(&self) -> &[File] {
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

    /// Whether a part of it could not be read again, so that what was said of quotations may be wrong.
    #[must_use]
    pub fn has_failed(&self) -> bool {
        self.has_failed.load(Ordering::Relaxed)
    }

    /// Where the words with this hash are in the list of words by hash.
    fn range(&self, hash: u32) -> std::ops::Range<usize> {
        let Ok(at) = self.keys.binary_search(&hash) else { return 0..0 };
        let of = |at: usize| self.starts.get(at).map_or(0, |&start| start as usize);
        of(at)..of(at + 1)
    }

    /// How many words have this hash.
    pub(super) fn count(&self, hash: u32) -> usize {
        self.range(hash).len()
    }

    /// The numbers of the words with this hash, in order.
    pub(super) fn occurrences(&self, hash: u32) -> Cow<'_, [u32]> {
        self.numbers(&self.by_hash, self.range(hash))
    }

    /// Some numbers of a column.
    fn numbers<'a>(&self, column: &'a Column, range: std::ops::Range<usize>) -> Cow<'a, [u32]> {
        match column {
            Column::Here(all) => Cow::Borrowed(all.get(range).unwrap_or_default()),
            Column::Kept(at, count) => {
                let range = range.start.min(*count)..range.end.min(*count);
                let mut bytes = vec![0; range.len() * 4];
                let read =
                    self.shelf.as_ref().and_then(|shelf| shelf.read(at + 4 * range.start as u64, &mut bytes).ok());
                if read.is_none() {
                    self.has_failed.store(true, Ordering::Relaxed);
                    return Cow::Owned(Vec::new());
                }
                let number = |bytes: &[u8]| bytes.try_into().map_or(0, u32::from_le_bytes);
                Cow::Owned(bytes.chunks_exact(4).map(number).collect())
            }
        }
    }

    /// The hash of a word.
    pub(super) fn hash(&self, word: usize) -> Option<u32> {
        self.hashes.get(word).copied()
    }

    /// The file that holds a word.
    pub(super) fn file_of(&self, word: usize) -> usize {
        self.firsts.partition_point(|&first| first as usize <= word).saturating_sub(1)
    }

    /// The words of file `file` from word `first` to word `last`, as far as they are in the file.
    pub(super) fn stretch(&self, file: usize, (first, last): (usize, usize), language: &Language) -> Vec<Word> {
        let low = self.firsts.get(file).map_or(0, |&first| first as usize);
        let high = self.firsts.get(file + 1).map_or(self.hashes.len(), |&next| next as usize);
        let (first, last) = (first.max(low), last.min(high.saturating_sub(1)));
        if first > last {
            return Vec::new();
        }
        let place = |word: usize| self.numbers(&self.places, word..word + 1).first().map(|&place| place as usize);
        let (Some(start), Some(end)) = (place(first), place(last)) else { return Vec::new() };
        let span = Span::new(start, end.max(start) + LONGEST_WORD);
        let read = |text: &str, base: usize| {
            let Some(tail) = text.get(end - base..) else { return Vec::new() };
            let mut stop = end;
            pieces(&tail[..tail.floor_char_boundary(LONGEST_WORD)], |piece| {
                if stop == end {
                    stop = end + piece.end;
                }
            });
            let turns = self.files[file].turns_in(Span::new(start, stop));
            let moved = |turn: &super::transcript::Turn| {
                Span::new(turn.span.start.max(start) - base, turn.span.end.min(stop) - base)
            };
            let spans: Vec<Span<Prose>> = turns.iter().map(moved).collect();
            let mut found = words(text, &spans, language);
            let back = |word: &mut Word| word.span = Span::new(word.span.start + base, word.span.end + base);
            found.iter_mut().for_each(back);
            found
        };
        match &self.files[file].body {
            Body::Read(transcript) => read(&transcript.prose.text, 0),
            Body::Kept(turns) => match self.source(file).and_then(|source| cut(turns, span, &source)) {
                Some(text) => read(&text, start),
                None => self.transcript(file).map_or_else(Vec::new, |transcript| read(&transcript.prose.text, 0)),
            },
        }
    }

    /// The words of `span` of a file, without labels, as they are read.
    pub(super) fn words_of(&self, file: usize, span: Span<Prose>) -> String {
        let read = |text: &str, base: usize| {
            let turns = self.files[file].turns_in(span);
            let spoken = turns.iter().filter_map(|turn| {
                text.get(turn.span.start.max(span.start) - base..turn.span.end.min(span.end) - base)
            });
            spoken.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
        };
        match &self.files[file].body {
            Body::Read(transcript) => read(&transcript.prose.text, 0),
            Body::Kept(turns) => match self.source(file).and_then(|source| cut(turns, span, &source)) {
                Some(text) => read(&text, span.start),
                None => self.transcript(file).map_or_else(String::new, |transcript| read(&transcript.prose.text, 0)),
            },
        }
    }

    /// A file, and where `span` of its prose stands in it.
    pub(super) fn locate(&self, file: usize, span: Span<Prose>) -> (Arc<Source>, Span<Source>) {
        let of = |transcript: &Transcript| (Arc::clone(&transcript.source), transcript.prose.locate(span).span);
        match &self.files[file].body {
            Body::Read(transcript) => of(transcript),
            Body::Kept(turns) => match (locate(turns, span), self.source(file)) {
                (Some(span), Some(source)) => (source, span),
                _ => self.transcript(file).map_or_else(
                    || (Arc::new(Source::new(self.files[file].name.as_str(), "")), Span::new(0, 0)),
                    |transcript| of(&transcript),
                ),
            },
        }
    }

    /// The name of a speaker of a file.
    pub(super) fn name_of(&self, file: usize, speaker: u32) -> Option<String> {
        match &self.files[file].body {
            Body::Read(transcript) => Some(transcript.speaker(speaker).to_owned()),
            Body::Kept(_) => {
                let place = self.files[file].speakers.get(speaker as usize)?.place;
                let written = place.and_then(|place| self.source(file)?.text.get(place.range()).map(str::to_owned));
                written.or_else(|| self.transcript(file).map(|transcript| transcript.speaker(speaker).to_owned()))
            }
        }
    }

    /// The text of a file whose words are on the disk.
    fn source(&self, file: usize) -> Option<Arc<Source>> {
        self.again(&self.opened, file, |shelf| shelf.source(file).map(Arc::new))
    }

    /// The transcript of a file whose words are on the disk.
    fn transcript(&self, file: usize) -> Option<Arc<Transcript>> {
        self.again(&self.parsed, file, |shelf| shelf.transcript(file).map(Arc::new))
    }

    /// What `read` gives for a file, read once as long as few others are asked for.
    fn again<T>(
        &self,
        kept: &Mutex<VecDeque<(usize, Arc<T>)>>,
        file: usize,
        read: impl Fn(&dyn Shelf) -> Option<Arc<T>>,
    ) -> Option<Arc<T>> {
        let known =
            |kept: &VecDeque<(usize, Arc<T>)>| kept.iter().find(|(at, _)| *at == file).map(|(_, of)| Arc::clone(of));
        if let Some(found) = known(&kept.lock().unwrap_or_else(PoisonError::into_inner)) {
            return Some(found);
        }
        let found = self.shelf.as_deref().and_then(read);
        match &found {
            Some(found) => {
                let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
                kept.truncate(MOST_OPENED - 1);
                kept.push_front((file, Arc::clone(found)));
            }
            None => self.has_failed.store(true, Ordering::Relaxed),
        }
        found
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
