//! An office without a database: a desk in memory, and the pages mounted over it as the server mounts them.

mod accounts;
mod agenda;
mod directory;
mod erasure;
mod follow_up;
mod notes;
mod offers;
mod orientation;
mod sharing;
mod structures;
mod traces;

use std::sync::{Arc, Mutex};

use app::accessibility::Operator;
use app::accounts::Entered;
use app::desk::{
    Agent, Bilan, BilanCard, BilanState, Conflict, Desk, DeskError, HistoryEvent, HistoryLine,
    Issued, NewRemark, Opening, Remark, RemarkState, SaveReport, Saved, SessionCookie, SharedDesk,
    SignedOut, StepWrites, StoredAnswer,
};
use app::interview::receive::{Received, receive};
use app::routes::{Page, Step, StepView};
use app::structures::{
    Allowed,
    roles::{Roles, may},
};
use async_trait::async_trait;
use axum::body::Body;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, HeaderName, Request, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use axum::{Json, Router};
use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, Utc};
use http_body_util::BodyExt;
use leptos::prelude::*;
use leptos_axum::{LeptosRoutes, generate_route_list};
use rules::Catalogue;
use tower::ServiceExt;
use uuid::Uuid;

/// Everything kept, in memory.
pub struct Office {
    catalogue: Arc<Catalogue>,
    pub bilans: Mutex<Vec<Bilan>>,
    /// How the office's day is set, and what is held in it.
    pub settings: Mutex<app::agenda::Settings>,
    pub slots: Mutex<Vec<app::agenda::Appointment>>,
    /// The directory, and what was corrected in it.
    pub places: Mutex<Vec<app::directory::Place>>,
    pub corrections: Mutex<app::directory::Written>,
    /// What the agent is.
    pub roles: Mutex<Roles>,
    /// What is followed in each bilan, and what happened to it.
    pub followed: Mutex<Vec<(Uuid, app::follow_up::FollowUp)>>,
    pub steps: Mutex<Vec<(Uuid, app::follow_up::Step)>>,
    pub mandates: Mutex<Vec<(Uuid, app::follow_up::Mandate)>>,
    pub contacts: Mutex<Vec<app::follow_up::Contact>>,
    /// Who says that they follow which bilan: here, only the agent.
    pub mine: Mutex<Vec<Uuid>>,
    pub notes: Mutex<Vec<(Uuid, app::notes::Note)>>,
    pub orientations: Mutex<Vec<(app::orientation::Orientation, Vec<app::orientation::Step>)>>,
    /// The structures of the installation.
    pub structures: Mutex<Vec<app::structures::Structure>>,
    pub remarks: Mutex<Vec<Remark>>,
    pub operator: Mutex<Operator>,
    clock: Mutex<DateTime<Utc>>,
    signed_in: bool,
}

impl Office {
    pub fn new(signed_in: bool) -> Arc<Self> {
        let now = NaiveDate::from_ymd_opt(2026, 11, 21)
            .and_then(|day| day.and_hms_opt(13, 0, 0))
            .expect("a date")
            .and_utc();
        let catalogue = Arc::new(Catalogue::embedded().expect("the catalogue loads"));
        Arc::new(Self {
            catalogue,
            bilans: Mutex::default(),
            settings: Mutex::default(),
            slots: Mutex::default(),
            places: Mutex::default(),
            corrections: Mutex::default(),
            roles: Mutex::new(Roles::of(may::INTERVIEW)),
            followed: Mutex::default(),
            steps: Mutex::default(),
            mandates: Mutex::default(),
            contacts: Mutex::default(),
            mine: Mutex::default(),
            notes: Mutex::default(),
            orientations: Mutex::default(),
            structures: Mutex::default(),
            remarks: Mutex::default(),
            operator: Mutex::default(),
            clock: Mutex::new(now),
            signed_in,
        })
    }

    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// A bilan with nothing said in it.
    pub fn open(&self, with_rsa: bool) -> Uuid {
        let mut bilans = self.bilans.lock().expect("the office");
        let id = Uuid::from_u128(1 + bilans.len() as u128);
        let now = *self.clock.lock().expect("the clock");
        let reference = format!("7F-4{}K", bilans.len());
        bilans.push(Bilan {
            id,
            reference,
            with_rsa,
            training: None,
            opened_at: now,
            opened_on: now.date_naive(),
            law_date: now.date_naive(),
            structure: "EDS de Villejuif".to_owned(),
            agent: "Nadia B.".to_owned(),
            state: BilanState::Open,
            person: None,
            answers: Vec::new(),
            issued: None,
            before: None,
            shared: None,
        });
        id
    }

