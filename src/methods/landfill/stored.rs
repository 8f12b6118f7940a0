//! Carbon that stays in the landfill for good (an information item).
//!
//! ```text
//! S = W · DOC · (1 − DOCf) · MCF
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | W | waste landfilled in the year, wet | kg |
//! | DOC | degradable organic carbon of the wet waste | kg/kg |
//! | `DOCf` | part of it that decomposes without air | kg/kg |
//! | MCF | methane correction factor of the site | kg/kg |
//! | S | carbon stored for long by the waste of the year | kg |
//!
//! Source: IPCC 2006 Guidelines, vol. 5, annex 3A.1, eq. 3A1.19. It is never subtracted from the emissions of waste; that of paper,
//! wood and garden waste belongs to harvested wood products.

use super::series::Since;
use super::{DOC, DOCF, by_year, labels_of};
use crate::error::Result;
use crate::factors::Basis;
use crate::methods::labelled::Labelled;
use crate::methods::{Chain, ChainTerm, Input, Inputs, MethodSpec, Outcome, Output, product};
use crate::quantity::{Amount, Fraction, Mass, Ratio, Scalar};
use std::collections::BTreeMap;

/// Inputs, outputs and references of this method.
pub const SPEC: MethodSpec = MethodSpec {
    name: "landfill-stored-carbon",
    reference: "III.1",
    equation: "IPCC 2006, vol. 5, ch. 3, eq. 3A1.19",
    tiers: "1, 2, 3",
    inputs: &[
        Input::table("waste", "kg", &["stream", "year"], "waste landfilled, wet"),
        Input::table("degradable-organic-carbon", "kg/kg", &["stream"], DOC).on(Basis::Wet),
        Input::table("decomposable-fraction", "kg/kg", &["stream"], DOCF),
        Input::table("methane-correction-factor", "kg/kg", &["year"], "correction factor of waste deposited from the year on")
            .of("landfill"),
    ],
    results: &[Output::table("stored-carbon", "kg", &["stream", "year"]), Output::table("accumulated-carbon", "kg", &["year"])],
    alternatives: None,
    kernels: kernels!(run),
};

fn run<N: Scalar>(inputs: &Inputs<N>) -> Result<Outcome<N>> {
    let waste = inputs.amounts::<Mass>("waste")?;
    let streams = labels_of(&waste, "stream")?;
    let carbon = Labelled::shares(inputs, "degradable-organic-carbon", "stream")?.known(&streams)?;
    let parts = Labelled::shares(inputs, "decomposable-fraction", "stream")?.known(&streams)?;
    let corrections = Since::new(by_year::<_, Vec<_>>(&inputs.shares("methane-correction-factor")?)?);
    let (mut outcome, mut years) = (Outcome::new(), BTreeMap::new());
    for row in waste {
        let (stream, year) = (row.label("stream"), row.year()?);
        let stored = StoredCarbon {
            degradable_organic_carbon: carbon.need(stream)?,
            decomposable_fraction: parts.need(stream)?,
            methane_correction_factor: corrections.at(year, "methane correction factor", "the waste")?,
        };
        let mass = stored.carbon(row.value)?.evaluate()?;
        outcome = outcome.with_labels("stored-carbon", Some(year), &[("stream", stream)], mass);
        let held = years.entry(year).or_insert(Amount::ZERO);
        *held = mass.checked_add(*held)?;
    }
    let mut sum = Amount::ZERO;
    for (year, mass) in years {
        sum = mass.checked_add(sum)?;
        outcome = outcome.with_year("accumulated-carbon", year, sum);
    }
    Ok(outcome)
}

/// What the carbon stored by a kind of waste at a kind of site depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StoredCarbon<N = Ratio> {
    /// Degradable organic carbon of the wet waste.
    pub degradable_organic_carbon: Fraction<N>,
    /// The part that decomposes.
    pub decomposable_fraction: Fraction<N>,
    /// The site's methane correction factor in the year of deposit.
    pub methane_correction_factor: Fraction<N>,
}

impl<N: Scalar> StoredCarbon<N> {
    /// The terms of the equation, in its order.
    pub fn chain(&self) -> Result<Chain<N>> {
        Ok(vec![
            ChainTerm::share("degradable-organic-carbon", self.degradable_organic_carbon),
            ChainTerm::one_less("decomposable-fraction", self.decomposable_fraction)?,
            ChainTerm::share("methane-correction-factor", self.methane_correction_factor),
        ])
    }

    /// Carbon stored by the waste of a year.
    ///
    /// ```
    /// use citycarbon::methods::landfill::StoredCarbon;
    /// use citycarbon::quantity::{Mass, Ratio};
    /// // Sheet Stored_C of the IPCC's workbook of 2006, cell D16: 636.944 Gg · 0.15 · (1 − 0.5) · 0.705 = 33.678414 Gg.
    /// let food: StoredCarbon<Ratio> = StoredCarbon {
    ///     degradable_organic_carbon: "0.15".parse()?,
    ///     decomposable_fraction: "0.5".parse()?,
    ///     methane_correction_factor: "0.705".parse()?,
    /// };
    /// let waste: Mass = "636.944 Gg".parse()?;
    /// assert_eq!(food.carbon(waste.into())?.quantity()?, "33.678414 Gg".parse()?);
    /// # Ok::<(), citycarbon::Error>(())
    /// ```
    pub fn carbon(&self, waste: Amount<Mass, N>) -> Result<Amount<Mass, N>> {
        product(waste, &self.chain()?)
    }
}
