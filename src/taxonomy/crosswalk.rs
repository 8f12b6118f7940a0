//! GPC reference to IPCC 2006 category and Common Reporting Framework row.

use super::Category;
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

static ROWS: LazyLock<Vec<Crosswalk>> = LazyLock::new(|| {
    csv::Reader::from_reader(include_str!("crosswalk.csv").as_bytes())
        .into_records()
        .flatten()
        .filter_map(|row| {
            let cell = |at: usize| row.get(at).unwrap_or_default().to_owned();
            Some(Crosswalk {
                category: cell(0).parse().ok()?,
                ipcc2006: cell(1),
                crf_sector: cell(2),
                crf_sub_sector: cell(3),
                crf_scope: cell(4),
                source: cell(5),
            })
        })
        .collect()
});

/// The rows of a reference.
///
/// ```
/// let rows: Vec<_> = citycarbon::taxonomy::crosswalk("I.1.1".parse()?).collect();
/// assert_eq!((rows[0].ipcc2006.as_str(), rows[0].crf_sub_sector.as_str()), ("1A4b", "Residential Buildings"));
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn crosswalk(category: Category) -> impl Iterator<Item = &'static Crosswalk> {
    ROWS.iter().filter(move |row| row.category == category)
}
