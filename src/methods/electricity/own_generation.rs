//! Electricity generated on site: the emissions of its plant, by where the electricity goes (GPC scope 1 of I).
//!
//! ```text
//! own = E · U / G          exported = E − own
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | E | emissions of the plant, gas by gas | kg |
//! | G | electricity generated | MJ |
//! | U | the part of it that is used on site | MJ |
//!
//! Source: GPC, ch. 6. What is exported to the grid is I.4.4, outside BASIC, so that no kWh counts twice.

use crate::error::{Message, Result};
use crate::methods::labelled::none_of;
use crate::methods::{Input, Inputs, MethodSpec, Outcome, Output, Part};
use crate::quantity::{Amount, Energy, Mass, Ratio, Scalar};

const PART: &[&str] = &["part"];

const PARTS: &[Part] =
    &[Part::new("part", "own", "I.1.1, I.2.1, I.3.1, I.4.1, I.5.1, I.6.1"), Part::new("part", "exported", "I.4.4")];

/// The gases of the plant: input and output.
const GASES: [(&str, &str); 4] = [("co2", "CO2"), ("ch4", "CH4"), ("n2o", "N2O"), ("co2-biogenic", "CO2_biogenic")];

/// Inputs, outputs and references of this method.
pub const SPEC: MethodSpec = MethodSpec {
    name: "own-generation",
    reference: "I.1, I.2, I.3, I.4, I.5, I.6",
    equation: "GPC, ch. 6: energy generation",
    tiers: "1, 2, 3",
    inputs: &[
        Input::one("generation", "kWh", "electricity generated"),
        Input::one("own-use", "kWh", "the part of it that is used on site, including that of the plant itself"),
        Input::maybe("co2", "kg", "CO2 of the fuel"),
        Input::maybe("ch4", "kg", "CH4 of the fuel"),
        Input::maybe("n2o", "kg", "N2O of the fuel"),
        Input::maybe("co2-biogenic", "kg", "biogenic CO2 of the fuel"),
    ],
    results: &[
        Output::one("exported", "kWh"),
        Output::table("CO2", "kg", PART).booked(PARTS),
        Output::table("CH4", "kg", PART).booked(PARTS),
        Output::table("N2O", "kg", PART).booked(PARTS),
        Output::table("CO2_biogenic", "kg", PART).booked(PARTS),
    ],
    alternatives: None,
    kernels: kernels!(run),
};

/// Emissions of a plant by where its electricity goes; the two add up to the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GenerationSplit<N = Ratio> {
    /// Of what is used on site: scope 1 of the user.
    pub own: Amount<Mass, N>,
    /// Of what is sent to the grid: I.4.4.
    pub exported: Amount<Mass, N>,
}

/// Emissions split by energy: those of own use are divided out, those of the export are the rest.
///
/// ```
/// use citycarbon::methods::electricity::own_generation;
/// use citycarbon::quantity::{Energy, Mass};
/// // 30 of 120 MWh were used on site: a quarter of 48 t.
/// let (generated, own_use) = (Energy::megawatt_hours(120), Energy::megawatt_hours(30));
/// let split = own_generation::compute(Mass::tonnes(48).into(), generated.into(), own_use.into())?;
/// assert_eq!((split.own.quantity()?, split.exported.quantity()?), (Mass::tonnes(12), Mass::tonnes(36)));
/// # Ok::<(), citycarbon::Error>(())
/// ```
///
/// # Errors
/// More used than generated.
pub fn compute<N: Scalar>(
    emitted: Amount<Mass, N>,
    generated: Amount<Energy, N>,
    own_use: Amount<Energy, N>,
) -> Result<GenerationSplit<N>> {
    exported(generated, own_use)?;
    let own = emitted.checked_mul(own_use.checked_div(generated)?.reduced())?.evaluate()?;
    Ok(GenerationSplit { own, exported: Amount::new(emitted.number().checked_sub(own.number())?) })
}

/// What is left of the electricity generated.
fn exported<N: Scalar>(generated: Amount<Energy, N>, own_use: Amount<Energy, N>) -> Result<Amount<Energy, N>> {
    match generated.checked_sub(own_use)? {
        Some(exported) => Ok(exported),
        None => Err(Message::MoreUsedThanGenerated { value: own_use.shown().into(), generated: generated.shown().into() }.into()),
    }
}

fn run<N: Scalar>(inputs: &Inputs<N>) -> Result<Outcome<N>> {
    let (generated, own_use) = (inputs.amount("generation")?, inputs.amount("own-use")?);
    let mut outcome = Outcome::new();
    for (name, gas) in GASES {
        if let Some(emitted) = inputs.maybe_amount(name)? {
            let split = compute(emitted, generated, own_use)?;
            outcome = outcome.with_labels(gas, None, &[("part", "own")], split.own);
            outcome = outcome.with_labels(gas, None, &[("part", "exported")], split.exported);
        }
    }
    if outcome.is_empty() {
        return Err(none_of("", GASES.map(|(name, _)| name)).into());
    }
    Ok(outcome.with("exported", exported(generated, own_use)?))
}
