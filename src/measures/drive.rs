//! Driving: what a vehicle takes, at the pump or at the plug, for what it does.
//!
//! ```text
//! fuel        = D · SFC              litres or kg of D vehicle-km, tonnes collected, or vehicle-days
//! electricity = D · SEC / η          η = 1 where SEC is metered at the charger
//! ```
//!
//! Trucks and buses share these two, and the refusals that go with them.

use super::SourcedRate;
use crate::activity::Activity;
use crate::error::{Error, ErrorKind, Problem, Result};
use crate::quantity::{Dimension, Exact, Ratio, power};
use serde::{Deserialize, Serialize};

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
        efficiency: Ratio,
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
    /// Refuses a rate of zero or less, and one that does not turn what is done into what is taken.
    pub(super) fn check(&self, name: &str, done: Dimension) -> Result<Dimension> {
        let rate = self.rate.rate;
        let refused = |reason: String, mend: &str| {
            let problem = Problem::new(ErrorKind::Dimension, &rate.to_string(), format!("{name}: {reason}"), mend);
            Err(Error::from(problem))
        };
        let none = |number: Exact| number.is_zero() || number.is_negative();
        if none(rate.value) || none(rate.per) {
            return refused("a rate of zero or less".to_owned(), "write what is taken, such as 2.55 vkm/L");
        }
        match rate.conversion_from(done) {
            Ok((_, to)) if matches!(to, Dimension::Mass | Dimension::Energy | Dimension::Volume | Dimension::NormalVolume) => {
                Ok(to)
            }
            Ok((_, to)) => refused(format!("gives {to}, which is neither fuel nor electricity"), "write it like 2.55 vkm/L"),
            Err(_) => refused(
                format!("does not start from {done}, which is what is done"),
                "use one unit of what is done in both: vkm for the km of vehicles, pkm for those of passengers, t, vehicle-day",
            ),
        }
    }

    /// What is taken for something done.
    pub(super) fn of(&self, done: Activity, what: &str) -> Activity {
        done.with_rate(what, self.rate.rate, &self.rate.source)
    }
}

impl Motor {
    /// Refuses what is no electricity, and an efficiency outside 0 to 1.
    pub(super) fn check(&self, name: &str, done: Dimension) -> Result<()> {
        if self.takes.check(name, done)? != Dimension::Energy {
            let (value, reason) = (self.takes.rate.rate.to_string(), format!("{name}: gives no electricity"));
            return Err(Problem::new(ErrorKind::Dimension, &value, reason, "write it like 1.31 kWh/vkm").into());
        }
        if let Metered::Battery { efficiency } = self.metered
            && (!efficiency.is_share() || efficiency.numerator().is_zero())
        {
            let reason = format!("{name}: not the efficiency of a charger");
            return Err(Problem::new(ErrorKind::Number, &efficiency.to_string(), reason, "write 0.9 for 90 %").into());
        }
        Ok(())
    }

    /// What the charger takes for something done.
    pub(super) fn of(&self, done: Activity) -> Result<Activity> {
        let taken = self.takes.of(done, "use of electricity");
        Ok(match self.metered {
            Metered::Charger => taken,
            Metered::Battery { efficiency } => {
                let more = Ratio::ONE.checked_div(efficiency)?;
                taken.with_multiplier("taken by the charger for what reaches the battery", more, &self.takes.rate.source)
            }
        })
    }
}

/// A yearly improvement of vehicles that are bought without the measure: refused where it is no part for each year.
pub(super) fn check_improvement(name: &str, told: &SourcedRate) -> Result<()> {
    let units = (told.rate.unit.dimension(), told.rate.per_unit.dimension());
    let kept = told.rate.ratio()?.complement()?;
    if units != (Dimension::Number, Dimension::Time) || !kept.is_share() {
        let reason = format!("{name}: not a part saved each year");
        return Err(Problem::new(ErrorKind::Dimension, &told.rate.to_string(), reason, "write it like 1 %/yr").into());
    }
    Ok(())
}

/// What the fuel of the first year comes to after so many years of improvement.
pub(super) fn improved(taken: Activity, told: &SourcedRate, years: u32) -> Result<Activity> {
    let kept = power(told.rate.ratio()?.complement()?.evaluate()?.value(), years, PLACES)?;
    let source = format!("{} after {years} years, {}", told.rate, told.source);
    Ok(taken.with_multiplier("use after improvement of the vehicles", Ratio::from(kept), &source))
}

/// A share outside 0 to 1 is refused.
pub(super) fn check_share(name: &str, what: &str, share: Ratio) -> Result<()> {
    if !share.is_share() {
        let reason = format!("{name}: {what} is a share outside 0 to 1");
        return Err(Problem::new(ErrorKind::Number, &share.to_string(), reason, "write 0.8 for 80 %").into());
    }
    Ok(())
}
