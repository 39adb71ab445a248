//! Templates in drafts: what a publishing system fills in when it makes the page. Nobody reads it, and a change breaks it.
//!
//! Liquid, Jinja, Handlebars, Vue and Hugo (`{{ … }}`, `{% … %}`, `{# … #}`), ERB (`<% … %>`), WordPress (`[gallery ids="1"]`),
//! MDX (`import`, `{…}`), wiki links (`[[…]]`) and placeholders (`%name%`).
//!
//! Before a format reads a text, the templates in it are covered with letters that no format takes for markup; places stay
//! the same. The builder writes one sign for each, which stands for what a reader will see there.

use super::passage::{self, Passages, floor};
use super::{admonition, callout, component, extension, kramdown};
use crate::text::{Source, Span};
use memchr::{memchr, memchr3_iter, memmem};
use std::borrow::Cow;

/// The longest template, in bytes. An opening without an end nearby is text.
const LONGEST: usize = 4_000;

/// The longest wiki link and the longest name of a placeholder, in bytes.
const LONGEST_LINK: usize = 200;
const LONGEST_NAME: usize = 40;

/// Shortcodes of WordPress that are known without parameters.
const SHORTCODES: [&str; 9] =
    ["audio", "caption", "embed", "gallery", "more", "nextpage", "playlist", "video", "wp_caption"];

/// Shortcodes and components that show a picture: their text is its caption.
const PICTURES: [&str; 7] = ["caption", "figure", "image", "img", "photo", "picture", "wp_caption"];

/// Parameters whose text readers see.
const SEEN: [&str; 3] = ["alt", "caption", "title"];

/// Covers a template: three bytes and two bytes, from which every length is made. Neither is in any text that people write.
const COVER: &str = "\u{e000}";
const COVER_OF_TWO: &str = "\u{378}";

/// The templates of a text.
#[derive(Debug, Default)]
pub(super) struct Templates {
    /// Templates, in order. Readers do not see them.
    pub(super) spans: Vec<Span<Source>>,
    /// Words in templates or next to them that readers see but that no fix changes: wiki links and captions.
    pub(super) sealed: Vec<Span<Source>>,
    /// Captions among the parameters of templates.
    pub(super) captions: Vec<Span<Source>>,
    /// Those of the templates that stand for nothing: attribute lists of kramdown.
    pub(super) left_out: Vec<Span<Source>>,
    /// Those of them that have a line to themselves and say that the paragraph above is somebody's answer.
    pub(super) answers: Vec<Span<Source>>,
    /// Text between `[caption]` and `[/caption]`, both included.
    pub(super) captioned: Vec<Span<Source>>,
    /// Those of the templates that make a box of what follows.
    pub(super) boxes: Vec<Span<Source>>,
}

/// Which templates a text may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialect {
    Plain,
    Markdown,
    /// Markdown with JSX, in which braces hold code.
    Mdx,
}

