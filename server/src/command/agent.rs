//! `bilan agent add|list|password`: who may sign in.
//!
//! A password may be given on the standard input (one line); otherwise one is drawn, printed once, and must be changed at
//! first sign-in.

use std::io::{self, IsTerminal as _};

use clap::Subcommand;

use super::{Failure, options::Database, say};
use crate::{
    clock::Clock,
    session::{self, password},
    store::{NewAgent, Role, Store},
};

/// What to do with agents.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Adds an agent; the structure is created when it does not exist.
    Add {
        /// What they type to sign in.
        login: String,
        /// The name shown on their bilans.
        #[arg(long)]
        name: String,
        /// Where they work [default: the only structure there is]
        #[arg(long)]
        structure: Option<String>,
        /// Also looks after the installation.
        #[arg(long)]
        administrator: bool,
        #[command(flatten)]
        database: Database,
    },
    /// Lists the agents.
    List {
        #[command(flatten)]
        database: Database,
    },
    /// Gives an agent a new password and ends their sessions.
    Password {
        /// Whose.
        login: String,
        #[command(flatten)]
        database: Database,
    },
}

pub(super) async fn run(command: Command) -> Result<(), Failure> {
    let clock = Clock::system();
    match command {
        Command::Add {
            login,
            name,
            structure,
            administrator,
            database,
        } => {
            let store = database.open_or_create(&clock).await?;
            if login.trim().is_empty() || name.trim().is_empty() {
                return Err(Failure::new("an agent needs a login and a name"));
            }
            let chosen = choose()?;
            let hash = password::hash(chosen.text.clone())
                .await
                .ok_or_else(|| Failure::new("the password could not be hashed"))?;
            let structure = structure_id(&store, structure.as_deref(), &clock).await?;
            let agent = NewAgent {
                login: login.trim().to_owned(),
                name,
                password_hash: hash,
                role: if administrator {
                    Role::Administrator
                } else {
                    Role::Agent
                },
                must_change: chosen.drawn,
            };
            store.add_agent(structure, &agent, clock.now()).await?;
            say(format_args!("Added {}.", login.trim()));
            chosen.tell();
            store.close().await;
        }
        Command::List { database } => {
            let store = database.open(&clock).await?;
            for agent in store.agents().await? {
                say(format_args!(
                    "{:20} {:14} {:32} {}",
                    agent.login,
                    agent.role.word(),
                    agent.structure,
                    agent.name
                ));
            }
            store.close().await;
        }
        Command::Password { login, database } => {
            let store = database.open(&clock).await?;
            let chosen = choose()?;
            if !session::reset_password(&store, &login, &chosen.text, chosen.drawn, clock.now())
                .await?
            {
                return Err(Failure::new(format!(
                    "there is no agent with the login {login}"
                )));
            }
            say(format_args!(
                "The password of {login} was changed and their sessions are over."
            ));
            chosen.tell();
            store.close().await;
        }
    }
    Ok(())
}

/// The structure of this name, made if need be; without a name, the only one.
async fn structure_id(
    store: &Store,
    name: Option<&str>,
    clock: &Clock,
) -> Result<uuid::Uuid, Failure> {
    let known = store.structures().await?;
    match (name.map(str::trim), known.as_slice()) {
        (Some(""), _) => Err(Failure::new("a structure needs a name")),
        (Some(name), known) => match known.iter().find(|structure| structure.name == name) {
            Some(structure) => Ok(structure.id),
            None => Ok(store.add_structure(name, clock.now()).await?),
        },
        (None, [only]) => Ok(only.id),
        (None, _) => Err(Failure::new(
            "say which structure the agent works in with --structure NAME",
        )),
    }
}

struct Chosen {
    text: String,
    drawn: bool,
}

impl Chosen {
    fn tell(&self) {
        if self.drawn {
            say(format_args!(
                "Password (shown once, to be changed at first sign-in): {}",
                self.text
            ));
        }
    }
}

/// The password of the standard input, or a drawn one when nothing is piped in.
fn choose() -> Result<Chosen, Failure> {
    let mut line = String::new();
    if !io::stdin().is_terminal() {
        io::stdin()
            .read_line(&mut line)
            .map_err(|_| Failure::new("the password on the input is not text"))?;
    }
    let typed = line.trim_end_matches(['\r', '\n']);
    if typed.is_empty() {
        let text = password::draw()
            .ok_or_else(|| Failure::new("the system has no randomness to draw a password"))?;
        return Ok(Chosen { text, drawn: true });
    }
    password::check(typed).map_err(|weak| Failure::new(weak.to_string()))?;
    Ok(Chosen {
        text: typed.to_owned(),
        drawn: false,
    })
}
