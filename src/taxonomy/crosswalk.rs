//! GPC reference to IPCC 2006 category and Common Reporting Framework row.

use super::Category;
use crate::error::Result;
use crate::records::{BundledRow, LazyTable, Row};
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// One row of the crosswalk. A reference may have several (I.4.4 parts into three CRF rows).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Crosswalk {
    /// The GPC reference.
    pub category: Category,
    /// IPCC 2006 categories, parted by spaces; empty where a national inventory counts it elsewhere (the source says where).
    pub ipcc2006: String,
    /// CRF sector.
    pub crf_sector: String,
    /// CRF sub-sector.
    pub crf_sub_sector: String,
    /// CRF scope label.
    pub crf_scope: String,
    /// Where the row comes from.
    pub source: String,
}

/// By reference.
static ROWS: LazyLock<LazyTable<Crosswalk, 1>> =
    LazyLock::new(|| LazyTable::new([("crosswalk.csv", include_str!("crosswalk.csv"))], ["ref"]));

impl BundledRow for Crosswalk {
    fn of_row(row: &Row<'_>) -> Result<Self> {
        let cell = |column: &str| row.cell(column).unwrap_or_default().to_owned();
        Ok(Self {
            category: row.require("ref")?.parse()?,
            ipcc2006: cell("ipcc2006"),
            crf_sector: cell("crf_sector"),
            crf_sub_sector: cell("crf_sub_sector"),
            crf_scope: cell("crf_scope"),
            source: cell("source"),
        })
    }
}

/// The rows of a reference.
///
/// ```
/// let rows: Vec<_> = citycarbon::taxonomy::crosswalk("I.1.1".parse()?).collect();
/// assert_eq!((rows[0].ipcc2006.as_str(), rows[0].crf_sub_sector.as_str()), ("1A4b", "Residential Buildings"));
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn crosswalk(category: Category) -> impl Iterator<Item = &'static Crosswalk> {
    ROWS.find([category.reference()]).unwrap_or_default().iter()
}
