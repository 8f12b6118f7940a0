//! Who holds the figures of a city, by country and reference.

use super::{Category, Region, Regions};
use crate::error::Result;
use crate::records::{BundledRow, Row, bundled_rows};
use std::sync::LazyLock;

/// A body that holds a figure, and what to ask it for.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct DataHolder {
    /// The country.
    pub country: Region,
    /// The references that the figure is for.
    pub categories: Vec<Category>,
    /// The body.
    pub holder: String,
    /// What the figure is called there.
    pub name: String,
    /// The unit that it is stated in.
    pub unit: String,
    /// What to ask for.
    pub ask_for: String,
    /// The body in the language of the country.
    pub holder_local: String,
    /// The unit in that language.
    pub unit_local: String,
    /// What to ask for in that language.
    pub ask_for_local: String,
    /// The publication that says so, with its place.
    pub source: String,
}

static ROWS: LazyLock<Vec<DataHolder>> = LazyLock::new(|| bundled_rows("data_holders.csv", include_str!("data_holders.csv")));

impl BundledRow for DataHolder {
    fn of_row(row: &Row<'_>) -> Result<Self> {
        let cell = |column: &str| row.require(column).map(str::to_owned);
        let categories = row.require("refs")?.split(' ').map(str::parse).collect::<Result<_>>()?;
        let country = row.require("country")?.parse()?;
        Ok(Self {
            country,
            categories,
            holder: cell("holder")?,
            name: cell("name")?,
            unit: cell("unit")?,
            ask_for: cell("ask_for")?,
            holder_local: cell("holder_local")?,
            unit_local: cell("unit_local")?,
            ask_for_local: cell("ask_for_local")?,
            source: cell("source")?,
        })
    }
}

/// Who holds the figures of a region's country, as far as publications say so; empty for other countries.
///
/// ```
/// use citycarbon::taxonomy::data_holders;
/// let electricity = data_holders(&"TH-10".parse()?).find(|row| row.categories.contains(&"I.1.2".parse().unwrap())).unwrap();
/// assert!(electricity.holder.contains("Metropolitan Electricity Authority"));
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn data_holders(region: &Region) -> impl Iterator<Item = &'static DataHolder> {
    let country = Regions::bundled().country(region);
    ROWS.iter().filter(move |row| Some(&row.country) == country.as_ref())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_of_a_country_in_the_order_of_references_with_its_source() {
        let mut last: Option<(&Region, &[Category])> = None;
        for row in ROWS.iter() {
            let key = (&row.country, row.categories.as_slice());
            assert!(Regions::bundled().country(&row.country).as_ref() == Some(&row.country), "{row:?}");
            assert!(last.is_none_or(|last| last.0 != key.0 || last.1 <= key.1), "{row:?}: not in order");
            assert!(row.categories.is_sorted() && row.source.contains(':') && row.source.len() > 20, "{row:?}");
            last = Some(key);
        }
        for country in ["TH", "JP", "KR", "VN"] {
            assert!(data_holders(&country.parse().unwrap()).count() > 2, "{country}");
        }
    }
}
