//! `bareme/*.toml` and `organismes/*.toml`: the figures of the law, and whom one asks.

use super::below::{Below, named};
use super::facts::identifier;
use super::files::{At, Files};
use super::layers::Layers;
use super::table::Table;
use crate::path::is_name;
use crate::{Confidence, DatedValue, Jurisdiction, Kind, Organisation, Parameter, Unit};

/// Reads a file of parameters.
pub(super) fn parameters(files: &mut Files<'_>, mut file: Table<'_>) -> Vec<(At, Parameter)> {
    let mut found = Vec::new();
    for mut table in file.tables(files, "parametre") {
        let id = identifier(files, &mut table);
        let name = table.text(files, "nom").value;
        let unit = table.word(files, "unite", &Unit::WORDS);
        let mut values: Vec<DatedValue> = Vec::new();
        for mut value in table.tables(files, "valeur") {
            let since_at = value.place("depuis");
            let dated = DatedValue {
                since: value.date(files, "depuis"),
                value: value.decimal(files, "valeur"),
                source: value.text(files, "source").value,
                checked_on: value.date(files, "verifie_le"),
                confidence: value
                    .word(files, "confiance", &Confidence::WORDS)
                    .unwrap_or(Confidence::Memory),
            };
            if values
                .last()
                .is_some_and(|before| before.since >= dated.since)
            {
                files.fault(
                    &since_at,
                    "les valeurs vont de la plus ancienne à la plus récente, sans se chevaucher",
                );
            }
            value.finish(files);
            values.push(dated);
        }
        if values.is_empty() {
            files.fault(
                &table.at,
                format!(
                    "« {} » n’a aucune valeur : ajoutez [[parametre.valeur]]",
                    id.value
                ),
            );
        }
        if let Some(unit) = unit {
            found.push((
                id.at,
                Parameter {
                    id: id.value,
                    name,
                    unit,
                    values,
                },
            ));
        }
        table.finish(files);
    }
    file.finish(files);
    found
}

/// Reads a file of organisations.
pub(super) fn organisations<'t>(
    files: &mut Files<'_>,
    layers: &Layers,
    below: &mut Below<'t>,
    mut file: Table<'t>,
) -> Vec<(At, Organisation)> {
    let mut found = Vec::new();
    for table in file.tables(files, "organisme") {
        let Some(mut table) = below.lay(files, layers, Kind::Organisation, table) else {
            continue;
        };
        let id = named(files, &mut table);
        if !id.value.is_empty() && !is_name(&id.value, '-') {
            files.fault(&id.at, "un identifiant d’organisme s’écrit en minuscules sans accent, avec « - » : france-travail");
        }
        let name = table.text(files, "nom").value;
        let short = table
            .optional_text(files, "nom_court")
            .map(|text| text.value);
        let confidence = table
            .word(files, "confiance", &Confidence::WORDS)
            .unwrap_or(Confidence::Memory);
        let mut optional = |key| table.optional_text(files, key).map(|text| text.value);
        let (site, phone, hours) = (
            optional("site"),
            optional("telephone"),
            optional("horaires"),
        );
        let (address, note, source) = (optional("adresse"), optional("note"), optional("source"));
        let role = table.text(files, "role").value;
        let advises = table.flag(files, "conseille");
        let known_somewhere = phone.is_some() || address.is_some() || site.is_some();
        if known_somewhere && source.is_none() {
            files.fault(
                &table.at,
                "un site, un téléphone ou une adresse demande une « source »",
            );
        }
        let mut words = |key| {
            let words = table.optional_texts(files, key).unwrap_or_default();
            words.into_iter().map(|word| word.value).collect()
        };
        let (networks, topics) = (words("reseaux"), words("thematiques"));
        let jurisdiction = table.optional_word(files, "ressort", &Jurisdiction::WORDS);
        table.finish(files);
        let short = short.unwrap_or_else(|| name.clone());
        let organisation = Organisation {
            id: id.value,
            name,
            short,
            role,
            advises,
            site,
            phone,
            hours,
            address,
            note,
            source,
            confidence,
            networks,
            topics,
            jurisdiction,
        };
        found.push((id.at, organisation));
    }
    file.finish(files);
    found
}
