//! Lighting: the same light from lamps that take less.
//!
//! ```text
//! without = n · P₀ · h · s[y]        with = n · P₁ · h · s[y]        L = H / h
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | n | lamps of one kind that are replaced on one day | |
//! | P₀, P₁ | power of a lamp with its ballast or driver, before and after | W |
//! | h | hours that a lamp burns in a full year | h |
//! | s | part of the year in service, until the lamps have burnt out | |
//! | H, L | rated life of a lamp in hours, and in years of service | h, yr |
//!
//! The saving ends with the lamps: whoever replaces them by the same kind states `in_service` to that day and a further group, or
//! leaves the life out. Losses of the network are those of the inventory (I.x.3), never added by hand. Less heat from lamps lowers the
//! cooling of a room; it is not counted. Dimming and switching off are habits or controls: `energy-saving`.
//!
//! Source: the form of AMS-II.L and AMS-II.N of the CDM (outdoor and indoor lighting; titles and scope were read, not the equations).

use super::equipment::Equipment;
use super::group::{CODE, COUNT, IN_SERVICE, NAME, PLACE, check_hours, named, refuse_worse};
use super::{Change, Measure, MeasureForm, MeasureSpec, Note, Stage};
use crate::activity::Activity;
use crate::error::{Errors, Result};
use crate::forms::{FieldError, FormInputs, SourcedAmount};
use crate::methods::{Input, InputKind};
use crate::quantity::{Dimension, Exact, Rate, Ratio};
use crate::taxonomy::Year;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Name, form and source of this measure.
pub const SPEC: MeasureSpec =
    MeasureSpec::new("lighting", "measure.lighting", "form of AMS-II.L and AMS-II.N of the CDM", &[LAMPS])
        .at(Stage::Efficiency)
        .following(&["AMS-II.L", "AMS-II.N", "JCM TH_AM016"])
        .touching(&["I.1.2", "I.1.3", "I.2.2", "I.2.3", "I.3.2", "I.3.3"])
        .monitoring(&["lamps in service", "hours of a sample of them", "power of a sample before and after"])
        .counted_twice_with(&[
            "energy-saving, building: the light of one building is saved once",
            "grid-factor: each kWh weighs as the grid of its year",
        ]);

const LAMPS: Input = Input::of_kind(
    "lamps",
    InputKind::Group(&[NAME, PLACE, CODE, COUNT, IN_SERVICE, POWER_BEFORE, POWER_AFTER, HOURS, LIFE_HOURS]),
    "lamps of one kind that are replaced on one day",
);
const POWER_BEFORE: Input = Input::one("power_before", "W", "power of a lamp before, with its ballast").without_rows();
const POWER_AFTER: Input = Input::one("power_after", "W", "power of a lamp after, with its driver").without_rows();
pub(super) const HOURS: Input = Input::of_kind("hours", InputKind::Number, "hours of use in a full year");
const LIFE_HOURS: Input = Input::of_kind("life_hours", InputKind::Number, "hours until a new lamp has burnt out").optional();

/// Lamps that take less.
#[derive(Clone, Copy, Debug, Default)]
pub struct Lighting;

impl Measure for Lighting {
    fn spec(&self) -> &'static MeasureSpec {
        &SPEC
    }

    fn change(&self, form: &MeasureForm<'_>) -> Result<Change, Errors> {
        let lamps = named(form, &LAMPS, |lamps: &Lamps| &lamps.equipment.name, |group| Lamps::read(group, form))?;
        Ok(lighting(form.title, form.years, &lamps)?)
    }
}

/// Lamps of one kind that are replaced on one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lamps {
    /// Name, place, code, service and life.
    pub equipment: Equipment,
    /// How many.
    pub count: u32,
    /// Power of one before.
    pub before: SourcedAmount,
    /// Power of one after.
    pub after: SourcedAmount,
    /// Hours in a full year.
    pub hours: Ratio,
}

impl Lamps {
    fn read(group: &FormInputs, form: &MeasureForm<'_>) -> Result<Self, Errors> {
        let registry = form.context.registry;
        let hours: Ratio = group.need(&HOURS, registry)?;
        let life = match group.get::<Ratio>(&LIFE_HOURS) {
            // Lamps that never burn do not burn out.
            Some(life) if !hours.numerator().is_zero() => Some(life.checked_div(hours)?.reduced()),
            _ => None,
        };
        let lamps = Self {
            equipment: Equipment::read(group, form, life)?,
            count: group.need(&COUNT, registry)?,
            before: group.need(&POWER_BEFORE, registry)?,
            after: group.need(&POWER_AFTER, registry)?,
            hours,
        };
        lamps.check().map_err(|error| group.at_field(error))?;
        Ok(lamps)
    }

    /// Refuses what is no power, more hours than a year has, and lamps that take more than those before.
    pub fn check(&self) -> Result<(), FieldError> {
        let name = self.equipment.name.as_str();
        for (input, power) in [(&POWER_BEFORE, &self.before), (&POWER_AFTER, &self.after)] {
            check_power(input, power)?;
        }
        check_hours(&HOURS, name, self.hours)?;
        let base = |power: &SourcedAmount| power.amount.in_base().map_err(|error| FieldError::new(&POWER_AFTER, error));
        let worse = base(&self.after)? > base(&self.before)?;
        refuse_worse(&POWER_AFTER, name, worse, &self.after.amount.to_string(), &self.before.amount.to_string())
    }

    fn taken(&self, year: Year, what: &str, power: &SourcedAmount) -> Result<Activity> {
        let share = self.equipment.share_of(year)?;
        let burnt = self.equipment.over(year, what, power, share).with_multiplier(
            "lamps",
            Ratio::from(Exact::from(i64::from(self.count))),
            &self.equipment.source,
        );
        for_hours(burnt, self.hours, &self.equipment.source)
    }
}

/// Refuses what is no power.
pub(super) fn check_power(input: &Input, power: &SourcedAmount) -> Result<(), FieldError> {
    let unit = power.amount.unit();
    if unit.dimension() == Dimension::Power {
        return Ok(());
    }
    let refused = unit.refused_for(Dimension::Power, None, Some(input.first_unit()));
    Err(FieldError::new(input, refused.with_value(&power.amount.to_string())))
}

/// A power over hours, as energy.
pub(super) fn for_hours(power: Activity, hours: Ratio, source: &str) -> Result<Activity> {
    let one_hour = Rate::new(Exact::ONE, "kWh".parse()?, Exact::ONE, "kW".parse()?)?;
    Ok(power.with_rate("one hour", one_hour, source).with_multiplier("hours", hours, source))
}

/// Lighting in some years: without it the lamps before burn as long.
///
/// # Errors
/// Units that are no power, lamps that take more than those before.
pub fn lighting(measure: &str, years: &BTreeSet<Year>, groups: &[Lamps]) -> Result<Change> {
    let mut change = Change { measure: measure.to_owned(), years: years.clone(), ..Change::default() };
    for lamps in groups {
        lamps.check()?;
        for year in years {
            if lamps.equipment.serves_in(*year)? {
                change.without.push(lamps.taken(*year, "before", &lamps.before)?);
                change.with.push(lamps.taken(*year, "after", &lamps.after)?);
            }
        }
    }
    change.notes = vec![Note::SavedInInventory {}, Note::GridDisplaced {}, Note::HeatOfLamps {}];
    if groups.iter().any(|lamps| lamps.equipment.life.is_none()) {
        change.notes.push(Note::NoLife {});
    }
    Ok(change)
}
