//! The `bilan` binary: reads the command line and does what it says.

use std::process::ExitCode;

/// A page and what it finds are thousands of small texts: under load, the system's allocator took a quarter of the processor.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    server::command::main()
}
