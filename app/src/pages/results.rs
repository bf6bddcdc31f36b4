//! The rights found, by theme or by organisation. What nothing points to is folded, one click away.

use leptos::prelude::*;
use rules::{Catalogue, Outcome, Truth};

use super::again::again;
use super::load::{Office, about_bilan, query};
use crate::components::Frame;
use crate::copy::Paper;
use crate::desk::{Bilan, BilanState};
use crate::interview::panel::{self, Line};
use crate::interview::{Reading, journey, urgency};
use crate::routes::{FollowUpPage, OrientationPage, Page, SharingPage};
use crate::words::erasure::{DATA, ERASE_SHORT};
use crate::words::follow_up::FOLLOW_UP;
use crate::words::orientation::ORIENT;
use crate::words::pages::{RESULTS, SINCE};
use crate::words::sharing::SHARES;
use crate::words::{interview as words, numbers};

/// The results.
#[component]
pub fn ResultsPage() -> impl IntoView {
    let by_organisation = query("par").as_deref() == Some("organisme");
    about_bilan(move |office| draw(&office, by_organisation))
}

/// One heading with its rights.
struct Block {
    title: String,
    note: Vec<String>,
    shown: Vec<Line>,
    folded: Vec<Line>,
}

fn draw(office: &Office, by_organisation: bool) -> AnyView {
    let catalogue = office.desk.catalogue();
    let bilan = &office.bilan;
    let reading = Reading::new(&catalogue, bilan);
    let blocks = if by_organisation {
        by_organisations(&reading)
    } else {
        by_themes(&reading)
    };
    let (blocks, quiet): (Vec<Block>, Vec<Block>) = blocks
        .into_iter()
        .partition(|block| !block.shown.is_empty());
    let (quiet_one, quiet_many) = if by_organisation {
        (
            "autre organisme, sans rien de signalé",
            "autres organismes, sans rien de signalé",
        )
    } else {
        (
            "autre thème, sans rien de signalé",
            "autres thèmes, sans rien de signalé",
        )
    };
    let count = |outcomes: &[Outcome]| {
        reading
            .evaluation
            .findings
            .iter()
            .filter(|finding| outcomes.contains(&finding.outcome))
            .count()
    };
    let likely = count(&[Outcome::Probable, Outcome::MayAsk]);
    let open = count(&[Outcome::AlreadyOpen]);
    let id = bilan.id;
    let tab = move |on: bool, label: &'static str| {
        view! { <a class="tab" href=Page::Results { id, by_organisation: on }.path() aria-current=(on == by_organisation).then_some("page")>{label}</a> }
    };
    let urgent = urgency::urgencies(&reading, false);
    // The copy of a shared bilan is made where it is held.
    let ours = bilan.shared.is_none();
    let body = view! {
        <p class="crumbs">
            <a href=Page::Resume(bilan.id).path()>"Revenir à l’entretien"</a>
            <a href=Page::Recap(bilan.id).path()>"Récapitulatif"</a>
        </p>
        <h1>{RESULTS}</h1>
        <p class="lead">
            {format!(
                "Bilan {}, selon la loi au {}\u{a0}: {}, {}.",
                bilan.reference,
                numbers::date(reading.evaluation.date),
                numbers::count(likely, "droit probable ou à demander", "droits probables ou à demander"),
                numbers::count(open, "déjà ouvert", "déjà ouverts"),
            )}
        </p>
        <div class="actions">
            {ours.then(|| copies(bilan))}
            <a class="quiet" href=Page::Support(bilan.id).path()>"Support pour les professionnels"</a>
            {(bilan.training.is_none() && ours).then(|| view! { <a class="quiet" href=Page::Sharing(SharingPage::Shares(bilan.id, None)).path()>{SHARES}</a> })}
            {(bilan.training.is_none() && ours).then(|| view! { <a class="quiet" href=Page::Orientation(OrientationPage::All(bilan.id, None)).path()>{ORIENT}</a> })}
            {bilan.training.is_none().then(|| view! { <a class="quiet" href=Page::FollowUp(FollowUpPage::All { id: bilan.id, notice: None }).path()>{FOLLOW_UP}</a> })}
            {(bilan.training.is_none() && ours).then(|| view! { <a class="quiet" href=Page::PersonData(bilan.id).path()>{DATA}</a> })}
            {(bilan.training.is_none() && ours).then(|| view! { <a class="quiet" href=Page::Erase(bilan.id, None).path()>{ERASE_SHORT}</a> })}
            {bilan.before.is_some().then(|| view! { <a class="quiet" href=Page::Since(bilan.id).path()>{SINCE}</a> })}
            {(bilan.state == BilanState::Closed && bilan.training.is_none() && ours).then(|| again(bilan.id, &bilan.reference))}
        </div>
        {super::step_urgent(urgent, true)}
        {journey::is_only_swept(&reading).then(|| view! { <p class="notice">{words::SWEPT}</p> })}
        <nav class="tabs" aria-label="Présentation">{tab(false, "Par thème")}{tab(true, "Par organisme")}</nav>
        {blocks.into_iter().map(draw_block).collect_view()}
        {(!quiet.is_empty()).then(|| view! {
            <details class="quiet-blocks">
                <summary>{numbers::count(quiet.len(), quiet_one, quiet_many)}</summary>
                {quiet.into_iter().map(draw_block).collect_view()}
            </details>
        })}
        <p class="hint">"Ce bilan aide à demander, il ne décide de rien. Les montants sont des estimations."</p>
    }
    .into_any();
    view! { <Frame title=RESULTS agent=Some(office.agent.clone())>{body}</Frame> }.into_any()
}

