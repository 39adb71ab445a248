//! One case for each way in which news names a speaker; `docs/attribution.md` lists them.

use crate::analysis::Article;
use crate::text::Source;

/// Each quotation as “form verdict: source [person] / cue”.
fn said(text: &str) -> Vec<String> {
    let source = Source::new("draft.md", text);
    let article = Article::new(&source, crate::format::read(&source), &crate::language::Language::english());
    let quote = |of: &crate::analysis::Attributed| {
        let verdict = of.verdict.map_or("-", |verdict| verdict.name());
        let Some(by) = &of.attribution else { return format!("{} {verdict}", of.form.name()) };
        let person = by.person.as_ref().map_or(String::new(), |person| format!(" [{person}]"));
        let cue = by.cue.map_or("-", |cue| article.slice(cue));
        format!("{} {verdict}: {}{person} / {cue}", of.form.name(), article.slice(by.source))
    };
    article.attributions.iter().map(quote).collect()
}

#[track_caller]
fn case(text: &str, wanted: &[&str]) {
    assert_eq!(said(text), wanted, "{text}");
}

#[test]
fn a_speaker_behind_the_quotation() {
    case("“The lock is shut,” Ida Moen said.", &["speech sourced: Ida Moen [Ida Moen] / said"]);
    case("“The lock is shut,” said Ida Moen.", &["speech sourced: Ida Moen [Ida Moen] / said"]);
    case(
        "“The lock is shut,” according to the harbour office.",
        &["speech sourced: the harbour office / according to"],
    );
}

#[test]
fn a_speaker_before_the_quotation() {
    case("Ida Moen said, “The lock is shut for good.”", &["speech sourced: Ida Moen [Ida Moen] / said"]);
    case(
        "Ida Moen told reporters on Monday: “The lock is shut for good.”",
        &["speech sourced: Ida Moen [Ida Moen] / told"],
    );
    case("Ida Moen: “The lock is shut for good.”", &["speech sourced: Ida Moen [Ida Moen] / :"]);
}

#[test]
fn fragments_inside_indirect_speech() {
    case("Ida Moen said the lock would be “shut for good” by May.", &["speech sourced: Ida Moen [Ida Moen] / said"]);
    case("Ida Moen called the lock “a rusty trap for fish.”", &["speech sourced: Ida Moen [Ida Moen] / called"]);
    case("The lock is “a rusty trap for fish,” Ida Moen said.", &["speech sourced: Ida Moen [Ida Moen] / said"]);
}

#[test]
fn several_fragments_of_one_statement() {
    case(
        "“The lock,” said Ida Moen, “will be shut for good.”",
        &["speech sourced: Ida Moen [Ida Moen] / said", "speech sourced: Ida Moen [Ida Moen] / said"],
    );
}

#[test]
fn a_further_quotation_in_the_paragraph() {
    case(
        "“The lock is shut,” said Ida Moen. “Nobody asked us about it.”",
        &["speech sourced: Ida Moen [Ida Moen] / said", "speech sourced: Ida Moen [Ida Moen] / said"],
    );
}

#[test]
fn participles_share_the_subject() {
    case(
        "Ida Moen closed the lock on Monday, calling it “a rusty trap for fish.”",
        &["speech sourced: Ida Moen [Ida Moen] / calling"],
    );
}

#[test]
fn a_passive_with_its_agent() {
    case(
        "The lock was described by Ida Moen as “a rusty trap for fish.”",
        &["speech sourced: Ida Moen [Ida Moen] / described"],
    );
}

#[test]
fn a_noun_as_the_cue() {
    case(
        "Ida Moen’s claim that the lock is “a rusty trap for fish” was denied.",
        &["speech sourced: Ida Moen’s [Ida Moen] / claim"],
    );
}

#[test]
fn a_relative_clause() {
    case(
        "Ida Moen, who called the lock “a rusty trap for fish,” has left.",
        &["speech sourced: Ida Moen, who [Ida Moen] / called"],
    );
}

#[test]
fn questions_and_shouts_end_no_sentence() {
    case("“Who shut the lock?” Ida Moen asked.", &["speech sourced: Ida Moen [Ida Moen] / asked"]);
    case("“Open the lock!” Ida Moen shouted.", &["speech sourced: Ida Moen [Ida Moen] / shouted"]);
}

