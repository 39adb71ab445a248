//! [`fold`]: the form of a word in which words are compared.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The word in lower case, with straight apostrophes and without accents.
#[must_use]
pub fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(word.len());
    let mut push = |c: char| match c {
        '’' | '‘' | 'ʼ' | '`' => folded.push('\''),
        // Letters with a stroke or a ligature do not decompose into a base and a mark.
        'ø' | 'Ø' => folded.push('o'),
        'ł' | 'Ł' => folded.push('l'),
        'ı' => folded.push('i'),
        'ß' => folded.push_str("ss"),
        'æ' | 'Æ' => folded.push_str("ae"),
        'đ' | 'Đ' => folded.push('d'),
        c => folded.extend(c.to_lowercase()),
    };
    // Most words outside ASCII have an apostrophe and nothing that decomposes.
    if word.chars().all(|c| c.is_ascii() || c == '’') {
        word.chars().for_each(push);
    } else {
        word.nfd().filter(|&c| !is_combining_mark(c)).for_each(&mut push);
    }
    folded
}
