//! A week in short sentences, in the language of who reads them. The words are those of [`crate::languages`] (`hours-…`).

use chrono::{Datelike, NaiveDate};

use super::week::{Day, Season, Span, When};
use crate::copy::{capital, in_french};
use crate::languages::{Language, With, french};

const NOON: u16 = 12 * 60;
const WHOLE_DAY: [Span; 1] = [Span { from: 0, to: 1440 }];

/// Tells opening hours in one language.
pub struct Teller<'a>(pub &'a Language);

impl Teller<'_> {
    /// Every season, the ordinary week first.
    pub fn seasons(&self, seasons: &[Season]) -> String {
        let told = seasons.iter().flat_map(|season| self.season(season));
        sentences(told)
    }

    /// What this language says under a name; in French when it does not say it yet.
    pub fn say(&self, name: &str, with: &[With<'_>]) -> String {
        let said = self.0.say(name, with);
        said.unwrap_or_else(|| in_french(self.0, &french().say(name, with).unwrap_or_default()))
    }

    /// The sentences of a season, without their capitals.
    fn season(&self, season: &Season) -> Vec<String> {
        let mut said = self.week(&season.days);
        let closed = season.days.iter().all(Vec::is_empty);
        if let Some(when) = self.when(season.when) {
            said = if closed {
                vec![self.say("hours-closed", &[("when", when.into())])]
            } else {
                let first = said.remove(0);
                let hours = [first, sentences(said)].join(" ");
                let with = [("when", when.into()), ("hours", hours.trim().into())];
                vec![self.say("hours-season", &with)]
            };
        } else if closed && season.holidays.is_none() && season.school.is_none() {
            said.clear();
        }
        for (name, spans) in [
            ("hours-holidays", &season.holidays),
            ("hours-school", &season.school),
        ] {
            let when = || self.say(name, &[]);
            match spans.as_deref() {
                Some([]) => said.push(self.say("hours-closed", &[("when", when().into())])),
                Some(open) => {
                    let hours = self.spans(open);
                    let with = [("when", when().into()), ("hours", hours.into())];
                    said.push(self.say("hours-open", &with));
                }
                None => {}
            }
        }
        let notes = season.notes.iter();
        said.extend(notes.map(|note| {
            let note = in_french(self.0, note);
            self.say("hours-note", &[("note", note.into())])
        }));
        said
    }

    /// « du lundi au vendredi de 9 h à 12 h et de 14 h à 17 h. », « fermé le mercredi après-midi. »
    fn week(&self, days: &[Vec<Span>; 7]) -> Vec<String> {
        let mut left: Vec<usize> = (0..7).filter(|day| !days[*day].is_empty()).collect();
        let mut said = Vec::new();
        let sentence = |days: String, hours: &[Span]| {
            let name = if hours == WHOLE_DAY {
                "hours-week-always"
            } else {
                "hours-week"
            };
            let hours = self.spans(hours);
            self.say(name, &[("days", days.into()), ("hours", hours.into())])
        };
        while let Some(&first) = left.first() {
            let hours = usual(days, &left).unwrap_or_else(|| days[first].clone());
            let of_these = |day: &usize| days[*day] == hours;
            let same: Vec<usize> = left.iter().copied().filter(of_these).collect();
            let (from, to) = (same[0], same[same.len() - 1]);
            let parts: Option<Vec<Part>> = (from..=to)
                .filter(|day| !of_these(day))
                .map(|day| Some((day, part(&hours, &days[day])?)))
                .collect();
            // A run with an exception or two reads better than days one by one.
            let parts = parts.filter(|parts| parts.len() * 2 < same.len() + 1 && same.len() > 2);
            if let Some(parts) = parts.filter(|parts| !parts.is_empty()) {
                said.push(sentence(self.run(from, to), &hours));
                said.extend(parts.iter().map(|(day, part)| {
                    let when = self.say(part, &[("day", self.weekday(*day).into())]);
                    self.say("hours-closed", &[("when", when.into())])
                }));
                left.retain(|day| !(from..=to).contains(day));
            } else {
                said.push(sentence(self.several(&same), &hours));
                left.retain(|day| !same.contains(day));
            }
        }
        said
    }

    fn weekday(&self, day: usize) -> String {
        self.say("weekday", &[("number", day.into())])
    }

    /// « du lundi au vendredi », « tous les jours ».
    fn run(&self, from: usize, to: usize) -> String {
        if (from, to) == (0, 6) {
            return self.say("hours-every-day", &[]);
        }
        let (from, to) = (self.weekday(from), self.weekday(to));
        self.say("hours-run", &[("from", from.into()), ("to", to.into())])
    }

    fn several(&self, days: &[usize]) -> String {
        let (from, to) = (days[0], days[days.len() - 1]);
        if days.len() > 2 && to - from + 1 == days.len() {
            return self.run(from, to);
        }
        let named = days.iter();
        let named = named.map(|day| self.say("hours-day", &[("day", self.weekday(*day).into())]));
        self.listed(named.collect())
    }

    /// « de 9 h à 12 h et de 14 h à 17 h ».
    pub fn spans(&self, spans: &[Span]) -> String {
        if spans == WHOLE_DAY {
            return self.say("hours-day-and-night", &[]);
        }
        let said = spans.iter().map(|span| {
            let (from, to) = (self.hour(span.from), self.hour(span.to));
            self.say("hours-span", &[("from", from.into()), ("to", to.into())])
        });
        self.listed(said.collect())
    }

    /// « 9 h », « 9 h 30 », « minuit ».
    fn hour(&self, minutes: u16) -> String {
        let hour = [("hour", (minutes / 60 % 24).into())];
        match (minutes / 60 % 24, minutes % 60) {
            (0, 0) => self.say("hours-midnight", &[]),
            (_, 0) => self.say("hours-hour", &hour),
            (_, past) => {
                let past = [("minutes", format!("{past:02}").into())];
                self.say("hours-hour-past", &[hour, past].concat())
            }
        }
    }

    /// « en juillet et en août », « du 1er juillet au 31 août ».
    fn when(&self, when: When) -> Option<String> {
        let month = |number: u8| self.say("month", &[("number", number.into())]);
        let in_month = |number| self.say("hours-in-month", &[("month", month(number).into())]);
        let day = |(day, in_month, year): Day| {
            let day = [("day", day.into()), ("month", month(in_month).into())];
            match year {
                Some(year) => self.say("day", &[&day[..], &[("year", year.into())]].concat()),
                None => self.say("day-of-month", &day),
            }
        };
        let between = |name, from: String, to: String| {
            self.say(name, &[("from", from.into()), ("to", to.into())])
        };
        Some(match when {
            When::Always => return None,
            When::Months(from, to) if from == to => in_month(from),
            When::Months(from, to) if from + 1 == to => {
                self.listed(vec![in_month(from), in_month(to)])
            }
            When::Months(from, to) => between("hours-months", month(from), month(to)),
            When::Days(from, to) if from == to => {
                self.say("hours-on-day", &[("day", day(from).into())])
            }
            When::Days(from, to) => between("hours-days", day(from), day(to)),
        })
    }

    /// « lundi 23 novembre ».
    pub fn long_day(&self, day: NaiveDate) -> String {
        let name = self.weekday(day.weekday().num_days_from_monday() as usize);
        let month = self.say("month", &[("number", day.month().into())]);
        let with = [("day", day.day().into()), ("month", month.into())];
        format!("{name} {}", self.say("day-of-month", &with))
    }

    /// « a, b et c ».
    fn listed(&self, items: Vec<String>) -> String {
        let add = |name: &str, last: &'static str, most: String, next: String| {
            self.say(name, &[("most", most.into()), (last, next.into())])
        };
        let mut items = items;
        let Some(last) = items.pop() else {
            return String::new();
        };
        let most = items
            .into_iter()
            .reduce(|most, next| add("list-next", "next", most, next));
        match most {
            Some(most) => add("list-last", "last", most, last),
            None => last,
        }
    }
}

