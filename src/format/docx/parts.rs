//! [`Parts`]: what a Word document keeps beside its main part: styles, addresses of links, comments, properties.

use super::package::Package;
use crate::prose::{Metadata, Value};
use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event};
use std::collections::HashMap;

/// What a style says its paragraphs are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Heading(u8),
    /// The line beneath a title.
    Subtitle,
    Quote,
    Caption,
    Item,
}

/// What stands beside the main part.
#[derive(Debug, Default)]
pub(super) struct Parts {
    /// By the id of the style.
    pub(super) roles: HashMap<String, Role>,
    /// By the id of the relation.
    pub(super) links: HashMap<String, String>,
    /// By the id of the comment.
    pub(super) comments: HashMap<String, String>,
    /// The document's own properties, as a desk sets them in Word: File, Info, Properties, Advanced, Custom.
    pub(super) metadata: Metadata,
}

/// How many styles may stand on each other before a role is given up: as many as a document has reason for, and an end
/// for those that stand on themselves.
const LONGEST_CHAIN: usize = 16;

impl Parts {
    /// Reads what stands beside `main`.
    pub(super) fn read(package: &mut Package, main: &str) -> Result<Self, String> {
        let (folder, file) = main.rsplit_once('/').unwrap_or(("", main));
        let mut parts = Self::default();
        for relation in relations(package, &join(folder, &format!("_rels/{file}.rels")))? {
            match relation.kind.as_str() {
                "hyperlink" => {
                    parts.links.insert(relation.id, relation.target);
                }
                "styles" => {
                    if let Some(xml) = package.part(&join(folder, &relation.target))? {
                        parts.roles = roles(&xml)?;
                    }
                }
                "comments" => {
                    if let Some(xml) = package.part(&join(folder, &relation.target))? {
                        parts.comments = comments(&xml)?;
                    }
                }
                _ => {}
            }
        }
        if let Some(xml) = package.part("docProps/custom.xml")? {
            parts.metadata = properties(&xml)?;
        }
        Ok(parts)
    }
}

/// The name of the part that holds the text.
pub(super) fn main_part(package: &mut Package) -> Result<String, String> {
    let found = relations(package, "_rels/.rels")?.into_iter().find(|relation| relation.kind == "officeDocument");
    Ok(found.map_or_else(|| "word/document.xml".to_owned(), |relation| join("", &relation.target)))
}

struct Relation {
    id: String,
    /// The last part of its type's address, which both editions of the standard share.
    kind: String,
    target: String,
}

fn relations(package: &mut Package, part: &str) -> Result<Vec<Relation>, String> {
    let Some(xml) = package.part(part)? else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    each_event(&xml, |event| {
        if let Event::Start(tag) | Event::Empty(tag) = event
            && tag.name().0 == "Relationship"
        {
            let kind = attribute(tag, "Type").unwrap_or_default();
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            let (id, target) = (attribute(tag, "Id").unwrap_or_default(), attribute(tag, "Target").unwrap_or_default());
            found.push(Relation { id, kind, target });
        }
    })
    .map_err(|error| format!("{part}: {error}"))?;
    Ok(found)
}

/// A target, seen from `folder`; one that begins with a slash is seen from the root.
fn join(folder: &str, target: &str) -> String {
    match target.strip_prefix('/') {
        Some(whole) => whole.to_owned(),
        None if folder.is_empty() => target.to_owned(),
        None => format!("{folder}/{target}"),
    }
}

/// The roles of styles, those included that stand on others. Word translates the ids of its own styles, not their names.
fn roles(xml: &str) -> Result<HashMap<String, Role>, String> {
    let mut styles: HashMap<String, (Option<Role>, Option<String>)> = HashMap::new();
    let mut open = String::new();
    each_event(xml, |event| {
        let (Event::Start(tag) | Event::Empty(tag)) = event else { return };
        let value = || attribute(tag, "w:val");
        match tag.name().0 {
            "w:style" => {
                open = attribute(tag, "w:styleId").unwrap_or_default();
                styles.insert(open.clone(), (None, None));
            }
            "w:name" => {
                if let (Some(style), Some(name)) = (styles.get_mut(&open), value()) {
                    style.0 = role(&name);
                }
            }
            "w:basedOn" => {
                if let Some(style) = styles.get_mut(&open) {
                    style.1 = value();
                }
            }
            _ => {}
        }
    })
    .map_err(|error| format!("styles: {error}"))?;
    let settled = |id: &str| {
        let mut at = styles.get(id)?;
        for _ in 0..LONGEST_CHAIN {
            match at {
                (Some(role), _) => return Some(*role),
                (None, Some(base)) => at = styles.get(base)?,
                (None, None) => return None,
            }
        }
        None
    };
    Ok(styles.keys().filter_map(|id| Some((id.clone(), settled(id)?))).collect())
}

