//! `questions/NN-<theme>.toml`: a theme, its screens and its questions.

use std::ops::RangeInclusive;

use super::below::{Below, named};
use super::files::{At, Files, Located};
use super::layers::Layers;
use super::table::Table;
use crate::path::is_name;
use crate::{Decimal, Kind, Screen, Theme, Use, Whom};

/// What a question asks for, its names not yet looked up.
pub(super) enum Wanted {
    Facts {
        facts: Vec<Located<String>>,
        of: Whom,
    },
    Children(Vec<Located<String>>),
    Partner,
    Incomes {
        of: Whom,
        months: RangeInclusive<i8>,
    },
    Receipts(Vec<Located<String>>),
}

/// A question as read.
pub(super) struct QuestionDraft {
    pub(super) id: Located<String>,
    pub(super) theme: String,
    pub(super) screen: Located<String>,
    pub(super) text: String,
    pub(super) help: Option<String>,
    pub(super) why: String,
    pub(super) wanted: Wanted,
    pub(super) used_for: Use,
    pub(super) alone: bool,
    pub(super) screening: bool,
    pub(super) folded: bool,
    pub(super) passing: Vec<Located<String>>,
}

/// What one file of questions says.
pub(super) struct QuestionFile {
    /// The theme; `None` when the file only adds to a theme a lower layer describes.
    pub(super) theme: Option<(At, Theme)>,
    pub(super) theme_id: Located<String>,
    pub(super) screens: Vec<(At, Screen)>,
    pub(super) questions: Vec<QuestionDraft>,
}

/// Reads a file of questions.
pub(super) fn read<'t>(
    files: &mut Files<'_>,
    layers: &Layers,
    below: &mut Below<'t>,
    mut file: Table<'t>,
) -> QuestionFile {
    let (theme_id, theme) = match file.optional_table(files, "theme") {
        Some(table) => read_theme(files, table),
        None => {
            files.fault(&file.at, "il manque [theme] en tête du fichier");
            (
                Located {
                    value: String::new(),
                    at: file.at.clone(),
                },
                None,
            )
        }
    };
    let mut screens = Vec::new();
    for mut table in file.tables(files, "ecran") {
        let id = identifier(files, &mut table);
        let screen = Screen {
            id: id.value,
            theme: theme_id.value.clone(),
            title: table.text(files, "titre").value,
            intro: table.optional_text(files, "intro").map(|text| text.value),
        };
        table.finish(files);
        screens.push((id.at, screen));
    }
    let mut questions = Vec::new();
    for table in file.tables(files, "question") {
        let Some(table) = below.lay(files, layers, Kind::Question, table) else {
            continue;
        };
        questions.extend(question(files, table, &theme_id.value));
    }
    file.finish(files);
    QuestionFile {
        theme,
        theme_id,
        screens,
        questions,
    }
}

fn identifier(files: &mut Files<'_>, table: &mut Table<'_>) -> Located<String> {
    let id = named(files, table);
    if !id.value.is_empty() && !is_name(&id.value, '-') {
        files.fault(
            &id.at,
            "un identifiant s’écrit ici en minuscules sans accent, avec « - » : date-naissance",
        );
    }
    id
}

fn read_theme(
    files: &mut Files<'_>,
    mut table: Table<'_>,
) -> (Located<String>, Option<(At, Theme)>) {
    let id = identifier(files, &mut table);
    if !table.has("nom") {
        table.finish(files);
        return (id, None);
    }
    let name = table.text(files, "nom").value;
    let theme = Theme {
        id: id.value.clone(),
        short: table
            .optional_text(files, "court")
            .map_or_else(|| name.clone(), |text| text.value),
        name,
        rank: table.optional_whole(files, "rang").unwrap_or(100),
        minutes: table.optional_whole(files, "minutes").unwrap_or(0),
        say: table.text(files, "a_dire").value,
    };
    let at = id.at.clone();
    table.finish(files);
    (id, Some((at, theme)))
}

