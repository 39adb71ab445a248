//! Which [`Zone`] of an article each block is.
//!
//! The head (kicker, headline, standfirst, byline) is read from the front, the tail (bio, disclaimer, credit, furniture)
//! from tell-tale words of `rules/lexicon/zones.toml`. What is in doubt is body, where all rules look.

mod byline;
mod caption;
mod heading;
mod sign;

use super::starts::TokenStarts;
use super::{Sentence, Token, Vocabulary};
use crate::language::{ArticleWords, Language};
use crate::prose::{BlockKind, InlineKind, Prose, Zone};
use crate::text::{Source, Span};

/// The maximum number of words that a headline, kicker or byline has; longer lines are text.
const LONGEST_HEAD: usize = 25;
/// The maximum number of words of a kicker.
const LONGEST_KICKER: usize = 6;
/// The maximum number of words of a standfirst.
const LONGEST_STANDFIRST: usize = 60;
/// A block at the end that is no longer than this may be a bio. In words.
const LONGEST_BIO: usize = 100;
/// Blocks at the end that may be a bio.
const TAIL: usize = 8;

/// The zone of each block, and a dateline that heads a body paragraph.
pub(super) fn zones(
    prose: &Prose,
    source: &Source,
    (tokens, token_starts, vocabulary): (&[Token], &TokenStarts, &Vocabulary),
    sentences: &[Sentence],
    language: &Language,
) -> (Vec<Zone>, Option<Span<Prose>>) {
    let mut zones: Vec<Zone> = prose.blocks.iter().map(|block| by_markup(block.kind)).collect();
    let lexicon = &*language.article;
    for (block, zone) in prose.blocks.iter().zip(&mut zones) {
        if block.kind == BlockKind::Byline && is_date_line(prose.slice(block.span), language) {
            *zone = Zone::Dateline;
        }
    }
    let mut reader =
        Reader { prose, source, tokens, token_starts, vocabulary, sentences, language, lexicon, zones: &mut zones };
    for block in 0..prose.blocks.len() {
        reader.by_sign(block);
    }
    reader.captions();
    reader.head();
    reader.bold_headings();
    reader.bios();
    let dateline = reader.dateline();
    (zones, dateline)
}

const fn by_markup(kind: BlockKind) -> Zone {
    match kind {
        BlockKind::Heading(_) => Zone::Subheading,
        BlockKind::BlockQuote => Zone::BlockQuote,
        BlockKind::Caption => Zone::Caption,
        BlockKind::Credit => Zone::Credit,
        BlockKind::Byline => Zone::Byline,
        BlockKind::Code => Zone::Code,
        BlockKind::Paragraph | BlockKind::Item | BlockKind::Cell => Zone::Body,
    }
}

struct Reader<'a> {
    prose: &'a Prose,
    source: &'a Source,
    tokens: &'a [Token],
    token_starts: &'a TokenStarts,
    vocabulary: &'a Vocabulary,
    sentences: &'a [Sentence],
    language: &'a Language,
    lexicon: &'a ArticleWords,
    zones: &'a mut Vec<Zone>,
}

