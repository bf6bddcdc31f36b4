//! Texts under keys, their translations, and the plain words of the embedded catalogue.

use std::collections::BTreeSet;

use rules::{Catalogue, Source};
use toml::de::{DeTable, DeValue};

use crate::common::{files, load, over_small};

/// Every key of the files whose value is a text nobody reads as a sentence: ids, words of the format, expressions,
/// sources, addresses. A new one is either a text, in `src/catalogue/load/texts.rs`, or one of these.
const NO_TEXTS: [&str; 38] = [
    "adresse",
    "anciens",
    "automatique_si",
    "choix_de",
    "confiance",
    "dans",
    "droit",
    "ecran",
    "ecrit",
    "entite",
    "eviter",
    "faits",
    "formule",
    "genre",
    "id",
    "insee",
    "liste",
    "organisme",
    "passent",
    "periode",
    "plutot",
    "pour",
    "raison",
    "recus",
    "si",
    "signal",
    "site",
    "source",
    "sources",
    "specialise",
    "sur",
    "telephone",
    "test",
    "themes",
    "type",
    "unite",
    "usage",
    "vaut",
];

/// The texts of a value, each with its place in the file’s format: `droits condition.label`.
fn strings(value: &DeValue<'_>, place: &str, found: &mut Vec<(String, String)>) {
    match value {
        DeValue::String(text) => found.push((place.to_owned(), text.to_string())),
        DeValue::Array(items) => {
            for item in items.iter() {
                strings(item.get_ref(), place, found);
            }
        }
        DeValue::Table(entries) => {
            for (key, value) in entries {
                let key: &str = key.get_ref();
                if !NO_TEXTS.contains(&key) {
                    strings(value.get_ref(), &format!("{place}.{key}"), found);
                }
            }
        }
        _ => {}
    }
}

#[test]
fn every_kind_of_text_of_the_embedded_catalogue_has_keys() {
    let sources = Catalogue::embedded_sources();
    let catalogue = load(&sources);
    let texts: BTreeSet<&str> = catalogue
        .texts()
        .iter()
        .map(|text| text.text.as_str())
        .collect();
    let mut found = Vec::new();
    for source in &sources {
        let folder = source.path.split('/').next().unwrap();
        if source.layer != "cas" && !["cas", "couche.toml", "langues"].contains(&folder) {
            let table = DeTable::parse(&source.text).unwrap();
            strings(&DeValue::Table(table.into_inner()), folder, &mut found);
        }
    }
    // A text of a lower layer may be replaced, so one of each kind is enough.
    let known: BTreeSet<&String> = found
        .iter()
        .filter(|(_, text)| texts.contains(text.as_str()))
        .map(|(place, _)| place)
        .collect();
    let missing: BTreeSet<&String> = found
        .iter()
        .map(|(place, _)| place)
        .filter(|place| !known.contains(place))
        .collect();
    assert!(
        missing.is_empty(),
        "these are neither texts nor known not to be: {missing:?}"
    );
    assert!(known.len() > 20);
    let keys: BTreeSet<&str> = catalogue
        .texts()
        .iter()
        .map(|text| text.key.as_str())
        .collect();
    assert_eq!(
        keys.len(),
        catalogue.texts().len(),
        "two texts under one key"
    );
}

