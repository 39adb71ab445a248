//! How amounts of money are written, by currency: data of `rules/lexicon/currencies.toml`.

use super::lexicon::parsed;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Currencies {
    number: String,
    rate_before: String,
    rate_behind: String,
    amounts: BTreeMap<String, Vec<String>>,
}

fn read() -> &'static Currencies {
    static READ: LazyLock<Currencies> = LazyLock::new(|| {
        let mut read: Currencies = parsed("currencies");
        let number = &read.number;
        read.amounts.values_mut().flatten().for_each(|form| *form = form.replace("{n}", number));
        read
    });
    &READ
}

/// Expressions for amounts by the code of their currency, `EUR`; their first group, `n`, is the number without its scale.
#[must_use]
pub fn currencies() -> &'static BTreeMap<String, Vec<String>> {
    &read().amounts
}

/// Expressions for what stands right before and right behind an amount that is a rate of exchange.
#[must_use]
pub fn rates() -> [&'static str; 2] {
    [&read().rate_before, &read().rate_behind]
}
