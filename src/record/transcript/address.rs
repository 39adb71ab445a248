//! [`Address`]: where a saved page was on the web, so that a quotation with a link is held against the page behind it.

use crate::diagnostic::fnv;

/// The address of a page, as far as two ways of writing it are compared: without scheme, `www.`, query and last slash.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Address(String);

/// Bytes of a page within which it says its address.
const HEAD: usize = 200_000;

impl Address {
    /// The address that `url` writes; `None` if it is not one on the web.
    #[must_use]
    pub fn read(url: &str) -> Option<Self> {
        let (scheme, rest) = url.trim().split_once("://")?;
        let rest = rest.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
        let lower = rest.to_lowercase();
        let bare = lower.strip_prefix("www.").unwrap_or(&lower);
        (scheme.to_ascii_lowercase().starts_with("http") && !bare.is_empty()).then(|| Self(bare.to_owned()))
    }

    /// Its hash.
    pub(in crate::record) fn hash(&self) -> u64 {
        fnv(self.0.bytes().map(u64::from))
    }

    /// The address that a page in HTML gives for itself.
    pub(super) fn of_page(html: &str) -> Option<Self> {
        let head = &html[..html.floor_char_boundary(HEAD)];
        let tags = head.split('<').filter_map(|tag| tag.split('>').next());
        let mut links = tags.filter(|tag| tag.get(..5).is_some_and(|name| name.eq_ignore_ascii_case("link ")));
        let link = links.find(|tag| value(tag, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")))?;
        Self::read(&htmlize::unescape(value(link, "href")?))
    }

    /// Whether a file called `name` was saved under the last part of the address: `…/ice-on-the-pier`, `ice-on-the-pier.html`.
    #[must_use]
    pub fn names(&self, name: &str) -> bool {
        let file = name.rsplit(['/', '\\']).next().unwrap_or(name).to_lowercase();
        let stem = file.rsplit_once('.').map_or(file.as_str(), |(stem, _)| stem);
        let last = self.0.split_once('/').and_then(|(_, path)| path.rsplit('/').next()).unwrap_or_default();
        let last = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
        last.len() >= SHORTEST_NAME && last.contains(char::is_alphabetic) && last == stem
    }
}

/// Names of files that are shorter are those of many pages: “news”, “about”.
const SHORTEST_NAME: usize = 6;

/// The value of an attribute of a tag.
fn value<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = tag;
    loop {
        let (before, after) = rest.split_once('=')?;
        let after = after.trim_start();
        let is_wanted = before.split_whitespace().next_back().is_some_and(|key| key.eq_ignore_ascii_case(name));
        let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, next) = match quote {
            Some(quote) => after[1..].split_once(quote)?,
            None => after.split_once(char::is_whitespace).unwrap_or((after, "")),
        };
        if is_wanted {
            return Some(value);
        }
        rest = next;
    }
}

#[cfg(test)]
mod tests {
    use super::Address;

    #[test]
    fn addresses_are_compared_without_what_does_not_matter() {
        let address = |url: &str| Address::read(url).expect("an address");
        assert_eq!(address("http://www.Example.org/News/Ice/?from=home"), address("https://example.org/news/ice#top"));
        assert_eq!(Address::read("mailto:desk@example.org"), None);
        let page = "<html><head><LINK href='https://example.org/a/ice-on-the-pier?x=1&amp;y' rel=canonical></head>";
        assert_eq!(Address::of_page(page), Some(address("https://example.org/a/ice-on-the-pier")));
        assert_eq!(Address::of_page("<link rel=stylesheet href=a.css><p>link rel=canonical"), None);
        assert!(address("https://example.org/a/ice-on-the-pier.html").names("notes/Ice-on-the-pier.htm"));
        assert!(!address("https://example.org/a/news").names("news.html"));
    }
}
