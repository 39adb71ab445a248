//! `copydesk sources`: who is quoted, and what of it each form and each share shows.

use super::{assert_golden, folder, root, run};

#[test]
fn the_sources_of_the_seeds_are_as_they_were() {
    let seen = run(root(), &["sources", "seeds"]).exits(0);
    assert_golden("sources.txt", &seen.out);
    let shares: Vec<String> = ["kind", "author", "section", "month"]
        .map(|by| run(root(), &["sources", "--by", by, "seeds"]).exits(0).out)
        .into();
    assert_golden("sources.shares.txt", &shares.join("\n"));
}

const STORY: &str = "---\nauthor: Ida Moen and Per Rud\nsection: Harbour\ndate: 2026-03-02\n---\n\n\
    # “No money” for the bridge\n\n\
    “There is no money,” said Bob Lee, 41, the chair of the harbour board. “There never was.”\n\n\
    Lee said that the bridge would stay closed. He called it “a ruin.”\n\n\
    “They knew it all along,” a port official said. The council’s report called it “grave neglect.”\n\n\
    “We are surprised,” the Northfield Harbour Commission said.\n";

/// Surnames and pronouns count for the person, indirect speech has a column of its own, and the headline is not counted again.
#[test]
fn people_are_counted_once_under_their_full_names() {
    let here = folder(&[("a.md", STORY)]);
    let seen = run(here.path(), &["sources", "--format", "csv", "--no-config", "a.md"]).exits(0);
    assert_eq!(
        seen.out,
        "kind,source,role,quotations,words,indirect,drafts,first,last\n\
         named,Bob Lee,the chair of the harbour board,3,9,1,1,2026-03-02,2026-03-02\n\
         unnamed,a port official,,1,5,0,1,2026-03-02,2026-03-02\n\
         organisation,Northfield Harbour Commission,,1,3,0,1,2026-03-02,2026-03-02\n\
         document,The council’s report,,1,2,0,1,2026-03-02,2026-03-02\n"
    );
}

/// Initials, “Jr.”, accents and the article of a body do not make a second source.
#[test]
fn drafts_may_write_a_name_with_and_without_its_small_parts() {
    let one = "“It is late,” said Renée K. Voss Jr. “We are surprised,” the Northfield Harbour Commission said.\n";
    let other = "“Go home,” said Renee Voss. “We regret it,” Northfield Harbour Commission said.\n";
    let here = folder(&[("a.txt", one), ("b.txt", other)]);
    let seen = run(here.path(), &["sources", "--format", "csv", "--no-config", "."]).exits(0).out;
    let rows: Vec<&str> = seen.lines().skip(1).collect();
    let [voss, body] = rows[..] else { panic!("{seen}") };
    assert!(voss.starts_with("named,Ren") && voss.contains(",,2,5,0,2,"), "{seen}");
    assert!(body.starts_with("organisation,Northfield Harbour Commission,,2,6,0,2,"), "{seen}");
}

/// An initial may be all that tells two people apart.
#[test]
fn people_who_differ_in_an_initial_alone_are_two_sources() {
    let here = folder(&[("a.txt", "“Go home,” said J. Smith.\n"), ("b.txt", "“Come back,” said K. Smith.\n")]);
    let seen = run(here.path(), &["sources", "--format", "csv", "--no-config", "."]).exits(0).out;
    assert!(seen.contains("named,J. Smith,,1,") && seen.contains("named,K. Smith,,1,"), "{seen}");
}

/// A name aside is not whom a pronoun means, and a paragraph that tells of one person means that person.
#[test]
fn pronouns_count_for_whom_their_paragraph_tells_of() {
    let story = "Anna Holm said that the plan of Kim Rud was late. “It is a ruin,” she said.\n\n\
        Bob Lee, who leads the board, would not raise the fare for Anna Holm. “Show me the bridge,” he said.\n\n\
        Kim Rud met Anna Holm and Bob Lee. “I will not pay,” he said.\n";
    let here = folder(&[("a.txt", story)]);
    let seen = run(here.path(), &["sources", "--format", "csv", "--no-config", "a.txt"]).exits(0).out;
    assert!(seen.contains("\nnamed,Anna Holm,,1,4,1,1,"), "{seen}");
    assert!(seen.contains("\nnamed,Bob Lee,who leads the board,1,4,0,1,"), "{seen}");
    assert!(!seen.contains("Kim Rud"), "two could be meant: {seen}");
}

