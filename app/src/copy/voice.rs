//! The voice of a copy: every sentence of it, in the language of the person.
//!
//! What we say comes from the words of the language; what the catalogue says comes from its translations. What nobody
//! translated, and the names asked for at a counter, stay in French between two marks ([`pieces`]), so that a screen reader
//! changes voice and a text written from right to left keeps them whole.

use chrono::{Datelike, NaiveDate};
use rules::{Catalogue, Estimate, Organisation, Period, Right, YearMonth};

use super::model::Line;
use super::selection::Brought;
use super::typography::typeset;
use crate::languages::{Language, With, french};

/// Opens what is in French within another language: U+2066, which also keeps it from left to right.
const OPEN: char = '\u{2066}';
/// Closes it: U+2069.
const CLOSE: char = '\u{2069}';

/// The pieces of a text of a copy, in order; `true` for one that is in French within another language.
pub fn pieces(text: &str) -> impl Iterator<Item = (bool, &str)> {
    let cut = text.split_inclusive([OPEN, CLOSE]);
    let told = cut.map(|piece| {
        (
            piece.ends_with(CLOSE),
            piece.trim_end_matches([OPEN, CLOSE]),
        )
    });
    told.filter(|(_, piece)| !piece.is_empty())
}

/// A text without the marks of what is in French.
pub fn unmarked(text: &str) -> String {
    text.replace([OPEN, CLOSE], "")
}

/// Speaks one language about one catalogue.
pub struct Voice<'a> {
    /// What the law says.
    pub catalogue: &'a Catalogue,
    /// The language.
    pub language: &'a Language,
    /// The day of the figures of the law.
    pub on: NaiveDate,
}

impl<'a> Voice<'a> {
    /// What this language says under a name; in French when it does not say it yet.
    pub fn say(&self, name: &str) -> String {
        self.tell(name, &[])
    }

    /// The same, completed.
    pub fn tell(&self, name: &str, with: &[With<'_>]) -> String {
        let said = self.language.say(name, with);
        said.unwrap_or_else(|| self.in_french(&french().say(name, with).unwrap_or_default()))
    }

    /// A sentence with what must be seen first in front of it.
    pub fn line(&self, name: &str, with: &[With<'_>]) -> Line {
        Line::new(
            self.tell(&format!("{name}.strong"), with),
            self.tell(name, with),
        )
    }

    /// What stays in French, marked unless the whole copy is in French.
    pub fn in_french(&self, text: &str) -> String {
        in_french(self.language, text)
    }

    /// A text of the catalogue: its translation, or its French.
    pub fn text(&self, key: &str, french: &str) -> String {
        if self.language.is_french() {
            return french.to_owned();
        }
        let code = &self.language.code;
        match self.catalogue.translation(code, key) {
            Some(text) => self.catalogue.with_figures_in(code, text, self.on),
            None => self.in_french(french),
        }
    }

    /// The name of a right. Its translations begin with the French name, which is the one to ask for.
    pub fn right(&self, right: &Right) -> String {
        self.text(&format!("droit.{}.nom", right.id), &right.name)
    }

    /// A text of a right: `phrase`, `demarche.papier`…
    pub fn of_right(&self, right: &Right, text: &str, french: &str) -> String {
        self.text(&format!("droit.{}.{text}", right.id), french)
    }

    /// The name of an organisation at its door.
    pub fn organisation(&self, organisation: &Organisation) -> String {
        self.in_french(&organisation.short)
    }

    /// A document to bring.
    pub fn document(&self, document: Brought<'_>) -> String {
        match document.key {
            Some((right, rank)) => {
                self.text(&format!("droit.{right}.pieces.{rank}"), document.text)
            }
            None => self.in_french(document.text),
        }
    }

    /// The name of one of the choices of a fact of the household, inside a sentence.
    pub fn choice(&self, fact: &str, id: &str, french: &str) -> String {
        self.text(&format!("fait.foyer.{fact}.choix.{id}.nom"), french)
    }

    /// « 21 novembre 2026 ».
    pub fn day(&self, day: NaiveDate) -> String {
        self.tell(
            "day",
            &[
                ("day", day.day().into()),
                ("month", self.month(day).into()),
                ("year", day.year().into()),
            ],
        )
    }

    fn month(&self, day: NaiveDate) -> String {
        self.tell("month", &[("number", day.month().into())])
    }

    /// « juillet, août et septembre 2026 », « décembre 2026 et janvier 2027 ».
    pub fn months(&self, named: &[YearMonth]) -> String {
        let mut days: Vec<NaiveDate> = named.iter().map(|month| month.first_day()).collect();
        days.sort_unstable();
        days.dedup();
        let years = days.chunk_by(|a, b| a.year() == b.year());
        let years = years.filter_map(|year| {
            let names: Vec<String> = year.iter().map(|day| self.month(*day)).collect();
            let (month, year) = (self.list(&names), year.first()?.year());
            Some(self.tell(
                "month-year",
                &[("month", month.into()), ("year", year.into())],
            ))
        });
        self.list(&years.collect::<Vec<_>>())
    }

    /// « 1 242 € »: cents as whole euros.
    fn euros(&self, cents: i64) -> String {
        let digits = (cents / 100).to_string();
        let mut number = String::new();
        let apart = self.say("thousands");
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                number.push_str(&apart);
            }
            number.push(digit);
        }
        self.tell("euros", &[("number", number.into())])
    }

