//! Streams of separated waste, where they go, and what a city reports of them.
//!
//! Seven streams, as the forms of Bangkok's zero-waste programme have them, by month and by district:
//!
//! ```text
//! recycling rate = (recyclable + organic) / sum of the seven        landfill reduction = sum of the seven − general
//! ```
//!
//! Both need all seven: a stream without a row is not known, which is not none of it.

use crate::error::Result;
use crate::quantity::{Exact, Ratio};
use crate::taxonomy::Period;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

words! {
    /// A stream of waste.
    Stream, "name.stream" {
        /// Food scraps, leaves, garden waste.
        Organic "organic"
        /// Paper, plastics, glass, metal that are sold on.
        Recyclable "recyclable"
        /// What can only be burnt for its energy: soiled plastics, films.
        Energy "energy"
        /// Batteries, lamps, chemicals.
        Hazardous "hazardous"
        /// Of hospitals, clinics, homes of the sick.
        Infectious "infectious"
        /// Appliances, telephones.
        Electronic "electronic"
        /// What stays mixed.
        General "general"
    }
}

words! {
    /// Where waste is taken.
    Destination, "name.destination" {
        /// A landfill: as it would be without separation.
        Landfill "landfill"
        /// Composting, at home or in a plant.
        Composting "composting"
        /// Anaerobic digestion.
        Digestion "digestion"
        /// Food for animals.
        AnimalFeed "animal-feed"
        /// Making new material of it.
        Recycling "recycling"
        /// Burning it for its energy.
        Energy "energy"
        /// Plants for hazardous, infectious or electronic waste.
        Special "special"
    }
}

/// Tonnes of one period and place by stream; a stream without a figure is not there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Streams {
    /// A year, or a month where the rows are of months.
    pub period: Period,
    /// The place; empty for the city as a whole, its places among it.
    pub place: String,
    /// Tonnes.
    pub tonnes: BTreeMap<Stream, Exact>,
}

impl Streams {
    /// Tonnes of a period and place.
    pub fn new(period: Period, place: &str, tonnes: BTreeMap<Stream, Exact>) -> Self {
        Self { period, place: place.to_owned(), tonnes }
    }

    fn all(&self) -> bool {
        self.tonnes.len() == Stream::ALL.len()
    }

    fn of(&self, stream: Stream) -> Exact {
        self.tonnes.get(&stream).copied().unwrap_or(Exact::ZERO)
    }

    /// Tonnes of all streams that have a figure.
    pub fn total(&self) -> Result<Exact> {
        Exact::sum(self.tonnes.values().copied())
    }

    /// What is recycled or composted, of all; none unless all seven streams are stated and there is some waste.
    pub fn recycling_rate(&self) -> Result<Option<Ratio>> {
        let total = self.total()?;
        if !self.all() || total.is_zero() {
            return Ok(None);
        }
        Ratio::new(self.of(Stream::Recyclable).checked_add(self.of(Stream::Organic))?, total).map(Some)
    }

    /// Tonnes that are not general waste; none unless all seven streams are stated.
    pub fn landfill_reduction(&self) -> Result<Option<Exact>> {
        if self.all() { self.total()?.checked_sub(self.of(Stream::General)).map(Some) } else { Ok(None) }
    }
}
