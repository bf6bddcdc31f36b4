//! `retraits.toml`: what a layer takes out of the layers below, from when on, why, and what to tell people.
//!
//! A right is dated: it ends the day before, and the bilans of before keep it. A question and an organisation are not
//! law: they are gone as soon as the layer is there, and the date says since when.

use super::Drafts;
use super::below::word;
use super::files::{At, Files, Located};
use super::layers::Layers;
use super::table::Table;
use crate::{Kind, Withdrawal};

/// One thing to withdraw.
pub(super) struct Order {
    id: Located<String>,
    withdrawal: Withdrawal,
    instead: Option<Located<String>>,
}

/// Reads `retraits.toml`.
pub(super) fn read(files: &mut Files<'_>, mut file: Table<'_>) -> Vec<Order> {
    let mut orders = Vec::new();
    for (key, kind) in [
        ("droit", Kind::Right),
        ("organisme", Kind::Organisation),
        ("question", Kind::Question),
    ] {
        for mut table in file.tables(files, key) {
            let ids = table.texts(files, "retire");
            let withdrawal = Withdrawal {
                kind,
                id: String::new(),
                on: table.date(files, "le"),
                reason: table.text(files, "motif").value,
                sentence: table.text(files, "phrase").value,
                source: table.text(files, "source").value,
                layer: files.layer(&table.at).to_owned(),
                instead: None,
            };
            let instead = (kind == Kind::Organisation)
                .then(|| table.optional_text(files, "remplace_par"))
                .flatten();
            if ids.is_empty() && table.has("retire") {
                files.fault(&table.at, "« retire » ne nomme rien");
            }
            for id in ids {
                orders.push(Order {
                    withdrawal: Withdrawal {
                        id: id.value.clone(),
                        instead: instead.as_ref().map(|id| id.value.clone()),
                        ..withdrawal.clone()
                    },
                    id,
                    instead: instead.clone(),
                });
            }
            table.finish(files);
        }
    }
    file.finish(files);
    orders
}

/// Whether a lower layer wrote this id; says what is wrong otherwise.
fn is_below<T>(
    files: &mut Files<'_>,
    layers: &Layers,
    kept: &[(String, At, T)],
    order: &Order,
) -> bool {
    let id = &order.id;
    let Some((_, at, _)) = kept.iter().find(|(known, ..)| *known == id.value) else {
        let message = format!(
            "{} « {} » n’existe pas dans les couches du dessous",
            word(order.withdrawal.kind),
            id.value
        );
        let names = kept.iter().map(|(known, ..)| known.as_str());
        files.fault_near(&id.at, message, &id.value, names);
        return false;
    };
    let is_below = layers.is_over(files.layer(&id.at), files.layer(at));
    if !is_below {
        let place = files.name(at);
        files.fault(
            &id.at,
            format!(
                "« {} » n’est pas écrit dans une couche du dessous ({place}) : on ne retire que ce qui s’y trouve",
                id.value
            ),
        );
    }
    is_below
}

impl Drafts<'_> {
    /// Takes out what a layer withdraws.
    pub(super) fn withdraw(&mut self, files: &mut Files<'_>, layers: &Layers, order: Order) {
        let (kind, id) = (order.withdrawal.kind, order.id.value.clone());
        let is_done = match kind {
            Kind::Right => {
                is_below(files, layers, &self.rights, &order) && {
                    self.end_right(&order);
                    true
                }
            }
            Kind::Organisation => {
                is_below(files, layers, &self.organisations, &order)
                    && self.close_organisation(files, &order)
            }
            _ => {
                is_below(files, layers, &self.questions, &order) && {
                    self.questions.retain(|(known, ..)| *known != id);
                    true
                }
            }
        };
        if is_done {
            self.below.forget(kind, &id);
            self.withdrawals.push(order.withdrawal);
        }
    }

    /// The right ends the day before; what ended earlier still does.
    fn end_right(&mut self, order: &Order) {
        let last = order.withdrawal.on.pred_opt();
        for (id, _, draft) in &mut self.rights {
            if *id == order.id.value {
                let until = &mut draft.right.until;
                *until = until.map_or(last, |until| last.map(|last| until.min(last)));
            }
        }
    }

    /// The rights asked there are asked elsewhere, or the organisation stays.
    fn close_organisation(&mut self, files: &mut Files<'_>, order: &Order) -> bool {
        let gone = &order.id.value;
        let asked = |id: &str| id == gone;
        let rights: Vec<&str> = self
            .rights
            .iter()
            .filter(|(.., draft)| asked(&draft.organisation.value))
            .map(|(id, ..)| id.as_str())
            .collect();
        let known = |id: &str| self.organisations.iter().any(|(known, ..)| known == id);
        match &order.instead {
            None if !rights.is_empty() => {
                files.fault_advised(
                    &order.id.at,
                    format!(
                        "des droits se demandent encore à « {gone} » : {}",
                        rights.join(", ")
                    ),
                    "dites à qui les demander : remplace_par = \"…\"",
                );
                return false;
            }
            Some(instead) if asked(&instead.value) || !known(&instead.value) => {
                let names = self.organisations.iter().map(|(known, ..)| known.as_str());
                files.fault_near(
                    &instead.at,
                    format!("l’organisme « {} » n’existe pas", instead.value),
                    &instead.value,
                    names.filter(|name| !asked(name)),
                );
                return false;
            }
            _ => {}
        }
        if let Some(instead) = &order.instead {
            for (.., draft) in &mut self.rights {
                if asked(&draft.organisation.value) {
                    draft.organisation.value.clone_from(&instead.value);
                    draft.right.organisation.clone_from(&instead.value);
                }
            }
        }
        self.organisations.retain(|(known, ..)| !asked(known));
        true
    }
}
