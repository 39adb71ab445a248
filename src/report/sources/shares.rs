//! [`Share`]: what an author, a section, a month or a value of a field of the register has of the speech.

use super::audit::{Audit, Tally};
use super::notes::Group;
use super::who::Kind;
use std::collections::BTreeMap;

/// By what shares are counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum By {
    /// By kind of source.
    Kind,
    /// By what the drafts belong to.
    Group(Group),
    /// By a field of the register.
    Field(String),
}

impl By {
    /// As the command line names it; anything else is a field of the register.
    #[must_use]
    pub fn called(name: &str) -> Self {
        let group = Group::ALL.into_iter().find(|group| group.name() == name);
        match (name, group) {
            ("kind", _) => Self::Kind,
            (_, Some(group)) => Self::Group(group),
            (field, None) => Self::Field(field.into()),
        }
    }

    /// As the command line names it.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Kind => "kind",
            Self::Group(group) => group.name(),
            Self::Field(field) => field,
        }
    }
}

/// What one value has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// The value; `None` for sources or drafts of which it is not known.
    pub value: Option<String>,
    /// How many sources, by kind in the order of [`Kind::ALL`].
    pub sources: [usize; 4],
    /// What they have. Of groups, `drafts` is the number of drafts of the group, with or without a source.
    pub tally: Tally,
}

impl Share {
    fn count(&mut self, kind: Kind, tally: Tally) {
        self.sources[kind as usize] += 1;
        self.tally.quotations += tally.quotations;
        self.tally.words += tally.words;
        self.tally.indirect += tally.indirect;
    }

    /// The number of sources.
    #[must_use]
    pub fn all_sources(&self) -> usize {
        self.sources.iter().sum()
    }
}

/// What each value has; months in their order, other values with most words first, what is not known last. A source with two
/// values of a field, and a draft of two authors, count for both.
#[must_use]
pub fn shares(audit: &Audit, by: &By) -> Vec<Share> {
    let mut shares: BTreeMap<Option<String>, Share> = BTreeMap::new();
    for (kind, counted) in audit.of_kinds() {
        match by {
            By::Kind => entry(&mut shares, Some(kind.name())).count(kind, counted.total),
            By::Field(field) => match counted.fields.get(field) {
                Some(values) => {
                    values.iter().for_each(|value| entry(&mut shares, Some(value)).count(kind, counted.total))
                }
                None => entry(&mut shares, None).count(kind, counted.total),
            },
            By::Group(group) => {
                for ((_, value), tally) in counted.groups.iter().filter(|((of, _), _)| of == group) {
                    entry(&mut shares, value.as_deref()).count(kind, *tally);
                }
            }
        }
    }
    if let By::Group(group) = by {
        for ((_, value), drafts) in audit.drafts_by.iter().filter(|((of, _), _)| of == group) {
            entry(&mut shares, value.as_deref()).tally.drafts = *drafts;
        }
    }
    let mut shares: Vec<Share> = shares.into_iter().map(|(value, share)| Share { value, ..share }).collect();
    if *by != By::Group(Group::Month) {
        shares.sort_by(|one, other| {
            (one.value.is_none(), other.tally.words, &one.value).cmp(&(
                other.value.is_none(),
                one.tally.words,
                &other.value,
            ))
        });
    } else {
        shares.sort_by(|one, other| (one.value.is_none(), &one.value).cmp(&(other.value.is_none(), &other.value)));
    }
    shares
}

fn entry<'a>(shares: &'a mut BTreeMap<Option<String>, Share>, value: Option<&str>) -> &'a mut Share {
    shares.entry(value.map(str::to_owned)).or_default()
}

/// `part` of the words of all `shares`, in tenths of a per cent.
#[must_use]
pub fn tenths(part: usize, shares: &[Share]) -> usize {
    let all: usize = shares.iter().map(|share| share.tally.words).sum();
    (part * 1_000 + all / 2).checked_div(all).unwrap_or(0)
}

/// Tenths of a per cent as “12.5”.
#[must_use]
pub fn per_cent(tenths: usize) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}
