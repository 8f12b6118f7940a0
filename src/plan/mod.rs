//! Effects of measures, year by year.
//!
//! In: the inventories without a measure and with it, made by the same assessor, settings and years. Out: [`Effects`]: baseline,
//! project, leakage and reduction of each year, by scope, reference, gas and place; exact, and they add up in every grouping.
//!
//! ```text
//! reduction[y] = baseline[y] − project[y] − leakage[y]
//! ```
//!
//! A measure is given as a [`Change`](crate::measures::Change): activity without it, with it, and elsewhere because of it.
//! [`apply`] records all three and [`compare`]s them. With the feature `sampling` the same records give the reduction of drawn numbers. Where the change states a [`DecayTiming`](crate::measures::DecayTiming), the
//! effects by methane commitment and by first-order decay are reported separately ([`add_yearly_effects`]).
//!
//! # Targets, scenarios, costs, the yearly check, credits
//!
//! Pure functions of a plan, independent of how it is stored:
//!
//! | Question | Types |
//! |---|---|
//! | What may be emitted, on which basis? | [`EmissionLevel`], [`PlanTarget`], [`Pathway`] |
//! | What would be emitted otherwise? | [`ScenarioDriver`], [`KayaYear`], [`grow`], [`MeanGrowth`], [`NationalScaling`] |
//! | How did it change? | [`ReleasedSeries`], [`Trend`] |
//! | What does it cost? | [`ExtraCost`], [`AbatementCost`], [`Portfolio`] |
//! | What was done? | [`ActionCard`], [`ProgressCheck`], [`roll_up`], [`GradeCounts`] |
//! | Who may claim it? | [`ProjectResult`], [`CreditIssue`], [`TargetLedger`] |
//!
//! Emissions are kg CO2e. Figures are exact; what needs a root (a constant rate, a broken elasticity) or a long power (a discount over many
//! years) has a stated number of digits.
//! # A plan: measures that interact
//!
//! ```text
//! E = A · Π(1 − a) · Π(1 − s) · EF        demand, efficiency, fuel, supply: each acts on what is left
//! ```
//!
//! A [`PlanMeasure`] is a pure function on an [`ActivityState`], made of parts that each see the cells they touch and nothing else. A
//! [`CityPlan`] applies measures in the declared order: by [`Stage`](crate::measures::Stage), rank, name. What a coalition of measures saves is the emissions of
//! the baseline less those with the measures of the coalition applied; its [`PlanOutcome`] has this for all measures together, for each
//! alone, for each after those before it, and on average over all orders (Shapley). Only the last two add up to the plan.
//!
//! A plan shows no sum of what its measures save alone, and scales no measure by "plan over sum of measures": that multiplier is not
//! defined where the sum is zero, and turns the sign of a measure that adds emissions.

mod act;
mod activity_state;
mod apply;
mod card;
mod cell_factors;
mod city_plan;
mod coalitions;
mod components;
mod computed;
mod cost;
mod credits;
mod effects;
mod form;
mod level;
mod note;
mod outcome;
mod pathway;
mod plan_measure;
mod portfolio;
mod progress;
mod release;
mod roll_up;
#[cfg(feature = "sampling")]
mod sampling;
mod scenario;
mod shapley;
mod stated;
mod status;
mod stood_in;
mod target;
mod text;
mod timing;
mod usual;
mod year_sums;

pub use activity_state::{ActivityCell, ActivityState};
pub use apply::{RecordedChange, apply};
pub use card::{ActionCard, ActionKind, ActionOrigin, BudgetLine, Indicator, IndicatorSense, QuantifiedAction, UnitSaving};
pub use city_plan::CityPlan;
pub use computed::{ComputedCost, ComputedPlan, ComputedTarget, PlanContext, PlannedMeasure};
pub use cost::{AbatementCost, CostView, DiscountRate, ExtraCost, ServiceCost};
pub use credits::{CreditIssue, CreditScheme, CreditShare, CreditTonnes, CreditUse, NotShown, ProjectResult, Shows, TargetLedger};
pub use effects::{EffectAmount, EffectKey, Effects, Evidence, YearEffect, compare};
pub use form::{
    BaselineKind, ContextFigure, CreditProgramme, FollowedDriver, PlanBaseline, PlanStatus, ProjectWithoutIssue, StatedClaim,
    StatedCost, StatedEnergy, StatedPlan, StatedTarget,
};
pub use level::{EmissionLevel, Netting, Offset};
pub use note::{EffectNote, YearsBack};
pub use outcome::{GasSaving, MeasureInPlan, PlanBasis, PlanOutcome, PlanYear, ShareSampling};
pub use pathway::{Overshoot, PathRemainder, PathShape, Pathway};
pub use plan_measure::PlanMeasure;
pub use portfolio::{Candidate, Portfolio};
pub use progress::{AchievementMean, CheckedReduction, ProgressCheck, SideBySide, StatusCounts};
pub use release::{Release, ReleaseStage, ReleasedSeries, Trend};
pub use roll_up::{GradeCounts, RolledUp, roll_up};
pub use scenario::{Elasticity, KayaYear, MeanGrowth, NationalScaling, ScenarioDriver, grow};
pub use status::{ActionReport, ActionStatus, Remedy, StatusKind};
pub use target::{PlanTarget, TargetBase, TargetKind};
pub use text::{NettingText, PlanText};
pub use timing::add_yearly_effects;
pub use usual::{BusinessAsUsual, InventoryYears};
