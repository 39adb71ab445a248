//! [`Notes`]: what one draft has of each of its sources. Notes are small and plain, so that they can be counted in any order.

use super::fold::{Folded, shorter_names};
use super::who::{Finder, Kind, Turn, Who};
use super::works::{is_work, works};
use crate::analysis::date::published;
use crate::analysis::names::split;
use crate::analysis::{Article, Attributed, Tags, Zone, reported, unnamed};
use crate::diagnostic::Suppressed;
use crate::language::{Language, fold};
use crate::lint::Reading;
use crate::prose::{Prose, Value};
use crate::report::words::flat;
use crate::text::{Position, Span};
use std::cell::OnceCell;
use std::collections::BTreeMap;

/// Fields of the register with their values.
pub type FieldValues = BTreeMap<String, Vec<String>>;

/// What a draft belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// Who wrote it.
    Author,
    /// The part of the publication.
    Section,
    /// The month of publication.
    Month,
}

impl Group {
    /// In the order of the lists.
    pub const ALL: [Self; 3] = [Self::Author, Self::Section, Self::Month];

    /// As the command names it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Author => "author",
            Self::Section => "section",
            Self::Month => "month",
        }
    }
}

/// The sources of one draft.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes {
    /// The name of the draft.
    pub path: String,
    /// The day of publication, as `2026-03-02`.
    pub day: Option<String>,
    /// What it belongs to; nothing stands for an author, section or month that is not known.
    pub groups: Vec<(Group, Option<String>)>,
    /// Each time that a source is quoted or its speech reported, in order.
    pub said: Vec<Said>,
    /// Sources without a name, in order.
    pub unnamed: Vec<Unnamed>,
}

/// A source is quoted once, or its speech reported once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Who says it; `None` where a pronoun stands for nobody whom the draft names.
    pub who: Option<Who>,
    /// The key that all drafts share for its name; `None` if its words are not a name.
    pub filed: Option<String>,
    /// What the register counts the source by.
    pub fields: FieldValues,
    /// How many words are quoted; `None` for indirect speech.
    pub words: Option<usize>,
}

/// A place at which a source without a name is quoted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unnamed {
    /// The name of the draft.
    pub path: String,
    /// Its place.
    pub at: Position,
    /// The words that stand for the name.
    pub words: String,
    /// The sentence that says why the name is withheld.
    pub reason: Option<String>,
    /// What the metadata says about the editor who knows the name, or the reason of an allowance.
    pub approval: Option<String>,
    /// The month of publication.
    pub month: Option<String>,
}

/// The rule whose allowances approve a source without a name.
const RULE: &str = "attribution/anonymous-source";

/// The longest reason, or words for a source, that is written, in characters.
const LONGEST_REASON: usize = 200;

impl Notes {
    /// The notes of a draft.
    #[must_use]
    pub fn new(reading: &Reading) -> Self {
        let (article, names) = (reading.article(), reading.settings().house.names());
        let allowed = OnceCell::new();
        let finder = Finder::new(article, reading.named(), names);
        let day = published(article).map(|day| day.to_string());
        let mut notes = Self {
            path: reading.source().name.clone(),
            groups: groups(article, day.as_deref()),
            day,
            ..Self::default()
        };
        // What a headline quotes stands in the text too.
        let counts = |quote: &&Attributed| {
            let zone = article.zone_at(quote.span.start);
            quote.verdict.is_some() && !matches!(zone, Some(Zone::Kicker | Zone::Headline | Zone::Furniture))
        };
        let known = works(article);
        let mut turns: Vec<(usize, Turn)> = Vec::new();
        for quote in article.attributions.iter().filter(counts).filter(|quote| !is_work(article, quote, &known)) {
            let Some(attribution) = &quote.attribution else { continue };
            // “Q,” Holm said, according to a report: the words are hers.
            let is_passed_on = |cue: Span<Prose>| {
                article.tokens_in(cue).iter().any(|token| article.vocabulary.tags(token.word).has(Tags::ACCORDING))
            };
            let (source, who) = match attribution.inner.filter(|_| attribution.cue.is_some_and(is_passed_on)) {
                Some(speaker) => (speaker, finder.sources(speaker, None)),
                None => (attribution.source, finder.sources(attribution.source, attribution.person.as_deref())),
            };
            turns.push((quote.span.start, Turn { source, who, quote: Some(quote) }));
        }
        for attribution in reported(article).iter().filter(|of| says(article, of.source)) {
            let (source, person) = (attribution.source, attribution.person.as_deref());
            turns.push((source.start, Turn { source, who: finder.sources(source, person), quote: None }));
        }
        turns.sort_by_key(|(at, _)| *at);
        let mut turns: Vec<Turn> = turns.into_iter().map(|(_, turn)| turn).collect();
        finder.settle(&mut turns);
        // The quotation before with its sources, and where their entries start.
        let mut last: Option<(&Attributed, Vec<Who>, usize)> = None;
        for Turn { who: found, quote, .. } in turns {
            let Some(quote) = quote else {
                notes.add(found, None, reading);
                continue;
            };
            if let Some((before, who, from)) = &mut last
                && *who == found
                && is_one(article, before, quote)
            {
                let entries = notes.said[*from..].iter_mut().take(found.len().max(1));
                entries.for_each(|said| said.words = said.words.map(|words| words + quote.words));
                *before = quote;
                continue;
            }
            last = Some((quote, found.clone(), notes.said.len()));
            if found.iter().any(|who| who.kind == Kind::Unnamed) {
                notes.unnamed.extend(withheld(reading, quote, notes.day.as_deref(), &allowed));
            }
            notes.add(found, Some(quote.words), reading);
        }
        notes.fold(&article.language);
        notes.unnamed.dedup_by(|one, other| one.at == other.at);
        notes
    }

