//! Mixtures: the correction factor of several classes of sites, the carbon of several components of waste.
//!
//! Source: IPCC 2006 Guidelines, vol. 5, ch. 3, eq. 3.7 (DOC), and sheet MCF of its workbook. Weights are shares of the wet mass.

use super::DOC;
use crate::error::Result;
use crate::factors::Basis;
use crate::methods::labelled::{Labelled, up_to_one};
use crate::methods::{Input, Inputs, MethodSpec, Outcome, Output, whole};
use crate::quantity::{Fraction, Scalar};

/// The correction factor of several classes of sites.
pub const CORRECTION_FACTOR: MethodSpec = MethodSpec {
    name: "landfill-mcf",
    reference: "III.1",
    equation: "IPCC 2006 and 2019, vol. 5, ch. 3, section 3.2.3: mean by shares of the waste",
    tiers: "1, 2, 3",
    inputs: &[
        Input::table("mass-share", "kg/kg", &["class"], "share of the waste that goes to the class; one together")
            .without_rows()
            .whole_over("class"),
        Input::table("methane-correction-factor", "kg/kg", &["class"], "correction factor of the class").of("landfill"),
    ],
    results: &[Output::one("methane-correction-factor", "kg/kg")],
    alternatives: None,
    kernels: kernels!(correction_factor),
};

/// The carbon of several components of waste.
pub const CARBON: MethodSpec = MethodSpec {
    name: "landfill-doc",
    reference: "III.1",
    equation: "IPCC 2006, vol. 5, ch. 3, eq. 3.7; GPC, ch. 8, eq. 8.1",
    tiers: "1, 2",
    inputs: &[
        Input::table("mass-share", "kg/kg", &["component"], "share of the whole wet stream, inert parts included")
            .without_rows()
            .whole_over("component"),
        Input::table("degradable-organic-carbon", "kg/kg", &["component"], DOC).on(Basis::Wet),
    ],
    results: &[Output::one("degradable-organic-carbon", "kg/kg"), Output::one("mass-share", "kg/kg")],
    alternatives: None,
    kernels: kernels!(carbon),
};

fn correction_factor<N: Scalar>(inputs: &Inputs<N>) -> Result<Outcome<N>> {
    let mean = weighted(shares_with(inputs, "methane-correction-factor", "class")?)?;
    Ok(Outcome::new().with_number("methane-correction-factor", None, &[], mean.number()))
}

fn carbon<N: Scalar>(inputs: &Inputs<N>) -> Result<Outcome<N>> {
    let components = shares_with(inputs, "degradable-organic-carbon", "component")?;
    let whole = Fraction::sum(components.iter().map(|(share, _)| *share))?;
    let outcome = Outcome::new().with_number("degradable-organic-carbon", None, &[], bulk_carbon(components)?.number());
    Ok(outcome.with_number("mass-share", None, &[], whole))
}

/// Shares of the mass, each with the number of its label.
fn shares_with<N: Scalar>(inputs: &Inputs<N>, name: &str, label: &'static str) -> Result<Vec<(Fraction<N>, Fraction<N>)>> {
    let shares = Labelled::shares(inputs, "mass-share", label)?;
    let numbers = Labelled::shares(inputs, name, label)?.known(&shares)?;
    shares.iter().map(|(which, share)| Ok((share, numbers.need(which)?))).collect()
}

/// The correction factor of classes of sites, each with its share of the waste; shares are one together.
///
/// ```
/// use citycarbon::methods::landfill::weighted;
/// use citycarbon::quantity::Fraction;
/// // Sheet MCF of the IPCC's workbook of 2006, row 18: 0.25 · 0.4 + 0.3 · 0.8 + 0.25 · 1 + 0.05 · 0.5 + 0.15 · 0.6 = 0.705.
/// let classes = [("0.25", "0.4"), ("0.3", "0.8"), ("0.25", "1"), ("0.05", "0.5"), ("0.15", "0.6")];
/// let classes = classes.map(|(share, factor)| Ok::<(Fraction, Fraction), citycarbon::Error>((share.parse()?, factor.parse()?)));
/// let mean = weighted(classes.into_iter().collect::<Result<Vec<_>, _>>()?)?;
/// assert_eq!(mean.number().evaluate()?.value().to_string(), "0.705");
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn weighted<N: Scalar>(shares: impl IntoIterator<Item = (Fraction<N>, Fraction<N>)>) -> Result<Fraction<N>> {
    let classes: Vec<(Fraction<N>, Fraction<N>)> = shares.into_iter().collect();
    whole("shares of the classes", classes.iter().map(|(share, _)| *share))?;
    bulk_carbon(classes)
}

/// Degradable organic carbon of bulk waste: each component's share of the whole stream, inert parts included, times its own
/// (eq. 3.7). Components without carbon may be left out; shares are not rescaled.
///
/// ```
/// use citycarbon::methods::landfill::bulk_carbon;
/// use citycarbon::quantity::Fraction;
/// // Half food of 0.15, a quarter paper of 0.4, a quarter glass: 0.5 · 0.15 + 0.25 · 0.4 = 0.175.
/// let food: (Fraction, Fraction) = ("0.5".parse()?, "0.15".parse()?);
/// let paper: (Fraction, Fraction) = ("0.25".parse()?, "0.4".parse()?);
/// assert_eq!(bulk_carbon([food, paper])?.number().evaluate()?.value().to_string(), "0.175");
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn bulk_carbon<N: Scalar>(components: impl IntoIterator<Item = (Fraction<N>, Fraction<N>)>) -> Result<Fraction<N>> {
    let parts = components.into_iter().map(|(share, carbon)| share.checked_mul(carbon)).collect::<Result<Vec<_>>>()?;
    up_to_one("mass-share", "", Fraction::sum(parts)?)
}
