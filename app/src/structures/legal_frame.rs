//! The legal frame under which a structure keeps what people say (RGPD): an administrator fills it in before real people are entered,
//! and until then every page that opens a bilan says so.
//!
//! Nothing here is about anybody: it is kept in clear. To ask for one more thing: a field of [`LegalFrame`] with
//! `#[serde(default)]`, its line in [`LegalFrame::missing`], its field in `pages/structures/legal_frame.rs`.

use serde::{Deserialize, Serialize};

/// The most characters of what is written in words.
pub const LENGTH: usize = 600;

/// Months that the journal may be kept: the CNIL recommends six to twelve for the traces of who read what (see `docs/personal-data.md`).
pub const JOURNAL_MONTHS: [u32; 5] = [6, 12, 18, 24, 36];

/// Why the structure may process personal data at all (RGPD, article 6.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// A task carried out in the public interest (6.1.e): public bodies.
    PublicTask,
    /// A legal obligation (6.1.c).
    LegalObligation,
    /// The person's consent (6.1.a).
    Consent,
    /// A legitimate interest (6.1.f): never for the tasks of a public authority.
    LegitimateInterest,
}

/// Why it may process what is sensitive (RGPD, article 9.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sensitive {
    /// Explicit consent (9.2.a).
    Consent,
    /// Rights and obligations of social protection (9.2.b).
    SocialProtection,
    /// Substantial public interest (9.2.g).
    PublicInterest,
    /// Provision of health or social care (9.2.h).
    SocialCare,
}

/// Who keeps the data of health (code de la santé publique, article L1111-8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hosting {
    /// A host certified for it.
    Certified,
    /// The structure itself, on its own machines.
    Own,
    /// The data protection officer wrote that it does not apply.
    NotNeeded,
}

/// Something chosen in a closed list.
pub trait Choice: Copy + PartialEq + Sized + 'static {
    /// Everything that may be chosen, in the order shown, with the word of the form.
    const ALL: &'static [(Self, &'static str)];

    /// The word sent by forms.
    fn word(self) -> &'static str {
        let found = Self::ALL.iter().find(|(one, _)| *one == self);
        found.map_or("", |(_, word)| word)
    }

    /// What a word chooses.
    fn parse(word: &str) -> Option<Self> {
        let found = Self::ALL.iter().find(|(_, known)| *known == word);
        found.map(|(one, _)| *one)
    }
}

impl Choice for Basis {
    const ALL: &'static [(Self, &'static str)] = &[
        (Self::PublicTask, "mission"),
        (Self::LegalObligation, "obligation"),
        (Self::Consent, "consentement"),
        (Self::LegitimateInterest, "interet"),
    ];
}

impl Choice for Sensitive {
    const ALL: &'static [(Self, &'static str)] = &[
        (Self::SocialCare, "prise-en-charge"),
        (Self::SocialProtection, "protection-sociale"),
        (Self::PublicInterest, "interet-public"),
        (Self::Consent, "consentement"),
    ];
}

impl Choice for Hosting {
    const ALL: &'static [(Self, &'static str)] = &[
        (Self::Certified, "certifie"),
        (Self::Own, "soi-meme"),
        (Self::NotNeeded, "sans-objet"),
    ];
}

/// What a structure has said of its legal frame. It may be kept unfinished.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct LegalFrame {
    /// Article 6.
    pub basis: Option<Basis>,
    /// Article 9.
    pub sensitive: Option<Sensitive>,
    /// Who hosts.
    pub hosting: Option<Hosting>,
    /// The host's name, or where it is.
    pub host: String,
    /// With whom responsibility is shared, and where the agreement is (RGPD, article 26).
    pub joint: String,
    /// What becomes of files when they leave the tool.
    pub archives: String,
    /// Whom a person writes to about their data.
    pub officer: String,
    /// Months that the journal is kept; nothing is taken out of it until this is said.
    pub journal_months: Option<u32>,
}

/// What a legal frame may lack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// The legal basis.
    Basis,
    /// The condition of article 9.
    Sensitive,
    /// Who hosts.
    Hosting,
    /// With whom responsibility is shared.
    Joint,
    /// What becomes of files.
    Archives,
    /// Whom to write to.
    Officer,
    /// How long the journal is kept.
    JournalMonths,
}

impl LegalFrame {
    /// What still has to be said before real people are entered.
    pub fn missing(&self) -> Vec<Missing> {
        let hosted = self
            .hosting
            .is_some_and(|hosting| hosting == Hosting::NotNeeded || !self.host.trim().is_empty());
        [
            (self.basis.is_some(), Missing::Basis),
            (self.sensitive.is_some(), Missing::Sensitive),
            (hosted, Missing::Hosting),
            (!self.joint.trim().is_empty(), Missing::Joint),
            (!self.archives.trim().is_empty(), Missing::Archives),
            (!self.officer.trim().is_empty(), Missing::Officer),
            (self.journal_months.is_some(), Missing::JournalMonths),
        ]
        .into_iter()
        .filter_map(|(said, what)| (!said).then_some(what))
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_named_unless_none_is_needed() {
        let mut frame = LegalFrame {
            hosting: Some(Hosting::Certified),
            ..LegalFrame::default()
        };
        assert!(frame.missing().contains(&Missing::Hosting));
        frame.host = "Hébergeur du département".to_owned();
        assert!(!frame.missing().contains(&Missing::Hosting));
        frame.host.clear();
        frame.hosting = Some(Hosting::NotNeeded);
        assert!(!frame.missing().contains(&Missing::Hosting));
    }

    #[test]
    fn a_frame_kept_by_an_older_version_still_opens() {
        let kept = serde_json::to_string(&LegalFrame::default()).unwrap();
        assert_eq!(
            serde_json::from_str::<LegalFrame>(&kept).unwrap(),
            LegalFrame::default()
        );
        assert_eq!(LegalFrame::default().missing().len(), 7);
    }

    #[test]
    fn every_word_leads_back_to_its_choice() {
        fn all<C: Choice + std::fmt::Debug>() {
            for (one, word) in C::ALL {
                assert_eq!(C::parse(word), Some(*one));
                assert_eq!(one.word(), *word);
            }
            assert!(C::parse("").is_none());
        }
        all::<Basis>();
        all::<Sensitive>();
        all::<Hosting>();
    }
}
