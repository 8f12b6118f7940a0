//! Settings: what all parts of an inventory share.

use crate::check::Acceptance;
use crate::error::{Message, Result};
use crate::gas::{GwpSet, Stated};
use crate::quantity::Exact;
use crate::taxonomy::{Calendar, Category, Region, Year};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What must be filled for an inventory to be final.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Level {
    /// Scope 1 and 2 of stationary energy and transport, all treatment of the city's own waste.
    #[default]
    #[serde(rename = "BASIC")]
    Basic,
    /// BASIC, and scope 3 of energy and transport, industry, land.
    #[serde(rename = "BASIC+")]
    BasicPlus,
}

impl Level {
    /// Whether a reference must be filled.
    pub fn requires(self, category: Category) -> bool {
        match self {
            Self::Basic => category.in_basic(),
            Self::BasicPlus => category.in_basic_plus(),
        }
    }
}

impl core::fmt::Display for Level {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.pad(match self {
            Self::Basic => "BASIC",
            Self::BasicPlus => "BASIC+",
        })
    }
}

/// What all parts of an inventory share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Settings {
    /// The city's name.
    pub city: String,
    /// Its region.
    pub region: Region,
    /// The years, ascending.
    pub years: BTreeSet<Year>,
    /// The calendar that gives fiscal years their months; none where the years are calendar years.
    #[serde(default)]
    pub calendar: Option<Calendar>,
    /// The GWP set.
    pub gwp: GwpSet,
    /// What to do with figures stated as CO2e in another set.
    #[serde(default)]
    pub co2e_only: Stated,
    /// What must be filled.
    #[serde(default)]
    pub level: Level,
    /// People, by year.
    #[serde(default)]
    pub population: BTreeMap<Year, Exact>,
    /// Gross domestic product, by year, in the money and prices the city names.
    #[serde(default)]
    pub gdp: BTreeMap<Year, Exact>,
    /// Area in km2.
    #[serde(default)]
    pub area_km2: Option<Exact>,
    /// The places of the city; empty where it lists none.
    #[serde(default)]
    pub places: BTreeSet<String>,
    /// Checks that the city accepts, each with the reason.
    #[serde(default)]
    pub accepted: BTreeMap<Acceptance, String>,
    /// Hash of the factor tables; empty until activity is recorded.
    #[serde(default)]
    pub factors_hash: String,
}

impl Settings {
    /// A city, its region, years and GWP set; everything else at its default.
    pub fn new(city: &str, region: Region, years: impl IntoIterator<Item = Year>, gwp: GwpSet) -> Self {
        Self {
            city: city.to_owned(),
            region,
            years: years.into_iter().collect(),
            calendar: None,
            gwp,
            co2e_only: Stated::Refuse,
            level: Level::Basic,
            population: BTreeMap::new(),
            gdp: BTreeMap::new(),
            area_km2: None,
            places: BTreeSet::new(),
            accepted: BTreeMap::new(),
            factors_hash: String::new(),
        }
    }

    /// The same, with the calendar of its fiscal years.
    #[must_use]
    pub fn with_calendar(mut self, calendar: Calendar) -> Self {
        self.calendar = Some(calendar);
        self
    }

    /// The same, to be filled to a level.
    #[must_use]
    pub fn with_level(mut self, level: Level) -> Self {
        self.level = level;
        self
    }

    /// The same, with what becomes of figures stated as CO2e in another GWP set.
    #[must_use]
    pub fn with_co2e_only(mut self, stated: Stated) -> Self {
        self.co2e_only = stated;
        self
    }

    /// The same, with the people of a year.
    #[must_use]
    pub fn with_population(mut self, year: Year, people: Exact) -> Self {
        self.population.insert(year, people);
        self
    }

    /// The same, with the gross domestic product of a year.
    #[must_use]
    pub fn with_gdp(mut self, year: Year, product: Exact) -> Self {
        self.gdp.insert(year, product);
        self
    }

    /// The same, with the area in km2.
    #[must_use]
    pub fn with_area_km2(mut self, area: Exact) -> Self {
        self.area_km2 = Some(area);
        self
    }

    /// The same, with the places of the city.
    #[must_use]
    pub fn with_places(mut self, places: impl IntoIterator<Item = String>) -> Self {
        self.places = places.into_iter().collect();
        self
    }

    /// The same, with a check that the city accepts, and why.
    #[must_use]
    pub fn with_accepted(mut self, acceptance: Acceptance, reason: &str) -> Self {
        self.accepted.insert(acceptance, reason.to_owned());
        self
    }

    /// Refuses fiscal years next to calendar years.
    pub(crate) fn check_years(&self) -> Result<()> {
        let first = self.years.first().is_some_and(|year| year.is_fiscal());
        match self.years.iter().find(|year| year.is_fiscal() != first) {
            Some(other) => Err(Message::FiscalAndCalendarYears { value: other.into() }.into()),
            None => Ok(()),
        }
    }

    /// Refuses a year of the other kind than the inventory's: whether it has the year or not, nothing can be said of it there.
    pub(crate) fn check_kind(&self, year: Year) -> Result<()> {
        let fiscal = self.years.first().is_some_and(|year| year.is_fiscal());
        match (fiscal, year.is_fiscal()) {
            (true, false) => Err(Message::CalendarYearAmongFiscal { value: (&year).into(), year: (&year.fiscal()).into() }.into()),
            (false, true) => Err(Message::FiscalAmongCalendar { value: (&year).into(), year: (&year.calendar()).into() }.into()),
            _ => Ok(()),
        }
    }

    pub(crate) fn made_with(&self) -> MadeWith<'_> {
        MadeWith { region: &self.region, gwp: self.gwp, factors_hash: &self.factors_hash }
    }
}

/// What figures have in common that may be added up or compared.
#[derive(Clone, Copy)]
pub(crate) struct MadeWith<'a> {
    pub(crate) region: &'a Region,
    pub(crate) gwp: GwpSet,
    /// Empty where no activity is recorded.
    pub(crate) factors_hash: &'a str,
}

impl MadeWith<'_> {
    /// Refuses figures of another region, other tables or another GWP set.
    pub(crate) fn check(self, other: Self) -> Result<()> {
        if self.region != other.region {
            return Err(Message::OtherRegion { value: other.region.into(), region: self.region.into() }.into());
        }
        // No activity, no tables: such a part goes with any.
        if self.factors_hash != other.factors_hash && !self.factors_hash.is_empty() && !other.factors_hash.is_empty() {
            let (value, hash) = (other.factors_hash.into(), self.factors_hash.into());
            return Err(Message::OtherTables { value, hash }.into());
        }
        if self.gwp != other.gwp {
            return Err(Message::OtherWeights { value: (&other.gwp).into(), set: (&self.gwp).into() }.into());
        }
        Ok(())
    }
}
