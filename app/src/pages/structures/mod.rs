//! Structures and teams: every structure (`list`), one of them (`sheet`, with its `legal_frame`), the team of one's own (`team`), where an invitation is
//! used (`join`).

mod join;
mod legal_frame;
mod list;
mod sheet;
mod team;

pub use join::{JoinPage, Refused};
pub use list::StructuresPage;
pub use sheet::StructureSheetPage;
pub use team::TeamPage;

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use uuid::Uuid;

use super::load::{notice, page, part};
use crate::actions::{Invite, WithdrawInvitation};
use crate::desk::SharedDesk;
use crate::structures::{
    Invitation, Kind, NAME_LENGTH, Structure,
    roles::{Role, Roles},
};
use crate::words::{numbers, structures as words};

/// The boxes of the roles one may give.
fn role_boxes(chosen: Roles, may_administer: bool, key: &str) -> impl IntoView + use<> {
    let roles = Role::ALL
        .into_iter()
        .filter(|role| may_administer || chosen.has(*role) || *role != Role::Administrator)
        .map(|role| {
            let help = format!("{key}-{}-aide", role.word());
            view! {
                <label>
                    <input type="checkbox" name=format!("roles[{}]", role.word()) value="oui" checked=chosen.has(role) aria-describedby=help.clone()/>
                    <span>{words::role(role)}<span class="hint" id=help>{format!("\u{a0}: {}", words::role_help(role))}</span></span>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset>
            <legend>"Rôles"</legend>
            <div class="choices choices-tall">{roles}</div>
        </fieldset>
    }
}

/// The form that invites somebody; to a structure that is not one's own when it is named.
fn invite_form(structure: Option<Uuid>, may_administer: bool, first: Roles) -> impl IntoView {
    view! {
        <form class="card stack" action=Invite::PATH method="post" autocomplete="off">
            <h2>"Inviter quelqu’un"</h2>
            <p class="hint">"Un code est créé. Donnez-le de la main à la main ou par téléphone\u{a0}: la personne choisit elle-même son identifiant et son mot de passe."</p>
            {structure.map(|id| view! { <input type="hidden" name="structure" value=id.to_string()/> })}
            <div class="field">
                <label for="invite-nom">"Pour qui\u{202f}?"</label>
                <input id="invite-nom" name="name" type="text" required maxlength=NAME_LENGTH.to_string()/>
            </div>
            {role_boxes(first, may_administer, "invite")}
            <button class="primary" type="submit">"Créer l’invitation"</button>
        </form>
    }
}

/// The invitations that wait to be used.
fn invitations(desk: &SharedDesk, waiting: Vec<Invitation>, structure: Option<Uuid>) -> AnyView {
    if waiting.is_empty() {
        return ().into_any();
    }
    let lines = waiting
        .into_iter()
        .map(|one| {
            let until = numbers::date(desk.paris(one.expires_at).date());
            view! {
                <li class="bilan">
                    <div>
                        <p class="bilan-code">{one.code}</p>
                        <p class="bilan-name">{one.name.clone()}</p>
                        <p class="hint">{format!("{}\u{a0}· valable jusqu’au {until}", named(one.roles))}</p>
                    </div>
                    <form class="inline" action=WithdrawInvitation::PATH method="post">
                        <input type="hidden" name="id" value=one.id.to_string()/>
                        {structure.map(|id| view! { <input type="hidden" name="structure" value=id.to_string()/> })}
                        <button class="quiet" type="submit">"Annuler"<span class="unseen">{format!(" l’invitation de {}", one.name)}</span></button>
                    </form>
                </li>
            }
        })
        .collect_view();
    view! {
        <section aria-labelledby="invitations">
            <h2 id="invitations">"Invitations en attente"</h2>
            <p class="hint">"Chaque code sert une fois, à l’adresse « /invitation » ou par le lien de la page de connexion."</p>
            <ul class="bilans">{lines}</ul>
        </section>
    }
    .into_any()
}

/// Roles, named.
fn named(roles: Roles) -> String {
    let names: Vec<&str> = roles.iter().map(words::role).collect();
    names.join(", ")
}

/// The fields of a structure, filled with what is known.
fn structure_fields(known: Option<&Structure>) -> impl IntoView + use<> {
    let name = known.map(|known| known.name.clone()).unwrap_or_default();
    let contact = known.map(|known| known.contact.clone()).unwrap_or_default();
    let communes = known
        .map(|known| known.communes.join(" "))
        .unwrap_or_default();
    let chosen = known.map_or(Kind::Ccas, |known| known.kind);
    let kinds = Kind::ALL
        .into_iter()
        .map(|kind| view! { <option value=kind.word() selected=kind == chosen>{words::kind(kind)}</option> })
        .collect_view();
    view! {
        <div class="field">
            <label for="structure-nom">"Nom"</label>
            <input id="structure-nom" name="name" type="text" required maxlength=NAME_LENGTH.to_string() value=name/>
        </div>
        <div class="field">
            <label for="structure-genre">"Genre"</label>
            <select id="structure-genre" name="kind">{kinds}</select>
        </div>
        <div class="field">
            <label for="structure-contact">"Comment la joindre"</label>
            <p class="hint" id="structure-contact-aide">"Téléphone, adresse électronique\u{a0}: ce que d’autres structures liront."</p>
            <input id="structure-contact" name="contact" type="text" maxlength="200" value=contact aria-describedby="structure-contact-aide"/>
        </div>
        <div class="field">
            <label for="structure-communes">"Communes couvertes (facultatif)"</label>
            <p class="hint" id="structure-communes-aide">"Codes officiels à cinq signes, séparés par des espaces. Rien\u{a0}: partout."</p>
            <input id="structure-communes" name="communes" type="text" maxlength="2000" value=communes aria-describedby="structure-communes-aide"/>
        </div>
    }
}
