//! An identity provider on the loopback that says whatever a test asks it to, the wrong things above all. What an honest one says is tested
//! with a real one, in the browser (`end2end/tests/fournisseur.spec.ts`).

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex},
};

use axum::{
    Form, Json, Router,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use chrono::{DateTime, Utc};
use openidconnect::{
    PkceCodeChallenge, PkceCodeVerifier, PrivateSigningKey as _, core::CoreJsonWebKeySet,
};
use serde_json::{Value, json};
use server::provider::Settings;

use super::fake_token::{key, written};

pub const CLIENT: &str = "bilan";
pub const SECRET: &str = "secret";
/// `bilan:secret`, as the header carries it.
const BASIC: &str = "Basic YmlsYW46c2VjcmV0";
/// The address browsers know the server by.
pub const PUBLIC: &str = "http://127.0.0.1";

/// What it says that is not right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lie {
    Nonce,
    Audience,
    /// For us and for somebody else.
    TwoAudiences,
    Issuer,
    Expired,
    /// Signed with a key it never published, under the name of one it did.
    Signature,
    /// Not signed at all.
    Unsigned,
    /// Signed with the secret of the client, which the client could do as well.
    SharedSecret,
    /// An answer without a token.
    NoToken,
    /// A token that is none.
    Nonsense,
    /// It names itself otherwise.
    Name,
    /// It sends whoever asks elsewhere.
    Redirection,
    /// An answer without end.
    Endless,
    /// Its sign-in page is on another site.
    Elsewhere,
}

/// What it is asked to say; the subject is who comes.
#[derive(Clone, Default)]
pub struct Says {
    pub lie: Option<Lie>,
    pub acr: Option<String>,
    pub amr: Vec<String>,
    /// Which of the two keys it signs with and publishes.
    pub key: usize,
    secret_in_body: bool,
    pub now: Option<DateTime<Utc>>,
}

/// A code it gave: for whom, with what the departure asked to be quoted.
pub struct Given {
    pub subject: String,
    pub nonce: String,
    challenge: String,
}

#[derive(Default)]
struct Mind {
    says: Says,
    given: HashMap<String, Given>,
    drawn: usize,
    asked: BTreeMap<&'static str, usize>,
}

/// The provider.
#[derive(Clone)]
pub struct FakeProvider {
    pub issuer: String,
    mind: Arc<Mutex<Mind>>,
}

impl FakeProvider {
    /// One that answers, and says the truth until it is told otherwise.
    pub async fn new(now: DateTime<Utc>) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let fake = Self {
            issuer,
            mind: Arc::default(),
        };
        fake.change(|says| says.now = Some(now));
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(published))
            .route("/keys", get(keys))
            .route("/token", post(token))
            .with_state(fake.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        fake
    }

    /// The settings of a server that knows it.
    pub fn settings(&self) -> Settings {
        let client = (CLIENT.to_owned(), SECRET.to_owned());
        Settings::read(&self.issuer, client, PUBLIC).unwrap()
    }

    /// From now on it lies, or no longer.
    pub fn lie(&self, lie: Option<Lie>) {
        self.change(|says| says.lie = lie);
    }

    /// From now on it says how people proved who they are.
    pub fn vouch(&self, acr: Option<&str>, amr: &[&str]) {
        self.change(|says| {
            says.acr = acr.map(str::to_owned);
            says.amr = amr.iter().map(|&word| word.to_owned()).collect();
        });
    }

    /// It signs with its other key, and publishes that one only.
    pub fn change_keys(&self) {
        self.change(|says| says.key = 1 - says.key);
    }

    /// It only takes the secret in the body.
    pub fn take_secret_in_body(&self) {
        self.change(|says| says.secret_in_body = true);
    }

    /// What it takes for the time.
    pub fn set_time(&self, now: DateTime<Utc>) {
        self.change(|says| says.now = Some(now));
    }

    /// How often this was asked of it.
    pub fn asked(&self, what: &str) -> usize {
        let mind = self.mind.lock().unwrap();
        mind.asked.get(what).copied().unwrap_or_default()
    }

    /// Signs somebody in at the address a browser was sent to, and returns what it comes back with.
    pub fn sign_in(&self, address: &str, subject: &str) -> (String, String) {
        let asked = parameters(address);
        assert!(
            address.starts_with(&format!("{}/page?", self.issuer)),
            "{address}"
        );
        assert_eq!(asked["redirect_uri"], format!("{PUBLIC}/connexion/retour"));
        assert_eq!(
            (asked["response_type"].as_str(), asked["scope"].as_str()),
            ("code", "openid")
        );
        assert_eq!(asked["code_challenge_method"], "S256");
        let mut mind = self.mind.lock().unwrap();
        mind.drawn += 1;
        let code = format!("code{}", mind.drawn);
        let given = Given {
            subject: subject.to_owned(),
            nonce: asked["nonce"].clone(),
            challenge: asked["code_challenge"].clone(),
        };
        mind.given.insert(code.clone(), given);
        (code, asked["state"].clone())
    }

    fn change(&self, change: impl FnOnce(&mut Says)) {
        change(&mut self.mind.lock().unwrap().says);
    }

    fn hear(&self, what: &'static str) -> Says {
        let mut mind = self.mind.lock().unwrap();
        *mind.asked.entry(what).or_default() += 1;
        mind.says.clone()
    }
}

