//! Forms read back as they were written, over the catalogue of the product.

use std::sync::LazyLock;

use chrono::{DateTime, NaiveDate};
use rules::{Answer, Catalogue, Path, Value};
use uuid::Uuid;

use super::Reading;
use super::form::{self, Button};
use super::pairs::Pairs;
use super::receive::expected;
use super::wire::{self, Token};
use super::{journey, plan};
use crate::desk::{Bilan, BilanState, StepWrites, StoredAnswer, Write};

static CATALOGUE: LazyLock<Catalogue> =
    LazyLock::new(|| Catalogue::embedded().expect("the catalogue loads"));

fn path(text: &str) -> Path {
    text.parse().expect("a place")
}

fn bilan(answers: &[(&str, &str)]) -> Bilan {
    let day = NaiveDate::from_ymd_opt(2026, 11, 21).expect("a date");
    let stored = answers.iter().map(|(place, text)| StoredAnswer {
        path: path(place),
        answer: wire::read(&CATALOGUE, &path(place), text),
        to_review: false,
        version: 3,
        author: "Nadia B.".to_owned(),
        structure: "EDS".to_owned(),
        at: DateTime::UNIX_EPOCH,
        giver: crate::desk::Giver::default(),
    });
    Bilan {
        id: Uuid::from_u128(1),
        reference: "7F-42K".to_owned(),
        with_rsa: true,
        training: None,
        opened_at: DateTime::UNIX_EPOCH,
        opened_on: day,
        law_date: day,
        structure: "EDS".to_owned(),
        agent: "Nadia B.".to_owned(),
        state: BilanState::Open,
        person: None,
        answers: stored.collect(),
        issued: None,
        before: None,
        shared: None,
    }
}

/// What a form with these fields asks to keep.
fn writes(bilan: &Bilan, body: &[(&str, &str)]) -> Vec<Write> {
    let pairs = Pairs(
        body.iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect(),
    );
    form::read(&Reading::new(&CATALOGUE, bilan), &pairs).writes
}

fn only(mut writes: Vec<Write>) -> Write {
    assert_eq!(writes.len(), 1, "{writes:?}");
    writes.remove(0)
}

#[test]
fn an_answer_comes_back_from_its_field() {
    let answers = [
        ("personne.date_naissance", "12/03/1990"),
        ("personne.date_naissance", "03/1990"),
        ("personne.date_naissance", "1990"),
        ("personne.enceinte", "oui"),
        ("personne.enceinte", "?"),
        ("personne.enceinte", "-"),
        ("conjoint.existe", "non"),
        ("foyer.urgences", "coupure+manger"),
        ("foyer.urgences", "aucun"),
        ("foyer.epargne", "1200,50"),
        ("foyer.epargne", "b0"),
        ("foyer.epargne", "b2"),
        ("recu.rsa-socle", "ouvert|31/01/2027"),
        ("recu.rsa-socle", "pas_demande"),
        ("foyer.demarches_en_cours", "أهلا 🙂 deux\nlignes"),
    ];
    for (place, text) in answers {
        let answer = wire::read(&CATALOGUE, &path(place), text);
        assert!(
            !matches!(answer, Answer::Unreadable(_)),
            "{place} {text}: {answer:?}"
        );
        let again = wire::read(
            &CATALOGUE,
            &path(place),
            &wire::write(&CATALOGUE, &path(place), &answer),
        );
        assert_eq!(again, answer, "{place} {text}");
    }
}

#[test]
fn what_can_not_be_read_is_kept_as_typed() {
    for (place, text) in [
        ("personne.date_naissance", "31/02/1990"),
        ("personne.date_naissance", "bientôt"),
        ("foyer.epargne", "-40"),
        ("recu.rsa-socle", "ouvert|demain"),
    ] {
        let answer = wire::read(&CATALOGUE, &path(place), text);
        assert_eq!(answer, Answer::Unreadable(text.to_owned()), "{place}");
        assert_eq!(wire::write(&CATALOGUE, &path(place), &answer), text);
    }
}

