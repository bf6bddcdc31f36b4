//! The form that moves a right on: what was typed, read or given back with what is wrong beside each field.

use chrono::NaiveDate;
use rules::{Period, Right, holds_nir};

use super::{
    Cause, Doer, FollowUp, Grant, Move, Moved, Refusal, Reminder, Standing, State, WORDS_LENGTH,
};
use crate::desk::{Desk, DeskError};
use crate::interview::pairs::Pairs;
use crate::interview::situation_of;
use crate::words::follow_up as words;

/// One field of the form, by the word of its input.
pub type Field = &'static str;

/// The periods an amount may have.
pub const PERIODS: [Period; 3] = [Period::Month, Period::Year, Period::Once];

/// What was typed, as it was: the form comes back with it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    /// The state chosen.
    pub state: String,
    /// The day it happened.
    pub on: String,
    /// Who does what comes next.
    pub doer: String,
    /// The first day of the right.
    pub from: String,
    /// Its last day.
    pub until: String,
    /// How much.
    pub amount: String,
    /// How often.
    pub period: String,
    /// Why it was refused.
    pub reason: String,
    /// The type of decision.
    pub decision: String,
    /// The documents ticked.
    pub documents: Vec<String>,
    /// Why it was not received before.
    pub cause: String,
    /// The organisation that concerns.
    pub institution: String,
    /// The day to look at it again.
    pub reminder_on: String,
    /// What for.
    pub reminder: String,
    /// Nothing more is waited for.
    pub settled: bool,
    /// What is added.
    pub note: String,
    /// The version the page was rendered from.
    pub seen: u32,
}

/// What is wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The field.
    pub field: Field,
    /// A sentence on what to do about it.
    pub text: String,
}

/// A form that came back, for the page that draws it again.
#[derive(Debug, Clone, Default)]
pub struct Echo {
    /// What was typed.
    pub typed: Typed,
    /// What to correct.
    pub faults: Vec<Fault>,
    /// What somebody else wrote in between.
    pub theirs: Option<FollowUp>,
}

/// What became of a posted form.
pub enum Received {
    /// It is written.
    Done,
    /// Show the form again: provide the echo to the page's context.
    Again(Box<Echo>),
}

impl Typed {
    /// What a form says.
    fn of(body: &str) -> Self {
        let pairs = Pairs::decode(body);
        let text = |name: &str| pairs.first(name).unwrap_or_default().trim().to_owned();
        Self {
            state: text("etat"),
            on: text("le"),
            doer: text("qui"),
            from: text("du"),
            until: text("jusqu"),
            amount: text("montant"),
            period: text("periode"),
            reason: text("motif"),
            decision: text("decision"),
            documents: pairs.all("piece").map(str::to_owned).collect(),
            cause: text("cause"),
            institution: text("organisme"),
            reminder_on: text("rappel"),
            reminder: text("rappel_quoi"),
            settled: pairs.says("fini"),
            note: text("note"),
            seen: text("vu").parse().unwrap_or_default(),
        }
    }

    /// What a fresh form shows: what stands, but for what only tells the next step. A reminder that has passed is not set again.
    pub fn fresh(standing: &Standing, seen: u32, today: NaiveDate) -> Self {
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        let ahead = standing
            .reminder
            .as_ref()
            .filter(|reminder| reminder.on > today);
        let amount = standing.grant.amount;
        Self {
            state: standing.state.word().to_owned(),
            doer: standing.doer.word().to_owned(),
            from: day(standing.grant.from),
            until: day(standing.grant.until),
            amount: amount
                .map(|(cents, _)| show_cents(cents))
                .unwrap_or_default(),
            period: amount
                .map(|(_, period)| period.word().to_owned())
                .unwrap_or_default(),
            reason: standing.refusal.reason.clone(),
            decision: standing.refusal.decision.clone(),
            documents: standing.documents.clone(),
            cause: standing
                .cause
                .map(|cause| cause.word().to_owned())
                .unwrap_or_default(),
            institution: standing.institution.clone().unwrap_or_default(),
            reminder_on: day(ahead.map(|reminder| reminder.on)),
            reminder: ahead
                .map(|reminder| reminder.what.clone())
                .unwrap_or_default(),
            settled: standing.settled,
            seen,
            ..Self::default()
        }
    }
}

