//! The desk's part about the people to whom a bilan is to be offered.

use app::{
    desk::DeskError,
    offers::{Listed, NewOffer, Offer, OfferState, OffersDesk},
};
use async_trait::async_trait;
use uuid::Uuid;

use super::{AgentDesk, found, unavailable};

#[async_trait]
impl OffersDesk for AgentDesk {
    async fn offers(&self) -> Result<Vec<Offer>, DeskError> {
        let (store, today) = (&self.office.store, self.office.clock.today());
        let offers = store.offers(self.proof()?, today).await;
        offers.map_err(unavailable)
    }

    async fn list_people(&self, people: Vec<NewOffer>) -> Result<Listed, DeskError> {
        let (store, clock) = (&self.office.store, &self.office.clock);
        let listed = store
            .list_people(self.proof()?, &people, clock.today(), clock.now())
            .await;
        listed.map_err(unavailable)
    }

    async fn set_offer(&self, id: Uuid, state: OfferState) -> Result<(), DeskError> {
        let (store, now) = (&self.office.store, self.office.clock.now());
        found(store.set_offer(self.proof()?, id, state, now).await)
    }

    async fn open_offered(&self, id: Uuid) -> Result<Uuid, DeskError> {
        let (store, clock) = (&self.office.store, &self.office.clock);
        let opened = store
            .open_offered(self.proof()?, id, clock.today(), clock.now())
            .await;
        opened.map_err(unavailable)?.ok_or(DeskError::NotFound)
    }
}
