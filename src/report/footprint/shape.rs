//! One year of a footprint, as JSON shapes it.

use crate::assess::Origin;
use crate::error::Result;
use crate::inventory::Status;
use crate::organisation::{Footprint, FootprintEntry};
use crate::quantity::{Exact, Ratio, Reading};
use crate::report::json::{CellQuality, CheckReport, FallbackReport, RowsReport};
use crate::taxonomy::{FootprintCategory, NotationKey, Scope, Year};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One year of an organisation: tonnes of CO2e, unless a name says otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct FootprintYear {
    /// The year.
    pub year: Year,
    /// How complete it is.
    pub status: Status,
    /// Whether it is more than a draft.
    #[serde(rename = "final")]
    pub is_final: bool,
    /// The categories that the level requires, counted.
    pub required: FootprintRequired,
    /// The totals.
    pub totals: FootprintTotalsReport,
    /// One element for each category with a figure or a key, in order.
    pub categories: Vec<CategoryReport>,
    /// The six categories of ISO 14064-1:2018.
    pub iso14064: Vec<IsoReport>,
    /// By department; the organisation as a whole is the empty name.
    pub departments: Vec<DepartmentReport>,
    /// Departments with no row in the year.
    pub not_reported: Vec<String>,
    /// Scope 2 by contracts; null without contracts.
    pub market: Option<FootprintMarketReport>,
    /// The change of scopes 1 and 2 from the base year; null where there is none.
    pub change: Option<FootprintChangeReport>,
    /// People who work for it.
    pub staff: Option<Exact>,
    /// The floor area.
    pub floor_m2: Option<Exact>,
    /// Scopes 1 and 2 for each person.
    pub per_person: Option<Exact>,
    /// Scopes 1 and 2 for each m2.
    pub per_m2: Option<Exact>,
    /// Rows of ledgers.
    pub rows: RowsReport,
    /// Rows refused.
    pub rejected_rows: u64,
    /// What must be corrected, or is accepted with a reason.
    pub checks: Vec<CheckReport>,
    /// The rows that were found by fallbacks.
    pub fallbacks: Vec<FallbackReport>,
    /// What a reader must know.
    pub notices: Vec<String>,
}

/// The categories that the level requires, counted: valued + NO + IE + NE + C + the number missing = categories.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct FootprintRequired {
    /// All of them.
    pub categories: u64,
    /// Those with a figure.
    pub valued: u64,
    /// Those of which there is no source.
    #[serde(rename = "NO")]
    pub not_occurring: u64,
    /// Those included elsewhere.
    #[serde(rename = "IE")]
    pub included_elsewhere: u64,
    /// Those not estimated.
    #[serde(rename = "NE")]
    pub not_estimated: u64,
    /// Those that are confidential.
    #[serde(rename = "C")]
    pub confidential: u64,
    /// Of those with a figure, the ones of which a part is not estimated or confidential.
    pub partial: u64,
    /// Those with neither a figure nor a key.
    pub missing: Vec<FootprintCategory>,
}

impl FootprintRequired {
    pub(super) fn of(footprint: &Footprint) -> Self {
        let mut count = Self::default();
        let add = |number: &mut u64| *number = number.saturating_add(1);
        for category in FootprintCategory::ALL.iter().copied().filter(|category| footprint.level.requires(*category)) {
            add(&mut count.categories);
            let Some(entry) = footprint.entries.iter().find(|entry| entry.category == category) else {
                count.missing.push(category);
                continue;
            };
            match entry.key {
                None => {
                    add(&mut count.valued);
                    if entry.has_exclusion() {
                        add(&mut count.partial);
                    }
                }
                Some(NotationKey::NO) => add(&mut count.not_occurring),
                Some(NotationKey::IE) => add(&mut count.included_elsewhere),
                Some(NotationKey::NE) => add(&mut count.not_estimated),
                Some(NotationKey::C) => add(&mut count.confidential),
            }
        }
        count
    }
}

/// The totals; null where there is no figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct FootprintTotalsReport {
    /// Scope 1.
    pub scope1: Option<Exact>,
    /// Scope 2 by the average of the grid.
    pub scope2_location: Option<Exact>,
    /// Scope 2 by contracts.
    pub scope2_market: Option<Exact>,
    /// Scope 3.
    pub scope3: Option<Exact>,
    /// Scopes 1 and 2, by the average of the grid.
    pub scopes_1_and_2: Option<Exact>,
    /// All scopes, by the average of the grid.
    pub all: Option<Exact>,
    /// CO2 of biogenic carbon, t CO2, in no other total.
    pub biogenic_co2: Option<Exact>,
}

