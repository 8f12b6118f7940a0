//! From the lowest to the highest: every factor at its printed limit at once.

use super::footprint::{FirmCo2e, FirmFootprint, FirmSource};
use super::sector::FirmInput;
use crate::assess::{ClosedLine, EMISSION_FACTOR, Term, TermOrigin};
use crate::error::Result;
use crate::factors::Registry;
use crate::gas::Stated;
use crate::quantity::{Exact, Mass, Quantity, Ratio, Scalar};

/// The total with every factor at its printed lower limit, and with every one at its upper limit. It is wider than an interval of 95 %,
/// and it says nothing of what the firm measured. No limit is made up where a source prints none.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FirmRange {
    /// Every factor at its lower limit.
    pub low: FirmCo2e,
    /// Every factor at its upper limit.
    pub high: FirmCo2e,
    /// The same of each source.
    pub sources: Vec<(FirmInput, FirmCo2e, FirmCo2e)>,
    /// Sources none of whose emission factors has a printed limit: their figure is the same in both.
    pub without_limits: Vec<FirmInput>,
}

impl FirmFootprint {
    /// Its range, by the limits of rows of these tables.
    pub fn range(&self, registry: &Registry) -> Result<FirmRange> {
        let (mut low, mut high) = (FirmCo2e::ZERO, FirmCo2e::ZERO);
        let (mut sources, mut without_limits) = (Vec::new(), Vec::new());
        for source in self.sources() {
            let (least, most) = match source.gas {
                Some(_) => (source.co2e, source.co2e),
                None => (self.at(source, registry, false)?, self.at(source, registry, true)?),
            };
            (low, high) = (low.checked_add(least)?, high.checked_add(most)?);
            sources.push((source.input, least, most));
            let factors = source.lines.iter().flat_map(|closed| closed.line.terms());
            let mut factors = factors.filter(|term| term.name == EMISSION_FACTOR);
            if !factors.any(|term| limits(term, registry).is_some()) {
                without_limits.push(source.input);
            }
        }
        Ok(FirmRange { low, high, sources, without_limits })
    }

    fn at(&self, source: &FirmSource, registry: &Registry, upper: bool) -> Result<FirmCo2e> {
        let parts = source.lines.iter().map(|closed| self.line_at(closed, registry, upper).map(FirmCo2e::new));
        parts.into_iter().try_fold(FirmCo2e::ZERO, |sum, part| sum.checked_add(part?))
    }

    fn line_at(&self, closed: &ClosedLine, registry: &Registry, upper: bool) -> Result<Exact> {
        let mut mass = closed.line.open_mass()?;
        for term in closed.line.terms() {
            if let Some((value, low, high)) = limits(term, registry) {
                // A row that is divided by is at its upper limit where the product is at its lower one.
                let times = match (is_upright(term)?, upper) {
                    (true, true) => Ratio::new(high, value)?,
                    (true, false) => Ratio::new(low, value)?,
                    (false, true) => Ratio::new(value, low)?,
                    (false, false) => Ratio::new(value, high)?,
                };
                mass = mass.checked_mul(times)?.reduced();
            }
        }
        let mass = Mass::from_base(mass.evaluate()?.value());
        let co2e = closed.line.substance.co2e(mass, self.gwp(), Stated::Refuse)?;
        Ok(co2e.map_or(Exact::ZERO, Quantity::base))
    }
}

/// The value and the printed limits of the row of a term.
fn limits(term: &Term, registry: &Registry) -> Option<(Exact, Exact, Exact)> {
    let [row] = term.rows.as_slice() else { return None };
    let factor = registry.factors().iter().find(|factor| factor.id == row.id).map(|row| (row.rate.value, row.low, row.high));
    let of_parameter =
        || registry.parameters().iter().find(|row_of| row_of.id == row.id).map(|row| (row.rate.value, row.low, row.high));
    let (value, low, high) = factor.or_else(of_parameter)?;
    let (low, high) = (low?, high?);
    let usable = term.origin == TermOrigin::Row && !value.is_zero() && !low.is_zero();
    usable.then_some((value, low, high))
}

/// Whether the product is multiplied by what the row prints, and not divided by it.
fn is_upright(term: &Term) -> Result<bool> {
    let Some(printed) = term.printed_ratio() else { return Ok(true) };
    Ok(term.ratio.compare(printed)?.is_eq())
}
