//! What a report counts, and what it keeps to itself.

use chrono::NaiveDate;
use rules::Catalogue;
use uuid::Uuid;

use super::hide::Count;
use super::quarter::Quarter;
use super::table::{Cell, Table, csv};
use super::{BilanFact, Facts, FoundFact, OfferFact, Reach, Report, StepFact, report};
use crate::follow_up::{Cause, Standing, State};
use crate::offers::OfferState;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn nothing(reach: Reach) -> Facts {
    Facts {
        reach,
        offers: Vec::new(),
        bilans: Vec::new(),
        found: Vec::new(),
        steps: Vec::new(),
    }
}

/// A right followed by a structure since its bilan of 1 October, in this state on this day.
fn step(id: u128, structure: &str, right: &str, state: State, on: &str) -> StepFact {
    let mut standing = Standing::first(right, None, day(on));
    standing.state = state;
    StepFact {
        follow_up: Uuid::from_u128(id),
        bilan: Uuid::from_u128(1000 + id),
        structure: structure.to_owned(),
        territory: String::new(),
        opened_on: day("2026-10-01"),
        standing,
    }
}

fn autumn(facts: &Facts) -> Report {
    let catalogue = Catalogue::embedded().unwrap();
    report(facts, Quarter::of(day("2026-11-23")), &catalogue)
}

fn table<'a>(report: &'a Report, id: &str) -> &'a Table {
    report.tables.iter().find(|table| table.id == id).unwrap()
}

/// Each line and its cells, the total first.
fn read(table: &Table) -> Vec<(String, Vec<String>)> {
    let lines = table.total.iter().chain(&table.rows);
    lines
        .map(|row| {
            (
                row.name.clone(),
                row.cells.iter().map(|cell| cell.text()).collect(),
            )
        })
        .collect()
}

fn values(report: &Report, id: &str) -> Vec<String> {
    read(table(report, id))
        .into_iter()
        .flat_map(|(_, cells)| cells)
        .collect()
}

#[test]
fn an_office_that_begins_has_nothing_to_count() {
    for reach in [Reach::Territory, Reach::Structure("EDS".to_owned())] {
        assert!(autumn(&nothing(reach)).is_empty());
    }
}

#[test]
fn coverage_is_who_had_a_bilan_of_those_who_were_listed() {
    let mut facts = nothing(Reach::Structure("EDS".to_owned()));
    let states = [
        (OfferState::Waiting, 6),
        (OfferState::Unreached, 3),
        (OfferState::Held, 20),
        (OfferState::Declined, 7),
    ];
    for (state, number) in states {
        facts.offers.extend((0..number).map(|_| OfferFact {
            id: Uuid::new_v4(),
            structure: "EDS".to_owned(),
            listed_on: day("2026-10-05"),
            state,
        }));
    }
    facts.offers.push(OfferFact {
        id: Uuid::new_v4(),
        structure: "EDS".to_owned(),
        listed_on: day("2026-09-30"),
        state: OfferState::Held,
    });
    for closed in [true; 8].into_iter().chain([false; 5]) {
        facts.bilans.push(BilanFact {
            id: Uuid::new_v4(),
            structure: "EDS".to_owned(),
            territory: String::new(),
            opened_on: day("2026-12-31"),
            closed,
        });
    }
    let report = autumn(&facts);
    // Three who could not be reached are hidden, and so is the next smallest, which would tell them.
    assert_eq!(
        values(&report, "couverture"),
        ["36", "masqué", "masqué", "20", "7"]
    );
    assert_eq!(values(&report, "bilans"), ["13", "8", "5"]);
}

#[test]
fn rights_are_counted_as_they_stood_at_the_end_of_the_quarter() {
    let mut facts = nothing(Reach::Territory);
    for id in 0..6 {
        facts
            .steps
            .push(step(id, "EDS", "rsa-socle", State::Sent, "2026-10-02"));
        // 10, 20… 60 days after the bilan.
        let on = day("2026-10-01") + chrono::TimeDelta::days(10 * (i64::try_from(id).unwrap() + 1));
        facts.steps.push(step(
            id,
            "EDS",
            "rsa-socle",
            State::Granted,
            &on.to_string(),
        ));
    }
    for id in 10..15 {
        let mut refused = step(id, "CCAS", "asf", State::Refused, "2026-11-02");
        refused.standing.cause = Some(Cause::NotKnown);
        refused.standing.institution = Some("caf".to_owned());
        facts.steps.push(refused);
    }
    // One that ended before, and one that is nobody's business: it alone would tell.
    facts
        .steps
        .push(step(20, "EDS", "rsa-socle", State::Granted, "2026-09-02"));
    facts.steps.push(step(
        21,
        "EDS",
        "ordonnance-protection",
        State::Granted,
        "2026-11-02",
    ));
    for _ in 0..9 {
        facts.found.push(FoundFact {
            bilan: Uuid::new_v4(),
            structure: "EDS".to_owned(),
            territory: String::new(),
            right: "rsa-socle".to_owned(),
        });
    }
    let report = autumn(&facts);
    assert_eq!(values(&report, "issues"), ["12", "7", "5", "0", "0"]);
    assert_eq!(
        values(&report, "delais"),
        ["20\u{a0}jours", "32\u{a0}jours", "50\u{a0}jours"]
    );
    assert_eq!(values(&report, "causes"), ["5", "5", "0", "0", "0", "0"]);
    let rights = read(table(&report, "droits"));
    assert!(
        !rights.iter().any(|(name, _)| name.contains("protection")),
        "{rights:?}"
    );
    assert!(table(&report, "droits").left_out);
    let by_quarter = table(&report, "trimestres");
    assert_eq!(by_quarter.rows.len(), 8);
    assert_eq!(by_quarter.rows[7].cells, [Cell::Count(Count::Of(7))]);
    assert_eq!(by_quarter.rows[6].cells, [Cell::Count(Count::Hidden)]);
    let structures = read(table(&report, "structures"));
    assert_eq!(structures[1].0, "EDS");
    assert_eq!(table(&report, "institutions").rows.len(), 1);
}

