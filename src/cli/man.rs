//! `copydesk man`: the manual page of a command, in the form that `man` reads, or all pages as files.

use super::project::say;
use super::{End, Streams};
use clap::Args;
use copydesk::Error;
use copydesk::files::write_whole;
use copydesk::rule::did_you_mean;
use std::io;
use std::path::{Path, PathBuf};

#[derive(Args)]
pub struct Arguments {
    /// The command; without one, the page of copydesk itself
    command: Option<String>,

    /// Write the pages of all commands to this folder, as in `copydesk man --folder ~/.local/share/man/man1`
    #[arg(long, value_name = "FOLDER", conflicts_with = "command")]
    folder: Option<PathBuf>,
}

pub fn run(arguments: &Arguments, mut program: clap::Command, streams: &mut Streams) -> io::Result<End> {
    program.build();
    if let Some(folder) = &arguments.folder {
        return write_all(folder, program, streams);
    }
    let Some(name) = &arguments.command else { return page(program, streams) };
    // Once built, a command is called as it is typed.
    match program.get_subcommands().find(|command| command.get_name() == name && !command.is_hide_set()) {
        Some(command) => page(whole(command), streams),
        None => {
            let meant = did_you_mean(name, program.get_subcommands().map(clap::Command::get_name));
            let meant = meant.map_or(String::new(), |meant| format!("; did you mean {meant}?"));
            writeln!(streams.err, "copydesk: there is no command {name}{meant}")?;
            Ok(End::Failed)
        }
    }
}

/// A command under the name of its page.
fn whole(command: &clap::Command) -> clap::Command {
    let name = format!("copydesk-{}", command.get_name());
    command.clone().name(name.clone()).display_name(name)
}

/// The pages of copydesk and of its commands; each names the others by the names of these files.
fn write_all(folder: &Path, program: clap::Command, streams: &mut Streams) -> io::Result<End> {
    if let Err(source) = std::fs::create_dir_all(folder) {
        say(&Error::Io { path: folder.into(), source }, streams.err)?;
        return Ok(End::Failed);
    }
    let commands = program.get_subcommands().filter(|command| !command.is_hide_set());
    let pages: Vec<clap::Command> = commands.map(whole).chain([program.clone()]).collect();
    for command in pages {
        let path = folder.join(format!("{}.1", command.get_name()));
        if let Err(error) = write_whole(&path, text(command)?) {
            say(&error, streams.err)?;
            return Ok(End::Failed);
        }
        writeln!(streams.out, "wrote {}", path.display())?;
    }
    Ok(End::Clean)
}

fn page(command: clap::Command, streams: &mut Streams) -> io::Result<End> {
    streams.out.write_all(&text(command)?)?;
    Ok(End::Clean)
}

fn text(command: clap::Command) -> io::Result<Vec<u8>> {
    // The long version has lines, and a page has one for it.
    let command = command.long_version(None);
    let mut text = Vec::new();
    clap_mangen::Man::new(command).render(&mut text)?;
    Ok(text)
}
