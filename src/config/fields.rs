//! [`Field`]: metadata that a configuration, a sidecar or the command line gives a draft.

use super::origin::Origin;
use crate::format::metadata_from_toml;
use crate::prose::Value;
use crate::table::{Problem, deserialize_value};
use crate::text::Source;
use toml::Spanned;
use toml::de::DeValue;

/// A field of metadata that is not written in the draft itself.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name; a dot looks inside a table.
    pub name: String,
    /// Its value.
    pub value: Value,
    /// Where it is set.
    pub origin: Origin,
}

impl Field {
    /// Whether it has this name, in any case.
    #[must_use]
    pub fn is_called(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }
}

/// Reads the fields of a table `[metadata]` in `source`, in the order in which they are written.
pub(crate) fn fields(value: Spanned<DeValue>, source: &Source) -> Result<Vec<Field>, Problem> {
    let at = value.span();
    let DeValue::Table(table) = value.into_inner() else {
        let help = "write [metadata], then a line for each field: type = \"opinion\"";
        return Err(Problem::new("expected a table of fields", at).with_help(help));
    };
    let mut fields: Vec<Field> = Vec::new();
    let mut table: Vec<_> = table.into_iter().collect();
    table.sort_by_key(|(key, _)| key.span().start);
    for (key, value) in table {
        let name = key.get_ref().to_string();
        if let Some(first) = fields.iter().find(|field| field.is_called(&name)) {
            let message =
                format!("`{name}` repeats the field `{}`; fields that differ only in case are the same", first.name);
            return Err(Problem::new(message, key.span()));
        }
        let line = source.position(key.span().start).line;
        let value = metadata_from_toml(deserialize_value(value)?);
        fields.push(Field { name, value, origin: Origin::File(source.name.clone(), line) });
    }
    Ok(fields)
}
