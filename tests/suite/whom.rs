//! `copydesk sources`: whom the words mean that name a source.

use super::{folder, run};

/// The rows of a story, without the kind of columns that no date fills.
fn rows(story: &str) -> String {
    let here = folder(&[("a.txt", story)]);
    run(here.path(), &["sources", "--format", "csv", "--no-config", "a.txt"]).exits(0).out
}

/// Each story has these rows and none that begins with one of the others.
fn assert_rows(cases: &[(&str, &[&str], &[&str])]) {
    for (story, wanted, unwanted) in cases {
        let seen = rows(story);
        for row in *wanted {
            assert!(seen.contains(&format!("\n{row},")), "{row}: {seen}");
        }
        for row in *unwanted {
            assert!(!seen.contains(&format!("\n{row}")), "{row}: {seen}");
        }
    }
}

/// “The senator” is the one senator of the draft, or else whoever has just spoken; a spokeswoman may be anybody.
#[test]
fn a_description_means_whom_the_draft_has_named() {
    assert_rows(&[
        (
            "Sen. Ida Moen met Gov. Tam Rud.\n\n“It is late,” the Elmsby senator said. “It is cold,” the governor said.\n",
            &["named,Ida Moen,Sen.,1,3", "named,Tam Rud,Gov.,1,3"],
            &["unnamed"],
        ),
        ("“It is late,” Ida Moen said.\n\n“It is cold,” the nominee said.\n", &["named,Ida Moen,,2,6"], &["unnamed"]),
        (
            "Tam Rud ran the yard. “It is late,” Ida Moen said after she met Tam Rud.\n\n“It is cold,” the nominee said.\n",
            &["named,Ida Moen,,1,3", "unnamed,the nominee,,1,3"],
            &[],
        ),
        (
            "“It is late,” Ida Moen said.\n\n“It is cold,” the spokeswoman said.\n",
            &["named,Ida Moen,,1,3", "unnamed,the spokeswoman,,1,3"],
            &[],
        ),
        (
            "“It is late,” said Ida Moen, a spokeswoman for the yard.\n\n“It is cold,” the candidate said.\n",
            &["unnamed,the candidate,,1,3"],
            &[],
        ),
        (
            "Sen. Ida Moen met Sen. Tam Rud.\n\n“It is late,” the senator said.\n",
            &["unnamed,the senator,,1,3"],
            &["named"],
        ),
    ]);
}

/// “She” after “a port official said” is the official, and “it” after “the board said” the board.
#[test]
fn pronouns_mean_a_source_without_a_name_too() {
    assert_rows(&[
        (
            "“It is late,” a port official said. “Nobody came,” she added.\n\n“It is cold,” she said.\n",
            &["unnamed,a port official,,3,8"],
            &[],
        ),
        ("“It is late,” a spokesman said. “Nobody came,” she added.\n", &["unnamed,a spokesman,,1,3"], &[]),
        (
            "“It is late,” a port official said of Ida Moen. “Nobody came,” she added.\n",
            &["unnamed,a port official,,1,3"],
            &[],
        ),
        (
            "The Northfield Harbour Board said that it was late. It said that nobody came.\n",
            &["organisation,Northfield Harbour Board,,0,0,2"],
            &[],
        ),
    ]);
}

/// “The company” is the company that has just spoken.
#[test]
fn a_plain_noun_means_the_body_that_spoke_last() {
    assert_rows(&[
        (
            "“It is late,” the Northfield Rail Company said. “It is cold,” the firm said.\n",
            &["organisation,Northfield Rail Company,,2,6"],
            &["organisation,the firm"],
        ),
        (
            "“It is late,” the Northfield Institute said. “It is cold,” the newspaper said.\n",
            &["organisation,Northfield Institute,,1,3", "organisation,the newspaper,,1,3"],
            &[],
        ),
        (
            "“It is late,” the Moen campaign said. “It is cold,” her campaign said. “Go,” Moen’s campaign said.\n",
            &["organisation,the Moen campaign,,3,7"],
            &[],
        ),
    ]);
}

/// Between commas after a name stands who it is; after “the official” who spoke before with that noun.
#[test]
fn one_source_has_one_row() {
    assert_rows(&[
        (
            "“It is late,” Ida Moen, 67, a retired ferry keeper in Elmsby, Pa., said in an interview.\n",
            &["named,Ida Moen,\"a retired ferry keeper in Elmsby, Pa.\",1,3"],
            &["unnamed"],
        ),
        (
            "“It is late,” a senior Harbour Board official said. “It is cold,” the official said.\n",
            &["unnamed,a senior Harbour Board official,,2,6"],
            &[],
        ),
        (
            "“It is late,” the film’s narrator says. “It is cold,” the narrator adds.\n",
            &["unnamed,the film’s narrator,,2,6"],
            &[],
        ),
        (
            "“It is late,” a former official said. “It is cold,” the official said.\n",
            &["unnamed,a former official,,1,3", "unnamed,the official,,1,3"],
            &[],
        ),
    ]);
}

