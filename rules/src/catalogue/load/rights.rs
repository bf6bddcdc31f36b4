//! `droits/<id>.toml`: one right a file.

use super::below::named;
use super::files::{Files, Located};
use super::table::{Item, Table};
use super::versions;
use crate::language::check::{Versions, written};
use crate::path::is_name;
use crate::{
    Appeal, Benefit, Condition, Confidence, Document, Exclusion, ExclusionKind, Period, Procedure,
    Right,
};

/// A right as read, its expressions not yet compiled.
pub(super) struct RightDraft {
    pub(super) right: Right,
    pub(super) id: Located<String>,
    pub(super) signal: Versions,
    /// One for each condition; none when only an institution can judge it.
    pub(super) tests: Vec<Option<Versions>>,
    pub(super) formula: Option<Versions>,
    /// One for each document; none when it is asked of everybody.
    pub(super) only_if: Vec<Option<Versions>>,
    /// None when the right comes by itself to everybody, or to nobody.
    pub(super) automatic_if: Option<Versions>,
    pub(super) themes: Vec<Located<String>>,
    pub(super) organisation: Located<String>,
    pub(super) exclusions: Vec<Located<String>>,
}

/// Reads a right.
pub(super) fn read(files: &mut Files<'_>, mut table: Table<'_>, stem: &str) -> RightDraft {
    let id = named(files, &mut table);
    if !id.value.is_empty() && id.value != stem {
        files.fault_advised(
            &id.at,
            format!(
                "l’identifiant « {} » n’est pas le nom du fichier, « {stem} »",
                id.value
            ),
            "donnez-leur le même nom",
        );
    }
    if !id.value.is_empty() && !is_name(&id.value, '-') {
        files.fault(
            &id.at,
            "un identifiant de droit s’écrit en minuscules sans accent, avec « - » : rsa-socle",
        );
    }
    let themes = table.texts(files, "themes");
    if themes.is_empty() {
        let at = table.place("themes");
        files.fault(&at, "un droit a au moins un thème");
    }
    let organisation = table.text(files, "organisme");
    let signal = Located::clone(&table.text(files, "signal"));
    let (from, until_at) = (table.date(files, "du"), table.place("au"));
    let until = table.optional_date(files, "au");
    if until.is_some_and(|until| until < from) {
        files.fault(&until_at, "« au » vient avant « du »");
    }
    let (checked_on, review_at) = (table.date(files, "verifie_le"), table.place("a_revoir_le"));
    let review_on = table.date(files, "a_revoir_le");
    if review_on <= checked_on {
        files.fault(
            &review_at,
            "« a_revoir_le » doit venir après « verifie_le »",
        );
    }
    let (procedure, automatic_if) = procedure(files, &mut table);
    let (documents, only_if) = documents(files, &mut table);
    let sources_at = table.place("sources");
    let sources = values(table.texts(files, "sources"));
    if sources.is_empty() && table.has("sources") {
        files.fault(&sources_at, "un droit a au moins une source");
    }
    let (conditions, tests) = conditions(files, &mut table);
    let (benefit, formula) = benefit(files, &mut table);
    let (exclusions, exclusion_places) = exclusions(files, &mut table);
    let right = Right {
        id: id.value.clone(),
        former: values(table.optional_texts(files, "anciens").unwrap_or_default()),
        name: table.text(files, "nom").value,
        sentence: table.text(files, "phrase").value,
        themes: themes.iter().map(|theme| theme.value.clone()).collect(),
        layer: files.layer(&table.at).to_owned(),
        organisation: organisation.value.clone(),
        signal: signal.value.clone(),
        from,
        until,
        sensitive: table.flag(files, "sensible"),
        urgent: table.flag(files, "urgent"),
        vital: table.flag(files, "vital"),
        rank: table.optional_whole(files, "ordre").unwrap_or(100),
        procedure,
        documents,
        delay: table.text(files, "delai").value,
        renewal: table.text(files, "renouvellement").value,
        appeals: appeals(files, &mut table),
        unclaimed_because: table.text(files, "non_recours").value,
        conditions,
        benefit,
        exclusions,
        sources,
        confidence: table
            .word(files, "confiance", &Confidence::WORDS)
            .unwrap_or(Confidence::Memory),
        checked_on,
        review_on,
    };
    table.finish(files);
    let signal = vec![(chrono::NaiveDate::MIN, signal)];
    RightDraft {
        right,
        id,
        signal,
        tests,
        formula,
        only_if,
        automatic_if,
        themes,
        organisation,
        exclusions: exclusion_places,
    }
}

fn values(texts: Vec<Located<String>>) -> Vec<String> {
    texts.into_iter().map(|text| text.value).collect()
}

fn procedure(files: &mut Files<'_>, table: &mut Table<'_>) -> (Procedure, Option<Versions>) {
    let Some(mut steps) = table.optional_table(files, "demarche") else {
        let at = table.at.clone();
        files.fault(
            &at,
            "il manque [demarche] : en_ligne, papier ou automatique",
        );
        return (Procedure::default(), None);
    };
    let only_if = steps.optional_text(files, "automatique_si");
    let mut optional = |key| steps.optional_text(files, key).map(|text| text.value);
    let procedure = Procedure {
        online: optional("en_ligne"),
        paper: optional("papier"),
        automatic: optional("automatique"),
        automatic_if: only_if.as_ref().map(|test| test.value.clone()),
    };
    if let Some(test) = only_if.as_ref().filter(|_| procedure.automatic.is_none()) {
        files.fault(
            &test.at,
            "« automatique_si » ne va qu’avec « automatique » : dites comment le droit vient",
        );
    }
    if procedure == Procedure::default() {
        files.fault(
            &steps.at,
            "[demarche] dit au moins l’un de : en_ligne, papier, automatique",
        );
    }
    steps.finish(files);
    let only_if = only_if.map(|test| vec![(chrono::NaiveDate::MIN, test)]);
    (procedure, only_if)
}

