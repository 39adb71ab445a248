//! Passages between two tags of a template that are not copy: code, diagrams, comments, and what a variable is set to.
//!
//! `{% highlight js %} … {% endhighlight %}`, `{{< highlight go >}} … {{< /highlight >}}`, and the comments of Obsidian, `%% … %%`.

use crate::text::{Source, Span};
use memchr::memmem;

/// Tags around what is not copy, in Liquid, Jinja, Hexo and Hugo.
const TAGS: [&str; 22] = [
    "capture",
    "chart",
    "code",
    "codeblock",
    "comment",
    "dot",
    "graphviz",
    "highlight",
    "javascript",
    "katex",
    "latex",
    "macro",
    "math",
    "mermaid",
    "plantuml",
    "prism",
    "rawhtml",
    "schema",
    "script",
    "set",
    "style",
    "stylesheet",
];

/// The longest passage, in bytes.
const LONGEST: usize = 40_000;

/// Finds passages; a tag that nothing closes is sought once.
#[derive(Default)]
pub(super) struct Passages {
    unclosed: Vec<String>,
}

impl Passages {
    /// The template that begins with `tag`: with all that follows, up to the tag that closes it, if that is not copy.
    pub(super) fn whole(&mut self, text: &str, tag: Span<Source>) -> Span<Source> {
        self.end(text, tag).map_or(tag, |end| Span::new(tag.start, end))
    }

    fn end(&mut self, text: &str, tag: Span<Source>) -> Option<usize> {
        let words = tag.of(text);
        let (open, close, closing) = if words.starts_with("{%") {
            ("{%", "%}", "end")
        } else if words.starts_with("{{<") {
            ("{{<", ">}}", "/")
        } else if words.starts_with("{{%") {
            ("{{%", "%}}", "/")
        } else {
            return None;
        };
        let inside = words[open.len()..].trim_start_matches(is_trim);
        let name = &inside[..inside.bytes().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(inside.len())];
        // Between backticks it is an example of a tag; `/>}}` closes it at once.
        let is_alone = text[..tag.start].ends_with('`') || words.ends_with("/>}}");
        if is_alone || TAGS.binary_search(&name).is_err() {
            return None;
        }
        let wanted = format!("{closing}{name}");
        if self.unclosed.contains(&wanted) {
            return None;
        }
        let rest = &text[tag.end..floor(text, tag.end + LONGEST)];
        let found = memmem::find_iter(rest.as_bytes(), wanted.as_bytes()).find_map(|at| {
            let after = rest[at + wanted.len()..].trim_start_matches(is_trim);
            let opens = rest[..at].trim_end_matches(is_trim).strip_suffix(open)?;
            after.starts_with(close).then(|| (opens.len(), rest.len() - after.len() + close.len()))
        });
        let Some((length, end)) = found else {
            if rest.len() < LONGEST {
                self.unclosed.push(wanted);
            }
            return None;
        };
        // Another one before the end: this one has no end of its own.
        let is_opened_again = memmem::find_iter(&rest.as_bytes()[..length], open.as_bytes())
            .any(|at| rest[at + open.len()..length].trim_start_matches(is_trim).starts_with(name));
        (!is_opened_again).then_some(tag.end + end)
    }
}

/// White space, and the signs that trim it around a tag.
fn is_trim(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '+')
}

/// The comment that begins at byte `start`: `%% … %%` on a line, or between two lines that are `%%`.
pub(super) fn comment(text: &str, start: usize) -> Option<Span<Source>> {
    let rest = text[start..floor(text, start + LONGEST)].strip_prefix("%%")?;
    let line = rest.split('\n').next().unwrap_or_default();
    let before = text[..start].rsplit('\n').next().unwrap_or_default();
    if line.trim().is_empty() {
        let close = rest.find("\n%%").filter(|_| before.trim().is_empty())?;
        return Some(Span::new(start, start + "%%".len() + close + "\n%%".len()));
    }
    let is_figure = before.trim_end().ends_with(|c: char| c.is_ascii_digit());
    let close = line.find("%%").filter(|&close| close > 0 && !is_figure)?;
    Some(Span::new(start, start + "%%".len() + close + "%%".len()))
}

/// `at`, or the boundary of a character before it, within `text`.
pub(super) fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use crate::format::read;
    use crate::text::Source;

    #[test]
    fn code_and_comments_are_not_copy() {
        for (text, expected) in [
            (
                "The quay.\n\n{% highlight js linenos %}\nlet a;\n\nlet b;\n{% endhighlight %}\n\nThe sea.\n",
                "The quay.\n\nThe sea.",
            ),
            ("The quay.\n\n{%- comment -%}\nA note.\n{%- endcomment -%}\n\nThe sea.\n", "The quay.\n\nThe sea."),
            ("The quay.\n\n{{< highlight go \"a=1\" >}}\nx\n{{< /highlight >}}\n\nThe sea.\n", "The quay.\n\nThe sea."),
            ("The quay.\n\n%% A note. %%\n\n%%\nA note.\n\nAnother.\n%%\n\nThe sea.\n", "The quay.\n\nThe sea."),
            // What nothing closes is a tag alone, and so is an example of one.
            ("{% comment %}\n\nThe quay.\n", "The quay."),
            ("{{< code \"a.go\" >}}\n\nThe quay.\n\n{{< code >}}x{{< /code >}}\n\nThe sea.\n", "The quay.\n\nThe sea."),
            ("{% notice %}\n\nThe quay.\n\n{% endnotice %}\n", "The quay."),
            ("{% set day = 1 %}\n\nThe quay.\n\n{% set note %}\nThe web site.\n{% endset %}\n", "The quay."),
            ("{% capture a %}The web site{% endcapture %}\n\nThe quay.\n", "The quay."),
            ("Of 100 %% and 20 %% more.\n", "Of 100 %% and 20 %% more."),
        ] {
            assert_eq!(read(&Source::new("a.md", text)).text, expected, "{text}");
        }
        let example = read(&Source::new("a.md", "Write `{% comment %}` first.\n\nThen write `{% endcomment %}`.\n"));
        assert_eq!(example.blocks.len(), 2);
    }
}
