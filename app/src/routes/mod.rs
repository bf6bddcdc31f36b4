//! Every address of the product, as an enum: links and redirections are made from it, never from text somebody typed.
//!
//! To add a page: a variant here, its line in [`Page::path`] and [`Page::parse`], its `<Route>` in `shell.rs`, its line in the server's access table.

mod agenda;
mod catalogue;
mod directory;
mod follow_up;
mod notice;
mod orientation;
mod second_factor;
mod sharing;
mod structures;
#[cfg(test)]
mod tests;

use uuid::Uuid;

use crate::desk::RemarkSubject;
use crate::figures::quarter::Quarter;
pub use agenda::{AgendaPage, parse_at, show_at};
pub use catalogue::CataloguePage;
pub use directory::{DirectoryPage, Typed};
pub use follow_up::FollowUpPage;
pub use notice::Notice;
pub use orientation::OrientationPage;
pub use second_factor::SecondFactorPage;
pub use sharing::SharingPage;
pub use structures::StructuresPage;

/// One page, with what its address says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Page {
    /// Sign-in, with what to say and where to go next.
    SignIn {
        /// What to say above the form.
        notice: Option<Notice>,
        /// Where to return once signed in.
        next: Option<Box<Page>>,
    },
    /// « Mes bilans ».
    Home {
        /// What to say above the list.
        notice: Option<Notice>,
    },
    /// The screen where a bilan stopped.
    Resume(Uuid),
    /// One screen of the interview.
    Step(Step),
    /// Everything answered, with edit links.
    Recap(Uuid),
    /// The rights found, by theme or by organisation.
    Results {
        /// The bilan.
        id: Uuid,
        /// Grouped by organisation rather than by theme.
        by_organisation: bool,
    },
    /// Every reason of one line.
    Right {
        /// The bilan.
        id: Uuid,
        /// The right's identifier in the catalogue.
        right: String,
    },
    /// The person's copy, as a page, in a language; in French when there is none.
    Copy(Uuid, Option<&'static str>),
    /// The same, as a PDF.
    CopyPdf(Uuid, Option<&'static str>),
    /// The same PDF, in large print.
    CopyLarge(Uuid, Option<&'static str>),
    /// The same, read aloud together.
    Aloud(Uuid, Option<&'static str>),
    /// The support for professionals, as a page.
    Support(Uuid),
    /// The same, as a PDF.
    SupportPdf(Uuid),
    /// The fictional people to play.
    Training,
    /// One role's card, by the name of its situation.
    TrainingRole(String),
    /// What a training interview found of what there was to find.
    TrainingEnd(Uuid),
    /// The office's day.
    Agenda(AgendaPage),
    /// What is shared between structures.
    Sharing(SharingPage),
    /// The person's data, as a file.
    PersonData(Uuid),
    /// Where one asks that the person of a bilan be erased; its form is posted there.
    Erase(Uuid, Option<Notice>),
    /// Where that is decided; its forms are posted there.
    Erasures(Option<Notice>),
    /// The journal of one file; its form is posted there.
    Traces,
    /// Structures, agreements, teams.
    Structures(StructuresPage),
    /// The directory of structures.
    Directory(DirectoryPage),
    /// What rights became.
    FollowUp(FollowUpPage),
    /// The people to whom a bilan is to be offered.
    Offers {
        /// What to say above them.
        notice: Option<Notice>,
    },
    /// The figures of a quarter; of this one when the address names none.
    Figures(Option<Quarter>),
    /// The same, as a table to open elsewhere.
    FiguresTable(Quarter),
    /// Sending somebody to a service.
    Orientation(OrientationPage),
    /// What changed since the bilan before, and what became of its rights.
    Since(Uuid),
    /// The form of a remark on the catalogue, with what to say above it.
    Remark(RemarkSubject, Option<Notice>),
    /// The remarks, for the référents.
    Remarks,
    /// The same, as a table to open elsewhere.
    RemarksTable,
    /// The second factor: typing its code, setting it up.
    SecondFactor(SecondFactorPage),
    /// What is declared of the product's accessibility.
    Accessibility,
    /// Every page that somebody may open.
    Map,
    /// The agent's password.
    Account {
        /// What to say above the form.
        notice: Option<Notice>,
    },
}

/// One screen of one theme, and how it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The bilan.
    pub id: Uuid,
    /// The theme's identifier in the catalogue.
    pub theme: String,
    /// The screen's identifier in the theme.
    pub screen: String,
    /// How it is shown.
    pub view: StepView,
}

/// How a screen is shown; nothing here is about the person.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StepView {
    /// The agent says that the person is alone: questions kept for that moment are shown.
    pub alone: bool,
    /// The one who is alone with the agent is the partner: only what is asked about them is shown.
    pub partner: bool,
    /// Turns the mode discret on or off; it then holds by a cookie, so that no page shows for an instant what it hides.
    pub discreet: Option<bool>,
    /// Every screen of the theme on one page, for those who know the questions by heart; it holds by a cookie, as the mode
    /// discret does.
    pub dense: Option<bool>,
    /// Skipped questions are shown too.
    pub all: bool,
    /// Only the questions of the first sweep (« repérage ») are shown, and the way leads from one to the next.
    pub sweep: bool,
    /// The form was just saved by a button that stays here.
    pub saved: bool,
    /// The list that gets one more empty row.
    pub more: Option<String>,
    /// The field to return to.
    pub field: Option<String>,
}

impl Page {
    /// A screen shown plainly.
    pub fn step(id: Uuid, theme: &str, screen: &str) -> Self {
        Self::Step(Step {
            id,
            theme: theme.to_owned(),
            screen: screen.to_owned(),
            view: StepView::default(),
        })
    }

    /// The address, ready for a link: every part is checked or encoded.
    pub fn path(&self) -> String {
        match self {
            Self::SignIn { notice, next } => {
                let next = next.as_ref().map(|page| encode(&page.path()));
                with_query(
                    "/connexion".to_owned(),
                    &[
                        ("etat", notice.map(|n| n.word().to_owned())),
                        ("suite", next),
                    ],
                )
            }
            Self::Home { notice } => with_query(
                "/".to_owned(),
                &[("etat", notice.map(|n| n.word().to_owned()))],
            ),
            Self::Resume(id) => format!("/bilans/{id}"),
            Self::Step(step) => step.path(),
            Self::Offers { notice } => with_query(
                "/a-proposer".to_owned(),
                &[("etat", notice.map(|n| n.word().to_owned()))],
            ),
            Self::Figures(quarter) => with_query(
                "/chiffres".to_owned(),
                &[("trimestre", quarter.map(Quarter::word))],
            ),
            Self::FiguresTable(quarter) => format!("/chiffres.csv?trimestre={}", quarter.word()),
            Self::Recap(id) => format!("/bilans/{id}/recapitulatif"),
            Self::Results {
                id,
                by_organisation: false,
            } => format!("/bilans/{id}/resultats"),
            Self::Results {
                id,
                by_organisation: true,
            } => format!("/bilans/{id}/resultats?par=organisme"),
            Self::Right { id, right } => format!("/bilans/{id}/droits/{}", encode(right)),
            Self::Copy(id, lang) => in_language(format!("/bilans/{id}/copie"), *lang),
            Self::CopyPdf(id, lang) => in_language(format!("/bilans/{id}/copie.pdf"), *lang),
            Self::CopyLarge(id, lang) => with_query(
                format!("/bilans/{id}/copie.pdf"),
                &[
                    ("lettres", Some("grandes".to_owned())),
                    ("langue", lang.map(str::to_owned)),
                ],
            ),
            Self::Aloud(id, lang) => in_language(format!("/bilans/{id}/a-voix-haute"), *lang),
            Self::Support(id) => format!("/bilans/{id}/support"),
            Self::SupportPdf(id) => format!("/bilans/{id}/support.pdf"),
            Self::Training => "/entrainement".to_owned(),
            Self::TrainingRole(role) => format!("/entrainement/{}", encode(role)),
            Self::TrainingEnd(id) => format!("/bilans/{id}/entrainement"),
            Self::Agenda(page) => page.path(),
            Self::Directory(page) => page.path(),
            Self::Sharing(page) => page.path(),
            Self::PersonData(id) => format!("/bilans/{id}/donnees.json"),
            Self::Erase(id, notice) => with_query(
                format!("/bilans/{id}/effacer"),
                &[("etat", notice.map(|n| n.word().to_owned()))],
            ),
            Self::Erasures(notice) => with_query(
                "/effacements".to_owned(),
                &[("etat", notice.map(|n| n.word().to_owned()))],
            ),
            Self::Traces => "/journal".to_owned(),
            Self::Structures(page) => page.path(),
            Self::FollowUp(page) => page.path(),
            Self::Orientation(page) => page.path(),
            Self::Since(id) => format!("/bilans/{id}/depuis"),
            Self::Remark(subject, notice) => with_query(
                format!("/remarques/{}/{}", subject.kind(), encode(subject.id())),
                &[("etat", notice.map(|n| n.word().to_owned()))],
            ),
            Self::Remarks => "/remarques".to_owned(),
            Self::RemarksTable => "/remarques.csv".to_owned(),
            Self::SecondFactor(page) => page.path(),
            Self::Accessibility => "/accessibilite".to_owned(),
            Self::Map => "/plan".to_owned(),
            Self::Account { notice } => with_query(
                "/compte".to_owned(),
                &[("etat", notice.map(|n| n.word().to_owned()))],
            ),
        }
    }

    /// The page of a local address, for « return where I was »; `None` for anything that is not exactly one of ours.
    pub fn parse(address: &str) -> Option<Self> {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let rest = path.strip_prefix('/')?;
        let parts: Vec<&str> = rest.split('/').collect();
        match parts.as_slice() {
            [""] => Some(Self::Home { notice: None }),
            ["annuaire", rest @ ..] => DirectoryPage::parse(rest).map(Self::Directory),
            ["suivi", rest @ ..] => FollowUpPage::parse(rest).map(Self::FollowUp),
            ["orientations", ..] => OrientationPage::parse(&parts).map(Self::Orientation),
            ["agenda", rest @ ..] => AgendaPage::parse(rest, query).map(Self::Agenda),
            ["partages" | "urgence", ..] => SharingPage::parse(&parts).map(Self::Sharing),
            ["structures" | "equipe" | "invitation", ..] => {
                StructuresPage::parse(&parts).map(Self::Structures)
            }
            ["entrainement"] => Some(Self::Training),
            ["entrainement", role] if is_word(role) => Some(Self::TrainingRole((*role).to_owned())),
            ["a-proposer"] => Some(Self::Offers { notice: None }),
            ["effacements"] => Some(Self::Erasures(None)),
            ["journal"] => Some(Self::Traces),
            ["chiffres"] => {
                let quarter = query.strip_prefix("trimestre=").and_then(Quarter::parse);
                Some(Self::Figures(quarter))
            }
            ["remarques"] => Some(Self::Remarks),
            ["remarques", kind, id] if is_word(id) => {
                Some(Self::Remark(RemarkSubject::parse(kind, id)?, None))
            }
            ["accessibilite"] => Some(Self::Accessibility),
            ["plan"] => Some(Self::Map),
            ["compte", "protection"] => Some(Self::SecondFactor(SecondFactorPage::SetUp)),
            ["compte"] => Some(Self::Account { notice: None }),
            ["bilans", id, rest @ ..] => {
                let id = Uuid::try_parse(id).ok()?;
                match rest {
                    [] => Some(Self::Resume(id)),
                    ["recapitulatif"] => Some(Self::Recap(id)),
                    ["resultats"] => Some(Self::Results {
                        id,
                        by_organisation: query == "par=organisme",
                    }),
                    ["copie"] => Some(Self::Copy(id, None)),
                    ["a-voix-haute"] => Some(Self::Aloud(id, None)),
                    ["depuis"] => Some(Self::Since(id)),
                    ["support"] => Some(Self::Support(id)),
                    ["effacer"] => Some(Self::Erase(id, None)),
                    ["partage"] => Some(Self::Sharing(SharingPage::Shares(id, None))),
                    ["suivi", ..] | ["mandats"] | ["notes"] | ["ma-page"] => {
                        FollowUpPage::parse_of(id, rest).map(Self::FollowUp)
                    }
                    ["orientations", ..] => {
                        OrientationPage::parse_of(id, rest).map(Self::Orientation)
                    }
                    ["entrainement"] => Some(Self::TrainingEnd(id)),
                    ["droits", right] if is_word(right) => Some(Self::Right {
                        id,
                        right: (*right).to_owned(),
                    }),
                    [theme, screen] if is_word(theme) && is_word(screen) => {
                        Some(Self::Step(Step {
                            id,
                            theme: (*theme).to_owned(),
                            screen: (*screen).to_owned(),
                            view: StepView::parse(query),
                        }))
                    }
                    _ => None,
                }
            }
            _ => None,
        }
    }
}

impl Step {
    /// The address of the screen.
    pub fn path(&self) -> String {
        let view = &self.view;
        let flag = |on: bool| on.then(|| "oui".to_owned());
        let path = format!(
            "/bilans/{}/{}/{}",
            self.id,
            encode(&self.theme),
            encode(&self.screen)
        );
        let mut path = with_query(
            path,
            &[
                ("seul", flag(view.alone)),
                ("avec", view.partner.then(|| "conjoint".to_owned())),
                (
                    "discret",
                    view.discreet
                        .map(|on| if on { "oui" } else { "non" }.to_owned()),
                ),
                (
                    "dense",
                    view.dense
                        .map(|on| if on { "oui" } else { "non" }.to_owned()),
                ),
                ("tout", flag(view.all)),
                ("reperage", flag(view.sweep)),
                ("garde", flag(view.saved)),
                ("plus", view.more.as_deref().map(encode)),
            ],
        );
        if let Some(field) = &view.field {
            path.push('#');
            path.push_str(&encode(field));
        }
        path
    }

    /// Another screen of the same theme.
    #[must_use]
    pub fn on(mut self, screen: &rules::Screen) -> Self {
        self.screen.clone_from(&screen.id);
        self
    }

    /// The same screen shown otherwise.
    pub fn shown(&self, change: impl FnOnce(&mut StepView)) -> Self {
        let mut step = self.clone();
        step.view.saved = false;
        step.view.discreet = None;
        step.view.more = None;
        step.view.field = None;
        change(&mut step.view);
        step
    }
}

impl StepView {
    /// Whether the whole theme is on one page.
    pub fn is_dense(&self) -> bool {
        self.dense == Some(true)
    }

    /// Reads the query of a screen's address; unknown words are ignored.
    pub fn parse(query: &str) -> Self {
        let mut view = Self::default();
        for (name, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
            let yes = value == "oui";
            match name {
                "seul" => view.alone = yes,
                "avec" => view.partner = value == "conjoint",
                "discret" => view.discreet = Some(yes),
                "dense" => view.dense = Some(yes),
                "tout" => view.all = yes,
                "reperage" => view.sweep = yes,
                "garde" => view.saved = yes,
                "plus" if is_word(value) => view.more = Some(value.to_owned()),
                _ => {}
            }
        }
        // The partner is only ever heard alone.
        view.alone |= view.partner;
        view
    }
}

/// Identifiers of the catalogue: lower-case letters, digits, hyphens, underscores.
fn is_word(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 80
        && text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_')
}

fn in_language(path: String, lang: Option<&str>) -> String {
    with_query(path, &[("langue", lang.map(str::to_owned))])
}

fn with_query(path: String, pairs: &[(&str, Option<String>)]) -> String {
    let mut out = path;
    let mut sign = '?';
    for (name, value) in pairs {
        if let Some(value) = value {
            out.push(sign);
            out.push_str(name);
            out.push('=');
            out.push_str(value);
            sign = '&';
        }
    }
    out
}

/// Percent-encodes everything but unreserved characters.
pub fn encode(text: &str) -> String {
    use std::fmt::Write;
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// Sends the browser to a page. It sets headers, it does not stop the function that calls it.
pub fn go_to(page: &Page) {
    leptos_axum::redirect(&page.path());
}

/// The same to a page of the identity provider, whose address the desk made.
pub fn go_to_provider(address: &str) {
    leptos_axum::redirect(address);
}
