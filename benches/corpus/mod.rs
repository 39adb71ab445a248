//! Articles that benches and counting tests make for themselves, from the templates next to this file: the same on every
//! machine, with no words of anybody else.
//!
//! They have what costs time in real copy: a wide vocabulary, people who are introduced and named again, quotations with
//! and without their speakers, figures, links, acronyms, and now and then a fault.

use std::collections::HashMap;
use std::fmt::Write as _;

const WORDS: &str = include_str!("words.txt");
const SENTENCES: &str = include_str!("sentences.txt");

/// Paragraphs of an article, besides its headline and byline.
const PARAGRAPHS: usize = 16;

/// The templates.
pub struct Corpus {
    words: HashMap<&'static str, Vec<&'static str>>,
    sentences: HashMap<&'static str, Vec<&'static str>>,
}

/// An article that is being written.
struct Writer<'a> {
    corpus: &'a Corpus,
    random: u64,
    /// Surnames of the people introduced so far.
    people: Vec<String>,
}

impl Corpus {
    /// Reads the templates.
    #[must_use]
    pub fn new() -> Self {
        let lines = |text: &'static str| text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
        let words = lines(WORDS).filter_map(|line| line.split_once(": "));
        let mut sentences: HashMap<&str, Vec<&str>> = HashMap::new();
        let mut kind = "";
        for line in lines(SENTENCES) {
            match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                Some(name) => kind = name,
                None => sentences.entry(kind).or_default().push(line),
            }
        }
        Self { words: words.map(|(name, list)| (name, list.split(", ").collect())).collect(), sentences }
    }

    /// The article of this number, about four kilobytes of Markdown.
    #[must_use]
    pub fn article(&self, number: usize) -> String {
        let mut writer = Writer { corpus: self, random: number as u64 + 1, people: Vec::new() };
        writer.person();
        let mut text = format!("# {}\n\n", writer.sentence("headline"));
        let (byline, place) = (writer.name(), writer.word("place"));
        let _ = write!(text, "By {byline}\n\n{}, March {} (Northwire) — ", place.to_uppercase(), 1 + number % 30);
        for paragraph in 0..PARAGRAPHS {
            let kind = if paragraph % 3 == 2 { "speech" } else { "body" };
            for sentence in 0..=writer.below(2) + usize::from(kind == "body") {
                text.push_str(if sentence == 0 { "" } else { " " });
                text.push_str(&writer.sentence(kind));
            }
            text.push_str("\n\n");
        }
        text
    }

    /// Articles one after the other, in one draft of at least `bytes`.
    #[must_use]
    pub fn long(&self, bytes: usize) -> String {
        let mut text = String::with_capacity(bytes + 8_000);
        for number in 0.. {
            if text.len() >= bytes {
                break;
            }
            text.push_str(&self.article(number));
        }
        text
    }

    /// A pack of `count` rules, each looking for a phrase of two words that stand in the articles, though seldom together.
    #[must_use]
    pub fn phrase_rules(&self, count: usize) -> String {
        let lists = ["noun", "nouns", "adjective", "verb", "past", "body"];
        let words: Vec<&str> = lists.iter().flat_map(|list| &self.words[list]).copied().collect();
        let mut writer = Writer { corpus: self, random: 1, people: Vec::new() };
        let mut pack = String::from("about = \"Generated.\"\n");
        for number in 0..count {
            let (one, two) = (words[writer.below(words.len())], words[writer.below(words.len())]);
            let _ = write!(
                pack,
                "[[rule]]\nid = \"generated/n{number}\"\nkind = \"terms\"\nlevel = \"warning\"\n\
                 message = \"“{{match}}” is written “{{replacement}}”\"\nterms = {{ \"{one} {two}\" = \"x\" }}\n"
            ); // writing to a String cannot fail
        }
        pack
    }
}

impl Writer<'_> {
    /// A number below `limit`, from a linear congruential generator: the next article differs, the same one never does.
    fn below(&mut self, limit: usize) -> usize {
        self.random = self.random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.random >> 33) as usize % limit
    }

    fn word(&mut self, list: &str) -> &'static str {
        let corpus = self.corpus;
        let words = corpus.words.get(list).unwrap_or_else(|| panic!("words.txt has no list {list}"));
        words[self.below(words.len())]
    }

    /// A word of a list; one noun or adjective in eight gets a prefix, since real copy has many words that occur once.
    fn varied(&mut self, list: &str) -> String {
        let is_common = !matches!(list, "noun" | "nouns" | "adjective") || self.below(8) > 0;
        let prefix = if is_common { "" } else { self.word("prefix") };
        format!("{prefix}{}", self.word(list))
    }

    /// A first name and a surname. There are some eight thousand surnames, so that most are new to a draft.
    fn name(&mut self) -> String {
        let (head, tail) = (self.word("head"), self.word("tail"));
        let middle = if self.below(3) == 0 { self.word("middle") } else { "" };
        format!("{} {head}{middle}{tail}", self.word("first"))
    }

    /// A person, by the full name, who can be named again by the surname.
    fn person(&mut self) -> String {
        let name = self.name();
        self.people.extend(name.rsplit(' ').next().map(str::to_owned));
        name
    }

    /// A sentence of this kind, which begins with a capital.
    fn sentence(&mut self, kind: &str) -> String {
        let corpus = self.corpus;
        let templates = &corpus.sentences[kind];
        let template = templates[self.below(templates.len())];
        let sentence = self.fill(template);
        let mut letters = sentence.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    }

    fn fill(&mut self, template: &str) -> String {
        let mut filled = String::with_capacity(template.len() * 2);
        let mut rest = template;
        while let Some((before, (slot, after))) =
            rest.split_once('{').and_then(|(before, inside)| Some((before, inside.split_once('}')?)))
        {
            filled.push_str(before);
            rest = after;
            match slot {
                "person" => filled.push_str(&self.person()),
                "surname" => {
                    let index = self.below(self.people.len());
                    filled.push_str(&self.people[index]);
                }
                "number" => {
                    let _ = write!(filled, "{}", 2 + self.below(900)); // writing to a String cannot fail
                }
                "percent" => {
                    let _ = write!(filled, "{}.{}", self.below(40), 1 + self.below(9));
                }
                list => {
                    let word = self.varied(list);
                    filled.push_str(&self.fill(&word)); // a cue names the body that was told
                }
            }
        }
        filled.push_str(rest);
        filled
    }
}
