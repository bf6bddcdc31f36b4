//! What the person reads, and what no paper of theirs says.

use rules::{Answer, Path, Value};
use uuid::Uuid;

use super::*;
use crate::desk::{BilanState, Giver, StoredAnswer};
use crate::follow_up::Reminder;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A bilan whose person chose a paper.
fn bilan(paper: Option<&str>) -> Bilan {
    let at = "2026-11-23T09:00:00Z".parse().unwrap();
    let chosen = paper.map(|word| StoredAnswer {
        path: Path::Household("copie_papier".into()),
        answer: Answer::Given(Value::Choice(word.to_owned())),
        to_review: false,
        version: 1,
        author: String::new(),
        structure: String::new(),
        at,
        giver: Giver::Person,
    });
    Bilan {
        id: Uuid::from_u128(7),
        reference: "7F-42K".to_owned(),
        with_rsa: false,
        training: None,
        opened_at: at,
        opened_on: day("2026-11-23"),
        law_date: day("2026-11-23"),
        structure: "EDS de Villejuif".to_owned(),
        agent: "Nadia B.".to_owned(),
        state: BilanState::Open,
        person: None,
        answers: chosen.into_iter().collect(),
        issued: None,
        before: None,
        shared: None,
    }
}

fn followed(right: &str, change: impl FnOnce(&mut Standing)) -> FollowUp {
    let mut standing = Standing::first(right, None, day("2026-11-23"));
    change(&mut standing);
    FollowUp {
        standing,
        version: 1,
        author: String::new(),
        at: "2026-11-23T09:00:00Z".parse().unwrap(),
    }
}

#[test]
fn what_to_do_comes_by_its_day_and_the_rest_under_what_it_became() {
    let catalogue = Catalogue::embedded().unwrap();
    let all = [
        followed("rsa-socle", |one| one.state = State::Refused),
        followed("prime-activite", |one| one.state = State::InReview),
        followed("domiciliation", |one| {
            one.reminder = Some(Reminder {
                on: day("2026-12-01"),
                what: "passer au guichet".to_owned(),
            });
        }),
        followed("paje-base", |one| one.state = State::Granted),
        followed("retire-du-catalogue", |_| {}),
    ];
    let page = mine(&catalogue, &bilan(Some("complete")), &all);
    let days: Vec<_> = page.to_do.iter().map(|task| task.by.unwrap()).collect();
    assert_eq!(days, [day("2026-12-01"), day("2027-01-23")]);
    assert!(
        page.to_do[0]
            .what
            .iter()
            .any(|line| line.contains("passer au guichet"))
    );
    assert!(page.to_do[1].what[0].contains("recours écrit obligatoire"));
    assert_eq!(page.under_way.len(), 1);
    assert_eq!(page.open.len(), 1);
    assert_eq!(page.over.len(), 1);
}

#[test]
fn what_a_copy_withholds_is_not_here() {
    let catalogue = Catalogue::embedded().unwrap();
    let sensitive = catalogue.rights().iter().find(|right| right.sensitive);
    let sensitive = sensitive.unwrap().id.clone();
    let all = [
        followed(&sensitive, |one| one.state = State::Sent),
        followed("rsa-socle", |one| {
            one.state = State::Refused;
            one.refusal.reason = "Violences".to_owned();
        }),
    ];
    for paper in [None, Some("gardee_ici"), Some("aucune")] {
        let page = mine(&catalogue, &bilan(paper), &all);
        assert!(page.under_way.is_empty(), "{paper:?}");
        assert!(!page.over[0].told.contains("Violences"), "{paper:?}");
    }
    let page = mine(&catalogue, &bilan(Some("complete")), &all);
    assert_eq!(page.under_way.len(), 1);
    assert!(page.over[0].told.contains("Violences"));
    let page = mine(&catalogue, &bilan(Some("neutre")), &all);
    let days = vec![day("2027-01-23")];
    assert_eq!(
        page,
        MyPage {
            days,
            ..MyPage::default()
        }
    );
}

#[test]
fn what_is_settled_asks_for_nothing() {
    let catalogue = Catalogue::embedded().unwrap();
    let all = [followed("rsa-socle", |one| {
        one.state = State::Refused;
        one.settled = true;
    })];
    let page = mine(&catalogue, &bilan(None), &all);
    assert!(page.to_do.is_empty());
    assert_eq!(page.over.len(), 1);
}
