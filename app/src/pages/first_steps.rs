//! What each role does here, in a line each: the first screen of whoever holds no interview, and the first steps of whoever founds an
//! office.

use leptos::prelude::*;

use crate::routes::{AgendaPage, DirectoryPage, Page, SharingPage, StructuresPage};
use crate::structures::roles::{Role, Roles, may};
use crate::words::erasure::ERASURES;
use crate::words::figures::FIGURES;
use crate::words::pages::REMARKS;
use crate::words::sharing::EMERGENCY;
use crate::words::structures::{STRUCTURES, TEAM};
use crate::words::traces::TRACES;
use crate::words::{agenda::SETTINGS, directory::DIRECTORY};

/// The doors these roles open apart from interviews, each with what is done behind it.
pub fn first_steps(roles: Roles) -> AnyView {
    let doors = [
        (
            roles.may(may::TERRITORY),
            Page::Structures(StructuresPage::List(None)),
            STRUCTURES,
            "Dites le nom et le genre de la vôtre, et remplissez son cadre légal. Ajoutez les structures du territoire et leurs conventions, puis invitez leurs responsables.",
        ),
        (
            roles.may(may::STRUCTURE),
            Page::Structures(StructuresPage::Team(None)),
            TEAM,
            "Invitez les personnes qui tiendront les entretiens, et dites ce que fait chacune.",
        ),
        (
            roles.may(may::STRUCTURE),
            Page::Agenda(AgendaPage::Settings { notice: None }),
            SETTINGS,
            "Nommez les salles confidentielles et leurs heures\u{a0}: les créneaux en viennent.",
        ),
        (
            roles.may(may::STRUCTURE),
            Page::Erasures(None),
            ERASURES,
            "Décidez quand une personne demande que son dossier soit effacé.",
        ),
        (
            roles.may(may::STRUCTURE),
            Page::Traces,
            TRACES,
            "Voyez qui a lu ou écrit un dossier, par le code du bilan.",
        ),
        (
            roles.may(may::FIGURES),
            Page::Figures(None),
            FIGURES,
            "Voyez les bilans tenus et les droits ouverts, trimestre par trimestre, sans aucun nom.",
        ),
        (
            roles.has(Role::Referent),
            Page::Remarks,
            REMARKS,
            "Lisez ce que les professionnels signalent, et répondez-leur.",
        ),
        (
            roles.may(may::DIRECTORY),
            Page::Directory(DirectoryPage::Search {
                commune: None,
                organisation: None,
            }),
            DIRECTORY,
            "Corrigez les adresses et les horaires où les personnes sont envoyées.",
        ),
        (
            roles.may(may::EMERGENCY),
            Page::Sharing(SharingPage::Emergency),
            EMERGENCY,
            "En cas de danger, lisez un bilan pendant une heure. C’est noté au journal.",
        ),
    ]
    .into_iter()
    .filter(|(open, ..)| *open)
    .map(|(_, page, name, what)| {
        view! {
            <li class="bilan">
                <div>
                    <p class="bilan-name"><a href=page.path()>{name}</a></p>
                    <p class="hint">{what}</p>
                </div>
            </li>
        }
    })
    .collect_view();
    view! { <ul class="bilans">{doors}</ul> }.into_any()
}