    /// « entre 833 € et 1 242 € par mois », « environ 403 € par mois », « jusqu’à 500 € », « au moins 90 € »:
    /// in whole euros, rounded outward, so that the range still holds the exact amount. `None` when it says nothing.
    pub fn estimate(&self, estimate: &Estimate) -> Option<String> {
        let low = self.euros(down(estimate.range.lo.max(0)));
        let one = |name: &str, amount: String| self.tell(name, &[("amount", amount.into())]);
        let amount = match estimate.range.hi {
            None if estimate.range.lo < 100 => return None,
            None => one("amount-at-least", low),
            Some(hi) if hi <= 0 => return None,
            Some(hi) if hi.saturating_sub(estimate.range.lo) < 100 => {
                one("amount-about", self.euros(down(hi.saturating_add(50))))
            }
            Some(hi) if estimate.range.lo < 100 => one("amount-up-to", self.euros(up(hi))),
            Some(hi) => {
                let high = self.euros(up(hi));
                self.tell(
                    "amount-between",
                    &[("low", low.into()), ("high", high.into())],
                )
            }
        };
        let period = match estimate.period {
            Period::Month => "amount-each-month",
            Period::Year => "amount-each-year",
            Period::Once => "amount-once",
            Period::MonthlyPrice => "amount-to-pay",
        };
        Some(one(period, amount))
    }

    /// « a, b et c ».
    pub fn list(&self, parts: &[String]) -> String {
        let Some((last, most)) = parts.split_last() else {
            return String::new();
        };
        match self.chain("list-next", most) {
            None => last.clone(),
            Some(most) => self.tell("list-last", &[("most", most.into()), ("last", last.into())]),
        }
    }

    /// « a, b, c ».
    pub fn row(&self, parts: &[String]) -> String {
        self.chain("list-next", parts).unwrap_or_default()
    }

    /// « a ; b ; c ».
    pub fn parts(&self, parts: &[String]) -> String {
        self.chain("parts-next", parts).unwrap_or_default()
    }

    fn chain(&self, name: &str, parts: &[String]) -> Option<String> {
        let add = |most: String, next: String| {
            self.tell(name, &[("most", most.into()), ("next", next.into())])
        };
        parts.iter().cloned().reduce(add)
    }

    /// A line that begins with a name: « RSA : à demander. ». A name that holds a colon already ends there, so that there are
    /// never two: « Pass’Sport : inscription dans un club. À demander. »
    pub fn headed(&self, name: &str, text: &str) -> Line {
        if name.contains(':') {
            Line::new(sentence(name), capital(text))
        } else {
            Line::new(self.named(name), text)
        }
    }

    /// « RSA : ».
    fn named(&self, name: &str) -> String {
        self.tell("named", &[("name", name.into())])
    }

    /// The same text with the spaces of its language: those of French in what is in French.
    pub fn set(&self, text: &str) -> String {
        if self.language.is_french() {
            return typeset(text);
        }
        let set = pieces(text).map(|(french, piece)| match french {
            true => self.in_french(&typeset(piece)),
            false => piece.to_owned(),
        });
        set.collect()
    }
}

/// What stays in French within this language, marked unless it is French.
pub fn in_french(language: &Language, text: &str) -> String {
    if language.is_french() || text.is_empty() {
        return text.to_owned();
    }
    format!("{OPEN}{text}{CLOSE}")
}

/// Whole euros, in cents, from below and from above.
fn down(cents: i64) -> i64 {
    cents - cents.rem_euclid(100)
}

fn up(cents: i64) -> i64 {
    down(cents.saturating_add(99))
}

/// The same with a capital, and a full stop when it has no end of its own.
pub fn sentence(text: &str) -> String {
    within(text, |text| {
        let mut out = capital(text.trim());
        let ends = unmarked(&out);
        if !ends.is_empty() && !ends.ends_with(['.', '!', '?', '…', ':']) {
            out.push('.');
        }
        out
    })
}

/// The same with a capital.
pub fn capital(text: &str) -> String {
    within(text, |text| {
        let mut letters = text.chars();
        let first = letters.next();
        let first = first.into_iter().flat_map(char::to_uppercase);
        first.chain(letters).collect()
    })
}

/// The first sentence of a text, as a sentence.
pub fn first_sentence(text: &str) -> String {
    within(text, |text| {
        sentence(text.split_once(". ").map_or(text, |(first, _)| first))
    })
}

/// A name inside a sentence: its capital goes, unless it is an acronym.
pub fn lower(name: &str) -> String {
    within(name, |name| {
        let mut letters = name.chars();
        match (letters.next(), letters.clone().next()) {
            (Some(first), Some(second)) if second.is_lowercase() || !second.is_alphabetic() => {
                first.to_lowercase().chain(letters).collect()
            }
            _ => name.to_owned(),
        }
    })
}

