//! [`Tokens`]: cuts RTF into groups, control words and text.

use std::ops::Range;

/// A piece of an RTF file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// A control word, without its backslash, and its number.
    Word(&'a [u8], Option<i32>),
    /// A control symbol, such as `\~`.
    Symbol(u8),
    /// A byte in the encoding of the document, written as `\'92`.
    Hex(u8),
    /// Bytes as they are, without a backslash, a brace or a line end.
    Text(&'a [u8]),
}

/// The tokens of an RTF file, each with its bytes. Line ends outside of control words are layout and no tokens.
pub(super) struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Tokens<'a> {
    pub(super) const fn of(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    fn peek(&self, ahead: usize) -> Option<u8> {
        self.bytes.get(self.at + ahead).copied()
    }

    /// The token after a backslash, which is at `self.at`.
    fn control(&mut self) -> Option<Token<'a>> {
        let next = self.peek(1)?;
        if next == b'\'' {
            let digit = |byte: Option<u8>| byte.and_then(|byte| char::from(byte).to_digit(16));
            let value = digit(self.peek(2)).zip(digit(self.peek(3))).map(|(high, low)| high * 16 + low);
            self.at += if value.is_some() { 4 } else { 2 };
            return Some(value.and_then(|value| u8::try_from(value).ok()).map_or(Token::Symbol(b'\''), Token::Hex));
        }
        if !next.is_ascii_alphabetic() {
            self.at += 2;
            return Some(Token::Symbol(next));
        }
        let rest = &self.bytes[self.at + 1..];
        let letters = rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let name = &rest[..letters];
        let sign = usize::from(rest.get(letters) == Some(&b'-'));
        let digits = rest[letters + sign..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let number_end = if digits == 0 { letters } else { letters + sign + digits };
        let number = std::str::from_utf8(&rest[letters..number_end]).ok().and_then(|number| number.parse().ok());
        let space = usize::from(rest.get(number_end) == Some(&b' '));
        self.at += 1 + number_end + space;
        if name == b"bin" {
            // Bytes that are not text.
            self.at = self.at.saturating_add(number.and_then(|count: i32| usize::try_from(count).ok()).unwrap_or(0));
        }
        Some(Token::Word(name, number))
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = (Token<'a>, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        while matches!(self.peek(0), Some(b'\r' | b'\n')) {
            self.at += 1;
        }
        let start = self.at;
        let token = match self.peek(0)? {
            b'{' => {
                self.at += 1;
                Token::Open
            }
            b'}' => {
                self.at += 1;
                Token::Close
            }
            b'\\' => self.control()?,
            _ => {
                let is_text = |byte: &&u8| !matches!(byte, b'{' | b'}' | b'\\' | b'\r' | b'\n');
                let rest = &self.bytes[start..];
                let length = rest.iter().take_while(is_text).count();
                self.at += length;
                Token::Text(&rest[..length])
            }
        };
        self.at = self.at.min(self.bytes.len());
        Some((token, start..self.at))
    }
}

#[cfg(test)]
mod tests {
    use super::{Token, Tokens};

    #[test]
    fn control_words_end_at_their_delimiter() {
        let seen: Vec<Token> = Tokens::of(br"{\b0 a\i-b\'e9\~\u-3?\bin3 }}}\par").map(|(token, _)| token).collect();
        let expected = [
            Token::Open,
            Token::Word(b"b", Some(0)),
            Token::Text(b"a"),
            Token::Word(b"i", None),
            Token::Text(b"-b"),
            Token::Hex(0xe9),
            Token::Symbol(b'~'),
            Token::Word(b"u", Some(-3)),
            Token::Text(b"?"),
            Token::Word(b"bin", Some(3)),
            Token::Word(b"par", None),
        ];
        assert_eq!(seen, expected);
    }
}
