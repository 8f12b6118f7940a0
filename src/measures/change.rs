//! What a measure changes: the activity of each year without it and with it.

use super::{ClaimedSaving, GasFlows, Note, OutsideSaving, ServiceUnit, ShareChange, Streams};
use crate::activity::Activity;
use crate::error::{Message, Result};
use crate::pollutants::AvoidedPollutant;
use crate::quantity::{Money, Ratio};
use crate::taxonomy::Year;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What a sector model hands over: activity without the measure, activity with it, activity that it causes elsewhere.
///
/// Nothing here knows a factor. The totals of all three, and the reduction, is computed where activity and
/// factors meet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Change {
    /// The measure's name.
    pub measure: String,
    /// The years looked at, ascending; a year without activity is a year in which nothing changes.
    pub years: BTreeSet<Year>,
    /// What would happen without the measure.
    pub without: Vec<Activity>,
    /// What happens with it.
    pub with: Vec<Activity>,
    /// What it makes happen outside its boundary.
    pub leakage: Vec<Activity>,
    /// Electricity that it sends to the grid, as the electricity that others need not buy: outside the city's scope 2, and in no reduction.
    #[serde(default)]
    pub exported: Vec<Activity>,
    /// Gases that are known as masses.
    #[serde(default)]
    pub gases: GasFlows,
    /// What changes as a share of the baseline.
    #[serde(default)]
    pub shares: Vec<ShareChange>,
    /// What is avoided outside the city's inventory: in no reduction.
    #[serde(default)]
    pub outside: Vec<OutsideSaving>,
    /// What somebody claims without activity data: in no reduction.
    #[serde(default)]
    pub claimed: Vec<ClaimedSaving>,
    /// Service rendered, the same with and without: bus-km, passenger-km, tonnes collected.
    pub served: Vec<Served>,
    /// Money saved or spent next to the tonnes.
    pub savings: Vec<Saving>,
    /// Tonnes of waste by stream, where the measure is about them.
    #[serde(default)]
    pub streams: Vec<Streams>,
    /// Air pollutants that are not emitted: in no total, never weighed by a GWP.
    #[serde(default)]
    pub pollutants: Vec<AvoidedPollutant>,
    /// When the gas of what is landfilled, or kept out of landfills, comes out; none where it is not to be separated.
    #[serde(default)]
    pub decay: Option<DecayTiming>,
    /// What a reader must know of the method: assumptions, what is left out and why.
    pub notes: Vec<Note>,
}

impl Change {
    /// What it changes in some of its years.
    #[must_use]
    pub fn within(&self, years: &BTreeSet<Year>) -> Self {
        let mut kept = self.clone();
        let is_kept = |year: Year| years.contains(&year);
        kept.years.retain(|year| is_kept(*year));
        for activities in [&mut kept.without, &mut kept.with, &mut kept.leakage, &mut kept.exported] {
            activities.retain(|activity| is_kept(activity.year));
        }
        for flows in [&mut kept.gases.without, &mut kept.gases.with, &mut kept.gases.leakage] {
            flows.retain(|flow| is_kept(flow.year));
        }
        kept.shares.retain(|share| is_kept(share.year));
        kept.outside.retain(|saving| is_kept(saving.year));
        kept.claimed.retain(|claim| is_kept(claim.year));
        kept.served.retain(|served| is_kept(served.year));
        kept.savings.retain(|saving| is_kept(saving.year));
        kept.streams.retain(|streams| is_kept(streams.period.year()));
        kept
    }
}

checked! {
    /// When the gas of landfilled waste comes out.
    #[derive(Clone, Debug, PartialEq, Eq)]
    #[non_exhaustive]
    pub struct DecayTiming {
        /// The climate whose decay rates hold: `tropical-wet`.
        pub climate: String,
        /// The month in which decay starts, counted from 1 = January of the year of deposit: 7 to 13.
        pub start_month: u8,
    }
}

impl DecayTiming {
    /// A climate, and the month in which decay starts.
    pub fn new(climate: &str, start_month: u8) -> Result<Self> {
        let timing = Self { climate: climate.to_owned(), start_month };
        timing.check()?;
        Ok(timing)
    }

    fn check(&self) -> Result<()> {
        if (7..=13).contains(&self.start_month) {
            return Ok(());
        }
        Err(Message::NotAStartMonth { value: self.start_month.to_string().into() }.into())
    }
}

/// Service of one year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Served {
    /// The year.
    pub year: Year,
    /// What: `bus-km`.
    pub what: ServiceUnit,
    /// How much, in whatever `what` says.
    pub amount: Ratio,
}

/// Money of one year; below zero where the measure costs more than it saves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Saving {
    /// The year.
    pub year: Year,
    /// What is saved: `collection and disposal`.
    pub what: ServiceUnit,
    /// How much.
    pub money: Money,
}

impl Served {
    /// So much of a service.
    pub fn new(year: Year, what: impl Into<ServiceUnit>, amount: Ratio) -> Self {
        Self { year, what: what.into(), amount }
    }
}

impl Saving {
    /// So much saved.
    pub fn new(year: Year, what: impl Into<ServiceUnit>, money: Money) -> Self {
        Self { year, what: what.into(), money }
    }
}