/// The title of a work is nobody’s words, also where somebody says something of it.
#[test]
fn titles_of_works_are_not_counted() {
    assert_rows(&[
        ("It was late, according to Ida Moen’s “The Locks: A History of Water.”\n", &[], &["named,Ida Moen,,1"]),
        (
            "The novel “Long Locks” is out. Ida Moen said that she liked “Long Locks,” and “the end of it.”\n",
            &["named,Ida Moen,,1,4"],
            &[],
        ),
    ]);
}

/// A name that no list has is that of a thing where it has capitals inside, or “the” before it.
#[test]
fn names_of_things_are_not_people() {
    assert_rows(&[
        ("Trade has doubled, according to CivicLens. It rained, the Elmsbyan reported.\n", &[], &["named"]),
        ("Trade has doubled, according to McKerrin.\n", &["named,McKerrin,,0,0,1"], &[]),
    ]);
}

/// Whom the draft names as somebody’s husband is not meant by the surname alone.
#[test]
fn a_surname_is_not_that_of_kin() {
    assert_rows(&[(
        "Candidate Ida Moen came with her husband, former Mayor Per Moen. It rained.\n\n“It is late,” Moen said.\n",
        &["named,Ida Moen,Candidate,1,3"],
        &["named,Moen"],
    )]);
}

/// “She” is who opens the sentence before, whoever asks or is told of in it.
#[test]
fn whom_a_sentence_is_about_is_she() {
    assert_rows(&[
        (
            "Ida Moen laughed when a voter asked if she might run.\n\n“I may,” she replied.\n",
            &["named,Ida Moen,,1,2"],
            &[],
        ),
        (
            "In her letter, Ida Moen went on, saying that Anna Rud had lost the key.\n\n“It is gone,” she said.\n",
            &["named,Ida Moen,,1,3"],
            &["named,Anna Rud"],
        ),
    ]);
}

/// A name that stands after what somebody is belongs to the source: “a resident named Ida Moen”. What only looks so does not.
#[test]
fn a_name_after_a_description_is_the_sources() {
    for (story, row) in [
        ("“It is late,” said a resident named Ida Moen.", "named,Ida Moen,a resident,1,3,"),
        ("“It is late,” said the skipper known as Ida Moen.", "named,Ida Moen,the skipper,1,3,"),
        ("The board named Ida Moen its chair. “It is late,” the board said.", "organisation,the board,,1,3,"),
        ("Another lawmaker, Sen. Ida Moen (Elmsby), said the port is shut.", "named,Ida Moen,Sen.,0,0,1,"),
        (
            "Ida Moen, president and CEO of the Elmsby Harbour Association stated, “It is late.”",
            "named,Ida Moen,president and CEO of the Elmsby Harbour Association,1,3,",
        ),
        ("“It is late,” said Boats for Elmsby organising director Ida Moen.", "named,Ida Moen,"),
        ("“It is late,” said a spokesman for harbour director Ida Moen.", "unnamed,a spokesman for harbour director"),
        (
            "One of the authors, Ida Moen, said it was late. “They sat,” said the former top aide to Per Rud.",
            "named,Ida Moen,One of the authors,1,2,1,",
        ),
        (
            "Ida Moen said it was late. Tam Lund met her. “They sat,” said the former aide.",
            "unnamed,the former aide,,1,2,0,",
        ),
    ] {
        let here = folder(&[("a.txt", story)]);
        let seen = run(here.path(), &["sources", "--format", "csv", "--no-config", "a.txt"]).exits(0).out;
        assert!(seen.contains(&format!("\n{row}")), "{story}: {seen}");
    }
}

/// A body is one source, whether the draft names it or calls it “the board”.
#[test]
fn a_body_is_one_source_by_name_and_by_noun() {
    let story = "The Elmsby Board of Elections met. “She is a citizen,” the board said.\n\n\
        The Elmsby Board of Elections was clear in its findings: “No further debate is needed.”\n";
    let here = folder(&[("a.txt", story)]);
    let seen = run(here.path(), &["sources", "--format", "csv", "--no-config", "a.txt"]).exits(0).out;
    assert!(seen.contains("\norganisation,Elmsby Board of Elections,,2,9,0,1,"), "{seen}");
}