/// Each with its capital.
fn sentences(said: impl IntoIterator<Item = String>) -> String {
    let told = said.into_iter().map(|sentence| capital(&sentence));
    told.collect::<Vec<_>>().join(" ")
}

/// A day with the part of it that is closed.
type Part = (usize, &'static str);

/// The hours of most of the days that are left; those of the first when several are as frequent.
fn usual(days: &[Vec<Span>; 7], left: &[usize]) -> Option<Vec<Span>> {
    let count = |hours: &Vec<Span>| left.iter().filter(|day| &days[**day] == hours).count();
    let mut best: Option<&Vec<Span>> = None;
    for day in left {
        if best.is_none_or(|best| count(&days[*day]) > count(best)) {
            best = Some(&days[*day]);
        }
    }
    best.cloned()
}

/// Which part of the usual hours a day lacks, when it is a morning, an afternoon or all of it.
fn part(usual: &[Span], day: &[Span]) -> Option<&'static str> {
    let (morning, afternoon): (Vec<Span>, Vec<Span>) =
        usual.iter().partition(|span| span.from < NOON);
    match day {
        [] => Some("hours-whole-day"),
        day if day == morning => Some("hours-afternoon"),
        day if day == afternoon => Some("hours-morning"),
        _ => None,
    }
}