/// What the form may refer to.
pub struct Known<'a> {
    /// The right.
    pub right: &'a Right,
    /// Where it stands, once it is followed.
    pub standing: Option<&'a Standing>,
    /// The documents of this household for it.
    pub documents: &'a [String],
    /// Whether the catalogue holds an organisation.
    pub organisation: &'a dyn Fn(&str) -> bool,
    /// Today in Paris.
    pub today: NaiveDate,
}

/// Receives one posted form about a right of a bilan.
///
/// # Errors
/// [`DeskError::NotFound`] when there is no such bilan or right, or what the desk says.
pub async fn receive(
    desk: &dyn Desk,
    bilan: uuid::Uuid,
    right: &str,
    body: &str,
) -> Result<Received, DeskError> {
    let catalogue = desk.catalogue();
    let right = catalogue.right(right).ok_or(DeskError::NotFound)?;
    let read_bilan = desk.bilan(bilan).await?.ok_or(DeskError::NotFound)?;
    let followed = desk.follow_ups(bilan).await?;
    let stands = followed
        .iter()
        .find(|followed| followed.standing.right == right.id);
    let typed = Typed::of(body);
    let read = {
        let known = Known {
            right,
            standing: stands.map(|followed| &followed.standing),
            documents: &documents(&catalogue, &read_bilan, right),
            organisation: &|id| catalogue.organisation(id).is_some(),
            today: desk.today(),
        };
        read(&typed, &known)
    };
    let (faults, theirs) = match read {
        Err(faults) => (faults, None),
        Ok(to) => match desk.move_on(bilan, to).await? {
            Moved::Done => return Ok(Received::Done),
            Moved::Stale(theirs) => (Vec::new(), Some(*theirs)),
        },
    };
    Ok(Received::Again(Box::new(Echo {
        typed,
        faults,
        theirs,
    })))
}

/// The documents of this household for a right, as the catalogue words them.
pub fn documents(
    catalogue: &rules::Catalogue,
    bilan: &crate::desk::Bilan,
    right: &Right,
) -> Vec<String> {
    let law = catalogue.on(bilan.law_date);
    let situation = situation_of(&bilan.answers);
    let mut asking = law.asking(&situation, false);
    let own = asking.documents(right).into_iter();
    own.map(|document| document.text.clone()).collect()
}

/// What the form says, or everything that is wrong with it.
pub fn read(typed: &Typed, known: &Known<'_>) -> Result<Move, Vec<Fault>> {
    let mut reader = Reader { faults: Vec::new() };
    let state = State::parse(&typed.state);
    if state.is_none() {
        reader.fault("etat", words::STATE_MISSING);
    }
    let state = state.unwrap_or(State::ToAsk);
    let standing = Standing {
        right: known.right.id.clone(),
        state,
        on: reader.happened(typed, state, known),
        doer: Doer::parse(&typed.doer).unwrap_or(Doer::Person),
        grant: reader.grant(typed, state),
        refusal: reader.refusal(typed, state, known.right),
        documents: known
            .documents
            .iter()
            .filter(|text| typed.documents.contains(text))
            .cloned()
            .collect(),
        cause: reader.cause(typed, state),
        institution: Some(typed.institution.clone()).filter(|id| (known.organisation)(id)),
        reminder: reader.reminder(typed, known.today),
        settled: typed.settled,
    };
    let note = reader.words("note", &typed.note);
    if reader.faults.is_empty() {
        Ok(Move {
            standing,
            note,
            seen: typed.seen,
        })
    } else {
        Err(reader.faults)
    }
}

/// Reads field by field, and remembers what is wrong.
struct Reader {
    faults: Vec<Fault>,
}

impl Reader {
    fn fault(&mut self, field: Field, text: &str) {
        let text = text.to_owned();
        self.faults.push(Fault { field, text });
    }

    /// A day, empty when it was left so.
    fn day(&mut self, field: Field, text: &str) -> Option<NaiveDate> {
        if text.is_empty() {
            return None;
        }
        let day = read_day(text);
        if day.is_none() {
            self.fault(field, words::DAY_UNREAD);
        }
        day
    }

    /// The day something happened: never one to come.
    fn happened(&mut self, typed: &Typed, state: State, known: &Known<'_>) -> NaiveDate {
        let stands = known.standing.filter(|standing| standing.state == state);
        match self.day("le", &typed.on) {
            Some(day) if day > known.today => {
                self.fault("le", words::DAY_TO_COME);
                day
            }
            Some(day) => day,
            None if stands.is_none()
                && typed.on.is_empty()
                && matches!(state, State::Granted | State::Refused) =>
            {
                self.fault("le", words::DECISION_DAY);
                known.today
            }
            None => stands.map_or(known.today, |standing| standing.on),
        }
    }

