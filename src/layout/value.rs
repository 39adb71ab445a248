//! [`Value`]: a value that is laid out, read into a type without anything in between.

use super::bytes::Reader;
use serde::de::value::BorrowedStrDeserializer;
use serde::de::{DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;
use toml::Spanned;
use toml::de::{DeValue, Error};

/// The value that a reader has come to, of a table that [`write_table`](super::write_table) laid out.
pub struct Value<'r, 'de>(pub &'r mut Reader<'de>);

/// The values of a list or the entries of a table that are still to be read.
struct Rest<'r, 'de> {
    from: &'r mut Reader<'de>,
    count: usize,
}

/// A table as it is laid out, without its place.
pub struct Entries<'r, 'de>(pub &'r mut Reader<'de>);

/// Passes over a place.
fn skip_place(from: &mut Reader) {
    from.take(8);
}

impl<'de> Deserializer<'de> for Value<'_, 'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let from = self.0;
        skip_place(from);
        match from.byte() {
            b's' => visitor.visit_borrowed_str(from.text()),
            b'b' => visitor.visit_bool(from.byte() != 0),
            b'a' => {
                let count = from.long();
                visitor.visit_seq(Rest { from, count })
            }
            b't' => Entries(from).deserialize_any(visitor),
            _ => {
                let text = from.text();
                let value = DeValue::parse(text).map_or(DeValue::Boolean(false), Spanned::into_inner);
                Spanned::new(0..text.len(), value).into_deserializer().deserialize_any(visitor)
            }
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    /// The lists have plain names for the alternatives of a type.
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let from = self.0;
        skip_place(from);
        from.byte();
        visitor.visit_enum(BorrowedStrDeserializer::new(from.text()))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct identifier ignored_any
    }
}

impl<'de> Deserializer<'de> for Entries<'_, 'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let count = self.0.long();
        visitor.visit_map(Rest { from: self.0, count })
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit unit_struct newtype_struct
        seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl<'de> SeqAccess<'de> for Rest<'_, 'de> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        let Some(rest) = self.count.checked_sub(1) else { return Ok(None) };
        self.count = rest;
        seed.deserialize(Value(self.from)).map(Some)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.count)
    }
}

impl<'de> MapAccess<'de> for Rest<'_, 'de> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        let Some(rest) = self.count.checked_sub(1) else { return Ok(None) };
        self.count = rest;
        skip_place(self.from);
        seed.deserialize(BorrowedStrDeserializer::new(self.from.text())).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        seed.deserialize(Value(self.from))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.count)
    }
}
