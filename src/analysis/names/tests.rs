//! What the engine finds and what it leaves alone, on sentences written for the project.

use super::{Certainty, Doubt, HouseNames, NameKind, Named, Names, TIE};
use crate::analysis::{Article, Page};
use crate::prose::{BlockKind, Builder};
use crate::text::Source;

/// A page whose paragraphs are the lines of a text.
fn page(text: &str, names: &Names) -> Page {
    let source = Source::new("draft.txt", text);
    let mut builder = Builder::default();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if !line.trim_end().is_empty() {
            builder.open(BlockKind::Paragraph);
            builder.verbatim(line.trim_end(), at);
        }
        at += line.len();
    }
    Page::new(&source, builder.finish(), &names.language)
}

/// The doubts of a plain text.
fn doubts(text: &str, names: &Names) -> Vec<Doubt> {
    super::doubts::doubts(&super::Draft::new(&page(text, names), names))
}

fn found(text: &str, names: &Names) -> Vec<(String, String)> {
    let page = page(text, names);
    let doubts = super::doubts::doubts(&super::Draft::new(&page, names));
    doubts.into_iter().map(|doubt| (page.slice(doubt.span).to_owned(), doubt.suggest)).collect()
}

/// A plain-text draft with its names, compared with `names`.
fn read(text: &str, names: &Names) -> (Article, Named) {
    let source = Source::new("draft.txt", text);
    let article = Article::new(&source, crate::format::read(&source), &names.language);
    let named = Named::new(&article.page, &[], names);
    (article, named)
}

fn pair(wrong: &str, right: &str) -> Vec<(String, String)> {
    vec![(wrong.to_owned(), right.to_owned())]
}

#[test]
fn one_name_in_two_spellings() {
    let names = Names::default();
    assert_eq!(
        found(
            "Gerda Malinowsky runs the harbour.\n\nThe port grew, Malinowsky said.\n\nNobody asked Mailnowsky again.",
            &names
        ),
        pair("Mailnowsky", "Malinowsky")
    );
    assert_eq!(
        found(
            "Anna Feldkamp won the seat.\n\nMs. Feldkamp thanked her voters.\n\nMr. Ortiz called FEldkamp at night.",
            &names
        ),
        pair("FEldkamp", "Feldkamp")
    );
    assert_eq!(
        found(
            "The Northfield Harbour Commission met.\n\nCritics of the Northfield Harbour Committee stayed away.\n\nThe Northfield Harbour Commission voted.",
            &names
        ),
        pair("Committee", "Commission")
    );
    assert_eq!(
        found(
            "The DVLR was founded in 1990.\n\nMembers of the DVLR met in May.\n\nA DLVR spokesman declined to comment.",
            &names
        ),
        pair("DLVR", "DVLR")
    );
}

#[test]
fn not_as_the_register_has_it() {
    let names = Names::default();
    assert_eq!(
        found("A fellow of the Brooking Institute disagreed.", &names),
        pair("Brooking Institute", "Brookings Institution")
    );
    assert_eq!(
        found("The records of the Federal Elections Commission are public.", &names),
        pair("Federal Elections Commission", "Federal Election Commission")
    );
    assert_eq!(found("The talks with Volodymyr Zelensyk went on.", &names), pair("Zelensyk", "Zelensky"));
}

#[test]
fn two_names_stay_two() {
    let names = Names::default();
    for text in [
        "Iran and Iraq signed. Iran paid. Iraq did not.",
        "The Hartleys moved in. Tom Hartley is a baker. The Hartleys like it.",
        "Edward Brannigan spoke first. Ted Brannigan, as friends call him, left.",
        "Mike Rubino met Marco Rubio. Rubio smiled.",
        "Mr. and Mrs. Calloway came. Ms. Calloway sang. Ms. Calloway left.",
        "Germany and a German minister agreed. Germans cheered.",
        "He wrote “Hilda Brantd [sic]” on the card. Hilda Brandt laughed. Brandt left.",
    ] {
        assert_eq!(found(text, &names), vec![], "{text}");
    }
}

