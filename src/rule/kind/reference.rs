//! `reference`: how people are introduced, named again and distinguished, and whether what is said about them agrees.

mod again;
mod conflict;
mod introduction;

use super::shared::values;
use crate::analysis::Article;
use crate::analysis::names::{Entity, NameKind, Named, Place};
use crate::language::{WordMap, WordSet};
use crate::prose::Prose;
use crate::rule::{BuildContext, Check, DraftCheck, Finding, RuleContext};
use crate::table::{Problem, deserialize_value};
use crate::text::Span;
use serde::Deserialize;
use std::cell::OnceCell;
use toml::Spanned;
use toml::de::DeValue;

pub struct Kind;

impl super::Kind for Kind {
    fn name(&self) -> &'static str {
        "reference"
    }

    fn about(&self) -> &'static str {
        "how people are introduced, named again and distinguished"
    }

    fn keys(&self) -> &'static [&'static str] {
        &["report", "titles", "against", "parties", "offices", "earlier", "allow", "min", "within"]
    }

    fn build(&self, keys: Spanned<DeValue>, _: &BuildContext) -> Result<Check, Problem> {
        let at = keys.span();
        let options: Options = deserialize_value(keys)?;
        let needs = match options.report {
            Report::FirstReference | Report::TitleAgain | Report::Courtesy if options.titles.is_empty() => {
                Some("titles")
            }
            Report::Courtesy if options.against.is_empty() => Some("against"),
            Report::Party if options.parties.is_empty() => Some("parties"),
            Report::Role if options.offices.len() < 2 => Some("offices"),
            _ => None,
        };
        if let Some(key) = needs {
            let help = format!("add {key} = [\"…\"]");
            return Err(Problem::new(format!("the rule has no `{key}`, so it can never match"), at).with_help(help));
        }
        Ok(Check::draft(Reference {
            report: options.report,
            titles: lower(&options.titles),
            against: lower(&options.against),
            parties: options.parties,
            offices: offices(options.offices),
            earlier: lower(&options.earlier),
            allow: lower(&options.allow),
            min: options.min,
            within: options.within,
        }))
    }
}

fn lower(words: &[String]) -> WordSet<String> {
    words.iter().map(|word| word.to_lowercase()).collect()
}

