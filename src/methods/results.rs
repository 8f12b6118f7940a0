//! Results by name: what a method found, and the figures that it gives.

use super::{MethodSpec, Output};
use crate::error::Result;
use crate::quantity::{Amount, Exact, Quantity, Ratio, Scalar};
use crate::taxonomy::Year;
use core::fmt::Display;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use std::collections::{BTreeMap, BTreeSet};

/// One value of a result, in the unit of its list.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Figure<V = Exact> {
    /// The year, if it is distinguished by years.
    pub year: Option<Year>,
    /// The other labels.
    pub labels: BTreeMap<String, String>,
    /// The value.
    pub value: V,
    /// The unit.
    pub unit: &'static str,
}

impl<V: Display> Serialize for Figure<V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> core::result::Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if let Some(year) = self.year {
            map.serialize_entry("year", &year)?;
        }
        for (name, label) in &self.labels {
            map.serialize_entry(name, label)?;
        }
        map.serialize_entry("value", &self.value.to_string())?;
        map.serialize_entry("unit", self.unit)?;
        map.end()
    }
}

/// What a method found, not yet divided out: what a method's computation hands back.
#[derive(Clone, Debug)]
pub struct Outcome<N = Ratio> {
    found: Vec<FoundNumber<N>>,
}

/// One number that a method found.
#[derive(Clone, Debug)]
struct FoundNumber<N> {
    name: &'static str,
    year: Option<Year>,
    labels: BTreeMap<String, String>,
    number: N,
    /// Whether it is in base units, or in the unit of the list.
    base: bool,
}

impl<N: Scalar> Outcome<N> {
    /// Nothing yet.
    pub(crate) fn new() -> Self {
        Self { found: Vec::new() }
    }

    /// Whether nothing was found.
    pub(crate) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// With an amount.
    #[must_use]
    pub(crate) fn with<Q: Quantity>(self, name: &'static str, amount: Amount<Q, N>) -> Self {
        self.with_found(name, None, &[], amount.number(), true)
    }

    /// With an amount of a year.
    #[must_use]
    pub(crate) fn with_year<Q: Quantity>(self, name: &'static str, year: Year, amount: Amount<Q, N>) -> Self {
        self.with_found(name, Some(year), &[], amount.number(), true)
    }

    /// With an amount distinguished by a year and other labels.
    #[must_use]
    pub(crate) fn with_labels<Q: Quantity>(
        self,
        name: &'static str,
        year: Option<Year>,
        labels: &[(&str, &str)],
        amount: Amount<Q, N>,
    ) -> Self {
        self.with_found(name, year, labels, amount.number(), true)
    }

    /// With a number in the unit of the list: a share, a count.
    #[must_use]
    pub(crate) fn with_number(self, name: &'static str, year: Option<Year>, labels: &[(&str, &str)], number: N) -> Self {
        self.with_found(name, year, labels, number, false)
    }

    fn with_found(mut self, name: &'static str, year: Option<Year>, labels: &[(&str, &str)], number: N, base: bool) -> Self {
        let labels = labels.iter().map(|(key, word)| ((*key).to_owned(), (*word).to_owned())).collect();
        self.found.push(FoundNumber { name, year, labels, number, base });
        self
    }

    /// The figures, in the order and units of the list.
    pub(super) fn in_order(self, outputs: &'static [Output]) -> Result<Results<N::Figure>> {
        let mut results = Results::default();
        for output in outputs {
            let of_output = self.found.iter().filter(|found| found.name == output.name);
            let mut figures = Vec::new();
            for found in of_output {
                let multiplier = if found.base { output.multiplier()? } else { Ratio::ONE };
                let number =
                    if multiplier == Ratio::ONE { found.number } else { found.number.checked_div(N::from_ratio(multiplier)?)? };
                let (year, labels) = (found.year, found.labels.clone());
                figures.push(Figure { year, labels, value: number.figure()?, unit: output.unit });
            }
            if !figures.is_empty() {
                results.found.push((output.name, figures));
            }
        }
        Ok(results)
    }
}

/// The results of a method: exact for the inventory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Results<V = Exact> {
    found: Vec<(&'static str, Vec<Figure<V>>)>,
}

impl<V> Default for Results<V> {
    fn default() -> Self {
        Self { found: Vec::new() }
    }
}

impl<V: Copy> Results<V> {
    /// Every result with its values.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &[Figure<V>])> {
        self.found.iter().map(|(name, figures)| (*name, figures.as_slice()))
    }

    /// The values of a result.
    pub fn of(&self, name: &str) -> &[Figure<V>] {
        self.found.iter().find(|(held, _)| *held == name).map_or(&[], |(_, figures)| figures.as_slice())
    }

    /// The value of a result that is one.
    pub fn one(&self, name: &str) -> Option<V> {
        match self.of(name) {
            [figure] => Some(figure.value),
            _ => None,
        }
    }
}

impl Results {
    /// The sum of a result over all labels but the year; of all years where none is named.
    pub fn sum(&self, name: &str, year: Option<Year>) -> Result<Exact> {
        let figures = self.of(name).iter().filter(|figure| year.is_none() || figure.year == year);
        Exact::sum(figures.map(|figure| figure.value))
    }

    /// What a label says of the gases, each word once.
    pub(super) fn words(&self, spec: &MethodSpec, label: &str) -> BTreeSet<String> {
        let booked = spec.results.iter().filter(|output| output.is_booked()).flat_map(|output| self.of(output.name));
        booked.filter_map(|figure| figure.labels.get(label).cloned()).collect()
    }
}

/// One value as an object, a table as an array of them.
impl<V: Display> Serialize for Results<V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> core::result::Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.found.len()))?;
        for (name, figures) in &self.found {
            match figures.as_slice() {
                [only] if only.year.is_none() && only.labels.is_empty() => map.serialize_entry(name, only)?,
                figures => map.serialize_entry(name, figures)?,
            }
        }
        map.end()
    }
}
