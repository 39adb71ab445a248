//! The fact-checker's sheet of a draft: people and organisations, each form with its places, and doubtful pairs.

use copydesk::analysis::Article;
use copydesk::analysis::names::{Against, Entity, NameKind, Named, span};
use copydesk::report::in_markdown;
use copydesk::text::Source;
use serde_json::{Value, json};
use std::io::{self, Write};

/// A draft's sheet.
pub struct Sheet {
    path: String,
    rows: Vec<Row>,
    doubts: Vec<Doubted>,
}

/// A person or an organisation.
struct Row {
    kind: &'static str,
    name: String,
    title: Option<String>,
    status: &'static str,
    /// Each form as written, with its places, in order.
    forms: Vec<(String, Vec<At>)>,
}

/// A place in the source: bytes, and line and column as an editor shows them.
#[derive(Clone, Copy)]
struct At {
    bytes: (usize, usize),
    line: usize,
    column: usize,
}

struct Doubted {
    words: String,
    at: At,
    right: String,
    other: Option<At>,
    against: &'static str,
}

impl Sheet {
    /// The sheet of `article`, read from `source`.
    pub fn new(source: &Source, article: &Article, named: &Named) -> Self {
        let at = |bytes: (usize, usize)| {
            let place = article.prose.locate(span(bytes)).span;
            let position = source.position(place.start);
            At { bytes: (place.start, place.end), line: position.line, column: position.column }
        };
        let row = |entity: &Entity| {
            let mut forms: Vec<(String, Vec<At>)> = Vec::new();
            for place in &entity.places {
                let words = article.slice(span(place.name));
                match forms.iter_mut().find(|(form, _)| form == words) {
                    Some((_, places)) => places.push(at(place.name)),
                    None => forms.push((words.to_owned(), vec![at(place.name)])),
                }
            }
            Row {
                kind: if entity.kind == NameKind::Person { "person" } else { "organisation" },
                name: entity.name.clone(),
                title: entity.title.clone(),
                status: entity.status.name(),
                forms,
            }
        };
        let doubts = named.doubts.iter().map(|doubt| Doubted {
            words: article.slice(span((doubt.start, doubt.end))).to_owned(),
            at: at((doubt.start, doubt.end)),
            right: doubt.right.clone(),
            other: doubt.other.map(at),
            against: if doubt.against == Against::Draft { "draft" } else { "register" },
        });
        Self { path: source.name.clone(), rows: named.entities.iter().map(row).collect(), doubts: doubts.collect() }
    }
}

/// Columns of a terminal.
pub const WIDTH: usize = 80;

/// For a terminal; no line is wider than 80 columns unless a name is.
pub fn table(sheets: &[Sheet], out: &mut dyn Write) -> io::Result<()> {
    for (number, sheet) in sheets.iter().enumerate() {
        if number > 0 {
            writeln!(out)?;
        }
        writeln!(out, "{}", sheet.path)?;
        for (kind, heading) in [("person", "People"), ("organisation", "Organisations")] {
            let rows: Vec<&Row> = sheet.rows.iter().filter(|row| row.kind == kind).collect();
            if rows.is_empty() {
                continue;
            }
            writeln!(out, "\n{heading}")?;
            for row in rows {
                let gap = WIDTH.saturating_sub(4 + row.name.chars().count() + row.status.len()).max(1);
                writeln!(out, "  {}{:gap$}{}", row.name, "", row.status)?;
                if let Some(title) = &row.title {
                    wrapped(out, "    as given  ", title.split(' ').map(str::to_owned))?;
                }
                for (form, places) in &row.forms {
                    let label = format!("    {form}  ");
                    wrapped(out, &label, places.iter().map(|at| format!("{}:{}", at.line, at.column)))?;
                }
            }
        }
        if !sheet.doubts.is_empty() {
            writeln!(out, "\nTo be checked")?;
        }
        for doubt in &sheet.doubts {
            let place = |at: &At| format!("{}:{}", at.line, at.column);
            let other = match &doubt.other {
                Some(other) => format!("“{}” at {}", doubt.right, place(other)),
                None => format!("“{}” in the register", doubt.right),
            };
            let text = format!("“{}” at {}, but {other}", doubt.words, place(&doubt.at));
            wrapped(out, "  ", text.split(' ').map(str::to_owned))?;
        }
        if sheet.rows.is_empty() && sheet.doubts.is_empty() {
            writeln!(out, "\n  no names")?;
        }
    }
    Ok(())
}

