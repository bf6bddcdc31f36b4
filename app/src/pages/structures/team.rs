//! « Équipe »: who works in one's structure, as what, and who is invited.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::{invitations, invite_form, named, notice, page, role_boxes};
use crate::actions::SetRoles;
use crate::components::{Frame, NoticeLine};
use crate::desk::{Agent, SharedDesk};
use crate::routes::{AgendaPage, Notice, Page, SharingPage};
use crate::structures::{
    Member, Team,
    roles::{Role, Roles, may},
};
use crate::words::{
    agenda::SETTINGS, erasure::ERASURES, numbers, sharing::EMERGENCY, structures::TEAM,
};

/// For whoever looks after the structure.
#[component]
pub fn TeamPage() -> impl IntoView {
    let notice = notice();
    page(
        |desk: SharedDesk| async move { desk.team().await },
        move |desk, agent, team| draw(desk, agent, team, notice),
    )
}

fn draw(desk: &SharedDesk, agent: Agent, team: Team, notice: Option<Notice>) -> AnyView {
    let may_administer = agent.roles.may(may::TERRITORY);
    let alone = team.members.len() < 2 && team.invitations.is_empty();
    let members = team
        .members
        .into_iter()
        .map(|member| line(desk, member, may_administer))
        .collect_view();
    let body = view! {
        <h1>{TEAM}</h1>
        <p class="lead">{agent.structure.clone()}</p>
        <NoticeLine notice/>
        {alone.then(|| view! {
            <div class="empty">
                <p class="empty-title">"Vous êtes seul dans cette équipe."</p>
                <p>"Invitez les personnes qui tiendront les entretiens. Elles choisiront elles-mêmes leur mot de passe."</p>
            </div>
        })}
        <ul class="bilans">{members}</ul>
        {invitations(desk, team.invitations, None)}
        {invite_form(None, may_administer, Roles::of(&[Role::Assistant]))}
        <p><a href=Page::Agenda(AgendaPage::Settings { notice: None }).path()>{SETTINGS}</a></p>
        <p><a href=Page::Erasures(None).path()>{ERASURES}</a></p>
        <p><a href=Page::Sharing(SharingPage::Emergency).path()>{EMERGENCY}</a></p>
    }
    .into_any();
    view! { <Frame title=TEAM agent=Some(agent) narrow=true>{body}</Frame> }.into_any()
}

fn line(desk: &SharedDesk, member: Member, may_administer: bool) -> impl IntoView + use<> {
    let since = numbers::date(desk.paris(member.since).date());
    let key = member.agent.simple().to_string();
    view! {
        <li class="bilan">
            <div>
                <p class="bilan-name">{member.name.clone()}</p>
                <p class="hint">{format!("{}\u{a0}· depuis le {since}", named(member.roles))}</p>
            </div>
            <details class="acts">
                <summary>"Changer"<span class="unseen">{format!(" les rôles de {}", member.name)}</span></summary>
                <form class="stack" action=SetRoles::PATH method="post">
                    <input type="hidden" name="agent" value=member.agent.to_string()/>
                    {role_boxes(member.roles, may_administer, &key)}
                    <button class="primary" type="submit">"Enregistrer"</button>
                </form>
                <form class="stack" action=SetRoles::PATH method="post">
                    <input type="hidden" name="agent" value=member.agent.to_string()/>
                    <p class="hint">"Ce que cette personne a écrit reste, avec son nom. Ses créneaux à venir attendent quelqu’un d’autre."</p>
                    <button class="quiet" type="submit">"Retirer de l’équipe"<span class="unseen">{format!(" {}", member.name)}</span></button>
                </form>
            </details>
        </li>
    }
}
