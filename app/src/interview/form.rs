//! A posted form into answers to keep.
//!
//! Fields are named by their place: `r.` what was typed or chosen, `m.` a way of not answering, `b.` a band, `d.` a day,
//! `a.` « à revoir », `c.` which side of a conflict to keep (`cc.` says there is one), `v.` what the field was rendered from (see [`Token`]).
//! `q.` is the answer of the bilan before and `p.` says that it still holds.
//! Cells of the income grid are `i.` and `iv.`, the source of a line to add is `s.`. Buttons are `aller`, `ajouter`, `retirer`, `pareil`.
//! A field writes only when it differs from what it was rendered from: another agent's answer is never pushed back.

use std::collections::BTreeMap;

use rules::{Answer, Catalogue, Entity, FactType, Holder, Path, YearMonth};
use uuid::Uuid;

use super::pairs::Pairs;
use super::wire::{self, DOES_NOT_KNOW, NONE, PREFERS_NOT_TO_SAY, Token};
use super::{Known, grid, incomes};
use crate::desk::Write;

/// The word of « Rien n’a changé », which goes on like « Continuer ».
pub const UNCHANGED: &str = "inchange";

/// The button that sent the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Button {
    /// « Continuer ».
    Continue,
    /// « Enregistrer et rester ».
    Stay,
    /// « Ajouter » a child or a source of income; what gets the empty row.
    Add(String),
    /// « Retirer » a row, which is kept in the record; the form stays here.
    Remove,
    /// « Pareil pour tous les mois » of an adult, oldest first.
    Same(Holder, Vec<YearMonth>),
}

/// What a form says.
#[derive(Debug, Clone)]
pub struct Form {
    /// The form's own key.
    pub key: Uuid,
    /// What changed.
    pub writes: Vec<Write>,
    /// The button.
    pub button: Button,
}

/// Reads a form posted from a screen.
pub fn read(known: &Known<'_>, pairs: &Pairs) -> Form {
    let button = button(known.catalogue, pairs);
    let mut writes = Vec::new();
    for (name, value) in &pairs.0 {
        if let Some(path) = name
            .strip_prefix("v.")
            .and_then(|path| path.parse::<Path>().ok())
            && is_known(known.catalogue, &path)
        {
            writes.extend(field(known.catalogue, pairs, path, &Token::parse(value)));
        }
    }
    if let Some(Ok(path)) = pairs.first("retirer").map(str::parse::<Path>)
        && let Path::Child(_, fact) = &path
        && fact == rules::REMOVED
    {
        let seen = pairs
            .first(&format!("v.{path}"))
            .map(Token::parse)
            .unwrap_or_default()
            .version;
        writes.push(Write {
            path,
            answer: Answer::yes_no(true),
            to_review: false,
            seen,
        });
    }
    writes.extend(grid::cells(known, pairs, &button));
    // A place is written once: what comes last stands.
    let mut seen = BTreeMap::new();
    for (at, write) in writes.iter().enumerate() {
        seen.insert(write.path.clone(), at);
    }
    let writes = writes
        .into_iter()
        .enumerate()
        .filter(|(at, write)| seen.get(&write.path) == Some(at))
        .map(|(_, write)| write)
        .collect();
    Form {
        key: pairs
            .first("cle")
            .and_then(|key| Uuid::try_parse(key).ok())
            .unwrap_or_default(),
        writes,
        button,
    }
}

fn button(catalogue: &Catalogue, pairs: &Pairs) -> Button {
    if let Some(list) = pairs.first("ajouter") {
        Button::Add(added(catalogue, pairs, list))
    } else if pairs.says("retirer") {
        Button::Remove
    } else if let Some((holder, months)) = pairs.first("pareil").and_then(same) {
        Button::Same(holder, months)
    } else if pairs.first("aller") == Some("rester") {
        Button::Stay
    } else {
        Button::Continue
    }
}

/// An adult and months, `personne.2026-07.2026-08`.
fn same(text: &str) -> Option<(Holder, Vec<YearMonth>)> {
    let (holder, months) = text.split_once('.')?;
    Some((
        holder.parse().ok()?,
        months
            .split('.')
            .filter_map(|month| month.parse().ok())
            .collect(),
    ))
}

/// What gets one more empty row: `enfants`, or a grid and a source, `revenus-personne-bourse`. Nothing when no source was chosen.
fn added(catalogue: &Catalogue, pairs: &Pairs, list: &str) -> String {
    let Some(grid) = list.strip_prefix("revenus.") else {
        return list.to_owned();
    };
    let source = pairs.first(&format!("s.{grid}")).unwrap_or_default();
    let known = incomes::sources(catalogue)
        .iter()
        .any(|known| known.id == source);
    if known {
        format!("{grid}-{source}")
    } else {
        String::new()
    }
}

