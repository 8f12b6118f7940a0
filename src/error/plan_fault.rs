//! What can be wrong in a plan: targets, scenarios, costs, the yearly check, credits.

use super::{LabelKey, Text};

messages! {
    /// What contradicts itself, or has no meaning, in a plan.
    pub enum PlanFault in "plan-fault";

    // Targets and paths.
    /// A target at or before its base year, or one a fiscal and the other a calendar year.
    NotAfterBase { base: Text }
    /// A figure net of something whose amount is not stated.
    OffsetNotStated { offset: LabelKey }
    /// An amount that is taken off, while the target does not say that it is.
    NotTakenOff { key: Text }
    /// A constant rate to zero or below, or from there.
    RateToZero
    /// A year before the first or after the last of a path.
    OutsidePath { first: Text, last: Text }
    /// A year without a figure where one is needed.
    NoFigureOf { year: Text }
    /// A preliminary figure after a final one.
    PreliminaryAfterFinal
    /// The same release of a year twice.
    ReleaseTwice { stage: LabelKey }
    /// A trend of two series of which not one is at actual and the other at frozen factors.
    TrendOfOneKind
    // Scenarios.
    /// An elasticity with more than two decimals.
    ElasticityTooFine
    /// A national mean growth of zero, by which nothing can be scaled.
    NationalGrowthZero
    /// Local and national growth of opposite sign.
    NationalGrowthTurns { national: Text }
    /// A ratio of growth above its limit.
    GrowthRatioAbove { limit: Text }
    /// A year left out that the series does not have.
    LeftOutNotInSeries
    /// A year left out without a reason.
    LeftOutWithoutReason
    /// No two neighbouring years are left.
    NoGrowthLeft
    /// What measures state without themselves, under a reference that the baseline has less of.
    NotInTheBaseline { stated: Text, held: Text, year: Text }
    /// A driver in two units.
    DriverUnits { unit: Text, first: Text }
    /// Growth of minus one or less, after which nothing is left.
    NothingLeft
    /// A form with calendar years among fiscal ones.
    CalendarForm { year: Text }
    // Costs.
    /// A life of no year, or of more than can be discounted.
    NotALife { most: u16 }
    /// A cost for each tonne where none is reduced.
    NoReduction
    // The yearly check.
    /// A year of the check after the last of the plan.
    AfterPlan { last: Text }
    /// A target of an indicator at or below zero.
    TargetNotAboveZero
    /// A unit saving for another unit, or for an indicator that falls.
    SavingOfOther { unit: Text, indicator: Text }
    /// Reported as achieved below its target.
    NotMet { achievement: Text }
    /// Reported as something else with its target met.
    MetAlready
    /// Delayed or not achieved without cause or remedy.
    NoRemedy
    /// An action that the plan does not have.
    UnknownAction
    /// An action, or a report of one, twice.
    ActionTwice
    /// An actual value or a status of an action without numbers, or words for one with numbers.
    OtherKindOfReport
    /// A status without data or a target to judge it by.
    StatusWithoutData { year: Text }
    /// Two actions that count the same thing.
    Overlap { first: Text, second: Text }
    /// An indicator or a unit that cannot be added to the others.
    OtherIndicator { wanted: Text }
    /// A printed total that its parts do not add up to.
    NotTheSumOfParts { sum: Text }
    // Credits.
    /// Shares that do not add up to what was issued.
    SharesNotIssued { shares: Text }
    /// A share more than a tonne from what was agreed.
    ShareNotAgreed { agreed: Text }
    /// More exported and cancelled than held.
    MoreThanHeld { held: Text }
    /// More issued than the project reduced.
    MoreThanReduced { reduced: Text }
    /// A result that shows in the inventory, but under no reference.
    NoReferenceNamed
}
