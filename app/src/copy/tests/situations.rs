//! What the copies of the acceptance situations (`rules/catalogue/cas`) say, and no longer say wrongly.

use super::*;

/// The full copy of the situation whose file begins with this number.
fn copy_of_case(catalogue: &Catalogue, number: &str) -> PersonCopy {
    let mut cases = catalogue.cases().iter();
    let number = format!("{number}-");
    let of = |file: &str| {
        file.rsplit('/')
            .next()
            .is_some_and(|name| name.starts_with(&number))
    };
    let case = cases.find(|case| of(&case.file)).unwrap();
    let situation = case.situation(catalogue).unwrap();
    let answers = situation.answers();
    let mut answers: Vec<_> = answers.map(|(p, a)| (p.clone(), a.clone())).collect();
    answers.push(paper("complete"));
    let bilan = bilan(answers);
    let found = findings(catalogue, &bilan);
    let days = (bilan.opened_at, today());
    person_copy(catalogue, &bilan, &found, days, french())
}

/// The lines of a kind of the roadmap, each whole.
fn lines(copy: &PersonCopy, kind: impl Fn(&Stop) -> &Vec<Line>) -> Vec<String> {
    let stops = copy.roadmap.iter().flat_map(Roadmap::all_stops);
    let lines = stops.flat_map(kind);
    let told = lines.map(|line| format!("{} {} {}", line.strong, line.text, line.how));
    told.map(|text| text.replace(['\u{A0}', '\u{202F}'], " "))
        .collect()
}

#[test]
fn only_what_surely_comes_is_said_to_come_by_itself() {
    let catalogue = catalogue();
    for (number, rights) in [
        (
            "02",
            &["allocations-familiales", "ars", "cheque-energie"][..],
        ),
        ("04", &["inscription-france-travail"]),
        ("07", &["c2s-gratuite"]),
        ("12", &["allocations-familiales", "ars", "pass-sport"]),
        ("13", &["accueil-jour-hygiene", "bourse-college"]),
    ] {
        let copy = copy_of_case(&catalogue, number);
        let (asks, comes) = (
            lines(&copy, |stop| &stop.asks),
            lines(&copy, |stop| &stop.automatic),
        );
        for right in rights {
            let name = name(&catalogue, right).replace(['\u{A0}', '\u{202F}'], " ");
            assert!(
                asks.iter().any(|line| line.starts_with(&name)),
                "{number}: {name}: {asks:#?}"
            );
            assert!(
                !comes.iter().any(|line| line.contains(&name)),
                "{number}: {name}: {comes:#?}"
            );
        }
    }
    // With RSA, the free complementary cover does come by itself.
    let comes = lines(&copy_of_case(&catalogue, "01"), |stop| &stop.automatic);
    assert!(comes.iter().any(|line| line.contains("C2S")), "{comes:#?}");
}

#[test]
fn one_application_asks_for_every_form_of_rsa() {
    let catalogue = catalogue();
    for number in ["02", "11"] {
        let asks = lines(&copy_of_case(&catalogue, number), |stop| &stop.asks);
        let forms = asks.iter().filter(|line| line.starts_with("RSA"));
        let forms: Vec<&String> = forms.collect();
        assert_eq!(forms.len(), 1, "{number}: {forms:#?}");
        assert!(forms[0].starts_with("RSA majoré"), "{number}: {forms:#?}");
        let text = said(&copy_of_case(&catalogue, number));
        assert!(
            text.contains("Avis de situation de France Travail"),
            "{number}: {text}"
        );
    }
}

#[test]
fn what_is_asked_for_after_another_right_follows_it() {
    let catalogue = catalogue();
    let asks = lines(&copy_of_case(&catalogue, "07"), |stop| &stop.asks);
    let place = |name: &str| asks.iter().position(|line| line.starts_with(name));
    let (before, after) = (
        place("Pension de réversion"),
        place("Allocation de solidarité"),
    );
    assert!(before.is_some() && before < after, "{asks:#?}");
}

#[test]
fn the_first_stop_is_where_people_have_to_ask_for_what_they_live_on() {
    let catalogue = catalogue();
    let first = copy_of_case(&catalogue, "01").roadmap.unwrap().stops;
    assert_eq!(first[0].name, "CAF");
}

#[test]
fn a_family_without_papers_is_offered_nothing_that_asks_for_them() {
    let catalogue = catalogue();
    let text = said(&copy_of_case(&catalogue, "13"));
    for offered in ["Contrat aidé", "Vacaf"] {
        assert!(!text.contains(offered), "{offered}: {text}");
    }
}

#[test]
fn a_canteen_of_young_children_is_not_at_the_lycee_alone() {
    let catalogue = catalogue();
    let copy = copy_of_case(&catalogue, "02");
    let roadmap = copy.roadmap.unwrap();
    let canteen = |stop: &&Stop| {
        stop.asks
            .iter()
            .any(|ask| ask.strong.starts_with("Cantine"))
    };
    let stop = roadmap.all_stops().find(canteen).unwrap();
    assert_eq!(stop.name, "École, collège ou lycée");
    assert!(
        said(&copy_of_case(&catalogue, "02"))
            .contains("À l’école, faites calculer le quotient à la mairie")
    );
}

#[test]
fn a_young_man_alone_is_not_told_of_his_children() {
    let catalogue = catalogue();
    let asks = lines(&copy_of_case(&catalogue, "04"), |stop| &stop.asks);
    let department = asks
        .iter()
        .find(|line| line.starts_with("Aide financière du département"))
        .unwrap();
    assert!(department.contains("les moins de 21 ans"), "{department}");
    assert!(
        department.contains("un jeune de moins de 21 ans ne manque de rien"),
        "{department}"
    );
}

#[test]
fn nobody_is_sent_to_ask_for_rsa_that_is_refused_to_them() {
    let catalogue = catalogue();
    // He has not applied for RSA, and is too young for it.
    let text = said(&copy_of_case(&catalogue, "04"));
    assert!(!text.contains("demande de RSA"), "{text}");
}

#[test]
fn the_same_question_is_not_put_twice() {
    let catalogue = catalogue();
    let text = said(&copy_of_case(&catalogue, "03"));
    let question = "combien est venu du travail, et combien du chômage, pour chacun ?";
    assert!(
        text.contains(&format!("{question} (vous et votre conjoint)")),
        "{text}"
    );
    assert_eq!(text.matches(question).count(), 1, "{text}");
    let receipts = "avez-vous déjà l’une de ces aides : « RSA majoré (parent isolé) », « RSA";
    assert!(
        text.to_lowercase().contains(&receipts.to_lowercase()),
        "{text}"
    );
}

#[test]
fn decisions_contested_alike_are_said_once() {
    let catalogue = catalogue();
    for number in ["01", "02", "03", "07", "12"] {
        let copy = copy_of_case(&catalogue, number);
        let appeals = copy.chapters.iter().find(|c| c.about == About::Appeals);
        let mut said: Vec<&str> = appeals
            .unwrap()
            .lines
            .iter()
            .map(|line| line.strong.as_str())
            .collect();
        let all = said.len();
        said.sort_unstable();
        said.dedup();
        assert_eq!(said.len(), all, "{number}: {said:#?}");
    }
}
