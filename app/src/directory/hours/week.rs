//! Opening hours as a week, and as other weeks at some times of the year.

use opening_hours_syntax::rules::day::{
    Date, DateOffset, HolidayKind, MonthdayRange, WeekDayRange, Weekday,
};
use opening_hours_syntax::rules::time::{Time, TimeSpan};
use opening_hours_syntax::rules::{OpeningHoursExpression, RuleKind, RuleOperator, RuleSequence};

/// Minutes of a day, from midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// The first.
    pub from: u16,
    /// The one that is no longer open.
    pub to: u16,
}

/// A day of a month, and its year when it is one year only.
pub type Day = (u8, u8, Option<i32>);

/// When in the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// All year, unless another season says otherwise.
    Always,
    /// From a month to a month, both included.
    Months(u8, u8),
    /// From a day to a day, both included.
    Days(Day, Day),
}

/// One week, repeated for a part of the year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Season {
    /// Which part.
    pub when: When,
    /// Monday first.
    pub days: [Vec<Span>; 7],
    /// Public holidays, when they are told apart.
    pub holidays: Option<Vec<Span>>,
    /// School holidays, when they are told apart.
    pub school: Option<Vec<Span>>,
    /// What is added in words, such as « sur rendez-vous ».
    pub notes: Vec<String>,
}

/// The seasons of an expression; `None` when it says more than weeks can (one week out of two, sunset, a third Thursday).
pub fn seasons(expression: &OpeningHoursExpression) -> Option<Vec<Season>> {
    let mut seasons: Vec<Season> = Vec::new();
    for rule in &expression.rules {
        for when in whens(rule)? {
            let at = match seasons.iter().position(|season| season.when == when) {
                Some(at) => at,
                None => {
                    seasons.push(Season {
                        when,
                        days: Default::default(),
                        holidays: None,
                        school: None,
                        notes: Vec::new(),
                    });
                    seasons.len() - 1
                }
            };
            apply(rule, seasons.get_mut(at)?)?;
        }
    }
    Some(seasons)
}

fn whens(rule: &RuleSequence) -> Option<Vec<When>> {
    let days = &rule.day_selector;
    if !days.year.is_empty() || !days.week.is_empty() || rule.operator == RuleOperator::Fallback {
        return None;
    }
    if days.monthday.is_empty() {
        return Some(vec![When::Always]);
    }
    let plain = DateOffset::default();
    days.monthday
        .iter()
        .map(|range| match range {
            MonthdayRange::Month { range, year: None } => {
                Some(When::Months(*range.start() as u8, *range.end() as u8))
            }
            MonthdayRange::Date { start, end } if start.1 == plain && end.1 == plain => {
                Some(When::Days(fixed(start.0)?, fixed(end.0)?))
            }
            _ => None,
        })
        .collect()
}

fn fixed(date: Date) -> Option<Day> {
    match date {
        Date::Fixed { year, month, day } => Some((day, month as u8, year.map(|year| year.0))),
        _ => None,
    }
}

fn apply(rule: &RuleSequence, season: &mut Season) -> Option<()> {
    let spans = rule
        .time_selector
        .spans
        .iter()
        .map(span)
        .collect::<Option<Vec<Span>>>()?;
    let whole_day = spans == [Span { from: 0, to: 1440 }];
    let change = |day: &mut Vec<Span>| match (rule.kind, rule.operator) {
        (RuleKind::Closed, _) if whole_day => day.clear(),
        (RuleKind::Closed, _) => *day = without(day, &spans),
        (_, RuleOperator::Additional) => *day = together(day, &spans),
        _ => *day = together(&[], &spans),
    };
    if rule.day_selector.weekday.is_empty() {
        season.days.iter_mut().for_each(change);
    }
    for days in &rule.day_selector.weekday {
        match days {
            WeekDayRange::Fixed {
                range,
                offset: 0,
                nth_from_start,
                nth_from_end,
            } if nth_from_start.iter().chain(nth_from_end).all(|nth| *nth) => {
                let (from, to) = (index(*range.start()), index(*range.end()));
                for (at, day) in season.days.iter_mut().enumerate() {
                    let inside = if from <= to {
                        (from..=to).contains(&at)
                    } else {
                        at >= from || at <= to
                    };
                    if inside {
                        change(day);
                    }
                }
            }
            WeekDayRange::Holiday { kind, offset: 0 } => change(match kind {
                HolidayKind::Public => season.holidays.get_or_insert_default(),
                HolidayKind::School => season.school.get_or_insert_default(),
            }),
            _ => return None,
        }
    }
    let note = rule.comment.trim();
    if !note.is_empty() && !season.notes.iter().any(|known| known == note) {
        season.notes.push(note.to_owned());
    }
    Some(())
}

fn index(day: Weekday) -> usize {
    day.num_days_from_monday() as usize
}

fn span(span: &TimeSpan) -> Option<Span> {
    match (span.range.start, span.range.end) {
        (Time::Fixed(from), Time::Fixed(to)) if !span.open_end && span.repeats.is_none() => {
            let (from, to) = (from.mins_from_midnight(), to.mins_from_midnight());
            (from < to).then_some(Span { from, to })
        }
        _ => None,
    }
}

/// Both, in order, those that touch made one.
fn together(known: &[Span], more: &[Span]) -> Vec<Span> {
    let mut all: Vec<Span> = known.iter().chain(more).copied().collect();
    all.sort_unstable();
    let mut kept: Vec<Span> = Vec::new();
    for span in all {
        match kept.last_mut() {
            Some(last) if span.from <= last.to => last.to = last.to.max(span.to),
            _ => kept.push(span),
        }
    }
    kept
}

fn without(known: &[Span], closed: &[Span]) -> Vec<Span> {
    closed.iter().fold(known.to_vec(), |open, hole| {
        open.into_iter()
            .flat_map(|span| {
                [
                    Span {
                        from: span.from,
                        to: span.to.min(hole.from),
                    },
                    Span {
                        from: span.from.max(hole.to),
                        to: span.to,
                    },
                ]
            })
            .filter(|span| span.from < span.to)
            .collect()
    })
}
