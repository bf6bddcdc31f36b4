//! Issued findings: what a copy said, frozen with the catalogue's version, so that it reprints exactly.

use app::desk::{Issued, PaperFindings};
use chrono::{DateTime, Utc};
use rules::Evaluation;
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use super::{
    BeginWrite as _, Store, StoreError,
    journal::{Entry, Event, write_journal},
    on_writer,
    person_keys::vault_of_bilan,
};
use crate::{
    seal::{PersonVault, Place, Sealed},
    session::Agent,
};

/// What a copy said.
pub(super) const FINDINGS: Place = Place {
    table: "issued",
    column: "findings",
};

/// The last copy of a bilan, by its number: a clock may go back. Read with the bilan (`store/bilans.rs`); nothing before the first one.
#[derive(sqlx::FromRow)]
pub(super) struct Row {
    issued_id: Option<Uuid>,
    findings: Option<Sealed>,
    issued_at: Option<DateTime<Utc>>,
}

/// What is sealed in `issued.findings`. Old rows must keep opening: add fields with `#[serde(default)]`, remove none.
#[derive(Serialize, Deserialize)]
struct Kept {
    #[serde(flatten)]
    evaluation: Evaluation,
    /// What the paper was made from, and whether it was the full one; older rows have none.
    #[serde(default)]
    paper: Option<(bool, Evaluation)>,
}

impl Store {
    /// Freezes what was found and what the copy says, because it leaves the office. `None` when there is no such bilan for this agent.
    pub async fn issue(
        &self,
        agent: &Agent,
        bilan: Uuid,
        evaluation: &Evaluation,
        paper: &PaperFindings,
        now: DateTime<Utc>,
    ) -> Result<Option<Issued>, StoreError> {
        // Locks the bilan: two copies made at once have two numbers.
        const OURS: &str = "UPDATE bilans SET changed_at = changed_at
                            WHERE id = $1 AND structure_id = $2 RETURNING id";
        const SQL: &str =
            "INSERT INTO issued (id, bilan_id, agent_id, catalogue, findings, at, number)
                           VALUES ($1, $2, $3, $4, $5, $6,
                                   (SELECT COALESCE(MAX(number), 0) + 1 FROM issued WHERE bilan_id = $2))";
        let id = Uuid::now_v7();
        let kept = Kept {
            evaluation: evaluation.clone(),
            paper: Some((paper.full, paper.evaluation.clone())),
        };
        Ok(on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            let ours: Option<Uuid> = sqlx::query_scalar(OURS)
                .bind(bilan)
                .bind(agent.structure())
                .fetch_optional(&mut *tx)
                .await?;
            if ours.is_none() {
                return Ok(None);
            }
            let findings = vault_of_bilan!(self, tx, bilan).seal(FINDINGS, id, &kept)?;
            sqlx::query(SQL)
                .bind(id)
                .bind(bilan)
                .bind(agent.id())
                .bind(&evaluation.catalogue)
                .bind(findings)
                .bind(now)
                .execute(&mut *tx)
                .await?;
            let details = json!({ "catalogue": evaluation.catalogue });
            write_journal!(
                self,
                tx,
                Entry::on_bilan(agent, bilan, Event::CopyIssued, details, now)
            );
            tx.commit().await?;
            Some(Issued {
                evaluation: evaluation.clone(),
                paper: Some(paper.clone()),
                at: now,
            })
        }))
    }
}

pub(super) fn open_issued(
    vault: &PersonVault<'_>,
    row: &Row,
) -> Result<Option<Issued>, StoreError> {
    let (Some(id), Some(findings), Some(at)) = (row.issued_id, &row.findings, row.issued_at) else {
        return Ok(None);
    };
    let kept: Kept = vault.open(FINDINGS, id, findings)?;
    Ok(Some(Issued {
        evaluation: kept.evaluation,
        paper: kept
            .paper
            .map(|(full, evaluation)| PaperFindings { full, evaluation }),
        at,
    }))
}
