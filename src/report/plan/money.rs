//! Costs and the budget, as JSON has them.

use super::saved::number;
use crate::error::Result;
use crate::plan::{ComputedCost, ComputedPlan, CostView, Portfolio};
use crate::quantity::{Exact, Money};
use serde::{Deserialize, Serialize};

/// What the measures of a plan cost.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CostsReport {
    /// Each measure whose cost is stated.
    pub measures: Vec<CostReport>,
    /// What the budget pays for.
    pub portfolio: Option<PortfolioReport>,
}

/// What a measure costs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CostReport {
    /// The name of its form.
    pub measure: String,
    /// The currency.
    pub currency: String,
    /// The year of the prices.
    pub price_year: u16,
    /// The rate of discount.
    pub rate: Exact,
    /// Years that it lasts.
    pub life: u16,
    /// Tonnes that it reduces in a year on average, after the measures before it.
    pub tonnes: Exact,
    /// Its cost of a year above the alternative, for all together; below zero where it saves money.
    pub yearly_public: Exact,
    /// The same for the one who pays.
    pub yearly_private: Exact,
    /// Its net present value for all together.
    pub net_present_value_public: Exact,
    /// The same for the one who pays.
    pub net_present_value_private: Exact,
    /// Fuel that it saves in a year.
    pub fuel_saved: Exact,
    /// In words, for all together and for the one who pays; none where nothing is reduced, which has no cost for each tonne.
    pub lines: Option<[String; 2]>,
    /// Who states it.
    pub source: String,
}

/// What a budget pays for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PortfolioReport {
    /// In its rank.
    pub chosen: Vec<String>,
    /// What the budget no longer has the money for.
    pub over_budget: Vec<String>,
    /// What reduces nothing.
    pub without_reduction: Vec<String>,
    /// What the chosen ones need.
    pub spent: Money,
    /// What is left.
    pub left: Money,
}

impl CostReport {
    fn of(cost: &ComputedCost) -> Result<Self> {
        let of = &cost.cost;
        let money = of.money()?;
        Ok(Self {
            measure: cost.measure.clone(),
            currency: money.currency().to_owned(),
            price_year: money.price_year(),
            rate: of.rate().number(),
            life: of.life(),
            tonnes: cost.tonnes,
            yearly_public: number(of.yearly(CostView::Public)?)?,
            yearly_private: number(of.yearly(CostView::Private)?)?,
            net_present_value_public: number(of.net_present_value(CostView::Public)?)?,
            net_present_value_private: number(of.net_present_value(CostView::Private)?)?,
            fuel_saved: of.fuel_saved()?,
            lines: cost.lines.as_ref().map(|lines| lines.clone().map(|line| line.to_string())),
            source: cost.source.clone(),
        })
    }
}

impl CostsReport {
    pub(super) fn of(plan: &ComputedPlan) -> Result<Self> {
        let portfolio = plan.portfolio.as_ref().map(|portfolio| {
            let Portfolio { chosen, over_budget, without_reduction, spent, left, .. } = portfolio.clone();
            PortfolioReport { chosen, over_budget, without_reduction, spent, left }
        });
        Ok(Self { measures: plan.costs.iter().map(CostReport::of).collect::<Result<_>>()?, portfolio })
    }
}
