//! Incineration of municipal waste by component (GPC III.3): see [the page of the family](super).
//!
//! ```text
//! dm = Σ wᵢ · dmᵢ            CF = Σ wᵢ · dmᵢ · CFᵢ / dm            FCF = Σ wᵢ · dmᵢ · CFᵢ · FCFᵢ / (dm · CF)
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | wᵢ | share of component i in the wet waste | kg/kg |
//! | dm, CF, FCF | dry matter, carbon in it and fossil part of that carbon, of a component or of the mix | kg/kg |
//!
//! Source: IPCC 2006 Guidelines, vol. 5, ch. 5, eq. 5.2 (each component burns as in eq. 5.1) and 5.8 to 5.10 (the mix).

use super::{BurntWaste, with_carbon};
use super::{COMPONENT, WasteTables, dry_matter_content, fossil_carbon_fraction, oxidation_factor, total_carbon_content};
use crate::error::Result;
use crate::factors::Basis;
use crate::methods::basis::{Dry, WasteFactor, WasteMass, Wet};
use crate::methods::labelled::{Labelled, up_to_one};
use crate::methods::{Input, Inputs, MethodSpec, Outcome, Output};
use crate::quantity::{Fraction, Mass, Ratio, Scalar};

/// Inputs, outputs and references of this method.
pub const SPEC: MethodSpec = MethodSpec {
    name: "incineration-components",
    reference: "III.3",
    equation: EQUATION,
    tiers: "1, 2",
    inputs: &[
        Input::one("waste", "kg", "municipal waste burnt, wet"),
        SHARE,
        dry_matter_content(COMPONENT),
        total_carbon_content(COMPONENT),
        fossil_carbon_fraction(COMPONENT),
        oxidation_factor(COMPONENT),
        Input::maybe("methane-factor", "kg/kg", "CH4 of each kg wet").factors("incineration", "CH4").on(Basis::Wet),
        Input::maybe("nitrous-oxide-factor", "kg/kg", "N2O of each kg wet").factors("incineration", "N2O").on(Basis::Wet),
    ],
    results: OUTPUTS,
    alternatives: None,
    kernels: kernels!(run),
};

pub(super) const EQUATION: &str = "IPCC 2006, vol. 5, ch. 5, eq. 5.2, 5.4, 5.5 and 5.8 to 5.10";
pub(super) const SHARE: Input =
    Input::table("component-share", "kg/kg", COMPONENT, "share of the component in the wet waste").whole_over("component");
pub(super) const OUTPUTS: &[Output] = &[
    Output::table("CO2", "kg", COMPONENT),
    Output::table("CO2_biogenic", "kg", COMPONENT),
    Output::one("CH4", "kg"),
    Output::one("N2O", "kg"),
    Output::table("unburnt-carbon", "kg", COMPONENT),
    Output::one("component-share", "kg/kg"),
    Output::one("dry-matter-content", "kg/kg"),
    Output::one("total-carbon-content", "kg/kg"),
    Output::one("fossil-carbon-fraction", "kg/kg"),
];

fn run<N: Scalar>(inputs: &Inputs<N>) -> Result<Outcome<N>> {
    let BurntMix { outcome, wet, .. } = burn(inputs)?;
    match inputs.maybe_number("nitrous-oxide-factor") {
        None => Ok(outcome),
        Some(factor) => Ok(outcome.with("N2O", wet.gives(WasteFactor::new(factor))?)),
    }
}

/// Everything but the N2O, whose factor is for wet waste in a furnace and for dry waste in the open.
pub(super) struct BurntMix<N> {
    pub(super) outcome: Outcome<N>,
    pub(super) wet: WasteMass<Wet, N>,
    pub(super) dry: WasteMass<Dry, N>,
}

/// Burns waste by component, in a furnace or in the open.
pub(super) fn burn<N: Scalar>(inputs: &Inputs<N>) -> Result<BurntMix<N>> {
    let wet = WasteMass::<Wet, N>::new(inputs.amount::<Mass>("waste")?);
    let shares = Labelled::shares(inputs, "component-share", "component")?;
    let properties = WasteTables::read(inputs, "component", &shares)?;
    let mut outcome = Outcome::new().with_number("component-share", None, &[], shares.whole()?.number());
    let mut components = Vec::new();
    for (component, share) in shares.iter() {
        let burnt = properties.of(component)?;
        outcome = with_carbon(outcome, ("component", component), WasteMass::new(wet.mass().part(share)?), &burnt)?;
        components.push((share, burnt));
    }
    let mix = WasteMix::of(components)?;
    outcome = outcome.with_number("dry-matter-content", None, &[], mix.dry_matter_content.number());
    if let Some(content) = mix.total_carbon_content {
        outcome = outcome.with_number("total-carbon-content", None, &[], content.number());
    }
    if let Some(fraction) = mix.fossil_carbon_fraction {
        outcome = outcome.with_number("fossil-carbon-fraction", None, &[], fraction.number());
    }
    if let Some(factor) = inputs.maybe_number("methane-factor") {
        outcome = outcome.with("CH4", wet.gives(WasteFactor::new(factor))?);
    }
    Ok(BurntMix { outcome, wet, dry: wet.dry(mix.dry_matter_content)? })
}