#[test]
fn a_token_travels_whole() {
    for token in [
        Token::default(),
        Token {
            version: 12,
            to_review: true,
            text: "a:b!c".to_owned(),
        },
        Token {
            version: 1,
            to_review: false,
            text: "deux\nlignes".to_owned(),
        },
    ] {
        assert_eq!(Token::parse(&token.to_string()), token);
    }
    assert_eq!(Token::parse("n’importe quoi"), Token::default());
}

#[test]
fn a_form_body_is_decoded_and_never_fails() {
    let pairs = Pairs::decode(
        "r.foyer.x=%C3%A9t%C3%A9+%26+co&vide&mal=%zz%4&lignes=a%0D%0Ab&cass%C3%A9=%ff",
    );
    assert_eq!(pairs.first("r.foyer.x"), Some("été & co"));
    assert_eq!(pairs.first("vide"), Some(""));
    assert_eq!(pairs.first("mal"), Some("%zz%4"));
    assert_eq!(pairs.first("lignes"), Some("a\nb"));
    assert_eq!(pairs.first("cassé"), Some("\u{fffd}"));
}

#[test]
fn an_untouched_field_writes_nothing() {
    let bilan = bilan(&[
        ("personne.enceinte", "oui"),
        ("foyer.epargne", "b2"),
        ("personne.date_naissance", "?"),
    ]);
    let body = [
        ("v.personne.enceinte", "2:non"),
        ("r.personne.enceinte", "non"),
        ("v.foyer.epargne", "3:b2"),
        ("r.foyer.epargne", ""),
        ("b.foyer.epargne", "b2"),
        ("v.personne.date_naissance", "3:?"),
        ("r.personne.date_naissance", ""),
        ("m.personne.date_naissance", "?"),
    ];
    assert_eq!(
        writes(&bilan, &body),
        [],
        "an answer that another agent changed meanwhile is not pushed back"
    );
}

#[test]
fn a_field_carries_the_version_it_was_rendered_from() {
    let write = only(writes(
        &bilan(&[]),
        &[
            ("v.personne.enceinte", "2:non"),
            ("r.personne.enceinte", "oui"),
        ],
    ));
    assert_eq!(write.answer, Answer::yes_no(true));
    assert_eq!(write.seen, 2);
}

#[test]
fn the_part_that_was_just_touched_wins() {
    let typed = |rendered: &str, text: &str, band: &str, manner: &str| {
        let pairs = Pairs::decode(&format!(
            "r.foyer.epargne={text}&b.foyer.epargne={band}&m.foyer.epargne={}",
            if manner == "?" { "%3F" } else { manner }
        ));
        form::typed(&CATALOGUE, &pairs, &path("foyer.epargne"), rendered)
    };
    assert_eq!(typed("", "500", "", ""), "500");
    assert_eq!(
        typed("500", "500", "b2", ""),
        "b2",
        "a band replaces an amount"
    );
    assert_eq!(
        typed("b2", "700", "b2", ""),
        "700",
        "an amount replaces a band"
    );
    assert_eq!(
        typed("?", "700", "", "?"),
        "700",
        "typing replaces « ne sait pas »"
    );
    assert_eq!(
        typed("500", "500", "", "?"),
        "?",
        "« ne sait pas » replaces an amount"
    );
    assert_eq!(typed("500", "", "", ""), "", "emptying empties");
}

#[test]
fn none_of_the_boxes_stands_alone() {
    let ticked = |rendered: &str, values: &[&str]| {
        let body = values
            .iter()
            .map(|value| format!("r.foyer.urgences={}", value.replace('?', "%3F")));
        let pairs = Pairs::decode(&body.collect::<Vec<_>>().join("&"));
        form::typed(&CATALOGUE, &pairs, &path("foyer.urgences"), rendered)
    };
    assert_eq!(ticked("", &["manger", "coupure"]), "coupure+manger");
    assert_eq!(ticked("manger", &["manger", "aucun"]), "aucun");
    assert_eq!(ticked("aucun", &["manger", "aucun"]), "manger");
    assert_eq!(ticked("", &["?"]), "?");
    assert_eq!(ticked("manger", &[]), "");
}

