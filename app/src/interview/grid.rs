//! The cells of the income grids, from a posted form: each is one row of income, written whole or emptied.

use std::collections::BTreeMap;

use rules::{Answer, Path};

use super::Known;
use super::form::{Button, band_index, confirmed, seen};
use super::incomes::{self, Cell};
use super::pairs::Pairs;
use super::wire::{self, Token};
use crate::desk::Write;

/// The cells of the income grids.
pub fn cells(known: &Known<'_>, pairs: &Pairs, button: &Button) -> Vec<Write> {
    let mut named: Vec<(Cell, String, Token)> = Vec::new();
    for (name, value) in &pairs.0 {
        if let Some(cell) = name.strip_prefix("iv.").and_then(|name| cell(known, name)) {
            let text = pairs
                .first(&format!("i.{}", cell.name()))
                .unwrap_or_default()
                .trim()
                .to_owned();
            let text = confirmed(pairs, &cell.name(), text);
            named.push((cell, text, Token::parse(value)));
        }
    }
    let mut writes = Vec::new();
    if let Button::Same(holder, months) = button {
        let concerned = |cell: &Cell| cell.holder == *holder && months.contains(&cell.month);
        let first: BTreeMap<(String, usize), String> = named
            .iter()
            .filter(|(cell, ..)| concerned(cell) && Some(&cell.month) == months.first())
            .map(|(cell, text, _)| ((cell.source.clone(), cell.line), text.clone()))
            .collect();
        for (cell, text, _) in named.iter_mut().filter(|(cell, ..)| concerned(cell)) {
            if let Some(same) = first.get(&(cell.source.clone(), cell.line)) {
                text.clone_from(same);
            }
        }
        writes.extend(months.iter().map(|month| {
            let path = Path::IncomesComplete(*holder, *month);
            let seen = pairs
                .first(&format!("v.{path}"))
                .map(Token::parse)
                .unwrap_or_default()
                .version;
            Write {
                path,
                answer: Answer::yes_no(true),
                to_review: false,
                seen,
            }
        }));
    }
    for (cell, text, token) in named {
        if let Some(version) = seen(pairs, &cell.name(), &token) {
            writes.extend(cell_writes(
                known,
                &cell,
                &text,
                &Token { version, ..token },
            ));
        }
    }
    writes
}

/// The cell of a name `personne.salaire.0.2026-09`.
pub fn cell(known: &Known<'_>, name: &str) -> Option<Cell> {
    let mut parts = name.split('.');
    let (holder, source, line, month) =
        (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    let source = incomes::sources(known.catalogue)
        .iter()
        .find(|one| one.id == source)?;
    let line = line.parse::<usize>().ok().filter(|line| *line < 50)?;
    Some(incomes::cell(
        &known.situation,
        holder.parse().ok()?,
        &source.id,
        line,
        month.parse().ok()?,
    ))
}

/// A cell writes its whole row, or empties it.
fn cell_writes(known: &Known<'_>, cell: &Cell, text: &str, rendered: &Token) -> Vec<Write> {
    let amount = cell.amount();
    let shown = if band_index(&rendered.text) {
        known.catalogue.show(
            &amount,
            &wire::read(known.catalogue, &amount, &rendered.text),
        )
    } else {
        rendered.text.clone()
    };
    if text == shown {
        return Vec::new();
    }
    let answer = wire::read(known.catalogue, &amount, text);
    let empty = answer == Answer::NotAsked;
    let mut writes = vec![Write {
        path: amount,
        answer,
        to_review: rendered.to_review,
        seen: rendered.version,
    }];
    for (path, identity) in cell.identity() {
        let answer = if empty { Answer::NotAsked } else { identity };
        let stored = known.stored(&path);
        if stored.map_or(&Answer::NotAsked, |stored| &stored.answer) != &answer {
            writes.push(Write {
                seen: stored.map_or(0, |stored| stored.version),
                path,
                answer,
                to_review: false,
            });
        }
    }
    writes
}
