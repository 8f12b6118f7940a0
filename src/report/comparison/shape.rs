//! Cities next to one another as JSON: every figure exact, as a string; what is not known is null, never 0.

use super::ranking::{median, ranks};
use crate::error::{Error, Message, Result};
use crate::gas::GwpSet;
use crate::inventory::{Level, Statement, Status};
use crate::quantity::Exact;
use crate::report::gpc::tonnes_of;
use crate::taxonomy::{Category, Region, Sector, Year};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Cities next to one another, each in one year.
///
/// ```
/// use citycarbon::report::{ComparisonReport, comparison_text};
/// use citycarbon::{Activity, Assessor, GwpSet, Year, i18n::Language};
/// let year: Year = "2022".parse()?;
/// let town = |name: &str, gas: &str| {
///     let assessor = Assessor::shipped("TH-10".parse()?)?;
///     let mut books = assessor.inventory(name, [year], GwpSet::Ar5);
///     books.record(&assessor, &Activity::new("residential.lpg", year, gas.parse()?))?;
///     books.close()
/// };
/// let (one, other) = (town("One", "1200 t")?, town("Other", "300 t")?);
/// let report = ComparisonReport::of(&[("one", &one), ("other", &other)])?;
/// // Both lack most references: a draft is shown, not ranked.
/// assert_eq!(report.groups[0].ranked, 0);
/// println!("{}", comparison_text(&report, Language::English)?);
/// # Ok::<(), citycarbon::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ComparisonReport {
    /// The cities, as they were given.
    pub cities: Vec<ComparedCity>,
    /// What is ranked together: cities with the same level and GWP set.
    pub groups: Vec<ComparedGroup>,
}

/// A city in one year: tonnes of CO2e.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ComparedCity {
    /// The name that it was given by, as that of its folder.
    pub folder: String,
    /// Its name.
    pub city: String,
    /// Its region.
    pub region: Region,
    /// The year: of several the one whose inventory is most complete, of equally complete ones the last.
    pub year: Year,
    /// The other years of its inventory.
    pub other_years: Vec<Year>,
    /// How complete the year is.
    pub status: Status,
    /// The level that is reported.
    pub level: Level,
    /// The GWP set.
    pub gwp: GwpSet,
    /// People, if known.
    pub population: Option<Exact>,
    /// Gross domestic product in the money that the city states, if known.
    pub gdp: Option<Exact>,
    /// Area, if known.
    pub area_km2: Option<Exact>,
    /// BASIC.
    pub basic_t: Option<Exact>,
    /// BASIC+; none where BASIC is reported, because what BASIC+ adds is then not required.
    pub basic_plus_t: Option<Exact>,
    /// That of the level.
    pub total_t: Option<Exact>,
    /// The parts of the total by sector, of those that have a value.
    pub sectors_t: BTreeMap<Sector, Exact>,
    /// The total for each head.
    pub per_head_t: Option<Exact>,
    /// The total for each km2.
    pub per_km2_t: Option<Exact>,
    /// The total for each unit of gross domestic product: in no rank, because money differs between cities.
    pub per_gdp_t: Option<Exact>,
    /// Its place among the cities that it is ranked with.
    pub ranks: CityRanks,
    /// Why it is not ranked; none where it is.
    pub not_ranked: Option<NotRanked>,
    /// Required references without a value here and with one in another city of the group, by notation key; `missing` where there is
    /// no key.
    pub without_value: BTreeMap<String, Vec<Category>>,
    /// Required references of which a place or part is not estimated or confidential.
    pub in_part: Vec<Category>,
}

/// Places in a group: 1 is the lowest figure, equal figures have the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CityRanks {
    /// By total.
    pub total: Option<u64>,
    /// By total for each head.
    pub per_head: Option<u64>,
    /// By total for each km2.
    pub per_km2: Option<u64>,
}

