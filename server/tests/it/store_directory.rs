//! The directory in the database: imports, what they keep and refuse, and what was corrected by hand.

use app::directory::Field;
use chrono::NaiveDate;
use serde_json::{Value, json};
use server::{
    directory::{
        correct,
        import::{self, ImportError},
        index::Index,
        read::Unreadable,
        record::{Service, Structure},
        report::{Report, SHOWN},
    },
    store::{Correction, Table},
};
use uuid::Uuid;

use crate::support::TestStore;

const STRUCTURES: &str = include_str!("directory/structures.json");
const SERVICES: &str = include_str!("directory/services.json");

fn today() -> NaiveDate {
    "2026-11-23".parse().unwrap()
}

async fn structures(test: &TestStore, text: impl AsRef<[u8]>) -> Result<Report, ImportError> {
    let input = std::io::Cursor::new(text.as_ref().to_vec());
    import::structures(&test.store, input, today(), |_| {}).await
}

async fn services(test: &TestStore, text: &str) -> Result<Report, ImportError> {
    let input = std::io::Cursor::new(text.as_bytes().to_vec());
    import::services(&test.store, input, today(), |_| {}).await
}

fn rows() -> Vec<Value> {
    serde_json::from_str(STRUCTURES).unwrap()
}

#[tokio::test]
async fn a_file_is_renewed_by_id_and_nothing_is_deleted() {
    let test = TestStore::new().await;
    let before = test.store.directory_revision().await.unwrap();
    let report = structures(&test, STRUCTURES).await.unwrap();
    assert_eq!(
        (report.rows, report.kept, report.refused, report.absent),
        (3, 3, 0, 0)
    );
    assert!(report.warnings.is_empty(), "{report}");
    services(&test, SERVICES).await.unwrap();
    assert!(test.store.directory_revision().await.unwrap() > before);

    // The same source gives one line less, and another name for the other.
    let mut less = rows();
    less.remove(1);
    less[0]["nom"] = json!("CCAS de Villejuif (nouveau nom)");
    let report = structures(&test, serde_json::to_string(&less).unwrap())
        .await
        .unwrap();
    assert_eq!(report.absent, 1);
    let read =
        |id: &'static str| async { test.store.directory_structure(id).await.unwrap().unwrap() };
    assert_eq!(
        read("essai--ccas-villejuif").await.name,
        "CCAS de Villejuif (nouveau nom)"
    );
    assert_eq!(
        read("essai--mission-locale").await.absent_since,
        Some(today())
    );

    // A file of one source says nothing of another's lines.
    let one = vec![rows().remove(0)];
    let report = structures(&test, serde_json::to_string(&one).unwrap())
        .await
        .unwrap();
    assert_eq!(report.absent, 0);
    assert_eq!(read("autre--ouvert").await.absent_since, None);

    // What comes back is there again.
    structures(&test, STRUCTURES).await.unwrap();
    assert_eq!(read("essai--mission-locale").await.absent_since, None);
    let services = test
        .store
        .directory_services_of("essai--mission-locale")
        .await
        .unwrap();
    assert_eq!(services[0].zones, "200058014");
    assert_eq!(test.store.directory().await.unwrap().0.len(), 3);
}

