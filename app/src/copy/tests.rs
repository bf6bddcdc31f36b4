//! The copy keeps to itself what must be kept, and says the rest plainly.

use chrono::{NaiveDate, TimeZone, Utc};
use rules::{
    AmountRange, Answer, Catalogue, Estimate, Evaluation, Finding, Outcome, Path, Period, Receipt,
    Situation, Truth, Value,
};
use uuid::Uuid;

use super::*;
use crate::desk::{BilanState, Identity, StoredAnswer};
use crate::languages::{Language, french, of_code};

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
}

fn catalogue() -> Catalogue {
    Catalogue::embedded().unwrap()
}

fn bilan(answers: Vec<(Path, Answer)>) -> Bilan {
    let at = Utc.with_ymd_and_hms(2026, 11, 21, 13, 32, 0).unwrap();
    Bilan {
        id: Uuid::from_u128(7),
        reference: "7F-42K".to_owned(),
        with_rsa: false,
        training: None,
        opened_at: at,
        opened_on: today(),
        law_date: today(),
        structure: "EDS de Villejuif".to_owned(),
        agent: "Nadia B.".to_owned(),
        state: BilanState::Open,
        person: Some(Identity {
            first_name: "Awa".to_owned(),
            last_name: "Diallo".to_owned(),
        }),
        answers: answers
            .into_iter()
            .map(|(path, answer)| StoredAnswer {
                path,
                answer,
                to_review: false,
                version: 1,
                author: "Nadia B.".to_owned(),
                structure: "EDS de Villejuif".to_owned(),
                at,
                giver: crate::desk::Giver::default(),
            })
            .collect(),
        issued: None,
        before: None,
        shared: None,
    }
}

fn paper(word: &str) -> (Path, Answer) {
    (
        Path::Household("copie_papier".into()),
        Answer::Given(Value::Choice(word.to_owned())),
    )
}

fn several(fact: &str, ids: &[&str]) -> (Path, Answer) {
    (
        Path::Household(fact.into()),
        Answer::Given(Value::Choices(
            ids.iter().map(|id| (*id).to_owned()).collect(),
        )),
    )
}

fn finding(right: &str, outcome: Outcome) -> Finding {
    Finding {
        right: right.to_owned(),
        outcome,
        receipt: None,
        signalled: Truth::Yes,
        conditions: Vec::new(),
        missing: Vec::new(),
        amount: None,
        choice_with: Vec::new(),
        after: Vec::new(),
        after_opening_of: Vec::new(),
        renew_before: None,
        sensitive: false,
        failures: Vec::new(),
    }
}

fn evaluation(catalogue: &Catalogue, findings: Vec<Finding>) -> Evaluation {
    let mut evaluation = rules::evaluate(catalogue, &Situation::new(), today());
    evaluation.findings = findings;
    evaluation
}

fn copy_of(catalogue: &Catalogue, bilan: &Bilan, findings: Vec<Finding>) -> PersonCopy {
    person_copy(
        catalogue,
        bilan,
        &evaluation(catalogue, findings),
        (bilan.opened_at, today()),
        french(),
    )
}

/// Everything written, with plain spaces.
fn said(copy: &PersonCopy) -> String {
    copy.texts().join("\n").replace(['\u{A0}', '\u{202F}'], " ")
}

fn name<'a>(catalogue: &'a Catalogue, right: &str) -> &'a str {
    &catalogue.right(right).unwrap().name
}

#[test]
fn what_is_sensitive_is_written_only_when_the_person_chose_it() {
    let catalogue = catalogue();
    let secret = || Finding {
        sensitive: true,
        ..finding("ame", Outcome::Probable)
    };
    let beside = || Finding {
        choice_with: vec!["ame".to_owned()],
        after: vec!["ame".to_owned()],
        ..finding("medecin-traitant", Outcome::Probable)
    };
    let hidden = name(&catalogue, "ame");
    for choice in [None, Some("neutre"), Some("gardee_ici"), Some("aucune")] {
        let bilan = bilan(choice.into_iter().map(paper).collect());
        let text = said(&copy_of(&catalogue, &bilan, vec![secret(), beside()]));
        assert!(
            !text.contains(hidden) && !text.contains("AME"),
            "{choice:?}: {text}"
        );
    }
    let text = said(&copy_of(
        &catalogue,
        &bilan(vec![paper("complete")]),
        vec![secret(), beside()],
    ));
    assert!(text.contains(hidden));
}

