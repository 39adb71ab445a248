//! [`Draft`]: a text with a name and metadata, ready to be read.

use copydesk::config::{Field, Origin};
use copydesk::format::metadata_from_json;
use copydesk::lint::Sidecar;
use copydesk::text::Source;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use serde_json::Value as Json;
use std::sync::Arc;

/// A draft with the metadata that it is given from outside.
pub struct Draft {
    pub source: Source,
    pub sidecar: Option<Sidecar>,
}

/// The draft that Python gives: a text, a name, and metadata as a JSON object.
pub fn draft((text, name, metadata): (String, String, Option<String>)) -> PyResult<Draft> {
    let fields = match metadata.as_deref().map(serde_json::from_str) {
        None => None,
        Some(Ok(Json::Object(fields))) => Some(fields),
        Some(_) => return Err(PyValueError::new_err("metadata is not a mapping of names to values")),
    };
    let sidecar = fields.map(|fields| sidecar(&name, fields.into_iter()));
    Ok(Draft { source: Source::new(name, text), sidecar })
}

/// Metadata for the draft called `name`.
pub fn sidecar(name: &str, fields: impl Iterator<Item = (String, Json)>) -> Sidecar {
    let fields = fields.map(|(name, value)| Field { name, value: metadata_from_json(value), origin: Origin::Flag });
    Sidecar::of_metadata(Arc::new(Source::new(name, "")), fields.collect())
}
