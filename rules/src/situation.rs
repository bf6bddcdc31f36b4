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
            situation.set(&path, answer);
        }
        situation
    }

    /// Puts an answer at its place. [`Answer::NotAsked`] takes it away again; a row exists as soon as one of
    /// its facts was answered, be it by « ne sait pas ».
    pub fn set(&mut self, path: &Path, answer: Answer) {
        if answer == Answer::NotAsked {
            self.answers.remove(path);
            return;
        }
        let rows = match path {
            Path::Child(row, _) => Some((&mut self.children, row)),
            Path::Income(row, _) => Some((&mut self.incomes, row)),
            _ => None,
        };
        if let Some((rows, row)) = rows
            && !rows.contains(row)
        {
            rows.push(row.clone());
        }
        self.answers.insert(path.clone(), answer);
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
        let (rows, place): (_, fn(RowId, String) -> Path) = match entity {
            Entity::Child => (&self.children, Path::Child),
            Entity::Income => (&self.incomes, Path::Income),
            Entity::Household | Entity::Person | Entity::Adult => return Vec::new(),
        };
        rows.iter()
            .filter(|row| {
                let removed = self.get(&place((*row).clone(), REMOVED.to_owned()));
                *removed != Answer::yes_no(true) && self.has_answer(entity, row)
            })
            .cloned()
            .collect()
    }

    /// Whether somebody said yes at this place.
    pub(crate) fn says_yes(&self, path: &Path) -> bool {
        matches!(self.get(path), Answer::Given(Value::YesNo(true)))
    }

    /// Whether any fact of the row is still answered.
    fn has_answer(&self, entity: Entity, row: &RowId) -> bool {
        let first = match entity {
            Entity::Child => Path::Child(row.clone(), String::new()),
            _ => Path::Income(row.clone(), String::new()),
        };
        self.answers.range(first..).next().is_some_and(|(path, _)| {
            matches!(
                (entity, path),
                (Entity::Child, Path::Child(found, _)) | (Entity::Income, Path::Income(found, _)) if found == row
            )
        })
    }
}

impl FromIterator<(Path, Answer)> for Situation {
    fn from_iter<I: IntoIterator<Item = (Path, Answer)>>(answers: I) -> Self {
        Self::from_answers(answers)
    }
}
