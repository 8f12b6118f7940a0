//! The CDM's tool for disposal sites, yearly and monthly: for projects, not for inventories.
//!
//! ```text
//! CH4(y) = φ · (1 − f(y)) · (1 − OX) · 16/12 · F · DOCf · MCF · Σ over x ≤ y and streams of W(x) · DOC · e^(−k·(y−x)) · (1 − e^(−k))
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | φ | correction for the uncertainty of the model, a discount | |
//! | f | share of the CH4 captured and flared, burnt or used otherwise | kg/kg |
//! | OX | share that oxidises in the cover | kg/kg |
//! | F | CH4 in the gas | m3/m3 |
//! | `DOCf` | part of the carbon that decomposes | kg/kg |
//! | MCF | methane correction factor | kg/kg |
//! | W | waste of a stream disposed of, or kept from it, in the period | kg |
//! | DOC | degradable organic carbon of the stream | kg/kg |
//! | k | decay rate for each year | 1/yr |
//! | x, y | period of disposal, period looked at | |
//!
//! Periods are years, or months with k/12. Source: UNFCCC, CDM methodological tool `TOOL04`, Emissions from solid waste disposal
//! sites. Three things set it apart from the guidelines: the period of disposal has a whole period of decay, one year before the
//! default of the IPCC; φ makes the figure low on purpose; what is captured is a share of generation. The tool weighs the result with
//! a warming potential; here it is CH4.

use super::decay::{Decay, small};
use super::mass_of;
use crate::error::{ErrorKind, Problem, Result};
use crate::quantity::{Exact, Mass, Quantity, Ratio};

/// The factors of a site that hold for all its waste.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SwdsTool {
    /// φ.
    pub model_correction_factor: Ratio,
    /// OX.
    pub oxidation_factor: Ratio,
    /// F.
    pub methane_fraction: Ratio,
    /// `DOCf`.
    pub decomposable_fraction: Ratio,
    /// MCF.
    pub methane_correction_factor: Ratio,
    /// How many periods a year has: 1 or 12.
    pub periods: Periods,
}

/// The step of the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Periods {
    /// The yearly model.
    Years,
    /// The monthly model.
    Months,
}

/// A stream: its carbon, its decay rate for each year, and its waste period by period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disposed {
    /// DOC.
    pub degradable_organic_carbon: Ratio,
    /// k.
    pub decay_rate: Exact,
    /// From the first period on; those after the last have none.
    pub waste: Vec<Mass>,
}

impl SwdsTool {
    /// CH4 of each period, before what is captured, for as many periods as the longest stream has.
    ///
    /// ```
    /// use citycarbon::methods::landfill::{Disposed, Periods, SwdsTool};
    /// use citycarbon::quantity::{Mass, Ratio};
    /// let one = Ratio::ONE;
    /// let tool = SwdsTool {
    ///     model_correction_factor: one,
    ///     oxidation_factor: Ratio::new(1, 10)?,
    ///     methane_fraction: Ratio::new(1, 2)?,
    ///     decomposable_fraction: Ratio::new(1, 2)?,
    ///     methane_correction_factor: one,
    ///     periods: Periods::Years,
    /// };
    /// let food = Disposed { degradable_organic_carbon: Ratio::new(15, 100)?, decay_rate: "0.4".parse()?, waste: vec![Mass::tonnes(1000)] };
    /// // 1000 t · 0.15 · 0.5 · (1 − e^-0.4) · 0.5 · 16/12 · 0.9 = 14.836 t in the year of disposal itself.
    /// assert_eq!(tool.methane(&[food])?[0].to_string(), "14835.5979283962312 kg");
    /// # Ok::<(), citycarbon::Error>(())
    /// ```
    pub fn methane(&self, streams: &[Disposed]) -> Result<Vec<Mass>> {
        let length = streams.iter().map(|stream| stream.waste.len()).max().unwrap_or(0);
        let periods = match self.periods {
            Periods::Years => 1,
            Periods::Months => 12,
        };
        let factors = [self.decomposable_fraction, self.methane_correction_factor];
        let mut sums = vec![Exact::ZERO; length];
        for stream in streams {
            let carbon = factors.iter().try_fold(stream.degradable_organic_carbon, |carbon, factor| carbon.checked_mul(*factor))?;
            let mut deposits: Vec<u128> =
                stream.waste.iter().map(|waste| small(carbon.checked_mul(waste.base())?)).collect::<Result<_>>()?;
            deposits.resize(length, 0);
            let steps = Decay::from_disposal(stream.decay_rate, periods)?.run(deposits)?;
            for (sum, step) in sums.iter_mut().zip(steps) {
                *sum = sum.checked_add(step.stock()?.decomposed.base())?;
            }
        }
        let rest = [self.model_correction_factor, self.oxidation_factor.complement()?, self.methane_fraction, Ratio::new(16, 12)?];
        let rest = rest.iter().try_fold(Ratio::ONE, |rest, factor| rest.checked_mul(*factor))?;
        sums.into_iter().map(|sum| mass_of(rest.checked_mul(sum)?)).collect()
    }

    /// What is left of a period's CH4 when a share of it is captured.
    pub fn less_captured(methane: Mass, captured: Ratio) -> Result<Mass> {
        if captured.numerator() > captured.denominator() {
            let sum = captured.evaluate()?.value().to_string();
            return Err(Problem::new(ErrorKind::Number, &sum, "a share above one", "write 0.8").into());
        }
        mass_of(captured.complement()?.checked_mul(methane.base())?)
    }
}
