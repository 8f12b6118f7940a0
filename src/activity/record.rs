//! Activity: one thing that happened, as a program states it.

use crate::quantity::Reading;
use crate::taxonomy::{Quality, Year};
use serde::{Deserialize, Serialize};

/// An amount of one activity in one year and place: what a row of a ledger says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Activity {
    /// A code of the catalogue, such as `road.diesel-b7`.
    pub code: String,
    /// How much, in the unit as written.
    pub amount: Reading,
    /// When.
    pub year: Year,
    /// Where; empty for the city as a whole.
    pub place: String,
    /// How good the figure is.
    pub quality: Option<Quality>,
}

impl Activity {
    /// An amount for the city as a whole, of no stated quality.
    pub fn new(code: &str, year: Year, amount: Reading) -> Self {
        Self { code: code.to_owned(), amount, year, place: String::new(), quality: None }
    }

    /// The same, in a place.
    #[must_use]
    pub fn at(mut self, place: &str) -> Self {
        place.clone_into(&mut self.place);
        self
    }

    /// The same, of a quality.
    #[must_use]
    pub fn of_quality(mut self, quality: Quality) -> Self {
        self.quality = Some(quality);
        self
    }
}
