//! JSON in and out, for `bilan evaluate`: amounts in decimal euros, facts under their names.
//!
//! `null` or an absent key is « not asked », `"?"` « ne sait pas », `"-"` « préfère ne pas dire »;
//! `{"min": 601, "max": 900}` is a band, `null` in it an open end. Facts of the household, of the person and of
//! adults stand at the top; `conjoint` (an object, or a list of none or one) holds the partner's; `enfants`
//! and `revenus` are lists; `enfants_complet`, `conjoint_existe`, `revenus_complets` close lists; `recu` says
//! which rights are received: `"pas_demande"`, `"demande"`, `"ouvert"`, `"suspendu"`, `"refuse"`, or an object
//! with a date, as `{"ouvert": "2027-01-31"}`.
//!
//! Floating point appears only here, where JSON has nothing else to write an amount with.

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::{Map, Value as Json, json};

use crate::catalogue::load::files::{nearest, shortened};
use crate::evaluation::resolve::MOST_ROWS;
use crate::french;
use crate::{
    AmountRange, Answer, Catalogue, DateRange, Decimal, Entity, Evaluation, Fact, FactType,
    Finding, Holder, NumberRange, Path, Receipt, RowId, Shared, Situation, Truth, Value, YearMonth,
};

/// The most faults told at once.
const MOST_FAULTS: usize = 1000;

/// One thing that can not be read in a situation written as JSON.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place} : {message}")]
pub struct JsonFault {
    /// Where: `enfants[0].date_naissance`.
    pub place: String,
    /// What is wrong, a French sentence.
    pub message: String,
}

impl Situation {
    /// Reads a situation written as one JSON object.
    ///
    /// # Errors
    /// Everything that can not be read, at once.
    pub fn from_json(catalogue: &Catalogue, json: &Json) -> Result<Self, Vec<JsonFault>> {
        let mut reader = Reader {
            catalogue,
            situation: Self::new(),
            faults: Vec::new(),
        };
        match json.as_object() {
            Some(object) => reader.household(object),
            None => reader.fault(
                "",
                "il faut un objet JSON : {\"date_naissance\": \"1990-03\", …}",
            ),
        }
        if reader.faults.is_empty() {
            Ok(reader.situation)
        } else {
            Err(reader.faults)
        }
    }
}

struct Reader<'c> {
    catalogue: &'c Catalogue,
    situation: Situation,
    faults: Vec<JsonFault>,
}

