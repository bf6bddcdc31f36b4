//! One structure: what is known of it, its agreements, whom to invite there, and its closing.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use uuid::Uuid;

use super::legal_frame::legal_frame;
use super::{invitations, invite_form, named, notice, page, part, structure_fields};
use crate::actions::{
    AddAgreement, ChangeStructure, CloseStructure, EndAgreement, RequireProtection, SetRetention,
};
use crate::components::{Frame, NoticeLine};
use crate::desk::{Agent, DeskError, SharedDesk};
use crate::erasure::MONTHS;
use crate::routes::{Notice, Page, StructuresPage as Place};
use crate::structures::{
    Agreement, Sheet, Structure,
    roles::{Role, Roles},
};
use crate::words::{
    accounts::SECOND_FACTOR,
    numbers,
    structures::{self as words, STRUCTURES},
};

/// For whoever looks after the territory.
#[component]
pub fn StructureSheetPage() -> impl IntoView {
    let notice = notice();
    let id = Uuid::try_parse(&part("structure")).map_err(|_| DeskError::NotFound);
    page(
        move |desk: SharedDesk| async move {
            let sheet = desk.structure(id?).await?;
            let all = desk.structures().await?;
            Ok((sheet, all))
        },
        move |desk, agent, (sheet, all)| draw(desk, agent, sheet, &all, notice),
    )
}

fn draw(
    desk: &SharedDesk,
    agent: Agent,
    sheet: Sheet,
    all: &[Structure],
    notice: Option<Notice>,
) -> AnyView {
    let one = sheet.structure;
    let id = one.id;
    let list = Page::Structures(Place::List(None)).path();
    let members = sheet
        .team
        .members
        .iter()
        .map(
            |member| view! { <li>{format!("{}\u{a0}: {}", member.name, named(member.roles))}</li> },
        )
        .collect_view();
    let empty = sheet.team.members.is_empty();
    let closed = one.closed_at.map(|at| numbers::date(desk.paris(at).date()));
    let agreements = one
        .kind
        .needs_agreement()
        .then(|| agreements(desk, id, sheet.agreements, closed.is_some()));
    let open = closed.is_none().then(|| {
        view! {
            <details class="card">
                <summary>"Corriger la fiche"</summary>
                <form class="stack" action=ChangeStructure::PATH method="post" autocomplete="off">
                    <input type="hidden" name="id" value=id.to_string()/>
                    {structure_fields(Some(&one))}
                    <button class="primary" type="submit">"Enregistrer"</button>
                </form>
            </details>
            {legal_frame(id, &sheet.legal_frame)}
            {protecting(id, one.second_factor)}
            {retention(id, sheet.retention)}
            {closing(id, &one.name, all)}
        }
    });
    let title = one.name.clone();
    let is_open = closed.is_none();
    let body = view! {
        <p class="crumbs"><a href=list>{STRUCTURES}</a></p>
        <h1>{title.clone()}</h1>
        <p class="lead">{words::kind(one.kind)}</p>
        <NoticeLine notice/>
        {match closed {
            Some(day) => format!("Fermée le {day}\u{a0}: ses bilans sont dans une autre structure."),
            None => words::allowed(one.allowed),
        }}
        {agreements}
        <section aria-labelledby="equipe">
            <h2 id="equipe">"Équipe"</h2>
            {empty.then(|| view! { <p class="hint">"Personne n’y travaille encore. Invitez d’abord son responsable\u{a0}: il invitera son équipe."</p> })}
            <ul>{members}</ul>
        </section>
        {invitations(desk, sheet.team.invitations, Some(id))}
        {is_open.then(|| invite_form(Some(id), true, Roles::of(&[Role::Manager])))}
        {open}
    }
    .into_any();
    view! { <Frame title=title agent=Some(agent) narrow=true>{body}</Frame> }.into_any()
}

