//! What holds for every draft there could be: places lie on characters, verbatim words are the words, nothing panics.
//!
//! `PROPTEST_CASES=5000 cargo test properties` looks harder than the 256 drafts of every run.

mod draft;

use copydesk::analysis::Article;
use copydesk::config::{Flags, Library, Options, Settings};
use copydesk::diagnostic::{Diagnostic, FileReport, Report, Safety};
use copydesk::fix;
use copydesk::format;
use copydesk::lint::Linter;
use copydesk::prose::{BlockKind, InlineKind, Prose};
use copydesk::report::{Look, REPORTERS};
use copydesk::rule::{Draft, Example, PACKS, Pack, Scanner, Template};
use copydesk::text::{Edit, Source, Span};
use draft::{broken_pack, draft, name};
use proptest::prelude::*;
use proptest::sample::select;
use std::mem::{Discriminant, discriminant};
use std::sync::{Arc, LazyLock};

/// Rules that look at every word of a draft, wherever it is.
const EVERYTHING: &str = include_str!("../../packs/everything.toml");

/// The library of these tests: one pack, no disk.
struct OnePack;

impl Library for OnePack {
    fn find(&self, name: &str, _: &str) -> Result<Vec<Source>, String> {
        if name == "everything.toml" { Ok(vec![Source::new(name, EVERYTHING)]) } else { Err(format!("no {name}")) }
    }
}

fn settings(packs: Vec<String>) -> Settings {
    let flags = Flags { extends: packs, ..Flags::default() };
    let options = Options::read(Arc::new(Source::new("copydesk.toml", "extends = []")));
    let settings = Settings::resolve(options, flags, &OnePack).expect("the packs are there");
    assert!(settings.problems.is_empty(), "{:?}", settings.problems);
    settings
}

/// All rules of all packs.
static ALL: LazyLock<Linter> = LazyLock::new(|| {
    let packs = PACKS.iter().map(|(name, _)| (*name).to_owned()).chain(["everything.toml".into()]);
    Linter::new(settings(packs.collect()))
});

/// The rules that look everywhere.
static EVERY: LazyLock<Linter> = LazyLock::new(|| Linter::new(settings(vec!["everything.toml".into()])));
static SCANNER: LazyLock<Scanner> = LazyLock::new(|| Scanner::new(&EVERY.settings().rules));

/// Fails unless `span` lies on characters of `text`.
fn lies_on_characters(text: &str, span: Span<Source>) -> Result<(), TestCaseError> {
    prop_assert!(span.start <= span.end, "{span:?}");
    prop_assert!(text.get(span.range()).is_some(), "{span:?} does not lie on characters of {text:?}");
    Ok(())
}

fn is_well_placed(text: &str, found: &Diagnostic) -> Result<(), TestCaseError> {
    prop_assert!(!found.labels.is_empty());
    for label in &found.labels {
        lies_on_characters(text, label.span)?;
    }
    prop_assert!(!found.span().is_empty(), "{} points at nothing in {text:?}", found.rule);
    if let Some(fix) = &found.fix {
        prop_assert!(!fix.edits.is_empty());
        let mut end = 0;
        for edit in &fix.edits {
            lies_on_characters(text, edit.span)?;
            prop_assert!(end <= edit.span.start, "edits of {} overlap in {text:?}", found.rule);
            end = edit.span.end;
        }
    }
    Ok(())
}

/// Spans of the characters of all blocks, in order.
fn characters(prose: &Prose) -> impl Iterator<Item = Span<Prose>> {
    prose.blocks.iter().flat_map(|block| {
        let text = prose.slice(block.span);
        text.char_indices().map(move |(at, c)| {
            let start = block.span.start + at;
            Span::new(start, start + c.len_utf8())
        })
    })
}

fn is_mapped(source: &Source, prose: &Prose, span: Span<Prose>) -> Result<(), TestCaseError> {
    let located = prose.locate(span);
    lies_on_characters(&source.text, located.span)?;
    if located.verbatim {
        prop_assert_eq!(source.slice(located.span), prose.slice(span), "{:?} in {:?}", span, &source.text);
    }
    Ok(())
}

