//! [`Changes`]: the words that a unified diff changes in each file, and the filter that keeps findings in changed sentences.
//!
//! A line of news copy is often a whole paragraph, so lines are compared word by word. A paragraph with new line breaks only
//! is unchanged, and of a paragraph in which one sentence was rewritten, only that sentence has changed.

use crate::diagnostic::{Diagnostic, FileReport, Reach};
use crate::text::{Source, Span};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::collections::BTreeMap;

/// The changes of a diff, by the new path of each file as the diff has it, without `b/`.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    files: BTreeMap<String, Change>,
    /// The old path of each file that was moved, by its new one.
    moved: BTreeMap<String, String>,
}

/// The changes in one file.
#[derive(Clone, Debug)]
pub enum Change {
    /// The whole file is new.
    New,
    /// Changed lines; none if the file was only moved.
    Lines(Vec<Hunk>),
}

/// Lines that replaced others.
#[derive(Clone, Debug, Default)]
pub struct Hunk {
    /// Index, from 0, of the first new line; if there is none, of the next line.
    first: usize,
    /// The number of new lines.
    count: usize,
    /// The lines that were removed.
    old: Vec<String>,
}

impl Changes {
    /// Reads a unified diff as written by git or `diff -u`.
    ///
    /// # Errors
    /// If a hunk is malformed; and if the text is not empty and not a diff, since a gate without changes would pass every
    /// draft.
    pub fn read(diff: &str) -> Result<Self, String> {
        let mut reader = Reader { is_diff: diff.trim().is_empty(), ..Reader::default() };
        let mut lines = diff.lines().enumerate();
        while let Some((number, line)) = lines.next() {
            reader.is_diff |=
                ["diff ", "--- ", "Submodule ", "Binary files "].iter().any(|head| line.starts_with(head));
            if line.starts_with("@@@ ") {
                let help = "compare with one of its parents instead, as with `git diff PARENT`";
                return Err(format!("line {}: this is a diff of a merge with all its parents; {help}", number + 1));
            } else if let Some(ranges) = line.strip_prefix("@@ ") {
                let invalid = || format!("line {}: “{line}” is not a valid hunk header", number + 1);
                reader.add(hunks(&mut lines, ranges_of(ranges).ok_or_else(invalid)?)?);
            } else {
                reader.header(line);
            }
        }
        if reader.is_diff { Ok(reader.changes) } else { Err("this is not a unified diff".into()) }
    }

    /// The changes in the file at `path`; `None` if there are none.
    #[must_use]
    pub fn of(&self, path: &str) -> Option<&Change> {
        self.files.get(path)
    }

    /// The paths of the files that it changes.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// The old path of the file at `path`, if it was moved.
    #[must_use]
    pub fn moved_from(&self, path: &str) -> Option<&str> {
        self.moved.get(path).map(String::as_str)
    }
}

/// A diff, as far as it has been read, and the headers of the file that comes next.
#[derive(Default)]
struct Reader<'d> {
    changes: Changes,
    /// Whether any line so far belongs to a diff.
    is_diff: bool,
    /// The two paths after `diff --git`.
    paths: &'d str,
    /// The path after `---`.
    old: &'d str,
    /// The path of the file whose hunks come next, as the change has it.
    path: Option<String>,
    is_new: bool,
    moved_from: Option<String>,
    moved_to: Option<String>,
}

impl<'d> Reader<'d> {
    /// Reads a line outside hunks.
    fn header(&mut self, line: &'d str) {
        if let Some(paths) = line.strip_prefix("diff --git ") {
            let Self { changes, is_diff, old, .. } = std::mem::take(self);
            *self = Self { changes, is_diff, old, paths, ..Self::default() };
        } else if line == "GIT binary patch" {
            let path = self.moved_to.take().or_else(|| twice(self.paths));
            self.changes.files.extend(path.map(|path| (path, Change::New)));
        } else if line.starts_with("new file mode ") || line.strip_prefix("--- ").is_some_and(is_nothing) {
            self.is_new = true;
        } else if let Some(old) = line.strip_prefix("--- ") {
            (self.is_new, self.old) = (false, old);
        } else if let Some(from) = line.strip_prefix("rename from ") {
            self.moved_from = Some(unquoted(from));
        } else if let Some(to) = line.strip_prefix("rename to ") {
            let to = unquoted(to);
            self.changes.moved.extend(self.moved_from.take().map(|from| (to.clone(), from)));
            self.changes.files.entry(to.clone()).or_insert(Change::Lines(Vec::new()));
            self.moved_to = Some(to);
        } else if let Some(to) = line.strip_prefix("+++ ") {
            self.begin(to);
        } else if let Some(of) = line.strip_prefix("Binary files ").and_then(|rest| rest.strip_suffix(" differ")) {
            // git does not show what changed in it, so all of it may have.
            let to = of.rsplit_once(" and b/").map_or_else(|| of.rsplit(" and ").next(), |(_, to)| Some(to));
            let to = to.filter(|to| !is_nothing(to)).map(|to| without_prefix(&unquoted(to)).to_owned());
            self.changes.files.extend(to.map(|to| (to, Change::New)));
        }
    }

