//! « specialise »: a layer changes some keys of what a lower layer wrote under the same id, and keeps the others.
//!
//! What is written replaces the whole key (a list, `[demarche]`, the `[[condition]]`s); what is not written is read
//! where the lower layer wrote it. What a layer says on its own account must be its own: where it read it, how sure it is.

use std::collections::BTreeMap;

use super::files::{Files, Located};
use super::layers::Layers;
use super::table::Table;
use crate::Kind;

/// The tables of the rights, organisations and questions read so far, the latest layer last.
#[derive(Default)]
pub(super) struct Below<'t>(BTreeMap<(&'static str, String), Table<'t>>);

/// The key that names what is specialised.
const KEY: &str = "specialise";

/// What a layer must write itself when it specialises a thing of this kind.
const fn own(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Right => &["sources", "verifie_le", "a_revoir_le", "confiance"],
        Kind::Organisation => &["source", "confiance"],
        _ => &[],
    }
}

/// « ce droit », for messages.
pub(super) const fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Right => "le droit",
        Kind::Organisation => "l’organisme",
        Kind::Question => "la question",
        _ => "la ligne",
    }
}

/// The id of a right, an organisation or a question: its own, or the one it specialises.
pub(super) fn named(files: &mut Files<'_>, table: &mut Table<'_>) -> Located<String> {
    if !table.has_itself(KEY) {
        let _ = table.optional_text(files, KEY);
        return table.text(files, "id");
    }
    if table.has_itself("id") {
        let at = table.place("id");
        files.fault(&at, "écrivez « id » ou « specialise », pas les deux");
    }
    table.text(files, KEY)
}

impl<'t> Below<'t> {
    /// The table, lying over what it specialises if it says so, and remembered for the layers above. None, once said,
    /// when what it specialises is not there: nothing else in it can be judged.
    pub(super) fn lay(
        &mut self,
        files: &mut Files<'_>,
        layers: &Layers,
        kind: Kind,
        mut table: Table<'t>,
    ) -> Option<Table<'t>> {
        // Its faults are told when the table is read; here it only has to be found.
        let specialises = table.has_itself(KEY);
        let key = if specialises { KEY } else { "id" };
        let Some(id) = table.raw(key).and_then(|id| id.as_str()) else {
            return Some(table);
        };
        let at = table.place(key);
        let known = (word(kind), id.to_owned());
        if specialises {
            match self.0.get(&known) {
                Some(base) if layers.is_over(files.layer(&at), files.layer(&base.at)) => {
                    for key in own(kind).iter().filter(|key| !table.has_itself(key)) {
                        files.fault_advised(
                            &at,
                            format!("ce que la couche change demande son propre « {key} »"),
                            "écrivez où vous l’avez lu, quand, et avec quelle confiance",
                        );
                    }
                    table = table.over(base.clone());
                }
                Some(_) => {
                    files.fault(
                        &at,
                    format!("« {id} » n’est pas écrit dans une couche du dessous : on ne spécialise que ce qui s’y trouve"),
                    );
                    return None;
                }
                None => {
                    let names = self.0.keys().filter(|(of, _)| *of == known.0);
                    let message = format!(
                        "{} « {id} » n’existe pas dans les couches du dessous",
                        known.0
                    );
                    files.fault_near(&at, message, id, names.map(|(_, id)| id.as_str()));
                    return None;
                }
            }
        }
        self.0.insert(known, table.clone());
        Some(table)
    }

    /// Forgets what a layer withdraws: the layers above can no longer specialise it.
    pub(super) fn forget(&mut self, kind: Kind, id: &str) {
        self.0.remove(&(word(kind), id.to_owned()));
    }
}
