//! Methane of working coal mines (GPC I.7.1).
//!
//! ```text
//! CH4 = Σ P · (EFm + EFp) · ρ − (U + V) · ρ + (1 − η) · V · ρ          CO2 = η · V · ρ · 44/16
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | P | raw coal mined | kg |
//! | `EFm`, `EFp` | methane of mining, and after mining | litre/kg |
//! | ρ | density of methane: 0.67 kg/m3 at 20 degrees C and 1 atmosphere | kg/litre |
//! | U, V | methane drained and used; drained and flared | litre |
//! | η | part that burns in the flare: 0.98 in the guidelines | kg/kg |
//!
//! Source: IPCC 2006 Guidelines, vol. 2, ch. 4, eq. 4.1.1 to 4.1.8; the same equations in 2019. More recovered than released is an error
//! ([`emitted`]). `EFm` may be given as the gas content of the coal times a coefficient for what the strata around it release.

use super::DENSITY;
use crate::error::{Message, Result};
use crate::methods::labelled::{Labelled, just_one};
use crate::methods::recovery::emitted;
use crate::methods::{ChainTerm, Input, Inputs, MethodSpec, Outcome, Output, product, weighed};
use crate::quantity::{Amount, Coefficient, Fraction, Mass, Ratio, Scalar, Volume};

const MINE: &[&str] = &["mine"];
const GAS_CONTENT: &str = "gas-content";

/// Inputs, outputs and references of this method.
pub const SPEC: MethodSpec = MethodSpec {
    name: "coal-mining",
    reference: "I.7.1",
    equation: "IPCC 2006, vol. 2, ch. 4, eq. 4.1.1 to 4.1.8",
    tiers: "1, 2",
    inputs: &[
        Input::table("production", "t", MINE, "raw coal mined"),
        Input::maybe_table("mining-factor", "m3/t", MINE, "methane of mining")
            .factors("fugitive.coal.surface|fugitive.coal.underground", "CH4_fossil"),
        Input::maybe_table(GAS_CONTENT, "m3/t", MINE, "gas in the coal, instead of mining-factor"),
        Input::maybe_table("release-coefficient", "m3/m3", MINE, "methane released for each m3 in the coal").with(&["gas-content"]),
        Input::table("post-mining-factor", "m3/t", MINE, "methane after mining; 0 where it is counted elsewhere")
            .factors("fugitive.coal.surface-post-mining|fugitive.coal.underground-post-mining", "CH4_fossil"),
        DENSITY,
        Input::maybe(
            "used",
            "m3",
            "methane drained and used, a fuel where it is burnt; zero if left out (IPCC 2006, vol. 2, ch. 4, eq. 4.1.1)",
        ),
        Input::maybe("flared", "m3", "methane drained and flared; zero if left out (IPCC 2006, vol. 2, ch. 4, eq. 4.1.1)"),
        Input::maybe("flare-efficiency", "kg/kg", "part of it that burns").with(&["flared"]),
    ],
    results: &[Output::table("released", "m3", MINE), Output::one("CH4_fossil", "kg"), Output::one("CO2", "kg")],
    alternatives: None,
    kernels: kernels!(run),
};