fn agreements(desk: &SharedDesk, structure: Uuid, known: Vec<Agreement>, closed: bool) -> AnyView {
    let today = desk.today();
    let none = known.is_empty();
    let lines = known
        .into_iter()
        .map(|one| {
            let over = one.until < today;
            let state = if over { " (terminée)" } else { "" };
            let days = format!(
                "Du {} au {}{state}",
                numbers::date(one.since),
                numbers::date(one.until)
            );
            view! {
                <li class="bilan">
                    <div>
                        <p class="bilan-name">{days}</p>
                        <p class="hint">{words::allowed(one.allowed)}</p>
                    </div>
                    {(!over).then(|| view! {
                        <form class="inline" action=EndAgreement::PATH method="post">
                            <input type="hidden" name="id" value=one.id.to_string()/>
                            <input type="hidden" name="structure" value=structure.to_string()/>
                            <button class="quiet" type="submit">"Mettre fin aujourd’hui"</button>
                        </form>
                    })}
                </li>
            }
        })
        .collect_view();
    let add = (!closed).then(|| view! {
        <form class="card stack" action=AddAgreement::PATH method="post">
            <h3>"Ajouter une convention"</h3>
            <input type="hidden" name="structure" value=structure.to_string()/>
            <div class="field">
                <label for="convention-du">"Du"</label>
                <input id="convention-du" name="since" type="date" required value=today.to_string()/>
            </div>
            <div class="field">
                <label for="convention-au">"Au (compris)"</label>
                <input id="convention-au" name="until" type="date" required/>
            </div>
            <fieldset>
                <legend>"Ce qu’elle permet"</legend>
                <div class="choices choices-tall">
                    <label><input type="checkbox" name="hold" value="oui" checked/><span>"Tenir des bilans"</span></label>
                    <label><input type="checkbox" name="receive" value="oui" checked/><span>"Recevoir des bilans partagés par d’autres structures"</span></label>
                    <label><input type="checkbox" name="figures" value="oui"/><span>"Voir les chiffres"</span></label>
                </div>
            </fieldset>
            <button class="primary" type="submit">"Ajouter"</button>
        </form>
    });
    view! {
        <section aria-labelledby="conventions">
            <h2 id="conventions">"Conventions"</h2>
            {none.then(|| view! { <p class="hint">"Aucune convention\u{a0}: cette structure ne peut encore rien faire ici."</p> })}
            <ul class="bilans">{lines}</ul>
            {add}
        </section>
    }
    .into_any()
}

/// Whether everybody who works there must protect their account.
fn protecting(id: Uuid, required: bool) -> impl IntoView {
    let (state, to, act) = if required {
        (
            words::PROTECTION_REQUIRED,
            "non",
            "Ne plus la rendre obligatoire",
        )
    } else {
        (words::PROTECTION_FREE, "oui", "La rendre obligatoire")
    };
    view! {
        <form class="card stack" action=RequireProtection::PATH method="post">
            <h2>{SECOND_FACTOR}</h2>
            <p>{state}</p>
            <input type="hidden" name="id" value=id.to_string()/>
            <input type="hidden" name="required" value=to/>
            <button class="quiet" type="submit">{act}</button>
        </form>
    }
}

fn retention(id: Uuid, months: u32) -> impl IntoView {
    view! {
        <details class="card">
            <summary>{format!("Durée de conservation\u{a0}: {months} mois")}</summary>
            <form class="stack" action=SetRetention::PATH method="post">
                <p>"Ce que la structure sait d’une personne est effacé tant de mois après le dernier contact avec elle. La CNIL recommande 24 mois."</p>
                <input type="hidden" name="id" value=id.to_string()/>
                <div class="field">
                    <label for="conservation">{format!("Mois après le dernier contact, de {} à {}", MONTHS.start(), MONTHS.end())}</label>
                    <input id="conservation" name="months" type="text" inputmode="numeric" pattern="[0-9]{1,2}" required maxlength="2" value=months.to_string()/>
                </div>
                <button class="primary" type="submit">"Enregistrer"</button>
            </form>
        </details>
    }
}

fn closing(id: Uuid, name: &str, all: &[Structure]) -> impl IntoView + use<> {
    let others = all
        .iter()
        .filter(|other| other.id != id && other.closed_at.is_none())
        .map(|other| view! { <option value=other.id.to_string()>{other.name.clone()}</option> })
        .collect_view();
    view! {
        <details class="card">
            <summary>"Fermer cette structure"</summary>
            <form class="stack" action=CloseStructure::PATH method="post">
                <p>{format!("Tous les bilans de {name} passent à la structure choisie, sans perte. Son équipe perd l’accès, ses rendez-vous à venir sont à replacer. Cela ne se défait pas.")}</p>
                <input type="hidden" name="id" value=id.to_string()/>
                <div class="field">
                    <label for="reprise">"Structure qui reprend les dossiers"</label>
                    <select id="reprise" name="to" required>
                        <option value="">"Choisir"</option>
                        {others}
                    </select>
                </div>
                <button class="quiet" type="submit">"Fermer et transmettre les dossiers"</button>
            </form>
        </details>
    }
}
