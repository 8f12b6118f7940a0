//! Incineration of waste by kind (GPC III.3): see [the page of the family](super).

use super::{KIND, WasteTables, dry_matter_content, fossil_carbon_fraction, oxidation_factor, total_carbon_content, with_carbon};
use crate::error::Result;
use crate::factors::Basis;
use crate::methods::basis::{Dry, WasteFactor, WasteMass, Wet};
use crate::methods::labelled::{Labelled, none_of, one_of};
use crate::methods::{Input, Inputs, MethodSpec, Outcome, Output};
use crate::quantity::{Amount, Mass, Scalar};

/// The inputs of the carbon: all of them, or none where only other gases are asked for.
const CONTENT: &str = "total-carbon-content";
const FRACTION: &str = "fossil-carbon-fraction";
const OXIDATION: &str = "oxidation-factor";
const DRY_N2O: &str = "dry-nitrous-oxide-factor";
const GASES_OF_WET: &[&str] = &["methane-factor", "nitrous-oxide-factor"];
const GASES: &[&str] = &["methane-factor", "nitrous-oxide-factor", DRY_N2O];

/// Inputs, outputs and references of this method.
pub const SPEC: MethodSpec = MethodSpec {
    name: "incineration",
    reference: "III.3",
    equation: "IPCC 2006, vol. 5, ch. 5, eq. 5.1, 5.4 and 5.5",
    tiers: "1, 2",
    inputs: &[
        Input::table("waste", "kg", KIND, "waste burnt, wet"),
        dry_matter_content(KIND).or(GASES_OF_WET).with(&[CONTENT, FRACTION, OXIDATION, DRY_N2O]),
        total_carbon_content(KIND).or(GASES).with(&[FRACTION, OXIDATION]),
        fossil_carbon_fraction(KIND).or(GASES).with(&[CONTENT, OXIDATION]),
        oxidation_factor(KIND).or(GASES).with(&[CONTENT, FRACTION]),
        Input::maybe_table("methane-factor", "kg/kg", KIND, "CH4 of each kg wet").factors("incineration", "CH4").on(Basis::Wet),
        Input::maybe_table("nitrous-oxide-factor", "kg/kg", KIND, "N2O of each kg wet")
            .factors("incineration", "N2O")
            .on(Basis::Wet),
        Input::maybe_table("dry-nitrous-oxide-factor", "kg/kg", KIND, "N2O of each kg dry")
            .factors("incineration", "N2O")
            .on(Basis::Dry),
    ],
    results: &[
        Output::table("CO2", "kg", KIND),
        Output::table("CO2_biogenic", "kg", KIND),
        Output::table("CH4", "kg", KIND),
        Output::table("N2O", "kg", KIND),
        Output::table("unburnt-carbon", "kg", KIND),
    ],
    alternatives: None,
    kernels: kernels!(run),
};

fn run<N: Scalar>(inputs: &Inputs<N>) -> Result<Outcome<N>> {
    let waste = Labelled::<Amount<Mass, N>>::amounts(inputs, "waste", "kind")?;
    let properties = WasteTables::read(inputs, "kind", &waste)?;
    let factors = |name| Labelled::numbers(inputs, name, "kind")?.known(&waste);
    let (methane, wet_n2o, dry_n2o) =
        (factors("methane-factor")?, factors("nitrous-oxide-factor")?, factors("dry-nitrous-oxide-factor")?);
    let methane = methane.all_or_none(&waste)?;
    let mut outcome = Outcome::new();
    for (kind, mass) in waste.iter() {
        let mass = WasteMass::<Wet, N>::new(mass);
        if inputs.has(CONTENT) {
            outcome = with_carbon(outcome, ("kind", kind), mass, &properties.of(kind)?)?;
        }
        if let Some(factor) = methane.get(kind) {
            outcome = outcome.with_labels("CH4", None, &[("kind", kind)], mass.gives(WasteFactor::new(factor))?);
        }
        let wet = wet_n2o.get(kind).map(|factor| mass.gives(WasteFactor::new(factor)));
        let dry =
            dry_n2o.get(kind).map(|factor| mass.dry(properties.dry_matter.need(kind)?)?.gives(WasteFactor::<Dry, N>::new(factor)));
        if let Some((_, n2o)) = one_of(kind, [("nitrous-oxide-factor", wet), ("dry-nitrous-oxide-factor", dry)])? {
            outcome = outcome.with_labels("N2O", None, &[("kind", kind)], n2o?);
        } else if !wet_n2o.is_empty() || !dry_n2o.is_empty() {
            return Err(none_of(kind, ["nitrous-oxide-factor", "dry-nitrous-oxide-factor"]).into());
        }
    }
    Ok(outcome)
}