#[test]
fn cues_of_several_words() {
    case(
        "As Ida Moen puts it: “The lock is a rusty trap for fish.”",
        &["speech sourced: Ida Moen [Ida Moen] / puts it"],
    );
}

#[test]
fn a_long_source_with_apposition() {
    let found = said("“The lock is shut,” said a spokesman for the harbour office, who asked not to be named.");
    assert!(found[0].starts_with("speech sourced: a spokesman for the harbour office"), "{found:?}");
    case(
        "Ida Moen, the keeper of the lock since May, said it was “a rusty trap for fish.”",
        &["speech sourced: Ida Moen [Ida Moen] / said"],
    );
}

#[test]
fn words_between_source_and_cue() {
    case("“The lock is shut,” Ida Moen has repeatedly said.", &["speech sourced: Ida Moen [Ida Moen] / said"]);
}

#[test]
fn pronouns_resolve_to_the_one_that_fits() {
    case("Ida Moen keeps the lock. “It is shut,” she said.", &["speech sourced: she [Ida Moen] / said"]);
    case("Ida Moen met Olga Rud at the lock. “It is shut,” she said.", &["speech sourced: she / said"]);
}

#[test]
fn negation_outside_the_marks() {
    case(
        "Ida Moen said that she didn’t “have to open the lock for anyone.”",
        &["speech sourced: Ida Moen [Ida Moen] / said"],
    );
}

#[test]
fn both_sources_of_a_nested_attribution() {
    let text = "Ida Moen said that the mayor called the lock “a rusty trap for fish.”";
    case(text, &["speech sourced: Ida Moen [Ida Moen] / said"]);
    let inner = |text: &str| {
        let source = Source::new("draft.md", text);
        let article = Article::new(&source, crate::format::read(&source), &crate::language::Language::english());
        let inner = article.attributions[0].attribution.as_ref().and_then(|by| by.inner);
        inner.map(|inner| article.slice(inner).to_owned())
    };
    assert_eq!(inner(text).as_deref(), Some("the mayor"));
    assert_eq!(inner("Ida Moen called the lock “a rusty trap for fish.”"), None);
}

#[test]
fn a_lead_in_paragraph_with_a_colon() {
    case(
        "The keeper, Ida Moen, wrote:\n\n“The lock is shut for good and nobody asked us.”\n",
        &["speech sourced: The keeper [Ida Moen] / wrote"],
    );
}

#[test]
fn a_signature() {
    case(
        "“The lock is shut for good and nobody asked us.”\n\n— Ida Moen\n",
        &["speech sourced: Ida Moen [Ida Moen] / —"],
    );
}

#[test]
fn several_paragraphs_are_one_quotation() {
    case(
        "“The lock is shut,” said Ida Moen. “It was old.\n\n“Nobody asked us about it at all.”\n",
        &["speech sourced: Ida Moen [Ida Moen] / said", "speech sourced: Ida Moen [Ida Moen] / said"],
    );
}

#[test]
fn the_paragraph_before_goes_on() {
    case(
        "“The lock is shut,” said Ida Moen.\n\n“Nobody asked us about it at all, not even once.”\n\nIt is old.\n",
        &["speech sourced: Ida Moen [Ida Moen] / said", "speech sourced: Ida Moen [Ida Moen] / said"],
    );
}

#[test]
fn nobody_says_it() {
    case(
        "The lock was shut at noon.\n\n“Nobody asked us about it at all, not even once.”\n\nIt is old.\n",
        &["speech unsourced"],
    );
    case("The keeper was just some “rusty old man” of the river.", &["speech unsourced"]);
}

#[test]
fn titles_terms_and_distance() {
    case("The film “The Lock of the North” opens in May.", &["title -"]);
    case("The council began a “clean river” campaign.", &["term -"]);
    case("The so-called “river police” have two boats.", &["term -"]);
}

#[test]
fn block_quotations() {
    case(
        "Ida Moen wrote to the council:\n\n> The lock is shut for good and nobody asked us about it.\n",
        &["block sourced: Ida Moen [Ida Moen] / wrote"],
    );
}

