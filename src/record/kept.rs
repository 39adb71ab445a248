//! The index of a record as bytes, so that a large record is not read again for each run.
//!
//! The bytes hold hashes and places, and no words: names of speakers are hashes too, and the place where each is written. They
//! begin with a key, which stands for everything that the index depends on, and with a sum of all that follows. If either does
//! not match, there is no index. The largest tables stay on the disk, and a few numbers of them are read for each quotation.

use super::file::{Body, File, KeptTurn, NONE, Speaker, number};
use super::index::{Column, Record};
use super::speaker::PersonName;
use crate::text::Span;
use std::io::{self, Read, Write};

/// The first bytes of an index; they change with its form.
const MAGIC: &[u8; 18] = b"copydesk record 1\n";

/// Bytes of the key.
const KEY: usize = 32;

/// Bytes before the tables: the first bytes, the key, the length of the rest and its sum.
const HEAD: usize = MAGIC.len() + KEY + 8 + 8;

/// Bytes that are written or read at a time.
const CHUNK: usize = 1 << 20;

/// Writes the index of `record`, all in memory, to `to`. `key` stands for the files that it is of.
///
/// # Errors
/// If `to` cannot be written to.
pub fn write(record: &Record, key: &[u8; KEY], to: &mut impl Write) -> io::Result<()> {
    let mut sum = Sum::default();
    let mut length = 0_u64;
    each_table(record, &mut |bytes| {
        sum.add(bytes);
        length += bytes.len() as u64;
        Ok(())
    })?;
    to.write_all(MAGIC)?;
    to.write_all(key)?;
    to.write_all(&length.to_le_bytes())?;
    to.write_all(&sum.0.to_le_bytes())?;
    each_table(record, &mut |bytes| to.write_all(bytes))
}

/// Gives the bytes of `numbers` to `put`, in pieces.
fn numbers(numbers: &[u32], put: &mut dyn FnMut(&[u8]) -> io::Result<()>) -> io::Result<()> {
    for chunk in numbers.chunks(CHUNK / 4) {
        let bytes: Vec<u8> = chunk.iter().flat_map(|number| number.to_le_bytes()).collect();
        put(&bytes)?;
    }
    Ok(())
}

/// Gives the bytes of all tables to `put`, in pieces.
fn each_table(record: &Record, put: &mut dyn FnMut(&[u8]) -> io::Result<()>) -> io::Result<()> {
    let head = [record.files.len(), record.hashes.len(), record.keys.len(), 0];
    numbers(&head.map(number), put)?;
    for (file, &first) in record.files.iter().zip(&record.firsts) {
        let turns: &[KeptTurn] = if let Body::Kept(turns) = &file.body { turns } else { &[] };
        let [low, high] = halves(file.address.unwrap_or(0));
        let counts = [turns.len(), file.speakers.len(), usize::from(file.is_broken)].map(number);
        numbers(&[&[first, low, high][..], &counts[..]].concat(), put)?;
        for speaker in &file.speakers {
            let place = speaker.place.map_or([NONE; 2], |place| [number(place.start), number(place.end)]);
            let parts = speaker.name.0.iter().copied().flat_map(halves);
            let count = number(speaker.name.0.len());
            let all: Vec<u32> = place.into_iter().chain([count]).chain(parts).collect();
            numbers(&all, put)?;
        }
        for some in turns.chunks(CHUNK / 20) {
            let all: Vec<u32> =
                some.iter().flat_map(|turn| [turn.start, turn.end, turn.source, turn.speaker, turn.time]).collect();
            numbers(&all, put)?;
        }
    }
    for table in [&record.keys, &record.starts, &record.hashes] {
        numbers(table, put)?;
    }
    for column in [&record.by_hash, &record.places] {
        numbers(if let Column::Here(all) = column { all } else { &[] }, put)?;
    }
    Ok(())
}

/// Reads an index of `length` bytes from its start; `None` if it is not whole or not that of `key`. `names` are those of the files,
/// in order. The words of the record must be put on a [`Shelf`](super::Shelf).
#[must_use]
pub fn read(from: &mut impl Read, length: u64, key: &[u8; KEY], names: &[String]) -> Option<Record> {
    let mut head = [0; HEAD];
    from.read_exact(&mut head).ok()?;
    let rest = head.strip_prefix(MAGIC.as_slice())?.strip_prefix(key.as_slice())?;
    let (left, sum) = rest.split_first_chunk::<8>()?;
    let (left, sum) = (u64::from_le_bytes(*left), u64::from_le_bytes(sum.try_into().ok()?));
    if left.checked_add(HEAD as u64)? != length {
        return None;
    }
    let mut tables = Tables { from, left, read: HEAD as u64, sum: Sum::default() };
    let record = tables.record(names)?;
    (tables.left == 0 && tables.sum.0 == sum).then_some(record)
}

