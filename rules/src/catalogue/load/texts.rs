//! Gathers every text a person reads, under its key. What a higher layer replaces whole takes its texts away.
//!
//! To add a text: its place among [`TEXTS`]. A test (`tests/all/texts.rs`) knows every key of the files that is not one.

use std::collections::{BTreeMap, BTreeSet};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::files::{At, Files};
use crate::Source;
use crate::catalogue::texts::Text;

/// Where texts stand: the folder or the file, the list of items (the file itself is one when empty), the beginning of the item's
/// keys, its texts. `[]` goes through a list by rank, `[x]` by the value of `x`; `{x}` is the value of `x`.
const TEXTS: [(&str, &str, &str, &[&str]); 12] = [
    (
        "droits",
        "",
        "droit.{id}",
        &[
            "nom",
            "phrase",
            "pieces[]",
            "delai",
            "renouvellement",
            "non_recours",
            "demarche.en_ligne",
            "demarche.papier",
            "demarche.automatique",
            "montant.texte",
            "montant.note",
            "condition[].label",
            "condition[].appreciation",
            "exclusion[droit].texte",
            "recours[].decision",
            "recours[].delai",
            "recours[].prealable",
        ],
    ),
    (
        "questions",
        "theme",
        "theme.{id}",
        &["nom", "court", "a_dire"],
    ),
    (
        "questions",
        "ecran",
        "ecran.{theme.id}.{id}",
        &["titre", "intro"],
    ),
    (
        "questions",
        "question",
        "question.{id}",
        &["texte", "aide", "pourquoi"],
    ),
    (
        "organismes",
        "organisme",
        "organisme.{id}",
        &["nom", "nom_court", "role", "horaires", "note"],
    ),
    (
        "faits",
        "fait",
        "fait.{entite}.{id}",
        &["nom", "aide", "choix[id].nom"],
    ),
    (
        "faits",
        "intermediaire",
        "intermediaire.{entite}.{id}",
        &["nom"],
    ),
    ("bareme", "parametre", "parametre.{id}", &["nom"]),
    (
        "retraits.toml",
        "droit",
        "retrait.droit.{retire}",
        &["motif", "phrase"],
    ),
    (
        "retraits.toml",
        "organisme",
        "retrait.organisme.{retire}",
        &["motif", "phrase"],
    ),
    (
        "retraits.toml",
        "question",
        "retrait.question.{retire}",
        &["motif", "phrase"],
    ),
    ("mots.toml", "sigle", "sigle.{id}", &["mots"]),
];

/// The texts of a catalogue.
pub(super) struct Gathered {
    /// Those that are read, by key.
    pub(super) texts: Vec<Text>,
    /// The keys of those a higher layer took away: a translation of them is not read, and is no fault.
    pub(super) gone: BTreeSet<String>,
}

/// The texts of every file, in the order of the layers, the lowest first.
pub(super) fn gather(
    files: &Files<'_>,
    sources: &[Source],
    parsed: &[Spanned<DeTable<'_>>],
    order: &[usize],
) -> Gathered {
    let mut gone = BTreeSet::new();
    let mut items: BTreeMap<String, Vec<Text>> = BTreeMap::new();
    for index in order {
        let (Some(source), Some(table)) = (sources.get(*index), parsed.get(*index)) else {
            continue;
        };
        let folder = source.path.split('/').next().unwrap_or("");
        let file = table.get_ref();
        for (_, list, item, texts) in TEXTS.iter().filter(|(known, ..)| *known == folder) {
            for table in tables(file, list) {
                let Some(key) = named(item, file, table) else {
                    continue;
                };
                let mut found = Vec::new();
                let start = files.start_of(*index);
                for text in *texts {
                    gather_in(table, text, &key, &mut |key, text, span| {
                        found.push(files.text(key, text, &start.with(span)));
                    });
                }
                if table.contains_key("specialise") {
                    // What the layer does not write stays as the one below wrote it.
                    let written = |text: &Text| {
                        let rest = text.key.strip_prefix(&key).unwrap_or("");
                        let name = rest.split('.').nth(1).unwrap_or("");
                        table.contains_key(name)
                    };
                    let below = items.remove(&key).unwrap_or_default();
                    let (replaced, kept): (Vec<Text>, Vec<Text>) =
                        below.into_iter().partition(written);
                    gone.extend(replaced.into_iter().map(|text| text.key));
                    found.extend(kept);
                }
                // A file that only adds to a theme names it and says nothing of it.
                if !found.is_empty() {
                    let below = items.insert(key, found);
                    gone.extend(below.into_iter().flatten().map(|text| text.key));
                }
            }
        }
    }
    let mut texts: Vec<Text> = items.into_values().flatten().collect();
    texts.sort_by(|a, b| a.key.cmp(&b.key));
    Gathered { texts, gone }
}

fn tables<'t>(file: &'t DeTable<'t>, list: &str) -> Vec<&'t DeTable<'t>> {
    if list.is_empty() {
        return vec![file];
    }
    match file.get(list).map(Spanned::get_ref) {
        Some(DeValue::Table(one)) => vec![one],
        Some(DeValue::Array(all)) => all
            .iter()
            .filter_map(|item| item.get_ref().as_table())
            .collect(),
        _ => Vec::new(),
    }
}

