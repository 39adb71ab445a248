//! [`Link`]: addresses that a draft leads its readers to, under words or written out.

use crate::prose::{InlineKind, Prose};
use crate::text::{Source, Span};

/// An address, and the words that stand for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The words that are the link, none if a picture is; the address itself where it is written out.
    pub span: Span<Prose>,
    /// Where it goes.
    pub address: String,
    /// Where the source has the address of linked words; `None` where that is not one place.
    pub place: Option<Span<Source>>,
    /// Whether the address is what readers see.
    pub is_bare: bool,
}

impl Link {
    /// The host in lower case, without `www.`; none for an address within a site, and where no page is meant.
    #[must_use]
    pub fn host(&self) -> Option<String> {
        let (scheme, rest) = self.address.trim_start().split_once("//")?;
        let is_page = ["", "http:", "https:"].iter().any(|of| scheme.eq_ignore_ascii_case(of));
        let host = rest.split(['/', '?', '#']).next().filter(|_| is_page)?;
        let host = host.rsplit('@').next()?.split(':').next()?.to_ascii_lowercase();
        let host = host.strip_prefix("www.").map(str::to_owned).unwrap_or(host);
        (!host.is_empty()).then_some(host)
    }

    /// Whether a page below the host is meant, and not its front page.
    #[must_use]
    pub fn has_path(&self) -> bool {
        let rest = self.address.split_once("//").map_or(self.address.as_str(), |(_, rest)| rest);
        rest.split_once('/').is_some_and(|(_, path)| !path.is_empty())
    }

    /// The part after the `?`, without the fragment.
    #[must_use]
    pub fn query(&self) -> &str {
        let address = self.address.split('#').next().unwrap_or_default();
        address.split_once('?').map_or("", |(_, query)| query)
    }
}

/// All links in order; of an address that is the words of a link, only the link.
pub(super) fn links(prose: &Prose) -> Vec<Link> {
    let under_words = prose.inlines.iter().filter_map(|inline| match &inline.kind {
        InlineKind::Link(address) => Some(Link {
            span: inline.span,
            address: address.clone(),
            is_bare: prose.slice(inline.span) == address,
            place: inline.address,
        }),
        _ => None,
    });
    let mut links: Vec<Link> = under_words.collect();
    links.extend(written_out(&prose.text));
    links.sort_by_key(|link| (link.span.start, std::cmp::Reverse(link.span.end)));
    links.dedup_by(|later, first| later.span.start < first.span.end);
    links
}

fn written_out(text: &str) -> impl Iterator<Item = Link> {
    let mut past = 0; // an address within an address, as in those of archives, is part of it
    // A colon is rare, and one letter is found faster than three.
    text.match_indices(':').filter_map(move |(at, _)| {
        if at < past || !text[at..].starts_with("://") {
            return None;
        }
        let start = ["https", "http"].into_iter().find_map(|scheme| {
            let start = at.checked_sub(scheme.len())?;
            text.get(start..at)?.eq_ignore_ascii_case(scheme).then_some(start)
        })?;
        let closes = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '“' | '”' | '"' | ')' | ']');
        let end = text[at..].find(closes).map_or(text.len(), |length| at + length);
        past = end;
        let address = text[start..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’']);
        let span = Span::new(start, start + address.len());
        (span.end > at + 3).then(|| Link { span, address: address.to_owned(), is_bare: true, place: None })
    })
}

#[cfg(test)]
mod tests {
    use super::{Source, Span};
    use crate::format::read;

    #[test]
    fn links_are_found_under_words_and_written_out() {
        let prose = read(&Source::new(
            "a.md",
            "See [the plan](https://www.example.org/plan) and <https://a.b/c> or https://d.e/f.\n",
        ));
        let links = super::links(&prose);
        assert_eq!(links[0].place, Some(Span::new(15, 43)));
        let seen: Vec<(&str, bool)> = links.iter().map(|link| (link.address.as_str(), link.is_bare)).collect();
        assert_eq!(seen, [("https://www.example.org/plan", false), ("https://a.b/c", true), ("https://d.e/f", true)]);
        assert_eq!(links[0].host(), Some("example.org".into()));
        let prose =
            read(&Source::new("a.txt", "At https://web.archive.org/web/2026/https://example.org/plan, it says."));
        let links: Vec<String> = super::links(&prose).into_iter().map(|link| link.address).collect();
        assert_eq!(links, ["https://web.archive.org/web/2026/https://example.org/plan"]);
    }
}