impl<'a> Reader<'a> {
    fn text(&self, block: usize) -> &'a str {
        self.prose.blocks[block].span.of(&self.prose.text)
    }

    fn opens_with_dateline(&self, block: usize) -> bool {
        self.lexicon.zones.dateline(self.text(block)).is_some()
    }

    fn words(&self, block: usize) -> usize {
        self.text(block).split_whitespace().count()
    }

    /// Whether a block has no more words than `most`, without a look at the rest.
    fn has_at_most(&self, block: usize, most: usize) -> bool {
        self.text(block).split_whitespace().nth(most).is_none()
    }

    fn sentence_count(&self, block: usize) -> usize {
        let from = self.sentences.partition_point(|sentence| sentence.block() < block);
        self.sentences[from..].iter().take(4).take_while(|sentence| sentence.block() == block).count()
    }

    /// Whether the whole block is in italics or bold.
    fn is_emphasised(&self, block: usize) -> bool {
        self.is_all(block, |kind| matches!(kind, InlineKind::Emphasis | InlineKind::Strong))
    }

    /// Whether the whole block is in italics.
    fn is_italic(&self, block: usize) -> bool {
        self.is_all(block, |kind| *kind == InlineKind::Emphasis)
    }

    /// Whether the whole block is of one of some kinds.
    fn is_all(&self, block: usize, is_wanted: impl Fn(&InlineKind) -> bool) -> bool {
        let span = self.prose.blocks[block].span;
        let from = self.prose.inlines.partition_point(|inline| inline.span.start < span.start);
        let mut first = self.prose.inlines[from..].iter().take_while(|inline| inline.span.start == span.start);
        first.any(|inline| is_wanted(&inline.kind) && inline.span.end >= span.end)
    }

    /// Kicker, headline, byline, date and standfirst: the short blocks before the first paragraph.
    fn head(&mut self) {
        let count = self.prose.blocks.len();
        let is_heading = |block: &usize| {
            matches!(self.prose.blocks[*block].kind, BlockKind::Heading(_)) && self.zones[*block] != Zone::Caption
        };
        let heading = (0..count.min(TAIL)).find(is_heading);
        let mut headline = heading.filter(|&block| (0..block).all(|before| self.is_head(before)));
        // Above a heading of the first level, one of another level is a kicker.
        let first = (0..count.min(TAIL)).find(|&block| self.prose.blocks[block].kind == BlockKind::Heading(1));
        if let Some(first) = first.filter(|&first| headline.is_some_and(|headline| headline < first))
            && (0..first)
                .all(|before| self.is_head(before) || is_heading(&before) && self.has_at_most(before, LONGEST_KICKER))
        {
            headline = Some(first);
        }
        let mut end = headline.map_or(0, |block| block + 1);
        while end < count && self.is_head(end) {
            end += 1;
        }
        if end == count && headline.is_none() {
            return; // a list of lines, or a lone paragraph: nothing sets its head off from its body
        }
        let mut has_kicker = false;
        for block in 0..end {
            let kind = self.prose.blocks[block].kind;
            if Some(block) == headline || matches!(kind, BlockKind::Byline | BlockKind::Caption | BlockKind::Credit) {
                continue;
            }
            let next_is_head = block + 1 < end;
            let below_headline = headline.is_some_and(|headline| headline < block);
            let zone = if self.is_byline(block) || (below_headline && self.is_name(block)) {
                Zone::Byline
            } else if is_date_line(self.text(block), self.language) {
                Zone::Dateline
            } else if headline.is_some_and(|at| at > block)
                || (headline.is_none() && !has_kicker && self.is_kicker(block, next_is_head))
            {
                has_kicker = true;
                Zone::Kicker
            } else if let Some(headline) = headline {
                if self.repeats(block, headline) { Zone::Subheading } else { Zone::Standfirst }
            } else {
                headline = Some(block);
                continue;
            };
            let is_line = matches!(zone, Zone::Byline | Zone::Dateline | Zone::Kicker);
            if self.zones[block] == Zone::Body || is_line && self.zones[block] == Zone::Subheading {
                self.zones[block] = zone;
            }
        }
        if let Some(block) = headline {
            self.zones[block] = Zone::Headline;
        }
        if let Some(headline) = headline
            && end < count
            && self.is_standfirst(end)
        {
            let again = self.repeats(end, headline);
            self.zones[end] = if again { Zone::Subheading } else { Zone::Standfirst };
            if end + 1 < count && (self.is_byline(end + 1) || self.is_name(end + 1)) {
                self.zones[end + 1] = Zone::Byline;
            }
        }
    }

    /// A short line that is not running text: of one sentence, or the first one with capitals throughout.
    fn is_head(&self, block: usize) -> bool {
        let kind = self.prose.blocks[block].kind;
        let is_marked = matches!(kind, BlockKind::Byline | BlockKind::Caption | BlockKind::Credit);
        if is_marked || self.is_heading_of_head(block) {
            return true;
        }
        if !matches!(self.zones[block], Zone::Body | Zone::Caption | Zone::Credit)
            || self.prose.blocks[block].kind != BlockKind::Paragraph
            || !self.has_at_most(block, LONGEST_HEAD)
            || self.opens_with_dateline(block)
        {
            return false;
        }
        let text = self.text(block).trim_end_matches(['”', '"', '’', '\'', ')']);
        let closed = text.ends_with(['.', ':', ';', ',', '…']) && !ends_with_initials(text);
        let headline = self.heads_an_article(block) && !text.ends_with([':', ',']);
        (self.sentence_count(block) <= 1 || (headline && self.is_label(block)))
            && (!closed || headline || self.is_byline(block) || is_date_line(text, self.language))
    }

    /// A heading below the headline that is a byline or a date (“#### By Anna Holm”), or that a byline follows.
    fn is_heading_of_head(&self, block: usize) -> bool {
        let is_heading = |block: usize| matches!(self.prose.blocks[block].kind, BlockKind::Heading(_));
        let is_line = |block: usize| self.is_byline(block) || is_date_line(self.text(block), self.language);
        block > 0
            && is_heading(block)
            && self.has_at_most(block, LONGEST_HEAD)
            && (is_line(block) || block + 1 < self.prose.blocks.len() && self.is_byline(block + 1))
    }

    /// A short first line is a headline even with a full stop, if enough follows: two paragraphs, or one long one. In a draft
    /// whose metadata have the headline it is the lead.
    fn heads_an_article(&self, block: usize) -> bool {
        let follows = self.prose.blocks.len().saturating_sub(1);
        let fields = &self.lexicon.zones.metadata.headline;
        let is_titled = fields.iter().any(|field| self.prose.metadata.has(field));
        block == 0
            && !is_titled
            && self.has_at_most(block, 20)
            && (follows > 1 || follows == 1 && !self.has_at_most(1, LONGEST_HEAD))
    }

    fn is_kicker(&self, block: usize, next_is_head: bool) -> bool {
        next_is_head
            && self.has_at_most(block, LONGEST_KICKER)
            && self.is_label(block)
            && self.words(block + 1) > self.words(block)
            && !self.is_byline(block + 1)
            && !is_date_line(self.text(block + 1), self.language)
    }

    /// Words without a sentence: all but the small ones start with a capital.
    fn is_label(&self, block: usize) -> bool {
        self.text(block)
            .split_whitespace()
            .all(|word| word.chars().count() <= 3 || !word.starts_with(char::is_lowercase))
    }

    /// A summary under the headline: set apart by emphasis or by a wider gap than other paragraphs have.
    fn is_standfirst(&self, block: usize) -> bool {
        self.zones[block] == Zone::Body
            && self.prose.blocks[block].kind == BlockKind::Paragraph
            && self.has_at_most(block, LONGEST_STANDFIRST)
            && block + 1 < self.prose.blocks.len()
            && !self.opens_with_dateline(block)
            && !self.text(block).ends_with('?')
            && (self.is_emphasised(block) || self.gap(block) > 2 && self.gap(block) > self.gap(block + 1))
    }

    /// Line ends between this block and the next.
    fn gap(&self, block: usize) -> usize {
        let Some(next) = self.prose.blocks.get(block + 1) else { return 0 };
        let from = self.prose.locate(self.prose.blocks[block].span).span.end;
        let to = self.prose.locate(next.span).span.start;
        self.source.text.get(from..to).map_or(0, |between| between.matches('\n').count())
    }

    /// “Name Surname is a writer …” near the end.
    fn bios(&mut self) {
        let count = self.prose.blocks.len();
        for block in count.saturating_sub(TAIL).max(2)..count {
            let text = self.text(block);
            // What it begins with is seen soonest.
            if self.zones[block] != Zone::Body || !self.is_bio_text(text) || !self.has_at_most(block, LONGEST_BIO) {
                continue;
            }
            let tail = self.zones[block + 1..].iter().all(|&zone| zone != Zone::Body)
                || (block + 1..count)
                    .all(|after| self.is_bio_text(self.text(after)) || self.zones[after] != Zone::Body);
            if tail {
                self.zones[block] = Zone::Bio;
            }
        }
    }

    fn is_bio_text(&self, text: &str) -> bool {
        let mut words = text.split_whitespace().peekable();
        let mut name = 0;
        while words
            .next_if(|word| {
                word.starts_with(char::is_uppercase)
                    || (name > 0 && word.len() <= 3 && !self.lexicon.zones.bio_verbs.iter().any(|verb| verb == word))
            })
            .is_some()
        {
            name += 1;
        }
        if !(2..=5).contains(&name) {
            return false;
        }
        let rest: Vec<&str> = words.take(12).collect();
        let rest = rest.join(" ");
        self.lexicon
            .zones
            .bio_verbs
            .iter()
            .any(|verb| rest.strip_prefix(verb.as_str()).is_some_and(|rest| rest.starts_with(' ')))
            && rest
                .split(|c: char| !(c.is_alphanumeric() || c == '-'))
                .any(|word| self.lexicon.zones.bio_nouns.iter().any(|noun| noun.eq_ignore_ascii_case(word)))
    }

    /// “GENEVA, March 4 (Agency) —” at the head of a body paragraph.
    fn dateline(&self) -> Option<Span<Prose>> {
        let (block, _) = self.zones.iter().enumerate().find(|&(_, &zone)| zone == Zone::Body)?;
        let end = self.lexicon.zones.dateline(self.text(block))?;
        let start = self.prose.blocks[block].span.start;
        Some(Span::new(start, start + end))
    }
}

