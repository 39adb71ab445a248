//! `family = "political"`: words of one of the lexicon's families of phrases.

use super::words::Words;
use crate::language::Language;
use crate::rule::condition::test::{self, Test};
use crate::rule::condition::written::{Patterns, quoted, texts};
use crate::table::{Problem, meant_or_all};
use std::sync::Arc;
use toml::Spanned;
use toml::de::DeValue;

pub struct Key;

impl test::Key for Key {
    fn name(&self) -> &'static str {
        "family"
    }

    fn read(
        &self,
        value: Spanned<DeValue>,
        patterns: &mut Patterns,
        language: &Language,
    ) -> Result<Vec<Arc<dyn Test>>, Problem> {
        let names = texts(value)?;
        let asked = format!("words of the family {}", quoted(&names));
        let mut expressions = Vec::new();
        for name in names {
            let families = &language.article.phrase_families;
            let Some(family) = families.get(name.get_ref()) else {
                let known: Vec<&str> = families.keys().map(String::as_str).collect();
                let help = meant_or_all(name.get_ref(), &known);
                let message = format!("there is no family “{}”", name.get_ref());
                return Err(Problem::new(message, name.span()).with_help(help));
            };
            expressions.extend(family.iter().map(|pattern| Spanned::new(name.span(), pattern.clone())));
        }
        Ok(vec![Arc::new(Words { patterns: patterns.add(expressions.into_iter())?, asked })])
    }
}
