//! The wire: messages of the protocol as bytes. A message that is not JSON is answered and passed over; a header that cannot be
//! read ends the connection, since nobody can tell where the next message begins.

use lsp_server::{ErrorCode, Message};
use serde_json::{Value, json};
use std::io::{self, BufRead, Read as _, Write};

/// The longest message that is read, in bytes. A client that claims more is broken.
const LONGEST: u64 = 64 << 20;
/// The longest line of a header, in bytes.
const LONGEST_LINE: u64 = 4096;

/// What came from the client.
#[derive(Debug)]
pub enum Incoming {
    Message(Message),
    /// The bytes between two headers are not a message: why, and whether they are JSON.
    Broken(String, ErrorCode),
}

/// Reads the next message; `None` at the end of the input.
///
/// # Errors
/// If the header cannot be read or the message is cut short.
pub fn read(input: &mut impl BufRead) -> io::Result<Option<Incoming>> {
    let Some(length) = header(input)? else { return Ok(None) };
    // The buffer grows with what arrives, so that a header alone cannot take memory.
    let mut bytes = Vec::new();
    input.by_ref().take(length).read_to_end(&mut bytes)?;
    if bytes.len() as u64 != length {
        return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the input ends within a message"));
    }
    let value: Value = match serde_json::from_slice(&bytes) {
        Ok(value) => value,
        Err(error) => return Ok(Some(Incoming::Broken(error.to_string(), ErrorCode::ParseError))),
    };
    Ok(Some(match serde_json::from_value(value) {
        Ok(message) => Incoming::Message(message),
        Err(_) => Incoming::Broken("this is not a message of JSON-RPC".into(), ErrorCode::InvalidRequest),
    }))
}

/// The length that the next header gives; `None` at the end of the input.
fn header(input: &mut impl BufRead) -> io::Result<Option<u64>> {
    let wrong = |what: &str| io::Error::new(io::ErrorKind::InvalidData, what.to_owned());
    let mut length = None;
    let mut first = true;
    loop {
        let mut line = Vec::new();
        let read = input.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line)?;
        if read == 0 && first {
            return Ok(None);
        }
        first = false;
        if line.last() != Some(&b'\n') {
            return Err(wrong("the input ends within a header, or a line of it is too long"));
        }
        let line = String::from_utf8_lossy(&line);
        let line = line.trim();
        if line.is_empty() {
            break;
        }
        let (name, value) = line.split_once(':').ok_or_else(|| wrong("a line of the header has no colon"))?;
        if name.trim().eq_ignore_ascii_case("content-length") {
            length = Some(value.trim().parse::<u64>().map_err(|_| wrong("the length of a message is not a number"))?);
        }
    }
    let length = length.ok_or_else(|| wrong("a header has no Content-Length"))?;
    if length > LONGEST { Err(wrong("a message is longer than 64 MiB")) } else { Ok(Some(length)) }
}

/// Writes a message.
pub fn write(message: &Message, mut out: &mut dyn Write) -> io::Result<()> {
    message.write(&mut out)
}

/// Answers a message that could not be read. Its number is not known, so the answer has none.
pub fn write_broken(why: &str, code: ErrorCode, out: &mut dyn Write) -> io::Result<()> {
    let error = json!({ "jsonrpc": "2.0", "id": null, "error": { "code": code as i32, "message": why } }).to_string();
    write!(out, "Content-Length: {}\r\n\r\n{error}", error.len())?;
    out.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_all(bytes: &[u8]) -> (usize, usize, bool) {
        let (mut input, mut messages, mut broken) = (bytes, 0, 0);
        loop {
            match read(&mut input) {
                Ok(Some(Incoming::Message(_))) => messages += 1,
                Ok(Some(Incoming::Broken(..))) => broken += 1,
                Ok(None) => return (messages, broken, true),
                Err(_) => return (messages, broken, false),
            }
        }
    }

    fn framed(text: &str) -> String {
        format!(
            "Content-Length: {}\r\nContent-Type: application/vscode-jsonrpc; charset=utf-8\r\n\r\n{text}",
            text.len()
        )
    }

    #[test]
    fn what_is_not_a_message_is_passed_over_and_a_broken_header_ends_it() {
        let good = framed(r#"{"jsonrpc":"2.0","method":"exit"}"#);
        let bad = framed("{]");
        let other = framed("[1, 2]");
        assert_eq!(read_all(format!("{good}{bad}{other}{good}").as_bytes()), (2, 2, true));
        assert_eq!(read_all(format!("{good}Content-Length: x\r\n\r\n").as_bytes()), (1, 0, false));
        assert_eq!(read_all(format!("{good}Content-Le").as_bytes()), (1, 0, false));
        assert_eq!(read_all(format!("{good}Content-Length: 99\r\n\r\n{{").as_bytes()), (1, 0, false));
        assert_eq!(read_all(b"Content-Length: 99999999999\r\n\r\n{}"), (0, 0, false));
        assert_eq!(read_all("x".repeat(9999).as_bytes()), (0, 0, false));
        assert_eq!(read_all(b"\r\n\r\n"), (0, 0, false));
        assert_eq!(read_all(b""), (0, 0, true));
    }
}