#[test]
fn the_flag_alone_is_a_change() {
    let write = only(writes(
        &bilan(&[("personne.enceinte", "oui")]),
        &[
            ("v.personne.enceinte", "3:oui"),
            ("r.personne.enceinte", "oui"),
            ("a.personne.enceinte", "1"),
        ],
    ));
    assert!(write.to_review);
    assert_eq!(write.answer, Answer::yes_no(true));
}

#[test]
fn names_that_lead_nowhere_are_ignored() {
    let body = [
        ("v.foyer.n_existe_pas", "0:"),
        ("r.foyer.n_existe_pas", "oui"),
        ("v.foyer.date_naissance", "0:"),
        ("r.foyer.date_naissance", "1990"),
        ("v.recu.pas-un-droit", "0:"),
        ("r.recu.pas-un-droit", "refuse"),
        ("v.../../etc", "0:"),
        ("iv.personne.salaire.99.2026-09", "0:"),
        ("i.personne.salaire.99.2026-09", "5"),
    ];
    assert_eq!(writes(&bilan(&[]), &body), []);
}

#[test]
fn a_cell_of_the_grid_is_one_row_of_income() {
    let bilan = bilan(&[]);
    let body = [
        ("iv.personne.salaire.0.2026-09", "0:"),
        ("i.personne.salaire.0.2026-09", "1200,50"),
    ];
    let kept = writes(&bilan, &body);
    assert_eq!(kept.len(), 4, "amount, holder, source and month: {kept:?}");
    assert_eq!(
        writes(&bilan, &body),
        kept,
        "the same cell has the same row, whoever fills it"
    );
    let amount = kept
        .iter()
        .find(|write| write.path.fact() == Some("montant"))
        .expect("an amount");
    assert!(
        matches!(&amount.answer, Answer::Given(Value::Amount(range)) if range.is_exact() && range.lo == 120_050)
    );
}

#[test]
fn an_emptied_cell_takes_its_row_away() {
    let bilan = bilan(&[
        ("revenus.x2.titulaire", "personne"),
        ("revenus.x2.source", "salaire"),
        ("revenus.x2.mois", "2026-09"),
        ("revenus.x2.montant", "1200"),
    ]);
    let kept = writes(
        &bilan,
        &[
            ("iv.personne.salaire.0.2026-09", "3:1200"),
            ("i.personne.salaire.0.2026-09", ""),
        ],
    );
    assert_eq!(kept.len(), 4, "{kept:?}");
    assert!(
        kept.iter()
            .all(|write| write.answer == Answer::NotAsked && write.seen == 3)
    );
    assert!(
        kept.iter()
            .all(|write| write.path.row().is_some_and(|row| row.as_str() == "x2"))
    );
}

#[test]
fn the_same_every_month_is_said_by_its_button() {
    let months = ["2026-07", "2026-08", "2026-09"];
    let mut body = vec![(
        "pareil".to_owned(),
        "personne.2026-07.2026-08.2026-09".to_owned(),
    )];
    for (at, month) in months.iter().enumerate() {
        body.push((format!("iv.personne.are.0.{month}"), "0:".to_owned()));
        body.push((
            format!("i.personne.are.0.{month}"),
            if at == 0 { "850" } else { "" }.to_owned(),
        ));
        body.push((
            format!("v.revenus.complet.personne.{month}"),
            "0:".to_owned(),
        ));
    }
    body.push(("iv.personne.are.0.2026-10".to_owned(), "0:".to_owned()));
    body.push(("i.personne.are.0.2026-10".to_owned(), String::new()));
    let bilan = bilan(&[]);
    let form = form::read(&Reading::new(&CATALOGUE, &bilan), &Pairs(body));
    let amounts = form
        .writes
        .iter()
        .filter(|write| write.path.fact() == Some("montant"))
        .count();
    let closed = form
        .writes
        .iter()
        .filter(|write| matches!(write.path, Path::IncomesComplete(..)))
        .count();
    assert_eq!(
        (amounts, closed),
        (3, 3),
        "the other months of the screen stay as they are: {:?}",
        form.writes
    );
    assert!(matches!(form.button, Button::Same(_, months) if months.len() == 3));
}

