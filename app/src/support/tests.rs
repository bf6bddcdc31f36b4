//! The support leaves nothing out, and says who wrote what.

use std::sync::LazyLock;

use chrono::{DateTime, NaiveDate, TimeDelta, TimeZone, Utc};
use rules::{Answer, Catalogue, Outcome, Path, Value, Verdict};
use uuid::Uuid;

use super::*;
use crate::desk::{Bilan, HistoryEvent, Issued, StoredAnswer};
use crate::notes::NewNote;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::embedded().unwrap());

fn at(minute: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 21, 13, minute, 0).unwrap()
}

fn paris(at: DateTime<Utc>) -> NaiveDateTime {
    (at + TimeDelta::hours(1)).naive_utc()
}

fn answer(path: &str, answer: Answer) -> StoredAnswer {
    StoredAnswer {
        path: path.parse::<Path>().unwrap(),
        answer,
        to_review: false,
        version: 1,
        author: "Nadia B.".to_owned(),
        structure: "EDS de Villejuif".to_owned(),
        at: at(32),
        giver: crate::desk::Giver::default(),
    }
}

fn choice(word: &str) -> Answer {
    Answer::Given(Value::Choice(word.to_owned()))
}

fn bilan(answers: Vec<StoredAnswer>) -> Bilan {
    let day = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
    Bilan {
        id: Uuid::from_u128(7),
        reference: "7F-42K".to_owned(),
        with_rsa: false,
        training: None,
        opened_at: at(0),
        opened_on: day,
        law_date: day,
        structure: "EDS de Villejuif".to_owned(),
        agent: "Nadia B.".to_owned(),
        state: BilanState::Open,
        person: None,
        answers,
        issued: None,
        before: None,
        shared: None,
    }
}

fn made(bilan: &Bilan, history: &[HistoryLine]) -> Support {
    noted(bilan, &[], history)
}

fn noted(bilan: &Bilan, notes: &[Note], history: &[HistoryLine]) -> Support {
    support(
        &Reading::new(&CATALOGUE, bilan),
        &[],
        notes,
        history,
        at(50),
        &paris,
    )
}

/// The text with plain spaces.
fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

fn said(support: &Support) -> String {
    plain(&support.texts().join("\n"))
}

#[test]
fn every_right_of_the_catalogue_is_told_once() {
    let bilan = bilan(vec![answer("conjoint.existe", Answer::yes_no(false))]);
    let reading = Reading::new(&CATALOGUE, &bilan);
    let support = made(&bilan, &[]);
    let told: usize = support
        .rights
        .iter()
        .map(|group| group.full.len() + group.brief.len())
        .sum();
    assert_eq!(told, reading.evaluation.findings.len());
    let order: Vec<Outcome> = support.rights.iter().map(|group| group.outcome).collect();
    let mut wanted = vec![
        Outcome::Probable,
        Outcome::MayAsk,
        Outcome::ToCheck,
        Outcome::AlreadyOpen,
        Outcome::Unlikely,
    ];
    wanted.retain(|outcome| order.contains(outcome));
    assert_eq!(order, wanted);
}

#[test]
fn a_right_is_told_with_every_condition_its_verdict_and_its_source() {
    let mut open = answer(
        "recu.rsa-socle",
        Answer::Given(Value::Receipt(rules::Receipt::Open { until: None })),
    );
    open.at = at(33);
    let bilan = bilan(vec![open]);
    let reading = Reading::new(&CATALOGUE, &bilan);
    let support = made(&bilan, &[]);
    let group = support
        .rights
        .iter()
        .find(|group| group.outcome == Outcome::AlreadyOpen)
        .unwrap();
    let told = group
        .full
        .iter()
        .find(|right| right.id == "rsa-socle")
        .unwrap();
    let found = reading.evaluation.finding("rsa-socle").unwrap();
    assert_eq!(told.conditions.len(), found.conditions.len());
    assert!(
        told.facts.iter().any(|fact| fact == "Ouvert."),
        "{:?}",
        told.facts
    );
    assert!(
        told.conditions
            .iter()
            .all(|condition| !condition.source.is_empty())
    );
    assert!(
        told.conditions
            .iter()
            .any(|condition| condition.verdict == Verdict::Unknown && condition.word == "À savoir")
    );
}

