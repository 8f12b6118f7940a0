//! Everything that the footprint of an organisation is computed from, as a plain value.

use super::boundary::{BoundaryRule, Consolidation};
use super::spend::Spend;
use crate::city::{CityForm, CityInput};
use crate::inventory::{NotationEntry, ReportedEmission};
use crate::quantity::{Exact, Fraction};
use crate::records::Placed;
use crate::taxonomy::{FootprintCategory, NotationKey, Year};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What must be filled for a footprint to be complete.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum FootprintLevel {
    /// Scopes 1 and 2, as the Corporate Standard requires (ch. 4); scope 3 is reported where it is known.
    #[default]
    #[serde(rename = "scopes 1 and 2")]
    ScopesOneAndTwo,
    /// All fifteen categories of scope 3 too (Scope 3 Standard, ch. 6).
    #[serde(rename = "value chain")]
    ValueChain,
}

impl FootprintLevel {
    /// Whether a category must have a figure or a key.
    pub fn requires(self, category: FootprintCategory) -> bool {
        self == Self::ValueChain || category.scope() != crate::taxonomy::Scope::Three
    }
}

impl core::fmt::Display for FootprintLevel {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.pad(match self {
            Self::ScopesOneAndTwo => "scopes 1 and 2",
            Self::ValueChain => "value chain",
        })
    }
}

/// A department, branch or site that keeps its own records.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Department {
    /// Who answers for its records.
    #[serde(default)]
    pub owner: String,
    /// How to reach them.
    #[serde(default)]
    pub contact: String,
}

impl Department {
    /// A department with who answers for its records, and how to reach them.
    pub fn new(owner: &str, contact: &str) -> Self {
        Self { owner: owner.to_owned(), contact: contact.to_owned() }
    }
}

/// A mass of a gas that somebody states for a category, without activity data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct StatedSource {
    /// The category.
    pub category: FootprintCategory,
    /// The mass. Its reference of the GPC only says which rules it is checked by.
    pub emission: ReportedEmission,
}

impl StatedSource {
    /// A mass of a category.
    ///
    /// # Errors
    /// None today; a category without rules for its gases would be one.
    pub fn new(category: FootprintCategory, mut emission: ReportedEmission) -> crate::Result<Self> {
        emission.category = category.checked_as()?;
        Ok(Self { category, emission })
    }
}

/// Why a category has no figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct CategoryKey {
    /// The category.
    pub category: FootprintCategory,
    /// The year.
    pub year: Year,
    /// The department; empty for the organisation as a whole.
    #[serde(default)]
    pub department: String,
    /// NO (there is no such source), NE (not estimated), C (confidential), IE (included elsewhere).
    pub key: NotationKey,
    /// For IE: where.
    #[serde(default)]
    pub included_in: Option<FootprintCategory>,
    /// Why.
    #[serde(default)]
    pub reason: String,
}

impl CategoryKey {
    /// The key of a category for the organisation as a whole.
    pub fn new(category: FootprintCategory, year: Year, key: NotationKey, reason: &str) -> Self {
        Self { category, year, department: String::new(), key, included_in: None, reason: reason.to_owned() }
    }

    /// The same, as an inventory holds it, without its target.
    pub(super) fn entry(&self) -> NotationEntry {
        NotationEntry::new(self.key, None, &self.reason)
    }
}

/// The year that others are compared with, and how large a change of the boundary makes it be recalculated
/// (Corporate Standard, ch. 5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct BaseYear {
    /// The year.
    pub year: Year,
    /// The share of its emissions from which a change of the boundary counts.
    pub threshold: Fraction,
}

impl BaseYear {
    /// A base year with its threshold.
    pub fn new(year: Year, threshold: Fraction) -> Self {
        Self { year, threshold }
    }
}

/// Everything that the footprint of an organisation is computed from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct OrganisationInput {
    /// The records: activity data, methods, own factors, contracts. Places are departments. No stated emissions and keys, which have
    /// categories of their own here.
    pub records: CityInput,
    /// How the boundary is drawn.
    #[serde(default)]
    pub consolidation: Consolidation,
    /// What must be filled.
    #[serde(default)]
    pub level: FootprintLevel,
    /// The departments; empty where the organisation is one.
    #[serde(default)]
    pub departments: BTreeMap<String, Department>,
    /// The rules of the boundary.
    #[serde(default)]
    pub boundary: Vec<Placed<BoundaryRule>>,
    /// Emissions known without activity data.
    #[serde(default)]
    pub stated: Vec<Placed<StatedSource>>,
    /// Goods and services by what they cost.
    #[serde(default)]
    pub spend: Vec<Placed<Spend>>,
    /// The form of an event.
    #[serde(default)]
    pub event: Option<CityForm>,
    /// Categories without a figure.
    #[serde(default)]
    pub keys: Vec<Placed<CategoryKey>>,
    /// The base year.
    #[serde(default)]
    pub base_year: Option<BaseYear>,
    /// People who work for it, by year.
    #[serde(default)]
    pub staff: BTreeMap<Year, Exact>,
    /// The floor area in m2, by year.
    #[serde(default)]
    pub floor_m2: BTreeMap<Year, Exact>,
}

impl OrganisationInput {
    /// An organisation whose only data are its records.
    #[must_use]
    pub fn new(mut records: CityInput) -> Self {
        records.uses_organisation_codes = true;
        Self {
            records,
            consolidation: Consolidation::default(),
            level: FootprintLevel::default(),
            departments: BTreeMap::new(),
            boundary: Vec::new(),
            stated: Vec::new(),
            spend: Vec::new(),
            event: None,
            keys: Vec::new(),
            base_year: None,
            staff: BTreeMap::new(),
            floor_m2: BTreeMap::new(),
        }
    }
}

with_members! {
    OrganisationInput {
        /// The same, with the boundary drawn in another way.
        with_consolidation(consolidation: Consolidation),
        /// The same, to be filled to a level.
        with_level(level: FootprintLevel),
        /// The same, with departments.
        with_departments(departments: BTreeMap<String, Department>),
        /// The same, with rules of the boundary.
        with_boundary(boundary: Vec<Placed<BoundaryRule>>),
        /// The same, with the form of an event.
        with_event(event: Option<CityForm>),
        /// The same, with a base year.
        with_base_year(base_year: Option<BaseYear>),
        /// The same, with the people who work for it.
        with_staff(staff: BTreeMap<Year, Exact>),
        /// The same, with the floor area in m2.
        with_floor_m2(floor_m2: BTreeMap<Year, Exact>),
    }
}

impl OrganisationInput {
    /// With a stated mass more.
    #[must_use]
    pub fn with_stated(mut self, stated: StatedSource) -> Self {
        self.stated.push(stated.into());
        self
    }

    /// With a spend more.
    #[must_use]
    pub fn with_spend(mut self, spend: Spend) -> Self {
        self.spend.push(spend.into());
        self
    }

    /// With the key of a category more.
    #[must_use]
    pub fn with_key(mut self, key: CategoryKey) -> Self {
        self.keys.push(key.into());
        self
    }
}
