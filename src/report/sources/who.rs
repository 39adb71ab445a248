//! Who a source is: a person by name, people without one, a body, or a document.
//!
//! The words that name a source are read from left to right up to the noun that heads them: “the *spokesman* for the board”,
//! “White House spokesman *Ida Moen*”. A name that heads them is looked up among the names of the draft, and “the chair” or
//! “the council” in the draft stands for the one person or body that it calls so. Nothing is looked up elsewhere, and what stays open
//! has no name.

use crate::analysis::names::{Entity, NameKind, Named, Names};
use crate::analysis::{Article, Tags, Token};
use crate::prose::Prose;
use crate::text::Span;

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

/// The maximum number of words that are shown for a source without a name.
const LONGEST: usize = 10;

/// Bytes after “the keeper, ” among which the name of the keeper begins.
const APPOSITION: usize = 40;

/// Tells who the sources of a draft are.
pub struct Finder<'a> {
    article: &'a Article,
    named: &'a Named,
    names: &'a Names,
    /// Every place of a name with the number of its entity, in order.
    places: Vec<(Span<Prose>, usize)>,
}

impl<'a> Finder<'a> {
    /// For a draft, its names, and what is known about them.
    pub fn new(article: &'a Article, named: &'a Named, names: &'a Names) -> Self {
        let entities = named.entities.iter().enumerate();
        let mut places: Vec<_> =
            entities.flat_map(|(at, entity)| entity.places.iter().map(move |place| (place.name, at))).collect();
        places.sort_unstable();
        Self { article, named, names, places }
    }

    /// Whom the words of `source` name; nobody where they are a pronoun that no person fits. `person` is the full name that
    /// attribution found for them.
    pub fn sources(&self, source: Span<Prose>, person: Option<&str>) -> Vec<Who> {
        let tokens = self.article.tokens_in(source);
        let tokens = &tokens[..tokens.iter().rposition(|token| token.is_word()).map_or(0, |last| last + 1)];
        let tokens = match tokens {
            [before @ .., comma, last] if self.tags(last).has(Tags::PERSON_RELATIVE) && !comma.is_word() => before,
            tokens => tokens,
        };
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
        let (core, head) = self.core(tokens)?;
        let whole = Span::new(core.first()?.span().start, tokens.last()?.span().end);
        // “Senate Majority Whip John Rud”, all with capitals, looks like a body.
        let is_titled = |entity: &Entity| {
            let has_title = core.iter().any(|token| self.tags(token).has(Tags::HONORIFIC.or(Tags::ROLE)));
            entity.kind != NameKind::Person && has_title && self.names.is_surname(self.article.slice(head.span()))
        };
        if let Some(entity) = self.entity_at(head.span()).filter(|entity| !is_titled(entity)) {
            return Some(self.entity(entity));
        }
        if let Some(entity) = self.in_apposition(core) {
            return Some(self.entity(entity));
        }
        let word = self.article.slice(head.span());
        let bare = self.article.language.morphology.without_possessive(word);
        let lower = bare.to_lowercase();
        // “It’s called “Q””
        let pronoun = Tags::SUBJECT.or(Tags::OBJECT).or(Tags::POSSESSIVE).or(Tags::THING);
        let tags = self.article.language.speech.tags(&lower);
        if tags.has(pronoun) && !tags.has(Tags::OTHER) {
            return None;
        }
        if let Some(name) = person.filter(|name| name.rsplit(' ').next() == Some(bare)) {
            return self.person(name);
        }
        if head.is_capital() && !self.is_calling(&lower, core) && !self.opens_sentence(head) {
            return self.unlisted(core, &lower);
        }
        // “Ida Moen’s response”: an act of speech is whose it is.
        let lists = &self.article.language.article.sources;
        if self.tags(head).has(Tags::CUE_NOUN) && !lists.documents.contains(&lower) {
            let owner = core.iter().rev().nth(1).and_then(|owner| self.entity_at(owner.span()));
            return owner.map(|owner| self.entity(owner));
        }
        let is_definite = core.len() > 1 && self.tags(&core[0]).has(Tags::ARTICLE) && !self.is_indefinite(&core[0]);
        if let Some(entity) = self.called(&lower).filter(|_| is_definite) {
            return Some(self.entity(entity));
        }
        let kind = if lists.documents.contains(&lower) {
            Kind::Document
        } else if lists.bodies.contains(&lower) {
            Kind::Organisation
        } else if self.is_people(head, &lower, core) {
            Kind::Unnamed
        } else {
            return None;
        };
        Some(Who { kind, name: self.words(whole), role: None, has_name: false })
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

    /// The person named after a role and a comma: “the keeper, Ida Moen”.
    fn in_apposition(&self, core: &[Token]) -> Option<&'a Entity> {
        let last = core.last()?;
        let text = &self.article.prose.text;
        let is_role = core.iter().any(|token| self.tags(token).has(Tags::ROLE.or(Tags::HONORIFIC)));
        let end = last.span().end;
        if !is_role || !text[end..].starts_with(", ") {
            return None;
        }
        let next = self.places.partition_point(|(place, _)| place.start < end);
        let (place, at) = self.places.get(next)?;
        let between = text.get(end + 2..place.start)?;
        let near = between.len() <= APPOSITION
            && !between.contains([',', '.', ';', '“', '"'])
            && between.split_whitespace().count() <= 3;
        let entity = &self.named.entities[*at];
        (near && entity.kind == NameKind::Person).then_some(entity)
    }

