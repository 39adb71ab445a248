//! [`Indented`]: JSON as serde_json indents it, with one write for each line that begins instead of one for each step of its
//! indentation: a finding has many lines.

use serde_json::ser::Formatter;
use std::io::{self, Write};

/// Writes JSON over several lines.
pub(super) struct Indented {
    levels: usize,
    /// Whether the list or table that was open last has a value.
    has_value: bool,
}

/// The end of a value, of a line, and the indentation of the next, as far as most lines go.
const BEGIN: &[u8; 66] = b",\n                                                                ";

/// The bytes of a step of indentation.
const STEP: usize = 2;

impl Indented {
    /// For a value at a depth of `levels` in a document.
    pub(super) const fn at(levels: usize) -> Self {
        Self { levels, has_value: false }
    }

    /// Begins a line, after a comma unless `first`.
    fn line<W: ?Sized + Write>(&self, out: &mut W, first: bool) -> io::Result<()> {
        let blanks = self.levels * STEP;
        match BEGIN.get(usize::from(first)..2 + blanks) {
            Some(begin) => out.write_all(begin),
            None => {
                out.write_all(&BEGIN[usize::from(first)..2])?;
                (0..self.levels).try_for_each(|_| out.write_all(&BEGIN[2..2 + STEP]))
            }
        }
    }

    fn open<W: ?Sized + Write>(&mut self, out: &mut W, mark: u8) -> io::Result<()> {
        self.levels += 1;
        self.has_value = false;
        out.write_all(&[mark])
    }

    fn close<W: ?Sized + Write>(&mut self, out: &mut W, mark: u8) -> io::Result<()> {
        self.levels -= 1;
        if self.has_value {
            self.line(out, true)?;
        }
        out.write_all(&[mark])
    }
}

impl Formatter for Indented {
    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b'[')
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b']')
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.line(out, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.has_value = true;
        Ok(())
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b'{')
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b'}')
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.line(out, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b": ")
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.has_value = true;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Indented;
    use serde::Serialize;
    use serde_json::{Value, json};

    #[test]
    fn lines_are_those_of_serde_json() {
        let deep = (0..40).fold(json!([]), |deep, number| json!({ "in": [deep, number], "none": {}, "text": "“a”\n" }));
        for value in [deep, json!([]), json!({}), json!([1, [2, {}], {"a": []}]), Value::Null] {
            let mut written = Vec::new();
            let mut serializer = serde_json::Serializer::with_formatter(&mut written, Indented::at(0));
            value.serialize(&mut serializer).expect("it can be written");
            assert_eq!(String::from_utf8_lossy(&written), serde_json::to_string_pretty(&value).expect("as well"));
        }
    }
}
