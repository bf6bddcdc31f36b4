//! The last pages: what to do when the answer is no, what RSA asks in return, what we could not find out, and the person's rights over these data.

use std::collections::BTreeSet;

use rules::{Answer, Catalogue, Path, Question, Receipt};

use super::first::{lower, missing_documents};
use super::french::{list, sentence};
use super::missing::{asks, questions};
use super::model::{Chapter, Line};
use super::selection::{Entry, Names, Paper, choice, choices, household, is_rsa};
use crate::desk::Bilan;

/// What to do when the answer is no, by organisation; decisions that are contested the same way are said together.
pub fn appeals(catalogue: &Catalogue, entries: &[Entry]) -> Option<Chapter> {
    let mut ways: Vec<(&str, &str, &str, Vec<&str>)> = Vec::new();
    // Nobody refuses what comes by itself.
    let asked = entries.iter().filter(|entry| {
        entry.requested() || (entry.worth_asking() && entry.right.procedure.automatic.is_none())
    });
    // The first appeal of a right is the one against its refusal.
    let first = asked.filter_map(|entry| Some((entry, entry.right.appeals.first()?)));
    for (entry, appeal) in first.filter(|(_, appeal)| !appeal.delay.starts_with("pas de délai")) {
        // The first step is what the person has to do; the letter that answers it names the court.
        let step = appeal.advice().or(appeal.prior.as_deref()).unwrap_or("");
        let step = step
            .split_once(", puis ")
            .or(step.split_once(", avant "))
            .map_or(step, |(step, _)| step);
        // The sentence above says once that the delay is two months and runs from the letter.
        let delay = appeal
            .delay
            .strip_suffix(" à partir de la notification")
            .unwrap_or(&appeal.delay);
        let delay = match delay {
            "deux mois" | "2 mois" | "2\u{a0}mois" => "",
            other => other,
        };
        let way = (entry.right.organisation.as_str(), delay, step);
        match ways
            .iter_mut()
            .find(|(place, delay, step, _)| (*place, *delay, *step) == way)
        {
            Some((.., decisions)) if decisions.contains(&appeal.decision.as_str()) => {}
            Some((.., decisions)) => decisions.push(&appeal.decision),
            None => ways.push((way.0, way.1, way.2, vec![&appeal.decision])),
        }
    }
    let line = |(place, delay, step, decisions): &(&str, &str, &str, Vec<&str>)| {
        let alone = ways.iter().filter(|(other, ..)| other == place).count() == 1;
        let name = catalogue
            .organisation(place)
            .map_or_else(String::new, |o| o.short.clone());
        let what = if alone {
            String::new()
        } else {
            format!(", {}", decisions.join(", "))
        };
        let said = match format!("{} {}", sentence(delay), sentence(step)).trim() {
            "" => "2 mois.".to_owned(),
            said => lower(said),
        };
        Line::new(format!("{name}{what} :"), said)
    };
    let lines: Vec<Line> = ways.iter().map(line).collect();
    (!lines.is_empty()).then(|| Chapter {
        title: "Si la réponse est non".to_owned(),
        intro: "Vous pouvez contester. Vous avez 2 mois, sauf si un autre délai est écrit ici. Il part du jour où vous recevez le courrier : gardez-le, avec son enveloppe. Écrivez, et gardez une copie.".to_owned(),
        lines,
        source: String::new(),
    })
}

/// What RSA asks in return, when it was asked for: not to know it is a reason not to ask.
pub fn rsa(bilan: &Bilan, entries: &[Entry]) -> Option<Chapter> {
    let asked = bilan.with_rsa
        || household(bilan, "rsa_demande_date").is_some()
        || choice(bilan, "rsa_demande_canal").is_some()
        || entries.iter().any(|e| {
            is_rsa(&e.right.id)
                && matches!(
                    e.finding.receipt,
                    Some(Receipt::Requested { .. } | Receipt::Open { .. } | Receipt::Suspended)
                )
        });
    asked.then(|| Chapter {
        title: "Ce que le RSA vous demande".to_owned(),
        intro: "Le RSA est un droit. Il vient avec un accompagnement. Voici ce qui vous sera demandé.".to_owned(),
        lines: vec![
            Line::new("Déclarer.", "Tous les trois mois, vous vérifiez vos ressources sur caf.fr ou msa.fr. Signalez vite tout changement."),
            Line::new("Un contrat.", "Vous êtes inscrit à France Travail. Avec votre référent, vous signez un contrat d’engagement qui dit ce que vous ferez et l’aide que vous aurez."),
            Line::new("Des heures.", "Le contrat prévoit en général au moins 15 heures d’activités par semaine : recherche d’emploi, formation, démarches. Ce nombre peut être réduit."),
            Line::new("Des exceptions.", "Vous pouvez demander qu’aucune durée ne soit imposée : santé, handicap, invalidité, ou parent seul sans garde pour un enfant de moins de 12 ans. Dites-le à votre référent."),
            Line::new("Des sanctions.", "Si le contrat n’est pas suivi sans raison, au moins 30 % du RSA peut être suspendu, pendant 1 à 2 mois ; plus longtemps si cela continue. Le RSA reprend dès que vous reprenez le contrat. Avec un conjoint ou des enfants, la moitié au plus peut être retirée."),
            Line::new("Contester.", "Vous avez 2 mois pour écrire au président du conseil départemental. Un travailleur social peut vous aider."),
        ],
        source: "Code du travail, articles L5411-6 et R5412-1 ; code de l’action sociale et des familles, articles L262-47 et R262-68-6.".to_owned(),
    })
}