impl Reader<'_> {
    fn fault(&mut self, place: &str, message: impl Into<String>) {
        if self.is_full() {
            return;
        }
        let place = if place.is_empty() { "situation" } else { place };
        self.faults.push(JsonFault {
            place: shortened(place.to_owned()),
            message: shortened(message.into()),
        });
        if self.is_full() {
            self.faults.push(JsonFault {
                place: "situation".to_owned(),
                message: "il y a d’autres fautes, qui ne sont pas dites".to_owned(),
            });
        }
    }

    /// Whether enough faults were told.
    fn is_full(&self) -> bool {
        self.faults.len() >= MOST_FAULTS
    }

    fn household(&mut self, object: &Map<String, Json>) {
        for (key, json) in object {
            match key.as_str() {
                "conjoint" => self.partner(json),
                "enfants" => self.rows(json, "enfants", Path::Child),
                "revenus" => self.rows(json, "revenus", Path::Income),
                "conjoint_existe" => self.flag(key, Path::PartnerExists, json),
                "enfants_complet" => self.flag(key, Path::ChildrenComplete, json),
                "revenus_complets" => self.completed(json),
                "recu" => self.receipts(json),
                _ => {
                    let names = &self.catalogue.compiled.names;
                    let path = if names.is_fact(Entity::Household, key, self.catalogue.facts()) {
                        Path::Household
                    } else {
                        Path::Person
                    };
                    self.fact(|| key.clone(), path(key.into()), json);
                }
            }
        }
    }

    fn partner(&mut self, json: &Json) {
        match json {
            Json::Null => {}
            Json::Array(list) if list.is_empty() => self
                .situation
                .put(Path::PartnerExists, Answer::yes_no(false)),
            Json::Array(list) => match list.as_slice() {
                [one] => self.partner(one),
                _ => self.fault("conjoint", "il y a au plus un conjoint"),
            },
            Json::Object(object) => {
                self.situation
                    .put(Path::PartnerExists, Answer::yes_no(true));
                for (key, json) in object {
                    self.fact(
                        || format!("conjoint.{key}"),
                        Path::Partner(key.into()),
                        json,
                    );
                }
            }
            _ => self.fault(
                "conjoint",
                "il faut un objet, ou une liste de zéro ou un objet",
            ),
        }
    }

    fn rows(&mut self, json: &Json, list: &str, path: fn(RowId, Shared) -> Path) {
        match json {
            Json::Null => {}
            Json::Array(rows) => {
                if rows.len() > MOST_ROWS {
                    return self.fault(list, "cette liste est trop longue");
                }
                for (index, row) in rows.iter().enumerate() {
                    let place = format!("{list}[{index}]");
                    let (Some(object), Ok(id)) =
                        (row.as_object(), format!("r{index:03}").parse::<RowId>())
                    else {
                        self.fault(&place, "il faut un objet");
                        continue;
                    };
                    for (key, json) in object {
                        self.fact(
                            || format!("{place}.{key}"),
                            path(id.clone(), key.into()),
                            json,
                        );
                    }
                    // A row of which nothing is said is a row all the same.
                    if object.values().all(Json::is_null) {
                        self.situation
                            .put(path(id, crate::REMOVED.into()), Answer::yes_no(false));
                    }
                }
            }
            _ => self.fault(list, "il faut une liste d’objets"),
        }
    }

    fn flag(&mut self, place: &str, path: Path, json: &Json) {
        match (json, way_of_not_answering(json)) {
            (_, Some(answer)) => self.situation.put(path, answer),
            (Json::Bool(yes), _) => self.situation.put(path, Answer::yes_no(*yes)),
            _ => self.fault(place, "il faut true ou false"),
        }
    }

    fn completed(&mut self, json: &Json) {
        let Some(object) = json.as_object() else {
            if !json.is_null() {
                self.fault(
                    "revenus_complets",
                    "il faut un objet : {\"personne\": [\"2026-09\"]}",
                );
            }
            return;
        };
        for (key, months) in object {
            let place = format!("revenus_complets.{key}");
            let Ok(holder) = key.parse::<Holder>() else {
                self.fault(&place, "le titulaire est « personne » ou « conjoint »");
                continue;
            };
            for month in months.as_array().into_iter().flatten() {
                match month.as_str().map(str::parse::<YearMonth>) {
                    Some(Ok(month)) => {
                        self.situation
                            .put(Path::IncomesComplete(holder, month), Answer::yes_no(true));
                    }
                    _ => self.fault(&place, "un mois s’écrit \"2026-09\""),
                }
            }
            if !months.is_array() {
                self.fault(&place, "il faut une liste de mois");
            }
        }
    }

    fn receipts(&mut self, json: &Json) {
        let Some(object) = json.as_object() else {
            if !json.is_null() {
                self.fault("recu", "il faut un objet : {\"rsa-socle\": \"ouvert\"}");
            }
            return;
        };
        for (right, json) in object {
            let place = format!("recu.{right}");
            if self.catalogue.right(right).is_none() {
                self.fault(&place, "ce droit n’existe pas");
                continue;
            }
            match way_of_not_answering(json).or_else(|| receipt(json).map(|r| Answer::Given(Value::Receipt(r)))) {
                Some(answer) => self.situation.put(Path::Receipt(right.into()), answer),
                None => self.fault(&place, "il faut pas_demande, demande, ouvert, suspendu ou refuse, ou {\"ouvert\": \"2027-01-31\"}"),
            }
        }
    }

    /// Reads a fact; where it stands is only told when something is wrong.
    fn fact(&mut self, place: impl FnOnce() -> String, path: Path, json: &Json) {
        if self.is_full() {
            return;
        }
        let Some(fact) = self.catalogue.fact_at(&path) else {
            let names = self.catalogue.facts().iter().map(|fact| fact.id.as_str());
            let written = path.fact().unwrap_or_default();
            let near = nearest(written, names);
            let near = near.map_or_else(String::new, |name| {
                format!(" ; vouliez-vous écrire « {name} » ?")
            });
            return self.fault(&place(), format!("ce fait n’existe pas{near}"));
        };
        match way_of_not_answering(json).map_or_else(|| value(fact, json).map(Answer::Given), Ok) {
            Ok(answer) => self.situation.put(path, answer),
            Err(message) => self.fault(&place(), message),
        }
    }
}

