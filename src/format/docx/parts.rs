//! [`Parts`]: what the other parts of a Word document say about its main part: styles, link addresses, comments, properties.

use super::remarks::{self, Remark};
use crate::format::document::Role;
use crate::format::package::Package;
use crate::format::xml::{Token, each_token};
use crate::prose::{Metadata, Value};
use std::collections::HashMap;

/// What the other parts say.
#[derive(Debug, Default)]
pub(super) struct Parts {
    /// What the paragraphs of each style are, by the id of the style.
    pub(super) roles: HashMap<String, Role>,
    /// Addresses of links, by the id of the relationship.
    pub(super) links: HashMap<String, String>,
    /// Comments, by their ids.
    pub(super) comments: HashMap<String, Remark>,
    /// The name of the part that holds the comments, if there is one.
    pub(super) comments_part: Option<String>,
    /// The document's custom properties. In Word: File, Info, Properties, Advanced Properties, Custom.
    pub(super) metadata: Metadata,
}

/// The longest chain of styles based on each other that is followed. Real documents have shorter ones; a style that is
/// based on itself has no end.
const LONGEST_CHAIN: usize = 16;

impl Parts {
    /// Reads the parts that `main` refers to.
    pub(super) fn read(package: &mut Package, main: &str) -> Result<Self, String> {
        let folder = folder_of(main);
        let mut parts = Self::default();
        let mut extended = None;
        for relation in relations(package, &relations_of(main))? {
            match relation.kind.as_str() {
                "hyperlink" => {
                    parts.links.insert(relation.id, relation.target);
                }
                "styles" => {
                    if let Some(part) = package.part(&join(folder, &relation.target))? {
                        parts.roles = roles(&part.text)?;
                    }
                }
                "comments" => {
                    let name = join(folder, &relation.target);
                    if let Some(part) = package.part(&name)? {
                        parts.comments = remarks::read(&part.text)?;
                        parts.comments_part = Some(name);
                    }
                }
                "commentsExtended" => extended = Some(join(folder, &relation.target)),
                _ => {}
            }
        }
        if let Some(name) = extended {
            remarks::add_parents(&mut parts.comments, package, &name)?;
        }
        if let Some(part) = package.part("docProps/custom.xml")? {
            parts.metadata = properties(&part.text)?;
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
    /// The last segment of its type's address, which is the same in both editions of the standard.
    kind: String,
    target: String,
}

fn relations(package: &mut Package, name: &str) -> Result<Vec<Relation>, String> {
    let Some(part) = package.part(name)? else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    each_token(&part.text, |token, _| {
        if let Token::Start(element) = token
            && element.local_name() == "Relationship"
        {
            let value = |attribute: &str| element.attribute(attribute).unwrap_or_default();
            let kind = value("Type").rsplit('/').next().unwrap_or_default().to_owned();
            found.push(Relation { id: value("Id"), kind, target: value("Target") });
        }
    })
    .map_err(|error| format!("{name}: {error}"))?;
    Ok(found)
}

/// The folder of the part `main`.
pub(super) fn folder_of(main: &str) -> &str {
    main.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The name of the part that lists what the part `main` refers to.
pub(super) fn relations_of(main: &str) -> String {
    let (folder, file) = main.rsplit_once('/').unwrap_or(("", main));
    join(folder, &format!("_rels/{file}.rels"))
}

/// The name of the part that `target` means in a part in `folder`. A target with a leading slash is absolute.
pub(super) fn join(folder: &str, target: &str) -> String {
    match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None if folder.is_empty() => target.to_owned(),
        None => format!("{folder}/{target}"),
    }
}

/// The role of each style that has one, by itself or by the style it is based on. Word translates the ids of its built-in
/// styles but not their names, so the names count.
fn roles(xml: &str) -> Result<HashMap<String, Role>, String> {
    let mut styles: HashMap<String, (Option<Role>, Option<String>)> = HashMap::new();
    let mut open = String::new();
    each_token(xml, |token, _| {
        let Token::Start(element) = token else { return };
        let value = || element.attribute("w:val");
        match &*element.name {
            "w:style" => {
                open = element.attribute("w:styleId").unwrap_or_default();
                styles.insert(open.clone(), (None, None));
            }
            "w:name" => {
                if let (Some(style), Some(name)) = (styles.get_mut(&open), value()) {
                    style.0 = Role::of_style(&name);
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
    let inherited = |id: &str| {
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
    Ok(styles.keys().filter_map(|id| Some((id.clone(), inherited(id)?))).collect())
}

/// Custom properties as metadata.
fn properties(xml: &str) -> Result<Metadata, String> {
    let mut metadata = Metadata::default();
    let (mut name, mut kind, mut value) = (String::new(), String::new(), String::new());
    each_token(xml, |token, _| match token {
        Token::Start(element) if element.local_name() == "property" => {
            name = element.attribute("name").unwrap_or_default();
        }
        Token::Start(element) if element.name.starts_with("vt:") => {
            kind = element.name.into_owned();
            value.clear();
        }
        Token::Start(_) => {}
        Token::Text(words) => value.push_str(&words),
        Token::End(element) if element == kind && !kind.is_empty() => {
            let read = match kind.as_str() {
                "vt:bool" => Value::Bool(matches!(value.trim(), "true" | "1")),
                // Rules ask for a day, so the time is cut off.
                "vt:filetime" => Value::Text(value.split('T').next().unwrap_or_default().to_owned()),
                _ => Value::Text(value.clone()),
            };
            metadata.fields.insert(std::mem::take(&mut name), read);
            kind.clear();
        }
        Token::End(_) => {}
    })
    .map_err(|error| format!("docProps/custom.xml: {error}"))?;
    Ok(metadata)
}
