//! Where to go: files of data.inclusion read and checked (`read`, `line`, `import`), what is kept (`record`), and the places
//! matched with communes (`index`). `docs/directory.md` tells the whole of it.
//!
//! To keep one more field: a column in both migrations, its line in `record` and `line`, the SQL of the store.

mod centres;
pub mod correct;
pub mod enums;
pub mod fields;
pub mod import;
pub mod index;
pub mod keeper;
pub mod line;
mod older;
pub mod read;
pub mod record;
pub mod report;
