//! `picture`: pictures without a description or without a credit.

use crate::analysis::{Article, Zone};
use crate::expression::Expression;
use crate::format::picture;
use crate::prose::{InlineKind, Prose};
use crate::rule::{BuildContext, Check, DraftCheck, Finding, RuleContext};
use crate::table::{Problem, deserialize_value};
use crate::text::Span;
use serde::Deserialize;
use toml::Spanned;
use toml::de::DeValue;

pub struct Kind;

impl super::Kind for Kind {
    fn name(&self) -> &'static str {
        "picture"
    }

    fn about(&self) -> &'static str {
        "pictures without a caption or a credit"
    }

    fn keys(&self) -> &'static [&'static str] {
        &["needs", "patterns", "empty", "exempt", "addresses", "metadata", "once"]
    }

    fn build(&self, keys: Spanned<DeValue>, _: &BuildContext) -> Result<Check, Problem> {
        let options: Options = deserialize_value(keys)?;
        let build = |texts: &[Spanned<String>]| -> Result<Vec<Expression>, Problem> {
            let parse = |text: &Spanned<String>| {
                Expression::sought(text.get_ref(), true).map_err(|message| Problem::new(message, text.span()))
            };
            texts.iter().map(parse).collect()
        };
        let (patterns, empty) = (build(&options.patterns)?, build(&options.empty)?);
        let (exempt, addresses) = (build(&options.exempt)?, build(&options.addresses)?);
        let Options { needs, metadata, once, .. } = options;
        Ok(Check::draft(Pictures { needs, patterns, empty, exempt, addresses, metadata, once }))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {
    needs: Needs,
    #[serde(default)]
    patterns: Vec<Spanned<String>>,
    #[serde(default)]
    empty: Vec<Spanned<String>>,
    #[serde(default)]
    exempt: Vec<Spanned<String>>,
    #[serde(default)]
    addresses: Vec<Spanned<String>>,
    #[serde(default)]
    metadata: Vec<String>,
    #[serde(default)]
    once: bool,
}

/// What a picture needs.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Needs {
    /// A description: a caption or alternative text.
    Words,
    /// A credit.
    Credit,
}

struct Pictures {
    needs: Needs,
    /// Patterns for credits, in addition to lines that the analysis recognises.
    patterns: Vec<Expression>,
    /// Patterns for alternative text that does not describe anything: a file name, “image”.
    empty: Vec<Expression>,
    /// Patterns for the words or the file name of pictures that need nothing.
    exempt: Vec<Expression>,
    /// Patterns for the whole address of such pictures.
    addresses: Vec<Expression>,
    /// Metadata fields that are enough too.
    metadata: Vec<String>,
    /// Whether a draft in which hardly any picture has it gets one finding, at the first described picture that may be a photograph.
    once: bool,
}

/// The number of blocks after a picture that may belong to it: its caption and its credit.
const BESIDE: usize = 2;

/// The length of the longest caption in bytes.
const LONGEST_CAPTION: usize = 240;

/// The most pictures without a credit for each with one; above that, the few credits are chance.
const MOST_LACKING: usize = 3;

/// The number of words near a picture that are marked.
const MARKED_WORDS: usize = 5;

impl DraftCheck for Pictures {
    fn values(&self) -> Vec<String> {
        Vec::new()
    }

    fn check(&self, context: &RuleContext, found: &mut Vec<Finding>) {
        let article = context.article;
        if self.metadata.iter().any(|field| article.prose.metadata.has(field)) {
            return;
        }
        let (mut lacking, mut met) = (Vec::new(), 0);
        for picture in &article.prose.inlines {
            let InlineKind::Image(address) = &picture.kind else { continue };
            let (words, blocks) = beside(article, picture.span);
            if self.is_exempt(words, address) || self.is_part(article, picture.span) {
                continue;
            }
            if self.is_met(article, picture.span, words, &blocks) {
                met += 1;
            } else {
                lacking.push((
                    picture.span,
                    picture::may_be_photograph(address) && self.is_described(article, words, &blocks),
                ));
            }
        }
        let is_reported_once = self.once && met * MOST_LACKING < lacking.len();
        if is_reported_once {
            lacking.retain(|&(_, is_photograph)| is_photograph);
        }
        let mut places: Vec<_> = lacking.iter().filter_map(|&(picture, _)| place(article, picture)).collect();
        places.dedup();
        places.truncate(if is_reported_once { 1 } else { places.len() });
        found.extend(places.into_iter().map(Finding::at));
    }
}

impl Pictures {
    /// Whether a picture with these words and blocks has what it needs.
    fn is_met(&self, article: &Article, picture: Span<Prose>, words: &str, blocks: &[usize]) -> bool {
        match self.needs {
            Needs::Words => {
                self.says_something(words)
                    || blocks.iter().any(|&block| is_caption(article, block, words))
                    || is_told_above(article, picture)
            }
            Needs::Credit => {
                let is_credit = |&block: &usize| {
                    article.zones[block] == Zone::Credit
                        || self.is_credit(article.slice(article.prose.blocks[block].span))
                };
                self.is_credit(words)
                    || self.is_credited_in_markup(article, picture)
                    || blocks.iter().any(is_credit)
                    || self.is_credited_beside(article, picture, blocks.last())
            }
        }
    }

    /// Whether an attribute of the picture names its maker, or its title reads like a credit.
    fn is_credited_in_markup(&self, article: &Article, picture: Span<Prose>) -> bool {
        let notes = &article.prose.picture_notes;
        let from = notes.partition_point(|note| note.at < picture.start);
        let of_picture = notes[from..].iter().take_while(|note| note.at == picture.start);
        of_picture.into_iter().any(|note| note.is_credit || self.is_credit(&note.words))
    }