/// Finds the templates in `text` from byte `base`.
pub(super) fn find(text: &str, base: usize, dialect: Dialect) -> Templates {
    let mut templates = Templates::default();
    let bytes = text.as_bytes();
    let mut lines = if dialect == Dialect::Mdx { modules(text, base) } else { Vec::new() };
    if dialect != Dialect::Plain {
        let admonitions = admonition::find(text, base);
        templates.boxes = callout::containers(text, base);
        templates.boxes.extend(admonitions.boxes);
        templates.left_out = component::lines(text, base);
        templates.left_out.extend(admonitions.left_out);
        templates.left_out.extend(extension::left_out(text, base));
        lines.extend(templates.boxes.iter().chain(&templates.left_out));
        lines.extend(extension::shown(text, base));
        // Of two that begin at one place, the longer one holds the other.
        lines.sort_unstable_by_key(|line| (line.start, std::cmp::Reverse(line.end)));
        let mut end = base;
        lines.retain(|line| {
            let is_next = line.start >= end;
            end = end.max(line.end);
            is_next
        });
    }
    let mut lines = lines.into_iter().peekable();
    let mut passages = Passages::default();
    let mut at = base;
    for found in memchr3_iter(b'{', b'[', b'%', &bytes[base..]).map(|found| base + found) {
        while let Some(line) = lines.next_if(|line| line.start <= found) {
            if line.start >= at {
                at = line.end;
                templates.spans.push(line);
            }
        }
        if found < at {
            continue;
        }
        if dialect == Dialect::Markdown
            && let Some(list) = kramdown::attributes(text, found)
        {
            templates.attributes(text, list);
            at = list.end;
            continue;
        }
        let template = match bytes[found] {
            b'{' => braces(text, found, dialect).map(|tag| passages.whole(text, tag)),
            b'[' if dialect != Dialect::Plain && bytes.get(found + 1) == Some(&b'!') => {
                let Some(marker) = callout::marker(text, found) else { continue };
                templates.boxes.push(marker);
                Some(marker)
            }
            b'[' if bytes.get(found + 1) == Some(&b'[') => {
                at = wiki_link(text, found, &mut templates).unwrap_or(at);
                continue;
            }
            b'[' if dialect == Dialect::Markdown && kramdown::opens_words(text, found) => {
                let bracket = Span::new(found, found + 1);
                templates.left_out.push(bracket);
                Some(bracket)
            }
            b'[' => shortcode(text, found),
            _ if dialect == Dialect::Markdown && bytes.get(found + 1) == Some(&b'%') => passage::comment(text, found),
            _ => percent(text, found, base),
        };
        let Some(template) = template else { continue };
        at = template.end;
        templates.captioned(text, template);
        templates.captions_in(text, template);
        templates.spans.push(template);
    }
    templates.spans.extend(lines.filter(|line| line.start >= at));
    templates.boxes.sort_unstable();
    templates.boxes.retain(|marker| templates.spans.binary_search(marker).is_ok());
    templates.left_out.extend(&templates.boxes);
    templates.left_out.sort_unstable();
    templates.sealed.extend(&templates.spans);
    templates.sealed.sort_unstable();
    templates
}

impl Templates {
    /// `text` with its templates covered; the places of all other bytes stay the same.
    pub(super) fn cover<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if self.spans.is_empty() {
            return Cow::Borrowed(text);
        }
        let mut covered = String::with_capacity(text.len());
        for span in &self.spans {
            covered.push_str(&text[covered.len()..span.start]);
            if self.boxes.binary_search(span).is_ok() {
                covered.push_str(&callout::cover(text, *span));
                continue;
            }
            if self.left_out.binary_search(span).is_ok() && kramdown::is_line(text, *span) {
                covered.push_str(&" ".repeat(span.len())); // the line is blank, and ends its paragraph
                continue;
            }
            if span.len() == 1 {
                covered.push(' ');
                continue;
            }
            let twos = [0, 2, 1][span.len() % COVER.len()];
            covered.push_str(&COVER_OF_TWO.repeat(twos));
            covered.push_str(&COVER.repeat((span.len() - twos * COVER_OF_TWO.len()) / COVER.len()));
        }
        covered.push_str(&text[covered.len()..]);
        Cow::Owned(covered)
    }

    fn attributes(&mut self, text: &str, list: Span<Source>) {
        // The bracket that closes words goes with the list if the one that opens them is left out.
        let closes = |words: &str| words.strip_suffix(']').is_some_and(|words| !words.contains(']'));
        let is_open = self
            .left_out
            .last()
            .is_some_and(|open| open.of(text) == "[" && text.get(open.end..list.start).is_some_and(closes));
        let list = Span::new(list.start - usize::from(is_open), list.end);
        if kramdown::is_line(text, list) && kramdown::answers(list.of(text)) {
            self.answers.push(list);
        }
        self.left_out.push(list);
        self.spans.push(list);
    }

    /// Keeps the range of a `[caption]` that `template` closes.
    fn captioned(&mut self, text: &str, template: Span<Source>) {
        let Some(name) = template.of(text).strip_prefix("[/").map(|rest| rest.trim_end_matches(']')) else { return };
        let opens = |span: &&Span<Source>| {
            span.of(text).strip_prefix('[').is_some_and(|rest| {
                rest.strip_prefix(name).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
            })
        };
        if PICTURES.contains(&name)
            && let Some(open) = self.spans.last().filter(opens)
        {
            self.captioned.push(Span::new(open.start, template.end));
        }
    }

    /// Keeps the captions among the parameters of `template`: `caption="…"`, or a text with spaces of one that shows a picture.
    fn captions_in(&mut self, text: &str, template: Span<Source>) {
        let words = template.of(text);
        let name = words.trim_start_matches(|c: char| !c.is_ascii_alphabetic());
        let name = &name[..name.bytes().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(name.len())];
        if !PICTURES.contains(&name) {
            return;
        }
        let mut at = 0;
        while let Some(open) = memchr(b'"', &words.as_bytes()[at..]).map(|open| at + open + 1) {
            let Some(close) = memchr(b'"', &words.as_bytes()[open..]).map(|close| open + close) else { break };
            let key = words[at..open - 1].rsplit(char::is_whitespace).next().unwrap_or_default();
            let is_seen = match key.strip_suffix(['=', ':']) {
                Some(key) => SEEN.contains(&key),
                None => words[open..close].trim().contains(' ') && !words[open..close].contains("://"),
            };
            if is_seen && close > open {
                let caption = Span::new(template.start + open, template.start + close);
                self.captions.push(caption);
            }
            at = close + 1;
        }
    }
}