fn run<N: Scalar>(inputs: &Inputs<N>) -> Result<Outcome<N>> {
    let mines = Labelled::<Amount<Mass, N>>::amounts(inputs, "production", "mine")?;
    let factors = |name| Labelled::<Coefficient<Volume, Mass, N>>::coefficients(inputs, name, "mine")?.known(&mines);
    let (mining, post_mining) = (factors("mining-factor")?, factors("post-mining-factor")?);
    let contents = factors(GAS_CONTENT)?;
    let coefficients = Labelled::numbers(inputs, "release-coefficient", "mine")?.known(&contents)?;
    let density = inputs.number("density")?;
    let (mut outcome, mut released) = (Outcome::new(), Amount::ZERO);
    for (name, production) in mines.iter() {
        let of_content = |content: Coefficient<Volume, Mass, N>| content.checked_mul(coefficients.need(name)?);
        let ways = [
            ("mining-factor", mining.get(name).map(Ok)),
            ("gas-content with release-coefficient", contents.get(name).map(of_content)),
        ];
        let mine = CoalMine { production, mining: just_one(name, ways)?.1?, post_mining: post_mining.need(name)? };
        let methane = mine.methane()?;
        // Masses are divided out mine by mine, so that their sum is what the mines release to the last digit.
        released = released.checked_add(weighed(methane, density)?.evaluate()?)?;
        outcome = outcome.with_labels("released", None, &[("mine", name)], methane);
    }
    let drained = |name| weighed(inputs.maybe_amount(name)?.unwrap_or(Amount::ZERO), density)?.evaluate();
    let (used, flared) = (drained("used")?, drained("flared")?);
    let escaped = emitted(released, used.checked_add(flared)?)?.evaluate()?;
    if !inputs.has("flared") {
        return Ok(outcome.with("CH4_fossil", escaped));
    }
    let efficiency =
        inputs.maybe_share("flare-efficiency")?.ok_or_else(|| Message::InputNotGiven { value: "flare-efficiency".into() })?;
    let flare = FlaredMethane { methane: flared, efficiency };
    let methane = escaped.checked_add(flare.unburnt()?.evaluate()?)?;
    Ok(outcome.with("CH4_fossil", methane).with("CO2", flare.co2()?))
}

/// A mine, or all mines of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CoalMine<N = Ratio> {
    /// Raw coal.
    pub production: Amount<Mass, N>,
    /// Methane of mining.
    pub mining: Coefficient<Volume, Mass, N>,
    /// Methane after mining.
    pub post_mining: Coefficient<Volume, Mass, N>,
}

impl<N: Scalar> CoalMine<N> {
    /// The methane that comes out, by volume.
    ///
    /// ```
    /// use citycarbon::methods::{fugitive::coal_mining::CoalMine, weighed};
    /// use citycarbon::quantity::{Coefficient, Mass, Ratio, Volume};
    /// // 1000 t of coal from 200 to 400 m: 1000 · (18 + 2.5) = 20,500 m3, at 0.67 kg/m3 13,735 kg (IPCC 2006, vol. 2, eq. 4.1.3, 4.1.4).
    /// let mine = CoalMine {
    ///     production: Mass::tonnes(1000).into(),
    ///     mining: Coefficient::from_parts(Volume::cubic_metres(18), Mass::tonnes(1))?,
    ///     post_mining: Coefficient::from_parts(Volume::litres(2500), Mass::tonnes(1))?,
    /// };
    /// assert_eq!(mine.methane()?.quantity()?, Volume::cubic_metres(20_500));
    /// assert_eq!(weighed(mine.methane()?, Ratio::new(67, 100_000)?)?.quantity()?, Mass::kilograms(13_735));
    /// # Ok::<(), citycarbon::Error>(())
    /// ```
    pub fn methane(&self) -> Result<Amount<Volume, N>> {
        let both = self.mining.number().checked_add(self.post_mining.number())?;
        Coefficient::new(both).of(self.production)
    }
}

/// Methane that is flared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FlaredMethane<N = Ratio> {
    /// How much, by weight.
    pub methane: Amount<Mass, N>,
    /// Part of it that burns.
    pub efficiency: Fraction<N>,
}

impl<N: Scalar> FlaredMethane<N> {
    /// CO2 of what burns: 44/16 of its mass.
    pub fn co2(&self) -> Result<Amount<Mass, N>> {
        product(self.methane, &[ChainTerm::share("flare-efficiency", self.efficiency), ChainTerm::constant("44/16", 44, 16)?])
    }

    /// CH4 that does not burn.
    pub fn unburnt(&self) -> Result<Amount<Mass, N>> {
        product(self.methane, &[ChainTerm::one_less("flare-efficiency", self.efficiency)?])
    }
}
