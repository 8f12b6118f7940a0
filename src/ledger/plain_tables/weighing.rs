//! Sums of a tally times the figures of the tables.

use super::{PlainActivity, PlainTables, PlainUnit};
use crate::error::{Error, Message, Operation, Result, Text};
use crate::ledger::leaf::LeafView;
use crate::ledger::{GroupKey, Groups, Leaf, Tally, Vocabulary};
use crate::quantity::Exact;
use crate::taxonomy::Year;
use hashbrown::HashMap;

impl PlainTables {
    /// The exact sums of leaves.
    pub fn weigh(&self, leaves: impl IntoIterator<Item = Leaf>) -> Result<Groups> {
        let mut weighing = Weighing::new(self);
        leaves.into_iter().try_for_each(|leaf| weighing.add(&LeafView::from(&leaf)))?;
        weighing.groups()
    }

    /// The exact sums of a tally: the same as its leaves, which are weighed where they are held.
    pub fn weigh_tally(&self, tally: &Tally) -> Result<Groups> {
        let mut weighing = Weighing::new(self);
        tally.views().try_for_each(|leaf| weighing.add(&leaf))?;
        weighing.groups()
    }
}

/// Sums of one activity at a time in its base unit; of all activities by class, gas and place.
struct Weighing<'t> {
    tables: &'t PlainTables,
    activity: Option<&'t PlainActivity>,
    unit: Option<&'t PlainUnit>,
    /// The activity so far, by place and year.
    bases: HashMap<(usize, Year), Exact>,
    /// Kilograms by class, gas and place.
    masses: HashMap<(usize, u32, usize), Exact>,
    places: HashMap<String, usize>,
    names: Vec<String>,
}

impl<'t> Weighing<'t> {
    fn new(tables: &'t PlainTables) -> Self {
        let (bases, masses, places) = (HashMap::new(), HashMap::new(), HashMap::new());
        Self { tables, activity: None, unit: None, bases, masses, places, names: Vec::new() }
    }

    /// Adds a leaf. Leaves of one activity are best given together, those of one unit too.
    fn add(&mut self, leaf: &LeafView<'_>) -> Result<()> {
        if self.activity.is_none_or(|activity| activity.code != leaf.activity) {
            self.finish()?;
            let number = self.tables.activity(leaf.activity);
            (self.activity, self.unit) = (number.and_then(|number| self.tables.activity_at(number)), None);
        }
        if self.unit.is_none_or(|unit| unit.symbol != leaf.unit) {
            self.unit = self.activity.and_then(|activity| self.tables.find_unit(activity, leaf.unit));
        }
        let Some(unit) = self.unit else {
            return Err(Message::ActivityOfOtherTables { value: leaf.activity.into() }.into());
        };
        let place = self.place(leaf.place);
        let too_large = |step: Operation| {
            let (activity, year) = (leaf.activity.into(), (&leaf.year).into());
            Error::too_large(step).in_step(Operation::Leaf { activity, place: named(leaf.place), year })
        };
        let sum = leaf.sum();
        if sum.is_negative() {
            // No amount is below zero here but a correction.
            return Err(Message::NegativeSum { value: (&sum).into() }.into());
        }
        let base = if unit.multiplier == Exact::ONE { Ok(sum) } else { sum.checked_mul(unit.multiplier) };
        let base = base.map_err(|_| too_large(Operation::BaseUnits))?;
        let held = self.bases.entry((place, leaf.year)).or_insert(Exact::ZERO);
        *held = held.checked_add(base).map_err(|_| too_large(Operation::SumOfUnits))?;
        Ok(())
    }

    fn place(&mut self, name: &str) -> usize {
        let next = self.names.len();
        let place = *self.places.entry_ref(name).or_insert(next);
        if place == next {
            self.names.push(name.to_owned());
        }
        place
    }

    /// Multiplies the activity by its factors.
    fn finish(&mut self) -> Result<()> {
        let Some(activity) = self.activity else { return Ok(()) };
        let mut bases: Vec<_> = self.bases.drain().collect();
        // In order, so that an error is the same on every run.
        bases.sort_unstable_by_key(|(key, _)| *key);
        for ((place, year), base) in bases {
            for factor in activity.factors.iter().filter(|factor| factor.year == year) {
                let held = self.masses.entry((activity.class, factor.gas, place)).or_insert(Exact::ZERO);
                let sum = base.checked_mul(factor.value).and_then(|mass| held.checked_add(mass));
                *held = sum.map_err(|_| {
                    let place = self.names.get(place).map_or("", String::as_str);
                    let (activity, year) = ((&activity.code).into(), (&year).into());
                    Error::too_large(Operation::TimesFactor).in_step(Operation::Leaf { activity, place: named(place), year })
                })?;
            }
        }
        Ok(())
    }

    /// The total.
    fn groups(mut self) -> Result<Groups> {
        self.finish()?;
        let mut groups = Groups::default();
        let mut masses: Vec<_> = self.masses.into_iter().collect();
        masses.sort_unstable_by_key(|(key, _)| *key);
        for ((class, gas, place), mass) in masses {
            let weight = usize::try_from(gas).ok().and_then(|gas| self.tables.weights.get(gas));
            let class = self.tables.classes.get(class);
            let (Some((sector, scope)), Some((gas, weight)), Some(place)) = (class, weight, self.names.get(place)) else {
                continue;
            };
            let co2e = mass.checked_mul(*weight).map_err(|_| {
                let step = Operation::Gas { gas: gas.into(), sector: sector.into(), place: place.into() };
                Error::too_large(Operation::TimesGwp).in_step(step)
            })?;
            let [sector, scope, gas, place] = [sector, scope, gas, place].map(String::clone);
            groups.add(GroupKey { sector, scope, gas, place }, mass, co2e)?;
        }
        Ok(groups)
    }
}

/// The name of a place; none for the city as a whole.
fn named(place: &str) -> Option<Text> {
    (!place.is_empty()).then(|| place.into())
}