    /// The one person or body of the draft that is called by a noun: “the chair”, “the council”.
    fn called(&self, noun: &str) -> Option<&'a Entity> {
        let has = |words: &str| words.split(|c: char| !c.is_alphanumeric()).any(|word| word.to_lowercase() == noun);
        let is = |entity: &&Entity| match entity.kind {
            NameKind::Person => entity.title.as_deref().is_some_and(has),
            _ => entity.name.rsplit(' ').next().is_some_and(has),
        };
        let mut all = self.named.entities.iter().filter(is);
        let first = all.next();
        first.filter(|_| all.next().is_none())
    }

    /// A capitalised source that is not among the names of the draft.
    fn unlisted(&self, core: &[Token], head: &str) -> Option<Who> {
        let strip = Tags::DETERMINER.or(Tags::HONORIFIC).or(Tags::ARTICLE);
        let is_definite = core.first().is_some_and(|first| self.tags(first).has(Tags::ARTICLE));
        let name =
            core.iter().skip_while(|token| !token.is_word() || self.tags(token).has(strip) || !token.is_capital());
        let name: Vec<&Token> = name.collect();
        let span = match (name.first(), name.last()) {
            (Some(first), Some(last)) => Span::new(first.span().start, last.span().end),
            _ => return None,
        };
        let text = String::from(self.article.language.morphology.without_possessive(self.article.slice(span)));
        let lists = &self.article.language;
        let speaks_as_one = Tags::ORGANISATION.or(Tags::OUTLET).or(Tags::NETWORK).or(Tags::WORK);
        let is_body = is_definite
            || lists.article.sources.bodies.contains(head)
            || lists.speech.tags(head).has(speaks_as_one)
            || (text.chars().count() > 1 && text.chars().all(|c| c.is_uppercase() || c == '.'));
        // “on Tuesday”, “R-N.C.”
        if name.len() == 1 && (text.contains('.') || self.tags(name[0]).has(Tags::TIME)) {
            return None;
        }
        let may_be_person = self.may_be_person(core, &name);
        let (kind, full) = match self.names.filed(&text) {
            Some((NameKind::Person, full)) => (Kind::Named, full.into()),
            // “Sanders” is a firm too.
            Some((_, full)) if !(may_be_person && name.len() == 1) => (Kind::Organisation, full.into()),
            _ if lists.article.sources.documents.contains(head) => (Kind::Document, text),
            _ if is_body => (Kind::Organisation, text),
            _ if may_be_person => (Kind::Named, text),
            // “Russians say”: people of whom nobody is named.
            _ if name.last().is_some_and(|last| self.is_plural(last)) => {
                return Some(Who { kind: Kind::Unnamed, name: text, role: None, has_name: false });
            }
            _ => (Kind::Organisation, text),
        };
        Some(Who { kind, name: full, role: None, has_name: true })
    }

    /// Whether a name that no list has can be that of a person: a title stands before it, or its words are names that people have.
    fn may_be_person(&self, core: &[Token], name: &[&Token]) -> bool {
        let has_title = core.iter().any(|token| self.tags(token).has(Tags::HONORIFIC));
        let words: Vec<&str> = name.iter().map(|token| self.article.slice(token.span())).collect();
        let marks = |token: &Token| self.article.vocabulary.facts(token.word).marks;
        let is_place = |token: &Token| self.names.is_place(self.article.vocabulary.lower(token.word));
        let is_surname = |token: &Token| marks(token).unknown() || (marks(token).surname() && !is_place(token));
        match name {
            [one] => {
                has_title
                    || self.names.is_surname(words[0])
                    || (is_surname(one) && !marks(one).word() && !self.is_plural(one))
            }
            [first, .., last] => {
                let is_two_names = !marks(first).word() && is_surname(last) && !marks(last).word();
                has_title || is_two_names || self.article.language.is_person(&words)
            }
            [] => false,
        }
    }

    fn is_plural(&self, token: &Token) -> bool {
        self.tags(token).has(Tags::PLURAL_ENDING) && !self.article.vocabulary.facts(token.word).marks.surname()
    }

    fn entity(&self, entity: &Entity) -> Who {
        let kind = if entity.kind == NameKind::Person { Kind::Named } else { Kind::Organisation };
        Who { kind, name: entity.name.clone(), role: entity.title.clone(), has_name: true }
    }

    /// The person of a full name; nobody where the name is that of something else.
    fn person(&self, name: &str) -> Option<Who> {
        let same = |entity: &&Entity| entity.forms(&self.article.prose.text).contains(&name);
        match self.named.entities.iter().find(same) {
            Some(entity) => (entity.kind == NameKind::Person).then(|| self.entity(entity)),
            None => {
                let words: Vec<&str> = name.split(' ').collect();
                let who = || Who { kind: Kind::Named, name: name.into(), role: None, has_name: true };
                self.article.language.is_person(&words).then(who)
            }
        }
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
        let is_alone = core.iter().filter(|token| token.is_word()).count() <= 2;
        is_alone && tags.has(Tags::ROLE.or(Tags::HONORIFIC)) && !tags.has(Tags::ORGANISATION)
    }

    /// Whether a noun means people: it says what somebody is, or it is a word for a crowd or for nobody in particular.
    fn is_people(&self, head: &Token, lower: &str, core: &[Token]) -> bool {
        let language = &self.article.language;
        let lists = &language.article.vague_sources;
        let has = |list: &[String]| list.binary_search_by(|word| word.as_str().cmp(lower)).is_ok();
        let is_role = language.speech.tags(lower).has(Tags::ROLE.or(Tags::HONORIFIC));
        let is_some = self.tags(head).has(Tags::OTHER) && core.len() == 1;
        is_some
            || is_role
            || has(&lists.groups)
            || has(&lists.unnamed)
            || language.article.sources.people.contains(lower)
    }

    /// Whether a word may have its capital only because a sentence begins with it.
    fn opens_sentence(&self, token: &Token) -> bool {
        let at = token.span().start;
        let opens = self.article.sentence_at(at).is_some_and(|index| self.article.sentences[index].span.start == at);
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
