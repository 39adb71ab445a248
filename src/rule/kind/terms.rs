//! `terms`: preferred forms of words, with case and inflection kept.

use super::shared::{cased_like, values};
use crate::analysis::{Article, in_address};
use crate::diagnostic::Safety;
use crate::language::{Inflection, Language};
use crate::prose::Prose;
use crate::rule::condition::OneOrMany;
use crate::rule::{BuildContext, Check, DraftCheck, Finding, Pattern, RuleContext};
use crate::table::{Problem, deserialize_value};
use crate::text::Span;
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;
use toml::de::DeValue;

pub struct Kind;

impl super::Kind for Kind {
    fn name(&self) -> &'static str {
        "terms"
    }

    fn about(&self) -> &'static str {
        "preferred forms of words and phrases, with case and inflection kept"
    }

    fn keys(&self) -> &'static [&'static str] {
        &["terms", "inflect", "match-case", "except", "safety"]
    }

    fn build(&self, keys: Spanned<DeValue>, with: &BuildContext) -> Result<Check, Problem> {
        let at = keys.span();
        let options: Options = deserialize_value(keys)?;
        let mut terms = Terms {
            patterns: Vec::new(),
            forms: Vec::new(),
            except: options.except,
            safety: options.safety,
            match_case: options.match_case,
        };
        if options.terms.is_empty() {
            return Err(Problem::new("the rule has no terms, so it can never match", at));
        }
        for (key, preferred) in options.terms {
            let (term, preferred) = (key.get_ref(), preferred.into_inner().into_vec());
            if term.trim() != term || term.contains("  ") || term.contains('\n') || term.is_empty() {
                let place = key.span();
                return Err(Problem::new(
                    format!("the term “{term}” can never match: prose has single spaces between words"),
                    place,
                ));
            }
            if preferred.iter().any(|word| word == term) {
                let place = key.span();
                return Err(Problem::new(format!("the term “{term}” is its own replacement"), place));
            }
            for (from, to) in options.inflect.forms(term, &preferred, with.language) {
                terms.patterns.push(Pattern::Phrase { text: from, match_case: options.match_case });
                terms.forms.push(to);
            }
        }
        Ok(Check::draft(terms))
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Options {
    terms: BTreeMap<Spanned<String>, Spanned<OneOrMany>>,
    #[serde(default)]
    inflect: Inflect,
    #[serde(default)]
    match_case: bool,
    #[serde(default)]
    except: Vec<String>,
    #[serde(default = "safe")]
    safety: Safety,
}

const fn safe() -> Safety {
    Safety::Safe
}

/// The endings that a term and its replacement take.
#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Inflect {
    #[default]
    None,
    Noun,
    Verb,
}

impl Inflect {
    /// The term and its inflected forms, each with its replacements.
    fn forms(self, term: &str, preferred: &[String], language: &Language) -> Vec<(String, Vec<String>)> {
        let inflections = &language.inflections;
        let endings: &[&Inflection] = match self {
            Self::None => &[],
            Self::Noun => &[&inflections.plural],
            Self::Verb => &[&inflections.plural, &inflections.past, &inflections.participle],
        };
        let mut forms = vec![(term.to_owned(), preferred.to_vec())];
        for ending in endings {
            forms.push((ending.of(term), preferred.iter().map(|word| ending.of(word)).collect()));
        }
        forms
    }
}

struct Terms {
    patterns: Vec<Pattern>,
    /// The preferred words for each pattern; of several, an editor chooses.
    forms: Vec<Vec<String>>,
    except: Vec<String>,
    safety: Safety,
    match_case: bool,
}

impl DraftCheck for Terms {
    fn patterns(&self) -> &[Pattern] {
        &self.patterns
    }

    fn values(&self) -> Vec<String> {
        values(&["match", "replacement"])
    }

    fn check(&self, context: &RuleContext, found: &mut Vec<Finding>) {
        let text = context.article.prose.text.as_str();
        let mut end = 0;
        for hit in context.hits {
            let words = context.article.slice(hit.span);
            if hit.span.start < end
                || context.house.terms.contains(&words.to_lowercase())
                || self.is_excepted(context, hit.span.start, hit.span.end)
                || in_address(text, hit.span)
            {
                continue;
            }
            end = hit.span.end; // of hits with one start, the longest comes first
            let preferred = &self.forms[hit.pattern];
            let capital = if self.match_case { Capital::None } else { capital(context.article, hit.span) };
            let as_written = self.match_case || capital == Capital::First;
            let fixed: Vec<String> =
                preferred.iter().map(|word| if as_written { word.clone() } else { cased_like(words, word) }).collect();
            if fixed.iter().any(|word| word == words) {
                continue;
            }
            let fixed: Vec<String> = fixed.into_iter().map(|word| with_apostrophe_of(words, text, word)).collect();
            let finding = Finding::at(hit.span).with("match", words).with("replacement", fixed.join("” or “"));
            found.push(match fixed.as_slice() {
                [one] if capital == Capital::Name => finding.replaced_by(one.clone(), Safety::Suggested),
                [one] => finding.replaced_by(one.clone(), self.safety),
                _ => finding,
            });
        }
    }
}

impl Terms {
    /// Whether the hit is part of a phrase in which the term is right.
    fn is_excepted(&self, context: &RuleContext, start: usize, end: usize) -> bool {
        let text = context.article.prose.text.as_str();
        self.except.iter().any(|phrase| {
            let reach = phrase.len();
            let from = (start.saturating_sub(reach)..=start).find(|&at| text.is_char_boundary(at)).unwrap_or(start);
            let to = (end..=(end + reach).min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(end);
            let around = text[from..to].to_lowercase();
            around
                .match_indices(&phrase.to_lowercase())
                .any(|(at, _)| from + at <= start && end <= from + at + phrase.len())
        })
    }
}

/// What a capital means where the sentence does not require one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Capital {
    /// Nothing: there is none, or the sentence requires it.
    None,
    /// An old spelling of the term: “Web site”.
    First,
    /// Possibly a name, such as the E-mail Act, which must not be changed without asking.
    Name,
}

fn capital(article: &Article, span: Span<Prose>) -> Capital {
    let text = article.prose.text.as_str();
    let words = span.of(text);
    if !words.starts_with(char::is_uppercase) {
        return Capital::None;
    }
    let goes_on = text[span.end..].strip_prefix(' ').is_some_and(|next| next.starts_with(char::is_uppercase));
    let before = text[..span.start].strip_suffix(' ').and_then(|before| before.chars().next_back());
    let within = before.is_some_and(|c| c.is_alphanumeric() || matches!(c, ',' | ';' | '’' | '\''));
    let one_capital = words.contains(' ') && words.chars().filter(|c| c.is_uppercase()).count() == 1;
    match (within, goes_on) {
        (true, false) if one_capital => Capital::First,
        (false, false) => Capital::None,
        _ => Capital::Name,
    }
}

/// `word` with the kind of apostrophe that the words it replaces have, or else the draft.
fn with_apostrophe_of(words: &str, draft: &str, word: String) -> String {
    let is_curly = |text: &str| text.contains('’');
    if word.contains('\'') && (is_curly(words) || (!words.contains('\'') && is_curly(draft))) {
        return word.replace('\'', "’");
    }
    word
}
