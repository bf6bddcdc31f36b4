//! What is declared of the product's accessibility, in one place: the counts of the self-audit, the criteria it left open, and who runs
//! this server. The table of `docs/accessibility.md` says the same line by line, and a test holds the two together.
//!
//! To change a verdict: its line in that table, then [`FOUND`] and [`OPEN`] here; each criterion of [`OPEN`] has its sentence in
//! `words/accessibility.rs`.

#[cfg(test)]
mod tests;

/// How many criteria of RGAA 4.1 were found to be what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Found {
    /// Respected on every page that was looked at.
    pub conforming: usize,
    /// Known not to be.
    pub failing: usize,
    /// Not checked enough to say.
    pub unsettled: usize,
    /// About what does not exist here.
    pub not_applicable: usize,
}

/// What the last self-audit found.
pub const FOUND: Found = Found {
    conforming: 70,
    failing: 2,
    unsettled: 2,
    not_applicable: 32,
};

/// The criteria that are not respected or not settled.
pub const OPEN: [&str; 4] = ["7.1", "7.4", "7.5", "8.2"];

/// What the law calls the result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Every criterion that applies is respected.
    Full,
    /// At least half of them.
    Partial,
    /// Fewer.
    None,
}

impl Found {
    /// How many there are.
    pub const fn all(self) -> usize {
        self.applicable() + self.not_applicable
    }

    /// How many apply here.
    pub const fn applicable(self) -> usize {
        self.conforming + self.failing + self.unsettled
    }

    /// The share of those that apply which is respected, in hundredths rounded down. What is not settled counts against.
    pub fn percent(self) -> usize {
        (100 * self.conforming)
            .checked_div(self.applicable())
            .unwrap_or(0)
    }

    /// What the law calls it.
    pub fn state(self) -> State {
        match self {
            Self {
                conforming: 1..,
                failing: 0,
                unsettled: 0,
                ..
            } => State::Full,
            found if found.percent() >= 50 => State::Partial,
            _ => State::None,
        }
    }
}

/// Who runs this server, as its settings say.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Operator {
    /// The organisation.
    pub name: Option<String>,
    /// Where it is told what can not be read or used: an e-mail address, an https address, or anything else as it was written.
    pub contact: Option<String>,
}

/// The address behind a contact, when it is one a browser opens.
pub fn href(contact: &str) -> Option<String> {
    if contact.contains(char::is_whitespace) {
        None
    } else if contact.starts_with("https://") {
        Some(contact.to_owned())
    } else {
        contact.contains('@').then(|| format!("mailto:{contact}"))
    }
}
