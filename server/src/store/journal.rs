//! The journal: who read, changed or handed out what. Always written in the transaction of what it tells, each line a link of
//! the chain of its structure (`chain.rs`).
//!
//! To journal one more thing: a variant of [`Event`], and `write_journal!` last in the transaction, because the chain waits for
//! its end.

use std::borrow::Cow;

use app::desk::{HistoryEvent, HistoryLine};
use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{BeginWrite as _, Store, StoreError, agents, on_pool, on_writer, person_keys::Key};
use crate::{
    seal::{Place, Sealed, Under},
    session::Agent,
};

pub(super) const DETAILS: Place = Place {
    table: "journal",
    column: "details",
};

/// The SQL of one line, for `write_journal!`.
pub(super) const INSERT: &str =
    "INSERT INTO journal (id, at, structure_id, agent_id, bilan_id, event, details, seq, digest, link)
                                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

/// What is journaled. The word is in clear in the database: it says the kind, never the matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Event {
    AgentAdded,
    AgreementAdded,
    AgreementEnded,
    AnswersSaved,
    BilanClosed,
    BilanFollowed,
    BilanLeft,
    BilanOpened,
    BilanRead,
    BilanReopened,
    BilanShared,
    CopyIssued,
    DataGiven,
    DirectoryAdded,
    DirectoryCorrected,
    ErasureAsked,
    ErasureRefused,
    FindableSet,
    InvitationMade,
    InvitationWithdrawn,
    Joined,
    JournalRead,
    JournalShortened,
    LegalFrameSet,
    ListsPurged,
    OpenedInEmergency,
    ContactAdded,
    ContactClosed,
    FollowUpBegun,
    FollowUpMoved,
    MandateKept,
    MandateRevoked,
    OfferSet,
    NoteAdded,
    NoteCorrected,
    OrientationMade,
    OrientationMoved,
    OrientationRead,
    OrientationWithdrawn,
    PasswordChanged,
    PeopleListed,
    PersonErased,
    PersonSought,
    ProviderLinked,
    ProviderUnlinked,
    RecoveryCodeUsed,
    RecoveryCodesRenewed,
    RetentionSet,
    RolesChanged,
    SecondFactorRemoved,
    SecondFactorRequired,
    SecondFactorSet,
    ShareRevoked,
    ShareTaken,
    RoomClosed,
    SignedIn,
    SignedOut,
    SlotGivenBack,
    SlotHeld,
    SlotMoved,
    StructureAdded,
    StructureChanged,
    StructureClosed,
    StructureCorrected,
    StructureExported,
    StructureImported,
    SupportIssued,
    TrainingErased,
}

impl Event {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::AgentAdded => "agent added",
            Self::AgreementAdded => "agreement added",
            Self::AgreementEnded => "agreement ended",
            Self::AnswersSaved => "answers saved",
            Self::BilanClosed => "bilan closed",
            Self::BilanFollowed => "bilan followed",
            Self::BilanLeft => "bilan no longer followed",
            Self::BilanOpened => "bilan opened",
            Self::BilanRead => "bilan read",
            Self::BilanReopened => "bilan reopened",
            Self::BilanShared => "bilan shared",
            Self::ContactAdded => "contact added",
            Self::ContactClosed => "contact closed",
            Self::CopyIssued => "copy issued",
            Self::ErasureAsked => "erasure asked",
            Self::ErasureRefused => "erasure refused",
            Self::FindableSet => "may be found set",
            Self::OpenedInEmergency => "opened in emergency",
            Self::PersonErased => "person erased",
            Self::PersonSought => "person sought",
            Self::ProviderLinked => "provider linked",
            Self::ProviderUnlinked => "provider unlinked",
            Self::ShareRevoked => "share taken back",
            Self::ShareTaken => "share taken",
            Self::DataGiven => "data given",
            Self::DirectoryAdded => "directory line added",
            Self::DirectoryCorrected => "directory line corrected",
            Self::InvitationMade => "invitation made",
            Self::InvitationWithdrawn => "invitation withdrawn",
            Self::Joined => "joined a structure",
            Self::JournalRead => "journal read",
            Self::JournalShortened => "journal shortened",
            Self::LegalFrameSet => "legal frame set",
            Self::ListsPurged => "lists purged",
            Self::FollowUpBegun => "follow-up begun",
            Self::FollowUpMoved => "follow-up moved",
            Self::MandateKept => "mandate kept",
            Self::MandateRevoked => "mandate revoked",
            Self::OfferSet => "offer set",
            Self::PeopleListed => "people listed",
            Self::NoteAdded => "note added",
            Self::NoteCorrected => "note corrected",
            Self::OrientationMade => "orientation made",
            Self::OrientationMoved => "orientation moved",
            Self::OrientationRead => "orientation read",
            Self::OrientationWithdrawn => "orientation withdrawn",
            Self::PasswordChanged => "password changed",
            Self::RecoveryCodeUsed => "recovery code used",
            Self::RecoveryCodesRenewed => "recovery codes renewed",
            Self::RetentionSet => "retention set",
            Self::RolesChanged => "roles changed",
            Self::SecondFactorRemoved => "second factor removed",
            Self::SecondFactorRequired => "second factor required",
            Self::SecondFactorSet => "second factor set",
            Self::RoomClosed => "room closed",
            Self::SignedIn => "signed in",
            Self::SignedOut => "signed out",
            Self::SlotGivenBack => "slot given back",
            Self::SlotHeld => "slot held",
            Self::SlotMoved => "slot moved",
            Self::StructureAdded => "structure added",
            Self::StructureChanged => "works elsewhere",
            Self::StructureClosed => "structure closed",
            Self::StructureCorrected => "structure corrected",
            Self::StructureExported => "structure exported",
            Self::StructureImported => "structure imported",
            Self::SupportIssued => "support issued",
            Self::TrainingErased => "training erased",
        }
    }
}

