//! What the engine finds and what it leaves alone, on sentences written for the project.

use super::Names;

/// Paragraphs: lines that are not empty.
fn blocks(text: &str) -> Vec<(usize, usize)> {
    let mut at = 0;
    let mut blocks = Vec::new();
    for line in text.split_inclusive('\n') {
        let end = at + line.trim_end().len();
        if end > at {
            blocks.push((at, end));
        }
        at += line.len();
    }
    blocks
}

fn found(text: &str) -> Vec<(String, String)> {
    let doubts = Names::built_in().read(text, &blocks(text));
    doubts.into_iter().map(|f| (text[f.start..f.end].to_owned(), f.suggest.unwrap_or_default())).collect()
}

fn pair(wrong: &str, right: &str) -> Vec<(String, String)> {
    vec![(wrong.to_owned(), right.to_owned())]
}

#[test]
fn one_name_in_two_spellings() {
    assert_eq!(
        found(
            "Gerda Malinowsky runs the harbour.\n\nThe port grew, Malinowsky said.\n\nNobody asked Mailnowsky again."
        ),
        pair("Mailnowsky", "Malinowsky")
    );
    assert_eq!(
        found("Anna Feldkamp won the seat.\n\nMs. Feldkamp thanked her voters.\n\nMr. Ortiz called FEldkamp at night."),
        pair("FEldkamp", "Feldkamp")
    );
    assert_eq!(
        found(
            "The Northfield Harbour Commission met.\n\nCritics of the Northfield Harbour Committee stayed away.\n\nThe Northfield Harbour Commission voted."
        ),
        pair("Committee", "Commission")
    );
    assert_eq!(
        found(
            "The DVLR was founded in 1990.\n\nMembers of the DVLR met in May.\n\nA DLVR spokesman declined to comment."
        ),
        pair("DLVR", "DVLR")
    );
}

#[test]
fn not_as_the_register_has_it() {
    assert_eq!(
        found("A fellow of the Brooking Institute disagreed."),
        pair("Brooking Institute", "Brookings Institution")
    );
    assert_eq!(
        found("The records of the Federal Elections Commission are public."),
        pair("Federal Elections Commission", "Federal Election Commission")
    );
    assert_eq!(found("The talks with Volodymyr Zelensyk went on."), pair("Zelensyk", "Zelensky"));
}

#[test]
fn two_names_stay_two() {
    for text in [
        "Iran and Iraq signed. Iran paid. Iraq did not.",
        "The Hartleys moved in. Tom Hartley is a baker. The Hartleys like it.",
        "Edward Brannigan spoke first. Ted Brannigan, as friends call him, left.",
        "Mike Rubino met Marco Rubio. Rubio smiled.",
        "Mr. and Mrs. Calloway came. Ms. Calloway sang. Ms. Calloway left.",
        "Germany and a German minister agreed. Germans cheered.",
        "He wrote “Hilda Brantd [sic]” on the card. Hilda Brandt laughed. Brandt left.",
    ] {
        assert_eq!(found(text), vec![], "{text}");
    }
}

#[test]
fn look_alikes_by_the_thousand_are_read_and_always_alike() {
    let mut text = String::new();
    for i in 0..6_000u32 {
        text.push_str(["Aab", "Aba", "Abb", "Baa"][(i % 4) as usize]);
        text.push(char::from(b'a' + (i % 23) as u8));
        text.push(char::from(b'a' + (i / 23 % 26) as u8));
        text.push(if i % 9 == 0 { '\n' } else { ' ' });
    }
    let names = Names::built_in();
    let first = names.read(&text, &blocks(&text));
    assert_eq!(first, names.read(&text, &blocks(&text)), "the same words give the same doubts");
}

#[test]
fn people_are_told_with_who_they_are() {
    for (text, name, title) in [
        (
            "The vote was close, said the conference chair, Amalia Restrepo.",
            "Amalia Restrepo",
            Some("the conference chair"),
        ),
        ("Their negotiator, Josefa Tuilagi, left early.", "Josefa Tuilagi", Some("Their negotiator")),
        ("In those days Chief Justice Earl Warren led the court.", "Earl Warren", Some("Chief Justice")),
        ("Helen Marr, a professor in St. Paul, agreed.", "Helen Marr", Some("a professor in St. Paul")),
        ("Helen Marr is a senior editor at the paper and teaches.", "Helen Marr", Some("a senior editor at the paper")),
        ("Helen Marr is a disaster, he said.", "Helen Marr", None),
        ("After the vote, Anna Feldkamp left.", "Anna Feldkamp", None),
        ("On Monday Gerda Malinowsky opened the fair.", "Gerda Malinowsky", None),
        ("A visit of Prime Minister Ilir Dragosh of Karsovia is planned.", "Ilir Dragosh", Some("Prime Minister")),
    ] {
        let source = crate::text::Source::new("draft.txt", text);
        let article = super::Article::new(&source, crate::format::read(&source), &crate::language::Language::english());
        let named = Names::built_in().read_article(&article);
        let people: Vec<(&str, Option<&str>)> =
            named.entities.iter().map(|person| (person.name.as_str(), person.title.as_deref())).collect();
        assert!(people.contains(&(name, title)), "{text}: {people:?}");
    }
}

#[test]
fn a_surname_is_no_shop_of_its_name() {
    let source = crate::text::Source::new("draft.txt", "Chris Christie spoke first. Then Christie left.");
    let article = super::Article::new(&source, crate::format::read(&source), &crate::language::Language::english());
    let named = Names::built_in().read_article(&article);
    let names: Vec<(&str, usize)> = named.entities.iter().map(|of| (of.name.as_str(), of.places.len())).collect();
    assert_eq!(names, [("Chris Christie", 2)]);
}
