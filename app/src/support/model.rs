//! The support as plain data: finished French texts in reading order, with nothing left to decide.
//!
//! The HTML page and the PDF are two pictures of this one thing. A new section is a field here, an arm in each picture,
//! and a line in [`Support::strings`], which spaces every text and lets the tests check that nothing was lost on the way.

use chrono::{DateTime, Utc};
use rules::{Outcome, Verdict};

/// What professionals read of a bilan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Support {
    /// The person's code (« 7F-42K »).
    pub reference: String,
    /// When this support was made.
    pub made_at: DateTime<Utc>,
    /// The title of the document.
    pub title: String,
    /// What must be known before it is left on a table.
    pub caution: String,
    /// Whose bilan, held by whom, on which law.
    pub head: Vec<Pair>,
    /// The rights, outcome by outcome.
    pub rights: Vec<RightsGroup>,
    /// Questions without an answer, those that hold back most rights first.
    pub to_know: Section<Line>,
    /// The title above the answers.
    pub answers_title: String,
    /// The answers, theme by theme.
    pub answers: Vec<Section<Answered>>,
    /// What professionals noted on each theme; without any, no title: it is not drawn.
    pub notes: Section<Line>,
    /// The earlier bilans of the person, the last one first; without any, no title: it is not drawn.
    pub earlier: Section<Line>,
    /// What changed since the last one; without any, no title: it is not drawn.
    pub changed: Section<Line>,
    /// What was done with the bilan, oldest first.
    pub history: Section<Line>,
    /// The words at the foot of each page: what it is and the code, never the name.
    pub foot: String,
}

/// A label and what it is worth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// What it is.
    pub label: String,
    /// What it is worth.
    pub value: String,
}

/// What stands under one title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section<T> {
    /// The title.
    pub title: String,
    /// One sentence on how to read it; may be empty.
    pub note: String,
    /// What stands there.
    pub items: Vec<T>,
}

/// What must be seen first, and what is said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What must be seen first.
    pub strong: String,
    /// What is said of it; may be empty.
    pub text: String,
}

/// Rights of one outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RightsGroup {
    /// What follows for them.
    pub outcome: Outcome,
    /// The same in words, with how many they are.
    pub title: String,
    /// Those told with every condition.
    pub full: Vec<RightLine>,
    /// The label of those told in one line; empty when they are the only ones, or none is.
    pub brief_label: String,
    /// Those told in one line: what failed, or what is missing.
    pub brief: Vec<Line>,
}

/// One right with its reasons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RightLine {
    /// Its id, for a link.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its amount, its receipt, the rights it waits for or excludes, and whether it is intimate.
    pub facts: Vec<String>,
    /// Every condition, in the catalogue's order.
    pub conditions: Vec<ConditionLine>,
}

/// One condition with its verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConditionLine {
    /// What became of it.
    pub verdict: Verdict,
    /// The same in a word.
    pub word: String,
    /// The condition.
    pub label: String,
    /// Where it is written.
    pub source: String,
}

/// A question with what was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// The question as it is asked.
    pub question: String,
    /// « intime »; empty otherwise.
    pub mark: String,
    /// What was answered, place by place.
    pub given: Vec<Given>,
}

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// What was answered, and whether it is to be looked at again.
    pub text: String,
    /// Who wrote it and when; empty when the next answer of the question says the same.
    pub by: String,
}

impl Support {
    /// Every text in reading order, the foot of the pages apart.
    pub fn texts(&self) -> Vec<String> {
        let mut support = self.clone();
        support.foot.clear();
        support
            .strings()
            .into_iter()
            .filter(|text| !text.is_empty())
            .map(|text| text.clone())
            .collect()
    }

    /// Every string in reading order, the foot of the pages last.
    pub(super) fn strings(&mut self) -> Vec<&mut String> {
        let mut all = vec![&mut self.title, &mut self.caution];
        for pair in &mut self.head {
            all.extend([&mut pair.label, &mut pair.value]);
        }
        for group in &mut self.rights {
            all.push(&mut group.title);
            for right in &mut group.full {
                all.push(&mut right.name);
                all.extend(&mut right.facts);
                for condition in &mut right.conditions {
                    all.extend([
                        &mut condition.word,
                        &mut condition.label,
                        &mut condition.source,
                    ]);
                }
            }
            all.push(&mut group.brief_label);
            all.extend(group.brief.iter_mut().flat_map(Line::strings));
        }
        all.extend(self.to_know.lines());
        all.push(&mut self.answers_title);
        for theme in &mut self.answers {
            all.extend([&mut theme.title, &mut theme.note]);
            for answered in &mut theme.items {
                all.extend([&mut answered.question, &mut answered.mark]);
                for given in &mut answered.given {
                    all.extend([&mut given.text, &mut given.by]);
                }
            }
        }
        all.extend(self.notes.lines());
        all.extend(self.earlier.lines());
        all.extend(self.changed.lines());
        all.extend(self.history.lines());
        all.push(&mut self.foot);
        all
    }
}

impl Section<Line> {
    fn lines(&mut self) -> Vec<&mut String> {
        let mut all = vec![&mut self.title, &mut self.note];
        all.extend(self.items.iter_mut().flat_map(Line::strings));
        all
    }
}

impl Line {
    fn strings(&mut self) -> [&mut String; 2] {
        [&mut self.strong, &mut self.text]
    }
}