/// Why a city is not ranked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum NotRanked {
    /// Its inventory is a draft.
    Draft,
    /// Nothing of its level has a value.
    NoTotal,
    /// No other city that could be ranked has the same level and GWP set.
    OnlyOne,
}

/// Cities with the same level and GWP set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ComparedGroup {
    /// The level.
    pub level: Level,
    /// The GWP set.
    pub gwp: GwpSet,
    /// How many cities there are.
    pub cities: u64,
    /// How many of them are ranked.
    pub ranked: u64,
    /// Their years, each once.
    pub years: BTreeSet<Year>,
    /// The median of the totals that are ranked.
    pub median_total_t: Option<Exact>,
    /// The same for each head.
    pub median_per_head_t: Option<Exact>,
    /// The same for each km2.
    pub median_per_km2_t: Option<Exact>,
}

impl ComparedCity {
    /// Whether it is of a group.
    pub(in crate::report) fn is_in(&self, group: &ComparedGroup) -> bool {
        (self.level, self.gwp) == (group.level, group.gwp)
    }

    fn of(folder: &str, statement: &Statement, all: &[Statement]) -> Result<Self> {
        let settings = &statement.settings;
        let totals = statement.totals()?;
        let (total, basic_plus) = match settings.level {
            Level::Basic => (totals.basic, None),
            Level::BasicPlus => (totals.basic_plus, totals.basic_plus),
        };
        let draft = (statement.status() == Status::Draft).then_some(NotRanked::Draft);
        let required = statement.entries.iter().filter(|entry| settings.level.requires(entry.category));
        let in_part = required.filter(|entry| entry.co2e.is_some() && entry.has_exclusion());
        Ok(Self {
            folder: folder.to_owned(),
            city: settings.city.clone(),
            region: settings.region.clone(),
            year: statement.year,
            other_years: all.iter().map(|other| other.year).filter(|year| *year != statement.year).collect(),
            status: statement.status(),
            level: settings.level,
            gwp: settings.gwp,
            population: settings.population.get(&statement.year).copied(),
            gdp: settings.gdp.get(&statement.year).copied(),
            area_km2: settings.area_km2,
            basic_t: tonnes_of(totals.basic)?,
            basic_plus_t: tonnes_of(basic_plus)?,
            total_t: tonnes_of(total)?,
            sectors_t: by_sector(statement)?,
            per_head_t: tonnes_of(statement.per_head(total)?)?,
            per_km2_t: tonnes_of(statement.per_km2(total)?)?,
            per_gdp_t: tonnes_of(statement.per_gdp(total)?)?,
            ranks: CityRanks::default(),
            not_ranked: draft.or_else(|| total.is_none().then_some(NotRanked::NoTotal)),
            without_value: BTreeMap::new(),
            in_part: in_part.map(|entry| entry.category).collect(),
        })
    }
}

/// The year to compare: the most complete one, of equally complete ones the last.
fn most_complete(statements: &[Statement]) -> Option<&Statement> {
    let lacking = |statement: &Statement| {
        let required = &statement.required;
        required.missing.len().saturating_add(required.not_estimated).saturating_add(required.confidential)
    };
    statements.iter().max_by_key(|statement| (statement.status(), Reverse(lacking(statement)), statement.year))
}

/// The values of the level, in tonnes, by sector.
fn by_sector(statement: &Statement) -> Result<BTreeMap<Sector, Exact>> {
    let mut sectors = BTreeMap::new();
    for sector in Sector::all() {
        let counts = |category: Category| category.sector() == sector && statement.settings.level.requires(category);
        if let Some(tonnes) = tonnes_of(statement.sum(counts)?)? {
            sectors.insert(sector, tonnes);
        }
    }
    Ok(sectors)
}

/// The references that a level requires and that have a value.
fn valued(statement: &Statement) -> impl Iterator<Item = Category> {
    let level = statement.settings.level;
    let held = statement.entries.iter().filter(|entry| entry.co2e.is_some());
    held.map(|entry| entry.category).filter(move |category| level.requires(*category))
}