#[test]
fn an_answer_that_is_missing_is_not_named_when_it_is_sensitive() {
    let catalogue = catalogue();
    let residence = Path::Person("titre_sejour".into());
    let rent = Path::Household("loyer".into());
    let undecided = Finding {
        missing: vec![residence.clone(), rent],
        ..finding("aides-logement-apl", Outcome::ToCheck)
    };
    let text = said(&copy_of(
        &catalogue,
        &bilan(vec![paper("complete")]),
        vec![undecided],
    ));
    let sensitive = &catalogue.fact_at(&residence).unwrap().name;
    assert!(!text.contains(sensitive.as_str()), "{text}");
}

#[test]
fn a_right_that_is_withheld_is_not_asked_about_either() {
    let catalogue = catalogue();
    let findings = || {
        let undecided = Finding {
            missing: vec![Path::Receipt("aah".into())],
            ..finding("rsa-socle", Outcome::ToCheck)
        };
        vec![
            undecided,
            Finding {
                sensitive: true,
                ..finding("aah", Outcome::ToCheck)
            },
        ]
    };
    let hidden = name(&catalogue, "aah");
    assert!(!said(&copy_of(&catalogue, &bilan(Vec::new()), findings())).contains(hidden));
    assert!(
        said(&copy_of(
            &catalogue,
            &bilan(vec![paper("complete")]),
            findings()
        ))
        .contains(&format!("vez-vous déjà « {hidden} » ?"))
    );
}

#[test]
fn only_what_is_signalled_stands_among_what_to_check() {
    let catalogue = catalogue();
    let quiet = |right: &str, signalled| Finding {
        signalled,
        ..finding(right, Outcome::ToCheck)
    };
    let findings = vec![
        quiet("aah", Truth::No),
        quiet("aspa", Truth::Unknown),
        quiet("dalo", Truth::Yes),
        finding("cej", Outcome::Unlikely),
        finding("ass", Outcome::NotComputed),
    ];
    let copy = copy_of(&catalogue, &bilan(Vec::new()), findings);
    let groups = &copy.rights.as_ref().unwrap().groups;
    assert_eq!(groups.len(), 1);
    assert_eq!(groups[0].rights.len(), 1);
    assert!(
        groups[0].rights[0]
            .name
            .starts_with(name(&catalogue, "dalo"))
    );
    assert!(copy.roadmap.is_none(), "nothing to ask for yet");
}

#[test]
fn one_stop_serves_every_right_of_an_organisation_and_asks_each_document_once() {
    let catalogue = catalogue();
    let caf: Vec<&rules::Right> = catalogue
        .rights()
        .iter()
        .filter(|r| r.organisation == "caf" && r.procedure.automatic.is_none() && !r.sensitive)
        .collect();
    assert!(caf.len() >= 3);
    let findings = caf
        .iter()
        .map(|right| finding(&right.id, Outcome::Probable))
        .chain([finding("medecin-traitant", Outcome::Probable)])
        .collect();
    let copy = copy_of(&catalogue, &bilan(Vec::new()), findings);
    let roadmap = copy.roadmap.as_ref().unwrap();
    let stops = &roadmap.stops;
    assert_eq!(stops.len(), 2);
    assert_eq!(
        stops[0].name, "CAF",
        "the stop that serves most comes first"
    );
    assert_eq!(stops[0].asks.len(), caf.len());
    assert!(
        roadmap.folder.iter().any(|d| d == "RIB")
            && !stops[0].bring.iter().any(|d| d.contains("RIB"))
    );
    let mut documents = stops[0].bring.clone();
    documents.sort();
    documents.dedup();
    assert_eq!(documents.len(), stops[0].bring.len());
    assert!(stops[0].bring.len() < caf.iter().map(|right| right.documents.len()).sum::<usize>());
}