fn question(files: &mut Files<'_>, mut table: Table<'_>, theme: &str) -> Option<QuestionDraft> {
    let id = identifier(files, &mut table);
    let screen = table.text(files, "ecran");
    let text = table.text(files, "texte").value;
    let why = table.text(files, "pourquoi").value;
    let help = table.optional_text(files, "aide").map(|text| text.value);
    let used_for = table
        .optional_word(files, "usage", &Use::WORDS)
        .unwrap_or(Use::Right);
    let (alone, screening) = (table.flag(files, "seul"), table.flag(files, "reperage"));
    let folded_at = table.place("repliee");
    let folded = table.flag(files, "repliee");
    if folded && (screening || used_for == Use::Right) {
        files.fault_advised(
            &folded_at,
            "une question repliée n’ouvre pas de droit et n’est pas du repérage",
            "dites son « usage » (conduite, orientation, documents) ou retirez « repliee »",
        );
    }
    let wanted = wanted(files, &mut table);
    let passing = table.optional_texts(files, "passent").unwrap_or_default();
    table.finish(files);
    Some(QuestionDraft {
        id,
        theme: theme.to_owned(),
        screen,
        text,
        help,
        why,
        wanted: wanted?,
        used_for,
        alone,
        screening,
        folded,
        passing,
    })
}

fn wanted(files: &mut Files<'_>, table: &mut Table<'_>) -> Option<Wanted> {
    let of = table
        .optional_word(files, "pour", &Whom::WORDS)
        .unwrap_or(Whom::Person);
    let facts = table.optional_texts(files, "faits");
    let list = table.optional_text(files, "liste");
    let receipts = table.optional_texts(files, "recus");
    let is_incomes = list.as_ref().is_some_and(|list| list.value == "revenus");
    if table.has("mois") && !is_incomes {
        let at = table.place("mois");
        files.fault(&at, "« mois » ne va qu’avec liste = \"revenus\"");
    }
    match (facts, list, receipts) {
        (Some(facts), None, None) if !facts.is_empty() => Some(Wanted::Facts { facts, of }),
        (None, None, Some(rights)) if !rights.is_empty() => Some(Wanted::Receipts(rights)),
        (facts, Some(list), None) => match (list.value.as_str(), facts) {
            ("enfants", facts) => Some(Wanted::Children(facts.unwrap_or_default())),
            ("conjoint", None) => Some(Wanted::Partner),
            ("revenus", None) => Some(Wanted::Incomes {
                of,
                months: window(files, table),
            }),
            ("conjoint" | "revenus", Some(_)) => {
                let at = table.place("faits");
                files.fault(
                    &at,
                    format!("liste = \"{}\" ne va pas avec « faits »", list.value),
                );
                None
            }
            _ => {
                let lists = ["enfants", "conjoint", "revenus"];
                files.fault_near(
                    &list.at,
                    format!("« {} » n’est pas une liste", list.value),
                    &list.value,
                    lists,
                );
                None
            }
        },
        _ => {
            files.fault(
                &table.at,
                "une question demande une seule chose : « faits », « liste » ou « recus »",
            );
            None
        }
    }
}

/// `mois = [-4, -2]`: from the oldest to the latest; the three months before when nothing is written.
fn window(files: &mut Files<'_>, table: &mut Table<'_>) -> RangeInclusive<i8> {
    let at = table.place("mois");
    let Some(ends) = table.optional_decimals(files, "mois") else {
        return -3..=-1;
    };
    let month = |end: &Located<Decimal>| {
        let whole = end
            .value
            .is_whole()
            .then(|| end.value.millionths() / 1_000_000)?;
        i8::try_from(whole)
            .ok()
            .filter(|month| (-36..=12).contains(month))
    };
    let ends: Vec<Option<i8>> = ends.iter().map(month).collect();
    match ends.as_slice() {
        [Some(first), Some(last)] if first <= last => *first..=*last,
        _ => {
            files.fault_advised(
                &at,
                "« mois » va du mois le plus ancien au plus récent",
                "écrivez mois = [-4, -2]",
            );
            -3..=-1
        }
    }
}
