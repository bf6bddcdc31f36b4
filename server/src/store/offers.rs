//! Offers: the people to whom a bilan is to be offered, for the agents of their structure alone.
//!
//! Who they are is sealed as one value; [`Store::list_people`] finds the same person again by an index of name and day of birth. A bilan
//! that is opened for somebody here is opened in `bilans`, with the offer's own transaction.

use app::offers::{AGAIN_MONTHS, Listed, NewOffer, Offer, OfferState};
use chrono::{DateTime, Months, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use super::{
    BeginWrite as _, Store, StoreError,
    journal::{Entry, Event, write_journal},
    on_pool, on_writer,
};
use crate::{
    geography::plain,
    seal::{Place, Sealed},
    session::Agent,
};

pub(super) const CONTENT: Place = Place {
    table: "offers",
    column: "content",
};

/// Takes an offer before its bilan is opened: of two agents at once, the second finds what the first opened.
pub(super) const TAKE: &str = "UPDATE offers SET at = at WHERE id = $1 AND structure_id = $2
                               RETURNING id, content, state, listed_on, bilan_id";
/// Says that its bilan was opened.
pub(super) const HOLD: &str =
    "UPDATE offers SET state = 'held', bilan_id = $1, at = $2 WHERE id = $3";

/// Somebody as they are sealed. Old rows must keep opening: add fields with `#[serde(default)]`, remove none.
#[derive(Serialize, Deserialize)]
struct Kept {
    first_name: String,
    last_name: String,
    born: NaiveDate,
    contact: String,
}

#[derive(sqlx::FromRow)]
pub(super) struct Row {
    id: Uuid,
    content: Sealed,
    state: String,
    listed_on: NaiveDate,
    bilan_id: Option<Uuid>,
}

impl Store {
    /// The list of the agent's structure: those who wait, and those listed lately; by state, then by name.
    pub async fn offers(&self, agent: &Agent, today: NaiveDate) -> Result<Vec<Offer>, StoreError> {
        const SQL: &str = "SELECT id, content, state, listed_on, bilan_id FROM offers
                           WHERE structure_id = $1 AND (state IN ('waiting', 'unreached') OR listed_on > $2)";
        let rows: Vec<Row> = on_pool!(self.pools, |pool| sqlx::query_as(SQL)
            .bind(agent.structure())
            .bind(lately(today))
            .fetch_all(pool)
            .await)?;
        let offers = rows.iter().map(|row| self.open_offer(row));
        let mut offers = offers.collect::<Result<Vec<Offer>, StoreError>>()?;
        offers.sort_by_cached_key(|offer| {
            let rank = OfferState::ALL
                .iter()
                .position(|state| *state == offer.state);
            (
                rank,
                plain(&offer.who.last_name),
                plain(&offer.who.first_name),
                offer.id,
            )
        });
        Ok(offers)
    }

    /// Adds people to the list of the agent's structure. Whoever waits on it, or was on it less than [`AGAIN_MONTHS`] ago, is known.
    pub async fn list_people(
        &self,
        agent: &Agent,
        people: &[NewOffer],
        today: NaiveDate,
        now: DateTime<Utc>,
    ) -> Result<Listed, StoreError> {
        const SQL: &str = "INSERT INTO offers (id, structure_id, person_index, content, state, listed_on, at)
                           SELECT $1, $2, $3, $4, 'waiting', $5, $6
                           WHERE NOT EXISTS (SELECT 1 FROM offers
                                             WHERE structure_id = $2 AND person_index = $3 AND listed_on > $7)
                           ON CONFLICT (structure_id, person_index) WHERE state IN ('waiting', 'unreached') DO NOTHING";
        Ok(on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            let mut listed = Listed::default();
            for who in people {
                let id = Uuid::now_v7();
                let kept = Kept {
                    first_name: who.first_name.clone(),
                    last_name: who.last_name.clone(),
                    born: who.born,
                    contact: who.contact.clone(),
                };
                let added = sqlx::query(SQL)
                    .bind(id)
                    .bind(agent.structure())
                    .bind(self.offer_index(who))
                    .bind(self.vault.seal(CONTENT, id, &kept)?)
                    .bind(today)
                    .bind(now)
                    .bind(lately(today))
                    .execute(&mut *tx)
                    .await?
                    .rows_affected();
                if added > 0 {
                    listed.added += 1;
                } else {
                    listed.known += 1;
                }
            }
            let details = json!({"added": listed.added, "known": listed.known});
            write_journal!(
                self,
                tx,
                Entry::by(agent, Event::PeopleListed, details, now)
            );
            tx.commit().await?;
            listed
        }))
    }

    /// Says what became of an offer. `false` when it is not on the structure's list, or its bilan was begun.
    pub async fn set_offer(
        &self,
        agent: &Agent,
        id: Uuid,
        state: OfferState,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        const SQL: &str = "UPDATE offers SET state = $1, at = $2
                           WHERE id = $3 AND structure_id = $4 AND state <> 'held'";
        if state == OfferState::Held {
            return Ok(false);
        }
        Ok(on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            let set = sqlx::query(SQL)
                .bind(state.word())
                .bind(now)
                .bind(id)
                .bind(agent.structure())
                .execute(&mut *tx)
                .await?
                .rows_affected()
                > 0;
            if set {
                let details = json!({"offer": id, "state": state.word()});
                write_journal!(self, tx, Entry::by(agent, Event::OfferSet, details, now));
                tx.commit().await?;
            }
            set
        }))
    }

    pub(super) fn open_offer(&self, row: &Row) -> Result<Offer, StoreError> {
        let kept: Kept = self.vault.open(CONTENT, row.id, &row.content)?;
        Ok(Offer {
            id: row.id,
            who: NewOffer {
                first_name: kept.first_name,
                last_name: kept.last_name,
                born: kept.born,
                contact: kept.contact,
            },
            listed_on: row.listed_on,
            state: OfferState::parse(&row.state).ok_or(StoreError::Unexpected("offers.state"))?,
            bilan: row.bilan_id,
        })
    }

    /// Case, accents, hyphens and spaces of names do not count.
    pub(super) fn offer_index(&self, who: &NewOffer) -> Vec<u8> {
        let (last, first) = (plain(&who.last_name), plain(&who.first_name));
        self.vault.index(
            "offers.person",
            &[
                last.as_bytes(),
                first.as_bytes(),
                who.born.to_string().as_bytes(),
            ],
        )
    }
}

fn lately(today: NaiveDate) -> NaiveDate {
    today
        .checked_sub_months(Months::new(AGAIN_MONTHS))
        .unwrap_or(today)
}
