//! The desk: what pages ask for, answered over the store with the proof of who is asking.
//!
//! One desk lives for one request. To add something pages need: a method of [`app::desk::Desk`], one here, one in the store.

mod accounts;
mod agenda;
mod directory;
mod erasure;
mod figures;
mod follow_up;
mod notes;
mod offers;
mod orientation;
mod provider;
mod sharing;
mod structures;
mod traces;

use std::sync::{
    Arc, OnceLock,
    atomic::{AtomicBool, Ordering},
};

use app::accessibility::Operator;
use app::accounts::Entered;
use app::desk::{
    Agent as ShownAgent, Bilan, BilanCard, Desk, DeskError, HistoryLine, Issued, NewRemark,
    Opening, Remark, RemarkState, SaveReport, SessionCookie, SignedOut, StepWrites,
};
use app::interview::situation_of;
use app::sharing::within;
use app::structures::roles::{Role, may};
use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use rules::{Catalogue, Fault};
use uuid::Uuid;

use crate::{
    clock::Clock,
    http::Office,
    session::{self, Agent, Opened, SessionError, Token, password::WeakPassword},
    store::{Reading, StoreError},
};

pub use provider::{Answered, Arrived, Astray, typed};

/// The desk of one request.
pub struct AgentDesk {
    office: Office,
    /// The edition this request began with.
    catalogue: Arc<Catalogue>,
    agent: Option<Agent>,
    /// Of whoever gave their password and may type a code.
    pending: Option<Token>,
    address: String,
    /// The family of their browser.
    browser: Option<&'static str>,
    /// A request that writes: its own reading back is not one more reading in the journal.
    writes: bool,
    read: AtomicBool,
    wrote: AtomicBool,
    /// The bilan that this request read, when nothing of it was put aside.
    whole: OnceLock<Uuid>,
}

impl AgentDesk {
    /// A desk for `agent`, or for whoever may type a code with `pending`, who calls from this address and browser; `writes` for a request that is not a GET.
    pub fn new(
        office: Office,
        (agent, pending): (Option<Agent>, Option<Token>),
        (address, browser): (String, Option<&'static str>),
        writes: bool,
    ) -> Self {
        Self {
            catalogue: office.shelf.current(),
            office,
            agent,
            pending,
            address,
            browser,
            writes,
            read: AtomicBool::new(false),
            wrote: AtomicBool::new(false),
            whole: OnceLock::new(),
        }
    }

    fn may(&self, one_of: &[Role]) -> bool {
        self.agent
            .as_ref()
            .is_some_and(|agent| agent.roles().may(one_of))
    }

    fn proof(&self) -> Result<&Agent, DeskError> {
        self.agent.as_ref().ok_or(DeskError::SignedOut)
    }

    /// Journals that the support of a bilan was printed.
    pub async fn issue_support(&self, id: Uuid) -> Result<(), DeskError> {
        found(
            self.office
                .store
                .issue_support(self.proof()?, id, self.now())
                .await,
        )
    }

    /// Journals that the person of a bilan was given their data.
    pub async fn give_data(&self, id: Uuid) -> Result<(), DeskError> {
        let (store, now) = (&self.office.store, self.now());
        found(store.give_data(self.proof()?, id, now).await)
    }

    /// How the next reading counts. A posted form reads first to know what it changes (nothing of that is shown), and reads
    /// again to answer: that is part of the write if there was one, and a reading of its own if there was none.
    fn reading(&self) -> Reading {
        let again = self.read.swap(true, Ordering::Relaxed);
        if self.writes && (!again || self.wrote.load(Ordering::Relaxed)) {
            Reading::AfterWrite
        } else {
            Reading::Shown
        }
    }

    /// Ends the session of this browser, if there is one: its token must not outlive its cookie.
    async fn end_replaced_session(&self) -> Result<(), DeskError> {
        if let Some(agent) = &self.agent {
            session::sign_out(&self.office.store, agent, self.now())
                .await
                .map_err(unavailable)?;
        }
        Ok(())
    }

    /// Keeps which browser a session was just opened with, and gives it the cookie.
    async fn session_cookie(&self, token: &Token) -> Result<SessionCookie, DeskError> {
        let (store, hash) = (&self.office.store, token.hash());
        let named = store.name_session(&hash, self.browser).await;
        named.map_err(unavailable)?;
        Ok(SessionCookie(self.office.cookie.set(token)))
    }

    /// What a right password gives the browser: a session in place of the one it had, or the wait for a code.
    async fn entered(&self, opened: Opened) -> Result<Entered, DeskError> {
        Ok(match opened {
            Opened::Session(token) => {
                self.end_replaced_session().await?;
                Entered::Session(self.session_cookie(&token).await?)
            }
            Opened::Pending(token) => {
                Entered::Code(SessionCookie(self.office.cookie.set_pending(&token)))
            }
        })
    }
}

#[async_trait]
impl Desk for AgentDesk {
    fn catalogue(&self) -> Arc<Catalogue> {
        self.catalogue.clone()
    }