#[test]
fn look_alikes_by_the_thousand_are_read_and_always_alike() {
    let names = Names::default();
    let mut text = String::new();
    for i in 0..6_000u32 {
        text.push_str(["Aab", "Aba", "Abb", "Baa"][(i % 4) as usize]);
        text.push(char::from(b'a' + (i % 23) as u8));
        text.push(char::from(b'a' + (i / 23 % 26) as u8));
        text.push(if i % 9 == 0 { '\n' } else { ' ' });
    }
    assert_eq!(doubts(&text, &names), doubts(&text, &names), "the same words give the same doubts");
}

#[test]
fn people_are_told_with_who_they_are() {
    let names = Names::default();
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
        let (_, named) = read(text, &names);
        let people: Vec<(&str, Option<&str>)> =
            named.entities.iter().map(|person| (person.name.as_str(), person.title.as_deref())).collect();
        assert!(people.contains(&(name, title)), "{text}: {people:?}");
    }
}

/// The names of a text in which these words, each at its first place, name the sources of quotations.
fn called(text: &str, speakers: &[&str]) -> Vec<String> {
    let (article, _) = read(text, &Names::default());
    let place = |words: &&str| article.prose.text.find(words).map(|at| (at..at + words.len()).into());
    let speakers: Vec<_> = speakers.iter().filter_map(place).collect();
    Named::new(&article.page, &speakers, &Names::default()).entities.into_iter().map(|entity| entity.name).collect()
}

#[test]
fn a_name_after_a_body_or_a_post_is_a_person() {
    for (text, speakers, people) in [
        ("The head of the Elmsby Harbour Association Simon Brandt left.", &[][..], &["Simon Brandt"][..]),
        ("Council Member Simon Brandt left early.", &[], &["Simon Brandt"]),
        ("“No,” said Port Agent in Charge Simon Brandt.", &["Port Agent in Charge Simon Brandt"], &["Simon Brandt"]),
        ("Then Stephen Bishop spoke. Bishop was glad.", &[], &["Stephen Bishop"]),
        ("They eat at the Stop-and-B. Simon Brandt never goes there with them.", &[], &["Simon Brandt"]),
        ("“No,” said organizer Emsel, who was late.", &["organizer Emsel"], &["Emsel"]),
        ("Her friend, Aisha, 14, said so.", &[], &["Aisha"]),
        ("J.J. Brandtholm, a baker, came. Then Brandtholm left.", &[], &["J.J. Brandtholm"]),
        ("“No,” said Bay Feldkamp.", &["Bay Feldkamp"], &["Bay Feldkamp"]),
        ("“No,” said the club legend Rio Feldkamp.", &["the club legend Rio Feldkamp"], &["Rio Feldkamp"]),
        ("“No,” said Debeshee Das.", &["Debeshee Das"], &["Debeshee Das"]),
        ("President Bola Feldkmar spoke. Later President Feldkmar left.", &[], &["Bola Feldkmar"]),
    ] {
        let found = called(text, speakers);
        assert!(people.iter().all(|name| found.contains(&(*name).to_owned())), "{text}: {found:?}");
    }
    let text = "Coltran Hophan-Nuland came. “No,” said Hophan-Nuland. Hophan-Nuland left.";
    let (article, _) = read(text, &Names::default());
    let at = article.prose.text.find("Hophan-Nuland.").expect("it is there");
    let named = Named::new(&article.page, &[(at..at + "Hophan-Nuland".len()).into()], &Names::default());
    let people: Vec<(&str, usize)> = named.entities.iter().map(|of| (of.name.as_str(), of.places.len())).collect();
    assert_eq!(people, [("Coltran Hophan-Nuland", 3)]);
    let (_, named) = read("Then Peter T. King spoke. Rep. King was glad, but the King was late.", &Names::default());
    let people: Vec<(&str, usize)> = named.entities.iter().map(|of| (of.name.as_str(), of.places.len())).collect();
    assert_eq!(people, [("Peter T. King", 2)]);
}

