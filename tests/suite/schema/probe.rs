//! What a reader of TOML takes at each key, found by asking the reader itself: it is given a value of each type and says
//! which it refuses, which words it knows, and which keys.

use copydesk::analysis::Zone;
use copydesk::diagnostic::Diagnostic;
use std::collections::BTreeMap;

/// A reader: the text of a file in, its mistakes out.
pub type Read<'a> = &'a dyn Fn(&str) -> Vec<Diagnostic>;

/// A file with a place for a value.
#[derive(Clone)]
pub struct Hole {
    before: String,
    after: String,
}

/// What a reader takes.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    Anything,
    Bool,
    Integer,
    Number,
    Date,
    /// One of these words, or any if there are none.
    Text(Vec<String>),
    List(Vec<Shape>),
    /// A table with these keys.
    Table(BTreeMap<String, Vec<Shape>>),
    /// A table with any keys.
    Map(Vec<Shape>),
    /// A condition.
    Condition,
}

/// A word that no reader knows.
const NONE: &str = "zz-none";

impl Hole {
    pub fn new(before: impl Into<String>) -> Self {
        Self { before: before.into(), after: "\n".into() }
    }

    pub fn key(&self, key: &str) -> Self {
        Self { before: format!("{}{{ {key} = ", self.before), after: format!(" }}{}", self.after) }
    }

    fn item(&self) -> Self {
        Self { before: format!("{}[", self.before), after: format!("]{}", self.after) }
    }

    /// What `read` has to say of `value` here.
    fn said(&self, read: Read, value: &str) -> Vec<Diagnostic> {
        let (start, end) = (self.before.len(), self.before.len() + value.len());
        let text = format!("{}{value}{}", self.before, self.after);
        let mut said = read(&text);
        // A complaint about a type may be about the whole list that the value stands in.
        said.retain(|one| {
            let at = one.span();
            (start <= at.start && at.end <= end) || (at.start <= start && end <= at.end && is_mismatch(one))
        });
        said
    }

    fn takes(&self, read: Read, value: &str) -> bool {
        !self.said(read, value).iter().any(is_of_type)
    }
}

/// Whether a value is of one type where another is read.
fn is_mismatch(said: &Diagnostic) -> bool {
    let message = said.message.as_str();
    message.starts_with("expected ") && (message.contains(", found ") || message.contains("a string or a list"))
}

/// Whether a value has the wrong type, and not only a wrong content.
fn is_of_type(said: &Diagnostic) -> bool {
    let message = said.message.as_str();
    let other = ["expected words to look for", "expected one of"].iter().any(|begin| message.starts_with(begin));
    !other
        && (message.starts_with("expected ")
            || message.starts_with("write ")
            || message.starts_with("not a valid place")
            || message.contains("is a table")
            || message.contains("must be a table"))
}

/// What `read` takes at `hole`.
pub fn shapes(read: Read, hole: &Hole, words: &[String]) -> Vec<Shape> {
    let text = text(read, hole);
    let takes = |value: &str| hole.takes(read, value);
    let word = format!("\"{NONE}\"");
    let lists = [
        format!("[{word}]"),
        format!("[{word}, {word}]"),
        "[\"bio\", \"body\"]".to_owned(),
        "[7]".to_owned(),
        "[true]".to_owned(),
        format!("[{{ {NONE} = 7 }}]"),
        format!("[[{word}]]"),
        format!("[[{word}, {word}]]"),
    ];
    let (integer, date, is_list) = (takes("7"), takes("2026-01-05"), lists.iter().any(|value| takes(value)));
    let table = format!("{{ {NONE} = 7 }}");
    let is_refused = |one: &Diagnostic| is_of_type(one) && one.span().len() >= table.len();
    let is_table = !hole.said(read, &table).iter().any(is_refused);
    if text.is_some() && integer && date && is_list && is_table {
        return vec![Shape::Anything];
    }
    let table = is_table.then(|| self::table(read, hole, words));
    // To the reader, a table of fixed keys is also a list of their values, and a date; to a writer it is not.
    let is_record = date && matches!(table, Some(Shape::Table(_)));
    let number = if takes("7.5") { Some(Shape::Number) } else { integer.then_some(Shape::Integer) };
    let list = (is_list && !is_record).then(|| match (&text, self::shapes(read, &hole.item(), words)) {
        // What is said of one of several words may be said of the whole list.
        (Some(Shape::Text(known)), items) if items == [Shape::Text(Vec::new())] => {
            Shape::List(vec![Shape::Text(known.clone())])
        }
        (_, items) => Shape::List(items),
    });
    // A word may also be written as a table that says nothing more.
    let table = table.filter(|table| !matches!(table, Shape::Table(keys) if keys.values().all(Vec::is_empty)));
    let simple = [takes("true").then_some(Shape::Bool), (date && !is_record).then_some(Shape::Date)];
    [text, number].into_iter().chain(simple).chain([list, table]).flatten().collect()
}