    fn refused_catalogue(&self) -> Vec<Fault> {
        if self.may(may::CATALOGUE_FAULTS) {
            self.office.shelf.refused().to_vec()
        } else {
            Vec::new()
        }
    }

    fn operator(&self) -> Operator {
        self.office.operator.as_ref().clone()
    }

    fn today(&self) -> NaiveDate {
        self.office.clock.today()
    }

    fn now(&self) -> DateTime<Utc> {
        self.office.clock.now()
    }

    fn paris(&self, at: DateTime<Utc>) -> NaiveDateTime {
        Clock::paris(at)
    }

    fn agent(&self) -> Option<ShownAgent> {
        self.agent.as_ref().map(|agent| ShownAgent {
            name: agent.name().to_owned(),
            structure: agent.structure_name().to_owned(),
            session_ends: agent.session_ends(),
            must_change_password: agent.must_change_password(),
            roles: agent.roles(),
            allowed: agent.allowed(),
        })
    }

    async fn bilans(&self) -> Result<Vec<BilanCard>, DeskError> {
        if !self.may(may::INTERVIEW) {
            return Ok(Vec::new());
        }
        self.office
            .store
            .bilans(self.proof()?)
            .await
            .map_err(unavailable)
    }

    async fn bilans_named(&self, typed: &str) -> Result<Vec<BilanCard>, DeskError> {
        if !self.may(may::INTERVIEW) {
            return Ok(Vec::new());
        }
        let (store, now) = (&self.office.store, self.now());
        let found = store.bilans_named(self.proof()?, typed, now).await;
        found.map_err(unavailable)
    }

    async fn open_bilan(&self, opening: Opening) -> Result<Uuid, DeskError> {
        let agent = self.proof()?;
        self.office
            .store
            .open_bilan(agent, &opening, self.today(), self.now())
            .await
            .map_err(unavailable)
    }

    async fn bilan(&self, id: Uuid) -> Result<Option<Bilan>, DeskError> {
        let agent = self.proof()?;
        let read = self
            .office
            .store
            .bilan(agent, id, self.reading(), self.now())
            .await
            .map_err(unavailable)?;
        // Nothing of what was not shared goes further than here.
        Ok(read.map(|mut bilan| match bilan.shared.take() {
            Some(scope) => within(&self.catalogue, bilan, scope),
            None => {
                // A request reads one bilan; of a second one nothing is remembered.
                let _ = self.whole.set(bilan.id);
                bilan
            }
        }))
    }

    async fn save(&self, id: Uuid, step: StepWrites) -> Result<SaveReport, DeskError> {
        self.refuse_unshared(id, &step).await?;
        let saved = self
            .office
            .store
            .save_answers(self.proof()?, id, &step, self.now())
            .await;
        self.wrote.store(true, Ordering::Relaxed);
        saved.map_err(unavailable)?.ok_or(DeskError::NotFound)
    }

    async fn history(&self, id: Uuid) -> Result<Vec<HistoryLine>, DeskError> {
        self.office
            .store
            .history_of_bilan(self.proof()?, id)
            .await
            .map_err(unavailable)
    }

    async fn issue(&self, id: Uuid) -> Result<Issued, DeskError> {
        let agent = self.proof()?;
        let store = &self.office.store;
        let bilan = store
            .bilan(agent, id, Reading::AfterWrite, self.now())
            .await
            .map_err(unavailable)?
            .ok_or(DeskError::NotFound)?;
        let evaluation = rules::evaluate(
            &self.catalogue,
            &situation_of(&bilan.answers),
            bilan.law_date,
        );
        let paper = app::copy::found(&self.catalogue, &bilan);
        store
            .issue(agent, id, &evaluation, &paper, self.now())
            .await
            .map_err(unavailable)?
            .ok_or(DeskError::NotFound)
    }