#[test]
fn an_estimate_is_a_range_with_its_date_and_no_promise() {
    let catalogue = catalogue();
    let amount = Some(Estimate {
        range: AmountRange {
            lo: 83_350,
            hi: Some(124_101),
        },
        period: Period::Month,
    });
    let copy = copy_of(
        &catalogue,
        &bilan(Vec::new()),
        vec![Finding {
            amount,
            ..finding("rsa-majore", Outcome::Probable)
        }],
    );
    let text = said(&copy);
    assert_eq!(
        text.matches("entre 833 € et 1 242 € par mois").count(),
        1,
        "said once: {text}"
    );
    assert!(text.contains("règles du 21 novembre 2026") && text.contains("pas des promesses"));
}

#[test]
fn a_right_is_told_once_with_what_it_gives_and_who_decides() {
    let catalogue = catalogue();
    let findings = vec![
        finding("asf", Outcome::Probable),
        finding("ccas-aides-facultatives", Outcome::MayAsk),
    ];
    let copy = copy_of(&catalogue, &bilan(Vec::new()), findings);
    let text = said(&copy);
    for (id, decided) in [("asf", false), ("ccas-aides-facultatives", true)] {
        let right = catalogue.right(id).unwrap();
        let stops = copy.roadmap.as_ref().unwrap().all_stops();
        let ask = stops
            .flat_map(|stop| &stop.asks)
            .find(|ask| ask.strong.starts_with(&right.name))
            .unwrap();
        assert_eq!(
            ask.text.contains("l’organisme décidera"),
            decided,
            "{ask:?}"
        );
        assert_eq!(
            text.matches(right.sentence.trim_end_matches('.')).count(),
            1,
            "{text}"
        );
    }
    assert!(copy.rights.is_none(), "nothing is left to say of others");
}

#[test]
fn what_comes_by_itself_is_said_to_and_what_was_asked_is_not_asked_again() {
    let catalogue = catalogue();
    let asked = Finding {
        receipt: Some(Receipt::Requested {
            on: NaiveDate::from_ymd_opt(2026, 11, 2),
        }),
        ..finding("aides-logement-apl", Outcome::Probable)
    };
    let copy = copy_of(
        &catalogue,
        &bilan(Vec::new()),
        vec![finding("minimum-contributif", Outcome::Probable), asked],
    );
    let stops = || copy.roadmap.as_ref().unwrap().all_stops();
    let pension = stops().find(|stop| !stop.automatic.is_empty()).unwrap();
    assert!(pension.asks.is_empty());
    let caf = stops().find(|stop| stop.name == "CAF").unwrap();
    assert!(said(&copy).contains("demande déjà faite le 2 novembre 2026"));
    assert!(
        caf.bring.is_empty(),
        "no document for what was asked already"
    );
}

#[test]
fn a_right_that_ends_soon_is_to_renew_and_another_is_only_open() {
    let catalogue = catalogue();
    let open = |right: &str, y, m, d| Finding {
        renew_before: NaiveDate::from_ymd_opt(y, m, d),
        ..finding(right, Outcome::AlreadyOpen)
    };
    let copy = copy_of(
        &catalogue,
        &bilan(Vec::new()),
        vec![open("c2s-gratuite", 2027, 1, 31), open("rqth", 2030, 1, 31)],
    );
    let stops = &copy.roadmap.as_ref().unwrap().stops;
    assert_eq!(stops.len(), 1);
    assert!(
        stops[0].asks[0]
            .text
            .contains("à renouveler avant le 31\u{A0}janvier 2027"),
        "{}",
        stops[0].asks[0].text
    );
    let open = &copy.rights.unwrap().groups[0].rights;
    assert_eq!(open.len(), 1, "what is to renew is on the roadmap");
    assert!(open[0].name.starts_with(name(&catalogue, "rqth")));
}

