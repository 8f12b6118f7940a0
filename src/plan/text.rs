//! Sentences of a plan, in every language.

use super::level::Netting;
use crate::error::LabelKey;
use crate::taxonomy::Year;

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
