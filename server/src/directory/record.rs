//! What is kept of a structure and of a service: the fields of data.inclusion that somebody will read or be oriented by.

use chrono::NaiveDate;

/// The source, and the beginning of the identifiers, of what was added by hand.
pub const BY_HAND: &str = "manuel";

/// A place, or an organisation at a place.
#[derive(Clone, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Structure {
    /// `<source>--<id>`, unique in the whole directory.
    pub id: String,
    /// Who produced the line: `dora`, `soliguide`…
    pub producer: String,
    /// Its name.
    pub name: String,
    /// The day its producer last changed it (`date_maj`).
    pub updated_on: NaiveDate,
    /// What it is, in the producer's words.
    pub description: Option<String>,
    /// Where the producer shows it.
    pub link: Option<String>,
    /// Its SIRET.
    pub siret: Option<String>,
    /// Commune of the address.
    pub town: Option<String>,
    /// Postcode of the address.
    pub postcode: Option<String>,
    /// INSEE code of the commune.
    pub insee: Option<String>,
    /// Number and street.
    pub address: Option<String>,
    /// Building, floor.
    pub address_more: Option<String>,
    /// Millionths of a degree, east of Greenwich.
    pub longitude: Option<i64>,
    /// Millionths of a degree, north.
    pub latitude: Option<i64>,
    /// One telephone number.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Web site.
    pub website: Option<String>,
    /// Opening hours, in the words of OpenStreetMap.
    pub hours: Option<String>,
    /// Networks it belongs to (`reseaux_porteurs`), with a space between.
    pub networks: String,
    /// The organisation of the catalogue it is a counter of, when somebody said so by hand.
    pub organisation: Option<String>,
    /// Since when its source no longer gives it.
    pub absent_since: Option<NaiveDate>,
}

/// Something a structure does for people.
#[derive(Clone, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Service {
    /// `<source>--<id>`, unique in the whole directory.
    pub id: String,
    /// The structure that does it.
    pub structure_id: String,
    /// Who produced the line.
    pub producer: String,
    /// Its name.
    pub name: String,
    /// What it is, in the producer's words.
    pub description: Option<String>,
    /// The day its producer last changed it.
    pub updated_on: NaiveDate,
    /// `type`, one of six words.
    pub kind: Option<String>,
    /// `thematiques`, with a space between.
    pub topics: String,
    /// `publics`, with a space between.
    pub publics: String,
    /// `gratuit` or `payant`.
    pub fees: Option<String>,
    /// What one must fulfil or bring.
    pub conditions: Option<String>,
    /// INSEE code of where it is held.
    pub insee: Option<String>,
    /// Millionths of a degree, east of Greenwich.
    pub longitude: Option<i64>,
    /// Millionths of a degree, north.
    pub latitude: Option<i64>,
    /// One telephone number.
    pub phone: Option<String>,
    /// Opening hours, when they are not the structure's.
    pub hours: Option<String>,
    /// `modes_accueil`, with a space between.
    pub welcomes: String,
    /// `mobilisable_par`, with a space between.
    pub reached_by: String,
    /// `zone_eligibilite`: codes of the territories whose people it is for, with a space between. Empty is unknown.
    pub zones: String,
    /// Since when its source no longer gives it.
    pub absent_since: Option<NaiveDate>,
}
