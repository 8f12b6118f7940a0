//! The folder of an organisation or event: the records of a city's folder, with departments, a boundary, and categories in the place of
//! references.

use super::direct::{self, BOUNDARY, CONTRACTS_OF_ORGANISATION, DEPARTMENTS, DIRECT_OF_ORGANISATION, SPEND};
use super::read::FolderReader;
use super::settings::OrganisationKeys;
use super::{CityFile, FolderKind, FolderOptions, files};
use crate::assess::Assessor;
use crate::check::{Check, Finding, few};
use crate::city::CityInput;
use crate::error::{Errors, Result, shown};
use crate::organisation::{Organisation, OrganisationInput};
use crate::records::{Placed, Rows};
use crate::taxonomy::FootprintCategory;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The kind of a folder, as its `city.toml` states it.
///
/// # Errors
/// No `city.toml`, or one that cannot be read.
pub fn kind(folder: impl AsRef<Path>) -> Result<FolderKind> {
    Ok(CityFile::parse(&files::text(folder.as_ref(), "city.toml")?, "city.toml")?.kind)
}

impl Organisation {
    /// Reads the folder of an organisation or event and computes it. The folder of a city is refused.
    ///
    /// # Errors
    /// As [`City::open`](crate::city::City::open).
    pub fn open(folder: impl AsRef<Path>, options: &FolderOptions) -> Result<Self, Errors> {
        let (input, assessor) = input(folder.as_ref(), options)?;
        Self::assessed(input, assessor)
    }
}

/// Reads the folder of an organisation or event into everything that its footprint is computed from.
///
/// # Errors
/// As [`read`](super::read) of a city.
pub fn read_organisation(folder: impl AsRef<Path>, options: &FolderOptions) -> Result<OrganisationInput, Errors> {
    input(folder.as_ref(), options).map(|(input, _)| input)
}

fn input(folder: &Path, options: &FolderOptions) -> Result<(OrganisationInput, Assessor), Errors> {
    let mut reader = FolderReader::open(folder, options, FolderKind::Organisation)?;
    let mut organisation = OrganisationInput::new(CityInput::new(reader.file.settings.clone()));
    let OrganisationKeys { consolidation, level, base_year, staff, floor_m2 } = reader.file.organisation.clone();
    organisation = organisation.with_consolidation(consolidation).with_level(level).with_base_year(base_year);
    organisation = organisation.with_staff(staff).with_floor_m2(floor_m2);
    let mut bad = Vec::new();
    bad.extend(reader.tables().err().into_iter().flatten());
    bad.extend(reader.codes().err().into_iter().flatten());
    match reader.table("departments.csv", DEPARTMENTS)?.map(|rows| direct::departments(&rows)) {
        Some(Ok(departments)) => organisation.departments = departments,
        Some(Err(rows)) => bad.extend(rows),
        None => {}
    }
    if !bad.is_empty() {
        return Err(Errors::capped(bad, reader.input.listed_problems));
    }
    if !organisation.departments.is_empty() {
        let region = reader.file.settings.region.clone();
        reader.input.places = Some(organisation.departments.keys().map(|name| (name.clone(), region.clone())).collect());
    }
    let assessor = reader.records()?;
    for check in twice(&reader)? {
        reader.input.checks.insert((None, check));
    }
    let (settings, policy) = (reader.file.settings.clone(), reader.file.input.clone());
    if let Some((rows, hash)) = reader.hashed_table("direct.csv", DIRECT_OF_ORGANISATION)? {
        reader.each(&rows, |_, row| {
            let (stated, keys) = direct::of_category(row, &settings, &policy)?;
            if let Some(mut stated) = stated {
                stated.emission.sha256.clone_from(&hash);
                organisation.stated.push(Placed::at(stated, row.location("category")));
            }
            organisation.keys.extend(keys.into_iter().map(|key| Placed::at(key, row.location("key"))));
            Ok(())
        });
    }
    if let Some(rows) = reader.table("spend.csv", SPEND)? {
        reader.each(&rows, |_, row| {
            organisation.spend.push(Placed::at(direct::spend(row, &policy)?, row.location("factor")));
            Ok(())
        });
    }
    if let Some(form) = reader.form("event.toml")? {
        organisation.event = Some(form);
    }
    if let Some(rows) = reader.table("boundary.csv", BOUNDARY)? {
        reader.each(&rows, |_, row| {
            organisation.boundary.push(Placed::at(direct::rule(row)?, row.location("activity")));
            Ok(())
        });
    }
    reader.contracts(CONTRACTS_OF_ORGANISATION, Some(FootprintCategory::Electricity.checked_as()?))?;
    organisation.records = reader.input;
    Ok((organisation, assessor))
}

/// A bill or an asset: what was bought or run, when.
type SharedRecords = BTreeMap<Vec<String>, (BTreeSet<String>, Vec<String>)>;

/// The largest ledger whose rows are compared between departments: 64 MiB.
const LARGEST: u64 = 64 << 20;

/// Assets and bills that two departments report.
fn twice(reader: &FolderReader<'_>) -> Result<Vec<Check>> {
    if reader.input.places.is_none() {
        return Ok(Vec::new());
    }
    let (mut assets, mut bills) = (SharedRecords::new(), SharedRecords::new());
    for (name, path) in files::ledgers(reader.folder, &mut Vec::new())? {
        if files::size(&path) > LARGEST {
            continue;
        }
        let policy = &reader.file.input;
        let rows = Rows::read_with(files::opened(&name, &path)?, &name, policy.delimiter, policy.limits)?;
        let own = super::read::stem(&name);
        for row in rows.iter() {
            let cell = |column: &str| row.cell(column).unwrap_or_default().trim().to_owned();
            let department = Some(cell("place")).filter(|place| !place.is_empty()).unwrap_or_else(|| own.to_owned());
            let [asset, activity, period, amount, unit] = ["asset", "activity", "period", "amount", "unit"].map(cell);
            let add = |found: &mut SharedRecords, key: Vec<String>| {
                let (departments, rows) = found.entry(key).or_default();
                departments.insert(department.clone());
                rows.push(format!("{name}:{}", row.line()));
            };
            if !asset.is_empty() {
                add(&mut assets, vec![asset]);
            }
            // Round amounts are often alike by chance.
            if amount.trim_end_matches(['0', '.']).len() >= 3 {
                add(&mut bills, vec![activity, period, amount, unit]);
            }
        }
    }
    let several = |(key, (departments, rows)): (Vec<String>, (BTreeSet<String>, Vec<String>))| {
        (departments.len() > 1).then(|| (key, departments.into_iter().map(|name| shown(&name)).collect::<Vec<_>>(), few(rows).0))
    };
    let mut checks = Vec::new();
    for (key, departments, rows) in assets.into_iter().filter_map(several) {
        let asset = shown(key.first().map_or("", String::as_str));
        checks.push(Check::of_name(&asset.clone(), Finding::AssetTwice { asset, departments, rows }));
    }
    for (key, departments, rows) in bills.into_iter().filter_map(several) {
        let [activity, period, amount, unit] = [0, 1, 2, 3].map(|at| key.get(at).map_or_else(String::new, |cell| shown(cell)));
        let (activity, amount) = (format!("{activity} {period}"), format!("{amount} {unit}"));
        checks.push(Check::of_name(&activity.clone(), Finding::BillTwice { activity, amount, departments, rows }));
    }
    Ok(checks)
}
