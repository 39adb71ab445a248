//! Who a source is: a person by name, people without one, a body, or a document.
//!
//! The words that name a source are read from left to right up to the noun that heads them: “the *spokesman* for the board”,
//! “White House spokesman *Ida Moen*”. A name that heads them is looked up among the names of the draft, and “the chair” or
//! “the council” in the draft stands for the one person or body that it calls so. Nothing is looked up elsewhere, and what stays open
//! has no name.

mod beside;
mod called;
mod nouns;
mod turns;
mod unlisted;

pub use turns::Turn;

use self::called::Called;
use crate::analysis::names::{Entity, NameKind, Named, Names};
use crate::analysis::{Article, Tags, Token};
use crate::prose::Prose;
use crate::text::Span;
use std::cell::OnceCell;

/// What a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A person whom the draft names.
    Named,
    /// A person or people without a name.
    Unnamed,
    /// A body: a company, a party, a council.
    Organisation,
    /// A report, a letter, a statement.
    Document,
}

impl Kind {
    /// In the order of the lists.
    pub const ALL: [Self; 4] = [Self::Named, Self::Unnamed, Self::Organisation, Self::Document];

    /// As lists write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Named => "named",
            Self::Unnamed => "unnamed",
            Self::Organisation => "organisation",
            Self::Document => "document",
        }
    }
}

/// A source as one draft has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Who {
    /// What it is.
    pub kind: Kind,
    /// The name in full, or the words by which the draft calls it.
    pub name: String,
    /// Who the draft says that it is.
    pub role: Option<String>,
    /// Whether the words are a name, by which other drafts mean the same; “the company” is another one in each draft.
    pub has_name: bool,
}

impl Who {
    /// A source that is called by `name`, which is not a name.
    fn of_words(kind: Kind, name: String) -> Self {
        Self { kind, name, role: None, has_name: false }
    }
}

/// The maximum number of words before a noun that belong to its phrase.
const PHRASE: usize = 4;

/// The maximum number of words that are shown for a source without a name.
const LONGEST: usize = 10;

/// Tells who the sources of a draft are.
pub struct Finder<'a> {
    article: &'a Article,
    named: &'a Named,
    names: &'a Names,
    /// Every place of a name with the number of its entity, in order.
    places: Vec<(Span<Prose>, usize)>,
    /// What the draft calls them; see [`Self::by_title`].
    called: OnceCell<Called<'a>>,
}

impl<'a> Finder<'a> {
    /// For a draft, its names, and what is known about them.
    pub fn new(article: &'a Article, named: &'a Named, names: &'a Names) -> Self {
        let entities = named.entities.iter().enumerate();
        let mut places: Vec<_> =
            entities.flat_map(|(at, entity)| entity.places.iter().map(move |place| (place.name, at))).collect();
        places.sort_unstable();
        Self { article, named, names, places, called: OnceCell::new() }
    }

    /// Whom the words of `source` name; nobody where they are a pronoun that no person fits. `person` is the full name that
    /// attribution found for them.
    pub fn sources(&self, source: Span<Prose>, person: Option<&str>) -> Vec<Who> {
        let tokens = self.article.tokens_in(source);
        let tokens = &tokens[..tokens.iter().rposition(|token| token.is_word()).map_or(0, |last| last + 1)];
        // “Ida Moen, who”, “a bill that”
        let tokens = match tokens {
            [before @ .., last] if !before.is_empty() && self.tags(last).has(Tags::RELATIVE) => before,
            tokens => tokens,
        };
        let tokens = &tokens[..tokens.iter().rposition(|token| token.is_word()).map_or(0, |last| last + 1)];
        if tokens.iter().all(|token| self.is_pronoun(token)) {
            return person.and_then(|name| self.person(name)).into_iter().collect();
        }
        // “Ida Moen and Per Rud said”
        let joins = |at: &usize| {
            self.tags(&tokens[*at]).has(Tags::COORDINATOR) && tokens.get(at + 1).is_some_and(|of| of.is_capital())
        };
        let mut parts = Vec::new();
        let mut from = 0;
        for at in (0..tokens.len()).filter(joins).chain([tokens.len()]) {
            parts.extend(self.one(&tokens[from.min(at)..at], None));
            from = at + 1;
        }
        if parts.len() > 1 && parts.iter().all(|part| part.kind == Kind::Named) {
            return parts;
        }
        self.one(tokens, person).into_iter().collect()
    }

