//! Replies to the comments that copydesk wrote into a document: a reply of “leave it” allows the finding.

use super::allowance::{Allowance, Cover};
use crate::analysis::Article;
use crate::diagnostic::Suppressor;
use crate::language::WordSet;
use crate::prose::Comment;
use crate::text::Span;

/// The allowances that people gave by replying to a comment with one of the phrases `stet`.
pub(super) fn in_comments(article: &Article, stet: &WordSet<String>) -> Vec<Allowance> {
    article.prose.comments.iter().filter_map(|comment| allowance(comment, stet)).collect()
}

fn allowance(comment: &Comment, stet: &WordSet<String>) -> Option<Allowance> {
    // A comment of copydesk's begins with the id of the rule.
    let rule = comment.answers.as_deref()?.split_whitespace().next()?;
    let said = comment.text.to_lowercase();
    let (phrase, _) = said.split_once(['.', ',', ';', ':', '!', '(', '–', '—']).unwrap_or((&said, ""));
    let phrase = phrase.split_once(" - ").map_or(phrase, |(phrase, _)| phrase).trim();
    stet.contains(phrase).then(|| Allowance {
        selector: Some(rule.to_owned()),
        at: comment.span,
        reason: comment.text.clone(),
        until: None,
        // Include the end, because a finding without words may be there.
        cover: Cover::Answered(Span::new(comment.span.start, comment.span.end + 1)),
        by: Suppressor::Draft,
    })
}
