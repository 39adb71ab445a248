//! Which paragraphs of small drafts are speech without marks.

use crate::analysis::Article;
use crate::language::Language;
use crate::text::Source;

/// The paragraphs of a draft of which the last word is speech.
fn spoken(name: &str, text: &str) -> Vec<String> {
    let source = Source::new(name, text);
    let article = Article::new(&source, crate::format::read(&source), &Language::english());
    let spans = article.prose.blocks.iter().map(|block| block.span);
    spans.filter(|span| article.in_speech(span.end - 1)).map(|span| article.slice(span).to_owned()).collect()
}

#[test]
fn turns_are_speech_up_to_the_next_heading() {
    let text = "# The lock\n\nWe met at the quay.\n\nAH: How did you come to the lock?\n\nSKK: I was born here.\n\nMy \
                father was the keeper.\n\nAH: And then?\n\n**SKK:** I learned to row.\n\n## After the talk\n\nIt rained.\n";
    let expected = [
        "AH: How did you come to the lock?",
        "SKK: I was born here.",
        "My father was the keeper.",
        "AH: And then?",
        "SKK: I learned to row.",
    ];
    assert_eq!(spoken("a.md", text), expected);
    let closing = text.replace("## After the talk\n\n", "");
    assert_eq!(spoken("a.md", &closing), expected, "after the last turn the writer says “It rained”");
}

#[test]
fn the_name_of_a_speaker_is_not_speech() {
    let source = Source::new("a.txt", "Anna Holm: I will.\n\nBERG: Will you?\n\nAnna Holm: I will.\n");
    let article = Article::new(&source, crate::format::read(&source), &Language::english());
    assert!(!article.in_speech(0) && article.in_speech("Anna Holm: ".len()));
}

#[test]
fn labels_that_name_nobody_make_no_turns() {
    for text in [
        "Note: You need a ticket.\n\nTip: You can buy it on board.\n\nNote: You pay in cash.\n",
        "Where: The harbour.\n\nWhen: Monday.\n\nWhere: The quay.\n\nWhen: Tuesday.\n",
        "Anna Holm: guitar.\n\nCarl Berg: drums.\n\nAnna Holm: voice.\n",
        "Anna Holm met Carl Berg.\n\nHolm: I will stand.\n\nThe council met.\n\nBerg: I will not.\n",
    ] {
        assert!(spoken("a.txt", text).is_empty(), "{text}");
    }
}

#[test]
fn a_short_exchange_leaves_the_rest_of_a_story_to_its_writer() {
    let story = "The council met on Monday.\n\n".repeat(12);
    let text =
        format!("Anna Holm met Carl Berg.\n\n{story}Holm: Will you vote?\n\nBerg: I will.\n\nHolm: When?\n\n{story}");
    assert_eq!(spoken("a.txt", &text).len(), 3);
}

#[test]
fn answers_under_questions_are_speech() {
    let questions = "Who are you?\n\nI am a keeper.\n\n## What do you do all day?\n\nI open the gates.\n\n- I close them.\n\n## \
                     What do you wish for?\n\nRain.\n";
    let called = format!("---\nlayout: interview\n---\n\n## {questions}");
    let expected = ["I am a keeper.", "I open the gates.", "I close them.", "Rain."];
    assert_eq!(spoken("a.md", &called), expected);
    assert_eq!(spoken("a.md", &format!("# A keeper\n\n## {questions}")), expected);
    let bold = "# A keeper\n\nWe met at noon.\n\n**Who are you?**\n\nI am a keeper.\n\n**What do you do all day?**\n\nI row.\n\n\
                **Do you like it?** I do.\n\n## About the series\n\nI like it.\n";
    assert_eq!(spoken("a.md", bold), ["I am a keeper.", "I row.", "Do you like it? I do."]);
}

#[test]
fn questions_that_the_writer_answers_are_not_an_interview() {
    let guide = "# The ferry\n\n## Do you need a ticket?\n\nEverybody does.\n\n## Can you pay in cash?\n\nYes.\n\n## Can \
                 you bring a dog?\n\nWe take dogs on deck.\n";
    assert!(spoken("a.md", guide).is_empty());
    let report = guide.replace("Everybody does.", "We hope so.").replace("Yes.", "We think so, and I agree.");
    assert!(spoken("a.md", &report).is_empty(), "a house that asks itself");
    let told = "# The keeper\n\n## How did you come here?\n\nShe was born here.\n\n## What do you do?\n\nShe opens the \
                gates.\n\n## What do you wish for?\n\nRain.\n";
    assert!(spoken("a.md", told).is_empty());
}

#[test]
fn a_quotation_may_run_over_paragraphs_that_do_not_reopen_it() {
    let text = "Holm read a statement:\n\n“The lock is old.\n\nIt was built by my grandfather.\n\nIt will hold.”\n\nIt rained.\n";
    assert_eq!(spoken("a.txt", text), ["“The lock is old.", "It was built by my grandfather.", "It will hold.”"]);
    let lost = "Holm read a statement:\n\n“The lock is old.\n\nIt rained.\n\n“It will hold,” she said.\n";
    assert_eq!(spoken("a.txt", lost), ["“The lock is old."]);
}

#[test]
fn the_markup_may_say_that_a_paragraph_is_an_answer() {
    let text =
        "We met at noon.\n\nIt will hold.\n{: .interview-answer }\nIt must.\n{: .interview-answer }\n\nIt rained.\n";
    assert_eq!(spoken("a.md", text), ["It will hold.", "It must."]);
}
