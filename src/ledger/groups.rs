//! CO2e of a tally, by what people ask for.

use crate::error::{Error, Message, Result};
use crate::quantity::Exact;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The key of a figure, as text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct GroupKey {
    /// The sector.
    pub sector: String,
    /// The scope.
    pub scope: String,
    /// The gas.
    pub gas: String,
    /// The place; empty for the city as a whole.
    pub place: String,
}

impl GroupKey {
    /// The key of a figure.
    pub fn new(sector: &str, scope: &str, gas: &str, place: &str) -> Self {
        Self { sector: sector.to_owned(), scope: scope.to_owned(), gas: gas.to_owned(), place: place.to_owned() }
    }
}

/// A gas of one sector, scope and place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Group {
    /// Its key.
    #[serde(flatten)]
    pub key: GroupKey,
    /// The gas's own mass in kg.
    pub mass_kg: Exact,
    /// The same, weighed, in kg CO2e.
    pub co2e_kg: Exact,
}

/// Exact figures by sector, scope, gas and place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Group>", into = "Vec<Group>")]
pub struct Groups(BTreeMap<GroupKey, (Exact, Exact)>);

impl Groups {
    /// Adds a mass and its CO2e to a group.
    pub fn add(&mut self, key: GroupKey, mass_kg: Exact, co2e_kg: Exact) -> Result<()> {
        let held = self.0.entry(key).or_insert((Exact::ZERO, Exact::ZERO));
        *held = (held.0.checked_add(mass_kg)?, held.1.checked_add(co2e_kg)?);
        Ok(())
    }

    /// The groups, in order.
    pub fn iter(&self) -> impl Iterator<Item = Group> {
        self.0.iter().map(|(key, (mass_kg, co2e_kg))| Group { key: key.clone(), mass_kg: *mass_kg, co2e_kg: *co2e_kg })
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no data at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All CO2e in kg; none where there is no data, which is not 0.
    pub fn total_co2e_kg(&self) -> Result<Option<Exact>> {
        if self.is_empty() {
            return Ok(None);
        }
        Exact::sum(self.0.values().map(|(_, co2e_kg)| *co2e_kg)).map(Some)
    }

    /// CO2e in kg by whatever part of the key is asked for.
    pub fn by<K: Ord>(&self, part: impl Fn(&GroupKey) -> K) -> Result<BTreeMap<K, Exact>> {
        let mut sums = BTreeMap::new();
        for (key, (_, co2e_kg)) in &self.0 {
            let sum = sums.entry(part(key)).or_insert(Exact::ZERO);
            *sum = sum.checked_add(*co2e_kg)?;
        }
        Ok(sums)
    }
}

impl TryFrom<Vec<Group>> for Groups {
    type Error = Error;

    /// Refuses a group that is listed twice.
    fn try_from(groups: Vec<Group>) -> Result<Self> {
        let mut all = BTreeMap::new();
        for Group { key, mass_kg, co2e_kg } in groups {
            let name = [&key.sector, &key.scope, &key.gas, &key.place].map(String::as_str).join(", ");
            if all.insert(key, (mass_kg, co2e_kg)).is_some() {
                return Err(Message::Duplicate { value: name.into() }.into());
            }
        }
        Ok(Self(all))
    }
}

impl From<Groups> for Vec<Group> {
    fn from(groups: Groups) -> Self {
        groups.iter().collect()
    }
}
