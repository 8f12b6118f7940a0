//! Heat and power together by name.

use super::{Input, Inputs, Output, Results, Worksheet, none_of};
use crate::error::Result;
use crate::methods::cogeneration::{self, Parts};
use crate::quantity::{Energy, Mass, Quantity, Ratio};

const CO2: Input = Input::maybe("co2", "kg", "CO2 of the plant");
const CH4: Input = Input::maybe("ch4", "kg", "CH4 of the plant");
const N2O: Input = Input::maybe("n2o", "kg", "N2O of the plant");
const BIOGENIC: Input = Input::maybe("co2-biogenic", "kg", "biogenic CO2 of the plant");
const HEAT: Input = Input::one("heat", "MWh", "useful heat that left the plant");
const POWER: Input = Input::one("power", "MWh", "electricity that left the plant");

/// The gases of a plant: input, result, and the result for each kWh.
const GASES: [(&str, &str, &str); 4] = [
    ("co2", "CO2", "CO2-factor"),
    ("ch4", "CH4", "CH4-factor"),
    ("n2o", "N2O", "N2O-factor"),
    ("co2-biogenic", "CO2_biogenic", "CO2_biogenic-factor"),
];

const RESULTS: &[Output] = &[
    Output::table("CO2", "kg", &["part"]),
    Output::table("CH4", "kg", &["part"]),
    Output::table("N2O", "kg", &["part"]),
    Output::table("CO2_biogenic", "kg", &["part"]),
    Output::table("CO2-factor", "kg/kWh", &["part"]),
    Output::table("CH4-factor", "kg/kWh", &["part"]),
    Output::table("N2O-factor", "kg/kWh", &["part"]),
    Output::table("CO2_biogenic-factor", "kg/kWh", &["part"]),
];

pub(crate) const SHEETS: &[Worksheet] = &[
    Worksheet {
        name: "cogeneration-efficiency",
        reference: "I.4",
        equation: "WRI/WBCSD CHP tool 1.0 (2006), efficiency method",
        tiers: "1, 2, 3",
        inputs: &[
            CO2,
            CH4,
            N2O,
            BIOGENIC,
            HEAT,
            POWER,
            Input::one("heat-efficiency", "MJ/MJ", "efficiency of making the heat alone"),
            Input::one("power-efficiency", "MJ/MJ", "efficiency of making the power alone"),
        ],
        results: RESULTS,
        exact: efficiency,
        sampled: None,
    },
    Worksheet {
        name: "cogeneration-energy-content",
        reference: "I.4",
        equation: "WRI/WBCSD CHP tool 1.0 (2006), appendix II: energy content method",
        tiers: "1, 2, 3",
        inputs: &[CO2, CH4, N2O, BIOGENIC, HEAT, POWER],
        results: RESULTS,
        exact: energy_content,
        sampled: None,
    },
    Worksheet {
        name: "cogeneration-work-potential",
        reference: "I.4",
        equation: "WRI/WBCSD CHP tool 1.0 (2006), appendix I: work potential method, with the Carnot factor of the heat",
        tiers: "1, 2, 3",
        inputs: &[
            CO2,
            CH4,
            N2O,
            BIOGENIC,
            HEAT,
            POWER,
            Input::one(
                "carnot-factor",
                "MJ/MJ",
                "work that the heat could do: one less its return by its supply temperature, in kelvin",
            ),
        ],
        results: RESULTS,
        exact: work_potential,
        sampled: None,
    },
    Worksheet {
        name: "cogeneration-power-bonus",
        reference: "I.4",
        equation: "AGFW FW 309, electricity credit (Stromgutschrift)",
        tiers: "1, 2, 3",
        inputs: &[
            CO2,
            CH4,
            N2O,
            BIOGENIC,
            HEAT,
            POWER,
            Input::maybe("displaced-co2-factor", "kg/kWh", "CO2 of the power, had it come from elsewhere"),
            Input::maybe("displaced-ch4-factor", "kg/kWh", "CH4 of it; none if left out"),
            Input::maybe("displaced-n2o-factor", "kg/kWh", "N2O of it; none if left out"),
            Input::maybe("displaced-co2-biogenic-factor", "kg/kWh", "biogenic CO2 of it; none if left out"),
        ],
        results: RESULTS,
        exact: power_bonus,
        sampled: None,
    },
];

fn efficiency(inputs: &Inputs) -> Result<Results> {
    let (heat, power) = (inputs.share("heat-efficiency")?, inputs.share("power-efficiency")?);
    split(inputs, |_, emitted, output| cogeneration::efficiency(emitted, output, heat, power))
}

fn energy_content(inputs: &Inputs) -> Result<Results> {
    split(inputs, |_, emitted, output| cogeneration::energy_content(emitted, output))
}

fn work_potential(inputs: &Inputs) -> Result<Results> {
    let carnot = inputs.share("carnot-factor")?;
    split(inputs, |_, emitted, output| cogeneration::work_potential(emitted, output, carnot))
}

fn power_bonus(inputs: &Inputs) -> Result<Results> {
    split(inputs, |gas, emitted, output| {
        let displaced = inputs.maybe_ratio(&format!("displaced-{gas}-factor"));
        cogeneration::power_bonus(emitted, output.power, displaced.unwrap_or(Ratio::ZERO))
    })
}

/// Each gas that was given, split, and what it is for each kWh.
fn split(inputs: &Inputs, by: impl Fn(&str, Mass, cogeneration::Output) -> Result<Parts>) -> Result<Results> {
    let output = cogeneration::Output { heat: inputs.quantity("heat")?, power: inputs.quantity("power")? };
    let mut results = Results::new();
    for (name, gas, factor) in GASES {
        let Some(emitted) = inputs.maybe_quantity::<Mass>(name)? else { continue };
        let parts = by(name, emitted, output)?;
        for (part, mass, energy) in [("heat", parts.heat, output.heat), ("power", parts.power, output.power)] {
            results = results.labelled(gas, None, &[("part", part)], mass.base());
            if !energy.base().is_zero() {
                let each = Ratio::new(mass.base(), energy.base())?.checked_mul(Energy::kilowatt_hours(1).base())?;
                results = results.labelled(factor, None, &[("part", part)], each.evaluate()?.value());
            }
        }
    }
    if results.is_empty() {
        return Err(none_of("", GASES.map(|(name, ..)| name)).into());
    }
    Ok(results)
}
