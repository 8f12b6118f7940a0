//! Sentences of a plan, in every language.

use super::level::Netting;
use crate::error::LabelKey;
use crate::taxonomy::{Category, Year};

messages! {
    /// A sentence about a plan, its figures rounded for print.
    pub enum PlanText in "plan-text";

    /// A target whose figures are on one basis.
    TargetOnOneBasis { base_year: Year, base: String, basis: NettingText, year: Year, target: String, change: Option<String> }
    /// A target whose figures are on two bases.
    TargetOnTwoBases { base_year: Year, base: String, base_basis: NettingText, year: Year, target: String, basis: NettingText, change: Option<String>, gross: String, gross_change: Option<String> }
    /// The same where it is not known what is taken off.
    TargetWithoutGross { base_year: Year, base: String, base_basis: NettingText, year: Year, target: String, basis: NettingText, change: Option<String> }
    /// The change at actual factors and at frozen ones.
    TrendOnBoth { base_year: Year, year: Year, actual: String, frozen: String, factors: String }
    /// What a tonne costs, with what the cost is of.
    CostOfTonne { each: String, currency: String, price_year: String, view: LabelKey, rate: String, life: u16 }
    /// What a measure is worth in a year, with what the benefit is of.
    BenefitOfYear { yearly: String, currency: String, price_year: String, view: LabelKey, rate: String, life: u16 }
    /// Where the result of a project shows.
    ResultShows { project: String, reduced: String, year: Year, references: Vec<Category> }
    /// Why it shows nowhere.
    ResultShowsNowhere { project: String, reduced: String, year: Year, reason: LabelKey }
    /// A mean of achievement and whose it is.
    MeanAchievement { mean: String, measured: u64, quantitative: u64, qualitative: u64 }
}

messages! {
    /// What is taken off a figure.
    pub enum NettingText in "netting";

    /// Nothing.
    Gross
    /// Something.
    Net { of: Vec<LabelKey> }
}

impl NettingText {
    /// In words.
    pub fn of(netting: &Netting) -> Self {
        if netting.is_empty() {
            return Self::Gross;
        }
        Self::Net { of: netting.iter().map(|offset| offset.label()).collect() }
    }
}
