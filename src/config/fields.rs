//! [`Field`]: metadata that is said of drafts outside of them, in a configuration, in a sidecar or on the command line.

use super::Origin;
use crate::format::metadata_from_toml;
use crate::prose::Value;
use crate::table::{Problem, deserialize_value};
use crate::text::Source;
use toml::Spanned;
use toml::de::DeValue;

/// A metadata field that is said outside of the draft.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name; a dot looks inside a table.
    pub name: String,
    /// What it says.
    pub value: Value,
    /// Where it is said.
    pub origin: Origin,
}

impl Field {
    /// Whether it has this name; case does not matter.
    #[must_use]
    pub fn is_called(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }
}

/// The fields of a table `[metadata]` in `source`, in their order.
pub(crate) fn fields(value: Spanned<DeValue>, source: &Source) -> Result<Vec<Field>, Problem> {
    let at = value.span();
    let DeValue::Table(table) = value.into_inner() else {
        let help = "write [metadata], and beneath it a line for each field: type = \"opinion\"";
        return Err(Problem::new("metadata is a table of fields", at).with_help(help));
    };
    let mut fields: Vec<Field> = Vec::new();
    let mut table: Vec<_> = table.into_iter().collect();
    table.sort_by_key(|(key, _)| key.span().start);
    for (key, value) in table {
        let name = key.get_ref().to_string();
        if let Some(first) = fields.iter().find(|field| field.is_called(&name)) {
            let message = format!("`{name}` is the field `{}` again; case does not tell fields apart", first.name);
            return Err(Problem::new(message, key.span()));
        }
        let line = source.position(key.span().start).line;
        let value = metadata_from_toml(deserialize_value(value)?);
        fields.push(Field { name, value, origin: Origin::File(source.name.clone(), line) });
    }
    Ok(fields)
}
