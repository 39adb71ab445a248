//! Comments and tracked changes that copydesk writes into Word documents.

mod answers;
mod changes;
mod command;
mod document;

use changes::{Answer, settled};
use copydesk::config::{Flags, Options, Settings};
use copydesk::files::Disk;
use copydesk::fix::{self, Fixed};
use copydesk::format::review::{AUTHOR, Remark};
use copydesk::format::{self, mark, open, track};
use copydesk::lint::Linter;
use copydesk::prose::{BlockKind, InlineKind};
use copydesk::text::Source;
use document::{Generated, generated, main_part, parts, with_main};
use proptest::prelude::*;
use std::sync::{Arc, LazyLock};

static LINTER: LazyLock<Linter> = LazyLock::new(|| {
    Linter::new(Settings::resolve(Options::none(), Flags::default(), &Disk).expect("the built-in packs are there"))
});

fn opened(bytes: Vec<u8>) -> Source {
    open("draft.docx", bytes).expect("a Word document")
}

/// The document with every fix made.
fn fixed(source: &Arc<Source>) -> Fixed {
    fix::apply(&LINTER.read(Arc::clone(source), "draft.docx", None), &mut |_| true)
}

/// Blocks and inlines with their words.
type Seen = (Vec<(BlockKind, String)>, Vec<(InlineKind, String)>);

/// What a reader sees of a document: its blocks with their words, and what is bold, italic or a link.
fn seen(source: &Source) -> Seen {
    let prose = format::read(source);
    let inlines = prose.inlines.iter().map(|inline| (inline.kind.clone(), prose.slice(inline.span).to_owned()));
    (prose.blocks.iter().map(|block| (block.kind, prose.slice(block.span).to_owned())).collect(), inlines.collect())
}

/// The text of a document after `answer` to the changes of `author`.
fn text_after(bytes: &[u8], author: Option<&str>, answer: Answer) -> String {
    opened(with_main(bytes, &settled(&main_part(bytes), author, answer))).text
}

/// All parts but the main one.
fn others(bytes: &[u8]) -> Vec<(String, String)> {
    parts(bytes).into_iter().filter(|(name, _)| name != "word/document.xml").collect()
}

fn changes_can_be_accepted_and_rejected(generated: &Generated) -> Result<(), TestCaseError> {
    let bytes = generated.bytes();
    let source = Arc::new(opened(bytes.clone()));
    let fixed = fixed(&source);
    let tracked = track(&source, &fixed.edits, Some("2027-01-31"));
    let tracked = tracked.map_err(|because| TestCaseError::fail(format!("{because} in {}", generated.body)))?;
    let xml = main_part(&tracked);
    prop_assert_eq!(&opened(tracked.clone()).text, &fixed.source().text);
    prop_assert_eq!(others(&tracked), others(&bytes), "no other part changes");
    let accepted = opened(with_main(&tracked, &settled(&xml, Some(AUTHOR), Answer::Accept)));
    prop_assert_eq!(seen(&accepted), seen(fixed.source()), "accepted is fixed: {}", xml);
    prop_assert_eq!(
        text_after(&tracked, Some(AUTHOR), Answer::Reject),
        &source.text[..],
        "rejected is as before: {}",
        xml
    );
    // The changes that were there can be answered as before.
    prop_assert_eq!(text_after(&tracked, None, Answer::Reject), text_after(&bytes, None, Answer::Reject), "{}", xml);
    prop_assert_eq!(text_after(&tracked, None, Answer::Accept), &fixed.source().text[..]);
    prop_assert_eq!(fixed.made.is_empty(), !xml.contains(&format!("w:author=\"{AUTHOR}\"")));
    Ok(())
}

fn comments_stand_at_their_words(generated: &Generated) -> Result<(), TestCaseError> {
    let source = Arc::new(opened(generated.bytes()));
    let report = LINTER.check(Arc::clone(&source), "draft.docx");
    let remarks: Vec<Remark> = report
        .diagnostics
        .iter()
        .map(|found| Remark {
            span: found.span(),
            paragraphs: vec![format!("{} & more", found.rule), found.message.clone()],
        })
        .collect();
    let (bytes, count) = mark(&source, &remarks, None).map_err(TestCaseError::fail)?;
    prop_assert_eq!(count, remarks.len());
    let marked = Arc::new(opened(bytes.clone()));
    prop_assert_eq!(&marked.text, &source.text);
    prop_assert_eq!(seen(&marked), seen(&source));
    let xml = main_part(&bytes);
    prop_assert_eq!(xml.matches("<w:commentReference ").count(), generated.comments + count);
    let comments = others(&bytes).into_iter().find(|(name, _)| name == "word/comments.xml");
    prop_assert_eq!(comments.map_or(0, |(_, xml)| xml.matches("<w:comment ").count()), generated.comments + count);
    // Each stands at the words of its finding, and none is written twice.
    let prose = format::read(&marked);
    for remark in remarks.iter().filter(|remark| !remark.span.is_empty()) {
        let words = remark.paragraphs.join(" ");
        let places: Vec<_> = prose.comments.iter().filter(|of| of.text == words.trim()).map(|of| of.span).collect();
        prop_assert!(places.contains(&remark.span), "{:?} is at {:?} in {}", remark, places, xml);
    }
    prop_assert_eq!(mark(&marked, &remarks, None).map_err(TestCaseError::fail)?.1, 0);
    Ok(())
}

proptest! {
    /// Accepting the changes gives the document that a plain fix gives, and rejecting them the document as it was.
    #[test]
    fn tracked_fixes_can_be_accepted_and_rejected(generated in generated()) {
        changes_can_be_accepted_and_rejected(&generated)?;
    }

    /// A marked document has the words that it had, and one comment more for each finding.
    #[test]
    fn comments_change_no_words(generated in generated()) {
        comments_stand_at_their_words(&generated)?;
    }
}
