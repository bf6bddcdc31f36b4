//! `/organismes`: whom one asks.

use leptos::prelude::*;
use rules::{Catalogue, Right};

use super::{frame, read};
use crate::routes::CataloguePage;
use crate::words::{catalogue as words, numbers};

/// The rights asked for at an organisation.
pub(super) fn asked_at<'c>(catalogue: &'c Catalogue, organisation: &str) -> Vec<&'c Right> {
    let rights = catalogue.rights().iter();
    rights
        .filter(|right| right.organisation == organisation)
        .collect()
}

/// Every organisation one asks something of, the most asked first.
#[component]
pub fn OrganisationsPage() -> impl IntoView {
    read(|reader| {
        let catalogue = &reader.catalogue;
        let mut organisations: Vec<_> = catalogue
            .organisations()
            .iter()
            .map(|organisation| (asked_at(catalogue, &organisation.id).len(), organisation))
            .filter(|(count, _)| *count > 0)
            .collect();
        organisations.sort_by(|(one, a), (other, b)| other.cmp(one).then(a.name.cmp(&b.name)));
        let lines = organisations
            .into_iter()
            .map(|(count, organisation)| {
                let address = CataloguePage::Organisation(organisation.id.clone()).path();
                view! {
                    <li class="right">
                        <p class="right-head">
                            <a class="right-name" href=address>{organisation.name.clone()}</a>
                            <span class="amount">{numbers::count(count, "droit", "droits")}</span>
                        </p>
                        <p class="right-why">{organisation.role.clone()}</p>
                    </li>
                }
            })
            .collect_view();
        let body = view! {
            <h1>{words::ORGANISATIONS}</h1>
            <p class="lead">{words::ORGANISATIONS_LEAD}</p>
            <ul class="rights">{lines}</ul>
        };
        frame::page(
            words::ORGANISATIONS,
            Some(&CataloguePage::Organisations),
            body.into_any(),
        )
    })
}