#[test]
fn hunger_is_written_and_danger_only_on_the_full_copy() {
    let catalogue = catalogue();
    let answers = || {
        vec![
            several("urgences", &["manger"]),
            several("urgences_intimes", &["danger"]),
        ]
    };
    let text = said(&copy_of(&catalogue, &bilan(answers()), Vec::new()));
    assert!(
        text.contains("Pour manger aujourd’hui") && !text.contains("3919"),
        "{text}"
    );
    let mut full = answers();
    full.push(paper("complete"));
    assert!(said(&copy_of(&catalogue, &bilan(full), Vec::new())).contains("3919"));
}

#[test]
fn the_neutral_copy_says_where_and_nothing_of_why() {
    let catalogue = catalogue();
    let findings: Vec<Finding> = catalogue
        .rights()
        .iter()
        .map(|right| Finding {
            sensitive: right.id == "ame",
            amount: Some(Estimate {
                range: AmountRange::exact(50_000),
                period: Period::Month,
            }),
            ..finding(&right.id, Outcome::Probable)
        })
        .collect();
    let mut bilan = bilan(vec![paper("neutre"), several("urgences", &["manger"])]);
    bilan.with_rsa = true;
    let copy = copy_of(&catalogue, &bilan, findings);
    let text = said(&copy);
    for right in catalogue.rights() {
        assert!(!text.contains(&right.name), "{}: {text}", right.name);
    }
    for word in [
        "Awa",
        "RSA",
        "droits",
        " €",
        "MDPH",
        "manger",
        "Aide juridictionnelle",
    ] {
        assert!(!text.contains(word), "{word}: {text}");
    }
    assert!(text.contains("CAF"));
}

#[test]
fn priorities_are_three_at_most_and_begin_with_the_application() {
    let catalogue = catalogue();
    let channel = (
        Path::Household("rsa_demande_canal".into()),
        Answer::Given(Value::Choice("ici".to_owned())),
    );
    let answers = vec![
        channel,
        several("rsa_pieces_manquantes", &["rib"]),
        several("priorites", &["logement", "sante"]),
    ];
    let probable = [
        "rsa-majore",
        "asf",
        "demande-logement-social",
        "medecin-traitant",
    ]
    .map(|right| finding(right, Outcome::Probable));
    let copy = copy_of(&catalogue, &bilan(answers), probable.into());
    let first = copy.first.unwrap();
    assert_eq!(first.priorities.len(), 3);
    assert!(
        first.priorities[0]
            .strong
            .contains("demande de RSA est faite")
            && first.priorities[0].text.contains("RIB")
    );
    let caf = copy
        .roadmap
        .unwrap()
        .stops
        .into_iter()
        .find(|stop| stop.name == "CAF")
        .unwrap();
    assert!(
        caf.asks[0]
            .strong
            .starts_with(name(&catalogue, "rsa-majore"))
            && caf.asks[0].text.starts_with("demande déjà faite")
    );
    assert!(
        first.priorities[1]
            .strong
            .starts_with(name(&catalogue, "demande-logement-social"))
    );
    assert!(
        first.priorities[2]
            .strong
            .starts_with(name(&catalogue, "medecin-traitant"))
    );
    assert!(
        copy.chapters
            .iter()
            .any(|chapter| chapter.title.contains("RSA"))
    );
}

#[test]
fn what_people_live_on_comes_first_unless_they_said_otherwise() {
    let catalogue = catalogue();
    let found = || {
        let probable = |right| finding(right, Outcome::Probable);
        let all = [
            "cpf",
            "restauration-scolaire-94",
            "c2s-participation",
            "asf",
        ];
        all.map(probable).to_vec()
    };
    let first = |answers, found| {
        let copy = copy_of(&catalogue, &bilan(answers), found);
        let lines = copy.first.unwrap().priorities;
        lines
            .into_iter()
            .map(|line| line.strong)
            .collect::<Vec<_>>()
    };
    let starts = |lines: Vec<String>, rights: &[&str]| {
        assert_eq!(lines.len(), rights.len(), "{lines:?}");
        for (line, right) in lines.iter().zip(rights) {
            assert!(
                line.starts_with(&typeset(name(&catalogue, right))),
                "{lines:?}"
            );
        }
    };
    starts(first(Vec::new(), found()), &["c2s-participation", "asf"]);
    let wish = vec![several("priorites", &["emploi"])];
    starts(first(wish, found()), &["cpf", "c2s-participation", "asf"]);
    let ending = Finding {
        renew_before: NaiveDate::from_ymd_opt(2026, 12, 31),
        ..finding("c2s-gratuite", Outcome::AlreadyOpen)
    };
    let with_ending = [found(), vec![ending]].concat();
    starts(
        first(Vec::new(), with_ending),
        &["c2s-gratuite", "c2s-participation", "asf"],
    );
    // Nothing of it: what is left takes its place.
    starts(
        first(Vec::new(), vec![finding("cpf", Outcome::Probable)]),
        &["cpf"],
    );
}

