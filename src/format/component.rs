//! Components of JSX and Vue that have a line of Markdown to themselves: `<Steps>`, `</Steps>`, `<Figure src="a.jpg" />`.
//!
//! CommonMark takes what follows such a line for HTML, up to the next blank line. Those who write it mean Markdown, with lists and
//! code in it.

use crate::text::{Source, Span};

/// The indent from which CommonMark reads a line as code.
const CODE: usize = 4;

/// Tags from byte `base` that have a line to themselves and can be left out, in order.
pub(super) fn lines(text: &str, base: usize) -> Vec<Span<Source>> {
    let mut found = Vec::new();
    if !text.as_bytes()[base..]
        .windows(2)
        .any(|pair| pair[0] == b'<' && (pair[1] == b'/' || pair[1].is_ascii_uppercase()))
    {
        return found;
    }
    let mut at = base;
    let mut lines = text[base..].split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let start = at + line.len() - line.trim_start().len();
        at += line.len();
        let tag = line.trim();
        if is_component(tag) && lines.peek().is_none_or(|next| !would_be_code(next)) {
            found.push(Span::new(start, start + tag.len()));
        }
    }
    found
}

/// Whether a line is one tag of a component, whose name has a capital letter.
fn is_component(line: &str) -> bool {
    let Some(rest) = line.strip_prefix('<').filter(|_| line.ends_with('>')) else { return false };
    if !rest.strip_prefix('/').unwrap_or(rest).starts_with(|c: char| c.is_ascii_uppercase()) {
        return false;
    }
    let (mut quote, mut depth) = (None, 0_usize);
    let end = rest.bytes().position(|byte| {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            (None, b'{') => depth += 1,
            (None, b'}') => depth = depth.saturating_sub(1),
            (None, b'>') => return depth == 0,
            _ => {}
        }
        false
    });
    end == Some(rest.len() - 1)
}

/// Whether a line is text that would be code if nothing stood before it.
fn would_be_code(line: &str) -> bool {
    let words = line.trim_start();
    let indent: usize = line[..line.len() - words.len()].bytes().map(|byte| if byte == b'\t' { CODE } else { 1 }).sum();
    !words.is_empty()
        && indent >= CODE
        && !words.starts_with("```")
        && !words.starts_with("~~~")
        && !words.starts_with('<')
}

#[cfg(test)]
mod tests {
    use crate::format::read;
    use crate::prose::BlockKind;
    use crate::text::Source;

    #[test]
    fn what_components_hold_is_markdown() {
        for name in ["a.md", "a.mdx"] {
            let blocks = |text: &str| -> Vec<(BlockKind, String)> {
                let prose = read(&Source::new(name, text));
                prose.blocks.iter().map(|block| (block.kind, prose.slice(block.span).to_owned())).collect()
            };
            let of = |kind, words: &str| (kind, words.to_owned());
            let (text, code) = (BlockKind::Paragraph, BlockKind::Code);
            assert_eq!(
                blocks(
                    "<Card title=\"a > b\">\n  ```sh\n  # of the <Quay>\n\n  run\n  ```\n\n  It *shut*.\n</Card>\n\nIt rains.\n"
                ),
                [of(code, "# of the <Quay>\n\nrun"), of(text, "It shut."), of(text, "It rains.")],
                "{name}"
            );
            assert_eq!(
                blocks("<Steps>\n1. One.\n2. Two.\n</Steps>\n"),
                [of(BlockKind::Item, "One."), of(BlockKind::Item, "Two.")]
            );
            assert_eq!(blocks("npm\n<Run>\nnpm install\n</Run>\n"), [of(text, "npm"), of(text, "npm install")]);
            assert_eq!(blocks("<Note>\n    It shut.\n</Note>\n"), [of(text, "It shut.")], "an indent is not code");
            assert_eq!(blocks("It <Em>shut</Em>\n<b>now</b>.\n"), [of(text, "It shut now.")]);
        }
    }
}
