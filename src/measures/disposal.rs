//! What becomes of waste, with a measure and without it: codes of the catalogue with their shares, the way to them, and when the gas of
//! what is landfilled comes out.

use super::DecayTiming;
use super::MeasureForm;
use super::drive::{TRANSPORT, not_a};
use crate::activity::Activity;
use crate::error::{Error, LabelKey, Location, MeasureFault, Message, Problem, Result, Text, did_you_mean};
use crate::forms::{FieldError, FormInput, FormInputs, SourcedRate};
use crate::methods::{CodeClass, Input, InputKind};
use crate::quantity::{Closed, Dimension, Exact, Fraction, Ratio};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

pub(super) const CLIMATE: Input = Input::of_kind("climate", InputKind::Text, "the climate whose decay rates apply").optional();
pub(super) const START_MONTH: Input =
    Input::of_kind("start_month", InputKind::Count(7), "the month in which decay starts, 7 to 13").optional();
pub(super) const EXTRA_DISTANCE: Input =
    Input::one("extra_distance", "tkm/t, vkm/t", "extra distance for each tonne").without_rows();
pub(super) const FUEL_USE: Input =
    Input::maybe("fuel_use", "L/tkm, vkm/L", "fuel used for that distance").parameters("fuel-economy");

pub(super) const CODE: Input = Input::of_kind("code", InputKind::Code(TRANSPORT), "activity code of the transport");

/// Codes of the treatment of waste.
pub(super) const TREATMENT: CodeClass =
    CodeClass { name: "class.waste", example: "landfill.managed-anaerobic.food.outside", fits: |rule| rule.category.is_waste() };

/// What becomes of a tonne: codes of the catalogue, each with its share.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fate {
    /// Codes and shares.
    pub ways: BTreeMap<String, Fraction>,
    /// Why nothing is counted for the rest; none where the shares make a whole.
    pub uncounted: Option<String>,
    /// The source.
    pub source: String,
}

/// The extra way to a destination.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Haul {
    /// What the way is counted as: a code of the catalogue.
    pub code: String,
    /// Way for each tonne, `25 tkm/t`.
    pub extra_distance: SourcedRate,
    /// From the way to what the code is counted in, `0.05 L/tkm`; none where the code is counted in the way.
    pub fuel_use: Option<SourcedRate>,
}

impl Fate {
    pub(super) fn sum(&self) -> Result<Ratio> {
        Fraction::sum(self.ways.values().copied())
    }

    /// Refuses shares that make neither a whole nor, with a reason for the rest, a part of it; `part` is what residue may be.
    pub fn check(&self, of: &str, part: bool) -> Result<()> {
        let sum = self.sum()?;
        let value = (&sum.evaluate()?.value()).into();
        let (below, whole) = (sum.numerator() < sum.denominator(), sum.numerator() == sum.denominator());
        let message = match &self.uncounted {
            _ if !below && !whole => Message::SharesAboveOne { value, of: None },
            Some(_) if part => Message::ResidueWithReason { value },
            Some(_) if whole => Message::ReasonWithoutRest { value },
            None if below && !part => Message::SharesBelowOne { value },
            _ => return Ok(()),
        };
        Err(message.of(of).into())
    }

    /// How much of a tonne nothing is counted for.
    pub(super) fn rest(&self) -> Option<Exact> {
        let rest = self.sum().and_then(Ratio::complement).and_then(Ratio::evaluate).map(Closed::value);
        rest.ok().filter(|rest| *rest != Exact::ONE)
    }
}

impl Haul {
    /// The way, as a form states it.
    pub(super) fn read(section: &FormInputs, form: &MeasureForm<'_>) -> Result<Self> {
        let registry = form.context.registry;
        let haul = Self {
            code: section.need(&CODE, registry)?,
            extra_distance: section.need(&EXTRA_DISTANCE, registry)?,
            fuel_use: section.get(&FUEL_USE),
        };
        haul.check().map_err(|error| section.at_field(error))?;
        Ok(haul)
    }

    /// The way of waste, which is an activity of its code.
    pub(super) fn of(&self, waste: Activity) -> Activity {
        let SourcedRate { rate, source } = &self.extra_distance;
        let way = waste.with_rate("extra distance", *rate, source);
        match &self.fuel_use {
            Some(SourcedRate { rate, source }) => way.with_rate("fuel use", *rate, source),
            None => way,
        }
    }