/// Dry matter, carbon and fossil part of a mix of components.
///
/// The dry matter content is that of eq. 5.8. Carbon content is per kg dry, so that it is weighted by dry mass, and the fossil part is
/// per kg carbon, so that it is weighted by carbon: only then does eq. 5.1 on the mix give what eq. 5.2 gives on its components.
/// (Eq. 5.9 and 5.10 are printed with the wet shares only.)
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WasteMix<N = Ratio> {
    /// Dry matter of each kg of the mix, wet.
    pub dry_matter_content: Fraction<N>,
    /// Carbon of each kg of its dry matter; none where there is no dry matter.
    pub total_carbon_content: Option<Fraction<N>>,
    /// Fossil part of its carbon; none where there is no carbon.
    pub fossil_carbon_fraction: Option<Fraction<N>>,
}

impl<N: Scalar> WasteMix<N> {
    /// The mix of components, each with its share of the wet mass.
    ///
    /// ```
    /// use citycarbon::methods::incineration::{BurntWaste, components::WasteMix};
    /// use citycarbon::quantity::Fraction;
    /// // Half food (dm 0.4, 38 % carbon), half plastics (dm 1, 75 % carbon, all fossil): dm = 0.2 + 0.5 = 0.7; carbon = 0.5 · 0.4 ·
    /// // 0.38 + 0.5 · 0.75 = 0.076 + 0.375 = 0.451 for 0.7 dry; fossil 0.375 of 0.451.
    /// let food = BurntWaste {
    ///     dry_matter_content: Fraction::from_parts(4, 10)?,
    ///     total_carbon_content: Fraction::from_parts(38, 100)?,
    ///     fossil_carbon_fraction: Fraction::ZERO,
    ///     oxidation_factor: Fraction::ONE,
    /// };
    /// let plastics = BurntWaste {
    ///     dry_matter_content: Fraction::ONE,
    ///     total_carbon_content: Fraction::from_parts(75, 100)?,
    ///     fossil_carbon_fraction: Fraction::ONE,
    ///     oxidation_factor: Fraction::ONE,
    /// };
    /// let mix = WasteMix::of([(Fraction::from_parts(5, 10)?, food), (Fraction::from_parts(5, 10)?, plastics)])?;
    /// assert_eq!(mix.dry_matter_content.number().evaluate()?.value().to_string(), "0.7");
    /// let fossil = mix.fossil_carbon_fraction.unwrap().number().evaluate()?.value().to_string();
    /// assert_eq!(fossil, "0.831485587583"); // 375/451
    /// # Ok::<(), citycarbon::Error>(())
    /// ```
    pub fn of(components: impl IntoIterator<Item = (Fraction<N>, BurntWaste<N>)>) -> Result<Self> {
        let (mut dry, mut carbon, mut fossil) = (N::ZERO, N::ZERO, N::ZERO);
        for (share, burnt) in components {
            let dry_part = share.checked_mul(burnt.dry_matter_content)?;
            let carbon_part = dry_part.checked_mul(burnt.total_carbon_content)?;
            fossil = fossil.checked_add(carbon_part.checked_mul(burnt.fossil_carbon_fraction)?.number())?;
            (dry, carbon) = (dry.checked_add(dry_part.number())?, carbon.checked_add(carbon_part.number())?);
        }
        let of = |name: &str, part: N, whole: N| -> Result<Option<Fraction<N>>> {
            if whole.compare(N::ZERO)?.is_eq() {
                return Ok(None);
            }
            up_to_one(name, "", part.checked_div(whole)?.reduced()).map(Some)
        };
        Ok(Self {
            dry_matter_content: up_to_one(SHARE.name, "", dry)?,
            total_carbon_content: of("total-carbon-content", carbon, dry)?,
            fossil_carbon_fraction: of("fossil-carbon-fraction", fossil, carbon)?,
        })
    }
}
