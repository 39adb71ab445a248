//! How amounts of money are written, by currency: data of `rules/lexicon/currencies.toml`.

use super::lexicon::parsed;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Currencies {
    number: String,
    amounts: BTreeMap<String, Vec<String>>,
}

/// Expressions for amounts by the code of their currency, `EUR`; their first group, `n`, is the number without its scale.
#[must_use]
pub fn currencies() -> &'static BTreeMap<String, Vec<String>> {
    static AMOUNTS: LazyLock<BTreeMap<String, Vec<String>>> = LazyLock::new(|| {
        let Currencies { number, mut amounts, .. } = parsed("currencies");
        amounts.values_mut().flatten().for_each(|form| *form = form.replace("{n}", &number));
        amounts
    });
    &AMOUNTS
}
