//! Which fixes are made, in which order, and when a draft is left unchanged.

use super::*;
use crate::config::{Flags, Library, Options, Settings};
use crate::diagnostic::Safety;
use crate::format;
use crate::format::insertion::Place;
use crate::format::package::count::opened;
use crate::lint::{Linter, Reading};
use crate::prose::BlockKind;
use crate::text::{Source, Span};
use std::sync::Arc;

/// A library that answers every request with the same pack.
struct Pack(String);

impl Library for Pack {
    fn find(&self, name: &str, _: &str) -> Result<Vec<Source>, String> {
        Ok(vec![Source::new(name, self.0.as_str())])
    }
}

/// A linter with a rule of the kind `terms` for each pair, whose safe fix replaces the first word by the second.
fn linter(terms: &[(&str, &str)]) -> Linter {
    let rule = |(from, to): &(&str, &str)| {
        let id = from.replace(' ', "-");
        format!(
            "[[rule]]\nid = \"t/{id}\"\nkind = \"terms\"\nlevel = \"note\"\nmessage = \"m\"\nterms = {{ \"{from}\" = \"{to}\" }}\n"
        )
    };
    let pack = Pack(terms.iter().map(rule).collect());
    let flags = Flags { extends: vec!["t.toml".into()], ..Flags::default() };
    let options = Options::read(Arc::new(Source::new("copydesk.toml", "extends = []")));
    let settings = Settings::resolve(options, flags, &pack).expect("the pack is there");
    assert!(settings.problems.is_empty(), "{:?}", settings.problems);
    Linter::new(settings)
}

fn read(linter: &Linter, source: Source) -> Reading {
    let path = source.name.clone();
    linter.read(Arc::new(source), &path, None)
}

#[track_caller]
fn all(terms: &[(&str, &str)], text: &str) -> Fixed {
    apply(&read(&linter(terms), Source::new("a.txt", text)), &mut |_| true)
}

#[test]
fn a_finding_that_a_fix_creates_is_fixed_too() {
    let fixed = all(&[("e-mail", "mail"), ("mail box", "mailbox")], "An e-mail box and a mail box.");
    assert_eq!(fixed.source().text, "An mailbox and a mailbox.");
    assert_eq!(fixed.made, ["t/e-mail", "t/mail-box", "t/mail-box"]);
    assert!(fixed.left.diagnostics.is_empty());
}

#[test]
fn the_first_of_two_clashing_fixes_is_made() {
    let fixed = all(&[("town hall", "city hall"), ("hall meeting", "assembly")], "The town hall meeting.");
    assert_eq!(fixed.source().text, "The city assembly.");
    let fixed = all(&[("big town", "city"), ("town hall", "seat")], "The big town hall.");
    assert_eq!((fixed.source().text.as_str(), fixed.made.len()), ("The city hall.", 1));
}

#[test]
fn a_draft_is_not_changed_by_rules_that_undo_each_other() {
    let text = "The labour of the color.";
    let fixed = all(&[("labour", "labor"), ("labor", "labour"), ("color", "colour")], text);
    assert_eq!(fixed.source().text, text);
    let both = ["t/labor".to_owned(), "t/labour".to_owned()];
    assert!(matches!(fixed.refused, Some(Refusal::Endless(rules)) if both.iter().any(|rule| rules.contains(rule))));
    assert!(fixed.made.is_empty() && fixed.left.diagnostics.len() == 2);
}

#[test]
fn a_draft_whose_structure_would_change_is_not_changed() {
    let text = "# The plan\n\nThe town hall shut. “Stay,” she said.\n";
    let fixed = all(&[("town hall", "city “hall")], text);
    assert_eq!((fixed.source().text.as_str(), &fixed.refused), (text, &Some(Refusal::Quotations)));
    let markdown = Source::new("a.md", "town hall news\n");
    let fixed = apply(&read(&linter(&[("town hall", "#")]), markdown), &mut |_| true);
    assert_eq!((fixed.source().text.as_str(), &fixed.refused), ("town hall news\n", &Some(Refusal::Blocks)));
}

#[test]
fn a_declined_fix_is_offered_once() {
    let linter = linter(&[("e-mail", "email"), ("on-line", "online")]);
    let source = Source::new("a.txt", "An on-line e-mail, an e-mail on-line.");
    let mut asked = Vec::new();
    let fixed = apply(&read(&linter, source), &mut |proposal| {
        assert_eq!(proposal.fix.safety, Safety::Safe);
        asked.push(proposal.found.rule.clone());
        proposal.found.rule == "t/on-line"
    });
    assert_eq!(fixed.source().text, "An online e-mail, an e-mail online.");
    assert_eq!(asked, ["t/on-line", "t/e-mail", "t/e-mail", "t/on-line"]);
}

