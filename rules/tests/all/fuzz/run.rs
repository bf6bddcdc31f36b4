//! Reads spoilt texts one after the other, and keeps the one that breaks a reader.
//!
//! Bounded and from a fixed seed, unless `BILAN_FUZZ_SECONDS` says for how long to go on; `BILAN_FUZZ_SEED` then
//! starts elsewhere. A text that makes a reader panic is written to `tests/corpus/<target>/`, where every later run
//! reads it first. The text being read is kept under the target directory, for what no test survives: a stack that
//! overflows, a reader that never comes back.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::chance::Chance;
use super::mutate::mutated;

/// One reader, what it normally reads, and how much of it is tried in a normal run.
pub struct Target<'t> {
    /// Its name, and that of its folder in the corpus.
    pub name: &'static str,
    /// Sound texts, to spoil.
    pub seeds: Vec<String>,
    /// The longest text tried, in bytes.
    pub longest: usize,
    /// How many spoilt texts a normal run tries.
    pub tries: usize,
    /// Reads a text; panics when what it gives is not as promised.
    pub read: &'t dyn Fn(&str),
}

/// What a process may hold in memory after any number of hostile texts, in kB.
const MOST_MEMORY: u64 = 1_500_000;

impl Target<'_> {
    /// The corpus as it is, then spoilt texts.
    pub fn run(&self) {
        let mut known: Vec<String> = Vec::new();
        for file in self.corpus() {
            let text = std::fs::read(&file).unwrap();
            known.push(String::from_utf8_lossy(&text).into_owned());
        }
        for text in &known {
            self.read(text);
        }
        known.extend(self.seeds.iter().cloned());
        let seconds = setting("BILAN_FUZZ_SECONDS");
        let mut chance = Chance::new(setting("BILAN_FUZZ_SEED").unwrap_or(20_261_121));
        let started = now();
        let (mut tries, mut slowest) = (0_u64, (Duration::ZERO, 0));
        loop {
            let over = match seconds {
                None => tries >= u64::try_from(self.tries).unwrap(),
                Some(seconds) => started.elapsed() >= Duration::from_secs(seconds),
            };
            if over {
                break;
            }
            let seed: &String = chance.of(&known);
            let text = mutated(seed, &known, self.longest, &mut chance);
            let began = now();
            self.read(&text);
            if began.elapsed() > slowest.0 {
                slowest = (began.elapsed(), tries);
                if seconds.is_some() {
                    std::fs::write(self.kept("slowest"), &text).unwrap();
                }
            }
            tries += 1;
        }
        let _ = std::fs::remove_file(self.kept("reading"));
        println!(
            "{}: {tries} texts in {:.0?}, the slowest {:.0?}, {} kB of memory at most",
            self.name,
            started.elapsed(),
            slowest.0,
            memory().unwrap_or(0)
        );
        assert!(
            memory().is_none_or(|most| most < MOST_MEMORY),
            "{}: too much memory",
            self.name
        );
    }

    fn read(&self, text: &str) {
        std::fs::write(self.kept("reading"), text).unwrap();
        if let Err(panic) = catch_unwind(AssertUnwindSafe(|| (self.read)(text))) {
            let file = self.folder().join(format!("{:016x}.txt", hash(text)));
            std::fs::create_dir_all(self.folder()).unwrap();
            std::fs::write(&file, text).unwrap();
            let _ = std::fs::remove_file(self.kept("reading"));
            let begin: String = text.chars().take(2000).collect();
            eprintln!("{}: kept in {}\n{begin}", self.name, file.display());
            resume_unwind(panic);
        }
    }

    fn folder(&self) -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/corpus")
            .join(self.name)
    }

    fn kept(&self, what: &str) -> PathBuf {
        Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("fuzz-{what}-{}.txt", self.name))
    }

    fn corpus(&self) -> Vec<PathBuf> {
        let Ok(entries) = std::fs::read_dir(self.folder()) else {
            return Vec::new();
        };
        let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
        files.sort();
        files
    }
}

fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[expect(
    clippy::disallowed_methods,
    reason = "whoever runs the fuzzing says for how long"
)]
fn setting(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

#[expect(
    clippy::disallowed_methods,
    reason = "to stop, and to tell the slowest text; nothing is held to a time"
)]
fn now() -> Instant {
    Instant::now()
}

/// The most the process held so far, in kB, where the system tells.
fn memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
