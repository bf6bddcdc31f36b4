//! A database that is missing, foreign, locked with another key, read-only or full: one clear sentence each, and what was
//! there stays as it was.

use std::fs;

use server::{
    seal::key_file::KeyError,
    store::{Location, Store, StoreError},
};
use sqlx::{
    SqlitePool,
    sqlite::{SqliteConnectOptions, SqlitePoolOptions},
};

use crate::support::{SmallDisk, at, scratch, sqlite};

async fn open(location: &Location) -> Result<Store, StoreError> {
    Store::open(location, at("2026-11-23T09:00:00Z")).await
}

/// Why opening failed.
async fn fault(location: &Location) -> StoreError {
    open(location)
        .await
        .expect_err("the database should not have opened")
}

#[tokio::test]
async fn a_missing_file_is_not_created_by_accident() {
    let folder = scratch();
    let location = Location {
        create: false,
        ..sqlite(folder.path())
    };
    let fault = fault(&location).await;
    assert!(matches!(fault, StoreError::Missing(_)));
    assert!(
        fault.to_string().starts_with("there is no database at "),
        "{fault}"
    );
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[tokio::test]
async fn a_missing_folder_is_said() {
    let folder = scratch();
    let fault = fault(&sqlite(&folder.path().join("absent"))).await;
    assert_eq!(
        fault.to_string(),
        "the database file cannot be opened: check that it and its folder exist and may be read and written"
    );
}

#[tokio::test]
async fn a_file_that_is_no_database_is_left_alone() {
    let folder = scratch();
    let location = sqlite(folder.path());
    let letter = "Madame, Monsieur, ".repeat(200);
    fs::write(folder.path().join("bilan.sqlite"), &letter).unwrap();
    assert!(matches!(fault(&location).await, StoreError::NotADatabase));
    assert_eq!(
        fs::read_to_string(folder.path().join("bilan.sqlite")).unwrap(),
        letter
    );
    assert!(!location.key.exists(), "no key was made for it");
}

#[tokio::test]
async fn without_its_key_nothing_starts_and_nothing_changes() {
    let folder = scratch();
    let location = sqlite(folder.path());
    open(&location).await.unwrap().close().await;
    let key = fs::read(&location.key).unwrap();

    fs::remove_file(&location.key).unwrap();
    let missing = fault(&location).await;
    assert!(matches!(missing, StoreError::Key(KeyError::Missing(_))));
    assert!(missing.to_string().contains("is missing"), "{missing}");
    assert!(!location.key.exists(), "a new key would lose everything");

    fs::write(&location.key, [9; 32]).unwrap();
    assert!(matches!(
        fault(&location).await,
        StoreError::Key(KeyError::Wrong(_))
    ));
    fs::write(&location.key, "pas une clé").unwrap();
    assert!(matches!(
        fault(&location).await,
        StoreError::Key(KeyError::NotAKey(_))
    ));

    fs::write(&location.key, key).unwrap();
    assert!(open(&location).await.is_ok());
}

#[cfg(unix)]
#[tokio::test]
async fn database_and_key_are_for_their_owner_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = scratch();
    let store = open(&sqlite(folder.path())).await.unwrap();
    store.structures(chrono::NaiveDate::MIN).await.unwrap();
    let mut seen = 0;
    for entry in fs::read_dir(folder.path()).unwrap() {
        let entry = entry.unwrap();
        assert_eq!(
            entry.metadata().unwrap().permissions().mode() & 0o077,
            0,
            "{:?}",
            entry.file_name()
        );
        seen += 1;
    }
    assert!(seen >= 3, "the file, its log and the key");
}

/// A connection that SQLite itself refuses to write through.
async fn pool(
    location: &Location,
    change: impl FnOnce(SqliteConnectOptions) -> SqliteConnectOptions,
) -> SqlitePool {
    let options = SqliteConnectOptions::new().filename(location.url.to_string());
    SqlitePoolOptions::new()
        .max_connections(1)
        .connect_with(change(options))
        .await
        .unwrap()
}

#[tokio::test]
async fn what_sqlite_says_becomes_a_sentence() {
    let folder = scratch();
    let location = sqlite(folder.path());
    open(&location).await.unwrap().close().await;
    let write = "CREATE TABLE heavy (content BLOB); INSERT INTO heavy VALUES (randomblob(500000))";

    let reading = pool(&location, |options| options.read_only(true)).await;
    let read_only = StoreError::from(sqlx::raw_sql(write).execute(&reading).await.unwrap_err());
    assert!(matches!(read_only, StoreError::ReadOnly), "{read_only:?}");

    let small = pool(&location, |options| options.pragma("max_page_count", "60")).await;
    let full = StoreError::from(sqlx::raw_sql(write).execute(&small).await.unwrap_err());
    assert!(matches!(full, StoreError::Full), "{full:?}");
    assert_eq!(
        full.to_string(),
        "the disk that holds the database is full; nothing was kept of the last request"
    );

    let holder = pool(&location, |options| options).await;
    let held = holder.begin_with("BEGIN IMMEDIATE").await.unwrap();
    let hurried = pool(&location, |options| {
        options.busy_timeout(std::time::Duration::ZERO)
    })
    .await;
    let busy = StoreError::from(hurried.begin_with("BEGIN IMMEDIATE").await.unwrap_err());
    assert!(matches!(busy, StoreError::Busy), "{busy:?}");
    drop(held);
}

#[tokio::test]
async fn a_read_only_disk_is_noticed_at_start() {
    let Some(disk) = SmallDisk::new(4096) else {
        return;
    };
    let location = sqlite(disk.path());
    open(&location).await.unwrap().close().await;
    assert!(disk.make_read_only());
    let fault = fault(&location).await;
    assert!(
        matches!(fault, StoreError::ReadOnly | StoreError::CannotOpen),
        "{fault:?}"
    );
}

#[tokio::test]
async fn a_disk_too_small_for_a_first_start_is_said() {
    let Some(disk) = SmallDisk::new(32) else {
        return;
    };
    let fault = fault(&sqlite(disk.path())).await;
    assert!(
        matches!(fault, StoreError::Full | StoreError::CannotOpen),
        "{fault:?}"
    );
}