    /// Gives what the draft calls by two names one of them, where only one source can be meant.
    fn fold(&mut self, language: &Language) {
        // “Holm”, where another Holm is named and only one of them speaks.
        let person = |said: &Said| said.who.as_ref().filter(|who| who.kind == Kind::Named).map(|who| who.name.clone());
        let people = self.said.iter().enumerate().filter_map(|(number, said)| Some((number, person(said)?)));
        let people: Vec<(usize, String)> = people.collect();
        let full = shorter_names(people.iter().map(|(number, name)| (*number, name.as_str())));
        for (number, name) in &people {
            if let Some(Some(one)) = full.get(name.as_str()) {
                let Said { who, filed, fields, .. } = self.said[*one].clone();
                // “Holm, and her brother Per Holm”: the brother is not called so.
                let is_kin = |role: &str| role.split(' ').any(|word| language.names.words.kin.contains(word));
                if who.as_ref().and_then(|who| who.role.as_deref()).is_some_and(is_kin) {
                    continue;
                }
                self.said[*number] = Said { who, filed, fields, words: self.said[*number].words };
            }
        }
        let folded = Folded::new(self.said.iter().filter_map(|said| said.who.as_ref()), language);
        for said in &mut self.said {
            let Some(who) = said.who.as_mut().filter(|who| who.kind != Kind::Named) else { continue };
            let Some((name, words)) = folded.name(who, language).filter(|(name, _)| *name != who.name) else {
                continue;
            };
            said.filed = said.filed.take().map(|_| words);
            who.name = name.to_owned();
        }
        // “The board” takes the name of the Harbour Board, and is filed as it is.
        let mut filed: BTreeMap<(Kind, String), (Option<String>, FieldValues)> = BTreeMap::new();
        for Said { who, filed: key, fields, .. } in &self.said {
            if let Some(who) = who.as_ref().filter(|who| who.kind == Kind::Organisation && key.is_some()) {
                let known = (key.clone(), fields.clone());
                filed.entry((who.kind, who.name.to_lowercase())).or_insert(known);
            }
        }
        for said in self.said.iter_mut().filter(|said| said.filed.is_none()) {
            let of = said.who.as_ref().and_then(|who| filed.get(&(who.kind, who.name.to_lowercase())));
            if let Some((key, fields)) = of.cloned() {
                (said.filed, said.fields) = (key, fields);
            }
        }
    }

    fn add(&mut self, found: Vec<Who>, words: Option<usize>, reading: &Reading) {
        if found.is_empty() {
            self.said.push(Said { who: None, filed: None, fields: FieldValues::new(), words });
        }
        let names = reading.settings().house.names();
        for mut who in found {
            // A register that knows other forms of the name says which of them counts.
            let known = names.filed(&who.name).filter(|(_, name)| who.has_name && may_be_one(&who.name, name));
            let known = known.map(|(_, name)| name.to_owned());
            let filed = match &known {
                Some(name) => Some(name.to_lowercase()),
                None => who.has_name.then(|| filed(&who, &reading.article().language)),
            };
            who.name = known.unwrap_or(who.name);
            let fields = names.fields(&[&who.name], self.day.as_deref()).filter(|_| who.has_name);
            let fields = fields.map(|fields| fields.values().clone()).unwrap_or_default();
            self.said.push(Said { who: Some(who), filed, fields, words });
        }
    }
}

