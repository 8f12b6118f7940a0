//! What a row gives to which sums: nearly always all of it to one; several parts where it crosses years, or is of a stock by days.

use super::PeriodAssignment;
use super::amount::RowAmount;
use super::time_marks::{SumKind, TimeMarks};
use crate::error::Result;
use crate::quantity::{Exact, Ratio};
use crate::taxonomy::{Days, MonthPart, Months, Year};

/// A part of a row, for one sum.
#[derive(Clone, Copy, Debug)]
pub(super) struct RowPart {
    pub(super) slot: PeriodAssignment,
    pub(super) kind: SumKind,
    pub(super) marks: TimeMarks,
    pub(super) amount: RowAmount,
}

/// The parts of a row, in the order of time.
#[derive(Clone, Debug)]
pub(super) enum RowParts {
    One(RowPart),
    Several(Box<[RowPart]>),
}

impl RowParts {
    pub(super) fn as_slice(&self) -> &[RowPart] {
        match self {
            Self::One(part) => core::slice::from_ref(part),
            Self::Several(parts) => parts,
        }
    }

    /// Where the row is counted first; where nothing of it is counted, the year that it is of.
    pub(super) fn slot(&self) -> PeriodAssignment {
        let mut slots = self.as_slice().iter().map(|part| part.slot);
        let first = slots.clone().next();
        let counted = slots.find(|slot| matches!(slot, PeriodAssignment::Counted(_)));
        // A row has a part.
        counted.or(first).unwrap_or(PeriodAssignment::OtherYear(Year::FIRST))
    }
}

impl From<Vec<RowPart>> for RowParts {
    fn from(parts: Vec<RowPart>) -> Self {
        match parts.as_slice() {
            [only] => Self::One(*only),
            _ => Self::Several(parts.into()),
        }
    }
}

/// Months of a row that belong to one year.
#[derive(Clone, Copy)]
pub(super) struct YearShare {
    slot: PeriodAssignment,
    months: Months,
    count: u32,
    days: u32,
}

/// The months of a row by the years that they belong to, in the order of time.
pub(super) fn by_year(months: &[(MonthPart, PeriodAssignment)]) -> Vec<YearShare> {
    let mut shares: Vec<YearShare> = Vec::new();
    for (month, slot) in months {
        let one = YearShare { slot: *slot, months: Months::of(month.month), count: 1, days: month.count().into() };
        match shares.last_mut() {
            Some(last) if last.slot == *slot => {
                last.months = last.months.with(one.months);
                last.count = last.count.saturating_add(1);
                last.days = last.days.saturating_add(one.days);
            }
            _ => shares.push(one),
        }
    }
    shares
}

/// A flow: each year has the amount by its days, rounded half-even at 10^-12 of the unit; the last year has the rest, so that the
/// parts add up to the row.
pub(super) fn of_flow(shares: &[YearShare], amount: RowAmount) -> Result<Vec<RowPart>> {
    let part = |share: &YearShare, amount: RowAmount| RowPart {
        slot: share.slot,
        kind: SumKind::YEAR,
        marks: TimeMarks::of_months(share.months),
        amount,
    };
    let Some((last, others)) = shares.split_last() else { return Ok(Vec::new()) };
    if others.is_empty() {
        return Ok(vec![part(last, amount)]);
    }
    let whole = amount.exact()?;
    let days = shares.iter().fold(0_u32, |sum, share| sum.saturating_add(share.days));
    let (mut rest, mut parts) = (whole, Vec::with_capacity(shares.len()));
    for share in others {
        let own = Ratio::new(whole, i64::from(days))?.checked_mul(Exact::from(i64::from(share.days)))?.evaluate()?.value();
        rest = rest.checked_sub(own)?;
        parts.push(part(share, RowAmount::Long(own)));
    }
    parts.push(part(last, RowAmount::Long(rest)));
    Ok(parts)
}

/// A stock by whole months: it counts once for each of them.
pub(super) fn of_stock_by_months(shares: &[YearShare], amount: RowAmount) -> Result<Vec<RowPart>> {
    let part = |share: &YearShare| {
        let (slot, marks) = (share.slot, TimeMarks::of_months(share.months));
        Ok(RowPart { slot, kind: SumKind::MONTHS, marks, amount: times(amount, share.count)? })
    };
    shares.iter().map(part).collect()
}

/// A stock by days: it counts once for each day, in the sums of their months.
pub(super) fn of_stock_by_days(months: &[(MonthPart, PeriodAssignment)], amount: RowAmount) -> Result<Vec<RowPart>> {
    let part = |(month, slot): &(MonthPart, PeriodAssignment)| {
        let marks = TimeMarks::of_days(Days::between(month.first, month.last));
        Ok(RowPart { slot: *slot, kind: SumKind::days_of(month.month), marks, amount: times(amount, month.count().into())? })
    };
    months.iter().map(part).collect()
}

fn times(amount: RowAmount, times: u32) -> Result<RowAmount> {
    if times == 1 {
        return Ok(amount);
    }
    amount.exact()?.checked_mul(Exact::from(i64::from(times))).map(RowAmount::Long)
}
