//! What rights became, in memory.

use app::desk::{Desk, DeskError};
use app::follow_up::bench::{Asked, Bench, Followed, Followers};
use app::follow_up::{
    Contact, EndingMandate, FollowUp, FollowUpDesk, Mandate, Move, Moved, NewContact, NewMandate,
    Standing, Step,
};
use app::orientation::OrientationDesk;
use async_trait::async_trait;
use chrono::NaiveDate;
use uuid::Uuid;

use super::Office;

fn refused<T>(_: T) -> DeskError {
    DeskError::Unavailable
}

const AUTHOR: &str = "Nadia B.";

#[async_trait]
impl FollowUpDesk for Office {
    async fn follow_ups(&self, bilan: Uuid) -> Result<Vec<FollowUp>, DeskError> {
        let all = self.followed.lock().map_err(refused)?;
        let of = all.iter().filter(|(id, _)| *id == bilan);
        Ok(of.map(|(_, known)| known.clone()).collect())
    }
    async fn steps(&self, bilan: Uuid, right: &str) -> Result<Vec<Step>, DeskError> {
        let all = self.steps.lock().map_err(refused)?;
        let of = all
            .iter()
            .filter(|(id, step)| *id == bilan && step.standing.right == right);
        Ok(of.map(|(_, step)| step.clone()).collect())
    }
    async fn start_following(&self, bilan: Uuid, first: Vec<Standing>) -> Result<(), DeskError> {
        if !first.is_empty() {
            self.follow(bilan, true).await?;
        }
        for standing in first {
            let followed = self.follow_ups(bilan).await?;
            if followed
                .iter()
                .all(|known| known.standing.right != standing.right)
            {
                let to = Move {
                    standing,
                    note: String::new(),
                    seen: 0,
                };
                self.move_on(bilan, to).await?;
            }
        }
        Ok(())
    }
    async fn move_on(&self, bilan: Uuid, to: Move) -> Result<Moved, DeskError> {
        let at = self.now();
        let mut all = self.followed.lock().map_err(refused)?;
        let is_it = |(id, known): &&mut (Uuid, FollowUp)| {
            *id == bilan && known.standing.right == to.standing.right
        };
        match all.iter_mut().find(is_it) {
            Some((_, known)) if known.version != to.seen => {
                return Ok(Moved::Stale(Box::new(known.clone())));
            }
            Some((_, known)) => {
                known.standing = to.standing.clone();
                known.version += 1;
                known.at = at;
            }
            None => all.push((
                bilan,
                FollowUp {
                    standing: to.standing.clone(),
                    version: 1,
                    author: AUTHOR.to_owned(),
                    at,
                },
            )),
        }
        let step = Step {
            standing: to.standing,
            note: to.note,
            author: AUTHOR.to_owned(),
            at,
        };
        self.steps.lock().map_err(refused)?.push((bilan, step));
        Ok(Moved::Done)
    }
    async fn bench(&self, asked: Asked) -> Result<Bench, DeskError> {
        let mut people = Vec::new();
        for card in self.bilans().await? {
            let followers = self.followers(card.id).await?;
            let rights = self.follow_ups(card.id).await?;
            if followers.mine || (asked.all && !rights.is_empty()) {
                people.push(Followed {
                    bilan: card.id,
                    reference: card.reference,
                    name: card.name,
                    opened_on: card.opened_on,
                    state: card.state,
                    followers,
                    rights,
                    orientations: self.orientations(card.id).await?,
                });
            }
        }
        Ok(Bench {
            people,
            more: false,
        })
    }
    async fn followers(&self, bilan: Uuid) -> Result<Followers, DeskError> {
        let mine = self.mine.lock().map_err(refused)?.contains(&bilan);
        Ok(Followers {
            names: mine.then(|| AUTHOR.to_owned()).into_iter().collect(),
            mine,
        })
    }
    async fn follow(&self, bilan: Uuid, on: bool) -> Result<(), DeskError> {
        let mut mine = self.mine.lock().map_err(refused)?;
        mine.retain(|id| *id != bilan);
        mine.extend(on.then_some(bilan));
        Ok(())
    }
    async fn all_steps(&self) -> Result<Vec<(Uuid, Standing)>, DeskError> {
        let all = self.steps.lock().map_err(refused)?;
        // One identifier for each right of each bilan.
        let id = |bilan: &Uuid, right: &str| {
            let salt = right
                .bytes()
                .fold(0_u128, |sum, byte| sum * 31 + u128::from(byte));
            Uuid::from_u128(bilan.as_u128().wrapping_add(salt))
        };
        let told = all
            .iter()
            .map(|(bilan, step)| (id(bilan, &step.standing.right), step.standing.clone()));
        Ok(told.collect())
    }
    async fn mandates(&self, bilan: Uuid) -> Result<Vec<Mandate>, DeskError> {
        let all = self.mandates.lock().map_err(refused)?;
        let of = all.iter().filter(|(id, _)| *id == bilan);
        Ok(of.map(|(_, mandate)| mandate.clone()).collect())
    }
    async fn add_mandate(&self, bilan: Uuid, mandate: NewMandate) -> Result<(), DeskError> {
        let mut all = self.mandates.lock().map_err(refused)?;
        let id = Uuid::from_u128(400 + all.len() as u128);
        let kept = Mandate {
            id,
            what: mandate,
            agent: AUTHOR.to_owned(),
            revoked_at: None,
        };
        all.push((bilan, kept));
        Ok(())
    }
    async fn revoke_mandate(&self, bilan: Uuid, mandate: Uuid) -> Result<(), DeskError> {
        let now = self.now();
        let mut all = self.mandates.lock().map_err(refused)?;
        let known = all
            .iter_mut()
            .find(|(id, known)| *id == bilan && known.id == mandate);
        known
            .map(|(_, known)| known.revoked_at = Some(now))
            .ok_or(DeskError::NotFound)
    }
    async fn ending_mandates(&self, by: NaiveDate) -> Result<Vec<EndingMandate>, DeskError> {
        let (cards, today) = (self.bilans().await?, self.today());
        let all = self.mandates.lock().map_err(refused)?;
        let ending = all
            .iter()
            .filter(|(_, known)| known.is_in_force(today) && known.what.ends_on <= by);
        let told = ending.filter_map(|(bilan, mandate)| {
            let card = cards.iter().find(|card| card.id == *bilan)?;
            Some(EndingMandate {
                bilan: *bilan,
                reference: card.reference.clone(),
                mandate: mandate.clone(),
            })
        });
        Ok(told.collect())
    }
    async fn contacts(&self) -> Result<Vec<Contact>, DeskError> {
        Ok(self.contacts.lock().map_err(refused)?.clone())
    }
    async fn add_contact(&self, contact: NewContact) -> Result<(), DeskError> {
        let mut all = self.contacts.lock().map_err(refused)?;
        let id = Uuid::from_u128(500 + all.len() as u128);
        all.push(Contact { id, who: contact });
        Ok(())
    }
    async fn close_contact(&self, contact: Uuid) -> Result<(), DeskError> {
        let mut all = self.contacts.lock().map_err(refused)?;
        all.retain(|known| known.id != contact);
        Ok(())
    }
}
