//! `bilan structure export|import`: a structure leaves for another installation, whole, in one sealed file.

use std::{
    fs::{self, File},
    io::{BufReader, BufWriter, Write as _},
    path::{Path, PathBuf},
};

use clap::Subcommand;
use uuid::Uuid;

use super::{Failure, new_file::NewFile, options::Database, say};
use crate::{
    clock::Clock,
    seal::passphrase::{OpeningReader, SealingWriter},
    session::password,
    store::{Exported, Imported, Store},
};

/// What to do with a structure.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Writes everything of a structure into a file sealed under a passphrase.
    Export {
        /// Its name, or its identifier.
        #[arg(long, value_name = "NAME|ID")]
        structure: String,
        /// The file; it must not exist yet.
        #[arg(long, value_name = "FILE")]
        to: PathBuf,
        /// A file whose first line is the passphrase [default: one is drawn, and shown once]
        #[arg(long, value_name = "FILE")]
        passphrase_file: Option<PathBuf>,
        #[command(flatten)]
        database: Database,
    },
    /// Brings a structure in from such a file, all of it or nothing.
    Import {
        /// The file.
        file: PathBuf,
        /// A file whose first line is the passphrase.
        #[arg(long, value_name = "FILE")]
        passphrase_file: PathBuf,
        #[command(flatten)]
        database: Database,
    },
}

pub(super) async fn run(command: Command) -> Result<(), Failure> {
    match command {
        Command::Export {
            structure,
            to,
            passphrase_file,
            database,
        } => export(&structure, &to, passphrase_file.as_deref(), &database).await,
        Command::Import {
            file,
            passphrase_file,
            database,
        } => import(&file, &passphrase_file, &database).await,
    }
}

async fn export(
    structure: &str,
    to: &Path,
    passphrase_file: Option<&Path>,
    database: &Database,
) -> Result<(), Failure> {
    let clock = Clock::system();
    let passphrase = match passphrase_file {
        Some(file) => {
            let typed = passphrase(file)?;
            password::check(&typed, &[])
                .map_err(|weak| Failure::new(weak.to_string().replace("password", "passphrase")))?;
            typed
        }
        None => draw()?,
    };
    let store = database.open(&clock).await?;
    let (id, name) = find(&store, structure, &clock).await?;
    let (new, file) = NewFile::create(to)?;
    let failed = |error| Failure::new(format!("cannot write {}: {error}", to.display()));
    let mut out = SealingWriter::new(BufWriter::new(file), &passphrase).map_err(failed)?;
    let done = store
        .export_structure(id, &mut out, clock.now(), &mut told)
        .await?;
    let file = out.finish().map_err(failed)?;
    let file = file
        .into_inner()
        .map_err(|error| failed(error.into_error()))?;
    new.keep(&file).map_err(failed)?;
    store.close().await;
    say_left(&name, to, &done);
    if passphrase_file.is_none() {
        say(format_args!(
            "Passphrase (shown once, without it nobody opens the file): {passphrase}"
        ));
    }
    Ok(())
}

async fn import(file: &Path, passphrase_file: &Path, database: &Database) -> Result<(), Failure> {
    let clock = Clock::system();
    let passphrase = passphrase(passphrase_file)?;
    let failed = |error: &dyn std::fmt::Display| {
        Failure::new(format!("{}: {error}; nothing was imported", file.display()))
    };
    // A wrong passphrase is known before there is a database.
    let sealed = File::open(file).map_err(|error| failed(&error))?;
    let opened = OpeningReader::new(BufReader::new(sealed), &passphrase);
    let mut input = BufReader::new(opened.map_err(|error| failed(&error))?);
    let nobodys = password::hash(draw()?).await;
    let nobodys = nobodys.ok_or_else(|| Failure::new("the password could not be hashed"))?;
    let store = database.open_or_create(&clock).await?;
    let done = store
        .import_structure(&mut input, &nobodys, clock.now(), &mut told)
        .await
        .map_err(|error| failed(&error))?;
    store.close().await;
    say_arrived(&done);
    Ok(())
}

/// The structure of this name or identifier.
async fn find(store: &Store, wanted: &str, clock: &Clock) -> Result<(Uuid, String), Failure> {
    let wanted = wanted.trim();
    let known = store.structures(clock.today()).await?;
    let id: Option<Uuid> = wanted.parse().ok();
    let mut found = known
        .into_iter()
        .filter(|structure| Some(structure.id) == id || structure.name == wanted);
    match (found.next(), found.next()) {
        (Some(only), None) => Ok((only.id, only.name)),
        (Some(one), Some(other)) => Err(Failure::new(format!(
            "several structures are named {wanted}: say which with its identifier ({}, {}…)",
            one.id, other.id
        ))),
        (None, _) => Err(Failure::new(format!("there is no structure {wanted}"))),
    }
}

/// The first line of a file: a passphrase given as an argument would be read by everybody on the machine.
fn passphrase(file: &Path) -> Result<String, Failure> {
    let text = fs::read_to_string(file)
        .map_err(|error| Failure::new(format!("cannot read {}: {error}", file.display())))?;
    match text.lines().next().unwrap_or_default() {
        "" => Err(Failure::new(format!(
            "{} does not begin with a passphrase",
            file.display()
        ))),
        line => Ok(line.to_owned()),
    }
}

fn draw() -> Result<String, Failure> {
    password::draw()
        .ok_or_else(|| Failure::new("the system has no randomness to draw a passphrase"))
}

/// Long work says where it is, beside what the command answers.
fn told(table: &str, count: u64) {
    let _ = writeln!(std::io::stderr(), "{table}: {count}");
}

fn say_left(name: &str, to: &Path, done: &Exported) {
    for (table, count) in done.rows.iter().filter(|(_, count)| *count > 0) {
        say(format_args!("{count:>9} {table}"));
    }
    if done.untold > 0 {
        say(format_args!(
            "{} persons agreed to be found elsewhere under a name or a day of birth that is nowhere in their file: ask them again where they go.",
            done.untold
        ));
    }
    say(format_args!("{name} was exported to {}.", to.display()));
}

fn say_arrived(done: &Imported) {
    for (table, count) in &done.rows {
        say(format_args!("{count:>9} {table}"));
    }
    say(format_args!(
        "{} was imported as it was on {}; {} rows were here already.",
        done.name,
        done.made_at.date_naive(),
        done.known
    ));
    if done.untold > 0 {
        say(format_args!(
            "{} persons had agreed to be found elsewhere and no longer can be: ask them again.",
            done.untold
        ));
    }
    for (was, is) in &done.renamed {
        say(format_args!(
            "The login {was} is somebody else's here: theirs is now {is}."
        ));
    }
    if !done.logins.is_empty() {
        say(
            "Nobody of the team has a password here. Give each one with `bilan agent password LOGIN`; they set their second factor anew:",
        );
        for login in &done.logins {
            say(format_args!("  {login}"));
        }
    }
}
