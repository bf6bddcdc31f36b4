//! Random situations over any catalogue, and random ways of knowing more.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use rules::{
    AmountRange, Answer, Catalogue, DateRange, Decimal, Entity, Fact, FactType, Holder,
    NumberRange, Path, Receipt, RowId, Situation, Value, YearMonth,
};

/// A stream of choices that proptest can make simpler.
pub struct Dice<'d> {
    rolls: &'d [u32],
    next: usize,
}

impl<'d> Dice<'d> {
    pub fn new(rolls: &'d [u32]) -> Self {
        Self { rolls, next: 0 }
    }

    pub fn done(&self) -> bool {
        self.next >= self.rolls.len()
    }

    /// A number below `sides`.
    pub fn roll(&mut self, sides: usize) -> usize {
        let roll = self.rolls.get(self.next).copied().unwrap_or(0);
        self.next += 1;
        usize::try_from(roll).unwrap() % sides.max(1)
    }
}

/// Rolls for one situation.
pub fn rolls(most: usize) -> impl Strategy<Value = Vec<u32>> {
    prop::collection::vec(any::<u32>(), 0..most)
}

fn row(prefix: &str, index: usize) -> RowId {
    format!("{prefix}{index}").parse().unwrap()
}

/// Every place of a small household.
pub fn places(catalogue: &Catalogue, on: NaiveDate) -> Vec<Path> {
    let mut places = vec![Path::PartnerExists, Path::ChildrenComplete];
    for fact in catalogue.facts() {
        let id = || rules::Shared::from(&fact.id);
        match fact.entity {
            Entity::Household => places.push(Path::Household(id())),
            Entity::Person => places.push(Path::Person(id())),
            Entity::Adult => places.extend([Path::Person(id()), Path::Partner(id())]),
            Entity::Child => places.extend((0..3).map(|child| Path::Child(row("k", child), id()))),
            Entity::Income => {
                places.extend((0..3).map(|income| Path::Income(row("x", income), id())))
            }
        }
    }
    for holder in Holder::ALL {
        places.extend(
            (-5..=0).map(|month| Path::IncomesComplete(holder, YearMonth::of(on).plus(month))),
        );
    }
    places.extend(
        catalogue
            .rights()
            .iter()
            .map(|right| Path::Receipt(right.id.as_str().into())),
    );
    places
}

fn number(fact: &Fact, dice: &mut Dice<'_>, scale: i64) -> (i64, i64) {
    let unit = |limit: Option<Decimal>, other: i64| {
        limit.map_or(other, |limit| limit.millionths() / scale)
    };
    let (min, max) = (unit(fact.min, -10), unit(fact.max, 300_000));
    let picks = [0, 1, 2, 5, 60_000, 100_000, 180_000, max, min];
    let mut one = || {
        let pick = picks[dice.roll(picks.len())].clamp(min, max);
        (pick + i64::try_from(dice.roll(3)).unwrap()).clamp(min, max)
    };
    let (a, b) = (one(), one());
    if dice.roll(2) == 0 {
        (a, a)
    } else {
        (a.min(b), a.max(b))
    }
}

/// Some value for a fact.
pub fn value(fact: &Fact, dice: &mut Dice<'_>, on: NaiveDate) -> Value {
    match &fact.kind {
        FactType::YesNo => Value::YesNo(dice.roll(2) == 0),
        FactType::Integer => {
            let (lo, hi) = number(fact, dice, 1_000_000);
            Value::Number(NumberRange {
                lo: Decimal::whole(lo.min(60)),
                hi: Some(Decimal::whole(hi.min(60))),
            })
        }
        FactType::Rate => {
            let (lo, hi) = number(fact, dice, 1);
            Value::Number(NumberRange {
                lo: Decimal::from_millionths(lo),
                hi: Some(Decimal::from_millionths(hi)),
            })
        }
        FactType::Amount => {
            let (lo, hi) = number(fact, dice, 10_000);
            Value::Amount(AmountRange {
                lo,
                hi: (dice.roll(6) != 0).then_some(hi),
            })
        }
        FactType::Date => {
            let years = [0, 1, 2, 3, 6, 10, 13, 17, 20, 24, 25, 40, 61, 64, 70];
            let back = years[dice.roll(years.len())] * 365 + dice.roll(400);
            let day = on
                .checked_sub_days(Days::new(u64::try_from(back).unwrap()))
                .unwrap();
            let month = YearMonth::of(day);
            Value::Date(match dice.roll(4) {
                0 => DateRange::month(month),
                1 => DateRange::year(month.year()).unwrap(),
                _ => DateRange::day(day),
            })
        }
        FactType::Month => {
            Value::Month(YearMonth::of(on).plus(-i32::try_from(dice.roll(7)).unwrap()))
        }
        FactType::Choice(variants) => Value::Choice(variants[dice.roll(variants.len())].id.clone()),
        FactType::Choices(variants) => {
            let mut chosen = BTreeSet::new();
            for _ in 0..dice.roll(3) {
                chosen.insert(variants[dice.roll(variants.len())].id.clone());
            }
            Value::Choices(chosen)
        }
        FactType::Text => Value::Text("مرحبا 👋".to_owned()),
    }
}

