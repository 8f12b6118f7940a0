//! Fuel switch: a share of one activity becomes another.
//!
//! ```text
//! left[y]  = A[y] · (1 − U[y])                    of the activity that is switched
//! added[y] = A[y] · U[y] · g                      of the one that takes its place
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | A | the activity in the inventory of the year, or in the baseline of a plan | kg, L, kWh |
//! | U | share that has switched ([`Uptake`]) | |
//! | g | how much of the other serves for each unit of this one | kWh/kg, L/L |
//!
//! g holds the efficiency of both: cooking on LPG at 0.55 and on induction at 0.85 takes 12.8 · 0.55 / 0.85 = 8.28 kWh for each kg. A heat
//! pump is a switch whose g is the heat of a unit of fuel, times the efficiency of the boiler, over the seasonal performance of the pump.
//!
//! What is switched comes out of one reference and goes into another, so that a total may fall while a reference rises. It may
//! also rise: a switch to electricity of a dirty grid is shown as it is.
//!
//! Source: the form of AMS-III.C (vehicles) and AMS-III.B (fuels) of the CDM, of which titles and scope were read, not the equations.

use super::drive::{first_twice, twice};
use super::energy_saving::ENERGY;
use super::group::{NAME, PLACE, named};
use super::uptake::{BY_YEAR, END, PARTICIPATION, PERSISTENCE, START};
use super::{Change, Measure, MeasureForm, MeasureSpec, Note, ShareAct, ShareChange, Stage, Uptake};
use crate::error::{Errors, MeasureFault, Message, Result};
use crate::forms::{FieldError, FormInputs, SourcedRate};
use crate::methods::{Input, InputKind};
use crate::quantity::{Ratio, Reading};
use crate::taxonomy::Year;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Name, form and source of this measure.
pub const SPEC: MeasureSpec =
    MeasureSpec::new("fuel-switch", "measure.fuel-switch", "form of AMS-III.B and AMS-III.C of the CDM", &[SWITCH])
        .at(Stage::Fuel)
        .following(&["AMS-III.B", "AMS-III.C"])
        .touching(&["I.1.1", "I.1.2", "I.2.1", "I.2.2", "I.3.1", "I.3.2", "II.1.1", "II.1.2"])
        .monitoring(&["who has switched in each year", "use of both before and after, by meters or bills"])
        .counted_twice_with(&[
            "waste-trucks, brt: a fleet that becomes electric is switched once",
            "grid-factor: each kWh weighs as the grid of its year",
            "energy-saving: a share is of what earlier measures leave",
        ]);

const SWITCH: Input = Input::of_kind(
    "switch",
    InputKind::Group(&[NAME, PLACE, FROM, TO, GIVES, PARTICIPATION, START, END, PERSISTENCE, BY_YEAR]),
    "an activity of which a share becomes another",
);
const FROM: Input = Input::of_kind("from", InputKind::Code(ENERGY), "activity code of what is switched");
const TO: Input = Input::of_kind("to", InputKind::Code(ENERGY), "activity code of what takes its place");
const GIVES: Input =
    Input::one("gives", "kWh/kg, kWh/L, L/L", "how much of the other serves for each unit of this one").without_rows();

/// Fuel switch.
#[derive(Clone, Copy, Debug, Default)]
pub struct FuelSwitch;

impl Measure for FuelSwitch {
    fn spec(&self) -> &'static MeasureSpec {
        &SPEC
    }

    fn change(&self, form: &MeasureForm<'_>) -> Result<Change, Errors> {
        let switches = named(form, &SWITCH, |switch: &EnergySwitch| &switch.name, |group| EnergySwitch::read(group, form))?;
        if let Some((second, code)) = switched_twice(&switches) {
            let group = form.inputs.sections(&SWITCH).get(second).unwrap_or(form.inputs);
            return Err(group
                .problem(&FROM, Message::Measure { value: Some(code.into()), fault: MeasureFault::SwitchedTwice })
                .into());
        }
        Ok(fuel_switch(form.title, form.years, &switches)?)
    }
}

