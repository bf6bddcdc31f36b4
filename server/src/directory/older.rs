//! Lines of schema v0, abandoned in April 2026: their fields under the names of v1. Old exports are still about.

use serde_json::Value;

use super::fields::Line;

/// The name in v1 of a field of v0.
const RENAMED: &[(&str, &str)] = &[
    ("profils", "publics"),
    ("types", "type"),
    ("recurrence", "horaires_accueil"),
    ("horaires_ouverture", "horaires_accueil"),
    ("accessibilite", "accessibilite_lieu"),
    ("pre_requis", "conditions_acces"),
    ("justificatifs", "conditions_acces"),
    ("presentation_detail", "description"),
    ("presentation_resume", "description"),
    ("typologie", "reseaux_porteurs"),
    ("labels_nationaux", "reseaux_porteurs"),
    ("zone_diffusion_code", "zone_eligibilite"),
];

/// Words of the old `typologie` that name a network otherwise.
const TYPES: &[(&str, &str)] = &[
    ("ccas", "ccas-cias"),
    ("cias", "ccas-cias"),
    ("ml", "mission-locale"),
    ("pe", "france-travail"),
    ("ft", "france-travail"),
    ("cap_emploi", "cap-emploi-reseau-cheops"),
    ("msa", "mutualite-sociale-agricole"),
];

/// Renames what v0 named otherwise. A field that already has its name in v1 stands.
pub fn rename(line: &mut Line) {
    let everywhere =
        matches!(line.get("zone_diffusion_type"), Some(Value::String(kind)) if kind == "pays");
    if everywhere && !line.contains_key("zone_eligibilite") {
        line.insert("zone_eligibilite".to_owned(), Value::from(vec!["france"]));
    }
    for (old, new) in RENAMED {
        let Some(value) = line.remove(*old).filter(|value| !value.is_null()) else {
            continue;
        };
        let value = if *old == "typologie" {
            network(value)
        } else {
            value
        };
        match line.get_mut(*new) {
            None => {
                line.insert((*new).to_owned(), value);
            }
            // Two old fields may say one new one, such as a type and labels.
            Some(Value::Array(known)) => match value {
                Value::Array(more) => known.extend(more),
                other => known.push(other),
            },
            Some(known) if known.is_null() => *known = value,
            Some(_) => {}
        }
    }
}

fn network(value: Value) -> Value {
    let Value::String(kind) = value else {
        return value;
    };
    let kind = kind.to_lowercase();
    let word = TYPES
        .iter()
        .find(|(old, _)| *old == kind)
        .map_or(kind.as_str(), |(_, new)| new);
    Value::from(vec![word])
}