/// Whether a clause with this subject says something: “she fears that Moen reported it” and “no council said” do not.
fn says(article: &Article, source: Span<Prose>) -> bool {
    let idle = |words: Span<Prose>, tags: Tags| {
        article.tokens_in(words).last().is_some_and(|word| article.vocabulary.tags(word.word).has(tags))
    };
    let sentence = article.sentence_at(source.start).map(|index| article.sentences[index].span());
    let first = article.tokens_in(source).first().map_or(source, |first| first.span());
    let is_denied = first.end < source.end && idle(first, Tags::NEGATION.or(Tags::CONTENT));
    !is_denied && !sentence.is_some_and(|sentence| idle(Span::new(sentence.start, source.start), Tags::CONTENT))
}

/// Whether a clause breaks one sentence of speech in two: “It is late,” Holm said, “and cold.”
fn is_one(article: &Article, one: &Attributed, other: &Attributed) -> bool {
    let comma = |text: &str| text.trim_end().ends_with(',');
    let text = &article.prose.text;
    let Some(between) = text.get(one.span.end..other.span.start) else { return false };
    let words = article.tokens_in(Span::new(one.span.end, other.span.start));
    let words: Vec<_> = words.iter().filter(|token| token.is_word()).collect();
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
    let is_sentence = article.sentence_at(first.span().start) == article.sentence_at(last.span().start);
    // “he said, adding, “We can””: a second cue brings a second quotation.
    let has_cue = || words.iter().any(|word| article.vocabulary.tags(word.word).has(Tags::PARTICIPLE_ENDING));
    let goes_on = || {
        let letter = article.slice(other.span).chars().find(|c| c.is_alphanumeric());
        letter.is_some_and(char::is_lowercase) || !has_cue()
    };
    let inside = article.slice(one.span).trim_end_matches(|c: char| !c.is_alphanumeric() && c != ',');
    let is_broken = comma(inside) || between.starts_with(',');
    let same = |at: usize| article.sentence_at(at).map(|index| article.sentences[index].block());
    is_broken && is_sentence && comma(between) && same(one.span.start) == same(other.span.start) && goes_on()
}

/// Whether two names of a person can be one: “Ida M. Holm” is not “Ida R. Holm”.
fn may_be_one(one: &str, other: &str) -> bool {
    let initials = |name: &str| -> String {
        let words =
            name.split_whitespace().filter(|word| word.ends_with('.') && word.len() <= 2 * word.matches('.').count());
        words.flat_map(str::chars).filter(|c| c.is_alphabetic()).collect()
    };
    let (one, other) = (initials(one), initials(other));
    one.is_empty() || other.is_empty() || one.starts_with(&other) || other.starts_with(&one)
}

/// The words of a name that all drafts have: in lower case, without initials, “Jr.” after a person and “the” before a body.
fn filed(who: &Who, language: &Language) -> String {
    let is_person = who.kind == Kind::Named;
    // The figure of “Radio 4” and the initial of “J. Smith” stay: nothing else tells them from other sources.
    let words = Some(split(&who.name, &language.names)).filter(|words| is_person && words.len() > 1);
    let words = words.unwrap_or_else(|| who.name.split_whitespace().map(fold).collect());
    let last = words.len().saturating_sub(1);
    let is_left_out = |(at, word): (usize, &String)| match is_person {
        true => at > 0 && language.names.words.generations.contains(word),
        false => at == 0 && last > 0 && language.names.words.definite.contains(word),
    };
    let kept = words.iter().enumerate().filter(|&of| !is_left_out(of)).map(|(_, word)| word.as_str());
    kept.collect::<Vec<_>>().join(" ")
}