#[test]
fn a_conflict_waits_until_a_side_is_chosen() {
    let bilan = bilan(&[("personne.enceinte", "oui")]);
    let body = |side: Option<&'static str>| {
        let mut body = vec![
            ("v.personne.enceinte", "3:oui"),
            ("r.personne.enceinte", "non"),
            ("cc.personne.enceinte", "1"),
        ];
        body.extend(side.map(|side| ("c.personne.enceinte", side)));
        body
    };
    assert_eq!(
        only(writes(&bilan, &body(None))).seen,
        2,
        "a past version: it conflicts again"
    );
    assert_eq!(writes(&bilan, &body(Some("eux"))), []);
    assert_eq!(only(writes(&bilan, &body(Some("moi")))).seen, 3);
}

#[test]
fn a_removed_child_is_one_write() {
    let bilan = bilan(&[("enfants.a1.naissance", "03/2019")]);
    let kept = only(writes(
        &bilan,
        &[
            ("retirer", "enfants.a1.retire"),
            ("v.enfants.a1.retire", "0:"),
            ("v.enfants.a1.naissance", "3:03/2019"),
            ("r.enfants.a1.naissance", "03/2019"),
        ],
    ));
    assert_eq!(kept.path, path("enfants.a1.retire"));
    assert_eq!(kept.answer, Answer::yes_no(true));
}

#[test]
fn what_is_missing_is_named_briefly() {
    let long = "revenus nets imposables de l’avant-dernière année (avis d’impôt de l’an dernier)";
    assert_eq!(
        super::labels::short(long),
        "revenus nets imposables de l’avant-dernière année"
    );
    assert_eq!(
        super::labels::short("pension alimentaire reçue pour cet enfant, par mois"),
        "pension alimentaire reçue pour cet enfant"
    );
    assert_eq!(super::labels::short("épargne"), "épargne");
    let paths = [
        "foyer.ressources_12_mois",
        "revenus.complet.personne.2026-09",
        "revenus.complet.personne.2026-08",
        "conjoint.existe",
    ];
    let paths: Vec<Path> = paths.iter().map(|text| path(text)).collect();
    let line = super::labels::labels(&CATALOGUE, &rules::Situation::new(), &paths, 2);
    assert!(
        line.ends_with("et 1\u{a0}autre réponse")
            && line.contains("revenus")
            && line.chars().count() < 110,
        "{line}"
    );
}

/// A bilan whose answers come one minute after the other.
fn told_in_order(answers: &[(&str, &str)]) -> Bilan {
    let mut bilan = bilan(answers);
    for (minutes, stored) in (0_i64..).zip(&mut bilan.answers) {
        stored.at = DateTime::UNIX_EPOCH + chrono::Duration::minutes(minutes);
    }
    bilan
}

#[test]
fn an_interview_resumes_at_the_field_where_it_stopped() {
    let stopped =
        |answers: &[(&str, &str)]| journey::resume_at(&CATALOGUE, &told_in_order(answers)).path();
    let id = Uuid::from_u128(1);
    assert_eq!(
        stopped(&[
            ("foyer.urgences", "manger"),
            ("personne.separation_date", "03/2026")
        ]),
        format!("/bilans/{id}/famille/couple#personne.separation_date")
    );
    assert_eq!(
        stopped(&[("enfants.a1.naissance", "03/2019")]),
        format!("/bilans/{id}/famille/enfants#enfants.a1.naissance")
    );
    // Nothing said: the first screen, at no field.
    assert_eq!(stopped(&[]), format!("/bilans/{id}/accueil/rsa"));
}