/// What we could not find out, and what to bring next time; `None` when nothing is missing.
pub fn unknown(
    catalogue: &Catalogue,
    bilan: &Bilan,
    entries: &[Entry],
    names: &Names,
) -> Option<Chapter> {
    let mut lines = Vec::new();
    let untouched = untouched(catalogue, bilan);
    if !untouched.is_empty() {
        lines.push(Line::new(
            "Pas encore vu ensemble :",
            format!(
                "{}. Nous pouvons continuer un autre jour.",
                list(&untouched)
            ),
        ));
    }
    let wanted = questions(catalogue, names, wanted(bilan, entries), 5);
    if !wanted.is_empty() {
        lines.push(Line::new(
            "Pour mieux estimer, il nous manque :",
            wanted.join(" "),
        ));
    }
    let documents = missing_documents(catalogue, bilan);
    if !documents.is_empty() {
        lines.push(Line::new(
            "À apporter la prochaine fois, pour le RSA :",
            sentence(&list(&documents)),
        ));
    }
    (!lines.is_empty()).then(|| Chapter {
        title: "Ce que nous n’avons pas pu savoir".to_owned(),
        intro: String::new(),
        lines,
        source: String::new(),
    })
}

/// What would make the estimates sure, what serves most first. What the person prefers not to say is left in peace.
fn wanted<'a>(bilan: &Bilan, entries: &[Entry<'a>]) -> Vec<&'a Path> {
    let kept: BTreeSet<&Path> = bilan
        .answers
        .iter()
        .filter(|stored| stored.answer == Answer::PrefersNotToSay)
        .map(|stored| &stored.path)
        .collect();
    let mut counts: Vec<(&Path, usize)> = Vec::new();
    // What is to check says itself what it waits for.
    let raised = entries.iter().filter(|entry| entry.worth_asking());
    for path in raised
        .flat_map(|entry| &entry.finding.missing)
        .filter(|path| !kept.contains(path))
    {
        match counts.iter_mut().find(|(known, _)| *known == path) {
            Some((_, count)) => *count += 1,
            None => counts.push((path, 1)),
        }
    }
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts.into_iter().map(|(path, _)| path).collect()
}

/// The themes of which nothing was said.
fn untouched(catalogue: &Catalogue, bilan: &Bilan) -> Vec<String> {
    catalogue
        .themes()
        .iter()
        .filter(|theme| themed(catalogue, bilan, &theme.id) == Some(false))
        .map(|theme| lower(&theme.short))
        .collect()
}

/// The themes of which something was said.
pub fn touched(catalogue: &Catalogue, bilan: &Bilan) -> Vec<String> {
    catalogue
        .themes()
        .iter()
        .filter(|theme| themed(catalogue, bilan, &theme.id) == Some(true))
        .map(|theme| lower(&theme.short))
        .collect()
}

/// Whether something was said of this theme; `None` for a theme that holds no right.
fn themed(catalogue: &Catalogue, bilan: &Bilan, theme: &str) -> Option<bool> {
    let holds = catalogue
        .rights()
        .iter()
        .any(|right| right.themes.iter().any(|id| id == theme));
    let said = |question: &Question| {
        bilan
            .answers
            .iter()
            .any(|stored| stored.answer.is_asked() && asks(catalogue, question, &stored.path))
    };
    holds.then(|| {
        catalogue
            .questions()
            .iter()
            .any(|question| question.theme == theme && said(question))
    })
}

/// The person's rights over what was written, and how to use them.
pub fn data(catalogue: &Catalogue, bilan: &Bilan, paper: Paper) -> Chapter {
    let place = &bilan.structure;
    let mut lines = vec![
        Line::plain(format!(
            "Ce que vous avez dit est gardé ici : {place}. Cela sert à ouvrir vos droits. C’est une mission de service public."
        )),
        Line::plain(
            "Nous ne le montrons à personne d’autre sans votre accord, sauf si la loi l’impose.",
        ),
    ];
    let shared = names(catalogue, "partage", &choices(bilan, "partage"));
    if !shared.is_empty() && paper != Paper::Neutral {
        lines.push(Line::plain(format!(
            "Vous êtes d’accord pour le montrer à : {}. Vous pouvez changer d’avis.",
            list(&shared)
        )));
    }
    lines.push(Line::plain(format!("Vous pouvez demander à le voir, à le corriger ou à l’effacer, ou dire non à son usage. Demandez ici : {place}, avec le code {}.", bilan.reference)));
    lines.push(Line::plain(
        "Sans réponse au bout d’un mois, vous pouvez écrire à la CNIL, sur cnil.fr.",
    ));
    if paper != Paper::Full {
        lines.push(Line::plain(
            "Ce papier ne dit pas tout. Le reste vous attend ici, avec votre code.",
        ));
    }
    Chapter {
        title: "Vos droits sur ces informations".to_owned(),
        intro: String::new(),
        lines,
        source: String::new(),
    }
}

fn names(catalogue: &Catalogue, fact: &str, ids: &[&str]) -> Vec<String> {
    let Some(fact) = catalogue.fact_at(&Path::Household(fact.to_owned())) else {
        return Vec::new();
    };
    let named = |id: &&str| {
        fact.kind
            .variants()
            .iter()
            .find(|variant| variant.id == **id)
            .map(|variant| lower(&variant.name))
    };
    ids.iter().filter_map(named).collect()
}
