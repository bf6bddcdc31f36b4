//! `bilan serve`: starts, says where and how to sign in, and stops cleanly.

use std::{
    future::IntoFuture as _,
    io,
    net::{SocketAddr, ToSocketAddrs as _},
    sync::Arc,
    time::Duration,
};

use axum::Router;
use clap::{Args, FromArgMatches as _, ValueEnum};
use tokio::{net::TcpListener, sync::oneshot};
use tracing_subscriber::EnvFilter;

use super::{
    Failure, first_start,
    operator::OperatorOptions,
    options::{Database, Layers},
    provider::ProviderOptions,
    say,
};
use crate::{
    catalogue::shelf::Shelf,
    clock::Clock,
    http::{self, Office},
    session::cookie::Cookie,
};

/// Seconds given to requests in progress once asked to stop.
const PATIENCE: Duration = Duration::from_secs(10);

/// Arguments of `bilan serve`.
#[derive(Args, Debug)]
pub(super) struct Arguments {
    #[command(flatten)]
    pub(super) database: Database,
    #[command(flatten)]
    pub(super) layers: Layers,
    #[command(flatten)]
    pub(super) provider: ProviderOptions,
    #[command(flatten)]
    pub(super) operator: OperatorOptions,
    /// Where to answer. Anything but this machine needs HTTPS in front of it.
    #[arg(
        long,
        value_name = "ADDRESS",
        env = "BILAN_LISTEN",
        default_value = "127.0.0.1:8080"
    )]
    listen: String,
    /// Answers behind a proxy that speaks HTTPS with browsers and passes Host, Origin and X-Forwarded-For on.
    #[arg(long, env = "BILAN_BEHIND_HTTPS")]
    behind_https: bool,
    /// The name of the first structure, at first start.
    #[arg(
        long,
        value_name = "NAME",
        env = "BILAN_STRUCTURE",
        default_value = "Ma structure"
    )]
    structure: String,
    /// Where measures are read, at /metrics; an address that browsers do not reach. None are taken without it.
    #[arg(long, value_name = "ADDRESS", env = "BILAN_METRICS")]
    metrics: Option<String>,
    /// How the log is written.
    #[arg(long, value_name = "FORM", env = "BILAN_LOG", value_enum, default_value_t = LogForm::Text)]
    log: LogForm,
}

/// How a line of the log is written.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum LogForm {
    /// For a person.
    Text,
    /// One JSON object a line, for a program.
    Json,
}

impl Arguments {
    /// The arguments in these words, the first being the command's name, as the command line reads them.
    pub(super) fn read(words: Vec<String>) -> Result<Self, Failure> {
        let matches = Self::augment_args(clap::Command::new("bilan serve"))
            .try_get_matches_from(words)
            .map_err(|error| Failure::new(error.to_string()))?;
        Self::from_arg_matches(&matches).map_err(|error| Failure::new(error.to_string()))
    }

    /// Whether the addresses to answer on are addresses.
    pub(super) fn check_addresses(&self) -> Result<(), Failure> {
        for address in std::iter::once(&self.listen).chain(&self.metrics) {
            address.to_socket_addrs().map_err(|error| {
                Failure::new(format!("{address} is not an address to answer on: {error}"))
            })?;
        }
        Ok(())
    }
}

pub(super) async fn run(arguments: Arguments) -> Result<(), Failure> {
    start_log(arguments.log);
    let clock = Clock::system();
    let watch = arguments.layers.watch();
    let catalogue = arguments.layers.load()?;
    let provider = arguments.provider.provider(&clock)?;
    let version = catalogue.version.clone();
    let shelf = Arc::new(Shelf::new(catalogue));
    let store = arguments.database.open_or_create(&clock).await?;
    store.erase_old_trainings(clock.now()).await?;
    let listener = listen(&arguments.listen).await?;
    let address = listener
        .local_addr()
        .map_err(|error| refused(&arguments.listen, &error))?;
    let cookie = if address.ip().is_loopback() && !arguments.behind_https {
        Cookie::Loopback
    } else {
        Cookie::Secure
    };
    let office = Office::new(
        store.clone(),
        shelf.clone(),
        clock.clone(),
        cookie,
        arguments.behind_https,
    )
    .run_by(arguments.operator.operator());
    let office = match provider {
        Some(provider) => office.with_provider(provider),
        None => office,
    };
    let metrics = http::measures(&office);
    let router = http::router(office)?;
    let location = arguments.database.location(true)?;

    if let Some(password) = first_start::found(&store, &arguments.structure, &clock).await? {
        say(format_args!(
            "First start. Sign in as {} with the password {} (shown once; it must be changed at first sign-in).",
            first_start::LOGIN,
            password
        ));
    }
    say(format_args!(
        "Database {}, key {}, catalogue {version}.",
        location.url,
        location.key.display()
    ));
    if !http::islands_present() {
        say("This binary was built without the islands: every page works, none is live.");
    }
    if cookie == Cookie::Secure && !arguments.behind_https {
        say(
            "Browsers only stay signed in over HTTPS: put a proxy in front and say --behind-https.",
        );
    }
    let measuring = measure(arguments.metrics.as_deref(), metrics).await?;
    say(format_args!("Open http://{address}"));

    let (stop, stopped) = oneshot::channel::<()>();
    let server = axum::serve(
        listener,
        router.into_make_service_with_connect_info::<SocketAddr>(),
    )
    .with_graceful_shutdown(async move {
        asked_to_stop().await;
        let _ = stop.send(());
    });
    let deadline = async {
        let _ = stopped.await;
        tokio::time::sleep(PATIENCE).await;
    };
    let ended = tokio::select! {
        ended = server.into_future() => ended,
        () = deadline => Ok(()),
        () = watch.keep(shelf) => Ok(()),
        ended = measuring => ended,
    };
    store.close().await;
    ended.map_err(|error| Failure::new(format!("the server stopped: {error}")))?;
    say("Stopped.");
    Ok(())
}

/// Answers where measures are read, if an address is given; never ends otherwise.
async fn measure(
    address: Option<&str>,
    measures: Router,
) -> Result<impl Future<Output = io::Result<()>>, Failure> {
    let listener = match address {
        Some(address) => Some(listen(address).await?),
        None => None,
    };
    Ok(async move {
        match listener {
            Some(listener) => axum::serve(listener, measures).await,
            None => std::future::pending().await,
        }
    })
}

/// One line per event on the error output; `RUST_LOG` chooses which.
fn start_log(form: LogForm) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr)
        .with_ansi(false);
    // A second subscriber in one process (tests) is not an error.
    let _ = match form {
        LogForm::Text => log.try_init(),
        LogForm::Json => log.json().flatten_event(true).try_init(),
    };
}

async fn listen(address: &str) -> Result<TcpListener, Failure> {
    TcpListener::bind(address)
        .await
        .map_err(|error| refused(address, &error))
}

fn refused(address: &str, error: &io::Error) -> Failure {
    Failure::new(match error.kind() {
        io::ErrorKind::AddrInUse => {
            format!("another program already answers on {address}; choose another with --listen")
        }
        io::ErrorKind::PermissionDenied => {
            format!("the system does not let this user answer on {address}")
        }
        _ => format!("cannot answer on {address}: {error}"),
    })
}

/// Waits for Ctrl-C or the service manager.
async fn asked_to_stop() {
    let interrupted = async {
        let _ = tokio::signal::ctrl_c().await;
    };
    #[cfg(unix)]
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<()>();
    tokio::select! {
        () = interrupted => {}
        () = terminated => {}
    }
}