proptest! {
    /// Every place of every finding lies on characters of the file, findings stand in order, and every form can be written.
    #[test]
    fn every_label_lies_on_characters(text in draft(), name in name()) {
        let report = ALL.check(Arc::new(Source::new(name, text.as_str())), name);
        for found in &report.diagnostics {
            is_well_placed(&text, found)?;
        }
        prop_assert!(report.diagnostics.is_sorted_by_key(Diagnostic::span), "out of order in {:?}", text);
        can_be_written(report)?;
    }

    /// Where the map says verbatim, the file’s bytes are the words that the rule matched; and that for every kind.
    #[test]
    fn verbatim_words_are_the_words_of_the_file(text in draft(), name in name()) {
        let source = Source::new(name, text.as_str());
        let draft = Draft::new(Article::new(&source, format::read(&source), &EVERY.settings().language), name, Arc::clone(&EVERY.settings().house));
        let article = draft.article();
        let hits = SCANNER.scan(article);
        for (rule, hits) in EVERY.settings().rules.iter().zip(hits) {
            for finding in rule.findings(&draft, hits) {
                is_mapped(&source, &article.prose, finding.span)?;
                if let Some(matched) = finding.values.get("match") {
                    let span = finding.span;
                    prop_assert_eq!(article.prose.slice(span), matched, "{} in {:?}", rule.id, text);
                }
                for related in &finding.related {
                    is_mapped(&source, &article.prose, related.span)?;
                }
                for (span, _) in finding.fix.iter().flat_map(|fix| &fix.edits) {
                    is_mapped(&source, &article.prose, *span)?;
                }
            }
        }
    }

    /// Every character of prose comes from a place of the file and is found again from there, and later characters come
    /// from no earlier place.
    #[test]
    fn the_map_ascends(text in draft(), name in name()) {
        let source = Source::new(name, text.as_str());
        let prose = format::read(&source);
        let mut last = 0;
        for span in characters(&prose) {
            is_mapped(&source, &prose, span)?;
            let at = prose.locate(span).span;
            // A tab that is half indentation and half code is a space that no byte says.
            let half_a_tab = at.is_empty() && prose.slice(span) == " ";
            prop_assert!(!at.is_empty() || half_a_tab, "{:?} comes from nowhere in {:?}", prose.slice(span), text);
            let back = prose.words_from(at);
            prop_assert!(half_a_tab || back.is_some_and(|words| words.contains(span)), "{span:?} is {back:?} in {text:?}");
            prop_assert!(last <= at.start, "{span:?} is at {at:?}, after {last}, in {text:?}");
            last = at.start;
        }
        for block in &prose.blocks {
            is_mapped(&source, &prose, block.span)?;
        }
        prop_assert!(prose.blocks.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "{:?}", prose.blocks);
        prop_assert!(prose.inlines.iter().all(|inline| prose.text.get(inline.span.range()).is_some()));
    }

    /// What the analysis finds lies in the prose, in order.
    #[test]
    fn the_analysis_stays_within_the_prose(text in draft(), name in name()) {
        let source = Source::new(name, text.as_str());
        let article = Article::new(&source, format::read(&source), &EVERY.settings().language);
        prop_assert_eq!(article.zones.len(), article.prose.blocks.len());
        let on = |span: Span<Prose>| article.prose.text.get(span.range()).is_some();
        prop_assert!(article.tokens.iter().all(|token| on(token.span()) && !token.span().is_empty()));
        prop_assert!(article.tokens.windows(2).all(|pair| pair[0].end() <= pair[1].start));
        prop_assert!(article.sentences.iter().all(|sentence| on(sentence.span())));
        prop_assert!(article.sentences.windows(2).all(|pair| pair[0].span().end <= pair[1].span().start));
        prop_assert!(article.quotes.iter().all(|quote| on(quote.span) && quote.span.contains(quote.words)));
        prop_assert!(article.quotes.is_sorted_by_key(|quote| quote.span.start));
        prop_assert!(article.stray_marks.iter().all(|&span| on(span)));
        prop_assert!(article.acronyms.iter().flat_map(|acronym| &acronym.uses).all(|&span| on(span)));
    }

    /// Line ends of either sort are one: the same is found in the same lines and columns.
    #[test]
    fn line_ends_do_not_matter(text in draft(), name in name()) {
        let text = text.replace('\r', "");
        let places = |text: &str| {
            let report = ALL.check(Arc::new(Source::new(name, text)), name);
            let place = |found: &Diagnostic| {
                let at = report.source.position(found.span().start);
                (at.line, at.column, found.rule.clone())
            };
            report.diagnostics.iter().map(place).collect::<Vec<_>>()
        };
        prop_assert_eq!(places(&text), places(&text.replace('\n', "\r\n")), "{:?}", text);
    }

    /// A byte-order mark shifts everything by its three bytes and changes nothing else.
    #[test]
    fn a_byte_order_mark_does_not_matter(text in draft(), name in name()) {
        let text = text.trim_start_matches('\u{feff}');
        let places = |text: &str, shift: usize| {
            let report = ALL.check(Arc::new(Source::new(name, text)), name);
            let place = |found: &Diagnostic| (found.span().start - shift, found.span().end - shift, found.rule.clone());
            report.diagnostics.iter().map(place).collect::<Vec<_>>()
        };
        prop_assert_eq!(places(text, 0), places(&format!("\u{feff}{text}"), 3), "{:?}", text);
    }

    /// Words planted in a paragraph are found where they were planted, all of them, whatever stands between them.
    #[test]
    fn planted_words_are_found_where_they_were_planted(
        between in prop::collection::vec(
            select(vec![
                "and", "李曉華", "e\u{301}", "👩🏽‍🎨", "&amp;", "&#233;", "*so*", "**Ünï**", "[there](http://x.y/town-hall)", "\\*",
                "`town hall`", "“said”", "non‑stop", "\n", "\r\n", "<b>so</b>", "<!-- town hall -->", "&lt;", "’90s", "town", "hall.",
            ]),
            1..20,
        ),
        end in select(vec!["", "\n", "\r\n"]),
    ) {
        let mut text = "Words ".to_owned();
        let mut planted = Vec::new();
        for words in between {
            text += words;
            if !words.ends_with('\n') {
                text.push(' ');
            }
            planted.push(text.len());
            text += "town hall ";
        }
        text += "so";
        text += end;
        let report = EVERY.check(Arc::new(Source::new("draft.md", text.as_str())), "draft.md");
        let found: Vec<usize> = report
            .diagnostics
            .iter()
            .filter(|found| found.rule == "all/town-hall")
            .map(|found| found.span().start)
            .collect();
        prop_assert_eq!(found, planted, "{:?}", text);
        for found in report.diagnostics.iter().filter(|found| found.rule == "all/town-hall") {
            prop_assert_eq!(report.source.slice(found.span()), "town hall");
        }
    }

    /// Safe fixes change the words they name and nothing else, leave none to be made, and a second run changes nothing.
    #[test]
    fn safe_fixes_are_made_once_and_for_all(text in draft(), name in name()) {
        let source = Arc::new(Source::new(name, text.as_str()));
        let mut rounds: Vec<(String, Vec<Edit>)> = Vec::new();
        let fixed = fix::apply(&ALL.read(Arc::clone(&source), name, None), &mut |proposal| {
            let safe = proposal.fix.safety == Safety::Safe;
            if safe {
                let at = proposal.source.text.as_str();
                match rounds.last_mut() {
                    Some((text, edits)) if text == at => edits.extend_from_slice(&proposal.fix.edits),
                    _ => rounds.push((at.to_owned(), proposal.fix.edits.clone())),
                }
            }
            safe
        });
        if let Some(refusal) = &fixed.refused {
            prop_assert_eq!(&fixed.source().text, &text, "{} though refused", refusal);
            return Ok(());
        }
        let after = rounds.iter().skip(1).map(|(text, _)| text).chain([&fixed.source().text]);
        for ((before, edits), after) in rounds.iter().zip(after) {
            let mut edits = edits.clone();
            edits.sort_by_key(|edit| edit.span);
            let mut expected = before.clone();
            for edit in edits.iter().rev() {
                expected.replace_range(edit.span.range(), &edit.text);
            }
            prop_assert_eq!(&expected, after);
        }
        prop_assert_eq!(rounds.is_empty(), fixed.source().text == text);
        prop_assert_eq!(marks(&fixed.source().text, name), marks(&text, name), "{:?}", text);
        let safe = |found: &&Diagnostic| found.fix.as_ref().is_some_and(|fix| fix.safety == Safety::Safe);
        let left = ALL.check(Arc::new(Source::new(name, fixed.source().text.as_str())), name).diagnostics;
        prop_assert!(!left.iter().any(|found| safe(&found)), "{:?}", left.iter().find(safe));
        prop_assert_eq!(left.len(), fixed.left.diagnostics.len());
        let reading = ALL.read(Arc::clone(&fixed.left.source), name, None);
        let again = fix::apply(&reading, &mut |proposal| proposal.fix.safety == Safety::Safe);
        prop_assert_eq!((&again.source().text, again.made.len()), (&fixed.source().text, 0));
    }

    /// Fixes that somebody has to accept keep the markup too, wherever it meets their words.
    #[test]
    fn suggested_fixes_keep_the_markup(
        pieces in prop::collection::vec(
            select(vec![
                "the ", "the ", "web ", "web ", "site ", "site", "e-", "mail ", "*", "**", "_", "[", "](u) ", "](v)", "`", "<b>", "</b>",
                "<a href=\"u\">", "</a>", "{{ x }}", "[[A|", "]]", ". ", "\n", "“", "”",
            ]),
            1..24,
        ),
        name in name(),
    ) {
        let text = format!("See {}", pieces.concat());
        let source = Arc::new(Source::new(name, text.as_str()));
        let fixed = fix::apply(&ALL.read(Arc::clone(&source), name, None), &mut |proposal| {
            proposal.fix.edits.iter().all(|edit| !edit.span.is_empty())
        });
        let after = &fixed.source().text;
        prop_assert_eq!(unordered_marks(after, name), unordered_marks(&text, name), "{:?} in {:?}", fixed.made, text);
    }

    /// A fix that is offered is made, with marks in every place of its words: it changes these words and nothing else that a
    /// reader sees, and every mark is still there, in its order.
    #[test]
    fn fixes_with_marks_in_every_place_change_only_words(
        (rule, words, wanted) in select(vec![
            ("style/preferred-terms", "web site", "website"),
            ("style/preferred-terms", "e-mail", "email"),
            ("style/doubled-word", "the the", "the"),
            ("all/town-hall", "town hall", "city hall"),
            ("all/town-hall", "café", "coffee house"),
        ]),
        (before, after) in (
            select(vec!["We saw ", "We * saw ", "We *saw ", "x** saw ", "We [saw ", "<i>We</i> saw ", "é", "We saw("]),
            select(vec![" there", "* there", " **there", "](w) there*", ", there", "</i>", "é there", ") there"]),
        ),
        spans in prop::collection::vec((0_usize..20, 1_usize..12, 0_usize..7), 1..4),
        name in name(),
    ) {
        let plain = format!("{before}{words}{after}.");
        let text = with_marks(&plain, before.len(), &spans);
        let source = Arc::new(Source::new(name, text.as_str()));
        let fixed = fix::apply(&ALL.read(Arc::clone(&source), name, None), &mut |proposal| proposal.found.rule == rule);
        prop_assert!(fixed.refused.is_none(), "{:?} in {:?}", fixed.refused, text);
        let after = &fixed.source().text;
        let read = |text: &str| format::read(&Source::new(name, text)).text;
        let (was, is) = (read(&text), read(after));
        // Not where marks that mark nothing part the words: the rule may have found others.
        if fixed.made.len() == 1 && was.contains(words) {
            prop_assert_eq!(is, was.replacen(words, wanted, 1), "{:?} became {:?}", text, after);
        }
        prop_assert_eq!(unordered_marks(after, name), unordered_marks(&text, name), "{:?} became {:?}", text, after);
    }

    /// No string is such that checking it panics.
    #[test]
    fn any_text_can_be_checked(text in any::<String>(), name in name()) {
        let report = ALL.check(Arc::new(Source::new(name, text.as_str())), name);
        for found in &report.diagnostics {
            is_well_placed(&text, found)?;
        }
        can_be_written(report)?;
    }

    /// Nor reading it as a pack, a configuration, an example or a message.
    #[test]
    fn any_text_can_be_read_as_a_pack_or_configuration(text in prop_oneof![any::<String>(), broken_pack()]) {
        let source = Arc::new(Source::new("x.toml", text.as_str()));
        let pack = Pack::read("x.toml", Arc::clone(&source), &EVERY.settings().language);
        for problem in &pack.problems {
            lies_on_characters(&text, problem.span())?;
        }
        let options = Options::read(Arc::clone(&source));
        for problem in &options.problems {
            lies_on_characters(&text, problem.span())?;
        }
        let _ = Example::parse(&text, false, Span::new(0, 0));
        let _ = Template::parse(&text);
        can_be_written(FileReport::new(source, pack.problems))?;
    }
}

