//! [`Draft`]: the draft that rules look at.

use super::House;
use crate::analysis::Article;
use crate::analysis::names::Named;
use crate::prose::Prose;
use crate::record::{Compared, Record, queries};
use crate::text::Span;
use std::sync::{Arc, OnceLock};

/// An article, its path, and what the newsroom allows and knows. All three are fixed when it is made, so its names can be
/// read when the first rule asks for them.
#[derive(Debug)]
pub struct Draft {
    article: Article,
    path: String,
    house: Arc<House>,
    named: OnceLock<Named>,
    record: Option<Arc<Record>>,
    compared: OnceLock<Vec<Compared>>,
}

impl Draft {
    /// A draft at `path`, which is relative to the configuration, with `/` between folders.
    #[must_use]
    pub fn new(article: Article, path: impl Into<String>, house: Arc<House>) -> Self {
        Self { article, path: path.into(), house, named: OnceLock::new(), record: None, compared: OnceLock::new() }
    }

    /// The draft with the record that its quotations are compared with.
    #[must_use]
    pub fn with_record(self, record: Option<Arc<Record>>) -> Self {
        Self { record, compared: OnceLock::new(), ..self }
    }

    /// The record, if one belongs to the draft.
    #[must_use]
    pub const fn record(&self) -> Option<&Arc<Record>> {
        self.record.as_ref()
    }

    /// Its quotations compared with its record, in order; none without a record.
    #[must_use]
    pub fn compared(&self) -> &[Compared] {
        let Some(record) = &self.record else { return &[] };
        self.compared.get_or_init(|| {
            let article = &self.article;
            record.compare(&article.prose.text, &queries(article), &article.language)
        })
    }

    /// The article.
    #[must_use]
    pub const fn article(&self) -> &Article {
        &self.article
    }

    /// The article alone.
    #[must_use]
    pub fn into_article(self) -> Article {
        self.article
    }

    /// The path, relative to the configuration.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What the newsroom allows and knows.
    #[must_use]
    pub fn house(&self) -> &House {
        &self.house
    }

    /// The names that the article mentions, as the newsroom's register knows them.
    #[must_use]
    pub fn named(&self) -> &Named {
        self.named.get_or_init(|| {
            let sources = self.article.attributions.iter().filter_map(|quote| quote.attribution.as_ref());
            let speakers: Vec<Span<Prose>> = sources.map(|attribution| attribution.source).collect();
            Named::new(&self.article.page, &speakers, self.house.names())
        })
    }
}
