//! [`Draft`]: the draft that rules look at.

use super::House;
use crate::analysis::Article;
use crate::analysis::names::{Named, Properties};
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
    properties: OnceLock<Vec<Option<Properties>>>,
    day: OnceLock<Option<String>>,
    record: Option<Arc<Record>>,
    compared: OnceLock<Vec<Compared>>,
    /// Published articles, and the name of the draft's own file, which may be among them.
    archive: Option<(Arc<Record>, String)>,
    repeated: OnceLock<Vec<Compared>>,
}

impl Draft {
    /// A draft at `path`, which is relative to the configuration, with `/` between folders.
    #[must_use]
    pub fn new(article: Article, path: impl Into<String>, house: Arc<House>) -> Self {
        Self {
            article,
            path: path.into(),
            house,
            named: OnceLock::new(),
            properties: OnceLock::new(),
            day: OnceLock::new(),
            record: None,
            compared: OnceLock::new(),
            archive: None,
            repeated: OnceLock::new(),
        }
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

    /// The draft with the published articles that its quotations are compared with, of which the one called `own` is itself.
    #[must_use]
    pub fn with_archive(self, archive: Option<Arc<Record>>, own: &str) -> Self {
        let archive = archive.map(|archive| (archive, own.to_owned()));
        Self { archive, repeated: OnceLock::new(), ..self }
    }

    /// The published articles, if any belong to the draft.
    #[must_use]
    pub fn archive(&self) -> Option<&Arc<Record>> {
        self.archive.as_ref().map(|(archive, _)| archive)
    }

    /// Its quotations that published articles give to somebody else or in other words.
    #[must_use]
    pub fn repeated(&self) -> &[Compared] {
        let Some((archive, own)) = &self.archive else { return &[] };
        self.repeated.get_or_init(|| {
            let article = &self.article;
            archive.compare_with_others(&article.prose.text, &queries(article), &article.language, own)
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

    /// The [day](House::day) on which entries of the register must be valid.
    #[must_use]
    pub fn day(&self) -> Option<&str> {
        self.day.get_or_init(|| self.house.day(&self.article)).as_deref()
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

    /// For each of the people and organisations that it names what the register knows of it on its [day](Draft::day).
    #[must_use]
    pub fn properties(&self) -> &[Option<Properties>] {
        self.properties.get_or_init(|| {
            let (text, names, day) = (&self.article.prose.text, self.house.names(), self.day());
            self.named().entities.iter().map(|entity| names.properties(&entity.forms(text), day)).collect()
        })
    }
}
