//! Expressions over time: `test = "…"`, or `versions = [{ depuis = 2026-01-01, test = "…" }]`, oldest first.

use chrono::NaiveDate;

use super::files::Files;
use super::table::Table;
use crate::language::check::Versions;

/// Reads the versions of an expression; reports them missing.
pub(super) fn read(
    files: &mut Files<'_>,
    table: &mut Table<'_>,
    key: &'static str,
) -> Option<Versions> {
    if !table.has(key) && !table.has("versions") {
        files.fault(&table.at, format!("il manque « {key} »"));
        return None;
    }
    optional(files, table, key)
}

/// Reads the versions of an expression that may be missing.
pub(super) fn optional(
    files: &mut Files<'_>,
    table: &mut Table<'_>,
    key: &'static str,
) -> Option<Versions> {
    let both_at = table.place("versions");
    let written = table.has("versions");
    let mut versions: Versions = Vec::new();
    for mut version in table.tables(files, "versions") {
        let since_at = version.place("depuis");
        let since = version.date(files, "depuis");
        let text = version.text(files, key);
        version.finish(files);
        if versions.last().is_some_and(|(before, _)| *before >= since) {
            files.fault(
                &since_at,
                "les versions vont de la plus ancienne à la plus récente, sans se chevaucher",
            );
        }
        versions.push((since, text));
    }
    match table.optional_text(files, key) {
        Some(_) if written => {
            files.fault(
                &both_at,
                format!("écrivez « {key} » ou « versions », pas les deux"),
            );
            None
        }
        Some(text) => Some(vec![(NaiveDate::MIN, text)]),
        None if versions.is_empty() => None,
        None => Some(versions),
    }
}
