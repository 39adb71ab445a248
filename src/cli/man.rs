//! `copydesk man`: the manual page of a command, in the form that `man` reads.

use super::{End, Streams};
use clap::Args;
use copydesk::rule::did_you_mean;
use std::io;

#[derive(Args)]
pub struct Arguments {
    /// The command; without one, the page of copydesk itself
    command: Option<String>,
}

pub fn run(arguments: &Arguments, mut program: clap::Command, streams: &mut Streams) -> io::Result<End> {
    program.build();
    let Some(name) = &arguments.command else { return page(program, streams) };
    // Once built, a command is called as it is typed.
    match program.get_subcommands().find(|command| command.get_name() == name && !command.is_hide_set()) {
        Some(command) => {
            let whole = format!("copydesk-{name}");
            page(command.clone().name(whole.clone()).display_name(whole), streams)
        }
        None => {
            let meant = did_you_mean(name, program.get_subcommands().map(clap::Command::get_name));
            let meant = meant.map_or(String::new(), |meant| format!("; did you mean {meant}?"));
            writeln!(streams.err, "copydesk: there is no command {name}{meant}")?;
            Ok(End::Failed)
        }
    }
}

fn page(command: clap::Command, streams: &mut Streams) -> io::Result<End> {
    let mut text = Vec::new();
    clap_mangen::Man::new(command).render(&mut text)?;
    streams.out.write_all(&text)?;
    Ok(End::Clean)
}
