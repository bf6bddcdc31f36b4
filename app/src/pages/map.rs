//! `/plan`: every page that whoever reads it may open, by name; the second way through the product, beside the menus.
//!
//! To add a page: its line in [`everybody`] or in [`beyond_the_bar`].

use leptos::prelude::*;

use super::error::{ErrorKind, ErrorPage};
use super::load::desk;
use crate::components::{Frame, places};
use crate::routes::{
    AgendaPage, CataloguePage, FollowUpPage, OrientationPage, Page, SecondFactorPage, SharingPage,
    StructuresPage,
};
use crate::structures::roles::{Roles, may};
use crate::words::accessibility as words;
use crate::words::accounts::PROTECT;
use crate::words::agenda::SETTINGS;
use crate::words::catalogue;
use crate::words::erasure::ERASURES;
use crate::words::follow_up::{CONTACTS, OUTCOMES};
use crate::words::orientation::RECEIVED;
use crate::words::pages::{ACCOUNT, HOME, REMARKS, SIGN_IN};
use crate::words::sharing::{EMERGENCY, SEEK};
use crate::words::structures::JOIN;
use crate::words::traces::TRACES;
use crate::words::training::TRAINING;

/// The map; what only some roles open is listed for them alone.
#[component]
pub fn MapPage() -> impl IntoView {
    let Ok(desk) = desk() else {
        return view! { <ErrorPage kind=ErrorKind::Unavailable/> }.into_any();
    };
    let agent = desk.agent();
    let own = agent.as_ref().map(|agent| {
        let roles = agent.roles;
        let holds = roles.may(may::INTERVIEW);
        let home = [(Page::Home { notice: None }, HOME)];
        let pages = home
            .into_iter()
            .chain(places(roles))
            .chain(beyond_the_bar(roles))
            .map(|(page, name)| (page.path(), name));
        view! {
            <section>
                <h2>{words::MAP_AGENT}</h2>
                {list(pages)}
                {holds.then(|| view! { <p class="hint">{words::MAP_BILANS}</p> })}
            </section>
        }
    });
    view! {
        <Frame title=words::MAP agent narrow=true>
            <h1>{words::MAP}</h1>
            <p class="lead">{words::MAP_LEAD}</p>
            {own}
            <section>
                <h2>{words::MAP_PUBLIC}</h2>
                {list(everybody().into_iter())}
            </section>
        </Frame>
    }
    .into_any()
}

fn list(pages: impl Iterator<Item = (String, &'static str)>) -> impl IntoView {
    let lines = pages.map(|(path, name)| view! { <li><a href=path>{name}</a></li> });
    view! { <ul>{lines.collect_view()}</ul> }
}

/// What anybody may read.
fn everybody() -> [(String, &'static str); 11] {
    let sign_in = Page::SignIn {
        notice: None,
        next: None,
    };
    [
        (sign_in.path(), SIGN_IN),
        (Page::Structures(StructuresPage::Join).path(), JOIN),
        (CataloguePage::Rights.path(), catalogue::CATALOGUE),
        (CataloguePage::Situations.path(), catalogue::SITUATIONS),
        (
            CataloguePage::Organisations.path(),
            catalogue::ORGANISATIONS,
        ),
        (CataloguePage::Parameters.path(), catalogue::PARAMETERS),
        (CataloguePage::Changes(None).path(), catalogue::CHANGES),
        (CataloguePage::Review.path(), catalogue::REVIEW),
        (CataloguePage::Graphs.path(), catalogue::GRAPHS),
        (CataloguePage::Method.path(), catalogue::METHOD),
        (Page::Accessibility.path(), words::DECLARATION),
    ]
}

/// What these roles open that is not in the bar.
fn beyond_the_bar(roles: Roles) -> impl Iterator<Item = (Page, &'static str)> {
    let account = Page::Account { notice: None };
    let settings = Page::Agenda(AgendaPage::Settings { notice: None });
    let contacts = Page::FollowUp(FollowUpPage::Contacts { notice: None });
    let outcomes = Page::FollowUp(FollowUpPage::Outcomes { period: None });
    [
        (roles.may(may::INTERVIEW), Page::Training, TRAINING),
        (
            roles.may(may::INTERVIEW),
            Page::Orientation(OrientationPage::List),
            RECEIVED,
        ),
        (
            roles.may(may::INTERVIEW),
            Page::Sharing(SharingPage::Seek),
            SEEK,
        ),
        (
            roles.may(may::EMERGENCY),
            Page::Sharing(SharingPage::Emergency),
            EMERGENCY,
        ),
        (roles.may(may::FOLLOW_UP), outcomes, OUTCOMES),
        (roles.may(may::FOLLOW_UP), contacts, CONTACTS),
        (roles.may(may::STRUCTURE), settings, SETTINGS),
        (roles.may(may::STRUCTURE), Page::Erasures(None), ERASURES),
        (roles.may(may::STRUCTURE), Page::Traces, TRACES),
        (roles.may(may::CATALOGUE), Page::Remarks, REMARKS),
        (true, account, ACCOUNT),
        (true, Page::SecondFactor(SecondFactorPage::SetUp), PROTECT),
    ]
    .into_iter()
    .filter(|(open, ..)| *open)
    .map(|(_, page, name)| (page, name))
}