    /// Who is named by words that are not a pronoun.
    fn one(&self, tokens: &[Token], person: Option<&str>) -> Option<Who> {
        if let Some(entity) = self.after_post(tokens).or_else(|| self.said_of(tokens)) {
            return Some(self.entity(entity));
        }
        let (core, head) = self.core(tokens)?;
        if let Some(entity) = self.at_end(tokens, core) {
            return Some(self.entity(entity));
        }
        let whole = Span::new(core.first()?.span().start, tokens.last()?.span().end);
        // “Senate Majority Whip John Rud”, all with capitals, looks like a body.
        let is_titled = |entity: &Entity| {
            let has_title = core.iter().any(|token| self.tags(token).has(Tags::HONORIFIC.or(Tags::ROLE)));
            entity.kind != NameKind::Person && has_title && self.names.is_surname(self.article.slice(head.span()))
        };
        let word = self.article.slice(head.span());
        let bare = self.article.language.morphology.without_possessive(word);
        let lower = bare.to_lowercase();
        let of_person = |name: &&str| name.rsplit(' ').next() == Some(bare);
        if let Some(who) = person.filter(of_person).and_then(|name| self.person(name)) {
            return Some(who);
        }
        if let Some(entity) = self.entity_at(head.span()).filter(|entity| !is_titled(entity)) {
            // “Holm”, where two are called so and nothing shows which: nobody’s words are given to the other.
            let is_open = self.has_namesake(entity, head);
            return Some(if is_open { Who::of_words(Kind::Named, bare.into()) } else { self.entity(entity) });
        }
        let beside = || self.in_apposition(core).map(|entity| self.entity(entity));
        if let Some(who) = self.body_before(core, &lower).or_else(beside) {
            return Some(who);
        }
        // “One of his aides, Ida Moen, said”
        let names_nobody = || !tokens.iter().any(|token| self.entity_at(token.span()).is_some());
        if let Some(who) = person.filter(|_| names_nobody()).and_then(|name| self.person(name)) {
            let role = who.role.clone().or_else(|| Some(self.words(whole)));
            return Some(Who { role, ..who });
        }
        // “It’s called “Q””
        let pronoun = Tags::SUBJECT.or(Tags::OBJECT).or(Tags::POSSESSIVE).or(Tags::THING);
        let speech = &self.article.language.speech;
        let tags = speech.tags(&lower);
        // “I’m”
        let before_clitic = lower.split(['\'', '’']).next().filter(|before| before.len() < lower.len());
        let is_short_for_two = before_clitic.is_some_and(|before| speech.tags(before).has(Tags::SUBJECT));
        if is_short_for_two || (tags.has(pronoun) && !tags.has(Tags::OTHER)) {
            return None;
        }
        // “Holmify said”: a name that may as well be a word has no article.
        let is_name = || core.len() == 1 && !self.is_calling(&lower, core) && self.names.filed(bare).is_some();
        if head.is_capital() && !self.is_calling(&lower, core) && (!self.opens_sentence(head) || is_name()) {
            // “the Echo”: the one paper of the draft that is called so.
            let called = self.called(&lower, core).filter(|entity| entity.kind != NameKind::Person);
            return called.map(|entity| self.entity(entity)).or_else(|| self.unlisted(core, &lower));
        }
        // “Ida Moen’s response”: an act of speech is whose it is.
        let lists = &self.article.language.article.sources;
        if self.tags(head).has(Tags::CUE_NOUN) && !lists.documents.contains(&lower) {
            let owner = core.iter().rev().nth(1).and_then(|owner| self.entity_at(owner.span()));
            return owner.map(|owner| self.entity(owner));
        }
        if let Some(entity) = self.called(&lower, core) {
            return Some(self.entity(entity));
        }
        let kind = self.kind_of_one(tokens, core).or_else(|| self.kind_of(head, &lower, core))?;
        if let Some(entity) = self.named_after(tokens).filter(|_| kind == Kind::Unnamed) {
            let role = entity.title.clone().or_else(|| Some(self.words(whole)));
            return Some(Who { role, ..self.entity(entity) });
        }
        Some(Who::of_words(kind, self.words(self.with_phrase(whole, core))))
    }

