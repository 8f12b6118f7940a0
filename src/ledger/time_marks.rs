//! Which part of a year the rows of a sum are of, in a few bits next to the sum.

use crate::taxonomy::{Coverage, Days, Months, Period};
use serde::{Deserialize, Serialize};

/// The kind of a sum, a part of its key: sums of two kinds are never added.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct SumKind(u8);

impl SumKind {
    /// Rows that add up to a year: of a flow, or of the whole year.
    pub(super) const YEAR: Self = Self(0);
    /// Rows of a stock by months.
    pub(super) const MONTHS: Self = Self(13);

    /// Rows of a stock by days of a month.
    pub(super) fn days_of(month: u8) -> Self {
        Self(month.clamp(1, 12))
    }

    pub(super) fn of(coverage: Coverage) -> Self {
        match coverage {
            Coverage::Sum(_) => Self::YEAR,
            Coverage::MeanOfMonths(_) => Self::MONTHS,
            Coverage::MeanOfDays { month, .. } => Self::days_of(month),
        }
    }

    /// As a number below 16, and back.
    pub(super) fn number(self) -> u8 {
        self.0
    }

    pub(super) fn of_number(number: u8) -> Self {
        Self(number.min(Self::MONTHS.0))
    }

    /// What the marks of such a sum mean.
    pub(super) fn coverage(self, marks: TimeMarks) -> Coverage {
        match self {
            Self::YEAR => Coverage::Sum(marks.months()),
            Self::MONTHS => Coverage::MeanOfMonths(marks.months()),
            Self(month) => Coverage::MeanOfDays { month, days: Days::of_bits(marks.0) },
        }
    }

    /// The same by months, whatever the kind.
    pub(super) fn by_months(self, marks: TimeMarks) -> TimeMarks {
        match self {
            Self::YEAR | Self::MONTHS => marks,
            Self(month) => TimeMarks::of_months(Months::of(month)),
        }
    }
}

/// The part of the year that rows are of: the months, and whether some are of a whole calendar or fiscal year. In a sum by days of a
/// month, the days instead; what they mean is for [`SumKind`] to say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct TimeMarks(u32);

impl TimeMarks {
    const MONTHS: u32 = (1 << 12) - 1;
    const YEAR: u32 = 1 << 12;
    const FISCAL: u32 = 1 << 13;

    /// Of a row of a flow, or of a stock by the whole year.
    pub(super) fn of(period: Period) -> Self {
        match period {
            Period::Year(_) => Self(Self::YEAR),
            Period::Fiscal(_) => Self(Self::FISCAL),
            Period::Month { month, .. } | Period::Day { month, .. } => Self::of_months(Months::of(month)),
            shorter => {
                shorter.month_parts().fold(Self::default(), |marks, part| Self(marks.0 | Self::of_months(Months::of(part.month)).0))
            }
        }
    }

    pub(super) fn of_months(months: Months) -> Self {
        Self(months.bits().into())
    }

    pub(super) fn of_days(days: Days) -> Self {
        Self(days.bits())
    }

    pub(super) fn of_coverage(coverage: Coverage) -> Self {
        match coverage {
            Coverage::Sum(months) | Coverage::MeanOfMonths(months) => Self::of_months(months),
            Coverage::MeanOfDays { days, .. } => Self::of_days(days),
        }
    }

    #[inline]
    pub(super) fn join(&mut self, other: Self) {
        self.0 |= other.0;
    }

    /// The months that rows of less than a year are of.
    pub(super) fn months(self) -> Months {
        Months::of_bits(u16::try_from(self.0 & Self::MONTHS).unwrap_or_default())
    }

    /// Whether some rows are of a whole calendar year.
    pub(super) fn has_years(self) -> bool {
        self.0 & Self::YEAR != 0
    }

    /// Whether some rows are of a part of a year.
    pub(super) fn has_parts(self) -> bool {
        self.0 & Self::MONTHS != 0
    }

    /// Whether some rows are of a fiscal year.
    pub(super) fn has_fiscal_years(self) -> bool {
        self.0 & Self::FISCAL != 0
    }

    /// Whether the rows are of some of the months only.
    pub(super) fn is_partial(self) -> bool {
        self.has_parts() && self.0 & Self::MONTHS != Self::MONTHS
    }
}