/// A question printed among those that were not answered, and who judges a condition printed without it, stand alone: they
/// lean on nothing said before.
#[test]
fn what_is_printed_alone_stands_alone() {
    let catalogue = load(&Catalogue::embedded_sources());
    let leaning = [
        "êtes-vous là",
        "pour cela",
        "cette affaire",
        "ces revenus",
        "ce logement",
        "classe sont-ils",
        "Là-dedans",
        "Est-ce loin",
    ];
    let printed = |key: &str| {
        let mut questions = catalogue.questions().iter();
        questions.any(|question| {
            question.used_for == rules::Use::Right
                && !question.alone
                && key == format!("question.{}.texte", question.id)
        })
    };
    // The verbs by which somebody judges « le »: what, only the condition says.
    let judging = [
        "vérifie",
        "dit",
        "confirme",
        "calcule",
        "sait",
        "voit",
        "décide",
        "prescrit",
        "apprécie",
        "juge",
    ];
    let pronouns = judging.map(|verb| format!(" le {verb}"));
    let leans = |key: &str, text: &str| {
        if printed(key) {
            text.starts_with("Et ") || leaning.iter().any(|words| text.contains(words))
        } else if key.ends_with(".appreciation") {
            pronouns.iter().any(|words| text.contains(words))
                || text.contains(" en juge ")
                || text.contains(" l’apprécie")
        } else {
            false
        }
    };
    let texts = catalogue.texts().iter();
    let found: Vec<&str> = texts
        .filter(|text| leans(&text.key, &text.text))
        .map(|text| text.text.as_str())
        .collect();
    assert!(found.is_empty(), "{found:#?}");
}

/// What must not be shown: nothing of it in the embedded catalogue. Advice is `bilan catalogue check`’s to tell.
#[test]
fn the_embedded_catalogue_is_written_in_plain_words() {
    let catalogue = load(&Catalogue::embedded_sources());
    let refused: Vec<String> = catalogue
        .plain_words()
        .into_iter()
        .filter(|remark| remark.is_error)
        .map(|remark| format!("{} ({})", remark.fault, remark.key))
        .collect();
    assert!(refused.is_empty(), "{}", refused.join("\n"));
}

/// What a person reads holds no figure that nobody dated: the check above refuses it, and each leave given serves.
#[test]
fn each_figure_that_may_be_written_by_hand_is_written_somewhere() {
    let catalogue = load(&Catalogue::embedded_sources());
    let plain = |text: &str| text.replace(['\u{a0}', '\u{202f}', ' '], "");
    for fixed in catalogue.fixed_figures() {
        let keys: Vec<Option<&String>> = if fixed.within.is_empty() {
            vec![None]
        } else {
            fixed.within.iter().map(Some).collect()
        };
        for key in keys {
            let mut texts = catalogue.texts().iter();
            let found = texts.any(|text| {
                key.is_none_or(|key| text.key.starts_with(key.as_str()))
                    && plain(&text.text).contains(&plain(&fixed.written))
            });
            assert!(
                found,
                "« {} » is written nowhere under {key:?}",
                fixed.written
            );
        }
    }
}

#[test]
fn a_figure_written_by_hand_is_refused_unless_it_is_listed_and_still_right() {
    let right = include_str!("../good/essai.txt")
        .replace("{condition}", "vrai")
        .replace("{montant}", "")
        .replace(
            "texte = \"Un essai.\"",
            "texte = \"Au plus {forfait}, puis 12 €.\"",
        )
        .replace(
            "phrase = \"Un essai.\"",
            "phrase = \"Dès 80 %, 651 € et 5 euros.\"",
        );
    let told = |words: &str| -> Vec<String> {
        let catalogue = load(&over_small(&format!(
            "=== national/mots.toml\n{words}{right}"
        )));
        let remarks = catalogue.plain_words().into_iter();
        let remarks = remarks.filter(|remark| remark.key.starts_with("droit.essai"));
        remarks
            .map(|remark| {
                assert!(remark.is_error);
                remark.fault.message.replace('\u{a0}', " ")
            })
            .collect()
    };
    assert_eq!(
        told(""),
        [
            "« 80 % » est écrit à la main",
            "« 651 € » est écrit à la main",
            "« 5 euro » est écrit à la main",
            "« 12 € » est écrit à la main",
        ]
    );
    let listed = |more: &str| {
        format!(
            "[[chiffre]]\necrit = \"80 %\"\nraison = \"taux\"\nsource = \"loi\"\n\
             [[chiffre]]\necrit = \"651 €\"\ndans = [\"droit.essai.phrase\"]\nraison = \"arrondi\"\nsource = \"loi\"\n{more}"
        )
    };
    let left = [
        "« 5 euro » est écrit à la main",
        "« 12 € » est écrit à la main",
    ];
    assert_eq!(told(&listed("")), left);
    assert_eq!(told(&listed("vaut = \"plancher_euro(forfait)\"\n")), left);
    assert_eq!(
        told(&listed("vaut = \"forfait\"\n")),
        ["« 651 € » ne suit plus le barème", left[0], left[1]]
    );
}

