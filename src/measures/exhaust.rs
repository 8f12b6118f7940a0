//! The exhaust of vehicles that electric ones replace, as a form states it.
//!
//! ```text
//! streets       A · EF                    A: vehicle-km or fuel of the vehicles before, without improvement
//! kept running  −A · k · EF               k: share of them that keep running in the city
//! power plants  −E · EFg                  E: kWh at the charger
//! ```
//!
//! No class and no factor of power plants has a default: what is not stated is not counted.

use super::drive::not_a;
use super::{Change, Note};
use crate::activity::Activity;
use crate::error::{CoBenefitFault, Errors, LabelKey, Result};
use crate::forms::{FieldError, FormContext, FormInputs, SourcedRate};
use crate::methods::{Input, InputKind};
use crate::pollutants::{AvoidedPollutant, EmittedAt, Exhaust, ExhaustActivity, ExhaustClass, Pollutant, PollutantFactor, avoided};
use crate::quantity::{Dimension, Fraction, Ratio, Scalar};
use crate::taxonomy::Year;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

pub(super) const EURO_CLASS: Input = Input::of_kind(
    "euro_class",
    InputKind::Word(&["conventional", "I", "II", "III", "IV", "V", "VI", "CNG-EEV"]),
    "class of the exhaust of the vehicles before",
)
.optional();
pub(super) const SPEED: Input = Input::of_kind("speed", InputKind::Text, "their mean speed, 15 km/h or 20 km/h").optional();
pub(super) const NOX: Input = Input::maybe("nox", "g/vkm, g/kg, g/L", "NOx of the vehicles before, of their own").without_rows();
pub(super) const PM25: Input = Input::maybe("pm25", "g/vkm, g/kg, g/L", "PM2.5 of their exhaust, of their own").without_rows();
pub(super) const PLANT_NOX: Input =
    Input::maybe("power_plant_nox", "g/kWh", "NOx of the plants that generate the electricity").without_rows();
pub(super) const PLANT_PM25: Input =
    Input::maybe("power_plant_pm25", "g/kWh", "PM2.5 of the plants that generate the electricity").without_rows();

/// Names that a note lists.
const SHOWN: usize = 5;

/// All of them.
pub(super) const EXHAUST: [&Input; 6] = [&EURO_CLASS, &SPEED, &NOX, &PM25, &PLANT_NOX, &PLANT_PM25];

/// What vehicles that are replaced emit, and the plants that generate the electricity of those after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplacedExhaust {
    /// Of the vehicles before.
    pub before: Exhaust,
    /// Whether it is that of buses of a class.
    pub is_of_buses: bool,
    /// Of power plants, for each kWh; what is not stated is not counted.
    pub plants: BTreeMap<Pollutant, PollutantFactor>,
}

/// What replaced vehicles and those after do in a year.
pub(super) struct ReplacedRun<'a> {
    /// What the vehicles before do.
    pub(super) work: &'a Activity,
    /// The fuel that they take for it.
    pub(super) fuel: &'a Activity,
    /// The electricity of those after.
    pub(super) electricity: &'a Activity,
    /// The share of the vehicles before that keep running.
    pub(super) kept_running: Option<Fraction>,
}

impl ReplacedExhaust {
    /// The keys of a group; none where there is none of them.
    pub(super) fn read(group: &FormInputs, fuel: &str, context: FormContext<'_>) -> Result<Option<Self>, Errors> {
        if !EXHAUST.into_iter().any(|input| group.has(input)) {
            return Ok(None);
        }
        let mut factors = BTreeMap::new();
        let class: Option<String> = group.get(&EURO_CLASS);
        let speed = group.parsed(&SPEED)?;
        match (&class, speed) {
            (Some(class), Some(speed)) => {
                let class: ExhaustClass = class.parse()?;
                let rules = context.catalogue.find(fuel).unwrap_or_default();
                if !rules.iter().any(|rule| rule.subject == class.fuel()) {
                    let message = CoBenefitFault::ClassOfOtherFuel { fuel: fuel.into() }.of(class.name());
                    return Err(group.problem(&EURO_CLASS, message).into());
                }
                let of_class = Exhaust::of_class(class, speed, context.registry);
                if let Exhaust::Fuel(rows) = of_class.map_err(|error| group.placed(SPEED.name, error))? {
                    factors = rows;
                }
            }
            (None, None) => {}
            _ => return Err(group.all_missing(&[&EURO_CLASS, &SPEED], context.registry)),
        }
        let own = |input: &Input| {
            let stated: Option<SourcedRate> = group.get(input);
            let read = stated.map(|stated| PollutantFactor::stated(input.name, &stated)).transpose();
            read.map_err(|error| group.placed(input.name, error))
        };
        // An own factor is nearer to the vehicles than that of a class.
        for (pollutant, input) in [(Pollutant::NitrogenOxides, &NOX), (Pollutant::FineParticles, &PM25)] {
            factors.extend(own(input)?.map(|factor| (pollutant, factor)));
        }
        let mut plants = BTreeMap::new();
        for (pollutant, input) in [(Pollutant::NitrogenOxides, &PLANT_NOX), (Pollutant::FineParticles, &PLANT_PM25)] {
            plants.extend(own(input)?.map(|factor| (pollutant, factor)));
        }
        Ok(Some(Self { before: Exhaust::Fuel(factors), is_of_buses: class.is_some(), plants }))
    }