fn way_of_not_answering(json: &Json) -> Option<Answer> {
    match json {
        Json::Null => Some(Answer::NotAsked),
        Json::String(text) if text == "?" => Some(Answer::DoesNotKnow),
        Json::String(text) if text == "-" => Some(Answer::PrefersNotToSay),
        _ => None,
    }
}

fn receipt(json: &Json) -> Option<Receipt> {
    let (word, date) = match json {
        Json::String(word) => (word.as_str(), None),
        Json::Object(object) => {
            let (word, date) = object.iter().next().filter(|_| object.len() == 1)?;
            let date = match date {
                Json::Null => None,
                Json::String(text) => Some(text.parse().ok()?),
                _ => return None,
            };
            (word.as_str(), date)
        }
        _ => return None,
    };
    match word {
        "pas_demande" => Some(Receipt::NotRequested),
        "demande" => Some(Receipt::Requested { on: date }),
        "ouvert" => Some(Receipt::Open { until: date }),
        "suspendu" => Some(Receipt::Suspended),
        "refuse" => Some(Receipt::Refused { on: date }),
        _ => None,
    }
}

fn value(fact: &Fact, json: &Json) -> Result<Value, String> {
    if json.as_str().is_some_and(french::nir::holds_one) {
        return Err("un numéro de sécurité sociale n’est ni utile ni conservé ici".to_owned());
    }
    let value = match (&fact.kind, json) {
        (FactType::YesNo, Json::Bool(yes)) => Value::YesNo(*yes),
        (FactType::YesNo, _) => return Err("il faut true ou false".to_owned()),
        (FactType::Integer | FactType::Rate | FactType::Amount, Json::Number(_)) => {
            let number = decimal(json)?;
            range(fact, number, Some(number))?
        }
        (FactType::Integer | FactType::Rate | FactType::Amount, Json::Object(band)) => {
            let end = |key: &str| match band.get(key) {
                None | Some(Json::Null) => Ok(None),
                Some(json) => decimal(json).map(Some),
            };
            if band.keys().any(|key| key != "min" && key != "max") {
                return Err("une tranche s’écrit {\"min\": 601, \"max\": 900}".to_owned());
            }
            range(
                fact,
                end("min")?.unwrap_or(fact.min.unwrap_or_default()),
                end("max")?,
            )?
        }
        (FactType::Date, Json::Object(band)) => {
            let end = |key: &str| match band
                .get(key)
                .and_then(Json::as_str)
                .map(|text| french::of_fact(fact, text))
            {
                Some(Ok(Value::Date(range))) => Ok(range),
                _ => Err(
                    "une date entre deux s’écrit {\"min\": \"1990-03\", \"max\": \"1990-06\"}"
                        .to_owned(),
                ),
            };
            Value::Date(DateRange {
                first: end("min")?.first,
                last: end("max")?.last,
            })
        }
        (FactType::Choices(_), Json::Array(items)) => {
            let ids = items.iter().map(|item| item.as_str().map(str::to_owned));
            Value::Choices(
                ids.collect::<Option<_>>()
                    .ok_or("il faut une liste de textes")?,
            )
        }
        (FactType::Choice(_), Json::String(id)) => Value::Choice(id.clone()),
        (FactType::Choice(_), Json::Bool(_)) => {
            return Err("il faut le texte d’une réponse possible".to_owned());
        }
        (FactType::Choices(_), _) => return Err("il faut une liste entre crochets".to_owned()),
        (_, Json::String(text)) => return french::of_fact(fact, text),
        _ => return Err(format!("il faut une réponse de type {}", fact.kind.word())),
    };
    if let Value::Choices(ids) = &value {
        unknown_variant(fact, ids.iter())?;
    }
    if let Value::Choice(id) = &value {
        unknown_variant(fact, std::iter::once(id))?;
    }
    french::within(fact, &value)?;
    Ok(value)
}

fn unknown_variant<'i>(
    fact: &Fact,
    mut ids: impl Iterator<Item = &'i String>,
) -> Result<(), String> {
    let unknown = ids.find(|id| {
        fact.kind
            .variants()
            .iter()
            .all(|variant| variant.id != **id)
    });
    match unknown {
        None => Ok(()),
        Some(id) => {
            let known = fact
                .kind
                .variants()
                .iter()
                .map(|variant| variant.id.as_str());
            let near = nearest(id, known).map_or_else(String::new, |name| {
                format!(" ; vouliez-vous écrire « {name} » ?")
            });
            Err(format!("« {id} » n’est pas une réponse possible{near}"))
        }
    }
}

