//! [`Document`]: one state of a text that is open in the editor. It never changes; an edit makes the next one.

use super::address::{key, path_of, uri_of};
use super::positions::{self, Encoding};
use copydesk::files::name_of;
use copydesk::format;
use copydesk::lint::SIDECAR_SUFFIX;
use copydesk::text::{Lines, Source, Span};
use gen_lsp_types::{Position, Range, TextDocumentContentChangeEvent, TextDocumentItem, Uri};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// One state of a text.
#[derive(Debug)]
pub struct Document {
    /// As the client writes it.
    pub uri: Uri,
    pub version: i32,
    pub kind: DocumentKind,
    /// Its path; a made-up one in the folder of the client for a text that was never saved.
    pub path: PathBuf,
    /// The text, with the name by which the format is chosen.
    pub source: Arc<Source>,
    pub encoding: Encoding,
    lines: Lines,
}

/// What a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentKind {
    Draft,
    /// A configuration, a pack, a register, a sidecar or somebody else's TOML.
    Toml,
}

impl Document {
    /// The text that the client opened; `None` if it is neither a draft nor TOML.
    pub fn open(item: TextDocumentItem, folder: Option<&Path>, encoding: Encoding) -> Option<Self> {
        let language = item.language_id.to_string();
        let path = match path_of(&item.uri.0) {
            Some(path) => path,
            None => {
                // `untitled:` and the like: the language says the format.
                let name = format!("untitled.{}", extension(&language)?);
                folder.unwrap_or(Path::new("")).join(name)
            }
        };
        let name = name_of(&path);
        let kind = if name.ends_with(".toml") {
            DocumentKind::Toml
        } else if format::by_name(&name).is_some() || extension(&language).is_some() {
            DocumentKind::Draft
        } else {
            return None;
        };
        if item.text.contains('\0') || format::refusal(&name).is_some() {
            return None; // a binary file that somebody opened
        }
        Some(Self::new(item.uri, item.version, (kind, path, name), item.text, encoding))
    }

    fn new(uri: Uri, version: i32, what: (DocumentKind, PathBuf, String), text: String, encoding: Encoding) -> Self {
        let (kind, path, name) = what;
        let lines = Lines::of_protocol(&text);
        Self { uri, version, kind, path, source: Arc::new(Source::new(name, text)), encoding, lines }
    }

    /// A text that is on the disk and not open.
    pub fn on_disk(path: &Path, source: Arc<Source>, encoding: Encoding) -> Self {
        let lines = Lines::of_protocol(&source.text);
        Self { uri: uri_of(path), version: 0, kind: DocumentKind::Draft, path: path.into(), source, encoding, lines }
    }

    /// The text after the changes of a notification, each of which counts in the text that the one before it left.
    pub fn changed(&self, version: i32, changes: Vec<TextDocumentContentChangeEvent>) -> Self {
        let mut text = None::<String>;
        let mut lines = None::<Lines>;
        for change in changes {
            match change {
                TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(whole) => {
                    text = Some(whole.text)
                }
                TextDocumentContentChangeEvent::TextDocumentContentChangePartial(part) => {
                    let now = text.get_or_insert_with(|| self.source.text.to_string());
                    let of = lines.as_ref().unwrap_or(&self.lines);
                    let bytes = positions::bytes(now, of, &part.range, self.encoding);
                    now.replace_range(bytes, &part.text);
                }
            }
            lines = text.as_deref().map(Lines::of_protocol);
        }
        let text = text.unwrap_or_else(|| self.source.text.to_string());
        let what = (self.kind, self.path.to_path_buf(), self.source.name.to_string());
        Self::new(Uri(self.uri.0.to_string()), version, what, text, self.encoding)
    }

    /// By what it is known, however its URI is spelled.
    pub fn key(&self) -> String {
        key(&self.uri.0)
    }

    /// Whether it has a place on the disk.
    pub fn is_file(&self) -> bool {
        path_of(&self.uri.0).is_some()
    }

    /// The path of the draft whose sidecar this is.
    pub fn draft_of_sidecar(&self) -> Option<PathBuf> {
        let name = self.path.to_str()?;
        name.strip_suffix(SIDECAR_SUFFIX).filter(|name| !name.ends_with('/')).map(PathBuf::from)
    }

    /// The range of `span`.
    pub fn range(&self, span: Span<Source>) -> Range {
        positions::range(&self.source.text, &self.lines, span, self.encoding)
    }

    /// The byte at a place.
    pub fn byte(&self, place: Position) -> usize {
        positions::byte(&self.source.text, &self.lines, place, self.encoding)
    }

    /// The bytes of a range.
    pub fn span(&self, range: &Range) -> Span<Source> {
        positions::bytes(&self.source.text, &self.lines, range, self.encoding).into()
    }
}

