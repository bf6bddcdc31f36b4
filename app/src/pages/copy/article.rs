//! The copy itself, apart from the page around it. A new section of the model is one more function here.

use leptos::prelude::*;

use crate::copy::{Chapter, First, Group, Line, PersonCopy, Rights, Roadmap, Stop, pieces};

/// The copy, as it is read on a screen and printed from a page.
pub fn article(copy: PersonCopy) -> AnyView {
    let PersonCopy {
        reference,
        title,
        name,
        code_label,
        opening,
        first,
        roadmap,
        rights,
        chapters,
        foot,
        setting,
        ..
    } = copy;
    view! {
        <article class="copy" lang=setting.lang dir=setting.direction>
            <header class="copy-head">
                <div>
                    <h1>{told(&title)}</h1>
                    {name.map(|name| view! { <p class="copy-name">{name}</p> })}
                    {opening.into_iter().map(|line| view! { <p>{told(&line)}</p> }).collect_view()}
                </div>
                <p class="copy-code"><strong><bdi dir="ltr">{reference}</bdi></strong><span>{code_label}</span></p>
            </header>
            {first.map(draw_first)}
            {roadmap.map(draw_roadmap)}
            {rights.map(draw_rights)}
            {chapters.into_iter().map(draw_chapter).collect_view()}
            <footer class="copy-foot"><p>{told(&foot)}</p></footer>
        </article>
    }
    .into_any()
}

fn draw_first(first: First) -> impl IntoView {
    let First {
        title,
        urgent_label,
        urgent,
        next_label,
        priorities,
    } = first;
    view! {
        <section>
            <h2>{title}</h2>
            <div class="copy-first">
                {heading(urgent_label)}
                {(!urgent.is_empty()).then(|| view! { <ul>{lines(urgent)}</ul> })}
                {heading(next_label)}
                {(!priorities.is_empty()).then(|| view! { <ol>{lines(priorities)}</ol> })}
            </div>
        </section>
    }
}

fn draw_roadmap(roadmap: Roadmap) -> impl IntoView {
    let (to_ask, by_themselves) = roadmap.others_apart();
    let list = |class, stops: &[Stop]| {
        let stops = stops.to_vec();
        (!stops.is_empty()).then(
            || view! { <ul class=class>{stops.into_iter().map(draw_other).collect_view()}</ul> },
        )
    };
    let others = (!roadmap.others.is_empty()).then(|| {
        view! { <section class="copy-others">{heading(roadmap.others_label.clone())}{list("copy-do", to_ask)}{list("", by_themselves)}</section> }
    });
    view! {
        <section>
            <h2>{roadmap.title}</h2>
            <p>{roadmap.intro}</p>
            {bring_list(roadmap.folder_label, roadmap.folder)}
            {roadmap.stops.into_iter().map(draw_stop).collect_view()}
            {others}
        </section>
    }
}

fn draw_stop(stop: Stop) -> impl IntoView {
    let reach: Vec<String> = stop.reach().cloned().collect();
    let Stop {
        name,
        places,
        asks,
        automatic,
        bring_label,
        bring,
        ..
    } = stop;
    view! {
        <section class="copy-stop">
            <div class="copy-where">
                <h3>{told(&name)}</h3>
                {reach.into_iter().map(|line| view! { <p>{told(&line)}</p> }).collect_view()}
            </div>
            <div>
                {places.into_iter().map(|line| view! { <p>{told(&line)}</p> }).collect_view()}
                {(!asks.is_empty()).then(|| view! { <ul class="copy-do">{lines(asks)}</ul> })}
                {(!automatic.is_empty()).then(|| view! { <ul>{lines(automatic)}</ul> })}
                {bring_list(bring_label, bring)}
            </div>
        </section>
    }
}

/// What to ask for where nothing else is asked for, then where and with what.
fn draw_other(stop: Stop) -> impl IntoView {
    let reach = std::iter::once(&stop.name).chain(stop.reach()).cloned();
    let place = (!stop.places.is_empty()).then(|| stop.places.join(" "));
    let reach = reach.chain(place).collect::<Vec<_>>().join(" · ");
    let asks: Vec<Line> = stop.asks.into_iter().chain(stop.automatic).collect();
    let bring = (!stop.bring.is_empty()).then(|| {
        let bring = format!("{} {}", stop.bring_label, stop.bring.join(" · "));
        view! { <span class="copy-how">{told(&bring)}</span> }
    });
    view! {
        <li>
            {asks.into_iter().map(|ask| view! { <p>{line(ask)}</p> }).collect_view()}
            <p>{told(&reach)}" "{bring}</p>
        </li>
    }
}

/// Documents in two columns, each with its box.
fn bring_list(label: String, documents: Vec<String>) -> Option<impl IntoView> {
    (!documents.is_empty()).then(|| {
        let documents = documents
            .into_iter()
            .map(|text| view! { <li>{told(&text)}</li> })
            .collect_view();
        view! { <div class="copy-bring"><b>{label}</b><ul class="copy-do">{documents}</ul></div> }
    })
}

fn draw_rights(rights: Rights) -> impl IntoView {
    view! {
        <section>
            <h2>{rights.title}</h2>
            {rights.groups.into_iter().map(draw_group).collect_view()}
        </section>
    }
}

fn draw_group(group: Group) -> impl IntoView {
    let rights = group.rights.into_iter().map(|right| {
        let notes = right
            .notes
            .into_iter()
            .map(|note| view! { " "<span class="copy-how">{told(&note)}</span> })
            .collect_view();
        view! { <li><strong>{told(&right.name)}</strong>" "{told(&right.sentence)}{notes}</li> }
    });
    let note = (group.note != Line::default()).then(|| view! { <p>{line(group.note)}</p> });
    view! { <h3>{group.title}</h3><ul>{rights.collect_view()}</ul>{note} }
}

fn draw_chapter(chapter: Chapter) -> impl IntoView {
    let Chapter {
        title,
        intro,
        lines: said,
        source,
        ..
    } = chapter;
    view! {
        <section>
            <h2>{title}</h2>
            {(!intro.is_empty()).then(|| view! { <p>{intro}</p> })}
            {(!said.is_empty()).then(|| view! { <ul>{lines(said)}</ul> })}
            {(!source.is_empty()).then(|| view! { <p class="copy-how">{told(&source)}</p> })}
        </section>
    }
}

fn heading(text: String) -> Option<impl IntoView> {
    (!text.is_empty()).then(|| view! { <h3>{text}</h3> })
}

fn lines(lines: Vec<Line>) -> impl IntoView {
    lines
        .into_iter()
        .map(|said| view! { <li>{line(said)}</li> })
        .collect_view()
}

fn line(Line { strong, text, how }: Line) -> impl IntoView {
    let strong = (!strong.is_empty()).then(|| view! { <strong>{told(&strong)}</strong>" " });
    let how = (!how.is_empty()).then(|| view! { " "<span class="copy-how">{told(&how)}</span> });
    view! { {strong}{told(&text)}{how} }
}

/// A text of the copy, what is in French within another language said so (WCAG 3.1.2), and kept from left to right.
pub fn told(text: &str) -> AnyView {
    let told = pieces(text).map(|(french, piece)| {
        let piece = piece.to_owned();
        if french {
            view! { <bdi lang="fr">{piece}</bdi> }.into_any()
        } else {
            piece.into_any()
        }
    });
    told.collect_view().into_any()
}