/// A source without a name where it stands, with the reason and the approval.
fn withheld(
    reading: &Reading,
    quote: &Attributed,
    day: Option<&str>,
    allowed: &OnceCell<Vec<Suppressed>>,
) -> Option<Unnamed> {
    let (article, source) = (reading.article(), reading.source());
    let words = quote.attribution.as_ref()?.source;
    let span = article.prose.locate(words).span;
    let sentence = |at: Span<Prose>| article.sentence_at(at.start).map(|index| article.sentences[index].span());
    let reason = unnamed::reason(article, words).and_then(sentence).map(|sentence| one_line(article.slice(sentence)));
    let approval = article.language.article.sources.approval.iter();
    let approval = approval.filter_map(|field| article.prose.metadata.field(field)).find_map(texts_of);
    let approval = approval.map(|texts| texts.join(", ")).or_else(|| {
        // An editor who let the finding stand has said why.
        let allowed = allowed.get_or_init(|| reading.checked().report.suppressed);
        let mut of = allowed.iter().filter(|of| of.diagnostic.rule == RULE && of.diagnostic.span() == span);
        of.next().map(|of| of.reason.clone())
    });
    Some(Unnamed {
        path: source.name.clone(),
        at: source.position(span.start),
        words: one_line(article.slice(words)),
        reason,
        approval,
        month: day.map(month),
    })
}

fn one_line(text: &str) -> String {
    let text = flat(text);
    if text.chars().count() <= LONGEST_REASON {
        return text;
    }
    text.chars().take(LONGEST_REASON).collect::<String>() + "…"
}

fn month(day: &str) -> String {
    day.chars().take("2026-03".len()).collect()
}

/// Author, section and month of a draft, as far as it says them.
fn groups(article: &Article, day: Option<&str>) -> Vec<(Group, Option<String>)> {
    let (metadata, lists) = (&article.prose.metadata, &article.language.article);
    let values = |fields: &[String]| fields.iter().filter_map(|field| metadata.field(field)).find_map(texts_of);
    let authors = values(&lists.zones.metadata.byline).or_else(|| byline(article)).unwrap_or_default();
    let sections = values(&lists.sources.section).unwrap_or_default();
    let mut groups = Vec::new();
    for (group, values) in [
        (Group::Author, authors.iter().flat_map(|author| people(article, author)).collect()),
        (Group::Section, sections),
        (Group::Month, day.map(month).into_iter().collect::<Vec<String>>()),
    ] {
        if values.is_empty() {
            groups.push((group, None));
        }
        groups.extend(values.into_iter().map(|value| (group, Some(value))));
    }
    groups.sort();
    groups.dedup();
    groups
}

/// The texts of a value of metadata; the name, where it is a table.
fn texts_of(value: &Value) -> Option<Vec<String>> {
    let texts: Vec<String> = match value {
        Value::Text(text) => vec![text.trim().into()],
        Value::List(list) => list.iter().filter_map(texts_of).flatten().collect(),
        Value::Map(map) => map.get("name").and_then(texts_of).unwrap_or_default(),
        Value::Bool(_) | Value::Empty => Vec::new(),
    };
    let texts: Vec<String> = texts.into_iter().filter(|text| !text.is_empty()).collect();
    (!texts.is_empty()).then_some(texts)
}

/// The byline on the page.
fn byline(article: &Article) -> Option<Vec<String>> {
    let line = article.slice(article.first(Zone::Byline)?);
    Some(vec![line.split(['|', '·', '•']).next().unwrap_or_default().into()])
}

/// The people whom a byline names, without its first word and without what they are.
fn people(article: &Article, line: &str) -> Vec<String> {
    let zones = &article.language.article.zones;
    let opener = |word: &&String| line.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    let opener = zones.byline.iter().filter(opener).find_map(|word| line[word.len()..].strip_prefix([' ', ':']));
    let line = opener.unwrap_or(line).trim();
    // Each stretch, and whether only a comma sets it apart.
    let mut stretches = vec![(String::new(), false)];
    for word in line.split_whitespace() {
        let is_joint = word == "&" || zones.byline_joints.iter().any(|joint| joint == word);
        let (name, comma) = word.strip_suffix(',').map_or((word, false), |name| (name, true));
        if let Some((stretch, _)) = stretches.last_mut().filter(|_| !is_joint) {
            let space = if stretch.is_empty() { "" } else { " " };
            stretch.push_str(space);
            stretch.push_str(name);
        }
        if is_joint || comma {
            stretches.push((String::new(), comma));
        }
    }
    // “Anna Holm, Political Editor”: what follows a comma is a person only if it looks like the name of one.
    let is_person = |name: &str| article.language.is_person(&name.split(' ').collect::<Vec<_>>());
    let stretches = stretches.into_iter().filter(|(stretch, _)| !stretch.is_empty()).enumerate();
    let people = stretches.filter(|(at, (stretch, comma))| *at == 0 || !comma || is_person(stretch));
    people.map(|(_, (stretch, _))| stretch).collect()
}