    /// Answers a bilan as the case of the catalogue that says most.
    pub fn fill_with_longest_case(&self, id: Uuid) {
        let situations = self.catalogue.cases().iter();
        let longest = situations
            .filter_map(|case| case.situation(&self.catalogue).ok())
            .max_by_key(|situation| situation.answers().count())
            .expect("a case");
        let at = self.now();
        self.change(id, |bilan| {
            let answers = longest.answers().map(|(path, answer)| StoredAnswer {
                path: path.clone(),
                answer: answer.clone(),
                to_review: false,
                version: 1,
                author: bilan.agent.clone(),
                structure: bilan.structure.clone(),
                at,
                giver: app::desk::Giver::default(),
            });
            bilan.answers = answers.collect();
        })
        .expect("the bilan");
    }

    /// Time goes by.
    pub fn pass(&self, time: Duration) {
        *self.clock.lock().expect("the clock") += time;
    }

    /// Answers one place, as it would be typed.
    pub fn answer(&self, id: Uuid, path: &str, text: &str) {
        let at = self.now();
        let path: rules::Path = path.parse().expect("a place");
        let answer = app::interview::wire::read(&self.catalogue, &path, text);
        self.change(id, |bilan| {
            bilan.answers.retain(|stored| stored.path != path);
            bilan.answers.push(StoredAnswer {
                path,
                answer,
                to_review: false,
                version: 1,
                author: bilan.agent.clone(),
                structure: bilan.structure.clone(),
                at,
                giver: app::desk::Giver::Person,
            });
        })
        .expect("the bilan");
    }

    /// What was answered at a place, as the screen shows it.
    pub fn shown(&self, id: Uuid, path: &str) -> String {
        let path = path.parse().expect("a place");
        let bilans = self.bilans.lock().expect("the office");
        let bilan = bilans
            .iter()
            .find(|bilan| bilan.id == id)
            .expect("the bilan");
        let stored = bilan.answers.iter().find(|stored| stored.path == path);
        stored.map_or_else(String::new, |stored| {
            self.catalogue.show(&path, &stored.answer)
        })
    }

    fn change<T>(&self, id: Uuid, run: impl FnOnce(&mut Bilan) -> T) -> Result<T, DeskError> {
        let mut bilans = self.bilans.lock().map_err(|_| DeskError::Unavailable)?;
        bilans
            .iter_mut()
            .find(|bilan| bilan.id == id)
            .map(run)
            .ok_or(DeskError::NotFound)
    }
}

