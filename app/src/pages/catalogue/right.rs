//! `/droits/{right}`: what it is, who, on which conditions, how much with an example, with which papers, where; then what
//! the computation does, as the law asks to explain it.

use leptos::prelude::*;
use rules::{Catalogue, ExclusionKind, Right};

use super::{Reader, example, frame, link, read, right_link, text, transparency};
use crate::desk::RemarkSubject;
use crate::pages::how::how;
use crate::pages::load::part;
use crate::routes::{CataloguePage, Page};
use crate::words::pages::REMARK;
use crate::words::{catalogue as words, numbers};

/// One right.
#[component]
pub fn PublicRightPage() -> impl IntoView {
    let id = part("right");
    read(|reader| match reader.catalogue.right(&id) {
        Some(right) => draw(reader, right),
        None => frame::absent(),
    })
}

fn draw(reader: &Reader, right: &Right) -> AnyView {
    let catalogue = &reader.catalogue;
    let crumbs = right
        .themes
        .iter()
        .filter_map(|theme| catalogue.theme(theme))
        .map(|theme| link(&CataloguePage::Theme(theme.id.clone()), theme.name.clone()))
        .collect_view();
    let body = view! {
        <p class="crumbs">{crumbs}</p>
        <h1>{right.name.clone()}</h1>
        <p class="lead">{right.sentence.clone()}</p>
        {in_force(reader, right)}
        <div class="two two-wide">
            <div>
                {conditions(reader, right)}
                {others(catalogue, right)}
            </div>
            {how(catalogue, right, reader.today)}
        </div>
        {example::section(catalogue, right, reader.today)}
        {transparency::section(reader, right)}
        {acronyms(catalogue, right)}
        <p class="hint"><a href=Page::Remark(RemarkSubject::Right(right.id.clone()), None).path()>{REMARK}</a>" (pour les professionnels qui utilisent ce bilan)"</p>
        <p class="source">
            {format!(
                "Vérifié le {}, à relire avant le {}, confiance {}. Sources\u{a0}: {}. Catalogue {}.",
                numbers::date(right.checked_on),
                numbers::date(right.review_on),
                words::sureness(right.confidence),
                right.sources.join("\u{202f}; "),
                catalogue.version,
            )}
        </p>
    };
    frame::page(&right.name, None, body.into_any())
}

/// Whether the right exists today, and whether somebody should have read it again.
fn in_force(reader: &Reader, right: &Right) -> Vec<AnyView> {
    let notice = |words: String| view! { <p class="warning">{words}</p> }.into_any();
    let until = right.until.filter(|until| *until < reader.today);
    let not_yet = (right.from > reader.today)
        .then(|| format!("Ce droit commence le {}.", numbers::date(right.from)));
    let over =
        until.map(|until| format!("Ce droit n’existe plus depuis le {}.", numbers::date(until)));
    let late = (right.review_on < reader.today).then(|| {
        let day = numbers::date(right.review_on);
        format!(
            "Cette page devait être relue avant le {day}\u{a0}: vérifiez auprès de l’organisme."
        )
    });
    [not_yet, over, late]
        .into_iter()
        .flatten()
        .map(notice)
        .collect()
}

/// The acronyms of the catalogue's own texts about this right, in full words.
fn acronyms(catalogue: &Catalogue, right: &Right) -> Option<AnyView> {
    let mine = format!("droit.{}.", right.id);
    let texts = catalogue
        .texts()
        .iter()
        .filter(|text| text.key.starts_with(&mine));
    let lines: Vec<AnyView> = catalogue
        .acronyms_in(texts.map(|text| text.text.as_str()))
        .into_iter()
        .map(|acronym| {
            let (id, words) = (acronym.id.clone(), acronym.words.clone());
            view! { <li><b>{id}</b>{format!("\u{a0}: {words}")}</li> }.into_any()
        })
        .collect();
    (!lines.is_empty()).then(|| {
        view! { <section><h2>"Les sigles de cette page"</h2><ul>{lines}</ul></section> }.into_any()
    })
}

fn conditions(reader: &Reader, right: &Right) -> impl IntoView + use<> {
    let told = |text: &String| reader.catalogue.with_figures(text, reader.today);
    let lines = right
        .conditions
        .iter()
        .map(|condition| {
            let appraisal = condition.appraisal.as_ref().map(told).map(|appraisal| {
                view! { <p><span class="verdict verdict-appraisal">"à apprécier"</span>{format!(" {appraisal}")}</p> }
            });
            let source = format!(
                "{}. Confiance\u{a0}: {}.",
                condition.source.trim_end_matches('.'),
                words::sureness(condition.confidence)
            );
            view! {
                <li class="condition">
                    <p>{told(&condition.label)}</p>
                    {appraisal}
                    <p class="source">{source}</p>
                </li>
            }
        })
        .collect_view();
    view! { <section><h2>"Qui peut y avoir droit"</h2><ol class="conditions">{lines}</ol></section> }
}

/// What it can not be had with, and the rights it looks at or that look at it.
fn others(catalogue: &Catalogue, right: &Right) -> Option<AnyView> {
    let mine = right.exclusions.iter().filter_map(|exclusion| {
        let other = catalogue.right(&exclusion.right)?;
        let before = match exclusion.kind {
            ExclusionKind::Choice => "Au choix avec\u{a0}: ",
            ExclusionKind::Priority => "Vient après\u{a0}: ",
        };
        Some(line(before, other, &exclusion.text, &exclusion.source))
    });
    let theirs = catalogue.rights().iter().flat_map(|other| {
        other
            .exclusions
            .iter()
            .filter(|exclusion| exclusion.right == right.id)
            .filter(|_| right.exclusions.iter().all(|mine| mine.right != other.id))
            .map(move |exclusion| {
                let before = match exclusion.kind {
                    ExclusionKind::Choice => "Au choix avec\u{a0}: ",
                    ExclusionKind::Priority => "Passe avant\u{a0}: ",
                };
                line(before, other, &exclusion.text, &exclusion.source)
            })
    });
    let lines: Vec<AnyView> = mine.chain(theirs).collect();
    let read: Vec<AnyView> = catalogue
        .looks_at(&right.id)
        .rights
        .into_iter()
        .map(|other| view! { <li>{right_link(other)}</li> }.into_any())
        .collect();
    (!lines.is_empty() || !read.is_empty()).then(|| {
        let lines = (!lines.is_empty()).then(|| view! { <ul>{lines}</ul> });
        let looks = (!read.is_empty()).then(|| {
            view! { <p>{text("Ce droit tient compte de\u{a0}:")}</p><ul>{read}</ul> }
        });
        view! { <section><h2>"Avec les autres droits"</h2>{lines}{looks}</section> }.into_any()
    })
}

fn line(before: &'static str, other: &Right, words: &str, source: &str) -> AnyView {
    view! {
        <li>{before}{right_link(other)}<p class="hint">{words.to_owned()}</p><p class="source">{source.to_owned()}</p></li>
    }
    .into_any()
}
