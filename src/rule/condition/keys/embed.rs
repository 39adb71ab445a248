//! `embed = true`: links that fill a block, as posts, films and maps are embedded.

use super::link::Links;
use crate::analysis::Article;
use crate::language::Language;
use crate::prose::Prose;
use crate::rule::condition::bounds::Bounds;
use crate::rule::condition::case::{Case, Look};
use crate::rule::condition::test::{self, Test};
use crate::rule::condition::trigger::Trigger;
use crate::rule::condition::written::Patterns;
use crate::table::Problem;
use crate::text::Span;
use std::sync::Arc;
use toml::Spanned;
use toml::de::DeValue;

pub struct Key;

impl test::Key for Key {
    fn name(&self) -> &'static str {
        "embed"
    }

    fn read(&self, value: Spanned<DeValue>, _: &mut Patterns, _: &Language) -> Result<Vec<Arc<dyn Test>>, Problem> {
        Ok(vec![Arc::new(Embeds(Links::read("embed", value)?))])
    }
}

#[derive(Debug)]
struct Embeds(Links);

impl Test for Embeds {
    fn describe(&self) -> String {
        format!("{} by itself", self.0.description())
    }

    fn look(&self, case: &Case, bounds: &Bounds) -> Look {
        let article = case.article();
        let embeds = article.links.iter().filter(|link| fills_block(article, link.span) && self.0.has(link));
        bounds.sift(case, embeds.map(|link| Trigger::at(link.span)))
    }
}

/// Whether a block holds nothing but what is at `span`.
fn fills_block(article: &Article, span: Span<Prose>) -> bool {
    article.prose.block_at(span.start).is_some_and(|block| article.prose.blocks[block].span == span)
}
