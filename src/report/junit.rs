//! `junit`: the XML of JUnit, which build servers show as tests.
//!
//! A draft is a suite and a finding is a test. JUnit has no warnings: errors and warnings are tests that failed, and a note
//! is a test that passed with output. A draft without errors and warnings is a suite that passed.

use super::words::flat;
use super::xml::{declaration, legal};
use super::{Look, Reporter};
use crate::diagnostic::{Diagnostic, FileReport, Level, Report};
use crate::text::Source;
use quick_xml::Writer;
use quick_xml::events::BytesText;
use std::io::{self, Write};

/// The form.
pub struct JUnit;

impl Reporter for JUnit {
    fn name(&self) -> &'static str {
        "junit"
    }

    fn about(&self) -> &'static str {
        "the XML of JUnit, for build servers"
    }

    fn write(&self, report: &Report, _: Look, out: &mut dyn Write) -> io::Result<()> {
        declaration(out)?;
        let tests: usize = report.files.iter().map(tests).sum();
        let failures: usize = report.files.iter().map(failures).sum();
        Writer::new_with_indent(&mut *out, b' ', 2)
            .create_element("testsuites")
            .with_attributes([
                ("name", "copydesk"),
                ("tests", tests.to_string().as_str()),
                ("failures", &failures.to_string()),
                ("errors", "0"),
            ])
            .write_inner_content(|xml| report.files.iter().try_for_each(|file| suite(file, xml)))?;
        writeln!(out)
    }
}

/// Writes the suite of a draft. A draft without findings has one test, so that servers show that it was read.
fn tests(file: &FileReport) -> usize {
    file.diagnostics.len().max(1)
}

fn failures(file: &FileReport) -> usize {
    file.diagnostics.iter().filter(|found| found.level > Level::Note).count()
}

fn suite<W: Write>(file: &FileReport, xml: &mut Writer<W>) -> io::Result<()> {
    let name = legal(&file.source.name);
    xml.create_element("testsuite")
        .with_attributes([
            ("name", &*name),
            ("tests", &tests(file).to_string()),
            ("failures", &failures(file).to_string()),
            ("errors", "0"),
        ])
        .write_inner_content(|xml| {
            if file.diagnostics.is_empty() {
                let passed = xml.create_element("testcase").with_attribute(("name", "nothing found"));
                passed.with_attribute(("classname", &*name)).write_empty()?;
            }
            file.diagnostics.iter().try_for_each(|found| test(&file.source, found, xml))
        })
        .map(|_| ())
}

fn test<W: Write>(source: &Source, found: &Diagnostic, xml: &mut Writer<W>) -> io::Result<()> {
    let at = source.position(found.span().start);
    let words = words(source, found);
    xml.create_element("testcase")
        .with_attribute(("name", format!("{} {at}", found.rule).as_str()))
        .with_attribute(("classname", &*legal(&source.name)))
        .write_inner_content(|xml| {
            let text = legal(&words);
            let text = BytesText::new(&text);
            if found.level > Level::Note {
                xml.create_element("failure")
                    .with_attribute(("type", found.level.name()))
                    .with_attribute(("message", &*legal(&flat(&found.message))))
                    .write_text_content(text)?;
            } else {
                xml.create_element("system-out").write_text_content(text)?;
            }
            Ok(())
        })
        .map(|_| ())
}

/// The finding as the server shows it to people.
fn words(source: &Source, found: &Diagnostic) -> String {
    let at = source.position(found.span().start);
    let mut out = format!("{}:{at}: {}[{}]: {}", source.name, found.level, found.rule, found.message);
    let more = [("why", &found.why), ("help", &found.help), ("see", &found.url)];
    for (head, words) in more.into_iter().filter_map(|(head, words)| Some((head, words.as_ref()?))) {
        out.push_str(&format!("\n{head}: {words}"));
    }
    out
}
