//! The `copydesk` program: parse, run, exit.

mod cli;

/// A draft takes thousands of small allocations, which the system's allocator makes at twice the price.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    cli::main()
}
