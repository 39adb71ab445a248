//! `checkstyle`: the XML of Checkstyle, which many servers and editors read.

use super::words::flat;
use super::xml::{declaration, legal};
use super::{Look, Reporter};
use crate::diagnostic::{FileReport, Level, Report};
use quick_xml::Writer;
use std::io::{self, Write};

/// The form.
pub struct Checkstyle;

/// The version of Checkstyle whose form this is; servers require one.
const VERSION: &str = "4.3";

impl Reporter for Checkstyle {
    fn name(&self) -> &'static str {
        "checkstyle"
    }

    fn about(&self) -> &'static str {
        "the XML of Checkstyle, for servers that read it"
    }

    fn write(&self, report: &Report, _: Look, out: &mut dyn Write) -> io::Result<()> {
        declaration(out)?;
        Writer::new_with_indent(&mut *out, b' ', 2)
            .create_element("checkstyle")
            .with_attribute(("version", VERSION))
            .write_inner_content(|xml| report.files.iter().try_for_each(|file| write_file(file, xml)))?;
        writeln!(out)
    }
}

fn write_file<W: Write>(file: &FileReport, xml: &mut Writer<W>) -> io::Result<()> {
    let element = xml.create_element("file").with_attribute(("name", &*legal(&file.source.name)));
    if file.diagnostics.is_empty() {
        return element.write_empty().map(|_| ());
    }
    element
        .write_inner_content(|xml| {
            for found in &file.diagnostics {
                let at = file.source.position(found.span().start);
                xml.create_element("error")
                    .with_attributes([
                        ("line", at.line.to_string().as_str()),
                        ("column", &at.column.to_string()),
                        ("severity", severity(found.level)),
                        ("message", &legal(&flat(&found.message))),
                        ("source", &format!("copydesk.{}", found.rule.replace('/', "."))),
                    ])
                    .write_empty()?;
            }
            Ok(())
        })
        .map(|_| ())
}

const fn severity(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "info",
    }
}