#[async_trait]
impl Desk for Office {
    fn catalogue(&self) -> Arc<Catalogue> {
        self.catalogue.clone()
    }
    fn operator(&self) -> Operator {
        self.operator.lock().expect("who runs it").clone()
    }
    fn today(&self) -> NaiveDate {
        self.now().date_naive()
    }
    fn now(&self) -> DateTime<Utc> {
        *self.clock.lock().expect("the clock")
    }
    fn paris(&self, at: DateTime<Utc>) -> NaiveDateTime {
        (at + Duration::hours(1)).naive_utc()
    }
    fn agent(&self) -> Option<Agent> {
        self.signed_in.then(|| Agent {
            name: "Nadia B.".to_owned(),
            structure: "EDS de Villejuif".to_owned(),
            session_ends: self.now() + Duration::minutes(90),
            must_change_password: false,
            roles: *self.roles.lock().expect("the roles"),
            allowed: Allowed::ALL,
        })
    }
    async fn bilans(&self) -> Result<Vec<BilanCard>, DeskError> {
        let bilans = self.bilans.lock().map_err(|_| DeskError::Unavailable)?;
        Ok(bilans
            .iter()
            .filter(|bilan| bilan.training.is_none())
            .map(|bilan| BilanCard {
                id: bilan.id,
                reference: bilan.reference.clone(),
                name: bilan.person.as_ref().map(|person| person.full()),
                opened_on: bilan.opened_on,
                touched_at: bilan
                    .answers
                    .iter()
                    .map(|stored| stored.at)
                    .max()
                    .unwrap_or(bilan.opened_at),
                state: bilan.state,
                agent: bilan.agent.clone(),
            })
            .collect())
    }
    async fn bilans_named(&self, typed: &str) -> Result<Vec<BilanCard>, DeskError> {
        let mut cards = self.bilans().await?;
        cards.retain(|card| card.name.as_deref() == Some(typed) || card.reference == typed);
        Ok(cards)
    }
    async fn open_bilan(&self, opening: Opening) -> Result<Uuid, DeskError> {
        let id = self.open(opening.with_rsa);
        self.change(id, |bilan| {
            bilan.person = opening.person;
            bilan.training = opening.training;
        })?;
        Ok(id)
    }
    async fn bilan(&self, id: Uuid) -> Result<Option<Bilan>, DeskError> {
        Ok(self.change(id, |bilan| bilan.clone()).ok())
    }
    async fn open_again(&self, id: Uuid) -> Result<Uuid, DeskError> {
        let before = self.change(id, |bilan| bilan.clone())?;
        if before.state == BilanState::Open {
            return Err(DeskError::StillOpen);
        }
        let id = self.open(false);
        self.change(id, |bilan| {
            bilan.person = before.person.clone();
            bilan.before = Some(Box::new(before));
        })?;
        Ok(id)
    }
    async fn earlier(&self, id: Uuid) -> Result<Vec<BilanCard>, DeskError> {
        let before = self.change(id, |bilan| bilan.before.as_ref().map(|before| before.id))?;
        let mut cards = self.bilans().await?;
        cards.retain(|card| Some(card.id) == before);
        Ok(cards)
    }
    async fn remark(&self, remark: NewRemark) -> Result<(), DeskError> {
        let mut remarks = self.remarks.lock().map_err(|_| DeskError::Unavailable)?;
        let id = Uuid::from_u128(1 + remarks.len() as u128);
        remarks.push(Remark {
            id,
            subject: remark.subject,
            reason: remark.reason,
            words: remark.words,
            catalogue: self.catalogue.version.clone(),
            structure: "EDS de Villejuif".to_owned(),
            at: self.now(),
            state: RemarkState::New,
            answer: String::new(),
        });
        Ok(())
    }
    async fn remarks(&self) -> Result<Vec<Remark>, DeskError> {
        let remarks = self.remarks.lock().map_err(|_| DeskError::Unavailable)?;
        Ok(remarks.iter().rev().cloned().collect())
    }
    async fn new_remarks(&self) -> Result<Option<usize>, DeskError> {
        let remarks = self.remarks().await?;
        let new = remarks.iter().filter(|one| one.state == RemarkState::New);
        Ok(Some(new.count()))
    }
    async fn settle_remark(
        &self,
        id: Uuid,
        state: RemarkState,
        answer: String,
    ) -> Result<(), DeskError> {
        let mut remarks = self.remarks.lock().map_err(|_| DeskError::Unavailable)?;
        let remark = remarks.iter_mut().find(|remark| remark.id == id);
        let remark = remark.ok_or(DeskError::NotFound)?;
        (remark.state, remark.answer) = (state, answer);
        Ok(())
    }
    async fn save(&self, id: Uuid, step: StepWrites) -> Result<SaveReport, DeskError> {
        let at = {
            let mut clock = self.clock.lock().map_err(|_| DeskError::Unavailable)?;
            *clock += Duration::minutes(1);
            *clock
        };
        self.change(id, |bilan| {
            if bilan.state == BilanState::Closed {
                return Err(DeskError::Closed);
            }
            let mut report = SaveReport::default();
            let mut written = Vec::new();
            for write in step.writes {
                let known = bilan
                    .answers
                    .iter_mut()
                    .find(|stored| stored.path == write.path);
                let version = known.as_ref().map_or(0, |stored| stored.version);
                match known {
                    Some(theirs) if version != write.seen => report.conflicts.push(Conflict {
                        theirs: theirs.clone(),
                    }),
                    known => {
                        let fresh = StoredAnswer {
                            path: write.path.clone(),
                            answer: write.answer,
                            to_review: write.to_review,
                            version: version + 1,
                            author: "Nadia B.".to_owned(),
                            structure: bilan.structure.clone(),
                            at,
                            giver: step.giver,
                        };
                        written.push(fresh.clone());
                        match known {
                            Some(stored) => *stored = fresh,
                            None => bilan.answers.push(fresh),
                        }
                        report.saved.push(Saved {
                            path: write.path,
                            version: version + 1,
                        });
                    }
                }
            }
            report.written = Some(written);
            Ok(report)
        })?
    }
    async fn history(&self, id: Uuid) -> Result<Vec<HistoryLine>, DeskError> {
        self.change(id, |bilan| {
            let line = |at, event| HistoryLine {
                at,
                agent: Some(bilan.agent.clone()),
                event,
            };
            let opened = std::iter::once(line(bilan.opened_at, HistoryEvent::Opened));
            let issued = bilan.issued.iter();
            opened
                .chain(issued.map(|issued| line(issued.at, HistoryEvent::CopyIssued)))
                .collect()
        })
    }
    async fn issue(&self, id: Uuid) -> Result<Issued, DeskError> {
        let at = self.now();
        self.change(id, |bilan| {
            let situation = app::interview::situation_of(&bilan.answers);
            let issued = Issued {
                evaluation: rules::evaluate(&self.catalogue, &situation, bilan.law_date),
                paper: Some(app::copy::found(&self.catalogue, bilan)),
                at,
            };
            bilan.issued = Some(issued.clone());
            issued
        })
    }
    async fn close(&self, id: Uuid) -> Result<(), DeskError> {
        self.change(id, |bilan| bilan.state = BilanState::Closed)
    }
    async fn erase_training(&self, id: Uuid) -> Result<(), DeskError> {
        let mut bilans = self.bilans.lock().map_err(|_| DeskError::Unavailable)?;
        let at = bilans
            .iter()
            .position(|bilan| bilan.id == id && bilan.training.is_some());
        bilans.remove(at.ok_or(DeskError::NotFound)?);
        Ok(())
    }
    async fn reopen(&self, id: Uuid) -> Result<(), DeskError> {
        self.change(id, |bilan| bilan.state = BilanState::Open)
    }
    async fn sign_in(&self, name: &str, password: &str) -> Result<Entered, DeskError> {
        if (name, password) == ("nadia", "une phrase connue de moi") {
            let cookie = SessionCookie("session=1; Path=/; HttpOnly".to_owned());
            Ok(Entered::Session(cookie))
        } else {
            Err(DeskError::WrongCredentials)
        }
    }
    async fn sign_out(&self) -> Result<SignedOut, DeskError> {
        Ok(SignedOut {
            cookie: SessionCookie("session=; Path=/; Max-Age=0".to_owned()),
            provider: None,
        })
    }
    async fn change_password(&self, _current: &str, new: &str) -> Result<SessionCookie, DeskError> {
        if new.chars().count() < 12 {
            Err(DeskError::WeakPassword)
        } else {
            Ok(SessionCookie("session=2; Path=/".to_owned()))
        }
    }
}