#[test]
fn what_opens_a_sentence_is_no_name() {
    for text in [
        "It was late. So I'm packing. So I'll go.",
        "The ferry sails from Sept. 4. Many GPSs failed.",
        "She worked in the San Francisco Bay Area for years.",
        "They met at the Rhode Island General Assembly.",
        "The U.S. Court said so, and the U.S. Senate said no.",
        "She lives at the foot of Spring St, a narrow lane.",
    ] {
        let (_, named) = read(text, &Names::default());
        let people: Vec<&str> =
            named.entities.iter().filter(|of| of.kind == NameKind::Person).map(|of| of.name.as_str()).collect();
        assert_eq!(people, Vec::<&str>::new(), "{text}");
    }
    let found = called("Anna Feldkamp came on Sept. 4. But Feldkamp left. So Feldkamp said.", &[]);
    assert_eq!(found, ["Anna Feldkamp"]);
}

#[test]
fn a_surname_is_no_shop_of_its_name() {
    let names = Names::default();
    let (_, named) = read("Chris Christie spoke first. Then Christie left.", &names);
    let names: Vec<(&str, usize)> = named.entities.iter().map(|of| (of.name.as_str(), of.places.len())).collect();
    assert_eq!(names, [("Chris Christie", 2)]);
}

const HOUSE: &str = "house = \"Harbour News\"\n\
    [[entry]]\nname = \"Harbour News\"\nowner = \"Quay Holdings\"\nfunder = [\"Tidewater Foundation\"]\n\
    [[entry]]\nname = \"Harbour News\"\nowner = \"Ebb Trust\"\nsince = 2027-01-01\n\
    [[entry]]\nname = \"Lantern Shipping\"\nowner = \"Ebb Trust\"\nsince = 2026-08-01\n\
    [[entry]]\nname = \"Lantern Shipping\"\nowner = \"Quay Holdings\"\nuntil = 2026-06-30\n\
    [[entry]]\nname = \"Tidewater Foundation\"\n\
    [[entry]]\nname = \"Brackwater Bank\"\nlisted = true\n";

fn told(text: &str, day: Option<&str>) -> Vec<(String, String)> {
    let (house, problems) = HouseNames::read(&Source::new("house.toml", HOUSE));
    assert!(problems.is_empty(), "{problems:?}");
    let names = Names::default().with_house(vec![house]);
    let (article, named) = read(text, &names);
    let forms = named.entities.iter().map(|entity| entity.forms(&article.prose.text));
    let known = forms.filter_map(|forms| names.properties(&forms, day));
    known.flat_map(|known| known.told().collect::<Vec<_>>()).collect()
}

#[test]
fn ties_to_the_house_are_worked_out_and_end_with_their_dates() {
    let tie = |text: &str, day| told(text, day).into_iter().find(|(name, _)| name == TIE).map(|(_, tie)| tie);
    let belongs = "belongs to Quay Holdings, which owns Harbour News";
    let sold = "The strike at Lantern Shipping ended on Monday.";
    assert_eq!(tie(sold, Some("2026-03-02")).as_deref(), Some(belongs));
    assert_eq!(tie(sold, Some("2026-07-01")), None);
    assert_eq!(tie(sold, Some("2026-09-01")), None, "Ebb Trust owns the house from the next year on");
    let sold_on = "belongs to Ebb Trust, which owns Harbour News";
    assert_eq!(tie(sold, Some("2027-01-01")).as_deref(), Some(sold_on));
    let gift = "The hall was paid for by the Tidewater Foundation last year.";
    assert_eq!(tie(gift, Some("2026-05-01")).as_deref(), Some("funds Harbour News"));
    assert_eq!(tie("Harbour News wrote of the strike in May.", None), None);
    assert_eq!(
        told("Shares of Brackwater Bank fell.", None),
        [("listed".to_owned(), "the register says so".to_owned())]
    );
}

fn certainty(text: &str) -> Vec<Certainty> {
    doubts(text, &Names::default()).into_iter().map(|doubt| doubt.certainty).collect()
}

