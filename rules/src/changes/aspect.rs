//! What a change can be about, with its French name.

use serde::Serialize;

/// The kinds of things a catalogue holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub enum Kind {
    /// A right.
    #[serde(rename = "droit")]
    Right,
    /// A figure of the law.
    #[serde(rename = "parametre")]
    Parameter,
    /// A named intermediate.
    #[serde(rename = "calcul")]
    Intermediate,
    /// A type of organisation.
    #[serde(rename = "organisme")]
    Organisation,
    /// A question.
    #[serde(rename = "question")]
    Question,
    /// A fact of the vocabulary.
    #[serde(rename = "fait")]
    Fact,
}

impl Kind {
    /// Every kind, in the order changes are told.
    pub const ALL: [Self; 6] = [
        Self::Right,
        Self::Parameter,
        Self::Intermediate,
        Self::Organisation,
        Self::Question,
        Self::Fact,
    ];

    /// Its name, and whether it is feminine.
    pub(super) const fn french(self) -> (&'static str, bool) {
        match self {
            Self::Right => ("Droit", false),
            Self::Parameter => ("Paramètre", false),
            Self::Intermediate => ("Calcul", false),
            Self::Organisation => ("Organisme", false),
            Self::Question => ("Question", true),
            Self::Fact => ("Fait", false),
        }
    }
}

macro_rules! aspects {
    ($($(#[$doc:meta])* $aspect:ident = $word:literal, $french:literal;)*) => {
        /// What differs within a thing.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
        pub enum Aspect {
            $($(#[$doc])* #[serde(rename = $word)] $aspect,)*
        }

        impl Aspect {
            /// Its name: « conditions », « pièce à fournir ».
            #[must_use]
            pub const fn french(self) -> &'static str {
                match self {
                    $(Self::$aspect => $french,)*
                }
            }
        }
    };
}

aspects! {
    /// What it is called.
    Name = "nom", "nom";
    /// What it is, or does, in one sentence.
    Sentence = "phrase", "phrase";
    /// Its themes, or the theme and screen of a question.
    Place = "theme", "thème";
    /// The layer that wrote it.
    Layer = "couche", "couche";
    /// Whom one asks.
    Organisation = "organisme", "organisme";
    /// Since when it is in force, and until when.
    Validity = "validite", "en vigueur";
    /// How one asks for it online.
    Online = "en_ligne", "démarche en ligne";
    /// How one asks for it on paper.
    Paper = "papier", "démarche sur papier";
    /// How it comes by itself.
    Automatic = "automatique", "droit automatique";
    /// A document to bring.
    Document = "piece", "pièce à fournir";
    /// How long it takes.
    Delay = "delai", "délai";
    /// How it is renewed.
    Renewal = "renouvellement", "renouvellement";
    /// How a decision is contested.
    Appeal = "recours", "recours";
    /// Why it is often not claimed.
    Unclaimed = "non_recours", "pourquoi il est peu demandé";
    /// When it is worth raising.
    Signal = "signal", "signal";
    /// A condition, with its test or who judges it.
    Condition = "condition", "condition";
    /// What it gives, in words.
    Benefit = "montant", "ce qu’il apporte";
    /// How its amount, or the intermediate, is computed.
    Formula = "formule", "formule";
    /// What it can not be had with.
    Exclusion = "exclusion", "non-cumul";
    /// Its marks: urgent, vital, sensitive, advice only, put alone, part of the first sweep.
    Mark = "marque", "marque";
    /// A value of a parameter.
    Value = "valeur", "valeur";
    /// Since when a value is in force.
    Since = "depuis", "depuis";
    /// A web site.
    Site = "site", "site";
    /// A telephone number.
    Phone = "telephone", "téléphone";
    /// Opening hours.
    Hours = "horaires", "horaires";
    /// An address.
    Address = "adresse", "adresse";
    /// What else one should know.
    Note = "note", "à savoir";
    /// The words of a question.
    Text = "texte", "texte";
    /// Why a question is asked.
    Why = "pourquoi", "pourquoi";
    /// What a question asks for, or what kind of answer a fact takes.
    Asks = "demande", "ce qui est demandé";
    /// A source.
    Source = "source", "source";
    /// How sure the catalogue is.
    Confidence = "confiance", "confiance";
    /// When it was last checked.
    Checked = "verifie_le", "vérifié le";
    /// When it must be read again.
    Review = "a_revoir_le", "à revoir le";
}

impl Aspect {
    /// Whether it only qualifies a part: of a part that appears or goes, it is not told again.
    pub(super) const fn is_detail(self) -> bool {
        matches!(self, Self::Since | Self::Confidence | Self::Checked)
    }
}
