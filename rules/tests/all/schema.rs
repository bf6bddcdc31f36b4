//! The schemas that editors read accept every file of the catalogue and of the example layer, and refuse what is wrong.

use std::collections::BTreeMap;
use std::path::Path;

use boon::{Compiler, Draft, SchemaIndex, Schemas};
use rules::{Catalogue, Source, schemas};
use serde_json::{Map, Value, json};
use toml::de::{DeTable, DeValue};

/// The schemas, compiled, by the name of the kind of file.
struct Editor {
    compiled: Schemas,
    of_kind: BTreeMap<String, SchemaIndex>,
}

impl Editor {
    fn new() -> Self {
        let mut compiler = Compiler::new();
        compiler.set_default_draft(Draft::V7);
        compiler.enable_format_assertions();
        let mut compiled = Schemas::new();
        let mut of_kind = BTreeMap::new();
        for (name, schema) in schemas() {
            let place = format!("https://bilan.example/{name}.json");
            compiler.add_resource(&place, schema).unwrap();
            of_kind.insert(name, compiler.compile(&place, &mut compiled).unwrap());
        }
        Self { compiled, of_kind }
    }

    /// What the schema of its kind says of a file; nothing when it is accepted.
    fn refusal(&self, source: &Source) -> Option<String> {
        let table = DeTable::parse(&source.text).unwrap().into_inner();
        let kind = kind_of(source);
        let schema = self.of_kind.get(kind)?;
        let value = json(&DeValue::Table(table));
        let refused = self.compiled.validate(&value, *schema).err()?;
        Some(format!("{}/{}: {refused:#}", source.layer, source.path))
    }
}

/// The folder a file stands in, or the name of the few that stand beside them.
fn kind_of(source: &Source) -> &str {
    match source.path.split_once('/') {
        _ if source.layer == "cas" => "cas",
        Some((folder, _)) => folder,
        None => source.path.strip_suffix(".toml").unwrap(),
    }
}

/// TOML as editors hand it to a schema: dates are strings.
fn json(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => json!(text),
        DeValue::Integer(whole) => {
            json!(i64::from_str_radix(whole.as_str(), whole.radix()).unwrap())
        }
        DeValue::Float(number) => json!(number.as_str().parse::<f64>().unwrap()),
        DeValue::Boolean(flag) => json!(flag),
        DeValue::Datetime(date) => json!(date.to_string()),
        DeValue::Array(items) => items.iter().map(|item| json(item.get_ref())).collect(),
        DeValue::Table(entries) => {
            let entries = entries.iter();
            let members: Map<String, Value> = entries
                .map(|(key, value)| (key.get_ref().to_string(), json(value.get_ref())))
                .collect();
            Value::Object(members)
        }
    }
}

/// The files of the layer that `docs/layers.md` gives as an example.
fn example() -> Vec<Source> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/layers/commune-exemple");
    let mut sources = Vec::new();
    let mut left = vec![folder.clone()];
    while let Some(place) = left.pop() {
        if place.is_dir() {
            left.extend(
                std::fs::read_dir(place)
                    .unwrap()
                    .map(|entry| entry.unwrap().path()),
            );
        } else if place
            .extension()
            .is_some_and(|extension| extension == "toml")
            && !place
                .file_name()
                .unwrap()
                .to_string_lossy()
                .starts_with('.')
        {
            let path = place.strip_prefix(&folder).unwrap();
            sources.push(Source {
                layer: "commune-exemple".to_owned(),
                path: path.to_string_lossy().replace('\\', "/"),
                text: std::fs::read_to_string(&place).unwrap(),
            });
        }
    }
    sources
}

#[test]
fn the_schemas_accept_every_file_of_the_catalogue_and_of_the_example() {
    let editor = Editor::new();
    let mut sources = Catalogue::embedded_sources();
    let embedded = sources.len();
    sources.extend(example());
    assert!(sources.len() > embedded, "the example layer is not there");
    for source in &sources {
        let kind = kind_of(source);
        assert!(editor.of_kind.contains_key(kind), "no schema for {kind}");
    }
    let refused: Vec<String> = sources
        .iter()
        .filter_map(|source| editor.refusal(source))
        .collect();
    assert!(refused.is_empty(), "{}", refused.join("\n"));
}

#[test]
fn the_schemas_refuse_what_the_loader_refuses() {
    let editor = Editor::new();
    let refused = |path: &str, text: &str| {
        let source = Source {
            layer: "essai".to_owned(),
            path: path.to_owned(),
            text: text.to_owned(),
        };
        editor.refusal(&source).is_some()
    };
    for (path, text) in [
        ("mots.toml", "[[sigle]]\nid = \"RSA\""),
        ("mots.toml", "[[mot]]\neviter = \"x\"\nplutot = \"\""),
        (
            "langues/en.toml",
            "[[texte]]\ncle = \"droit.a.nom\"\ntext = \"A\"",
        ),
        (
            "bareme/a.toml",
            "[[parametre]]\nid = \"a\"\nnom = \"A\"\nunite = \"francs\"",
        ),
        ("droits/a.toml", "id = \"a\"\nnom = \"A\""),
        ("questions/a.toml", "[theme]\nid = \"a\"\n[[ecran]]\nid = 3"),
    ] {
        assert!(refused(path, text), "{path}: {text}");
    }
    assert!(!refused(
        "mots.toml",
        "[[sigle]]\nid = \"RSA\"\nmots = \"revenu de solidarité active\""
    ));
}
