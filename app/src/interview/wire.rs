//! One answer as the text of a form field, and back.
//!
//! The text is what an input shows and posts: « 12/03/1990 », « 1200,50 », a variant's id, `?` (ne sait pas),
//! `-` (préfère ne pas dire), `b2` (the third band), `a+b` (several variants), `aucun` (none of them),
//! `ouvert|31/01/2027` (a receipt and its day). Nothing is the empty text.
//! A field also carries a [`Token`]: the version and text it was rendered from.

use chrono::{Datelike, NaiveDate};
use rules::{Answer, Catalogue, DateRange, FactType, NumberRange, Path, Receipt, Value, YearMonth};

/// « Ne sait pas ».
pub const DOES_NOT_KNOW: &str = "?";
/// « Préfère ne pas dire ».
pub const PREFERS_NOT_TO_SAY: &str = "-";
/// None of the variants.
pub const NONE: &str = "aucun";

/// The words of a receipt, in the order they are offered.
pub const RECEIPTS: [&str; 5] = ["pas_demande", "demande", "ouvert", "suspendu", "refuse"];

/// The text of an answer in the field of its place.
pub fn write(catalogue: &Catalogue, path: &Path, answer: &Answer) -> String {
    match answer {
        Answer::NotAsked => String::new(),
        Answer::DoesNotKnow => DOES_NOT_KNOW.to_owned(),
        Answer::PrefersNotToSay => PREFERS_NOT_TO_SAY.to_owned(),
        Answer::Unreadable(text) => text.clone(),
        Answer::Given(value) => write_value(catalogue, path, value),
    }
}

fn write_value(catalogue: &Catalogue, path: &Path, value: &Value) -> String {
    match value {
        Value::YesNo(true) => "oui".to_owned(),
        Value::YesNo(false) => "non".to_owned(),
        Value::Choice(id) => id.clone(),
        Value::Choices(ids) if ids.is_empty() => NONE.to_owned(),
        Value::Choices(ids) => ids.iter().cloned().collect::<Vec<_>>().join("+"),
        Value::Number(range) => number(range),
        Value::Amount(range) => {
            let bands = catalogue.fact_at(path).and_then(|fact| fact.bands.as_ref());
            let band = bands.and_then(|bands| bands.iter().position(|band| band.range == *range));
            match (band, range.hi) {
                _ if range.is_exact() => euros(range.lo),
                (Some(at), _) => format!("b{at}"),
                (None, Some(hi)) => format!("{}-{}", euros(range.lo), euros(hi)),
                (None, None) => format!("{}-", euros(range.lo)),
            }
        }
        Value::Date(range) => date(range),
        Value::Month(month) => month.to_string(),
        Value::Text(text) => text.clone(),
        Value::Receipt(receipt) => receipt_text(receipt),
    }
}

fn number(range: &NumberRange) -> String {
    let plain = |number: rules::Decimal| number.to_string().replace('.', ",");
    match range.hi {
        Some(hi) if hi != range.lo => format!("{}-{}", plain(range.lo), plain(hi)),
        _ => plain(range.lo),
    }
}

fn euros(cents: i64) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    let cents = cents.unsigned_abs();
    match cents % 100 {
        0 => format!("{sign}{}", cents / 100),
        rest => format!("{sign}{},{rest:02}", cents / 100),
    }
}

fn date(range: &DateRange) -> String {
    if let Some(day) = range.exact_day() {
        day_text(day)
    } else if let Some(month) = range.exact_month() {
        format!("{:02}/{}", month.month(), month.year())
    } else if let Some(year) = range.exact_year() {
        year.to_string()
    } else {
        day_text(range.first)
    }
}

fn day_text(day: NaiveDate) -> String {
    format!("{:02}/{:02}/{}", day.day(), day.month(), day.year())
}

fn receipt_text(receipt: &Receipt) -> String {
    let dated = |word: &str, day: &Option<NaiveDate>| match day {
        Some(day) => format!("{word}|{}", day_text(*day)),
        None => word.to_owned(),
    };
    match receipt {
        Receipt::NotRequested => "pas_demande".to_owned(),
        Receipt::Requested { on } => dated("demande", on),
        Receipt::Open { until } => dated("ouvert", until),
        Receipt::Suspended => "suspendu".to_owned(),
        Receipt::Refused { on } => dated("refuse", on),
    }
}

