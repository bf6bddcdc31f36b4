//! `/baremes`: every figure of the law, under the theme of the first right that uses it.

use leptos::prelude::*;
use rules::{Catalogue, Parameter};

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
        let placed: Vec<(&Parameter, Option<&String>)> = catalogue
            .parameters()
            .iter()
            .map(|parameter| (parameter, theme_of(catalogue, parameter)))
            .collect();
        let themes = catalogue.themes().iter().map(Some).chain([None]);
        let blocks = themes
            .filter_map(|theme| {
                let here = placed
                    .iter()
                    .filter(|(_, its)| *its == theme.map(|theme| &theme.id));
                let parameters: Vec<&Parameter> = here.map(|(parameter, _)| *parameter).collect();
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

/// The theme of the first right that uses or tells a figure; none when no right does by itself.
fn theme_of<'c>(catalogue: &'c Catalogue, parameter: &Parameter) -> Option<&'c String> {
    let rights = catalogue.rights_using(&parameter.id);
    rights.first().copied()?.themes.first()
}