/// The words that `read` takes here, if it takes any.
fn text(read: Read, hole: &Hole) -> Option<Shape> {
    let said = hole.said(read, &format!("\"{NONE}\""));
    if said.iter().any(|one| one.message.starts_with("there is no zone")) {
        let zones = Zone::ALL.iter().map(|zone| zone.name()).chain(["text", "any"]).map(str::to_owned);
        return Some(Shape::Text(zones.collect()));
    }
    let known = said.iter().flat_map(|one| {
        let message = one.message.strip_prefix("expected ").filter(|rest| rest.contains(" or ")).unwrap_or_default();
        let message = message.split(" for ").next().unwrap_or_default();
        let help = one.help.as_deref().unwrap_or_default();
        let listed = help.strip_prefix("expected one of: ").unwrap_or_default();
        let quoted = help.split('"').skip(1).step_by(2);
        let all = message.split(" or ").chain([listed]).flat_map(|list| list.split(", ")).chain(quoted);
        all.map(str::to_owned).collect::<Vec<_>>()
    });
    let mut known: Vec<String> = known.filter(|word| !word.is_empty() && !word.contains(['{', ' ', '“'])).collect();
    known.retain(|word| hole.said(read, &format!("\"{word}\"")).is_empty());
    known.dedup();
    (!known.is_empty() || !said.iter().any(is_of_type)).then_some(Shape::Text(known))
}

/// A table, by its keys.
fn table(read: Read, hole: &Hole, words: &[String]) -> Shape {
    let said = hole.said(read, &format!("{{ {NONE} = 7 }}"));
    match said.iter().find(|one| !known(std::slice::from_ref(one), NONE)) {
        None => Shape::Map(shapes(read, &hole.key(NONE), words)),
        Some(unknown) if unknown.message.starts_with("a condition") => Shape::Condition,
        Some(_) => Shape::Table(keys(read, hole, words)),
    }
}

/// The keys of a table. A reader lists those that it knows when it is given another; some take keys beside these, so that
/// all `words` are tried too.
pub fn keys(read: Read, hole: &Hole, words: &[String]) -> BTreeMap<String, Vec<Shape>> {
    let said = hole.said(read, &format!("{{ {NONE} = 7 }}"));
    let listed = said.iter().filter_map(|one| one.help.as_deref()?.strip_prefix("expected one of: "));
    let listed =
        listed.flat_map(|list| list.split(", ")).filter(|key| !key.contains(['{', ' ', '}'])).map(str::to_owned);
    let more = words.iter().filter(|key| known(&hole.said(read, &format!("{{ {key} = 7 }}")), key)).cloned();
    let mut keys: Vec<String> = listed.chain(more).collect();
    keys.sort();
    keys.dedup();
    keys.into_iter().map(|key| (key.clone(), shapes(read, &hole.key(&key), words))).collect()
}

/// Whether a reader that says this knows `key`.
pub fn known(said: &[Diagnostic], key: &str) -> bool {
    let unknown = ["has no key", "unknown key", "unknown value"];
    !said
        .iter()
        .any(|one| one.message.contains(&format!("`{key}`")) && unknown.iter().any(|words| one.message.contains(words)))
}