/// One line about to be written.
pub(super) struct Entry {
    pub(super) at: DateTime<Utc>,
    /// Where they worked: the line belongs to the chain of this structure.
    pub(super) structure: Uuid,
    pub(super) agent: Option<Uuid>,
    pub(super) bilan: Option<Uuid>,
    pub(super) event: Event,
    pub(super) details: Value,
}

impl Entry {
    /// A line about a bilan, by the agent who acts.
    pub(super) fn on_bilan(
        agent: &Agent,
        bilan: Uuid,
        event: Event,
        details: Value,
        at: DateTime<Utc>,
    ) -> Self {
        Self {
            at,
            structure: agent.structure(),
            agent: Some(agent.id()),
            bilan: Some(bilan),
            event,
            details,
        }
    }

    /// A line about nobody's file, by the agent who acts.
    pub(super) fn by(agent: &Agent, event: Event, details: Value, at: DateTime<Utc>) -> Self {
        Self::on_agent(agent.structure(), agent.id(), event, details, at)
    }

    /// A line about an agent's own account.
    pub(super) fn on_agent(
        structure: Uuid,
        agent: Uuid,
        event: Event,
        details: Value,
        at: DateTime<Utc>,
    ) -> Self {
        Self {
            at,
            structure,
            agent: Some(agent),
            bilan: None,
            event,
            details,
        }
    }
}

/// A line with its details sealed, ready to bind.
pub(super) struct Line {
    pub(super) id: Uuid,
    pub(super) at: DateTime<Utc>,
    pub(super) structure: Uuid,
    pub(super) agent: Option<Uuid>,
    pub(super) bilan: Option<Uuid>,
    /// The word of an [`Event`]; a line that comes from another installation may have one that is not known here.
    pub(super) word: Cow<'static, str>,
    pub(super) details: Sealed,
}

/// Writes one [`Entry`] in the open transaction `$tx`, after the last one of its structure: under the key of the person when it is
/// about a bilan, so that it goes with them; under the ring when it is about nobody, or says that they were erased.
macro_rules! write_journal {
    ($store:expr, $tx:expr, $entry:expr) => {{
        let entry: crate::store::journal::Entry = $entry;
        let head = crate::store::journal::next_of_chain!($tx, entry.structure, entry.bilan);
        let line = $store.seal_entry(entry, head.key().as_ref())?;
        crate::store::journal::link_line!($store, $tx, head, line);
    }};
}
pub(super) use write_journal;

/// Writes one [`Line`] in the open transaction `$tx`, after the last one of its structure.
macro_rules! write_line {
    ($store:expr, $tx:expr, $line:expr) => {{
        let line: crate::store::journal::Line = $line;
        let head = crate::store::journal::next_of_chain!($tx, line.structure, None::<uuid::Uuid>);
        crate::store::journal::link_line!($store, $tx, head, line);
    }};
}
pub(super) use write_line;

/// Takes the next number of the chain of a structure, for a line about a bilan.
macro_rules! next_of_chain {
    ($tx:expr, $structure:expr, $bilan:expr) => {{
        let head: crate::store::chain::Head = sqlx::query_as(crate::store::chain::NEXT)
            .bind($structure)
            .bind(Vec::<u8>::new())
            .bind($bilan)
            .fetch_one(&mut *$tx)
            .await?;
        head
    }};
}
pub(super) use next_of_chain;

