//! `bilan structure export` and `import`, as an operator runs them.

use std::{fs, path::Path};

use crate::support::{TestStore, bilan, scratch};

const EDS: &str = "EDS de Villejuif (démonstration)";

fn run(words: &[&str], url: &str, key: &Path) -> crate::support::Done {
    let key = key.display().to_string();
    bilan(&[words, &["--database", url, "--key", &key]].concat(), "")
}

#[tokio::test]
async fn a_structure_is_exported_sealed_and_imported_elsewhere() {
    let here = TestStore::new().await;
    let there = TestStore::new().await;
    let done = run(&["demo"], &here.url(), &here.location.key);
    assert!(done.status.success(), "{}", done.errors);
    let folder = scratch();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (file, secret, wrong) = (path("eds.bilan"), path("secret"), path("wrong"));
    fs::write(&secret, "quatre mots bien choisis\n").unwrap();
    fs::write(&wrong, "quatre mots mal choisis\n").unwrap();

    let export = [
        "structure",
        "export",
        "--structure",
        EDS,
        "--to",
        &file,
        "--passphrase-file",
        &secret,
    ];
    let left = run(&export, &here.url(), &here.location.key);
    assert!(left.status.success(), "{}", left.errors);
    assert!(left.output.contains(" answers\n"), "{}", left.output);
    assert!(
        !left.output.contains("quatre mots"),
        "a chosen passphrase is not repeated"
    );
    assert!(left.errors.contains("answers: "), "{}", left.errors);
    let bytes = fs::read(&file).unwrap();
    assert!(bytes.starts_with(b"BILANEXP"));
    let readable = String::from_utf8_lossy(&bytes).into_owned();
    for word in ["Villejuif", "Nadia", "answers", "logement"] {
        assert!(!readable.contains(word), "{word} can be read");
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    // Never over another file, and nothing is left of what did not end.
    let again = run(&export, &here.url(), &here.location.key);
    assert!(again.errors.contains("cannot write "), "{}", again.errors);
    assert_eq!(fs::read(&file).unwrap(), bytes);
    let other = path("other.bilan");
    let nobody = [
        "structure",
        "export",
        "--structure",
        "Personne",
        "--to",
        &other,
    ];
    let nobody = run(&nobody, &here.url(), &here.location.key);
    assert_eq!(nobody.errors, "bilan: there is no structure Personne\n");
    fs::write(path("short"), "court\n").unwrap();
    let short = path("short");
    let weak = [
        "structure",
        "export",
        "--structure",
        EDS,
        "--to",
        &other,
        "--passphrase-file",
        &short,
    ];
    let weak = run(&weak, &here.url(), &here.location.key);
    assert_eq!(
        weak.errors,
        "bilan: the passphrase must have at least 12 characters\n"
    );
    let names = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name());
    let mut names: Vec<_> = names.collect();
    names.sort();
    assert_eq!(names, ["eds.bilan", "secret", "short", "wrong"]);

    let import = |secret: &str| {
        let words = ["structure", "import", &file, "--passphrase-file", secret];
        run(&words, &there.url(), &there.location.key)
    };
    let refused = import(&wrong);
    assert!(
        refused.errors.contains("the passphrase is not the one"),
        "{}",
        refused.errors
    );
    assert_eq!(refused.errors.lines().count(), 1);
    let came = import(&secret);
    assert!(came.status.success(), "{}", came.errors);
    assert!(
        came.output.contains("bilan agent password LOGIN"),
        "{}",
        came.output
    );
    assert!(
        came.output.contains("\n  nadia\n") && !came.output.contains("  marc\n"),
        "{}",
        came.output
    );
    let verified = run(&["journal", "verify"], &there.url(), &there.location.key);
    assert!(verified.status.success(), "{}", verified.errors);
    let given = run(
        &["agent", "password", "nadia"],
        &there.url(),
        &there.location.key,
    );
    assert!(given.status.success(), "{}", given.errors);

    // What came may leave again, under a passphrase that is drawn.
    let drawn = ["structure", "export", "--structure", EDS, "--to", &other];
    let drawn = run(&drawn, &there.url(), &there.location.key);
    let passphrase = drawn.output.rsplit(": ").next().unwrap().trim().to_owned();
    assert_eq!(passphrase.len(), 23, "{}", drawn.output);
    fs::write(&secret, passphrase).unwrap();
    let back = ["structure", "import", &other, "--passphrase-file", &secret];
    let fresh = scratch();
    let url = fresh.path().join("new/bilan.sqlite").display().to_string();
    let back = run(&back, &url, &fresh.path().join("new.key"));
    assert!(back.status.success(), "{}", back.errors);
}