fn receipt(dice: &mut Dice<'_>, on: NaiveDate) -> Receipt {
    let later = on.checked_add_days(Days::new(60));
    match dice.roll(7) {
        0 | 1 => Receipt::NotRequested,
        2 => Receipt::Requested { on: None },
        3 => Receipt::Open { until: None },
        4 => Receipt::Open { until: later },
        5 => Receipt::Suspended,
        _ => Receipt::Refused { on: None },
    }
}

/// Some value for a place.
pub fn answer(catalogue: &Catalogue, path: &Path, dice: &mut Dice<'_>, on: NaiveDate) -> Answer {
    Answer::Given(match path {
        Path::PartnerExists | Path::ChildrenComplete | Path::IncomesComplete(..) => {
            Value::YesNo(dice.roll(3) != 0)
        }
        Path::Receipt(_) => Value::Receipt(receipt(dice, on)),
        _ => value(catalogue.fact_at(path).unwrap(), dice, on),
    })
}

/// Some situation: a few places answered, some of them by « ne sait pas ».
pub fn situation(catalogue: &Catalogue, dice: &mut Dice<'_>, on: NaiveDate) -> Situation {
    let places = places(catalogue, on);
    let mut situation = Situation::new();
    // Half of the situations know nearly everything: there, more is decided.
    let most = dice.roll(2) == 0;
    if most {
        for path in &places {
            if dice.roll(10) != 0 {
                let some = answer(catalogue, path, dice, on);
                situation.set(path, some);
            }
        }
    }
    while !dice.done() {
        let path = &places[dice.roll(places.len())];
        let some = match dice.roll(12) {
            0 => Answer::DoesNotKnow,
            1 => Answer::PrefersNotToSay,
            2 => Answer::Unreadable("??".to_owned()),
            _ => answer(catalogue, path, dice, on),
        };
        situation.set(path, some);
    }
    situation
}

/// Whether a value may be put at a place of which nothing is known, as more knowledge rather than a change.
fn may_learn(situation: &Situation, path: &Path) -> bool {
    let yes = |path: &Path| *situation.get(path) == Answer::yes_no(true);
    match path {
        // A child who appears in a complete list, or an income in a complete month, is a change.
        Path::Child(row, _) => {
            situation.rows(Entity::Child).contains(row) || !yes(&Path::ChildrenComplete)
        }
        Path::Income(row, _) => situation.rows(Entity::Income).contains(row),
        _ => true,
    }
}

fn narrower(answer: &Answer, dice: &mut Dice<'_>) -> Option<Answer> {
    let value = match answer {
        Answer::Given(Value::Amount(range)) => {
            let hi = range.hi.unwrap_or(range.lo + 500_000);
            let at = |dice: &mut Dice<'_>| {
                let part = i64::try_from(dice.roll(101)).unwrap();
                range.lo + (hi - range.lo) * part / 100
            };
            let (a, b) = (at(dice), at(dice));
            Value::Amount(if dice.roll(2) == 0 {
                AmountRange::exact(a)
            } else {
                AmountRange::between(a, b)
            })
        }
        Answer::Given(Value::Number(range)) => {
            let hi = range.hi.unwrap_or(range.lo);
            Value::Number(NumberRange::exact(if dice.roll(2) == 0 {
                range.lo
            } else {
                hi
            }))
        }
        Answer::Given(Value::Date(range)) => {
            let days = usize::try_from((range.last - range.first).num_days()).unwrap();
            let day = range
                .first
                .checked_add_days(Days::new(u64::try_from(dice.roll(days + 1)).unwrap()))
                .unwrap();
            Value::Date(DateRange::day(day))
        }
        _ => return None,
    };
    Some(Answer::Given(value))
}

/// Knows more: unknown places get a value, bands shrink, lists are closed, open lists get rows.
pub fn narrowed(
    catalogue: &Catalogue,
    before: &Situation,
    dice: &mut Dice<'_>,
    on: NaiveDate,
) -> Situation {
    let places = places(catalogue, on);
    let mut after = before.clone();
    for _ in 0..40 {
        let path = &places[dice.roll(places.len())];
        match after.get(path) {
            Answer::NotAsked
            | Answer::DoesNotKnow
            | Answer::PrefersNotToSay
            | Answer::Unreadable(_) => {
                if may_learn(&after, path) {
                    let some = answer(catalogue, path, dice, on);
                    after.set(path, some);
                }
            }
            Answer::Given(Value::YesNo(false))
                if matches!(path, Path::ChildrenComplete | Path::IncomesComplete(..)) =>
            {
                after.set(path, Answer::yes_no(true));
            }
            given => {
                if let Some(narrower) = narrower(given, dice) {
                    after.set(path, narrower);
                }
            }
        }
    }
    // One more income, in a month that is still open.
    let month = YearMonth::of(on).plus(-i32::try_from(dice.roll(5)).unwrap());
    let holder = Holder::ALL[dice.roll(2)];
    if *after.get(&Path::IncomesComplete(holder, month)) != Answer::yes_no(true) {
        let at = |name: &str| Path::Income(row("nouveau", 0), name.into());
        after.set(
            &at("titulaire"),
            Answer::Given(Value::Choice(holder.to_string())),
        );
        after.set(&at("mois"), Answer::Given(Value::Month(month)));
        let amount = answer(catalogue, &at("montant"), dice, on);
        after.set(&at("montant"), amount);
    }
    after
}
