//! The tables of a city as a data package.

use super::data_package::DataPackage;
use super::open_climate::{open_climate, summary};
use crate::error::{Message, Result};
use crate::factors::Source;
use crate::inventory::Statement;
use crate::report::{factors_used_csv, inventory_csv};
use std::collections::BTreeMap;

/// The tables of a closed inventory by name, `datapackage.json` last: its lines, the factors used, the tables of `OpenClimate`, and the
/// summary by sub-sector that C40 and CDP ask for. An error where there is no year.
pub fn package_files(statements: &[Statement]) -> Result<Vec<(&'static str, Vec<u8>)>> {
    let last = statements.last().ok_or(Message::NoYearOfReport)?;
    let mut files = vec![("inventory.csv", inventory_csv(statements)?), ("factors_used.csv", factors_used_csv(statements)?)];
    files.push(("c40_cdp_summary.csv", summary(statements)?));
    files.extend(open_climate(statements)?);
    let city = &last.settings.city;
    let mut package = DataPackage::new(last.settings.region.code(), &format!("Greenhouse gas inventory of {city}"));
    let publications = statements.iter().flat_map(Statement::publications);
    let named: BTreeMap<&str, &Source> = publications.map(|source| (source.id.as_str(), source)).collect();
    for source in named.values() {
        package = package.with_source(&source.attribution, &source.link);
    }
    for (path, bytes) in &files {
        package = package.with_table(path, bytes, true)?;
    }
    files.push(("datapackage.json", package.json()?));
    Ok(files)
}
