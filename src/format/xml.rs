//! XML of office documents: events with their places, and names by the namespaces they belong to.
//!
//! Writers choose their own prefixes for namespaces. Names are therefore given with the conventional prefix of their
//! namespace, `w:p` for a paragraph, whatever the document writes.

use crate::text::byte_order_mark;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::{Namespace, NamespaceResolver, QName, ResolveResult};
use quick_xml::reader::NsReader;
use std::borrow::Cow;

/// Conventional prefixes and the addresses of their namespaces: those of Word in their transitional and their strict edition
/// (ISO/IEC 29500-4 and 29500-1), with Microsoft's additions, then those of OpenDocument (ISO/IEC 26300).
const NAMESPACES: [(&str, [&str; 2]); 14] = [
    (
        "w",
        [
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        ],
    ),
    (
        "r",
        [
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        ],
    ),
    (
        "vt",
        [
            "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes",
            "http://purl.oclc.org/ooxml/officeDocument/docPropsVTypes",
        ],
    ),
    ("w14", ["http://schemas.microsoft.com/office/word/2010/wordml"; 2]),
    ("w15", ["http://schemas.microsoft.com/office/word/2012/wordml"; 2]),
    ("mc", ["http://schemas.openxmlformats.org/markup-compatibility/2006"; 2]),
    ("office", ["urn:oasis:names:tc:opendocument:xmlns:office:1.0"; 2]),
    ("text", ["urn:oasis:names:tc:opendocument:xmlns:text:1.0"; 2]),
    ("style", ["urn:oasis:names:tc:opendocument:xmlns:style:1.0"; 2]),
    ("table", ["urn:oasis:names:tc:opendocument:xmlns:table:1.0"; 2]),
    ("draw", ["urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"; 2]),
    ("fo", ["urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"; 2]),
    ("meta", ["urn:oasis:names:tc:opendocument:xmlns:meta:1.0"; 2]),
    ("xlink", ["http://www.w3.org/1999/xlink"; 2]),
];

/// The start tag of an element, or an element without content.
pub(super) struct Element<'a> {
    /// Its name, with the conventional prefix of its namespace.
    pub(super) name: Cow<'a, str>,
    pub(super) tag: &'a BytesStart<'a>,
    names: &'a NamespaceResolver,
}

impl Element<'_> {
    /// Its name without a prefix.
    pub(super) fn local_name(&self) -> &str {
        self.tag.local_name().into_inner()
    }

    /// The value of attribute `name`, given as `w:val`, with entities resolved; `None` if it is missing or malformed. An
    /// attribute without a prefix is taken to belong to the namespace of its element, as some writers mean it to.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let local = name.rsplit(':').next().unwrap_or(name);
        let is_wanted = |key: QName| {
            key.local_name().into_inner() == local
                && (key.prefix().is_none() || *canonical(self.names, key, false) == *name)
        };
        let found = self.tag.attributes().with_checks(false).flatten().find(|attribute| is_wanted(attribute.key))?;
        Some(found.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned())
    }
}

/// What a reader of XML is called with.
pub(super) enum Token<'a> {
    /// An element begins.
    Start(Element<'a>),
    /// The element of this name ends.
    End(Cow<'a, str>),
    /// Character data, with entities resolved.
    Text(Cow<'a, str>),
}

/// Calls `each` with every start tag, end tag and piece of text of `xml`, and the bytes that it takes up. An element without
/// content has an end of no bytes.
///
/// # Errors
/// Says what is malformed, and at which byte. A document that ends in the middle of an element is malformed.
pub(super) fn each_token(xml: &str, mut each: impl FnMut(Token, std::ops::Range<usize>)) -> Result<(), String> {
    let mark = byte_order_mark(xml); // which the reader drops and does not count
    let mut reader = NsReader::from_str(&xml[mark..]);
    let place = |position: u64| usize::try_from(position).unwrap_or(usize::MAX).saturating_add(mark);
    let mut open: usize = 0;
    loop {
        let start = place(reader.buffer_position());
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(error) => return Err(format!("{error} (at byte {})", place(reader.error_position()))),
        };
        let span = start..place(reader.buffer_position());
        let names = reader.resolver();
        match &event {
            Event::Eof if open > 0 => return Err(format!("the XML is cut off (at byte {start})")),
            Event::Eof => return Ok(()),
            Event::Start(tag) => {
                open += 1;
                each(Token::Start(Element { name: canonical(names, tag.name(), true), tag, names }), span);
            }
            Event::Empty(tag) => {
                let end = span.end..span.end;
                each(Token::Start(Element { name: canonical(names, tag.name(), true), tag, names }), span);
                each(Token::End(canonical(names, tag.name(), true)), end);
            }
            Event::End(tag) => {
                open = open.saturating_sub(1);
                each(Token::End(canonical(names, tag.name(), true)), span);
            }
            Event::Text(words) => each(Token::Text(words.xml10_content()), span),
            Event::CData(words) => each(Token::Text(words.xml10_content()), span),
            Event::GeneralRef(entity) => each(Token::Text(character(entity)), span),
            _ => {}
        }
    }
}

/// `name` with the conventional prefix of its namespace. A prefix that the document does not declare is taken for the
/// conventional one.
fn canonical<'a>(names: &NamespaceResolver, name: QName<'a>, is_element: bool) -> Cow<'a, str> {
    let written = name.prefix().map_or("", |prefix| prefix.into_inner());
    let ResolveResult::Bound(Namespace(address)) = names.resolve_prefix(name.prefix(), is_element) else {
        return Cow::Borrowed(name.0);
    };
    let known = NAMESPACES.iter().find(|(_, addresses)| addresses.contains(&address)).map(|(prefix, _)| *prefix);
    match known {
        Some(prefix) if prefix == written => Cow::Borrowed(name.0),
        Some(prefix) => Cow::Owned(format!("{prefix}:{}", name.local_name().into_inner())),
        // A prefix of ours that the document uses for something else.
        None if NAMESPACES.iter().any(|(prefix, _)| *prefix == written) => Cow::Owned(format!("?:{}", name.0)),
        None => Cow::Borrowed(name.0),
    }
}

/// The character that an entity stands for; empty if XML does not define it.
fn character<'a>(entity: &BytesRef) -> Cow<'a, str> {
    match entity.resolve_char_ref() {
        Ok(Some(char)) => Cow::Owned(char.to_string()),
        _ => Cow::Borrowed(quick_xml::escape::resolve_predefined_entity(entity).unwrap_or_default()),
    }
}