#[test]
fn who_only_advises_is_not_said_to_decide() {
    let catalogue = catalogue();
    let mut copy = copy_of(
        &catalogue,
        &bilan(vec![paper("complete")]),
        vec![
            finding("delais-de-grace", Outcome::MayAsk),
            finding("ordonnance-protection", Outcome::MayAsk),
        ],
    );
    let appeals = copy.chapters.remove(0);
    assert_eq!(appeals.about, About::Appeals);
    let contested: Vec<&str> = appeals
        .lines
        .iter()
        .map(|line| line.strong.as_str())
        .collect();
    assert_eq!(
        contested,
        ["Refus du juge\u{a0}:", "Refus de l’ordonnance\u{a0}:"]
    );
    for stop in copy.roadmap.unwrap().all_stops() {
        let ask = &stop.asks[0].text;
        assert!(ask.contains("on vous y aide à demander"), "{ask}");
        assert!(!ask.contains("l’organisme décidera"), "{ask}");
    }
}

#[test]
fn a_name_with_a_colon_is_not_followed_by_another() {
    let catalogue = catalogue();
    for outcome in [Outcome::Probable, Outcome::MayAsk] {
        let found = catalogue.rights().iter();
        let found = found.map(|right| finding(&right.id, outcome)).collect();
        let copy = copy_of(&catalogue, &bilan(vec![paper("complete")]), found);
        for stop in copy.roadmap.unwrap().all_stops() {
            for line in stop.asks.iter().chain(&stop.automatic) {
                assert!(line.strong.matches(':').count() <= 1, "{line:?}");
            }
        }
    }
    let found = vec![finding("pass-sport", Outcome::MayAsk)];
    let text = said(&copy_of(&catalogue, &bilan(Vec::new()), found));
    let told = "Pass’Sport : inscription dans un club.\nL’organisme décidera.";
    assert!(text.contains(told), "{text}");
}

#[test]
fn what_is_to_check_says_where_to_ask_and_each_question_once() {
    let catalogue = catalogue();
    let waits = |right: &str, places: &[&str]| {
        let missing = places.iter();
        let missing = missing.map(|place| Path::Household((*place).into()));
        Finding {
            missing: missing.collect(),
            ..finding(right, Outcome::ToCheck)
        }
    };
    let found = vec![
        waits("aides-logement-apl", &["loyer"]),
        waits("prime-activite", &["loyer"]),
        waits("tst-75", &["epargne"]),
    ];
    let copy = copy_of(&catalogue, &bilan(Vec::new()), found);
    let group = copy.rights.unwrap().groups.remove(0);
    for (right, place) in group
        .rights
        .iter()
        .zip(["CAF", "CAF", "Solidarité Transport"])
    {
        assert_eq!(right.notes.len(), 1, "{right:?}");
        let told = format!("Contact\u{a0}: {place} (");
        assert!(right.notes[0].starts_with(&told), "{right:?}");
    }
    let asked = &group.note.text;
    assert_eq!(asked.to_lowercase().matches("loyer").count(), 1, "{asked}");
    assert!(
        asked.ends_with("Avez-vous de l’épargne\u{202f}?"),
        "{asked}"
    );
}

