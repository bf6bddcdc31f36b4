//! What nothing raises is one line at the end, and never what matters.

use super::*;

fn quiet(right: &str) -> Finding {
    Finding {
        signalled: Truth::Unknown,
        ..finding(right, Outcome::MayAsk)
    }
}

/// The rights of the list at the end, and those to ask for.
fn told(answers: Vec<(Path, Answer)>, found: Vec<Finding>) -> (Vec<String>, Vec<String>) {
    let copy = copy_of(&catalogue(), &bilan(answers), found);
    let groups = copy.rights.into_iter().flat_map(|rights| rights.groups);
    let mind = groups.filter(|group| group.title == "À garder en tête");
    let mind = mind.flat_map(|group| group.rights);
    let roadmap = copy.roadmap.into_iter();
    let stops = roadmap.flat_map(|roadmap| roadmap.all_stops().cloned().collect::<Vec<_>>());
    (
        mind.map(|line| format!("{} {}", line.name, line.sentence))
            .collect(),
        stops
            .flat_map(|stop| stop.asks)
            .map(|line| line.strong)
            .collect(),
    )
}

#[test]
fn what_nothing_raises_is_one_line_with_where_to_ask() {
    let (mind, asks) = told(
        Vec::new(),
        vec![quiet("contrat-aide-pec"), quiet("aide-vestiaire-mobilier")],
    );
    assert!(asks.is_empty(), "{asks:?}");
    assert_eq!(mind.len(), 2);
    assert_eq!(
        mind[0].replace('\u{A0}', " "),
        "Contrat aidé (parcours emploi compétences). France Travail (3949)."
    );
}

#[test]
fn what_matters_stays_a_step() {
    let refused = Finding {
        receipt: Some(Receipt::Refused { on: None }),
        ..quiet("contrat-aide-pec")
    };
    let probable = Finding {
        outcome: Outcome::Probable,
        ..quiet("demande-logement-social")
    };
    // Its conditions are met; it was begun; people live on it; something said raises it.
    for found in [
        probable,
        refused,
        quiet("aide-alimentaire"),
        finding("contrat-aide-pec", Outcome::MayAsk),
    ] {
        let right = found.right.clone();
        let (mind, asks) = told(Vec::new(), vec![found]);
        assert!(
            mind.is_empty() && asks.len() == 1,
            "{right}: {mind:?} {asks:?}"
        );
    }
    // The person said that it matters.
    let wish = vec![several("priorites", &["emploi"])];
    let (mind, asks) = told(wish, vec![quiet("contrat-aide-pec")]);
    assert!(mind.is_empty() && asks.len() == 1, "{mind:?} {asks:?}");
}