#[test]
fn a_text_is_found_by_its_key_and_says_where_it_stands() {
    let sources = over_small("");
    let catalogue = load(&sources);
    for (key, text) in [
        ("droit.prime.nom", "Prime de logement"),
        ("droit.prime.pieces.1", "Bail"),
        ("theme.vie.nom", "La vie"),
        ("organisme.caf.nom", "Caisse d’allocations familiales"),
    ] {
        assert_eq!(catalogue.text("fr", key), Some(text), "{key}");
    }
    assert_eq!(catalogue.text("fr", "droit.prime.surnom"), None);
    let phrase = catalogue
        .texts()
        .iter()
        .find(|text| text.key == "droit.prime.phrase")
        .unwrap();
    let file = sources
        .iter()
        .find(|source| phrase.file() == format!("{}/{}", source.layer, source.path))
        .unwrap();
    assert!(
        file.text
            .lines()
            .nth(phrase.line() - 1)
            .unwrap()
            .contains(&phrase.text)
    );
}

fn print(catalogue: &Catalogue, key: &str) -> String {
    catalogue
        .texts()
        .iter()
        .find(|text| text.key == key)
        .unwrap()
        .print
        .clone()
}

fn translated(key: &str, print: &str, text: &str) -> Vec<Source> {
    over_small(&format!(
        "=== national/langues/en.toml\n[[texte]]\ncle = \"{key}\"\nempreinte = \"{print}\"\ntexte = \"{text}\"\n"
    ))
}

#[test]
fn a_translation_is_shown_until_the_french_changes() {
    let key = "droit.prime.phrase";
    let of = print(&load(&over_small("")), key);
    let catalogue = load(&translated(key, &of, "Help with the rent."));
    assert_eq!(catalogue.text("en", key), Some("Help with the rent."));
    assert_eq!(catalogue.text("ar", key), Some("Une aide pour le loyer."));
    assert_eq!(
        catalogue.text("en", "droit.prime.nom"),
        Some("Prime de logement")
    );
    assert_eq!(catalogue.outdated_translations().count(), 0);
    assert_eq!(catalogue.translations().len(), 1);

    let mut changed = translated(key, &of, "Help with the rent.");
    for source in &mut changed {
        source.text = source.text.replace(
            "Une aide pour le loyer.",
            "Une aide pour le loyer et les charges.",
        );
    }
    let catalogue = load(&changed);
    assert_eq!(
        catalogue.text("en", key),
        Some("Une aide pour le loyer et les charges.")
    );
    let (translation, french) = catalogue.outdated_translations().next().unwrap();
    assert_eq!(
        (
            translation.lang.as_str(),
            translation.key.as_str(),
            french.key.as_str()
        ),
        ("en", key, key)
    );
}

#[test]
fn a_language_may_be_a_folder_of_files() {
    let key = "droit.prime.phrase";
    let of = print(&load(&over_small("")), key);
    let mut sources = translated(key, &of, "Help with the rent.");
    let file = sources
        .iter_mut()
        .find(|source| source.path == "langues/en.toml")
        .unwrap();
    file.path = "langues/en/prime.toml".to_owned();
    let mut twice = file.clone();
    twice.path = "langues/en/autre.toml".to_owned();
    assert_eq!(load(&sources).text("en", key), Some("Help with the rent."));
    sources.push(twice);
    let faults = Catalogue::load(&sources).unwrap_err();
    assert!(
        faults[0].to_string().contains("est déjà défini"),
        "{faults:?}"
    );
}

