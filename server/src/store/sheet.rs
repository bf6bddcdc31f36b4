//! An orientation as it is sealed: the sheet that left, and where it stands. Old rows must keep opening: add fields with
//! `#[serde(default)]`, remove none.

use app::orientation::{Channel, Reason, Service, Sheet, Side, Standing, State, Step, Whither};
use app::sharing::Agreed;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::StoreError;

const UNREAD: StoreError = StoreError::Unexpected("orientations.content");

/// What is sealed in `orientations.content`.
#[derive(Serialize, Deserialize, PartialEq)]
pub(super) struct KeptSheet {
    /// `structure`, `directory` or `written`, with the id that goes with it.
    whither: (String, String),
    service: String,
    address: Vec<String>,
    phone: String,
    hours: String,
    verified_on: Option<NaiveDate>,
    name: String,
    reason: Option<String>,
    words: String,
    rights: Vec<String>,
    themes: Vec<String>,
    sensitive: bool,
    documents: Vec<String>,
    call_back: String,
    agreed: String,
    by: String,
    from: String,
}

impl KeptSheet {
    pub(super) fn new(sheet: &Sheet) -> Self {
        let whither = match &sheet.to.whither {
            Whither::Structure(id) => ("structure", id.to_string()),
            Whither::Directory(id) => ("directory", id.clone()),
            Whither::Written => ("written", String::new()),
        };
        Self {
            whither: (whither.0.to_owned(), whither.1),
            service: sheet.to.name.clone(),
            address: sheet.to.address.clone(),
            phone: sheet.to.phone.clone(),
            hours: sheet.to.hours.clone(),
            verified_on: sheet.to.verified_on,
            name: sheet.name.clone(),
            reason: sheet.reason.map(|reason| reason.word().to_owned()),
            words: sheet.words.clone(),
            rights: sheet.rights.clone(),
            themes: sheet.themes.clone(),
            sensitive: sheet.sensitive,
            documents: sheet.documents.clone(),
            call_back: sheet.call_back.clone(),
            agreed: sheet.agreed.word().to_owned(),
            by: sheet.by.clone(),
            from: sheet.from.clone(),
        }
    }

    pub(super) fn sheet(self) -> Result<Sheet, StoreError> {
        let (kind, id) = self.whither;
        let whither = match kind.as_str() {
            "structure" => Whither::Structure(Uuid::try_parse(&id).map_err(|_| UNREAD)?),
            "directory" => Whither::Directory(id),
            _ => Whither::Written,
        };
        let reason = self.reason.map(|word| Reason::parse(&word).ok_or(UNREAD));
        Ok(Sheet {
            to: Service {
                whither,
                name: self.service,
                address: self.address,
                phone: self.phone,
                hours: self.hours,
                verified_on: self.verified_on,
            },
            name: self.name,
            reason: reason.transpose()?,
            words: self.words,
            rights: self.rights,
            themes: self.themes,
            sensitive: self.sensitive,
            documents: self.documents,
            call_back: self.call_back,
            agreed: Agreed::parse(&self.agreed).ok_or(UNREAD)?,
            by: self.by,
            from: self.from,
        })
    }
}

/// What is sealed in `orientations.standing` and in `orientation_steps.content`.
#[derive(Serialize, Deserialize)]
pub(super) struct KeptStanding {
    state: String,
    on: NaiveDate,
    appointment: Option<NaiveDate>,
    channel: Option<String>,
    reminder: Option<NaiveDate>,
    /// What was added with the step that led here.
    pub(super) note: String,
    /// Written by whoever sends, not by whoever receives.
    pub(super) sends: bool,
}

impl KeptStanding {
    pub(super) fn new(standing: &Standing, note: &str, side: Side) -> Self {
        Self {
            state: standing.state.word().to_owned(),
            on: standing.on,
            appointment: standing.appointment,
            channel: standing.channel.map(|way| way.word().to_owned()),
            reminder: standing.reminder,
            note: note.to_owned(),
            sends: side == Side::Sent,
        }
    }

    pub(super) fn standing(&self) -> Result<Standing, StoreError> {
        let channel = self.channel.as_deref();
        let channel = channel.map(|word| Channel::parse(word).ok_or(UNREAD));
        Ok(Standing {
            state: State::parse(&self.state).ok_or(UNREAD)?,
            on: self.on,
            appointment: self.appointment,
            channel: channel.transpose()?,
            reminder: self.reminder,
        })
    }

    pub(super) fn step(self, author: String, at: DateTime<Utc>) -> Result<Step, StoreError> {
        Ok(Step {
            standing: self.standing()?,
            side: if self.sends {
                Side::Sent
            } else {
                Side::Received
            },
            note: self.note,
            author,
            at,
        })
    }
}
