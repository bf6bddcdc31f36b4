//! What is withheld shows nowhere: the paper is the same whatever was answered, be it nothing at all.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use proptest::prelude::*;
use rules::{Entity, FactType, YearMonth};

use super::*;
use crate::desk::{Giver, Issued};

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(catalogue);
static HOUSEHOLDS: LazyLock<Vec<Situation>> = LazyLock::new(|| {
    CATALOGUE
        .cases()
        .iter()
        .filter_map(|case| case.situation(&CATALOGUE).ok())
        .collect()
});

const PAPERS: [Option<&str>; 5] = [
    None,
    Some("neutre"),
    Some("gardee_ici"),
    Some("aucune"),
    Some("complete"),
];

/// Everything the paper says, its foot and its person included.
fn printed(bilan: &Bilan) -> Vec<String> {
    let found = findings(&CATALOGUE, bilan);
    let copy = person_copy(
        &CATALOGUE,
        bilan,
        &found,
        (bilan.opened_at, today()),
        french(),
    );
    let mut all = copy.texts();
    all.extend([copy.foot, copy.reference, copy.code_label]);
    all.extend(copy.name);
    all
}

/// The answers a place may hold: the ways of not answering, then a value at each end.
fn answers(path: &Path) -> Vec<Answer> {
    let mut all = vec![
        Answer::NotAsked,
        Answer::PrefersNotToSay,
        Answer::DoesNotKnow,
    ];
    let given = |value: Value| Answer::Given(value);
    if let Path::Receipt(_) = path {
        let receipts = [
            Receipt::NotRequested,
            Receipt::Open { until: None },
            Receipt::Refused { on: None },
        ];
        all.extend(receipts.map(|receipt| given(Value::Receipt(receipt))));
        return all;
    }
    let fact = CATALOGUE.fact_at(path).unwrap();
    let typed = |text: &str| CATALOGUE.read_typed(path, text);
    match &fact.kind {
        FactType::YesNo => all.extend([Answer::yes_no(true), Answer::yes_no(false)]),
        FactType::Choice(variants) => all.extend(
            variants
                .iter()
                .map(|variant| given(Value::Choice(variant.id.clone()))),
        ),
        FactType::Choices(variants) => {
            all.push(given(Value::Choices(BTreeSet::new())));
            all.extend(
                variants
                    .iter()
                    .map(|variant| given(Value::Choices([variant.id.clone()].into()))),
            );
        }
        FactType::Amount => all.extend(["0", "400", "3000"].map(typed)),
        FactType::Date => all.extend(["01/01/1960", "01/06/2025", "2027"].map(typed)),
        FactType::Integer | FactType::Rate => all.extend(["0", "1", "12"].map(typed)),
        FactType::Month => all.push(given(Value::Month(YearMonth::new(2026, 9).unwrap()))),
        FactType::Text => all.push(given(Value::Text("quelques mots".to_owned()))),
    }
    all
}

/// Every place of a household where something sensitive may be said; the choice of the paper apart, which changes the paper.
fn sensitive(situation: &Situation) -> Vec<Path> {
    let facts = CATALOGUE.facts().iter();
    let facts = facts.filter(|fact| fact.sensitive && fact.id != "copie_papier");
    let places = facts.flat_map(|fact| {
        let name = rules::Shared::from(&fact.id);
        match fact.entity {
            Entity::Household => vec![Path::Household(name)],
            Entity::Person => vec![Path::Person(name)],
            Entity::Adult => vec![Path::Person(name.clone()), Path::Partner(name)],
            Entity::Child | Entity::Income => situation
                .rows(Entity::Child)
                .into_iter()
                .map(|row| Path::Child(row, name.clone()))
                .collect(),
        }
    });
    let receipts = CATALOGUE.rights().iter();
    let receipts = receipts.map(|right| Path::Receipt(right.id.as_str().into()));
    places
        .chain(receipts.filter(|path| is_sensitive(&CATALOGUE, path)))
        .collect()
}

fn household(situation: &Situation, paper_word: Option<&str>) -> Bilan {
    let answers = situation
        .answers()
        .map(|(path, answer)| (path.clone(), answer.clone()));
    let mut answers: Vec<(Path, Answer)> = answers
        .filter(|(path, _)| path.fact() != Some("copie_papier"))
        .collect();
    answers.extend(paper_word.into_iter().map(paper));
    bilan(answers)
}

/// Puts an answer at a place, or takes it away.
fn put(bilan: &mut Bilan, path: &Path, answer: &Answer, giver: Giver) {
    bilan.answers.retain(|stored| stored.path != *path);
    if answer.is_asked() {
        let mut stored = super::bilan(vec![(path.clone(), answer.clone())]).answers;
        stored[0].giver = giver;
        bilan.answers.append(&mut stored);
    }
}

