//! The directory in memory: which places are there for the people of a commune, the best first.

use std::collections::HashMap;

use app::directory::{Competence, Freshness, Place};
use chrono::{NaiveDate, TimeZone as _};
use chrono_tz::Europe::Paris;
use rules::{Catalogue, Jurisdiction, Organisation};

use super::{
    centres::{Centres, Point},
    correct,
    record::{Service, Structure},
};
use crate::{
    geography::{Commune, Reach, france},
    store::{CorrectionRow, Everything},
};

/// Beyond this, somebody of another département is not sent.
const FAR_KM: u32 = 50;
/// Kilometres around a commune, for a search without an organisation.
const AROUND_KM: u32 = 10;

/// The directory, ready to be asked.
pub struct Index {
    /// The revision of the store it was made from.
    pub revision: i64,
    entries: Vec<Entry>,
    by_id: HashMap<String, usize>,
    by_word: HashMap<String, Vec<usize>>,
    centres: Centres,
}

/// One structure with its corrections, and what its services say of it.
struct Entry {
    structure: Structure,
    commune: Option<&'static Commune>,
    point: Option<Point>,
    /// Zones of what people may ask for themselves.
    zones: Vec<String>,
    topics: Vec<String>,
    /// Everything it does is for professionals to ask for.
    professionals_only: bool,
    verified_on: NaiveDate,
}

/// Why a place is there for a commune, and how far it is.
#[derive(Clone, Copy)]
struct Match {
    competence: Competence,
    distance: Option<u32>,
}

impl Index {
    /// Lays corrections over what was imported, and finds where everything is.
    pub fn new(revision: i64, (structures, services, corrections): Everything) -> Self {
        let mut of_structure: HashMap<String, Vec<Service>> = HashMap::new();
        let mut centres = Centres::default();
        for service in services {
            if let Some(insee) = service.insee.as_deref() {
                centres.add(
                    france().commune(insee),
                    Point::of(service.longitude, service.latitude),
                );
            }
            if service.absent_since.is_none() {
                of_structure
                    .entry(service.structure_id.clone())
                    .or_default()
                    .push(service);
            }
        }
        let mut corrected: HashMap<String, Vec<CorrectionRow>> = HashMap::new();
        for correction in corrections {
            corrected
                .entry(correction.structure_id.clone())
                .or_default()
                .push(correction);
        }
        let mut index = Self {
            revision,
            entries: Vec::with_capacity(structures.len()),
            by_id: HashMap::with_capacity(structures.len()),
            by_word: HashMap::new(),
            centres,
        };
        for structure in structures {
            let services = of_structure.remove(&structure.id).unwrap_or_default();
            let corrections = corrected.remove(&structure.id).unwrap_or_default();
            index.add(Entry::new(structure, &services, &corrections));
        }
        index.centres.settle();
        for entry in &mut index.entries {
            entry.point = entry.point.or_else(|| index.centres.of(entry.commune?));
        }
        index
    }

    fn add(&mut self, entry: Entry) {
        let at = self.entries.len();
        self.centres.add(entry.commune, entry.point);
        self.by_id.insert(entry.structure.id.clone(), at);
        let mut words: Vec<String> = match &entry.structure.organisation {
            // Somebody said by hand what it is: nothing else counts.
            Some(organisation) => vec![by_hand(organisation)],
            None => entry
                .structure
                .networks
                .split(' ')
                .map(str::to_owned)
                .chain(entry.topics.iter().cloned())
                .collect(),
        };
        words.sort_unstable();
        words.dedup();
        for word in words.into_iter().filter(|word| !word.is_empty()) {
            self.by_word.entry(word).or_default().push(at);
        }
        self.entries.push(entry);
    }

    /// How many structures it holds.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether nothing was imported nor added.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The best place of an organisation for somebody of a commune; `None` when nobody is there for them.
    pub fn best(
        &self,
        organisation: &Organisation,
        commune: &Commune,
        today: NaiveDate,
    ) -> Option<Place> {
        let (entry, found) = self
            .counters(organisation, commune)
            .filter(|(entry, _)| !entry.professionals_only && entry.can_be_reached())
            .min_by_key(|(entry, found)| rank(entry, *found, today))?;
        Some(place(entry, found, today, vec![organisation.id.clone()]))
    }

