//! [`ZoneSet`]: some of the zones of a draft.

use crate::analysis::Zone;
use crate::diagnostic::did_you_mean;

/// A set of zones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ZoneSet(u32);

impl ZoneSet {
    /// The zones in which the newsroom addresses its readers, as `"text"` names them.
    pub const TEXT: Self = Self::of(&[
        Zone::Kicker,
        Zone::Headline,
        Zone::Subheading,
        Zone::Standfirst,
        Zone::Body,
        Zone::Caption,
        Zone::Bio,
        Zone::Disclaimer,
        Zone::Correction,
    ]);

    /// All zones but code, as `"any"` names them.
    const ANY: Self = Self(Self::of(&Zone::ALL).0 & !Self::of(&[Zone::Code]).0);

    /// The set of `zones`.
    #[must_use]
    pub const fn of(zones: &[Zone]) -> Self {
        let (mut bits, mut index) = (0, 0);
        while index < zones.len() {
            bits |= 1 << zones[index] as u32;
            index += 1;
        }
        Self(bits)
    }

    /// The set that rule files call `name`: one zone, or the group `text` or `any`.
    ///
    /// # Errors
    /// If no zone and no group has the name; the error suggests one that does.
    pub fn named(name: &str) -> Result<Self, String> {
        match name {
            "text" => Ok(Self::TEXT),
            "any" => Ok(Self::ANY),
            _ => Zone::ALL.iter().find(|zone| zone.name() == name).map(|&zone| Self::of(&[zone])).ok_or_else(|| {
                let known = Zone::ALL.iter().map(|zone| zone.name()).chain(["text", "any"]);
                let meant =
                    did_you_mean(name, known).map_or(String::new(), |meant| format!("; did you mean “{meant}”?"));
                format!("there is no zone “{name}”{meant}")
            }),
        }
    }

    /// The zones of either set.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether no zone is in the set.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether `zone` is in the set.
    #[must_use]
    pub const fn has(self, zone: Zone) -> bool {
        self.0 & (1 << zone as u32) != 0
    }

    /// The zones of the set, in the order of [`Zone::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Zone> {
        Zone::ALL.into_iter().filter(move |&zone| self.has(zone))
    }

    /// The names of its zones for people, with commas between; “any zone” if only code may be missing.
    #[must_use]
    pub fn describe(self) -> String {
        if self.union(Self::ANY) == self {
            return "any zone".into();
        }
        self.iter().map(Zone::name).collect::<Vec<_>>().join(", ")
    }
}
