//! Driving: what a vehicle takes, at the pump or at the plug, for what it does.
//!
//! ```text
//! fuel        = D · SFC              litres or kg of D vehicle-km, tonnes collected, or vehicle-days
//! electricity = D · SEC / η          η = 1 where SEC is metered at the charger
//! ```
//!
//! Trucks and buses share these two, and the refusals that go with them.

use crate::activity::Activity;
use crate::error::{Error, LabelKey, Message, Result};
use crate::factors::Registry;
use crate::forms::{FieldError, FormInputs, SourcedRate};
use crate::methods::{CodeClass, Input, InputKind};
use crate::quantity::{Dimension, Exact, Fraction, Ratio, power};
use crate::taxonomy::Rule;
use serde::{Deserialize, Serialize};

/// Codes of fuel that vehicles of the road burn.
pub(super) const ROAD_FUEL: CodeClass =
    CodeClass { name: "class.road-fuel", example: "road.diesel-b7", fits: |rule| !electric(rule) && rule.category.is_on_road() };

/// Codes of electricity.
pub(super) const ELECTRIC: CodeClass = CodeClass { name: "class.electricity", example: "residential.electricity", fits: electric };

/// Codes of transport of any kind.
pub(super) const TRANSPORT: CodeClass =
    CodeClass { name: "class.transport", example: "road.diesel-b7", fits: |rule| rule.category.is_transportation() };

fn electric(rule: &Rule) -> bool {
    rule.process == "electricity"
}

pub(super) const FUEL: Input = Input::of_kind("fuel", InputKind::Code(ROAD_FUEL), "activity code of the fuel before");
pub(super) const FUEL_USE: Input =
    Input::one("fuel_use", "vkm/L, vkm/kg, L/t, L/vehicle-day", "fuel used for the work").parameters("fuel-economy");
pub(super) const ELECTRICITY: Input = Input::of_kind("electricity", InputKind::Code(ELECTRIC), "activity code of the electricity");
pub(super) const ELECTRIC_USE: Input =
    Input::one("electric_use", "kWh/vkm, kWh/t, kWh/vehicle-day", "electricity used for the work").parameters("energy-use");
pub(super) const METERED: Input =
    Input::of_kind("metered", InputKind::Word(&["charger", "battery"]), "where the electricity is metered: charger or battery");
pub(super) const EFFICIENCY: Input =
    Input::of_kind("charger_efficiency", InputKind::Share, "share of the electricity of the charger that reaches the battery")
        .optional();
pub(super) const IMPROVEMENT: Input =
    Input::maybe("improvement", "%/yr", "yearly improvement of the vehicles bought without the measure");
pub(super) const KEPT_RUNNING: Input =
    Input::of_kind("kept_running", InputKind::Share, "share of the replaced vehicles that keep running in the city").optional();

/// Digits after the dot that an improving baseline is computed with: exact for six years of a change of three digits.
const PLACES: u32 = 18;

/// What is taken, and how much for what is done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Takes {
    /// An activity code: `road.diesel-b7`, `road.cng`, `rail.electricity`.
    pub code: String,
    /// How much: `2.55 vkm/L`, `4.7 L/t`, `1.31 kWh/vkm`.
    pub rate: SourcedRate,
}

/// Where the electricity of a vehicle is metered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Metered {
    /// At the charger: what is lost in charging is inside.
    Charger,
    /// At the battery: the charger takes more, by its efficiency.
    Battery {
        /// What reaches the battery of what the charger takes.
        efficiency: Fraction,
    },
}

/// An electric drive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Motor {
    /// Electricity taken for what is done.
    pub takes: Takes,
    /// Where that is metered.
    pub metered: Metered,
}

impl Takes {
    /// A code and its rate, as a form states them.
    pub(super) fn read(inputs: &FormInputs, code: &Input, rate: &Input, registry: &Registry) -> Result<Self> {
        Ok(Self { code: inputs.need(code, registry)?, rate: inputs.need(rate, registry)? })
    }

    /// Refuses a rate of zero or less, and one that does not turn what is done into what is taken.
    pub(super) fn check(&self, name: &str, input: &Input, done: Dimension) -> Result<Dimension, FieldError> {
        let rate = self.rate.rate;
        let refused = |message: Message| Err(FieldError::new(input, message.of(name)));
        let none = |number: Exact| number.is_zero() || number.is_negative();
        let value = || (&rate).into();
        if none(rate.value) || none(rate.per) {
            return refused(Message::NotAboveZero { value: value() });
        }
        match rate.conversion_from(done) {
            Ok((_, to))
                if matches!(
                    to,
                    Dimension::Mass | Dimension::Energy | Dimension::Volume | Dimension::NormalVolume | Dimension::GasVolume
                ) =>
            {
                Ok(to)
            }
            Ok(_) => refused(not_a("rate.energy", value(), "2.55 vkm/L")),
            Err(_) => refused(Message::OtherWork { value: value(), done: done.into() }),
        }
    }

