//! The catalogue: the law and the questions, as data.

pub(crate) mod case;
pub(crate) mod compiled;
mod embedded;
pub(crate) mod figures;
pub(crate) mod load;
mod looks;
mod needs;
mod parameter;
mod questionnaire;
mod right;
pub(crate) mod schema;
pub(crate) mod texts;

use chrono::NaiveDate;

pub use case::Case;
pub use looks::Looks;
pub use needs::Need;
pub use questionnaire::{Asks, Question, Screen, Theme, Use, Whom};
pub use right::{
    Appeal, Benefit, Condition, Confidence, Document, Exclusion, ExclusionKind, Period, Procedure,
    Right,
};
pub use texts::{Acronym, Avoided, Fixed, Text, Translated, Translation};

use crate::{Answer, Decimal, Entity, Fact, FactId, Fault, Kind, Path, Situation, Warning};
use crate::{french, plausibility};

/// One file of the catalogue: who reads it from a folder hands it over like this.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The folder of the layer: `national`.
    pub layer: String,
    /// The path within the layer, with `/`: `droits/rsa-socle.toml`.
    pub path: String,
    /// The text of the file.
    pub text: String,
}

/// A type of organisation rights are asked from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its usual short name.
    pub short: String,
    /// What one asks there, one sentence.
    pub role: String,
    /// It advises and helps to ask; somebody else decides, or nobody.
    pub advises: bool,
    /// Web site.
    pub site: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// Hours, a sentence.
    pub hours: Option<String>,
    /// Address.
    pub address: Option<String>,
    /// What else one should know.
    pub note: Option<String>,
    /// Where this was read.
    pub source: Option<String>,
    /// How sure it is.
    pub confidence: Confidence,
    /// Words of the networks (`reseaux_porteurs` of data.inclusion) its local counters belong to.
    pub networks: Vec<String>,
    /// Words of the themes (`thematiques` of data.inclusion) by which somebody who does the same is known, when no network is.
    pub topics: Vec<String>,
    /// For whom each of its counters is there, when the law says it once for all.
    pub jurisdiction: Option<Jurisdiction>,
}

/// For whom a counter of an organisation is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Jurisdiction {
    /// `commune`: the people of its commune, and no others.
    Commune,
    /// `departement`: the people of its département.
    Departement,
}

impl Jurisdiction {
    pub(crate) const WORDS: [(&'static str, Self); 2] = [
        ("commune", Self::Commune),
        ("departement", Self::Departement),
    ];
}

/// What a layer takes out of the layers below.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawal {
    /// A right, an organisation or a question.
    pub kind: Kind,
    /// Its id.
    pub id: String,
    /// From this day on.
    pub on: NaiveDate,
    /// Why, for those who keep the catalogue.
    pub reason: String,
    /// What to tell people, a plain sentence.
    pub sentence: String,
    /// Where this was read.
    pub source: String,
    /// The layer that withdraws it, by id.
    pub layer: String,
    /// The organisation to ask instead, by id.
    pub instead: Option<String>,
}

/// The unit of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// `euros`: an amount.
    Euros,
    /// `taux`.
    Rate,
    /// `nombre`.
    Number,
    /// `annees`.
    Years,
    /// `mois`.
    Months,
    /// `jours`.
    Days,
    /// `heures`.
    Hours,
}

/// A value of a parameter, from a date on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatedValue {
    /// In force since.
    pub since: NaiveDate,
    /// The value, in the parameter's unit.
    pub value: Decimal,
    /// Where it was read.
    pub source: String,
    /// When it was last checked.
    pub checked_on: NaiveDate,
    /// How sure it is.
    pub confidence: Confidence,
}

/// A figure of the law, over time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its unit.
    pub unit: Unit,
    /// Its values, oldest first.
    pub values: Vec<DatedValue>,
}

/// A named value computed from facts, written once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intermediate {
    /// Its id, as expressions write it.
    pub id: String,
    /// Whom it is about.
    pub entity: Entity,
    /// What people read.
    pub name: String,
    /// Its source.
    pub source: String,
    /// Its expression, oldest first.
    pub formula: Vec<DatedText>,
}

/// An expression of the law as the catalogue writes it, from a date on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatedText {
    /// In force since; always, when there is no date.
    pub since: Option<NaiveDate>,
    /// The expression, in the words of the catalogue.
    pub text: String,
}

/// The law and the questions, read, checked and compiled.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    /// A short hash of the content.
    pub version: String,
    facts: Vec<Fact>,
    rights: Vec<Right>,
    parameters: Vec<Parameter>,
    intermediates: Vec<Intermediate>,
    organisations: Vec<Organisation>,
    themes: Vec<Theme>,
    screens: Vec<Screen>,
    questions: Vec<Question>,
    cases: Vec<Case>,
    withdrawals: Vec<Withdrawal>,
    /// The acceptance situation that shows each right best; found when it is first asked for.
    examples: std::sync::OnceLock<Vec<Option<usize>>>,
    pub(crate) compiled: compiled::Compiled,
    /// The laws of the last days asked for.
    pub(crate) recent: crate::evaluation::Recent,
    pub(crate) wording: texts::Wording,
}

impl Unit {
    /// The words of the catalogue.
    pub(crate) const WORDS: [(&'static str, Self); 7] = [
        ("euros", Self::Euros),
        ("taux", Self::Rate),
        ("nombre", Self::Number),
        ("annees", Self::Years),
        ("mois", Self::Months),
        ("jours", Self::Days),
        ("heures", Self::Hours),
    ];
}

impl Catalogue {
    /// The catalogue inside the product.
    ///
    /// # Errors
    /// Every fault of its files at once.
    pub fn embedded() -> Result<Self, Vec<Fault>> {
        Self::load(&Self::embedded_sources())
    }