    fn grant(&mut self, typed: &Typed, state: State) -> Grant {
        if state != State::Granted {
            return Grant::default();
        }
        let from = self.day("du", &typed.from);
        let until = self.day("jusqu", &typed.until);
        if from.zip(until).is_some_and(|(from, until)| until < from) {
            self.fault("jusqu", words::ENDS_BEFORE);
        }
        let amount = Some(&typed.amount).filter(|text| !text.is_empty());
        let cents = amount.and_then(|text| read_cents(text));
        if amount.is_some() && cents.is_none() {
            self.fault("montant", words::AMOUNT_UNREAD);
        }
        let period = PERIODS
            .into_iter()
            .find(|period| period.word() == typed.period)
            .unwrap_or(Period::Month);
        Grant {
            from,
            until,
            amount: cents.map(|cents| (cents, period)),
        }
    }

    fn refusal(&mut self, typed: &Typed, state: State, right: &Right) -> Refusal {
        if state != State::Refused {
            return Refusal::default();
        }
        let reason = self.words("motif", &typed.reason);
        if reason.is_empty() {
            self.fault("motif", words::REASON_MISSING);
        }
        let decisions = right.appeals.iter().map(|appeal| &appeal.decision);
        let decision = decisions
            .into_iter()
            .find(|decision| **decision == typed.decision);
        Refusal {
            reason,
            decision: decision.cloned().unwrap_or_default(),
        }
    }

    fn cause(&mut self, typed: &Typed, state: State) -> Option<Cause> {
        let cause = Cause::parse(&typed.cause);
        if cause.is_none() && state == State::GivenUp {
            self.fault("cause", words::CAUSE_MISSING);
        }
        cause
    }

    /// A day to look at it again: always one to come.
    fn reminder(&mut self, typed: &Typed, today: NaiveDate) -> Option<Reminder> {
        let what = self.words("rappel_quoi", &typed.reminder);
        let day = self.day("rappel", &typed.reminder_on);
        match day {
            Some(on) if on <= today => {
                self.fault("rappel", words::REMINDER_PAST);
                None
            }
            Some(on) => Some(Reminder { on, what }),
            None => {
                if !what.is_empty() && typed.reminder_on.is_empty() {
                    self.fault("rappel", words::REMINDER_MISSING);
                }
                None
            }
        }
    }

    /// What was written in plain words; a number that is never kept is refused.
    fn words(&mut self, field: Field, text: &str) -> String {
        if let Some(fault) = wrong_words(text, WORDS_LENGTH) {
            self.faults.push(Fault { field, text: fault });
        }
        text.to_owned()
    }
}

/// What is wrong with a text somebody wrote: too long, or holding a social security number.
pub(crate) fn wrong_words(text: &str, length: usize) -> Option<String> {
    if holds_nir(text) {
        Some(words::NIR.to_owned())
    } else if text.chars().count() > length {
        Some(words::too_long(length))
    } else {
        None
    }
}

/// A day as a browser sends it, or as people type it where there is no calendar.
pub fn read_day(text: &str) -> Option<NaiveDate> {
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d")
        .or_else(|_| NaiveDate::parse_from_str(text, "%d/%m/%Y"))
        .ok()?;
    // A year typed on two figures, or half typed.
    (1990..2200)
        .contains(&chrono::Datelike::year(&day))
        .then_some(day)
}

/// An amount in cents: « 520 », « 520,50 € », « 1 200 ».
fn read_cents(text: &str) -> Option<i64> {
    let kept: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '€')
        .collect();
    let (euros, cents) = kept.split_once([',', '.']).unwrap_or((&kept, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !digits(euros) || !digits(cents) || euros.len() > 7 || cents.len() > 2 {
        return None;
    }
    let tenths = if cents.len() == 1 { 10 } else { 1 };
    Some(euros.parse::<i64>().ok()? * 100 + cents.parse::<i64>().ok()? * tenths)
}

/// The same, as a field shows it.
fn show_cents(cents: i64) -> String {
    match cents % 100 {
        0 => (cents / 100).to_string(),
        rest => format!("{},{rest:02}", cents / 100),
    }
}

#[cfg(test)]
mod tests;
