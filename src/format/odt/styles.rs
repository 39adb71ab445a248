//! [`Styles`]: what the styles of an OpenDocument text say about its paragraphs and words.

use crate::format::document::{Look, Role};
use crate::format::xml::{Element, Token};
use std::collections::HashMap;

/// The longest chain of styles based on each other that is followed. Real documents have shorter ones; a style that is
/// based on itself has no end.
const LONGEST_CHAIN: usize = 16;

/// Properties that do not show: words that differ only in these look alike.
const INVISIBLE: [&str; 4] = ["fo:language", "fo:country", "style:font-name", "officeooo:rsid"];

/// A style.
#[derive(Clone, Debug, Default)]
struct Style {
    parent: Option<String>,
    role: Option<Role>,
    look: Look,
    /// Whether it was made for single words or paragraphs and has no name that people see.
    is_automatic: bool,
}

/// Styles by their names in the file.
#[derive(Clone, Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    open: Option<String>,
    in_automatic: bool,
}

impl Styles {
    /// Takes a token of the part that defines styles.
    pub(super) fn follow(&mut self, token: &Token) {
        match token {
            Token::Start(element) => self.start(element),
            Token::End(name) if name == "style:style" => self.open = None,
            Token::End(name) if name == "office:automatic-styles" => self.in_automatic = false,
            _ => {}
        }
    }

    fn start(&mut self, element: &Element) {
        match &*element.name {
            "office:automatic-styles" => self.in_automatic = true,
            "style:style" => {
                let name = element.attribute("style:name").unwrap_or_default();
                let shown = element.attribute("style:display-name").unwrap_or_else(|| plain(&name));
                // Numbers stand for the names of automatic styles.
                let role = if self.in_automatic { None } else { Role::of_style(&shown) };
                let parent = element.attribute("style:parent-style-name");
                self.styles.insert(
                    name.clone(),
                    Style { parent, role, look: Look::default(), is_automatic: self.in_automatic },
                );
                self.open = Some(name);
            }
            "style:text-properties" => {
                let open = self.open.as_ref().and_then(|name| self.styles.get_mut(name));
                if let Some(style) = open {
                    style.look = look(element);
                }
            }
            _ => {}
        }
    }

    /// The role of the paragraphs of the style `name`.
    pub(super) fn role(&self, name: &str) -> Option<Role> {
        self.chain(name).find_map(|style| style.role).or_else(|| {
            let last = self.styles.get(name).and_then(|style| style.parent.as_deref()).unwrap_or(name);
            Role::of_style(&plain(last))
        })
    }

    /// The look of words that the style `name` gives them itself, without the named styles that it is based on.
    pub(super) fn look(&self, name: &str) -> Look {
        self.styles.get(name).filter(|style| style.is_automatic).map(|style| style.look.clone()).unwrap_or_default()
    }

    fn chain<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a Style> {
        let parent = |style: &&'a Style| style.parent.as_ref().and_then(|parent| self.styles.get(parent));
        std::iter::successors(self.styles.get(name), parent).take(LONGEST_CHAIN)
    }
}

/// A name as people see it: `Heading_20_1` is “Heading 1”.
fn plain(name: &str) -> String {
    name.replace("_20_", " ")
}

fn look(element: &Element) -> Look {
    let is =
        |name: &str, values: &[&str]| element.attribute(name).is_some_and(|value| values.contains(&value.as_str()));
    let mut rest = String::new();
    for attribute in element.tag.attributes().with_checks(false).flatten() {
        let name = attribute.key.into_inner();
        let known = ["fo:font-weight", "fo:font-style", "text:display"].contains(&name);
        if !known && !INVISIBLE.iter().any(|invisible| name.starts_with(invisible)) {
            rest.push_str(name);
            rest.push('=');
            rest.push_str(attribute.value.as_ref());
            rest.push(';');
        }
    }
    Look {
        strong: is("fo:font-weight", &["bold", "600", "700", "800", "900"]),
        emphasis: is("fo:font-style", &["italic", "oblique"]),
        hidden: is("text:display", &["none"]),
        rest,
    }
}