/// `plain` with the marks of `spans`: where from `from` each begins, how long it is, and which it is. One that would cross another
/// or cut a character is left out.
fn with_marks(plain: &str, from: usize, spans: &[(usize, usize, usize)]) -> String {
    const MARKS: [(&str, &str); 7] = [
        ("**", "**"),
        ("*", "*"),
        ("[", "](u)"),
        ("<b>", "</b>"),
        ("<a href=\"u\">", "</a>"),
        ("<span class=\"a\">", "</span>"),
        ("`", "`"),
    ];
    let mut placed: Vec<(usize, usize, usize)> = Vec::new();
    for &(start, len, mark) in spans {
        let (start, end) = (from.saturating_sub(3) + start, from.saturating_sub(3) + start + len);
        let crosses = |&(a, b, _): &(usize, usize, usize)| {
            (a < start && start < b && b < end) || (start < a && a < end && end < b)
        };
        let fits = end <= plain.len() && plain.is_char_boundary(start) && plain.is_char_boundary(end);
        if fits && !placed.iter().any(crosses) {
            placed.push((start, end, mark));
        }
    }
    // The longer one is outside where two begin or end together.
    placed.sort_by_key(|&(start, end, mark)| (start, std::cmp::Reverse(end), mark));
    let mut text = String::new();
    for (at, c) in plain.char_indices().chain([(plain.len(), ' ')]) {
        let closed = placed.iter().rev().filter(|(_, end, _)| *end == at);
        closed.for_each(|(_, _, mark)| text.push_str(MARKS[*mark].1));
        let opened = placed.iter().filter(|(start, ..)| *start == at);
        opened.for_each(|(_, _, mark)| text.push_str(MARKS[*mark].0));
        text.push(c);
    }
    text
}

