//! Words that a fix puts in: the draft has them in the right place, is the same else, and then says what was asked.

use super::{folder, root, run, write};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// Drafts of `seeds/disclosure` that lack something for which a rule has words.
const LACKING: &[&str] = &[
    "affiliate-after",
    "funder-named",
    "opinion-without-disclaimer",
    "owner-in-quotation",
    "owner-three-paragraphs-later",
];

/// A seed: the fields of its front matter, and its paragraphs.
fn seed(name: &str) -> (String, Vec<String>) {
    let text = std::fs::read_to_string(root().join(format!("seeds/disclosure/{name}.md"))).expect("the seed");
    let (fields, body) = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).expect("front matter");
    (fields.to_owned(), body.trim().split("\n\n").map(str::to_owned).collect())
}

/// `[words](address)` written otherwise.
fn links(paragraph: &str, link_of: impl Fn(&str, &str) -> String) -> String {
    let mut out = String::new();
    let mut rest = paragraph;
    while let Some((before, link)) = rest.split_once('[') {
        let (words, link) = link.split_once("](").expect("a link");
        let (address, after) = link.split_once(')').expect("a link ends");
        out += before;
        out += &link_of(words, address);
        rest = after;
    }
    out + rest
}

/// The draft in each way in which it may come: its name, its text, and what stands beside it.
fn written(name: &str) -> Vec<(String, String, Option<String>)> {
    let (fields, paragraphs) = seed(name);
    let markdown = format!("---\n{fields}\n---\n\n{}\n", paragraphs.join("\n\n"));
    let html = paragraphs.iter().map(|paragraph| {
        let linked = links(paragraph, |words, address| format!("<a href=\"{address}\">{words}</a>"));
        match linked.strip_prefix("# ") {
            Some(title) => format!("<h1>{title}</h1>"),
            None => format!("<p>{linked}</p>"),
        }
    });
    let plain = paragraphs
        .iter()
        .map(|paragraph| links(paragraph.trim_start_matches("# "), |words, address| format!("{words} ({address})")));
    let fields = fields.lines().map(|line| line.split_once(": ").expect("a field"));
    let sidecar: String = fields.map(|(field, value)| format!("{field} = \"{}\"\n", value.trim_matches('"'))).collect();
    let sidecar = format!("[metadata]\n{sidecar}");
    let plain = format!("{}\n", plain.collect::<Vec<_>>().join("\n\n"));
    let html = html.collect::<Vec<_>>();
    let head = &markdown[..markdown.len() - paragraphs.join("\n\n").len() - 1];
    vec![
        ("lines.md".into(), markdown.clone(), None),
        ("crlf.md".into(), markdown.replace('\n', "\r\n"), None),
        ("bom.md".into(), format!("\u{feff}{markdown}"), None),
        ("no-last-line-end.md".into(), markdown.trim_end().to_owned(), None),
        ("html.md".into(), format!("{head}{}\n", html.join("\n\n")), None),
        ("html-close.md".into(), format!("{head}<div>\n{}\n</div>\n", html.join("\n")), None),
        (
            "page.html".into(),
            format!("<html><body><article>\n{}\n</article></body></html>\n", html.join("\n")),
            Some(sidecar.clone()),
        ),
        ("plain.txt".into(), plain.clone(), Some(sidecar.clone())),
        ("plain-crlf.txt".into(), plain.replace('\n', "\r\n"), Some(sidecar)),
    ]
}

/// The rules of disclosure that have words to put in, by draft.
fn found(folder: &Path) -> BTreeMap<String, Vec<String>> {
    let seen = run(folder, &["-f", "json", "-q"]).json();
    let rules = |file: &Value| -> Vec<String> {
        let found = file["diagnostics"].as_array().expect("findings").iter();
        let with_fix = found.filter(|found| !found["fix"].is_null());
        let rules = with_fix.map(|found| found["rule"].as_str().expect("an id").to_owned());
        rules.filter(|rule| rule.starts_with("disclosure/")).collect()
    };
    let files = seen["files"].as_array().expect("files").iter();
    files.map(|file| (file["path"].as_str().expect("a path").to_owned(), rules(file))).collect()
}

/// Whether `after` is `before` with something put in at one place, and what.
fn put_in<'a>(before: &str, after: &'a str) -> Option<&'a str> {
    let same = before.bytes().zip(after.bytes()).take_while(|(one, other)| one == other).count();
    let same = (0..=same).rev().find(|&at| before.is_char_boundary(at) && after.is_char_boundary(at))?;
    after.ends_with(&before[same..]).then(|| &after[same..after.len() - (before.len() - same)])
}

#[test]
fn what_was_asked_is_there_afterwards_in_every_format() {
    let configuration = std::fs::read_to_string(root().join("seeds/disclosure/copydesk.toml")).expect("the house");
    let house = folder(&[("copydesk.toml", &configuration)]);
    let mut drafts = BTreeMap::new();
    for seed in LACKING {
        for (name, text, beside) in written(seed) {
            let name = format!("{seed}-{name}");
            write(house.path(), &name, text.as_bytes());
            if let Some(beside) = beside {
                write(house.path(), &format!("{name}.copydesk.toml"), beside.as_bytes());
            }
            drafts.insert(name, text);
        }
    }
    let lacking = found(house.path());
    assert_eq!(lacking.len(), drafts.len());
    for (name, rules) in lacking {
        assert_eq!(rules.len(), 1, "{name}: {rules:?}");
    }
    let seen = run(house.path(), &["fix", "--suggested", "--rule", "disclosure"]);
    assert!(seen.code < 2, "{}", seen.err);
    for (name, text) in &drafts {
        let fixed = String::from_utf8(std::fs::read(house.path().join(name)).expect("the draft")).expect("UTF-8");
        let words = put_in(text, &fixed).unwrap_or_else(|| panic!("{name}:\n{fixed}"));
        assert!(!words.trim().is_empty(), "{name}: nothing was put in: {}{}", seen.out, seen.err);
        let (crlf, all) = (words.matches("\r\n").count(), words.matches('\n').count());
        assert_eq!(crlf, if text.contains("\r\n") { all } else { 0 }, "{name}: {words:?}");
    }
    for (name, rules) in found(house.path()) {
        assert_eq!(rules, [""; 0], "{name}");
    }
}

