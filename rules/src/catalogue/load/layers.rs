//! Layers: national, regional, departmental… each says which one it lies on. What a layer writes is added to
//! the layers below; under the same `id` it replaces what they wrote, whole; under `specialise` it changes some keys
//! of it (`below`); `retraits.toml` takes it out (`withdrawals`). A layer may take the place of another one
//! (`remplace`): another département that of the embedded one.

use std::collections::{BTreeMap, BTreeSet};

use super::files::{At, Files, Located};
use super::table::Table;

/// The most facts, rights, questions… of one kind, all layers together: the engine numbers them on 16 bits.
const MOST_ITEMS: usize = 10_000;

/// The most texts in other languages: some thirty languages.
const MOST_TRANSLATIONS: usize = 200_000;

/// A layer, as its `couche.toml` describes it.
#[derive(Clone, Debug)]
pub(super) struct Layer {
    pub(super) id: Located<String>,
    pub(super) over: Option<Located<String>>,
    pub(super) replaces: Option<Located<String>>,
}

/// The layers, the lowest first.
#[derive(Clone, Debug, Default)]
pub(super) struct Layers {
    /// For each layer, the layers below it.
    below: BTreeMap<String, Vec<String>>,
    order: Vec<String>,
    replaced: BTreeSet<String>,
}

/// Reads `couche.toml`.
pub(super) fn read(files: &mut Files<'_>, mut table: Table<'_>) -> Layer {
    let id = table.text(files, "id");
    let _ = table.text(files, "nom");
    let over = table.optional_text(files, "sur");
    let replaces = table.optional_text(files, "remplace");
    // For people alone: what the layer is, and that its rights exist nowhere when it is an example.
    let _ = table.optional_text(files, "note");
    let folder = files.layer(&table.at);
    if id.value != folder && !id.value.is_empty() {
        files.fault(
            &id.at,
            format!("l’identifiant de la couche doit être le nom de son dossier, « {folder} »"),
        );
    }
    table.finish(files);
    Layer { id, over, replaces }
}

/// The layers that others take the place of; nothing may lie on them.
fn replaced(files: &mut Files<'_>, layers: &[Layer]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for layer in layers {
        let Some(replaces) = &layer.replaces else {
            continue;
        };
        let others = || {
            layers
                .iter()
                .filter(|other| other.id.value != layer.id.value)
        };
        if !others().any(|other| other.id.value == replaces.value) {
            files.fault_near(
                &replaces.at,
                format!("la couche « {} » n’existe pas", replaces.value),
                &replaces.value,
                others().map(|other| other.id.value.as_str()),
            );
        }
        for over in layers.iter().filter_map(|layer| layer.over.as_ref()) {
            if over.value == replaces.value {
                let place = files.name(&replaces.at);
                files.fault_advised(
                    &over.at,
                    format!("la couche « {} » est remplacée ({place})", over.value),
                    format!("posez celle-ci sur « {} »", layer.id.value),
                );
            }
        }
        found.insert(replaces.value.clone());
    }
    found
}

impl Layers {
    /// Puts the layers in order; reports those that lie on nothing or on themselves.
    pub(super) fn new(files: &mut Files<'_>, layers: &[Layer]) -> Self {
        let mut found = Self {
            replaced: replaced(files, layers),
            ..Self::default()
        };
        for layer in layers {
            let mut below = Vec::new();
            let mut current = layer;
            while let Some(over) = &current.over {
                if over.value == layer.id.value || below.contains(&over.value) {
                    files.fault(
                        &over.at,
                        "les couches reposent les unes sur les autres en rond",
                    );
                    break;
                }
                let Some(next) = layers.iter().find(|other| other.id.value == over.value) else {
                    if std::ptr::eq(current, layer) {
                        let names = layers.iter().map(|other| other.id.value.as_str());
                        files.fault_near(
                            &over.at,
                            format!("la couche « {} » n’existe pas", over.value),
                            &over.value,
                            names,
                        );
                    }
                    break;
                };
                below.push(over.value.clone());
                current = next;
            }
            found.below.insert(layer.id.value.clone(), below);
        }
        let mut order: Vec<&Layer> = layers.iter().collect();
        order.sort_by_key(|layer| found.below.get(&layer.id.value).map_or(0, Vec::len));
        found.order = order
            .into_iter()
            .map(|layer| layer.id.value.clone())
            .collect();
        found
    }

    /// The rank of a layer, the lowest first.
    pub(super) fn rank(&self, layer: &str) -> usize {
        self.order
            .iter()
            .position(|known| known == layer)
            .unwrap_or(usize::MAX)
    }

    /// The layers another one takes the place of.
    pub(super) fn replaced(&self) -> BTreeSet<String> {
        self.replaced.clone()
    }

    /// Whether a layer lies on another, directly or not.
    pub(super) fn is_over(&self, layer: &str, other: &str) -> bool {
        self.below
            .get(layer)
            .is_some_and(|below| below.iter().any(|known| known == other))
    }

    /// Adds an item, or replaces the one a lower layer wrote under the same key.
    pub(super) fn merge<T>(
        &self,
        files: &mut Files<'_>,
        kept: &mut Vec<(String, At, T)>,
        key: String,
        at: At,
        item: T,
    ) {
        let count = kept.len();
        let Some(place) = kept.iter_mut().find(|(known, ..)| *known == key) else {
            if count < MOST_ITEMS {
                kept.push((key, at, item));
            } else {
                let message =
                    format!("un catalogue a au plus {MOST_ITEMS} définitions d’une même sorte");
                files.fault(&at, message);
            }
            return;
        };
        if self.takes_over(files, &key, &at, &place.1) {
            *place = (key, at, item);
        }
    }

    /// The same for what there are thousands of: texts in other languages.
    pub(super) fn merge_many<T>(
        &self,
        files: &mut Files<'_>,
        kept: &mut BTreeMap<String, (At, T)>,
        key: String,
        at: At,
        item: T,
    ) {
        let count = kept.len();
        match kept.get_mut(&key) {
            Some(place) => {
                if self.takes_over(files, &key, &at, &place.0) {
                    *place = (at, item);
                }
            }
            None if count < MOST_TRANSLATIONS => {
                kept.insert(key, (at, item));
            }
            None => {
                let message = format!("un catalogue a au plus {MOST_TRANSLATIONS} traductions");
                files.fault(&at, message);
            }
        }
    }

    /// Whether what is written here replaces what was read first, elsewhere, under the same key; a fault when neither layer is over
    /// the other.
    fn takes_over(&self, files: &mut Files<'_>, key: &str, at: &At, first: &At) -> bool {
        let (mine, theirs) = (files.layer(at), files.layer(first));
        if self.is_over(mine, theirs) {
            return true;
        }
        let id = key.rsplit('/').next().unwrap_or(key).to_owned();
        let first = files.name(first);
        files.fault(at, format!("« {id} » est déjà défini ({first})"));
        false
    }
}
