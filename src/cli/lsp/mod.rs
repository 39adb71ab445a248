//! `copydesk lsp`: the language server, over standard input and output.
//!
//! Three threads: one reads, one analyses, and the first one writes and keeps the texts. [`queue`] stands between them.
//!
//! A message goes through `wire` to `server`, which answers what needs no analysis and puts the rest into the `queue`. `worker`
//! takes it from there; `analyst` keeps the readings and `projects` the configurations, with the code of the commands.

mod actions;
mod address;
mod aim;
mod allow;
mod analyst;
mod capabilities;
mod client;
mod commands;
mod complete;
mod definition;
mod document;
mod edits;
mod found;
mod hints;
mod house;
mod hover;
mod keys;
mod lens;
mod names;
mod outbox;
mod positions;
mod progress;
mod projects;
mod pull;
mod queue;
mod requests;
mod server;
mod symbols;
mod toml_place;
mod turn_down;
mod watch;
mod wire;
mod worker;
mod workspace;

use super::{End, Streams};
use clap::Args;
use std::io;

#[derive(Args)]
pub struct Arguments {
    /// Speak over standard input and output, which is what it does in any case: editors add this
    #[arg(long, hide = true)]
    stdio: bool,

    /// The process of the editor: editors add this. The server ends with its standard input
    #[arg(long = "clientProcessId", hide = true, value_name = "ID")]
    client: Option<u32>,
}

pub fn run(_: &Arguments, streams: &mut Streams) -> io::Result<End> {
    server::run(streams)
}