    /// Every place of an organisation for a commune, or every place around it when no organisation is named.
    pub fn search(
        &self,
        catalogue: &Catalogue,
        organisation: Option<&Organisation>,
        commune: &Commune,
        today: NaiveDate,
        limit: usize,
    ) -> Vec<Place> {
        let mut found: Vec<(&Entry, Match)> = match organisation {
            Some(organisation) => self.counters(organisation, commune).collect(),
            None => self.around(catalogue, commune),
        };
        // Sorting once on a key that is computed once: a name is long to compare.
        found.sort_by_cached_key(|(entry, found)| rank(entry, *found, today));
        found.truncate(limit);
        found
            .into_iter()
            .map(|(entry, found)| place(entry, found, today, entry.organisations(catalogue)))
            .collect()
    }

    /// What the directory knows of one structure, for nobody in particular.
    pub fn place(&self, catalogue: &Catalogue, id: &str, today: NaiveDate) -> Option<Place> {
        let entry = &self.entries[*self.by_id.get(id)?];
        let found = Match {
            competence: Competence::Unknown,
            distance: None,
        };
        Some(place(entry, found, today, entry.organisations(catalogue)))
    }

    /// The counters of an organisation that may be there for a commune.
    fn counters<'i>(
        &'i self,
        organisation: &'i Organisation,
        commune: &'i Commune,
    ) -> impl Iterator<Item = (&'i Entry, Match)> {
        let mut at: Vec<usize> = organisation
            .networks
            .iter()
            .chain(&organisation.topics)
            .chain([&by_hand(&organisation.id)])
            .filter_map(|word| self.by_word.get(word))
            .flatten()
            .copied()
            .collect();
        at.sort_unstable();
        at.dedup();
        let centre = self.centres.of(commune);
        at.into_iter().filter_map(move |at| {
            let entry = &self.entries[at];
            Some((
                entry,
                entry.matches(organisation.jurisdiction, commune, centre)?,
            ))
        })
    }

    fn around(&self, catalogue: &Catalogue, commune: &Commune) -> Vec<(&Entry, Match)> {
        let centre = self.centres.of(commune);
        self.entries
            .iter()
            .filter(|entry| {
                entry.is_in(commune)
                    || distance(centre, entry.point).is_some_and(|km| km <= AROUND_KM)
            })
            .map(|entry| {
                let organisations = entry.organisations(catalogue);
                let jurisdiction = organisations
                    .first()
                    .and_then(|id| catalogue.organisation(id)?.jurisdiction);
                let unknown = Match {
                    competence: Competence::Unknown,
                    distance: distance(centre, entry.point),
                };
                (
                    entry,
                    entry
                        .matches(jurisdiction, commune, centre)
                        .unwrap_or(unknown),
                )
            })
            .collect()
    }
}

/// The word under which what was said by hand is found: no network has a colon in its name.
fn by_hand(organisation: &str) -> String {
    format!("organisme:{organisation}")
}

/// Better first: still given, there for the commune, with an address, near, fresh.
fn rank(
    entry: &Entry,
    found: Match,
    today: NaiveDate,
) -> (bool, Competence, bool, u32, Freshness, String) {
    (
        entry.structure.absent_since.is_some(),
        found.competence,
        entry.structure.address.is_none(),
        found.distance.unwrap_or(u32::MAX),
        Freshness::of(entry.verified_on, today),
        format!("{} {}", entry.structure.name, entry.structure.id),
    )
}

fn distance(from: Option<Point>, to: Option<Point>) -> Option<u32> {
    Some(from?.kilometres(to?))
}

fn place(entry: &Entry, found: Match, today: NaiveDate, organisations: Vec<String>) -> Place {
    let structure = &entry.structure;
    let name = structure
        .town
        .as_deref()
        .or(entry.commune.map(|commune| commune.name));
    let town: Vec<&str> = structure
        .postcode
        .as_deref()
        .into_iter()
        .chain(name)
        .collect();
    let street = structure
        .address
        .iter()
        .chain(&structure.address_more)
        .cloned();
    Place {
        id: structure.id.clone(),
        name: structure.name.clone(),
        address: street
            .chain(Some(town.join(" ")).filter(|town| !town.is_empty()))
            .collect(),
        phone: structure.phone.clone(),
        email: structure.email.clone(),
        website: structure.website.clone(),
        hours: structure.hours.clone(),
        verified_on: entry.verified_on,
        freshness: Freshness::of(entry.verified_on, today),
        competence: found.competence,
        distance: found.distance,
        organisations,
        absent: structure.absent_since.is_some(),
    }
}