/// Each name of an office, and the number of the office.
fn offices(groups: Vec<Vec<String>>) -> WordMap<String, usize> {
    let numbered = groups.into_iter().enumerate();
    numbered.flat_map(|(office, names)| names.into_iter().map(move |name| (name.to_lowercase(), office))).collect()
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Options {
    report: Report,
    #[serde(default)]
    titles: Vec<String>,
    #[serde(default)]
    against: Vec<String>,
    #[serde(default)]
    parties: Vec<String>,
    #[serde(default)]
    offices: Vec<Vec<String>>,
    #[serde(default)]
    earlier: Vec<String>,
    #[serde(default)]
    allow: Vec<String>,
    #[serde(default = "one")]
    min: usize,
    #[serde(default = "five")]
    within: usize,
}

const fn one() -> usize {
    1
}

const fn five() -> usize {
    5
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Report {
    /// Title and surname of somebody who is never introduced.
    FirstReference,
    /// The given name alone, after the full name.
    GivenName,
    /// The given name used as the surname, of a name that begins with the surname.
    NameOrder,
    /// The full name a second time.
    FullAgain,
    /// The title a second time.
    TitleAgain,
    /// A bare surname that two people share.
    WhichOfTwo,
    /// Two different courtesy titles for one person.
    Courtesy,
    /// Two different ages of one person.
    Age,
    /// Two different parties of one person.
    Party,
    /// Two offices of one person that nobody holds at once.
    Role,
}

struct Reference {
    report: Report,
    titles: WordSet<String>,
    /// Titles that exclude those in `titles`.
    against: WordSet<String>,
    /// Abbreviations of parties, such as “D” in “D-Ohio”.
    parties: Vec<String>,
    /// Offices that nobody holds at once, by the names of each.
    offices: WordMap<String, usize>,
    /// Words that say that an office is of another time: “former”.
    earlier: WordSet<String>,
    allow: WordSet<String>,
    /// The minimum number of mentions of a person.
    min: usize,
    /// The number of paragraphs for which a reader remembers a name.
    within: usize,
}

impl DraftCheck for Reference {
    fn values(&self) -> Vec<String> {
        values(&["match", "name", "title", "other"])
    }

    fn check(&self, context: &RuleContext, found: &mut Vec<Finding>) {
        let named = context.draft.named();
        let (surnames, given_in_full) = (OnceCell::new(), OnceCell::new());
        let mut view = View { rule: self, context, named, surnames, goes_by_given_names: false, given_in_full };
        if self.report == Report::GivenName {
            view.goes_by_given_names = view.goes_by_given_names();
        }
        match self.report {
            Report::WhichOfTwo => view.which_of_two(found),
            Report::NameOrder => view.name_order(found),
            _ => found.extend(view.people().filter_map(|person| match self.report {
                Report::FirstReference => view.first_reference(person),
                Report::GivenName => view.given_name(person),
                Report::FullAgain => view.full_again(person),
                Report::TitleAgain => view.title_again(person),
                Report::Courtesy => view.courtesy(person),
                Report::Age => view.age(person),
                Report::Party => view.party(person),
                Report::Role => view.role(person),
                Report::WhichOfTwo | Report::NameOrder => None,
            })),
        }
    }
}

/// The people in a draft, seen from one rule.
struct View<'a> {
    rule: &'a Reference,
    context: &'a RuleContext<'a>,
    named: &'a Named,
    /// How many people have each surname, once that was asked for.
    surnames: OnceCell<WordMap<&'a str, usize>>,
    /// Whether the draft goes by given names, as features, interviews and student papers do.
    goes_by_given_names: bool,
    /// The folded words that somewhere follow a given name, found when they are first needed.
    given_in_full: OnceCell<WordSet<String>>,
}

impl<'a> View<'a> {
    fn article(&self) -> &'a Article {
        self.context.article
    }

    /// The people, without those that the rule allows.
    fn people(&self) -> impl Iterator<Item = &'a Entity> {
        let allow = &self.rule.allow;
        let named = self.named;
        named.entities.iter().filter(move |entity| {
            entity.kind == NameKind::Person && !allow.contains(&entity.surname) && !allow.contains(&entity.given)
        })
    }

    /// The places of a person where the rule looks, in order.
    fn places<'p>(&self, person: &'p Entity) -> impl Iterator<Item = &'p Place> {
        let context = self.context;
        person.places.iter().filter(move |place| context.scope.allows(context.article, place.name))
    }

    /// What the words at two or more of these places say, in order. Most people are named once, and nothing can conflict.
    fn said<'p, T>(&self, person: &'p Entity, at: impl Fn(&'p Place) -> Option<T>) -> Vec<T> {
        let allows = |place: &Place| self.context.scope.allows(self.article(), place.name);
        let places = if person.places.len() > 1 { person.places.as_slice() } else { &[] };
        places.iter().filter_map(|place| at(place).filter(|_| allows(place))).collect()
    }

    /// How many people of the draft have this surname.
    fn namesakes(&self, surname: &str) -> usize {
        let surnames = self.surnames.get_or_init(|| {
            let mut surnames: WordMap<&str, usize> = WordMap::default();
            for person in self.named.entities.iter().filter(|entity| entity.kind == NameKind::Person) {
                *surnames.entry(&person.surname).or_default() += 1;
            }
            surnames
        });
        surnames.get(surname).copied().unwrap_or_default()
    }

    /// The last word of the title before a place, in lower case without a full stop.
    fn title(&self, place: &Place) -> Option<String> {
        let title = self.article().slice(place.title?);
        Some(title.rsplit(' ').next().unwrap_or_default().trim_end_matches('.').to_lowercase())
    }

    /// The paragraph of a place, by number.
    fn paragraph(&self, place: &Place) -> Option<usize> {
        self.article().prose.block_at(place.name.start)
    }

    /// A finding at the first of `places`, pointing at the others.
    fn finding(&self, places: &[Span<Prose>], person: &Entity) -> Option<Finding> {
        let first = *places.first()?;
        let finding = Finding::at(first)
            .with("match", self.article().slice(first))
            .with("name", person.name.as_str())
            .with("title", person.title.as_deref().unwrap_or_default());
        Some(places[1..].iter().fold(finding, |finding, &further| finding.related_to(further, "here too")))
    }
}