/// “He” is nobody whom the draft calls “Mrs.” or by a woman’s name, also where no full name stands before.
#[test]
fn pronouns_and_courtesy_titles_tell_people_apart() {
    let story = "President Feldkamp came to Elmsby, and Mr. Feldkamp’s plan was read to Hilda Moen. “I trusted her,” he said.\n\n\
        Gerald Voss opened the fair, and Hilda Voss closed it. “It rained,” Mr. Voss said. “It was dry,” Mrs. Voss said.\n";
    let here = folder(&[("a.txt", story)]);
    let seen = run(here.path(), &["sources", "--format", "csv", "--no-config", "a.txt"]).exits(0).out;
    for row in ["named,Feldkamp,President,1,", "named,Gerald Voss,,1,2,", "named,Hilda Voss,,1,3,"] {
        assert!(seen.contains(row), "{row}: {seen}");
    }
}

/// “He” is whoever speaks in the sentence before, else whoever opens it; whom it names besides is whom it tells of.
#[test]
fn pronouns_mean_whom_the_sentence_before_is_about() {
    for (story, name) in [
        ("James Lee said that Peter Rud had lost the key.\n\n“It is gone,” he said.\n", "James Lee"),
        (
            "The key is lost, James Lee said. Peter Rud had it last, said James Lee.\n\n“It is gone,” he said.\n",
            "James Lee",
        ),
        ("James Lee came at noon. He then said that Peter Rud had lost the key. “It is gone,” he said.\n", "James Lee"),
        ("Moen spokesman Peter Rud said that James Moen was late. “It is gone,” he said.\n", "Peter Rud"),
        ("James de Voss met Peter Rud. De Voss said that it was late.\n\n“It is gone,” he said.\n", "James de Voss"),
        ("Ida Lind Moen met Peter Rud at the old lock.\n\n“It is gone,” Lind Moen said.\n", "Ida Lind Moen"),
        ("James Lee said no. Whatever Lee wants, Peter Rud has the key.\n\n“It is gone,” Lee said.\n", "James Lee"),
        (
            "James Lee met his daughter Ida Lee and his son Peter Lee.\n\nIda Lee came late. Peter Lee came first. \
            Ida Lee slept. Peter Lee sang.\n\n“It is gone,” Lee said.\n",
            "James Lee",
        ),
    ] {
        let here = folder(&[("a.txt", story)]);
        let seen = run(here.path(), &["sources", "--format", "csv", "--no-config", "a.txt"]).exits(0).out;
        let row = seen.lines().find(|row| row.contains(",1,3,")).unwrap_or_default();
        assert!(row.starts_with(&format!("named,{name},")), "{story}: {seen}");
    }
    // Whoever has spoken before goes on; else two people may be meant.
    let met = "James Lee did not meet Peter Rud until noon. “It is gone,” he said.\n";
    let here = folder(&[("a.txt", met), ("b.txt", &format!("“No,” James Lee said.\n\n{met}"))]);
    let of = |file| run(here.path(), &["sources", "--format", "csv", "--no-config", file]).exits(0).out;
    assert!(!of("a.txt").contains("James Lee"), "{}", of("a.txt"));
    assert!(of("b.txt").contains("\nnamed,James Lee,,2,4,"), "{}", of("b.txt"));
}