    /// Begins the changes of the file whose path stands after `+++`.
    fn begin(&mut self, to: &str) {
        // A tab ends the path: after it stand a time or nothing.
        let to = to.split('\t').next().unwrap_or(to);
        // With the same words twice, git was told to write no prefixes.
        let is_bare = self.old.split('\t').next() == Some(to);
        let named = unquoted(to);
        let named = if is_bare { named } else { without_prefix(&named).to_owned() };
        self.path = (!is_nothing(to)).then_some(named);
        if let Some(path) = &self.path {
            let change = if self.is_new { Change::New } else { Change::Lines(Vec::new()) };
            self.changes.files.insert(path.clone(), change);
        }
    }

    /// Adds hunks to the changes of the file that was begun last; a new file has changed as a whole.
    fn add(&mut self, hunks: Vec<Hunk>) {
        if let Some(Change::Lines(all)) = self.path.as_ref().and_then(|path| self.changes.files.get_mut(path)) {
            all.extend(hunks);
        }
    }
}

/// The changes in one hunk of a diff, split at unchanged lines. `old` and `new` are the numbers of its lines from either file.
fn hunks<'d>(
    lines: &mut impl Iterator<Item = (usize, &'d str)>,
    (mut old, first, mut new): (usize, usize, usize),
) -> Result<Vec<Hunk>, String> {
    let mut hunks = vec![Hunk { first, ..Hunk::default() }];
    let mut at = first;
    while old + new > 0 {
        let Some((number, line)) = lines.next() else { break };
        let sign = line.as_bytes().first();
        let is_open = hunks.last().is_some_and(|hunk| hunk.first + hunk.count == at);
        if matches!(sign, Some(b'-' | b'+')) && !is_open {
            hunks.push(Hunk { first: at, ..Hunk::default() });
        }
        match (sign, hunks.last_mut()) {
            (Some(b'-'), Some(hunk)) => {
                old = old.saturating_sub(1);
                hunk.old.push(line[1..].to_owned());
            }
            (Some(b'+'), Some(hunk)) => {
                new = new.saturating_sub(1);
                hunk.count += 1;
                at += 1;
            }
            (Some(b'\\'), _) => {}
            (Some(b' ') | None, _) => {
                (old, new) = (old.saturating_sub(1), new.saturating_sub(1));
                at += 1;
            }
            _ => return Err(format!("line {}: not a line of a hunk: “{line}”", number + 1)),
        }
    }
    hunks.retain(|hunk| hunk.count > 0 || !hunk.old.is_empty());
    Ok(hunks)
}

fn is_nothing(path: &str) -> bool {
    path.split('\t').next() == Some("/dev/null")
}

/// Ranges such as `-1,2 +3,4 @@`: the number of old lines, the index of the first new line, and the number of new lines.
fn ranges_of(text: &str) -> Option<(usize, usize, usize)> {
    let mut parts = text.split(' ');
    let mut range = |sign: char| {
        let part = parts.next()?.strip_prefix(sign)?;
        let (start, count) = part.split_once(',').unwrap_or((part, "1"));
        Some((start.parse::<usize>().ok()?, count.parse::<usize>().ok()?))
    };
    let ((_, old), (start, new)) = (range('-')?, range('+')?);
    // Where no line is new, the number is that of the line before.
    Some((old, if new == 0 { start } else { start.saturating_sub(1) }, new))
}

/// The path in a header `a/PATH b/PATH`: its second half, since both halves have the same length.
fn twice(header: &str) -> Option<String> {
    let (old, new) = (header.get(..header.len() / 2)?, header.get(header.len() / 2 + 1..)?);
    let (old, new) = (unquoted(old), unquoted(new));
    let (bare_old, bare_new) = (without_prefix(&old), without_prefix(&new));
    if old == new { Some(new) } else { (bare_old == bare_new).then(|| bare_new.to_owned()) }
}

/// The path without the `b/` that git puts before new paths, or another letter if configured so.
fn without_prefix(path: &str) -> &str {
    ["a/", "b/", "w/", "i/", "c/", "o/"].iter().find_map(|prefix| path.strip_prefix(prefix)).unwrap_or(path)
}