/// `{{ … }}`, `{% … %}`, `{# … #}`, and in MDX `{…}`.
fn braces(text: &str, start: usize, dialect: Dialect) -> Option<Span<Source>> {
    let rest = &text[start..floor(text, start + LONGEST)];
    let close = match rest.as_bytes().get(1)? {
        b'{' if rest.starts_with("{{{") => "}}}",
        b'{' => "}}",
        b'%' => "%}",
        b'#' => "#}",
        _ if dialect == Dialect::Mdx => return balanced(rest).map(|end| Span::new(start, start + end)),
        _ => return None,
    };
    let end = memmem::find(rest.as_bytes(), close.as_bytes())? + close.len();
    let inside = rest[..end].trim_matches(|c: char| !c.is_alphanumeric());
    // `{{TK}}` is a note of a writer.
    let is_note = close == "}}" && !inside.contains(char::is_lowercase) && inside.contains(char::is_uppercase);
    (!is_note).then(|| Span::new(start, start + end))
}

/// Where the brace at the start of `rest` is closed.
fn balanced(rest: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in rest.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.checked_sub(1)?,
            _ => {}
        }
        if depth == 0 {
            return Some(at + 1);
        }
    }
    None
}

/// `<% … %>`, and placeholders such as `%name%`.
fn percent(text: &str, at: usize, base: usize) -> Option<Span<Source>> {
    if at > base && text.as_bytes()[at - 1] == b'<' {
        let rest = &text[at..floor(text, at + LONGEST)];
        let close = memmem::find(rest.as_bytes(), b"%>")?;
        return Some(Span::new(at - 1, at + close + "%>".len()));
    }
    let rest = &text.as_bytes()[at + 1..];
    let length =
        rest.iter().take(LONGEST_NAME).position(|byte| !(byte.is_ascii_alphabetic() || b"_-.".contains(byte)))?;
    let is_name = length > 1 && rest[0].is_ascii_alphabetic() && rest[length] == b'%';
    (is_name && !rest.get(length + 1).is_some_and(u8::is_ascii_alphanumeric))
        .then(|| Span::new(at, at + 1 + length + 1))
}

/// Seals a wiki link, `[[Page]]`, and covers the part of `[[Page|words]]` that readers do not see. Returns where it ends.
fn wiki_link(text: &str, start: usize, templates: &mut Templates) -> Option<usize> {
    let rest = &text[start + 2..floor(text, start + LONGEST_LINK)];
    let length = memmem::find(rest.as_bytes(), b"]]")?;
    let inside = &rest[..length];
    if inside.contains(['\n', '[', '"', '“']) || !inside.contains(char::is_lowercase) || inside.contains(": ") {
        return None; // a quotation or a note of a writer
    }
    let end = start + 2 + length + 2;
    if text[..start].ends_with('!') {
        templates.spans.push(Span::new(start - 1, end)); // another page, or a picture
        return Some(end);
    }
    if let Some(bar) = inside.rfind('|') {
        templates.spans.push(Span::new(start, start + 2 + bar + 1));
        templates.spans.push(Span::new(end - 2, end));
    }
    templates.sealed.push(Span::new(start, end));
    Some(end)
}

