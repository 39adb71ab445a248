//! `pattern = '\bpaid (for )?by\b'`: words that match a regular expression.

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
        "pattern"
    }

    fn read(
        &self,
        value: Spanned<DeValue>,
        patterns: &mut Patterns,
        _: &Language,
    ) -> Result<Vec<Arc<dyn Test>>, Problem> {
        let expressions = texts(value)?;
        let asked = format!("words like {}", quoted(&expressions));
        Ok(vec![Arc::new(Words { patterns: patterns.add(expressions.into_iter())?, asked })])
    }
}