/// Whether the last full stop belongs to letters such as “U.S.”.
fn ends_with_initials(text: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or_default().trim_end_matches('.');
    last.contains('.') && last.split('.').all(|part| part.chars().count() == 1)
}

/// The maximum number of words of a line that is a date, and of one that has a year.
const MOST_WORDS: usize = 9;
const MOST_WORDS_WITH_YEAR: usize = 12;

/// A short line that is a date: a month with a day or a year and few other words, or just “2026-03-02”.
pub fn is_date_line(text: &str, language: &Language) -> bool {
    // Every date has figures.
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let words = || text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let total = words().take(MOST_WORDS_WITH_YEAR + 1).count();
    let is_date = |word: &str| matches!(word.len(), 1 | 2 | 4) && word.bytes().all(|byte| byte.is_ascii_digit());
    let iso = text.trim().len() == 10
        && text
            .trim()
            .bytes()
            .enumerate()
            .all(|(at, b)| if at == 4 || at == 7 { b == b'-' } else { b.is_ascii_digit() });
    let has_year = || text.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() == 4);
    let is_short = total <= MOST_WORDS || total <= MOST_WORDS_WITH_YEAR && has_year();
    let is_day = || words().any(is_date) && words().any(|word| language.calendar.is_month(word));
    iso || is_short && is_day() || is_short_date(text, language)
}