struct Tables<'a, R> {
    from: &'a mut R,
    /// Bytes that are left.
    left: u64,
    /// Bytes that were read.
    read: u64,
    sum: Sum,
}

impl<R: Read> Tables<'_, R> {
    fn record(&mut self, names: &[String]) -> Option<Record> {
        let [files, words, keys, _] = self.some()?;
        if files as usize != names.len() {
            return None;
        }
        let mut record = Record::default();
        for name in names {
            let (first, file) = self.file(name)?;
            record.firsts.push(first);
            record.files.push(file);
        }
        let (words, keys) = (words as usize, keys as usize);
        record.keys = self.numbers(keys)?;
        record.starts = self.numbers(keys + 1)?;
        record.hashes = self.numbers(words)?;
        record.by_hash = self.skip(words)?;
        record.places = self.skip(words)?;
        Some(record)
    }

    fn file(&mut self, name: &str) -> Option<(u32, File)> {
        let [first, low, high, turns, speakers, is_broken] = self.some()?;
        let mut file = File {
            name: name.to_owned(),
            speakers: Vec::new(),
            address: Some(whole([low, high])).filter(|&address| address != 0),
            is_broken: is_broken != 0,
            body: Body::Kept(Vec::new()),
        };
        for _ in 0..speakers {
            let [start, end, parts] = self.some()?;
            let parts = self.numbers((parts as usize).checked_mul(2)?)?;
            let name = PersonName(parts.chunks_exact(2).map(|pair| whole([pair[0], pair[1]])).collect());
            let place = (start != NONE && start <= end).then(|| Span::new(start as usize, end as usize));
            file.speakers.push(Speaker { name, place });
        }
        let all = self.numbers((turns as usize).checked_mul(5)?)?;
        let turn = |of: &[u32]| KeptTurn { start: of[0], end: of[1], source: of[2], speaker: of[3], time: of[4] };
        file.body = Body::Kept(all.chunks_exact(5).map(turn).collect());
        Some((first, file))
    }

    /// The next few numbers.
    fn some<const N: usize>(&mut self) -> Option<[u32; N]> {
        self.numbers(N)?.try_into().ok()
    }

    /// The next `count` numbers.
    fn numbers(&mut self, count: usize) -> Option<Vec<u32>> {
        // A number that is wrong must not ask for more memory than the file has bytes.
        if self.left < 4 * count as u64 {
            return None;
        }
        let mut numbers = Vec::with_capacity(count);
        self.each(count, |bytes| {
            let number = |bytes: &[u8]| bytes.try_into().map_or(0, u32::from_le_bytes);
            numbers.extend(bytes.chunks_exact(4).map(number));
        })?;
        Some(numbers)
    }

    /// The next `count` numbers as a column that stays on the disk.
    fn skip(&mut self, count: usize) -> Option<Column> {
        let at = self.read;
        self.each(count, |_| {})?;
        Some(Column::Kept(at, count))
    }

    /// Reads `count` numbers in pieces.
    fn each(&mut self, count: usize, mut take: impl FnMut(&[u8])) -> Option<()> {
        let mut left = count.checked_mul(4)?;
        if self.left < left as u64 {
            return None;
        }
        (self.left, self.read) = (self.left - left as u64, self.read + left as u64);
        let mut bytes = vec![0; left.min(CHUNK)];
        while left > 0 {
            let some = bytes.get_mut(..left.min(CHUNK))?;
            self.from.read_exact(some).ok()?;
            self.sum.add(some);
            take(some);
            left -= some.len();
        }
        Some(())
    }
}

/// A sum that tells damaged bytes from whole ones. It does not guard against somebody who writes an index on purpose.
#[derive(Default)]
struct Sum(u64);

impl Sum {
    /// Adds whole numbers of four bytes.
    fn add(&mut self, bytes: &[u8]) {
        let mut add = |word: u64| self.0 = (self.0 ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29);
        for number in bytes.chunks_exact(4) {
            add(number.try_into().map_or(0, |bytes| u64::from(u32::from_le_bytes(bytes))));
        }
    }
}

const fn halves(number: u64) -> [u32; 2] {
    [number as u32, (number >> 32) as u32]
}

fn whole([low, high]: [u32; 2]) -> u64 {
    u64::from(low) | u64::from(high) << 32
}
