//! The JSON Schema of the catalogue's files, for editors: made of what the readers look for, so that it can not say
//! anything else. To describe a new key: a line in [`MEANINGS`]; a test asks for it.

use serde_json::{Map, Value, json};

use super::load::looked_for;
use super::load::shapes::{Key, Shape, Shapes, Wants};
use crate::Source;

/// One table of each shape, and of each way to write it: a reader looks for all its keys whatever is there.
const SKELETON: [(&str, &str, &str); 16] = [
    ("bas", "couche.toml", ""),
    ("haut", "couche.toml", "id = \"haut\"\nsur = \"bas\""),
    (
        "bas",
        "faits/a.toml",
        "[[fait]]\n[[fait.choix]]\n[[intermediaire]]\n[[intermediaire.versions]]",
    ),
    (
        "bas",
        "bareme/a.toml",
        "[[parametre]]\n[[parametre.valeur]]",
    ),
    ("bas", "organismes/a.toml", "[[organisme]]\nid = \"a\""),
    (
        "haut",
        "organismes/a.toml",
        "[[organisme]]\nspecialise = \"a\"",
    ),
    (
        "bas",
        "droits/a.toml",
        "id = \"a\"\n[demarche]\n[montant]\n[[montant.versions]]\n[[condition]]\n[[condition.versions]]\n[[exclusion]]\n[[recours]]\n[[pieces]]",
    ),
    ("haut", "droits/a.toml", "specialise = \"a\""),
    (
        "bas",
        "questions/a.toml",
        "[theme]\nid = \"a\"\nnom = \"A\"\n[[ecran]]\n[[question]]\nid = \"a\"\nliste = \"revenus\"",
    ),
    (
        "haut",
        "questions/a.toml",
        "[theme]\nid = \"a\"\n[[question]]\nspecialise = \"a\"",
    ),
    (
        "bas",
        "cas/a.toml",
        "[[attendu]]\nsignale = true\n[attendu.montant]",
    ),
    (
        "haut",
        "retraits.toml",
        "[[droit]]\n[[organisme]]\n[[question]]",
    ),
    ("bas", "mots.toml", "[[sigle]]\n[[mot]]\n[[chiffre]]"),
    ("bas", "langues/en.toml", "[[texte]]"),
    ("bas", "questions/b.toml", "[theme]"),
    ("bas", "organismes/b.toml", ""),
];

