//! The names sheet of a folder: the register that a newsroom already has in what it has written, and what does not agree.

use super::plural;
use super::sheet::{WIDTH, cell, wrapped};
use copydesk::analysis::names::{Archive, Filed, NameKind, Noted, Status};
use copydesk::lint::Linter;
use copydesk::report::in_markdown;
use copydesk::text::Source;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::PathBuf;

/// A draft, its names, and the configuration that it was read with.
type Read<'a> = (Source, Vec<Noted>, &'a Option<PathBuf>);

/// The names of many drafts.
pub struct Sheet<'a> {
    drafts: usize,
    rows: Vec<Row>,
    doubts: Vec<Doubted<'a>>,
}

/// A name.
struct Row {
    kind: &'static str,
    name: String,
    status: &'static str,
    /// In how many drafts it is.
    drafts: usize,
    forms: Vec<Form>,
}

/// One way of writing it.
struct Form {
    text: String,
    mentions: usize,
    drafts: Vec<String>,
}

/// A name that one draft writes otherwise.
struct Doubted<'a> {
    text: String,
    right: String,
    others: usize,
    path: &'a str,
    line: usize,
    column: usize,
}

impl<'a> Sheet<'a> {
    /// What `read` says of names; the most frequent come first.
    pub fn new(read: &'a [Read], linters: &BTreeMap<Option<PathBuf>, Linter>) -> Self {
        let archive = Archive::new(read.iter().map(|(source, noted, _)| (source.name.as_str(), &**noted)).collect());
        let status = |name: &Filed| {
            let status = linters.values().map(|linter| linter.settings().allow.names().status(&name.words)).min();
            status.unwrap_or(Status::Unknown).name()
        };
        let row = |name: &Filed| Row {
            kind: if name.kind == NameKind::Person { "person" } else { "organisation" },
            name: name.usual().text.clone(),
            status: status(name),
            drafts: name.drafts().len(),
            forms: name
                .ways
                .iter()
                .map(|way| Form {
                    text: way.text.clone(),
                    mentions: way.uses.iter().map(|of| of.count as usize).sum(),
                    drafts: way.uses.iter().map(|of| archive.drafts[of.draft as usize].clone()).collect(),
                })
                .collect(),
        };
        let mut rows: Vec<Row> = archive.names.iter().map(row).collect();
        rows.sort_by(|one, other| (other.drafts, &one.name).cmp(&(one.drafts, &other.name)));
        Self { drafts: read.len(), rows, doubts: doubts(read, linters, &archive) }
    }

    /// For a terminal.
    pub fn table(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{}", plural(self.drafts, "draft"))?;
        for (kind, heading) in [("person", "People"), ("organisation", "Organisations")] {
            let rows: Vec<&Row> = self.rows.iter().filter(|row| row.kind == kind).collect();
            if rows.is_empty() {
                continue;
            }
            writeln!(out, "\n{heading}")?;
            for row in rows {
                let said = format!("{:>11}  {:<8}", plural(row.drafts, "draft"), row.status);
                let gap = WIDTH.saturating_sub(2 + row.name.chars().count() + said.chars().count()).max(2);
                writeln!(out, "  {}{:gap$}{}", row.name, "", said.trim_end())?;
                for form in row.forms.iter().skip(1) {
                    wrapped(
                        out,
                        "    also ",
                        [format!("{} ({})", form.text, plural(form.drafts.len(), "draft"))].into_iter(),
                    )?;
                }
            }
        }
        if !self.doubts.is_empty() {
            writeln!(out, "\nTo be checked")?;
        }
        for doubt in &self.doubts {
            let text = format!(
                "“{}” at {}:{}:{}, but “{}” in {} other drafts",
                doubt.text, doubt.path, doubt.line, doubt.column, doubt.right, doubt.others
            );
            wrapped(out, "  ", text.split(' ').map(str::to_owned))?;
        }
        Ok(())
    }

