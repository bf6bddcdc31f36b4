//! A person of one's own structure, found again by their name: a keyed index of it, because the name is sealed.
//!
//! A name is written once, when the first bilan of the person opens (`bilans.rs`), or with a structure that arrives
//! (`export/people.rs`); both write the index with it, and it goes with the row. Rows from before there was an index get theirs when a
//! server starts: [`Store::index_names`]. Whoever lets a name change must change the index in the same statement.

use app::desk::BilanCard;
use chrono::{DateTime, Utc};
use serde_json::json;
use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};
use uuid::Uuid;

use super::{
    BeginWrite as _, Store, StoreError,
    bilans::CardRow,
    journal::{Entry, Event, write_journal},
    on_pool, on_writer,
    person_keys::Key,
    persons,
};
use crate::{geography::plain, seal::Sealed, session::Agent};

/// Letters of a name that count; what is typed may be as long as a form.
const LONGEST: usize = 400;

/// A name without its index.
#[derive(sqlx::FromRow)]
struct Row {
    identity: Sealed,
    #[sqlx(flatten)]
    key: Key,
}

impl Store {
    /// The bilans of the agent's structure whose person has this very name, or that has this very reference, most recently changed
    /// first. The journal keeps that somebody was sought, not who.
    pub async fn bilans_named(
        &self,
        agent: &Agent,
        typed: &str,
        now: DateTime<Utc>,
    ) -> Result<Vec<BilanCard>, StoreError> {
        const SQL: &str =
            "SELECT b.id, k.person_id, k.wrapped, b.agent_id, b.opening, p.identity, a.name AS agent_name,
                                  b.opened_on, b.changed_at, b.state
                           FROM bilans b
                           JOIN persons p ON p.id = b.person_id
                           JOIN person_keys k ON k.person_id = b.person_id
                           JOIN agents a ON a.id = b.agent_id
                           WHERE b.structure_id = $1 AND b.kind = 'real'
                             AND b.id IN (SELECT named.id FROM bilans named JOIN persons n ON n.id = named.person_id
                                          WHERE n.name_index = $2
                                          UNION ALL
                                          SELECT id FROM bilans WHERE reference_index = $3)
                           ORDER BY b.changed_at DESC, b.id LIMIT 500";
        let rows: Vec<CardRow> = on_writer!(self.pools, |writer| {
            let mut tx = writer.begin_write().await?;
            let rows: Vec<CardRow> = sqlx::query_as(SQL)
                .bind(agent.structure())
                .bind(self.name_index(typed))
                .bind(self.reference_index(typed))
                .fetch_all(&mut *tx)
                .await?;
            let details = json!({"found": rows.len(), "here": true});
            write_journal!(
                self,
                tx,
                Entry::by(agent, Event::PersonSought, details, now)
            );
            tx.commit().await?;
            rows
        });
        rows.into_iter().map(|row| self.open_card(row)).collect()
    }

    /// Under which a person is found by their name; `None` when no letter is left of it. It is the same in every structure: a person
    /// who goes to another with their bilans keeps it.
    pub(super) fn name_index(&self, name: &str) -> Option<Vec<u8>> {
        let letters = turned(name)?;
        Some(self.vault.index("persons.name", &[letters.as_bytes()]))
    }

