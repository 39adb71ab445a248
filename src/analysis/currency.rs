//! How amounts of money are written, by currency: data of `rules/lexicon/currencies.toml`.

use super::lexicon::parsed;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Currencies {
    #[allow(dead_code)]
    about: String,
    #[allow(dead_code)]
    source: String,
    amounts: BTreeMap<String, Vec<String>>,
}

/// Expressions for amounts by the code of their currency, `EUR`; `{n}` stands for a number.
#[must_use]
pub fn currencies() -> &'static BTreeMap<String, Vec<String>> {
    static CURRENCIES: LazyLock<Currencies> = LazyLock::new(|| parsed("currencies"));
    &CURRENCIES.amounts
}
