//! `bilan catalogue diff A B`: what differs between two catalogues, or between two days of one.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::Args;
use rules::{Catalogue, Change, Edition};
use serde_json::json;

use super::{Failure, Format, count};
use crate::{catalogue::folders, command::say};

/// The word for the catalogue inside the binary.
const EMBEDDED: &str = "embedded";

/// Arguments of `bilan catalogue diff`.
#[derive(Args, Debug)]
pub(in crate::command) struct Arguments {
    /// The earlier catalogue: `embedded`, or a folder of layers over it.
    #[arg(default_value = EMBEDDED)]
    before: PathBuf,
    /// The later one [default: the same].
    after: Option<PathBuf>,
    /// The day of the law, of both when given once; of the earlier then the later when given twice. Without it, every
    /// date there ever was is compared.
    #[arg(long = "date", value_name = "YYYY-MM-DD")]
    dates: Vec<NaiveDate>,
    /// How to print.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let (first, second) = match *arguments.dates.as_slice() {
        [] => (None, None),
        [day] => (Some(day), Some(day)),
        [first, second] => (Some(first), Some(second)),
        _ => return Err(Failure::new("give --date once or twice")),
    };
    let before = load(&arguments.before)?;
    let after = match &arguments.after {
        Some(after) => load(after)?,
        None => before.clone(),
    };
    let changes = rules::changes(
        Edition {
            catalogue: &before,
            on: first,
        },
        Edition {
            catalogue: &after,
            on: second,
        },
    );
    match arguments.format {
        Format::Json => say(json!(changes)),
        Format::Text => tell(&changes),
    }
    Ok(())
}

fn tell(changes: &[Change]) {
    for change in changes {
        say(change);
        for difference in &change.differences {
            say(format_args!("    {difference}"));
        }
        if !change.rights.is_empty() {
            say(format_args!(
                "    droits concernés : {}",
                change.rights.join(", ")
            ));
        }
    }
    say(match changes.len() {
        0 => "Rien ne change.".to_owned(),
        number => format!("{}.", count(number, "changement", "changements")),
    });
}

fn load(place: &Path) -> Result<Catalogue, Failure> {
    let folders = if place.as_os_str() == EMBEDDED {
        Vec::new()
    } else {
        vec![place.to_owned()]
    };
    let sources = folders::sources(&folders)?;
    Catalogue::load(&sources).map_err(|found| {
        Failure::new(format!(
            "{} has {} fault(s): `bilan catalogue check --catalogue {}` shows them",
            place.display(),
            found.len(),
            place.display()
        ))
    })
}
