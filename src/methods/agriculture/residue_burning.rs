//! Crop residues burnt in the open (GPC V.3): straw on the field, husk at the mill.
//!
//! ```text
//! E = Σ A · MB · Cf · Gef
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | A | area on which residues are burnt | m2 |
//! | MB | residues on it when the fire is lit, dry: less what was taken away or has rotted | kg/m2 |
//! | Cf | share of them that burns | kg/kg |
//! | Gef | gas of the dry matter that burns | kg/kg |
//!
//! Source: IPCC 2006 Guidelines and 2019 Refinement, vol. 4, ch. 2, eq. 2.27; tables 2.5 and 2.6. CO2 of annual crops is taken up again by
//! the next crop and is not counted: it can be given as biogenic CO2, which is in no total. Residues that a stove or boiler burns for
//! energy are stationary energy, burnt household waste is waste.

use crate::error::Result;
use crate::methods::labelled::{Labelled, just_one};
use crate::methods::{ChainTerm, Input, Inputs, MethodSpec, Outcome, Output, product};
use crate::quantity::{Amount, Area, Coefficient, Fraction, Mass, Scalar};

const CROP: &[&str] = &["crop"];
const BURNT: &str = "combustion-factor";
const PROCESS: &str = "agriculture.residue-burning";
const GASES: [(&str, &str); 3] =
    [("CH4", "methane-factor"), ("N2O", "nitrous-oxide-factor"), ("CO2_biogenic", "biogenic-carbon-dioxide-factor")];

/// Inputs, outputs and references of this method.
pub const SPEC: MethodSpec = MethodSpec {
    name: "residue-burning",
    reference: "V.3",
    equation: "IPCC 2006 and 2019, vol. 4, ch. 2, eq. 2.27",
    tiers: "1, 2",
    inputs: &[
        Input::maybe_table("residues", "t", CROP, "residues there are when the fire is lit, dry"),
        Input::maybe_table("burnt-area", "ha", CROP, "area on which residues are burnt, instead of residues"),
        Input::maybe_table("residue-density", "t/ha", CROP, "residues of an area when the fire is lit, dry").with(&["burnt-area"]),
        Input::table(BURNT, "kg/kg", CROP, "share of the residues that burns"),
        Input::table("methane-factor", "g/kg", CROP, "CH4 of the dry matter that burns").factors(PROCESS, "CH4"),
        Input::table("nitrous-oxide-factor", "g/kg", CROP, "N2O of the dry matter that burns").factors(PROCESS, "N2O"),
        Input::maybe_table(
            "biogenic-carbon-dioxide-factor",
            "g/kg",
            CROP,
            "CO2 of it: in no total; none if left out (IPCC, note of table 2.5)",
        )
        .factors(PROCESS, "CO2_biogenic"),
    ],
    results: &[Output::table("CH4", "kg", CROP), Output::table("N2O", "kg", CROP), Output::table("CO2_biogenic", "kg", CROP)],
    alternatives: None,
    kernels: kernels!(run),
};

fn run<N: Scalar>(inputs: &Inputs<N>) -> Result<Outcome<N>> {
    let burnt = Labelled::shares(inputs, BURNT, "crop")?;
    let given = Labelled::<Amount<Mass, N>>::amounts(inputs, "residues", "crop")?.known(&burnt)?;
    let areas = Labelled::<Amount<Area, N>>::amounts(inputs, "burnt-area", "crop")?.known(&burnt)?;
    let densities = Labelled::<Coefficient<Mass, Area, N>>::coefficients(inputs, "residue-density", "crop")?.known(&areas)?;
    let burnt = burnt.turned(|crop, share| {
        let of_area = |area| densities.need(crop)?.of(area);
        let ways = [("residues", given.get(crop).map(Ok)), ("burnt-area with residue-density", areas.get(crop).map(of_area))];
        dry_matter(just_one(crop, ways)?.1?, share)
    })?;
    let mut outcome = Outcome::new();
    for (gas, name) in GASES {
        let factors = Labelled::coefficients(inputs, name, "crop")?.known(&burnt)?.all_or_none(&burnt)?;
        for (crop, factor) in factors.iter() {
            let emitted: Amount<Mass, N> = Coefficient::<Mass, Mass, N>::of(factor, burnt.need(crop)?)?;
            outcome = outcome.with_labels(gas, None, &[("crop", crop)], emitted);
        }
    }
    Ok(outcome)
}

/// The dry matter that burns of residues.
///
/// ```
/// use citycarbon::methods::agriculture::residue_burning::dry_matter;
/// use citycarbon::quantity::{Fraction, Mass};
/// // 80 % of rice straw (IPCC 2019, vol. 4, table 2.6).
/// let burnt = dry_matter(Mass::tonnes(10).into(), Fraction::from_parts(80, 100)?)?;
/// assert_eq!(burnt.quantity()?, Mass::tonnes(8));
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn dry_matter<N: Scalar>(residues: Amount<Mass, N>, burnt: Fraction<N>) -> Result<Amount<Mass, N>> {
    product(residues, &[ChainTerm::share(BURNT, burnt)])
}
