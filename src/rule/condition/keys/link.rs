//! `link = "shop.example"` or `link = { host = "…", query = "…" }`: links.

use crate::analysis::Link;
use crate::language::Language;
use crate::rule::condition::bounds::Bounds;
use crate::rule::condition::case::{Case, Look};
use crate::rule::condition::test::{self, Test};
use crate::rule::condition::trigger::Trigger;
use crate::rule::condition::written::{Patterns, Text, plain, texts};
use crate::table::Problem;
use std::sync::Arc;
use toml::Spanned;
use toml::de::DeValue;

pub struct Key;

impl test::Key for Key {
    fn name(&self) -> &'static str {
        "link"
    }

    fn read(&self, value: Spanned<DeValue>, _: &mut Patterns, _: &Language) -> Result<Vec<Arc<dyn Test>>, Problem> {
        Ok(vec![Arc::new(Links::read("link", value)?)])
    }
}

/// Links to one of the hosts, if there are any, whose query has one of the fields, if there are any.
#[derive(Clone, Debug, Default)]
pub(super) struct Links {
    hosts: Vec<String>,
    query: Vec<String>,
}

impl Links {
    /// Reads the value of the key `key`: `true`, `"shop.example"`, `["shop.example", "amazon.*"]` or
    /// `{ host = …, query = … }`.
    pub(super) fn read(key: &str, value: Spanned<DeValue>) -> Result<Self, Problem> {
        let (at, mut links) = (value.span(), Self::default());
        let table = match value.into_inner() {
            DeValue::Boolean(true) => return Ok(links),
            DeValue::Table(table) => table,
            value => {
                links.hosts = hosts(Spanned::new(at, value))?;
                return Ok(links);
            }
        };
        for (name, value) in table {
            match name.get_ref().as_ref() {
                "host" => links.hosts = hosts(value)?,
                "query" => links.query = plain(texts(value)?),
                other => {
                    return Err(Problem::unknown_key("a link", other, name.span(), &["host", "query"]));
                }
            }
        }
        if links.hosts.is_empty() && links.query.is_empty() {
            let help = format!("write {key} = true for any link");
            return Err(Problem::new("the link has neither host nor query", at).with_help(help));
        }
        Ok(links)
    }

    /// Whether `link` is one of them. A host stands for its subdomains; `amazon.*` is amazon with any ending.
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

    /// The links in words.
    pub(super) fn description(&self) -> String {
        let to = if self.hosts.is_empty() { String::new() } else { format!(" to {}", self.hosts.join(", ")) };
        let with = if self.query.is_empty() {
            String::new()
        } else {
            format!(" with “{}=”", self.query.join("=”, “"))
        };
        format!("a link{to}{with}")
    }
}

impl Test for Links {
    fn describe(&self) -> String {
        self.description()
    }

    fn look(&self, case: &Case, bounds: &Bounds) -> Look {
        let links = case.article().links.iter().filter(|link| self.has(link));
        bounds.sift(case, links.map(|link| Trigger::at(link.span)))
    }
}

fn hosts(value: Spanned<DeValue>) -> Result<Vec<String>, Problem> {
    texts(value)?.iter().map(host).collect()
}

/// A host as [`Link::host`] gives it.
pub(in crate::rule) fn host(text: &Text) -> Result<String, Problem> {
    let host = text.get_ref().to_ascii_lowercase();
    if host.is_empty() || host.contains(|c: char| c == '/' || c.is_whitespace()) {
        let help = "write a host as shop.example, without https:// or a path";
        return Err(Problem::new(format!("“{}” is not a host name", text.get_ref()), text.span()).with_help(help));
    }
    Ok(host.trim_start_matches("*.").trim_start_matches("www.").to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

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
