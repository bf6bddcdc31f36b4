//! One file per page. A page asks the desk, shapes with `interview` or `copy`, and writes HTML.
//!
//! To add one: a file here, a variant in `routes.rs`, its `<Route>` in `shell.rs`, its line in the server's access table.

mod accessibility;
mod account;
mod again;
mod agenda;
mod aloud;
mod by_name;
mod catalogue;
mod code;
mod copy;
mod directory;
mod erasure;
mod error;
mod figures;
mod first_steps;
mod follow_up;
mod home;
mod how;
mod load;
mod map;
mod notes;
mod offers;
mod once;
mod open_sessions;
mod opening;
mod orientation;
mod protection;
mod recap;
mod remark;
mod remarks;
mod results;
mod resume;
mod right;
mod sharing;
mod sign_in;
mod since;
mod step;
mod structures;
mod support;
mod traces;
mod training;
mod ways_in;

pub use accessibility::AccessibilityPage;
pub use account::AccountPage;
pub use agenda::{AgendaPage, AgendaSettingsPage, BookPage};
pub use aloud::AloudPage;
pub use by_name::ByName;
pub use catalogue::{
    CalculationPage, ChangesPage, GraphPage, GraphsPage, MethodPage, OrganisationPage,
    OrganisationsPage, ParameterPage, ParametersPage, PublicRightPage, ReviewPage, RightsPage,
    SituationPage, SituationsPage, ThemePage,
};
pub use code::CodePage;
pub use copy::{CopyPage, article as copy_article};
pub use directory::{AddPlacePage, CorrectPlacePage, DirectorySearchPage, SheetPage};
pub use erasure::{ErasePage, ErasuresPage, NotAsked, NotDecided};
pub use error::{ErrorKind, ErrorPage, NotFoundPage};
pub use figures::FiguresPage;
pub use follow_up::{
    BenchPage, ContactsPage, FollowUpPage, FollowUpsPage, MandatesPage, MyPage, OutcomesPage,
};
pub use home::HomePage;
pub use map::MapPage;
pub use notes::NotesPage;
pub use offers::OffersPage;
pub use orientation::{
    OrientationSheetPage, OrientationsListPage, OrientationsPage, ReceivedOrientationPage,
};
pub use protection::{ProtectionAnswer, ProtectionPage};
pub use recap::RecapPage;
pub use remark::RemarkPage;
pub use remarks::RemarksPage;
pub use results::ResultsPage;
pub use resume::ResumePage;
pub use right::RightPage;
pub use sharing::{
    Answered, EmergencyPage, InEmergencyPage, NotOpened, ReceivedPage, SeekPage, SharesPage,
};
pub use sign_in::SignInPage;
pub use since::SincePage;
pub use step::{StepPage, conflict_html, question_html, urgent_html};
pub use structures::{JoinPage, Refused, StructureSheetPage, StructuresPage, TeamPage};
pub use support::{SupportPage, article as support_article};
pub use traces::{Traced, TracesPage};
pub use training::{RolePage, TrainingEndPage, TrainingPage};

pub(crate) use step::step_urgent;
