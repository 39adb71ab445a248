//! Where the time of a run went, rule by rule.

use crate::cli::checked::Group;
use copydesk::lint::Measured;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::time::Duration;

/// Writes a table: milliseconds, findings before any filter, and rule; the slowest first. Times are summed over threads,
/// and what rules share goes to the first that asks for it.
pub fn show(groups: &[Group], out: &mut dyn Write) -> io::Result<()> {
    let mut all: BTreeMap<String, (Duration, usize)> = BTreeMap::new();
    for Measured { of, found, took } in groups.iter().flat_map(|group| group.linter.measured()) {
        let row = all.entry(of).or_default();
        *row = (row.0 + took, row.1 + found);
    }
    let mut rows: Vec<(String, (Duration, usize))> = all.into_iter().collect();
    rows.retain(|(_, (took, found))| !took.is_zero() || *found > 0);
    rows.sort_by(|(one, (first, _)), (other, (second, _))| second.cmp(first).then_with(|| one.cmp(other)));
    writeln!(out, "{:>10}  {:>8}  rule", "ms", "findings")?;
    for (rule, (took, found)) in rows {
        writeln!(out, "{:>10.1}  {found:>8}  {rule}", took.as_secs_f64() * 1000.0)?;
    }
    Ok(())
}
