//! The form that sends somebody to a service: what was typed, read or given back with what is wrong beside each field. Two of its
//! buttons only ask for longer lists (places of a commune, rights that are sensitive): the form comes back with what was typed.

use chrono::NaiveDate;
use uuid::Uuid;

use super::offer::{self, Choice};
use super::service::{service, unknown};
use super::{Reason, Service, Sheet};
use crate::desk::{Bilan, Desk, DeskError};
use crate::directory::{Place, Search, commune_of};
use crate::follow_up::WORDS_LENGTH;
use crate::follow_up::form::{Fault, read_day, wrong_words};
use crate::interview::pairs::Pairs;
use crate::sharing::Agreed;
use crate::structures::{NAME_LENGTH, Structure};
use crate::words::{follow_up as common, orientation as words};

/// What was typed, as it was.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    /// Which kind of service: `structure`, `lieu` or `libre`.
    pub whither: String,
    /// The structure chosen.
    pub structure: String,
    /// The place chosen.
    pub place: String,
    /// The commune whose places are listed.
    pub commune: String,
    /// Only places that are a counter of this organisation.
    pub organisation: String,
    /// A service written by name: its name, its address, how to call it, its hours.
    pub service: [String; 4],
    /// Why.
    pub reason: String,
    /// The person lets the service read why.
    pub tells_reason: bool,
    /// A few words on it.
    pub words: String,
    /// The person agreed that what is sensitive is named.
    pub sensitive: bool,
    /// The rights ticked.
    pub rights: Vec<String>,
    /// The themes ticked.
    pub themes: Vec<String>,
    /// What else to bring, one a line.
    pub documents: String,
    /// How the person lets the service call them.
    pub name: String,
    /// Whom the service calls back.
    pub call_back: String,
    /// How the person agreed.
    pub agreed: String,
    /// The day to look at it again.
    pub reminder: String,
}

/// A form, fresh or come back, with the lists it offers.
#[derive(Debug, Clone, Default)]
pub struct Echo {
    /// What was typed.
    pub typed: Typed,
    /// What to correct.
    pub faults: Vec<Fault>,
    /// The structures that may receive.
    pub structures: Vec<Structure>,
    /// The places of the commune.
    pub places: Vec<Place>,
    /// The rights that may be named.
    pub rights: Vec<Choice>,
    /// The themes that may be named.
    pub themes: Vec<Choice>,
}

/// What became of a posted form.
pub enum Received {
    /// The person is sent: the orientation.
    Sent(Uuid),
    /// Show the form again: provide the echo to the page's context; `true` when something is wrong.
    Again(Box<Echo>, bool),
}

impl Typed {
    fn of(body: &str) -> Self {
        let pairs = Pairs::decode(body);
        let text = |name: &str| pairs.first(name).unwrap_or_default().trim().to_owned();
        let all = |name: &str| pairs.all(name).map(str::to_owned).collect();
        Self {
            whither: text("vers"),
            structure: text("structure"),
            place: text("lieu"),
            commune: text("commune"),
            organisation: text("organisme"),
            service: ["service", "adresse", "telephone", "horaires"].map(text),
            reason: text("motif"),
            tells_reason: pairs.says("dire_motif"),
            words: text("mot"),
            sensitive: pairs.says("delicat"),
            rights: all("droit"),
            themes: all("theme"),
            documents: text("pieces"),
            name: text("nom"),
            call_back: text("rappeler"),
            agreed: text("accord"),
            reminder: text("rappel"),
        }
    }

    /// What a fresh form of a bilan shows.
    async fn fresh(desk: &dyn Desk, bilan: &Bilan) -> Result<Self, DeskError> {
        let agent = desk.agent().ok_or(DeskError::SignedOut)?;
        let known = desk.structures().await?;
        let ours = known.iter().find(|one| one.name == agent.structure);
        let contact = ours.map(|one| one.contact.trim()).unwrap_or_default();
        let call_back = [agent.name.as_str(), agent.structure.as_str(), contact];
        let call_back = call_back.into_iter().filter(|text| !text.is_empty());
        let insee = commune_of(&desk.catalogue(), bilan);
        let commune = insee.and_then(|insee| desk.commune(&insee));
        Ok(Self {
            whither: "structure".to_owned(),
            commune: commune.map(|one| one.name).unwrap_or_default(),
            tells_reason: true,
            name: bilan
                .person
                .as_ref()
                .map(|person| person.full())
                .unwrap_or_default(),
            call_back: call_back.collect::<Vec<_>>().join(", "),
            ..Self::default()
        })
    }
}

/// The form of a bilan, when nothing was posted.
///
/// # Errors
/// What the desk says.
pub async fn fresh(desk: &dyn Desk, bilan: &Bilan) -> Result<Echo, DeskError> {
    let typed = Typed::fresh(desk, bilan).await?;
    offered(desk, bilan, typed).await
}

/// A form with the lists it offers.
async fn offered(desk: &dyn Desk, bilan: &Bilan, typed: Typed) -> Result<Echo, DeskError> {
    let agent = desk.agent().ok_or(DeskError::SignedOut)?;
    let catalogue = desk.catalogue();
    let mut structures = desk.structures().await?;
    structures.retain(|one| {
        one.allowed.receive && one.closed_at.is_none() && one.name != agent.structure
    });
    let found = desk.communes(&typed.commune);
    let wanted = typed.commune.to_lowercase();
    let same = found.iter().find(|one| one.name.to_lowercase() == wanted);
    let places = match same.or(found.first()) {
        None => Vec::new(),
        Some(commune) => {
            let search = Search {
                commune: commune.insee.clone(),
                organisation: typed.organisation.clone(),
            };
            desk.search_places(&search).await?
        }
    };
    Ok(Echo {
        rights: offer::rights(&catalogue, bilan, typed.sensitive),
        themes: offer::themes(&catalogue, typed.sensitive),
        typed,
        faults: Vec::new(),
        structures,
        places,
    })
}