/// The beginning of an item's keys.
fn named(pattern: &str, file: &DeTable<'_>, item: &DeTable<'_>) -> Option<String> {
    let part = |part: &str| -> Option<String> {
        let Some(name) = part
            .strip_prefix('{')
            .and_then(|part| part.strip_suffix('}'))
        else {
            return Some(part.to_owned());
        };
        let value = match name.split_once('.') {
            Some((table, name)) => file.get(table)?.get_ref().as_table()?.get(name)?,
            None if name == "id" => item.get("specialise").or_else(|| item.get("id"))?,
            None => item.get(name)?,
        };
        let first = value.get_ref().as_array().and_then(|list| list.first());
        first.unwrap_or(value).get_ref().as_str().map(str::to_owned)
    };
    // The dots of a place in the file are within braces.
    let parts = pattern
        .split_inclusive('}')
        .flat_map(|piece| match piece.find('{') {
            Some(at) => vec![piece.get(..at).unwrap_or(""), piece.get(at..).unwrap_or("")],
            None => vec![piece],
        });
    parts.map(part).collect()
}

fn gather_in(
    table: &DeTable<'_>,
    pattern: &str,
    key: &str,
    found: &mut dyn FnMut(String, &str, std::ops::Range<usize>),
) {
    let (first, rest) = match pattern.split_once('.') {
        Some((first, rest)) => (first, Some(rest)),
        None => (pattern, None),
    };
    let (name, by) = match first.split_once('[') {
        Some((name, by)) => (name, by.strip_suffix(']')),
        None => (first, None),
    };
    let Some(value) = table.get(name) else {
        return;
    };
    let mut step = |value: &Spanned<DeValue<'_>>, key: String| match (value.get_ref(), rest) {
        (DeValue::Table(inner), Some(rest)) => gather_in(inner, rest, &key, found),
        (DeValue::String(text), None) if !text.trim().is_empty() => found(key, text, value.span()),
        // What says more than its text: a document asked of some people.
        (DeValue::Table(inner), None) => {
            if let Some((text, span)) = inner
                .get("texte")
                .and_then(|text| Some((text.get_ref().as_str()?, text.span())))
            {
                found(key, text, span);
            }
        }
        _ => {}
    };
    let Some(by) = by else {
        return step(value, format!("{key}.{name}"));
    };
    for (rank, item) in value
        .get_ref()
        .as_array()
        .into_iter()
        .flat_map(|list| list.iter())
        .enumerate()
    {
        let id = item
            .get_ref()
            .as_table()
            .and_then(|table| table.get(by)?.get_ref().as_str());
        let id = id.map_or_else(|| rank.saturating_add(1).to_string(), str::to_owned);
        step(item, format!("{key}.{name}.{id}"));
    }
}

/// Which French a translation was made from: FNV-1a on 32 bits, enough to tell two states of one sentence apart.
fn print(text: &str) -> String {
    let hash = text.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    format!("{hash:08x}")
}

impl Files<'_> {
    fn text(&self, key: String, text: &str, at: &At) -> Text {
        let located = super::files::Located {
            value: text.to_owned(),
            at: at.clone(),
        };
        let whole = 0..text.len();
        let inner = self.within(&located, &whole);
        Text {
            key,
            print: print(text),
            text: located.value,
            place: self.place(at),
            at: at.clone(),
            starts: (inner != *at).then(|| inner.start()),
        }
    }
}
