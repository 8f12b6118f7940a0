//! The activity codes that most cities of a region need.

use super::{Category, Region, Regions};
use crate::error::Result;
use crate::quantity::Unit;
use crate::records::{BundledRow, Row, bundled_rows};
use std::sync::LazyLock;

/// An activity code with the unit that records of a region usually state.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UsualActivity {
    /// The country, or the world.
    pub region: Region,
    /// The reference of the code.
    pub category: Category,
    /// The code.
    pub code: String,
    /// The unit.
    pub unit: Unit,
}

static ROWS: LazyLock<Vec<UsualActivity>> =
    LazyLock::new(|| bundled_rows("usual_activities.csv", include_str!("usual_activities.csv")));

impl BundledRow for UsualActivity {
    fn of_row(row: &Row<'_>) -> Result<Self> {
        let (region, category) = (row.require("region")?.parse()?, row.require("ref")?.parse()?);
        Ok(Self { region, category, code: row.require("code")?.to_owned(), unit: row.require("unit")?.parse()? })
    }
}

/// The codes that most cities of a region need, in the order of references. Where its country has codes of a reference, those of the
/// world are not among them.
///
/// ```
/// use citycarbon::taxonomy::usual_activities;
/// let in_bangkok = usual_activities(&"TH-10".parse()?);
/// assert!(in_bangkok.iter().any(|usual| usual.code == "road.diesel-b7" && usual.unit.symbol() == "litre"));
/// assert!(in_bangkok.iter().all(|usual| usual.code != "road.gas-diesel-oil"));
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn usual_activities(region: &Region) -> Vec<&'static UsualActivity> {
    let country = Regions::bundled().country(region);
    let own = |row: &&UsualActivity| Some(&row.region) == country.as_ref();
    let has_own = |category: Category| ROWS.iter().filter(own).any(|row| row.category == category);
    let of_world = ROWS.iter().filter(|row| row.region.code() == "world" && !has_own(row.category));
    let mut usual: Vec<&UsualActivity> = ROWS.iter().filter(own).chain(of_world).collect();
    usual.sort_by_key(|row| row.category);
    usual
}

/// Whether a code is one that most cities need: of the world, or else of some country. None of others.
pub(super) fn usual_in(code: &str) -> Option<bool> {
    ROWS.iter().filter(|row| row.code == code).map(|row| row.region.code() == "world").max()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::taxonomy::Catalogue;
    use std::collections::BTreeSet;

    #[test]
    fn every_row_is_a_code_of_its_reference_once() {
        let mut seen = BTreeSet::new();
        for row in ROWS.iter() {
            assert_eq!(Catalogue::bundled().find(&row.code).unwrap()[0].category, row.category, "{}", row.code);
            assert!(seen.insert((&row.region, &row.code)), "{}: twice", row.code);
            assert!(row.region.code() == "world" || Regions::bundled().country(&row.region).as_ref() == Some(&row.region));
        }
    }
}
