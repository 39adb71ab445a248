//! A unified diff of one draft, as `patch` and `git apply` read it.

use super::super::Streams;
use copydesk::report::printable;
use copydesk::text::Source;
use std::io;

/// Writes the changes from `source` to `text` as a unified diff.
pub fn write(source: &Source, text: &str, streams: &mut Streams) -> io::Result<()> {
    let mut patch = Vec::new();
    let lines = similar::TextDiff::from_lines(source.text.as_str(), text);
    let name = file_name(&source.name);
    lines.unified_diff().header(&name, &name).to_writer(&mut patch)?;
    for line in patch.split_inclusive(|&byte| byte == b'\n') {
        let color = match line.first() {
            Some(b'-') => "\u{1b}[31m",
            Some(b'+') => "\u{1b}[32m",
            Some(b'@') => "\u{1b}[36m",
            _ => "",
        };
        if !streams.look.0.color {
            streams.out.write_all(line)?;
            continue;
        }
        // A coloured diff goes to a terminal, where control characters in a draft would take effect.
        let line = String::from_utf8_lossy(line);
        writeln!(streams.out, "{color}{}\u{1b}[0m", printable(line.trim_end_matches('\n')))?;
    }
    Ok(())
}

/// A path in the form that `patch` and git accept: a tab ends one with spaces, and one with control characters, quotation
/// marks or backslashes is quoted.
fn file_name(name: &str) -> String {
    if !name.contains(|c: char| c.is_control() || matches!(c, '"' | '\\')) {
        return if name.contains(' ') { format!("{name}\t") } else { name.to_owned() };
    }
    let mut quoted = String::from("\"");
    for c in name.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => c.to_string().bytes().for_each(|byte| quoted += &format!("\\{byte:03o}")),
            c => quoted.push(c),
        }
    }
    quoted + "\""
}
