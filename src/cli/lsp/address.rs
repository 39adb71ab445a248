//! Addresses of files: URIs as clients write them, and the paths that they stand for.

use gen_lsp_types::Uri;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use std::path::{Path, PathBuf};

/// The path of a `file:` URI; `None` for other schemes, such as that of a text that was never saved.
pub fn path_of(uri: &str) -> Option<PathBuf> {
    let rest = uri.strip_prefix("file://")?;
    let (host, path) = rest.split_at(rest.find('/')?);
    let path = percent_decode_str(path).decode_utf8().ok()?;
    if path.contains('\0') {
        return None;
    }
    // On Windows the drive stands after the slash.
    let drive = cfg!(windows) && path.as_bytes().get(2) == Some(&b':') && path.as_bytes()[1].is_ascii_alphabetic();
    let path = if drive { &path[1..] } else { &path[..] };
    let share = cfg!(windows) && !host.is_empty() && host != "localhost";
    Some(if share { PathBuf::from(format!("//{host}{path}")) } else { PathBuf::from(path) })
}

/// The `file:` URI of a path, which may be relative to the current folder.
pub fn uri_of(path: &Path) -> Uri {
    const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');
    let path = super::projects::absolute(path);
    let name = copydesk::files::name_of(&path);
    let slash = if name.starts_with('/') { "" } else { "/" };
    Uri(format!("file://{slash}{}", utf8_percent_encode(&name, PLAIN)))
}

/// Two URIs of one file may be spelled in two ways; this is the one by which it is known here.
pub fn key(uri: &str) -> String {
    path_of(uri).map_or_else(|| uri.to_owned(), |path| uri_of(&path).0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn paths_survive_and_spellings_meet() {
        for path in ["/tmp/a draft.md", "/tmp/Ä+%20#?.txt", "/x:y/z"] {
            assert_eq!(path_of(&uri_of(Path::new(path)).0), Some(PathBuf::from(path)));
        }
        assert_eq!(path_of("file:///tmp/a%20b.md"), Some(PathBuf::from("/tmp/a b.md")));
        assert_eq!(key("file:///tmp/%61.md"), key("file:///tmp/a.md"));
        for wrong in ["untitled:Untitled-1", "file:", "file://", "file:///%ff", "file:///a%00b", "", "git:/tmp/a.md"] {
            assert_eq!(path_of(wrong), None, "{wrong}");
        }
    }
}