#[test]
fn translations_may_stand_in_many_files_and_a_higher_layer_mends_them() {
    let prints = load(&over_small(""));
    let block = |key: &str, text: &str| {
        let of = print(&prints, key);
        format!("[[texte]]\ncle = \"{key}\"\nempreinte = \"{of}\"\ntexte = \"{text}\"\n")
    };
    let text = format!(
        "=== national/langues/en.toml\n{}=== national/langues/en/prime.toml\n{}{}\
         === ici/couche.toml\nid = \"ici\"\nnom = \"Ici\"\nsur = \"national\"\n=== ici/langues/en/ici.toml\n{}",
        block("organisme.caf.nom", "Family allowance office"),
        block("droit.prime.nom", "Housing bonus"),
        block("droit.prime.phrase", "Help with the rent."),
        block("droit.prime.nom", "Local housing bonus"),
    );
    let catalogue = load(&over_small(&text));
    for (key, told) in [
        ("organisme.caf.nom", "Family allowance office"),
        ("droit.prime.phrase", "Help with the rent."),
        ("droit.prime.nom", "Local housing bonus"),
    ] {
        assert_eq!(catalogue.translation("en", key), Some(told), "{key}");
    }
    assert_eq!(catalogue.translation("en", "theme.vie.nom"), None);
    assert_eq!(catalogue.translation("ar", "droit.prime.nom"), None);
}

#[test]
fn what_is_left_to_translate_is_counted_by_language() {
    let small = load(&over_small(""));
    assert_eq!(small.translated_by_language(), []);
    let public = small.texts().iter().filter(|text| text.is_public()).count();
    assert!(public > 5 && public < small.texts().len(), "{public}");
    let key = "droit.prime.phrase";
    let counted = |print: &str| {
        let catalogue = load(&translated(key, print, "Help with the rent."));
        let [told] = &catalogue.translated_by_language()[..] else {
            panic!("one language");
        };
        (told.lang.clone(), told.current, told.outdated, told.missing)
    };
    assert_eq!(
        counted(&print(&small, key)),
        ("en".to_owned(), 1, 0, public - 1)
    );
    assert_eq!(counted("00000000"), ("en".to_owned(), 0, 1, public - 1));
}

#[test]
fn a_translation_of_nothing_is_a_fault_with_the_nearest_key() {
    let faults =
        Catalogue::load(&translated("droit.prime.frase", "00000000", "Help.")).unwrap_err();
    assert_eq!(faults.len(), 1);
    assert_eq!(
        faults[0].to_string(),
        "national/langues/en.toml:2:7: aucun texte n’a la clé « droit.prime.frase » (vouliez-vous écrire « droit.prime.phrase » ?)"
    );
    let text =
        "=== national/langues/fr.toml\n[[texte]]\ncle = \"droit.prime.nom\"\ntexte = \"Prime\"\n";
    let told: Vec<String> = Catalogue::load(&over_small(text))
        .unwrap_err()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert!(
        told.iter()
            .any(|told| told.contains("qui n’est pas le français")),
        "{told:?}"
    );
    assert!(
        told.iter().any(|told| told.contains("empreinte = \"")),
        "{told:?}"
    );
}

#[test]
fn a_translation_of_what_a_layer_takes_away_is_no_fault() {
    let here = "=== ici/couche.toml\nid = \"ici\"\nnom = \"Ici\"\nsur = \"national\"\n\
                === ici/droits/prime.toml\nspecialise = \"prime\"\npieces = [\"Bail\"]\nsources = [\"ici\"]\nconfiance = \"haute\"\n\
                verifie_le = 2026-11-21\na_revoir_le = 2027-04-01\n";
    let two =
        |text: &str| text.replace("pieces = [\"Bail\"]", "pieces = [\"Bail\", \"Quittance\"]");
    let mut sources = over_small("");
    for source in &mut sources {
        source.text = two(&source.text);
    }
    let key = "droit.prime.pieces.2";
    let of = print(&load(&sources), key);
    sources.extend(files(&format!(
        "=== national/langues/en.toml\n[[texte]]\ncle = \"{key}\"\nempreinte = \"{of}\"\ntexte = \"Receipt\"\n"
    )));
    assert_eq!(load(&sources).text("en", key), Some("Receipt"));
    sources.extend(files(here));
    let catalogue = load(&sources);
    assert_eq!(catalogue.text("en", key), None);
    assert_eq!(catalogue.translations().len(), 0);
}

