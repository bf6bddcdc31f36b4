//! The vocabulary: what one can know of a household. It is catalogue data; a layer may add facts.

use crate::Decimal;

/// Whom a fact is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Entity {
    /// `foyer`: the household.
    Household,
    /// `personne`: the person alone.
    Person,
    /// `adulte`: the person and, with the same words, the partner.
    Adult,
    /// `enfant`: each child of the list.
    Child,
    /// `revenu`: each income of the list.
    Income,
}

impl Entity {
    /// Every entity with its word in the catalogue.
    pub(crate) const WORDS: [(&'static str, Self); 5] = [
        ("foyer", Self::Household),
        ("personne", Self::Person),
        ("adulte", Self::Adult),
        ("enfant", Self::Child),
        ("revenu", Self::Income),
    ];

    /// The word of the catalogue for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS
            .iter()
            .find(|(_, entity)| *entity == self)
            .map_or("", |(word, _)| word)
    }
}

/// What kind of answer a fact takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactType {
    /// `oui_non`.
    YesNo,
    /// `entier`: a whole number.
    Integer,
    /// `montant`: money, exact or a band.
    Amount,
    /// `taux`: a decimal number; 80 % is 0.8.
    Rate,
    /// `date`: known to the day, the month or the year.
    Date,
    /// `mois`: a calendar month of a named year.
    Month,
    /// `choix`: one of these.
    Choice(Vec<Variant>),
    /// `choix_multiple`: any of these, or none.
    Choices(Vec<Variant>),
    /// `texte`: free text; the rules never read it.
    Text,
}

impl FactType {
    /// The variants to choose from; empty for the other kinds.
    #[must_use]
    pub fn variants(&self) -> &[Variant] {
        match self {
            Self::Choice(variants) | Self::Choices(variants) => variants,
            _ => &[],
        }
    }

    /// The word of the catalogue for it.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::YesNo => "oui_non",
            Self::Integer => "entier",
            Self::Amount => "montant",
            Self::Rate => "taux",
            Self::Date => "date",
            Self::Month => "mois",
            Self::Choice(_) => "choix",
            Self::Choices(_) => "choix_multiple",
            Self::Text => "texte",
        }
    }
}

/// One of the answers of a `choix`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// Its id, as expressions and the store write it.
    pub id: String,
    /// What people read.
    pub name: String,
    /// The INSEE code of the commune it names, when it names one.
    pub insee: Option<String>,
}

/// A band of amounts somebody can choose instead of an exact one. Bands touch to the cent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    /// The amounts of the band.
    pub range: crate::AmountRange,
    /// What people read: « de 601 à 900 € ».
    pub name: String,
}

/// The place of a fact in [`crate::Catalogue::facts`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FactId(pub(crate) u16);

/// One entry of the vocabulary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Its name in expressions and paths, unique for its entity.
    pub id: String,
    /// Whom it is about.
    pub entity: Entity,
    /// What kind of answer it takes.
    pub kind: FactType,
    /// What people read: « statut d’occupation du logement ».
    pub name: String,
    /// A short help beside the field.
    pub hint: Option<String>,
    /// Violence, residence, health: whatever depends on it inherits the mark.
    pub sensitive: bool,
    /// No longer asked nor used; kept so that old bilans stay readable.
    pub withdrawn: bool,
    /// The least that can be read; euros for an amount.
    pub min: Option<Decimal>,
    /// The most that can be read; euros for an amount.
    pub max: Option<Decimal>,
    /// Bands to choose from, for an amount.
    pub bands: Option<Vec<Band>>,
    /// Names the fact had before; old bilans are read through them.
    pub former: Vec<String>,
}