/// Writes a line under the number that was taken for it.
macro_rules! link_line {
    ($store:expr, $tx:expr, $head:expr, $line:expr) => {{
        let (digest, link) = $store.link(&$line, &$head);
        sqlx::query(crate::store::journal::INSERT)
            .bind($line.id)
            .bind($line.at)
            .bind($line.structure)
            .bind($line.agent)
            .bind($line.bilan)
            .bind($line.word)
            .bind($line.details)
            .bind($head.seq)
            .bind(digest)
            .bind(link)
            .execute(&mut *$tx)
            .await?;
    }};
}
pub(super) use link_line;

/// What a word of the journal tells of the life of a bilan; `None` for what is not part of it.
pub(super) fn told(word: &str) -> Option<HistoryEvent> {
    [
        (Event::BilanOpened, HistoryEvent::Opened),
        (Event::AnswersSaved, HistoryEvent::AnswersSaved),
        (Event::CopyIssued, HistoryEvent::CopyIssued),
        (Event::SupportIssued, HistoryEvent::SupportIssued),
        (Event::FollowUpBegun, HistoryEvent::FollowedOn),
        (Event::FollowUpMoved, HistoryEvent::FollowedOn),
        (Event::MandateKept, HistoryEvent::MandateKept),
        (Event::MandateRevoked, HistoryEvent::MandateRevoked),
        (Event::NoteAdded, HistoryEvent::Noted),
        (Event::NoteCorrected, HistoryEvent::Noted),
        (Event::OrientationMade, HistoryEvent::Oriented),
        (Event::OrientationMoved, HistoryEvent::OrientationMoved),
        (
            Event::OrientationWithdrawn,
            HistoryEvent::OrientationWithdrawn,
        ),
        (Event::BilanClosed, HistoryEvent::Closed),
        (Event::BilanReopened, HistoryEvent::Reopened),
        (Event::BilanShared, HistoryEvent::Shared),
        (Event::ShareTaken, HistoryEvent::ShareTaken),
        (Event::ShareRevoked, HistoryEvent::ShareRevoked),
        (Event::OpenedInEmergency, HistoryEvent::OpenedInEmergency),
        (Event::DataGiven, HistoryEvent::DataGiven),
        (Event::ErasureAsked, HistoryEvent::ErasureAsked),
        (Event::ErasureRefused, HistoryEvent::ErasureRefused),
    ]
    .into_iter()
    .find_map(|(event, told)| (event.word() == word).then_some(told))
}

/// One line read back.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct JournalLine {
    /// When.
    pub at: DateTime<Utc>,
    /// Who, when somebody was signed in.
    pub agent: Option<Uuid>,
    /// What kind of event.
    pub event: String,
    /// What it was about; nothing once the person is erased.
    pub details: Value,
}

#[derive(sqlx::FromRow)]
struct ToldRow {
    at: DateTime<Utc>,
    event: String,
    agent_id: Option<Uuid>,
    agent_name: Option<Sealed>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    at: DateTime<Utc>,
    agent_id: Option<Uuid>,
    event: String,
    details: Sealed,
    person_id: Option<Uuid>,
    wrapped: Option<Sealed>,
}

impl Store {
    /// Everything that was done with one bilan of the agent's structure, oldest first.
    pub async fn journal_of_bilan(
        &self,
        agent: &Agent,
        bilan: Uuid,
    ) -> Result<Vec<JournalLine>, StoreError> {
        const SQL: &str = "SELECT j.id, j.at, j.agent_id, j.event, j.details, k.person_id, k.wrapped
                           FROM journal j
                           LEFT JOIN bilans b ON b.id = j.bilan_id
                           LEFT JOIN person_keys k ON k.person_id = b.person_id
                           WHERE j.bilan_id = $1
                             AND EXISTS (SELECT 1 FROM reach r
                                         WHERE r.bilan_id = $1 AND r.structure_id = $2 AND r.share_id IS NULL)
                           ORDER BY j.at, j.id";
        let rows: Vec<Row> = on_pool!(self.pools, |pool| sqlx::query_as(SQL)
            .bind(bilan)
            .bind(agent.structure())
            .fetch_all(pool)
            .await)?;
        rows.into_iter().map(|row| self.open_line(row)).collect()
    }

    /// What was done with one bilan and by whom, oldest first, its readings apart: all of it for its structure, what they did for
    /// whoever it is shared with.
    pub async fn history_of_bilan(
        &self,
        agent: &Agent,
        bilan: Uuid,
    ) -> Result<Vec<HistoryLine>, StoreError> {
        const SQL: &str = "SELECT j.at, j.event, a.id AS agent_id, a.name AS agent_name
                           FROM journal j LEFT JOIN agents a ON a.id = j.agent_id
                           WHERE j.bilan_id = $1
                             AND EXISTS (SELECT 1 FROM reach r
                                         WHERE r.bilan_id = $1 AND r.structure_id = $2
                                           AND (r.share_id IS NULL OR ($3 AND j.structure_id = $2)))
                           ORDER BY j.at, j.id";
        let rows: Vec<ToldRow> = on_pool!(self.pools, |pool| sqlx::query_as(SQL)
            .bind(bilan)
            .bind(agent.structure())
            .bind(agent.allowed().receive)
            .fetch_all(pool)
            .await)?;
        rows.into_iter()
            .filter_map(|row| Some((told(&row.event)?, row)))
            .map(|(event, row)| {
                let named = row.agent_id.zip(row.agent_name);
                Ok(HistoryLine {
                    at: row.at,
                    agent: named
                        .map(|(id, name)| self.vault.open(agents::NAME, id, &name))
                        .transpose()?,
                    event,
                })
            })
            .collect()
    }

