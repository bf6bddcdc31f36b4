//! How long the interview is on the acceptance situations, and what its first sweep (« repérage ») is worth.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use rules::{Case, Catalogue, FactType, Outcome, Question, Situation, Truth, outcomes};

use crate::households;
use crate::walk::Walk;

/// Thirty minutes of questions between the welcome and the closing.
const MOST_SECONDS: u32 = 30 * 60;
/// With the welcome and the closing; five minutes of margin make forty-five.
const MOST_SECONDS_IN_ALL: u32 = 40 * 60;
/// The first sweep.
const MOST_SCREENING: usize = 14;

/// « 03 » of `cas/03-couple….toml`.
fn number(case: &Case) -> &str {
    let name = case.file.rsplit('/').next().unwrap();
    name.split('-').next().unwrap()
}

/// The acceptance situations, which a lawyer wrote whole: one to thirteen.
fn acceptance(catalogue: &Catalogue) -> Vec<&Case> {
    let of_a_number = |case: &&Case| {
        let number = number(case).parse::<u32>();
        number.is_ok_and(|number| (1..=13).contains(&number))
    };
    catalogue.cases().iter().filter(of_a_number).collect()
}

fn screening(catalogue: &Catalogue) -> Vec<&Question> {
    let questions = catalogue.questions().iter();
    questions.filter(|question| question.screening).collect()
}

#[test]
fn the_interview_fits_forty_five_minutes() {
    let catalogue = crate::common::load(&Catalogue::embedded_sources());
    let cases = acceptance(&catalogue);
    assert_eq!(cases.len(), 13);
    let mut table = String::from("questions  themes  in all  situation\n");
    let mut too_long = Vec::new();
    for case in cases {
        let mut walk = Walk::of_case(&catalogue, case);
        walk.through();
        let themes = walk.seconds_in(|theme| !["accueil", "cloture"].contains(&theme));
        let all = walk.seconds_in(|_| true);
        let (asked, name) = (walk.asked.len(), &case.name);
        writeln!(
            table,
            "{asked:9}  {}  {}   {name}",
            clock(themes),
            clock(all)
        )
        .unwrap();
        if themes > MOST_SECONDS || all > MOST_SECONDS_IN_ALL {
            too_long.push(name);
        }
    }
    println!("{table}");
    assert!(too_long.is_empty(), "{too_long:?}\n{table}");
    insta::with_settings!({ snapshot_path => "../interview", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("minutes", table);
    });
}

/// The answers of a walk, and those of everything it did not ask.
fn asked_everything(catalogue: &Catalogue, walk: &Walk<'_>) -> Situation {
    let mut told = walk.said.clone();
    for question in catalogue.questions() {
        for (path, answer) in walk.answers(question) {
            if !told.get(&path).is_asked() {
                told.set(&path, answer);
            }
        }
    }
    told
}

#[test]
fn what_an_interview_does_not_ask_would_have_changed_nothing() {
    let catalogue = crate::common::load(&Catalogue::embedded_sources());
    for case in acceptance(&catalogue) {
        let mut walk = Walk::of_case(&catalogue, case);
        walk.through();
        let told = asked_everything(&catalogue, &walk);
        assert!(told.answers().count() > walk.said.answers().count());
        let said = outcomes(&catalogue, &walk.said, case.date);
        let told = outcomes(&catalogue, &told, case.date);
        for (said, told) in said.iter().zip(&told) {
            assert_eq!(said, told, "{}", case.name);
        }
    }
}

/// « 29:05 ».
fn clock(seconds: u32) -> String {
    format!("{:3}:{:02}", seconds / 60, seconds % 60)
}

/// The rights a walk has settled (no longer « à vérifier ») or raised (signalled).
fn found(walk: &Walk<'_>) -> BTreeSet<String> {
    let findings = walk.evaluation().findings;
    findings
        .into_iter()
        .filter(|finding| finding.outcome != Outcome::ToCheck || finding.signalled == Truth::Yes)
        .map(|finding| finding.right)
        .collect()
}

#[test]
fn the_first_sweep_settles_or_raises_most_rights() {
    let catalogue = crate::common::load(&Catalogue::embedded_sources());
    let sweep = screening(&catalogue);
    assert!(sweep.len() <= MOST_SCREENING, "{} questions", sweep.len());
    let mut table = String::new();
    let mut everywhere = BTreeSet::new();
    let mut sum = 0;
    let cases = acceptance(&catalogue);
    for case in &cases {
        let mut walk = Walk::of_case(&catalogue, case);
        for question in &sweep {
            walk.ask(question);
        }
        let rights = found(&walk);
        let time = clock(walk.seconds_in(|_| true));
        writeln!(table, "{:4} rights in {time}  {}", rights.len(), case.name).unwrap();
        sum += rights.len();
        everywhere.extend(rights);
    }
    writeln!(
        table,
        "{} questions settle or raise {} rights on average, and {} of {} in one situation or another.",
        sweep.len(),
        sum / cases.len(),
        everywhere.len(),
        catalogue.rights().len()
    )
    .unwrap();
    println!("{table}");
    assert!(sum / cases.len() >= 110, "{table}");
    assert!(everywhere.len() >= 150, "{table}");
}

