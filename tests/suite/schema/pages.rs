//! What the guides say of each key, for editors to show.

use super::super::root;
use std::collections::BTreeMap;

/// The words on each key, by the heading of the section and the key.
pub type Words = BTreeMap<(String, String), String>;

/// Reads the tables of the guides whose first column has keys.
pub fn words() -> Words {
    let mut words = Words::new();
    for page in ["docs/writing-rules.md", "docs/schemas.md"] {
        let text = std::fs::read_to_string(root().join(page)).expect("the guide can be read");
        let (mut heading, mut columns) = (String::new(), Vec::new());
        for line in text.lines() {
            if let Some(name) = line.strip_prefix('#') {
                heading = name.trim_start_matches('#').trim().to_owned();
            }
            let cells = cells(line);
            if cells.is_empty() {
                columns.clear();
            } else if columns.is_empty() {
                columns = cells;
            } else if columns[0] == "Key" || columns[0] == "Property" {
                add(&mut words, &heading, &columns, &cells);
            }
        }
    }
    words
}

/// The cells of a line of a table, without its links and marks.
fn cells(line: &str) -> Vec<String> {
    let Some(line) = line.strip_prefix('|').and_then(|line| line.strip_suffix('|')) else { return Vec::new() };
    line.replace("\\|", "\u{1}").split('|').map(|cell| plain(cell.trim()).replace('\u{1}', "|")).collect()
}

/// `text` without the addresses of its links.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, link)) = rest.split_once("](") {
        let (start, words) = before.rsplit_once('[').unwrap_or((before, ""));
        plain += start;
        plain += words;
        rest = link.split_once(')').map_or("", |(_, after)| after);
    }
    plain + rest
}

fn add(words: &mut Words, heading: &str, columns: &[String], cells: &[String]) {
    let said = columns.iter().zip(cells).skip(1).filter_map(|(column, cell)| match column.as_str() {
        _ if cell.is_empty() => None,
        "Meaning" | "Values" | "Holds if" => Some(cell.trim_end_matches('.').to_owned()),
        "Default" if cell != "required" => Some(format!("Default: {cell}")),
        _ => None,
    });
    let text = said.collect::<Vec<_>>().join(". ").replace('`', "");
    for key in cells[0].split('`').skip(1).step_by(2) {
        let key = key.trim_matches(['[', ']']).split(' ').next().unwrap_or_default();
        let key = key.rsplit('.').next().unwrap_or(key);
        let entry = words.entry((heading.to_owned(), key.to_owned())).or_default();
        if !entry.is_empty() && !text.is_empty() {
            entry.push('\n');
        }
        entry.push_str(&text);
    }
}