fn decimal(json: &Json) -> Result<Decimal, String> {
    let number = json
        .as_number()
        .map(ToString::to_string)
        .unwrap_or_default();
    number
        .parse()
        .map_err(|_| "il faut un nombre d’au plus six décimales".to_owned())
}

fn range(fact: &Fact, lo: Decimal, hi: Option<Decimal>) -> Result<Value, String> {
    if hi.is_some_and(|hi| hi < lo) {
        return Err("« min » est plus grand que « max »".to_owned());
    }
    if fact.kind != FactType::Amount {
        let whole = lo.is_whole() && hi.is_none_or(Decimal::is_whole);
        return if fact.kind == FactType::Integer && !whole {
            Err("il faut un nombre entier".to_owned())
        } else {
            Ok(Value::Number(NumberRange { lo, hi }))
        };
    }
    let cents = |euros: Decimal| {
        let cents = euros.millionths() / 10_000;
        (cents.checked_mul(10_000) == Some(euros.millionths()))
            .then_some(cents)
            .ok_or("un montant a au plus deux décimales")
    };
    Ok(Value::Amount(AmountRange {
        lo: cents(lo)?,
        hi: hi.map(cents).transpose()?,
    }))
}

impl Evaluation {
    /// The evaluation as `bilan evaluate` prints it, with or without the conditions.
    #[must_use]
    pub fn to_json(&self, with_conditions: bool) -> Json {
        serde_json::to_value(self.said(with_conditions)).unwrap_or_default()
    }

    /// The same, as text.
    #[must_use]
    pub fn to_json_text(&self, with_conditions: bool) -> String {
        serde_json::to_string(&self.said(with_conditions)).unwrap_or_default()
    }

    fn said(&self, with_conditions: bool) -> Said<'_> {
        let findings = self.findings.iter();
        Said {
            catalogue: &self.catalogue,
            date: self.date,
            findings: findings
                .map(|finding| FindingSaid::of(finding, with_conditions))
                .collect(),
        }
    }
}

/// An evaluation as it is printed: keys in the order of the alphabet.
#[derive(Serialize)]
struct Said<'e> {
    catalogue: &'e str,
    date: NaiveDate,
    findings: Vec<FindingSaid<'e>>,
}

#[derive(Serialize)]
struct FindingSaid<'e> {
    after: &'e [String],
    after_opening_of: &'e [String],
    amount: Option<AmountSaid>,
    choice_with: &'e [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    conditions: Option<Vec<ConditionSaid<'e>>>,
    failures: &'e [String],
    missing: &'e [Path],
    outcome: &'e str,
    renew_before: Option<NaiveDate>,
    right: &'e str,
    sensitive: bool,
    signalled: Truth,
}

#[derive(Serialize)]
struct AmountSaid {
    max: Option<Json>,
    min: Json,
    period: &'static str,
}

#[derive(Serialize)]
struct ConditionSaid<'e> {
    label: &'e str,
    source: &'e str,
    verdict: &'static str,
}

impl<'e> FindingSaid<'e> {
    fn of(finding: &'e Finding, with_conditions: bool) -> Self {
        let conditions = finding.conditions.iter().map(|judged| ConditionSaid {
            label: &judged.label,
            source: &judged.source,
            verdict: judged.verdict.word(),
        });
        Self {
            after: &finding.after,
            after_opening_of: &finding.after_opening_of,
            amount: finding.amount.map(|amount| AmountSaid {
                max: amount.range.hi.map(euros),
                min: euros(amount.range.lo),
                period: amount.period.word(),
            }),
            choice_with: &finding.choice_with,
            conditions: with_conditions.then(|| conditions.collect()),
            failures: &finding.failures,
            missing: &finding.missing,
            outcome: finding.outcome.word(),
            renew_before: finding.renew_before,
            right: &finding.right,
            sensitive: finding.sensitive,
            signalled: finding.signalled,
        }
    }
}

/// Cents as a JSON number of euros: the shortest decimal that says it.
#[expect(
    clippy::cast_precision_loss,
    clippy::float_arithmetic,
    reason = "JSON has no decimals; below 2^53 cents the nearest double prints back exactly"
)]
pub(crate) fn euros(cents: i64) -> Json {
    if cents % 100 == 0 {
        json!(cents / 100)
    } else {
        json!(cents as f64 / 100.0)
    }
}