/// A draft that calls one source by a longer and a shorter name has one row for it.
#[test]
fn a_source_under_two_names_in_one_draft_is_counted_once() {
    let story = "“It is gone,” a council report on roads said. “It was late,” the report said. “Nobody knew,” said the \
        Northfield Institute for Ferries. “Go home,” the Northfield Institute said. A witness from the yard said, “I \
        saw it.” “It sank,” the witness said. “Stay away,” one of her letters said.\n";
    let here = folder(&[("a.txt", story)]);
    let seen = run(here.path(), &["sources", "--format", "csv", "--no-config", "a.txt"]).exits(0).out;
    for row in [
        "document,a council report on roads,,2,",
        "organisation,Northfield Institute for Ferries,,2,",
        "unnamed,A witness from the yard,,2,",
        "document,one of her letters,,1,",
    ] {
        assert!(seen.contains(row), "{row}: {seen}");
    }
}

/// A post that goes on after “of”, and an initial that another person of the register has not.
#[test]
fn the_name_after_a_long_post_is_the_source() {
    let story = "“It is gone,” said Elmsby Secretary of State Ida Moen. “It was late,” the Office of Mayor Tam Rud said. \
        “Nobody knew,” President George Q. Bush said.\n";
    let here = folder(&[("a.txt", story)]);
    let seen = run(here.path(), &["sources", "--format", "csv", "--no-config", "a.txt"]).exits(0).out;
    assert!(seen.contains("named,Ida Moen,") && !seen.contains("named,Tam Rud"), "{seen}");
    assert!(seen.contains("named,George Q. Bush,"), "{seen}");
}

/// A surname alone is the person’s who was the only one of that name when it first stood alone; else it stays what it is.
#[test]
fn a_surname_of_two_people_is_given_to_neither_unless_the_draft_shows_whose_it_is() {
    let story =
        "Tam Holm runs the ferry. Holm came at noon. Kim Holm, the sister, stayed away.\n\n“It is full,” Holm said.\n";
    let open = "Tam Holm runs the ferry, and Kim Holm runs the bridge.\n\n“It is full,” Holm said.\n";
    let here = folder(&[("a.txt", story), ("b.txt", open)]);
    let of = |file| run(here.path(), &["sources", "--format", "csv", "--no-config", file]).exits(0).out;
    assert!(of("a.txt").contains("\nnamed,Tam Holm,,1,3,"), "{}", of("a.txt"));
    assert!(of("b.txt").contains("\nnamed,Holm,,1,3,"), "{}", of("b.txt"));
}

