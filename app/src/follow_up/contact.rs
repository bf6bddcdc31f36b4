//! A resource person: somebody of an institution whom the office may call when a case is blocked. Known to the office alone.

use uuid::Uuid;

use super::WORDS_LENGTH;
use super::form::{Fault, wrong_words};
use crate::desk::{Desk, DeskError};
use crate::interview::pairs::Pairs;
use crate::words::follow_up as words;

/// The most characters of a name or a telephone number.
pub const NAME_LENGTH: usize = 80;

/// One resource person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Their identifier.
    pub id: Uuid,
    /// Who they are.
    pub who: NewContact,
}

/// What is known of one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewContact {
    /// Their organisation, by its id in the catalogue.
    pub organisation: String,
    /// Their name.
    pub name: String,
    /// How to call them: a number, or an address.
    pub phone: String,
    /// For what, and when; may be empty.
    pub note: String,
}

/// A form that came back.
#[derive(Debug, Clone)]
pub struct Echo {
    /// What was typed.
    pub typed: NewContact,
    /// What to correct.
    pub faults: Vec<Fault>,
}

/// Receives one posted form; `Some` to show it again.
///
/// # Errors
/// What the desk says.
pub async fn receive(desk: &dyn Desk, body: &str) -> Result<Option<Echo>, DeskError> {
    let pairs = Pairs::decode(body);
    let text = |name: &str| pairs.first(name).unwrap_or_default().trim().to_owned();
    let typed = NewContact {
        organisation: text("organisme"),
        name: text("nom"),
        phone: text("telephone"),
        note: text("note"),
    };
    let faults = faults(&typed, |id| desk.catalogue().organisation(id).is_some());
    if faults.is_empty() {
        desk.add_contact(typed).await?;
        Ok(None)
    } else {
        Ok(Some(Echo { typed, faults }))
    }
}

fn faults(typed: &NewContact, is_known: impl Fn(&str) -> bool) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut fault = |field, text: Option<String>| {
        faults.extend(text.map(|text| Fault { field, text }));
    };
    let missing = |empty: bool, text: &str| empty.then(|| text.to_owned());
    fault(
        "organisme",
        missing(!is_known(&typed.organisation), words::ORGANISATION_MISSING),
    );
    fault(
        "nom",
        missing(typed.name.is_empty(), words::NAME_MISSING)
            .or_else(|| wrong_words(&typed.name, NAME_LENGTH)),
    );
    fault(
        "telephone",
        missing(typed.phone.is_empty(), words::PHONE_MISSING)
            .or_else(|| wrong_words(&typed.phone, NAME_LENGTH)),
    );
    fault("note", wrong_words(&typed.note, WORDS_LENGTH));
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn somebody_to_call_has_a_name_a_number_and_an_organisation() {
        let wrong = |typed: &NewContact| {
            let faults = faults(typed, |id| id == "caf");
            faults.iter().map(|fault| fault.field).collect::<Vec<_>>()
        };
        assert_eq!(
            wrong(&NewContact::default()),
            ["organisme", "nom", "telephone"]
        );
        let somebody = NewContact {
            organisation: "caf".to_owned(),
            name: "Mme Exemple".to_owned(),
            phone: "poste 12".to_owned(),
            note: String::new(),
        };
        assert!(wrong(&somebody).is_empty());
    }
}