fn documents(
    files: &mut Files<'_>,
    table: &mut Table<'_>,
) -> (Vec<Document>, Vec<Option<Versions>>) {
    let (mut documents, mut tests) = (Vec::new(), Vec::new());
    for item in table.texts_or_tables(files, "pieces") {
        let (text, only_if) = match item {
            Item::Text(text) => (text, None),
            Item::Table(mut item) => {
                let text = item.text(files, "texte").value;
                let only_if = item.text(files, "si");
                item.finish(files);
                (text, Some(only_if))
            }
        };
        documents.push(Document {
            text,
            only_if: only_if.as_ref().map(|test| test.value.clone()),
        });
        tests.push(only_if.map(|test| vec![(chrono::NaiveDate::MIN, test)]));
    }
    (documents, tests)
}

fn conditions(
    files: &mut Files<'_>,
    table: &mut Table<'_>,
) -> (Vec<Condition>, Vec<Option<Versions>>) {
    let (mut conditions, mut tests) = (Vec::new(), Vec::new());
    for mut item in table.tables(files, "condition") {
        let test = versions::optional(files, &mut item, "test");
        let appraisal = item
            .optional_text(files, "appreciation")
            .map(|text| text.value);
        match (&test, &appraisal) {
            (None, None) => files.fault(
                &item.at,
                "une condition a un « test », ou une « appreciation »",
            ),
            (Some(_), Some(_)) => {
                let at = item.place("appreciation");
                files.fault(
                    &at,
                    "une condition a un « test » ou une « appreciation », pas les deux",
                );
            }
            _ => {}
        }
        conditions.push(Condition {
            label: item.text(files, "label").value,
            appraisal,
            test: test.as_ref().map(written).unwrap_or_default(),
            source: item.text(files, "source").value,
            confidence: item
                .word(files, "confiance", &Confidence::WORDS)
                .unwrap_or(Confidence::Memory),
        });
        tests.push(test);
        item.finish(files);
    }
    if conditions.is_empty() {
        files.fault(&table.at, "un droit a au moins une [[condition]]");
    }
    (conditions, tests)
}

fn benefit(files: &mut Files<'_>, table: &mut Table<'_>) -> (Benefit, Option<Versions>) {
    let Some(mut amount) = table.optional_table(files, "montant") else {
        let at = table.at.clone();
        files.fault(
            &at,
            "il manque [montant] : au moins « texte », ce que le droit apporte",
        );
        return (
            Benefit {
                text: String::new(),
                formula: Vec::new(),
                period: None,
                note: None,
            },
            None,
        );
    };
    let text = amount.text(files, "texte").value;
    let formula = versions::optional(files, &mut amount, "formule");
    let period = amount.optional_word(files, "periode", &Period::WORDS);
    match (&formula, period) {
        (Some(_), None) if !amount.has("periode") => {
            files.fault(
                &amount.at,
                "une formule de montant demande une « periode » : mois, an, une_fois ou mois_a_payer",
            );
        }
        (None, Some(_)) => {
            let at = amount.place("periode");
            files.fault(&at, "« periode » ne va qu’avec une « formule »");
        }
        _ => {}
    }
    let note = amount.optional_text(files, "note").map(|text| text.value);
    amount.finish(files);
    let benefit = Benefit {
        text,
        formula: formula.as_ref().map(written).unwrap_or_default(),
        period,
        note,
    };
    (benefit, formula)
}

fn exclusions(
    files: &mut Files<'_>,
    table: &mut Table<'_>,
) -> (Vec<Exclusion>, Vec<Located<String>>) {
    let kinds = [
        ("prioritaire", ExclusionKind::Priority),
        ("au_choix", ExclusionKind::Choice),
    ];
    let (mut exclusions, mut places) = (Vec::new(), Vec::new());
    for mut item in table.tables(files, "exclusion") {
        let right = item.text(files, "droit");
        let kind = item.word(files, "genre", &kinds);
        let text = item.text(files, "texte").value;
        let source = item.text(files, "source").value;
        if let Some(kind) = kind {
            exclusions.push(Exclusion {
                right: right.value.clone(),
                kind,
                text,
                source,
            });
            places.push(right);
        }
        item.finish(files);
    }
    (exclusions, places)
}

fn appeals(files: &mut Files<'_>, table: &mut Table<'_>) -> Vec<Appeal> {
    let mut appeals = Vec::new();
    for mut item in table.tables(files, "recours") {
        appeals.push(Appeal {
            decision: item.text(files, "decision").value,
            delay: item.text(files, "delai").value,
            prior: item
                .optional_text(files, "prealable")
                .map(|text| text.value),
            source: item.text(files, "source").value,
        });
        item.finish(files);
    }
    appeals
}
