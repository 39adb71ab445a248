//! `phrase = "paid for by"`: the words themselves.

use super::words::Words;
use crate::language::Language;
use crate::rule::condition::test::{self, Test};
use crate::rule::condition::written::{Patterns, quoted, texts};
use crate::table::Problem;
use std::sync::Arc;
use toml::Spanned;
use toml::de::DeValue;

pub struct Key;

impl test::Key for Key {
    fn name(&self) -> &'static str {
        "phrase"
    }

    fn read(
        &self,
        value: Spanned<DeValue>,
        patterns: &mut Patterns,
        _: &Language,
    ) -> Result<Vec<Arc<dyn Test>>, Problem> {
        let phrases = texts(value)?;
        let asked = format!("the words {}", quoted(&phrases));
        let escaped = phrases.into_iter().map(|phrase| {
            let at = phrase.span();
            Spanned::new(at, regex_syntax::escape(phrase.get_ref()).replace('\'', "['’]"))
        });
        Ok(vec![Arc::new(Words { patterns: patterns.add(escaped)?, asked })])
    }
}
