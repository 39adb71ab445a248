//! Lists of globs in a configuration.

use crate::rule::glob;
use crate::table::{Problem, deserialize_value};
use globset::{GlobSet, GlobSetBuilder};
use toml::Spanned;
use toml::de::DeValue;

/// The globs of a list, as a set and as written.
pub(super) fn globs(value: Spanned<DeValue>) -> Result<(GlobSet, Vec<String>), Problem> {
    let at = value.span();
    let written: Vec<Spanned<String>> = deserialize_value(value)?;
    let mut set = GlobSetBuilder::new();
    for pattern in &written {
        set.add(glob(pattern.get_ref()).map_err(|message| Problem::new(message, pattern.span()))?);
    }
    let set = set.build().map_err(|error| Problem::new(error.to_string(), at))?;
    Ok((set, written.into_iter().map(Spanned::into_inner).collect()))
}
