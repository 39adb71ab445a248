//! Links of a draft, those of its markup and bare addresses in its words, and which of them a condition means.

use crate::analysis::Article;
use crate::prose::{InlineKind, Prose};
use crate::text::Span;

/// Which links are meant: those to one of the hosts, if hosts are given, whose query has one of the fields, if fields are.
#[derive(Clone, Debug, Default)]
pub(super) struct Links {
    pub(super) hosts: Vec<String>,
    pub(super) query: Vec<String>,
}

impl Links {
    /// Whether `address` is meant. A host stands for its subdomains; `amazon.*` is amazon with any ending.
    pub(super) fn has(&self, address: &str) -> bool {
        let Some((host, rest)) = split(address) else { return false };
        let is_host = |wanted: &String| {
            let fits = |host: &str| match wanted.strip_suffix(".*") {
                Some(name) => host.strip_prefix(name).is_some_and(|ending| ending.starts_with('.')),
                None => host == wanted,
            };
            fits(&host) || host.match_indices('.').any(|(dot, _)| fits(&host[dot + 1..]))
        };
        let query = rest.split_once('?').map_or("", |(_, query)| query.split('#').next().unwrap_or_default());
        let mut fields = query.split(['&', ';']).filter_map(|field| field.split('=').next());
        (self.hosts.is_empty() || self.hosts.iter().any(is_host))
            && (self.query.is_empty()
                || fields.any(|field| self.query.iter().any(|wanted| wanted.eq_ignore_ascii_case(field))))
    }

    pub(super) fn told(&self) -> String {
        let to = if self.hosts.is_empty() { String::new() } else { format!(" to {}", self.hosts.join(", ")) };
        let with = if self.query.is_empty() {
            String::new()
        } else {
            format!(" with “{}=”", self.query.join("=”, “"))
        };
        format!("a link{to}{with}")
    }
}

/// The host of an address, in lower case, and what follows it.
fn split(address: &str) -> Option<(String, &str)> {
    let (_, rest) = address.split_once("//")?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let host = rest[..end].rsplit('@').next()?.split(':').next()?.to_ascii_lowercase();
    Some((host, &rest[end..]))
}

/// All links, in order of their place: the words that are linked, or the address where it stands bare.
pub(super) fn links(article: &Article) -> Vec<(Span<Prose>, &str)> {
    let text = article.prose.text.as_str();
    let mut links: Vec<(Span<Prose>, &str)> = Vec::new();
    for inline in &article.prose.inlines {
        if let InlineKind::Link(address) = &inline.kind {
            links.push((inline.span, address));
        }
    }
    let marked = links.len();
    for (at, _) in text.match_indices("://") {
        let scheme = text[..at].chars().rev().take_while(char::is_ascii_alphabetic).count();
        let end =
            text[at..].find(|c: char| c.is_whitespace() || "<>()[]”\"".contains(c)).map_or(text.len(), |end| at + end);
        let address = text[at - scheme..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’']);
        let span = Span::new(at - scheme, at - scheme + address.len());
        let known = links[..marked].partition_point(|(of, _)| of.start <= span.start);
        if scheme > 0 && !known.checked_sub(1).is_some_and(|index| links[index].0.overlaps(span)) {
            links.push((span, address));
        }
    }
    links.sort_by_key(|(span, _)| *span);
    links
}

/// Blocks that hold a link and nothing else, as a post, film or map is embedded.
pub(super) fn stands_alone(article: &Article, span: Span<Prose>) -> bool {
    article.prose.block_at(span.start).is_some_and(|block| article.prose.blocks[block].span == span)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_stand_for_subdomains_and_fields_are_whole() {
        let links = |hosts: &[&str], query: &[&str]| Links {
            hosts: hosts.iter().map(|&host| host.to_owned()).collect(),
            query: query.iter().map(|&field| field.to_owned()).collect(),
        };
        assert!(links(&["shop.example"], &[]).has("https://go.shop.example:443/x"));
        assert!(!links(&["shop.example"], &[]).has("https://workshop.example/"));
        assert!(links(&["amazon.*"], &["tag"]).has("https://www.amazon.co.uk/dp/1?psc=1&tag=desk-21#top"));
        assert!(!links(&["amazon.*"], &["tag"]).has("https://www.amazon.com/dp/1?tagged=x"));
        assert!(!links(&[], &["tag"]).has("mailto:a@b.example?tag=x"));
    }
}
