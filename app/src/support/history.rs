//! What was done with the bilan: who opened it, wrote in it, handed a copy out, closed it. One line a day for each who wrote.

use super::model::{Line, Section};
use super::{Paris, moment};
use crate::desk::{HistoryEvent, HistoryLine};

/// The section of the history.
pub fn section(history: &[HistoryLine], paris: Paris<'_>) -> Section<Line> {
    let mut told: Vec<&HistoryLine> = Vec::new();
    for line in history {
        let daily = [
            HistoryEvent::AnswersSaved,
            HistoryEvent::FollowedOn,
            HistoryEvent::Noted,
        ];
        let again = daily.contains(&line.event)
            && told.iter().any(|other| {
                other.event == line.event
                    && other.agent == line.agent
                    && paris(other.at).date() == paris(line.at).date()
            });
        if !again {
            told.push(line);
        }
    }
    let items = told.into_iter().map(|line| Line {
        strong: format!("{}.", moment(line.at, paris)),
        text: sentence(line),
    });
    Section {
        title: "L’histoire de ce bilan".to_owned(),
        note: "Ce que quelqu’un écrit au fil d’une journée y tient en une ligne.".to_owned(),
        items: items.collect(),
    }
}

/// What was done, and by whom, in a sentence.
pub fn sentence(line: &HistoryLine) -> String {
    let what = what(line.event);
    match &line.agent {
        // « Nadia B. » brings its own full stop.
        Some(agent) => format!("{what} par {}.", agent.trim_end_matches('.')),
        None => format!("{what}."),
    }
}

/// What was done.
pub const fn what(event: HistoryEvent) -> &'static str {
    match event {
        HistoryEvent::Opened => "Bilan ouvert",
        HistoryEvent::AnswersSaved => "Réponses écrites",
        HistoryEvent::Shared => "Bilan partagé avec une autre structure",
        HistoryEvent::ShareTaken => "Code de partage utilisé",
        HistoryEvent::ShareRevoked => "Partage retiré",
        HistoryEvent::OpenedInEmergency => "Lu en urgence",
        HistoryEvent::DataGiven => "Données remises à la personne",
        HistoryEvent::ErasureAsked => "Effacement demandé",
        HistoryEvent::ErasureRefused => "Effacement refusé",
        HistoryEvent::CopyIssued => "Copie de la personne préparée",
        HistoryEvent::SupportIssued => "Support préparé pour l’impression",
        HistoryEvent::FollowedOn => "Suivi des droits écrit",
        HistoryEvent::MandateKept => "Mandat de la personne noté",
        HistoryEvent::MandateRevoked => "Mandat de la personne révoqué",
        HistoryEvent::Noted => "Notes écrites",
        HistoryEvent::Oriented => "Personne orientée vers un service",
        HistoryEvent::OrientationMoved => "Suite d’une orientation écrite",
        HistoryEvent::OrientationWithdrawn => "Orientation retirée par la personne, notée",
        HistoryEvent::Closed => "Bilan clos",
        HistoryEvent::Reopened => "Bilan rouvert",
        HistoryEvent::Read => "Bilan lu",
        HistoryEvent::OrientationRead => "Fiche d’orientation lue",
        HistoryEvent::Followed => "Bilan suivi à partir de là",
        HistoryEvent::Left => "Bilan qui n’est plus suivi",
        HistoryEvent::FindableSet => {
            "Accord pour que d’autres structures sachent qu’il existe, noté ou retiré"
        }
        HistoryEvent::JournalRead => "Journal de ce bilan consulté",
        HistoryEvent::Other => "Autre action",
    }
}