#[test]
fn a_fix_across_markup_moves_it_and_one_between_two_links_is_not_offered() {
    let linter = linter(&[("web site", "website"), ("e-mail", "email")]);
    for (name, text, wanted) in [
        (
            "a.md",
            "The web [site is here](http://x.example), by e-mail.",
            "The [website is here](http://x.example), by email.",
        ),
        ("a.html", "<p>The web <b>site</b>, by e-mail.</p>", "<p>The <b>website</b>, by email.</p>"),
        ("a.md", "The [web](u) [site](v), by e-mail.", "The [web](u) [site](v), by email."),
        ("a.md", "- The web\n  site, by e-mail.", "- The website, by email."),
        ("a.html", "<p>The web\n site, by e-mail.</p>", "<p>The website, by email.</p>"),
    ] {
        let fixed = apply(&read(&linter, Source::new(name, text)), &mut |_| true);
        assert_eq!(fixed.source().text, wanted);
    }
}

#[test]
fn a_mark_within_a_word_stays_at_its_letters() {
    let linter = linter(&[("web site", "website"), ("utilise", "use"), ("sea port", "harbour"), ("the the", "the")]);
    for (name, text, wanted) in [
        ("a.html", "<p>The w<b>eb</b> site shut.</p>", "<p>The w<b>ebsite</b> shut.</p>"),
        ("a.html", "<p>The <b>w</b>eb site shut.</p>", "<p>The <b>w</b>ebsite shut.</p>"),
        ("a.html", "<p>The we<i>b s<b>i</b>te is</i> shut.</p>", "<p>The we<i>bs<b>i</b>te is</i> shut.</p>"),
        ("a.md", "The w**eb** site shut.", "The w**ebsite** shut."),
        ("a.md", "The web s**it**e shut.", "The webs**it**e shut."),
        ("a.md", "The we[b si](u)te shut.", "The we[bsi](u)te shut."),
        ("a.md", "The **x w**eb s*ite*, by post.", "The **x w**ebs*ite*, by post."),
        // Its letters are gone, so it goes around the word; where two marks would share it, there is no fix.
        ("a.md", "They ut[il](u)ise it.", "They [use](u) it."),
        ("a.html", "<p>They u<b>tili</b>se it.</p>", "<p>They <b>use</b> it.</p>"),
        ("a.md", "The s[ea](u) p[or](v)t shut.", "The s[ea](u) p[or](v)t shut."),
        // Two marks of one character would be read as one.
        ("a.md", "To th**e **the*** t**here.", "To th**e **the*** t**here."),
        // Marks that mark nothing are words.
        ("a.md", "The web** si**te** shut.", "The web** si**te** shut."),
        ("a.md", "The web *s*ite* shut.", "The *webs*ite* shut."),
    ] {
        let fixed = apply(&read(&linter, Source::new(name, text)), &mut |_| true);
        assert_eq!((fixed.source().text.as_str(), &fixed.refused), (wanted, &None));
    }
}

/// A Word document of one paragraph.
fn document(words: &str) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    writer.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).expect("a name");
    let xml = format!("<w:document><w:body><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:body></w:document>");
    std::io::Write::write_all(&mut writer, xml.as_bytes()).expect("memory");
    writer.finish().expect("memory").into_inner()
}

#[test]
fn fifty_fixes_open_a_word_document_as_often_as_one() {
    let linter = linter(&[("e-mail", "email")]);
    let opened_for = |fixes: usize| {
        let before = opened();
        let source = format::open("a.docx", document(&"An e-mail came. ".repeat(fixes))).expect("a document");
        let fixed = apply(&read(&linter, source), &mut |_| true);
        assert_eq!((fixed.made.len(), fixed.left.diagnostics.len()), (fixes, 0));
        opened() - before
    };
    assert_eq!(opened_for(1), 2, "once to read it and once to write it");
    assert_eq!(opened_for(50), 2);
}

#[test]
fn a_paragraph_inserted_in_a_page_of_one_line_is_kept() {
    let html = format::by_name("a.html").expect("a format");
    let text = "<main><p>One.</p><p>Two.</p></main>";
    let place = Place::After(BlockKind::Paragraph, Span::new(9, 13));
    let edit = html.insert(text, "R&D", place).expect("a place");
    assert_eq!(
        crate::text::apply(text, std::slice::from_ref(&edit)),
        "<main><p>One.</p><p>R&amp;D</p><p>Two.</p></main>"
    );
    assert_eq!(html.paragraphs_inserted(&edit), 1);
}

#[test]
fn a_draft_is_not_changed_if_a_link_would_go() {
    // Without its line break, `[[…|…]]` is a wiki link, and the link inside it is not one any more.
    let text = "See [[A|town\nhall](u) ]] today.";
    let linter = linter(&[("town hall", "city hall")]);
    let fixed = apply(&read(&linter, Source::new("a.md", text)), &mut |_| true);
    assert_eq!((fixed.refused, fixed.made.len()), (Some(Refusal::Markup), 0));
    assert_eq!(fixed.left.source.text, text);
}
