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
use rules::{Catalogue, Evaluator, Law, Situation};
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
    let mut workers: Vec<Worker<'_>> = (0..threads).map(|_| Worker::new(&law)).collect();
    let mut faulty = 0_usize;
    for some in situations.chunks(threads.saturating_mul(AT_ONCE)) {
        let each = some.len().div_ceil(threads).max(1);
        let went_through = thread::scope(|scope| {
            let parts = some.chunks(each).zip(&mut workers);
            let threads: Vec<_> = parts
                .map(|(part, worker)| scope.spawn(|| worker.evaluate(part, arguments.detail)))
                .collect();
            threads.into_iter().all(|thread| thread.join().is_ok())
        });
        if !went_through {
            return Err(Failure::new("an evaluation stopped half way"));
        }
        faulty += workers.iter_mut().map(Worker::print).sum::<usize>();
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

/// What one thread works with. It is kept for the next situations, and so is the memory their text takes.
struct Worker<'l> {
    law: &'l Law<'l>,
    evaluator: Evaluator<'l>,
    /// The findings of the situations, one line each, in their order.
    text: String,
    /// Why others can not be read, with the line each begins on.
    faults: Vec<(usize, Vec<String>)>,
}

impl<'l> Worker<'l> {
    fn new(law: &'l Law<'l>) -> Self {
        Self {
            law,
            evaluator: law.evaluator(),
            text: String::new(),
            faults: Vec::new(),
        }
    }

    fn evaluate(&mut self, situations: &[(usize, &str)], detail: Detail) {
        for (line, text) in situations {
            match read_one(self.law.catalogue(), text) {
                Ok(situation) => self.tell(&situation, detail),
                Err(sentences) => self.faults.push((*line, sentences)),
            }
        }
    }

    fn tell(&mut self, situation: &Situation, detail: Detail) {
        let Self {
            evaluator, text, ..
        } = self;
        match detail {
            Detail::Conditions => text.push_str(&evaluator.evaluate(situation).to_json_text(true)),
            Detail::Missing => evaluator.print_briefly(situation, text),
            Detail::None => evaluator.print_outcomes(situation, text),
        }
        text.push('\n');
    }

    /// Prints what was told, in the order of the lines; how many could not be read. A reader that went away is not an error.
    fn print(&mut self) -> usize {
        let mut out = io::stdout().lock();
        let _ = out.write_all(self.text.as_bytes());
        let _ = out.flush();
        for (line, sentences) in &self.faults {
            for sentence in sentences {
                let _ = writeln!(io::stderr(), "line {line}: {sentence}");
            }
        }
        let faulty = self.faults.len();
        self.text.clear();
        self.faults.clear();
        faulty
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
