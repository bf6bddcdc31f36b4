//! What the browser runs on top of pages that already work: one thin island.
//!
//! To add one: a file here, an `#[island]` in a page, strings and numbers as props; never `rules`, never the router.

#[cfg(feature = "hydrate")]
mod live;
mod step_live;

pub use step_live::StepLive;