/// Roles go on after “and” where a second role follows, and are no story, nobody’s sentence and nobody’s words.
#[test]
fn roles_are_whole_and_nothing_more() {
    for (opening, role) in [
        (
            "Ida Moen, vice president and counsel for the Elmsby Trust, came.",
            "vice president and counsel for the Elmsby Trust",
        ),
        ("Ida Moen, co-director of the Elmsby and Holmby School, came.", "co-director of the Elmsby and Holmby School"),
        (
            "Ida Moen, director of the Northfield Centre for roads and bridges at the Elmsby School of the History of Ferries, Locks and Weirs of the North, came.",
            "director of the Northfield Centre for roads and bridges at the Elmsby School of the History of Ferries",
        ),
        (
            "Ida Moen, director of the Northfield Centre for roads and bridges at the Elmsby School of the History of Ferries and Canals in the Northern Counties, came.",
            "director of the Northfield Centre for roads and bridges at the Elmsby School of the History of Ferries and Canals",
        ),
        (
            "Ida Moen, law and history lecturer at the Elmsby School, came.",
            "law and history lecturer at the Elmsby School",
        ),
        ("Ida Moen, who now runs the ferry line, came.", "who now runs the ferry line"),
        ("Ida Moen, 41, who teaches at the Elmsby School, came.", "who teaches at the Elmsby School"),
        ("Ida Moen, who was late, came.", ""),
        ("Ida Moen came. Moen, captain of the yard, was late.", "captain of the yard"),
        ("Ida Moen came. Moen, the day after, left.", ""),
        ("The crowd cheered ferry cartographer Ida Moen.", "ferry cartographer"),
        ("The crowd cheered mayoral candidate Ida Moen.", "mayoral candidate"),
        ("The rally denounced mayoral hopeful Ida Moen.", "mayoral hopeful"),
        ("Comedian Ida Moen came.", "Comedian"),
        ("Ida Moen, a ferry historian and runs a museum, came.", "a ferry historian"),
        ("Of Ida Moen, the harbour’s days in office were over.", ""),
        ("“I met my dear sister Ida Moen,” Tam Rud said.", ""),
        ("A March speech backing mayoral candidate Ida Moen was heard.", "mayoral candidate"),
        ("The harbour’s chief clerk, Ida Moen, came.", "The harbour’s chief clerk"),
        ("The board met, and ferry hopeful Ida Moen came.", "ferry hopeful"),
        ("The letter was from Ida Moen Jr., the head of the yard.", "the head of the yard"),
        ("Sens. Ida Moen and Tam Rud came.", "Sen."),
        ("Ida Moen, one of the yard’s joiners, came.", "one of the yard’s joiners"),
        ("Ida Moen, editor of Elmsby.example, came.", "editor of Elmsby.example"),
        ("Ida Moen, a baker in Elmsby, Pa., came.", "a baker in Elmsby, Pa."),
        ("Ida Moen, the editor of ''A Year at Sea,'' came.", "the editor of ''A Year at Sea,''"),
        ("Ida Moen, who was Rud’s campaign manager, came.", "who was Rud’s campaign manager"),
        ("Ida Moen came. Moen, who works at the yard, was late.", "who works at the yard"),
        (
            "Ida Moen, the ferry’s public roads and water outreach director, came.",
            "the ferry’s public roads and water outreach director",
        ),
        ("The board sent staff to assist Elmsby Mayor Ida Moen.", "Elmsby Mayor"),
        ("The board would surely force Mayor Ida Moen to go.", "Mayor"),
        ("The board gave it to former Mayor Ida Moen.", "former Mayor"),
        ("The release of candidate Ida Moen was late.", "candidate"),
        ("The F.H.B. director, Ida Moen, came.", "The F.H.B. director"),
        ("It rained, wrote Echo contributor and local historian Ida Moen.", "Echo contributor and local historian"),
        ("Rabbi Ida Moen, president of the Union for Harbour Work, came.", "president of the Union for Harbour Work"),
        (
            "Dr. Ida Moen came. Ida Moen, a spokesman for the Elmsby Centre, was late.",
            "a spokesman for the Elmsby Centre",
        ),
        ("Rev. Ida Moen came. Moen, a historian of the yard, was late.", "a historian of the yard"),
        ("Rev. Ida Moen, the day after, was late.", "Rev."),
        ("Sen. Ida Moen, a friend of the yard, was late.", "Sen."),
        ("Ida Moen, who was coordinator for harbour safety, came.", "who was coordinator for harbour safety"),
        ("Ida Moen (D), the chair of the board, came.", "the chair of the board"),
        ("It rained, said retired Army Lt. Gen. Ida Moen.", "retired Army Lt. Gen."),
        ("Another pollster, Ida Moen, came.", "Another pollster"),
    ] {
        let here = folder(&[("a.txt", &format!("{opening}\n\n“It is full,” Ida Moen said.\n"))]);
        let seen = run(here.path(), &["sources", "--format", "json", "--no-config", "a.txt"]).exits(0).json();
        let sources = seen["sources"].as_array().expect("a list of sources");
        let moen = sources.iter().find(|of| of["name"].as_str().is_some_and(|name| name.starts_with("Ida Moen")));
        let seen = moen.and_then(|of| of["role"].as_str()).unwrap_or_default();
        assert_eq!(seen, role, "{opening}");
    }
}

