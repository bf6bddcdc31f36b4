//! `bilan config check`: the settings of a file, tried without changing anything.

use std::fs;

use crate::support::{FakeProvider, Lie, TestStore, bilan, scratch, through::now};

fn check(text: &str) -> (bool, String) {
    let folder = scratch();
    let file = folder.path().join("bilan.env");
    fs::write(&file, text).unwrap();
    let done = bilan(
        &["config", "check", "--file", &file.display().to_string()],
        "",
    );
    (
        done.status.success(),
        format!("{}{}", done.output, done.errors),
    )
}

#[tokio::test]
async fn settings_that_work_are_said_to() {
    let test = TestStore::new().await;
    let key = test.location.key.display();
    let text = format!(
        "# The office\nBILAN_DATABASE={}\nBILAN_KEY={key}\nBILAN_LISTEN=127.0.0.1:8081\nBILAN_BEHIND_HTTPS=true\nBILAN_METRICS=127.0.0.1:9101\nBILAN_LOG=json\nBILAN_OPERATOR=Département\nBILAN_ACCESSIBILITY_CONTACT=acces@departement.example\n",
        test.url()
    );
    let (works, said) = check(&text);
    assert!(
        works && said.contains("Nothing is wrong.") && said.contains("The database answers."),
        "{said}"
    );
    assert!(said.contains("BILAN_LOG=json (file)") && said.contains("RUST_LOG is not set"));
    let _ = test.store;
}

#[test]
fn a_database_that_is_not_there_yet_is_no_fault() {
    let (works, said) = check("BILAN_DATABASE=sqlite:nowhere/bilan.sqlite\n");
    assert!(
        works && said.contains("the first start creates it"),
        "{said}"
    );
    assert!(
        !std::path::Path::new("nowhere").exists(),
        "nothing is created"
    );
}

#[test]
fn what_is_wrong_is_said_with_its_line() {
    for (text, said) in [
        ("BILAN_DATABASE\n", "line 1: NAME=VALUE is expected"),
        (
            "\nBILAN_DATABSE=x\n",
            "line 2: BILAN_DATABSE is not a setting",
        ),
        (
            "BILAN_LOG=json\nBILAN_LOG=text\n",
            "line 2: BILAN_LOG is set twice",
        ),
        ("BILAN_LISTEN=everywhere\n", "everywhere is not an address"),
        ("BILAN_BEHIND_HTTPS=perhaps\n", "is true or false"),
        ("BILAN_LOG=xml\n", "xml"),
        ("BILAN_CATALOGUE=/nowhere/at/all\n", "/nowhere/at/all"),
    ] {
        let (works, told) = check(text);
        assert!(!works && told.contains(said), "{text:?}: {told}");
    }
}

/// The server works without them; the declaration that the law asks for does not.
#[test]
fn an_operator_who_is_not_named_is_told_so() {
    let database = "BILAN_DATABASE=sqlite:nowhere/bilan.sqlite\n";
    let (works, said) = check(database);
    assert!(
        works && said.contains("set BILAN_OPERATOR;") && said.contains("Nothing else is wrong."),
        "{said}"
    );
    let named = format!("{database}BILAN_OPERATOR=Département\nBILAN_ACCESSIBILITY_CONTACT= \n");
    let (works, said) = check(&named);
    assert!(
        works
            && !said.contains("set BILAN_OPERATOR;")
            && said.contains("set BILAN_ACCESSIBILITY_CONTACT;"),
        "{said}"
    );
}

#[cfg(unix)]
#[tokio::test]
async fn a_key_that_others_may_read_is_refused() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = scratch();
    let test = TestStore::in_folder(folder.path()).await;
    let key = &test.location.key;
    fs::set_permissions(key, fs::Permissions::from_mode(0o644)).unwrap();
    let text = format!(
        "BILAN_DATABASE={}\nBILAN_KEY={}\n",
        test.url(),
        key.display()
    );
    let (works, said) = check(&text);
    assert!(!works && said.contains("chmod 600"), "{said}");
    fs::remove_file(key).unwrap();
    let (works, said) = check(&text);
    assert!(!works && said.contains("is missing"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_identity_provider_is_whole_or_absent_and_is_asked() {
    let folder = scratch();
    let secret = folder.path().join("secret");
    fs::write(&secret, "secret\n").unwrap();
    let fake = FakeProvider::new(now()).await;
    let whole = format!(
        "BILAN_DATABASE=sqlite:nowhere/bilan.sqlite\nBILAN_OIDC_ISSUER={}\nBILAN_OIDC_CLIENT=bilan\nBILAN_OIDC_SECRET_FILE={}\nBILAN_PUBLIC_URL=http://127.0.0.1:8080\nBILAN_OIDC_NAME=AgentConnect\nBILAN_OIDC_ACR=eidas2,mfa\n",
        fake.issuer,
        secret.display()
    );
    let (works, said) = check(&whole);
    assert!(works && said.contains("answers."), "{said}");
    fake.lie(Some(Lie::Name));
    let (works, said) = check(&whole);
    assert!(!works && said.contains("names itself otherwise"), "{said}");
    for (line, told) in [
        ("BILAN_OIDC_CLIENT", "also needs --oidc-client"),
        ("BILAN_PUBLIC_URL", "also needs --public-url"),
        ("BILAN_OIDC_ISSUER", "also needs --oidc-issuer"),
    ] {
        let without: Vec<&str> = whole.lines().filter(|one| !one.starts_with(line)).collect();
        let (works, said) = check(&without.join("\n"));
        assert!(!works && said.contains(told), "{line}: {said}");
    }
    let clear = whole.replace("http://127.0.0.1:8080", "http://bilan.example.fr");
    let (works, said) = check(&clear);
    assert!(!works && said.contains("is not an https address"), "{said}");
    fs::write(&secret, "\n").unwrap();
    let (works, said) = check(&whole);
    assert!(!works && said.contains("its secret"), "{said}");
}
