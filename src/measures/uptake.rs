//! Uptake: which share takes part in a measure in each year.
//!
//! ```text
//! P[y] = P · (min(y, e) − s + 1) / (e − s + 1)        those who have joined, from the first year s to the last one e
//! U[y] = Σ (P[v] − P[v − 1]) · p^(y − v),  v ≤ y      those of them who still take part
//! ```
//!
//! | Symbol | Meaning |
//! |---|---|
//! | P | the share that has joined at the end |
//! | s, e | the first and the last year in which some join; as many join in each |
//! | p | persistence: the share of those who took part in a year that still do in the next |
//!
//! Or the share of each year is stated as it was found: it says who takes part, so that no persistence applies.

use super::group::given_together;
use crate::error::{Errors, MeasureFault, Message, Result};
use crate::factors::Registry;
use crate::forms::{FormInput, FormInputs};
use crate::methods::{Input, InputKind};
use crate::quantity::{Exact, Fraction, Ratio, power};
use crate::taxonomy::Year;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

pub(super) const PARTICIPATION: Input =
    Input::of_kind("share", InputKind::Share, "share that takes part once all have joined").optional();
pub(super) const START: Input = Input::of_kind("start", InputKind::Year, "the first year in which some take part").optional();
pub(super) const END: Input = Input::of_kind("end", InputKind::Year, "the first year in which all of them take part").optional();
pub(super) const PERSISTENCE: Input = Input::of_kind(
    "persistence",
    InputKind::Share,
    "share of those who take part in a year that still do in the next; habits do not last by themselves",
)
.optional();
pub(super) const BY_YEAR: Input = Input::of_kind("by_year", InputKind::Free, "share that takes part in each year").optional();

/// Digits after the dot that persistence is computed with: exact for six years of a share of three digits.
const PLACES: u32 = 18;

/// Which share takes part in each year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Uptake {
    /// As many join in each year from the first to the last.
    Ramp {
        /// The first year in which some take part.
        start: Year,
        /// The first year in which all of them do.
        end: Year,
        /// The share that has joined at the end.
        participation: Fraction,
        /// The share of those who take part in a year that still do in the next; none where they stay.
        persistence: Option<Fraction>,
    },
    /// As it was found in each year.
    ByYear(BTreeMap<Year, Fraction>),
}

impl Uptake {
    /// As a form states it; `fades` where it must say how long those who join take part.
    pub(super) fn read(group: &FormInputs, years: &BTreeSet<Year>, fades: bool, registry: &Registry) -> Result<Self, Errors> {
        let ramp = [&PARTICIPATION, &START, &END, &PERSISTENCE];
        if let Some(stated) = group.free(&BY_YEAR) {
            if let Some(other) = ramp.into_iter().find(|input| group.has(input)) {
                return Err(given_together(group, &BY_YEAR, other, &[&BY_YEAR, &PARTICIPATION]).into());
            }
            let of_year = by_year(stated)?;
            if let Some(year) = years.iter().find(|year| !of_year.contains_key(year)) {
                return Err(group
                    .problem(&BY_YEAR, Message::Measure { value: None, fault: MeasureFault::NoShareOfYear { year: year.into() } })
                    .into());
            }
            return Ok(Self::ByYear(of_year));
        }
        let asked: &[&Input] = if fades { &[&PARTICIPATION, &START, &PERSISTENCE] } else { &[&PARTICIPATION, &START] };
        if asked.iter().any(|input| !group.has(input)) {
            return Err(group.all_missing(asked, registry));
        }
        let start: Year = group.need(&START, registry)?;
        let end = group.get(&END).unwrap_or(start);
        let of_form = years.iter().next().copied().unwrap_or(start);
        for (input, year) in [(&START, start), (&END, end)] {
            if year.is_fiscal() != of_form.is_fiscal() {
                return Err(group.problem(input, Message::FiscalAndCalendarYears { value: (&year).into() }).into());
            }
        }
        if end < start {
            let message = Message::YearsReversed { value: (&end).into(), first: (&start).into() };
            return Err(group.problem(&END, message).into());
        }
        let (participation, persistence) = (group.need(&PARTICIPATION, registry)?, group.get(&PERSISTENCE));
        Ok(Self::Ramp { start, end, participation, persistence })
    }

    /// The share that takes part in a year.
    pub fn share_of(&self, year: Year) -> Result<Fraction> {
        let Self::Ramp { start, end, participation, persistence } = self else {
            let Self::ByYear(of_year) = self else { return Ok(Fraction::ZERO) };
            return Ok(of_year.get(&year).copied().unwrap_or(Fraction::ZERO));
        };
        let years = |from: Year, to: Year| u32::from(to.number().saturating_sub(from.number()));
        if year < *start {
            return Ok(Fraction::ZERO);
        }
        let joined = years(*start, year.min(*end)).saturating_add(1);
        let all = years(*start, *end).saturating_add(1);
        let staying = match persistence {
            None => Exact::from(i64::from(joined)),
            Some(share) => {
                let (kept, passed) = (share.number().evaluate()?.value(), years(*start, year));
                let ages = passed.saturating_sub(joined.saturating_sub(1))..=passed;
                ages.map(|age| power(kept, age, PLACES)).try_fold(Exact::ZERO, |sum, left| sum.checked_add(left?))?
            }
        };
        let of_all = Ratio::new(staying, Exact::from(i64::from(all)))?;
        Fraction::new(participation.number().checked_mul(of_all)?.reduced())
    }

    /// Whether nothing says that those who joined leave again.
    pub(super) fn stays(&self) -> bool {
        matches!(self, Self::Ramp { persistence: None, .. })
    }
}

/// Shares by year, as free keys of a form.
fn by_year(stated: &FormInputs) -> Result<BTreeMap<Year, Fraction>, Errors> {
    let mut shares = BTreeMap::new();
    for (key, _, value) in stated.iter() {
        let FormInput::Text(text) = value else { continue };
        let placed = |error| stated.placed(key, error);
        shares.insert(key.parse::<Year>().map_err(placed)?, text.parse::<Fraction>().map_err(placed)?);
    }
    Ok(shares)
}