/// A quotation that a clause breaks in two counts once; two sentences are two quotations.
#[test]
fn a_broken_quotation_counts_once() {
    let story = "“It is late,” Ida Moen said, “and the ferry is full.” “It is cold,” Moen said. “Nobody came.” \
        “It rains,” she said, adding, “We are shut.”\n";
    let here = folder(&[("a.txt", story)]);
    let seen = run(here.path(), &["sources", "--format", "csv", "--no-config", "a.txt"]).exits(0).out;
    assert!(seen.contains("\nnamed,Ida Moen,,5,18,0,1,"), "{seen}");
}

/// “The chair” is the one person whom the draft calls so; whoever was it once is not, and two who are leave it open.
#[test]
fn an_office_stands_for_the_one_who_holds_it() {
    let said = "\n\n“It is full,” the mayor said. “It was full,” the former mayor said.\n";
    let here = folder(&[
        ("one.txt", &format!("Mayor Ida Moen met former Mayor Tam Rud.{said}")),
        ("two.txt", &format!("Mayor Ida Moen met Mayor Tam Rud.{said}")),
        (
            "more.txt",
            "The clerk’s aides came. “It is full,” one of his aides, Ida Moen, said. “Go,” one Republican said.\n",
        ),
    ]);
    let of = |file| run(here.path(), &["sources", "--format", "csv", "--no-config", file]).exits(0).out;
    let one = of("one.txt");
    assert!(one.contains("named,Ida Moen,Mayor,1,") && one.contains("named,Tam Rud,former Mayor,1,"), "{one}");
    let two = of("two.txt");
    assert!(two.contains("unnamed,the mayor,,1,") && two.contains("unnamed,the former mayor,,1,"), "{two}");
    let more = of("more.txt");
    assert!(
        more.contains("named,Ida Moen,one of his aides,1,") && more.contains("unnamed,one Republican,,1,"),
        "{more}"
    );
}

/// Words that a report passes on are those of the speaker whom it quotes.
#[test]
fn words_passed_on_are_the_speakers() {
    let story = "Ida Moen came. “It is late,” Moen told the board, according to a report by the council.\n";
    let here = folder(&[("a.txt", story)]);
    let seen = run(here.path(), &["sources", "--format", "csv", "--no-config", "a.txt"]).exits(0).out;
    assert!(seen.contains("\nnamed,Ida Moen,,1,3,"), "{seen}");
}

/// Names are folded over drafts and sources without a name are not; the register says what names are one, and adds fields.
#[test]
fn drafts_share_people_and_the_register_adds_fields() {
    let register = "[[entry]]\nname = \"Robert Lee\"\nkind = \"person\"\nvariants = [\"Bob Lee\"]\n\
        fields = { gender = \"man\", ours = true }\n";
    let other = "“It is late,” said Robert Lee, the harbour chief. “Go home,” a port official said.\n";
    let files = [("a.md", STORY), ("b.txt", other), ("register.toml", register)];
    let here = folder(&files);
    let sources =
        |more: &[&str]| run(here.path(), &[&["sources", "--register", "register.toml"], more, &["."]].concat());
    let seen = sources(&["--format", "csv"]).exits(0);
    assert!(
        seen.out.starts_with("kind,source,role,quotations,words,indirect,drafts,first,last,gender,ours\n"),
        "{}",
        seen.out
    );
    assert!(
        seen.out.contains("\nnamed,Robert Lee,the chair of the harbour board,4,12,1,2,2026-03-02,2026-03-02,man,yes\n"),
        "{}",
        seen.out
    );
    assert_eq!(seen.out.matches("unnamed,a port official").count(), 2, "{}", seen.out);
    let by = sources(&["--by", "gender", "--format", "csv"]).exits(0);
    let rows: Vec<&str> = by.out.lines().collect();
    assert_eq!(rows[0], "gender,quotations,words,share,indirect,drafts,sources,named,unnamed,organisation,document");
    assert!(rows[1].starts_with("man,4,12,") && rows[2].starts_with(",4,"), "{}", by.out);
    let by = sources(&["--by", "author", "--format", "csv"]).exits(0);
    assert!(by.out.contains("\nIda Moen,6,19,") && by.out.contains("\nPer Rud,6,19,"), "{}", by.out);
    let seen = sources(&["--by", "gendre"]).exits(2);
    assert!(
        seen.err.contains("--by gendre: no source has such a field") && seen.err.contains("gender, ours"),
        "{}",
        seen.err
    );
}

