//! What the answers change: the rights beside the questions.

use std::collections::BTreeMap;

use leptos::prelude::*;
use rules::{Estimate, Finding, Outcome, Period, Right, Truth};

use super::{Reading, labels, situation_of};
use crate::routes::Page;
use crate::words::{interview as words, numbers};

/// One line of the panel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The right's id.
    pub right: String,
    /// Its name.
    pub name: String,
    /// What follows.
    pub outcome: Outcome,
    /// « 403,57 € par mois ».
    pub amount: Option<String>,
    /// One short reason.
    pub reason: Option<String>,
}

/// The panel.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Panel {
    /// What the last answers changed, names of rights.
    pub news: Vec<String>,
    /// Rights worth a word now, the surest first.
    pub lines: Vec<Line>,
    /// How many others were looked at: nothing points to them yet, or they are not likely. The results list them;
    /// here they would outweigh the questions.
    pub others: usize,
    /// How many of each outcome among `lines`.
    pub likely: usize,
    /// The same, to check.
    pub to_check: usize,
}

/// Builds the panel of a bilan.
pub fn build(reading: &Reading<'_>) -> Panel {
    let mut panel = Panel {
        news: news(reading),
        ..Panel::default()
    };
    for finding in &reading.evaluation.findings {
        let Some(right) = reading.catalogue.right(&finding.right) else {
            continue;
        };
        match finding.outcome {
            Outcome::Unlikely => panel.others += 1,
            Outcome::ToCheck if finding.signalled != Truth::Yes => panel.others += 1,
            _ => panel.lines.push(line(reading, right, finding)),
        }
    }
    let rank = |outcome: Outcome| match outcome {
        Outcome::Probable => 0,
        Outcome::MayAsk => 1,
        Outcome::ToCheck => 2,
        Outcome::NotComputed => 3,
        Outcome::AlreadyOpen | Outcome::Unlikely => 4,
    };
    panel
        .lines
        .sort_by_key(|line| (!panel.news.contains(&line.name), rank(line.outcome)));
    let count = |outcomes: &[Outcome]| {
        panel
            .lines
            .iter()
            .filter(|line| outcomes.contains(&line.outcome))
            .count()
    };
    panel.likely = count(&[Outcome::Probable, Outcome::MayAsk]);
    panel.to_check = count(&[Outcome::ToCheck]);
    panel
}

/// One line of a right.
pub fn line(reading: &Reading<'_>, right: &Right, finding: &Finding) -> Line {
    Line {
        right: right.id.clone(),
        name: right.name.clone(),
        outcome: finding.outcome,
        amount: finding.amount.as_ref().and_then(amount),
        reason: reason(reading, right, finding),
    }
}

/// Rights that the answers kept last made likely: the situation without them is compared with the whole one.
pub fn news(reading: &Reading<'_>) -> Vec<String> {
    let Some(last) = reading.bilan.answers.iter().map(|stored| stored.at).max() else {
        return Vec::new();
    };
    let before: Vec<_> = reading
        .bilan
        .answers
        .iter()
        .filter(|stored| stored.at < last)
        .cloned()
        .collect();
    let before = rules::evaluate(reading.catalogue, &situation_of(&before), reading.date());
    let stood: BTreeMap<&str, Outcome> = before
        .findings
        .iter()
        .map(|finding| (finding.right.as_str(), finding.outcome))
        .collect();
    let good =
        |outcome: Option<Outcome>| matches!(outcome, Some(Outcome::Probable | Outcome::MayAsk));
    reading
        .evaluation
        .findings
        .iter()
        .filter(|finding| {
            good(Some(finding.outcome)) && !good(stood.get(finding.right.as_str()).copied())
        })
        .filter_map(|finding| {
            reading
                .catalogue
                .right(&finding.right)
                .map(|right| right.name.clone())
        })
        .collect()
}