    /// A lone noun with the words of its phrase before it, where it is cut short: “the former first *lady*”.
    fn with_phrase(&self, whole: Span<Prose>, core: &[Token]) -> Span<Prose> {
        let [noun] = core else { return whole };
        let Some(sentence) = self.article.sentence_at(noun.span().start) else { return whole };
        let from = self.article.sentences[sentence].span().start;
        let before = self.article.tokens_in(Span::new(from, noun.span().start));
        let opens = Tags::DETERMINER.or(Tags::POSSESSIVE);
        let other =
            Tags::PREPOSITION.or(Tags::OF).or(Tags::COORDINATOR).or(Tags::AUXILIARY).or(Tags::COPULA).or(Tags::VERB);
        let mut words = before.iter().rev().take(PHRASE).take_while(|token| {
            token.is_word() && (self.tags(token).has(opens) || !self.tags(token).has(other.or(Tags::PAST_ENDING)))
        });
        let first = words.find(|token| self.tags(token).has(opens));
        first.filter(|_| !noun.is_capital()).map_or(whole, |first| Span::new(first.span().start, whole.end))
    }

    /// The body whose name stands before a noun that says what it is: “the local *Elmsby Echo* newspaper”.
    fn body_before(&self, core: &[Token], noun: &str) -> Option<Who> {
        let [.., name, _] = core else { return None };
        let entity = self.entity_at(name.span()).filter(|entity| entity.kind != NameKind::Person)?;
        let is_body = self.article.language.article.sources.bodies.contains(noun);
        // “the Harbour Board office” is its own body; the name of a paper has its last word inside.
        (is_body && self.tags(name).has(Tags::OUTLET)).then(|| self.entity(entity))
    }

    /// Whether a surname stands alone that two people of the draft have.
    fn has_namesake(&self, entity: &Entity, word: &Token) -> bool {
        let at = self.places.partition_point(|(place, _)| place.start <= word.span().start);
        let is_bare = at > 0 && entity.name.contains(' ') && self.places[at - 1].0.len() <= word.span().len();
        is_bare && self.by_title().is_shared(&entity.surname)
    }