/// What the style called `name` says: the names that Word's own styles have in every language.
pub(super) fn role(name: &str) -> Option<Role> {
    let name: String = name.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
    if let Some(level) = name.strip_prefix("heading") {
        return level.parse::<u8>().ok().filter(|level| *level > 0).map(|level| Role::Heading(level.min(6)));
    }
    match name.as_str() {
        "title" => Some(Role::Heading(1)),
        "subtitle" => Some(Role::Subtitle),
        "quote" | "intensequote" | "blocktext" => Some(Role::Quote),
        "caption" => Some(Role::Caption),
        _ if name.starts_with("list") && !name.starts_with("listtable") => Some(Role::Item),
        _ => None,
    }
}

/// The words of comments, their paragraphs joined by spaces.
fn comments(xml: &str) -> Result<HashMap<String, String>, String> {
    let mut found: HashMap<String, String> = HashMap::new();
    let (mut id, mut in_text) = (String::new(), false);
    each_event(xml, |event| match event {
        Event::Start(tag) if tag.name().0 == "w:comment" => id = attribute(tag, "w:id").unwrap_or_default(),
        Event::Start(tag) if tag.name().0 == "w:p" => {
            let words = found.entry(id.clone()).or_default();
            if !words.is_empty() {
                words.push(' ');
            }
        }
        Event::Start(tag) => in_text = tag.name().0 == "w:t",
        Event::End(_) => in_text = false,
        Event::Text(words) if in_text => found.entry(id.clone()).or_default().push_str(&words.xml10_content()),
        Event::GeneralRef(entity) if in_text => found.entry(id.clone()).or_default().push_str(&character(entity)),
        _ => {}
    })
    .map_err(|error| format!("comments: {error}"))?;
    Ok(found)
}

/// Custom properties as metadata.
fn properties(xml: &str) -> Result<Metadata, String> {
    let mut metadata = Metadata::default();
    let (mut name, mut kind, mut value) = (String::new(), String::new(), String::new());
    each_event(xml, |event| match event {
        Event::Start(tag) if tag.name().0 == "property" => name = attribute(tag, "name").unwrap_or_default(),
        Event::Start(tag) if tag.name().0.starts_with("vt:") => {
            kind = tag.name().0.to_owned();
            value.clear();
        }
        Event::Text(words) => value.push_str(&words.xml10_content()),
        Event::GeneralRef(entity) => value.push_str(&character(entity)),
        Event::End(tag) if tag.name().0 == kind && !kind.is_empty() => {
            let read = match kind.as_str() {
                "vt:bool" => Value::Bool(matches!(value.trim(), "true" | "1")),
                // A point in time; the day is what rules ask for.
                "vt:filetime" => Value::Text(value.split('T').next().unwrap_or_default().to_owned()),
                _ => Value::Text(value.clone()),
            };
            metadata.fields.insert(std::mem::take(&mut name), read);
            kind.clear();
        }
        _ => {}
    })
    .map_err(|error| format!("docProps/custom.xml: {error}"))?;
    Ok(metadata)
}

/// The value of attribute `name`, entities resolved; `None` where it is not there or not well-formed.
pub(super) fn attribute(tag: &BytesStart, name: &str) -> Option<String> {
    let found = tag.try_get_attribute(name).ok()??;
    Some(found.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned())
}

/// What an entity stands for; nothing where XML does not know it.
pub(super) fn character(entity: &BytesRef) -> String {
    match entity.resolve_char_ref() {
        Ok(Some(char)) => char.to_string(),
        _ => quick_xml::escape::resolve_predefined_entity(entity).unwrap_or_default().to_owned(),
    }
}

fn each_event(xml: &str, mut each: impl FnMut(&Event)) -> Result<(), String> {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => return Ok(()),
            Ok(event) => each(&event),
            Err(error) => return Err(error.to_string()),
        }
    }
}
