//! `/methode`: what the computation does, and what it never does.

use leptos::prelude::*;

use super::{frame, link, read};
use crate::routes::CataloguePage;
use crate::words::catalogue as words;

/// The four items that the law asks a public body to explain, and how the catalogue is kept.
#[component]
pub fn MethodPage() -> impl IntoView {
    read(|reader| {
        let catalogue = &reader.catalogue;
        let count = |number: usize, what: &str| format!("{number}\u{a0}{what}");
        let size = [
            count(catalogue.rights().len(), "droits"),
            count(catalogue.questions().len(), "questions"),
            count(catalogue.parameters().len(), "chiffres de la loi"),
            count(
                catalogue.cases().len(),
                "foyers inventés qui vérifient le calcul",
            ),
        ]
        .join(", ");
        let body = view! {
            <h1>{words::METHOD}</h1>
            <p class="lead">{words::CONTRIBUTION}</p>
            <section>
                <h2>"Ce qu’il fait"</h2>
                <ul>
                    <li>"Il compare les réponses données pendant l’entretien aux conditions écrites dans la loi, droit par droit."</li>
                    <li>{words::COMBINED}</li>
                    <li>"Il estime un montant quand la loi donne une formule, sous forme de fourchette tant qu’il manque une réponse."</li>
                    <li>"Il choisit les questions à poser\u{a0}: seulement celles dont la réponse peut encore changer quelque chose."</li>
                </ul>
            </section>
            <section>
                <h2>"Ce qu’il ne fait pas"</h2>
                <ul>
                    <li>"Il n’accorde rien, ne refuse rien et n’envoie rien à un organisme."</li>
                    <li>{words::WEIGHTS}</li>
                    <li>"Il n’apprend pas des bilans passés\u{a0}: il applique des règles écrites, que chacun peut lire ici."</li>
                    <li>"Il ne juge pas à la place d’un organisme\u{a0}: une condition à apprécier reste à apprécier."</li>
                </ul>
            </section>
            <section>
                <h2>"Ce que chaque page de droit explique"</h2>
                <p>"L’article R311-3-1-2 du code des relations entre le public et l’administration demande d’expliquer quatre choses. Chaque droit les explique pour lui-même\u{a0}:"</p>
                <ol>
                    <li>"le degré et le mode de contribution du calcul à la décision\u{202f};"</li>
                    <li>"les données utilisées et d’où elles viennent\u{202f};"</li>
                    <li>"les paramètres appliqués et, s’il y en a, leur pondération\u{202f};"</li>
                    <li>"les opérations effectuées."</li>
                </ol>
            </section>
            <section>
                <h2>"D’où viennent les règles"</h2>
                <p>{format!("Le catalogue, version {}, contient {size}. ", catalogue.version)}
                    "Chaque règle porte sa source et un degré de confiance\u{a0}: «\u{a0}haute\u{a0}» quand le texte de loi a été lu, «\u{a0}moyenne\u{a0}» ou «\u{a0}basse\u{a0}» quand une autre source la donne, «\u{a0}à confirmer\u{a0}» quand elle est écrite de mémoire."</p>
                <p>"Les sources abrègent le nom des codes\u{a0}: CASF (code de l’action sociale et des familles), CSS (code de la sécurité sociale), CCH (code de la construction et de l’habitation). De même CESEDA (code de l’entrée et du séjour des étrangers et du droit d’asile), C. trav. (code du travail). Enfin CJA (code de justice administrative), CSP (code de la santé publique), CGI (code général des impôts). «\u{a0}L\u{a0}» annonce un article de loi, «\u{a0}R\u{a0}» ou «\u{a0}D\u{a0}» un article de décret."</p>
                <p>"Ce qui doit être relu est dans le "{link(&CataloguePage::Review, "calendrier de relecture")}". Ce qui a changé se lit "{link(&CataloguePage::Changes(None), "entre deux dates")}"."</p>
            </section>
        };
        frame::page(words::METHOD, Some(&CataloguePage::Method), body.into_any())
    })
}
