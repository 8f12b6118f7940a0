//! Contracts and certificates for electricity, and what the quality criteria ask of them.
//!
//! Source: GHG Protocol Scope 2 Guidance, ch. 7, table 7.1: an instrument conveys the emission rate (criterion 1), is tracked and
//! retired for its user (3), is of a vintage near the year of use (4), and comes from the market of the user (5).

use crate::check::Finding;
use crate::error::{Error, Message, Result};
use crate::quantity::{Dimension, Rate, Reading};
use crate::taxonomy::{Category, Period, Region, Scope, Year};
use serde::{Deserialize, Serialize};

/// Electricity bought under a contract or certificate; without a reference, the residual mix for what no contract covers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "StoredContract")]
#[non_exhaustive]
pub struct Contract {
    /// Its id.
    pub id: String,
    /// The year it holds for.
    pub year: Year,
    /// The scope 2 reference that uses the electricity; none for a residual mix.
    pub category: Option<Category>,
    /// How much it covers; none for a residual mix.
    pub energy: Option<Reading>,
    /// CO2e for each unit of energy.
    pub factor: Rate,
    /// The source.
    pub source: String,
    /// The year in which the electricity was generated; none where it is not stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vintage: Option<Year>,
    /// The market that it is from, as a region; none where it is not stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub market: Option<Region>,
    /// When it was retired, or in which register; none where it is not stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retired: Option<String>,
}

with_members! {
    Contract {
        /// The same, of electricity generated in a year.
        with_vintage(vintage: Option<Year>),
        /// The same, from a market.
        with_market(market: Option<Region>),
        /// The same, retired on a day or in a register.
        with_retired(retired: Option<String>),
    }
}

/// A contract as it is written down, before it is checked.
#[derive(Deserialize)]
struct StoredContract {
    id: String,
    year: Year,
    category: Option<Category>,
    energy: Option<Reading>,
    factor: Rate,
    source: String,
    #[serde(default)]
    vintage: Option<Year>,
    #[serde(default)]
    market: Option<Region>,
    #[serde(default)]
    retired: Option<String>,
}

impl TryFrom<StoredContract> for Contract {
    type Error = Error;

    fn try_from(stored: StoredContract) -> Result<Self> {
        let StoredContract { id, year, category, energy, factor, source, vintage, market, retired } = stored;
        let contract = match (category, energy) {
            (Some(category), Some(energy)) => Self::new(&id, year, category, energy, factor, &source),
            (None, None) => Self::residual(&id, year, factor, &source),
            _ => Err(Message::EnergyWithoutReference { value: id.as_str().into() }.into()),
        };
        Ok(contract?.with_vintage(vintage).with_market(market).with_retired(retired))
    }
}

impl Contract {
    /// A contract for electricity of a scope 2 reference.
    pub fn new(id: &str, year: Year, category: Category, energy: Reading, factor: Rate, source: &str) -> Result<Self> {
        if category.scope() != Scope::Two {
            return Err(Message::ContractOfOtherScope { value: category.reference().into() }.into());
        }
        if energy.unit().dimension() != Dimension::Energy {
            return Err(energy.unit().refused_for(Dimension::Energy, None, Some("kWh")).into());
        }
        if energy.value().is_negative() {
            return Err(Message::BelowZero { value: (&energy.value()).into() }.into());
        }
        let factor = carbon_for_energy(factor)?;
        Ok(Self::of(id, year, Some((category, energy)), factor, source))
    }

    /// The mix for what no contract covers.
    pub fn residual(id: &str, year: Year, factor: Rate, source: &str) -> Result<Self> {
        let factor = carbon_for_energy(factor)?;
        Ok(Self::of(id, year, None, factor, source))
    }

    fn of(id: &str, year: Year, use_of: Option<(Category, Reading)>, factor: Rate, source: &str) -> Self {
        let (category, energy) = use_of.unzip();
        let (id, source) = (id.to_owned(), source.to_owned());
        Self { id, year, category, energy, factor, source, vintage: None, market: None, retired: None }
    }

    /// What a contract lacks of the quality criteria, for a city in a region; nothing of a residual mix, which is no instrument.
    pub(crate) fn findings(&self, region: &Region) -> Vec<Finding> {
        if self.category.is_none() {
            return Vec::new();
        }
        let contract = || self.id.clone();
        let stated = [("vintage", self.vintage.is_some()), ("market", self.market.is_some()), ("retired", self.retired.is_some())];
        let columns: Vec<String> = stated.into_iter().filter(|(_, is)| !is).map(|(column, _)| column.to_owned()).collect();
        let mut found = Vec::new();
        if !columns.is_empty() {
            found.push(Finding::ContractUnstated { contract: contract(), columns });
        }
        if let Some(vintage) = self.vintage {
            if vintage != self.year {
                found.push(Finding::OtherVintage { contract: contract(), vintage, year: self.year });
            }
            // A register has no date.
            let retired = self.retired.as_deref().filter(|text| text.parse::<Period>().is_ok_and(|date| date.year() < vintage));
            if let Some(retired) = retired {
                found.push(Finding::RetiredBefore { contract: contract(), retired: retired.to_owned(), vintage });
            }
        }
        if let Some(market) = self.market.as_ref().filter(|market| !is_one_market(market, region)) {
            found.push(Finding::OtherMarket { contract: contract(), market: market.clone(), region: region.clone() });
        }
        found
    }
}

/// Whether two regions are in one country, the largest market that is taken for granted: a wider one must be accepted by its name.
fn is_one_market(market: &Region, region: &Region) -> bool {
    let country = |region: &Region| region.code().split('-').next().map(str::to_owned);
    market == region || country(market) == country(region)
}

fn carbon_for_energy(factor: Rate) -> Result<Rate> {
    if factor.value.is_negative() {
        return Err(Message::BelowZero { value: (&factor.value).into() }.into());
    }
    if factor.unit.dimension() == Dimension::Mass && factor.per_unit.dimension() == Dimension::Energy {
        return Ok(factor);
    }
    Err(Message::NotCarbonForEnergy { value: factor.units().into() }.into())
}