/// Every sensitive fact, over the situations of the catalogue, with one of its answers after the other.
#[test]
fn no_sensitive_answer_shows_on_a_discreet_paper() {
    let mut turn = 0;
    let mut tried = BTreeSet::new();
    // Each household tries every ninth place, from another one on: each place is tried several times.
    for (nth, situation) in HOUSEHOLDS.iter().enumerate() {
        let paper_word = PAPERS[turn % 4];
        let bilan = household(situation, paper_word);
        let expected = printed(&bilan);
        for path in sensitive(situation).into_iter().skip(nth % 9).step_by(9) {
            let all = answers(&path);
            let answer = &all[turn % all.len()];
            let mut other = bilan.clone();
            put(&mut other, &path, answer, Giver::Person);
            assert_eq!(printed(&other), expected, "{path} = {answer:?}");
            turn += 1;
            if let Some(fact) = path.fact() {
                tried.insert(fact.to_owned());
            }
        }
    }
    let all = CATALOGUE.facts().iter();
    let all = all.filter(|fact| fact.sensitive && fact.id != "copie_papier");
    for fact in all {
        assert!(tried.contains(&fact.id), "{} was not tried", fact.id);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Several sensitive answers at once, on a household of which half was never said.
    #[test]
    fn no_set_of_sensitive_answers_shows(
        which in 0..1_000_usize,
        paper_word in 0..4_usize,
        kept in any::<u64>(),
        said in proptest::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..8),
    ) {
        let situation = &HOUSEHOLDS[which % HOUSEHOLDS.len()];
        let mut bilan = household(situation, PAPERS[paper_word]);
        let mut at = 0_u32;
        bilan.answers.retain(|stored| {
            at += 1;
            stored.path.fact() == Some("copie_papier") || kept.rotate_left(at) & 1 == 1
        });
        let places = sensitive(situation);
        let mut other = bilan.clone();
        for (path, answer) in said {
            let path = path.get(&places);
            put(&mut other, path, answer.get(&answers(path)), Giver::Person);
        }
        prop_assert_eq!(printed(&bilan), printed(&other));
    }

    /// Whatever the partner says alone, on every paper, the full one included.
    #[test]
    fn nothing_the_partner_says_alone_shows(
        which in 0..1_000_usize,
        paper_word in 0..5_usize,
        said in proptest::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..8),
    ) {
        let situation = &HOUSEHOLDS[which % HOUSEHOLDS.len()];
        let mut bilan = household(situation, PAPERS[paper_word]);
        put(&mut bilan, &Path::PartnerExists, &Answer::yes_no(true), Giver::Person);
        let places: Vec<Path> = CATALOGUE
            .facts()
            .iter()
            .filter(|fact| fact.entity == Entity::Adult)
            .map(|fact| Path::Partner(fact.id.as_str().into()))
            .collect();
        let mut other = bilan.clone();
        for (path, one, two) in said {
            let path = path.get(&places);
            let all = answers(path);
            // Both have an answer there, or none: the person's own is not what is compared.
            put(&mut bilan, path, one.get(&all), Giver::PartnerAlone);
            put(&mut other, path, two.get(&all), Giver::PartnerAlone);
        }
        prop_assert_eq!(printed(&bilan), printed(&other));
    }
}

/// The test above would see a leak: the same answers, said by the person, do change the full copy.
#[test]
fn the_same_answers_given_by_the_person_do_show() {
    let differs = HOUSEHOLDS.iter().any(|situation| {
        let bilan = household(situation, Some("complete"));
        sensitive(situation).iter().any(|path| {
            answers(path).iter().any(|answer| {
                let mut other = bilan.clone();
                put(&mut other, path, answer, Giver::Person);
                printed(&other) != printed(&bilan)
            })
        })
    });
    assert!(differs);
}

#[test]
fn what_was_frozen_for_another_paper_is_not_printed() {
    let residence = (
        Path::Person("titre_sejour".into()),
        answers(&Path::Person("titre_sejour".into())).remove(3),
    );
    let full = bilan(vec![paper("complete"), residence.clone()]);
    let issued = Issued {
        evaluation: rules::evaluate(&CATALOGUE, &Situation::new(), today()),
        paper: Some(found(&CATALOGUE, &full)),
        at: full.opened_at,
    };
    let mut closed = bilan(vec![paper("neutre"), residence]);
    closed.issued = Some(issued.clone());
    closed.state = BilanState::Closed;
    let open = Bilan {
        state: BilanState::Open,
        issued: None,
        ..closed.clone()
    };
    assert_eq!(
        findings(&CATALOGUE, &closed).findings,
        findings(&CATALOGUE, &open).findings
    );
    let same = Bilan {
        state: BilanState::Closed,
        issued: Some(issued.clone()),
        ..full
    };
    assert_eq!(
        findings(&CATALOGUE, &same).findings,
        issued.paper.unwrap().evaluation.findings
    );
}