/// A line that is a date in figures or an age: “11/05/26”, “Updated 3 hours ago”.
fn is_short_date(text: &str, language: &Language) -> bool {
    const MOST: usize = 5;
    let words = &language.article.zones;
    let is_listed = |word: &str, list: &[String]| list.iter().any(|of| of.eq_ignore_ascii_case(word));
    let mut rest: Vec<&str> = text.split_whitespace().take(MOST + 1).collect();
    if rest.first().is_some_and(|first| is_listed(first.trim_end_matches(':'), &words.updated)) {
        rest.remove(0);
    }
    let Some((first, last)) = rest.first().zip(rest.last()).filter(|_| rest.len() <= MOST) else { return false };
    let mut parts = first.trim_end_matches(',').split(['/', '.', '-']);
    let figures = |part: &str| (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_date = parts.clone().count() == 3 && parts.all(figures);
    let is_age = first.bytes().all(|byte| byte.is_ascii_digit()) && rest.len() > 1 && is_listed(last, &words.ago);
    is_date || is_age
}

#[cfg(test)]
mod tests {
    use crate::analysis::{Article, Zone};
    use crate::language::Language;
    use crate::text::Source;

    /// The zone of the block with these words, in a draft with this name.
    #[track_caller]
    pub fn zone(name: &str, text: &str, words: &str) -> Zone {
        let source = Source::new(name, text);
        let article = Article::new(&source, crate::format::read(&source), &Language::english());
        article.zone_at(article.prose.text.find(words).expect("the words are there")).expect("they are in a block")
    }
}