    /// The files of the catalogue inside the product, to which further layers may be added before
    /// [`Catalogue::load`].
    #[must_use]
    pub fn embedded_sources() -> Vec<Source> {
        embedded::sources()
    }

    /// Reads and checks a catalogue.
    ///
    /// # Errors
    /// Every fault of the files at once.
    pub fn load(sources: &[Source]) -> Result<Self, Vec<Fault>> {
        load::load(sources)
    }

    /// The rights, by theme and rank.
    #[must_use]
    pub fn rights(&self) -> &[Right] {
        &self.rights
    }

    /// The right of this id, former ids included.
    #[must_use]
    pub fn right(&self, id: &str) -> Option<&Right> {
        let index = self.compiled.names.rights.get(id)?;
        self.rights.get(usize::from(*index))
    }

    /// The vocabulary.
    #[must_use]
    pub fn facts(&self) -> &[Fact] {
        &self.facts
    }

    /// The fact at this place of the vocabulary.
    #[must_use]
    pub fn fact(&self, id: FactId) -> Option<&Fact> {
        self.facts.get(usize::from(id.0))
    }

    /// The fact a path leads to, through former names too.
    #[must_use]
    pub fn fact_at(&self, path: &Path) -> Option<&Fact> {
        let entity = match path {
            Path::Household(_) => Entity::Household,
            Path::Person(_) | Path::Partner(_) => Entity::Adult,
            Path::Child(..) => Entity::Child,
            Path::Income(..) => Entity::Income,
            _ => return None,
        };
        let fact = self.fact(self.compiled.names.fact_in_frame(entity, path.fact()?)?)?;
        let of_person_alone = matches!(path, Path::Partner(_)) && fact.entity == Entity::Person;
        (!of_person_alone).then_some(fact)
    }

    /// The figures of the law.
    #[must_use]
    pub fn parameters(&self) -> &[Parameter] {
        &self.parameters
    }

    /// The named intermediates that rules compute.
    #[must_use]
    pub fn intermediates(&self) -> &[Intermediate] {
        &self.intermediates
    }

    /// The types of organisation.
    #[must_use]
    pub fn organisations(&self) -> &[Organisation] {
        &self.organisations
    }

    /// The type of organisation of this id.
    #[must_use]
    pub fn organisation(&self, id: &str) -> Option<&Organisation> {
        self.organisations
            .iter()
            .find(|organisation| organisation.id == id)
    }

    /// The themes, by rank.
    #[must_use]
    pub fn themes(&self) -> &[Theme] {
        &self.themes
    }

    /// The theme of this id.
    #[must_use]
    pub fn theme(&self, id: &str) -> Option<&Theme> {
        self.themes.iter().find(|theme| theme.id == id)
    }

    /// The screens of a theme, in order.
    pub fn screens(&self, theme: &str) -> impl Iterator<Item = &Screen> {
        self.screens
            .iter()
            .filter(move |screen| screen.theme == theme)
    }

    /// Every question, in the order of the conversation.
    #[must_use]
    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    /// What layers take out of the layers below them.
    #[must_use]
    pub fn withdrawals(&self) -> &[Withdrawal] {
        &self.withdrawals
    }

    /// Who took this out, and why.
    #[must_use]
    pub fn withdrawal(&self, kind: Kind, id: &str) -> Option<&Withdrawal> {
        let mut last = self.withdrawals.iter().rev();
        last.find(|withdrawal| withdrawal.kind == kind && withdrawal.id == id)
    }

    /// The acceptance situations.
    #[must_use]
    pub fn cases(&self) -> &[Case] {
        &self.cases
    }

    /// The rights that should have been read again before this day.
    pub fn overdue(&self, on: NaiveDate) -> impl Iterator<Item = &Right> {
        self.rights.iter().filter(move |right| right.review_on < on)
    }

    /// Reads what was typed in French at this place: « 12/03/1990 », « 1 200,50 », « 601-900 », « oui », « ? »
    /// (ne sait pas), « - » (préfère ne pas dire). Nothing typed is [`Answer::NotAsked`]; what can not be read
    /// is [`Answer::Unreadable`].
    #[must_use]
    pub fn read_typed(&self, path: &Path, typed: &str) -> Answer {
        french::read(path, self.fact_at(path), typed).unwrap_or_else(|_| {
            // A social security number is not kept, even as something that can not be read.
            let kept = if french::nir::holds_one(typed) {
                french::nir::masked(typed)
            } else {
                typed.to_owned()
            };
            Answer::Unreadable(kept)
        })
    }

    /// Why what was typed can not be read, a French sentence to put beside the field.
    #[must_use]
    pub fn explain_invalid(&self, path: &Path, typed: &str) -> Option<String> {
        french::read(path, self.fact_at(path), typed).err()
    }

    /// The answer in French, for screen and paper: « 12 mars 1990 », « de 601 à 900 € », « ne sait pas ».
    #[must_use]
    pub fn show(&self, path: &Path, answer: &Answer) -> String {
        french::show(self.fact_at(path), answer)
    }

    /// What is hardly possible in these answers on this date.
    #[must_use]
    pub fn plausibility(&self, situation: &Situation, on: NaiveDate) -> Vec<Warning> {
        plausibility::warnings(self, situation, on)
    }
}