/// A category: exactly one of a figure and a key is not null.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CategoryReport {
    /// Its id.
    pub category: FootprintCategory,
    /// Its scope.
    pub scope: Scope,
    /// Its category of ISO 14064-1:2018.
    pub iso14064: u8,
    /// Its item there (annex B).
    pub iso14064_item: String,
    /// Its item of the Thai carbon footprint for organization (CFO).
    pub cfo_item: String,
    /// t CO2e.
    pub co2e_t: Option<Exact>,
    /// Why there is no figure.
    pub key: Option<NotationKey>,
    /// For IE: where the emissions are.
    pub included_in: Option<FootprintCategory>,
    /// Why the key.
    pub reason: Option<String>,
    /// How the figure came about.
    pub origin: Option<Origin>,
    /// Each gas in kg.
    pub gases_kg: BTreeMap<String, Exact>,
    /// The worst grades.
    pub quality: CellQuality,
    /// Departments, or the rest of the organisation (empty), that have a key next to the figure of the others.
    pub partial: Vec<KeyOfDepartment>,
}

/// A part of a category that has a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct KeyOfDepartment {
    /// The department; empty for an unnamed part.
    pub department: String,
    /// The key.
    pub key: NotationKey,
    /// Why.
    pub reason: String,
}

/// A category of ISO 14064-1:2018.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct IsoReport {
    /// 1 to 6.
    pub category: u8,
    /// t CO2e; null where no category of the footprint that belongs to it has a figure.
    pub co2e_t: Option<Exact>,
}

/// A department.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct DepartmentReport {
    /// Its name; empty for the organisation as a whole.
    pub department: String,
    /// Who answers for its records.
    pub owner: Option<String>,
    /// How to reach them.
    pub contact: Option<String>,
    /// Scope 1, t CO2e.
    pub scope1: Option<Exact>,
    /// Scope 2 by the average of the grid.
    pub scope2: Option<Exact>,
    /// Scope 3.
    pub scope3: Option<Exact>,
    /// All scopes.
    pub all: Option<Exact>,
}

/// Scope 2 by contracts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct FootprintMarketReport {
    /// Electricity used.
    pub used: Reading,
    /// Of it under contracts.
    pub under_contracts: Reading,
    /// t CO2e by the average of the grid.
    pub location: Exact,
    /// t CO2e by contracts.
    pub market: Exact,
}

/// The change of scopes 1 and 2 from the base year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct FootprintChangeReport {
    /// The base year.
    pub base_year: Year,
    /// Its scopes 1 and 2.
    pub base: Exact,
    /// Those of this year less those of the base year.
    pub change: Exact,
    /// The same over departments and categories that both years have.
    pub like_for_like: Exact,
}

fn tonnes(kg: Option<Exact>) -> Result<Option<Exact>> {
    kg.map(|kg| kg.lowered(3)).transpose()
}

fn text(text: &str) -> Option<String> {
    Some(text.to_owned()).filter(|text| !text.is_empty())
}

impl FootprintTotalsReport {
    pub(super) fn of(footprint: &Footprint) -> Result<Self> {
        let totals = footprint.totals()?;
        Ok(Self {
            scope1: tonnes(totals.scope1)?,
            scope2_location: tonnes(totals.scope2_location)?,
            scope2_market: tonnes(totals.scope2_market)?,
            scope3: tonnes(totals.scope3)?,
            scopes_1_and_2: tonnes(totals.scopes_1_and_2)?,
            all: tonnes(totals.all)?,
            biogenic_co2: tonnes(totals.biogenic_co2)?,
        })
    }
}

impl CategoryReport {
    fn of(entry: &FootprintEntry) -> Result<Self> {
        Ok(Self {
            category: entry.category,
            scope: entry.category.scope(),
            iso14064: entry.category.iso14064(),
            iso14064_item: entry.category.crosswalk().map_or_else(String::new, |row| row.iso_item.clone()),
            cfo_item: entry.category.crosswalk().map_or_else(String::new, |row| row.cfo_item.clone()),
            co2e_t: tonnes(entry.co2e)?,
            key: entry.key,
            included_in: entry.included_in,
            reason: text(&entry.reason),
            origin: entry.origin,
            gases_kg: entry.gases.iter().map(|(gas, mass)| (gas.to_string(), crate::quantity::Quantity::base(mass))).collect(),
            quality: CellQuality { activity: entry.activity_quality, factor: entry.factor_quality },
            partial: entry
                .partial
                .iter()
                .map(|(department, key, reason)| KeyOfDepartment {
                    department: department.clone(),
                    key: *key,
                    reason: reason.clone(),
                })
                .collect(),
        })
    }
}