/// The person's copy, in its three forms.
fn copies(bilan: &Bilan) -> impl IntoView + use<> {
    view! {
        <a class="primary" href=Page::Copy(bilan.id, None).path()>"Copie pour la personne"</a>
        {Paper::of(bilan).prints().then(|| view! { <a class="quiet" href=Page::CopyPdf(bilan.id, None).path()>"Copie en PDF"</a> })}
        <a class="quiet" href=Page::Aloud(bilan.id, None).path()>"À voix haute"</a>
    }
}

fn lines(reading: &Reading<'_>, belongs: impl Fn(&rules::Right) -> bool) -> (Vec<Line>, Vec<Line>) {
    let mut shown = Vec::new();
    let mut folded = Vec::new();
    // After a first sweep alone, families of rights: an amount made of so little would mislead.
    let with_amounts = !journey::is_only_swept(reading);
    for finding in &reading.evaluation.findings {
        let Some(right) = reading
            .catalogue
            .right(&finding.right)
            .filter(|right| belongs(right))
        else {
            continue;
        };
        let mut line = panel::line(reading, right, finding);
        line.amount = line.amount.filter(|_| with_amounts);
        let quiet = finding.outcome == Outcome::Unlikely
            || (finding.outcome == Outcome::ToCheck && finding.signalled != Truth::Yes);
        if quiet {
            folded.push(line)
        } else {
            shown.push(line)
        }
    }
    shown.sort_by_key(|line| match line.outcome {
        Outcome::Probable => 0,
        Outcome::MayAsk => 1,
        Outcome::ToCheck => 2,
        Outcome::AlreadyOpen => 3,
        Outcome::Unlikely | Outcome::NotComputed => 4,
    });
    (shown, folded)
}

fn by_themes(reading: &Reading<'_>) -> Vec<Block> {
    let themes = reading.catalogue.themes().iter();
    themes
        .map(|theme| {
            let (shown, folded) = lines(reading, |right| right.themes.first() == Some(&theme.id));
            Block {
                title: theme.name.clone(),
                note: Vec::new(),
                shown,
                folded,
            }
        })
        .filter(|block| !block.shown.is_empty() || !block.folded.is_empty())
        .collect()
}

fn by_organisations(reading: &Reading<'_>) -> Vec<Block> {
    let catalogue: &Catalogue = reading.catalogue;
    let mut blocks: Vec<Block> = catalogue
        .organisations()
        .iter()
        .map(|organisation| {
            let (shown, folded) = lines(reading, |right| right.organisation == organisation.id);
            let note = [
                Some(organisation.role.clone()),
                organisation.phone.clone(),
                organisation.hours.clone(),
                organisation.site.clone(),
                organisation.address.clone(),
            ];
            Block {
                title: organisation.name.clone(),
                // Where nothing is to be asked, nobody has to go.
                note: if shown.is_empty() {
                    Vec::new()
                } else {
                    note.into_iter().flatten().collect()
                },
                shown,
                folded,
            }
        })
        .filter(|block| !block.shown.is_empty() || !block.folded.is_empty())
        .collect();
    blocks.sort_by_key(|block| std::cmp::Reverse(block.shown.len()));
    blocks
}

fn draw_block(block: Block) -> impl IntoView {
    let Block {
        title,
        note,
        shown,
        folded,
    } = block;
    let count = folded.len();
    view! {
        <section class="block">
            <div class="block-head">
                <h2>{title}</h2>
                {note.into_iter().map(|line| view! { <p class="hint">{line}</p> }).collect_view()}
            </div>
            <div>
                <ul class="rights rights-wide">{shown.into_iter().map(draw_line).collect_view()}</ul>
                {(count > 0).then(|| view! {
                    <details class="others">
                        <summary>{numbers::count(count, "autre droit regardé", "autres droits regardés")}</summary>
                        {draw_folded(folded)}
                    </details>
                })}
            </div>
        </section>
    }
}

fn draw_line(line: Line) -> impl IntoView {
    let (class, tag) = words::outcome(line.outcome);
    let why = reasons(&line);
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

/// The page of a right's reasons, from the address of the results: hundreds of whole addresses would outweigh the page.
fn reasons(line: &Line) -> String {
    format!("droits/{}", line.right)
}

/// The rights that nothing points to: names that lead to their reasons.
fn draw_folded(folded: Vec<Line>) -> impl IntoView {
    let (unlikely, quiet): (Vec<Line>, Vec<Line>) = folded
        .into_iter()
        .partition(|line| line.outcome == Outcome::Unlikely);
    [
        ("Peu probables d’après les réponses\u{a0}:", unlikely),
        ("Rien ne les signale pour l’instant\u{a0}:", quiet),
    ]
    .into_iter()
    .filter(|(_, lines)| !lines.is_empty())
    .map(|(title, lines)| {
        let names = lines.into_iter().map(|line| {
            let why = reasons(&line);
            view! { <li><a href=why>{line.name}</a></li> }
        });
        view! { <p>{title}</p><ul class="names">{names.collect_view()}</ul> }
    })
    .collect_view()
}