impl Entry {
    fn new(structure: Structure, services: &[Service], corrections: &[CorrectionRow]) -> Self {
        // A correction is somebody who looked: it renews what is known.
        let looked = corrections.iter().map(|correction| {
            Paris
                .from_utc_datetime(&correction.at.naive_utc())
                .date_naive()
        });
        let verified_on = looked
            .chain([structure.updated_on])
            .max()
            .unwrap_or(structure.updated_on);
        let mut structure = correct::lay(structure, corrections);
        let for_people: Vec<&Service> = services
            .iter()
            .filter(|service| {
                service.reached_by.is_empty()
                    || words(&service.reached_by).any(|word| word == "usagers")
            })
            .collect();
        if structure.hours.is_none() {
            structure.hours = for_people.iter().find_map(|service| service.hours.clone());
        }
        if structure.phone.is_none() {
            structure.phone = for_people.iter().find_map(|service| service.phone.clone());
        }
        let gathered = |of: fn(&Service) -> &str| {
            let mut all: Vec<String> = for_people
                .iter()
                .flat_map(|service| words(of(service)))
                .map(str::to_owned)
                .collect();
            all.sort_unstable();
            all.dedup();
            all
        };
        Self {
            commune: correct::commune_of(&structure),
            point: Point::of(structure.longitude, structure.latitude),
            zones: gathered(|service| &service.zones),
            topics: gathered(|service| &service.topics),
            professionals_only: !services.is_empty() && for_people.is_empty(),
            verified_on,
            structure,
        }
    }

    /// Somebody may go there, call or write.
    fn can_be_reached(&self) -> bool {
        let structure = &self.structure;
        structure.address.is_some() || structure.phone.is_some() || structure.website.is_some()
    }

    fn is_in(&self, commune: &Commune) -> bool {
        self.commune
            .is_some_and(|own| own.insee == commune.insee || commune.part_of == Some(own.insee))
    }

    /// Whether it is there for a commune; `None` when it is there for others, or too far to be sent to.
    fn matches(
        &self,
        jurisdiction: Option<Jurisdiction>,
        commune: &Commune,
        centre: Option<Point>,
    ) -> Option<Match> {
        let reach = self
            .zones
            .iter()
            .filter_map(|zone| france().covers(zone, commune))
            .min();
        let same_departement = self
            .commune
            .is_some_and(|own| own.departement() == commune.departement());
        let said = match jurisdiction {
            Some(Jurisdiction::Commune) => {
                self.is_in(commune) || reach.is_some_and(|reach| reach <= Reach::Group)
            }
            Some(Jurisdiction::Departement) => {
                same_departement || reach.is_some_and(|reach| reach <= Reach::Departement)
            }
            None => reach.is_some(),
        };
        let distance = distance(centre, self.point);
        let competence = if said {
            Competence::Said
        } else {
            // An arrondissement does not say whether it is there for the whole city.
            let part = self
                .commune
                .is_some_and(|own| own.part_of == Some(commune.insee));
            let unsaid = jurisdiction.is_none() && self.zones.is_empty() && same_departement;
            (unsaid || part).then_some(Competence::Unknown)?
        };
        let near = same_departement || distance.is_some_and(|km| km <= FAR_KM);
        near.then_some(Match {
            competence,
            distance,
        })
    }

    /// The organisations of the catalogue it is a counter of.
    fn organisations(&self, catalogue: &Catalogue) -> Vec<String> {
        if let Some(organisation) = &self.structure.organisation {
            return vec![organisation.clone()];
        }
        let own = |word: &String| {
            words(&self.structure.networks).any(|network| network == word)
                || self.topics.contains(word)
        };
        catalogue
            .organisations()
            .iter()
            .filter(|organisation| {
                organisation
                    .networks
                    .iter()
                    .chain(&organisation.topics)
                    .any(own)
            })
            .map(|organisation| organisation.id.clone())
            .collect()
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(' ').filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests;
