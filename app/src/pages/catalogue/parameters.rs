//! `/baremes`: every figure of the law, under the theme of the first right that uses it.

use leptos::prelude::*;
use rules::{Catalogue, Parameter, Theme};

use super::{frame, in_force, read, table, unseen};
use crate::routes::CataloguePage;
use crate::words::catalogue as words;

/// Every figure with its value of today.
#[component]
pub fn ParametersPage() -> impl IntoView {
    read(|reader| {
        let catalogue = &reader.catalogue;
        let rows = |parameters: &[&Parameter]| -> Vec<Vec<AnyView>> {
            let rows = parameters
                .iter()
                .map(|parameter| in_force(parameter, reader.today));
            rows.collect()
        };
        let themes = catalogue.themes().iter().map(Some).chain([None]);
        let blocks = themes
            .filter_map(|theme| {
                let parameters = of_theme(catalogue, theme);
                let name = theme.map_or("Autres chiffres", |theme| theme.name.as_str());
                (!parameters.is_empty()).then(|| {
                    view! {
                        <section><h2>{name.to_owned()}</h2>{table(unseen(name), &["Chiffre", "Valeur"], rows(&parameters))}</section>
                    }
                })
            })
            .collect_view();
        let body = view! {
            <h1>{words::PARAMETERS}</h1>
            <p class="lead">{words::PARAMETERS_LEAD}</p>
            {blocks}
        };
        frame::page(
            words::PARAMETERS,
            Some(&CataloguePage::Parameters),
            body.into_any(),
        )
    })
}

/// The figures first used in a theme; for `None`, those no right uses by itself.
fn of_theme<'c>(catalogue: &'c Catalogue, theme: Option<&Theme>) -> Vec<&'c Parameter> {
    let parameters = catalogue.parameters().iter();
    parameters
        .filter(|parameter| {
            let rights = catalogue.rights_using(&parameter.id);
            let first = rights.first().and_then(|right| right.themes.first());
            first == theme.map(|theme| &theme.id)
        })
        .collect()
}
