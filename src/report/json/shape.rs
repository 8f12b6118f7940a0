//! One year of a report, as JSON shapes it.

use crate::assess::Origin;
use crate::check::CheckId;
use crate::factors::Redistribution;
use crate::gas::GwpSet;
use crate::inventory::{Level, RequiredCells, Status};
use crate::methods::Tier;
use crate::quantity::{Exact, Unit};
use crate::taxonomy::{Category, NotationKey, Quality, Region, Sector, Year};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One year of a city: tonnes of CO2e, unless a name says otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct YearReport {
    /// The city's name.
    pub city: String,
    /// Its region.
    pub region: Region,
    /// The year.
    pub year: Year,
    /// How complete it is.
    pub status: Status,
    /// Whether it is more than a draft.
    #[serde(rename = "final")]
    pub is_final: bool,
    /// The cells that the level requires, counted.
    pub required: RequiredCells,
    /// The GWP set.
    pub gwp: GwpSet,
    /// What must be filled to be final.
    pub level: Level,
    /// People, if known.
    pub population: Option<Exact>,
    /// Gross domestic product, if known.
    pub gdp: Option<Exact>,
    /// Area, if known.
    pub area_km2: Option<Exact>,
    /// For each head.
    pub per_head: Intensity,
    /// For each unit of gross domestic product.
    pub per_gdp: Intensity,
    /// For each km2.
    pub per_km2: Intensity,
    /// The tables of factors.
    pub factors: FactorsReport,
    /// The totals.
    pub totals: TotalsReport,
    /// The six sectors.
    pub sectors: Vec<SectorReport>,
    /// One element for each reference with a value or a key, in GPC order.
    pub entries: Vec<EntryReport>,
    /// References with neither.
    pub missing: Vec<Category>,
    /// References by notation key.
    pub keys: BTreeMap<String, Vec<Category>>,
    /// By gas; figures without a split are `CO2e`.
    pub by_gas: BTreeMap<String, AmountsReport>,
    /// By place; the city as a whole is the empty name.
    pub by_place: BTreeMap<String, AmountsReport>,
    /// Scope 2 both ways, where contracts are known.
    pub market: Vec<MarketReport>,
    /// Other ways to figures: next to them, in no total.
    pub cross_checks: Vec<CrossCheckReport>,
    /// Rows of ledgers.
    pub rows: RowsReport,
    /// Rows refused.
    pub rejected_rows: u64,
    /// What must be corrected, or is accepted with a reason.
    pub checks: Vec<CheckReport>,
    /// The rows that were found by fallbacks.
    #[serde(default)]
    pub fallbacks: Vec<FallbackReport>,
    /// What a reader must know.
    pub notices: Vec<String>,
}

/// A row of the tables that was found by a fallback.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[non_exhaustive]
pub struct FallbackReport {
    /// The id of the row.
    pub id: String,
    /// The fallbacks on the way to it.
    pub step: String,
}

/// A check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CheckReport {
    /// What an acceptance names it by.
    pub id: CheckId,
    /// Whether it is open.
    pub state: CheckState,
    /// What was found.
    pub text: String,
    /// Why it is accepted.
    pub reason: Option<String>,
}

/// Whether a check is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CheckState {
    /// Neither corrected nor accepted: the year is a draft.
    Open,
    /// Accepted with a reason.
    Accepted,
}

/// Another way to the figure of a reference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CrossCheckReport {
    /// The reference.
    #[serde(rename = "ref")]
    pub category: Category,
    /// What it is.
    pub what: String,
    /// What it gives.
    pub co2e_t: Exact,
    /// The source, or how it was computed.
    pub source: String,
    /// Why it is in no total.
    pub reason: String,
    /// Of a stated total, what it is the total of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub total_of: Vec<String>,
}

/// The tables of factors behind the figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct FactorsReport {
    /// One hash for all tables that could be looked up.
    pub hash: String,
    /// The tables that were used.
    pub tables: Vec<TableVersion>,
    /// The publications that their rows come from.
    #[serde(default)]
    pub sources: Vec<SourceReport>,
}

/// A publication behind figures, and its terms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SourceReport {
    /// Its id in `sources.csv`.
    pub id: String,
    /// How it is named wherever its values are shown or passed on.
    pub attribution: String,
    /// Its terms in short, as far as they were found.
    pub licence: String,
    /// Whether its values may be passed on.
    pub redistribution: Redistribution,
}

