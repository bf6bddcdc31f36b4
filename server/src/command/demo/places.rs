//! The directory of the demo: a few places that do not exist, so that somebody from Villejuif finds where to go. Their telephones
//! are among those kept for fiction.

use uuid::Uuid;

use super::Failure;
use crate::{
    clock::Clock,
    directory::record::{Service, Structure},
    store::{Store, Table},
};

/// Name, street, network, hours; `1` in place of the number of the telephone.
const PLACES: [(&str, &str, &str, &str); 4] = [
    (
        "CCAS de Villejuif",
        "1 rue de l’Exemple",
        "ccas-cias",
        "Mo,Tu,Th,Fr 09:00-12:00,14:00-17:00; We 09:00-12:00; PH off",
    ),
    (
        "Accueil de la CAF",
        "2 rue de l’Exemple",
        "caf",
        "Mo-Fr 09:00-12:00,13:30-16:30; PH off",
    ),
    (
        "Espace des solidarités",
        "3 rue de l’Exemple",
        "maisons-des-solidarites",
        "Mo-Fr 08:30-12:30,13:30-17:30; PH off",
    ),
    (
        "Mission locale",
        "4 rue de l’Exemple",
        "mission-locale",
        "sur rendez-vous le matin",
    ),
];
const SOURCE: &str = "demo";

/// Adds the places, all of them in Villejuif and said to be there for the whole département.
pub(super) async fn fill(store: &Store, clock: &Clock) -> Result<(), Failure> {
    let import = Uuid::now_v7();
    let mut structures = Vec::new();
    let mut services = Vec::new();
    for (at, (name, street, network, hours)) in PLACES.into_iter().enumerate() {
        let id = format!("{SOURCE}--{network}");
        structures.push(Structure {
            id: id.clone(),
            producer: SOURCE.to_owned(),
            name: format!("{name} (exemple fictif)"),
            updated_on: clock.today(),
            description: Some("Ce lieu n’existe pas : il montre l’annuaire.".to_owned()),
            town: Some("Villejuif".to_owned()),
            postcode: Some("94800".to_owned()),
            insee: Some("94076".to_owned()),
            address: Some(street.to_owned()),
            longitude: Some(2_363_100),
            latitude: Some(48_793_400),
            phone: Some(format!("+3319900000{at}")),
            hours: Some(hours.to_owned()),
            networks: network.to_owned(),
            ..Structure::default()
        });
        services.push(Service {
            id: id.clone(),
            structure_id: id,
            producer: SOURCE.to_owned(),
            name: "Accueil".to_owned(),
            updated_on: clock.today(),
            zones: "94".to_owned(),
            ..Service::default()
        });
    }
    store.keep_structures(&structures, import).await?;
    store.keep_services(&services, import).await?;
    store
        .end_import(
            Table::Structures,
            import,
            &[SOURCE.to_owned()],
            clock.today(),
        )
        .await?;
    store
        .end_import(Table::Services, import, &[SOURCE.to_owned()], clock.today())
        .await?;
    Ok(())
}
