//! [`Names`]: everything that drafts' names are compared with.

use super::entry::NameKind;
use super::fields::Fields;
use super::name::Name;
use super::properties::{Properties, TIE, key};
use super::read::HouseNames;
use super::register::Register;
use crate::analysis::names::key::{slip_keys, split};
use crate::language::{Language, fold};
use std::fmt;
use std::sync::{Arc, OnceLock};

/// What the register says about a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// The newsroom has compared it with a source.
    Verified,
    /// It is in the register.
    Known,
    /// It is not.
    Unknown,
}

impl Status {
    /// The status of a name that the register has, or has not.
    pub(crate) fn of(known: Option<&Name>) -> Self {
        match known {
            Some(name) if name.verified => Self::Verified,
            Some(_) => Self::Known,
            None => Self::Unknown,
        }
    }

    /// As sheets write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::Known => "known",
            Self::Unknown => "unknown",
        }
    }
}

/// What drafts' names are compared with: a language and a register. Make one, add the newsroom's names, share it between
/// threads.
///
/// The register is large. It is built when a name is first looked up, so that a command that reads no names does not wait
/// for it; all values that come from one [`Names::new`] share the built-in part.
pub struct Names {
    /// The language of the drafts.
    pub language: Arc<Language>,
    houses: Vec<HouseNames>,
    built_in: Arc<OnceLock<Register>>,
    register: OnceLock<Register>,
}

impl fmt::Debug for Names {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Names({} registers of the newsroom)", self.houses.len())
    }
}

impl Default for Names {
    /// The built-in names of English, the only language so far.
    fn default() -> Self {
        Self::new(Language::english())
    }
}

impl Names {
    /// The names that are built in, for drafts in `language`.
    #[must_use]
    pub fn new(language: Arc<Language>) -> Self {
        Self { language, houses: Vec::new(), built_in: Arc::default(), register: OnceLock::new() }
    }

    /// The built-in names with those of a newsroom on top.
    #[must_use]
    pub fn with_house(&self, houses: Vec<HouseNames>) -> Self {
        Self {
            language: Arc::clone(&self.language),
            houses,
            built_in: Arc::clone(&self.built_in),
            register: OnceLock::new(),
        }
    }

    /// Builds the register now, where a caller would rather wait here than at the first name.
    pub fn prepare(&self) {
        self.register();
    }

    /// The register, built on first use.
    pub(crate) fn register(&self) -> &Register {
        let built_in = || self.built_in.get_or_init(|| Register::built_in(Arc::clone(&self.language)));
        if self.houses.is_empty() {
            return built_in();
        }
        self.register.get_or_init(|| {
            let mut register = built_in().clone();
            for house in &self.houses {
                register.add_file(house.file(), true);
            }
            register
        })
    }

    /// What the register says about a name, given its words as an archive has them.
    #[must_use]
    pub fn status(&self, words: &[String]) -> Status {
        Status::of(self.register().find(&words.join(" ")).filter(|name| name.wrong_for.is_none()))
    }

    /// Whether a word in lower case is part of the name of a place; governments are called by theirs.
    #[must_use]
    pub fn is_place(&self, word: &str) -> bool {
        self.register().place(word)
    }

    /// Whether the register has one of these properties for any name.
    #[must_use]
    pub fn has_properties(&self, wanted: &[String]) -> bool {
        let register = self.register();
        wanted.iter().any(|property| match property.as_str() {
            TIE => register.house().is_some(),
            property => register.has_property(property),
        })
    }

    /// What is known on `day` about a name with these forms, its [`TIE`] to the newsroom included; nothing about the
    /// newsroom itself.
    #[must_use]
    pub fn properties(&self, forms: &[&str], day: Option<&str>) -> Option<Properties> {
        if self.house().is_some_and(|house| forms.iter().any(|form| self.key(form) == self.key(house))) {
            return None;
        }
        let mut full = forms.iter().filter(|form| !self.is_word_in_capitals(form));
        let known = full.find_map(|form| self.register().properties(form, day));
        let mut known = known.cloned().unwrap_or_default();
        if let Some(tie) = self.tie(forms, &known, day) {
            known.add_tie(tie);
        }
        (!known.is_empty()).then_some(known)
    }