#[tokio::test]
async fn wrong_rows_are_told_and_the_others_are_kept() {
    let test = TestStore::new().await;
    structures(&test, STRUCTURES).await.unwrap();
    let mut all = rows();
    // A known line that can not be read any more is refused, and not absent.
    all[1]["date_maj"] = json!("bientôt");
    all.push(all[0].clone());
    all.push(json!("pas une ligne"));
    all.push(json!({"id": "essai--4", "source": "essai", "nom": 12, "date_maj": "2026-01-01"}));
    all.push(
        json!({"id": "essai--5", "source": "essai", "nom": "Lieu cinq", "date_maj": "2026-01-01",
        "longitude": 999, "latitude": 48, "reseaux_porteurs": ["nouveau-reseau"]}),
    );
    let report = structures(&test, serde_json::to_string(&all).unwrap())
        .await
        .unwrap();
    assert_eq!(
        (report.rows, report.kept, report.refused, report.absent),
        (7, 3, 4, 0)
    );
    let told = [
        "7 rows: 3 kept, 4 refused; 0 became absent",
        "  row 2 (essai--mission-locale) refused: date_maj has 7 characters, 8 to 500 are expected",
        "  row 4 (essai--ccas-villejuif) refused: id is that of row 1 already",
        "  row 5 (without an id) refused: the row is not an object",
        "  row 6 (essai--4) refused: nom is a number, a text is expected",
        "  longitude 999 and 48 are not a place on Earth: 1 times, first in row 7",
        "  reseaux_porteurs « nouveau-reseau » is not a word of the schema: 1 times, first in row 7",
    ];
    assert_eq!(report.to_string(), told.join("\n"));
    let kept = test
        .store
        .directory_structure("essai--5")
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        (kept.networks.as_str(), kept.longitude),
        ("nouveau-reseau", None)
    );
}

#[tokio::test]
async fn a_report_stays_short_however_bad_the_file() {
    let test = TestStore::new().await;
    let bad: Vec<Value> = (0..1_000)
        .map(|at| json!({"id": format!("essai--{at}"), "source": "essai"}))
        .collect();
    let report = structures(&test, serde_json::to_string(&bad).unwrap())
        .await
        .unwrap();
    assert_eq!((report.refused, report.shown.len()), (1_000, SHOWN));
    assert!(report.to_string().lines().count() < SHOWN + 5);
}

#[tokio::test]
async fn a_file_that_can_not_be_read_to_its_end_marks_nothing_absent() {
    let test = TestStore::new().await;
    structures(&test, STRUCTURES).await.unwrap();
    let cut = &STRUCTURES[..STRUCTURES.find("essai--mission-locale").unwrap()];
    let error = structures(&test, cut).await.unwrap_err();
    assert!(matches!(
        error,
        ImportError::File {
            unreadable: Unreadable::Truncated(1),
            kept: 1
        }
    ));
    assert!(error.to_string().contains("fetch it again"), "{error}");
    let latin_1: Vec<u8> = STRUCTURES
        .replace(['’', '…'], "'")
        .chars()
        .map(|c| u8::try_from(c).unwrap())
        .collect();
    let error = structures(&test, latin_1).await.unwrap_err();
    assert!(error.to_string().contains("Latin-1"), "{error}");
    let (all, ..) = test.store.directory().await.unwrap();
    assert!(all.iter().all(|structure| structure.absent_since.is_none()));
}

#[tokio::test]
async fn a_csv_gives_what_the_json_gives() {
    let test = TestStore::new().await;
    let csv = "id,source,nom,date_maj,code_insee,reseaux_porteurs,longitude,latitude\n\
               essai--1,essai,\"CCAS, essai\",2026-10-01,94076,\"[\"\"ccas-cias\"\"]\",2.36,48.79\n";
    let report = structures(&test, csv).await.unwrap();
    assert_eq!((report.kept, report.warnings.len()), (1, 0));
    let kept = test
        .store
        .directory_structure("essai--1")
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        (kept.name.as_str(), kept.networks.as_str(), kept.latitude),
        ("CCAS, essai", "ccas-cias", Some(48_790_000))
    );
}

