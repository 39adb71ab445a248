//! [`read`]: turns the XML of the content into its text and a [`Body`].

use super::styles::Styles;
use crate::format::document::{Body, Look, Role, Writer};
use crate::format::xml::{Element, Token, each_token};
use crate::prose::BlockKind;
use std::collections::HashMap;
use std::ops::Range;

/// Elements without words of the text: deleted text, notes, lists that the program makes, readings of ideographs, forms.
const SKIPPED: [&str; 12] = [
    "office:forms",
    "text:alphabetical-index",
    "text:bibliography",
    "text:hidden-paragraph",
    "text:hidden-text",
    "text:illustration-index",
    "text:note",
    "text:ruby-text",
    "text:sequence-decls",
    "text:table-of-content",
    "text:tracked-changes",
    "text:variable-decls",
];

/// The start of the names of frames and drawings, whose words are not in the text.
const DRAWN: &str = "draw:";

/// Reads the content: the text that its author sees, and the body. `named` are the styles of the other part.
///
/// # Errors
/// Says why it is not the content of a text.
pub(super) fn read(xml: &str, named: &Styles) -> Result<Read, String> {
    let mut reader = Reader::of(named.clone());
    each_token(xml, |token, span| {
        if !reader.in_text {
            reader.styles.follow(&token);
        }
        match token {
            Token::Start(element) => reader.start(&element, span),
            Token::End(name) => reader.end(&name, span),
            Token::Text(words) => reader.text(&words, span),
        }
    })?;
    if !reader.has_text {
        return Err("it has no text, so it is not an OpenDocument text".to_owned());
    }
    reader.end_comments();
    let (text, body) = reader.writer.finish(xml.len());
    Ok(Read { text, body, has_layout: reader.has_layout })
}

/// What the content says.
pub(super) struct Read {
    pub(super) text: String,
    pub(super) body: Body,
    /// Whether white space inside paragraphs is left out as the layout of the XML.
    pub(super) has_layout: bool,
}

/// A comment that is open.
struct Comment {
    words: String,
    /// Where the words start that it is tied to.
    start: usize,
}

/// Follows the elements of a document from front to back and writes its body.
struct Reader {
    styles: Styles,
    writer: Writer,
    in_text: bool,
    has_text: bool,
    /// The looks of the paragraph and of the open spans, outermost first.
    looks: Vec<Look>,
    /// Text between two tags, and its bytes.
    words: Option<(String, Range<usize>)>,
    /// Whether white space here is the layout of the XML, since a paragraph starts or a space stands before it.
    after_space: bool,
    has_layout: bool,
    /// Number of open table cells.
    cells: usize,
    /// Number of open items of lists.
    items: usize,
    /// Depth within an element that is left out; 0 outside.
    skipped: usize,
    /// The words of the comment that is being read, with its name, and the depth within it; 0 outside.
    comment: (Option<String>, String),
    in_comment: usize,
    /// Whether the words of the comment are read, and not who wrote it when.
    in_comment_words: bool,
    /// Comments whose words have begun, by name.
    comments: HashMap<String, Comment>,
}

impl Reader {
    fn of(styles: Styles) -> Self {
        Self {
            styles,
            writer: Writer::default(),
            in_text: false,
            has_text: false,
            looks: Vec::new(),
            words: None,
            after_space: true,
            has_layout: false,
            cells: 0,
            items: 0,
            skipped: 0,
            comment: (None, String::new()),
            in_comment: 0,
            in_comment_words: false,
            comments: HashMap::new(),
        }
    }

    fn start(&mut self, element: &Element, markup: Range<usize>) {
        self.flush();
        let name = &*element.name;
        if self.in_comment > 0 {
            self.in_comment += 1;
            if name == "text:p" {
                self.in_comment_words = true;
                if !self.comment.1.is_empty() {
                    self.comment.1.push(' ');
                }
            }
        } else if name == "office:annotation" && self.skipped == 0 {
            self.in_comment = 1;
            self.comment = (element.attribute("office:name"), String::new());
        } else if self.skipped > 0 || SKIPPED.contains(&name) || name.starts_with(DRAWN) {
            self.skipped += 1;
        } else if name == "office:text" {
            (self.in_text, self.has_text) = (true, true);
        } else if self.in_text {
            self.content(element, markup);
        }
    }

