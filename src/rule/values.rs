//! [`Values`]: what the placeholders of a message stand for.

/// Values of placeholders by name, in the order in which they were given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Values(Vec<(String, String)>);

impl Values {
    /// Adds a value; the first of a name is the one that counts.
    pub fn push(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.push((name.into(), value.into()));
    }

    /// The value of `name`.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// All names and values.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

impl<V: Into<String>, const N: usize> From<[(&str, V); N]> for Values {
    fn from(values: [(&str, V); N]) -> Self {
        Self(values.into_iter().map(|(name, value)| (name.to_owned(), value.into())).collect())
    }
}

impl Extend<(String, String)> for Values {
    fn extend<T: IntoIterator<Item = (String, String)>>(&mut self, values: T) {
        self.0.extend(values);
    }
}
