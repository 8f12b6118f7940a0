//! Months of a year and days of a month, as sets: which part of a year is known.

use super::time::{Calendar, Year};
use crate::error::{Error, Message, Result};
use serde::{Deserialize, Serialize};

macro_rules! set_of_numbers {
    ($(#[$doc:meta])* $name:ident of $bits:ty, 1 to $last:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "Vec<u8>", into = "Vec<u8>")]
        pub struct $name($bits);

        impl $name {
            /// One of them; none where there is no such number.
            pub fn of(number: u8) -> Self {
                Self::between(number, number)
            }

            /// Those from a number to a number, both included.
            pub fn between(first: u8, last: u8) -> Self {
                let bit = |number: u8| number.checked_sub(1).and_then(|at| <$bits>::from(1_u8).checked_shl(at.into()));
                (first..=last.min($last)).filter_map(bit).fold(Self(0), |set, bit| Self(set.0 | bit))
            }

            /// All of both.
            #[must_use]
            pub fn with(self, other: Self) -> Self {
                Self(self.0 | other.0)
            }

            /// Those that are not among these.
            #[must_use]
            pub fn missing(self) -> Self {
                Self(Self::between(1, $last).0 & !self.0)
            }

            /// How many there are.
            pub fn count(self) -> u32 {
                self.0.count_ones()
            }

            /// Whether there is none.
            pub fn is_empty(self) -> bool {
                self.0 == 0
            }

            /// Whether a number is among them.
            pub fn has(self, number: u8) -> bool {
                !Self::of(number).is_empty() && self.0 & Self::of(number).0 != 0
            }

            /// Their numbers, ascending.
            pub fn iter(self) -> impl Iterator<Item = u8> {
                (1..=$last).filter(move |number| self.has(*number))
            }

            pub(crate) fn bits(self) -> $bits {
                self.0
            }

            pub(crate) fn of_bits(bits: $bits) -> Self {
                Self(bits & Self::between(1, $last).0)
            }
        }

        impl TryFrom<Vec<u8>> for $name {
            type Error = Error;

            fn try_from(numbers: Vec<u8>) -> Result<Self> {
                let set = numbers.iter().fold(Self(0), |set, number| set.with(Self::of(*number)));
                if set.iter().ne(numbers.iter().copied()) {
                    let value = numbers.iter().map(u8::to_string).collect::<Vec<_>>().join(", ");
                    return Err(Message::NumbersOutOfOrder { value: value.into(), last: $last }.into());
                }
                Ok(set)
            }
        }

        impl From<$name> for Vec<u8> {
            fn from(set: $name) -> Self {
                set.iter().collect()
            }
        }
    };
}

set_of_numbers! {
    /// Months of a year, 1 to 12 as in the calendar.
    ///
    /// ```
    /// use citycarbon::taxonomy::Months;
    /// let known = Months::between(1, 7).with(Months::between(9, 12));
    /// assert_eq!(known.count(), 11);
    /// assert_eq!(known.missing().iter().collect::<Vec<_>>(), [8]);
    /// ```
    Months of u16, 1 to 12
}

set_of_numbers! {
    /// Days of a month, 1 to 31.
    Days of u32, 1 to 31
}

impl Months {
    /// Their names in a year: `2022-08`. The months of a fiscal year need its calendar; without one they are named by its number.
    pub fn named(self, year: Year, calendar: Option<Calendar>) -> Vec<String> {
        let ((first, start), _) = match calendar.filter(|_| year.is_fiscal()) {
            Some(calendar) => calendar.span(year),
            None => ((year.number(), 1), (year.number(), 12)),
        };
        let later = self.iter().filter(|month| *month >= start).map(|month| (first, month));
        let after = self.iter().filter(|month| *month < start).map(|month| (first.saturating_add(1), month));
        later.chain(after).map(|(year, month)| format!("{year}-{month:02}")).collect()
    }
}

/// What the sum of some rows is, and the part of its year that they are of.
///
/// A flow (energy, waste, distance) is added up over a year. A stock (people, animals, pipelines) is there all the time: the rows of
/// months or days are added up by month or day, and the year has their mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Coverage {
    /// A sum of the year. The months that rows shorter than a year are of; none where all rows are of the whole year.
    Sum(Months),
    /// A stock known by months: the sum of these months, over which the mean is taken.
    MeanOfMonths(Months),
    /// A stock known by days of one month: the sum of these days, over which the mean of the month is taken.
    MeanOfDays {
        /// The month, 1 to 12.
        month: u8,
        /// Its days.
        days: Days,
    },
}

impl Default for Coverage {
    fn default() -> Self {
        Self::Sum(Months::default())
    }
}

impl Coverage {
    /// The months that the rows are of; none where all are of the whole year.
    pub fn months(self) -> Months {
        match self {
            Self::Sum(months) | Self::MeanOfMonths(months) => months,
            Self::MeanOfDays { month, .. } => Months::of(month),
        }
    }

    /// Whether the year has a mean of it.
    pub fn is_mean(self) -> bool {
        !matches!(self, Self::Sum(_))
    }

    /// What two sums of one kind cover together.
    #[must_use]
    pub(crate) fn with(self, other: Self) -> Self {
        match (self, other) {
            (Self::Sum(ours), Self::Sum(theirs)) => Self::Sum(ours.with(theirs)),
            (Self::MeanOfMonths(ours), Self::MeanOfMonths(theirs)) => Self::MeanOfMonths(ours.with(theirs)),
            (Self::MeanOfDays { month, days }, Self::MeanOfDays { days: theirs, .. }) => {
                Self::MeanOfDays { month, days: days.with(theirs) }
            }
            // Sums of two kinds have keys of their own and never meet.
            (ours, _) => ours,
        }
    }
}
