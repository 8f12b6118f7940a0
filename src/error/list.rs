//! Several errors at once.

use super::{Error, Location};

/// Why something was refused: every error found, up to a cap, and how many there were.
#[cfg_attr(feature = "thiserror", derive(thiserror::Error))]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Errors {
    listed: Vec<Error>,
    counted: u64,
}

#[cfg(not(feature = "thiserror"))]
impl std::error::Error for Errors {}

impl Errors {
    /// With so many more that are not listed.
    pub(crate) fn new(listed: Vec<Error>, unlisted: u64) -> Self {
        Self { counted: count(listed.len()).saturating_add(unlisted), listed }
    }

    /// All of these.
    pub fn of(errors: Vec<Error>) -> Self {
        Self::new(errors, 0)
    }

    /// With the first of the errors; the others are counted.
    pub(crate) fn capped(mut errors: Vec<Error>, cap: usize) -> Self {
        let more = errors.len().saturating_sub(cap);
        errors.truncate(cap);
        Self::new(errors, count(more))
    }

    /// The errors, in the order of files and lines.
    pub fn listed(&self) -> &[Error] {
        &self.listed
    }

    /// The errors, taken out.
    pub fn into_listed(self) -> Vec<Error> {
        self.listed
    }

    /// The same errors: those without a place are of a file.
    #[must_use]
    pub fn in_file(mut self, at: &Location) -> Self {
        for error in &mut self.listed {
            if error.at().is_none() {
                *error = Error::File { at: at.clone(), problem: error.clone().into_problem().without_option() };
            }
        }
        self
    }

    /// How many there were, those past the cap among them.
    pub fn counted(&self) -> u64 {
        self.counted
    }

    /// How many there were past the cap.
    pub fn unlisted(&self) -> u64 {
        self.counted.saturating_sub(count(self.listed.len()))
    }
}

messages! {
    /// What a list of errors leaves out.
    pub enum Unlisted in "unlisted";

    /// So many more bad rows than are listed.
    BadRows(rows: u64)

    /// Rows that are rejected for one reason: the first lines, and how many more there are.
    SameProblem { place: String, problem: String, rows: u64, lines: Vec<String>, more: u64 }
}

/// A length as a number of things.
pub(crate) fn count(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

impl From<Error> for Errors {
    fn from(error: Error) -> Self {
        Self::new(vec![error], 0)
    }
}