    /// Refuses a factor that is given for neither the work nor the fuel of the vehicles, and one of plants that is not for energy.
    pub(super) fn check(&self, name: &str, done: Dimension, fuel: Dimension) -> Result<(), FieldError> {
        for (pollutant, input) in [(Pollutant::NitrogenOxides, &NOX), (Pollutant::FineParticles, &PM25)] {
            // Of the work only a distance: tonnes of waste are not those of the fuel.
            let allowed: Vec<Dimension> =
                [done].into_iter().filter(|done| *done == Dimension::VehicleDistance).chain([fuel]).collect();
            if let Some(factor) = self.before.factor(pollutant).filter(|factor| !allowed.contains(&factor.given_for())) {
                let done = allowed.into_iter().map(LabelKey::from).collect();
                let input = if factor.in_table { &EURO_CLASS } else { input };
                let message = CoBenefitFault::ExhaustWithoutAmount { done }.of(&factor.rate);
                return Err(FieldError::new(input, message.of(name)));
            }
        }
        for (pollutant, input) in [(Pollutant::NitrogenOxides, &PLANT_NOX), (Pollutant::FineParticles, &PLANT_PM25)] {
            if let Some(factor) = self.plants.get(&pollutant).filter(|factor| factor.given_for() != Dimension::Energy) {
                let message = not_a("rate.plant-pollutant", (&factor.rate).into(), "1.26 g/kWh");
                return Err(FieldError::new(input, message.of(name)));
            }
        }
        Ok(())
    }

    /// What is avoided in a year, for each pollutant and place of emission.
    pub(super) fn changes(&self, year: Year, run: &ReplacedRun<'_>, change: &mut Change) -> Result<()> {
        let mut done = ExhaustActivity::default().with(run.fuel.dimension()?, run.fuel.base_amount()?);
        if run.work.dimension()? == Dimension::VehicleDistance {
            done = done.with_distance(run.work.base_amount()?);
        }
        let before = self.before.masses(&done)?;
        let mut book = |pollutant, at, kg, factor: &PollutantFactor| {
            change.pollutants.push(AvoidedPollutant::new(year, pollutant, at, kg, factor.clone()));
        };
        for (pollutant, kg) in avoided(&before, &Exhaust::Electric.masses(&done)?)? {
            let Some(factor) = self.before.factor(pollutant) else { continue };
            book(pollutant, EmittedAt::Streets, kg, factor);
            if let Some(share) = run.kept_running.filter(|share| !share.is_zero()) {
                book(pollutant, EmittedAt::KeptRunning, Ratio::ZERO.checked_sub(kg.checked_mul(share.number())?)?, factor);
            }
        }
        for (pollutant, factor) in &self.plants {
            let kg = factor.mass(run.electricity.base_amount()?)?;
            book(*pollutant, EmittedAt::PowerPlants, Ratio::ZERO.checked_sub(kg)?, factor);
        }
        Ok(())
    }
}

/// What a reader must know of the exhaust of groups, each with its name: nothing where none states any.
pub(super) fn notes<'a>(groups: impl Iterator<Item = (&'a str, Option<&'a ReplacedExhaust>)>, are_trucks: bool) -> Vec<Note> {
    let groups: Vec<_> = groups.collect();
    let stated: Vec<&ReplacedExhaust> = groups.iter().filter_map(|(_, exhaust)| *exhaust).collect();
    if stated.is_empty() {
        return Vec::new();
    }
    let mut notes = vec![Note::ExhaustHot {}];
    if stated.iter().any(|exhaust| exhaust.is_of_buses) {
        notes.push(Note::ExhaustOfBuses {});
        if are_trucks {
            notes.push(Note::ExhaustOfTrucks {});
        }
    }
    notes.push(if stated.iter().all(|exhaust| exhaust.plants.is_empty()) {
        Note::PlantsUnstated {}
    } else {
        Note::PlantsByCharger {}
    });
    let without: Vec<String> = groups.iter().filter(|(_, exhaust)| exhaust.is_none()).map(|(name, _)| (*name).to_owned()).collect();
    if !without.is_empty() {
        let more = u64::try_from(without.len().saturating_sub(SHOWN)).ok().filter(|more| *more > 0);
        notes.push(Note::ExhaustUnstated { names: without.into_iter().take(SHOWN).collect(), more });
    }
    notes
}
