//! Reads the form of a structure. What is wrong is told beside its field; what was typed is never lost.

use super::{Commune, Field, Written};

/// The most characters of a field.
pub const LENGTH: usize = 300;

/// What a form must find elsewhere: which organisations and communes there are.
pub struct Known<'k> {
    /// Whether an organisation is one of the catalogue.
    pub organisation: &'k dyn Fn(&str) -> bool,
    /// The communes of a name or a postcode.
    pub communes: &'k dyn Fn(&str) -> Vec<Commune>,
}

/// What can be kept of a form, or the fields that can not be read.
pub fn read(typed: &[(Field, String)], known: &Known<'_>) -> Result<Written, Vec<Field>> {
    let said = |field| {
        let mut typed = typed.iter();
        typed
            .find(|(known, _)| *known == field)
            .map_or("", |(_, value)| value.trim())
    };
    let mut written = Written::new();
    let mut wrong = Vec::new();
    for (field, _) in Field::ALL {
        let value = said(field);
        let read = match (field, value) {
            (_, value) if value.chars().count() > LENGTH => None,
            (Field::Name, value) => (value.chars().count() >= 3).then(|| value.to_owned()),
            (_, "") => Some(String::new()),
            (Field::Organisation, id) => (known.organisation)(id).then(|| id.to_owned()),
            (Field::Postcode, code) => {
                let whole = code.len() == 5 && code.chars().all(|c| c.is_ascii_digit());
                whole.then(|| code.to_owned())
            }
            (Field::Commune, name) => commune(name, said(Field::Postcode), known),
            (Field::Phone, phone) => is_phone(phone).then(|| phone.to_owned()),
            (Field::Email, email) => is_email(email).then(|| email.to_owned()),
            (Field::Website, site) => website(site),
            (Field::Address | Field::AddressMore | Field::Hours, text) => Some(text.to_owned()),
        };
        match read {
            Some(value) => {
                written.insert(field, value);
            }
            None => wrong.push(field),
        }
    }
    if wrong.is_empty() {
        Ok(written)
    } else {
        Err(wrong)
    }
}

/// The INSEE code of the one commune that is meant.
fn commune(name: &str, postcode: &str, known: &Known<'_>) -> Option<String> {
    let found = (known.communes)(name);
    let lower = name.to_lowercase();
    let named: Vec<&Commune> = found
        .iter()
        .filter(|commune| commune.name.to_lowercase() == lower || commune.insee == name)
        .collect();
    let named = if named.is_empty() {
        found.iter().collect()
    } else {
        named
    };
    let with_code = |commune: &&&Commune| commune.postcodes.iter().any(|code| code == postcode);
    match named.as_slice() {
        [one] => Some(one.insee.clone()),
        several => {
            let mut there = several.iter().filter(with_code);
            let one = there.next()?;
            there.next().is_none().then(|| one.insee.clone())
        }
    }
}

fn is_phone(phone: &str) -> bool {
    let digits = phone.chars().filter(char::is_ascii_digit).count();
    phone
        .chars()
        .all(|c| c.is_ascii_digit() || "+ .-()".contains(c))
        && ((3..=6).contains(&digits) || (10..=13).contains(&digits))
}

fn is_email(email: &str) -> bool {
    let parts = email.split_once('@');
    parts.is_some_and(|(who, at)| !who.is_empty() && at.contains('.'))
        && !email.contains(char::is_whitespace)
}

/// Only the web: a link never runs anything.
fn website(site: &str) -> Option<String> {
    if site.contains(char::is_whitespace) || !site.contains('.') {
        return None;
    }
    match site.split_once("://") {
        Some(("http" | "https", _)) => Some(site.to_owned()),
        Some(_) => None,
        None if site.contains([':', '@']) => None,
        None => Some(format!("https://{site}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn communes(typed: &str) -> Vec<Commune> {
        let commune = |insee: &str, name: &str, postcode: &str| Commune {
            insee: insee.to_owned(),
            name: name.to_owned(),
            postcodes: vec![postcode.to_owned()],
            departement: String::new(),
            was: None,
        };
        [
            commune("94056", "Périgny", "94520"),
            commune("17274", "Périgny", "17180"),
            commune("94076", "Villejuif", "94800"),
        ]
        .into_iter()
        .filter(|commune| commune.name.starts_with(typed))
        .collect()
    }

    fn read_of(typed: &[(Field, &str)]) -> Result<Written, Vec<Field>> {
        let mut all = vec![(Field::Name, "Lieu d’essai".to_owned())];
        all.splice(
            0..0,
            typed
                .iter()
                .map(|(field, value)| (*field, (*value).to_owned())),
        );
        let known = Known {
            organisation: &|id| id == "ccas",
            communes: &communes,
        };
        read(&all, &known)
    }

    #[test]
    fn every_wrong_field_is_named_at_once() {
        let wrong = read_of(&[
            (Field::Name, "ab"),
            (Field::Organisation, "inconnu"),
            (Field::Postcode, "9480"),
            (Field::Commune, "Atlantis"),
            (Field::Phone, "quand on veut"),
            (Field::Email, "accueil"),
            (Field::Website, "javascript:alert(1)"),
            (Field::Hours, &"x".repeat(301)),
        ]);
        let all = Field::ALL.map(|(field, _)| field);
        let expected: Vec<Field> = all
            .into_iter()
            .filter(|field| !matches!(field, Field::Address | Field::AddressMore))
            .collect();
        assert_eq!(wrong, Err(expected));
    }

    #[test]
    fn a_commune_of_a_shared_name_needs_its_postcode() {
        assert_eq!(
            read_of(&[(Field::Commune, "Périgny")]),
            Err(vec![Field::Commune])
        );
        let written = read_of(&[(Field::Commune, "Périgny"), (Field::Postcode, "94520")]).unwrap();
        assert_eq!(written[&Field::Commune], "94056");
        assert_eq!(
            read_of(&[(Field::Commune, "Villejuif")]).unwrap()[&Field::Commune],
            "94076"
        );
    }

    #[test]
    fn what_is_usual_is_kept_as_typed() {
        let written = read_of(&[
            (Field::Phone, "3646"),
            (Field::Website, "exemple.fr"),
            (Field::Hours, "sur rdv"),
        ])
        .unwrap();
        assert_eq!(
            (
                written[&Field::Phone].as_str(),
                written[&Field::Website].as_str(),
                written[&Field::Hours].as_str()
            ),
            ("3646", "https://exemple.fr", "sur rdv")
        );
        assert_eq!(written[&Field::Email], "");
    }
}
