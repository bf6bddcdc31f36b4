//! Reads the figures written within texts: each is a calculation on parameters, and stands where it will be told.

use std::collections::BTreeMap;

use super::files::{At, Files, Located};
use crate::catalogue::figures::{Piece, may_stand_in, pieces};
use crate::language::parser;
use crate::language::syntax::{Expr, Kind, Span};

/// Reads the figures of a text, known under a key, and reports what is wrong with them.
pub(super) fn read(
    files: &mut Files<'_>,
    key: &str,
    text: &Located<String>,
    parameters: &[&str],
    figures: &mut BTreeMap<String, Expr>,
) {
    for (piece, bytes) in pieces(&text.value) {
        match piece {
            Piece::Words(_) => {}
            Piece::Unclosed => {
                let at = files.within(text, &bytes);
                files.fault_advised(
                    &at,
                    "cette accolade n’est pas fermée",
                    "{nom_du_parametre} pour un chiffre du barème, {{ pour une accolade que l’on lit",
                );
            }
            Piece::Figure(_) if !may_stand_in(key) => {
                let at = files.within(text, &bytes);
                files.fault_advised(
                    &at,
                    "un chiffre du barème ne s’écrit pas dans ce texte",
                    "il va dans label, appreciation, montant.texte et montant.note d’un droit",
                );
            }
            Piece::Figure(written) => {
                figure(
                    files,
                    text,
                    written,
                    bytes.start.saturating_add(1),
                    parameters,
                    figures,
                );
            }
        }
    }
}

/// Reads one figure, written in a text from a byte on, and reports what is wrong with it.
pub(super) fn figure(
    files: &mut Files<'_>,
    text: &Located<String>,
    written: &str,
    begin: usize,
    parameters: &[&str],
    figures: &mut BTreeMap<String, Expr>,
) {
    let place = |files: &Files<'_>, span: &Span| {
        let from = begin.saturating_add(span.start);
        files.within(text, &(from..begin.saturating_add(span.end)))
    };
    match parser::parse(written) {
        Ok(tree) => {
            calculation(files, &tree, &place, parameters);
            figures.insert(written.to_owned(), tree);
        }
        Err(fault) => {
            let at = place(files, &fault.span);
            files.fault(&at, fault.message);
        }
    }
}

/// Reports what a calculation holds besides parameters and numbers.
fn calculation(
    files: &mut Files<'_>,
    tree: &Expr,
    place: &dyn Fn(&Files<'_>, &Span) -> At,
    parameters: &[&str],
) {
    match &tree.kind {
        Kind::Number(_) | Kind::Amount(_) => {}
        Kind::Name {
            qualifier: None,
            name,
        } => {
            if !parameters.contains(&name.text.as_str()) {
                let at = place(files, &name.span);
                let message = format!("« {} » n’est pas un paramètre du barème", name.text);
                files.fault_near(&at, message, &name.text, parameters.iter().copied());
            }
        }
        Kind::Compute(_, left, right) => {
            calculation(files, left, place, parameters);
            calculation(files, right, place, parameters);
        }
        Kind::Call { word, arguments }
            if ["arrondi_euro", "plancher_euro"].contains(&word.text.as_str())
                && arguments.len() == 1 =>
        {
            for inner in arguments {
                calculation(files, inner, place, parameters);
            }
        }
        _ => {
            let at = place(files, &tree.span);
            files.fault_advised(
                &at,
                "ce chiffre ne peut pas être dit sans les réponses de quelqu’un",
                "des paramètres, des nombres, + - * /, arrondi_euro() et plancher_euro()",
            );
        }
    }
}
