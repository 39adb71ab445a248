//! [`fold`]: the form of a word in which words are compared.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The word in lower case, with straight apostrophes and without accents.
#[must_use]
pub fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    word.nfd()
        .filter(|&c| !is_combining_mark(c))
        .flat_map(|c| match c {
            '’' | '‘' | 'ʼ' | '`' => vec!['\''],
            // Letters with a stroke or a ligature do not decompose into a base and a mark.
            'ø' | 'Ø' => vec!['o'],
            'ł' | 'Ł' => vec!['l'],
            'ı' => vec!['i'],
            'ß' => vec!['s', 's'],
            'æ' | 'Æ' => vec!['a', 'e'],
            'đ' | 'Đ' => vec!['d'],
            c => c.to_lowercase().collect(),
        })
        .collect()
}
