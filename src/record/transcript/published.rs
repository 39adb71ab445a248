//! A published article as a record: its quotations, each said by whom the article names.

use super::super::query::queries;
use super::super::speaker::Certainty;
use super::{Transcript, Turn, Writer};
use crate::analysis::Article;
use crate::text::{Source, Span};
use std::sync::Arc;

impl Transcript {
    /// The quotations of `article`, whose speakers it names with certainty. What is written around them was not said.
    #[must_use]
    pub fn of_article(source: Arc<Source>, article: &Article) -> Self {
        let mut writer = Writer::default();
        for query in queries(article) {
            let Some(named) = query.speaker.filter(|named| named.certainty == Certainty::Sure) else { continue };
            let speaker = writer.speaker(&named.name);
            let last = writer.turns.last().map_or(0, |turn: &Turn| turn.span.end);
            let span = Span::new(query.quote.start.max(last), query.quote.end);
            if span.start < span.end {
                writer.turns.push(Turn { span, speaker, time: None });
            }
        }
        writer.prose = Some(article.prose.clone());
        writer.finish(source)
    }
}
