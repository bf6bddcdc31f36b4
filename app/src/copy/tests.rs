//! The copy keeps what must be kept and says the rest.