impl FootprintYear {
    pub(super) fn of(footprint: &Footprint) -> Result<Self> {
        let totals = footprint.totals()?;
        let (status, staff, floor_m2) = (footprint.status(), footprint.staff, footprint.floor_m2);
        let per = |over| tonnes(Footprint::intensity(totals.scopes_1_and_2, over)?);
        Ok(Self {
            year: footprint.year,
            status,
            is_final: status != Status::Draft,
            required: FootprintRequired::of(footprint),
            totals: FootprintTotalsReport::of(footprint)?,
            categories: footprint.entries.iter().map(CategoryReport::of).collect::<Result<_>>()?,
            iso14064: iso(footprint)?,
            departments: departments(footprint)?,
            not_reported: footprint.not_reported().into_iter().map(str::to_owned).collect(),
            market: match &footprint.market {
                Some(market) => Some(FootprintMarketReport {
                    used: market.used,
                    under_contracts: market.under_contracts,
                    location: market.location.lowered(3)?,
                    market: market.market.lowered(3)?,
                }),
                None => None,
            },
            change: match footprint.change {
                Some(change) => Some(FootprintChangeReport {
                    base_year: change.base_year,
                    base: change.base.lowered(3)?,
                    change: change.change.lowered(3)?,
                    like_for_like: change.like_for_like.lowered(3)?,
                }),
                None => None,
            },
            staff,
            floor_m2,
            per_person: per(staff)?,
            per_m2: per(floor_m2)?,
            rows: RowsReport::of(&footprint.rows),
            rejected_rows: footprint.rows.rejected,
            checks: footprint.checks.iter().map(CheckReport::of).collect(),
            fallbacks: footprint.fallbacks().into_iter().map(|(id, step)| FallbackReport { id, step }).collect(),
            notices: footprint.notices.iter().map(ToString::to_string).collect(),
        })
    }
}

/// The six categories of ISO 14064-1.
fn iso(footprint: &Footprint) -> Result<Vec<IsoReport>> {
    let mut sums: BTreeMap<u8, Exact> = BTreeMap::new();
    for entry in &footprint.entries {
        if let Some(co2e) = entry.co2e {
            let sum = sums.entry(entry.category.iso14064()).or_insert(Exact::ZERO);
            *sum = sum.checked_add(co2e)?;
        }
    }
    (1..=6).map(|category| Ok(IsoReport { category, co2e_t: tonnes(sums.get(&category).copied())? })).collect()
}

/// Each department with lines, by scope.
fn departments(footprint: &Footprint) -> Result<Vec<DepartmentReport>> {
    let sums = footprint.group(|line| (line.department.clone(), line.category.scope()))?;
    let names: std::collections::BTreeSet<&String> = sums.keys().map(|(name, _)| name).collect();
    let of = |name: &String, scope| tonnes(sums.get(&(name.clone(), scope)).copied());
    let all = |parts: [Option<Exact>; 3]| parts.into_iter().flatten().try_fold(Exact::ZERO, Exact::checked_add);
    let department = |name: &String| {
        let [scope1, scope2, scope3] = [of(name, Scope::One)?, of(name, Scope::Two)?, of(name, Scope::Three)?];
        let held = footprint.departments.get(name);
        Ok(DepartmentReport {
            department: name.clone(),
            owner: held.and_then(|held| text(&held.owner)),
            contact: held.and_then(|held| text(&held.contact)),
            scope1,
            scope2,
            scope3,
            all: Some(all([scope1, scope2, scope3])?),
        })
    };
    names.into_iter().map(department).collect()
}

/// A part in per cent of the whole; none where there is no whole.
pub(super) fn per_cent(part: Option<Exact>, all: Option<Exact>) -> Result<Option<String>> {
    let (Some(part), Some(all)) = (part, all.filter(|all| !all.is_zero())) else { return Ok(None) };
    let share = Ratio::new(part.checked_mul(Exact::from(100))?, all)?.divided(0, crate::quantity::Rounding::HalfEven)?;
    Ok(Some(format!("{share} %")))
}
