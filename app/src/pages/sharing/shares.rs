//! « Partager ce bilan »: with whom it is shared, what of it, and the form that shares it.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use uuid::Uuid;

use super::{Office, about, notice, office};
use crate::actions::{RevokeShare, SetFindable};
use crate::components::{Frame, NoticeLine};
use crate::desk::{DeskError, SharedDesk};
use crate::routes::{Notice, Page, SharingPage};
use crate::sharing::form::{Echo, Typed};
use crate::sharing::{Agreed, Scope, Share};
use crate::structures::Structure;
use crate::words::{
    numbers,
    sharing::{self as words, SHARES},
    structures,
};

struct Loaded {
    office: Office,
    shares: Vec<Share>,
    others: Vec<Structure>,
    findable: bool,
}

/// For whoever holds the bilan.
#[component]
pub fn SharesPage() -> impl IntoView {
    let (notice, echo) = (notice(), use_context::<Echo>());
    about(load, move |loaded| draw(loaded, notice, echo.clone()))
}

async fn load(
    desk: Result<SharedDesk, DeskError>,
    id: Result<Uuid, DeskError>,
) -> Result<Loaded, DeskError> {
    let office = office(desk, id).await?;
    if office.bilan.shared.is_some() || office.bilan.training.is_some() {
        return Err(DeskError::NotFound);
    }
    let desk = office.desk.clone();
    let ours = office.agent.structure.clone();
    let mut others = desk.structures().await?;
    others.retain(|one| one.allowed.receive && one.closed_at.is_none() && one.name != ours);
    Ok(Loaded {
        shares: desk.shares(office.bilan.id).await?,
        findable: desk.is_findable(office.bilan.id).await?,
        others,
        office,
    })
}

fn draw(loaded: Loaded, notice: Option<Notice>, echo: Option<Echo>) -> AnyView {
    let Office { desk, agent, bilan } = loaded.office;
    let id = bilan.id;
    let back = Page::Results {
        id,
        by_organisation: false,
    }
    .path();
    let (typed, problem) = match echo {
        Some(Echo { typed, problem }) => (typed, Some(problem)),
        None => (Typed::default(), None),
    };
    let none = loaded.shares.is_empty();
    let lines = loaded
        .shares
        .into_iter()
        .map(|share| line(&desk, id, share))
        .collect_view();
    let body = view! {
        <p class="crumbs"><a href=back>{format!("Bilan {}", bilan.reference)}</a></p>
        <h1>{SHARES}</h1>
        <NoticeLine notice/>
        {problem.map(|problem| view! { <p class="notice notice-bad" role="alert">{problem}</p> })}
        <section aria-labelledby="en-cours">
            <h2 id="en-cours">"Partages en cours"</h2>
            {none.then(|| view! { <p class="hint">"Ce bilan n’est partagé avec personne."</p> })}
            <ul class="bilans">{lines}</ul>
        </section>
        {share_form(&desk, id, &loaded.others, &typed)}
        {findable_form(id, loaded.findable, &bilan)}
    }
    .into_any();
    view! { <Frame title=SHARES agent=Some(agent) narrow=true>{body}</Frame> }.into_any()
}

/// What a scope lets know, in a sentence.
fn told(desk: &SharedDesk, scope: &Scope) -> String {
    let catalogue = desk.catalogue();
    let names: Vec<&str> = catalogue
        .themes()
        .iter()
        .filter(|theme| scope.themes.contains(&theme.id))
        .map(|theme| theme.short.as_str())
        .collect();
    let mut told = names.join(", ");
    if scope.sensitive {
        told.push_str(", avec ce qui est délicat");
    }
    if scope.partner {
        told.push_str(", avec ce que le conjoint a dit seul");
    }
    told
}

fn line(desk: &SharedDesk, bilan: Uuid, share: Share) -> impl IntoView + use<> {
    let since = numbers::date(desk.paris(share.at).date());
    let what = told(desk, &share.scope);
    let name = share
        .with
        .clone()
        .unwrap_or_else(|| "par un code".to_owned());
    let code = share.code.map(|(code, until)| {
        let until = numbers::date(desk.paris(until).date());
        view! {
            <p class="bilan-code">{code}</p>
            <p class="hint">{format!("À taper une fois, avant le {until}, par un agent d’une autre structure.")}</p>
        }
    });
    view! {
        <li class="bilan">
            <div>
                <p class="bilan-name">{share.with.unwrap_or_else(|| "Par un code".to_owned())}</p>
                {code}
                <p class="hint">{what}</p>
                <p class="hint">{format!("Le {since} par {}\u{a0}· {}", share.by, words::agreed(share.agreed))}</p>
            </div>
            <form class="inline" action=RevokeShare::PATH method="post">
                <input type="hidden" name="bilan" value=bilan.to_string()/>
                <input type="hidden" name="share" value=share.id.to_string()/>
                <button class="quiet" type="submit">"Retirer"<span class="unseen">{format!(" le partage {name}")}</span></button>
            </form>
        </li>
    }
}

