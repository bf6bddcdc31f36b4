use rules::Catalogue;

use super::*;

fn names(typed: &str) -> Vec<&'static str> {
    france()
        .search(typed, 5)
        .iter()
        .map(|found| found.commune.name)
        .collect()
}

#[test]
fn every_commune_of_the_questionnaire_is_one_of_the_map() {
    let catalogue = Catalogue::embedded().unwrap();
    let fact = catalogue
        .facts()
        .iter()
        .find(|fact| fact.id == "commune")
        .unwrap();
    let coded: Vec<_> = fact
        .kind
        .variants()
        .iter()
        .filter(|variant| variant.insee.is_some())
        .collect();
    assert_eq!(coded.len(), 47);
    for variant in coded {
        let commune = france().commune(variant.insee.as_deref().unwrap());
        let commune = commune.unwrap_or_else(|| panic!("{} has no commune", variant.id));
        assert_eq!(plain(commune.name), plain(&variant.name));
        assert_eq!(commune.departement(), "94");
    }
    let all = france()
        .communes()
        .iter()
        .filter(|commune| commune.departement() == "94");
    assert_eq!(all.count(), 47);
}

#[test]
fn a_commune_is_found_by_name_or_postcode() {
    assert_eq!(names("kremlin bicetre"), ["Le Kremlin-Bicêtre"]);
    assert_eq!(names("st maur des fosses"), ["Saint-Maur-des-Fossés"]);
    assert_eq!(names("  L'Haÿ-les-Roses "), ["L'Haÿ-les-Roses"]);
    assert_eq!(names("94800"), ["Villejuif"]);
    assert_eq!(names("Villejuif")[0], "Villejuif");
    assert!(names("zzz").is_empty() && names("  ").is_empty() && names("99999").is_empty());
}

#[test]
fn a_commune_that_merged_is_found_where_it_is_now() {
    let found = france().search("Arbignieu", 5);
    assert_eq!(
        (found[0].commune.name, found[0].was),
        ("Arboys en Bugey", Some("Arbignieu"))
    );
    assert_eq!(
        france().commune("01340").map(|commune| commune.insee),
        Some("01015"),
        "a code that is gone"
    );
    assert_eq!(
        france().commune("75001"),
        None,
        "a postcode, and Alfortville before 1968"
    );
}

#[test]
fn an_arrondissement_is_a_place_of_its_city() {
    let twelfth = france().commune("75112").unwrap();
    assert_eq!(
        (twelfth.name, twelfth.part_of),
        ("Paris 12e Arrondissement", Some("75056"))
    );
    let city = france().commune("75056").unwrap();
    assert_eq!(france().covers("75056", twelfth), Some(Reach::Commune));
    assert_eq!(france().covers("75112", twelfth), Some(Reach::Commune));
    assert_eq!(
        france().covers("75112", city),
        None,
        "a part is not the whole"
    );
    assert_eq!(france().covers("200054781", twelfth), Some(Reach::Group));
    assert_eq!(names("75012")[..2], ["Paris", "Paris 12e Arrondissement"]);
}

#[test]
fn zones_are_read_from_the_narrowest_to_the_country() {
    let villejuif = france().commune("94076").unwrap();
    let covers = |zone| france().covers(zone, villejuif);
    assert_eq!(covers("94076"), Some(Reach::Commune));
    assert_eq!(
        covers("200058014"),
        Some(Reach::Group),
        "Grand-Orly Seine Bièvre"
    );
    assert_eq!(covers("94"), Some(Reach::Departement));
    assert_eq!(covers("france"), Some(Reach::Country));
    assert_eq!(
        covers("99100"),
        Some(Reach::Country),
        "a country, although it reads like a commune"
    );
    for elsewhere in [
        "94028",
        "200057941",
        "93",
        "99109",
        "971",
        "",
        "9407",
        "Villejuif",
    ] {
        assert_eq!(covers(elsewhere), None, "{elsewhere}");
    }
    let ajaccio = france().commune("2A004").unwrap();
    assert_eq!(france().covers("2A", ajaccio), Some(Reach::Departement));
    let saint_denis = france().commune("97411").unwrap();
    assert_eq!(
        france().covers("974", saint_denis),
        Some(Reach::Departement)
    );
}

#[test]
fn an_address_without_a_code_is_placed_by_postcode_and_name() {
    let locate = |postcode, name| france().locate(None, Some(postcode), name).map(|c| c.insee);
    assert_eq!(locate("94800", None), Some("94076"));
    assert_eq!(locate("94520", Some("Périgny")), Some("94056"));
    assert_eq!(locate("94520", None), None, "two communes share it");
    assert_eq!(
        france()
            .locate(Some("94076"), Some("94520"), None)
            .map(|c| c.insee),
        Some("94076")
    );
}
