//! `copydesk init`: a first configuration and a first rule file, both commented.

use super::project::say;
use super::{End, Streams};
use clap::Args;
use copydesk::Error;
use copydesk::files::write_whole;
use std::io::{self};
use std::path::{Path, PathBuf};

#[derive(Args)]
pub struct Arguments {
    /// The folder to write to
    #[arg(default_value = ".")]
    folder: PathBuf,

    /// Replace existing files
    #[arg(long)]
    force: bool,
}

const FILES: [(&str, &str); 2] = [
    ("copydesk.toml", include_str!("init/copydesk.toml")),
    ("house-style.toml", include_str!("init/house-style.toml")),
];

pub fn run(arguments: &Arguments, streams: &mut Streams) -> io::Result<End> {
    let here = arguments.folder == Path::new(".");
    let paths = FILES.map(|(name, _)| if here { PathBuf::from(name) } else { arguments.folder.join(name) });
    if let Some(path) = paths.iter().find(|path| path.exists() && !arguments.force) {
        say(&Error::Usage(format!("{} already exists; --force replaces it", path.display())), streams.err)?;
        return Ok(End::Failed);
    }
    for (path, (_, text)) in paths.iter().zip(FILES) {
        if let Err(error) = write_whole(path, text) {
            say(&error, streams.err)?;
            return Ok(End::Failed);
        }
        writeln!(streams.out, "wrote {}", path.display())?;
    }
    writeln!(streams.out, "try: copydesk test {}", paths[1].display())?;
    Ok(End::Clean)
}
