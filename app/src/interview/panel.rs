//! What the answers change: the rights beside the questions.

use std::collections::BTreeMap;

use leptos::prelude::*;
use rules::{
    Asks, Estimate, Finding, Outcome, Period, Question, Relevance, Right, Situation, Truth, Verdict,
};

use super::plan::{self, Place};
use super::{Reading, judged, labels};
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
    /// Every condition, told in place by the panel; empty elsewhere.
    pub conditions: Vec<(Verdict, String)>,
}

/// One question that would settle many rights.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advance {
    /// The question, by id.
    pub question: String,
    /// As it is asked.
    pub text: String,
    /// How many rights wait for it.
    pub rights: usize,
    /// The address of its field.
    pub href: String,
}

/// The panel.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Panel {
    /// What the last answers changed, names of rights.
    pub news: Vec<String>,
    /// Rights worth a word now, the surest first.
    pub lines: Vec<Line>,
    /// What is not likely from the answers, by name: folded, the results tell more.
    pub unlikely: Vec<String>,
    /// How many others were looked at and nothing points to yet. The results list them; here they would outweigh the
    /// questions.
    pub others: usize,
    /// The questions that would settle most rights, three at most.
    pub advances: Vec<Advance>,
    /// How many of each outcome among `lines`.
    pub likely: usize,
    /// The same, to check.
    pub to_check: usize,
}