/// The parameters of an address.
pub fn parameters(address: &str) -> HashMap<String, String> {
    let url = openidconnect::url::Url::parse(address).unwrap();
    url.query_pairs().into_owned().collect()
}

async fn published(State(fake): State<FakeProvider>) -> Response {
    let says = fake.hear("published");
    let page = match says.lie {
        Some(Lie::Redirection) => {
            let elsewhere = [(header::LOCATION, format!("{}/elsewhere", fake.issuer))];
            return (StatusCode::FOUND, elsewhere).into_response();
        }
        Some(Lie::Endless) => return " ".repeat(1024 * 1024).into_response(),
        Some(Lie::Elsewhere) => "https://elsewhere.example/page".to_owned(),
        _ => format!("{}/page", fake.issuer),
    };
    let name = match says.lie {
        Some(Lie::Name) => "http://127.0.0.1:1".to_owned(),
        _ => fake.issuer.clone(),
    };
    let secret = if says.secret_in_body {
        "client_secret_post"
    } else {
        "client_secret_basic"
    };
    Json(json!({
        "issuer": name,
        "authorization_endpoint": page,
        "token_endpoint": format!("{}/token", fake.issuer),
        "end_session_endpoint": format!("{}/out", fake.issuer),
        "jwks_uri": format!("{}/keys", fake.issuer),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["EdDSA", "HS256", "none"],
        "token_endpoint_auth_methods_supported": [secret],
    }))
    .into_response()
}

async fn keys(State(fake): State<FakeProvider>) -> Json<CoreJsonWebKeySet> {
    let says = fake.hear("keys");
    let key = key(says.key, says.key).as_verification_key();
    Json(CoreJsonWebKeySet::new(vec![key]))
}

async fn token(
    State(fake): State<FakeProvider>,
    headers: HeaderMap,
    Form(asked): Form<HashMap<String, String>>,
) -> Response {
    let says = fake.hear("token");
    let refuse = |why: &str| (StatusCode::BAD_REQUEST, Json(json!({"error": why}))).into_response();
    let known = if says.secret_in_body {
        (
            asked.get("client_id").map(String::as_str),
            asked.get("client_secret").map(String::as_str),
        ) == (Some(CLIENT), Some(SECRET))
    } else {
        headers
            .get(header::AUTHORIZATION)
            .is_some_and(|line| line == BASIC)
    };
    if !known {
        return refuse("invalid_client");
    }
    let code = asked.get("code").cloned().unwrap_or_default();
    let Some(given) = fake.mind.lock().unwrap().given.remove(&code) else {
        return refuse("invalid_grant");
    };
    let verifier = PkceCodeVerifier::new(asked.get("code_verifier").cloned().unwrap_or_default());
    if PkceCodeChallenge::from_code_verifier_sha256(&verifier).as_str() != given.challenge
        || asked["redirect_uri"] != format!("{PUBLIC}/connexion/retour")
    {
        return refuse("invalid_grant");
    }
    let mut answer = json!({"access_token": "unused", "token_type": "Bearer"});
    if says.lie != Some(Lie::NoToken) {
        answer["id_token"] = Value::String(written(&fake.issuer, &says, &given));
    }
    Json(answer).into_response()
}