    async fn close(&self, id: Uuid) -> Result<(), DeskError> {
        found(
            self.office
                .store
                .close_bilan(self.proof()?, id, self.now())
                .await,
        )
    }

    async fn erase_training(&self, id: Uuid) -> Result<(), DeskError> {
        found(
            self.office
                .store
                .erase_training(self.proof()?, id, self.office.clock.now())
                .await,
        )
    }

    async fn reopen(&self, id: Uuid) -> Result<(), DeskError> {
        found(
            self.office
                .store
                .reopen_bilan(self.proof()?, id, self.now())
                .await,
        )
    }

    async fn open_again(&self, id: Uuid) -> Result<Uuid, DeskError> {
        self.office
            .store
            .open_again(self.proof()?, id, self.today(), self.now())
            .await
            .map_err(unavailable)?
            .ok_or(DeskError::NotFound)
    }

    async fn earlier(&self, id: Uuid) -> Result<Vec<BilanCard>, DeskError> {
        self.office
            .store
            .earlier_bilans(self.proof()?, id)
            .await
            .map_err(unavailable)
    }

    async fn remark(&self, remark: NewRemark) -> Result<(), DeskError> {
        self.office
            .store
            .add_remark(self.proof()?, &remark, &self.catalogue.version, self.now())
            .await
            .map_err(unavailable)
    }

    async fn remarks(&self) -> Result<Vec<Remark>, DeskError> {
        self.office
            .store
            .remarks(self.proof()?)
            .await
            .map_err(unavailable)
    }

    async fn new_remarks(&self) -> Result<Option<usize>, DeskError> {
        let agent = self.proof()?;
        if !agent.roles().may(may::CATALOGUE) {
            return Ok(None);
        }
        let waiting = self.office.store.new_remarks(agent).await;
        waiting.map(Some).map_err(unavailable)
    }

    async fn settle_remark(
        &self,
        id: Uuid,
        state: RemarkState,
        answer: String,
    ) -> Result<(), DeskError> {
        found(
            self.office
                .store
                .settle_remark(self.proof()?, id, state, &answer, self.now())
                .await,
        )
    }

    async fn sign_in(&self, name: &str, password: &str) -> Result<Entered, DeskError> {
        let opened = session::sign_in(
            &self.office.store,
            name,
            password,
            &self.address,
            self.now(),
        )
        .await
        .map_err(refused)?;
        self.entered(opened).await
    }

    async fn sign_out(&self) -> Result<SignedOut, DeskError> {
        self.end_replaced_session().await?;
        Ok(SignedOut {
            cookie: SessionCookie(self.office.cookie.clear()),
            provider: self.way_out().await,
        })
    }

    async fn change_password(&self, current: &str, new: &str) -> Result<SessionCookie, DeskError> {
        let token =
            session::change_password(&self.office.store, self.proof()?, current, new, self.now())
                .await
                .map_err(refused)?;
        self.session_cookie(&token).await
    }
}

fn found(done: Result<bool, StoreError>) -> Result<(), DeskError> {
    if done.map_err(unavailable)? {
        Ok(())
    } else {
        Err(DeskError::NotFound)
    }
}

/// What the store says goes to the log; the page says that nothing was kept.
fn unavailable(error: StoreError) -> DeskError {
    match error {
        StoreError::Closed => DeskError::Closed,
        StoreError::StillOpen => DeskError::StillOpen,
        StoreError::NoAgreement => DeskError::NoAgreement,
        error => {
            tracing::error!(%error, "the store did not do what was asked");
            DeskError::Unavailable
        }
    }
}

fn refused(error: SessionError) -> DeskError {
    match error {
        SessionError::WrongCredentials => DeskError::WrongCredentials,
        SessionError::WrongCode => DeskError::WrongCode,
        SessionError::TooManyTries => DeskError::TooManyTries,
        SessionError::WeakPassword(WeakPassword::Common) => DeskError::CommonPassword,
        SessionError::WeakPassword(_) => DeskError::WeakPassword,
        SessionError::Nowhere => DeskError::Nowhere,
        SessionError::Store(error) => unavailable(error),
        SessionError::OnlyWayIn | SessionError::Hash => DeskError::Unavailable,
    }
}
