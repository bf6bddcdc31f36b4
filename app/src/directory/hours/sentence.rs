//! A week in short French sentences.

use chrono::{Datelike, NaiveDate};

use super::week::{Day, Season, Span, When};
use crate::words::numbers::month_name;

const DAYS: [&str; 7] = [
    "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
];
const NOON: u16 = 12 * 60;

/// Every season, the ordinary week first.
pub fn of(seasons: &[Season]) -> String {
    seasons
        .iter()
        .flat_map(season)
        .collect::<Vec<_>>()
        .join(" ")
}

fn season(season: &Season) -> Vec<String> {
    let mut said = week(&season.days);
    let closed = season.days.iter().all(Vec::is_empty);
    if let Some(when) = when(season.when) {
        said = if closed {
            vec![format!("Fermé {when}.")]
        } else {
            let said = said.join(" ");
            vec![format!("{} : {}", upper(&when), lower(&said))]
        };
    } else if closed && season.holidays.is_none() && season.school.is_none() {
        said.clear();
    }
    for (name, spans) in [
        ("les jours fériés", &season.holidays),
        ("pendant les vacances scolaires", &season.school),
    ] {
        match spans.as_deref() {
            Some([]) => said.push(format!("Fermé {name}.")),
            Some(open) => said.push(format!("Ouvert {name}, {}.", self::spans(open))),
            None => {}
        }
    }
    said.extend(
        season
            .notes
            .iter()
            .map(|note| format!("Précision : {note}.")),
    );
    said
}

/// « Du lundi au vendredi de 9 h à 12 h et de 14 h à 17 h. Fermé le mercredi après-midi. »
fn week(days: &[Vec<Span>; 7]) -> Vec<String> {
    let mut left: Vec<usize> = (0..7).filter(|day| !days[*day].is_empty()).collect();
    let mut said = Vec::new();
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
            said.push(format!("{} {}.", run(from, to), spans(&hours)));
            said.extend(
                parts
                    .iter()
                    .map(|(day, part)| format!("Fermé le {}{part}.", DAYS[*day])),
            );
            left.retain(|day| !(from..=to).contains(day));
        } else {
            said.push(format!("{} {}.", several(&same), spans(&hours)));
            left.retain(|day| !same.contains(day));
        }
    }
    said
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
        [] => Some(""),
        day if day == morning => Some(" après-midi"),
        day if day == afternoon => Some(" matin"),
        _ => None,
    }
}

/// « Du lundi au vendredi », « Tous les jours ».
fn run(from: usize, to: usize) -> String {
    if (from, to) == (0, 6) {
        "Tous les jours".to_owned()
    } else {
        format!("Du {} au {}", DAYS[from], DAYS[to])
    }
}

fn several(days: &[usize]) -> String {
    let (from, to) = (days[0], days[days.len() - 1]);
    if days.len() > 2 && to - from + 1 == days.len() {
        return run(from, to);
    }
    let named: Vec<String> = days
        .iter()
        .map(|day| format!("le {}", DAYS[*day]))
        .collect();
    upper(&listed(&named))
}

/// « de 9 h à 12 h et de 14 h à 17 h ».
pub fn spans(spans: &[Span]) -> String {
    if spans == [Span { from: 0, to: 1440 }] {
        return "jour et nuit".to_owned();
    }
    let said: Vec<String> = spans
        .iter()
        .map(|span| format!("de {} à {}", hour(span.from), hour(span.to)))
        .collect();
    listed(&said)
}

/// « 9 h », « 9 h 30 », « minuit ».
fn hour(minutes: u16) -> String {
    match (minutes / 60 % 24, minutes % 60) {
        (0, 0) => "minuit".to_owned(),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes:02}"),
    }
}

/// « en juillet et en août », « du 1er juillet au 31 août ».
fn when(when: When) -> Option<String> {
    let month = |month: u8| month_name(u32::from(month)).to_owned();
    let day = |(day, in_month, year): Day| {
        let first = if day == 1 { "er" } else { "" };
        let year = year.map(|year| format!(" {year}")).unwrap_or_default();
        format!("{day}{first} {}{year}", month(in_month))
    };
    Some(match when {
        When::Always => return None,
        When::Months(from, to) if from == to => format!("en {}", month(from)),
        When::Months(from, to) if from + 1 == to => {
            format!("en {} et en {}", month(from), month(to))
        }
        When::Months(from, to) => format!("de {} à {}", month(from), month(to)),
        When::Days(from, to) if from == to => format!("le {}", day(from)),
        When::Days(from, to) => format!("du {} au {}", day(from), day(to)),
    })
}

/// « lundi 23 novembre ».
pub fn long_day(day: NaiveDate) -> String {
    let name = DAYS[day.weekday().num_days_from_monday() as usize];
    let first = if day.day() == 1 { "er" } else { "" };
    format!("{name} {}{first} {}", day.day(), month_name(day.month()))
}

fn listed(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} et {last}", first.join(", ")),
    }
}

fn upper(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

fn lower(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_lowercase().chain(letters).collect())
        .unwrap_or_default()
}
