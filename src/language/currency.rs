//! [`Currencies`]: how amounts of money are written, by currency (`rules/lexicon/currencies.toml`).

use super::lists::parsed;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Expressions for amounts of money and for rates of exchange.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Currencies {
    number: String,
    rate_before: String,
    rate_after: String,
    amounts: BTreeMap<String, Vec<String>>,
}

impl Currencies {
    pub(super) fn embedded() -> Self {
        let mut read: Self = parsed("currencies");
        let number = &read.number;
        read.amounts.values_mut().flatten().for_each(|form| *form = form.replace("{n}", number));
        read
    }

    /// Expressions for amounts by the code of their currency, `EUR`; their first group, `n`, is the number without its
    /// scale.
    #[must_use]
    pub const fn amounts(&self) -> &BTreeMap<String, Vec<String>> {
        &self.amounts
    }

    /// Expressions for the words directly before and directly after an amount that make it a rate of exchange.
    #[must_use]
    pub fn rates(&self) -> [&str; 2] {
        [&self.rate_before, &self.rate_after]
    }
}
