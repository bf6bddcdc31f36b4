//! What the form keeps, and what it gives back.

use rules::Catalogue;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Reads a form about the RSA, on 23 November 2026.
fn told(body: &str, standing: Option<&Standing>) -> Result<Move, Vec<Fault>> {
    let catalogue = Catalogue::embedded().unwrap();
    let documents = ["RIB à votre nom".to_owned()];
    let known = Known {
        right: catalogue.right("rsa-socle").unwrap(),
        standing,
        documents: &documents,
        organisation: &|id| catalogue.organisation(id).is_some(),
        today: day("2026-11-23"),
    };
    read(&Typed::of(body), &known)
}

fn faults(body: &str) -> Vec<Field> {
    let faults = told(body, None).unwrap_err();
    faults.iter().map(|fault| fault.field).collect()
}

#[test]
fn a_decision_is_kept_whole() {
    let body = "etat=accordee&le=2026-11-20&qui=agent&du=2026-12-01&jusqu=2027-11-30&montant=1+200%2C5&periode=mois\
                &piece=RIB+%C3%A0+votre+nom&piece=Autre&motif=non&cause=non_connaissance&organisme=caf\
                &rappel=2027-09-01&rappel_quoi=Relancer&note=+Vu+%21+&vu=3";
    let read = told(body, None).unwrap();
    let standing = read.standing;
    assert_eq!((read.note.as_str(), read.seen), ("Vu !", 3));
    assert_eq!(standing.on, day("2026-11-20"));
    assert_eq!(standing.doer, Doer::Agent);
    assert_eq!(standing.grant.amount, Some((120_050, Period::Month)));
    assert_eq!(
        standing.grant.from,
        Some(day("2026-12-01")),
        "a right may open later"
    );
    assert_eq!(
        standing.documents,
        ["RIB à votre nom"],
        "only those of the catalogue"
    );
    assert_eq!(standing.refusal, Refusal::default(), "it was granted");
    assert_eq!(standing.institution.as_deref(), Some("caf"));
    assert_eq!(standing.reminder.unwrap().what, "Relancer");
}

#[test]
fn what_happened_has_happened_and_a_reminder_is_to_come() {
    assert_eq!(faults("etat=envoyee&le=2026-11-24"), ["le"]);
    assert!(told("etat=envoyee&le=23/11/2026", None).is_ok());
    assert_eq!(faults("etat=envoyee&rappel=2026-11-23"), ["rappel"]);
    assert_eq!(faults("etat=envoyee&rappel_quoi=Relancer"), ["rappel"]);
    assert_eq!(
        faults("etat=envoyee&le=demain&rappel=0026-12-01"),
        ["le", "rappel"]
    );
}

#[test]
fn each_end_says_what_it_needs() {
    assert_eq!(faults(""), ["etat"]);
    assert_eq!(faults("etat=accordee"), ["le"]);
    assert_eq!(faults("etat=refusee&le=2026-11-01"), ["motif"]);
    assert_eq!(faults("etat=renoncee"), ["cause"]);
    assert_eq!(
        faults("etat=accordee&le=2026-11-01&du=2026-12-01&jusqu=2026-11-01&montant=beaucoup"),
        ["jusqu", "montant"]
    );
    assert_eq!(faults("etat=envoyee&note=2+69+05+49+588+157+80"), ["note"]);
    let long = format!("etat=envoyee&note={}", "a".repeat(301));
    assert_eq!(faults(&long), ["note"]);
}

#[test]
fn the_same_state_keeps_its_day() {
    let sent = told("etat=envoyee&le=2026-11-02", None).unwrap().standing;
    let again = told("etat=envoyee&note=Relance", Some(&sent)).unwrap();
    assert_eq!(again.standing.on, day("2026-11-02"));
    let next = told("etat=en_instruction", Some(&sent)).unwrap();
    assert_eq!(next.standing.on, day("2026-11-23"));
}

#[test]
fn a_fresh_form_sent_as_it_is_changes_nothing() {
    let body = "etat=accordee&le=2026-11-20&montant=520%2C05&periode=an&rappel=2027-01-01&rappel_quoi=Voir";
    let standing = told(body, None).unwrap().standing;
    let catalogue = Catalogue::embedded().unwrap();
    let known = Known {
        right: catalogue.right("rsa-socle").unwrap(),
        standing: Some(&standing),
        documents: &[],
        organisation: &|_| true,
        today: day("2026-11-23"),
    };
    let fresh = Typed::fresh(&standing, 1, known.today);
    let mut again = read(&fresh, &known).unwrap().standing;
    // An institution left empty is none.
    again.institution = again.institution.filter(|id| !id.is_empty());
    assert_eq!(again, standing);
    let later = Typed::fresh(&standing, 1, day("2027-02-01"));
    assert_eq!(
        (later.reminder_on, later.reminder),
        (String::new(), String::new())
    );
}

#[test]
fn amounts_are_read_as_people_write_them() {
    for (text, cents) in [
        ("520", Some(52_000)),
        ("520,5 €", Some(52_050)),
        ("1\u{202f}200.05", Some(120_005)),
        ("0", Some(0)),
        ("-5", None),
        ("5,123", None),
        ("12345678", None),
        (",5", None),
        ("", None),
    ] {
        assert_eq!(read_cents(text), cents, "{text}");
    }
}