    /// The number after which the journal of a structure begins, as its last line about it says.
    pub(super) async fn journal_starts_after(
        &self,
        structure: Uuid,
    ) -> Result<Option<i64>, StoreError> {
        const SQL: &str = "SELECT id, at, agent_id, event, details, NULL AS person_id, NULL AS wrapped FROM journal
                           WHERE structure_id = $1 AND event = $2 ORDER BY seq DESC LIMIT 1";
        let row: Option<Row> = on_pool!(self.pools, |pool| sqlx::query_as(SQL)
            .bind(structure)
            .bind(Event::JournalShortened.word())
            .fetch_optional(pool)
            .await)?;
        let line = row.map(|row| self.open_line(row)).transpose()?;
        Ok(line.and_then(|line| line.details["until"].as_i64()))
    }

    /// Writes that the support of a bilan was printed. `false` when there is no such bilan for this agent.
    pub async fn issue_support(
        &self,
        agent: &Agent,
        bilan: Uuid,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        const IN_REACH: &str = "SELECT bilan_id FROM reach
                                WHERE bilan_id = $1 AND structure_id = $2 AND (share_id IS NULL OR $3) LIMIT 1";
        Ok(on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            let ours: Option<Uuid> = sqlx::query_scalar(IN_REACH)
                .bind(bilan)
                .bind(agent.structure())
                .bind(agent.allowed().receive)
                .fetch_optional(&mut *tx)
                .await?;
            if ours.is_some() {
                write_journal!(
                    self,
                    tx,
                    Entry::on_bilan(agent, bilan, Event::SupportIssued, json!({}), now)
                );
                tx.commit().await?;
            }
            ours.is_some()
        }))
    }

    /// Writes that the person of a bilan was given their data. `false` when it is not one of the agent's structure.
    pub async fn give_data(
        &self,
        agent: &Agent,
        bilan: Uuid,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        if !self.holds(agent, bilan).await? {
            return Ok(false);
        }
        on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            write_journal!(
                self,
                tx,
                Entry::on_bilan(agent, bilan, Event::DataGiven, json!({}), now)
            );
            tx.commit().await?;
        });
        Ok(true)
    }

    /// What the agent did with their own account (sign-in, sign-out, password), oldest first.
    pub async fn journal_of_agent(&self, agent: &Agent) -> Result<Vec<JournalLine>, StoreError> {
        const SQL: &str = "SELECT id, at, agent_id, event, details, NULL AS person_id, NULL AS wrapped FROM journal
                           WHERE agent_id = $1 AND structure_id = $2 AND bilan_id IS NULL ORDER BY at, id";
        let rows: Vec<Row> = on_pool!(self.pools, |pool| sqlx::query_as(SQL)
            .bind(agent.id())
            .bind(agent.structure())
            .fetch_all(pool)
            .await)?;
        rows.into_iter().map(|row| self.open_line(row)).collect()
    }

    fn open_line(&self, row: Row) -> Result<JournalLine, StoreError> {
        let key = row.person_id.zip(row.wrapped);
        let details = match (row.details.under(), key) {
            // Emptied, or under a key that went with the person.
            (None, _) | (Some(Under::Person), None) => Value::Null,
            (Some(Under::Ring(_)), _) => self.vault.open(DETAILS, row.id, &row.details)?,
            (Some(Under::Person), Some((person_id, wrapped))) => self
                .vault_of(&Key { person_id, wrapped })?
                .open(DETAILS, row.id, &row.details)?,
        };
        Ok(JournalLine {
            at: row.at,
            agent: row.agent_id,
            event: row.event,
            details,
        })
    }

    pub(super) fn seal_entry(&self, entry: Entry, key: Option<&Key>) -> Result<Line, StoreError> {
        let id = Uuid::now_v7();
        let details = match key {
            None => self.vault.seal(DETAILS, id, &entry.details)?,
            Some(key) => self.vault_of(key)?.seal(DETAILS, id, &entry.details)?,
        };
        Ok(Line {
            id,
            at: entry.at,
            structure: entry.structure,
            agent: entry.agent,
            bilan: entry.bilan,
            word: entry.event.word().into(),
            details,
        })
    }
}
