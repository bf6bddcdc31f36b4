//! A remark on the catalogue, from its posted form. Never about a bilan: the form has no field for one.

use rules::holds_nir;

use crate::desk::{Desk, DeskError, NewRemark, REMARK_LENGTH, RemarkReason, RemarkSubject};
use crate::interview::pairs::Pairs;
use crate::spreadsheet;

/// What became of a posted remark.
pub enum Received {
    /// It is sent.
    Sent,
    /// Show the form again with what was typed: provide the echo to the page's context.
    Again(Echo),
}

/// A form that came back.
#[derive(Debug, Clone)]
pub struct Echo {
    /// What was chosen.
    pub reason: Option<RemarkReason>,
    /// What was typed.
    pub words: String,
    /// What to correct, a sentence.
    pub problem: String,
}

/// Receives one posted remark on this subject.
///
/// # Errors
/// [`DeskError::NotFound`] when the catalogue holds no such subject, or what the desk says.
pub async fn receive(
    desk: &dyn Desk,
    subject: RemarkSubject,
    body: &str,
) -> Result<Received, DeskError> {
    named(desk, &subject).ok_or(DeskError::NotFound)?;
    let pairs = Pairs::decode(body);
    let reason = pairs.first("motif").and_then(RemarkReason::parse);
    let words = pairs.first("mots").unwrap_or_default().trim().to_owned();
    let problem = if holds_nir(&words) {
        "Ce texte contient un numéro de sécurité sociale. Retirez-le\u{a0}: nous n’en gardons jamais.".to_owned()
    } else if words.chars().count() > REMARK_LENGTH {
        format!("Ce texte est trop long\u{a0}: {REMARK_LENGTH} caractères au plus.")
    } else {
        match reason {
            None => "Choisissez ce qui ne va pas.".to_owned(),
            Some(RemarkReason::Other) if words.is_empty() => {
                "Dites en quelques mots ce qui ne va pas.".to_owned()
            }
            Some(reason) => {
                desk.remark(NewRemark {
                    subject,
                    reason,
                    words,
                })
                .await?;
                return Ok(Received::Sent);
            }
        }
    };
    Ok(Received::Again(Echo {
        reason,
        words,
        problem,
    }))
}

/// How a subject is called; `None` when the catalogue does not hold it.
pub fn named(desk: &dyn Desk, subject: &RemarkSubject) -> Option<String> {
    let catalogue = desk.catalogue();
    match subject {
        RemarkSubject::Right(id) => catalogue.right(id).map(|right| right.name.clone()),
        RemarkSubject::Question(id) => {
            let mut questions = catalogue.questions().iter();
            let question = questions.find(|question| question.id == *id)?;
            Some(question.text.clone())
        }
    }
}

/// The remarks as a table to open in a spreadsheet.
pub fn table(remarks: &[crate::desk::Remark]) -> String {
    const HEAD: [&str; 9] = [
        "date",
        "structure",
        "catalogue",
        "objet",
        "identifiant",
        "motif",
        "remarque",
        "etat",
        "reponse",
    ];
    let mut lines = vec![HEAD.map(str::to_owned).to_vec()];
    for remark in remarks {
        lines.push(vec![
            remark.at.format("%Y-%m-%d").to_string(),
            remark.structure.clone(),
            remark.catalogue.clone(),
            remark.subject.kind().to_owned(),
            remark.subject.id().to_owned(),
            crate::words::remarks::reason(remark.reason).to_owned(),
            remark.words.clone(),
            crate::words::remarks::state(remark.state).to_owned(),
            remark.answer.clone(),
        ]);
    }
    spreadsheet::csv(&lines)
}
