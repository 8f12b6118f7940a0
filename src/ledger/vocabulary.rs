//! What a ledger's words mean, as the caller knows it.

use crate::error::Problem;
use crate::quantity::{EnergyBasis, Exact};
use crate::taxonomy::{Period, Year};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Where a period belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum PeriodAssignment {
    /// Summed, in this year.
    Counted(Year),
    /// A year that the inventory does not have: the row is counted and named, never summed.
    OtherYear(Year),
}

/// A word that a vocabulary does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnknownTerm<'a> {
    /// An activity code.
    Activity(&'a str),
    /// A unit, for an activity.
    Unit(u32, &'a str),
    /// Net or gross, for an activity in a unit.
    Basis(u32, u32, EnergyBasis),
    /// A place.
    Place(&'a str),
    /// A period, for an activity; and the cell as written.
    Period(u32, Period, &'a str),
}

/// The words of a ledger: names to numbers and back. The numbers are the caller's own; the same name must always give the same.
///
/// Two spellings of one thing give one number. A reader keeps the answers, right and wrong, so a word is seldom asked about twice.
pub trait Vocabulary: Sync {
    /// The number of an activity code.
    fn activity(&self, code: &str) -> Option<u32>;

    /// The number of a unit that fits the activity.
    fn unit(&self, activity: u32, unit: &str) -> Option<u32>;

    /// Whether an activity in a unit may be counted on a basis: energy of a fuel may, where its factors are for net or gross energy
    /// or a ratio turns one into the other. A vocabulary without such units takes none.
    fn takes_basis(&self, _activity: u32, _unit: u32, _basis: EnergyBasis) -> bool {
        false
    }

    /// The number of a place. An empty cell is asked about as well; where the column is absent, [`place_of_rows`](Self::place_of_rows) is.
    fn place(&self, place: &str) -> Option<u32>;

    /// The place of every row where the ledger has no column for it; none where such rows are of the city as a whole.
    fn place_of_rows(&self) -> Option<u32> {
        None
    }

    /// Where a period belongs: a calendar year, a fiscal year, or a month. A day belongs where its month does, a quarter or a span of
    /// days where its months do.
    fn period(&self, activity: u32, period: Period) -> Option<PeriodAssignment>;

    /// Whether the activity's amounts may be below zero.
    fn allows_negative(&self, activity: u32) -> bool;

    /// Whether the activity's amounts are there all the time, as people and animals are: what is known by months or days is not added
    /// up over them, but gives a mean.
    fn is_stock(&self, _activity: u32) -> bool {
        false
    }

    /// Whether a row that crosses years is shared among them by days; otherwise it is refused.
    fn shares_rows(&self) -> bool {
        true
    }

    /// The code of an activity.
    fn activity_name(&self, activity: u32) -> Cow<'_, str>;

    /// The symbol of a unit.
    fn unit_name(&self, unit: u32) -> Cow<'_, str>;

    /// How many of the unit that [`unit_name`](Self::unit_name) names one of this unit is; none where it is that unit itself.
    fn unit_multiple(&self, _unit: u32) -> Option<Exact> {
        None
    }

    /// The name of a place.
    fn place_name(&self, place: u32) -> Cow<'_, str>;

    /// Why a word is refused, and what to write instead. Asked only for rows that will be shown.
    fn explain(&self, miss: UnknownTerm<'_>) -> Problem;
}
