//! Who agreed that other structures may know that they have a bilan. The database holds the index of a name and a day of birth, from
//! which neither can be read. They are looked for where the person's own files may hold them (their identity, the list they were on,
//! their answers), and what gives the very same index is what was agreed to. When nothing does, the file says so and the agreement
//! does not arrive: the person is asked again.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use app::sharing::Sought;
use chrono::NaiveDate;
use rules::{Answer, Value as Given};
use serde::Deserialize as _;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    TransferError,
    table::{
        Kind::{Found, Parent, Time},
        Table,
    },
    vault::Keys,
};
use crate::{
    seal::Sealed,
    store::{Store, answers, offers, persons},
};

/// What is known of the people of a structure besides their rows.
#[derive(Default)]
pub(super) struct Known {
    /// What was agreed to, by its index.
    pub(super) agreed: HashMap<Vec<u8>, Value>,
    pub(super) keys: Keys,
}

pub(super) const FINDABLE: Table = Table {
    name: "findable",
    select: "SELECT f.person_id, f.person_index, f.at FROM findable f JOIN persons p ON p.id = f.person_id
             WHERE p.structure_id = $1 AND f.person_id > $2 ORDER BY f.person_id LIMIT $3",
    insert: "INSERT INTO findable (person_id, person_index, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
    columns: &[
        ("person_id", Parent("persons")),
        ("person_index", Found),
        ("at", Time),
    ],
    of_person: false,
    stands: true,
};

pub(super) const NAMES: &str =
    "SELECT p.id, p.identity FROM persons p JOIN findable f ON f.person_id = p.id
                                WHERE p.structure_id = $1 AND p.identity IS NOT NULL";
pub(super) const LISTED: &str = "SELECT b.person_id, o.id, o.content FROM offers o
                                 JOIN bilans b ON b.id = o.bilan_id JOIN findable f ON f.person_id = b.person_id
                                 WHERE b.structure_id = $1";
pub(super) const ANSWERED: &str = "SELECT b.person_id, a.id, a.content FROM answers a
                                   JOIN bilans b ON b.id = a.bilan_id JOIN findable f ON f.person_id = b.person_id
                                   WHERE b.structure_id = $1 AND b.kind = 'real'";
/// The answer that says when the person was born.
const BORN: &str = "personne.date_naissance";

/// Names and days of birth each person may have agreed under.
#[derive(Default)]
pub(super) struct Clues(BTreeMap<Uuid, Clue>);

/// Those of one person.
#[derive(Default)]
struct Clue {
    names: BTreeSet<(String, String)>,
    days: BTreeSet<NaiveDate>,
}

/// What was agreed to in a structure, in the open transaction `$tx`.
macro_rules! known {
    ($store:expr, $tx:expr, $structure:expr) => {{
        use crate::store::export::found;
        type Row = (uuid::Uuid, uuid::Uuid, crate::seal::Sealed);
        let mut clues = found::Clues::default();
        let keys: Vec<crate::store::person_keys::Key> =
            sqlx::query_as(crate::store::export::vault::KEYS)
                .bind($structure)
                .fetch_all(&mut *$tx)
                .await?;
        let keys: crate::store::export::vault::Keys = keys
            .into_iter()
            .map(|key| (key.person_id, key.wrapped))
            .collect();
        let names: Vec<(uuid::Uuid, crate::seal::Sealed)> = sqlx::query_as(found::NAMES)
            .bind($structure)
            .fetch_all(&mut *$tx)
            .await?;
        for (person, identity) in &names {
            $store.clue_of_name(&mut clues, &keys, *person, identity)?;
        }
        let listed: Vec<Row> = sqlx::query_as(found::LISTED)
            .bind($structure)
            .fetch_all(&mut *$tx)
            .await?;
        for row in &listed {
            $store.clue_of_list(&mut clues, row)?;
        }
        let answered: Vec<Row> = sqlx::query_as(found::ANSWERED)
            .bind($structure)
            .fetch_all(&mut *$tx)
            .await?;
        for row in &answered {
            $store.clue_of_answer(&mut clues, &keys, row)?;
        }
        found::Known {
            agreed: $store.agreed(clues),
            keys,
        }
    }};
}
pub(super) use known;

impl Store {
    pub(super) fn clue_of_name(
        &self,
        clues: &mut Clues,
        keys: &Keys,
        person: Uuid,
        identity: &Sealed,
    ) -> Result<(), TransferError> {
        let at = (persons::IDENTITY, person);
        let identity = self.open_leaving(keys, Some(person), at, identity)?;
        let text = |name: &str| identity.get(name).and_then(Value::as_str);
        if let (Some(first), Some(last)) = (text("first_name"), text("last_name")) {
            let clue = clues.0.entry(person).or_default();
            clue.names.insert((first.to_owned(), last.to_owned()));
        }
        Ok(())
    }

    pub(super) fn clue_of_list(
        &self,
        clues: &mut Clues,
        (person, id, content): &(Uuid, Uuid, Sealed),
    ) -> Result<(), TransferError> {
        let content = self.open_leaving(&Keys::new(), None, (offers::CONTENT, *id), content)?;
        let text = |name: &str| content.get(name).and_then(Value::as_str);
        let Clue { names, days } = clues.0.entry(*person).or_default();
        if let (Some(first), Some(last)) = (text("first_name"), text("last_name")) {
            names.insert((first.to_owned(), last.to_owned()));
        }
        days.extend(text("born").and_then(|born| born.parse::<NaiveDate>().ok()));
        Ok(())
    }

    pub(super) fn clue_of_answer(
        &self,
        clues: &mut Clues,
        keys: &Keys,
        (person, id, content): &(Uuid, Uuid, Sealed),
    ) -> Result<(), TransferError> {
        let at = (answers::CONTENT, *id);
        let content = self.open_leaving(keys, Some(*person), at, content)?;
        let answer = content.get("answer").map(Answer::deserialize);
        if content.get("path").and_then(Value::as_str) == Some(BORN)
            && let Some(Ok(Answer::Given(Given::Date(born)))) = answer
            && born.first == born.last
        {
            clues.0.entry(*person).or_default().days.insert(born.first);
        }
        Ok(())
    }

    /// Every index the clues give: those that stand in the database are told by it.
    pub(super) fn agreed(&self, Clues(clues): Clues) -> HashMap<Vec<u8>, Value> {
        let mut known = HashMap::new();
        for Clue { names, days } in clues.into_values() {
            for (first_name, last_name) in names {
                for born in days.iter().copied() {
                    let told =
                        json!({"first_name": first_name, "last_name": last_name, "born": born});
                    let sought = Sought {
                        first_name: first_name.clone(),
                        last_name: last_name.clone(),
                        born: Some(born),
                    };
                    known.insert(self.person_index(&sought), told);
                }
            }
        }
        known
    }
}