#[test]
fn what_is_not_likely_takes_one_line_with_the_condition_that_fails() {
    // Too young for what is due to the old, whatever the rest.
    let place: Path = "personne.date_naissance".parse().unwrap();
    let born = crate::interview::wire::read(&CATALOGUE, &place, "12/03/1990");
    let bilan = bilan(vec![answer("personne.date_naissance", born)]);
    let support = made(&bilan, &[]);
    let group = support
        .rights
        .iter()
        .find(|group| group.outcome == Outcome::Unlikely)
        .unwrap();
    assert!(group.full.is_empty() && !group.brief.is_empty());
    assert!(
        group
            .brief
            .iter()
            .all(|line| plain(&line.text).contains(" Source : ")),
        "{:?}",
        group.brief
    );
}

#[test]
fn an_answer_says_who_wrote_it_when_and_how_it_was_met() {
    let mut partner = answer("conjoint.existe", Answer::DoesNotKnow);
    partner.to_review = true;
    partner.author = "Marc D.".to_owned();
    partner.structure = "CCAS de Créteil".to_owned();
    let alone = CATALOGUE
        .questions()
        .iter()
        .find(|question| question.alone)
        .unwrap();
    let bilan_empty = bilan(Vec::new());
    let intimate = crate::interview::plan::paths(&Reading::new(&CATALOGUE, &bilan_empty), alone)
        .remove(0)
        .to_string();
    let support = made(
        &bilan(vec![partner, answer(&intimate, Answer::PrefersNotToSay)]),
        &[],
    );
    let answers: Vec<&Answered> = support
        .answers
        .iter()
        .flat_map(|theme| &theme.items)
        .collect();
    let couple = answers
        .iter()
        .find(|answered| answered.question.contains("couple"))
        .unwrap();
    assert_eq!(couple.given[0].text, "Ne sait pas (à revoir)");
    assert_eq!(
        plain(&couple.given[0].by),
        "Marc D. (CCAS de Créteil), 21 novembre 2026 à 14 h 32"
    );
    let intimate = answers
        .iter()
        .find(|answered| plain(&answered.question) == plain(&typeset(&alone.text)))
        .unwrap();
    assert_eq!(intimate.mark, "intime");
    assert!(
        intimate.given[0].text.to_lowercase().contains("non abordé"),
        "never told as a refusal: {:?}",
        intimate.given
    );
}

#[test]
fn an_answer_that_no_question_asks_for_any_more_stays_in_the_record() {
    // The partner was told of, then is no longer there: nothing said is left out.
    let kept = answer(
        "conjoint.date_naissance",
        Answer::Unreadable("x".to_owned()),
    );
    let mut answers = vec![answer("conjoint.existe", Answer::yes_no(false)), kept];
    answers.push(answer("foyer.logement_statut", choice("heberge_gratuit")));
    let total = answers.len();
    let support = made(&bilan(answers), &[]);
    let told: usize = support
        .answers
        .iter()
        .flat_map(|theme| &theme.items)
        .map(|answered| answered.given.len())
        .sum();
    assert_eq!(told, total);
    assert!(said(&support).contains("(illisible)"));
}

#[test]
fn what_holds_back_most_rights_is_to_be_known_first() {
    let unknown = answer("conjoint.existe", Answer::DoesNotKnow);
    let bilan = bilan(vec![unknown]);
    let support = made(&bilan, &[]);
    let blocked: Vec<usize> = support
        .to_know
        .items
        .iter()
        .map(|line| {
            let text = plain(&line.text);
            let (number, rest) = text.split_once(' ').unwrap();
            if rest.starts_with("droit à vérifier") || rest.starts_with("droits à vérifier") {
                number.parse().unwrap()
            } else {
                0
            }
        })
        .collect();
    assert!(blocked.len() > 20 && blocked[0] > 10, "{blocked:?}");
    assert!(
        blocked.is_sorted_by(|one, other| one >= other),
        "{blocked:?}"
    );
    let couple = support
        .to_know
        .items
        .iter()
        .find(|line| line.strong.contains("couple"))
        .unwrap();
    assert!(
        plain(&couple.text).contains("posée : ne sait pas"),
        "{couple:?}"
    );
}

