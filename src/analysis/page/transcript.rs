//! Whether a draft is a transcript: speech without quotation marks, each turn after the name of its speaker.

use crate::language::WordMap;
use crate::prose::Prose;

/// A transcript has at least this many turns: two speakers, one of whom speaks twice. In an explainer with labelled
/// paragraphs (“What happens next: …”) no label comes twice.
const LEAST_TURNS: usize = 3;

/// The longest name before a colon, in bytes: “FORMER SECRETARY OF STATE”.
const LONGEST_LABEL: usize = 40;

/// Whether paragraphs begin with who speaks: “Q: …”, “HOLM: …”, “Anna Holm: …”.
pub(super) fn is_transcript(prose: &Prose) -> bool {
    let mut turns: WordMap<&str, usize> = WordMap::default();
    for block in &prose.blocks {
        if let Some(label) = label(prose.slice(block.span)) {
            *turns.entry(label).or_default() += 1;
        }
    }
    turns.values().sum::<usize>() >= LEAST_TURNS && turns.len() > 1 && turns.values().any(|&count| count > 1)
}

/// The words before a colon that opens what follows, where each of them has a capital.
pub(super) fn label(text: &str) -> Option<&str> {
    let colon = memchr::memchr(b':', &text.as_bytes()[..text.len().min(LONGEST_LABEL)])?;
    let label = text.get(..colon)?;
    let name = label.split(' ').all(|word| word.starts_with(char::is_uppercase));
    (name && text[colon + 1..].starts_with(char::is_whitespace)).then_some(label)
}

#[cfg(test)]
mod tests {
    use super::is_transcript;
    use crate::format;
    use crate::text::Source;

    #[test]
    fn turns_of_two_speakers_make_a_transcript_and_labelled_paragraphs_do_not() {
        let of = |text: &str| is_transcript(&format::read(&Source::new("a.txt", text)));
        assert!(of("Q: Will it hold?\n\nA: It will.\n\nIt must.\n\nQ: For long?\n"));
        assert!(of("ANNA HOLM: Good evening.\n\nBERG: Good evening.\n\nANNA HOLM: Will it hold?\n"));
        assert!(!of("What: A fair.\n\nWhere: The harbour.\n\nWhen: Monday.\n"));
        assert!(!of("Update: The bridge is open.\n\nThe mayor said: “Good.”\n\nUpdate: It is shut again.\n"));
    }
}