/// Receives one posted form about a bilan of the agent's structure.
///
/// # Errors
/// [`DeskError::NotFound`] when there is no such bilan there, or what the desk says.
pub async fn receive(desk: &dyn Desk, bilan: Uuid, body: &str) -> Result<Received, DeskError> {
    let agent = desk.agent().ok_or(DeskError::SignedOut)?;
    let bilan = desk.bilan(bilan).await?.ok_or(DeskError::NotFound)?;
    if bilan.shared.is_some() || bilan.training.is_some() {
        return Err(DeskError::NotFound);
    }
    let mut echo = offered(desk, &bilan, Typed::of(body)).await?;
    if Pairs::decode(body).says("lister") {
        return Ok(Received::Again(Box::new(echo), false));
    }
    let to = service(desk, &echo).await?;
    match read(&echo, to, desk) {
        Ok((mut sheet, reminder)) => {
            sheet.by = agent.name;
            sheet.from = agent.structure;
            match desk.orient(bilan.id, sheet, reminder).await {
                Ok(id) => return Ok(Received::Sent(id)),
                // Its agreement ended, or it closed, while the page was open.
                Err(DeskError::NoAgreement) => echo.faults = vec![unknown("structure")],
                Err(error) => return Err(error),
            }
        }
        Err(faults) => echo.faults = faults,
    }
    Ok(Received::Again(Box::new(echo), true))
}

/// The sheet a form makes, and its reminder; or everything that is wrong.
fn read(
    echo: &Echo,
    to: Result<Service, Fault>,
    desk: &dyn Desk,
) -> Result<(Sheet, Option<NaiveDate>), Vec<Fault>> {
    let typed = &echo.typed;
    let mut faults: Vec<Fault> = Vec::new();
    let mut fault = |field, text: Option<String>| {
        faults.extend(text.map(|text| Fault { field, text }));
    };
    let to = to.map_err(|one| fault(one.field, Some(one.text))).ok();
    let reason = Reason::parse(&typed.reason);
    let say = |on: bool, text: &str| on.then(|| text.to_owned());
    fault(
        "motif",
        match reason {
            None => say(true, words::REASON_MISSING),
            Some(reason) => say(
                reason.is_sensitive() && typed.tells_reason && !typed.sensitive,
                words::REASON_SENSITIVE,
            ),
        },
    );
    let untold = reason == Some(Reason::Other) && typed.words.is_empty();
    fault(
        "mot",
        say(untold, words::OTHER_MISSING).or_else(|| wrong_words(&typed.words, WORDS_LENGTH)),
    );
    let ticked = |ids: &[String], offered: &[Choice]| -> Vec<String> {
        let offered = offered.iter().filter(|one| ids.contains(&one.id));
        offered.map(|one| one.id.clone()).collect()
    };
    let rights = ticked(&typed.rights, &echo.rights);
    let themes = ticked(&typed.themes, &echo.themes);
    // What was ticked and may no longer be named is said, not dropped in silence.
    let dropped = rights.len() < typed.rights.len() || themes.len() < typed.themes.len();
    fault(
        "droits",
        say(dropped, words::NOT_OFFERED).or_else(|| {
            say(
                rights.is_empty() && themes.is_empty(),
                words::NOTHING_CHOSEN,
            )
        }),
    );
    for (field, text) in ["service", "adresse", "telephone", "horaires"]
        .into_iter()
        .zip(&typed.service)
    {
        fault(field, wrong_words(text, NAME_LENGTH * 2));
    }
    fault("pieces", wrong_words(&typed.documents, WORDS_LENGTH));
    fault("nom", wrong_words(&typed.name, NAME_LENGTH));
    fault(
        "rappeler",
        say(typed.call_back.is_empty(), words::CALL_BACK_MISSING)
            .or_else(|| wrong_words(&typed.call_back, WORDS_LENGTH)),
    );
    let agreed = Agreed::parse(&typed.agreed);
    fault("accord", say(agreed.is_none(), words::AGREED_MISSING));
    let reminder = read_day(&typed.reminder);
    fault(
        "rappel",
        match reminder {
            None => say(!typed.reminder.is_empty(), common::DAY_UNREAD),
            Some(day) => say(day <= desk.today(), common::REMINDER_PAST),
        },
    );
    let (Some(to), Some(agreed), true) = (to, agreed, faults.is_empty()) else {
        return Err(faults);
    };
    let mut documents = offer::documents(&desk.catalogue(), &rights);
    let others = typed.documents.lines().map(str::trim);
    documents.extend(others.filter(|text| !text.is_empty()).map(str::to_owned));
    let sheet = Sheet {
        to,
        name: typed.name.clone(),
        reason: reason.filter(|_| typed.tells_reason),
        words: Some(typed.words.clone())
            .filter(|_| typed.tells_reason)
            .unwrap_or_default(),
        rights,
        themes,
        sensitive: typed.sensitive,
        documents,
        call_back: typed.call_back.clone(),
        agreed,
        by: String::new(),
        from: String::new(),
    };
    Ok((sheet, reminder))
}
