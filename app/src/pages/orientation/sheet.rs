//! The sheet itself, as it is printed and as the service reads it: the same words for both.

use leptos::prelude::*;
use rules::Catalogue;

use crate::copy::typeset;
use crate::desk::SharedDesk;
use crate::directory::hours;
use crate::languages::french;
use crate::orientation::told::why;
use crate::orientation::{Orientation, Sheet};
use crate::words::numbers;
use crate::words::orientation as words;

/// The sheet of an orientation; `printed` unless the person wants no such paper.
pub(super) fn article(desk: &SharedDesk, one: &Orientation, printed: bool) -> AnyView {
    let Sheet {
        to,
        name,
        by,
        from,
        documents,
        call_back,
        ..
    } = one.sheet.clone();
    let class = if printed { "copy" } else { "copy no-print" };
    let made = format!(
        "Le {}, {from}",
        numbers::date(desk.paris(one.made_at).date())
    );
    let hours = Some(to.hours).filter(|text| !text.is_empty());
    let hours = hours.map(|raw| view! { <p>{typeset(&hours::told(&raw, french()))}</p> });
    let phone = Some(to.phone).filter(|text| !text.is_empty());
    let verified = to.verified_on.map(|day| {
        view! { <p class="hint">{format!("Renseignements de l’annuaire du {}. Vérifiez avant d’y aller.", numbers::date(day))}</p> }
    });
    let address = to.address.into_iter().map(|text| view! { <p>{text}</p> });
    let matters = matters(&desk.catalogue(), &one.sheet);
    let bring = documents.into_iter().map(|text| view! { <li>{text}</li> });
    let bring: Vec<_> = bring.collect();
    view! {
        <article class=class>
            <header class="copy-head">
                <div>
                    <h1>{words::SHEET}</h1>
                    {(!name.is_empty()).then(|| view! { <p class="copy-name">{name}</p> })}
                    <p>{made}</p>
                </div>
            </header>
            <section>
                <h2>"Où aller"</h2>
                <p><b>{to.name}</b></p>
                {address.collect_view()}
                {phone.map(|phone| view! { <p>{phone}</p> })}
                {hours}
                {verified}
            </section>
            <section>
                <h2>"Pourquoi"</h2>
                <p>{why(&one.sheet)}</p>
                <ul>{matters.into_iter().map(|text| view! { <li>{text}</li> }).collect_view()}</ul>
            </section>
            {(!bring.is_empty()).then(|| view! { <section><h2>"À apporter"</h2><ul class="copy-do">{bring}</ul></section> })}
            <section>
                <h2>"Qui envoie, qui rappeler"</h2>
                <p>{format!("{by}, {from}")}</p>
                <p>{format!("À rappeler\u{a0}: {call_back}")}</p>
            </section>
            <footer class="copy-foot"><p>{words::FOOT}</p></footer>
        </article>
    }
    .into_any()
}

/// The themes and rights of a sheet, by name; one that is no longer in the catalogue is left out.
fn matters(catalogue: &Catalogue, sheet: &Sheet) -> Vec<String> {
    let themes = catalogue.themes().iter();
    let themes = themes.filter(|theme| sheet.themes.contains(&theme.id));
    let rights = sheet.rights.iter().filter_map(|id| catalogue.right(id));
    themes
        .map(|theme| theme.name.clone())
        .chain(rights.map(|right| right.name.clone()))
        .collect()
}