/// A table and its SHA-256.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[non_exhaustive]
pub struct TableVersion {
    /// Its name.
    pub table: String,
    /// Its SHA-256.
    pub version: String,
}

/// The totals: tonnes of CO2e, biogenic CO2 in tonnes of CO2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct TotalsReport {
    /// GPC BASIC.
    pub basic: Option<Exact>,
    /// GPC BASIC+.
    pub basic_plus: Option<Exact>,
    /// BASIC+ and other scope 3.
    pub basic_s3: Option<Exact>,
    /// All scope 1.
    pub territorial: Option<Exact>,
    /// BASIC with scope 2 by contracts.
    pub basic_market: Option<Exact>,
    /// CO2 of biogenic carbon, in no other total.
    pub biogenic_co2: Option<Exact>,
}

impl TotalsReport {
    /// The total of a level.
    pub fn of_level(&self, level: Level) -> Option<Exact> {
        match level {
            Level::Basic => self.basic,
            Level::BasicPlus => self.basic_plus,
        }
    }
}

/// A total spread over people, money or land: whole, or half-even at 10^-12 kg where the division does not end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Intensity {
    /// BASIC.
    pub basic: Option<Exact>,
    /// BASIC+.
    pub basic_plus: Option<Exact>,
}

/// One sector. Its scopes hold all its references, so scope 1 is the territorial one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SectorReport {
    /// The sector.
    pub sector: Sector,
    /// All its scope 1.
    pub scope1: Option<Exact>,
    /// Its scope 2.
    pub scope2: Option<Exact>,
    /// Its scope 3.
    pub scope3: Option<Exact>,
    /// What counts to BASIC.
    pub basic: Option<Exact>,
    /// What counts to BASIC+.
    pub basic_plus: Option<Exact>,
    /// What counts to the territorial total.
    pub territorial: Option<Exact>,
}

/// One reference: exactly one of a value and a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct EntryReport {
    /// The reference.
    #[serde(rename = "ref")]
    pub category: Category,
    /// Its value.
    pub co2e_t: Option<Exact>,
    /// Why there is none.
    pub key: Option<NotationKey>,
    /// For IE: where the emissions are.
    pub included_in: Option<Category>,
    /// Why the key.
    pub reason: Option<String>,
    /// How the value came about.
    pub origin: Option<Origin>,
    /// The methods of its lines by name, joined by `; `; none of stated emissions and keys.
    #[serde(default)]
    pub method: Option<String>,
    /// The lowest tier of the methods; none where they have none.
    #[serde(default)]
    pub tier: Option<Tier>,
    /// The publications of the values that it is computed with, by their ids; `own` for those that a city states in its own words.
    #[serde(default)]
    pub publications: Vec<String>,
    /// Masses by gas; a figure without a split is `CO2e`.
    pub gases_kg: BTreeMap<String, Exact>,
    /// Data quality.
    pub quality: CellQuality,
    /// Parts with a key of their own.
    pub partial: Vec<PartialReport>,
}

/// The two grades of data quality, the worst of the lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CellQuality {
    /// Of activity data.
    pub activity: Option<Quality>,
    /// Of factors.
    pub factor: Option<Quality>,
}

/// A part of a reference that has no value of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PartialReport {
    /// The place; empty for an unnamed part.
    pub place: String,
    /// The key.
    pub key: NotationKey,
    /// Why.
    pub reason: String,
}

/// What a part of the lines gives to each total.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct AmountsReport {
    /// To BASIC.
    pub basic: Option<Exact>,
    /// To BASIC+.
    pub basic_plus: Option<Exact>,
    /// To the territorial total.
    pub territorial: Option<Exact>,
    /// All of it, other scope 3 too.
    pub all: Option<Exact>,
}

/// A scope 2 reference both ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct MarketReport {
    /// The reference.
    #[serde(rename = "ref")]
    pub category: Category,
    /// Electricity used.
    pub energy: Exact,
    /// Of it under contracts.
    pub covered: Exact,
    /// Their unit, as the city states it.
    pub unit: Unit,
    /// What is not electricity, and is counted alike both ways.
    pub other_t: Exact,
    /// All of the reference by the grid's average.
    pub location_t: Exact,
    /// The same by contracts.
    pub market_t: Exact,
}

/// Rows of ledgers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RowsReport {
    /// Accepted.
    pub accepted: u64,
    /// Refused.
    pub rejected: u64,
    /// Accepted, but of other years, by year.
    pub outside: BTreeMap<String, u64>,
}
