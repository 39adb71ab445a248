//! [`Entry`]: a name as a register file writes it, with what the newsroom knows about it.

use serde::Deserialize;
use std::collections::BTreeMap;

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
pub enum NameKind {
    /// A human being.
    Person,
    /// A body of people: an agency, a company, a party.
    #[default]
    Organisation,
    /// A country, a city, a region.
    Place,
    /// A thing that is sold.
    Product,
    /// A law or treaty.
    Law,
}

/// The value of a property that is set without one: `listed = true`.
pub const YES: &str = "yes";

/// A property as written: `true`, a text, or a list of texts.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged, expecting = "a string or a list of strings, or true")]
pub enum Said {
    /// The name has the property, and there is no more to say.
    Plain(bool),
    /// One value.
    One(String),
    /// Several values.
    Many(Vec<String>),
}

/// The ways in which registers write the value of a property, in TOML and in a cell of a table.
trait Property: Sized {
    fn of_cell(cell: &str) -> Self;
    fn values(&self) -> Vec<String>;
}

impl Property for Said {
    fn of_cell(cell: &str) -> Self {
        match cell.to_lowercase().as_str() {
            "yes" | "true" | "x" => Self::Plain(true),
            "no" | "false" => Self::Plain(false),
            _ => Self::Many(several(cell)),
        }
    }

    fn values(&self) -> Vec<String> {
        match self {
            Self::Plain(true) => vec![YES.to_owned()],
            Self::Plain(false) => Vec::new(),
            Self::One(text) => vec![text.trim().to_owned()],
            Self::Many(texts) => texts.iter().map(|text| text.trim().to_owned()).collect(),
        }
    }
}

impl Property for String {
    fn of_cell(cell: &str) -> Self {
        cell.to_owned()
    }

    fn values(&self) -> Vec<String> {
        vec![self.trim().to_owned()]
    }
}

/// The values in a cell of a table, separated by `|`.
pub(super) fn several(cell: &str) -> Vec<String> {
    cell.split('|').map(|value| value.trim().to_owned()).collect()
}

/// Writes [`Entry`] with one field for each property. A field is what lets TOML point at the very key that is wrong, and
/// the one line in this list is all that a new property needs.
macro_rules! entry {
    ($($property:ident: $type:ty),* $(,)?) => {
        /// A name with all that a file says about it.
        #[derive(Debug, Clone, Default, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct Entry {
            /// The name in its canonical form.
            pub name: String,
            /// What it names; as the file says where it says nothing itself.
            pub kind: Option<NameKind>,
            /// Other forms that are right.
            #[serde(default)]
            pub variants: Vec<String>,
            /// Forms that are wrong.
            #[serde(default)]
            pub wrong: Vec<String>,
            /// The letters it goes by.
            pub acronym: Option<String>,
            /// In which order the names of a person stand.
            pub order: Option<Order>,
            /// Offices, with their days.
            #[serde(default)]
            pub titles: Vec<Title>,
            /// The country it belongs to.
            pub country: Option<String>,
            /// What the people of a place are called.
            #[serde(default)]
            pub demonym: Vec<String>,
            /// What the newsroom counts its sources by, in its own words: `gender`, `region`, `ours`.
            #[serde(default)]
            pub fields: BTreeMap<String, Said>,
            /// A note for readers of the file.
            pub note: Option<String>,
            /// The first day on which the properties hold.
            #[serde(default, deserialize_with = "day")]
            pub since: Option<toml::value::Datetime>,
            /// The last day on which they hold.
            #[serde(default, deserialize_with = "day")]
            pub until: Option<toml::value::Datetime>,
            /// The day on which somebody compared the name with a source.
            #[serde(default, deserialize_with = "day")]
            pub verified: Option<toml::value::Datetime>,
            $(
                #[doc = concat!("The property `", stringify!($property), "`.")]
                pub $property: Option<$type>,
            )*
        }

        /// The properties as registers write them.
        pub const WRITTEN: &[&str] = &[$(stringify!($property)),*];

        impl Entry {
            /// The properties that have a value, with their values.
            pub(super) fn properties(&self) -> BTreeMap<&'static str, Vec<String>> {
                let all = [$((stringify!($property), self.$property.as_ref().map(Property::values))),*];
                let full = |values: Vec<String>| -> Vec<String> {
                    values.into_iter().filter(|value| !value.is_empty()).collect()
                };
                all.into_iter()
                    .filter_map(|(name, values)| Some((name, full(values?))))
                    .filter(|(_, values)| !values.is_empty())
                    .collect()
            }

            /// Sets a property from a cell of a table; false where there is no such property.
            pub(super) fn set_property(&mut self, name: &str, cell: &str) -> bool {
                match name {
                    $(stringify!($property) => self.$property = Some(Property::of_cell(cell)),)*
                    _ => return false,
                }
                true
            }
        }
    };
}

// Properties that rules can ask for, in alphabetical order. `String` is for those that have one text and cannot be just `true`.
entry! {
    do_not_name: Said,
    funder: Said,
    label: String,
    leaning: Said,
    listed: Said,
    owner: Said,
    pronouns: String,
}

impl Entry {
    /// The fields that have a value, with their values.
    pub(super) fn counted_by(&self) -> Vec<(String, Vec<String>)> {
        let full = |said: &Said| said.values().into_iter().filter(|value| !value.is_empty()).collect();
        let fields = self.fields.iter().map(|(name, said)| (name.trim().into(), full(said)));
        fields.filter(|(name, values): &(String, Vec<String>)| !name.is_empty() && !values.is_empty()).collect()
    }

    /// Sets a field from a cell of a table.
    pub(super) fn set_field(&mut self, name: &str, cell: &str) {
        self.fields.insert(name.into(), Said::of_cell(cell));
    }

    /// Whether its last day is before its first.
    pub(super) fn never_holds(&self) -> bool {
        let (since, until) = (self.since.and_then(|since| since.date), self.until.and_then(|until| until.date));
        since.zip(until).is_some_and(|(since, until)| until < since)
    }
}

/// An office that a person holds or held.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Title {
    /// The office.
    pub title: String,
    /// The first day.
    pub since: Option<toml::value::Datetime>,
    /// The last day.
    pub until: Option<toml::value::Datetime>,
}

/// In which order the names of a person stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Order {
    /// Anna Feldkamp.
    GivenFirst,
    /// Kim Jong Un.
    FamilyFirst,
}

/// A file of the register.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "the format carries facts for people that the spelling of names does not need")]
pub struct File {
    /// What the file holds.
    #[serde(default)]
    pub about: String,
    /// Where it comes from.
    #[serde(default)]
    pub source: String,
    /// Under which licence.
    #[serde(default)]
    pub licence: String,
    /// The day on which somebody compared the names with a source.
    #[serde(default, deserialize_with = "day")]
    pub verified: Option<toml::value::Datetime>,
    /// The newsroom's own name, as an entry has it.
    pub house: Option<String>,
    /// What the names are, unless an entry says otherwise.
    #[serde(default)]
    pub kind: NameKind,
    /// Names of which there is no more to say.
    #[serde(default)]
    pub names: Vec<String>,
    /// Names with more to say.
    #[serde(default)]
    pub entry: Vec<Entry>,
    /// Pairs that look alike and are two names.
    #[serde(default)]
    pub different: Vec<(String, String)>,
}

/// A date of TOML with a day in it.
fn day<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<toml::value::Datetime>, D::Error> {
    let day = toml::value::Datetime::deserialize(from).ok().filter(|day| day.date.is_some());
    day.map(Some).ok_or_else(|| serde::de::Error::custom("wanted a day without quotation marks"))
}
