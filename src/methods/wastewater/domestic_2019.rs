//! CH4 of domestic wastewater, 2019 Refinement (GPC III.4).
//!
//! ```text
//! CH4ⱼ = (TOW · wⱼ · Iⱼ − Sⱼ) · EFⱼ − Rⱼ            TOW = P · BOD · 365            EFⱼ = Bo · MCFⱼ            wⱼ = Σᵢ Uᵢ · Tᵢⱼ
//! S = sludge · Krem  (plants)        S = TOWⱼ · F · 0.5  (septic tanks)        TOW · wⱼ · (1 − rem)  (effluent)
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
//! | `Krem` | BOD removed with each kg of dry sludge | kg/kg |
//! | F | share of tanks that are emptied as they should be | kg/kg |
//! | rem | share of the load that a treatment removes before the water is discharged | kg/kg |
//! | R | CH4 recovered | kg |
//!
//! Source: 2019 Refinement, vol. 5, ch. 6, eq. 6.1 to 6.3d. I is a factor of the load of the pathway only, and treated water emits again
//! where it is discharged. BOD goes with `Bo` 0.6, COD with 0.25.

use super::domestic::{BOD_LOAD, BOD_PER_PERSON, COD_LOAD, CORRECTION, MCF, PERSONS_OR_LOAD, TreatmentRoute, load_of_year};
use super::organic::{self, CAPACITY, given_factor};
use super::{PATHWAY, PATHWAY_SHARE, POPULATION_SHARE, pathways};
use crate::error::{Message, Result};
use crate::methods::basis::{Dry, WasteMass};
use crate::methods::labelled::Labelled;
use crate::methods::recovery::emitted;
use crate::methods::{Alternatives, Input, Inputs, MethodSpec, Outcome, Output};
use crate::quantity::{Amount, Fraction, Mass, Scalar};

/// Inputs, outputs and references of this method.
pub const SPEC: MethodSpec = MethodSpec {
    name: "wastewater-2019",
    reference: "III.4",
    equation: "IPCC 2019, vol. 5, ch. 6, eq. 6.1 to 6.3d",
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
        Input::maybe_table(
            "sludge-organics",
            "kg",
            PATHWAY,
            "organic load that leaves as sludge (S); zero if it and the other inputs of sludge are left out (default of eq. 6.1)",
        ),
        Input::maybe_table("dry-sludge", "kg", PATHWAY, "raw sludge removed by plants, dry"),
        Input::maybe_table("sludge-organics-factor", "kg/kg", PATHWAY, "load removed with each kg of dry sludge (Krem)")
            .with(&["dry-sludge"]),
        Input::maybe_table("septic-compliance", "kg/kg", PATHWAY, "share of septic tanks that are emptied as they should be (F)"),
        Input::maybe_table("methane-recovered", "kg", PATHWAY, "CH4 recovered (R); zero if left out (default of eq. 6.1)"),
        Input::maybe_table(
            "removed-organics-fraction",
            "kg/kg",
            PATHWAY,
            "share of the load removed before treated water is discharged; without it the discharge is not estimated",
        ),
        Input::maybe("effluent-methane-factor", "kg/kg", "CH4 of each kg of load in treated water that is discharged")
            .parameters("wastewater-methane-factor")
            .of("wastewater")
            .with(&["removed-organics-fraction"]),
        Input::maybe("effluent-correction-factor", "kg/kg", "I of treated water (eq. 6.3a), 1 where the load is that of eq. 6.3d")
            .with(&["removed-organics-fraction"]),
    ],
    results: &[
        Output::table("organic-load", "kg", PATHWAY),
        Output::table("sludge-organics", "kg", PATHWAY),
        Output::table("CH4", "kg", PATHWAY),
        Output::one("pathway-share", "kg/kg"),
    ],
    alternatives: Some(Alternatives::DomesticWastewater),
    kernels: kernels!(run),
};

/// What the results call the treated water of all pathways, where it is discharged.
const DISCHARGE: &str = "effluent";