    /// Gives their index to names from before there was one: at every start, because an older server may have written some meanwhile.
    /// Cut off, the next start goes on. A name that does not open is left: the bilan is found by its reference.
    pub(super) async fn index_names(&self) -> Result<(), StoreError> {
        const WITHOUT: &str = "SELECT p.identity, k.person_id, k.wrapped
                               FROM persons p JOIN person_keys k ON k.person_id = p.id
                               WHERE p.id > $1 AND p.identity IS NOT NULL AND p.name_index IS NULL
                               ORDER BY p.id LIMIT 500";
        const SQL: &str = "UPDATE persons SET name_index = $1 WHERE id = $2 AND name_index IS NULL";
        let mut after = Uuid::nil();
        loop {
            let rows: Vec<Row> = on_pool!(self.pools, |pool| sqlx::query_as(WITHOUT)
                .bind(after)
                .fetch_all(pool)
                .await)?;
            let Some(last) = rows.last() else {
                return Ok(());
            };
            after = last.key.person_id;
            on_writer!(self.pools, |writer| {
                let mut tx = writer.begin_write().await?;
                for row in &rows {
                    sqlx::query(SQL)
                        .bind(self.index_of(row))
                        .bind(row.key.person_id)
                        .execute(&mut *tx)
                        .await?;
                }
                tx.commit().await?;
            });
        }
    }

    fn index_of(&self, row: &Row) -> Option<Vec<u8>> {
        let open = || {
            let vault = self.vault_of(&row.key)?;
            persons::open_identity(&vault, row.key.person_id, &row.identity)
        };
        match open() {
            Ok(identity) => self.name_index(&identity.full()),
            Err(error) => {
                tracing::warn!(%error, "a person can not be found by their name");
                None
            }
        }
    }
}

/// The letters of a name: case, accents, spaces, hyphens and apostrophes do not count (« N’Diaye » is « Ndiaye », « de la Tour » is
/// « Delatour »). Nor does which of the first and the last name comes first: of all the ways of cutting the letters in two and putting the
/// end before the beginning, this is the first one in order.
fn turned(name: &str) -> Option<String> {
    // Communes have the accents of French; people have all of them. Lists and agreements to be found have their indexes by `plain`
    // alone, so it stays as it is.
    let bare: String = name.nfd().filter(|c| !is_combining_mark(*c)).collect();
    let letters = plain(&bare);
    let letters = letters.chars().filter(|c| *c != ' ').map(without_bar);
    let letters: Vec<char> = letters.take(LONGEST).collect();
    let from = |place: usize| letters[place..].iter().chain(&letters[..place]);
    let first = (0..letters.len()).min_by(|one, other| from(*one).cmp(from(*other)))?;
    Some(from(first).collect())
}

/// Letters whose accent is part of them for Unicode.
fn without_bar(letter: char) -> char {
    match letter {
        'đ' => 'd',
        'ı' => 'i',
        'ł' => 'l',
        'ø' => 'o',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::turned;

    #[test]
    fn a_name_is_the_same_however_it_is_typed() {
        for (kept, typed) in [
            ("Awa Diallo", "DIALLO awa"),
            ("Awa Diallo-Exemple", "  diallo exemple   Awa "),
            ("Awa N’Diaye", "ndiaye awa"),
            ("Zoé de la Tour", "DELATOUR Zoe"),
            ("Thi Mai Le", "Le Thi Mai"),
            ("Jean-Pierre Saint-Exemple", "St Exemple Jean Pierre"),
            ("Ame\u{301}lie Cœur", "coeur amélie"),
            ("Şirin Łukasz", "lukasz sirin"),
            ("Đặng Ngọc", "dang ngoc"),
            ("Işık Gökçe", "gokce isik"),
            ("Awa", "awa"),
        ] {
            assert_eq!(turned(kept), turned(typed), "{kept}");
        }
    }

    #[test]
    fn another_name_is_another_and_no_letter_is_no_name() {
        for (kept, typed) in [
            ("Awa Diallo", "Awa"),
            ("Awa Diallo", "Diallo"),
            ("Awa Diallo", "Ava Diallo"),
            ("Marie Line", "Emilie Arn"),
        ] {
            assert_ne!(turned(kept), turned(typed), "{kept}");
        }
        for nothing in ["", "  ", "- ’ …"] {
            assert_eq!(turned(nothing), None);
        }
        let long = "a".repeat(100_000);
        assert_eq!(turned(&long).unwrap().len(), super::LONGEST);
    }
}
