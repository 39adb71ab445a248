//! `link`: the words of a link, its host, and the parameters of its address.

use super::shared::values;
use crate::analysis::{Article, Link};
use crate::diagnostic::Safety;
use crate::expression::Expression;
use crate::rule::condition::host;
use crate::rule::{BuildContext, Check, DraftCheck, Finding, RuleContext};
use crate::table::{Problem, deserialize_value};
use serde::Deserialize;
use toml::Spanned;
use toml::de::DeValue;

pub struct Kind;

impl super::Kind for Kind {
    fn name(&self) -> &'static str {
        "link"
    }

    fn about(&self) -> &'static str {
        "the words of links, their hosts, and the parameters of their addresses"
    }

    fn keys(&self) -> &'static [&'static str] {
        &["report", "words", "hosts", "pages", "parameters", "patterns", "min"]
    }

    fn build(&self, keys: Spanned<DeValue>, _: &BuildContext) -> Result<Check, Problem> {
        let at = keys.span();
        let options: Options = deserialize_value(keys)?;
        let (is_empty, key) = match options.report {
            Report::Words => (options.words.is_empty(), "words"),
            Report::Hosts => (options.hosts.is_empty(), "hosts"),
            Report::Parameters => (options.parameters.is_empty(), "parameters"),
            Report::Addresses => (options.patterns.is_empty(), "patterns"),
            Report::OneSite => (false, ""),
        };
        if is_empty {
            return Err(Problem::new(format!("the rule has no `{key}`, so it can never match"), at));
        }
        let mut patterns = Vec::new();
        for text in &options.patterns {
            let pattern =
                Expression::sought(text.get_ref(), false).map_err(|message| Problem::new(message, text.span()))?;
            patterns.push(pattern);
        }
        let hosts = options.hosts.iter().map(host).collect::<Result<_, _>>()?;
        let pages = options.pages.iter().map(host).collect::<Result<_, _>>()?;
        let words = options.words.iter().map(normalized).collect::<Result<_, _>>()?;
        Ok(Check::draft(Links { options, words, hosts, pages, patterns }))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {
    report: Report,
    #[serde(default)]
    words: Vec<Spanned<String>>,
    #[serde(default)]
    hosts: Vec<Spanned<String>>,
    /// Further hosts, whose front page does not count.
    #[serde(default)]
    pages: Vec<Spanned<String>>,
    #[serde(default)]
    parameters: Vec<String>,
    #[serde(default)]
    patterns: Vec<Spanned<String>>,
    #[serde(default = "a_few")]
    min: usize,
}

const fn a_few() -> usize {
    3
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Report {
    /// The words of a link are one of `words`, or an address.
    Words,
    /// The host is one of `hosts` or a subdomain of one.
    Hosts,
    /// The address has one of `parameters`.
    Parameters,
    /// The address matches one of `patterns`.
    Addresses,
    /// All links of a draft go to one site.
    OneSite,
}

/// The words of a link in lower case, without punctuation at either end.
fn bare(words: &str) -> String {
    words.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// Words as [`bare`] gives those of a link.
fn normalized(words: &Spanned<String>) -> Result<String, Problem> {
    let bare = bare(words.get_ref());
    if bare.is_empty() { Err(Problem::new("expected words", words.span())) } else { Ok(bare) }
}

struct Links {
    options: Options,
    words: Vec<String>,
    hosts: Vec<String>,
    pages: Vec<String>,
    patterns: Vec<Expression>,
}

impl DraftCheck for Links {
    fn values(&self) -> Vec<String> {
        values(match self.options.report {
            Report::Words => &["match", "address"],
            Report::Hosts => &["match", "address", "host"],
            Report::Parameters => &["match", "address", "parameter", "clean"],
            Report::Addresses => &["match", "address", "part"],
            Report::OneSite => &["match", "host", "count"],
        })
    }

    fn check(&self, context: &RuleContext, found: &mut Vec<Finding>) {
        let article = context.article;
        let has_words = |link: &&Link| !link.span.is_empty() && context.scope.allows(article, link.span);
        let links = article.links.iter().filter(has_words);
        let links: Vec<&Link> = links.collect();
        if self.options.report == Report::OneSite {
            let links: Vec<&Link> = links.into_iter().filter(|link| !self.is_listed(link)).collect();
            return found.extend(one_site(article, &links, self.options.min));
        }
        found.extend(links.iter().filter_map(|link| self.judge(article, link)));
    }
}

impl Links {
    fn judge(&self, article: &Article, link: &Link) -> Option<Finding> {
        let words = article.slice(link.span);
        let finding = || Finding::at(link.span).with("match", words).with("address", link.address.as_str());
        match self.options.report {
            Report::Words => {
                let listed = self.words.contains(&bare(words));
                (listed && !link.is_bare).then(finding)
            }
            Report::Hosts => {
                let host = link.host()?;
                self.is_listed(link).then(|| finding().with("host", host.as_str()))
            }
            Report::Parameters => {
                let (clean, gone) = self.cleaned(&link.address)?;
                let finding = finding().with("parameter", gone).with("clean", clean.as_str());
                Some(match link.place {
                    _ if link.is_bare => finding.replaced_by(clean, Safety::Safe),
                    Some(place) => Finding { readdressed: Some((place, clean)), ..finding },
                    None => finding,
                })
            }
            Report::Addresses => {
                let found = self.patterns.iter().find_map(|of| of.find(&link.address))?;
                Some(finding().with("part", &link.address[found]))
            }
            Report::OneSite => None,
        }
    }

    /// Whether the host of the link is one of the hosts or a subdomain of one, or the link goes to a page below such a host.
    fn is_listed(&self, link: &Link) -> bool {
        let Some(host) = link.host() else { return false };
        let is_one = |of: &String| host == *of || host.strip_suffix(of.as_str()).is_some_and(|sub| sub.ends_with('.'));
        self.hosts.iter().any(is_one) || link.has_path() && self.pages.iter().any(is_one)
    }

    /// The address without the listed parameters, and the first of these; `None` if it has none.
    fn cleaned<'a>(&self, address: &'a str) -> Option<(String, &'a str)> {
        let (path, rest) = address.split_once('?')?;
        let (query, fragment) = rest.split_once('#').map_or((rest, None), |(query, of)| (query, Some(of)));
        let is_listed = |part: &&str| {
            let name = part.split('=').next().unwrap_or_default();
            self.options.parameters.iter().any(|of| match of.strip_suffix('*') {
                Some(start) => name.starts_with(start),
                None => name == of,
            })
        };
        let (gone, kept): (Vec<&str>, Vec<&str>) = query.split('&').partition(is_listed);
        let first = *gone.first()?;
        let query = if kept.is_empty() { String::new() } else { format!("?{}", kept.join("&")) };
        let fragment = fragment.map_or(String::new(), |of| format!("#{of}"));
        Some((format!("{path}{query}{fragment}"), first))
    }
}

/// One finding on the first link, where all links go to one site.
fn one_site(article: &Article, links: &[&Link], min: usize) -> Option<Finding> {
    let hosts: Vec<String> = links.iter().filter_map(|link| link.host()).collect();
    let first = hosts.first()?.as_str();
    if links.len() < min || hosts.len() < links.len() || hosts.iter().any(|host| host != first) {
        return None;
    }
    let place = links.first()?.span;
    let finding = Finding::at(place).with("match", article.slice(place)).with("host", first);
    let finding = finding.with("count", links.len().to_string());
    Some(links[1..].iter().fold(finding, |finding, link| finding.related_to(link.span, "")))
}
