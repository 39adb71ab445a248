//! TOML that is parsed when the program is built: its values with their places, laid out as bytes.

use super::bytes::{Reader, Writer};
use std::borrow::Cow;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Lays out a table of TOML with the places of its parts.
pub fn write_table(table: &DeTable, out: &mut Writer) {
    out.long(table.len());
    for (key, value) in table {
        let span = key.span();
        out.long(span.start);
        out.long(span.end);
        out.block(key.get_ref().as_bytes());
        write_value(value, out);
    }
}

fn write_value(value: &Spanned<DeValue>, out: &mut Writer) {
    let span = value.span();
    out.long(span.start);
    out.long(span.end);
    match value.get_ref() {
        DeValue::String(text) => {
            out.byte(b's');
            out.block(text.as_bytes());
        }
        DeValue::Boolean(yes) => {
            out.byte(b'b');
            out.byte(u8::from(*yes));
        }
        DeValue::Array(values) => {
            out.byte(b'a');
            out.long(values.len());
            values.iter().for_each(|value| write_value(value, out));
        }
        DeValue::Table(table) => {
            out.byte(b't');
            write_table(table, out);
        }
        // Numbers and days are few and stay as they are written.
        DeValue::Integer(number) => {
            out.byte(b'v');
            out.block(number.to_string().as_bytes());
        }
        DeValue::Float(number) => {
            out.byte(b'v');
            out.block(number.to_string().as_bytes());
        }
        DeValue::Datetime(day) => {
            out.byte(b'v');
            out.block(day.to_string().as_bytes());
        }
    }
}

/// Reads a table that is laid out.
pub fn read_table<'a>(from: &mut Reader<'a>) -> DeTable<'a> {
    let count = from.long();
    // Its keys are in order, so that they are put in without a search.
    let entry = |_| {
        let span = from.long()..from.long();
        let key = Spanned::new(span, Cow::Borrowed(from.text()));
        (key, read_value(from))
    };
    (0..count).map(entry).collect()
}

fn read_value<'a>(from: &mut Reader<'a>) -> Spanned<DeValue<'a>> {
    let span = from.long()..from.long();
    let value = match from.byte() {
        b's' => DeValue::String(Cow::Borrowed(from.text())),
        b'b' => DeValue::Boolean(from.byte() != 0),
        b'a' => DeValue::Array((0..from.long()).map(|_| read_value(from)).collect()),
        b't' => DeValue::Table(read_table(from)),
        _ => DeValue::parse(from.text()).map_or(DeValue::Boolean(false), Spanned::into_inner),
    };
    Spanned::new(span, value)
}
