//! The address of a bilan: it leads where the interview stopped.

use leptos::prelude::*;

use super::load::about_bilan;
use crate::interview;
use crate::routes::go_to;

/// Redirects to the screen of the last answer, or to the first screen.
#[component]
pub fn ResumePage() -> impl IntoView {
    about_bilan(|office| {
        go_to(&interview::resume_at(
            &office.desk.catalogue(),
            &office.bilan,
        ));
        ().into_any()
    })
}
