//! The people to whom a bilan is to be offered, in memory: nobody, until some are added.

use app::desk::DeskError;
use app::figures::{Facts, FiguresDesk, Reach, quarter::Quarter};
use app::offers::{Listed, NewOffer, Offer, OfferState, OffersDesk};
use async_trait::async_trait;
use uuid::Uuid;

use super::Office;

#[async_trait]
impl OffersDesk for Office {
    async fn offers(&self) -> Result<Vec<Offer>, DeskError> {
        Ok(Vec::new())
    }
    async fn list_people(&self, people: Vec<NewOffer>) -> Result<Listed, DeskError> {
        Ok(Listed {
            added: people.len(),
            known: 0,
        })
    }
    async fn set_offer(&self, _id: Uuid, _state: OfferState) -> Result<(), DeskError> {
        Err(DeskError::NotFound)
    }
    async fn open_offered(&self, _id: Uuid) -> Result<Uuid, DeskError> {
        Err(DeskError::NotFound)
    }
}

#[async_trait]
impl FiguresDesk for Office {
    async fn facts(&self, _quarter: Quarter) -> Result<Facts, DeskError> {
        Ok(Facts {
            reach: Reach::Territory,
            offers: Vec::new(),
            bilans: Vec::new(),
            found: Vec::new(),
            steps: Vec::new(),
        })
    }
}