/// Nothing is ticked beforehand: the person names what they let go.
fn share_form(
    desk: &SharedDesk,
    bilan: Uuid,
    others: &[Structure],
    typed: &Typed,
) -> impl IntoView + use<> {
    let themes = desk
        .catalogue()
        .themes()
        .iter()
        .map(|theme| {
            let on = typed.themes.contains(&theme.id);
            view! { <label><input type="checkbox" name="theme" value=theme.id.clone() checked=on/><span>{theme.name.clone()}</span></label> }
        })
        .collect_view();
    let others = others
        .iter()
        .map(|one| {
            let name = format!("{}\u{a0}({})", one.name, structures::kind(one.kind));
            let id = one.id.to_string();
            let chosen = id == typed.to;
            view! { <option value=id selected=chosen>{name}</option> }
        })
        .collect_view();
    let agreed = [
        (Agreed::Aloud, "Elle me l’a dit"),
        (Agreed::InWriting, "Elle l’a écrit"),
    ]
    .map(|(way, said)| {
        let on = typed.agreed == way.word();
        view! { <label><input type="radio" name="agreed" value=way.word() required checked=on/><span>{said}</span></label> }
    })
    .into_iter()
    .collect_view();
    let action = Page::Sharing(SharingPage::Shares(bilan, None)).path();
    view! {
        <form class="card stack" action=action method="post">
            <h2>"Partager"</h2>
            <p class="say">{words::SAY}</p>
            <div class="field">
                <label for="partage-avec">"Avec qui\u{202f}?"</label>
                <select id="partage-avec" name="to">
                    <option value="">"Par un code, à donner à la personne"</option>
                    {others}
                </select>
            </div>
            <fieldset>
                <legend>"Ce que la personne accepte de transmettre"</legend>
                <div class="choices choices-tall">{themes}</div>
                <div class="choices choices-tall">
                    <label><input type="checkbox" name="sensitive" value="oui" checked=typed.sensitive/><span>"Aussi ce qui est délicat (violences, santé, séjour…), si elle le demande"</span></label>
                    <label><input type="checkbox" name="partner" value="oui" checked=typed.partner/><span>"Aussi ce que le conjoint a dit seul, s’il est d’accord"</span></label>
                </div>
            </fieldset>
            <fieldset>
                <legend>"La personne est d’accord"</legend>
                <div class="choices choices-tall">{agreed}</div>
            </fieldset>
            <button class="primary" type="submit">"Partager"</button>
        </form>
    }
}

fn findable_form(bilan: Uuid, findable: bool, known: &crate::desk::Bilan) -> impl IntoView + use<> {
    let (first, last) = known
        .person
        .as_ref()
        .map_or_else(Default::default, |person| {
            (person.first_name.clone(), person.last_name.clone())
        });
    let form = if findable {
        view! {
            <p>"Les autres structures peuvent savoir que cette personne a un bilan chez vous, et qui appeler. Rien d’autre."</p>
            <input type="hidden" name="on" value="non"/>
            <button class="quiet" type="submit">"Ne plus le dire"</button>
        }
        .into_any()
    } else {
        view! {
            <p class="hint">"Seulement si la personne le veut\u{a0}: une autre structure qui tape son nom et sa date de naissance saura qu’un bilan existe, et comment vous joindre. Rien d’autre."</p>
            <input type="hidden" name="on" value="oui"/>
            <div class="field">
                <label for="trouver-prenom">"Prénom"</label>
                <input id="trouver-prenom" name="first_name" type="text" required maxlength="100" autocomplete="off" value=first/>
            </div>
            <div class="field">
                <label for="trouver-nom">"Nom"</label>
                <input id="trouver-nom" name="last_name" type="text" required maxlength="100" autocomplete="off" value=last/>
            </div>
            <div class="field">
                <label for="trouver-ne">"Date de naissance"</label>
                <input id="trouver-ne" name="born" type="date" required/>
            </div>
            <button class="quiet" type="submit">"La personne est d’accord"</button>
        }
        .into_any()
    };
    view! {
        <details class="card">
            <summary>"Être retrouvée ailleurs"</summary>
            <form class="stack" action=SetFindable::PATH method="post">
                <input type="hidden" name="bilan" value=bilan.to_string()/>
                {form}
            </form>
        </details>
    }
}