/// Whether the place can hold an answer in this catalogue.
fn is_known(catalogue: &Catalogue, path: &Path) -> bool {
    let entity = |allowed: &[Entity]| {
        catalogue
            .fact_at(path)
            .is_some_and(|fact| allowed.contains(&fact.entity))
    };
    match path {
        Path::Household(_) => entity(&[Entity::Household]),
        Path::Person(_) => entity(&[Entity::Person, Entity::Adult]),
        Path::Partner(_) => entity(&[Entity::Adult]),
        Path::Child(_, fact) => fact != rules::REMOVED && entity(&[Entity::Child]),
        Path::Income(..) => false,
        Path::PartnerExists | Path::ChildrenComplete | Path::IncomesComplete(..) => true,
        Path::Receipt(right) => catalogue.right(right).is_some(),
    }
}

/// What one field asks to keep, if it changed.
fn field(catalogue: &Catalogue, pairs: &Pairs, path: Path, rendered: &Token) -> Option<Write> {
    let place = path.to_string();
    let seen = seen(pairs, &place, rendered)?;
    let text = typed(catalogue, pairs, &path, &rendered.text);
    let text = confirmed(pairs, &place, text);
    let to_review = pairs.says(&format!("a.{place}"));
    (text != rendered.text || to_review != rendered.to_review).then(|| Write {
        answer: wire::read(catalogue, &path, &text),
        path,
        to_review,
        seen,
    })
}

/// What a field says when nothing was put in it: the answer of the bilan before (`q.`), if somebody confirmed it (`p.`), or said
/// that nothing changed on the whole screen.
pub(super) fn confirmed(pairs: &Pairs, place: &str, text: String) -> String {
    let same = pairs.says(&format!("p.{place}")) || pairs.first("aller") == Some(UNCHANGED);
    match pairs.first(&format!("q.{place}")) {
        Some(before) if same && text.is_empty() => before.to_owned(),
        _ => text,
    }
}

/// The version a field may replace; `None` when the agent keeps the other side of a conflict. While neither side was
/// chosen, a version that is surely past: the conflict is shown again, nothing is overwritten.
pub(super) fn seen(pairs: &Pairs, place: &str, rendered: &Token) -> Option<u32> {
    match pairs.first(&format!("c.{place}")) {
        Some("eux") => None,
        Some("moi") => Some(rendered.version),
        _ if pairs.says(&format!("cc.{place}")) => Some(rendered.version.saturating_sub(1)),
        _ => Some(rendered.version),
    }
}

/// What a field says, as one text. When two parts of a field disagree, the part that was just touched wins.
pub fn typed(catalogue: &Catalogue, pairs: &Pairs, path: &Path, rendered: &str) -> String {
    let part = |prefix: &str| {
        pairs
            .first(&format!("{prefix}.{path}"))
            .unwrap_or_default()
            .trim()
            .to_owned()
    };
    if let Path::Receipt(_) = path {
        let (word, day) = (part("r"), part("d"));
        return if day.is_empty()
            || word.is_empty()
            || word == DOES_NOT_KNOW
            || word == PREFERS_NOT_TO_SAY
        {
            word
        } else {
            format!("{word}|{day}")
        };
    }
    if let Some(FactType::Choices(_)) = catalogue.fact_at(path).map(|fact| &fact.kind) {
        let name = format!("r.{path}");
        return choices(&pairs.all(&name).collect::<Vec<_>>(), rendered);
    }
    let (text, band, manner) = (part("r"), part("b"), part("m"));
    let is_manner = [DOES_NOT_KNOW, PREFERS_NOT_TO_SAY].contains(&rendered);
    let is_band = band_index(rendered);
    let shown_text = if is_manner || (is_band && pairs.says(&format!("b.{path}"))) {
        ""
    } else {
        rendered
    };
    let shown_band = if is_band { rendered } else { "" };
    let shown_manner = if is_manner { rendered } else { "" };
    let parts = [
        (text, shown_text),
        (band, shown_band),
        (manner, shown_manner),
    ];
    let touched = parts
        .iter()
        .find(|(now, then)| !now.is_empty() && now != then);
    let left = || parts.iter().find(|(now, _)| !now.is_empty());
    touched
        .or_else(left)
        .map(|(now, _)| now.clone())
        .unwrap_or_default()
}

/// Whether the text is a band, `b2`.
pub(super) fn band_index(text: &str) -> bool {
    text.strip_prefix('b')
        .is_some_and(|at| !at.is_empty() && at.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Several boxes: « aucun », « ne sait pas » and « préfère ne pas dire » stand alone, and only if they were just ticked.
fn choices(ticked: &[&str], rendered: &str) -> String {
    let lonely = |value: &str| [NONE, DOES_NOT_KNOW, PREFERS_NOT_TO_SAY].contains(&value);
    let fresh = ticked
        .iter()
        .find(|value| lonely(value) && **value != rendered);
    if let Some(value) = fresh {
        return (*value).to_owned();
    }
    let mut ids: Vec<&str> = ticked
        .iter()
        .copied()
        .filter(|value| !lonely(value))
        .collect();
    if ids.is_empty() {
        return ticked
            .first()
            .map(|value| (*value).to_owned())
            .unwrap_or_default();
    }
    ids.sort_unstable();
    ids.dedup();
    ids.join("+")
}