/// The answer of a text, at its place. What can not be read is kept as typed.
pub fn read(catalogue: &Catalogue, path: &Path, text: &str) -> Answer {
    let text = text.trim();
    match text {
        "" => return Answer::NotAsked,
        DOES_NOT_KNOW => return Answer::DoesNotKnow,
        PREFERS_NOT_TO_SAY => return Answer::PrefersNotToSay,
        _ => {}
    }
    if let Path::Receipt(_) = path {
        return read_receipt(text);
    }
    let Some(fact) = catalogue.fact_at(path) else {
        return match text {
            "oui" => Answer::yes_no(true),
            "non" => Answer::yes_no(false),
            _ => Answer::Unreadable(text.to_owned()),
        };
    };
    match &fact.kind {
        FactType::Choice(variants) if variants.iter().any(|variant| variant.id == text) => {
            Answer::Given(Value::Choice(text.to_owned()))
        }
        FactType::Choices(variants) => {
            let ids: Vec<&str> = text.split('+').collect();
            if text == NONE {
                Answer::Given(Value::Choices(std::collections::BTreeSet::new()))
            } else if ids
                .iter()
                .all(|id| variants.iter().any(|variant| variant.id == *id))
            {
                Answer::Given(Value::Choices(ids.into_iter().map(str::to_owned).collect()))
            } else {
                Answer::Unreadable(text.to_owned())
            }
        }
        FactType::Amount => {
            let bands = fact.bands.as_deref().unwrap_or_default();
            let by_index = text
                .strip_prefix('b')
                .and_then(|at| at.parse::<usize>().ok())
                .and_then(|at| bands.get(at));
            match by_index.or_else(|| bands.iter().find(|band| band.name == text)) {
                Some(band) => Answer::Given(Value::Amount(band.range)),
                None => catalogue.read_typed(path, text),
            }
        }
        FactType::Month => match text.parse::<YearMonth>() {
            Ok(month) => Answer::Given(Value::Month(month)),
            Err(_) => catalogue.read_typed(path, text),
        },
        FactType::YesNo if text == "oui" => Answer::yes_no(true),
        FactType::YesNo if text == "non" => Answer::yes_no(false),
        _ => catalogue.read_typed(path, text),
    }
}

fn read_receipt(text: &str) -> Answer {
    let unreadable = || Answer::Unreadable(text.to_owned());
    let (word, day) = text.split_once('|').unwrap_or((text, ""));
    let day = match day.trim() {
        "" => None,
        typed => match read_day(typed, word == "ouvert") {
            Some(day) => Some(day),
            None => return unreadable(),
        },
    };
    let receipt = match word {
        "pas_demande" => Receipt::NotRequested,
        "demande" => Receipt::Requested { on: day },
        "ouvert" => Receipt::Open { until: day },
        "suspendu" => Receipt::Suspended,
        "refuse" => Receipt::Refused { on: day },
        _ => return unreadable(),
    };
    Answer::Given(Value::Receipt(receipt))
}

/// A day typed « 31/01/2027 » or « 2027-01-31 »; « 01/2027 » is the last or the first day of that month.
fn read_day(typed: &str, last: bool) -> Option<NaiveDate> {
    if let Ok(day) = typed.parse::<NaiveDate>() {
        return Some(day);
    }
    let parts: Vec<&str> = typed
        .split(['/', '.', ' ', '-'])
        .filter(|part| !part.is_empty())
        .collect();
    let year = |text: &str| {
        text.parse::<i32>()
            .ok()
            .filter(|year| (1900..=2100).contains(year))
    };
    match parts.as_slice() {
        [day, month, of] => {
            NaiveDate::from_ymd_opt(year(of)?, month.parse().ok()?, day.parse().ok()?)
        }
        [month, of] => {
            let month = YearMonth::new(year(of)?, month.parse().ok()?)?;
            Some(if last {
                month.last_day()
            } else {
                month.first_day()
            })
        }
        _ => None,
    }
}

/// What a field was rendered from: the version of its answer, its « à revoir » flag and its text.
/// It travels in a hidden field as `3!:texte`; a field nobody touched writes nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Token {
    /// The version the page was rendered from; 0 is « never written ».
    pub version: u32,
    /// The flag as rendered.
    pub to_review: bool,
    /// The text as rendered.
    pub text: String,
}

impl Token {
    /// Reads a hidden field; anything else is a field never rendered.
    pub fn parse(text: &str) -> Self {
        let Some((head, text)) = text.split_once(':') else {
            return Self::default();
        };
        let (version, to_review) = match head.strip_suffix('!') {
            Some(version) => (version, true),
            None => (head, false),
        };
        Self {
            version: version.parse().unwrap_or(0),
            to_review,
            text: text.to_owned(),
        }
    }
}

impl std::fmt::Display for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{}{}:{}",
            self.version,
            if self.to_review { "!" } else { "" },
            self.text
        )
    }
}