#[test]
fn a_structure_reads_no_other() {
    let facts = nothing(Reach::Structure("EDS".to_owned()));
    assert!(
        autumn(&facts)
            .tables
            .iter()
            .all(|table| !["structures", "territoires"].contains(&table.id))
    );
}

/// Bilans opened by a structure of a territory.
fn opened(facts: &mut Facts, structure: &str, territory: &str, number: usize) {
    facts.bilans.extend((0..number).map(|_| BilanFact {
        id: Uuid::new_v4(),
        structure: structure.to_owned(),
        territory: territory.to_owned(),
        opened_on: day("2026-10-05"),
        closed: false,
    }));
}

#[test]
fn structures_of_the_same_communes_are_counted_together() {
    let mut facts = nothing(Reach::Territory);
    opened(&mut facts, "EDS", "94028 94011", 6);
    opened(&mut facts, "CCAS", "94011 94028", 7);
    opened(&mut facts, "Accueil de jour", "94081", 8);
    opened(&mut facts, "Le Relais", "", 5);
    // Followed by a structure of elsewhere, it is of where the bilan is held.
    for id in 0..5 {
        let mut step = step(
            id,
            "Accueil de jour",
            "rsa-socle",
            State::Granted,
            "2026-10-02",
        );
        step.territory = "94028 94011".to_owned();
        facts.steps.push(step);
    }
    facts.name_territories(|insee| match insee {
        "94011" => Some("Bonneuil-sur-Marne".to_owned()),
        "94028" => Some("Créteil".to_owned()),
        _ => None,
    });
    let report = autumn(&facts);
    let line = |name: &str, cells: [&str; 4]| (name.to_owned(), cells.map(str::to_owned).to_vec());
    assert_eq!(
        read(table(&report, "territoires")),
        [
            line("Ensemble", ["5", "0", "0", "26"]),
            line("Bonneuil-sur-Marne, Créteil", ["5", "0", "0", "13"]),
            line("94081", ["0", "0", "0", "8"]),
            line("Sans territoire", ["0", "0", "0", "5"]),
        ]
    );
    assert!(!table(&report, "territoires").left_out);
    assert_eq!(table(&report, "territoires").bars().len(), 3);
}

#[test]
fn a_territory_does_not_tell_what_a_structure_hides() {
    let mut facts = nothing(Reach::Territory);
    opened(&mut facts, "EDS de Créteil", "Créteil", 20);
    opened(&mut facts, "CCAS de Créteil", "Créteil", 3);
    opened(&mut facts, "EDS de Vitry", "Vitry-sur-Seine", 9);
    opened(&mut facts, "CCAS de Vitry", "Vitry-sur-Seine", 30);
    opened(&mut facts, "EDS d’Ivry", "Ivry-sur-Seine", 12);
    let report = autumn(&facts);
    let names = |id| {
        let rows = &table(&report, id).rows;
        rows.iter().map(|row| row.name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(
        names("structures"),
        ["CCAS de Vitry", "EDS de Créteil", "EDS d’Ivry"]
    );
    // Créteil holds 23: with the EDS beside it, that would tell the 3. So would Vitry, with the total.
    assert_eq!(names("territoires"), ["Ivry-sur-Seine"]);
    assert!(table(&report, "territoires").left_out);
}

#[test]
fn the_spreadsheet_says_what_the_page_says() {
    let mut facts = nothing(Reach::Territory);
    for id in 0..6 {
        facts
            .steps
            .push(step(id, "=EDS", "rsa-socle", State::Granted, "2026-10-02"));
    }
    facts
        .steps
        .push(step(9, "=EDS", "rsa-socle", State::Refused, "2026-10-02"));
    let text = csv(&autumn(&facts));
    assert!(text.contains(
        "\"2026-T4\";\"Ce que les droits suivis sont devenus\";\"Ensemble\";\"Nombre\";\"7\"\r\n"
    ));
    assert!(text.contains("masqué") && text.contains("\"'=EDS\""));
}

#[test]
fn bars_are_as_long_as_what_they_count() {
    let mut facts = nothing(Reach::Territory);
    for id in 0..10 {
        facts
            .steps
            .push(step(id, "EDS", "rsa-socle", State::Granted, "2026-10-02"));
    }
    for id in 10..15 {
        facts
            .steps
            .push(step(id, "EDS", "rsa-socle", State::Refused, "2026-10-02"));
    }
    let report = autumn(&facts);
    let bars = table(&report, "issues").bars();
    let lengths: Vec<_> = bars.iter().map(|bar| bar.percent).collect();
    assert_eq!(lengths, [Some(100), Some(50), Some(0), Some(0)]);
    assert_eq!(bars[0].text, "10");
}

#[test]
fn nine_rights_of_one_person_are_nobody_s_business() {
    let mut facts = nothing(Reach::Territory);
    for id in 0..9 {
        let mut step = step(id, "EDS", "rsa-socle", State::Granted, "2026-10-02");
        step.bilan = Uuid::nil();
        facts.steps.push(step);
    }
    let report = autumn(&facts);
    assert_eq!(
        values(&report, "issues"),
        ["masqué", "masqué", "0", "0", "0"]
    );
    assert_eq!(values(&report, "delais"), ["–", "–", "–"]);
}