/// The extension of drafts in a language of editors.
fn extension(language: &str) -> Option<&'static str> {
    match language {
        "plaintext" | "text" => Some("txt"),
        "markdown" | "rmd" | "quarto" => Some("md"),
        "html" => Some("html"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::lsp::positions::position;
    use gen_lsp_types::{TextDocumentContentChangePartial, TextDocumentContentChangeWholeDocument};
    use proptest::prelude::*;

    fn document(text: &str, encoding: Encoding) -> Document {
        let what = (DocumentKind::Draft, PathBuf::from("/a.md"), "/a.md".to_owned());
        Document::new(Uri("file:///a.md".into()), 1, what, text.to_owned(), encoding)
    }

    /// Words with surrogate pairs, combining marks, all line ends, and byte-order marks.
    fn words() -> impl Strategy<Value = String> {
        let piece =
            prop::sample::select(vec!["\u{feff}", "\r\n", "\n", "\r", "😀", "👩‍👩‍👧", "e\u{301}", "é", "€", "a", "bc "]);
        prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
    }

    fn change(range: Option<Range>, text: &str) -> TextDocumentContentChangeEvent {
        let text = text.to_owned();
        #[expect(deprecated, reason = "the field has to be given")]
        match range {
            Some(range) => TextDocumentContentChangePartial { range, range_length: None, text }.into(),
            None => TextDocumentContentChangeWholeDocument { text }.into(),
        }
    }

    proptest! {
        /// Any edits, in one notification or in several, leave the server with the text of the client.
        #[test]
        fn edits_by_ranges_make_the_text_of_the_client(
            start in words(),
            edits in prop::collection::vec((any::<prop::sample::Index>(), 0..9_usize, words(), 0..9_u8), 0..9),
            utf8 in any::<bool>(),
        ) {
            let encoding = if utf8 { Encoding::Utf8 } else { Encoding::Utf16 };
            let mut text = start;
            let mut server = document(&text, encoding);
            let mut changes = Vec::new();
            for (at, length, new, how) in edits {
                // No client has a place inside a character, or between a carriage return and its line feed.
                let place = |at: usize| {
                    let at = text.floor_char_boundary(at.min(text.len()));
                    if text[..at].ends_with('\r') && text[at..].starts_with('\n') { at - 1 } else { at }
                };
                let from = place(at.index(text.len() + 1));
                let to = place(from + length).max(from);
                if how == 0 {
                    text.clone_from(&new);
                    changes.push(change(None, &new));
                } else {
                    let lines = Lines::of_protocol(&text);
                    let [start, end] = [from, to].map(|at| position(&text, &lines, at, encoding));
                    changes.push(change(Some(Range { start, end }), &new));
                    text.replace_range(from..to, &new);
                }
                if how % 2 == 0 {
                    server = server.changed(2, std::mem::take(&mut changes));
                    prop_assert_eq!(&server.source.text, &text);
                }
            }
            prop_assert_eq!(&server.changed(3, changes).source.text, &text);
        }
    }

    #[test]
    fn places_that_are_not_there_are_the_nearest_that_are() {
        let server = document("one\r\ntwo", Encoding::Utf16);
        let at = |line, character| Position { line, character };
        let changed =
            |start, end| server.changed(2, vec![change(Some(Range { start, end }), "x")]).source.text.to_string();
        assert_eq!(changed(at(0, 99), at(0, 99)), "onex\r\ntwo");
        assert_eq!(changed(at(9, 0), at(u32::MAX, u32::MAX)), "one\r\ntwox");
        assert_eq!(changed(at(1, 2), at(0, 1)), "one\r\ntwxo", "the ends are the wrong way round");
    }

    #[test]
    fn drafts_and_toml_are_read_and_nothing_else() {
        let kind = |uri: &str, language: &str, text: &str| {
            let item = TextDocumentItem {
                uri: Uri(uri.into()),
                language_id: language.to_owned().into(),
                version: 1,
                text: text.into(),
            };
            Document::open(item, None, Encoding::Utf8).map(|document| document.kind)
        };
        assert_eq!(kind("file:///a/b.md", "anything", ""), Some(DocumentKind::Draft));
        assert_eq!(kind("file:///a/notes", "plaintext", ""), Some(DocumentKind::Draft));
        assert_eq!(kind("untitled:Untitled-1", "markdown", ""), Some(DocumentKind::Draft));
        assert_eq!(kind("file:///a/copydesk.toml", "toml", ""), Some(DocumentKind::Toml));
        assert_eq!(kind("file:///a/main.rs", "rust", ""), None);
        assert_eq!(kind("untitled:Untitled-1", "rust", ""), None);
        assert_eq!(kind("file:///a/b.md", "markdown", "a\0b"), None);
        assert_eq!(kind("file:///a/b.pdf", "plaintext", ""), None);
    }
}
