//! Where to go: the structures of the territory, by commune and organisation.
//!
//! All of it is public data about offices. What pages and the copy need is plain data here; `hours` says opening hours in
//! French. To add something: a method of [`DirectoryDesk`], one in the server's, one in the tests'.

pub mod form;
pub mod hours;
pub mod place;

use std::collections::BTreeMap;

use async_trait::async_trait;
use chrono::NaiveDate;
use rules::{Answer, Catalogue, Path, Value};

use crate::desk::{Bilan, DeskError};

pub use place::{Competence, Freshness, Place};

/// A commune somebody may choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commune {
    /// Its INSEE code.
    pub insee: String,
    /// Its name.
    pub name: String,
    /// Its postcodes.
    pub postcodes: Vec<String>,
    /// The name of its département.
    pub departement: String,
    /// The name it was found by, when it bore it before it merged.
    pub was: Option<String>,
}

/// What the pages of the directory search for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Search {
    /// INSEE code of the commune.
    pub commune: String,
    /// The organisation of the catalogue; any when empty.
    pub organisation: String,
}

/// One structure, whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// What the person's copy may print of it.
    pub place: Place,
    /// What it is, in its producer's words.
    pub description: Option<String>,
    /// Each field with where it comes from.
    pub fields: Vec<SheetField>,
    /// What it does.
    pub services: Vec<SheetService>,
    /// Its producer; `None` when it was added here.
    pub source: Option<String>,
    /// Where the producer shows it.
    pub link: Option<String>,
    /// Since when the producer no longer gives it.
    pub absent_since: Option<NaiveDate>,
}

/// One field of a structure, as imported and as corrected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetField {
    /// Which.
    pub field: Field,
    /// What the import says.
    pub imported: Option<String>,
    /// What was corrected here.
    pub correction: Option<Corrected>,
}

impl SheetField {
    /// What stands.
    pub fn value(&self) -> Option<&str> {
        match &self.correction {
            Some(correction) => correction.value.as_deref(),
            None => self.imported.as_deref(),
        }
    }

    /// The import says something else than the correction.
    pub fn differs(&self) -> bool {
        self.correction
            .as_ref()
            .is_some_and(|correction| correction.value != self.imported)
    }

    /// The import has changed since the correction was made.
    pub fn moved(&self) -> bool {
        self.correction
            .as_ref()
            .is_some_and(|correction| correction.imported != self.imported)
    }
}

/// A correction made by an administrator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Corrected {
    /// What it is; `None` when there is none.
    pub value: Option<String>,
    /// What the import said at that moment.
    pub imported: Option<String>,
    /// Who, as long as they are known.
    pub author: Option<String>,
    /// The day.
    pub on: NaiveDate,
}

/// Something a structure does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetService {
    /// Its name.
    pub name: String,
    /// What it is.
    pub description: Option<String>,
    /// For the people of which territories, in words; empty when unknown.
    pub territories: Vec<String>,
    /// « gratuit » or « payant ».
    pub fees: Option<String>,
    /// What one must fulfil or bring.
    pub conditions: Option<String>,
    /// Only a professional can ask for it.
    pub professionals_only: bool,
}

/// What an administrator may write of a structure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Its name.
    Name,
    /// The organisation of the catalogue it is a counter of.
    Organisation,
    /// Number and street.
    Address,
    /// Building, floor.
    AddressMore,
    /// Postcode.
    Postcode,
    /// Commune, by its INSEE code.
    Commune,
    /// Telephone.
    Phone,
    /// E-mail.
    Email,
    /// Web site.
    Website,
    /// Opening hours, in the words of OpenStreetMap.
    Hours,
}

impl Field {
    /// Every field, in the order of the form, with its word in forms and in the store.
    pub const ALL: [(Self, &'static str); 10] = [
        (Self::Name, "nom"),
        (Self::Organisation, "organisme"),
        (Self::Address, "adresse"),
        (Self::AddressMore, "complement"),
        (Self::Postcode, "code_postal"),
        (Self::Commune, "commune"),
        (Self::Phone, "telephone"),
        (Self::Email, "courriel"),
        (Self::Website, "site"),
        (Self::Hours, "horaires"),
    ];

    /// Its word.
    pub fn word(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(field, _)| *field == self)
            .map_or("", |(_, word)| word)
    }

    /// The field of a word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .find(|(_, known)| *known == word)
            .map(|(field, _)| *field)
    }
}

/// The territory a structure added by hand is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Territory {
    /// Its commune.
    Commune,
    /// Its département.
    Departement,
    /// Nobody said: an address to check before going.
    Unknown,
}

/// What an administrator typed, checked.
pub type Written = BTreeMap<Field, String>;

/// What the directory can be asked for.
#[async_trait]
pub trait DirectoryDesk {
    /// Communes whose name or postcode is what was typed, the nearest first.
    fn communes(&self, typed: &str) -> Vec<Commune>;
    /// One commune, by its INSEE code; the commune of today when it has merged.
    fn commune(&self, insee: &str) -> Option<Commune>;
    /// The best place of each of these organisations for somebody of this commune. An organisation that has none is absent:
    /// its national telephone and site remain.
    async fn places(
        &self,
        commune: &str,
        organisations: &[String],
    ) -> Result<BTreeMap<String, Place>, DeskError>;
    /// Every place a search finds, the nearest first.
    async fn search_places(&self, search: &Search) -> Result<Vec<Place>, DeskError>;
    /// One structure, whole.
    async fn sheet(&self, id: &str) -> Result<Option<Sheet>, DeskError>;
    /// Adds a structure; returns its identifier. Administrators only.
    async fn add_place(&self, written: &Written, territory: Territory)
    -> Result<String, DeskError>;
    /// Keeps what an administrator knows better of a structure. A field typed as the import says it is left to the import.
    async fn correct_place(&self, id: &str, written: &Written) -> Result<(), DeskError>;
}

/// The INSEE code of the commune of a bilan; `None` while it is unknown, elsewhere, or without an address.
pub fn commune_of(catalogue: &Catalogue, bilan: &Bilan) -> Option<String> {
    let path: Path = "foyer.commune".parse().ok()?;
    let said = bilan.answers.iter().find(|stored| stored.path == path)?;
    let Answer::Given(Value::Choice(chosen)) = &said.answer else {
        return None;
    };
    let fact = catalogue.fact_at(&path)?;
    let mut variants = fact.kind.variants().iter();
    variants
        .find(|variant| variant.id == *chosen)?
        .insee
        .clone()
}
