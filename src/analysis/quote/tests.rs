//! Quotations among apostrophes, paragraphs and pictures.

use crate::analysis::Article;
use crate::text::Source;

fn found(text: &str) -> Vec<String> {
    let source = Source::new("a.md", text);
    let article = Article::new(&source, crate::format::read(&source));
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
fn nested_single_marks_stand_inside() {
    assert_eq!(found("“She told me ‘no’ twice,” he said."), ["“She told me ‘no’ twice,”", "‘no’"]);
}
