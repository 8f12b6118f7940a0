//! Energy of a plant: what it takes, what need not be bought because of it, what it sends out.
//!
//! ```text
//! taken = A · u        not bought = A · p, A · h / η        sent out = A · x
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | A | what the plant takes: waste, gas, persons | t, Nm3, head |
//! | u | electricity or fuel taken | kWh/t, L/t |
//! | p, x | electricity used on the spot, sent to the grid | kWh/t |
//! | h, η | heat delivered; efficiency of the boiler that would have made it | MJ/t |
//!
//! What is sent to the grid is avoided outside the city: it is in no scope 2 and in no reduction.

use super::Change;
use super::drive::{ELECTRIC, not_a};
use crate::activity::Activity;
use crate::error::{Message, Result};
use crate::forms::{FormInputs, SourcedRate};
use crate::methods::{CodeClass, Input, InputKind};
use crate::quantity::{Dimension, Fraction, Ratio};

/// Codes of fuel that is burnt.
pub(super) const FUEL: CodeClass = CodeClass {
    name: "class.fuel",
    example: "commercial.gas-diesel-oil",
    fits: |rule| (rule.category.is_stationary_energy() || rule.category.is_transportation()) && rule.process != "electricity",
};

const PER: &str = "kWh/t, kWh/Nm3, kWh/head, kWh/L";

pub(super) const ELECTRICITY: Input =
    Input::of_kind("electricity", InputKind::Code(ELECTRIC), "activity code of the electricity that the plant takes").optional();
pub(super) const ELECTRIC_USE: Input = Input::maybe("electric_use", PER, "electricity that the plant takes").without_rows();
pub(super) const FUEL_CODE: Input =
    Input::of_kind("fuel", InputKind::Code(FUEL), "activity code of the fuel that the plant takes").optional();
pub(super) const FUEL_TAKEN: Input = Input::maybe("fuel_use", "L/t, kg/t, MJ/t", "fuel that the plant takes").without_rows();
pub(super) const DISPLACES: Input =
    Input::of_kind("displaces", InputKind::Code(ELECTRIC), "activity code of the electricity that is not bought").optional();
pub(super) const POWER_USED: Input = Input::maybe("power_used", PER, "own electricity used on the spot").without_rows();
pub(super) const EXPORT_DISPLACES: Input =
    Input::of_kind("export_displaces", InputKind::Code(ELECTRIC), "activity code of the electricity that the export displaces")
        .optional();
pub(super) const POWER_EXPORTED: Input = Input::maybe("power_exported", PER, "electricity sent to the grid").without_rows();
pub(super) const HEAT_DISPLACES: Input =
    Input::of_kind("heat_displaces", InputKind::Code(FUEL), "activity code of the fuel that the heat displaces").optional();
pub(super) const HEAT: Input = Input::maybe("heat", "MJ/t, MJ/Nm3", "heat delivered").without_rows();
pub(super) const BOILER: Input =
    Input::of_kind("boiler_efficiency", InputKind::Share, "heat of each unit of the fuel that the heat displaces").optional();

/// What becomes of energy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum EnergySide {
    Taken,
    NotBought,
    SentOut,
}

/// One kind of energy of a plant.
#[derive(Clone, Debug)]
struct EnergyFlow {
    side: EnergySide,
    code: String,
    rate: SourcedRate,
    role: &'static str,
    boiler: Option<Fraction>,
}

/// The energy of a plant.
#[derive(Clone, Debug, Default)]
pub(super) struct EnergyUse {
    flows: Vec<EnergyFlow>,
}

impl EnergyUse {
    /// What a group states, for each unit of what the plant takes.
    pub(super) fn read(group: &FormInputs, registry: &crate::factors::Registry, taken: Dimension) -> Result<Self> {
        let pairs = [
            (EnergySide::Taken, &ELECTRICITY, &ELECTRIC_USE, "electricity of the plant"),
            (EnergySide::Taken, &FUEL_CODE, &FUEL_TAKEN, "fuel of the plant"),
            (EnergySide::NotBought, &DISPLACES, &POWER_USED, "own electricity used"),
            (EnergySide::SentOut, &EXPORT_DISPLACES, &POWER_EXPORTED, "electricity sent out"),
            (EnergySide::NotBought, &HEAT_DISPLACES, &HEAT, "heat delivered"),
        ];
        let mut flows = Vec::new();
        for (side, code_of, rate_of, role) in pairs {
            if !group.has(code_of) && !group.has(rate_of) {
                continue;
            }
            let (code, rate): (String, SourcedRate) = (group.need(code_of, registry)?, group.need(rate_of, registry)?);
            let fuel = rate_of.name == FUEL_TAKEN.name;
            let leads = rate.rate.conversion_from(taken).is_ok_and(|(_, to)| {
                to == Dimension::Energy
                    || fuel && matches!(to, Dimension::Mass | Dimension::Volume | Dimension::NormalVolume | Dimension::GasVolume)
            });
            if !leads {
                let (wanted, example) = if fuel { ("rate.fuel-of-plant", "2 L/t") } else { ("rate.energy-of-plant", "300 kWh/t") };
                return Err(group.problem(rate_of, not_a(wanted, (&rate.rate).into(), example)));
            }
            if rate.rate.value.is_negative() || rate.rate.per.is_negative() {
                return Err(group.problem(rate_of, Message::BelowZero { value: (&rate.rate).into() }));
            }
            let boiler: Option<Fraction> = (rate_of.name == HEAT.name).then(|| group.need(&BOILER, registry)).transpose()?;
            if boiler.is_some_and(Fraction::is_zero) {
                let value = (&Ratio::ZERO).into();
                return Err(group.problem(&BOILER, not_a("rate.boiler-efficiency", value, "0.85")));
            }
            flows.push(EnergyFlow { side, code, rate, role, boiler });
        }
        Ok(Self { flows })
    }

    /// Whether it gives energy, on the spot or to the grid.
    pub(super) fn is_recovered(&self) -> bool {
        self.flows.iter().any(|flow| flow.side != EnergySide::Taken)
    }

    /// Adds it to a change; `taken` is what the plant takes, as an activity of a code in a role.
    pub(super) fn add_to(&self, change: &mut Change, taken: impl Fn(&str, &str) -> Activity) -> Result<()> {
        for EnergyFlow { side, code, rate, role, boiler } in &self.flows {
            let mut energy = taken(code, role).with_rate(role, rate.rate, &rate.source);
            if let Some(efficiency) = boiler {
                energy = energy.with_multiplier("fuel of a boiler", Ratio::ONE.checked_div(efficiency.number())?, &rate.source);
            }
            match side {
                EnergySide::Taken => change.with.push(energy),
                EnergySide::NotBought => change.without.push(energy),
                EnergySide::SentOut => change.exported.push(energy),
            }
        }
        Ok(())
    }
}
