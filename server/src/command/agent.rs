//! `bilan agent add|list|password|second-factor`: who may sign in.
//!
//! A password may be given on the standard input (one line); otherwise one is drawn, printed once, and must be changed at
//! first sign-in.

use std::io::{self, IsTerminal as _};

use app::structures::{
    Kind, NewStructure,
    roles::{Role, Roles},
};
use clap::Subcommand;

use super::{Failure, options::Database, say};
use crate::{
    clock::Clock,
    session::{self, password},
    store::{NewAgent, Store},
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
        /// What they are there: assistant, social_worker, referent, manager, administrator, observer.
        #[arg(long = "role", value_name = "ROLE", value_delimiter = ',', default_value = "assistant", value_parser = role)]
        roles: Vec<Role>,
        /// What kind of structure it is, when it is created: council, eds, ccas, association, day_centre, other [default: council for
        /// the first one, eds for any other]
        #[arg(long, value_name = "KIND", value_parser = kind)]
        kind: Option<Kind>,
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
    /// Helps an agent who lost their telephone.
    #[command(subcommand)]
    SecondFactor(SecondFactor),
}

/// What to do with a second factor.
#[derive(Debug, Subcommand)]
pub(super) enum SecondFactor {
    /// Takes it away, with its recovery codes: the password alone opens the account again.
    Remove {
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
            roles,
            kind,
            database,
        } => {
            let store = database.open_or_create(&clock).await?;
            if login.trim().is_empty() || name.trim().is_empty() {
                return Err(Failure::new("an agent needs a login and a name"));
            }
            let chosen = choose(&[&login, &name])?;
            let hash = password::hash(chosen.text.clone())
                .await
                .ok_or_else(|| Failure::new("the password could not be hashed"))?;
            let structure = structure_id(&store, structure.as_deref(), kind, &clock).await?;
            let agent = NewAgent {
                login: login.trim().to_owned(),
                name,
                password_hash: hash,
                must_change: chosen.drawn,
            };
            store
                .add_agent(structure, Roles::of(&roles), &agent, clock.now())
                .await?;
            say(format_args!("Added {}.", login.trim()));
            chosen.tell();
            store.close().await;
        }
        Command::List { database } => {
            let store = database.open(&clock).await?;
            for agent in store.agents().await? {
                say(format_args!(
                    "{:20} {:32} {:28} {}",
                    agent.login,
                    agent.structure,
                    agent.name,
                    agent.roles.words()
                ));
            }
            store.close().await;
        }
        Command::Password { login, database } => {
            let store = database.open(&clock).await?;
            let chosen = choose(&[&login])?;
            if !session::reset_password(&store, &login, &chosen.text, chosen.drawn, clock.now())
                .await?
            {
                return Err(nobody(&login));
            }
            say(format_args!(
                "The password of {login} was changed and their sessions are over."
            ));
            chosen.tell();
            store.close().await;
        }
        Command::SecondFactor(SecondFactor::Remove { login, database }) => {
            let store = database.open(&clock).await?;
            match session::unprotect_login(&store, &login, clock.now()).await? {
                None => return Err(nobody(&login)),
                Some(true) => say(format_args!("The second factor of {login} was removed.")),
                Some(false) => say(format_args!("{login} has no second factor.")),
            }
            store.close().await;
        }
    }
    Ok(())
}

fn nobody(login: &str) -> Failure {
    Failure::new(format!("there is no agent with the login {login}"))
}

/// The structure of this name, made if need be; without a name, the only one. The council's is told apart: its observers see the
/// figures of all, so only the first is taken for it unasked.
async fn structure_id(
    store: &Store,
    name: Option<&str>,
    kind: Option<Kind>,
    clock: &Clock,
) -> Result<uuid::Uuid, Failure> {
    let known = store.structures(clock.today()).await?;
    match (name.map(str::trim), known.as_slice()) {
        (Some(""), _) => Err(Failure::new("a structure needs a name")),
        (Some(name), known) => match known.iter().find(|structure| structure.name == name) {
            Some(structure) => Ok(structure.id),
            None => {
                let unasked = if known.is_empty() {
                    Kind::Departement
                } else {
                    Kind::Eds
                };
                let new = NewStructure {
                    kind: kind.unwrap_or(unasked),
                    ..NewStructure::named(name)
                };
                Ok(store.add_structure(&new, clock.now()).await?)
            }
        },
        (None, [only]) => Ok(only.id),
        (None, _) => Err(Failure::new(
            "say which structure the agent works in with --structure NAME",
        )),
    }
}

fn role(word: &str) -> Result<Role, String> {
    Role::parse(word).ok_or_else(|| format!("{word} is no role"))
}

fn kind(word: &str) -> Result<Kind, String> {
    Kind::parse(word).ok_or_else(|| format!("{word} is no kind of structure"))
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
fn choose(names: &[&str]) -> Result<Chosen, Failure> {
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
    password::check(typed, names).map_err(|weak| Failure::new(weak.to_string()))?;
    Ok(Chosen {
        text: typed.to_owned(),
        drawn: false,
    })
}