/// One short reason beside a right.
fn reason(reading: &Reading<'_>, right: &Right, finding: &Finding) -> Option<String> {
    let name = |id: &String| reading.catalogue.right(id).map(|right| right.name.clone());
    match finding.outcome {
        Outcome::AlreadyOpen => finding
            .renew_before
            .map(|day| format!("À renouveler avant le {}.", numbers::date(day))),
        Outcome::ToCheck if !finding.missing.is_empty() => {
            let missing =
                labels::labels(reading.catalogue, &reading.situation, &finding.missing, 2);
            Some(format!("Manque\u{a0}: {missing}."))
        }
        Outcome::Unlikely => finding
            .conditions
            .iter()
            .find(|condition| condition.verdict == rules::Verdict::NotMet)
            .map(|condition| condition.label.clone()),
        Outcome::NotComputed => {
            Some("Le calcul n’a pas abouti\u{a0}: à regarder avec l’organisme.".to_owned())
        }
        _ => match (
            finding.after.iter().find_map(name),
            finding.after_opening_of.iter().find_map(name),
        ) {
            (Some(first), _) => Some(format!("Après\u{a0}: {first}.")),
            (None, Some(first)) => Some(format!("Après l’ouverture de\u{a0}: {first}.")),
            (None, None) => Some(right.sentence.clone()),
        },
    }
}

/// « 403,57 € par mois », « de 833 à 1 242 € par mois »; nothing when nothing is known.
pub fn amount(estimate: &Estimate) -> Option<String> {
    let per = match estimate.period {
        Period::Month => "\u{a0}/ mois",
        Period::Year => "\u{a0}/ an",
        Period::Once => "",
        Period::MonthlyPrice => " à payer\u{a0}/ mois",
    };
    let (lo, hi) = (estimate.range.lo, estimate.range.hi);
    let floor = |cents: i64| cents - cents.rem_euclid(100);
    let ceil = |cents: i64| floor(cents.saturating_add(99));
    let range = match hi {
        Some(hi) if hi == lo && lo == 0 => return None,
        Some(hi) if hi == lo => numbers::euros(lo),
        Some(hi) if lo <= 0 => format!("jusqu’à {}", numbers::euros(ceil(hi))),
        Some(hi) => {
            let lo = numbers::euros(floor(lo));
            format!(
                "{}\u{a0}à {}",
                lo.trim_end_matches("\u{a0}€"),
                numbers::euros(ceil(hi))
            )
        }
        None if lo <= 0 => return None,
        None => format!("au moins {}", numbers::euros(floor(lo))),
    };
    Some(format!("{range}{per}"))
}

/// The inside of the panel, as HTML: a page draws it first, the reply to a form draws it again.
#[component]
pub fn PanelView(
    /// What it shows.
    panel: Panel,
    /// The bilan its links lead into.
    bilan: uuid::Uuid,
) -> impl IntoView {
    let others = panel.others;
    view! {
        <h2 class="panel-title">
            "Droits repérés"
            <small>{format!("{}\u{a0}· {}\u{a0}à vérifier", numbers::count(panel.likely, "probable", "probables"), panel.to_check)}</small>
        </h2>
        {(!panel.news.is_empty()).then(|| view! {
            <p class="news"><span class="news-word">"Nouveau"</span>{panel.news.join(", ")}</p>
        })}
        {panel.lines.is_empty().then(|| view! {
            <p class="hint">"Les droits apparaissent ici, au fil des réponses."</p>
        })}
        <ul class="rights">
            {panel.lines.into_iter().map(|line| full(line, bilan)).collect_view()}
        </ul>
        {(others > 0).then(|| view! {
            <p class="others">{numbers::count(others, "autre droit regardé", "autres droits regardés")}</p>
        })}
        <p class="panel-all"><a href=Page::Results { id: bilan, by_organisation: false }.path()>"Tous les droits par thème"</a></p>
    }
}

fn full(line: Line, bilan: uuid::Uuid) -> impl IntoView {
    let (class, tag) = words::outcome(line.outcome);
    let why = Page::Right {
        id: bilan,
        right: line.right,
    }
    .path();
    view! {
        <li class="right">
            <p class="right-head">
                <a class="right-name" href=why>{line.name}</a>
                {line.amount.map(|amount| view! { <span class="amount">{amount}</span> })}
            </p>
            <p class="right-why"><span class=class>{tag}</span>{line.reason.map(|reason| format!(" {reason}"))}</p>
        </li>
    }
}

/// The panel as text, for the reply to a form.
pub fn panel_html(reading: &Reading<'_>) -> String {
    let panel = build(reading);
    let bilan = reading.bilan.id;
    let owner = Owner::new();
    owner.with(|| view! { <PanelView panel bilan/> }.into_view().to_html())
}
