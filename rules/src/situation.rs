//! What is known of one household: answers by place, rows of lists in the order they were added.

use std::collections::BTreeMap;

use crate::path::REMOVED;
use crate::{Answer, Entity, Path, RowId, Value};

static NOT_ASKED: Answer = Answer::NotAsked;

/// What is known. Lists stay open until an answer closes them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Situation {
    answers: BTreeMap<Path, Answer>,
    children: Vec<RowId>,
    incomes: Vec<RowId>,
}

impl Situation {
    /// Nothing is known.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The situation these answers describe; of two answers at one place the later stands.
    pub fn from_answers(answers: impl IntoIterator<Item = (Path, Answer)>) -> Self {
        let mut situation = Self::new();
        for (path, answer) in answers {
            situation.put(path, answer);
        }
        situation
    }

    /// Puts an answer at its place. [`Answer::NotAsked`] takes it away again; a row exists as soon as one of
    /// its facts was answered, be it by « ne sait pas ».
    pub fn set(&mut self, path: &Path, answer: Answer) {
        self.put(path.clone(), answer);
    }

    /// The same of a place nobody else needs.
    pub(crate) fn put(&mut self, path: Path, answer: Answer) {
        if answer == Answer::NotAsked {
            self.answers.remove(&path);
            return;
        }
        let rows = match &path {
            Path::Child(row, _) => Some((&mut self.children, row)),
            Path::Income(row, _) => Some((&mut self.incomes, row)),
            _ => None,
        };
        if let Some((rows, row)) = rows
            && !rows.contains(row)
        {
            rows.push(row.clone());
        }
        self.answers.insert(path, answer);
    }

    /// The answer at this place; [`Answer::NotAsked`] when there is none.
    #[must_use]
    pub fn get(&self, path: &Path) -> &Answer {
        self.answers.get(path).unwrap_or(&NOT_ASKED)
    }

    /// Every answer with its place, by place.
    pub fn answers(&self) -> impl Iterator<Item = (&Path, &Answer)> {
        self.answers.iter()
    }

    /// The rows of a list that exist and were not removed, in the order they were added. Only
    /// [`Entity::Child`] and [`Entity::Income`] have rows.
    #[must_use]
    pub fn rows(&self, entity: Entity) -> Vec<RowId> {
        let rows = match entity {
            Entity::Child => &self.children,
            Entity::Income => &self.incomes,
            Entity::Household | Entity::Person | Entity::Adult => return Vec::new(),
        };
        // The answers of one row stand together: each row once, and whether it was removed.
        let mut answered: Vec<(&RowId, bool)> = Vec::new();
        for (path, answer) in &self.answers {
            let (row, fact) = match (entity, path) {
                (Entity::Child, Path::Child(row, fact))
                | (Entity::Income, Path::Income(row, fact)) => (row, fact),
                _ => continue,
            };
            let removed = fact == REMOVED && *answer == Answer::yes_no(true);
            match answered.last_mut() {
                Some((last, gone)) if *last == row => *gone |= removed,
                _ => answered.push((row, removed)),
            }
        }
        rows.iter()
            .filter(|row| answered.iter().any(|(found, gone)| found == row && !gone))
            .cloned()
            .collect()
    }

    /// Whether somebody said yes at this place.
    pub(crate) fn says_yes(&self, path: &Path) -> bool {
        matches!(self.get(path), Answer::Given(Value::YesNo(true)))
    }
}

impl FromIterator<(Path, Answer)> for Situation {
    fn from_iter<I: IntoIterator<Item = (Path, Answer)>>(answers: I) -> Self {
        Self::from_answers(answers)
    }
}
