//! Transformers: the same electricity through less loss.
//!
//! ```text
//! loss[y] = n · (P_nl + P_ll · β²) · 24 · d[y]        of the transformers before (without) and after (with)
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | n | transformers of one size that are replaced on one day | |
//! | `P_nl` | loss without load: that of the core, as long as it is energised | W |
//! | `P_ll` | loss at rated load: that of the windings | W |
//! | β | load over rated load, as the root of the mean of its squares | |
//! | d | days in service in the year | |
//!
//! β is not the mean load: a load of 0.2 half of the time and 0.8 the other half has the mean 0.5 and β² of 0.34, not 0.25.
//!
//! Transformers of the grid lose before the meter: that is I.x.3, and the code is one of losses, `commercial.grid-losses`. Those of a building that
//! is metered on their upper side lose what the building buys (I.x.2): `commercial.electricity`.
//!
//! Source: the form of AM0067 of the CDM (efficient transformers in a distribution grid; its title and scope were read, not its
//! equations). Losses with the square of the load are those of a resistance (IEC 60076-1).

use super::equipment::Equipment;
use super::group::{CODE, COUNT, IN_SERVICE, NAME, PLACE, named, refuse_worse};
use super::lighting::{check_power, for_hours};
use super::{Change, Measure, MeasureForm, MeasureSpec, Note, Stage};
use crate::activity::Activity;
use crate::error::{Errors, Result};
use crate::forms::{FieldError, FormInputs, SourcedAmount};
use crate::methods::{Input, InputKind};
use crate::quantity::{Exact, Fraction, Ratio};
use crate::taxonomy::Year;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Name, form and source of this measure.
pub const SPEC: MeasureSpec =
    MeasureSpec::new("transformers", "measure.transformers", "form of AM0067 of the CDM", &[TRANSFORMERS])
        .at(Stage::Efficiency)
        .following(&["AM0067", "JCM TH_AM017"])
        .touching(&["I.1.3", "I.2.3", "I.3.3", "I.2.2", "I.3.2"])
        .monitoring(&["transformers in service", "their losses as tested", "load of a sample, by the hour"])
        .counted_twice_with(&[
            "grid-factor: a series with losses inside has the better transformers in it once they are measured",
            "energy-saving: less load means less loss",
        ]);

const TRANSFORMERS: Input = Input::of_kind(
    "transformers",
    InputKind::Group(&[NAME, PLACE, CODE, COUNT, IN_SERVICE, NO_LOAD_BEFORE, NO_LOAD_AFTER, LOAD_BEFORE, LOAD_AFTER, LOADING]),
    "transformers of one size that are replaced on one day",
);
const NO_LOAD_BEFORE: Input = Input::one("no_load_before", "W", "loss without load of one before").without_rows();
const NO_LOAD_AFTER: Input = Input::one("no_load_after", "W", "loss without load of one after").without_rows();
const LOAD_BEFORE: Input = Input::one("load_before", "W", "loss at rated load of one before").without_rows();
const LOAD_AFTER: Input = Input::one("load_after", "W", "loss at rated load of one after").without_rows();
const LOADING: Input = Input::of_kind("loading", InputKind::Share, "load over rated load, as the root of the mean of its squares");

/// Hours of a day.
const HOURS_A_DAY: i64 = 24;

/// Better transformers.
#[derive(Clone, Copy, Debug, Default)]
pub struct Transformers;

impl Measure for Transformers {
    fn spec(&self) -> &'static MeasureSpec {
        &SPEC
    }

    fn change(&self, form: &MeasureForm<'_>) -> Result<Change, Errors> {
        let read = |group: &FormInputs| TransformerGroup::read(group, form);
        let groups = named(form, &TRANSFORMERS, |group: &TransformerGroup| &group.equipment.name, read)?;
        Ok(transformers(form.title, form.years, &groups)?)
    }
}

/// What a transformer loses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TransformerLoss {
    /// Without load.
    pub no_load: SourcedAmount,
    /// At rated load.
    pub load: SourcedAmount,
}