#[test]
fn a_layer_that_replaces_a_right_takes_its_texts_and_may_translate_others() {
    let small = over_small("");
    let of = print(&load(&small), "droit.protection.nom");
    let right = small
        .iter()
        .find(|source| source.path == "droits/prime.toml")
        .unwrap();
    let replaced = right
        .text
        .replace("pieces = [\"Bail\"]", "pieces = [\"Contrat de location\"]");
    let text = format!(
        "=== ici/couche.toml\nid = \"ici\"\nnom = \"Ici\"\nsur = \"national\"\n=== ici/droits/prime.toml\n{replaced}\n\
         === ici/langues/en.toml\n[[texte]]\ncle = \"droit.protection.nom\"\nempreinte = \"{of}\"\ntexte = \"Protection\"\n"
    );
    let catalogue = load(&over_small(&text));
    assert_eq!(
        catalogue.text("fr", "droit.prime.pieces.1"),
        Some("Contrat de location")
    );
    assert_eq!(
        catalogue.text("en", "droit.protection.nom"),
        Some("Protection")
    );
}

#[test]
fn a_layer_that_specialises_an_organisation_keeps_its_other_texts() {
    let text = "=== ici/couche.toml\nid = \"ici\"\nnom = \"Ici\"\nsur = \"national\"\n\
        === ici/organismes/ici.toml\n[[organisme]]\nspecialise = \"caf\"\nrole = \"On y va d’ici.\"\nsource = \"ici\"\nconfiance = \"haute\"\n";
    let (before, after) = (load(&over_small("")), load(&over_small(text)));
    assert_eq!(
        after.text("fr", "organisme.caf.role"),
        Some("On y va d’ici.")
    );
    assert_eq!(
        after.text("fr", "organisme.caf.nom"),
        before.text("fr", "organisme.caf.nom")
    );
    assert_eq!(after.texts().len(), before.texts().len());
    let role = after
        .texts()
        .iter()
        .find(|text| text.key == "organisme.caf.role")
        .unwrap();
    assert_eq!(role.file(), "ici/organismes/ici.toml");
}

#[test]
fn a_remark_stands_at_its_words_and_gives_the_plain_ones() {
    let words = "=== national/mots.toml\n[[sigle]]\nid = \"ABC\"\nmots = \"aide de base communale\"\n[[mot]]\neviter = \"notification\"\nplutot = \"la lettre de décision\"\n";
    let right = include_str!("../good/essai.txt")
        .replace("{montant}", "")
        .replace("{condition}", "vrai")
        .replace(
            "phrase = \"Un essai.\"",
            "phrase = \"Demandez l’ABC. Puis la XYZ, dès la notification.\"",
        )
        .replace(
            "label = \"Un essai.\"",
            "label = \"\"\"\nUne ligne.\nEncore la XYZ.\"\"\"",
        );
    let catalogue = load(&over_small(&format!("{words}{right}")));
    let remarks: Vec<String> = catalogue
        .plain_words()
        .iter()
        .filter(|remark| remark.key.starts_with("droit.essai"))
        .map(|remark| format!("{} {}", remark.fault, remark.is_error))
        .collect();
    assert_eq!(
        remarks,
        [
            "national/droits/essai.toml:3:35: « XYZ » n’est expliqué nulle part (écrivez ses mots, ou ajoutez [[sigle]] id = \"XYZ\" à mots.toml) true",
            "national/droits/essai.toml:3:47: « notification » se dit plus simplement (la lettre de décision) false",
            "national/droits/essai.toml:25:11: « XYZ » n’est expliqué nulle part (écrivez ses mots, ou ajoutez [[sigle]] id = \"XYZ\" à mots.toml) true",
        ]
    );
    let known = catalogue.acronyms_in(["L’ABC, encore l’ABC, et la XYZ."]);
    assert_eq!(known.len(), 1);
    assert_eq!(known[0].words, "aide de base communale");
}
