//! Figures: facts with a day and a structure, of nobody. An observer of the council and an administrator count every structure's;
//! anybody else what their own held or follows. Training bilans are counted by nobody.

use app::figures::{BilanFact, Facts, FoundFact, OfferFact, Reach, StepFact, quarter::Quarter};
use app::offers::OfferState;
use app::structures::roles::{Role, may};
use chrono::NaiveDate;
use rules::Outcome;
use serde::Deserialize;
use uuid::Uuid;

use super::{
    Store, StoreError, follow_ups::STEP, issued::FINDINGS, on_pool, person_keys::Key, standing,
};
use crate::{seal::Sealed, session::Agent};

#[derive(sqlx::FromRow)]
struct OfferRow {
    id: Uuid,
    structure: String,
    listed_on: NaiveDate,
    state: String,
}

#[derive(sqlx::FromRow)]
struct BilanRow {
    id: Uuid,
    structure: String,
    territory: String,
    opened_on: NaiveDate,
    state: String,
}

#[derive(sqlx::FromRow)]
struct FoundRow {
    id: Uuid,
    bilan_id: Uuid,
    structure: String,
    territory: String,
    findings: Sealed,
    #[sqlx(flatten)]
    key: Key,
}

#[derive(sqlx::FromRow)]
struct StepRow {
    id: Uuid,
    follow_up: Uuid,
    bilan_id: Uuid,
    structure: String,
    territory: String,
    opened_on: NaiveDate,
    content: Sealed,
    #[sqlx(flatten)]
    key: Key,
}

/// Of what a copy said, what is counted.
#[derive(Deserialize)]
struct Copy {
    findings: Vec<Line>,
}

#[derive(Deserialize)]
struct Line {
    right: String,
    outcome: Outcome,
}

