//! A role's card: what the person answers when they are asked, theme by theme.

use rules::{Case, Catalogue};

use super::told;
use crate::interview::{Reading, said};

/// What is said in one theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The theme's name.
    pub theme: String,
    /// Each question with its answers, in the order of the conversation.
    pub lines: Vec<(String, Vec<String>)>,
}

/// The answers of a situation, as the questions ask for them.
pub fn card(catalogue: &Catalogue, case: &Case) -> Vec<Said> {
    let bilan = told(catalogue, case, case.date);
    let reading = Reading::new(catalogue, &bilan);
    let of_theme = |theme: &rules::Theme| {
        let questions = catalogue.questions().iter();
        let lines = questions
            .filter(|question| question.theme == theme.id)
            .filter_map(|question| {
                let answers = said::said(&reading, question);
                let answers: Vec<String> = answers.iter().map(said::Said::text).collect();
                (!answers.is_empty()).then(|| (question.text.clone(), answers))
            });
        Said {
            theme: theme.name.clone(),
            lines: lines.collect(),
        }
    };
    let themes = catalogue.themes().iter().map(of_theme);
    themes.filter(|theme| !theme.lines.is_empty()).collect()
}
