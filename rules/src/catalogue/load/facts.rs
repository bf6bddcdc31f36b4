//! `faits/*.toml`: the vocabulary and the named intermediates.

use super::files::{At, Files, Located};
use super::table::Table;
use super::versions;
use crate::language::check::IntermediateDraft;
use crate::path::is_name;
use crate::{AmountRange, Band, Decimal, Entity, Fact, FactType, Variant};

/// What one file of facts says.
#[derive(Default)]
pub(super) struct FactFile {
    pub(super) facts: Vec<(At, Fact)>,
    pub(super) intermediates: Vec<IntermediateDraft>,
}

/// Words an id can not be: the language or the paths use them.
const RESERVED: [&str; 20] = [
    "et",
    "ou",
    "non",
    "oui",
    "si",
    "alors",
    "sinon",
    "dans",
    "vrai",
    "faux",
    "aujourdhui",
    "mois_courant",
    "enfants",
    "adultes",
    "conjoint",
    "revenus",
    "existe",
    "complet",
    "retire",
    "personne",
];

/// Reads a file of facts.
pub(super) fn read(files: &mut Files<'_>, mut file: Table<'_>) -> FactFile {
    let mut found = FactFile::default();
    for mut table in file.tables(files, "fait") {
        if let Some(fact) = fact(files, &mut table, &found.facts) {
            found.facts.push((table.place("id"), fact));
        }
        table.finish(files);
    }
    for mut table in file.tables(files, "intermediaire") {
        let id = identifier(files, &mut table);
        let words = [
            ("foyer", Entity::Household),
            ("adulte", Entity::Adult),
            ("enfant", Entity::Child),
        ];
        let entity = table.word(files, "entite", &words);
        let name = table.text(files, "nom").value;
        let source = table.text(files, "source").value;
        let versions = versions::read(files, &mut table, "formule");
        if let (Some(entity), Some(versions)) = (entity, versions) {
            found.intermediates.push(IntermediateDraft {
                id,
                entity,
                name,
                source,
                versions,
            });
        }
        table.finish(files);
    }
    file.finish(files);
    found
}

/// An id in `snake_case` that no word of the language is.
pub(super) fn identifier(files: &mut Files<'_>, table: &mut Table<'_>) -> Located<String> {
    let id = table.text(files, "id");
    if RESERVED.contains(&id.value.as_str()) {
        files.fault(
            &id.at,
            format!(
                "« {} » est un mot réservé : choisissez un autre identifiant",
                id.value
            ),
        );
    } else if !id.value.is_empty() && !is_name(&id.value, '_') {
        files.fault(
            &id.at,
            "un identifiant s’écrit en minuscules sans accent, avec « _ » : logement_statut",
        );
    }
    id
}

fn fact(files: &mut Files<'_>, table: &mut Table<'_>, above: &[(At, Fact)]) -> Option<Fact> {
    let id = identifier(files, table);
    let entity = table.word(files, "entite", &Entity::WORDS);
    let name = table.text(files, "nom").value;
    let kind = kind(files, table, above);
    let numeric = matches!(
        kind,
        Some(FactType::Integer | FactType::Amount | FactType::Rate)
    );
    let (min_at, max_at) = (table.place("min"), table.place("max"));
    let written_min = table.optional_decimal(files, "min");
    let max = table.optional_decimal(files, "max");
    if !numeric && (written_min.is_some() || max.is_some()) && kind.is_some() {
        files.fault(
            &min_at,
            "« min » et « max » vont avec entier, montant ou taux",
        );
    }
    // Quantities are never negative unless the catalogue says so.
    let min = written_min.or_else(|| numeric.then(Decimal::default));
    if let (Some(min), Some(max)) = (min, max)
        && min > max
    {
        files.fault(&max_at, "« max » est plus petit que « min »");
    }
    let bands = bands(files, table, kind.as_ref());
    let hint = table.optional_text(files, "aide").map(|text| text.value);
    let (sensitive, withdrawn) = (table.flag(files, "sensible"), table.flag(files, "retire"));
    let former = table.optional_texts(files, "anciens").unwrap_or_default();
    Some(Fact {
        id: id.value,
        entity: entity?,
        kind: kind?,
        name,
        hint,
        sensitive,
        withdrawn,
        min,
        max,
        bands,
        former: former.into_iter().map(|name| name.value).collect(),
    })
}