#[test]
fn what_is_asked_alone_and_does_not_press_is_told_in_a_few_lines() {
    let catalogue = catalogue();
    let probable = |right| finding(right, Outcome::Probable);
    let found = ["rsa-socle", "asf", "pass-sport", "cpf", "aide-alimentaire"];
    let copy = copy_of(&catalogue, &bilan(Vec::new()), found.map(probable).into());
    let roadmap = copy.roadmap.unwrap();
    let names = |stops: &[Stop]| -> Vec<String> {
        let stops = stops.iter();
        stops.map(|stop| stop.organisation.clone()).collect()
    };
    // Two rights, or one that people live on, have a heading of their own.
    assert_eq!(names(&roadmap.stops), ["caf", "aide-alimentaire"]);
    assert_eq!(names(&roadmap.others).len(), 2);
    assert!(!roadmap.others_label.is_empty());
    // One alone is not worth a label.
    let found = ["rsa-socle", "asf", "pass-sport"].map(probable).into();
    let roadmap = copy_of(&catalogue, &bilan(Vec::new()), found)
        .roadmap
        .unwrap();
    assert_eq!((roadmap.stops.len(), roadmap.others.len()), (2, 0));
}

#[test]
fn one_application_for_rsa_is_one_line_but_rsa_after_another_right_stays() {
    let catalogue = catalogue();
    let asked = |after: &str| Finding {
        receipt: Some(Receipt::Requested { on: None }),
        after: vec![after.to_owned()],
        ..finding("rsa-socle", Outcome::Probable)
    };
    let line = format!("{} :", name(&catalogue, "rsa-socle"));
    let says = |findings: Vec<Finding>| {
        said(&copy_of(&catalogue, &bilan(Vec::new()), findings)).contains(&line)
    };
    let majored = Finding {
        receipt: Some(Receipt::Requested { on: None }),
        ..finding("rsa-majore", Outcome::Probable)
    };
    assert!(!says(vec![majored, asked("rsa-majore")]));
    assert!(says(vec![
        finding("aspa", Outcome::Probable),
        asked("aspa")
    ]));
}

#[test]
fn a_receipt_that_did_not_come_is_to_be_asked_for() {
    let catalogue = catalogue();
    let answers = |came| {
        let channel = Answer::Given(Value::Choice("ici".to_owned()));
        vec![
            (Path::Household("rsa_demande_canal".into()), channel),
            (
                Path::Household("rsa_accuse_reception".into()),
                Answer::yes_no(came),
            ),
        ]
    };
    let text = |came| said(&copy_of(&catalogue, &bilan(answers(came)), Vec::new()));
    assert!(text(false).contains("Demandez l’accusé de réception"));
    assert!(text(true).contains("Gardez l’accusé de réception"));
}

#[test]
fn what_rsa_asks_is_told_only_to_who_asked_for_it() {
    let catalogue = catalogue();
    let copy = copy_of(
        &catalogue,
        &bilan(Vec::new()),
        vec![finding("rsa-socle", Outcome::Probable)],
    );
    assert!(
        !copy
            .chapters
            .iter()
            .any(|chapter| chapter.title.contains("RSA"))
    );
    let mut with = bilan(Vec::new());
    with.with_rsa = true;
    let tells = |outcome| {
        said(&copy_of(
            &catalogue,
            &with,
            vec![finding("rsa-socle", outcome)],
        ))
    };
    // Nobody learns what is asked for a right that they can not have.
    assert!(!tells(Outcome::Unlikely).contains("15 heures"));
    let text = tells(Outcome::ToCheck);
    assert!(
        text.contains("15 heures")
            && text.contains("2 mois pour écrire au président du conseil départemental")
    );
}

#[test]
fn what_the_person_prefers_not_to_say_is_left_in_peace() {
    let catalogue = catalogue();
    let rent = Path::Household("loyer".into());
    let question = "combien est le loyer sans les charges";
    let finding = || {
        vec![Finding {
            missing: vec![rent.clone()],
            ..finding("surendettement", Outcome::Probable)
        }]
    };
    let missing = |answer| {
        said(&copy_of(
            &catalogue,
            &bilan(vec![(rent.clone(), answer)]),
            finding(),
        ))
    };
    assert!(
        missing(Answer::DoesNotKnow)
            .to_lowercase()
            .contains(question)
    );
    assert!(
        !missing(Answer::PrefersNotToSay)
            .to_lowercase()
            .contains(question)
    );
}