#[tokio::test]
async fn corrections_outlive_imports_and_see_them_change() {
    let test = TestStore::new().await;
    let chef = test.agent("chef", "EDS de Villejuif").await;
    structures(&test, STRUCTURES).await.unwrap();
    let id = "essai--ccas-villejuif";
    let was = correct::get(
        &test.store.directory_structure(id).await.unwrap().unwrap(),
        Field::Phone,
    );
    let correction = Correction {
        value: Some("01 00 00 00 99".to_owned()),
        imported: was.clone(),
    };
    let fields = [
        ("telephone", Some(correction)),
        (
            "site",
            Some(Correction {
                value: None,
                imported: None,
            }),
        ),
    ];
    let now = test.clock.now();
    assert!(
        test.store
            .correct_directory(&chef, id, &fields, now)
            .await
            .unwrap()
    );
    assert!(
        !test
            .store
            .correct_directory(&chef, "absent", &fields, now)
            .await
            .unwrap()
    );

    let mut other = rows();
    other[0]["telephone"] = json!("+33100000002");
    structures(&test, serde_json::to_string(&other).unwrap())
        .await
        .unwrap();
    let imported = test.store.directory_structure(id).await.unwrap().unwrap();
    assert_eq!(
        imported.phone.as_deref(),
        Some("+33100000002"),
        "the import is kept beside"
    );
    let rows = test.store.directory_corrections_of(id).await.unwrap();
    let (phone, author) = rows
        .iter()
        .find(|(row, _)| row.field == "telephone")
        .unwrap();
    assert_eq!(
        (phone.imported.clone(), author.as_deref()),
        (was, Some("chef Martin"))
    );
    let index = Index::new(1, test.store.directory().await.unwrap());
    let place = index
        .place(&rules::Catalogue::embedded().unwrap(), id, today())
        .unwrap();
    assert_eq!(
        (place.phone.as_deref(), place.website),
        (Some("01 00 00 00 99"), None)
    );

    test.store
        .correct_directory(&chef, id, &[("telephone", None)], now)
        .await
        .unwrap();
    assert_eq!(
        test.store.directory_corrections_of(id).await.unwrap().len(),
        1,
        "left to the import again"
    );
}

#[tokio::test]
async fn what_is_added_by_hand_is_nobody_elses_to_import() {
    let test = TestStore::new().await;
    let chef = test.agent("chef", "EDS de Villejuif").await;
    let structure = Structure {
        id: "manuel--1".to_owned(),
        producer: "manuel".to_owned(),
        name: "EDS de l’Essai".to_owned(),
        updated_on: today(),
        ..Structure::default()
    };
    let service = Service {
        id: "manuel--1".to_owned(),
        structure_id: "manuel--1".to_owned(),
        updated_on: today(),
        ..Service::default()
    };
    test.store
        .add_to_directory(&chef, &structure, Some(&service), test.clock.now())
        .await
        .unwrap();
    assert_eq!(
        test.store.directory_structure("manuel--1").await.unwrap(),
        Some(structure)
    );
    let file = json!([{"id": "manuel--1", "source": "manuel", "nom": "Autre nom", "date_maj": "2026-01-01"}]);
    let report = structures(&test, file.to_string()).await.unwrap();
    assert_eq!((report.kept, report.refused, report.absent), (0, 1, 0));
}

#[tokio::test]
async fn batches_are_written_and_ended_apart() {
    let test = TestStore::new().await;
    let (first, second) = (Uuid::now_v7(), Uuid::now_v7());
    let service = |id: &str| Service {
        id: id.to_owned(),
        structure_id: "s".to_owned(),
        producer: "x".to_owned(),
        updated_on: today(),
        ..Service::default()
    };
    test.store
        .keep_services(&[service("a"), service("b"), service("c")], first)
        .await
        .unwrap();
    test.store.keep_structures(&[], first).await.unwrap();
    test.store
        .keep_services(&[service("a")], second)
        .await
        .unwrap();
    test.store
        .still_given(Table::Services, &["b".to_owned()], second)
        .await
        .unwrap();
    let absent = test
        .store
        .end_import(Table::Services, second, &["x".to_owned()], today())
        .await
        .unwrap();
    assert_eq!(absent, 1);
    let all = test.store.directory_services_of("s").await.unwrap();
    let gone: Vec<_> = all
        .iter()
        .filter(|service| service.absent_since.is_some())
        .map(|service| service.id.as_str())
        .collect();
    assert_eq!(gone, ["c"]);
}
