use super::*;

fn today() -> NaiveDate {
    "2026-11-23".parse().unwrap()
}

fn catalogue() -> Catalogue {
    Catalogue::embedded().unwrap()
}

fn structure(id: &str, insee: &str, networks: &str, place: (f64, f64)) -> Structure {
    let millionths = |degrees: f64| Some((degrees * 1e6) as i64);
    Structure {
        id: id.to_owned(),
        producer: "essai".to_owned(),
        name: format!("Lieu {id}"),
        updated_on: today(),
        insee: Some(insee.to_owned()),
        address: Some("1 rue de l’Essai".to_owned()),
        networks: networks.to_owned(),
        longitude: millionths(place.0),
        latitude: millionths(place.1),
        ..Structure::default()
    }
}

fn service(structure: &str, zones: &str) -> Service {
    Service {
        id: format!("{structure}-{zones}"),
        structure_id: structure.to_owned(),
        updated_on: today(),
        zones: zones.to_owned(),
        reached_by: "usagers professionnels".to_owned(),
        ..Service::default()
    }
}

const VILLEJUIF: (f64, f64) = (2.3631, 48.7934);
const CRETEIL: (f64, f64) = (2.4556, 48.7900);
const VINCENNES: (f64, f64) = (2.4390, 48.8470);

fn best(index: &Index, organisation: &str, insee: &str) -> Option<Place> {
    let catalogue = catalogue();
    let organisation = catalogue.organisation(organisation).unwrap();
    index.best(organisation, france().commune(insee).unwrap(), today())
}

fn index(structures: Vec<Structure>, services: Vec<Service>) -> Index {
    Index::new(1, (structures, services, Vec::new()))
}

#[test]
fn a_ccas_is_there_for_its_commune_alone() {
    let index = index(
        vec![
            structure("ccas-v", "94076", "ccas-cias", VILLEJUIF),
            structure("ccas-c", "94028", "ccas-cias", CRETEIL),
        ],
        vec![],
    );
    let place = best(&index, "ccas", "94076").unwrap();
    assert_eq!(
        (place.id.as_str(), place.competence, place.is_sure()),
        ("ccas-v", Competence::Said, true)
    );
    assert_eq!(
        best(&index, "ccas", "94080"),
        None,
        "Vincennes has none: no neighbour's is given"
    );
    assert_eq!(
        best(&index, "caf", "94076"),
        None,
        "an organisation that has no counter here"
    );
}

#[test]
fn a_zone_says_for_whom_a_counter_is() {
    let index = index(
        vec![
            structure("ml-near", "94076", "mission-locale", VILLEJUIF),
            structure("ml-zone", "94028", "mission-locale", CRETEIL),
            structure("ml-else", "94076", "mission-locale", VILLEJUIF),
        ],
        vec![
            service("ml-zone", "200058014"),
            service("ml-else", "94080 99109"),
        ],
    );
    let place = best(&index, "mission-locale", "94076").unwrap();
    assert_eq!(
        (place.id.as_str(), place.is_sure()),
        ("ml-zone", true),
        "said by its zone, though farther"
    );
    let place = best(&index, "mission-locale", "94028").unwrap();
    assert_eq!(
        (place.id.as_str(), place.competence),
        ("ml-near", Competence::Unknown),
        "Créteil is in another group"
    );
    assert!(!place.is_sure());
    assert_eq!(
        best(&index, "mission-locale", "94080").unwrap().id,
        "ml-else"
    );
}

#[test]
fn the_nearest_comes_first_then_the_freshest() {
    let mut old = structure("ft-old", "94028", "france-travail", CRETEIL);
    old.updated_on = "2026-01-01".parse().unwrap();
    let structures = vec![
        old,
        structure("ft-new", "94028", "france-travail", CRETEIL),
        structure("ft-far", "94076", "france-travail", VILLEJUIF),
        structure("else", "94080", "", VINCENNES),
    ];
    let services = ["ft-old", "ft-new", "ft-far"]
        .map(|id| service(id, "94"))
        .into();
    let index = index(structures, services);
    assert_eq!(
        best(&index, "france-travail", "94028").unwrap().id,
        "ft-new"
    );
    assert_eq!(
        best(&index, "france-travail", "94080").unwrap().distance,
        Some(6),
        "Créteil from Vincennes"
    );
    assert_eq!(
        best(&index, "france-travail", "94076").unwrap().id,
        "ft-far"
    );
}

#[test]
fn a_commune_without_anything_is_where_its_neighbours_are() {
    let structures = vec![
        structure("near", "94076", "france-travail", VILLEJUIF),
        structure("far", "94028", "france-travail", CRETEIL),
    ];
    let index = index(
        structures,
        vec![service("near", "94"), service("far", "94")],
    );
    // Cachan is in the group of Villejuif, where nothing else is known.
    assert_eq!(best(&index, "france-travail", "94016").unwrap().id, "near");
}

#[test]
fn nobody_is_sent_far_nor_where_only_professionals_ask() {
    let marseille = structure("loin", "13055", "mission-locale", (5.37, 43.30));
    let closed = structure("pro", "94076", "mission-locale", VILLEJUIF);
    let mut pro = service("pro", "94");
    pro.reached_by = "professionnels".to_owned();
    let index = index(
        vec![marseille, closed],
        vec![service("loin", "france"), pro],
    );
    assert_eq!(best(&index, "mission-locale", "94076"), None);
    let catalogue = catalogue();
    let all = index.search(
        &catalogue,
        catalogue.organisation("mission-locale"),
        france().commune("94076").unwrap(),
        today(),
        10,
    );
    assert_eq!(all.len(), 1, "agents may see what only they can call");
}

