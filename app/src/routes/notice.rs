//! The short messages an address may carry: a closed list, so that no text of ours or theirs travels in it.

/// A short message carried by an address: a closed list, so that no text of ours or theirs travels in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// Wrong name or password.
    WrongCredentials,
    /// Wrong password, of whoever is signed in.
    WrongPassword,
    /// The code of the second step is not one that may be used.
    WrongSignInCode,
    /// Too many tries.
    TooManyTries,
    /// Nothing was kept, the store did not answer.
    Unavailable,
    /// The session is over.
    Expired,
    /// Signed out on purpose.
    SignedOut,
    /// The password changed.
    PasswordChanged,
    /// The new password is too short.
    WeakPassword,
    /// The new password is easy to guess.
    CommonPassword,
    /// The two new passwords differ.
    Mismatch,
    /// The slot is held.
    SlotHeld,
    /// Somebody took the slot a moment before.
    SlotTaken,
    /// The room is not open then.
    SlotNotOffered,
    /// A place of the directory was added or corrected.
    PlaceSaved,
    /// A field of the form is missing or can not be read.
    Incomplete,
    /// A social security number was typed: it is never kept.
    Nir,
    /// A step, a mandate or a resource person was kept.
    Saved,
    /// The remark reached its référents.
    RemarkSent,
    /// What was asked is done.
    Done,
    /// What was asked could not be done: it is no longer there, or not theirs to do.
    NotDone,
    /// The invitation is made.
    Invited,
    /// Nobody would be left to look after the structure.
    LastManager,
    /// The end comes before the beginning.
    Backwards,
    /// No agreement in force allows it.
    NoAgreement,
    /// The bilan is shared.
    Shared,
    /// The agent's own structure may not receive bilans today.
    MayNotReceive,
    /// No sharing code that may still be used is this one.
    WrongCode,
    /// The agent works in no structure any more.
    Nowhere,
    /// The identity provider can not be used now.
    ProviderAway,
    /// It gave no proof, or not one that was awaited.
    ProviderRefused,
    /// Whom it proved is linked to nobody here.
    LinkedToNobody,
    /// Whom it proved is linked to somebody already.
    LinkTaken,
    /// The account is linked.
    Linked,
    /// The account stays linked: it is how the agent comes in.
    OnlyWayIn,
}

const NOTICES: &[(Notice, &str)] = &[
    (Notice::WrongCredentials, "identifiants"),
    (Notice::WrongPassword, "mot-de-passe"),
    (Notice::WrongSignInCode, "code-faux"),
    (Notice::TooManyTries, "essais"),
    (Notice::Unavailable, "indisponible"),
    (Notice::Expired, "expiree"),
    (Notice::SignedOut, "au-revoir"),
    (Notice::PasswordChanged, "change"),
    (Notice::WeakPassword, "court"),
    (Notice::CommonPassword, "devinable"),
    (Notice::Mismatch, "differents"),
    (Notice::SlotHeld, "reserve"),
    (Notice::SlotTaken, "pris"),
    (Notice::SlotNotOffered, "ferme"),
    (Notice::PlaceSaved, "lieu"),
    (Notice::Incomplete, "incomplet"),
    (Notice::Nir, "numero"),
    (Notice::Saved, "garde"),
    (Notice::RemarkSent, "remarque"),
    (Notice::Done, "fait"),
    (Notice::NotDone, "pas-fait"),
    (Notice::Invited, "invitation"),
    (Notice::LastManager, "dernier"),
    (Notice::Backwards, "dates"),
    (Notice::NoAgreement, "convention"),
    (Notice::Shared, "partage"),
    (Notice::MayNotReceive, "sans-reception"),
    (Notice::WrongCode, "code"),
    (Notice::Nowhere, "nulle-part"),
    (Notice::ProviderAway, "fournisseur-absent"),
    (Notice::ProviderRefused, "fournisseur-refus"),
    (Notice::LinkedToNobody, "fournisseur-inconnu"),
    (Notice::LinkTaken, "fournisseur-pris"),
    (Notice::Linked, "relie"),
    (Notice::OnlyWayIn, "seule-entree"),
];

impl Notice {
    /// The word in the address.
    pub fn word(self) -> &'static str {
        NOTICES
            .iter()
            .find(|(notice, _)| *notice == self)
            .map_or("", |(_, word)| word)
    }

    /// The notice of a word; `None` for anything else.
    pub fn parse(word: &str) -> Option<Self> {
        NOTICES
            .iter()
            .find(|(_, known)| *known == word)
            .map(|(notice, _)| *notice)
    }
}