/// An activity of which a share becomes another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnergySwitch {
    /// Its name; each has its own.
    pub name: String,
    /// The place; none for every place.
    pub place: Option<String>,
    /// The activity code of what is switched.
    pub from: String,
    /// The activity code of what takes its place.
    pub to: String,
    /// How much of the other serves for each unit of this one.
    pub gives: SourcedRate,
    /// The share that has switched.
    pub uptake: Uptake,
}

impl EnergySwitch {
    fn read(group: &FormInputs, form: &MeasureForm<'_>) -> Result<Self, Errors> {
        let registry = form.context.registry;
        let switch = Self {
            name: group.need(&NAME, registry)?,
            place: group.get(&PLACE),
            from: group.need(&FROM, registry)?,
            to: group.need(&TO, registry)?,
            gives: group.need(&GIVES, registry)?,
            uptake: Uptake::read(group, form.years, false, registry)?,
        };
        switch.check().map_err(|error| group.at_field(error))?;
        Ok(switch)
    }

    /// Refuses a switch into itself, and one that gives nothing.
    pub fn check(&self) -> Result<(), FieldError> {
        let name = self.name.as_str();
        if self.from == self.to {
            return Err(FieldError::new(
                &TO,
                Message::Measure { value: Some(self.to.as_str().into()), fault: MeasureFault::SwitchIntoItself }.of(name),
            ));
        }
        let rate = self.gives.rate;
        if [rate.value, rate.per].into_iter().any(|number| number.is_zero() || number.is_negative()) {
            return Err(FieldError::new(&GIVES, Message::NotAboveZero { value: (&rate).into() }.of(name)));
        }
        Ok(())
    }
}

/// The second of two switches that one amount would take part in.
fn switched_twice(switches: &[EnergySwitch]) -> Option<(usize, &str)> {
    let meets =
        |a: &EnergySwitch, b: &EnergySwitch| a.from == b.from && (a.place.is_none() || b.place.is_none() || a.place == b.place);
    let mut earlier: Vec<&EnergySwitch> = Vec::new();
    for (at, switch) in switches.iter().enumerate() {
        if earlier.iter().any(|before| meets(before, switch)) {
            return Some((at, &switch.from));
        }
        earlier.push(switch);
    }
    None
}

/// Fuel switch in some years: a share of what the baseline has.
///
/// # Errors
/// Two switches of one name or of one activity, a switch into itself.
pub fn fuel_switch(measure: &str, years: &BTreeSet<Year>, switches: &[EnergySwitch]) -> Result<Change> {
    for switch in switches {
        switch.check()?;
    }
    if let Some((_, name)) = first_twice(switches.iter().map(|switch| switch.name.as_str())) {
        return Err(twice(name));
    }
    if let Some((_, code)) = switched_twice(switches) {
        return Err(Message::Measure { value: Some(code.into()), fault: MeasureFault::SwitchedTwice }.into());
    }
    let mut change = Change { measure: measure.to_owned(), years: years.clone(), ..Change::default() };
    for year in years {
        for switch in switches {
            let share = switch.uptake.share_of(*year)?;
            if share.is_zero() {
                continue;
            }
            let rate = switch.gives.rate;
            let of_one = Ratio::new(rate.value, rate.per)?.evaluate()?.value();
            let (to, gives) = (switch.to.clone(), Reading::new(of_one, rate.unit));
            let act = ShareAct::Switched { share, to, gives, per: rate.per_unit };
            change.shares.push(ShareChange::new(*year, &switch.from, act).with_place(switch.place.clone()));
        }
    }
    change.notes = vec![Note::ShareOfBaseline {}, Note::SwitchMoves {}, Note::GridDrawn {}];
    if switches.iter().any(|switch| switch.uptake.stays()) {
        change.notes.push(Note::SwitchesStay {});
    }
    change.notes.extend(switches.iter().map(|switch| Note::SwitchStated {
        name: switch.name.clone(),
        from: switch.from.clone(),
        to: switch.to.clone(),
        gives: switch.gives.rate.to_string(),
        source: switch.gives.source.clone(),
    }));
    Ok(change)
}
