//! The support for professionals as a page: the same words as the PDF, to read on screen or to print.

use leptos::prelude::*;

use super::load::{self, about};
use crate::components::Frame;
use crate::desk::{Bilan, BilanCard, DeskError, HistoryLine, SharedDesk};
use crate::interview::Reading;
use crate::notes::Note;
use crate::routes::{FollowUpPage, Page};
use crate::support::{Answered, Line, Pair, RightLine, RightsGroup, Section, Support, support};
use crate::words::follow_up::FOLLOW_UP;
use crate::words::interview as words;
use crate::words::notes::NOTES;
use crate::words::pages::SUPPORT;

/// The support of one bilan.
#[component]
pub fn SupportPage() -> impl IntoView {
    about(office, |(office, earlier, history, notes)| {
        load::marked(
            office.bilan.training.is_some(),
            draw(&office, &earlier, &history, &notes),
        )
    })
}

async fn office(
    desk: Result<SharedDesk, DeskError>,
    id: Result<uuid::Uuid, DeskError>,
) -> Result<(load::Office, Vec<BilanCard>, Vec<HistoryLine>, Vec<Note>), DeskError> {
    let office = load::office(desk, id).await?;
    let history = office.desk.history(office.bilan.id).await?;
    let earlier = office.desk.earlier(office.bilan.id).await?;
    let notes = office.desk.notes(office.bilan.id).await?;
    Ok((office, earlier, history, notes))
}

fn draw(
    office: &load::Office,
    earlier: &[BilanCard],
    history: &[HistoryLine],
    notes: &[Note],
) -> AnyView {
    let load::Office { desk, agent, bilan } = office;
    let catalogue = desk.catalogue();
    let reading = Reading::new(&catalogue, bilan);
    let made = support(&reading, earlier, notes, history, desk.now(), &|at| {
        desk.paris(at)
    });
    let body = view! {
        <div class="copy-desk">
            <p class="crumbs"><a href=Page::Results { id: bilan.id, by_organisation: false }.path()>"Revenir au bilan"</a></p>
            <div class="actions">
                <a class="primary" href=Page::SupportPdf(bilan.id).path() download>"Télécharger le PDF"</a>
                {bilan.training.is_none().then(|| view! {
                    <a class="quiet" href=Page::FollowUp(FollowUpPage::All { id: bilan.id, notice: None }).path()>{FOLLOW_UP}</a>
                    <a class="quiet" href=Page::FollowUp(FollowUpPage::Notes { id: bilan.id, notice: None }).path()>{NOTES}</a>
                })}
            </div>
        </div>
        {shared_line(bilan)}
        {article(made, true)}
    };
    view! { <Frame title=SUPPORT agent=Some(agent.clone())>{body.into_any()}</Frame> }.into_any()
}

/// The support of a bilan read by whoever may only read it: nothing leads anywhere.
pub fn read_only(desk: &SharedDesk, bilan: &Bilan) -> AnyView {
    let catalogue = desk.catalogue();
    let reading = Reading::new(&catalogue, bilan);
    let made = support(&reading, &[], &[], &[], desk.now(), &|at| desk.paris(at));
    article(made, false)
}

/// Above a bilan of another structure: where it comes from, and that the rest is not known here.
fn shared_line(bilan: &Bilan) -> Option<impl IntoView + use<>> {
    bilan.shared.as_ref().map(|_| {
        let from = format!(
            "Bilan partagé par {}. Vous voyez ce que la personne a accepté de transmettre\u{a0}: le reste n’est pas connu ici, et peut changer le résultat.",
            bilan.structure
        );
        view! { <p class="notice">{from}</p> }
    })
}

/// The support itself, apart from the page around it; `linked` when each right leads to its own page.
pub fn article(support: Support, linked: bool) -> AnyView {
    let Support {
        title,
        caution,
        head,
        rights,
        to_know,
        answers_title,
        answers,
        notes,
        earlier,
        changed,
        history,
        foot,
        ..
    } = support;
    view! {
        <article class="copy">
            <h1>{title}</h1>
            <p class="warning">{caution}</p>
            <dl>{head.into_iter().map(pair).collect_view()}</dl>
            {rights.into_iter().map(|rights| group(rights, linked)).collect_view()}
            {section(to_know)}
            <section>
                <h2>{answers_title}</h2>
                {answers.into_iter().map(theme).collect_view()}
            </section>
            {(!notes.title.is_empty()).then(|| section(notes))}
            {(!earlier.title.is_empty()).then(|| section(earlier))}
            {(!changed.title.is_empty()).then(|| section(changed))}
            {section(history)}
            <footer class="copy-foot"><p>{foot}</p></footer>
        </article>
    }
    .into_any()
}

fn pair(Pair { label, value }: Pair) -> impl IntoView {
    view! { <div class="said"><dt>{label}</dt><dd>{value}</dd></div> }
}

fn group(group: RightsGroup, linked: bool) -> impl IntoView {
    let RightsGroup {
        title,
        full,
        brief_label,
        brief,
        ..
    } = group;
    view! {
        <section>
            <h2>{title}</h2>
            {full.into_iter().map(|one| right(one, linked)).collect_view()}
            {(!brief_label.is_empty()).then(|| view! { <h3>{brief_label}</h3> })}
            {lines(brief)}
        </section>
    }
}

fn right(right: RightLine, linked: bool) -> impl IntoView {
    let RightLine {
        id,
        name,
        facts,
        conditions,
    } = right;
    let conditions = conditions.into_iter().map(|condition| {
        let (class, _) = words::verdict(condition.verdict);
        view! {
            <li class="condition">
                <span class=class>{condition.word}</span>{condition.label}" "
                <small>{condition.source}</small>
            </li>
        }
    });
    // A link from this page's address: whole ones would weigh more than the names.
    view! {
        <h3>{if linked {
            view! { <a class="right-name" href=format!("droits/{id}")>{name}</a> }.into_any()
        } else {
            name.into_any()
        }}</h3>
        {(!facts.is_empty()).then(|| view! { <p>{facts.join(" ")}</p> })}
        <ul class="conditions">{conditions.collect_view()}</ul>
    }
}

fn theme(theme: Section<Answered>) -> impl IntoView {
    let answers = theme.items.into_iter().map(|answered| {
        let given = answered.given.into_iter().map(|given| {
            let by = (!given.by.is_empty()).then(|| view! { " "<small>{given.by}</small> });
            view! { <dd>{given.text}{by}</dd> }
        });
        let mark = (!answered.mark.is_empty())
            .then(|| view! { " "<span class="tag tag-check">{answered.mark}</span> });
        view! { <div class="said"><dt>{answered.question}{mark}</dt>{given.collect_view()}</div> }
    });
    view! {
        <h3>{theme.title}</h3>
        {(!theme.note.is_empty()).then(|| view! { <p>{theme.note}</p> })}
        <dl>{answers.collect_view()}</dl>
    }
}

fn section(section: Section<Line>) -> impl IntoView {
    view! {
        <section>
            <h2>{section.title}</h2>
            {(!section.note.is_empty()).then(|| view! { <p>{section.note}</p> })}
            {lines(section.items)}
        </section>
    }
}

fn lines(lines: Vec<Line>) -> Option<impl IntoView> {
    (!lines.is_empty()).then(|| {
        let lines = lines
            .into_iter()
            .map(|Line { strong, text }| view! { <li><strong>{strong}</strong>" "{text}</li> });
        view! { <ul>{lines.collect_view()}</ul> }
    })
}