impl Store {
    /// The facts of a quarter and of those before it, territories by the codes of their communes. [`StoreError::NoAgreement`] when the structure's agreement does not allow figures;
    /// `None` for whoever may see none.
    pub async fn facts(
        &self,
        agent: &Agent,
        quarter: Quarter,
    ) -> Result<Option<Facts>, StoreError> {
        const KIND: &str = "SELECT kind FROM structures WHERE id = $1";
        const OFFERS: &str = "SELECT o.id, s.name AS structure, o.listed_on, o.state
                              FROM offers o JOIN structures s ON s.id = o.structure_id
                              WHERE ($1 OR o.structure_id = $2) AND o.listed_on BETWEEN $3 AND $4";
        const BILANS: &str = "SELECT b.id, s.name AS structure, s.territory, b.opened_on, b.state
                              FROM bilans b JOIN structures s ON s.id = b.structure_id
                              WHERE ($1 OR b.structure_id = $2) AND b.kind = 'real' AND b.opened_on BETWEEN $3 AND $4";
        const FOUND: &str = "SELECT i.id, i.bilan_id, s.name AS structure, s.territory, i.findings, k.person_id, k.wrapped
                             FROM issued i
                             JOIN bilans b ON b.id = i.bilan_id
                             JOIN person_keys k ON k.person_id = b.person_id
                             JOIN structures s ON s.id = b.structure_id
                             WHERE ($1 OR b.structure_id = $2) AND b.kind = 'real' AND b.opened_on BETWEEN $3 AND $4
                               AND NOT EXISTS (SELECT 1 FROM issued later
                                               WHERE later.bilan_id = i.bilan_id AND later.number > i.number)";
        const STEPS: &str = "SELECT t.id, f.id AS follow_up, f.bilan_id, s.name AS structure, h.territory, b.opened_on, t.content,
                                    k.person_id, k.wrapped
                             FROM follow_up_steps t
                             JOIN follow_ups f ON f.id = t.follow_up_id
                             JOIN bilans b ON b.id = f.bilan_id
                             JOIN person_keys k ON k.person_id = b.person_id
                             JOIN structures s ON s.id = f.structure_id
                             JOIN structures h ON h.id = b.structure_id
                             WHERE ($1 OR b.structure_id = $2 OR f.structure_id = $2) AND b.kind = 'real'
                             ORDER BY t.at, t.id";
        if !agent.roles().may(may::FIGURES) {
            return Ok(None);
        }
        if !agent.allowed().figures {
            return Err(StoreError::NoAgreement);
        }
        let (from, to) = (quarter.first(), quarter.last());
        type Rows = (
            bool,
            Vec<OfferRow>,
            Vec<BilanRow>,
            Vec<FoundRow>,
            Vec<StepRow>,
        );
        let (everywhere, offers, bilans, found, steps): Rows = on_pool!(self.pools, |pool| {
            let structure = agent.structure();
            let kind: String = sqlx::query_scalar(KIND)
                .bind(structure)
                .fetch_one(pool)
                .await?;
            let observer = agent.roles().has(Role::Observer) && kind == "council";
            let all = agent.roles().has(Role::Administrator) || observer;
            (
                all,
                sqlx::query_as(OFFERS)
                    .bind(all)
                    .bind(structure)
                    .bind(from)
                    .bind(to)
                    .fetch_all(pool)
                    .await?,
                sqlx::query_as(BILANS)
                    .bind(all)
                    .bind(structure)
                    .bind(from)
                    .bind(to)
                    .fetch_all(pool)
                    .await?,
                sqlx::query_as(FOUND)
                    .bind(all)
                    .bind(structure)
                    .bind(from)
                    .bind(to)
                    .fetch_all(pool)
                    .await?,
                sqlx::query_as(STEPS)
                    .bind(all)
                    .bind(structure)
                    .fetch_all(pool)
                    .await?,
            )
        });
        Ok(Some(Facts {
            reach: if everywhere {
                Reach::Territory
            } else {
                Reach::Structure(agent.structure_name().to_owned())
            },
            offers: offers.into_iter().map(offer).collect::<Result<_, _>>()?,
            bilans: bilans.into_iter().map(bilan).collect(),
            found: self.open_found(found)?,
            steps: steps
                .into_iter()
                .map(|row| self.open_step(row))
                .collect::<Result<_, _>>()?,
        }))
    }

    fn open_found(&self, rows: Vec<FoundRow>) -> Result<Vec<FoundFact>, StoreError> {
        let mut found = Vec::new();
        for row in rows {
            let vault = self.vault_of(&row.key)?;
            let copy: Copy = vault.open(FINDINGS, row.id, &row.findings)?;
            let lines = copy.findings.into_iter();
            let told =
                lines.filter(|line| matches!(line.outcome, Outcome::Probable | Outcome::MayAsk));
            found.extend(told.map(|line| FoundFact {
                bilan: row.bilan_id,
                structure: row.structure.clone(),
                territory: row.territory.clone(),
                right: line.right,
            }));
        }
        Ok(found)
    }

    fn open_step(&self, row: StepRow) -> Result<StepFact, StoreError> {
        let vault = self.vault_of(&row.key)?;
        let kept: standing::Kept = vault.open(STEP, row.id, &row.content)?;
        Ok(StepFact {
            follow_up: row.follow_up,
            bilan: row.bilan_id,
            structure: row.structure,
            territory: row.territory,
            opened_on: row.opened_on,
            standing: kept.standing()?,
        })
    }
}

fn offer(row: OfferRow) -> Result<OfferFact, StoreError> {
    Ok(OfferFact {
        id: row.id,
        state: OfferState::parse(&row.state).ok_or(StoreError::Unexpected("offers.state"))?,
        structure: row.structure,
        listed_on: row.listed_on,
    })
}

fn bilan(row: BilanRow) -> BilanFact {
    BilanFact {
        id: row.id,
        structure: row.structure,
        territory: row.territory,
        opened_on: row.opened_on,
        closed: row.state == "closed",
    }
}
