//! Reading what people type. Each reader answers a value, or a French sentence that says what to write.

use std::collections::BTreeSet;

use super::{dates, nir, numbers};
use crate::evaluation::resolve::known;
use crate::{
    Answer, DateRange, Decimal, Fact, FactType, NumberRange, Path, Receipt, Value, Variant,
    YearMonth,
};

/// The longest free text.
const LONGEST: usize = 10_000;

type Read<T> = Result<T, String>;

/// Reads what was typed for a fact (`None` for the places that are no fact).
pub(crate) fn read(path: &Path, fact: Option<&Fact>, typed: &str) -> Read<Answer> {
    let text = typed.trim();
    match text {
        "" => return Ok(Answer::NotAsked),
        "?" => return Ok(Answer::DoesNotKnow),
        "-" | "–" | "—" => return Ok(Answer::PrefersNotToSay),
        _ => {}
    }
    if nir::holds_one(text) {
        return Err(
            "N’écrivez pas de numéro de sécurité sociale : il n’est ni utile ni conservé ici."
                .to_owned(),
        );
    }
    let value = match (path, fact) {
        (Path::PartnerExists | Path::ChildrenComplete | Path::IncomesComplete(..), _) => {
            Value::YesNo(yes_no(text)?)
        }
        (Path::Receipt(_), _) => Value::Receipt(receipt(text)?),
        (path, None) if path.fact() == Some(crate::REMOVED) => Value::YesNo(yes_no(text)?),
        (_, None) => return Err("Cette question n’existe plus.".to_owned()),
        (_, Some(fact)) => of_fact(fact, text)?,
    };
    Ok(Answer::Given(value))
}

/// Reads the value of a fact and checks its limits.
pub(crate) fn of_fact(fact: &Fact, text: &str) -> Read<Value> {
    let value = match &fact.kind {
        FactType::YesNo => Value::YesNo(yes_no(text)?),
        FactType::Integer => Value::Number(number(text, true)?),
        FactType::Rate => Value::Number(number(text, false)?),
        FactType::Amount => Value::Amount(numbers::read_amount(text)?),
        FactType::Date => Value::Date(date(text)?),
        FactType::Month => Value::Month(month(text)?),
        FactType::Choice(variants) => Value::Choice(variant(variants, text)?),
        FactType::Choices(variants) => Value::Choices(choices(variants, text)?),
        FactType::Text => Value::Text(free_text(text)?),
    };
    within(fact, &value)?;
    Ok(value)
}

/// Says why a value is out of what a fact admits.
pub(crate) fn within(fact: &Fact, value: &Value) -> Read<()> {
    let out = match (&fact.kind, value) {
        (FactType::Text, Value::Text(_)) => false,
        (_, value) => known(fact, value).is_none() || beyond(fact, value),
    };
    if !out {
        return Ok(());
    }
    let shown = |limit: Decimal| match fact.kind {
        FactType::Amount => super::amount(crate::AmountRange::exact(limit.millionths() / 10_000)),
        _ => super::decimal(limit),
    };
    Err(match (fact.min, fact.max) {
        (Some(min), Some(max)) => {
            format!("Écrivez un nombre entre {} et {}.", shown(min), shown(max))
        }
        (Some(min), None) if min == Decimal::default() => {
            "Ce ne peut pas être moins que zéro.".to_owned()
        }
        (Some(min), None) => format!("Écrivez au moins {}.", shown(min)),
        (None, Some(max)) => format!("Écrivez au plus {}.", shown(max)),
        (None, None) => "Cette réponse ne convient pas à la question.".to_owned(),
    })
}

/// Whether an end of the value lies out of the limits, though the value as a whole does not.
fn beyond(fact: &Fact, value: &Value) -> bool {
    let (lo, hi) = match value {
        Value::Number(range) => (range.lo.millionths(), range.hi.map(Decimal::millionths)),
        Value::Amount(range) => (
            range.lo.saturating_mul(10_000),
            range.hi.map(|hi| hi.saturating_mul(10_000)),
        ),
        _ => return false,
    };
    fact.min.is_some_and(|min| lo < min.millionths())
        || fact
            .max
            .zip(hi)
            .is_some_and(|(max, hi)| hi > max.millionths())
}

