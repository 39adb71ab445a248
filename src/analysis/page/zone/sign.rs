//! Signs: words by which a block says what it is, as “Photo:” does.

use super::Reader;
use crate::analysis::page::Token;
use crate::analysis::page::starts::Placed;
use crate::prose::Zone;
use std::ops::Range;

impl Reader<'_> {
    /// Blocks that say what they are by their words.
    pub(super) fn by_sign(&mut self, block: usize) {
        let is_heading = self.zones[block] == Zone::Subheading;
        if self.zones[block] != Zone::Body && !is_heading {
            return;
        }
        let signs = &self.lexicon.zones.sign;
        let all = self.lexicon.zones.signs();
        let text = self.text(block);
        // Every sign holds for short blocks only, and words have a space between.
        if text.bytes().filter(|&byte| byte == b' ').count() >= all.longest {
            return;
        }
        let span = self.prose.blocks[block].span;
        let tokens = self.token_starts.within(self.tokens, span);
        // Few words have something with which a phrase is looked for.
        let facts = |token: &Token| self.vocabulary.facts(token.word);
        let mut words = tokens.iter().filter(|token| facts(token).may_be_sign).peekable();
        if words.peek().is_none() {
            return;
        }
        let is_known = words.all(|token| facts(token).sign_anchors.known().is_some()) && !all.are_across;
        let lead = text.len() - text.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
        let end = text.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
        let whole = |end: usize| !text[end..].starts_with(char::is_alphanumeric);
        let mut first = None;
        let mut note = |phrase: u32, place: Range<usize>| {
            let fits = |&&(sign, at_start): &&(usize, bool)| {
                // A button has no full stop, a sentence that begins like one has.
                let sentence = signs[sign].zone == Zone::Furniture && text.ends_with(['.', '”', '"']);
                let at_lead = place.start == lead && !sentence;
                // A heading may begin like the title of a box: “Most popular dogs”.
                let fits_heading = signs[sign].zone == Zone::Furniture && place == (lead..end);
                (!is_heading || fits_heading) && whole(place.end) && (!at_start || at_lead)
            };
            let found = all.of[phrase as usize].iter().filter(fits).map(|&(sign, _)| sign).min();
            first = first.into_iter().chain(found).min();
        };
        let bytes = text.as_bytes();
        if is_known {
            let anchors = |token: &Token| facts(token).sign_anchors.known().filter(|_| facts(token).may_be_sign);
            all.phrases.find_in_words(bytes, Placed::new(tokens, span, anchors), &mut note);
        } else {
            let known = Placed::new(tokens, span, |token| facts(token).sign_anchors.known());
            all.phrases.find(bytes, known, &mut note);
        }
        let Some(sign) = first else { return };
        if text.split_whitespace().take(signs[sign].longest + 1).count() <= signs[sign].longest {
            self.zones[block] = signs[sign].zone;
        }
    }
}
