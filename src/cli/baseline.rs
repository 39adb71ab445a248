//! `copydesk baseline`: accepts what is found today, so that only what is new is shown from now on.

use super::gate::{baselines, can_tell, files_of, is_gone, load};
use super::gather::{GatherArguments, Wanted, gather};
use super::project::say;
use super::{End, Streams, plural};
use clap::Args;
use copydesk::files::write_whole;
use copydesk::lint::{BASELINE_NAME, Baseline};
use copydesk::report::printable;
use std::io;
use std::path::{Path, PathBuf};

#[derive(Args)]
pub struct Arguments {
    #[command(flatten)]
    gather: GatherArguments,

    /// The file to write [default: that of the configuration, or copydesk-baseline.toml next to it]
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,

    /// Remove entries that no longer match, and follow files that were moved
    #[arg(long)]
    prune: bool,

    /// Accept new findings
    #[arg(long)]
    accept: bool,
}

pub fn run(arguments: &Arguments, streams: &mut Streams) -> io::Result<End> {
    let Some(gathered) = gather(&arguments.gather, &Wanted::default(), streams)? else { return Ok(End::Failed) };
    if gathered.failed {
        writeln!(streams.err, "copydesk: did not write a baseline, because some drafts could not be checked")?;
        return Ok(End::Failed);
    }
    let mut end = End::Clean;
    for (path, groups) in baselines(arguments.baseline.as_deref(), &gathered.groups, Some(BASELINE_NAME)) {
        let is_new = !path.exists();
        let baseline = if is_new {
            Baseline::empty(&path.to_string_lossy())
        } else {
            match load(&path, streams)?.filter(|baseline| baseline.problems.is_empty()) {
                Some(baseline) => baseline,
                None => return Ok(End::Failed),
            }
        };
        let (_, files) = files_of(&gathered.files, &groups, &path);
        let matching = baseline.matching(&files, &is_gone(&path), &can_tell(&gathered.groups, &groups));
        let (accepted, new) = matching.counts();
        let accept = arguments.accept || is_new;
        let shown = path.display().to_string();
        let shown = printable(&shown);
        if accept || arguments.prune {
            let text = baseline.rewritten(&files, &matching, arguments.prune, accept);
            if text != baseline.source.text
                && let Err(error) = write_whole(&path, &text)
            {
                say(&error, streams.err)?;
                return Ok(End::Failed);
            }
            let (count, in_files) = Baseline::read(std::sync::Arc::new(copydesk::text::Source::new("", text))).counts();
            writeln!(streams.out, "{shown}: accepts {} in {}", plural(count, "finding"), plural(in_files, "file"))?;
        } else {
            writeln!(streams.out, "{shown}: {} accepted", plural(accepted, "finding"))?;
        }
        if new > 0 && !accept {
            writeln!(streams.out, "  {new} not accepted; --accept adds them")?;
            end = End::Found;
        }
        if !matching.stale.is_empty() && !arguments.prune {
            writeln!(streams.out, "  {} no longer match; --prune removes them", matching.stale.len())?;
        }
        let known = groups.iter().all(|group| gathered.groups[*group].settings().options.baseline.is_some());
        if is_new && !known && arguments.baseline.is_none() {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let file = gathered.groups[groups[0]].file.as_deref().unwrap_or(Path::new("copydesk.toml"));
            writeln!(streams.out, "  to use it, add to {}: baseline = \"{name}\"", file.display())?;
        }
    }
    Ok(end)
}