/// What each key means; with the table it stands in when the same key means something else elsewhere.
const MEANINGS: &[(&str, &str)] = &[
    ("a_dire", "La phrase que l’agent dit pour ouvrir le thème."),
    ("a_revoir_le", "Le jour où cette fiche doit être relue."),
    ("adresse", "L’adresse. Elle demande une « source »."),
    ("aide", "Une courte aide, sous la question ou le champ."),
    (
        "anciens",
        "Les identifiants d’avant : ce qui a été dit sous ces noms se lit toujours.",
    ),
    (
        "appreciation",
        "Qui juge la condition, quand seul un organisme peut le faire : elle n’est alors jamais calculée.",
    ),
    ("apres", "Le droit après lequel il doit venir."),
    (
        "attendu",
        "Ce que l’on attend de chaque droit dans cette situation.",
    ),
    ("au", "Le dernier jour où le droit est en vigueur."),
    ("automatique", "Comment le droit vient sans rien demander."),
    (
        "automatique_si",
        "À qui le droit vient sans rien demander : tant que ce n’est pas sûr, la copie dit de le demander.",
    ),
    (
        "chiffre",
        "Un chiffre que l’on peut écrire à la main : il ne bouge jamais, ou c’est un nom.",
    ),
    (
        "choix",
        "Les réponses possibles, chacune avec son identifiant et son nom.",
    ),
    (
        "choix_de",
        "Le fait, écrit plus haut dans ce fichier, dont les réponses sont reprises.",
    ),
    ("cle", "La clé du texte français : droit.rsa-socle.phrase."),
    (
        "condition",
        "Ce que la loi demande : une phrase, un test ou une appréciation, une source.",
    ),
    (
        "confiance",
        "À quel point on en est sûr : « haute » si le texte a été lu, « memoire » s’il reste à vérifier.",
    ),
    (
        "conseille",
        "L’organisme conseille et aide à demander : quelqu’un d’autre décide, ou personne.",
    ),
    ("court", "Le nom du thème, là où la place manque."),
    (
        "dans",
        "Les débuts des clés où il peut être écrit ; partout s’il n’y en a pas.",
    ),
    ("date", "Le jour dont la loi s’applique."),
    ("decision", "La décision que l’on conteste."),
    (
        "delai",
        "Combien de temps cela prend, et jusqu’à quand on peut demander.",
    ),
    (
        "demarche",
        "Comment demander le droit : en ligne, sur papier, ou rien à faire.",
    ),
    ("depuis", "Le jour depuis lequel cela s’applique."),
    ("droit", "Le droit, par son identifiant."),
    ("du", "Le jour depuis lequel le droit existe."),
    ("ecrit", "Le chiffre, tel qu’on l’écrit : 80 %."),
    (
        "ecran",
        "L’écran de la question ; [[ecran]] décrit un écran.",
    ),
    (
        "empreinte",
        "L’empreinte du texte français d’où vient la traduction : sans elle, la faute dit laquelle écrire.",
    ),
    ("en_ligne", "Comment demander en ligne."),
    (
        "entite",
        "De qui l’on parle : foyer, personne, adulte, enfant ou revenu.",
    ),
    ("eviter", "Un mot d’administration, en minuscules."),
    (
        "exclusion",
        "Un autre droit que l’on ne peut pas avoir en même temps.",
    ),
    ("fait", "Ce que l’on peut savoir d’un foyer."),
    ("faits", "Les faits que la question demande."),
    ("formule", "Le calcul, dans les mots du catalogue."),
    (
        "genre",
        "« prioritaire » : l’autre passe d’abord ; « au_choix » : la personne choisit.",
    ),
    ("horaires", "Les horaires."),
    (
        "id",
        "L’identifiant, en minuscules et sans accent. Celui d’un droit est le nom de son fichier.",
    ),
    (
        "intermediaire",
        "Un calcul écrit une fois, que les droits nomment.",
    ),
    (
        "insee",
        "Le code INSEE de la commune que nomme la réponse : il relie la réponse à l’annuaire.",
    ),
    ("intro", "Une phrase au-dessus des questions."),
    ("issue", "L’une de ces issues est attendue."),
    ("label", "La règle, en une phrase dite à la personne."),
    ("le", "Le jour du retrait : un droit s’arrête la veille."),
    (
        "liste",
        "La liste que la question demande : enfants, conjoint ou revenus.",
    ),
    ("max", "Le plus que l’on puisse lire."),
    ("min", "Le moins que l’on puisse lire."),
    ("minutes", "Les minutes que prend le thème."),
    (
        "mois",
        "Les mois demandés, du plus ancien au plus récent : [-4, -2].",
    ),
    ("montant", "Ce que le droit apporte."),
    ("motif", "Pourquoi, pour ceux qui tiennent le catalogue."),
    ("nom", "Le nom que les gens lisent."),
    ("nom_court", "Le nom court."),
    ("non_recours", "Pourquoi ce droit est souvent oublié."),
    ("note", "Ce qu’il faut savoir de plus."),
    ("ordre", "Le rang dans son thème : les plus petits d’abord."),
    (
        "organisme",
        "L’organisme à qui l’on demande, par son identifiant.",
    ),
    (
        "papier",
        "Comment demander sur papier, au guichet ou par téléphone.",
    ),
    ("parametre", "Un chiffre de la loi, avec ses dates."),
    (
        "passent",
        "Les faits de cette question qui passent avec le temps : dans le bilan d’après, on les redemande.",
    ),
    (
        "periode",
        "Ce que le montant couvre : un mois, un an, ou une fois.",
    ),
    ("phrase", "Ce que c’est, en une phrase simple."),
    (
        "pieces",
        "Les pièces à fournir. Celle qui ne concerne que certains s’écrit { texte = \"…\", si = \"…\" }.",
    ),
    (
        "pour",
        "À qui la question se pose : personne, conjoint, adultes ou foyer.",
    ),
    ("pourquoi", "Pourquoi on le demande, en une phrase."),
    ("prealable", "Le recours à faire avant d’aller au tribunal."),
    ("question", "Une question, écrite pour être dite."),
    ("raison", "Pourquoi il ne suit pas le barème."),
    ("rang", "Le rang du thème : les plus petits d’abord."),
    ("recours", "Comment contester une décision."),
    ("recus", "Les droits dont on demande s’ils sont déjà reçus."),
    (
        "remplace",
        "La couche dont celle-ci prend la place : celle d’un autre département.",
    ),
    ("remplace_par", "L’organisme à qui demander à la place."),
    ("renouvellement", "Quand et comment on le renouvelle."),
    (
        "repliee",
        "La question attend, repliée, au pied de chaque écran du thème : on ne la pose que si on le veut.",
    ),
    (
        "reperage",
        "La question fait partie des premières, qui repèrent.",
    ),
    ("retire", "Les identifiants à retirer."),
    (
        "fait.retire",
        "Le fait n’est plus demandé ; il reste lisible dans les anciens bilans.",
    ),
    (
        "reseaux",
        "Les réseaux de data.inclusion (reseaux_porteurs) auxquels on reconnaît ses lieux d’accueil dans l’annuaire.",
    ),
    (
        "ressort",
        "Pour qui est là chacun de ses lieux d’accueil : « commune » ou « departement ». Sans lui, l’annuaire seul le dit.",
    ),
    ("role", "Ce que l’on y demande, en une phrase."),
    (
        "sensible",
        "Violences, séjour, santé : ce qui en dépend se tait devant un tiers.",
    ),
    ("seul", "La question ne se pose que seul avec la personne."),
    (
        "si",
        "À qui la pièce est demandée : elle ne se tait que s’il est certain que non.",
    ),
    ("signal", "Ce qui fait penser à ce droit : une expression."),
    ("signale", "Le droit doit être signalé, ou non."),
    ("site", "Le site. Il demande une « source »."),
    ("situation", "Ce que le foyer répond."),
    (
        "source",
        "Où cela a été lu : article, décret, site, avec la date.",
    ),
    (
        "sources",
        "Où cela a été lu : articles, décrets, sites, avec la date.",
    ),
    (
        "specialise",
        "L’identifiant de ce que cette couche change dans une couche du dessous. Ce qui n’est pas écrit ici est gardé.",
    ),
    ("sur", "La couche sur laquelle celle-ci repose."),
    ("telephone", "Le téléphone. Il demande une « source »."),
    (
        "test",
        "Le test, dans les mots du catalogue : age >= 25 ou grossesse.",
    ),
    ("mot", "Un mot à éviter, et celui qui le remplace."),
    ("mots", "Les mots que le sigle abrège."),
    ("plutot", "Ce que l’on dit à la place."),
    ("sigle", "Un sigle ou un nom en capitales, et ses mots."),
    ("sigle.id", "Le sigle, tel qu’on l’écrit."),
    ("texte", "Ce que les gens lisent, ou ce que l’agent dit."),
    (
        "thematiques",
        "Les thématiques de data.inclusion auxquelles on reconnaît qui rend le même service, quand aucun réseau ne le dit.",
    ),
    (
        "theme",
        "Le thème du fichier. Avec un « nom », il le décrit ; sans, il y ajoute.",
    ),
    ("themes", "Les thèmes ; le droit se montre dans le premier."),
    ("titre", "Le titre de l’écran."),
    (
        "tranches",
        "Les bornes des tranches proposées : [0, 600, 900].",
    ),
    (
        "type",
        "La sorte de réponse : oui_non, montant, date, choix…",
    ),
    ("unite", "L’unité de la valeur."),
    ("urgent", "Se montre parmi les urgences."),
    (
        "usage",
        "À quoi sert la question, si ce n’est pas à ouvrir un droit.",
    ),
    (
        "valeur",
        "La valeur, dans l’unité du paramètre ; un taux de 80 % s’écrit 0.8.",
    ),
    (
        "vaut",
        "Le calcul sur le barème dont il ne doit pas s’écarter : {nom_du_parametre} sans les accolades.",
    ),
    (
        "verifie_le",
        "Le jour où cela a été vérifié pour la dernière fois.",
    ),
    (
        "versions",
        "Le calcul selon les dates, du plus ancien au plus récent.",
    ),
    (
        "vital",
        "On en vit : cela paie le loyer, la nourriture ou les soins. La copie le met en premier.",
    ),
];