/// Builds the panel of a bilan.
pub fn build(reading: &Reading<'_>) -> Panel {
    let mut panel = Panel {
        news: news(reading),
        advances: advances(reading),
        ..Panel::default()
    };
    for finding in &reading.evaluation.findings {
        let Some(right) = reading.catalogue.right(&finding.right) else {
            continue;
        };
        match finding.outcome {
            Outcome::Unlikely => panel.unlikely.push(right.name.clone()),
            Outcome::ToCheck if finding.signalled != Truth::Yes => panel.others += 1,
            _ => panel.lines.push(Line {
                conditions: conditions(finding),
                ..line(reading, right, finding)
            }),
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
        conditions: Vec::new(),
    }
}

fn conditions(finding: &Finding) -> Vec<(Verdict, String)> {
    let told = finding.conditions.iter();
    told.map(|condition| (condition.verdict, condition.label.to_string()))
        .collect()
}

/// How many questions are told to settle most rights.
const ADVANCES: usize = 3;

/// The unanswered questions for which most rights wait, most first. What is asked only alone with the person is not named here:
/// the panel stays in sight.
pub fn advances(reading: &Reading<'_>) -> Vec<Advance> {
    let questions = reading.catalogue.questions().iter();
    let mut found: Vec<(usize, &Question)> = questions
        .filter(|question| !question.alone && question.used_for == rules::Use::Right)
        .filter(|question| plan::place(reading, question) == Place::Asked { answered: false })
        .filter_map(
            |question| match reading.evaluation.asks_something(question) {
                Relevance::Useful { rights } if rights > 0 => Some((rights, question)),
                _ => None,
            },
        )
        .collect();
    found.sort_by_key(|(rights, _)| std::cmp::Reverse(*rights));
    found.truncate(ADVANCES);
    let advance = |(rights, question): (usize, &Question)| {
        let mut page = Page::step(reading.bilan.id, &question.theme, &question.screen);
        if let Page::Step(step) = &mut page {
            let paths = plan::paths(reading, question);
            let open = paths
                .iter()
                .find(|path| plan::shows_field(reading, question, path, &step.view));
            step.view.field = Some(match (open, &question.asks) {
                (Some(path), Asks::Facts { .. } | Asks::Partner | Asks::Receipts(_)) => {
                    path.to_string()
                }
                _ => format!("q-{}", question.id),
            });
        }
        Advance {
            question: question.id.clone(),
            text: question.text.clone(),
            rights,
            href: page.path(),
        }
    };
    found.into_iter().map(advance).collect()
}

/// Rights that the answers kept last made likely: the situation without them is compared with the whole one.
fn news(reading: &Reading<'_>) -> Vec<String> {
    let Some(last) = reading.bilan.answers.iter().map(|stored| stored.at).max() else {
        return Vec::new();
    };
    let before = reading
        .bilan
        .answers
        .iter()
        .filter(|stored| stored.at < last);
    let before: Situation = before
        .map(|stored| (stored.path.clone(), stored.answer.clone()))
        .collect();
    let before =
        judged::outcomes_before(reading.catalogue, reading.bilan.id, &before, reading.date());
    let stood: BTreeMap<&str, Outcome> = before
        .iter()
        .map(|(right, outcome)| (right.as_str(), *outcome))
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
            .find(|condition| condition.verdict == Verdict::NotMet)
            .map(|condition| condition.label.to_string()),
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
    let Panel {
        others,
        unlikely,
        advances,
        ..
    } = panel;
    view! {
        <h2 class="panel-title">
            "Droits repérés"
            <small>{format!("{}\u{a0}· {}\u{a0}à vérifier", numbers::count(panel.likely, "probable", "probables"), panel.to_check)}</small>
        </h2>
        {(!panel.news.is_empty()).then(|| view! {
            <p class="news"><span class="news-word">"Nouveau"</span>{panel.news.join(", ")}</p>
        })}
        {(!advances.is_empty()).then(|| view! {
            <details class="others" data-kept="avancer">
                <summary>{words::ADVANCES}</summary>
                <ol>{advances.into_iter().map(|advance| view! {
                    <li><a href=advance.href>{advance.text}</a>" "<small>{numbers::count(advance.rights, "droit", "droits")}</small></li>
                }).collect_view()}</ol>
            </details>
        })}
        {panel.lines.is_empty().then(|| view! {
            <p class="hint">"Les droits apparaissent ici, au fil des réponses."</p>
        })}
        <ul class="rights">
            {panel.lines.into_iter().map(|line| full(line, bilan)).collect_view()}
        </ul>
        {(!unlikely.is_empty()).then(|| view! {
            <details class="others" data-kept="peu-probables">
                <summary>{numbers::count(unlikely.len(), "droit peu probable", "droits peu probables")}</summary>
                <ul class="names">{unlikely.into_iter().map(|name| view! { <li>{name}</li> }).collect_view()}</ul>
            </details>
        })}
        {(others > 0).then(|| view! {
            <p class="others">{numbers::count(others, "autre droit regardé", "autres droits regardés")}</p>
        })}
        <p class="panel-all"><a href=Page::Results { id: bilan, by_organisation: false }.path()>"Tous les droits par thème"</a></p>
    }
}

fn full(line: Line, bilan: uuid::Uuid) -> impl IntoView {
    let (class, tag) = words::outcome(line.outcome);
    let kept = line.right.clone();
    let why = Page::Right {
        id: bilan,
        right: line.right,
    }
    .path();
    let conditions = line.conditions.into_iter().map(|(verdict, label)| {
        let (class, word) = words::verdict(verdict);
        view! { <li><span class=class>{word}</span>{format!(" {label}")}</li> }
    });
    let conditions = conditions.collect_view();
    let name = line.name.clone();
    view! {
        <li class="right">
            <p class="right-head">
                <a class="right-name" href=why>{line.name}</a>
                {line.amount.map(|amount| view! { <span class="amount">{amount}</span> })}
            </p>
            <p class="right-why"><span class=class>{tag}</span>{line.reason.map(|reason| format!(" {reason}"))}</p>
            <details class="why" data-kept=kept>
                <summary>"Pourquoi"<span class="unseen">{format!("\u{a0}: {name}")}</span></summary>
                <ul class="names">{conditions}</ul>
            </details>
        </li>
    }
}

/// A panel as text, for the reply to a form.
pub fn panel_html(panel: Panel, bilan: uuid::Uuid) -> String {
    let owner = Owner::new();
    owner.with(|| view! { <PanelView panel bilan/> }.into_view().to_html())
}
