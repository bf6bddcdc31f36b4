//! The `bilan` command: what operators and scripts rely on.

use std::fs;

use app::structures::{Allowed, Kind};
use serde_json::Value;

use crate::support::{PASSWORD, TestStore, bilan, scratch};

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

#[test]
fn the_embedded_catalogue_holds_together() {
    let done = bilan(&["catalogue", "check"], "");
    assert!(done.status.success(), "{}{}", done.output, done.errors);
    let told = &done.output;
    assert!(
        told.starts_with("Le catalogue se tient (version "),
        "{told}"
    );
    let counted = |word: &str| -> usize {
        let line = told
            .lines()
            .find(|line| line.trim().ends_with(word))
            .unwrap_or_else(|| panic!("{word}: {told}"));
        line.split_whitespace().next().unwrap().parse().unwrap()
    };
    let catalogue = rules::Catalogue::embedded().unwrap();
    assert_eq!(counted(" droits"), catalogue.rights().len());
    assert_eq!(counted(" questions"), catalogue.questions().len());
    assert_eq!(counted(" situations d’essai"), catalogue.cases().len());
    assert!(told.contains("calculées et "), "{told}");
    // What carries no degree of confidence is counted among what rests on memory too.
    let rights = catalogue.rights().iter();
    let appeals: usize = rights.map(|right| right.appeals.len()).sum();
    assert!(
        told.contains(&format!(" recours sur {appeals}\n")),
        "{told}"
    );
    assert_eq!(
        json(&bilan(&["catalogue", "check", "--format", "json"], "").output),
        Value::Array(Vec::new())
    );
}

#[test]
fn overdue_reviews_are_listed_on_a_day() {
    let on = |day: &str| bilan(&["catalogue", "check", "--date", day], "").output;
    assert!(on("2020-01-01").contains("Aucune fiche n’est à relire au 01/01/2020."));
    let late = on("2100-01-01");
    let rights = rules::Catalogue::embedded().unwrap().rights().len();
    assert!(
        late.contains(&format!("{rights} fiches à relire au 01/01/2100 :")),
        "{late}"
    );
    assert!(late.contains("(rsa-socle), à revoir depuis le "), "{late}");
}

#[test]
fn the_acceptance_situations_are_run() {
    let words = [
        "catalogue",
        "test",
        "--right",
        "rsa-socle",
        "--date",
        "2026-11-25",
    ];
    let done = bilan(&words, "");
    assert!(done.status.success(), "{}{}", done.output, done.errors);
    let catalogue = rules::Catalogue::embedded().unwrap();
    let day = "2026-11-25".parse().unwrap();
    let made = rules::probe_some(&catalogue, day, |id| id == "rsa-socle");
    assert!(made.probes.len() > 5);
    let told = format!(
        "{} situations d’essai\n{} situations tirées de ",
        catalogue.cases().len(),
        made.probes.len()
    );
    assert!(done.output.starts_with(&told), "{}", done.output);
}

/// A layer over Val-de-Marne in a folder of its own: one right made slower, one withdrawn.
fn town(folder: &std::path::Path) -> String {
    let layer = folder.join("ville");
    fs::create_dir_all(layer.join("droits")).unwrap();
    fs::write(
        layer.join("couche.toml"),
        "id = \"ville\"\nnom = \"Ville d’essai\"\nsur = \"val-de-marne\"\n",
    )
    .unwrap();
    fs::write(
        layer.join("droits/domiciliation.toml"),
        "specialise = \"domiciliation\"\ndelai = \"Trois semaines ici.\"\nsources = [\"essai\"]\nverifie_le = 2026-11-21\na_revoir_le = 2027-06-01\nconfiance = \"memoire\"\n",
    )
    .unwrap();
    fs::write(
        layer.join("retraits.toml"),
        "[[droit]]\nretire = [\"pass-culture\"]\nmotif = \"Essai.\"\nphrase = \"Essai de retrait.\"\nle = 2026-07-01\nsource = \"essai\"\n",
    )
    .unwrap();
    layer.display().to_string()
}

