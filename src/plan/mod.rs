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
//! [`apply`] records all three and [`compare`]s them. Where the change states a [`DecayTiming`](crate::measures::DecayTiming), the
//! effects by methane commitment and by first-order decay are reported separately ([`add_yearly_effects`]).

//!
//! # A plan: measures that interact
//!
//! ```text
//! E = A · Π(1 − a) · Π(1 − s) · EF        demand, efficiency, fuel, supply: each acts on what is left
//! ```
//!
//! A [`PlanMeasure`] is a pure function on an [`ActivityState`], made of parts that each see the cells they touch and nothing else. A
//! [`CityPlan`] applies measures in the declared order: by [`Stage`], rank, name. What a coalition of measures saves is the emissions of
//! the baseline less those with the measures of the coalition applied; its [`PlanOutcome`] has this for all measures together, for each
//! alone, for each after those before it, and on average over all orders (Shapley). Only the last two add up to the plan.
//!
//! A plan shows no sum of what its measures save alone, and scales no measure by "plan over sum of measures": that multiplier is not
//! defined where the sum is zero, and turns the sign of a measure that adds emissions.

mod act;
mod activity_state;
mod cell_factors;
mod city_plan;
mod coalitions;
mod components;
mod effects;
mod note;
mod outcome;
mod plan_measure;
mod shapley;
mod timing;
mod year_sums;

pub use activity_state::{ActivityCell, ActivityState};
pub use city_plan::CityPlan;
pub use effects::{EffectAmount, EffectKey, Effects, Evidence, YearEffect, apply, compare};
pub use note::{EffectNote, YearsBack};
pub use outcome::{GasSaving, MeasureInPlan, PlanOutcome, PlanYear, ShareSampling};
pub use plan_measure::{PlanMeasure, Stage};
pub use timing::add_yearly_effects;