#[test]
fn what_is_meant_as_it_stands_is_left_alone() {
    for text in [
        "People in Kashmir wear wool. A Kashmiri coat is warm, and Kashmir is cold. Kashmir has lakes.",
        "Many from India came. Indic names are old, and India has many. India is large.",
        "The Islamic school is shut. The Jamaat-e-Islami party met in an Islamic hall, as Islamic parties do.",
        "The ferry has APIs for its Apps. Such Apps are slow, and other Apps are not there.",
        "Some of the ISPs sell ISOs of the chart. The ISPs are slow. All ISPs are.",
        "The channel is called “Pos-Radio” (or “Post-Radio”). Post-Radio is loud, and Post-Radio is late.",
        "The label was changed, Feldkmap → Feldkamp. Ms. Feldkamp was glad. Feldkamp had asked for it.",
        "The scribe Radoslav Valček wrote it. Later Valc\u{30c}ek left, and Valček came back.",
    ] {
        assert_eq!(found(text, &Names::default()), [], "{text}");
    }
}

#[test]
fn a_form_is_compared_with_the_most_frequent_one() {
    let text = "Gerda Malinowsky runs the port. “No,” Malinowsky said. Malinowsky left.\n\nNobody asked Mailnowsky again.\n\n\
        Later Mailnowski came back, and Malinowsky was glad.";
    let suggested: Vec<String> = found(text, &Names::default()).into_iter().map(|(_, right)| right).collect();
    assert!(!suggested.is_empty() && suggested.iter().all(|right| right == "Malinowsky"), "{suggested:?}");
    // Nobody's hand slips to an inner capital.
    let text = "HarbourCon opens in May. Harbourcon is large. The Harbourcon staff like Harbourcon, and HarbourCon likes them.";
    let suggested: Vec<String> = found(text, &Names::default()).into_iter().map(|(_, right)| right).collect();
    assert_eq!(suggested, ["HarbourCon"; 3]);
}

#[test]
fn weak_evidence_is_not_called_sure() {
    let person =
        "Gerda Malinowsky runs the harbour.\n\nThe port grew, Malinowsky said.\n\nNobody asked Mailnowsky again.";
    assert_eq!(certainty(person), [Certainty::Sure]);
    let style = "The shop sells a MacDesk. Every MacDesk is new, and the Macdesk is small, they wrote.";
    assert_eq!(certainty(style), [Certainty::Likely]);
    // A name that is introduced as new, a word that has a capital elsewhere, and a product that a suffix compares others with.
    for text in [
        "The Solana boat is fast. Nina Solana built it, and Solana was glad.\n\nTools like Solang help.",
        "The price of Cement is high. Cement is made here. Buy Cement now, they say.\n\nOutlets such as Cemnet said so.",
        "The Drigg boat is new. Sail with Drigg. The Drigg crew is small.\n\nIt is a Digg-like boat.",
    ] {
        assert!(certainty(text).iter().all(|certainty| *certainty == Certainty::Hint), "{text}");
    }
}

#[test]
fn who_speaks_is_a_person() {
    let text = "“It was late,” said Rusmik Oza. Ludwig dos Santos said: “No.” Liu Xiaming, the ambassador, said so.";
    let (_, named) = read(text, &Names::default());
    let people: Vec<&str> = named.entities.iter().map(|entity| entity.name.as_str()).collect();
    assert_eq!(people, ["Rusmik Oza", "Ludwig dos Santos", "Liu Xiaming"]);
}

#[test]
fn what_programs_read_is_not_compared() {
    assert_eq!(
        found(
            "The Feldkamp ferry. Feldkamp said so. See img/Feldkmp-logo.jpg and {{< who Feldkmp >}}.",
            &Names::default()
        ),
        []
    );
}

#[test]
fn another_language_is_passed_over() {
    let german =
        "Die Krankenkasse zahlt und prüft, die Krankenkassen warten. Niemand weiß davon, niemand fragt danach.";
    assert_eq!(found(german, &Names::default()), []);
}
