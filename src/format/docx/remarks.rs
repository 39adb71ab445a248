//! The comments of a Word document: who wrote each, and which is a reply to which.

use crate::format::package::Package;
use crate::format::review::AUTHOR;
use crate::format::xml::{Token, each_token};
use std::collections::HashMap;

/// A comment.
#[derive(Debug, Default)]
pub struct Remark {
    /// Its words, paragraphs joined by spaces.
    pub words: String,
    /// Its last paragraph, if it has several.
    pub last: String,
    /// Who wrote it.
    pub author: String,
    /// The name of its last paragraph, by which other parts refer to the comment.
    paragraph: String,
    /// The id of the comment that it replies to.
    pub parent: Option<String>,
}

impl Remark {
    /// Whether copydesk wrote it.
    pub fn is_ours(&self) -> bool {
        self.author == AUTHOR
    }
}

/// The comments of a part, by their ids.
pub fn read(xml: &str) -> Result<HashMap<String, Remark>, String> {
    let mut found: HashMap<String, Remark> = HashMap::new();
    let (mut id, mut in_text) = (String::new(), false);
    each_token(xml, |token, _| match token {
        Token::Start(element) => {
            in_text = element.name == "w:t";
            if element.name == "w:comment" {
                id = element.attribute("w:id").unwrap_or_default();
                let author = element.attribute("w:author").unwrap_or_default();
                found.insert(id.clone(), Remark { author, ..Remark::default() });
            } else if element.name == "w:p" {
                let remark = found.entry(id.clone()).or_default();
                if !remark.words.is_empty() {
                    remark.words.push(' ');
                }
                remark.last.clear();
                remark.paragraph = element.attribute("w14:paraId").unwrap_or_default();
            }
        }
        Token::End(_) => in_text = false,
        Token::Text(words) if in_text => {
            let remark = found.entry(id.clone()).or_default();
            remark.words.push_str(&words);
            remark.last.push_str(&words);
        }
        Token::Text(_) => {}
    })
    .map_err(|error| format!("comments: {error}"))?;
    Ok(found)
}

/// Reads from the part `name`, which newer programs add, which comment is a reply to which. What it cannot say is left out: it
/// only completes the comments.
pub fn add_parents(found: &mut HashMap<String, Remark>, package: &mut Package, name: &str) -> Result<(), String> {
    let Some(part) = package.part(name)? else { return Ok(()) };
    let by_paragraph: HashMap<String, String> =
        found.iter().map(|(id, remark)| (remark.paragraph.clone(), id.clone())).collect();
    each_token(&part.text, |token, _| {
        if let Token::Start(element) = token
            && element.local_name() == "commentEx"
            && let Some(child) = element.attribute("w15:paraId").and_then(|of| by_paragraph.get(&of))
            && let Some(parent) = element.attribute("w15:paraIdParent").and_then(|of| by_paragraph.get(&of))
            && let Some(remark) = found.get_mut(child)
        {
            remark.parent = Some(parent.clone());
        }
    })
    .map_err(|error| format!("{name}: {error}"))
}
