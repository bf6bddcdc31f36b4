//! A posted form into answers to keep.
//!
//! Fields are named by their place: `r.` what was typed or chosen, `m.` a way of not answering, `b.` a band, `d.` a day,
//! `a.` « à revoir », `c.` which side of a conflict to keep (`cc.` says there is one), `v.` what the field was rendered from (see [`Token`]).
//! Cells of the income grid are `i.` and `iv.`, the source of a line to add is `s.`. Buttons are `aller`, `ajouter`, `retirer`, `pareil`.
//! A field writes only when it differs from what it was rendered from: another agent's answer is never pushed back.

use std::collections::BTreeMap;

use rules::{Answer, Catalogue, Entity, FactType, Holder, Path, YearMonth};
use uuid::Uuid;

use super::Reading;
use super::incomes::{self, Cell};
use super::wire::{self, DOES_NOT_KNOW, NONE, PREFERS_NOT_TO_SAY, Token};
use crate::desk::Write;

/// The raw pairs of a form, in order.
#[derive(Debug, Clone, Default)]
pub struct Pairs(pub Vec<(String, String)>);

impl Pairs {
    /// Decodes an `application/x-www-form-urlencoded` body. Bytes that are not UTF-8 become the replacement character.
    pub fn decode(body: &str) -> Self {
        let pairs = body.split('&').filter(|pair| !pair.is_empty());
        Self(
            pairs
                .map(|pair| {
                    let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
                    (percent(name), percent(value))
                })
                .collect(),
        )
    }

    /// The first value of a name.
    pub fn first(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    /// Every value of a name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    fn says(&self, name: &str) -> bool {
        self.first(name).is_some()
    }
}

fn percent(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'+' => bytes.push(b' '),
            b'%' => {
                let ahead = rest.clone();
                let digits = [rest.next(), rest.next()]
                    .map(|digit| digit.and_then(|digit| char::from(digit).to_digit(16)));
                match digits {
                    [Some(high), Some(low)] => {
                        bytes.push(u8::try_from(high * 16 + low).unwrap_or(b'?'))
                    }
                    _ => {
                        bytes.push(b'%');
                        rest = ahead;
                    }
                }
            }
            _ => bytes.push(byte),
        }
    }
    String::from_utf8_lossy(&bytes).replace("\r\n", "\n")
}

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
pub fn read(reading: &Reading<'_>, pairs: &Pairs) -> Form {
    let button = button(reading.catalogue, pairs);
    let mut writes = Vec::new();
    for (name, value) in &pairs.0 {
        if let Some(path) = name
            .strip_prefix("v.")
            .and_then(|path| path.parse::<Path>().ok())
            && is_known(reading.catalogue, &path)
        {
            writes.extend(field(reading, pairs, path, &Token::parse(value)));
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
    writes.extend(cells(reading, pairs, &button));
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
fn field(reading: &Reading<'_>, pairs: &Pairs, path: Path, rendered: &Token) -> Option<Write> {
    let place = path.to_string();
    let seen = seen(pairs, &place, rendered)?;
    let text = typed(reading.catalogue, pairs, &path, &rendered.text);
    let to_review = pairs.says(&format!("a.{place}"));
    (text != rendered.text || to_review != rendered.to_review).then(|| Write {
        answer: wire::read(reading.catalogue, &path, &text),
        path,
        to_review,
        seen,
    })
}

/// The version a field may replace; `None` when the agent keeps the other side of a conflict. While neither side was
/// chosen, a version that is surely past: the conflict is shown again, nothing is overwritten.
fn seen(pairs: &Pairs, place: &str, rendered: &Token) -> Option<u32> {
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

fn band_index(text: &str) -> bool {
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

/// The cells of the income grids.
fn cells(reading: &Reading<'_>, pairs: &Pairs, button: &Button) -> Vec<Write> {
    let mut named: Vec<(Cell, String, Token)> = Vec::new();
    for (name, value) in &pairs.0 {
        if let Some(cell) = name
            .strip_prefix("iv.")
            .and_then(|name| cell(reading, name))
        {
            let text = pairs
                .first(&format!("i.{}", cell.name()))
                .unwrap_or_default()
                .trim()
                .to_owned();
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
                reading,
                &cell,
                &text,
                &Token { version, ..token },
            ));
        }
    }
    writes
}

/// The cell of a name `personne.salaire.0.2026-09`.
pub fn cell(reading: &Reading<'_>, name: &str) -> Option<Cell> {
    let mut parts = name.split('.');
    let (holder, source, line, month) =
        (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    let source = incomes::sources(reading.catalogue)
        .iter()
        .find(|known| known.id == source)?;
    let line = line.parse::<usize>().ok().filter(|line| *line < 50)?;
    Some(incomes::cell(
        &reading.situation,
        holder.parse().ok()?,
        &source.id,
        line,
        month.parse().ok()?,
    ))
}

/// A cell writes its whole row, or empties it.
fn cell_writes(reading: &Reading<'_>, cell: &Cell, text: &str, rendered: &Token) -> Vec<Write> {
    let amount = cell.amount();
    let shown = if band_index(&rendered.text) {
        reading.catalogue.show(
            &amount,
            &wire::read(reading.catalogue, &amount, &rendered.text),
        )
    } else {
        rendered.text.clone()
    };
    if text == shown {
        return Vec::new();
    }
    let answer = wire::read(reading.catalogue, &amount, text);
    let empty = answer == Answer::NotAsked;
    let mut writes = vec![Write {
        path: amount,
        answer,
        to_review: rendered.to_review,
        seen: rendered.version,
    }];
    for (path, identity) in cell.identity() {
        let answer = if empty { Answer::NotAsked } else { identity };
        let stored = reading.stored(&path);
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