#[test]
fn the_history_has_one_line_a_day_for_each_who_wrote() {
    let line = |minute, agent: &str, event| HistoryLine {
        at: at(minute),
        agent: Some(agent.to_owned()),
        event,
    };
    let support = made(
        &bilan(Vec::new()),
        &[
            line(0, "Nadia B.", HistoryEvent::Opened),
            line(1, "Nadia B.", HistoryEvent::AnswersSaved),
            line(2, "Nadia B.", HistoryEvent::AnswersSaved),
            line(3, "Marc D.", HistoryEvent::AnswersSaved),
            line(4, "Nadia B.", HistoryEvent::CopyIssued),
            line(5, "Nadia B.", HistoryEvent::CopyIssued),
        ],
    );
    let told: Vec<String> = support
        .history
        .items
        .iter()
        .map(|line| plain(&format!("{} {}", line.strong, line.text)))
        .collect();
    assert_eq!(
        told,
        [
            "21 novembre 2026 à 14 h 00. Bilan ouvert par Nadia B..",
            "21 novembre 2026 à 14 h 01. Réponses écrites par Nadia B..",
            "21 novembre 2026 à 14 h 03. Réponses écrites par Marc D..",
            "21 novembre 2026 à 14 h 04. Copie de la personne préparée par Nadia B..",
            "21 novembre 2026 à 14 h 05. Copie de la personne préparée par Nadia B..",
        ]
        .map(|line| line.replace("..", "."))
    );
}

#[test]
fn a_closed_bilan_is_told_as_it_was_handed_out() {
    let mut bilan = bilan(Vec::new());
    let mut evaluation = rules::evaluate(
        &CATALOGUE,
        &crate::interview::situation_of(&[]),
        bilan.law_date,
    );
    evaluation.findings.truncate(1);
    bilan.issued = Some(Issued {
        paper: None,
        evaluation,
        at: at(40),
    });
    bilan.state = BilanState::Closed;
    let support = made(&bilan, &[]);
    let told: usize = support
        .rights
        .iter()
        .map(|group| group.full.len() + group.brief.len())
        .sum();
    assert_eq!(told, 1);
    assert!(said(&support).contains("gardés tels que remis le 21 novembre 2026 à 14 h 40"));
}

#[test]
fn it_can_not_be_taken_for_the_copy_of_the_person() {
    let support = made(&bilan(Vec::new()), &[]);
    assert!(support.title.ends_with("pour les professionnels"));
    assert!(
        support
            .foot
            .contains("Ce n’est pas la copie de la personne")
    );
    assert!(
        support
            .caution
            .starts_with("Ce n’est pas la copie de la personne")
    );
}

#[test]
fn notes_are_told_theme_by_theme_as_they_stand() {
    let note = |theme: &str, text: &str| Note {
        id: Uuid::nil(),
        what: NewNote {
            theme: theme.to_owned(),
            text: text.to_owned(),
            sensitive: false,
        },
        author: "Paul M.".to_owned(),
        structure: "EDS de Villejuif".to_owned(),
        mine: false,
        version: 1,
        at: at(10),
        before: Vec::new(),
    };
    let [first, .., last] = CATALOGUE.themes() else {
        panic!("the catalogue has themes")
    };
    let mut corrected = note(&first.id, "Attend son bulletin.");
    corrected.before = vec![(corrected.what.clone(), at(5))];
    let bilan = bilan(Vec::new());
    let made = noted(&bilan, &[note(&last.id, "Bus trop loin."), corrected], &[]);
    let told: Vec<String> = made
        .notes
        .items
        .iter()
        .map(|line| plain(&line.text))
        .collect();
    assert!(
        told[0].starts_with("Attend son bulletin. (par Paul M., EDS de Villejuif, le "),
        "{told:?}"
    );
    assert!(
        told[0].ends_with(", corrigée)") && !told[1].contains("corrigée"),
        "{told:?}"
    );
    assert_eq!(
        plain(&made.notes.items[1].strong),
        format!("{}.", last.name)
    );
    assert!(
        noted(&bilan, &[], &[]).notes.title.is_empty(),
        "nothing noted, nothing drawn"
    );
}
