//! What is open on one day, public holidays of France included.

use std::sync::LazyLock;

use chrono::NaiveDate;
use opening_hours::localization::Country;
use opening_hours::{Context, ContextHolidays, OpeningHours, RuleKind};

use super::week::Span;

static HOLIDAYS: LazyLock<ContextHolidays> = LazyLock::new(|| Country::FR.holidays());

/// The hours of a day, in order; empty when it is closed. `None` when the hours can not be read.
pub fn on(raw: &str, day: NaiveDate) -> Option<Vec<Span>> {
    let context = Context::default().with_holidays(HOLIDAYS.clone());
    let hours: OpeningHours = raw.trim().parse().ok()?;
    let hours = hours.with_context(context);
    let mut spans: Vec<Span> = Vec::new();
    for range in hours.schedule_at(day) {
        if range.kind == RuleKind::Closed {
            continue;
        }
        let (from, to) = (
            range.range.start.mins_from_midnight(),
            range.range.end.mins_from_midnight(),
        );
        match spans.last_mut() {
            Some(last) if last.to == from => last.to = to,
            _ => spans.push(Span { from, to }),
        }
    }
    Some(spans)
}