    /// Whether a form is letters that stand for a name of the register and are also an ordinary word in capitals. They stand
    /// for other things too: “the FAIR principles” are not those of a federation.
    fn is_word_in_capitals(&self, form: &str) -> bool {
        let ordinary = || self.language.evidence.is_ordinary(&form.to_lowercase(), false);
        form.chars().all(char::is_uppercase) && ordinary() && self.filed(form).is_some_and(|(_, name)| name != form)
    }

    /// What the newsroom counts a source with one of these names by, on `day`.
    #[must_use]
    pub fn fields(&self, forms: &[&str], day: Option<&str>) -> Option<&Fields> {
        forms.iter().find_map(|form| self.register().fields(form, day))
    }

    /// What the register files a name as: its kind and its canonical form.
    #[must_use]
    pub fn filed(&self, name: &str) -> Option<(NameKind, &str)> {
        let words = split(name, &self.language.names).join(" ");
        let known = self.register().find(&words).filter(|name| name.wrong_for.is_none())?;
        Some((known.kind, known.canonical.as_deref().unwrap_or(&known.text)))
    }

    /// Whether a word is the surname of a person whom the register knows.
    #[must_use]
    pub fn is_surname(&self, word: &str) -> bool {
        let word = fold(word);
        let is = |(single, name): (&str, &Name)| single == word && name.kind == NameKind::Person;
        slip_keys(&word, &self.language.names).iter().any(|key| self.register().singles(key).any(is))
    }

    fn key(&self, name: &str) -> String {
        key(name, &self.language.names)
    }

    /// The newsroom's own name.
    #[must_use]
    pub fn house(&self) -> Option<&str> {
        self.register().house()
    }

    /// The owners and funders that the newsroom has on `day`, by name, each with its tie.
    #[must_use]
    pub fn house_ties(&self, day: Option<&str>) -> Vec<(&str, String)> {
        let Some(house) = self.house() else { return Vec::new() };
        let Some(ours) = self.register().properties(house, day) else { return Vec::new() };
        let ties = &self.language.names.words.ties;
        let owners = ours.of("owner").iter().map(|owner| (owner.as_str(), ties.owns(house)));
        owners.chain(ours.of("funder").iter().map(|funder| (funder.as_str(), ties.funds(house)))).collect()
    }

    /// What ties a name with these forms to the newsroom on `day`: it owns or funds the newsroom, the newsroom owns or funds
    /// it, or one owner has both.
    fn tie(&self, forms: &[&str], known: &Properties, day: Option<&str>) -> Option<String> {
        let house = self.house()?;
        let ties = &self.language.names.words.ties;
        let keys: Vec<String> = forms.iter().map(|form| self.key(form)).collect();
        let is = |name: &str| keys.contains(&self.key(name));
        let same = |one: &str, other: &str| self.key(one) == self.key(other);
        let nothing = Properties::default();
        let ours = self.register().properties(house, day).unwrap_or(&nothing);
        if ours.of("owner").iter().any(|owner| is(owner)) {
            return Some(ties.owns(house));
        }
        if ours.of("funder").iter().any(|funder| is(funder)) {
            return Some(ties.funds(house));
        }
        if known.of("owner").iter().any(|owner| same(owner, house)) {
            return Some(ties.belongs_to(house));
        }
        if known.of("funder").iter().any(|funder| same(funder, house)) {
            return Some(ties.is_funded_by(house));
        }
        let shared = known.of("owner").iter().find(|owner| ours.of("owner").iter().any(|of| same(owner, of)))?;
        Some(ties.shares_owner(shared, house))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Source;

    #[test]
    fn the_register_is_built_once_and_only_when_a_name_is_looked_up() {
        let names = Names::default();
        let (house, _) = HouseNames::read(&Source::new("house.toml", "names = [\"Northfield Harbour Board\"]"));
        let ours = names.with_house(vec![house]);
        assert!(names.built_in.get().is_none() && ours.register.get().is_none(), "nothing was looked up yet");
        let words = |name: &str| name.split(' ').map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(ours.status(&words("northfield harbour board")), Status::Known);
        assert_eq!(names.status(&words("northfield harbour board")), Status::Unknown);
        assert!(Arc::ptr_eq(&names.built_in, &ours.built_in), "both share what is built in");
    }
}