    /// For programs.
    pub fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        let form = |form: &Form| json!({ "text": form.text, "mentions": form.mentions, "drafts": form.drafts });
        let name = |row: &Row| {
            let forms: Vec<Value> = row.forms.iter().map(form).collect();
            json!({ "kind": row.kind, "name": row.name, "status": row.status, "drafts": row.drafts, "forms": forms })
        };
        let doubt = |doubt: &Doubted| {
            json!({
                "text": doubt.text, "path": doubt.path, "line": doubt.line, "column": doubt.column,
                "right": doubt.right, "others": doubt.others,
            })
        };
        let names: Vec<Value> = self.rows.iter().map(name).collect();
        let doubts: Vec<Value> = self.doubts.iter().map(doubt).collect();
        let whole = json!({ "version": 1, "drafts": self.drafts, "names": names, "doubts": doubts });
        serde_json::to_writer_pretty(&mut *out, &whole)?;
        writeln!(out)
    }

    /// For a spreadsheet: a line for each form.
    pub fn csv(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "kind,name,status,form,drafts,mentions")?;
        for row in &self.rows {
            for form in &row.forms {
                let cells = [row.kind, &row.name, row.status, &form.text].map(cell).join(",");
                writeln!(out, "{cells},{},{}", form.drafts.len(), form.mentions)?;
            }
        }
        Ok(())
    }

    /// For the house register: what two drafts or more share and no doubt is about.
    pub fn toml(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(
            out,
            "# Names that two or more of {} share. Read them through before they are",
            plural(self.drafts, "draft")
        )?;
        writeln!(out, "# used: a register is trusted.")?;
        let quoted = |text: &str| toml_edit::Value::from(text).to_string();
        let doubted = |name: &str| self.doubts.iter().any(|doubt| doubt.text == name);
        for row in self.rows.iter().filter(|row| row.drafts > 1 && row.status == "unknown" && !doubted(&row.name)) {
            writeln!(out, "\n[[entry]]\nname = {}\nkind = {}", quoted(&row.name), quoted(row.kind))?;
            writeln!(out, "note = {}", quoted(&plural(row.drafts, "draft")))?;
        }
        Ok(())
    }

    /// For a wiki or a pull request.
    pub fn markdown(&self, out: &mut dyn Write) -> io::Result<()> {
        let cell = in_markdown;
        writeln!(out, "| Name | Drafts | Register | Also written |\n|---|---|---|---|")?;
        for row in &self.rows {
            let also: Vec<String> =
                row.forms.iter().skip(1).map(|form| format!("{} ({})", cell(&form.text), form.drafts.len())).collect();
            writeln!(out, "| {} | {} | {} | {} |", cell(&row.name), row.drafts, row.status, also.join("; "))?;
        }
        if !self.doubts.is_empty() {
            writeln!(out)?;
        }
        for doubt in &self.doubts {
            let (path, line, column) = (cell(doubt.path), doubt.line, doubt.column);
            let right = format!("“{}” in {} other drafts", cell(&doubt.right), doubt.others);
            writeln!(out, "- “{}” at {path}:{line}:{column}, {right}", cell(&doubt.text))?;
        }
        Ok(())
    }
}

/// What the rules that compare drafts find, each draft judged by its own configuration.
fn doubts<'a>(read: &'a [Read], linters: &BTreeMap<Option<PathBuf>, Linter>, archive: &Archive) -> Vec<Doubted<'a>> {
    let by_name: BTreeMap<&str, &Read> = read.iter().map(|draft| (draft.0.name.as_str(), draft)).collect();
    let mut found = Vec::new();
    for (file, linter) in linters {
        let settings = linter.settings();
        for difference in settings.rules.iter().flat_map(|rule| rule.check.compare(archive, &settings.allow)) {
            let Some((source, _, of)) = by_name.get(archive.drafts[difference.draft as usize].as_str()) else {
                continue;
            };
            if *of != file {
                continue;
            }
            let at = source.position(difference.span.start);
            let value = |name: &str| {
                difference.values.iter().find(|value| value.0 == name).map(|value| value.1.clone()).unwrap_or_default()
            };
            found.push(Doubted {
                text: value("match"),
                right: value("right"),
                others: difference.elsewhere.len(),
                path: &source.name,
                line: at.line,
                column: at.column,
            });
        }
    }
    found.sort_by_key(|doubt| (doubt.path, doubt.line, doubt.column));
    found
}