/// The markup of a draft in order: its blocks, its links and other inlines, and in a page its tags.
fn marks(text: &str, name: &str) -> (Vec<BlockKind>, Vec<Discriminant<InlineKind>>, Vec<String>) {
    let prose = format::read(&Source::new(name, text));
    let blocks = prose.blocks.iter().map(|block| block.kind).collect();
    let inlines = prose.inlines.iter().map(|inline| discriminant(&inline.kind)).collect();
    let tags = text
        .split('<')
        .skip(1)
        .filter(|tag| tag.contains('>'))
        .map(|tag| tag.split(|c: char| !c.is_ascii_alphanumeric() && c != '/').next());
    let tags = if name.ends_with("html") { tags.flatten().map(str::to_owned).collect() } else { Vec::new() };
    (blocks, inlines, tags)
}

/// The markup of a draft, with its inlines in no order: two that begin together after a fix, since what stood between their starts
/// is gone, may come in either. Blocks and tags keep theirs.
fn unordered_marks(text: &str, name: &str) -> (Vec<BlockKind>, Vec<String>, Vec<String>) {
    let (blocks, inlines, tags) = marks(text, name);
    let mut inlines: Vec<String> = inlines.iter().map(|kind| format!("{kind:?}")).collect();
    inlines.sort();
    (blocks, inlines, tags)
}