/// Changes a text, within its marks when the whole of it is in French.
fn within(text: &str, change: impl Fn(&str) -> String) -> String {
    let inside = text
        .strip_prefix(OPEN)
        .and_then(|text| text.strip_suffix(CLOSE));
    match inside.filter(|inside| !inside.contains(OPEN)) {
        Some(inside) => format!("{OPEN}{}{CLOSE}", change(inside)),
        None => change(text),
    }
}

#[cfg(test)]
mod tests {
    use rules::AmountRange;

    use super::*;
    use crate::languages::of_code;

    fn with<T>(code: &str, ask: impl Fn(&Voice<'_>) -> T) -> T {
        let catalogue = Catalogue::embedded().unwrap();
        ask(&Voice {
            catalogue: &catalogue,
            language: of_code(Some(code)),
            on: NaiveDate::from_ymd_opt(2026, 11, 21).unwrap(),
        })
    }

    fn said(code: &str, lo: i64, hi: Option<i64>, period: Period) -> Option<String> {
        let range = AmountRange { lo, hi };
        let text = with(code, |voice| voice.estimate(&Estimate { range, period }))?;
        Some(text.replace(['\u{202F}', '\u{A0}'], " "))
    }

    #[test]
    fn a_range_is_said_honestly() {
        for (lo, hi, period, french, english) in [
            (
                83_350,
                Some(124_101),
                Period::Month,
                "entre 833 € et 1 242 € par mois",
                "between €833 and €1,242 per month",
            ),
            (
                40_262,
                Some(40_262),
                Period::Month,
                "environ 403 € par mois",
                "about €403 per month",
            ),
            (
                0,
                Some(50_000),
                Period::Month,
                "jusqu’à 500 € par mois",
                "up to €500 per month",
            ),
            (
                9_000,
                None,
                Period::Year,
                "au moins 90 € par an",
                "at least €90 per year",
            ),
            (
                108_455,
                Some(108_455),
                Period::Once,
                "environ 1 085 €, une seule fois",
                "about €1,085, once only",
            ),
            (
                1_500,
                Some(1_500),
                Period::MonthlyPrice,
                "environ 15 € à payer par mois",
                "about €15 to pay per month",
            ),
        ] {
            assert_eq!(said("fr", lo, hi, period).as_deref(), Some(french));
            assert_eq!(said("en", lo, hi, period).as_deref(), Some(english));
        }
        assert_eq!(said("fr", 0, None, Period::Month), None);
        assert_eq!(said("fr", 0, Some(0), Period::Month), None);
    }

    #[test]
    fn days_and_months_are_said_in_each_language() {
        let named = |code: &str, list: &[(i32, u32)]| {
            let months: Vec<YearMonth> = list
                .iter()
                .map(|(year, month)| YearMonth::new(*year, *month).unwrap())
                .collect();
            with(code, |voice| voice.months(&months))
        };
        let summer = [(2026, 9), (2026, 7), (2026, 8), (2026, 9)];
        assert_eq!(named("fr", &summer), "juillet, août et septembre 2026");
        assert_eq!(named("en", &summer), "July, August and September 2026");
        assert_eq!(
            named("fr", &[(2026, 12), (2027, 1)]),
            "décembre 2026 et janvier 2027"
        );
        let day = |code: &str, number| {
            let day = NaiveDate::from_ymd_opt(2026, 11, number).unwrap();
            with(code, |voice| voice.day(day)).replace('\u{A0}', " ")
        };
        assert_eq!(day("fr", 21), "21 novembre 2026");
        assert_eq!(day("fr", 1), "1er novembre 2026");
        assert_eq!(day("en", 21), "21 November 2026");
    }

    #[test]
    fn sentences_begin_and_end() {
        assert_eq!(sentence("écrivez à la CAF"), "Écrivez à la CAF.");
        assert_eq!(sentence("Pourquoi ?"), "Pourquoi ?");
        assert_eq!(sentence(" "), "");
        assert_eq!(first_sentence("sur caf.fr. Sinon, au 3230."), "Sur caf.fr.");
        let list = ["a".to_owned(), "b".to_owned(), "c".to_owned()];
        assert_eq!(with("fr", |voice| voice.list(&list)), "a, b et c");
    }

    #[test]
    fn what_stays_in_french_is_marked_in_another_language_only() {
        let name = |code: &str| with(code, |voice| lower(&voice.in_french("Aide au loyer")));
        assert_eq!(name("fr"), "aide au loyer");
        let text = format!("about: {}.", name("en"));
        let told: Vec<_> = pieces(&text).collect();
        assert_eq!(
            told,
            [(false, "about: "), (true, "aide au loyer"), (false, ".")]
        );
        assert_eq!(
            sentence(&format!("see {}", name("en"))),
            "See \u{2066}aide au loyer\u{2069}."
        );
        let spaced = |code: &str| with(code, |voice| voice.set("Tel: \u{2066}Tél : 39\u{2069} ?"));
        assert_eq!(spaced("en"), "Tel: \u{2066}Tél\u{A0}: 39\u{2069} ?");
    }
}
