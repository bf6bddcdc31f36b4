//! Where a right stands, as it is sealed. Old rows must keep opening: add fields with `#[serde(default)]`, remove none.

use app::follow_up::{Cause, Doer, Grant, Refusal, Reminder, Standing, State};
use chrono::NaiveDate;
use rules::Period;
use serde::{Deserialize, Serialize};

use super::StoreError;

/// What is sealed in `follow_ups.content` and in `follow_up_steps.content`.
#[derive(Serialize, Deserialize)]
pub(super) struct Kept {
    right: String,
    state: String,
    on: NaiveDate,
    doer: String,
    #[serde(default)]
    from: Option<NaiveDate>,
    #[serde(default)]
    until: Option<NaiveDate>,
    #[serde(default)]
    amount: Option<(i64, Period)>,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    decision: String,
    #[serde(default)]
    documents: Vec<String>,
    #[serde(default)]
    cause: Option<String>,
    #[serde(default)]
    institution: Option<String>,
    #[serde(default)]
    reminder: Option<(NaiveDate, String)>,
    #[serde(default)]
    settled: bool,
    /// What the agent added with the step that led here.
    #[serde(default)]
    pub(super) note: String,
}

impl Kept {
    pub(super) fn new(standing: &Standing, note: &str) -> Self {
        let reminder = standing.reminder.as_ref();
        Self {
            right: standing.right.clone(),
            state: standing.state.word().to_owned(),
            on: standing.on,
            doer: standing.doer.word().to_owned(),
            from: standing.grant.from,
            until: standing.grant.until,
            amount: standing.grant.amount,
            reason: standing.refusal.reason.clone(),
            decision: standing.refusal.decision.clone(),
            documents: standing.documents.clone(),
            cause: standing.cause.map(|cause| cause.word().to_owned()),
            institution: standing.institution.clone(),
            reminder: reminder.map(|reminder| (reminder.on, reminder.what.clone())),
            settled: standing.settled,
            note: note.to_owned(),
        }
    }

    pub(super) fn standing(self) -> Result<Standing, StoreError> {
        const UNREAD: StoreError = StoreError::Unexpected("follow_ups.content");
        let cause = self.cause.map(|word| Cause::parse(&word).ok_or(UNREAD));
        Ok(Standing {
            right: self.right,
            state: State::parse(&self.state).ok_or(UNREAD)?,
            on: self.on,
            doer: Doer::parse(&self.doer).ok_or(UNREAD)?,
            grant: Grant {
                from: self.from,
                until: self.until,
                amount: self.amount,
            },
            refusal: Refusal {
                reason: self.reason,
                decision: self.decision,
            },
            documents: self.documents,
            cause: cause.transpose()?,
            institution: self.institution,
            reminder: self.reminder.map(|(on, what)| Reminder { on, what }),
            settled: self.settled,
        })
    }
}