/// The same over the reference households, which nobody chose for their rights.
#[test]
fn the_first_sweep_settles_or_raises_most_rights_of_the_reference_households() {
    let catalogue = crate::common::load(&Catalogue::embedded_sources());
    let sweep = screening(&catalogue);
    let mut counts: Vec<usize> = Vec::new();
    let mut seconds = 0;
    for household in households::all() {
        let truth = household.situation(&catalogue);
        let mut walk = Walk::new(&catalogue, truth, crate::common::today());
        for question in &sweep {
            walk.ask(question);
        }
        counts.push(found(&walk).len());
        seconds += walk.seconds_in(|_| true);
    }
    counts.sort_unstable();
    let many = counts.len();
    assert_eq!(many, 200);
    let average = counts.iter().sum::<usize>() / many;
    let (least, most) = (counts[0], counts[many - 1]);
    let time = clock(seconds / u32::try_from(many).unwrap());
    let told = format!(
        "over {many} households, {average} rights on average, from {least} to {most}, in {} on average",
        time.trim()
    );
    println!("{told}");
    assert!(average >= 125 && least >= 105, "{told}");
}

/// Whether a question may be part of the first sweep: a few seconds, no amount, no list of rights.
fn is_light(catalogue: &Catalogue, question: &Question) -> bool {
    match &question.asks {
        rules::Asks::Facts { facts, .. } => facts.iter().all(|id| {
            let fact = catalogue.fact(*id).unwrap();
            !matches!(fact.kind, FactType::Amount | FactType::Text)
        }),
        rules::Asks::Children(_) | rules::Asks::Partner => true,
        rules::Asks::Incomes { .. } | rules::Asks::Receipts(_) => false,
    }
}

/// How long the whole interview is over the reference households.
/// `cargo test --release -p rules -- --ignored --nocapture minutes_over`
#[test]
#[ignore = "a measurement of minutes"]
fn minutes_over_the_reference_households() {
    let catalogue = crate::common::load(&Catalogue::embedded_sources());
    let households = households::all();
    let mut lengths: Vec<(u32, u32, &str)> = Vec::new();
    for household in &households {
        let truth = household.situation(&catalogue);
        let mut walk = Walk::new(&catalogue, truth, crate::common::today());
        walk.through();
        let themes = walk.seconds_in(|theme| !["accueil", "cloture"].contains(&theme));
        lengths.push((walk.seconds_in(|_| true), themes, household.label()));
    }
    lengths.sort_unstable();
    let within = |most: u32, of: fn(&(u32, u32, &str)) -> u32| {
        lengths.iter().filter(|length| of(length) <= most).count()
    };
    println!(
        "{} of {} fit {} of themes, {} fit {} in all",
        within(MOST_SECONDS, |length| length.1),
        lengths.len(),
        clock(MOST_SECONDS),
        within(MOST_SECONDS_IN_ALL, |length| length.0),
        clock(MOST_SECONDS_IN_ALL)
    );
    for rank in [0, lengths.len() / 2, lengths.len() - 1] {
        let (all, themes, label) = lengths[rank];
        println!("themes {}, in all {}: {label}", clock(themes), clock(all));
    }
    assert!(lengths.iter().all(|(all, ..)| *all <= 45 * 60));
}

/// How the questions of the first sweep were chosen: one after the other, the one that settles or raises most
/// rights, all situations together. On violence, which came tenth, nothing is asked in five minutes: the first that was
/// left out takes its place. `cargo test --release -p rules -- --ignored --nocapture best_questions`
#[test]
#[ignore = "a measurement of minutes, to run when the questionnaire changes"]
fn best_questions_of_a_first_sweep() {
    let catalogue = crate::common::load(&Catalogue::embedded_sources());
    let candidates: Vec<&Question> = catalogue
        .questions()
        .iter()
        .filter(|question| is_light(&catalogue, question))
        .collect();
    let cases = acceptance(&catalogue);
    let worth = |chosen: &[&Question]| -> usize {
        let of_case = |case: &&Case| {
            let mut walk = Walk::of_case(&catalogue, case);
            chosen.iter().for_each(|question| {
                let question = catalogue.questions().iter().find(|q| q.id == question.id);
                walk.ask(question.unwrap());
            });
            found(&walk).len()
        };
        cases.iter().map(of_case).sum()
    };
    let mut chosen: Vec<&Question> = Vec::new();
    println!("today: {}", worth(&screening(&catalogue)));
    // What each question was last found to bring; only the best are tried again.
    let mut ranked: Vec<(usize, &Question)> = candidates
        .iter()
        .map(|question| (worth(&[question]), *question))
        .collect();
    while chosen.len() < MOST_SCREENING {
        ranked.sort_by_key(|(worth, _)| std::cmp::Reverse(*worth));
        for (last, question) in ranked.iter_mut().take(25) {
            let mut more = chosen.clone();
            more.push(question);
            *last = worth(&more);
        }
        ranked.sort_by_key(|(worth, _)| std::cmp::Reverse(*worth));
        let next: Vec<String> = ranked[1..4]
            .iter()
            .map(|(worth, question)| format!("{} {worth}", question.id))
            .collect();
        let (worth, best) = ranked.remove(0);
        let rank = chosen.len() + 1;
        println!("{rank:2} {} {worth} (then {})", best.id, next.join(", "));
        chosen.push(best);
        // The others may now bring as much as the best did.
        for (last, _) in &mut ranked {
            *last += worth / 20;
        }
    }
}