/// Drafts that were found by the properties above and went wrong.
#[test]
fn drafts_that_once_went_wrong() {
    // Code that begins or ends with a line end: places and words differed where lines end in two characters.
    for code in ["---\ntype: opinion\n---\n``` the\n\n© ", "`` the\n``the ", "``\nthe ``the ", "``\n``the "] {
        let places = |text: &str| {
            let report = ALL.check(Arc::new(Source::new("draft.md", text)), "draft.md");
            let starts = report.diagnostics.iter().map(|found| report.source.position(found.span().start));
            starts.map(|at| (at.line, at.column)).collect::<Vec<_>>()
        };
        assert_eq!(places(code), places(&code.replace('\n', "\r\n")), "{code:?}");
    }
    // A paragraph of code in another language, indented by half a tab, which is a place without words.
    // Code over two lines: two marks of one quotation were to be written over the whole of it.
    let half_a_tab = "US the\n\n     ~~no~~ o café e-mail `e-mail` [town hall](http://x.y) ";
    for text in [half_a_tab, "` “Stop,” she said. “ \" ‘no’\nthe `e-mail` ", "A `code ‘x’\nmore` and “so” and “on”.\n"]
    {
        let report = ALL.check(Arc::new(Source::new("draft.md", text)), "draft.md");
        for found in &report.diagnostics {
            if let Err(wrong) = is_well_placed(text, found) {
                panic!("{}: {wrong}", found.rule);
            }
        }
    }
}

/// The words of code that is wrapped stand where they stand, and not in the whole of it.
#[test]
fn wrapped_code_is_mapped_word_by_word() {
    let source = Source::new("draft.md", "See `one two\nthree` there.\n");
    let prose = format::read(&source);
    for word in ["one", "two", "three", "there"] {
        let at = prose.text.find(word).expect("the words are in the prose");
        let located = prose.locate(Span::new(at, at + word.len()));
        assert_eq!(source.slice(located.span), word);
    }
}

/// Fails unless the report can be written in every form.
fn can_be_written(report: FileReport) -> Result<(), TestCaseError> {
    let report = Report { files: vec![report], ..Report::default() };
    for form in REPORTERS {
        let mut out = Vec::new();
        let written = form.write(&report, Look::default(), &mut out);
        prop_assert!(written.is_ok(), "{}: {:?}", form.name(), written);
        prop_assert!(std::str::from_utf8(&out).is_ok());
    }
    Ok(())
}