#[test]
fn a_shared_bilan_never_resumes_in_a_theme_that_is_not_shared() {
    let mut shared = told_in_order(&[("personne.separation_date", "03/2026")]);
    for (theme, resumes) in [
        ("famille", "/famille/couple#personne.separation_date"),
        ("logement", "/resultats"),
    ] {
        shared.shared = Some(crate::sharing::Scope {
            themes: [theme.to_owned()].into(),
            ..Default::default()
        });
        let path = journey::resume_at(&CATALOGUE, &shared).path();
        assert!(path.ends_with(resumes), "{path}");
    }
}

#[test]
fn without_rsa_the_application_is_passed_over_and_the_request_comes_first() {
    let mut asked = bilan(&[("foyer.motifs_venue", "logement")]);
    asked.with_rsa = false;
    let reading = Reading::new(&CATALOGUE, &asked);
    let order = |reading: &Reading<'_>| -> Vec<String> {
        let lines = journey::themes(reading);
        lines.iter().map(|line| line.theme.id.clone()).collect()
    };
    assert_eq!(order(&reading)[..3], ["accueil", "logement", "famille"]);
    let start = journey::start(&reading).path();
    assert!(!start.ends_with("/accueil/rsa"), "{start}");
    // The screen of the application stays reachable, with its reason, from the first one shown.
    let crate::routes::Page::Step(step) = journey::start(&reading) else {
        panic!("no screen");
    };
    let passed = journey::passed_over(&reading, &step);
    assert!(passed.iter().any(|screen| screen.id == "rsa"));
    // With RSA nothing moves.
    let with = bilan(&[("foyer.motifs_venue", "logement")]);
    let with = Reading::new(&CATALOGUE, &with);
    assert_eq!(order(&with)[..2], ["accueil", "famille"]);
}

#[test]
fn what_is_folded_waits_for_nobody() {
    let empty = bilan(&[]);
    let reading = Reading::new(&CATALOGUE, &empty);
    let folded: Vec<&rules::Question> = CATALOGUE
        .questions()
        .iter()
        .filter(|question| question.folded)
        .collect();
    assert_eq!(
        folded.len(),
        15,
        "notes in eight themes, what held back in seven"
    );
    let step = |theme: &str, screen: &str, dense: bool| crate::routes::Step {
        id: empty.id,
        theme: theme.to_owned(),
        screen: screen.to_owned(),
        view: crate::routes::StepView {
            dense: Some(dense),
            ..Default::default()
        },
    };
    for screen in CATALOGUE.screens("budget") {
        let shown = plan::of_step(&reading, &step("budget", &screen.id, false));
        let last: Vec<&str> = shown
            .iter()
            .rev()
            .take(2)
            .map(|one| one.id.as_str())
            .collect();
        assert_eq!(last, ["notes-budget", "freins-budget"], "{}", screen.id);
    }
    // The dense view holds every question of the theme once.
    let shown = plan::of_step(&reading, &step("budget", "mois", true));
    let all = CATALOGUE
        .questions()
        .iter()
        .filter(|one| one.theme == "budget");
    assert_eq!(shown.len(), all.count());
    // A theme whose other questions are answered is done.
    let asked = |line: &journey::ThemeLine<'_>| line.asked;
    let themes = journey::themes(&reading);
    let transport = themes.iter().find(|line| line.theme.id == "transport");
    let questions = CATALOGUE.questions().iter();
    let plain = questions.filter(|one| one.theme == "transport" && !one.folded);
    assert!(transport.is_some_and(|line| asked(line) <= plain.count()));
}

#[test]
fn a_note_refuses_a_social_security_number() {
    let typed = wire::read(
        &CATALOGUE,
        &path("foyer.notes_budget_texte"),
        "son numéro 2 85 05 78 006 084 91",
    );
    assert!(!format!("{typed:?}").contains("006"), "{typed:?}");
    assert!(!matches!(typed, Answer::Given(_)), "{typed:?}");
}