fn run<N: Scalar>(inputs: &Inputs<N>) -> Result<Outcome<N>> {
    let shares = pathways(inputs)?;
    if shares.get(DISCHARGE).is_some() {
        return Err(Message::ReservedLabel { value: DISCHARGE.into(), label: "pathway".into() }.into());
    }
    let load = load_of_year(inputs)?;
    let amounts = |name| Labelled::<Amount<Mass, N>>::amounts(inputs, name, "pathway")?.known(&shares);
    let (given, dry, recovered) = (amounts("sludge-organics")?, amounts("dry-sludge")?, amounts("methane-recovered")?);
    let kept = Labelled::numbers(inputs, "sludge-organics-factor", "pathway")?.known(&dry)?;
    let compliance = Labelled::shares(inputs, "septic-compliance", "pathway")?.known(&shares)?;
    let removed = Labelled::shares(inputs, "removed-organics-fraction", "pathway")?.known(&shares)?;
    let mut outcome = Outcome::new().with_number("pathway-share", None, &[], shares.whole()?.number());
    let mut effluent = None;
    for (pathway, route) in TreatmentRoute::read(inputs, &shares)? {
        let own = route.load(load)?;
        let mut sludge = given.get(&pathway).unwrap_or(Amount::ZERO);
        if let Some(dry) = dry.get(&pathway) {
            sludge = sludge.checked_add(plant_sludge(WasteMass::new(dry), kept.need(&pathway)?)?)?;
        }
        if let Some(complying) = compliance.get(&pathway) {
            sludge = sludge.checked_add(septic_sludge(own, complying)?)?;
        }
        let methane = emitted(compute(load, &route, sludge)?, recovered.get(&pathway).unwrap_or(Amount::ZERO))?;
        let named = [("pathway", pathway.as_str())];
        outcome = outcome.with_labels("organic-load", None, &named, own);
        outcome = outcome.with_labels("sludge-organics", None, &named, sludge);
        outcome = outcome.with_labels("CH4", None, &named, methane);
        if let Some(removed) = removed.get(&pathway) {
            let left = discharged(load, &route, removed)?;
            effluent = Some(effluent.map_or(Ok(left), |sum: Amount<Mass, N>| sum.checked_add(left))?);
        }
    }
    let Some(effluent) = effluent else { return Ok(outcome) };
    let effluent = effluent.checked_mul(inputs.number("effluent-correction-factor")?)?;
    let emitted = organic::methane(effluent, Amount::ZERO, inputs.number("effluent-methane-factor")?)?;
    let named = [("pathway", DISCHARGE)];
    Ok(outcome.with_labels("organic-load", None, &named, effluent).with_labels("CH4", None, &named, emitted))
}

/// CH4 generated on one route (eq. 6.1 updated): `load` is of all persons, `sludge` of this route.
///
/// ```
/// use citycarbon::methods::wastewater::domestic::TreatmentRoute;
/// use citycarbon::methods::wastewater::domestic_2019::{self, septic_sludge};
/// use citycarbon::quantity::{Fraction, Mass, Ratio};
/// // A thousand persons of 40 g a day with septic tanks (0.6 · 0.5), half of them emptied: 14,600 · (1 − 0.5 · 0.5) · 0.3 = 3285 kg.
/// let tanks = TreatmentRoute { share: Fraction::ONE, bod_correction_factor: Ratio::ONE, methane_factor: Ratio::new(3, 10)? };
/// let load = Mass::kilograms(14_600).into();
/// let sludge = septic_sludge(tanks.load(load)?, Fraction::from_parts(5, 10)?)?;
/// assert_eq!(domestic_2019::compute(load, &tanks, sludge)?.quantity()?, Mass::kilograms(3285));
/// # Ok::<(), citycarbon::Error>(())
/// ```
///
/// # Errors
/// More load in sludge than goes this way.
pub fn compute<N: Scalar>(load: Amount<Mass, N>, route: &TreatmentRoute<N>, sludge: Amount<Mass, N>) -> Result<Amount<Mass, N>> {
    organic::methane(route.load(load)?, sludge, route.methane_factor)
}

/// Load in the sludge of plants (eq. 6.3b): dry sludge times what each kg of it removed.
pub fn plant_sludge<N: Scalar>(sludge: WasteMass<Dry, N>, sludge_organics_factor: N) -> Result<Amount<Mass, N>> {
    sludge.mass().checked_mul(sludge_organics_factor)
}

/// Load in the sludge of septic tanks (eq. 6.3c): half of the load of those that are emptied as they should be.
pub fn septic_sludge<N: Scalar>(load: Amount<Mass, N>, septic_compliance: Fraction<N>) -> Result<Amount<Mass, N>> {
    load.part(septic_compliance)?.checked_mul(N::constant(1, 2)?)
}

/// Load that leaves with treated water (eq. 6.3d, which has no I).
pub fn discharged<N: Scalar>(
    load: Amount<Mass, N>,
    route: &TreatmentRoute<N>,
    removed_organics_fraction: Fraction<N>,
) -> Result<Amount<Mass, N>> {
    load.part(route.share)?.part(removed_organics_fraction.complement()?)
}
