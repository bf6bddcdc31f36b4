//! `/annuaire`: which places there are for a commune. The commune is typed, or chosen among those that are meant.

use leptos::prelude::*;
use rules::Catalogue;

use super::{doubt_lines, hours_lines, phone_line};
use crate::components::Frame;
use crate::desk::{Agent, SharedDesk};
use crate::directory::{Commune, Place, Search};
use crate::pages::load::{page, query};
use crate::routes::{DirectoryPage, Page};
use crate::structures::roles::may;
use crate::words::directory as words;
use crate::words::numbers;

/// What was asked, and what was found.
struct Results {
    typed: String,
    organisation: String,
    communes: Vec<Commune>,
    places: Option<Vec<Place>>,
}

/// The search and its results, at one address.
#[component]
pub fn DirectorySearchPage() -> impl IntoView {
    let (typed, chosen) = (query("q").unwrap_or_default(), query("commune"));
    let organisation = query("organisme").unwrap_or_default();
    page(
        move |desk: SharedDesk| {
            let (typed, organisation) = (typed.trim().to_owned(), organisation.clone());
            let communes = match &chosen {
                Some(insee) => desk.commune(insee).into_iter().collect(),
                None => meant(&typed, desk.communes(&typed)),
            };
            async move {
                let places = match communes.as_slice() {
                    [commune] => {
                        let search = Search {
                            commune: commune.insee.clone(),
                            organisation: organisation.clone(),
                        };
                        Some(desk.search_places(&search).await?)
                    }
                    _ => None,
                };
                Ok(Results {
                    typed,
                    organisation,
                    communes,
                    places,
                })
            }
        },
        draw,
    )
}

/// The only commune of exactly this name or this postcode, when there is one.
fn meant(typed: &str, found: Vec<Commune>) -> Vec<Commune> {
    let wanted = typed.to_lowercase();
    let same: Vec<&Commune> = found
        .iter()
        .filter(|commune| commune.name.to_lowercase() == wanted)
        .collect();
    match same.as_slice() {
        [one] => vec![(*one).clone()],
        _ => found,
    }
}

fn draw(desk: &SharedDesk, agent: Agent, results: Results) -> AnyView {
    let catalogue = desk.catalogue();
    let Results {
        typed,
        organisation,
        communes,
        places,
    } = results;
    let shown = match communes.as_slice() {
        [commune] => commune.name.clone(),
        _ => typed.clone(),
    };
    let add = agent.roles.may(may::DIRECTORY).then(|| {
        let address = Page::Directory(DirectoryPage::Add {
            typed: Vec::new(),
            territory: None,
        })
        .path();
        view! { <p class="links"><a href=address>{words::ADD}</a></p> }
    });
    let below = match (places, communes.as_slice()) {
        (Some(places), [commune]) => found(desk, &catalogue, commune, &organisation, places),
        (_, []) if typed.is_empty() => view! { <p class="hint">{words::START}</p> }.into_any(),
        (_, []) => {
            view! { <p class="error" role="alert" id="commune-erreur">{words::NO_COMMUNE}</p> }
                .into_any()
        }
        (_, several) => which(several, &organisation),
    };
    let body = view! {
        <h1>{words::DIRECTORY}</h1>
        <p class="lead">{words::LEAD}</p>
        {add}
        <form class="card stack" method="get" action=Page::Directory(DirectoryPage::Search { commune: None, organisation: None }).path()>
            <div class="field">
                <label for="commune">"Commune"</label>
                <input id="commune" name="q" type="search" value=shown required maxlength="100" autocomplete="off"/>
            </div>
            <div class="field">
                <label for="organisme">"Organisme"</label>
                {organisation_choice("organisme", words::ANY, &catalogue, &organisation)}
            </div>
            <button class="primary" type="submit">"Chercher"</button>
        </form>
        {below}
    }
    .into_any();
    view! { <Frame title=words::DIRECTORY agent=Some(agent) narrow=true>{body}</Frame> }.into_any()
}

