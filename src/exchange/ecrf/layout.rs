//! The fixed lists of the eCRF: columns, rows, and the rows of its summary, as its template has them.

use crate::error::Result;
use crate::records::{BundledRow, Row, bundled_rows};
use crate::taxonomy::Category;
use std::sync::LazyLock;

/// A column of the sheet `eCRF_3`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct EcrfColumn {
    /// Its heading.
    pub name: String,
    /// Whether it holds numbers.
    pub is_number: bool,
    /// The unit of these, or the column that states it; empty for words.
    pub unit: String,
}

/// A row of the fixed list of the sheet `eCRF_3`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct EcrfFixedRow {
    /// The GPC reference; none where the list has a row and the GPC no reference.
    pub category: Option<Category>,
    /// The sector.
    pub sector: String,
    /// The sub-sector.
    pub sub_sector: String,
    /// The words for the scope.
    pub scope: String,
}

/// What a row of the summary is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EcrfSummaryKind {
    /// The references that it names.
    Item,
    /// A part of what another row holds.
    Elsewhere,
    /// The sum of the rows of a sector, of all, or of generation for the grid.
    Total,
}

/// A row of the sheet `eCRF_2`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct EcrfSummaryLine {
    /// Its label.
    pub label: String,
    /// What it is.
    pub kind: EcrfSummaryKind,
    /// What it holds of direct emissions, of indirect ones, and of those outside the boundary: references separated by spaces, a sector,
    /// or `*` for all.
    pub holds: [String; 3],
}

impl BundledRow for EcrfColumn {
    fn of_row(row: &Row<'_>) -> Result<Self> {
        let cell = |column: &str| row.cell(column).unwrap_or_default().to_owned();
        Ok(Self { name: cell("column"), is_number: row.require("holds")? == "number", unit: cell("unit") })
    }
}

impl BundledRow for EcrfFixedRow {
    fn of_row(row: &Row<'_>) -> Result<Self> {
        let cell = |column: &str| row.cell(column).unwrap_or_default().to_owned();
        let category = Some(cell("ref")).filter(|reference| !reference.is_empty());
        Ok(Self {
            category: category.map(|reference| reference.parse()).transpose()?,
            sector: cell("sector"),
            sub_sector: cell("sub_sector"),
            scope: cell("scope"),
        })
    }
}

impl BundledRow for EcrfSummaryLine {
    fn of_row(row: &Row<'_>) -> Result<Self> {
        let cell = |column: &str| row.cell(column).unwrap_or_default().to_owned();
        let kind = match row.require("kind")? {
            "total" => EcrfSummaryKind::Total,
            "elsewhere" => EcrfSummaryKind::Elsewhere,
            _ => EcrfSummaryKind::Item,
        };
        Ok(Self { label: cell("label"), kind, holds: ["direct", "indirect", "outside"].map(cell) })
    }
}

static COLUMNS: LazyLock<Vec<EcrfColumn>> = LazyLock::new(|| bundled_rows("columns.csv", include_str!("columns.csv")));
static ROWS: LazyLock<Vec<EcrfFixedRow>> = LazyLock::new(|| bundled_rows("rows.csv", include_str!("rows.csv")));
static SUMMARY: LazyLock<Vec<EcrfSummaryLine>> = LazyLock::new(|| bundled_rows("summary.csv", include_str!("summary.csv")));

/// The columns of the sheet `eCRF_3`, in order.
pub fn ecrf_columns() -> &'static [EcrfColumn] {
    &COLUMNS
}

/// The rows that the sheet `eCRF_3` always has, in order. A reference may have several.
pub fn ecrf_rows() -> &'static [EcrfFixedRow] {
    &ROWS
}

/// The rows of the sheet `eCRF_2`, in order.
pub fn ecrf_summary() -> &'static [EcrfSummaryLine] {
    &SUMMARY
}

/// The labels of the sheet `eCRF_1` below the type of the inventory, and whether they are about numbers.
pub(super) const PROFILE: [(&str, bool); 15] = [
    ("Type", false),
    ("Name of city", false),
    ("Country", false),
    ("Region", false),
    ("City ID (GeoNames)", false),
    ("City coordinate", false),
    ("Inventory year", false),
    ("Geographic boundary", false),
    ("Heating degree days (HDD, °C)", true),
    ("Cooling degree days (CDD, °C)", true),
    ("Land area (km2) within city boundary", true),
    ("Resident population within city boundary", true),
    ("GDP (US$) of economic activity within city boundary", true),
    ("Type of economy", false),
    // What the template has no field for.
    ("Global warming potentials", false),
];

/// The headings of the sheet `eCRF_2`: of pairs of columns, and of each.
#[cfg(feature = "xlsx")]
pub(super) const SUMMARY_HEADINGS: [[&str; 8]; 2] = [
    [
        "Sectors and Sub-Sectors",
        "Direct Emissions",
        "",
        "Indirect emissions from the use of grid-supplied electricity, heat, steam and/or cooling",
        "",
        "Emissions occurring outside the city boundary as a result of in-city activities",
        "",
        "Please explain any excluded sources, identify any emissions covered under an ETS and provide any other comments",
    ],
    [
        "",
        "Emissions in tCO2e",
        "Notation key (if needed)",
        "Emissions in tCO2e",
        "Notation key (if needed)",
        "Emissions in tCO2e",
        "Notation key (if needed)",
        "",
    ],
];
