//! `benches/ceilings.toml`: the most that each figure may be. A run holds its figures against it, and lowers the ceilings that
//! are too high if the variable `CEILINGS` is `lower`. To raise one, edit the file and give the reason there. A limit, of
//! growth for example, stays as it is.

#![expect(clippy::print_stdout, reason = "the figures are for people, in a terminal or the log of CI")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use toml_edit::{DocumentMut, Item, value};

/// How far a figure may go over its ceiling: the C library, the compiler and random hash seeds all move it a little.
const TOLERANCE: f64 = 1.03;

/// A figure this far under its ceiling is worth lowering the ceiling for.
const WORTH_LOWERING: f64 = 0.99;

/// Something that was counted.
pub struct Figure {
    /// Its table in the file.
    pub name: &'static str,
    /// The count.
    pub value: f64,
    /// Digits after the decimal point.
    pub digits: usize,
}

/// Prints `figures` beside their ceilings.
///
/// # Errors
/// If a figure is over its ceiling, with what to do about it; if the file cannot be read or written.
pub fn hold(figures: &[Figure]) -> Result<(), String> {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/ceilings.toml");
    let said = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let text = std::fs::read_to_string(&path).map_err(|error| said(&error))?;
    let mut file: DocumentMut = text.parse().map_err(|error| said(&error))?;
    let lower = std::env::var_os("CEILINGS").is_some_and(|wish| wish == "lower");
    let (mut report, mut over, mut under) = (String::new(), Vec::new(), false);
    for figure in figures {
        let (name, digits) = (figure.name, figure.digits);
        let number = |key: &str| {
            let item = file.get(name)?.get(key)?;
            item.as_integer().map(|whole| whole as f64).or(item.as_float())
        };
        let limit = number("limit");
        let most = limit.or_else(|| number("most"));
        let most = most.ok_or(format!("{}: expected `most` or `limit` in a table [{name}]", path.display()))?;
        let ratio = figure.value / most;
        let verdict = match ratio {
            _ if ratio > TOLERANCE => {
                over.push(name);
                "OVER"
            }
            _ if ratio > WORTH_LOWERING || limit.is_some() => "held",
            _ if lower => {
                set(&mut file[name], figure);
                "lowered"
            }
            _ => {
                under = true;
                "could be lower"
            }
        };
        let change = (ratio - 1.0) * 100.0;
        let row = format!("{name:20} {:>16.digits$} {most:>16.digits$} {change:>+8.1} %  {verdict}", figure.value);
        let _ = writeln!(report, "{row}"); // writing to a String cannot fail
    }
    print!("{:20} {:>16} {:>16}\n{report}", "", "counted", "ceiling");
    if lower {
        std::fs::write(&path, file.to_string()).map_err(|error| said(&error))?;
    } else if under {
        println!("CEILINGS=lower lowers the ceilings that are not reached.");
    }
    match over.is_empty() {
        true => Ok(()),
        false => Err(format!(
            "over the ceiling by more than 3 %: {}. Make it cheaper, or raise `most` in benches/ceilings.toml and say there why",
            over.join(", ")
        )),
    }
}

/// Lowers a ceiling to `figure`. The reason for the higher one goes.
fn set(ceiling: &mut Item, figure: &Figure) {
    let scale = 10_f64.powi(figure.digits as i32);
    ceiling["most"] = match figure.digits {
        0 => value(figure.value.ceil() as i64),
        _ => value((figure.value * scale).ceil() / scale),
    };
    if let Some(table) = ceiling.as_table_mut() {
        table.remove("raised");
    }
}
