//! What the newsroom of an example knows: its register and the day of the run, from the example's front matter.

use crate::analysis::Article;
use crate::analysis::names::{HouseNames, Names};
use crate::prose::Value;
use crate::rule::House;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The field with the names of the newsroom's register and their properties, and with `house`, its own name.
const REGISTER: &str = "register";
/// The field with the day of the run.
const TODAY: &str = "today";

/// What the newsroom knows in this example; `None` where the front matter does not say.
pub(super) fn known(article: &Article, names: &Arc<Names>) -> Option<House> {
    let metadata = &article.prose.metadata;
    let today = match metadata.field(TODAY) {
        Some(Value::Text(day)) => Some(day.clone()),
        _ => None,
    };
    let register = match metadata.field(REGISTER) {
        Some(Value::Map(register)) => Some(Arc::new(names.with_house(vec![house_names(register)]))),
        _ => None,
    };
    (today.is_some() || register.is_some())
        .then(|| House { today, ..House::new(register.unwrap_or_else(|| Arc::clone(names))) })
}

fn house_names(names: &BTreeMap<String, Value>) -> HouseNames {
    let mut file = toml::Table::new();
    let mut entries = Vec::new();
    for (name, value) in names {
        match value {
            Value::Map(properties) => {
                let mut entry: toml::Table =
                    properties.iter().map(|(key, value)| (key.clone(), written(key, value))).collect();
                entry.insert("name".into(), name.as_str().into());
                entries.push(toml::Value::Table(entry));
            }
            value => {
                file.insert(name.clone(), written(name, value));
            }
        }
    }
    file.insert("entry".into(), toml::Value::Array(entries));
    // A mistake in the register of an example shows when the example fails.
    HouseNames::read(&crate::text::Source::new("register.toml", file.to_string())).0
}

fn written(key: &str, value: &Value) -> toml::Value {
    match value {
        Value::Text(text) if matches!(key, "since" | "until") => {
            text.parse::<toml::value::Datetime>().map_or_else(|_| text.as_str().into(), toml::Value::Datetime)
        }
        Value::Text(text) => text.as_str().into(),
        Value::Bool(yes) => (*yes).into(),
        Value::List(list) => toml::Value::Array(list.iter().map(|value| written(key, value)).collect()),
        Value::Empty | Value::Map(_) => String::new().into(),
    }
}