/// A path without the quotation marks and escapes that git gives it.
fn unquoted(path: &str) -> String {
    let Some(inside) = path.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) else { return path.to_owned() };
    let mut bytes = Vec::with_capacity(inside.len());
    let mut rest = inside.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'\\' {
            bytes.push(byte);
            continue;
        }
        match rest.next() {
            Some(b'n') => bytes.push(b'\n'),
            Some(b't') => bytes.push(b'\t'),
            Some(b'r') => bytes.push(b'\r'),
            Some(first @ b'0'..=b'3') => {
                let (second, third) = (rest.next().unwrap_or(b'0'), rest.next().unwrap_or(b'0'));
                let digit = |byte: u8| byte.wrapping_sub(b'0') & 7;
                bytes.push(digit(first) << 6 | digit(second) << 3 | digit(third));
            }
            Some(other) => bytes.push(other),
            None => {}
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The maximum number of words of a hunk that are compared one by one; in a longer hunk, all words between its common ends count
/// as new.
const MOST_WORDS: usize = 1000;

impl Change {
    /// The changes from one text to another.
    #[must_use]
    pub fn between(old: &str, new: &str) -> Self {
        let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
        let ops = capture_diff_slices(Algorithm::Myers, &old, &new);
        let changed = ops.into_iter().filter(|op| !matches!(op, DiffOp::Equal { .. }));
        let hunk = |op: DiffOp| Hunk {
            first: op.new_range().start,
            count: op.new_range().len(),
            old: old[op.old_range()].iter().map(|line| (*line).to_owned()).collect(),
        };
        Self::Lines(changed.map(hunk).collect())
    }

    /// Removes the findings that the change does not touch from `report`, and counts them. Findings about a whole document
    /// stay if anything in it changed.
    pub fn keep_touched(&self, report: &mut FileReport) {
        let Self::Lines(hunks) = self else { return };
        let mut touched: Vec<Span<Source>> = Vec::new();
        for hunk in hunks {
            hunk.touch(&report.source, &mut touched);
        }
        touched.sort_unstable();
        let is_touched = |found: &Diagnostic| match &found.reach {
            Reach::Document => !touched.is_empty(),
            Reach::Places(places) => places.iter().any(|place| meets(&touched, *place)),
        };
        report.suppressed.retain(|suppressed| is_touched(&suppressed.diagnostic)); // counted already
        let before = report.diagnostics.len();
        report.diagnostics.retain(is_touched);
        report.hidden.unchanged += before - report.diagnostics.len();
    }
}

/// Whether a place overlaps a touched one, or contains a point where words were removed. `touched` is sorted and has no
/// overlaps.
fn meets(touched: &[Span<Source>], place: Span<Source>) -> bool {
    let next = touched.partition_point(|span| span.end <= place.start);
    touched.get(next).is_some_and(|span| span.start < place.end.max(place.start + 1))
}

impl Hunk {
    /// Adds the places of new words, and the points where words were removed.
    fn touch(&self, source: &Source, touched: &mut Vec<Span<Source>>) {
        let start = source.lines().range(self.first).start;
        let end = source.lines().range(self.first + self.count).start.max(start);
        let text = source.text.get(start..end).unwrap_or_default();
        let new: Vec<&str> = text.split_whitespace().collect();
        let old: Vec<&str> = self.old.iter().flat_map(|line| line.split_whitespace()).collect();
        let place = |index: usize| -> Span<Source> {
            let at = new.get(index).map_or(end, |word| start + (word.as_ptr() as usize - text.as_ptr() as usize));
            Span::new(at, at + new.get(index).map_or(0, |word| word.len()))
        };
        let head = old.iter().zip(&new).take_while(|(one, other)| one == other).count();
        let ends = old[head..].iter().rev().zip(new[head..].iter().rev());
        let tail = ends.take_while(|(one, other)| one == other).count();
        let (old, middle) = (&old[head..old.len() - tail], &new[head..new.len() - tail]);
        let ops = if old.len() + middle.len() > MOST_WORDS {
            vec![DiffOp::Replace { old_index: 0, old_len: old.len(), new_index: 0, new_len: middle.len() }]
        } else {
            capture_diff_slices(Algorithm::Myers, old, middle)
        };
        for op in ops {
            match op {
                DiffOp::Equal { .. } => {}
                DiffOp::Insert { new_index, new_len, .. } | DiffOp::Replace { new_index, new_len, .. }
                    if new_len > 0 =>
                {
                    let (first, last) = (place(head + new_index), place(head + new_index + new_len - 1));
                    touched.push(Span::new(first.start, last.end));
                }
                DiffOp::Delete { old_index, old_len, new_index }
                | DiffOp::Replace { old_index, old_len, new_index, .. } => {
                    let at = place(head + new_index).start;
                    // Words that end with a sentence leave the next one as it was.
                    let last = old.get((old_index + old_len).saturating_sub(1)).copied().unwrap_or_default();
                    let whole = last.trim_end_matches(['”', '"', '’', '\'', ')']).ends_with(['.', '!', '?', '…']);
                    let follows = !whole && head + new_index < new.len();
                    touched.push(Span::new(at, at + usize::from(follows)));
                }
                DiffOp::Insert { .. } => {}
            }
        }
    }
}

#[cfg(test)]
mod tests;
