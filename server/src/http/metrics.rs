//! What is measured while the server runs, for Prometheus: requests by route and status, how long they took, and the state of the
//! connections to the database. Nothing about anybody: a route is a pattern (`/bilans/{id}`), never an address.
//!
//! It is served on an address of its own (`--metrics`), for the machine's own network: browsers never reach it.

use std::{sync::Arc, time::Duration};

use axum::{
    Router,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use prometheus_client::{
    encoding::text::encode,
    metrics::{counter::Counter, family::Family, gauge::Gauge, histogram::Histogram},
    registry::Registry,
};

use crate::store::Store;

/// Upper bounds of the time a request takes, in seconds.
const SECONDS: [f64; 9] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0];

type Labels = [(&'static str, String); 2];

/// The counters of one server.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    requests: Family<Labels, Counter>,
    seconds: Family<[(&'static str, String); 1], Histogram>,
    connections: Gauge,
    idle: Gauge,
}

fn histogram() -> Histogram {
    Histogram::new(SECONDS)
}

impl Default for Metrics {
    fn default() -> Self {
        let requests = Family::<Labels, Counter>::default();
        let seconds = Family::new_with_constructor(histogram as fn() -> Histogram);
        let (connections, idle) = (Gauge::default(), Gauge::default());
        let mut registry = Registry::with_prefix("bilan");
        registry.register("requests", "Requests answered", requests.clone());
        registry.register(
            "request_seconds",
            "Seconds from the request to its answer",
            seconds.clone(),
        );
        registry.register(
            "database_connections",
            "Connections open to the database",
            connections.clone(),
        );
        registry.register(
            "database_connections_idle",
            "Connections that wait for work",
            idle.clone(),
        );
        Self {
            registry,
            requests,
            seconds,
            connections,
            idle,
        }
    }
}

impl Metrics {
    /// One request answered.
    pub(super) fn answered(&self, route: &str, status: StatusCode, took: Duration) {
        let labels = [
            ("route", route.to_owned()),
            ("status", status.as_u16().to_string()),
        ];
        self.requests.get_or_create(&labels).inc();
        self.seconds
            .get_or_create(&[("route", route.to_owned())])
            .observe(took.as_secs_f64());
    }

    fn text(&self, store: &Store) -> Option<String> {
        let (open, idle) = store.connections();
        self.connections.set(i64::from(open));
        self.idle.set(i64::try_from(idle).unwrap_or(i64::MAX));
        let mut text = String::new();
        encode(&mut text, &self.registry).ok()?;
        Some(text)
    }
}

/// The one page of the address where measures are read.
pub fn router(metrics: Arc<Metrics>, store: Store) -> Router {
    Router::new()
        .route("/metrics", get(serve))
        .with_state((metrics, store))
}

async fn serve(State((metrics, store)): State<(Arc<Metrics>, Store)>) -> Response {
    match metrics.text(&store) {
        Some(text) => (
            [(
                header::CONTENT_TYPE,
                "application/openmetrics-text; version=1.0.0; charset=utf-8",
            )],
            text,
        )
            .into_response(),
        None => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