    /// What is taken for something done.
    pub(super) fn of(&self, done: Activity, what: &str) -> Activity {
        done.with_rate(what, self.rate.rate, &self.rate.source)
    }
}

/// A rate of another kind than needed.
pub(super) fn not_a(wanted: &'static str, value: crate::error::Text, example: &str) -> Message {
    Message::OtherKind { value, wanted: LabelKey::of(wanted), example: example.into() }
}

impl Motor {
    /// An electric drive, as a form states it: what it takes, and where that is metered.
    pub(super) fn read(inputs: &FormInputs, registry: &Registry) -> Result<Self> {
        let battery = inputs.need::<String>(&METERED, registry)? == "battery";
        let efficiency: Option<Fraction> = inputs.get(&EFFICIENCY);
        let metered = match (battery, efficiency) {
            (true, Some(efficiency)) => Metered::Battery { efficiency },
            (false, None) => Metered::Charger,
            (true, None) => return Err(inputs.missing(&EFFICIENCY, registry)),
            (false, Some(_)) => return Err(inputs.problem(&EFFICIENCY, Message::EfficiencyAtCharger)),
        };
        Ok(Self { takes: Takes::read(inputs, &ELECTRICITY, &ELECTRIC_USE, registry)?, metered })
    }

    /// Refuses what is no electricity, and an efficiency of nothing.
    pub(super) fn check(&self, name: &str, done: Dimension) -> Result<(), FieldError> {
        if self.takes.check(name, &ELECTRIC_USE, done)? != Dimension::Energy {
            let message = not_a("rate.electricity", (&self.takes.rate.rate).into(), "1.31 kWh/vkm");
            return Err(FieldError::new(&ELECTRIC_USE, message.of(name)));
        }
        if let Metered::Battery { efficiency } = self.metered
            && efficiency.is_zero()
        {
            let message = not_a("rate.charger-efficiency", (&efficiency.number()).into(), "0.9");
            return Err(FieldError::new(&EFFICIENCY, message.of(name)));
        }
        Ok(())
    }

    /// What the charger takes for something done.
    pub(super) fn of(&self, done: Activity) -> Result<Activity> {
        let taken = self.takes.of(done, "use of electricity");
        Ok(match self.metered {
            Metered::Charger => taken,
            Metered::Battery { efficiency } => {
                let more = Ratio::ONE.checked_div(efficiency.number())?;
                taken.with_multiplier("taken by the charger for what reaches the battery", more, &self.takes.rate.source)
            }
        })
    }
}

/// A yearly improvement of vehicles that are bought without the measure: refused where it is no part for each year.
pub(super) fn check_improvement(name: &str, stated: &SourcedRate) -> Result<(), FieldError> {
    let units = (stated.rate.unit.dimension(), stated.rate.per_unit.dimension());
    if units != (Dimension::Number, Dimension::Time) || stated.rate.ratio().and_then(Fraction::new).is_err() {
        let message = not_a("rate.improvement", (&stated.rate).into(), "1 %/yr");
        return Err(FieldError::new(&IMPROVEMENT, message.of(name)));
    }
    Ok(())
}

/// The fuel use of the first year after a number of years of improvement.
pub(super) fn improved(taken: Activity, stated: &SourcedRate, years: u32) -> Result<Activity> {
    let kept = power(stated.rate.ratio()?.complement()?.evaluate()?.value(), years, PLACES)?;
    let source = format!("{} after {years} years, {}", stated.rate, stated.source);
    Ok(taken.with_multiplier("use after improvement of the vehicles", Ratio::from(kept), &source))
}

/// Refuses a name that occurs twice among groups; gives the number of the second one.
pub(super) fn first_twice<'a>(names: impl IntoIterator<Item = &'a str>) -> Option<(usize, &'a str)> {
    let mut seen = std::collections::BTreeSet::new();
    names.into_iter().enumerate().find(|(_, name)| !seen.insert(*name))
}

/// The error of a name that occurs twice.
pub(super) fn twice(name: &str) -> Error {
    Message::DuplicateName { value: name.into() }.into()
}
