//! What control words and numbers of RTF mean: characters, encodings, addresses.

use encoding_rs::{Encoding, WINDOWS_1252};

/// The address of a field that is a link.
pub(super) fn address(field: &str) -> Option<String> {
    let rest = field.trim_start().strip_prefix("HYPERLINK")?;
    let quoted = rest.split('"').nth(1);
    Some(quoted.unwrap_or_else(|| rest.trim()).to_owned())
}

/// The character that a control word is.
pub(super) fn character(word: &[u8]) -> Option<char> {
    Some(match word {
        b"lquote" => '‘',
        b"rquote" => '’',
        b"ldblquote" => '“',
        b"rdblquote" => '”',
        b"emdash" => '—',
        b"endash" => '–',
        b"bullet" => '•',
        b"emspace" => '\u{2003}',
        b"enspace" => '\u{2002}',
        _ => return None,
    })
}

/// The encoding with the number of a code page of Windows.
pub(super) fn encoding(code_page: i32) -> &'static Encoding {
    let label = match code_page {
        932 => "shift_jis".to_owned(),
        936 => "gbk".to_owned(),
        949 => "euc-kr".to_owned(),
        950 => "big5".to_owned(),
        10_000 => "macintosh".to_owned(),
        65_001 => "utf-8".to_owned(),
        _ => format!("windows-{code_page}"),
    };
    Encoding::for_label(label.as_bytes()).unwrap_or(WINDOWS_1252)
}