    fn content(&mut self, element: &Element, markup: Range<usize>) {
        let style = || element.attribute("text:style-name").unwrap_or_default();
        match &*element.name {
            "text:p" | "text:h" => self.begin_paragraph(element, &style(), markup.start),
            "text:span" => self.looks.push(joined(self.look(), self.styles.look(&style()))),
            "text:a" if self.writer.has_paragraph() => {
                self.writer.begin_link(element.attribute("xlink:href").unwrap_or_default());
            }
            "text:list-item" => self.items += 1,
            "table:table-cell" => self.cells += 1,
            "office:annotation-end" => {
                let name = element.attribute("office:name").unwrap_or_default();
                if let Some(comment) = self.comments.remove(&name) {
                    self.writer.comment(&comment.words, Some(comment.start));
                }
            }
            "text:s" if self.is_read() => {
                let count = element.attribute("text:c").and_then(|count| count.parse::<u16>().ok()).unwrap_or(1);
                let look = self.look();
                self.writer.words(&" ".repeat(usize::from(count)), markup, &look);
                self.after_space = false;
            }
            "text:tab" if self.is_read() => {
                let look = self.look();
                self.writer.replaced("\t", " ", &look);
                self.after_space = false;
            }
            "text:line-break" if self.is_read() => {
                let look = self.look();
                self.writer.line_break(&look);
                self.after_space = false;
            }
            _ => {}
        }
    }

    fn begin_paragraph(&mut self, element: &Element, style: &str, at: usize) {
        let kind = if self.cells > 0 { BlockKind::Cell } else { BlockKind::Paragraph };
        self.writer.begin_paragraph(kind, at);
        self.looks = vec![self.styles.look(style)];
        self.after_space = true;
        let level = element.attribute("text:outline-level").and_then(|level| level.parse::<u8>().ok());
        let role = if element.name == "text:h" {
            Some(Role::Heading(level.unwrap_or(1).clamp(1, 6)))
        } else if self.items > 0 {
            Some(Role::Item)
        } else {
            self.styles.role(style)
        };
        if let Some(role) = role {
            self.writer.set_role(role);
        }
    }

    fn look(&self) -> Look {
        self.looks.last().cloned().unwrap_or_default()
    }

    /// Whether words here are visible.
    fn is_read(&self) -> bool {
        self.writer.has_paragraph() && self.looks.last().is_none_or(|look| !look.hidden)
    }

    /// An element whose end tag takes up the bytes `markup`.
    fn end(&mut self, name: &str, markup: Range<usize>) {
        self.flush();
        if self.in_comment > 0 {
            self.in_comment -= 1;
            self.in_comment_words &= name != "text:p";
            if self.in_comment == 0 {
                self.end_comment();
            }
            return;
        }
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        match name {
            "text:p" | "text:h" => self.writer.end_paragraph(markup.end),
            "text:span" if self.looks.len() > 1 => drop(self.looks.pop()),
            "text:a" => self.writer.end_link(),
            "text:list-item" => self.items = self.items.saturating_sub(1),
            "table:table-cell" => self.cells = self.cells.saturating_sub(1),
            "office:text" => self.in_text = false,
            _ => {}
        }
    }

    fn end_comment(&mut self) {
        let (name, words) = std::mem::take(&mut self.comment);
        let start = self.writer.len();
        match name {
            Some(name) => drop(self.comments.insert(name, Comment { words, start })),
            None => self.writer.comment(&words, None),
        }
    }

    /// Adds the comments whose words nothing ends.
    fn end_comments(&mut self) {
        let mut open: Vec<Comment> = self.comments.drain().map(|(_, comment)| comment).collect();
        open.sort_by_key(|comment| comment.start);
        open.iter().for_each(|comment| self.writer.comment(&comment.words, Some(comment.start)));
    }

    fn text(&mut self, words: &str, span: Range<usize>) {
        if self.in_comment_words {
            self.comment.1.push_str(words);
        } else if self.skipped == 0 && self.in_comment == 0 && self.is_read() {
            match &mut self.words {
                Some((open, range)) if range.end == span.start => {
                    open.push_str(words);
                    range.end = span.end;
                }
                _ => self.words = Some((words.to_owned(), span)),
            }
        }
    }

    /// Adds the words that are open. White space in the XML is one space, and none at the start of a paragraph.
    fn flush(&mut self) {
        let Some((words, markup)) = self.words.take() else { return };
        let mut shown = String::with_capacity(words.len());
        for char in words.chars() {
            let is_space = matches!(char, ' ' | '\t' | '\n' | '\r');
            if !is_space {
                shown.push(char);
            } else if !self.after_space {
                shown.push(' ');
            } else {
                self.has_layout = true;
            }
            self.after_space = is_space;
        }
        let look = self.look();
        self.writer.words(&shown, markup, &look);
    }
}

/// The look of words in a span within others.
fn joined(outer: Look, inner: Look) -> Look {
    Look {
        strong: outer.strong || inner.strong,
        emphasis: outer.emphasis || inner.emphasis,
        hidden: outer.hidden || inner.hidden,
        rest: outer.rest + &inner.rest,
    }
}
