//! What the rows of one activity show together.

use crate::check::{Check, Finding};
use crate::taxonomy::{Catalogue, Year};

/// A finding about the rows of an activity, in one place and year.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct SeriesFinding {
    /// The activity code.
    pub activity: String,
    /// The place; empty for the city as a whole.
    pub place: String,
    /// The year.
    pub year: Year,
    /// What was found.
    pub finding: Finding,
}

impl SeriesFinding {
    pub(super) fn new(activity: &str, place: &str, year: Year, finding: Finding) -> Self {
        Self { activity: activity.to_owned(), place: place.to_owned(), year, finding }
    }

    /// The check of its year, at the first reference that the activity is counted in; none of an activity that the catalogue does not have.
    pub(crate) fn check(self, catalogue: &Catalogue) -> Option<(Year, Check)> {
        let Self { activity, place, year, finding } = self;
        let rule = catalogue.find(&activity).unwrap_or_default().first()?;
        Some((year, Check::of(rule.category, finding).in_place(&place)))
    }
}
