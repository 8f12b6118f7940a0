//! What is used for each person in a country: the smallest and the largest published value, or that of a country that uses little or
//! much, and how far beyond it an amount is implausible.
//!
//! A city may be far from any country, so a range is widened before anything is raised: a slip of 1000 times is found, a town around
//! one large plant is hardly ever.

use crate::quantity::{Dimension, Exact};
use crate::taxonomy::Category;

messages! {
    /// What is compared with the number of persons.
    #[derive(PartialOrd, Ord, Hash)]
    pub enum PerHead in "per-head";

    /// Electricity of every scope 2 reference.
    Electricity
    /// Electricity of homes.
    HomeElectricity
    /// Fuel and electricity of homes.
    HomeEnergy
    /// Energy of services, of farms, forests and fisheries, and of what is not specified.
    ServiceEnergy
    /// Energy of industry.
    IndustryEnergy
    /// Fuel burnt on the road.
    RoadFuel
    /// Fuel burnt on rails, on water, in the air and off the road.
    OtherTransportFuel
    /// Electricity of vehicles and trains.
    TransportElectricity
    /// Fuel burnt in the city, that of power plants for the grid aside.
    Fuel
    /// Waste of the city, wherever it is treated.
    Waste
}

/// A published range, for a person and year.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct PublishedRange {
    /// What is compared.
    pub what: PerHead,
    /// The references that are added up.
    pub references: &'static [&'static str],
    /// What is added up.
    pub dimension: Dimension,
    /// The unit of both limits, and what a message shows.
    pub unit: &'static str,
    /// The smallest value of a country, or that of one of low use; none where little of it may be right.
    pub least: Option<&'static str>,
    /// The largest value of a country, or that of one of high use.
    pub most: Option<&'static str>,
    /// The range is widened by this factor at both ends.
    pub widened: u16,
    /// Why by so much.
    pub because: &'static str,
    /// The publication.
    pub source: &'static str,
    /// The place in it.
    pub locator: &'static str,
}

const ELECTRICITY: &[&str] =
    &["I.1.2", "I.2.2", "I.3.2", "I.4.2", "I.5.2", "I.6.2", "II.1.2", "II.2.2", "II.3.2", "II.4.2", "II.5.2"];

const FUEL: &[&str] = &["I.1.1", "I.2.1", "I.3.1", "I.4.1", "I.5.1", "I.6.1", "II.1.1", "II.2.1", "II.3.1", "II.4.1", "II.5.1"];

/// Waste from elsewhere that is treated in the city is not of its persons.
const WASTE: &[&str] = &["III.1.1", "III.1.2", "III.2.1", "III.2.2", "III.3.1", "III.3.2"];

const WDI: &str = "World Bank, World Development Indicators, EG.USE.ELEC.KH.PC (IEA statistics 2014)";
const NORWAY: &str = "Statistics Norway, Production and consumption of energy, 2023 (14 June 2024)";
const WDI_PAGE: &str = "IndexMundi, indicator page: lowest Haiti 48.51, highest Iceland 54,799.18 kWh a person";

