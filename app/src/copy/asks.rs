//! One right on the roadmap: what to ask for, what it gives, and what comes by itself.

use rules::{Outcome, Receipt, Right};

use super::model::Line;
use super::selection::{Entry, Names};
use super::voice::{Voice, first_sentence, lower, sentence};

/// What to ask for, with what it would give. What is only possible to ask for says that the organisation decides. A right among
/// those `told` just above has said already that one chooses between the two.
pub fn ask(voice: &Voice<'_>, names: &Names, entry: &Entry, told: &[&str]) -> Line {
    let finding = entry.finding;
    let mut parts: Vec<String> = Vec::new();
    let amount = finding
        .amount
        .as_ref()
        .and_then(|amount| voice.estimate(amount));
    match (entry.asked, finding.outcome, finding.receipt) {
        (Some(on), ..) => {
            let done = match on {
                Some(day) => voice.tell("ask-done-on", &[("day", voice.day(day).into())]),
                None => voice.say("ask-done"),
            };
            parts.push(match amount {
                Some(amount) => {
                    let with = [("done", done.into()), ("amount", amount.into())];
                    voice.tell("ask-done-estimate", &with)
                }
                None => done,
            });
        }
        (None, Outcome::AlreadyOpen, Some(Receipt::Suspended)) => {
            parts.push(voice.say("ask-suspended"));
        }
        (None, Outcome::AlreadyOpen, _) => parts.extend(
            finding
                .renew_before
                .map(|end| voice.tell("ask-renew", &[("day", voice.day(end).into())])),
        ),
        (None, _, Some(Receipt::Refused { .. })) => parts.push(voice.say("ask-refused")),
        (None, Outcome::MayAsk, _) => {
            parts.extend(amount);
            parts.push(voice.say(if advises(voice, entry.right) {
                "ask-advised"
            } else {
                "ask-decided"
            }));
        }
        _ => parts.extend(amount),
    }
    let mut choice = finding.choice_with.clone();
    choice.retain(|other| !told.contains(&other.as_str()));
    let (opening, after, choice) = (
        names.of(voice, &finding.after_opening_of),
        names.of(voice, &finding.after),
        names.of(voice, &choice),
    );
    let beside = |name: &str, rights: String| voice.tell(name, &[("rights", rights.into())]);
    if !opening.is_empty() {
        parts.push(beside("ask-after-opening", opening));
    } else if !after.is_empty() {
        parts.push(beside("ask-after", after));
    }
    if !choice.is_empty() {
        parts.push(beside("ask-choice", choice));
    }
    let name = voice.right(entry.right);
    let line = if parts.is_empty() {
        Line::new(format!("{name}."), "")
    } else {
        voice.headed(&name, &format!("{}.", voice.parts(&parts)))
    };
    Line {
        how: gives(voice, entry),
        ..line
    }
}

/// Whether the organisation of a right only advises: it decides nothing.
fn advises(voice: &Voice<'_>, right: &Right) -> bool {
    let organisation = voice.catalogue.organisation(&right.organisation);
    organisation.is_some_and(|organisation| organisation.advises)
}

/// What it gives, in one sentence, and how to ask for it when the counter and the site that stand beside do not say it.
fn gives(voice: &Voice<'_>, entry: &Entry) -> String {
    let right = entry.right;
    let gives = sentence(&voice.of_right(right, "phrase", &right.sentence));
    if entry.finding.outcome == Outcome::AlreadyOpen {
        let renewal = voice.of_right(right, "renouvellement", &right.renewal);
        return format!("{gives} {}", sentence(&renewal));
    }
    let procedure = &right.procedure;
    let paper = procedure
        .paper
        .as_deref()
        .filter(|_| procedure.online.is_none() && entry.worth_asking() && !entry.requested());
    let paper = paper.map(|paper| {
        let paper = voice.of_right(right, "demarche.papier", paper);
        sentence(&first_sentence(&paper))
    });
    [Some(gives), paper]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ")
}

/// What comes by itself. Two are explained; more are named together, so that what has to be asked for stays in sight.
pub fn automatic(voice: &Voice<'_>, rights: &[(&Entry, &str)]) -> Vec<Line> {
    if rights.len() > 2 {
        let names: Vec<String> = rights
            .iter()
            .map(|(entry, _)| voice.right(entry.right))
            .collect();
        let rights = voice.list(&names);
        return vec![voice.line("automatic-many", &[("rights", rights.into())])];
    }
    rights
        .iter()
        .map(|(entry, by_itself)| {
            let right = entry.right;
            let procedure = &right.procedure;
            let by_itself = voice.of_right(right, "demarche.automatique", by_itself);
            let text = lower(&first_sentence(&by_itself));
            let text = if procedure.online.is_some() || procedure.paper.is_some() {
                voice.tell("automatic-ask", &[("text", text.into())])
            } else {
                text
            };
            voice.headed(&voice.right(right), &text)
        })
        .collect()
}