    /// Whether a picture is part of something else, which says whose it is: the page that it links to, or the byline.
    fn is_part(&self, article: &Article, picture: Span<Prose>) -> bool {
        let links = &article.links;
        let link = links.partition_point(|link| link.span.start <= picture.start).checked_sub(1).map(|at| &links[at]);
        let leads_away = link.is_some_and(|link| picture.end <= link.span.end && !picture::is_picture(&link.address));
        let zone = article.zone_at(picture.start);
        matches!(self.needs, Needs::Credit) && (leads_away || matches!(zone, Some(Zone::Byline | Zone::Bio)))
    }

    fn says_something(&self, words: &str) -> bool {
        let words = words.trim();
        !words.is_empty() && !self.empty.iter().any(|pattern| pattern.is_match(words))
    }

    /// Whether a short paragraph has a credit, though it is not recognised as a caption: that of the picture, the next one, or the
    /// one after the caption.
    fn is_credited_beside(&self, article: &Article, picture: Span<Prose>, caption: Option<&usize>) -> bool {
        let blocks = &article.prose.blocks;
        let next = blocks.partition_point(|block| block.span.start < picture.end.max(picture.start + 1));
        let own = next.checked_sub(1).filter(|&own| blocks[own].span.contains(picture) && !picture.is_empty());
        let near = [own, Some(next), caption.map(|&caption| caption + 1)].into_iter().flatten();
        near.filter_map(|at| blocks.get(at))
            .any(|block| block.span.len() <= LONGEST_CAPTION && self.is_credit(article.slice(block.span)))
    }

    /// Whether the picture with these words at this address needs nothing.
    fn is_exempt(&self, words: &str, address: &str) -> bool {
        let (_, file) = picture::folders_and_file(address);
        self.exempt.iter().any(|pattern| pattern.is_match(words) || pattern.is_match(file))
            || self.addresses.iter().any(|pattern| pattern.is_match(address))
    }

    /// Whether the picture with `words` is described, as a photograph in a story is: by a caption that says more than a name, or by
    /// words that read like one. Words for search engines begin in lower case: “harbour view”.
    fn is_described(&self, article: &Article, words: &str, blocks: &[usize]) -> bool {
        let caption = |&&block: &&usize| is_caption(article, block, words);
        let reads_like_caption = self.says_something(words) && !words.trim_start().starts_with(char::is_lowercase);
        reads_like_caption && says_more(words)
            || blocks.iter().filter(caption).any(|&block| says_more(article.slice(article.prose.blocks[block].span)))
    }

    fn is_credit(&self, text: &str) -> bool {
        self.patterns.iter().any(|pattern| pattern.is_match(text))
    }
}

/// Whether `block` is a caption of the picture with `words`, and not these words.
fn is_caption(article: &Article, block: usize, words: &str) -> bool {
    let other = article.slice(article.prose.blocks[block].span).trim() != words.trim();
    article.zones[block] == Zone::Caption && other
}

/// Whether a caption and a credit are right above a picture without words, as some houses set them.
fn is_told_above(article: &Article, picture: Span<Prose>) -> bool {
    let blocks = &article.prose.blocks;
    let next = blocks.partition_point(|block| block.span.end <= picture.start);
    let above = |back: usize| next.checked_sub(back).filter(|_| picture.is_empty());
    let is_credit = above(1).is_some_and(|block| article.zones[block] == Zone::Credit);
    let is_caption = |block: usize| {
        matches!(article.zones[block], Zone::Body | Zone::Caption) && blocks[block].span.len() <= LONGEST_CAPTION
    };
    is_credit && above(2).is_some_and(is_caption)
}

/// Whether there is more than a name.
fn says_more(words: &str) -> bool {
    const LONG_WORD: usize = 4;
    let is_plain = |word: &str| word.len() >= LONG_WORD && word.starts_with(char::is_lowercase);
    words.split_whitespace().nth(1).is_some() && words.split_whitespace().any(is_plain)
}

/// The words of a picture, and the blocks that belong to it: its own block, and captions and credits after it.
fn beside(article: &Article, picture: Span<Prose>) -> (&str, Vec<usize>) {
    let blocks = &article.prose.blocks;
    let next = blocks.partition_point(|block| block.span.end <= picture.start.max(picture.end.saturating_sub(1)));
    let own = blocks.get(next).is_some_and(|block| block.span.start <= picture.start && !picture.is_empty());
    let alone = own && article.zones[next] == Zone::Caption;
    let after = if own { next + 1 } else { next };
    let more = (after..blocks.len())
        .take(BESIDE)
        .take_while(|&block| matches!(article.zones[block], Zone::Caption | Zone::Credit));
    (article.slice(picture), alone.then_some(next).into_iter().chain(more).collect())
}

/// Where to show the finding: on the picture's words, or else on the words after it, or else on those before it.
fn place(article: &Article, picture: Span<Prose>) -> Option<Span<Prose>> {
    if !article.slice(picture).trim().is_empty() {
        return Some(picture);
    }
    let blocks = &article.prose.blocks;
    let next = blocks.partition_point(|block| block.span.end <= picture.start);
    let (block, first) = match blocks.get(next) {
        Some(block) => (block, true),
        None => (blocks.last()?, false),
    };
    let words: Vec<_> = article.tokens_in(block.span).iter().filter(|token| token.is_word()).collect();
    let count = MARKED_WORDS.min(words.len());
    let marked = if first { &words[..count] } else { &words[words.len() - count..] };
    Some(Span::new(marked.first()?.span().start, marked.last()?.span().end))
}