    /// Refuses units that do not lead from a tonne over a distance to what the code is counted in.
    pub fn check(&self) -> Result<(), FieldError> {
        let distance = self.extra_distance.rate;
        let (way, each) = (distance.unit.dimension(), distance.per_unit.dimension());
        let ways = [Dimension::FreightDistance, Dimension::VehicleDistance];
        if !ways.contains(&way) || each != Dimension::Mass || distance.value.is_negative() {
            return Err(FieldError::new(&EXTRA_DISTANCE, not_a("rate.distance-of-a-tonne", (&distance).into(), "25 tkm/t")));
        }
        let Some(SourcedRate { rate, .. }) = self.fuel_use else { return Ok(()) };
        let leads = [rate.unit.dimension(), rate.per_unit.dimension()].contains(&way);
        if !leads || rate.value.is_negative() || rate.value.is_zero() {
            return Err(FieldError::new(&FUEL_USE, not_a("rate.fuel-of-distance", (&rate).into(), "0.05 L/tkm")));
        }
        Ok(())
    }
}

/// A section inside, with its key and place.
pub(super) type Inner<'a> = (&'a str, &'a Location, &'a FormInputs);

/// Refuses sections where codes are needed.
pub(super) fn none_inside(inner: &[Inner<'_>]) -> Result<()> {
    inner.first().map_or(Ok(()), |(key, place, _)| {
        Err(at(place, Message::Measure { value: Some((*key).into()), fault: MeasureFault::SectionForShares }))
    })
}

/// Codes of a class with shares, the reason for the rest, and the sections inside.
pub(super) fn fate<'a>(form: &MeasureForm<'_>, section: &'a FormInputs, class: CodeClass) -> Result<(Fate, Vec<Inner<'a>>)> {
    let (mut fate, mut inner) = (Fate::default(), Vec::new());
    for (key, place, value) in section.iter() {
        match (key, value) {
            (_, FormInput::Free(own)) => inner.push((key, place, own)),
            ("none", FormInput::Text(reason)) => fate.uncounted = Some(reason.clone()),
            ("source" | "note", _) => {}
            (_, FormInput::Text(text)) => {
                form.context.check_code(key, class).map_err(|problem| at(place, problem))?;
                fate.ways.insert(key.to_owned(), share(text).map_err(|problem| at(place, problem))?);
            }
            _ => {}
        }
    }
    if !fate.ways.is_empty() {
        section.source().ok_or_else(|| at(section.at(), Message::NoSource))?.clone_into(&mut fate.source);
    }
    Ok((fate, inner))
}

/// A number from 0 to 1, decimal or as a fraction.
fn share(text: &str) -> Result<Fraction, Problem> {
    text.parse::<Fraction>().map_err(|error| error.into_problem().without_option())
}

/// Climate and month, both or neither.
pub(super) fn decay(form: &MeasureForm<'_>) -> Result<Option<DecayTiming>> {
    let inputs = form.inputs;
    let (climate, month) = match (inputs.get::<String>(&CLIMATE), inputs.get::<u32>(&START_MONTH)) {
        (None, None) => return Ok(None),
        (Some(climate), Some(month)) => (climate, month),
        (Some(_), None) => {
            return Err(inputs.problem(&CLIMATE, Message::Measure { value: None, fault: MeasureFault::ClimateAndMonth }));
        }
        (None, Some(_)) => {
            return Err(inputs.problem(&START_MONTH, Message::Measure { value: None, fault: MeasureFault::ClimateAndMonth }));
        }
    };
    let parameters = form.context.registry.parameters().iter().filter(|row| row.name == "decay-rate");
    let climates: BTreeSet<&str> = parameters.filter_map(|row| Some(row.subject.split_once(':')?.1)).collect();
    if !climates.contains(climate.as_str()) {
        let nearest = did_you_mean(&climate, climates.iter().copied()).map(Text::from);
        let (what, names) = (LabelKey::of("name.climate"), climates.into_iter().map(Text::from).collect());
        return Err(inputs.problem(&CLIMATE, Message::UnknownName { value: climate.into(), what, nearest, names }));
    }
    match u8::try_from(month).ok().filter(|month| *month <= 13) {
        Some(start_month) => Ok(Some(DecayTiming { climate, start_month })),
        None => Err(inputs.problem(&START_MONTH, Message::NotAStartMonth { value: (&month).into() })),
    }
}

pub(super) fn at(place: &Location, problem: impl Into<Problem>) -> Error {
    Error::File { at: place.clone(), problem: problem.into() }
}