fn yes_no(text: &str) -> Read<bool> {
    match text.to_lowercase().as_str() {
        "oui" | "o" | "vrai" | "true" | "1" => Ok(true),
        "non" | "n" | "faux" | "false" | "0" => Ok(false),
        _ => Err("Répondez par oui ou par non.".to_owned()),
    }
}

fn number(text: &str, whole: bool) -> Read<NumberRange> {
    let wrong = || {
        if whole {
            "Écrivez un nombre entier, par exemple 2."
        } else {
            "Écrivez un nombre, par exemple 12,5 ou 80 %."
        }
        .to_owned()
    };
    let one = |text: &str| -> Read<Decimal> {
        let (text, percent) = text
            .trim()
            .strip_suffix('%')
            .map_or((text, false), |rest| (rest, true));
        let number: Decimal = numbers::plain(text)
            .ok_or_else(wrong)?
            .parse()
            .map_err(|_| wrong())?;
        if whole && !number.is_whole() {
            return Err(wrong());
        }
        Ok(if percent {
            Decimal::from_millionths(number.millionths() / 100)
        } else {
            number
        })
    };
    match numbers::ends(text) {
        None => Ok(NumberRange::exact(one(text)?)),
        Some((lo, hi)) => {
            let (lo, hi) = (one(lo)?, hi.map(one).transpose()?);
            if hi.is_some_and(|hi| hi < lo) {
                return Err("Le premier nombre doit être le plus petit.".to_owned());
            }
            Ok(NumberRange { lo, hi })
        }
    }
}

fn date(text: &str) -> Read<DateRange> {
    dates::read(text).ok_or_else(|| {
        "Écrivez une date comme 12/03/1990. Le mois et l’année suffisent : 03/1990, ou l’année : 1990.".to_owned()
    })
}

fn month(text: &str) -> Read<YearMonth> {
    dates::read(text)
        .and_then(|range| range.exact_month())
        .ok_or_else(|| "Écrivez un mois comme 09/2026 ou septembre 2026.".to_owned())
}

fn variant(variants: &[Variant], text: &str) -> Read<String> {
    let simple = text.to_lowercase().replace('\'', "’");
    variants
        .iter()
        .find(|variant| variant.id == text || variant.name.to_lowercase() == simple)
        .map(|variant| variant.id.clone())
        .ok_or_else(|| "Choisissez une réponse de la liste.".to_owned())
}

fn choices(variants: &[Variant], text: &str) -> Read<BTreeSet<String>> {
    if matches!(text.to_lowercase().as_str(), "aucun" | "aucune" | "[]") {
        return Ok(BTreeSet::new());
    }
    text.split([',', ';', '\n'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(|part| variant(variants, part))
        .collect()
}

fn free_text(text: &str) -> Read<String> {
    if text.chars().count() > LONGEST {
        return Err("Ce texte est trop long : 10\u{202f}000 caractères au plus.".to_owned());
    }
    Ok(text.to_owned())
}

/// `ouvert`, `ouvert 31/01/2027`, `demande 2026-11-02`, `pas_demande`, `suspendu`, `refuse`.
fn receipt(text: &str) -> Read<Receipt> {
    let (word, rest) = text.split_once([' ', ':', '|']).unwrap_or((text, ""));
    let day = match rest.trim() {
        "" => None,
        rest => Some(date(rest)?),
    };
    let first = day.map(|range| range.first);
    match word {
        "pas_demande" => Ok(Receipt::NotRequested),
        "demande" => Ok(Receipt::Requested { on: first }),
        "ouvert" => Ok(Receipt::Open {
            until: day.map(|range| range.last),
        }),
        "suspendu" => Ok(Receipt::Suspended),
        "refuse" => Ok(Receipt::Refused { on: first }),
        _ => Err("Choisissez : pas demandé, demandé, ouvert, suspendu ou refusé.".to_owned()),
    }
}
