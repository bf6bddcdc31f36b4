//! The person's copy: what the person takes away, as plain data ([`PersonCopy`]), built by a pure function.

mod model;

pub use model::*;
