//! [`Links`]: which links of a draft a condition means.

use super::written::{Text, known, plain, texts};
use crate::analysis::{Article, Link};
use crate::prose::Prose;
use crate::table::Problem;
use crate::text::Span;
use std::ops::Range;
use toml::Spanned;
use toml::de::DeValue;

/// Which links are meant: those to one of the hosts, if hosts are given, whose query has one of the fields, if fields are.
#[derive(Clone, Debug, Default)]
pub(super) struct Links {
    pub(super) hosts: Vec<String>,
    pub(super) query: Vec<String>,
}

impl Links {
    /// `"shop.example"`, `["shop.example", "amazon.*"]` or `{ host = …, query = … }`.
    pub(super) fn read(value: Spanned<DeValue>, at: Range<usize>) -> Result<Self, Problem> {
        let mut links = Self::default();
        if value.get_ref().as_bool() == Some(true) {
            return Ok(links);
        }
        if !value.get_ref().is_table() {
            links.hosts = hosts(value)?;
            return Ok(links);
        }
        let DeValue::Table(table) = value.into_inner() else { return Ok(links) };
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "host" => links.hosts = hosts(value)?,
                "query" => links.query = plain(texts(value)?),
                other => {
                    let message = format!("a link has no key `{other}`");
                    return Err(Problem::new(message, key.span()).with_help_if(known(other, &["host", "query"])));
                }
            }
        }
        if links.hosts.is_empty() && links.query.is_empty() {
            return Err(
                Problem::new("the link has neither host nor query", at).with_help("for any link write link = true")
            );
        }
        Ok(links)
    }

    /// Whether `link` is meant. A host stands for its subdomains; `amazon.*` is amazon with any ending.
    pub(super) fn has(&self, link: &Link) -> bool {
        let host = link.host().unwrap_or_default();
        let is_host = |wanted: &String| {
            let fits = |host: &str| match wanted.strip_suffix(".*") {
                Some(name) => host.strip_prefix(name).is_some_and(|ending| ending.starts_with('.')),
                None => host == wanted,
            };
            fits(&host) || host.match_indices('.').any(|(dot, _)| fits(&host[dot + 1..]))
        };
        let mut fields = link.query().split(['&', ';']).filter_map(|field| field.split('=').next());
        !link.address.starts_with("mailto:")
            && (self.hosts.is_empty() || self.hosts.iter().any(is_host))
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

fn hosts(value: Spanned<DeValue>) -> Result<Vec<String>, Problem> {
    texts(value)?.iter().map(host).collect()
}

/// A host as [`Link::host`] gives it.
pub(in crate::rule) fn host(text: &Text) -> Result<String, Problem> {
    let host = text.get_ref().to_ascii_lowercase();
    if host.is_empty() || host.contains(|c: char| c == '/' || c.is_whitespace()) {
        let help = "a host is written shop.example, without https:// and path";
        return Err(Problem::new(format!("“{}” is no host", text.get_ref()), text.span()).with_help(help));
    }
    Ok(host.trim_start_matches("*.").trim_start_matches("www.").to_owned())
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
        let has = |hosts: &[&str], query: &[&str], address: &str| {
            let owned = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect();
            let link = Link { span: Span::new(0, 0), address: address.into(), is_bare: false, place: None };
            Links { hosts: owned(hosts), query: owned(query) }.has(&link)
        };
        assert!(has(&["shop.example"], &[], "https://go.Shop.example:443/x"));
        assert!(has(&["shop.example"], &[], "//shop.example?x"), "without a scheme, as pages write it");
        assert!(!has(&["shop.example"], &[], "https://workshop.example/"));
        assert!(!has(&["shop.example"], &[], "https://other.example/?to=//shop.example/"));
        assert!(has(&["amazon.*"], &["tag"], "https://www.amazon.co.uk/dp/1?psc=1&tag=desk-21#top"));
        assert!(!has(&["amazon.*"], &["tag"], "https://www.amazon.com/dp/1?tagged=x"));
        assert!(!has(&["amazon.*"], &["tag"], "https://www.amazon.com/dp/1#?tag=x"));
        assert!(has(&[], &[], "/about") && !has(&["amazon.*"], &[], "/about"), "a page of the same site");
        assert!(!has(&[], &["tag"], "mailto:a@b.example?tag=x"));
    }
}
