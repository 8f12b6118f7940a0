//! N2O of domestic wastewater, IPCC 2006 (GPC III.4).
//!
//! ```text
//! TN = P · protein · 365 · Fnpr · Fnc · Fic            plants = P · T · Fic · EFp
//! N2O = (TN − Nsludge − plants · 28/44) · EF · 44/28 + plants
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | P | persons | head |
//! | protein | protein of a person and day | kg/head/day |
//! | `Fnpr` | nitrogen in protein | kg/kg |
//! | `Fnc` | factor for protein that is not eaten | kg/kg |
//! | `Fic` | factor for nitrogen of industry that shares the sewer | kg/kg |
//! | T | share of persons connected to plants | kg/kg |
//! | `EFp` | N2O of a plant for each person and year | kg/head/yr |
//! | EF | N2O-N of the nitrogen in effluent | kg/kg |
//!
//! Source: IPCC 2006 Guidelines, vol. 5, ch. 6, eq. 6.7 to 6.9. EF is for N2O-N and is multiplied by 44/28; `EFp` is for N2O already. What
//! plants emit is taken off the effluent.

use super::nitrogen::{
    EFFLUENT, LOAD, NITROGEN, NOT_EATEN, NitrogenSource, PERSONS_OR_LOAD, Protein, STAGES, nitrous_oxide, supply,
};
use crate::error::{Message, Result};
use crate::methods::{Alternatives, ChainTerm, Input, Inputs, MethodSpec, Outcome, Output, product};
use crate::quantity::{Amount, Coefficient, Fraction, HeadDays, Heads, Mass, Scalar};

/// Inputs, outputs and references of this method.
pub const SPEC: MethodSpec = MethodSpec {
    name: "wastewater-nitrogen-2006",
    reference: "III.4",
    equation: "IPCC 2006, vol. 5, ch. 6, eq. 6.7 to 6.9",
    tiers: "1, 2",
    inputs: &[
        PERSONS_OR_LOAD.with(&["plant-population"]),
        supply("protein of a person, as eaten"),
        LOAD,
        NITROGEN,
        NOT_EATEN,
        Input::one("industrial-codischarge-factor", "kg/kg", "factor for industry that shares the sewer"),
        EFFLUENT,
        Input::maybe("sludge-nitrogen", "kg", "nitrogen that leaves as sludge; zero if left out (default of eq. 6.8)"),
        Input::maybe(
            "plant-population",
            "kg/kg",
            "share of persons connected to advanced plants; without it plants are not estimated (eq. 6.9)",
        ),
        Input::maybe("plant-nitrous-oxide", "g/head/yr", "N2O of such a plant for each person").with(&["plant-population"]),
    ],
    results: &[
        Output::one("nitrogen", "kg"),
        Output::one("effluent-nitrogen", "kg"),
        Output::table("N2O", "kg", &["stage"]).words(STAGES),
    ],
    alternatives: Some(Alternatives::WastewaterNitrogen),
    kernels: kernels!(run),
};

fn run<N: Scalar>(inputs: &Inputs<N>) -> Result<Outcome<N>> {
    let industry = inputs.number("industrial-codischarge-factor")?;
    let protein = || {
        Ok(Protein {
            protein_supply: inputs.coefficient("protein-supply")?,
            protein_consumed_fraction: None,
            nitrogen_in_protein: inputs.share("nitrogen-in-protein")?,
            household_nitrogen_factor: None,
            non_consumed_protein_factor: inputs.number("non-consumed-protein-factor")?,
        })
    };
    // Persons are asked for by plants too, next to a load that was measured.
    let asking = ["protein-supply", "nitrogen-in-protein", "non-consumed-protein-factor"];
    let nitrogen = NitrogenSource::read(inputs, &asking, protein)?.with_industry(industry)?;
    let sludge = inputs.maybe_amount("sludge-nitrogen")?.unwrap_or(Amount::ZERO);
    let mut outcome = Outcome::new().with("nitrogen", nitrogen);
    let mut of_plants = Amount::ZERO;
    if let Some(connected) = inputs.maybe_share("plant-population")? {
        of_plants = plants(inputs.amount("persons")?, connected, industry, inputs.coefficient("plant-nitrous-oxide")?)?;
        outcome = outcome.with_labels("N2O", None, &[("stage", "plants")], of_plants);
    }
    let effluent = effluent(nitrogen, sludge, of_plants)?;
    let emitted = nitrous_oxide(effluent, inputs.share("effluent-nitrogen-fraction")?)?;
    Ok(outcome.with("effluent-nitrogen", effluent).with_labels("N2O", None, &[("stage", "effluent")], emitted))
}

/// N2O of plants by persons (eq. 6.9).
///
/// ```
/// use citycarbon::methods::wastewater::nitrogen_2006::plants;
/// use citycarbon::quantity::{Coefficient, Fraction, HeadDays, Heads, Mass, Ratio};
/// // A thousand persons, half of them connected, 1.25 for industry, 3.2 g each a year: 1000 · 0.5 · 1.25 · 0.0032 = 2 kg.
/// let each = Coefficient::from_parts(Mass::grams(32), HeadDays::person_days(3650))?;
/// let emitted = plants(Heads::count(1000).into(), Fraction::from_parts(5, 10)?, Ratio::new(125, 100)?, each)?;
/// assert_eq!(emitted.quantity()?, Mass::kilograms(2));
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn plants<N: Scalar>(
    persons: Amount<Heads, N>,
    plant_population: Fraction<N>,
    industrial_codischarge_factor: N,
    plant_nitrous_oxide: Coefficient<Mass, HeadDays, N>,
) -> Result<Amount<Mass, N>> {
    let terms = [
        ChainTerm::share("plant-population", plant_population),
        ChainTerm::of("industrial-codischarge-factor", industrial_codischarge_factor),
        ChainTerm::of("plant-nitrous-oxide", plant_nitrous_oxide.number()),
        ChainTerm::constant("365", 365, 1)?,
    ];
    product(persons, &terms)
}

/// Nitrogen in N2O: 28/44 of it.
pub fn nitrogen_of<N: Scalar>(nitrous_oxide: Amount<Mass, N>) -> Result<Amount<Mass, N>> {
    nitrous_oxide.checked_mul(N::constant(28, 44)?)
}

/// Nitrogen that reaches water (eq. 6.8): less what leaves as sludge and what plants emit.
///
/// # Errors
/// More taken off than there is.
pub fn effluent<N: Scalar>(nitrogen: Amount<Mass, N>, sludge: Amount<Mass, N>, plants: Amount<Mass, N>) -> Result<Amount<Mass, N>> {
    let taken = sludge.checked_add(nitrogen_of(plants)?)?;
    match nitrogen.checked_sub(taken)? {
        Some(left) => Ok(left),
        None => Err(Message::MoreNitrogenRemoved { value: taken.shown().into(), nitrogen: nitrogen.shown().into() }.into()),
    }
}