/// Where the words go: above the first paid link, behind the sentence that names the owner, at the end.
#[test]
fn each_has_its_place() {
    let configuration = std::fs::read_to_string(root().join("seeds/disclosure/copydesk.toml")).expect("the house");
    let fixed = |text: &str| {
        let house = folder(&[("copydesk.toml", &configuration), ("draft.md", text)]);
        run(house.path(), &["fix", "--suggested", "--rule", "disclosure", "draft.md"]);
        std::fs::read_to_string(house.path().join("draft.md")).expect("the draft is there")
    };
    let disclaimer = "The views expressed here are the author's own.";
    for (draft, wanted) in [
        (
            "# Lamps\n\nTwo lamps.\n\nBuy [this](https://www.amazon.com/dp/1?tag=us-20).\n",
            "# Lamps\n\nWe may earn a commission if you buy through links in this article.\n\nTwo lamps.\n\nBuy [this](https://www.amazon.com/dp/1?tag=us-20).\n",
        ),
        (
            "# Fares\n\nHalden Ferries will ask for more. It said so in May.\n\nFuel is dear.\n",
            "# Fares\n\nHalden Ferries will ask for more. Halden Ferries belongs to Halden Group, which owns Fenmark Courier. It said so in May.\n\nFuel is dear.\n",
        ),
        (
            "---\ntype: opinion\n---\n# Build\n\nBuild the bridge.\n\n- now\n- here\n",
            &format!("---\ntype: opinion\n---\n# Build\n\nBuild the bridge.\n\n- now\n- here\n\n{disclaimer}\n"),
        ),
        (
            "---\ntype: opinion\n---\n# Build\n\nBuild the bridge.\n\n| a | b |\n|---|---|\n| c | d |\n",
            &format!(
                "---\ntype: opinion\n---\n# Build\n\nBuild the bridge.\n\n| a | b |\n|---|---|\n| c | d |\n\n{disclaimer}\n"
            ),
        ),
        (
            "---\ntitle: Build the bridge\ntype: opinion\n---\n",
            &format!("---\ntitle: Build the bridge\ntype: opinion\n---\n{disclaimer}\n\n"),
        ),
    ] {
        assert_eq!(fixed(draft), wanted);
    }
}

/// A page has the words as an element of its own, escaped; where there is no place for one, an editor is told the words.
#[test]
fn a_page_gets_a_paragraph_of_its_own() {
    let configuration =
        "[texts]\n\"disclosure/opinion-disclaimer\" = \"Views of R&D's author are the author's own.\"\n";
    let page = |body: &str| {
        let house = folder(&[("copydesk.toml", configuration), ("draft.html", body)]);
        let found = run(house.path(), &["--set", "type=opinion", "-q", "draft.html"]).out;
        run(house.path(), &["fix", "--suggested", "--set", "type=opinion", "--rule", "disclosure", "draft.html"]);
        (found, std::fs::read_to_string(house.path().join("draft.html")).expect("the draft is there"))
    };
    let (_, fixed) = page("<article>\n  <p>Build <b>the bridge.</b></p>\n</article>\n");
    let words = "Views of R&amp;D's author are the author's own.";
    assert_eq!(fixed, format!("<article>\n  <p>Build <b>the bridge.</b></p>\n  <p>{words}</p>\n</article>\n"));
    let bare = "<article>Build the bridge.</article>\n";
    let (found, fixed) = page(bare);
    assert_eq!(fixed, bare);
    assert!(found.contains("Insert by hand: “Views of R&D's"), "{found}");
}

/// What is hung onto an address goes, and the words that lead there stay.
#[test]
fn an_address_behind_words_is_mended() {
    for (name, draft, wanted) in [
        (
            "a.md",
            "See [the plan](https://example.org/a?utm_source=x&b=2 \"Plan\").\n",
            "See [the plan](https://example.org/a?b=2 \"Plan\").\n",
        ),
        (
            "b.md",
            "“See [the plan](<https://example.org/a?utm_source=x>),” she said.\n",
            "“See [the plan](<https://example.org/a>),” she said.\n",
        ),
        (
            "c.md",
            "See [the plan][1].\n\n[1]: https://example.org/a?utm_source=x\n",
            "See [the plan][1].\n\n[1]: https://example.org/a?utm_source=x\n",
        ),
        (
            "d.html",
            "<p>See <a href='https://example.org/a?b=2&amp;c=3&amp;utm_source=x'>it</a>.</p>\n",
            "<p>See <a href='https://example.org/a?b=2&amp;c=3'>it</a>.</p>\n",
        ),
    ] {
        let house = folder(&[(name, draft)]);
        run(house.path(), &["fix", "--rule", "links/tracking", name]);
        assert_eq!(std::fs::read_to_string(house.path().join(name)).expect("the draft is there"), wanted);
    }
}
