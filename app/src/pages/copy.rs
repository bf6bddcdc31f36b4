//! The person's copy as a page: the same words as the PDF, to read together, to print, or for those who do not open PDFs.

mod article;

use leptos::prelude::*;
use rules::{Answer, Path, Value};
use uuid::Uuid;

pub use article::{article, told};

use super::load::{Office, about, marked, office, query};
use crate::components::Frame;
use crate::copy::{Paper, PersonCopy, findings, person_copy, with_places};
use crate::desk::{Bilan, DeskError, Giver, SharedDesk};
use crate::languages::{self, Language};
use crate::routes::Page;

/// The person's copy.
#[component]
pub fn CopyPage() -> impl IntoView {
    let language = languages::of_code(query("langue").as_deref());
    about(
        move |desk, id| load(desk, id, language),
        move |loaded| draw(loaded, language),
    )
}

/// The bilan with its copy in a language, and the places of the person's commune on it.
pub async fn load(
    desk: Result<SharedDesk, DeskError>,
    id: Result<Uuid, DeskError>,
    language: &Language,
) -> Result<(Office, PersonCopy), DeskError> {
    let office = office(desk, id).await?;
    if office.bilan.shared.is_some() {
        return Err(DeskError::NotFound);
    }
    let Office { desk, bilan, .. } = &office;
    let catalogue = desk.catalogue();
    let evaluation = findings(&catalogue, bilan);
    let days = (desk.now(), desk.today());
    let copy = person_copy(&catalogue, bilan, &evaluation, days, language);
    let copy = with_places(copy, desk.as_ref(), bilan, language).await;
    Ok((office, copy))
}

fn draw((office, copy): (Office, PersonCopy), language: &'static Language) -> AnyView {
    let Office { agent, bilan, .. } = &office;
    let paper = Paper::of(bilan);
    let lang = code(language);
    let id = bilan.id;
    let body = view! {
        <div class="copy-desk">
            <p class="crumbs"><a href=Page::Results { id, by_organisation: false }.path()>"Revenir au bilan"</a></p>
            <p class="copy-paper">{word(paper)}</p>
            {tongues(bilan, language, |lang| Page::Copy(id, lang))}
            <div class="actions">
                {(paper.prints() && language.has_pdf()).then(|| view! {
                    <a class="primary" href=Page::CopyPdf(id, lang).path() download>{button(paper)}</a>
                    <a class="quiet" href=Page::CopyLarge(id, lang).path() download>"En gros caractères"</a>
                })}
                <a class="quiet" href=Page::Aloud(id, lang).path()>"À voix haute"</a>
            </div>
        </div>
        {article(copy)}
    };
    let page = view! { <Frame title="Copie pour la personne" agent=Some(agent.clone())>{body.into_any()}</Frame> };
    marked(bilan.training.is_some(), page.into_any())
}

/// The code of a language in an address; French needs none.
pub fn code(language: &'static Language) -> Option<&'static str> {
    (!language.is_french()).then_some(language.code.as_str())
}

/// The languages offered, that of the person said so; a counter reads French, so the other one goes beside it.
pub fn tongues(
    bilan: &Bilan,
    shown: &Language,
    page: impl Fn(Option<&'static str>) -> Page,
) -> AnyView {
    let wanted = spoken(bilan);
    let links = languages::offered().map(|language| {
        let here = language.code == shown.code;
        let theirs = wanted.is_some_and(|code| code == language.code) && !language.is_french();
        view! {
            <a class="tab" lang=language.code.clone() href=page(code(language)).path() aria-current=here.then_some("page")>{language.name()}</a>
            {theirs.then_some(" (la langue de la personne)")}
        }
    });
    let missing = wanted
        .filter(|code| languages::of_code(Some(code)).code != **code)
        .map(|_| view! { <p class="hint">"La copie n’existe pas encore dans la langue de la personne."</p> });
    let beside = (!shown.is_french()).then(|| {
        view! { <p class="hint">"Donnez aussi la copie en français\u{a0}: c’est elle que l’on montre au guichet."</p> }
    });
    let printed = (!shown.has_pdf()).then(|| {
        view! { <p class="hint">"Le PDF n’existe pas encore dans cette langue\u{a0}: imprimez cette page."</p> }
    });
    view! {
        <nav class="tabs" aria-label="Langue de la copie">{links.collect_view()}</nav>
        {printed}
        {missing}
        {beside}
    }
    .into_any()
}

/// The language the person finds easiest, when it has a code.
fn spoken(bilan: &Bilan) -> Option<&'static str> {
    let place = Path::Person("langue".into());
    let mut answers = bilan.answers.iter().rev();
    let theirs =
        answers.find(|stored| stored.path == place && stored.giver != Giver::PartnerAlone)?;
    match &theirs.answer {
        Answer::Given(Value::Choice(language)) => languages::code_of_answer(language),
        _ => None,
    }
}

fn button(paper: Paper) -> &'static str {
    match paper {
        Paper::KeptHere => "Télécharger le PDF gardé ici",
        _ => "Télécharger le PDF",
    }
}

/// What the agent must know before handing the paper over.
fn word(paper: Paper) -> &'static str {
    match paper {
        Paper::Full => "Copie complète, choisie par la personne.",
        Paper::Discreet => {
            "Copie sans les sujets intimes\u{a0}: la personne n’a pas encore dit si elle peut garder le papier sans risque. La question est dans «\u{a0}Pour finir ensemble\u{a0}»."
        }
        Paper::Neutral => {
            "Copie neutre, choisie par la personne\u{a0}: où aller, sans aucun détail."
        }
        Paper::KeptHere => {
            "La copie reste ici\u{a0}: ne l’imprimez pas pour la personne. Les sujets intimes n’y sont pas écrits."
        }
        Paper::None => {
            "La personne ne veut pas de papier. Cette page se lit ensemble, elle ne s’imprime pas."
        }
    }
}