/// The organisations of the catalogue, by their short name.
pub(super) fn organisation_choice(
    id: &'static str,
    none: &'static str,
    catalogue: &Catalogue,
    chosen: &str,
) -> impl IntoView + use<> {
    let mut organisations: Vec<(String, String)> = catalogue
        .organisations()
        .iter()
        .map(|organisation| (organisation.name.clone(), organisation.id.clone()))
        .collect();
    organisations.sort();
    let options = organisations
        .into_iter()
        .map(|(name, id)| {
            let selected = id == chosen;
            view! { <option value=id selected=selected>{name}</option> }
        })
        .collect_view();
    view! {
        <select id=id name="organisme">
            <option value="">{none}</option>
            {options}
        </select>
    }
}

fn which(communes: &[Commune], organisation: &str) -> AnyView {
    let lines = communes
        .iter()
        .map(|commune| {
            let address = Page::Directory(DirectoryPage::Search {
                commune: Some(commune.insee.clone()),
                organisation: Some(organisation.to_owned()).filter(|id| !id.is_empty()),
            })
            .path();
            let was = commune
                .was
                .as_ref()
                .map(|was| format!(" (nom d’avant\u{a0}: {was})"));
            let where_is = format!(", {}, {}", commune.postcodes.join(" "), commune.departement);
            view! { <li><a href=address>{commune.name.clone()}</a>{was}{where_is}</li> }
        })
        .collect_view();
    view! { <section><p>{words::WHICH}</p><ul>{lines}</ul></section> }.into_any()
}

fn found(
    desk: &SharedDesk,
    catalogue: &Catalogue,
    commune: &Commune,
    organisation: &str,
    places: Vec<Place>,
) -> AnyView {
    let organisation = catalogue.organisation(organisation);
    let title = match organisation {
        Some(organisation) => format!("{}, pour {}", organisation.short, commune.name),
        None => format!("Autour de {}", commune.name),
    };
    let was = commune.was.as_ref().map(|was| view! { <p class="hint">{format!("{was} fait maintenant partie de {}.", commune.name)}</p> });
    let empty = places.is_empty().then(|| {
        let national = organisation.map(|organisation| {
            let ways: Vec<String> = organisation
                .phone
                .iter()
                .map(|phone| format!("Tél. {phone}"))
                .chain(organisation.site.clone())
                .chain(organisation.note.clone())
                .collect();
            ways.join("\u{a0}· ")
        });
        let national = national.filter(|ways| !ways.is_empty()).unwrap_or_else(|| words::ASK_TOWN_HALL.to_owned());
        view! { <div class="empty"><p class="empty-title">{words::NOBODY}</p><p>{national}</p></div> }
    });
    let count = numbers::count(places.len(), "lieu", "lieux");
    let today = desk.today();
    let lines = places
        .into_iter()
        .map(|place| line(&place, today))
        .collect_view();
    view! {
        <section aria-labelledby="resultats">
            <h2 id="resultats">{title}</h2>
            {was}
            {empty.is_none().then(|| view! { <p class="hint">{count}</p> })}
            {empty}
            <ul class="bilans">{lines}</ul>
        </section>
    }
    .into_any()
}

fn line(place: &Place, today: chrono::NaiveDate) -> impl IntoView + use<> {
    let sheet = Page::Directory(DirectoryPage::Sheet {
        id: place.id.clone(),
        notice: None,
    })
    .path();
    let distance = place.distance.map(|km| match km {
        0 => "moins d’un kilomètre".to_owned(),
        km => format!("{km}\u{a0}km"),
    });
    let where_is = place
        .address
        .iter()
        .cloned()
        .chain(distance)
        .collect::<Vec<_>>()
        .join(", ");
    let phone = place
        .phone
        .as_deref()
        .map(|phone| view! { <p>{phone_line(phone)}</p> });
    let hours = place
        .hours
        .as_deref()
        .map(|raw| view! { <p>{hours_lines(raw, today)}</p> });
    view! {
        <li class="bilan">
            <div>
                <p><a href=sheet><strong>{place.name.clone()}</strong></a></p>
                <p>{where_is}</p>
                {phone}
                {hours}
                {doubt_lines(place, true)}
            </div>
        </li>
    }
}
