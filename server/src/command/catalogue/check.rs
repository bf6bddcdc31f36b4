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
    // What carries no degree of confidence says so in its source.
    let written = |source: &str| source.contains("de mémoire");
    let orders = rights.iter().flat_map(|right| &right.exclusions);
    let appeals = rights.iter().flat_map(|right| &right.appeals);
    let from_memory: [(Vec<bool>, &str, &str); 5] = [
        (
            rights.iter().map(|it| remembered(it.confidence)).collect(),
            "droit",
            "droits",
        ),
        (
            conditions
                .iter()
                .map(|it| remembered(it.confidence))
                .collect(),
            "condition",
            "conditions",
        ),
        (
            values.iter().map(|it| remembered(it.confidence)).collect(),
            "valeur",
            "valeurs",
        ),
        (
            orders.map(|it| written(&it.source)).collect(),
            "ordre entre droits",
            "ordres entre droits",
        ),
        (
            appeals.map(|it| written(&it.source)).collect(),
            "recours",
            "recours",
        ),
    ];
    say("De mémoire seulement, à vérifier dans un texte :");
    for (all, one, many) in from_memory {
        let from_memory = all.iter().filter(|it| **it).count();
        say(format_args!(
            "  {} sur {}",
            count(from_memory, one, many),
            all.len()
        ));
    }
    overdue(catalogue, day);
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