impl ComparisonReport {
    /// Cities by name, each with its closed years. An error where one has no year.
    pub fn of(cities: &[(&str, &[Statement])]) -> Result<Self> {
        let mut chosen = Vec::with_capacity(cities.len());
        for (folder, statements) in cities {
            let statement = most_complete(statements).ok_or(Error::from(Message::NoYearOfReport))?;
            chosen.push((statement, ComparedCity::of(folder, statement, statements)?));
        }
        let mut by_group: BTreeMap<(String, String), Vec<&mut (&Statement, ComparedCity)>> = BTreeMap::new();
        for city in &mut chosen {
            let key = (city.1.level.to_string(), city.1.gwp.to_string());
            by_group.entry(key).or_default().push(city);
        }
        let groups = by_group.into_values().map(|mut cities| ComparedGroup::ranked(&mut cities)).collect::<Result<Vec<_>>>()?;
        let groups = groups.into_iter().flatten().collect();
        Ok(Self { cities: chosen.into_iter().map(|(_, city)| city).collect(), groups })
    }
}

impl ComparedGroup {
    /// Ranks cities with the same level and GWP set, and says what each of them lacks.
    fn ranked(cities: &mut [&mut (&Statement, ComparedCity)]) -> Result<Option<Self>> {
        let valued_anywhere: BTreeSet<Category> = cities.iter().flat_map(|city| valued(city.0)).collect();
        for (statement, city) in cities.iter_mut().map(|city| &mut **city) {
            let here: BTreeSet<Category> = valued(statement).collect();
            for category in valued_anywhere.difference(&here) {
                let entry = statement.entries.iter().find(|entry| entry.category == *category);
                let key = entry.and_then(|entry| entry.key).map_or_else(|| "missing".to_owned(), |key| key.to_string());
                city.without_value.entry(key).or_default().push(*category);
            }
        }
        if cities.iter().filter(|city| city.1.not_ranked.is_none()).count() < 2 {
            for city in cities.iter_mut() {
                city.1.not_ranked = city.1.not_ranked.or(Some(NotRanked::OnlyOne));
            }
        }
        let figures = |figure: fn(&ComparedCity) -> Option<Exact>| -> Vec<Option<Exact>> {
            cities.iter().map(|city| figure(&city.1).filter(|_| city.1.not_ranked.is_none())).collect()
        };
        let [totals, per_head, per_km2] =
            [figures(|city| city.total_t), figures(|city| city.per_head_t), figures(|city| city.per_km2_t)];
        let places = ranks(&totals).into_iter().zip(ranks(&per_head)).zip(ranks(&per_km2));
        for (city, ((total, per_head), per_km2)) in cities.iter_mut().zip(places) {
            city.1.ranks = CityRanks { total, per_head, per_km2 };
        }
        let Some((level, gwp)) = cities.first().map(|city| (city.1.level, city.1.gwp)) else { return Ok(None) };
        let counted = |of: &dyn Fn(&ComparedCity) -> bool| cities.iter().filter(|city| of(&city.1)).map(|_| 1).sum();
        Ok(Some(Self {
            level,
            gwp,
            cities: counted(&|_| true),
            ranked: counted(&|city| city.not_ranked.is_none()),
            years: cities.iter().map(|city| city.1.year).collect(),
            median_total_t: median(&totals)?,
            median_per_head_t: median(&per_head)?,
            median_per_km2_t: median(&per_km2)?,
        }))
    }
}

/// Cities next to one another as JSON.
pub fn comparison_json(report: &ComparisonReport) -> Result<Vec<u8>> {
    let failed = |error: serde_json::Error| Error::from(Message::NotWritten { error: (&error).into() });
    let mut bytes = serde_json::to_vec_pretty(report).map_err(failed)?;
    bytes.push(b'\n');
    Ok(bytes)
}
