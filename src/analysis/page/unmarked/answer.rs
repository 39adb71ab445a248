//! Answers of an interview whose questions are headings or bold lines, and paragraphs that the markup calls answers.

use super::super::transcript::label;
use super::Draft;
use crate::language::WordSet;
use crate::prose::Prose;
use crate::text::Span;

/// Questions to one person make an interview: as many if the front matter calls it one, and else.
const LEAST_QUESTIONS: usize = 2;
const LEAST_UNCALLED: usize = 3;

/// A question, and the stretches of its answer.
#[derive(Default)]
struct Question {
    addresses: bool,
    answer: Vec<Span<Prose>>,
}

pub(super) fn answers(draft: &Draft) -> Vec<Span<Prose>> {
    let mut spans: Vec<Span<Prose>> = draft.prose.spoken.iter().map(|&span| without_label(draft, span)).collect();
    let (questions, others) = questions(draft);
    if is_interview(draft, &questions, others) {
        spans.extend(questions.into_iter().flat_map(|question| question.answer));
    }
    spans
}

fn without_label(draft: &Draft, span: Span<Prose>) -> Span<Prose> {
    let label = label(span.of(&draft.prose.text)).map_or(0, |label| label.len() + 1);
    Span::new((span.start + label).min(span.end), span.end)
}

/// The questions with what follows each up to the next heading or line in bold, and how many other headings there are.
fn questions(draft: &Draft) -> (Vec<Question>, usize) {
    let (mut questions, mut others): (Vec<Question>, usize) = (Vec::new(), 0);
    let mut is_answer = false;
    for block in 0..draft.prose.blocks.len() {
        let span = draft.span(block);
        let is_running = draft.is_running(block);
        let heading = draft.is_heading(block) || (is_running && draft.is_emphasised(block));
        let asked_to = match draft.emphasised_to(block) {
            _ if heading => span.end,
            Some(end) if is_running => end, // “**How long will it last?** A year.”
            _ => span.start,
        };
        let asked = Span::new(span.start, asked_to);
        if asked.of(&draft.prose.text).trim_end().ends_with('?') {
            let addresses = draft.has(asked, &draft.language.talk.hearer);
            questions.push(Question { addresses, answer: Vec::new() });
            is_answer = true;
        } else if heading {
            others += usize::from(draft.is_heading(block) && block > 0);
            is_answer = false;
            continue;
        }
        let answer = Span::new(asked_to, span.end);
        if is_answer
            && is_running
            && !answer.is_empty()
            && let Some(question) = questions.last_mut()
        {
            question.answer.push(without_label(draft, answer));
        }
    }
    questions.retain(|question| !question.answer.is_empty());
    (questions, others)
}

/// Whether questions are asked of somebody, who answers as “I”.
fn is_interview(draft: &Draft, questions: &[Question], others: usize) -> bool {
    let talk = &*draft.language.talk;
    let says = |question: &&Question, list: &WordSet<String>| question.answer.iter().any(|&span| draft.has(span, list));
    let answered_by = |list| questions.iter().filter(|question| says(question, list)).count();
    let answered = answered_by(&talk.speaker);
    if talk.is_interview(&draft.prose.metadata) {
        return questions.len() >= LEAST_QUESTIONS && answered > 0;
    }
    let addressed = questions.iter().filter(|question| question.addresses).count();
    addressed >= LEAST_UNCALLED
        && questions.len() >= others
        && answered * 3 >= questions.len() * 2
        && answered_by(&talk.alone) * 2 >= questions.len()
}