#[test]
fn intimate_urgencies_are_told_only_alone() {
    let said = bilan(&[
        ("foyer.urgences", "manger"),
        ("foyer.urgences_intimes", "danger+detresse"),
    ]);
    let reading = Reading::new(&CATALOGUE, &said);
    let names = |alone: bool| -> Vec<String> {
        let all = super::urgency::urgencies(&reading, alone).into_iter();
        all.filter(|urgency| urgency.right.is_none())
            .map(|urgency| urgency.name)
            .collect()
    };
    assert_eq!(names(false), ["Pas de quoi manger"]);
    assert_eq!(names(true).len(), 3);
    // Every urgency of the catalogue has its advice.
    for fact in ["urgences", "urgences_intimes"] {
        let fact = CATALOGUE.facts().iter().find(|known| known.id == fact);
        for variant in fact.expect("the fact").kind.variants() {
            let known = crate::words::interview::URGENCIES.iter();
            assert!(
                known.clone().any(|(id, ..)| *id == variant.id),
                "{}",
                variant.id
            );
        }
    }
}

#[test]
fn the_panel_says_what_would_advance_most() {
    let little = bilan(&[("personne.date_naissance", "12/03/1990")]);
    let reading = Reading::new(&CATALOGUE, &little);
    let panel = super::panel::build(&reading);
    let rights: Vec<usize> = panel.advances.iter().map(|one| one.rights).collect();
    assert_eq!(rights.len(), 3);
    assert!(
        rights.is_sorted_by(|a, b| a >= b) && rights[2] > 10,
        "{rights:?}"
    );
    // No other question waits for more rights.
    let others = CATALOGUE.questions().iter().filter(|question| {
        !question.alone && !panel.advances.iter().any(|one| one.question == question.id)
    });
    for question in others {
        if let rules::Relevance::Useful { rights: waits } =
            reading.evaluation.asks_something(question)
        {
            assert!(
                waits <= rights[2] || question.used_for != rules::Use::Right,
                "{}",
                question.id
            );
        }
    }
    assert!(panel.lines.iter().all(|line| !line.conditions.is_empty()));
    let sensitive = |one: &super::panel::Advance| {
        let mut questions = CATALOGUE.questions().iter();
        questions.any(|question| question.id == one.question && question.alone)
    };
    assert!(!panel.advances.iter().any(sensitive));
}

#[test]
fn what_a_bilan_will_say_is_what_it_says_once_written() {
    let before = bilan(&[
        ("enfants.a.date_naissance", "12/03/2015"),
        ("enfants.b.date_naissance", "12/03/2018"),
        ("personne.enceinte", "oui"),
        ("foyer.logement_statut", "locataire"),
    ]);
    // The first child is corrected, one answer stands, one is emptied, one is new, and nothing is made of nothing.
    let said = [
        ("enfants.a.date_naissance", "12/03/2016"),
        ("personne.enceinte", "oui"),
        ("foyer.logement_statut", ""),
        ("conjoint.existe", "non"),
        ("personne.nationalite", ""),
    ];
    let write = |(place, text): &(&str, &str)| Write {
        path: path(place),
        answer: wire::read(&CATALOGUE, &path(place), text),
        to_review: false,
        seen: 3,
    };
    let step = StepWrites {
        key: Uuid::from_u128(2),
        body_hash: [0; 32],
        writes: said.iter().map(write).collect(),
        giver: crate::desk::Giver::default(),
    };
    let changed = [0, 2, 3].map(|at| said[at]);
    let after = before.clone().with(bilan(&changed).answers);
    assert_eq!(
        expected(&before, &step),
        super::situation_of(&after.answers)
    );
    assert_ne!(
        expected(&before, &step),
        super::situation_of(&before.answers)
    );
}
