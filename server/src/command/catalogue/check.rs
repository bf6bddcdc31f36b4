//! `bilan catalogue check`: every fault in its place, and every text people could not read; without any, what the
//! catalogue holds and what it rests on.

use chrono::NaiveDate;
use clap::Args;
use rules::{Catalogue, Confidence, Fault, Remark, Right, Source};
use serde_json::{Value, json};

use super::{Failure, Format, Layers, count, test};
use crate::{catalogue::faults, clock::Clock, command::say};

/// Arguments of `bilan catalogue check`.
#[derive(Args, Debug)]
pub(in crate::command) struct Arguments {
    #[command(flatten)]
    layers: Layers,
    /// The day reviews are overdue on [default: today].
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<NaiveDate>,
    /// Also shows, in its place, every sentence that reads better otherwise.
    #[arg(long)]
    advice: bool,
    /// How to print.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let sources = arguments.layers.sources()?;
    let catalogue = match Catalogue::load(&sources) {
        Ok(catalogue) => catalogue,
        Err(found) => return refuse(&found, &sources, arguments.format),
    };
    let (hard, advice) = plain_words(&catalogue);
    if !hard.is_empty() {
        return refuse(&hard, &sources, arguments.format);
    }
    let failed = test::failures(&catalogue);
    match arguments.format {
        Format::Json => say(Value::from_iter(failed.iter().map(test::Failed::as_json))),
        Format::Text => {
            let day = arguments.date.unwrap_or_else(|| Clock::system().today());
            report(&catalogue, day);
            words(&catalogue, &advice);
            if arguments.advice && !advice.is_empty() {
                say(faults::show(&advice, &sources));
            }
            failed.iter().for_each(say);
        }
    }
    test::conclude(&failed)
}

fn refuse(found: &[Fault], sources: &[Source], format: Format) -> Result<(), Failure> {
    match format {
        Format::Json => say(Value::from_iter(found.iter().map(fault_as_json))),
        Format::Text => say(faults::show(found, sources)),
    }
    Err(Failure::new(format!(
        "the catalogue has {} fault(s)",
        found.len()
    )))
}

/// What the catalogue holds, what rests on memory alone, and what should have been read again before this day.
fn report(catalogue: &Catalogue, day: NaiveDate) {
    let rights = catalogue.rights();
    let conditions: Vec<_> = rights.iter().flat_map(|right| &right.conditions).collect();
    let judged = conditions
        .iter()
        .filter(|condition| condition.appraisal.is_some())
        .count();
    let values = catalogue.parameters().iter();
    let values: Vec<_> = values.flat_map(|parameter| &parameter.values).collect();
    say(format_args!(
        "Le catalogue se tient (version {}) :",
        catalogue.version
    ));
    for line in [
        count(rights.len(), "droit", "droits"),
        format!(
            "{} : {} et {}",
            count(conditions.len(), "condition", "conditions"),
            count(conditions.len() - judged, "calculée", "calculées"),
            count(
                judged,
                "laissée à l’appréciation",
                "laissées à l’appréciation"
            ),
        ),
        format!(
            "{}, {}",
            count(catalogue.parameters().len(), "paramètre", "paramètres"),
            count(values.len(), "valeur datée", "valeurs datées"),
        ),
        count(catalogue.questions().len(), "question", "questions"),
        count(catalogue.facts().len(), "fait", "faits"),
        count(catalogue.organisations().len(), "organisme", "organismes"),
        count(
            catalogue.cases().len(),
            "situation d’essai",
            "situations d’essai",
        ),
    ] {
        say(format_args!("  {line}"));
    }
    let remembered = |confidence: Confidence| confidence == Confidence::Memory;
    say("De mémoire seulement, à vérifier dans un texte :");
    for (all, from_memory, one, many) in [
        (
            rights.len(),
            rights.iter().filter(|it| remembered(it.confidence)).count(),
            "droit",
            "droits",
        ),
        (
            conditions.len(),
            conditions
                .iter()
                .filter(|it| remembered(it.confidence))
                .count(),
            "condition",
            "conditions",
        ),
        (
            values.len(),
            values.iter().filter(|it| remembered(it.confidence)).count(),
            "valeur",
            "valeurs",
        ),
        remembered_source(
            rights
                .iter()
                .flat_map(|right| &right.exclusions)
                .map(|it| &it.source),
            "ordre entre droits",
            "ordres entre droits",
        ),
        remembered_source(
            rights
                .iter()
                .flat_map(|right| &right.appeals)
                .map(|it| &it.source),
            "recours",
            "recours",
        ),
    ] {
        say(format_args!(
            "  {} sur {all}",
            count(from_memory, one, many)
        ));
    }
    overdue(catalogue, day);
}

/// How many there are, and how many of them have a source that says it was written from memory: these carry no degree of confidence.
fn remembered_source<'c>(
    sources: impl Iterator<Item = &'c String>,
    one: &'static str,
    many: &'static str,
) -> (usize, usize, &'static str, &'static str) {
    let sources: Vec<_> = sources.collect();
    let from_memory = sources
        .iter()
        .filter(|source| source.contains("de mémoire"));
    (sources.len(), from_memory.count(), one, many)
}

/// What must not be shown to people as it is written, and what reads better otherwise.
fn plain_words(catalogue: &Catalogue) -> (Vec<Fault>, Vec<Fault>) {
    let (hard, advice): (Vec<_>, Vec<_>) = catalogue
        .plain_words()
        .into_iter()
        .partition(|remark| remark.is_error);
    let faults = |remarks: Vec<Remark>| remarks.into_iter().map(|remark| remark.fault).collect();
    (faults(hard), faults(advice))
}

/// How the texts read, and what became of their translations.
fn words(catalogue: &Catalogue, advice: &[Fault]) {
    say(format_args!(
        "{}, et {} pour les rendre plus simples (--advice les montre).",
        count(catalogue.texts().len(), "texte", "textes"),
        count(advice.len(), "conseil", "conseils"),
    ));
    for told in catalogue.translated_by_language() {
        say(format_args!(
            "{}, textes publics : {}, {}, {} (dits en français).",
            told.lang,
            count(told.current, "traduit", "traduits"),
            count(told.outdated, "à relire", "à relire"),
            count(told.missing, "manque", "manquent"),
        ));
    }
}

fn overdue(catalogue: &Catalogue, day: NaiveDate) {
    let mut late: Vec<&Right> = catalogue.overdue(day).collect();
    late.sort_by_key(|right| (right.review_on, &right.id));
    if late.is_empty() {
        say(format_args!(
            "Aucune fiche n’est à relire au {}.",
            day.format("%d/%m/%Y")
        ));
        return;
    }
    say(format_args!(
        "{} au {} :",
        count(late.len(), "fiche à relire", "fiches à relire"),
        day.format("%d/%m/%Y")
    ));
    for right in late {
        say(format_args!(
            "  {} ({}), à revoir depuis le {}",
            right.name,
            right.id,
            right.review_on.format("%d/%m/%Y")
        ));
    }
}

fn fault_as_json(fault: &Fault) -> Value {
    json!({
        "file": fault.file,
        "line": fault.line,
        "column": fault.column,
        "message": fault.message,
        "suggestion": fault.suggestion,
    })
}
