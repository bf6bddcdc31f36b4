//! The findings of the bilans in hand. An answer is judged once: the reply to it, the screen that follows and the results read the same
//! findings, and those before it tell what it changed.
//!
//! They are kept in memory alone, by what was said: whoever reads a bilan that says something else, because less of it is shared with them
//! or because somebody answered meanwhile, is given other findings. They leave after five minutes, at the next page of anybody, and those read
//! longest ago when there are too many: somebody who was erased is not remembered.

use std::collections::VecDeque;
use std::num::NonZero;
use std::sync::{Arc, LazyLock, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use rules::{Catalogue, Evaluation, Outcome, Situation};
use tokio::{sync::Semaphore, task};
use uuid::Uuid;

/// How many bilans: as many interviews as a server of two cores holds at once. One takes some hundred kilobytes.
const BILANS: usize = 512;
/// How long: an answer, the screen that follows, a look at the results.
const KEPT: Duration = Duration::from_secs(300);

static IN_HAND: Mutex<VecDeque<InHand>> = Mutex::new(VecDeque::new());

/// What was found of a bilan.
struct InHand {
    bilan: Uuid,
    said: Said,
    found: Arc<Evaluation>,
    /// What it comes to, told again once something else is said.
    outcomes: Outcomes,
    /// What was said before, and what followed.
    before: Option<(Said, Outcomes)>,
    at: Instant,
}

/// Everything that findings follow from.
#[derive(PartialEq)]
struct Said {
    catalogue: String,
    on: NaiveDate,
    situation: Situation,
}

/// What follows for each right, by id.
pub type Outcomes = Vec<(String, Outcome)>;

impl Said {
    fn new(catalogue: &Catalogue, situation: &Situation, on: NaiveDate) -> Self {
        Self {
            catalogue: catalogue.version.clone(),
            on,
            situation: situation.clone(),
        }
    }

    fn is(&self, catalogue: &Catalogue, situation: &Situation, on: NaiveDate) -> bool {
        self.on == on && self.catalogue == catalogue.version && self.situation == *situation
    }
}

/// What follows from what was said in a bilan.
pub fn findings(
    catalogue: &Catalogue,
    bilan: Uuid,
    situation: &Situation,
    on: NaiveDate,
) -> Arc<Evaluation> {
    if let Some(found) = known(bilan, |said| said.is(catalogue, situation, on)) {
        return found;
    }
    let found = Arc::new(rules::evaluate(catalogue, situation, on));
    keep(bilan, Said::new(catalogue, situation, on), found.clone());
    found
}

/// Finds what follows from what is being written, for whoever asks next, aside: judging takes a core for milliseconds, and the transaction that writes
/// the answer goes on meanwhile, with what others wait for locked. One core is left to those who do not judge.
pub async fn ahead(catalogue: Arc<Catalogue>, bilan: Uuid, situation: Situation, on: NaiveDate) {
    static TURNS: LazyLock<Arc<Semaphore>> = LazyLock::new(|| {
        let cores = thread::available_parallelism().map_or(1, NonZero::get);
        Arc::new(Semaphore::new(cores.saturating_sub(1).max(1)))
    });
    // Nobody ever closes it: who has no turn judges all the same. The turn lasts as long as the judging, even for whoever left.
    let turn = TURNS.clone().acquire_owned().await;
    let judging = task::spawn_blocking(move || {
        let _turn = turn;
        findings(&catalogue, bilan, &situation, on);
    });
    // One that panicked found nothing: whoever asks next judges for itself.
    let _ = judging.await;
}

/// What followed from what had been said before the last answer.
pub fn outcomes_before(
    catalogue: &Catalogue,
    bilan: Uuid,
    situation: &Situation,
    on: NaiveDate,
) -> Outcomes {
    let known = IN_HAND.lock().ok().and_then(|in_hand| {
        let mut in_hand = in_hand.iter();
        let (before, outcomes) = in_hand.find(|one| one.bilan == bilan)?.before.as_ref()?;
        let same = before.is(catalogue, situation, on);
        same.then(|| outcomes.clone())
    });
    known.unwrap_or_else(|| {
        let found = rules::outcomes(catalogue, situation, on).into_iter();
        found
            .map(|(right, outcome, _)| (right.to_owned(), outcome))
            .collect()
    })
}

/// The findings kept of a bilan, if they follow from this.
fn known(bilan: Uuid, is_this: impl FnOnce(&Said) -> bool) -> Option<Arc<Evaluation>> {
    let now = now();
    let mut in_hand = IN_HAND.lock().ok()?;
    in_hand.retain(|one| now.saturating_duration_since(one.at) < KEPT);
    let place = in_hand.iter().position(|one| one.bilan == bilan)?;
    let one = in_hand.remove(place)?;
    let found = is_this(&one.said).then(|| one.found.clone());
    in_hand.push_front(one);
    found
}

fn keep(bilan: Uuid, said: Said, found: Arc<Evaluation>) {
    let outcomes = found.findings.iter();
    let outcomes = outcomes.map(|finding| (finding.right.clone(), finding.outcome));
    let outcomes = outcomes.collect();
    let Ok(mut in_hand) = IN_HAND.lock() else {
        return;
    };
    let place = in_hand.iter().position(|one| one.bilan == bilan);
    let last = place.and_then(|place| in_hand.remove(place));
    let (before, last) = last
        .map(|last| ((last.said, last.outcomes), last.found))
        .unzip();
    in_hand.push_front(InHand {
        bilan,
        said,
        found,
        outcomes,
        before,
        at: now(),
    });
    let over = (in_hand.len() > BILANS).then(|| in_hand.pop_back());
    // Thousands of texts are given back: nobody waits for that.
    drop(in_hand);
    drop((last, over));
}

#[expect(
    clippy::disallowed_methods,
    reason = "how long something is remembered is no date of anything"
)]
fn now() -> Instant {
    Instant::now()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rules::{Answer, Path, Value};

    fn said(choice: &str) -> Situation {
        let mut situation = Situation::default();
        situation.set(
            &Path::Household("logement_statut".into()),
            Answer::Given(Value::Choice(choice.to_owned())),
        );
        situation
    }

    #[test]
    fn findings_are_those_of_what_is_said_now_on_the_day_of_the_law() {
        let catalogue = Catalogue::embedded().unwrap();
        let day: NaiveDate = "2026-11-21".parse().unwrap();
        let bilan = Uuid::from_u128(1);
        let findings = |situation: &Situation, day| findings(&catalogue, bilan, situation, day);
        let first = findings(&Situation::default(), day);
        assert!(Arc::ptr_eq(&first, &findings(&Situation::default(), day)));
        for situation in [said("locataire"), said("heberge"), Situation::default()] {
            let fresh = rules::evaluate(&catalogue, &situation, day);
            assert_eq!(*findings(&situation, day), fresh);
        }
        let later = day + chrono::Days::new(200);
        assert_eq!(findings(&Situation::default(), later).date, later);
    }

    #[test]
    fn what_followed_before_is_that_of_the_answers_before() {
        let catalogue = Catalogue::embedded().unwrap();
        let day: NaiveDate = "2026-11-21".parse().unwrap();
        let bilan = Uuid::from_u128(2);
        let nothing = Situation::default();
        let before = |situation| {
            let mut outcomes = outcomes_before(&catalogue, bilan, situation, day);
            outcomes.sort_by(|a, b| a.0.cmp(&b.0));
            outcomes
        };
        let alone = before(&nothing);
        findings(&catalogue, bilan, &nothing, day);
        findings(&catalogue, bilan, &said("locataire"), day);
        assert_eq!(before(&nothing), alone, "kept, or judged again");
        assert_ne!(before(&said("heberge")), Vec::new());
    }

    #[test]
    fn the_bilans_read_longest_ago_leave_first() {
        let catalogue = Catalogue::embedded().unwrap();
        let day: NaiveDate = "2026-11-21".parse().unwrap();
        let found = Arc::new(rules::evaluate(&catalogue, &Situation::default(), day));
        let of = |number: usize| Uuid::from_u128(1000 + number as u128);
        let said = || Said::new(&catalogue, &Situation::default(), day);
        let known = |number| known(of(number), |kept| *kept == said());
        for number in 0..=BILANS {
            keep(of(number), said(), found.clone());
            known(0);
        }
        assert!(known(0).is_some());
        assert!(known(1).is_none());
        assert!(IN_HAND.lock().unwrap().len() <= BILANS);
    }
}