#[test]
fn marks_of_every_kind() {
    for (open, close) in [("“", "”"), ("\"", "\""), ("‘", "’"), ("'", "'"), ("''", "''"), ("«", "»")] {
        case(
            &format!("{open}The lock is shut,{close} said Ida Moen."),
            &["speech sourced: Ida Moen [Ida Moen] / said"],
        );
    }
}

#[test]
fn an_author_of_a_headline_in_a_list() {
    case(
        "— “The lock is shut,” by Ida Moen of the River Post.",
        &["speech sourced: Ida Moen of the River Post [Ida Moen] / by"],
    );
}

#[test]
fn an_action_beside_a_few_words() {
    case("Ida Moen shook her head. “Not today.”", &["speech sourced: Ida Moen [Ida Moen] / -"]);
    case("“Not today.” The old keeper shook his head.", &["speech sourced: The old keeper / -"]);
    case("“The key,” she held it up, “was never lost.”", &["speech sourced: she / held", "speech sourced: she / held"]);
}

#[test]
fn voices_and_faces() {
    case("“Get down!” hissed the keeper.", &["speech sourced: the keeper / hissed"]);
    case("“You are late,” laughed Ida Moen.", &["speech sourced: Ida Moen [Ida Moen] / laughed"]);
    case("“We wait,” I say.", &["speech sourced: I / say"]);
    case("“So what now?” says the older woman.", &["speech sourced: the older woman / says"]);
    case("“Too dear,” said the first.", &["speech sourced: the first / said"]);
    case("“Far too dear,” tutted a man in the queue.", &["speech sourced: a man in the queue / tutted"]);
    case("She heard him say, “Leave the key here.”", &["speech sourced: him / say"]);
}

#[test]
fn turns_of_a_dialogue_are_counted_off() {
    case(
        "“You are late,” Ida said.\n\n“The tide was against me,” said Joss.\n\n“It always is with you.”\n\n“Not always, no.”\n\n“And today?”\n",
        &[
            "speech sourced: Ida / said",
            "speech sourced: Joss / said",
            "speech sourced: Ida / said",
            "speech sourced: Joss / said",
            "speech unsure",
        ],
    );
    case(
        "“May I go?”\n\n“No, Peter.”\n\n“But Anna goes.”\n\n“Anna is a grown woman with a boat.”\n",
        &["speech unsure", "speech unsure", "speech unsure", "speech unsure"],
    );
}

#[test]
fn labels_of_an_interview_and_a_headline() {
    case("A: “I left in the spring of that year.”", &["speech sourced: A / :"]);
    case("“Never told”: mayor hits back over the lock", &["speech sourced: mayor / :"]);
    case("“The tide always wins” — Ida Moen, pilot.", &["speech sourced: Ida Moen [Ida Moen] / —"]);
}

#[test]
fn the_words_of_somebody_open_the_sentence() {
    case("In the words of one juror, it was “a long summer.”", &["speech sourced: one juror / words"]);
    case(
        "As lock fellow Ida Moen sees it, the quay is “a dull stage.”",
        &["speech sourced: lock fellow Ida Moen [Ida Moen] / sees it"],
    );
}

#[test]
fn letters_posts_and_transcripts_set_as_blocks() {
    let letter = "Her letter to the council reads:\n\n> The lock is shut and nobody asked us.\n>\n> We are sorry.\n";
    case(letter, &["block sourced: Her letter to the council / reads"]);
    let post = "Ida Moen posted:\n\n> The lock is shut and nobody asked us about it.\n";
    case(post, &["block sourced: Ida Moen [Ida Moen] / posted"]);
    let credit = "> The lock is shut for good and nobody asked us.\n>\n> — Ida Moen\n\nIt is old.\n";
    case(credit, &["block sourced: Ida Moen [Ida Moen] / —"]);
    let transcript = "HOST: “Is the lock shut?”\n\nMOEN: “It is, and nobody asked us about it.”\n";
    case(transcript, &["speech sourced: HOST / :", "speech sourced: MOEN / :"]);
}

#[test]
fn a_dull_heir_is_no_term() {
    case("The belief that he was only a “dull heir” playing at office is old.", &["speech unsourced"]);
}
