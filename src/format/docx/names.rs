//! [`Names`]: how a document names Word's own elements and attributes, and how copydesk signs what it adds.

use crate::format::review::AUTHOR;
use std::borrow::Cow;

/// The namespace of Word's elements in the two editions of the standard.
const TRANSITIONAL: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const STRICT: &str = "http://purl.oclc.org/ooxml/wordprocessingml/main";

/// The names that a part uses.
#[derive(Debug)]
pub struct Names {
    /// The prefix of elements, with its colon; may be empty.
    pub prefix: String,
    /// The date of what is added, as an attribute; may be empty.
    date: String,
    /// Whether the document is of the strict edition.
    pub is_strict: bool,
}

impl Names {
    /// The names that the part `xml` uses, whose elements have `prefix`; what is added is dated `day`.
    pub fn of(prefix: &str, xml: &str, day: Option<&str>) -> Self {
        let is_strict = xml.contains(STRICT);
        let mut names = Self { prefix: prefix.to_owned(), date: String::new(), is_strict };
        if let Some(day) = day {
            names.date = format!(" {}date=\"{day}T00:00:00Z\"", names.attribute_prefix());
        }
        names
    }

    /// The namespace of Word's elements.
    pub const fn namespace(&self) -> &'static str {
        if self.is_strict { STRICT } else { TRANSITIONAL }
    }

    /// The prefix of attributes. An attribute without one is in no namespace.
    fn attribute_prefix(&self) -> &str {
        if self.prefix.is_empty() { "w:" } else { &self.prefix }
    }

    /// The attribute that gives an element its id, as text of its start tag.
    pub fn id(&self, id: u32) -> String {
        let declared =
            if self.prefix.is_empty() { format!(" xmlns:w=\"{}\"", self.namespace()) } else { String::new() };
        format!("{declared} {}id=\"{id}\"", self.attribute_prefix())
    }

    /// The attributes of something that copydesk adds.
    pub fn signed(&self, id: u32) -> String {
        format!("{} {}author=\"{AUTHOR}\"{}", self.id(id), self.attribute_prefix(), self.date)
    }

    /// The attribute of a comment that gives its author's initials.
    pub fn initials(&self) -> String {
        format!(" {}initials=\"cd\"", self.attribute_prefix())
    }

    /// The start tag `tag` with another id.
    pub fn with_id<'a>(&self, tag: &'a str, id: u32) -> Cow<'a, str> {
        let key = format!(" {}id=", self.attribute_prefix());
        let found = tag.find(&key).and_then(|at| {
            let from = at + key.len() + 1;
            let quote = tag.get(from - 1..from)?;
            let to = from + tag[from..].find(quote)?;
            Some(format!("{}{id}{}", &tag[..from], &tag[to..]))
        });
        found.map_or(Cow::Borrowed(tag), Cow::Owned)
    }
}