    /// The words up to the noun that heads them, and that noun: before the first comma, preposition or relative pronoun.
    fn core<'t>(&self, tokens: &'t [Token]) -> Option<(&'t [Token], &'t Token)> {
        let ends = |token: &Token| {
            let tags = self.tags(token);
            let joins = Tags::PREPOSITION.or(Tags::OF).or(Tags::ATTACHING).or(Tags::RELATIVE).or(Tags::AGENT);
            let closes =
                !token.is_word() && matches!(self.article.slice(token.span()), "," | "(" | ";" | ":" | "—" | "–");
            let is_name = self.entity_at(token.span()).is_some();
            closes || (token.is_word() && !token.is_capital() && !is_name && tags.has(joins))
        };
        let end = tokens.iter().skip(1).position(ends).map_or(tokens.len(), |at| at + 1);
        let core = &tokens[..end];
        let head = core.iter().rev().find(|token| token.is_word())?;
        Some((core, head))
    }

    /// The entity of which a mention holds these words.
    fn entity_at(&self, words: Span<Prose>) -> Option<&'a Entity> {
        let after = self.places.partition_point(|(place, _)| place.start <= words.start);
        let (place, at) = self.places.get(after.checked_sub(1)?)?;
        (words.start < place.end).then(|| &self.named.entities[*at])
    }

    /// A description without what a preposition adds: “an aide to the president” is not the president.
    fn head_of<'t>(&self, title: &'t str) -> &'t str {
        let joins = Tags::PREPOSITION.or(Tags::OF).or(Tags::ATTACHING).or(Tags::INFINITIVE).or(Tags::RELATIVE);
        let is_joint = |word: &&str| self.article.language.speech.tags(&word.to_lowercase()).has(joins);
        match title.split(' ').find(is_joint) {
            Some(word) => &title[..word.as_ptr() as usize - title.as_ptr() as usize],
            None => title,
        }
    }

    fn entity(&self, entity: &Entity) -> Who {
        let kind = if entity.kind == NameKind::Person { Kind::Named } else { Kind::Organisation };
        Who { kind, name: entity.name.clone(), role: entity.title.clone(), has_name: true }
    }

    /// The person of a full name; nobody where the name is that of something else.
    fn person(&self, name: &str) -> Option<Who> {
        match self.entity_of(name) {
            Some(entity) => (entity.kind == NameKind::Person).then(|| self.entity(entity)),
            None => {
                let words: Vec<&str> = name.split(' ').collect();
                let who = || Who { kind: Kind::Named, name: name.into(), role: None, has_name: true };
                self.article.language.is_person(&words).then(who)
            }
        }
    }

    /// The people and bodies by what the draft calls them.
    fn by_title(&self) -> &Called<'a> {
        let text = &self.article.prose.text;
        self.called.get_or_init(|| Called::new(&self.named.entities, text, |title| self.head_of(title)))
    }

    fn tags(&self, token: &Token) -> Tags {
        self.article.vocabulary.tags(token.word)
    }

    fn is_pronoun(&self, token: &Token) -> bool {
        let pronoun = Tags::SUBJECT.or(Tags::OBJECT).or(Tags::POSSESSIVE).or(Tags::MALE).or(Tags::FEMALE);
        self.tags(token).has(pronoun.or(Tags::RELATIVE).or(Tags::FIRST).or(Tags::THING)) || !token.is_word()
    }

    /// Whether a capitalised noun says what somebody is and not how somebody is called: “the President”, “Democrats”.
    fn is_calling(&self, lower: &str, core: &[Token]) -> bool {
        let tags = self.article.language.speech.tags(lower);
        let mut words = core.iter().filter(|token| token.is_word());
        let is_alone = words.clone().nth(2).is_none();
        // “one Democrat”, “some Republicans”
        let is_of_many = words.next().is_some_and(|first| self.is_indefinite(first)) && self.is_crowd(lower);
        is_of_many || (is_alone && tags.has(Tags::ROLE.or(Tags::HONORIFIC)) && !tags.has(Tags::ORGANISATION))
    }

    /// Whether a word may have its capital only because a sentence begins with it.
    fn opens_sentence(&self, token: &Token) -> bool {
        let at = token.span().start;
        let opens = self.article.sentence_at(at).is_some_and(|index| self.article.sentences[index].span().start == at);
        let marks = self.article.vocabulary.facts(token.word).marks;
        opens && marks.word() && !marks.given()
    }

    fn is_indefinite(&self, token: &Token) -> bool {
        let lists = &self.article.language.article.vague_sources;
        lists.indefinite.binary_search(&self.article.slice(token.span()).to_lowercase()).is_ok()
    }

    /// Words on one line, up to a comma, and not too many of them.
    fn words(&self, span: Span<Prose>) -> String {
        let words = self.article.slice(span).split(',').next().unwrap_or_default();
        words.split_whitespace().take(LONGEST).collect::<Vec<_>>().join(" ")
    }
}
