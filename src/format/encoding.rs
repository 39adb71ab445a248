//! Text in other encodings than UTF-8: UTF-16 with a byte-order mark, and what the user names.

use crate::error::Error;
use crate::text::{Edit, Origin, Source, apply};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::path::PathBuf;
use std::sync::Arc;

/// A file whose text was decoded. Places in the source are those of the decoded text.
#[derive(Debug)]
struct Decoded {
    bytes: Vec<u8>,
    encoding: &'static Encoding,
}

impl Origin for Decoded {
    fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

/// The encoding called `label`, as the WHATWG Encoding Standard names encodings; `None` if there is none.
#[must_use]
pub fn named(label: &str) -> Option<&'static str> {
    Encoding::for_label(label.as_bytes()).map(Encoding::name)
}

/// Decodes the bytes of a file called `name`: by their byte-order mark, as UTF-8, or else by the encoding called `label`.
///
/// # Errors
/// If they are not text in that encoding.
pub(super) fn decode(name: &str, bytes: Vec<u8>, label: Option<&str>) -> Result<Source, Error> {
    let marked = Encoding::for_bom(&bytes).map(|(encoding, _)| encoding).filter(|encoding| *encoding != UTF_8);
    if let Some(encoding) = marked {
        return decoded(name, bytes, encoding);
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Source::new(name, text)),
        Err(error) => match label.and_then(|label| Encoding::for_label(label.as_bytes())) {
            Some(encoding) if encoding != UTF_8 => decoded(name, error.into_bytes(), encoding),
            _ => {
                let offset = error.utf8_error().valid_up_to();
                let advice = advice(error.as_bytes(), offset);
                Err(Error::NotUtf8 { path: PathBuf::from(name), offset, advice })
            }
        },
    }
}

fn decoded(name: &str, bytes: Vec<u8>, encoding: &'static Encoding) -> Result<Source, Error> {
    let (text, had_errors) = encoding.decode_with_bom_removal(&bytes);
    if had_errors {
        let message = "some bytes are not text in this encoding".into();
        return Err(Error::Unreadable { path: PathBuf::from(name), what: encoding.name(), message });
    }
    let mut source = Source::new(name, text.into_owned());
    source.origin = Some(Arc::new(Decoded { bytes, encoding }));
    Ok(source)
}

/// A guess at the encoding of bytes that are not UTF-8 from `offset` on.
fn advice(bytes: &[u8], offset: usize) -> &'static str {
    let zeros = bytes.iter().take(1_000).filter(|byte| **byte == 0).count();
    if zeros * 4 > bytes.len().min(1_000) {
        return "it looks like UTF-16 without a byte-order mark: name it with --encoding utf-16le, or save the file as UTF-8";
    }
    let is_letter = |byte: u8| WINDOWS_1252.decode_without_bom_handling(&[byte]).0.chars().all(|c| !c.is_control());
    let is_text = zeros == 0 && bytes[offset..].iter().filter(|byte| !byte.is_ascii()).all(|byte| is_letter(*byte));
    if is_text {
        "it looks like Windows-1252 or Latin-1: name it with --encoding windows-1252, or save the file as UTF-8"
    } else {
        "save the file as UTF-8"
    }
}

/// `source` with `edits` made in its own encoding; `None` if that has no such letters.
pub(super) fn revise(source: &Source, edits: &[Edit]) -> Option<Source> {
    let text = apply(&source.text, edits);
    let Some(Decoded { bytes, encoding }) = source.opened::<Decoded>() else {
        let mut revised = Source::new(source.name.as_str(), text);
        revised.extension = source.extension;
        return Some(revised);
    };
    let mark = Encoding::for_bom(bytes).map_or(0, |(_, length)| length);
    let mut revised = bytes[..mark].to_vec();
    if *encoding == UTF_16LE {
        revised.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    } else if *encoding == UTF_16BE {
        revised.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    } else {
        let (written, _, had_unmappable) = encoding.encode(&text);
        if had_unmappable {
            return None;
        }
        revised.extend_from_slice(&written);
    }
    let mut source = Source::new(source.name.as_str(), text);
    source.origin = Some(Arc::new(Decoded { bytes: revised, encoding }));
    Some(source)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    #[test]
    fn text_is_decoded_and_written_back_in_its_encoding() {
        let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        let bytes = [&[0xff, 0xfe][..], &wide("café e-mail")].concat();
        let source = decode("a.txt", bytes, None).expect("UTF-16");
        assert_eq!(source.text, "café e-mail");
        let edit = Edit { span: Span::new(6, 12), text: "email".into() };
        let revised = revise(&source, std::slice::from_ref(&edit)).expect("it can be written");
        assert_eq!(revised.bytes(), [&[0xff, 0xfe][..], &wide("café email")].concat());

        let latin = decode("a.txt", b"caf\xe9 \x93so\x94".to_vec(), Some("windows-1252")).expect("Windows-1252");
        assert_eq!(latin.text, "café “so”");
        let edit = |words: &str| Edit { span: Span::new(0, 5), text: words.into() };
        assert_eq!(revise(&latin, &[edit("thé")]).expect("it has é").bytes(), b"th\xe9 \x93so\x94");
        assert!(revise(&latin, &[edit("čaj")]).is_none(), "it has no č");
    }

    #[test]
    fn an_error_names_the_likely_encoding() {
        let said = |bytes: &[u8]| decode("a.txt", bytes.to_vec(), None).expect_err("not UTF-8").to_string();
        assert!(said(b"caf\xe9 au lait").contains("--encoding windows-1252"));
        assert!(said(b"a\x81\x8d\x00").ends_with("save the file as UTF-8"));
        assert!(decode("a.txt", b"\xff\xfea".to_vec(), None).is_err(), "half a letter");
    }
}
