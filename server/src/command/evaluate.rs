//! `bilan evaluate`: situations in, findings out, without any database.
//!
//! The input is one JSON object, or JSON Lines (one object per line). A faulty line is reported with its number and the
//! others go on; the status then is not zero.

use std::{
    fs,
    io::{self, Read as _, Write as _},
    path::PathBuf,
};

use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use rules::{Catalogue, Situation};
use serde_json::Value;

use super::{Failure, options::Layers, say};

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
    /// The conditions are left out.
    None,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let Format::Json = arguments.format;
    let catalogue = arguments.layers.load()?;
    let text = read(arguments)?;
    let mut faulty = 0_usize;
    let mut count = 0_usize;
    for (line, situation) in situations(&text) {
        count += 1;
        match evaluate(&catalogue, situation, arguments) {
            Ok(found) => say(found),
            Err(sentences) => {
                faulty += 1;
                for sentence in sentences {
                    let _ = writeln!(io::stderr(), "line {line}: {sentence}");
                }
            }
        }
    }
    match (count, faulty) {
        (0, _) => Err(Failure::new(
            "there is no situation to evaluate: the input is empty",
        )),
        (_, 0) => Ok(()),
        (count, faulty) => Err(Failure::new(format!(
            "{faulty} of {count} situations could not be read"
        ))),
    }
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
fn situations(text: &str) -> Vec<(usize, Result<Value, serde_json::Error>)> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if let Ok(whole) = serde_json::from_str::<Value>(text) {
        let blank = text.len() - text.trim_start().len();
        let line = text.get(..blank).unwrap_or_default().matches('\n').count() + 1;
        return vec![(line, Ok(whole))];
    }
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(index, line)| (index + 1, serde_json::from_str(line)))
        .collect()
}

fn evaluate(
    catalogue: &Catalogue,
    situation: Result<Value, serde_json::Error>,
    arguments: &Arguments,
) -> Result<Value, Vec<String>> {
    // Only the kind of mistake and its place: the text is somebody's situation and errors end in logs.
    let json =
        situation.map_err(|error| vec![format!("not valid JSON at column {}", error.column())])?;
    let situation = Situation::from_json(catalogue, &json)
        .map_err(|faults| faults.iter().map(ToString::to_string).collect::<Vec<_>>())?;
    Ok(rules::evaluate(catalogue, &situation, arguments.date)
        .to_json(arguments.detail == Detail::Conditions))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_object_or_one_per_line() {
        let lines = |text| {
            situations(text)
                .into_iter()
                .map(|(line, read)| (line, read.is_ok()))
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
