//! The desk's part about where to go.

use std::collections::BTreeMap;

use app::{
    desk::{Desk as _, DeskError},
    directory::{
        Commune, Corrected, DirectoryDesk, Field, Place, Search, Sheet, SheetField, SheetService,
        Territory, Written,
    },
};
use async_trait::async_trait;
use uuid::Uuid;

use super::{AgentDesk, found, unavailable};
use crate::{
    clock::Clock,
    directory::{
        correct,
        index::Index,
        record::{BY_HAND, Service, Structure},
    },
    geography::{self, france},
    store::Correction,
};

/// The most communes offered for what was typed.
const COMMUNES: usize = 20;
/// The most places a search shows.
const PLACES: usize = 100;

/// The field that says only that somebody looked: whoever saves the form has read all of it.
const VERIFIED: &str = "verifie";

impl AgentDesk {
    async fn index(&self) -> Result<std::sync::Arc<Index>, DeskError> {
        let index = self.office.directory.current(&self.office.store).await;
        index.map_err(unavailable)
    }
}

fn shown(commune: &geography::Commune, was: Option<&str>) -> Commune {
    Commune {
        insee: commune.insee.to_owned(),
        name: commune.name.to_owned(),
        postcodes: commune
            .postcodes
            .iter()
            .map(|code| (*code).to_owned())
            .collect(),
        departement: france()
            .territory(commune.departement())
            .unwrap_or_default()
            .to_owned(),
        was: was.map(str::to_owned),
    }
}

#[async_trait]
impl DirectoryDesk for AgentDesk {
    fn communes(&self, typed: &str) -> Vec<Commune> {
        let found = france().search(typed, COMMUNES);
        found
            .into_iter()
            .map(|found| shown(found.commune, found.was))
            .collect()
    }

    fn commune(&self, insee: &str) -> Option<Commune> {
        france().commune(insee).map(|commune| shown(commune, None))
    }

    async fn places(
        &self,
        commune: &str,
        organisations: &[String],
    ) -> Result<BTreeMap<String, Place>, DeskError> {
        self.proof()?;
        let Some(commune) = france().commune(commune) else {
            return Ok(BTreeMap::new());
        };
        let (index, today) = (self.index().await?, self.today());
        Ok(organisations
            .iter()
            .filter_map(|id| {
                let place = index.best(self.catalogue.organisation(id)?, commune, today)?;
                Some((id.clone(), place))
            })
            .collect())
    }

    async fn search_places(&self, search: &Search) -> Result<Vec<Place>, DeskError> {
        self.proof()?;
        let Some(commune) = france().commune(&search.commune) else {
            return Ok(Vec::new());
        };
        let organisation = self.catalogue.organisation(&search.organisation);
        let index = self.index().await?;
        Ok(index.search(&self.catalogue, organisation, commune, self.today(), PLACES))
    }

    async fn sheet(&self, id: &str) -> Result<Option<Sheet>, DeskError> {
        self.proof()?;
        let store = &self.office.store;
        let place = self.index().await?.place(&self.catalogue, id, self.today());
        let structure = store.directory_structure(id).await.map_err(unavailable)?;
        let (Some(place), Some(structure)) = (place, structure) else {
            return Ok(None);
        };
        let services = store.directory_services_of(id).await.map_err(unavailable)?;
        let mut corrections: BTreeMap<String, Corrected> = BTreeMap::new();
        for (row, author) in store
            .directory_corrections_of(id)
            .await
            .map_err(unavailable)?
        {
            let corrected = Corrected {
                value: row.value,
                imported: row.imported,
                author,
                on: Clock::paris(row.at).date(),
            };
            corrections.insert(row.field, corrected);
        }
        let fields = Field::ALL.map(|(field, word)| SheetField {
            field,
            imported: correct::get(&structure, field),
            correction: corrections.remove(word),
        });
        let services = services
            .iter()
            .filter(|service| service.absent_since.is_none());
        Ok(Some(Sheet {
            place,
            fields: fields.into(),
            services: services.map(service_shown).collect(),
            source: Some(structure.producer).filter(|source| source != BY_HAND),
            description: structure.description,
            link: structure.link,
            absent_since: structure.absent_since,
        }))
    }

    async fn add_place(
        &self,
        written: &Written,
        territory: Territory,
    ) -> Result<String, DeskError> {
        let agent = self.proof()?;
        let id = format!("{BY_HAND}--{}", Uuid::now_v7().simple());
        let mut structure = Structure {
            id: id.clone(),
            producer: BY_HAND.to_owned(),
            updated_on: self.today(),
            ..Structure::default()
        };
        for (field, value) in written {
            correct::set(&mut structure, *field, some(value));
        }
        let commune = correct::commune_of(&structure);
        let zone = commune.and_then(|commune| match territory {
            Territory::Commune => Some(commune.insee),
            Territory::Departement => Some(commune.departement()),
            Territory::Unknown => None,
        });
        let service = zone.map(|zone| Service {
            id: id.clone(),
            structure_id: id.clone(),
            producer: BY_HAND.to_owned(),
            name: structure.name.clone(),
            updated_on: structure.updated_on,
            zones: zone.to_owned(),
            ..Service::default()
        });
        self.office
            .store
            .add_to_directory(agent, &structure, service.as_ref(), self.now())
            .await
            .map_err(unavailable)?;
        Ok(id)
    }

    async fn correct_place(&self, id: &str, written: &Written) -> Result<(), DeskError> {
        let (agent, store) = (self.proof()?, &self.office.store);
        let structure = store.directory_structure(id).await.map_err(unavailable)?;
        let structure = structure.ok_or(DeskError::NotFound)?;
        let fields: Vec<(&'static str, Option<Correction>)> = Field::ALL
            .into_iter()
            .filter_map(|(field, word)| {
                let value = some(written.get(&field)?);
                let imported = correct::get(&structure, field);
                let differs = value != imported;
                Some((word, differs.then_some(Correction { value, imported })))
            })
            .chain([(
                VERIFIED,
                Some(Correction {
                    value: Some(self.today().to_string()),
                    imported: None,
                }),
            )])
            .collect();
        found(
            store
                .correct_directory(agent, id, &fields, self.now())
                .await,
        )
    }
}

fn some(text: &str) -> Option<String> {
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

fn service_shown(service: &Service) -> SheetService {
    SheetService {
        name: service.name.clone(),
        description: service.description.clone(),
        territories: service
            .zones
            .split(' ')
            .filter(|zone| !zone.is_empty())
            .map(territory)
            .collect(),
        fees: service.fees.clone(),
        conditions: service.conditions.clone(),
        professionals_only: service.reached_by == "professionnels",
    }
}

/// The name of a zone; its code when it has none.
fn territory(zone: &str) -> String {
    if zone.eq_ignore_ascii_case("france") || zone == "99100" {
        return "toute la France".to_owned();
    }
    let name = france()
        .territory(zone)
        .or_else(|| france().commune(zone).map(|commune| commune.name));
    name.map_or_else(|| zone.to_owned(), str::to_owned)
}