/// The pages over a desk, with the one hand-written route.
pub fn router(office: &Arc<Office>) -> Router {
    let options = LeptosOptions::builder()
        .output_name("bilan")
        .site_pkg_dir("pkg")
        .build();
    let desk: SharedDesk = office.clone();
    let provide = {
        let desk = desk.clone();
        move || provide_context::<SharedDesk>(desk.clone())
    };
    let shown = options.clone();
    Router::new()
        .route("/bilans/{id}/{theme}/{screen}", post(step))
        .leptos_routes_with_context(
            &(desk, options.clone()).1,
            generate_route_list(app::App),
            provide,
            move || app::shell(shown.clone()),
        )
        .fallback(|| async { StatusCode::NOT_FOUND })
        .with_state(options)
        .layer(axum::Extension::<SharedDesk>(office.clone()))
}

async fn step(
    State(options): State<LeptosOptions>,
    axum::Extension(desk): axum::Extension<SharedDesk>,
    Path((id, theme, screen)): Path<(Uuid, String, String)>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: String,
) -> Response {
    let json = headers
        .get("accept")
        .is_some_and(|value| value.as_bytes() == b"application/json");
    let step = Step {
        id,
        theme,
        screen,
        view: StepView::parse(query.as_deref().unwrap_or_default()),
    };
    match receive(desk.as_ref(), &step, &body, json).await {
        Ok(Received::Go(page)) => Redirect::to(&page.path()).into_response(),
        Ok(Received::Reply(reply)) => Json(*reply).into_response(),
        Ok(Received::Again(echo)) => {
            let context = move || {
                provide_context::<SharedDesk>(desk.clone());
                provide_context(echo.clone());
            };
            let again = leptos_axum::render_app_async_with_context(context, move || {
                app::shell(options.clone())
            });
            let request = Request::get(Page::Step(step).path())
                .body(Body::empty())
                .expect("a request");
            again(request).await.into_response()
        }
        Err(DeskError::NotFound) => StatusCode::NOT_FOUND.into_response(),
        Err(DeskError::Closed) => StatusCode::CONFLICT.into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub location: String,
    pub cookies: String,
    pub cache: String,
    pub body: String,
}

/// Sends a request to the pages, and reads the whole answer.
pub async fn send(router: &Router, request: Request<Body>) -> Answer {
    let response = router.clone().oneshot(request).await.expect("an answer");
    let header = |name: HeaderName| {
        let values = response.headers().get_all(name);
        let texts = values.iter().filter_map(|value| value.to_str().ok());
        texts.collect::<Vec<_>>().join("\n")
    };
    let (location, cookies) = (header(header::LOCATION), header(header::SET_COOKIE));
    let cache = header(header::CACHE_CONTROL);
    let status = response.status();
    let bytes = response.into_body().collect().await.expect("a body");
    Answer {
        status,
        location,
        cookies,
        cache,
        body: String::from_utf8_lossy(&bytes.to_bytes()).into_owned(),
    }
}