/// The schemas: for each kind of file, its name without extension and its JSON Schema (draft 7).
#[must_use]
pub fn schemas() -> Vec<(String, Value)> {
    let shapes = skeleton();
    let roots = shapes.iter().filter(|(name, _)| !name.contains('.'));
    roots
        .map(|(name, shape)| {
            let mut schema = object(&shapes, name, shape);
            if let Some(schema) = schema.as_object_mut() {
                schema.insert(
                    "$schema".to_owned(),
                    json!("http://json-schema.org/draft-07/schema#"),
                );
                schema.insert("title".to_owned(), json!(name));
            }
            (name.clone(), schema)
        })
        .collect()
}

fn skeleton() -> Shapes {
    let sources = SKELETON.map(|(layer, path, text)| Source {
        layer: layer.to_owned(),
        path: path.to_owned(),
        text: text.to_owned(),
    });
    looked_for(&sources)
}

fn object(shapes: &Shapes, name: &str, shape: &Shape) -> Value {
    let properties: Map<String, Value> = shape
        .keys
        .iter()
        .map(|(key, known)| ((*key).to_owned(), property(shapes, name, key, known)))
        .collect();
    let required: Vec<&str> = shape
        .keys
        .iter()
        .filter(|(_, key)| key.required > 0 && key.required == shape.read)
        .map(|(key, _)| *key)
        .collect();
    let mut schema = json!({
        "type": "object",
        "additionalProperties": false,
        "properties": properties,
    });
    let needs = if shape.keys.contains_key("specialise") {
        let mut whole = required;
        if !whole.contains(&"id") {
            whole.push("id");
        }
        (
            "anyOf",
            json!([{ "required": ["specialise"] }, { "required": whole }]),
        )
    } else {
        ("required", json!(required))
    };
    if let Some(schema) = schema.as_object_mut() {
        schema.insert(needs.0.to_owned(), needs.1);
    }
    schema
}

