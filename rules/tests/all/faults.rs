//! Catalogues that must be refused, each with every fault it has: `tests/bad/*.txt` lie over the small
//! catalogue of `tests/good`, their faults are kept beside them.

use std::path::Path;

use rules::Catalogue;

#[test]
fn every_bad_catalogue_says_all_its_faults() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad");
    let mut seen = 0;
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    for file in files
        .iter()
        .filter(|file| file.extension().is_some_and(|extension| extension == "txt"))
    {
        let text = std::fs::read_to_string(file).unwrap();
        let faults = Catalogue::load(&crate::common::over_small(&text))
            .expect_err("a bad catalogue was accepted");
        let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
        let name = file.file_stem().unwrap().to_string_lossy();
        insta::with_settings!({ snapshot_path => "../bad", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(name.as_ref(), told.join("\n"));
        });
        seen += 1;
    }
    assert!(seen > 10, "the folder of bad catalogues is nearly empty");
}

#[test]
fn the_small_catalogue_is_sound() {
    let catalogue = crate::common::load(&crate::common::over_small(""));
    assert_eq!(catalogue.rights().len(), 3);
    assert_eq!(catalogue.questions().len(), 11);
    assert_eq!(catalogue.version.len(), 12);
    assert_ne!(
        catalogue.version,
        crate::common::load(&crate::common::over_small(
            "=== national/couche.toml\nid = \"national\"\nnom = \"Ailleurs\""
        ))
        .version
    );
}

#[test]
fn the_embedded_catalogue_is_sound() {
    let catalogue = crate::common::load(&Catalogue::embedded_sources());
    assert!(catalogue.rights().len() >= 42);
}

#[test]
fn an_overdue_review_is_told_on_a_day() {
    let catalogue = crate::common::load(&crate::common::over_small(""));
    assert_eq!(catalogue.overdue("2027-03-31".parse().unwrap()).count(), 0);
    assert_eq!(catalogue.overdue("2027-04-02".parse().unwrap()).count(), 3);
}

#[test]
fn intermediates_resting_on_one_another_without_end_are_refused() {
    let mut text = String::from("=== national/faits/chaine.toml\n");
    for index in 0..150 {
        let inner = if index == 149 {
            "loyer".to_owned()
        } else {
            format!("n{} + 1 €", index + 1)
        };
        text.push_str(&format!(
            "[[intermediaire]]\nid = \"n{index}\"\nentite = \"foyer\"\nnom = \"n\"\nformule = \"{inner}\"\nsource = \"aucune\"\n"
        ));
    }
    let faults = Catalogue::load(&crate::common::over_small(&text)).unwrap_err();
    assert!(
        faults
            .iter()
            .any(|fault| fault.message.contains("intermédiaires compris")),
        "{faults:?}"
    );
}

#[test]
fn a_fault_underlines_its_bytes() {
    let sources = crate::common::over_small(
        "=== national/droits/prime.toml\nid = \"prime\"\nsignal = \"statut = locatair\"\n",
    );
    let faults = Catalogue::load(&sources).unwrap_err();
    let fault = faults
        .iter()
        .find(|fault| fault.message.contains("locatair"))
        .unwrap();
    let file = sources
        .iter()
        .find(|source| source.path == "droits/prime.toml")
        .unwrap();
    assert_eq!(file.text.get(fault.span.clone()), Some("locatair"));
    assert_eq!((fault.line, fault.column), (2, 20));
    assert_eq!(
        fault.suggestion.as_deref(),
        Some("vouliez-vous écrire « locataire » ?")
    );
}
