//! The groups that views part lines into.

use crate::assess::Name;
use crate::gas::Substance;
use crate::taxonomy::{Category, ManagedSector, Scope, Sector, SubSector, crosswalk};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A group of a view.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ViewGroup {
    /// A scope.
    Scope(Scope),
    /// A sector of the GPC.
    Sector(Sector),
    /// A sub-sector of the GPC.
    SubSector(SubSector),
    /// A gas, or CO2e that was stated without its gases.
    Gas(Substance),
    /// A place; the empty one is the city as a whole.
    Place(Name),
    /// A category of the IPCC 2006 Guidelines; several, a space between them, where a reference of the GPC is parted no further.
    Ipcc(Name),
    /// A cell of the Common Reporting Framework.
    Crf {
        /// Where it is in the framework.
        at: usize,
        /// Its sector.
        sector: Name,
        /// Its sub-sector; several, ` + ` between them, where a reference of the GPC is parted no further.
        sub_sector: Name,
        /// Direct emissions, indirect emissions, or emissions outside the boundary.
        scope: Name,
    },
    /// A sector that a local government of Korea has authority over.
    Managed(ManagedSector),
    /// A group of a city's own view.
    Own(Name),
}

impl ViewGroup {
    /// What it is asked for by, the same in every language: `II.1`, `CH4`, `1A4b`, `Waste/Wastewater/Direct emissions`.
    pub fn code(&self) -> String {
        match self {
            Self::Scope(scope) => scope.to_string(),
            Self::Sector(sector) => sector.to_string(),
            Self::SubSector(part) => part.to_string(),
            Self::Gas(substance) => substance.to_string(),
            Self::Place(name) | Self::Ipcc(name) | Self::Own(name) => name.to_string(),
            Self::Crf { sector, sub_sector, scope, .. } => format!("{sector}/{sub_sector}/{scope}"),
            Self::Managed(sector) => sector.to_string(),
        }
    }

    /// The categories of the IPCC 2006 Guidelines that a reference is part of; none where it is not emitted in the city, or is counted
    /// at the plant.
    pub(super) fn ipcc(category: Category) -> Option<Self> {
        IPCC.get(&category).cloned()
    }

    /// The cell of the Common Reporting Framework that a reference is reported in; none where the framework has none.
    pub(super) fn crf(category: Category) -> Option<Self> {
        CRF.get(&category).cloned()
    }
}

static IPCC: LazyLock<BTreeMap<Category, ViewGroup>> = LazyLock::new(|| {
    let of = |category: Category| {
        let codes: Vec<&str> = crosswalk(category).map(|row| row.ipcc2006.as_str()).filter(|codes| !codes.is_empty()).collect();
        (!codes.is_empty()).then(|| (category, ViewGroup::Ipcc(codes.join(" ").into())))
    };
    Category::all().filter(|category| category.in_territorial()).filter_map(of).collect()
});

/// The sectors of the framework, in the order of its template.
const CRF_SECTORS: [&str; 6] =
    ["Stationary energy", "Transportation", "Waste", "IPPU", "AFOLU", "Generation of grid-supplied energy"];

static CRF: LazyLock<BTreeMap<Category, ViewGroup>> = LazyLock::new(|| {
    let (mut cells, mut seen) = (BTreeMap::new(), Vec::new());
    for category in Category::all() {
        let rows: Vec<_> = crosswalk(category).collect();
        let Some(first) = rows.first().filter(|row| CRF_SECTORS.contains(&row.crf_sector.as_str())) else { continue };
        let sub_sectors: Vec<&str> = rows.iter().map(|row| row.crf_sub_sector.as_str()).collect();
        let cell = [first.crf_sector.clone(), sub_sectors.join(" + "), first.crf_scope.clone()];
        if !seen.contains(&cell) {
            seen.push(cell.clone());
        }
        cells.insert(category, cell);
    }
    seen.sort_by_key(|[sector, ..]| CRF_SECTORS.iter().position(|known| known == sector));
    let group = |cell: &[String; 3]| {
        let at = seen.iter().position(|known| known == cell).unwrap_or_default();
        let [sector, sub_sector, scope] = cell.each_ref().map(|text| Name::from(text.as_str()));
        ViewGroup::Crf { at, sector, sub_sector, scope }
    };
    cells.iter().map(|(category, cell)| (*category, group(cell))).collect()
});
