//! A structure read and written field by field, as administrators correct it.

use app::directory::Field;

use super::record::Structure;
use crate::{geography::france, store::CorrectionRow};

/// What a field says.
pub fn get(structure: &Structure, field: Field) -> Option<String> {
    match field {
        Field::Name => Some(structure.name.clone()),
        Field::Organisation => structure.organisation.clone(),
        Field::Address => structure.address.clone(),
        Field::AddressMore => structure.address_more.clone(),
        Field::Postcode => structure.postcode.clone(),
        Field::Commune => commune_of(structure).map(|commune| commune.insee.to_owned()),
        Field::Phone => structure.phone.clone(),
        Field::Email => structure.email.clone(),
        Field::Website => structure.website.clone(),
        Field::Hours => structure.hours.clone(),
    }
}

/// The commune of a structure, by whatever is known of its address.
pub fn commune_of(structure: &Structure) -> Option<&'static crate::geography::Commune> {
    france().locate(
        structure.insee.as_deref(),
        structure.postcode.as_deref(),
        structure.town.as_deref(),
    )
}

/// Writes a field. Another commune is another place: coordinates of the first one no longer hold.
pub fn set(structure: &mut Structure, field: Field, value: Option<String>) {
    match field {
        Field::Name => structure.name = value.unwrap_or_else(|| structure.name.clone()),
        Field::Organisation => structure.organisation = value,
        Field::Address => structure.address = value,
        Field::AddressMore => structure.address_more = value,
        Field::Postcode => structure.postcode = value,
        Field::Commune => {
            structure.town = value
                .as_deref()
                .and_then(|code| france().commune(code))
                .map(|commune| commune.name.to_owned());
            structure.insee = value;
            (structure.longitude, structure.latitude) = (None, None);
        }
        Field::Phone => structure.phone = value,
        Field::Email => structure.email = value,
        Field::Website => structure.website = value,
        Field::Hours => structure.hours = value,
    }
}

/// The structure as it stands once its corrections are laid over the import.
pub fn lay(mut structure: Structure, corrections: &[CorrectionRow]) -> Structure {
    for correction in corrections {
        if let Some(field) = Field::parse(&correction.field) {
            set(&mut structure, field, correction.value.clone());
        }
    }
    structure
}
