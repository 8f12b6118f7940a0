//! Results by name, exact.

use super::Output;
use crate::error::Result;
use crate::quantity::{Exact, Mass, Quantity};
use crate::taxonomy::Year;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;

/// One value of a result, in the unit of its list.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Figure {
    /// The year, if it is told apart by years.
    pub year: Option<Year>,
    /// The other labels.
    pub labels: BTreeMap<String, String>,
    /// The value.
    pub value: Exact,
    /// The unit.
    pub unit: &'static str,
}

impl Serialize for Figure {
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

/// The results of a worksheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Results {
    found: Vec<(&'static str, Vec<Figure>)>,
}

impl Results {
    /// None yet.
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// With the mass of a gas.
    #[must_use]
    pub(super) fn mass(self, name: &'static str, mass: Mass) -> Self {
        self.value(name, mass.base())
    }

    /// With the mass of a gas in a year.
    #[must_use]
    pub(super) fn mass_in(self, name: &'static str, year: Year, mass: Mass) -> Self {
        self.labelled(name, Some(year), &[], mass.base())
    }

    /// With a value, in the unit of the list.
    #[must_use]
    pub(super) fn value(self, name: &'static str, value: Exact) -> Self {
        self.labelled(name, None, &[], value)
    }

    /// With a value told apart by a year and other labels, in the unit of the list.
    #[must_use]
    pub(super) fn labelled(mut self, name: &'static str, year: Option<Year>, labels: &[(&str, &str)], value: Exact) -> Self {
        let labels = labels.iter().map(|(key, word)| ((*key).to_owned(), (*word).to_owned())).collect();
        let figure = Figure { year, labels, value, unit: "" };
        match self.found.iter_mut().find(|(held, _)| *held == name) {
            Some((_, figures)) => figures.push(figure),
            None => self.found.push((name, vec![figure])),
        }
        self
    }

    /// In the order and units of the list.
    pub(super) fn in_order(mut self, outputs: &'static [Output]) -> Self {
        self.found.sort_by_key(|(name, _)| outputs.iter().position(|output| output.name == *name));
        for (name, figures) in &mut self.found {
            let unit = outputs.iter().find(|output| output.name == *name).map_or("", |output| output.unit);
            for figure in figures {
                figure.unit = unit;
            }
        }
        self
    }

    /// Every result with its values.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &[Figure])> {
        self.found.iter().map(|(name, figures)| (*name, figures.as_slice()))
    }

    /// The values of a result.
    pub fn of(&self, name: &str) -> &[Figure] {
        self.found.iter().find(|(held, _)| *held == name).map_or(&[], |(_, figures)| figures.as_slice())
    }

    /// The value of a result that is one.
    pub fn one(&self, name: &str) -> Option<Exact> {
        match self.of(name) {
            [figure] => Some(figure.value),
            _ => None,
        }
    }

    /// The sum of a result over all labels but the year; of all years where none is named.
    pub fn sum(&self, name: &str, year: Option<Year>) -> Result<Exact> {
        let figures = self.of(name).iter().filter(|figure| year.is_none() || figure.year == year);
        Exact::sum(figures.map(|figure| figure.value))
    }
}

/// One value as an object, a table as an array of them.
impl Serialize for Results {
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