/// Transformers of one size that are replaced on one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TransformerGroup {
    /// Name, place, code and service.
    pub equipment: Equipment,
    /// How many.
    pub count: u32,
    /// Of one before.
    pub before: TransformerLoss,
    /// Of one after.
    pub after: TransformerLoss,
    /// Load over rated load, as the root of the mean of its squares.
    pub loading: Fraction,
}

impl TransformerGroup {
    fn read(group: &FormInputs, form: &MeasureForm<'_>) -> Result<Self, Errors> {
        let registry = form.context.registry;
        let loss = |no_load, load| {
            Ok::<_, Errors>(TransformerLoss { no_load: group.need(no_load, registry)?, load: group.need(load, registry)? })
        };
        let read = Self {
            equipment: Equipment::read(group, form, None)?,
            count: group.need(&COUNT, registry)?,
            before: loss(&NO_LOAD_BEFORE, &LOAD_BEFORE)?,
            after: loss(&NO_LOAD_AFTER, &LOAD_AFTER)?,
            loading: group.need(&LOADING, registry)?,
        };
        read.check().map_err(|error| group.at_field(error))?;
        Ok(read)
    }

    /// Refuses what is no power, and more loss in all than before.
    pub fn check(&self) -> Result<(), FieldError> {
        let each = [
            (&NO_LOAD_BEFORE, &self.before.no_load),
            (&NO_LOAD_AFTER, &self.after.no_load),
            (&LOAD_BEFORE, &self.before.load),
            (&LOAD_AFTER, &self.after.load),
        ];
        each.into_iter().try_for_each(|(input, power)| check_power(input, power))?;
        let lost = |loss: &TransformerLoss| self.lost(loss).map_err(|error| FieldError::new(&NO_LOAD_AFTER, error));
        let (before, after) = (lost(&self.before)?, lost(&self.after)?);
        let shown = |kilowatts: Exact| format!("{kilowatts} kW");
        refuse_worse(&NO_LOAD_AFTER, &self.equipment.name, after > before, &shown(after), &shown(before))
    }

    /// Lost by one, in kW.
    fn lost(&self, loss: &TransformerLoss) -> Result<Exact> {
        let squared = self.loading.checked_mul(self.loading)?.number();
        let load = Ratio::from(loss.load.amount.in_base()?).checked_mul(squared)?;
        Ok(load.checked_add(Ratio::from(loss.no_load.amount.in_base()?))?.evaluate()?.value())
    }

    /// Lost by all of them in a year: without load and with it.
    fn taken(&self, year: Year, what: &str, loss: &TransformerLoss) -> Result<[Activity; 2]> {
        let (equipment, days) = (&self.equipment, self.equipment.service.days_in(year)?);
        let of_part = |part: &str, power: &SourcedAmount| {
            let one = Activity::new(&equipment.code, year, power.amount)
                .with_place(&equipment.place)
                .with_origin(&format!("{}, {what}, {part}: {}", equipment.name, power.source));
            let all = one.with_multiplier("transformers", Ratio::from(Exact::from(i64::from(self.count))), &equipment.source);
            let in_days = all.with_time("days in service", Ratio::from(days), &equipment.service.to_string());
            for_hours(in_days, Ratio::from(Exact::from(HOURS_A_DAY)), &equipment.source)
        };
        let squared = self.loading.checked_mul(self.loading)?.number();
        let with_load = of_part("load", &loss.load)?.with_multiplier("square of the load", squared, &equipment.source);
        Ok([of_part("no load", &loss.no_load)?, with_load])
    }
}

/// Better transformers in some years: without them those before lose what they lose at the same load.
///
/// # Errors
/// Units that are no power, more loss than before.
pub fn transformers(measure: &str, years: &BTreeSet<Year>, groups: &[TransformerGroup]) -> Result<Change> {
    let mut change = Change { measure: measure.to_owned(), years: years.clone(), ..Change::default() };
    for group in groups {
        group.check()?;
        for year in years {
            if group.equipment.serves_in(*year)? {
                change.without.extend(group.taken(*year, "before", &group.before)?);
                change.with.extend(group.taken(*year, "after", &group.after)?);
            }
        }
    }
    change.notes = vec![Note::SavedInInventory {}, Note::GridDisplaced {}, Note::SameLoad {}];
    Ok(change)
}