#[test]
fn every_right_in_every_outcome_is_set_in_french() {
    let catalogue = catalogue();
    for outcome in Outcome::ALL {
        let findings = catalogue
            .rights()
            .iter()
            .map(|right| finding(&right.id, outcome))
            .collect();
        let mut bilan = bilan(vec![paper("complete")]);
        bilan.with_rsa = true;
        for text in copy_of(&catalogue, &bilan, findings).texts() {
            for wrong in [
                " ;", " !", " ?", " :", " »", "« ", "\u{A0};", "  ", "..", ". .", " .", "d'", "l'",
            ] {
                assert!(
                    !text.contains(wrong),
                    "{wrong:?} in « {text} » ({outcome:?})"
                );
            }
            assert!(text.trim() == text, "« {text} »");
        }
    }
}

#[test]
fn every_acronym_of_the_paper_is_explained_on_it() {
    let catalogue = catalogue();
    let findings: Vec<Finding> = catalogue
        .rights()
        .iter()
        .map(|right| finding(&right.id, Outcome::Probable))
        .collect();
    let copy = copy_of(&catalogue, &bilan(vec![paper("complete")]), findings);
    let text = said(&copy).to_lowercase();
    let used = copy.texts();
    let used = catalogue.acronyms_in(used.iter().map(String::as_str));
    assert!(used.len() > 20);
    for acronym in used {
        assert!(
            text.contains(&acronym.words.to_lowercase()),
            "{}",
            acronym.id
        );
    }
}

#[test]
fn an_empty_bilan_still_says_what_it_is() {
    let catalogue = catalogue();
    let copy = copy_of(&catalogue, &bilan(Vec::new()), Vec::new());
    assert!(copy.first.is_none() && copy.roadmap.is_none() && copy.rights.is_none());
    assert!(said(&copy).contains("n’est pas un contrôle"));
}

mod in_mind;
mod situations;
mod withheld;

/// A language made from French, every letter of ours in full width: what is not is a sentence the code keeps to itself.
fn full_width() -> Language {
    let wide = |c: char| match c {
        'a'..='z' | 'A'..='Z' => char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c),
        'À'..='ÿ' | 'œ' | 'Œ' => 'ｅ',
        other => other,
    };
    let mut words = String::new();
    for line in include_str!("../../langues/fr/copy.ftl").lines() {
        // Names of messages, of attributes and of variables stay; so do selectors.
        let (name, said) = match line.split_once(" =") {
            Some((name, said)) if !name.contains(' ') || name.trim_start().starts_with('.') => {
                (format!("{name} ="), said)
            }
            _ if line.starts_with('#') => continue,
            _ => match line.split_once(']') {
                Some((key, said)) => (format!("{key}]"), said),
                None => (String::new(), line),
            },
        };
        words.push_str(&name);
        // A line may end a choice begun above.
        let mut depth = i32::from(said.trim_start().starts_with('}'));
        for c in said.chars() {
            depth += i32::from(c == '{') - i32::from(c == '}');
            words.push(if depth == 0 { wide(c) } else { c });
        }
        words.push('\n');
    }
    Language::new("qps", &words)
}

