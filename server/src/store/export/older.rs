//! What a file of an older form does not say, so that it still arrives.
//!
//! To add a form: what the one before it lacked, in [`Older::complete`].

use std::collections::HashMap;

use serde_json::json;
use uuid::Uuid;

use super::{
    id_of,
    people::ISSUED,
    table::{Row, Table},
};

/// The form of the file that arrives, and what is counted of it.
pub(super) struct Older {
    format: u32,
    copies: HashMap<Uuid, u32>,
}

impl Older {
    pub(super) fn new(format: u32) -> Self {
        Self {
            format,
            copies: HashMap::new(),
        }
    }

    /// The row as the form of today has it.
    pub(super) fn complete(&mut self, table: &Table, row: &mut Row) {
        // Form 1 does not number the copies of a bilan: they come by their ids, which begin with the time.
        if self.format < 2
            && table.name == ISSUED.name
            && let Some(bilan) = id_of(row, "bilan_id")
        {
            let number = self.copies.entry(bilan).or_default();
            *number += 1;
            row.insert("number".to_owned(), json!(*number));
        }
    }
}
