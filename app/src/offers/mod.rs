//! People to whom a bilan is to be offered: whoever applies for RSA. The list says who was offered one, who wished for none and who could
//! not be reached, so that coverage is known and nobody is forgotten. Wishing for none is nobody's fault: it is asked once and it ends
//! there.
//!
//! [`list`] reads the lines that are pasted from a spreadsheet, [`form`] what was posted. To add something the page needs: a method of [`OffersDesk`], one in the
//! server's, one in the tests'.

pub mod form;
pub mod list;

use async_trait::async_trait;
use chrono::NaiveDate;
use uuid::Uuid;

use crate::desk::DeskError;

/// Months after which somebody who had a bilan, or wished for none, may be listed again.
pub const AGAIN_MONTHS: u32 = 12;

/// What became of an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfferState {
    /// Nobody has offered it yet.
    Waiting,
    /// The person could not be reached.
    Unreached,
    /// The person had the bilan, or has begun it.
    Held,
    /// The person wishes for none.
    Declined,
}

impl OfferState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Waiting, Self::Unreached, Self::Held, Self::Declined];

    /// The word kept in the database and sent by forms.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Unreached => "unreached",
            Self::Held => "held",
            Self::Declined => "declined",
        }
    }

    /// The state of a word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// Somebody to whom a bilan is to be offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewOffer {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// The day of birth: with the name, it tells that two lines are the same person.
    pub born: NaiveDate,
    /// How to reach them; may be empty.
    pub contact: String,
}

/// The same, on the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Its identifier.
    pub id: Uuid,
    /// Who.
    pub who: NewOffer,
    /// The day they were listed.
    pub listed_on: NaiveDate,
    /// What became of it.
    pub state: OfferState,
    /// Their bilan, once begun.
    pub bilan: Option<Uuid>,
}

/// What became of lines that were added.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Listed {
    /// People added.
    pub added: usize,
    /// People who were on the list already: nothing changed for them.
    pub known: usize,
}

/// The part of the desk that offers.
#[async_trait]
pub trait OffersDesk {
    /// The list of the agent's structure: those who wait first, by name; of the others, those listed in the last [`AGAIN_MONTHS`].
    async fn offers(&self) -> Result<Vec<Offer>, DeskError>;
    /// Adds people to it; those who are there already stay as they are.
    async fn list_people(&self, people: Vec<NewOffer>) -> Result<Listed, DeskError>;
    /// Says what became of an offer. One whose bilan was begun stays as it is: [`DeskError::NotFound`].
    async fn set_offer(&self, id: Uuid, state: OfferState) -> Result<(), DeskError>;
    /// Opens the bilan of somebody on the list and returns its identifier: with their name, and the RSA application. The one that was
    /// begun already, when a colleague was quicker.
    async fn open_offered(&self, id: Uuid) -> Result<Uuid, DeskError>;
}
