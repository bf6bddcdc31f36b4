//! The rights with their reasons, the surest first. Those that nothing points to, or that are not likely, take one line each.

use rules::{Finding, Outcome, Receipt, Right, Truth, Verdict};

use super::model::{ConditionLine, Line, RightLine, RightsGroup};
use crate::interview::{Reading, labels, panel};
use crate::words::{interview as words, numbers};

/// From what is surest to ask for to what could not be computed.
const ORDER: [Outcome; 6] = [
    Outcome::Probable,
    Outcome::MayAsk,
    Outcome::ToCheck,
    Outcome::AlreadyOpen,
    Outcome::Unlikely,
    Outcome::NotComputed,
];

/// One group for each outcome that was found. A right that the catalogue no longer holds is told by its id.
pub fn groups(reading: &Reading<'_>) -> Vec<RightsGroup> {
    ORDER
        .into_iter()
        .filter_map(|outcome| group(reading, outcome))
        .collect()
}

fn group(reading: &Reading<'_>, outcome: Outcome) -> Option<RightsGroup> {
    let findings = || {
        let all = reading.evaluation.findings.iter();
        all.filter(|finding| finding.outcome == outcome)
    };
    let full: Vec<RightLine> = findings()
        .filter(|finding| !is_brief(finding))
        .map(|finding| full(reading, finding))
        .collect();
    let brief: Vec<Line> = findings()
        .filter(|finding| is_brief(finding))
        .map(|finding| brief(reading, finding))
        .collect();
    let count = full.len() + brief.len();
    let (one, many) = title(outcome);
    let brief_label = if full.is_empty() || brief.is_empty() {
        String::new()
    } else {
        "Rien ne les signale pour l’instant".to_owned()
    };
    (count > 0).then(|| RightsGroup {
        outcome,
        title: numbers::count(count, one, many),
        full,
        brief_label,
        brief,
    })
}

fn title(outcome: Outcome) -> (&'static str, &'static str) {
    match outcome {
        Outcome::Probable => ("droit probable", "droits probables"),
        Outcome::MayAsk => ("droit à demander", "droits à demander"),
        Outcome::ToCheck => ("droit à vérifier", "droits à vérifier"),
        Outcome::AlreadyOpen => ("droit déjà ouvert", "droits déjà ouverts"),
        Outcome::Unlikely => ("droit peu probable", "droits peu probables"),
        Outcome::NotComputed => ("droit non calculé", "droits non calculés"),
    }
}

fn is_brief(finding: &Finding) -> bool {
    match finding.outcome {
        Outcome::Unlikely => true,
        Outcome::ToCheck => finding.signalled != Truth::Yes,
        _ => false,
    }
}

/// What failed, with its source, or what is missing.
fn brief(reading: &Reading<'_>, finding: &Finding) -> Line {
    let failed = finding
        .conditions
        .iter()
        .find(|condition| condition.verdict == Verdict::NotMet);
    let text = match failed {
        Some(condition) => format!("{} Source : {}.", condition.label, condition.source),
        None if finding.missing.is_empty() => String::new(),
        None => {
            let missing =
                labels::labels(reading.catalogue, &reading.situation, &finding.missing, 2);
            format!("Manque : {missing}.")
        }
    };
    Line {
        strong: format!("{}.", name(reading, &finding.right)),
        text,
    }
}

fn full(reading: &Reading<'_>, finding: &Finding) -> RightLine {
    let conditions = finding.conditions.iter().map(|condition| {
        let label = match &condition.appraisal {
            Some(appraisal) if *appraisal != condition.label => {
                format!("{} {appraisal}", condition.label)
            }
            _ => condition.label.to_string(),
        };
        ConditionLine {
            verdict: condition.verdict,
            word: words::verdict(condition.verdict).1.to_owned(),
            label,
            source: condition.source.to_string(),
        }
    });
    RightLine {
        id: finding.right.clone(),
        name: name(reading, &finding.right),
        facts: facts(reading, finding),
        conditions: conditions.collect(),
    }
}

fn facts(reading: &Reading<'_>, finding: &Finding) -> Vec<String> {
    let right = reading.catalogue.right(&finding.right);
    let amount = finding.amount.as_ref().and_then(panel::amount);
    let sensitive = finding.sensitive || right.is_some_and(|right| right.sensitive);
    let mut facts: Vec<String> = Vec::new();
    facts.extend(amount.map(|amount| format!("Estimation : {amount}.")));
    facts.extend(finding.receipt.as_ref().map(receipt));
    facts.extend(
        finding
            .renew_before
            .map(|day| format!("À renouveler avant le {}.", numbers::date(day))),
    );
    let named = |before: &str, ids: &[String]| {
        let names: Vec<String> = ids.iter().map(|id| name(reading, id)).collect();
        (!names.is_empty()).then(|| format!("{before} : {}.", names.join(", ")))
    };
    facts.extend(named("Vient après", &finding.after));
    facts.extend(named("Attend l’ouverture de", &finding.after_opening_of));
    facts.extend(
        finding
            .choice_with
            .iter()
            .map(|id| choice(reading, right, id)),
    );
    facts.extend(finding.failures.iter().cloned());
    if sensitive {
        facts.push("Droit intime : absent des copies, sauf choix de la personne.".to_owned());
    }
    facts
}

/// « Au choix avec : ASPA. », with why when the catalogue says it.
fn choice(reading: &Reading<'_>, right: Option<&Right>, id: &str) -> String {
    let why = right
        .into_iter()
        .flat_map(|right| &right.exclusions)
        .find(|exclusion| exclusion.right == id)
        .map_or_else(String::new, |exclusion| format!(" {}", exclusion.text));
    format!("Au choix avec : {}.{why}", name(reading, id))
}

/// What was said of receiving it.
fn receipt(receipt: &Receipt) -> String {
    let dated = |word: &str, link: &str, day: &Option<chrono::NaiveDate>| match day {
        Some(day) => format!("{word} {link} {}.", numbers::date(*day)),
        None => format!("{word}."),
    };
    match receipt {
        Receipt::NotRequested => "Pas demandé.".to_owned(),
        Receipt::Requested { on } => dated("Demandé", "le", on),
        Receipt::Open { until } => dated("Ouvert", "jusqu’au", until),
        Receipt::Suspended => "Suspendu.".to_owned(),
        Receipt::Refused { on } => dated("Refusé", "le", on),
    }
}

fn name(reading: &Reading<'_>, id: &str) -> String {
    reading
        .catalogue
        .right(id)
        .map_or_else(|| id.to_owned(), |right| right.name.clone())
}
