//! The `bilan` binary, run as an operator runs it.

use std::{
    io::Write as _,
    process::{Command, Stdio},
};

/// What a command said.
pub struct Done {
    pub status: std::process::ExitStatus,
    pub output: String,
    pub errors: String,
}

/// The binary, with nothing of this environment that could steer it.
pub fn binary() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bilan"));
    command.env_clear();
    command
}

/// Runs one command to its end with this on its standard input.
pub fn bilan(words: &[&str], input: &str) -> Done {
    let mut child = binary()
        .args(words)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that does not read its input may end before it is written.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    Done {
        status: output.status,
        output: String::from_utf8(output.stdout).unwrap(),
        errors: String::from_utf8(output.stderr).unwrap(),
    }
}