#[test]
fn what_a_layer_changes_is_told() {
    let folder = scratch();
    let layer = town(folder.path());
    let told = bilan(
        &[
            "catalogue",
            "diff",
            "embedded",
            &layer,
            "--date",
            "2026-11-25",
        ],
        "",
    );
    assert!(told.status.success(), "{}", told.errors);
    assert!(told.output.contains("Droit modifié : "), "{}", told.output);
    assert!(
        told.output.contains(" → Trois semaines ici."),
        "{}",
        told.output
    );
    assert!(
        told.output.contains("(pass-culture). Retiré depuis le 1er juillet 2026 par la couche « ville » : Essai. Essai de retrait."),
        "{}",
        told.output
    );
    assert!(told.output.ends_with("2 changements.\n"), "{}", told.output);
    let found = json(
        &bilan(
            &[
                "catalogue",
                "diff",
                "embedded",
                &layer,
                "--date",
                "2026-11-25",
                "--format",
                "json",
            ],
            "",
        )
        .output,
    );
    let whats: Vec<(&str, &str)> = found
        .as_array()
        .unwrap()
        .iter()
        .map(|change| {
            (
                change["what"].as_str().unwrap(),
                change["id"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        whats,
        [("modifie", "domiciliation"), ("retire", "pass-culture")]
    );
}

/// The worked example of the documentation: a town that does not exist.
#[test]
fn the_worked_example_holds_together_and_says_it_is_fictional() {
    let folder = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../docs/layers/commune-exemple"
    );
    let done = bilan(&["catalogue", "check", "--catalogue", folder], "");
    assert!(done.status.success(), "{}{}", done.output, done.errors);
    let layer = fs::read_to_string(format!("{folder}/couche.toml")).unwrap();
    assert!(layer.contains("fictive"));
    let told = bilan(
        &[
            "catalogue",
            "diff",
            "embedded",
            folder,
            "--date",
            "2026-11-25",
        ],
        "",
    )
    .output;
    for expected in [
        "Droit ajouté : Secours d’urgence de la commune d’exemple (fictif) (secours-exemple)",
        "Droit modifié : Aides de la commune (CCAS) (ccas-aides-facultatives)",
        "(epicerie-sociale). Retiré depuis le 1er juillet 2026",
        "Organisme modifié : Centre communal d’action sociale de la commune d’exemple (fictif) (ccas)",
        "Question modifiée : ",
    ] {
        assert!(told.contains(expected), "{expected}: {told}");
    }
}

#[test]
fn a_new_layer_is_sound_and_ready_for_an_editor() {
    let folder = scratch();
    let layer = folder.path().join("ma-commune");
    let place = layer.display().to_string();
    let made = bilan(&["catalogue", "new", &place], "");
    assert!(made.status.success(), "{}", made.errors);
    let checked = bilan(&["catalogue", "check", "--catalogue", &place], "");
    assert!(
        checked.status.success(),
        "{}{}",
        checked.output,
        checked.errors
    );
    let settings = fs::read_to_string(layer.join(".taplo.toml")).unwrap();
    for schema in settings
        .lines()
        .filter_map(|line| line.strip_prefix("path = \""))
    {
        let schema = json(&fs::read_to_string(layer.join(schema.trim_end_matches('"'))).unwrap());
        assert_eq!(schema["type"], "object");
    }
    let right = json(&fs::read_to_string(layer.join("schema/droits.json")).unwrap());
    assert_eq!(right["properties"]["confiance"]["enum"][0], "haute");
    let again = bilan(&["catalogue", "new", &place], "");
    assert!(again.errors.contains("already exists"), "{}", again.errors);
    let unnamed = bilan(
        &[
            "catalogue",
            "new",
            &folder.path().join("Été").display().to_string(),
        ],
        "",
    );
    assert!(
        unnamed.errors.contains("small letters"),
        "{}",
        unnamed.errors
    );
    let nowhere = bilan(
        &[
            "catalogue",
            "new",
            "--over",
            "val-de-marn",
            &folder.path().join("perdue").display().to_string(),
        ],
        "",
    );
    assert!(
        nowhere
            .errors
            .contains("vouliez-vous écrire « val-de-marne » ?"),
        "{}",
        nowhere.errors
    );
}

#[test]
fn two_days_of_the_embedded_catalogue_are_compared() {
    let told = bilan(
        &[
            "catalogue",
            "diff",
            "--date",
            "2026-03-31",
            "--date",
            "2026-04-01",
        ],
        "",
    );
    assert!(told.status.success(), "{}", told.errors);
    assert!(
        told.output
            .contains("valeur : 646,52\u{a0}€ → 651,69\u{a0}€"),
        "{}",
        told.output
    );
    assert_eq!(
        bilan(&["catalogue", "diff"], "").output,
        "Rien ne change.\n"
    );
}

#[test]
fn rights_and_facts_are_each_one_array() {
    let rights = json(&bilan(&["catalogue", "list", "--format", "json"], "").output);
    let rights = rights.as_array().unwrap();
    assert!(rights.len() >= 42);
    assert!(rights.iter().any(|right| right["id"] == "rsa-socle"));
    let facts = json(&bilan(&["facts", "--format", "json"], "").output);
    let birth = facts
        .as_array()
        .unwrap()
        .iter()
        .find(|fact| fact["id"] == "date_naissance")
        .unwrap()
        .clone();
    assert_eq!(
        (&birth["entity"], &birth["type"]),
        (&Value::from("adulte"), &Value::from("date"))
    );
    assert_eq!(
        (&birth["does_not_know"], &birth["prefers_not_to_say"]),
        (&Value::from("?"), &Value::from("-"))
    );
}

#[test]
fn the_example_of_every_fact_is_read_by_evaluate() {
    let facts = json(&bilan(&["facts", "--format", "json"], "").output);
    let examples: Vec<String> = facts
        .as_array()
        .unwrap()
        .iter()
        .map(|fact| fact["example"].to_string())
        .collect();
    assert!(examples.len() > 100);
    let arguments = ["evaluate", "--date", "2026-11-21", "--detail", "none", "-"];
    let done = bilan(&arguments, &examples.join("\n"));
    assert!(done.status.success(), "{}", done.errors);
    assert_eq!(done.output.lines().count(), examples.len());
}

#[test]
fn one_situation_is_evaluated() {
    let done = bilan(
        &["evaluate", "--date", "2026-11-21", "--format", "json", "-"],
        "{}",
    );
    assert!(done.status.success(), "{}", done.errors);
    let found = json(&done.output);
    assert_eq!(found["date"], "2026-11-21");
    let findings = found["findings"].as_array().unwrap();
    assert!(findings.len() >= 42);
    for finding in findings {
        assert_eq!(finding["outcome"], "a_verifier", "{}", finding["right"]);
        assert!(
            finding["conditions"]
                .as_array()
                .is_some_and(|conditions| !conditions.is_empty())
        );
    }
}

#[test]
fn what_is_missing_is_told_without_the_conditions() {
    let arguments = [
        "evaluate",
        "--date",
        "2026-11-21",
        "--detail",
        "missing",
        "-",
    ];
    let done = bilan(&arguments, "{}");
    assert!(done.status.success(), "{}", done.errors);
    let found = json(&done.output);
    let first = &found["findings"][0];
    assert!(first.get("conditions").is_none());
    assert!(
        first["missing"]
            .as_array()
            .is_some_and(|missing| !missing.is_empty())
    );
}

#[test]
fn a_faulty_line_is_numbered_and_the_others_go_on() {
    let lines =
        "{}\n{\"inconnu_au_catalogue\": 1}\n\nnot json\n{\"date_naissance\": \"1990-03-12\"}\n";
    let done = bilan(
        &["evaluate", "--date", "2026-11-21", "--detail", "none", "-"],
        lines,
    );
    assert!(!done.status.success());
    let found: Vec<Value> = done.output.lines().map(json).collect();
    assert_eq!(found.len(), 2);
    let told = found[0]["findings"][0].as_object().unwrap();
    assert_eq!(
        told.keys().collect::<Vec<_>>(),
        ["amount", "outcome", "right"]
    );
    assert!(
        done.errors.contains("line 2: ") && done.errors.contains("line 4: not valid JSON"),
        "{}",
        done.errors
    );
    assert!(
        done.errors
            .ends_with("bilan: 2 of 4 situations could not be read\n"),
        "{}",
        done.errors
    );
}

#[test]
fn impossible_values_are_refused_with_their_place() {
    let folder = scratch();
    for (name, situation) in [
        ("an impossible date", r#"{"date_naissance": "1990-02-31"}"#),
        ("a negative amount", r#"{"loyer": -5}"#),
        (
            "a band upside down",
            r#"{"loyer": {"min": 900, "max": 601}}"#,
        ),
        (
            "a word that is no variant",
            r#"{"logement_statut": "chateau"}"#,
        ),
        ("a number for a yes", r#"{"colocation": 12}"#),
        ("a list that is no list", r#"{"enfants": 3}"#),
        ("not an object", "[1, 2]"),
    ] {
        let file = folder.path().join("situation.json");
        fs::write(&file, situation).unwrap();
        let done = bilan(
            &[
                "evaluate",
                "--date",
                "2026-11-21",
                &file.display().to_string(),
            ],
            "",
        );
        assert!(
            !done.status.success(),
            "{name} was accepted: {}",
            done.output
        );
        assert!(
            done.errors.starts_with("line 1: "),
            "{name}: {}",
            done.errors
        );
        assert!(!done.errors.contains("panicked"), "{name}: {}", done.errors);
    }
}

#[test]
fn mistakes_of_the_operator_are_one_sentence() {
    let folder = scratch();
    let absent = folder.path().join("absent.sqlite").display().to_string();
    let cases: [(&[&str], &str); 7] = [
        (
            &["agent", "list", "--database", &absent],
            "bilan: there is no database at ",
        ),
        (
            &["agent", "list", "--database", "mysql://x/y"],
            "bilan: the database must be a file",
        ),
        (
            &["agent", "list", "--database", "postgres://127.0.0.1:1/x"],
            "bilan: the database server does not answer",
        ),
        (
            &["evaluate", "--date", "2026-11-21", "/absent.json"],
            "bilan: cannot read /absent.json",
        ),
        (
            &["evaluate", "--date", "2026-11-21", "-"],
            "bilan: there is no situation to evaluate",
        ),
        (
            &["serve", "--database", &absent, "--listen", "nowhere"],
            "bilan: cannot answer on nowhere",
        ),
        (
            &["catalogue", "check", "--catalogue", "/absent"],
            "bilan: cannot read /absent",
        ),
    ];
    for (words, sentence) in cases {
        let done = bilan(words, "");
        assert!(!done.status.success(), "{words:?}");
        assert!(
            done.errors.starts_with(sentence),
            "{words:?}: {}",
            done.errors
        );
        assert_eq!(done.errors.lines().count(), 1, "{words:?}: {}", done.errors);
    }
    assert!(
        !bilan(&["evaluate", "--date", "2026-02-31", "-"], "{}")
            .status
            .success()
    );
}

#[test]
fn a_malformed_catalogue_is_shown_where_it_is_wrong() {
    let folder = scratch();
    let layer = folder.path().join("essai");
    fs::create_dir_all(layer.join("droits")).unwrap();
    fs::write(
        layer.join("couche.toml"),
        "id = \"essai\"\nnom = \"Essai\"\nsur = \"val-de-marne\"\n",
    )
    .unwrap();
    fs::write(
        layer.join("droits/essai.toml"),
        "id = \"essai\"\nnom = \"Essai\"\nsignal = \"parent_isol\"\n",
    )
    .unwrap();
    let place = layer.display().to_string();
    let done = bilan(&["catalogue", "check", "--catalogue", &place], "");
    assert!(!done.status.success());
    assert!(
        done.output.contains("essai/droits/essai.toml:"),
        "{}",
        done.output
    );
    assert!(done.errors.contains("fault(s)"), "{}", done.errors);
    let faults = json(
        &bilan(
            &[
                "catalogue",
                "check",
                "--format",
                "json",
                "--catalogue",
                &place,
            ],
            "",
        )
        .output,
    );
    assert!(faults.as_array().is_some_and(|faults| !faults.is_empty()));

    fs::write(
        layer.join("droits/essai.toml"),
        "ceci n'est pas du TOML [[[",
    )
    .unwrap();
    let database = folder.path().join("bilan.sqlite").display().to_string();
    let done = bilan(
        &["serve", "--database", &database, "--catalogue", &place],
        "",
    );
    assert!(!done.status.success());
    assert!(
        done.errors.contains("nothing was started"),
        "{}",
        done.errors
    );
    assert!(!folder.path().join("bilan.sqlite").exists());

    let empty = scratch();
    let done = bilan(
        &[
            "catalogue",
            "check",
            "--catalogue",
            &empty.path().display().to_string(),
        ],
        "",
    );
    assert!(
        done.errors.contains("is not a catalogue"),
        "{}",
        done.errors
    );
}

#[tokio::test]
async fn agents_are_added_listed_and_given_passwords() {
    let test = TestStore::new().await;
    let (url, key) = (test.url(), test.location.key.display().to_string());
    let place = ["--database", url.as_str(), "--key", key.as_str()];
    let run = |words: &[&str], input: &str| bilan(&[words, &place].concat(), input);

    let added = run(
        &[
            "agent",
            "add",
            "--structure",
            "EDS",
            "--name",
            "Nadia B.",
            "nadia",
        ],
        &format!("{PASSWORD}\n"),
    );
    assert!(added.status.success(), "{}", added.errors);
    assert_eq!(
        added.output, "Added nadia.\n",
        "a chosen password is not repeated"
    );
    test.sign_in("nadia").await;

    let again = run(
        &["agent", "add", "--name", "N.", "Nadia"],
        &format!("{PASSWORD}\n"),
    );
    assert_eq!(
        again.errors,
        "bilan: an agent with this login already exists\n"
    );
    let short = run(&["agent", "add", "--name", "K.", "karim"], "court\n");
    assert_eq!(
        short.errors,
        "bilan: the password must have at least 12 characters\n"
    );

    let listed = run(&["agent", "list"], "");
    assert!(
        listed.output.contains("nadia") && listed.output.contains("EDS"),
        "{}",
        listed.output
    );

    let drawn = run(&["agent", "password", "nadia"], "");
    let password = drawn.output.rsplit(": ").next().unwrap().trim();
    assert_eq!(password.len(), 23, "{}", drawn.output);
    let signed = server::session::sign_in(&test.store, "nadia", password, "", test.clock.now())
        .await
        .unwrap()
        .session()
        .unwrap();
    let agent = server::session::resolve(&test.store, &signed, test.clock.now())
        .await
        .unwrap()
        .unwrap();
    assert!(agent.must_change_password());
    let remove = ["agent", "second-factor", "remove", "nadia"];
    assert_eq!(run(&remove, "").output, "nadia has no second factor.\n");
    let (store, now) = (&test.store, test.clock.now());
    store
        .begin_second_factor(&agent, &[1; 20], now)
        .await
        .unwrap();
    store.confirm_second_factor(&agent, 1, now).await.unwrap();
    let removed = run(&remove, "").output;
    assert_eq!(removed, "The second factor of nadia was removed.\n");
    assert!(!store.is_protected(agent.id()).await.unwrap());
    let journal = store.journal_of_agent(&agent).await.unwrap();
    assert_eq!(journal.last().unwrap().event, "second factor removed");
    let nobody = run(&["agent", "second-factor", "remove", "personne"], "");
    assert!(!nobody.status.success() && nobody.errors.contains("no agent"));
    let nobody = run(&["agent", "password", "personne"], "");
    assert_eq!(
        nobody.errors,
        "bilan: there is no agent with the login personne\n"
    );

    // The first structure is taken for the council's, whose observers see the figures of all; no other is, unless it is said.
    let elsewhere = [
        "agent",
        "add",
        "--structure",
        "CCAS",
        "--name",
        "M.",
        "marc",
    ];
    let added = run(&elsewhere, &format!("{PASSWORD}\n"));
    assert!(added.status.success(), "{}", added.errors);
    let all = store.structures(test.clock.today()).await.unwrap();
    let kinds = all.iter().map(|one| (one.name.as_str(), one.kind.word()));
    assert_eq!(
        kinds.collect::<Vec<_>>(),
        [("CCAS", "eds"), ("EDS", "council")]
    );
}

#[tokio::test]
async fn a_demo_is_added_once() {
    let test = TestStore::new().await;
    let (url, key) = (test.url(), test.location.key.display().to_string());
    let first = bilan(&["demo", "--database", &url, "--key", &key], "");
    assert!(first.status.success(), "{}", first.errors);
    for login in ["administrateur", "nadia", "karim", "marc"] {
        assert!(
            first.output.contains(&format!("  {login}")),
            "{}",
            first.output
        );
    }
    let known = test.store.structures(test.clock.today()).await.unwrap();
    let ccas = known.iter().find(|one| one.kind == Kind::Ccas).unwrap();
    assert_eq!(
        ccas.allowed,
        Allowed::ALL,
        "it works under an agreement in force"
    );
    let second = bilan(&["demo", "--database", &url, "--key", &key], "");
    assert!(
        second.errors.contains("the demo was added before"),
        "{}",
        second.errors
    );
}