#[test]
fn what_is_absent_or_unreachable_comes_after_or_not_at_all() {
    let mut gone = structure("gone", "94076", "ccas-cias", VILLEJUIF);
    gone.absent_since = Some(today());
    let mut empty = structure("empty", "94076", "ccas-cias", VILLEJUIF);
    empty.address = None;
    let place = best(&index(vec![gone.clone(), empty], vec![]), "ccas", "94076").unwrap();
    assert_eq!((place.id.as_str(), place.is_sure()), ("gone", false));
    let there = structure("there", "94076", "ccas-cias", CRETEIL);
    assert_eq!(
        best(&index(vec![gone, there], vec![]), "ccas", "94076")
            .unwrap()
            .id,
        "there"
    );
}

#[test]
fn themes_say_who_does_the_same() {
    let mut food = service("asso", "94076");
    food.topics = "equipement-et-alimentation--alimentation".to_owned();
    let index = index(vec![structure("asso", "94076", "", VILLEJUIF)], vec![food]);
    assert_eq!(
        best(&index, "aide-alimentaire", "94076").unwrap().id,
        "asso"
    );
}

#[test]
fn a_correction_stands_over_the_import_and_renews_it() {
    let mut old = structure("eds", "94076", "ccas-cias", VILLEJUIF);
    old.updated_on = "2020-01-01".parse().unwrap();
    let correction = |field: &str, value: &str| CorrectionRow {
        structure_id: "eds".to_owned(),
        field: field.to_owned(),
        value: Some(value.to_owned()),
        imported: None,
        agent_id: uuid::Uuid::nil(),
        at: "2026-11-22T23:30:00Z".parse().unwrap(),
    };
    let corrections = vec![
        correction("organisme", "departement-eds"),
        correction("telephone", "3994"),
    ];
    let index = Index::new(1, (vec![old], vec![service("eds", "94")], corrections));
    assert_eq!(
        best(&index, "ccas", "94076"),
        None,
        "somebody said that it is no CCAS"
    );
    let place = best(&index, "departement-eds", "94076").unwrap();
    assert_eq!(place.phone.as_deref(), Some("3994"));
    assert_eq!(
        (place.verified_on, place.is_sure()),
        (today(), true),
        "already the next day in Paris"
    );
}

#[test]
fn networks_and_themes_of_the_catalogue_are_words_of_the_schema() {
    let catalogue = catalogue();
    let mut known = 0;
    for organisation in catalogue.organisations() {
        for word in &organisation.networks {
            assert!(
                super::super::enums::NETWORKS.contains(&word.as_str()),
                "{}: {word}",
                organisation.id
            );
            known += 1;
        }
        for word in &organisation.topics {
            assert!(
                super::super::enums::TOPICS.contains(&word.as_str()),
                "{}: {word}",
                organisation.id
            );
        }
    }
    assert!(known >= 15);
    let count = |id: &str| catalogue.organisation(id).unwrap().networks.len();
    assert!(
        [
            "caf",
            "cpam",
            "ccas",
            "france-travail",
            "mission-locale",
            "mdph",
            "departement-eds"
        ]
        .iter()
        .all(|id| count(id) > 0)
    );
}

/// A whole copy, fifteen organisations, with 5 000 structures and 20 000 services loaded.
#[test]
fn a_whole_copy_is_answered_at_once() {
    let catalogue = catalogue();
    let communes: Vec<&Commune> = france()
        .communes()
        .iter()
        .filter(|commune| commune.departement() == "94")
        .collect();
    let networks = [
        "ccas-cias",
        "caf",
        "cpam",
        "mdph",
        "france-travail",
        "mission-locale",
        "maisons-des-solidarites",
        "points-justice",
        "cmp",
        "",
    ];
    let structures: Vec<Structure> = (0..5_000)
        .map(|at| {
            let place = (
                2.3 + 0.0002 * (at % 1_000) as f64,
                48.7 + 0.0002 * (at % 777) as f64,
            );
            structure(
                &format!("s{at}"),
                communes[at % communes.len()].insee,
                networks[at % networks.len()],
                place,
            )
        })
        .collect();
    let services = (0..20_000)
        .map(|at| {
            let zone = if at % 3 == 0 {
                "94".to_owned()
            } else {
                communes[at % communes.len()].insee.to_owned()
            };
            let mut service = service(&format!("s{}", at % 5_000), &zone);
            service.topics = "numerique--acceder-a-des-services-en-ligne".to_owned();
            service
        })
        .collect();
    let index = index(structures, services);
    let villejuif = france().commune("94076").unwrap();
    let organisations: Vec<&Organisation> = catalogue
        .organisations()
        .iter()
        .filter(|o| !o.networks.is_empty())
        .take(15)
        .collect();
    assert_eq!(organisations.len(), 15);
    let found = organisations
        .iter()
        .filter(|organisation| index.best(organisation, villejuif, today()).is_some())
        .count();
    assert!(found >= 8);
}