/// Every range.
pub const PUBLISHED_RANGES: &[PublishedRange] = &[
    PublishedRange {
        what: PerHead::Electricity,
        references: ELECTRICITY,
        dimension: Dimension::Energy,
        unit: "kWh",
        least: Some("48.51"),
        most: Some("54799.18"),
        widened: 3,
        because: "a town around a smelter uses more than a country",
        source: WDI,
        locator: WDI_PAGE,
    },
    PublishedRange {
        what: PerHead::HomeElectricity,
        references: &["I.1.2"],
        dimension: Dimension::Energy,
        unit: "kWh",
        least: Some("48.51"),
        most: None,
        widened: 10,
        because: "homes use a part of all electricity, of which the value is",
        source: WDI,
        locator: WDI_PAGE,
    },
    PublishedRange {
        what: PerHead::HomeEnergy,
        references: &["I.1.1", "I.1.2"],
        dimension: Dimension::Energy,
        unit: "GJ",
        least: None,
        most: Some("31"),
        widened: 5,
        because: "homes are warmed by fuel elsewhere, at less efficiency",
        source: NORWAY,
        locator: "households 47 TWh; 5.49 million persons",
    },
    PublishedRange {
        what: PerHead::ServiceEnergy,
        references: &["I.2.1", "I.2.2", "I.5.1", "I.5.2", "I.6.1", "I.6.2"],
        dimension: Dimension::Energy,
        unit: "GJ",
        least: None,
        most: Some("29"),
        widened: 3,
        because: "the shops and offices of a town serve others too",
        source: NORWAY,
        locator: "other (commerce, public services, agriculture, fishing) 44 TWh; 5.49 million persons",
    },
    PublishedRange {
        what: PerHead::IndustryEnergy,
        references: &["I.3.1", "I.3.2"],
        dimension: Dimension::Energy,
        unit: "GJ",
        least: None,
        most: Some("47"),
        widened: 10,
        because: "industry is where its plants are",
        source: NORWAY,
        locator: "manufacturing and mining 72 TWh; 5.49 million persons",
    },
    PublishedRange {
        what: PerHead::RoadFuel,
        references: &["II.1.1"],
        dimension: Dimension::Energy,
        unit: "GJ",
        least: None,
        most: Some("48"),
        widened: 10,
        because: "the value is for gasoline only, and cities sell fuel to others who pass",
        source: "GlobalPetrolPrices, Gasoline consumption per capita around the world, 4 August 2016",
        locator: "second paragraph: USA, over 4 litres a day; 4 x 365 x 0.74 kg/L x 44.3 TJ/Gg (IPCC 2006, vol. 2, table 1.2) = 48 GJ",
    },
    PublishedRange {
        what: PerHead::OtherTransportFuel,
        references: &["II.2.1", "II.3.1", "II.4.1", "II.5.1"],
        dimension: Dimension::Energy,
        unit: "GJ",
        least: None,
        most: Some("35"),
        widened: 3,
        because: "the value is for all transport, but a port or airport serves others too",
        source: NORWAY,
        locator: "transport 54 TWh; 5.49 million persons",
    },
    PublishedRange {
        what: PerHead::TransportElectricity,
        references: &["II.1.2", "II.2.2", "II.3.2", "II.4.2", "II.5.2"],
        dimension: Dimension::Energy,
        unit: "kWh",
        least: None,
        most: Some("293"),
        widened: 10,
        because: "the value is for trains only",
        source: "SBB, Energie: Verbrauch (2016)",
        locator: "second paragraph: 2458 GWh for trains of all companies; 8.4 million persons in Switzerland",
    },
    PublishedRange {
        what: PerHead::Fuel,
        references: FUEL,
        dimension: Dimension::Energy,
        unit: "GJ",
        least: None,
        most: Some("817"),
        widened: 3,
        because: "a town around a large plant burns more than a country",
        source: "Energy Institute, Statistical Review of World Energy 2024",
        locator: "primary energy per capita 2023: Qatar 817 GJ (as quoted by Visual Capitalist)",
    },
    PublishedRange {
        what: PerHead::Waste,
        references: WASTE,
        dimension: Dimension::Mass,
        unit: "kg",
        // 0.11 and 4.54 kg a day, over 365 days.
        least: Some("40.15"),
        most: Some("1657.1"),
        widened: 3,
        because: "a town of visitors, or one that recycles most",
        source: "World Bank, What a Waste 2.0 (2018)",
        locator: "waste generated: from 0.11 to 4.54 kg a person and day",
    },
];

impl PublishedRange {
    /// Whether a reference is added up.
    pub fn has(&self, category: Category) -> bool {
        self.references.contains(&category.reference())
    }

    /// The published limits as numbers, in its unit.
    pub fn limits(&self) -> (Option<Exact>, Option<Exact>) {
        let number = |text: Option<&str>| text.and_then(|text| text.parse().ok());
        (number(self.least), number(self.most))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::Unit;
    use std::collections::BTreeSet;

    #[test]
    fn every_range_has_known_references_a_unit_of_its_dimension_and_limits_in_order() {
        for range in PUBLISHED_RANGES {
            let known = range.references.iter().map(|name| name.parse::<Category>().unwrap()).collect::<BTreeSet<_>>();
            assert_eq!(known.len(), range.references.len(), "{:?}", range.what);
            assert_eq!(range.unit.parse::<Unit>().unwrap().dimension(), range.dimension);
            let (least, most) = range.limits();
            assert_eq!((least.is_some(), most.is_some()), (range.least.is_some(), range.most.is_some()));
            assert!(least.or(most).is_some() && range.widened > 1);
            if let (Some(least), Some(most)) = (least, most) {
                assert!(least < most);
            }
        }
    }
}
