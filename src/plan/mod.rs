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

mod effects;
mod note;
mod timing;

pub use effects::{EffectAmount, EffectKey, Effects, Evidence, YearEffect, apply, compare};
pub use note::{EffectNote, YearsBack};
pub use timing::add_yearly_effects;
