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
    let story = "Anna Holm said that the plan of Per Rud was late. “It is a ruin,” she said.\n\n\
        Bob Lee, who leads the board, would not raise the fare for Anna Holm. “Show me the bridge,” he said.\n\n\
        Per Rud met Anna Holm and Bob Lee. “I will not pay,” he said.\n";
    let here = folder(&[("a.txt", story)]);
    let seen = run(here.path(), &["sources", "--format", "csv", "--no-config", "a.txt"]).exits(0).out;
    assert!(seen.contains("\nnamed,Anna Holm,,1,4,1,1,"), "{seen}");
    assert!(seen.contains("\nnamed,Bob Lee,,1,4,0,1,"), "{seen}");
    assert!(!seen.contains("Per Rud"), "three could be meant: {seen}");
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
