//! What a measure does to the amounts of one part of it.

use super::activity_state::{ActivityCell, ActivityState};
use crate::error::{Error, Message, Result};
use crate::quantity::{CLOSING_PLACES, Exact, Ratio, Rounding};
use crate::taxonomy::Year;
use core::fmt;
use std::sync::Arc;

/// The cells of one year that are changed together, and how. Nothing else is seen or changed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ActPart {
    pub(super) cells: Vec<ActivityCell>,
    pub(super) act: Act,
}

/// How amounts change. Numbers are in one form ([`one_form`]), so that equal acts compare as equal.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Act {
    /// Each amount so many times.
    Scale(Ratio),
    /// So much more of each; less where it is below zero.
    Add(Ratio),
    /// A share of the first becomes so much of the second for each unit.
    Switch { share: Ratio, into: Ratio },
    /// Grid electricity weighs as this series has it; no amount changes.
    Series(String),
    /// A function of the caller's own.
    Own(OwnAct),
}

/// A pure function of the cells that it declares.
#[derive(Clone)]
pub(super) struct OwnAct(Arc<OwnFunction>);

/// What it is given and gives back has the cells of one part in one year.
type OwnFunction = dyn Fn(&ActivityState) -> Result<ActivityState> + Send + Sync;

impl OwnAct {
    pub(super) fn new(act: impl Fn(&ActivityState) -> Result<ActivityState> + Send + Sync + 'static) -> Self {
        Self(Arc::new(act))
    }
}

/// Two functions are equal where they are one.
impl PartialEq for OwnAct {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl fmt::Debug for OwnAct {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OwnAct")
    }
}

impl ActPart {
    /// Whether there may be something of its `at`th cell only because of it.
    pub(super) fn creates(&self, at: usize) -> bool {
        match &self.act {
            Act::Scale(_) | Act::Series(_) => false,
            Act::Add(amount) => !amount.numerator().is_negative() || self.cells.get(at).is_some_and(ActivityCell::may_be_negative),
            Act::Switch { .. } => at == 1,
            Act::Own(_) => true,
        }
    }

    /// Changes the amounts at the places `at` of its cells.
    pub(super) fn run(&self, measure: &str, year: Year, at: &[usize], amounts: &mut [Ratio]) -> Result<()> {
        match &self.act {
            Act::Scale(times) => self.each(measure, year, at, amounts, |_, amount| amount.checked_mul(*times))?,
            Act::Add(more) => self.each(measure, year, at, amounts, |_, amount| amount.checked_add(*more))?,
            Act::Switch { share, into } => {
                let [from, to] = at else { return Ok(()) };
                let Some(before) = amounts.get(*from).copied() else { return Ok(()) };
                let (moved, kept) = (before.checked_mul(*share)?, share.complement()?);
                if let Some(from) = amounts.get_mut(*from) {
                    *from = settled(before.checked_mul(kept)?)?;
                }
                if let Some(to) = amounts.get_mut(*to) {
                    *to = settled(to.checked_add(moved.checked_mul(*into)?)?)?;
                }
            }
            Act::Series(_) => {}
            Act::Own(own) => {
                let given = self.cells.iter().zip(at).fold(ActivityState::default(), |state, (cell, at)| {
                    state.with_amount(year, cell.clone(), amounts.get(*at).copied().unwrap_or(Ratio::ZERO))
                });
                let changed = (own.0)(&given)?;
                self.refuse_undeclared(measure, year, &changed)?;
                self.each(measure, year, at, amounts, |cell, _| Ok(changed.amount_or_zero(year, cell)))?;
            }
        }
        Ok(())
    }

    /// Changes each amount. Never clipped: one that falls below zero is refused.
    fn each(
        &self,
        measure: &str,
        year: Year,
        at: &[usize],
        amounts: &mut [Ratio],
        change: impl Fn(&ActivityCell, Ratio) -> Result<Ratio>,
    ) -> Result<()> {
        for (cell, at) in self.cells.iter().zip(at) {
            let Some(amount) = amounts.get_mut(*at) else { continue };
            let before = *amount;
            *amount = settled(change(cell, before)?)?;
            if amount.numerator().is_negative() && !before.numerator().is_negative() && !cell.may_be_negative() {
                return Err(below_zero(measure, year, cell, before, *amount)?.into());
            }
        }
        Ok(())
    }

    /// Refuses a result of a function of one's own that has what was not declared.
    fn refuse_undeclared(&self, measure: &str, year: Year, changed: &ActivityState) -> Result<()> {
        let refused = |value: &str| {
            let (value, measure, year) = (value.into(), measure.into(), (&year).into());
            Err(Message::CellNotDeclared { value, measure, year }.into())
        };
        if let Some((_, cell, _)) = changed.amounts().find(|(of, cell, _)| *of != year || !self.cells.contains(cell)) {
            return refused(&cell.code);
        }
        match changed.series_of_any_year() {
            Some(series) => refused(series),
            None => Ok(()),
        }
    }
}

/// A number in the one form that it has here: a decimal where it ends as one, which is fastest to multiply, else in lowest terms.
pub(super) fn one_form(number: Ratio) -> Ratio {
    let whole = number.evaluate().ok().filter(|closed| !closed.rounded());
    whole.map_or_else(|| number.reduced(), |closed| closed.value().into())
}

/// What an amount below zero is refused with.
fn below_zero(measure: &str, year: Year, cell: &ActivityCell, before: Ratio, after: Ratio) -> Result<Message> {
    let of_base = |number: Ratio| Ok::<_, Error>(format!("{} {}", number.evaluate()?.value(), cell.unit().symbol()));
    Ok(Message::MeasureBelowZero {
        value: of_base(after)?.into(),
        measure: measure.into(),
        activity: cell.code.as_str().into(),
        place: Some(cell.place.as_str()).filter(|place| !place.is_empty()).map(Into::into),
        year: (&year).into(),
        before: of_base(before)?.into(),
    })
}

/// An amount as later measures take it: exact as long as its parts are held in 128 bits, else half-even at 10^-12 base units, so that a
/// long chain of measures does not grow past what is held.
pub(super) fn settled(amount: Ratio) -> Result<Ratio> {
    settled_at(amount, CLOSING_PLACES)
}

/// The same, half-even at so many digits after the dot.
pub(super) fn settled_at(amount: Ratio, places: u32) -> Result<Ratio> {
    let narrow = |number: Exact| number.at_scale(number.scale()).is_some();
    let short = |ratio: Ratio| narrow(ratio.numerator()) && narrow(ratio.denominator());
    if short(amount) {
        return Ok(amount);
    }
    let reduced = amount.reduced();
    if short(reduced) {
        return Ok(reduced);
    }
    amount.divided(places, Rounding::HalfEven).map(Ratio::from)
}
