//! Nothing of the migrations is forgotten: every column leaves with its table, or its table has a reason to stay.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    LEFT_OUT, OFFERS, TABLES,
    history::Told,
    named::{AGENTS, NAMED, NEIGHBOURS},
    table::{Kind, Table},
};

fn tables() -> impl Iterator<Item = &'static Table> {
    TABLES.into_iter().chain([OFFERS])
}

/// Columns by table, with how they are kept: another test compares this page with the migrations.
fn documented() -> BTreeMap<&'static str, BTreeMap<&'static str, &'static str>> {
    let mut tables: BTreeMap<_, BTreeMap<_, _>> = BTreeMap::new();
    let lines = include_str!("../../../../docs/sealed-columns.md").lines();
    for line in lines.filter_map(|line| line.strip_prefix("| `")) {
        let (column, rest) = line.split_once("` | ").unwrap();
        let (table, column) = column.split_once('.').unwrap();
        let how = rest.split(" | ").next().unwrap();
        tables.entry(table).or_default().insert(column, how);
    }
    tables
}

#[test]
fn every_table_leaves_or_has_a_reason_to_stay() {
    let mut missing: BTreeSet<&str> = documented().into_keys().collect();
    for name in tables().map(|table| table.name).chain(["journal"]) {
        assert!(missing.remove(name) || name == NEIGHBOURS.name, "{name}");
    }
    for (name, reason) in LEFT_OUT {
        assert!(missing.remove(name) && !reason.is_empty(), "{name}");
    }
    assert!(missing.is_empty(), "neither: {missing:?}");
}

#[test]
fn every_column_of_a_table_leaves_as_it_is_kept() {
    let documented = documented();
    for table in tables().filter(|table| table.name != NEIGHBOURS.name) {
        let mut columns = documented[table.name].clone();
        for (name, kind) in table
            .columns
            .iter()
            .filter(|(name, _)| !name.starts_with('('))
        {
            let how = columns.remove(name);
            let expected = match kind {
                Kind::Sealed => "sealed",
                Kind::Found => "index",
                Kind::Made(_) if name.ends_with("_index") => "index",
                Kind::Made(_) if *name == "password" => "sealed",
                _ => "clear",
            };
            assert_eq!(how, Some(expected), "{}.{name}", table.name);
        }
        assert!(columns.is_empty(), "{}: {columns:?} stay", table.name);
    }
    let line = Told {
        id: uuid::Uuid::nil(),
        at: chrono::DateTime::UNIX_EPOCH,
        structure_id: uuid::Uuid::nil(),
        agent_id: None,
        bilan_id: None,
        event: String::new(),
        details: serde_json::Value::Null,
    };
    let told = serde_json::to_value(line).unwrap();
    let mut told: BTreeSet<&str> = told
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    // What makes the chain is made where the lines arrive.
    told.extend(["seq", "digest", "link"]);
    assert_eq!(told, documented["journal"].keys().copied().collect());
}

#[test]
fn a_table_reads_and_writes_its_columns_in_their_order() {
    for table in tables() {
        let listed = table.insert.split_once('(').unwrap().1;
        let listed = listed.split_once(')').unwrap().0;
        let listed: Vec<&str> = listed.split(',').map(str::trim).collect();
        let columns = table.columns.iter().map(|(name, _)| *name);
        let columns: Vec<&str> = columns.filter(|name| !name.starts_with('(')).collect();
        let written = &listed[..columns.len()];
        assert_eq!(written, columns, "{}", table.name);

        let selected = table.select.split_once(" FROM ").unwrap().0;
        let selected = selected.trim_start_matches("SELECT ").split(',');
        let mut selected: Vec<&str> = selected
            .map(|column| column.trim().rsplit('.').next().unwrap())
            .collect();
        if table.of_person {
            assert!(
                selected.pop().unwrap().ends_with(" AS person"),
                "{}",
                table.name
            );
        }
        for ((name, _), selected) in table.read().zip(&selected) {
            let computed = selected.starts_with("CASE ") && selected.contains(name);
            assert!(*selected == name || computed, "{}: {selected}", table.name);
        }
        assert_eq!(table.read().count(), selected.len(), "{}", table.name);
    }
}

#[test]
fn whatever_points_at_an_agent_or_a_structure_is_named() {
    let named = [&NEIGHBOURS, &AGENTS];
    for table in tables().filter(|table| !named.iter().any(|known| known.name == table.name)) {
        let points = |to: &str| {
            let mut columns = table.columns.iter();
            columns.find_map(|(name, kind)| {
                matches!(kind, Kind::Parent(of) if *of == to).then_some(*name)
            })
        };
        let told = |column: &str| {
            NAMED
                .iter()
                .any(|sql| sql.contains(&format!(" FROM {} ", table.name)) && sql.contains(column))
        };
        if let Some(column) = points("agents") {
            assert!(told(column), "the agents of {}", table.name);
        }
        if let Some(column) = points("structures").filter(|column| *column != "handed_to") {
            assert!(told(column), "the structures of {}", table.name);
        }
    }
}

#[test]
fn parents_come_before_what_points_at_them() {
    let mut before = BTreeSet::from([NEIGHBOURS.name]);
    for table in tables() {
        for (name, kind) in table.columns {
            if let Kind::Parent(of) = kind {
                let itself = table.name == "structures";
                assert!(before.contains(of) || itself, "{}.{name}", table.name);
            }
        }
        before.insert(table.name);
    }
}
