//! Quotations among apostrophes, paragraphs and pictures.

use crate::analysis::Article;
use crate::text::Source;

fn found(text: &str) -> Vec<String> {
    let source = Source::new("a.md", text);
    let article = Article::new(&source, crate::format::read(&source), &crate::language::Language::english());
    article.quotes.iter().map(|quote| article.slice(quote.span).to_owned()).collect()
}

#[test]
fn decades_possessives_and_elisions_open_nothing() {
    assert_eq!(found("In the '60s, the union's e-mail went out; it was the workers' own."), [""; 0]);
    assert_eq!(found("The States’ “maximum pressure” and rock ’n’ roll."), ["“maximum pressure”"]);
}

#[test]
fn speech_goes_on_over_paragraphs_and_pictures() {
    let text = "The board met for three hours on the last day of the month.\n\nIt was over. “We sold it.\n\n![pier](x.jpg)\n\n“It is gone,” he said.";
    assert_eq!(found(text).len(), 1);
    assert_eq!(found("The board met for three hours on the last day of the month.\n\nIt was over. “One.\n\n“Two.”\n\n“Three,” she said.").len(), 2);
}

#[test]
fn words_that_drop_their_last_letter_close_nothing() {
    assert_eq!(found("'We're goin' home,' she said."), ["'We're goin' home,'"]);
    assert_eq!(
        found("‘A pint o’ the best, and no mistakin’ it,’ she said."),
        ["‘A pint o’ the best, and no mistakin’ it,’"]
    );
    assert_eq!(found("She called it 'the bin' and 'the tin' for years."), ["'the bin'", "'the tin'"]);
}

#[test]
fn nested_single_marks_stand_inside() {
    assert_eq!(found("“She told me ‘no’ twice,” he said."), ["“She told me ‘no’ twice,”", "‘no’"]);
}

#[test]
fn curly_marks_in_pairs_stand_inside_straight_ones() {
    assert_eq!(found("\"The “night rule” is over,\" he said."), ["\"The “night rule” is over,\""]);
    let pasted =
        "He wrote:\n\n\"It is not about “equal berths” anymore.\n\n\"The “night rule” is next.\"\n\nThe board met.";
    assert_eq!(found(pasted).len(), 1);
    assert_eq!(found("\"It is over, he said. “We sold it,” she said."), ["“We sold it,”"]);
}

#[test]
fn inches_and_feet_close_no_speech() {
    assert_eq!(found("\"A 12\" pipe burst under the road,\" he said."), ["\"A 12\" pipe burst under the road,\""]);
    assert_eq!(found("“A 12” pipe burst, and a 6” one,” he said."), ["“A 12” pipe burst, and a 6” one,”"]);
    assert_eq!(found("\"The pipe is 12\",\" he said. \"Or 14.\""), ["\"The pipe is 12\",\"", "\"Or 14.\""]);
    assert_eq!(found("'The 6' wall fell on Monday,' he said."), ["'The 6' wall fell on Monday,'"]);
    assert_eq!(found("\"We won 12\" and \"lost 3\" are what he said."), ["\"We won 12\"", "\"lost 3\""]);
    assert_eq!(found("\"I was there in 1976\" is his line."), ["\"I was there in 1976\""]);
}

#[test]
fn straight_marks_nest_three_deep() {
    let american = "\"She told me 'he said \"no\" twice' and left,\" Holm said.";
    assert_eq!(found(american), ["\"She told me 'he said \"no\" twice' and left,\"", "'he said \"no\" twice'"]);
    let british = "'She told me \"he said 'no' twice\" and left,' Holm said.";
    assert_eq!(found(british), ["'She told me \"he said 'no' twice\" and left,'", "\"he said 'no' twice\"", "'no'"]);
}

#[test]
fn guillemets_open_either_way() {
    assert_eq!(found("«Stop,» she said. He said: « No. »"), ["«Stop,»", "« No. »"]);
    assert_eq!(found("»Halt«, sagte sie. »Wir warten«, so Holm."), ["»Halt«", "»Wir warten«"]);
    assert_eq!(found("»Stanna», sade hon."), ["»Stanna»"]);
}

#[test]
fn speech_in_single_marks_goes_on_over_paragraphs() {
    const LEAD: &str = "The board met for three hours on the last day of the month.\n\nIt was over by noon.\n\n";
    let text =
        &format!("{LEAD}‘We sold the workers’ own pier.\n\n‘It is “gone” now.\n\n‘Nobody asked us,’ he said. ‘No.’");
    let source = Source::new("a.md", text.as_str());
    let article = Article::new(&source, crate::format::read(&source), &crate::language::Language::english());
    let quotes: Vec<_> = article.quotes.iter().map(|quote| (quote.paragraphs, quote.depth, quote.closed)).collect();
    assert_eq!(quotes, [(3, 0, true), (1, 1, true), (1, 0, true)]);
    assert!(article.slice(article.quotes[0].span).ends_with("‘Nobody asked us,’"));
    let found = |text: &str| found(&format!("{LEAD}{text}"));
    assert_eq!(found("'We sold the pier.\n\n'It is gone,' he said.").len(), 1);
    assert_eq!(found("‘We sold the pier.\n\n‘It is gone."), [""; 0], "nothing closes it");
    assert_eq!(found("He loved ‘em all.\n\n‘We did,’ he said."), ["‘We did,’"]);
    assert_eq!(found("'Tis the season.\n\n'Tis over,' he said."), [""; 0]);
}

#[test]
fn a_few_words_in_single_marks_do_not_run_into_the_next_speech() {
    let text = "She met the ‘river locals’ who run the pier.\n\n‘It is ours,’ he said.";
    assert_eq!(found(text), ["‘river locals’", "‘It is ours,’"]);
}

#[test]
fn marks_within_code_are_none() {
    assert_eq!(found("Write `say(\"stop\")` and press Enter."), [""; 0]);
    assert_eq!(found("“Write `say(\"stop\")` first,” she said."), ["“Write say(\"stop\") first,”"]);
}