#[test]
fn another_language_is_translation_work_only() {
    let catalogue = catalogue();
    let language = full_width();
    let missing: Vec<_> = french().missing_in(&language);
    assert!(missing.is_empty(), "{missing:?}");
    for outcome in Outcome::ALL {
        for word in ["complete", "neutre", "gardee_ici"] {
            let findings = catalogue.rights().iter();
            let findings = findings.map(|right| Finding {
                missing: vec![Path::Household("loyer".into()), Path::Receipt("aah".into())],
                amount: Some(Estimate {
                    range: AmountRange::between(83_350, 124_101),
                    period: Period::Month,
                }),
                after: vec!["aspa".to_owned()],
                ..finding(&right.id, outcome)
            });
            let urgent: Vec<&str> = vec!["manger", "dormir", "coupure", "expulsion", "soins"];
            let mut bilan = bilan(vec![
                paper(word),
                several("urgences", &urgent),
                several("urgences_intimes", &["danger"]),
                several("partage", &["ccas"]),
                several("documents_presents", &["rib"]),
            ]);
            bilan.with_rsa = true;
            let evaluation = evaluation(&catalogue, findings.collect());
            let days = (bilan.opened_at, today());
            let copy = person_copy(&catalogue, &bilan, &evaluation, days, &language);
            let spoken = aloud(&copy, &language);
            let mut texts = copy.texts();
            texts.push(copy.foot.clone());
            texts.extend([&spoken.title, &spoken.length, &spoken.pause].map(Clone::clone));
            texts.extend(spoken.parts.into_iter().flat_map(|part| part.ideas));
            for text in &texts {
                let ours = pieces(text).filter(|(french, _)| !french);
                let ours: String = ours.map(|(_, piece)| piece).collect();
                // What is the person’s own, and telephone numbers.
                let ours = ours.replace("Awa Diallo", "").replace("7F-42K", "");
                assert!(
                    !ours.contains(|c: char| c.is_ascii_alphabetic() || ('À'..='ÿ').contains(&c)),
                    "« {ours} » in « {text} »"
                );
            }
        }
    }
}

#[test]
fn a_copy_in_english_says_the_same_and_keeps_french_names() {
    let catalogue = catalogue();
    let bilan = bilan(vec![several("urgences", &["manger"])]);
    let findings = vec![
        finding("aides-logement-apl", Outcome::Probable),
        finding("dalo", Outcome::ToCheck),
    ];
    let evaluation = evaluation(&catalogue, findings);
    let days = (bilan.opened_at, today());
    let said_in = |code: &str| {
        let copy = person_copy(&catalogue, &bilan, &evaluation, days, of_code(Some(code)));
        (copy.texts().len(), said(&copy), copy)
    };
    let (french, english) = (said_in("fr"), said_in("en"));
    assert_eq!(english.2.setting.lang, "en");
    assert_eq!(
        french.2.roadmap.unwrap().all_stops().count(),
        english.2.roadmap.unwrap().all_stops().count()
    );
    for text in [
        "Your rights review",
        "Done together on 21 November 2026. Place: \u{2066}EDS de Villejuif\u{2069}.",
        "To eat today:",
        "\u{2066}CAF\u{2069}",
    ] {
        assert!(english.1.contains(text), "{text}: {}", english.1);
    }
    assert!(!french.1.contains('\u{2066}'));
    assert!(unmarked(&english.1).contains("CAF"));
}

#[test]
fn nothing_is_said_aloud_that_the_paper_withholds() {
    let catalogue = catalogue();
    let findings = || {
        let secret = Finding {
            sensitive: true,
            ..finding("ame", Outcome::Probable)
        };
        vec![secret, finding("asf", Outcome::Probable)]
    };
    let spoken = |choice: &str| {
        let answers = vec![paper(choice), several("urgences_intimes", &["danger"])];
        let copy = copy_of(&catalogue, &bilan(answers), findings());
        let parts = aloud(&copy, french()).parts.into_iter();
        let said: Vec<String> = parts
            .flat_map(|part| std::iter::once(part.title).chain(part.ideas))
            .collect();
        (said.join("\n"), copy.texts().join("\n"))
    };
    for choice in ["gardee_ici", "neutre", "aucune"] {
        let (aloud, _) = spoken(choice);
        for hidden in [name(&catalogue, "ame"), "AME", "3919", "Awa", "Diallo"] {
            assert!(!aloud.contains(hidden), "{choice}: {hidden}: {aloud}");
        }
    }
    let (aloud, paper) = spoken("complete");
    assert!(aloud.contains("3919") && aloud.contains(name(&catalogue, "ame")));
    let order = ["D’abord", "Où aller", "Vos droits sur ces informations"];
    let places = order.map(|title| aloud.find(title).unwrap());
    assert!(places.is_sorted(), "{aloud}");
    let told = aloud.lines().filter(|line| paper.contains(*line)).count();
    assert!(told > 10, "what is said comes from the paper: {told}");
}
