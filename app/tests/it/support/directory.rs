//! A directory in memory: two communes, and the places a test puts in it.

use std::collections::BTreeMap;

use app::desk::DeskError;
use app::directory::{
    Commune, Corrected, DirectoryDesk, Field, Place, Search, Sheet, SheetField, Territory, Written,
};
use async_trait::async_trait;

use super::Office;

fn commune(insee: &str, name: &str, postcode: &str) -> Commune {
    Commune {
        insee: insee.to_owned(),
        name: name.to_owned(),
        postcodes: vec![postcode.to_owned()],
        departement: "Val-de-Marne".to_owned(),
        was: None,
    }
}

fn refused<T>(_: T) -> DeskError {
    DeskError::Unavailable
}

#[async_trait]
impl DirectoryDesk for Office {
    fn communes(&self, typed: &str) -> Vec<Commune> {
        let typed = typed.to_lowercase();
        let known = [
            commune("94076", "Villejuif", "94800"),
            commune("94077", "Villeneuve-le-Roi", "94290"),
        ];
        let held = |commune: &Commune| {
            commune.name.to_lowercase().starts_with(&typed) || commune.postcodes.contains(&typed)
        };
        known
            .into_iter()
            .filter(|commune| !typed.is_empty() && held(commune))
            .collect()
    }
    fn commune(&self, insee: &str) -> Option<Commune> {
        self.communes("ville")
            .into_iter()
            .find(|commune| commune.insee == insee)
    }
    async fn places(
        &self,
        commune: &str,
        organisations: &[String],
    ) -> Result<BTreeMap<String, Place>, DeskError> {
        let places = self.places.lock().map_err(refused)?;
        let best = |id: &String| {
            let mut there = places
                .iter()
                .filter(|place| place.organisations.contains(id));
            there
                .next()
                .filter(|_| commune == "94076")
                .map(|place| (id.clone(), place.clone()))
        };
        Ok(organisations.iter().filter_map(best).collect())
    }
    async fn search_places(&self, search: &Search) -> Result<Vec<Place>, DeskError> {
        let places = self.places.lock().map_err(refused)?;
        let wanted = |place: &&Place| {
            search.organisation.is_empty() || place.organisations.contains(&search.organisation)
        };
        Ok(places
            .iter()
            .filter(wanted)
            .filter(|_| search.commune == "94076")
            .cloned()
            .collect())
    }
    async fn sheet(&self, id: &str) -> Result<Option<Sheet>, DeskError> {
        let places = self.places.lock().map_err(refused)?;
        let Some(place) = places.iter().find(|place| place.id == id).cloned() else {
            return Ok(None);
        };
        let corrections = self.corrections.lock().map_err(refused)?;
        let fields = Field::ALL.map(|(field, _)| SheetField {
            field,
            imported: match field {
                Field::Name => Some(place.name.clone()),
                Field::Phone => place.phone.clone(),
                Field::Hours => place.hours.clone(),
                _ => None,
            },
            correction: corrections.get(&field).map(|value| Corrected {
                value: Some(value.clone()),
                imported: None,
                author: Some("Nadia B.".to_owned()),
                on: place.verified_on,
            }),
        });
        Ok(Some(Sheet {
            place,
            description: None,
            fields: fields.into(),
            services: Vec::new(),
            source: Some("essai".to_owned()),
            link: None,
            absent_since: None,
        }))
    }
    async fn add_place(&self, written: &Written, _: Territory) -> Result<String, DeskError> {
        let mut places = self.places.lock().map_err(refused)?;
        let id = format!("manuel--{}", places.len());
        places.push(Place {
            id: id.clone(),
            name: written.get(&Field::Name).cloned().unwrap_or_default(),
            ..Place::default()
        });
        Ok(id)
    }
    async fn correct_place(&self, _: &str, written: &Written) -> Result<(), DeskError> {
        self.corrections
            .lock()
            .map_err(refused)?
            .extend(written.clone());
        Ok(())
    }
}
