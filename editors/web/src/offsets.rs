//! [`Offsets`]: offsets in bytes become offsets in UTF-16 code units, in which JavaScript counts.

use serde_json::Value;

/// Where the characters of a text that are not one byte end, and by how much bytes are ahead of code units there.
pub struct Offsets {
    ahead: Vec<(usize, usize)>,
}

impl Offsets {
    /// Those of `text`.
    pub fn of(text: &str) -> Self {
        let mut total = 0;
        let wide = text.char_indices().filter(|(_, character)| !character.is_ascii());
        let ahead = wide.map(|(at, character)| {
            total += character.len_utf8() - character.len_utf16();
            (at + character.len_utf8(), total)
        });
        Self { ahead: ahead.collect() }
    }

    fn units(&self, byte: usize) -> usize {
        let before = self.ahead.partition_point(|(end, _)| *end <= byte);
        byte - before.checked_sub(1).map_or(0, |last| self.ahead[last].1)
    }

    /// Counts the offsets of a draft in `value` in code units: `byte` of positions becomes `utf16`; `start`, `end` and the
    /// pair `draft` keep their names. Places in other files stay as they are.
    pub fn count(&self, value: &mut Value) {
        match value {
            Value::Array(list) => list.iter_mut().for_each(|value| self.count(value)),
            Value::Object(table) => {
                if let Some(byte) = table.remove("byte") {
                    table.insert("utf16".to_owned(), self.counted(&byte));
                }
                for (key, value) in table.iter_mut() {
                    match key.as_str() {
                        "start" | "end" if value.is_u64() => *value = self.counted(value),
                        "draft" if value.is_array() => {
                            value.as_array_mut().into_iter().flatten().for_each(|value| *value = self.counted(value));
                        }
                        "elsewhere" | "passage" | "others" => {}
                        _ => self.count(value),
                    }
                }
            }
            _ => {}
        }
    }

    fn counted(&self, byte: &Value) -> Value {
        let at = byte.as_u64().and_then(|byte| usize::try_from(byte).ok());
        at.map_or(Value::Null, |byte| self.units(byte).into())
    }
}
