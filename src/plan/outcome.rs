//! What a plan does, year by year: together, each measure alone, in the declared order, and in shares.

use crate::error::Result;
use crate::gas::{GwpSet, Substance};
use crate::inventory::Level;
use crate::measures::Stage;
use crate::quantity::Exact;
use crate::taxonomy::{Region, Year};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is saved of each gas; below zero where more is emitted. Signs are kept everywhere.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct GasSaving {
    /// kg of each gas.
    pub masses: BTreeMap<Substance, Exact>,
    /// kg CO2e; biogenic CO2 is not in it.
    pub co2e: Exact,
}

impl GasSaving {
    /// The sum.
    pub fn checked_add(&self, other: &Self) -> Result<Self> {
        self.with(other, Exact::checked_add)
    }

    /// The difference.
    pub fn checked_sub(&self, other: &Self) -> Result<Self> {
        self.with(other, Exact::checked_sub)
    }

    fn with(&self, other: &Self, join: impl Fn(Exact, Exact) -> Result<Exact>) -> Result<Self> {
        let mut masses = self.masses.clone();
        for (substance, mass) in &other.masses {
            let held = masses.entry(*substance).or_insert(Exact::ZERO);
            *held = join(*held, *mass)?;
        }
        Ok(Self { masses, co2e: join(self.co2e, other.co2e)? })
    }
}

/// What one measure does in one year, in the three ways to count it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct MeasureInPlan {
    /// Its name.
    pub name: String,
    /// Its stage.
    pub stage: Stage,
    /// As if no other measure were taken. These do not add up to the plan, and nothing here adds them up.
    pub alone: GasSaving,
    /// What it adds to the measures before it in the declared order. These add up to the plan.
    pub in_order: GasSaving,
    /// Its Shapley share: what it adds on average over all orders. These add up to the plan to the last digit.
    pub share: GasSaving,
    /// The standard error of the share, in kg CO2e to the next gram above, where orders were sampled; none where the share is exact.
    pub share_error: Option<Exact>,
}

/// What a plan does in one year.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PlanYear {
    /// Emissions without the plan less emissions with it.
    pub together: GasSaving,
    /// What the plan saves more than its measures would save one by one, each alone; below zero where they take from one another.
    pub interaction: GasSaving,
    /// The measures that act in this year, in the declared order.
    pub measures: Vec<MeasureInPlan>,
    /// kg CO2e that somebody claims for a measure, as stated: not computed here, and in no other figure.
    pub claimed: BTreeMap<String, Exact>,
}

/// What a plan does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PlanOutcome {
    /// The weights.
    pub gwp: GwpSet,
    /// The region.
    pub region: Region,
    /// The hash of the factor tables.
    pub factors_hash: String,
    /// How orders were sampled, where more measures overlap than are exact; none where every share is exact.
    pub sampled: Option<ShareSampling>,
    /// Each year in which a measure acts, or a saving is claimed.
    pub years: BTreeMap<Year, PlanYear>,
}

/// What a plan counts, so that what is saved is measured as what there is without it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PlanBasis {
    /// The references that count; all of them where none is named.
    pub level: Option<Level>,
    /// The year whose factors hold in every year, series of the grid that measures bring aside; none where each year has its own.
    pub factors_of: Option<Year>,
}

/// How many orders are sampled where more than 12 measures overlap, and from which seed: the same seed gives the same shares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ShareSampling {
    /// Orders: two or more, since an error is stated.
    pub orders: u32,
    /// Where the sampling starts.
    pub seed: u64,
}

impl ShareSampling {
    /// So many orders from a seed; fewer than two are two.
    pub fn new(orders: u32, seed: u64) -> Self {
        Self { orders: orders.max(2), seed }
    }
}

impl Default for ShareSampling {
    fn default() -> Self {
        Self::new(1_000, 1)
    }
}