/// Writes words after a label, further lines beneath the first word.
pub fn wrapped(out: &mut dyn Write, label: &str, words: impl Iterator<Item = String>) -> io::Result<()> {
    let mut line = label.to_owned();
    let indent = label.chars().count().min(WIDTH / 2);
    let mut fresh = true;
    for word in words {
        if !fresh && line.chars().count() + 1 + word.chars().count() > WIDTH {
            writeln!(out, "{line}")?;
            line = " ".repeat(indent);
            fresh = true;
        }
        if !fresh {
            line.push(' ');
        }
        line.push_str(&word);
        fresh = false;
    }
    writeln!(out, "{line}")
}

/// For programs.
pub fn json(sheets: &[Sheet], out: &mut dyn Write) -> io::Result<()> {
    let place = |at: &At| json!({ "start": at.bytes.0, "end": at.bytes.1, "line": at.line, "column": at.column });
    let file = |sheet: &Sheet| {
        let names = sheet.rows.iter().map(|row| {
            let form = |(text, places): &(String, Vec<At>)| {
                json!({ "text": text, "places": places.iter().map(place).collect::<Vec<_>>() })
            };
            json!({
                "kind": row.kind, "name": row.name, "title": row.title, "status": row.status,
                "forms": row.forms.iter().map(form).collect::<Vec<_>>(),
            })
        });
        let doubts = sheet.doubts.iter().map(|doubt| {
            json!({
                "text": doubt.words, "place": place(&doubt.at), "right": doubt.right, "against": doubt.against,
                "other": doubt.other.as_ref().map(place),
            })
        });
        json!({ "path": sheet.path, "names": names.collect::<Vec<_>>(), "doubts": doubts.collect::<Vec<_>>() })
    };
    let files: Vec<Value> = sheets.iter().map(file).collect();
    serde_json::to_writer_pretty(&mut *out, &json!({ "version": 1, "files": files }))?;
    writeln!(out)
}

/// A cell of a table of commas; one that a spreadsheet would run as a formula is quoted so that it does not.
pub fn cell(text: &str) -> String {
    let text = if text.starts_with(['=', '+', '-', '@']) { format!("'{text}") } else { text.to_owned() };
    if text.contains(['"', ',', '\n']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

/// For a spreadsheet: a line for each mention.
pub fn csv(sheets: &[Sheet], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "path,kind,name,title,status,form,line,column")?;
    for sheet in sheets {
        for row in &sheet.rows {
            for (form, places) in &row.forms {
                for at in places {
                    let cells =
                        [&sheet.path, row.kind, &row.name, row.title.as_deref().unwrap_or(""), row.status, form]
                            .map(cell)
                            .join(",");
                    writeln!(out, "{cells},{},{}", at.line, at.column)?;
                }
            }
        }
    }
    Ok(())
}

/// For a wiki or a pull request.
pub fn markdown(sheets: &[Sheet], out: &mut dyn Write) -> io::Result<()> {
    let cell = in_markdown;
    for sheet in sheets {
        writeln!(out, "## {}\n\n| Name | As first given | Register | Forms |\n|---|---|---|---|", cell(&sheet.path))?;
        for row in &sheet.rows {
            let forms: Vec<String> = row
                .forms
                .iter()
                .map(|(form, places)| {
                    let places: Vec<String> = places.iter().map(|at| format!("{}:{}", at.line, at.column)).collect();
                    format!("{form} ({})", places.join(", "))
                })
                .collect();
            let title = row.title.as_deref().unwrap_or("");
            writeln!(out, "| {} | {} | {} | {} |", cell(&row.name), cell(title), row.status, cell(&forms.join("; ")))?;
        }
        if !sheet.doubts.is_empty() {
            writeln!(out)?;
        }
        for doubt in &sheet.doubts {
            let (line, column) = (doubt.at.line, doubt.at.column);
            writeln!(
                out,
                "- “{}” at {line}:{column}, “{}” in the {}",
                cell(&doubt.words),
                cell(&doubt.right),
                doubt.against
            )?;
        }
        writeln!(out)?;
    }
    Ok(())
}
