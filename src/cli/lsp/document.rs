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
