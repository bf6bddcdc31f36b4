//! `bilan evaluate`: situations in, findings out, without any database.
//!
//! The input is one JSON object, or JSON Lines (one object per line). A faulty line is reported with its number and the
//! others go on; the status then is not zero. Situations are evaluated on every core, and printed in their order.

use std::{
    fs,
    io::{self, Read as _, Write as _},
    num::NonZero,
    path::PathBuf,
    thread,
};

use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use rules::{Catalogue, Law, Situation};
use serde::de::IgnoredAny;
use serde_json::Value;

use super::{Failure, options::Layers};

/// Arguments of `bilan evaluate`.
#[derive(Args, Debug)]
pub(super) struct Arguments {
    /// The situations: a file, or - for the standard input.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The date whose law applies, YYYY-MM-DD.
    #[arg(long, value_name = "DATE")]
    date: NaiveDate,
    /// How to print.
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
    /// What to print of each finding.
    #[arg(long, value_enum, default_value_t = Detail::Conditions)]
    detail: Detail,
    #[command(flatten)]
    layers: Layers,
}

/// How to print. JSON is the only form so far; naming it keeps scripts valid when there are others.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// One JSON object per situation, one per line.
    Json,
}

/// What to print of each finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Detail {
    /// Outcome, amount, missing facts and every condition.
    Conditions,
    /// The same without the conditions.
    Missing,
    /// Outcome and amount only, the quickest: to read many situations again. Neither what is missing nor what rests on a
    /// sensitive answer is told.
    None,
}

/// How many situations a thread evaluates before anything is printed: enough to be worth starting the thread,
/// few enough that findings never pile up.
const AT_ONCE: usize = 256;

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let Format::Json = arguments.format;
    let catalogue = arguments.layers.load()?;
    let law = catalogue.on(arguments.date);
    let text = read(arguments)?;
    let situations = situations(&text);
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let (law, detail) = (&law, arguments.detail);
    let mut faulty = 0_usize;
    for some in situations.chunks(threads.saturating_mul(AT_ONCE)) {
        let each = some.len().div_ceil(threads).max(1);
        let found = thread::scope(|scope| {
            let parts = some.chunks(each);
            let threads: Vec<_> = parts
                .map(|part| scope.spawn(move || evaluate(law, part, detail)))
                .collect();
            threads
                .into_iter()
                .flat_map(|thread| thread.join().unwrap_or_default())
                .collect::<Vec<_>>()
        });
        if found.len() < some.len() {
            return Err(Failure::new("an evaluation stopped half way"));
        }
        faulty += print(&found);
    }
    match (situations.len(), faulty) {
        (0, _) => Err(Failure::new(
            "there is no situation to evaluate: the input is empty",
        )),
        (_, 0) => Ok(()),
        (count, faulty) => Err(Failure::new(format!(
            "{faulty} of {count} situations could not be read"
        ))),
    }
}

/// The findings of one situation as text, or why it can not be read, with the line it begins on.
type Found = (usize, Result<String, Vec<String>>);

/// Prints in the order of the lines; how many could not be read. A reader that went away is not an error.
fn print(found: &[Found]) -> usize {
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut faulty = 0;
    for (line, found) in found {
        match found {
            Ok(text) => {
                let _ = writeln!(out, "{text}");
            }
            Err(sentences) => {
                faulty += 1;
                for sentence in sentences {
                    let _ = writeln!(io::stderr(), "line {line}: {sentence}");
                }
            }
        }
    }
    let _ = out.flush();
    faulty
}

fn read(arguments: &Arguments) -> Result<String, Failure> {
    let mut text = String::new();
    let done = if arguments.file.as_os_str() == "-" {
        io::stdin().read_to_string(&mut text).map(drop)
    } else {
        fs::read_to_string(&arguments.file).map(|read| text = read)
    };
    done.map_err(|error| {
        Failure::new(format!("cannot read {}: {error}", arguments.file.display()))
    })?;
    Ok(text)
}

/// The situations with the line each begins on: the whole text when it is one JSON object, else one per line.
fn situations(text: &str) -> Vec<(usize, &str)> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if serde_json::from_str::<IgnoredAny>(text).is_ok() {
        let blank = text.len() - text.trim_start().len();
        let line = text.get(..blank).unwrap_or_default().matches('\n').count() + 1;
        return vec![(line, text)];
    }
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(index, line)| (index + 1, line))
        .collect()
}

fn evaluate(law: &Law<'_>, situations: &[(usize, &str)], detail: Detail) -> Vec<Found> {
    let mut evaluator = law.evaluator();
    // One line is about as long as the next.
    let mut length = 0;
    let situations = situations.iter();
    situations
        .map(|(line, text)| {
            let found = read_one(law.catalogue(), text).map(|situation| match detail {
                Detail::Conditions => evaluator.evaluate(&situation).to_json_text(true),
                Detail::Missing | Detail::None => {
                    let mut printed = String::with_capacity(length);
                    if detail == Detail::None {
                        evaluator.print_outcomes(&situation, &mut printed);
                    } else {
                        evaluator.print_briefly(&situation, &mut printed);
                    }
                    length = printed.len();
                    printed
                }
            });
            (*line, found)
        })
        .collect()
}

fn read_one(catalogue: &Catalogue, text: &str) -> Result<Situation, Vec<String>> {
    // Only the kind of mistake and its place: the text is somebody's situation and errors end in logs.
    let json: Value = serde_json::from_str(text)
        .map_err(|error| vec![format!("not valid JSON at column {}", error.column())])?;
    Situation::from_json(catalogue, &json)
        .map_err(|faults| faults.iter().map(ToString::to_string).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_object_or_one_per_line() {
        let lines = |text| {
            situations(text)
                .into_iter()
                .map(|(line, text)| (line, serde_json::from_str::<Value>(text).is_ok()))
                .collect::<Vec<_>>()
        };
        assert_eq!(lines("\n{\n \"a\": 1\n}\n"), [(2, true)]);
        assert_eq!(
            lines("{}\n\n{\"a\":}\n{}"),
            [(1, true), (3, false), (4, true)]
        );
        assert_eq!(lines("\u{feff}{}"), [(1, true)]);
        assert_eq!(lines(" \n"), []);
    }
}
