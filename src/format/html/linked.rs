//! Linked data of a page: what a script with JSON-LD says of the article, alone, in a list, or in a `@graph`.

use crate::prose::Value;
use serde_json::Value as Json;

/// Scripts that are longer are data of a program, in bytes.
const LONGEST: usize = 1 << 20;

/// How deep articles are sought in the data.
const DEEPEST: usize = 6;

/// Types of schema.org for pages that are articles and do not end in `Article`.
const ARTICLES: [&str; 5] = ["BlogPosting", "LiveBlogPosting", "Report", "Review", "SocialMediaPosting"];

/// Passes the fields that the data gives for the article to `add`, with their values.
pub(super) fn fields(text: &str, add: &mut dyn FnMut(&'static str, Value)) {
    let text = text.trim().trim_start_matches("<![CDATA[").trim_end_matches("]]>");
    if text.len() > LONGEST {
        return;
    }
    let Ok(data) = serde_json::from_str::<Json>(text) else { return };
    let mut nodes = Vec::new();
    collect(&data, 0, &mut nodes);
    let article = nodes.iter().find(|node| is_article(node)).or_else(|| nodes.iter().find(|node| is_page(node)));
    let Some(article) = article else { return };
    let people = [article.get("author"), article.get("authors"), article.get("creator")];
    if let Some(author) = people.into_iter().flatten().find_map(|author| names(author, &nodes)) {
        add("author", author);
    }
    for (key, field) in [
        ("datePublished", "published"),
        ("dateCreated", "published"),
        ("pub_date", "published"),
        ("dateModified", "updated"),
        ("articleSection", "section"),
        ("headline", "title"),
    ] {
        if let Some(Json::String(value)) = article.get(key) {
            add(field, Value::Text(value.clone()));
        }
    }
}

/// The objects of the data, outermost first.
fn collect<'a>(data: &'a Json, depth: usize, nodes: &mut Vec<&'a Json>) {
    if depth > DEEPEST {
        return;
    }
    match data {
        Json::Array(list) => list.iter().for_each(|data| collect(data, depth + 1, nodes)),
        Json::Object(fields) => {
            nodes.push(data);
            for key in ["@graph", "mainEntity", "mainEntityOfPage", "author"] {
                if let Some(data) = fields.get(key) {
                    collect(data, depth + 1, nodes);
                }
            }
        }
        _ => {}
    }
}

fn has_type(node: &Json, is: impl Fn(&str) -> bool) -> bool {
    match node.get("@type") {
        Some(Json::String(kind)) => is(kind),
        Some(Json::Array(kinds)) => kinds.iter().any(|kind| kind.as_str().is_some_and(&is)),
        _ => false,
    }
}

fn is_article(node: &Json) -> bool {
    has_type(node, |kind| kind.ends_with("Article") || ARTICLES.iter().any(|known| kind.ends_with(known)))
}

/// Whether an object is about a page that has no article among its data: a web page, or what a service was sent.
fn is_page(node: &Json) -> bool {
    has_type(node, |kind| kind == "WebPage") || node.get("pub_date").is_some()
}

/// The names of people: text, objects with a name, references to such objects, or a list of these.
fn names(people: &Json, nodes: &[&Json]) -> Option<Value> {
    let name = |person: &Json| -> Option<String> {
        if let Json::String(name) = person {
            return Some(name.clone());
        }
        let is_same = |node: &&&Json| node.get("@id").is_some() && node.get("@id") == person.get("@id");
        let name = person.get("name").or_else(|| nodes.iter().filter(is_same).find_map(|node| node.get("name")))?;
        match name {
            Json::String(name) => Some(name.clone()),
            Json::Array(names) => names.first()?.as_str().map(str::to_owned),
            _ => None,
        }
    };
    let is_name = |name: &String| !name.trim().is_empty() && !name.contains("://");
    let Json::Array(list) = people else { return name(people).filter(is_name).map(Value::Text) };
    let mut names: Vec<Value> = list.iter().filter_map(name).filter(is_name).map(Value::Text).collect();
    if names.len() > 1 { Some(Value::List(names)) } else { names.pop() }
}