/// A field can stand in a column of a table, and what it says holds for its days.
#[test]
fn fields_may_stand_in_a_table_and_change() {
    let table =
        "name,kind,since,until,fields.region\nBob Lee,person,,2026-01-31,north\nBob Lee,person,2026-02-01,,south\n";
    let here = folder(&[("a.md", STORY), ("people.csv", table)]);
    let seen = run(here.path(), &["sources", "--register", "people.csv", "--format", "json", "a.md"]).exits(0).json();
    let lee = &seen["sources"][0];
    assert_eq!((&lee["name"], &lee["fields"]["region"][0]), (&"Bob Lee".into(), &"south".into()));
    assert_eq!(seen["fields"]["region"][0]["tally"]["words"], 9);
    assert_eq!(lee["by"]["section"][0]["value"], "Harbour");
}

/// An unnamed source has the reason that the copy gives, and the approval of the metadata or of an allowance.
#[test]
fn unnamed_sources_are_listed_with_reason_and_approval() {
    let plain = "“They knew it,” said a port official who asked not to be named because the talks go on.\n";
    let approved = format!("---\nanon_approved_by: Ida Moen\n---\n\n{plain}");
    let allowed = "<!-- copydesk: allow attribution/anonymous-source reason: she fears for her job -->\n\
        “They knew it,” a port official said.\n";
    let here = folder(&[("a.md", plain), ("b.md", &approved), ("c.md", allowed)]);
    let seen = run(here.path(), &["sources", "--unnamed", "--format", "csv", "."]).exits(0);
    assert_eq!(
        seen.out,
        "month,path,line,column,source,reason,approval\n\
         ,a.md,1,22,a port official,\"“They knew it,” said a port official who asked not to be named because the talks go on.\",\n\
         ,b.md,5,22,a port official,\"“They knew it,” said a port official who asked not to be named because the talks go on.\",Ida Moen\n\
         ,c.md,2,17,a port official,,she fears for her job\n"
    );
}

/// The page escapes all words of drafts, and asks for nothing from anywhere.
#[test]
fn the_page_is_whole_and_safe() {
    let story = "“No,” said Bob Lee, the <b>chair</b> & \"boss\" of the board. “Go,” a port official said.\n";
    let here = folder(&[("a.txt", story), ("b.md", STORY)]);
    let seen = run(here.path(), &["sources", "--format", "html", "."]).exits(0);
    assert!(seen.out.contains("<span class=\"name\">Bob Lee</span>"), "{}", seen.out);
    assert!(!seen.out.contains("<b>") && !seen.out.contains("http:") && !seen.out.contains("<script"), "{}", seen.out);
    assert!(seen.out.contains("name=\"viewport\"") && seen.out.contains("default-src 'none'"), "{}", seen.out);
    let seen = run(here.path(), &["sources", "--format", "html", "--by", "month", "."]).exits(2);
    assert!(seen.err.contains("--format html always writes everything"), "{}", seen.err);
}

#[test]
fn a_draft_that_cannot_be_read_fails_the_run_and_the_others_are_counted() {
    let here = folder(&[("a.md", STORY)]);
    std::fs::write(here.path().join("b.txt"), b"\xff\xfe\xfd").expect("the folder can be written to");
    let seen = run(here.path(), &["sources", "."]).exits(2);
    assert!(seen.out.contains("Bob Lee") && seen.err.contains("b.txt"), "{}{}", seen.out, seen.err);
    let seen = run(here.path(), &["sources", "no-such.md"]).exits(2);
    assert!(seen.err.contains("no-such.md"), "{}", seen.err);
}
