//! Numbers of paragraphs, as in reports and press releases: “2 The ferry sails daily.” They are labels, and no part of a sentence.

use crate::prose::{BlockKind, Prose, Zone};
use crate::text::Span;

/// As many paragraphs with numbers one after the other are numbered.
const LEAST: usize = 3;

/// The highest number with which a draft may begin to count: the first paragraph often has none.
const FIRST: usize = 2;

/// The most digits of a number.
const DIGITS: usize = 3;

/// The numbers with which paragraphs open, if the draft counts its paragraphs. Others may stand between them.
pub(super) fn paragraph_numbers(prose: &Prose, zones: &[Zone]) -> Vec<Span<Prose>> {
    let mut labels: Vec<Span<Prose>> = Vec::new();
    let mut last = 0;
    for (block, zone) in prose.blocks.iter().zip(zones) {
        let is_text = block.kind == BlockKind::Paragraph && *zone != Zone::Code;
        let Some((number, length)) = number(block.span.of(&prose.text)).filter(|_| is_text) else { continue };
        if number == last + 1 || (labels.is_empty() && number <= FIRST) {
            labels.push(Span::new(block.span.start, block.span.start + length));
            last = number;
        }
    }
    if labels.len() < LEAST { Vec::new() } else { labels }
}

/// The number before the first word, which opens a sentence, and its length.
fn number(text: &str) -> Option<(usize, usize)> {
    let length = text.bytes().take(DIGITS + 1).take_while(u8::is_ascii_digit).count();
    let rest = text[length..].strip_prefix('.').unwrap_or(&text[length..]);
    let next = rest.strip_prefix([' ', '\t'])?.trim_start().chars().next()?;
    let opens = (1..=DIGITS).contains(&length) && !next.is_lowercase();
    opens.then(|| text[..length].parse().ok()).flatten().map(|number| (number, length))
}

#[cfg(test)]
mod tests {
    use super::paragraph_numbers;
    use crate::format::read;
    use crate::prose::Zone;
    use crate::text::Source;

    fn labels(text: &str) -> usize {
        let prose = read(&Source::new("a.txt", text));
        paragraph_numbers(&prose, &vec![Zone::Body; prose.blocks.len()]).len()
    }

    #[test]
    fn paragraphs_that_count_have_labels() {
        assert_eq!(
            labels("The lock is shut.\n\n2 Boats wait.\n\n3 Members of the crew row.\n\nTo sum up\n\n4\tIt rains.\n"),
            3
        );
        assert_eq!(labels("1. 18 boats wait.\n\n2. It rains.\n\n3. It snows.\n"), 3);
        assert_eq!(labels("2 members row.\n\n3 members sail.\n\n4 members swim.\n"), 0, "numbers of sentences");
        assert_eq!(labels("2 Boats wait.\n\n3 Boats sail.\n"), 0, "too few");
        assert_eq!(labels("14 Boats wait.\n\n3 Boats sail.\n\n7 Boats sink.\n"), 0, "nobody counts so");
    }
}
