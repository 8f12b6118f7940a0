//! CH4 of domestic wastewater, IPCC 2006 (GPC III.4).
//!
//! ```text
//! CH4 = Σⱼ wⱼ · EFⱼ · (TOW · Iⱼ − S) − R            TOW = P · BOD · 365            EFⱼ = Bo · MCFⱼ            wⱼ = Σᵢ Uᵢ · Tᵢⱼ
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | P | persons | head |
//! | BOD | organic load of a person and day | kg/head/day |
//! | U | share of persons in an income group | kg/kg |
//! | T | share of the group whose water goes this way | kg/kg |
//! | I | correction for industry that shares the sewer | kg/kg |
//! | `Bo`, MCF | CH4 that a load can make at most; methane correction factor of the pathway | kg/kg |
//! | S | organic load that leaves as sludge: BOD, not the mass of sludge | kg |
//! | R | CH4 recovered | kg |
//!
//! Source: IPCC 2006 Guidelines, vol. 5, ch. 6, eq. 6.1 to 6.3. I is a factor of TOW and S is of the whole country: where pathways differ
//! in I, each has its own TOW here, less the same S; with one I this is eq. 6.1 to the letter. BOD goes with `Bo` 0.6, COD with 0.25.

use super::domestic::{BOD_LOAD, BOD_PER_PERSON, COD_LOAD, CORRECTION, MCF, PERSONS_OR_LOAD, TreatmentRoute, load_of_year};
use super::organic::{self, CAPACITY, given_factor};
use super::{PATHWAY, PATHWAY_SHARE, POPULATION_SHARE, pathways};
use crate::error::Result;
use crate::methods::recovery::emitted;
use crate::methods::{Alternatives, Input, Inputs, MethodSpec, Outcome, Output};
use crate::quantity::{Amount, Mass, Scalar};

/// Inputs, outputs and references of this method.
pub const SPEC: MethodSpec = MethodSpec {
    name: "wastewater-2006",
    reference: "III.4",
    equation: "IPCC 2006, vol. 5, ch. 6, eq. 6.1 to 6.3",
    tiers: "1, 2",
    inputs: &[
        PERSONS_OR_LOAD,
        BOD_PER_PERSON,
        BOD_LOAD,
        COD_LOAD,
        POPULATION_SHARE,
        PATHWAY_SHARE,
        CORRECTION,
        CAPACITY,
        MCF,
        given_factor(PATHWAY),
        Input::maybe(
            "sludge-organics",
            "kg",
            "organic load that leaves as sludge (S), not the mass of sludge; zero if left out (default of eq. 6.1)",
        ),
        Input::maybe("methane-recovered", "kg", "CH4 recovered (R); zero if left out (default of eq. 6.1)"),
    ],
    results: &[
        Output::table("organic-load", "kg", PATHWAY),
        Output::table("CH4-generated", "kg", PATHWAY),
        Output::one("CH4", "kg"),
        Output::one("pathway-share", "kg/kg"),
    ],
    alternatives: Some(Alternatives::DomesticWastewater),
    kernels: kernels!(run),
};

fn run<N: Scalar>(inputs: &Inputs<N>) -> Result<Outcome<N>> {
    let shares = pathways(inputs)?;
    let load = load_of_year(inputs)?;
    let sludge = inputs.maybe_amount("sludge-organics")?.unwrap_or(Amount::ZERO);
    let recovered = inputs.maybe_amount("methane-recovered")?.unwrap_or(Amount::ZERO);
    let mut outcome = Outcome::new().with_number("pathway-share", None, &[], shares.whole()?.number());
    let mut generated = Amount::ZERO;
    for (pathway, route) in TreatmentRoute::read(inputs, &shares)? {
        // Divided out pathway by pathway, so that their sum is all that is generated to the last digit.
        let methane = compute(load, &route, sludge)?.evaluate()?;
        generated = generated.checked_add(methane)?;
        let named = [("pathway", pathway.as_str())];
        outcome = outcome.with_labels("organic-load", None, &named, route.load(load)?);
        outcome = outcome.with_labels("CH4-generated", None, &named, methane);
    }
    Ok(outcome.with("CH4", emitted(generated, recovered)?))
}

/// CH4 generated on one route (eq. 6.1): `load` and `sludge` are of all persons.
///
/// ```
/// use citycarbon::methods::wastewater::{domestic::TreatmentRoute, domestic_2006};
/// use citycarbon::quantity::{Fraction, Mass, Ratio};
/// // A thousand persons of 40 g a day, all in sewers to a plant that is overloaded (0.6 · 0.3): (14,600 · 1.25 − 250) · 0.18 = 3240 kg.
/// let plant = TreatmentRoute {
///     share: Fraction::ONE,
///     bod_correction_factor: Ratio::new(125, 100)?,
///     methane_factor: Ratio::new(18, 100)?,
/// };
/// let generated = domestic_2006::compute(Mass::kilograms(14_600).into(), &plant, Mass::kilograms(250).into())?;
/// assert_eq!(generated.quantity()?, Mass::kilograms(3240));
/// # Ok::<(), citycarbon::Error>(())
/// ```
///
/// # Errors
/// More load in sludge than there is.
pub fn compute<N: Scalar>(load: Amount<Mass, N>, route: &TreatmentRoute<N>, sludge: Amount<Mass, N>) -> Result<Amount<Mass, N>> {
    organic::methane(
        load.checked_mul(route.bod_correction_factor)?,
        sludge,
        route.share.number().checked_mul(route.methane_factor)?,
    )
}