/// `[name key="value"]`, `[/name]`.
fn shortcode(text: &str, start: usize) -> Option<Span<Source>> {
    let rest = &text[start + 1..floor(text, start + LONGEST)];
    let length = rest.bytes().position(|byte| matches!(byte, b']' | b'\n'))?;
    let (inside, after) = (&rest[..length], rest.as_bytes().get(length + 1));
    if rest.as_bytes()[length] != b']' || matches!(after, Some(b'(' | b'[' | b':')) {
        return None; // a link of Markdown
    }
    let (closes, inside) = inside.strip_prefix('/').map_or((false, inside), |inside| (true, inside));
    let name_end = inside.bytes().position(|byte| !(byte.is_ascii_lowercase() || b"_-".contains(&byte)));
    let name = &inside[..name_end.unwrap_or(inside.len())];
    let parameters = &inside[name.len()..];
    let has_parameters = parameters.starts_with(' ') && (parameters.contains("=\"") || parameters.contains("='"));
    let is_code = if closes {
        name.len() > 2 && parameters.is_empty()
    } else {
        has_parameters || (SHORTCODES.contains(&name) && parameters.is_empty())
    };
    (is_code && !name.is_empty()).then(|| Span::new(start, start + 1 + length + 1))
}

/// The lines of an MDX file that import or export something, up to the next blank line.
fn modules(text: &str, base: usize) -> Vec<Span<Source>> {
    let mut modules: Vec<Span<Source>> = Vec::new();
    let (mut at, mut goes_on) = (base, false);
    for line in text[base..].split_inclusive('\n') {
        let is_code = line.starts_with("import ") && line.contains(['"', '\'']) || line.starts_with("export ");
        goes_on = !line.trim().is_empty() && (goes_on || is_code);
        let end = at + line.trim_end().len();
        match modules.last_mut() {
            Some(last) if goes_on && !is_code => last.end = end,
            _ if goes_on => modules.push(Span::new(at, end)),
            _ => {}
        }
        at += line.len();
    }
    modules
}

/// Whether `text` has nothing but covered templates, white space and marks.
pub(super) fn is_covered(text: &str) -> bool {
    text.contains(COVER) && text.chars().all(|c| is_cover(c) || c.is_whitespace() || c.is_ascii_punctuation())
}

fn is_cover(c: char) -> bool {
    COVER.starts_with(c) || COVER_OF_TWO.starts_with(c)
}

/// The address of a link or a picture, without what a template fills in.
pub(super) fn uncovered(address: String) -> String {
    if address.contains(is_cover) { address.replace(is_cover, "") } else { address }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, dialect: Dialect) -> Vec<&str> {
        find(text, 0, dialect).spans.into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn templates_of_many_kinds_are_found() {
        for (text, expected) in [
            ("a {{ b.c }} d {% e %} f {# g #} h", vec!["{{ b.c }}", "{% e %}", "{# g #}"]),
            ("a <%= b %> %c-d% 5% off, 10% up", vec!["<%= b %>", "%c-d%"]),
            (
                "[gallery ids=\"1,2\"] [more] [/caption] [a](b) [c][d] [sic] [e=f]",
                vec!["[gallery ids=\"1,2\"]", "[more]", "[/caption]"],
            ),
            ("{{< figure src=\"é.png\" >}}é{{{raw}}}", vec!["{{< figure src=\"é.png\" >}}", "{{{raw}}}"]),
            ("{{TK}} {{ open {one} # h {#id}", vec![]),
            ("[[Page|the page]] [[Page]] [[NAME HERE]] [[Note: one]]", vec!["[[Page|", "]]"]),
        ] {
            assert_eq!(found(text, Dialect::Markdown), expected, "{text}");
        }
        let mdx = "import A from \"a\"\nimport B from 'b'\n\nHe said {a.b({c})} twice.\n";
        assert_eq!(found(mdx, Dialect::Mdx), ["import A from \"a\"", "import B from 'b'", "{a.b({c})}"]);
    }

    #[test]
    fn places_stay_the_same_when_templates_are_covered() {
        for text in ["x{{a}}y", "x{{ab}}y", "x{{abc}}é{% d\n%}z", "{{a}}{{b}}"] {
            let covered = find(text, 0, Dialect::Plain).cover(text).into_owned();
            assert_eq!(covered.len(), text.len());
            assert!(!covered.contains(['{', '%']), "{covered}");
            assert_eq!(covered.ends_with('z'), text.ends_with('z'));
        }
    }

    #[test]
    fn captions_are_kept() {
        let text = "{% image \"a/b.jpg\" \"Two clerks on the quay\" %} {{< figure src=\"a b\" caption=\"The quay\" >}}";
        let captions: Vec<&str> = find(text, 0, Dialect::Markdown).captions.iter().map(|span| span.of(text)).collect();
        assert_eq!(captions, ["Two clerks on the quay", "The quay"]);
        let text = "[caption id=\"1\"]The quay[/caption]";
        assert_eq!(find(text, 0, Dialect::Markdown).captioned.len(), 1);
    }
}