fn property(shapes: &Shapes, table: &str, name: &str, key: &Key) -> Value {
    let inner = || {
        let inner = format!("{table}.{name}");
        shapes.get(&inner).map_or_else(
            || json!({ "type": "object" }),
            |shape| object(shapes, &inner, shape),
        )
    };
    let text = || json!({ "type": "string", "minLength": 1 });
    let list = |items: Value| json!({ "type": "array", "items": items });
    let mut schema = match &key.wants {
        Some(Wants::Text) => text(),
        Some(Wants::Texts) => list(text()),
        Some(Wants::TextsOrTables) => list(json!({ "anyOf": [text(), inner()] })),
        Some(Wants::Word(words)) => json!({ "enum": words }),
        Some(Wants::Date) => json!({ "type": "string", "format": "date" }),
        Some(Wants::Flag) => json!({ "type": "boolean" }),
        Some(Wants::Whole) => json!({ "type": "integer" }),
        Some(Wants::Number) => json!({ "type": "number" }),
        Some(Wants::Numbers) => list(json!({ "type": "number" })),
        Some(Wants::Table) => inner(),
        Some(Wants::Tables) => list(inner()),
        Some(Wants::Anything) | None => json!({}),
    };
    if let (Some(schema), Some(meaning)) = (schema.as_object_mut(), meaning(table, name)) {
        schema.insert("description".to_owned(), json!(meaning));
    }
    schema
}

fn meaning(table: &str, key: &str) -> Option<&'static str> {
    let last = table.rsplit('.').next().unwrap_or(table);
    let own = format!("{last}.{key}");
    let named = |name: &str| MEANINGS.iter().find(|(known, _)| *known == name);
    named(&own)
        .or_else(|| named(key))
        .map(|(_, meaning)| *meaning)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::Catalogue;

    #[test]
    fn the_skeleton_shows_every_key_the_catalogue_makes_readers_look_for() {
        let known = skeleton();
        for (name, shape) in looked_for(&Catalogue::embedded_sources()) {
            let keys: BTreeSet<_> = shape.keys.keys().copied().collect();
            let shown: BTreeSet<_> = known
                .get(&name)
                .map(|shape| shape.keys.keys().copied().collect())
                .unwrap_or_default();
            assert_eq!(
                keys.difference(&shown).collect::<Vec<_>>(),
                Vec::<&&str>::new(),
                "{name}"
            );
        }
    }

    #[test]
    fn every_key_has_a_meaning_and_every_meaning_a_key() {
        let mut used = BTreeSet::new();
        for (name, shape) in skeleton() {
            for key in shape.keys.keys() {
                let found = meaning(&name, key);
                assert!(found.is_some(), "{name}.{key} has no meaning");
                used.extend(found);
            }
        }
        let unused: Vec<_> = MEANINGS
            .iter()
            .filter(|(_, text)| !used.contains(text))
            .collect();
        assert!(unused.is_empty(), "{unused:?}");
    }
}