/// The same answers as a fact above in the file, for what is asked once in each theme.
fn choices_of(files: &mut Files<'_>, table: &mut Table<'_>, above: &[(At, Fact)]) -> Vec<Variant> {
    let at = table.place("choix_de");
    let Some(name) = table.optional_text(files, "choix_de") else {
        return Vec::new();
    };
    let known = || above.iter().map(|(_, fact)| fact);
    let found = known().find(|fact| fact.id == name.value && !fact.kind.variants().is_empty());
    if found.is_none() {
        files.fault_near(
            &at,
            format!(
                "« {} » n’est pas un fait à choix écrit plus haut dans ce fichier",
                name.value
            ),
            &name.value,
            known().map(|fact| fact.id.as_str()),
        );
    }
    found.map_or_else(Vec::new, |fact| fact.kind.variants().to_vec())
}

fn kind(files: &mut Files<'_>, table: &mut Table<'_>, above: &[(At, Fact)]) -> Option<FactType> {
    type Build = fn(Vec<Variant>) -> FactType;
    let words: [(&'static str, Build); 9] = [
        ("oui_non", |_| FactType::YesNo),
        ("entier", |_| FactType::Integer),
        ("montant", |_| FactType::Amount),
        ("taux", |_| FactType::Rate),
        ("date", |_| FactType::Date),
        ("mois", |_| FactType::Month),
        ("choix", FactType::Choice),
        ("choix_multiple", FactType::Choices),
        ("texte", |_| FactType::Text),
    ];
    let build = table.word(files, "type", &words);
    let written = table.has("choix") || table.has("choix_de");
    let choices_at = table.place("choix");
    let mut variants = choices_of(files, table, above);
    for mut choice in table.tables(files, "choix") {
        let id = choice.text(files, "id");
        let name = choice.text(files, "nom").value;
        let insee = choice.optional_text(files, "insee").map(|code| code.value);
        choice.finish(files);
        if !id.value.is_empty() && !is_name(&id.value, '_') {
            files.fault(
                &id.at,
                "un identifiant s’écrit en minuscules sans accent, avec « _ »",
            );
        }
        if variants.iter().any(|known| known.id == id.value) {
            files.fault(
                &id.at,
                format!("« {} » est déjà une réponse de ce fait", id.value),
            );
        }
        variants.push(Variant {
            id: id.value,
            name,
            insee,
        });
    }
    let count = variants.len();
    let kind = build?(variants);
    match kind {
        FactType::Choice(_) if count < 2 => {
            files.fault(
                &choices_at,
                "un choix a au moins deux réponses : choix = [{ id = \"…\", nom = \"…\" }, …]",
            );
        }
        FactType::Choices(_) if count < 1 => {
            files.fault(
                &choices_at,
                "un choix multiple a au moins une réponse : choix = [{ id = \"…\", nom = \"…\" }]",
            );
        }
        FactType::Choice(_) | FactType::Choices(_) if count > 64 => {
            files.fault(&choices_at, "un choix a au plus 64 réponses");
        }
        FactType::Choice(_) | FactType::Choices(_) => {}
        _ if written => files.fault(
            &choices_at,
            "« choix » ne va qu’avec les types choix et choix_multiple",
        ),
        _ => {}
    }
    Some(kind)
}

/// Bands between these bounds: the first bound alone, then from one bound (a cent more) to the next, then more.
fn bands(
    files: &mut Files<'_>,
    table: &mut Table<'_>,
    kind: Option<&FactType>,
) -> Option<Vec<Band>> {
    let at = table.place("tranches");
    let bounds = table.optional_decimals(files, "tranches")?;
    if kind.is_some_and(|kind| *kind != FactType::Amount) {
        files.fault(&at, "« tranches » ne va qu’avec le type montant");
        return None;
    }
    let mut cents: Vec<i64> = Vec::new();
    for bound in &bounds {
        let value = bound.value.millionths() / 10_000;
        if cents.last().is_some_and(|before| *before >= value) || value < 0 {
            files.fault(
                &bound.at,
                "les tranches vont en croissant, à partir de zéro ou plus",
            );
            return None;
        }
        cents.push(value);
    }
    let mut next = 0_i64;
    let mut bands = Vec::new();
    for bound in cents {
        bands.push(AmountRange::between(next, bound));
        next = bound.saturating_add(1);
    }
    bands.push(AmountRange::at_least(next));
    Some(
        bands
            .into_iter()
            .map(|range| Band {
                range,
                name: crate::french::amount(range),
            })
            .collect(),
    )
}
