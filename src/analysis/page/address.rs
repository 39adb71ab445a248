//! Words that are read by machines: addresses of pages and mail, handles, hashtags and names of files.

use crate::prose::Prose;
use crate::text::Span;

/// How far an address is looked for on each side, in bytes.
const REACH: usize = 300;

/// Whether `span` lies in such a word. Its spelling is fixed, so no rule of style applies to it.
pub(crate) fn in_address(text: &str, span: Span<Prose>) -> bool {
    let bytes = text.as_bytes();
    let space = |&at: &usize| bytes[at].is_ascii_whitespace();
    let from = span.start.saturating_sub(REACH);
    let to = (span.end + REACH).min(bytes.len());
    let start = (from..span.start).rev().find(space).map_or(from, |at| at + 1);
    let end = (span.end..to).find(space).unwrap_or(to);
    let word = &bytes[start..end];
    let marked = |byte: u8| matches!(byte, b'@' | b'#' | b'_' | b'\\');
    // A dot within letters: news.example, plan.pdf; but not the points of U.S.
    let letters = |at: usize| word[at..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let dotted = |at: usize| word[at] == b'.' && at > 1 && letters(at + 1) > 1 && letters(at - 2) == 2;
    word.iter().any(|&byte| marked(byte)) || word.windows(3).any(|three| three == b"://") || (0..word.len()).any(dotted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_handles_and_files_are_not_words() {
        let of = |text: &str| {
            in_address(text, Span::new(text.find("e-mail").unwrap_or(0), text.find("e-mail").unwrap_or(0) + 6))
        };
        for text in [
            "See https://news.example/e-mail-plan now",
            "(www.example.org/e-mail)",
            "ask e-mail@example.org",
            "#e-mail",
            "the file e-mail.pdf",
            "council.example/e-mail",
            "our_e-mail_list",
        ] {
            assert!(of(text), "{text}");
        }
        for text in
            ["an e-mail.", "an e-mail...", "the U.S.-e-mail", "e-mail/post", "“e-mail,” it says.", "e-mail.\nThen"]
        {
            assert!(!of(text), "{text}");
        }
    }
}
