//! The office's day: one day room by room (`day`), the form that holds a slot (`book`), rooms and hours (`settings`).

mod book;
mod day;
mod settings;

pub use book::BookPage;
pub use day::AgendaPage;
pub use settings::AgendaSettingsPage;

use super::load::page;
