//! The form that shares a bilan: what was chosen, read or given back with why nothing was shared.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::{Agreed, NewShare, Scope};
use crate::desk::{Desk, DeskError};
use crate::interview::pairs::Pairs;
use crate::words::sharing as words;

/// What was chosen, as it was.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    /// With which structure; by a code when empty.
    pub to: String,
    /// The themes ticked.
    pub themes: BTreeSet<String>,
    /// What is sensitive too.
    pub sensitive: bool,
    /// What the partner said alone too.
    pub partner: bool,
    /// How the person agreed.
    pub agreed: String,
}

/// A form that came back.
#[derive(Debug, Clone)]
pub struct Echo {
    /// What was chosen.
    pub typed: Typed,
    /// Why nothing was shared.
    pub problem: &'static str,
}

impl Typed {
    fn of(body: &str, catalogue: &rules::Catalogue) -> Self {
        let pairs = Pairs::decode(body);
        let text = |name: &str| pairs.first(name).unwrap_or_default().to_owned();
        let named = pairs.all("theme").map(str::to_owned);
        Self {
            to: text("to"),
            themes: named.filter(|id| catalogue.theme(id).is_some()).collect(),
            sensitive: text("sensitive") == "oui",
            partner: text("partner") == "oui",
            agreed: text("agreed"),
        }
    }

    /// The share it makes; none without a theme, or without how the person agreed.
    fn read(&self) -> Option<NewShare> {
        let to = match self.to.as_str() {
            "" => None,
            to => Some(Uuid::try_parse(to).ok()?),
        };
        let scope = Scope {
            themes: self.themes.clone(),
            sensitive: self.sensitive,
            partner: self.partner,
        };
        let agreed = Agreed::parse(&self.agreed)?;
        (!scope.themes.is_empty()).then_some(NewShare { to, scope, agreed })
    }
}

/// Receives one posted form about a bilan of the agent's structure; `Some` to show it again.
///
/// # Errors
/// [`DeskError::NotFound`] when there is no such bilan there, or what the desk says.
pub async fn receive(desk: &dyn Desk, bilan: Uuid, body: &str) -> Result<Option<Echo>, DeskError> {
    let bilan = desk.bilan(bilan).await?.ok_or(DeskError::NotFound)?;
    if bilan.shared.is_some() || bilan.training.is_some() {
        return Err(DeskError::NotFound);
    }
    let typed = Typed::of(body, &desk.catalogue());
    let problem = match typed.read() {
        None => words::SHARE_INCOMPLETE,
        Some(new) => match desk.share(bilan.id, new).await {
            Ok(()) => return Ok(None),
            // Its agreement ended, or it closed, while the page was open.
            Err(DeskError::NoAgreement) => words::NOT_RECEIVING,
            Err(error) => return Err(error),
        },
    };
    Ok(Some(Echo { typed, problem }))
}
