//! The answers a probe may try: a plain one, every choice, a ladder of amounts, ages and counts.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate};

use crate::{
    AmountRange, Answer, Catalogue, DateRange, Decimal, Entity, Fact, FactType, NumberRange, Path,
    Receipt, Value, YearMonth,
};

/// The answer that says as little as possible: no, none, nothing, « c’est tout »; a birth that is neither old
/// nor recent.
pub(super) fn plain(catalogue: &Catalogue, path: &Path, on: NaiveDate) -> Answer {
    match path {
        Path::PartnerExists => return Answer::yes_no(false),
        Path::ChildrenComplete | Path::IncomesComplete(..) => return Answer::yes_no(true),
        Path::Receipt(_) => return Answer::Given(Value::Receipt(Receipt::NotRequested)),
        _ => {}
    }
    let Some(fact) = catalogue.fact_at(path) else {
        return Answer::NotAsked;
    };
    Answer::Given(match &fact.kind {
        FactType::YesNo => Value::YesNo(false),
        FactType::Choice(variants) => match variants.first() {
            Some(variant) => Value::Choice(variant.id.clone()),
            None => return Answer::NotAsked,
        },
        FactType::Choices(_) => Value::Choices(BTreeSet::new()),
        FactType::Text => Value::Text(String::new()),
        FactType::Integer | FactType::Rate | FactType::Amount => return numbered(fact, 0),
        FactType::Month => Value::Month(YearMonth::of(on).plus(-2)),
        FactType::Date => {
            let years = match fact.entity {
                Entity::Child => 8,
                Entity::Household | Entity::Income => 1,
                Entity::Person | Entity::Adult => 40,
            };
            return back(fact, on, 365_u64.saturating_mul(years));
        }
    })
}

fn back(fact: &Fact, on: NaiveDate, days: u64) -> Answer {
    let day = on.checked_sub_days(Days::new(days)).unwrap_or(on);
    numbered(fact, i64::from(day.num_days_from_ce()))
}

/// The place of an answer on its ladder: cents, units, hundredths of a rate, days. `None` when it has none.
pub(super) fn number(answer: &Answer) -> Option<i64> {
    match answer.value()? {
        Value::Amount(range) if range.is_exact() => Some(range.lo),
        Value::Number(range) if range.is_exact() => Some(range.lo.millionths() / 10_000),
        Value::Date(range) => Some(i64::from(range.exact_day()?.num_days_from_ce())),
        _ => None,
    }
}

/// The answer at a place of the ladder, kept within the limits of the fact.
pub(super) fn numbered(fact: &Fact, at: i64) -> Answer {
    let hundredth = |limit: Option<Decimal>| limit.map(|limit| limit.millionths() / 10_000);
    let low = hundredth(fact.min).unwrap_or(i64::MIN);
    let high = hundredth(fact.max).unwrap_or(i64::MAX);
    match &fact.kind {
        FactType::Amount => Answer::Given(Value::Amount(AmountRange::exact(
            at.clamp(low, high.max(low)),
        ))),
        FactType::Integer | FactType::Rate => {
            let at = at.clamp(low, high.max(low)).saturating_mul(10_000);
            Answer::Given(Value::Number(NumberRange::exact(Decimal::from_millionths(
                at,
            ))))
        }
        FactType::Date => i32::try_from(at)
            .ok()
            .and_then(NaiveDate::from_num_days_from_ce_opt)
            .map_or(Answer::NotAsked, |day| {
                Answer::Given(Value::Date(DateRange::day(day)))
            }),
        _ => Answer::NotAsked,
    }
}

/// The smallest step between two answers, on the ladder.
pub(super) const fn step(fact: &Fact) -> i64 {
    match fact.kind {
        FactType::Integer => 100,
        _ => 1,
    }
}

/// Places of the ladder worth trying, from the lowest.
pub(super) fn ladder(fact: &Fact, on: NaiveDate) -> Vec<i64> {
    const EUROS: [i64; 15] = [
        0, 1, 50, 150, 400, 700, 1_000, 1_500, 2_500, 5_000, 10_000, 20_000, 40_000, 120_000,
        1_000_000,
    ];
    const COUNTS: [i64; 18] = [
        0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 18, 24, 30, 36, 60, 200, 2_000,
    ];
    // Each age of the law stands between two of these, and each range of ages around one: 70 to 75 around 26 500 days.
    const DAYS_BACK: [i64; 35] = [
        32_000, 28_000, 26_500, 25_400, 24_300, 23_300, 22_600, 21_000, 18_000, 15_000, 12_000,
        10_300, 9_700, 9_000, 8_400, 7_900, 7_400, 7_000, 6_400, 5_700, 4_900, 3_900, 3_300, 2_600,
        2_000, 1_500, 1_000, 600, 400, 200, 100, 40, 10, 0, -30,
    ];
    let mut places: Vec<i64> = match &fact.kind {
        FactType::Amount => EUROS.map(|euros| euros.saturating_mul(100)).to_vec(),
        FactType::Integer => COUNTS.map(|count| count.saturating_mul(100)).to_vec(),
        FactType::Rate => (0..=10_i64).map(|tenth| tenth.saturating_mul(10)).collect(),
        FactType::Date => {
            let today = i64::from(on.num_days_from_ce());
            let days = DAYS_BACK.iter().map(|back| today.saturating_sub(*back));
            days.chain(std::iter::once(today.saturating_add(400)))
                .collect()
        }
        _ => Vec::new(),
    };
    // What the limits of the fact cut is said once.
    let mut within: Vec<i64> = places
        .drain(..)
        .filter_map(|place| number(&numbered(fact, place)))
        .collect();
    within.dedup();
    within
}

/// Every answer worth trying at a place, of any kind.
pub(super) fn alternatives(catalogue: &Catalogue, path: &Path, on: NaiveDate) -> Vec<Answer> {
    match path {
        Path::PartnerExists | Path::ChildrenComplete | Path::IncomesComplete(..) => {
            return vec![Answer::yes_no(true), Answer::yes_no(false)];
        }
        Path::Receipt(_) => {
            let receipts = [
                Receipt::Open { until: None },
                Receipt::NotRequested,
                Receipt::Refused { on: None },
            ];
            return receipts
                .map(|receipt| Answer::Given(Value::Receipt(receipt)))
                .to_vec();
        }
        _ => {}
    }
    let Some(fact) = catalogue.fact_at(path) else {
        return Vec::new();
    };
    match &fact.kind {
        FactType::YesNo => vec![Answer::yes_no(true), Answer::yes_no(false)],
        FactType::Choice(variants) => {
            let choices = variants.iter().map(|variant| variant.id.clone());
            choices.map(|id| Answer::Given(Value::Choice(id))).collect()
        }
        FactType::Choices(variants) => {
            let one = variants
                .iter()
                .map(|variant| BTreeSet::from([variant.id.clone()]));
            std::iter::once(BTreeSet::new())
                .chain(one)
                .map(|ids| Answer::Given(Value::Choices(ids)))
                .collect()
        }
        FactType::Month => (1..=4)
            .map(|back: i32| {
                Answer::Given(Value::Month(YearMonth::of(on).plus(back.saturating_neg())))
            })
            .collect(),
        FactType::Integer | FactType::Rate | FactType::Amount | FactType::Date => ladder(fact, on)
            .into_iter()
            .map(|place| numbered(fact, place))
            .collect(),
        FactType::Text => Vec::new(),
    }
}
