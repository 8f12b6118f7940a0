//! Changes that are a share of what the city does, not an amount of their own.

use crate::quantity::{Fraction, Ratio, Reading, Unit};
use crate::taxonomy::Year;
use serde::{Deserialize, Serialize};

/// A change of a part of an activity in one year. How much that is follows from the baseline it is taken from: the inventory of the
/// year, or business as usual of a plan. Measures of this kind interact with all others that touch the same activity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ShareChange {
    /// The year.
    pub year: Year,
    /// The activity code; of [`ShareAct::GridSeries`], nothing.
    pub code: String,
    /// The place; none for every place.
    pub place: Option<String>,
    /// What happens to it.
    pub act: ShareAct,
}

impl ShareChange {
    /// A change of an activity in every place.
    pub fn new(year: Year, code: &str, act: ShareAct) -> Self {
        Self { year, code: code.to_owned(), place: None, act }
    }
}

with_members! {
    ShareChange {
        /// The same, in one place.
        with_place(place: Option<String>),
    }
}

/// What happens to a part of an activity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ShareAct {
    /// Of those who take part, each saves a share of what it needs.
    Avoided {
        /// Who takes part.
        participation: Fraction,
        /// What each of them saves.
        saving: Fraction,
    },
    /// Of those who take part, each needs so many times what it needed: the ratio of two efficiencies.
    Needed {
        /// Who takes part.
        participation: Fraction,
        /// Needed for each unit that was needed before.
        need: Ratio,
    },
    /// A share of the activity becomes another.
    Switched {
        /// The share.
        share: Fraction,
        /// The code of the other activity.
        to: String,
        /// So much of the other for each `per` of this one.
        gives: Reading,
        /// The unit of this activity that `gives` is for.
        per: Unit,
    },
    /// So much electricity need not be bought.
    Generated {
        /// What is generated.
        amount: Reading,
    },
    /// Grid electricity weighs by another series of the tables.
    GridSeries {
        /// Its name.
        series: String,
    },
}
