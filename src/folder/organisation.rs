//! The folder of an organisation or event: the records of a city's folder, with departments, a boundary, and categories in the place of
//! references.

use super::direct::{self, BOUNDARY, CONTRACTS_OF_ORGANISATION, DEPARTMENTS, DIRECT_OF_ORGANISATION, SPEND};
use super::ledger_texts::{LedgerText, each_text};
use super::read::FolderReader;
use super::settings::OrganisationKeys;
use super::{CityFile, FolderFiles, FolderKind, FolderOptions, listing};
use crate::assess::Assessor;
use crate::check::{Check, Finding, few};
use crate::city::CityInput;
use crate::error::{Errors, Result, did_you_mean, shown};
use crate::organisation::{Organisation, OrganisationInput};
use crate::records::{Placed, Rows};
use crate::taxonomy::{FootprintCategory, Period, Year};
use std::collections::{BTreeMap, BTreeSet};

/// The kind of a folder, as its `city.toml` states it.
///
/// # Errors
/// No `city.toml`, or one that cannot be read.
pub fn kind(folder: impl Into<FolderFiles>) -> Result<FolderKind> {
    Ok(CityFile::parse(&folder.into().text("city.toml")?, "city.toml")?.kind)
}

impl Organisation {
    /// Reads the folder of an organisation or event and computes it. The folder of a city is refused.
    ///
    /// # Errors
    /// As [`City::open`](crate::city::City::open).
    pub fn open(folder: impl Into<FolderFiles>, options: &FolderOptions) -> Result<Self, Errors> {
        let (input, assessor) = input(&folder.into(), options)?;
        Self::assessed(input, assessor)
    }
}

/// Reads the folder of an organisation or event into everything that its footprint is computed from.
///
/// # Errors
/// As [`read`](super::read) of a city.
pub fn read_organisation(folder: impl Into<FolderFiles>, options: &FolderOptions) -> Result<OrganisationInput, Errors> {
    input(&folder.into(), options).map(|(input, _)| input)
}

fn input(files: &FolderFiles, options: &FolderOptions) -> Result<(OrganisationInput, Assessor), Errors> {
    let mut reader = FolderReader::open(files, options, FolderKind::Organisation)?;
    let mut organisation = OrganisationInput::new(CityInput::new(reader.file.settings.clone()));
    let OrganisationKeys { consolidation, level, base_year, staff, floor_m2 } = reader.file.organisation.clone();
    organisation = organisation.with_consolidation(consolidation).with_level(level).with_base_year(base_year);
    organisation = organisation.with_staff(staff).with_floor_m2(floor_m2);
    let mut bad = Vec::new();
    bad.extend(reader.units().err().into_iter().flatten());
    // Tables may be in them, so that a bad unit would make good rows bad.
    if bad.is_empty() {
        bad.extend(reader.tables().err().into_iter().flatten());
    }
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
    for (year, check) in twice(&reader)? {
        reader.input.checks.insert((year, check));
    }
    let settings = reader.file.settings.clone();
    let [policy, policy_of_spend, policy_of_boundary] =
        ["direct.csv", "spend.csv", "boundary.csv"].map(|name| reader.file.input.of(name).clone());
    if let Some((rows, hash)) = reader.hashed_table("direct.csv", DIRECT_OF_ORGANISATION)? {
        reader.each(&rows, |records, row| {
            let (stated, keys, notice) = direct::of_category(row, &settings, &policy, &records.units)?;
            if let Some(mut stated) = stated {
                stated.emission.sha256.clone_from(&hash);
                organisation.stated.push(Placed::at(stated, row.location("category")));
            }
            records.notices.extend(notice.map(|notice| (None, notice)));
            organisation.keys.extend(keys.into_iter().map(|key| Placed::at(key, row.location("key"))));
            Ok(())
        });
    }
    if let Some(rows) = reader.table("spend.csv", SPEND)? {
        reader.each(&rows, |_, row| {
            organisation.spend.push(Placed::at(direct::spend(row, &policy_of_spend)?, row.location("factor")));
            Ok(())
        });
    }
    if let Some(form) = reader.form("event.toml")? {
        organisation.event = Some(form);
    }
    if let Some(rows) = reader.table("boundary.csv", BOUNDARY)? {
        reader.each(&rows, |_, row| {
            organisation.boundary.push(Placed::at(direct::rule(row, &policy_of_boundary)?, row.location("activity")));
            Ok(())
        });
    }
    reader.contracts(CONTRACTS_OF_ORGANISATION, Some(FootprintCategory::Electricity.checked_as()?))?;
    organisation.records = reader.input;
    Ok((organisation, assessor))
}

/// What was bought or run, in which year: the departments that report it, and the rows.
type SharedRecords = BTreeMap<(Option<Year>, Vec<String>), (BTreeSet<String>, Vec<String>)>;

/// A bill with its meter, the departments that report it, and the rows.
type MeterRows = (Vec<String>, BTreeSet<String>, Vec<String>);

/// The largest ledger whose rows are compared between departments: 64 MiB.
const LARGEST: u64 = 64 << 20;

/// Assets that two departments report, bills that are there twice, ledgers named nearly as a department; each with its year.
fn twice(reader: &FolderReader<'_>) -> Result<Vec<(Option<Year>, Check)>> {
    let Some(departments) = &reader.input.places else { return Ok(Vec::new()) };
    let (mut assets, mut bills, mut checks) = (SharedRecords::new(), SharedRecords::new(), Vec::new());
    for name in listing::ledgers(reader.files, &mut Vec::new())? {
        let own = super::read::stem(&name);
        if name.starts_with("ledger/")
            && !departments.contains_key(own)
            && let Some(near) = did_you_mean(own, departments.keys().map(String::as_str))
        {
            let finding = Finding::Misnamed { file: shown(&name), near: format!("ledger/{near}.csv") };
            checks.push((None, Check::of_name(&name, finding)));
        }
        if reader.files.size(&name) > LARGEST {
            continue;
        }
        let policy = reader.file.input.of(&name);
        let mut tables = Vec::new();
        each_text(reader.files, &name, policy, &mut |LedgerText { name, text, .. }| {
            tables.push(Rows::read_as(text, name, &policy.ledger_format())?);
            Ok(())
        })?;
        for row in tables.iter().flat_map(Rows::iter) {
            let cell = |column: &str| row.cell(column).unwrap_or_default().trim().to_owned();
            let department = Some(cell("place")).filter(|place| !place.is_empty()).unwrap_or_else(|| own.to_owned());
            let [asset, activity, period, amount, unit] = ["asset", "activity", "period", "amount", "unit"].map(cell);
            let year = policy.period(&period).ok().map(|period| match period {
                Period::Fiscal(year) => year.fiscal(),
                other => other.year(),
            });
            let add = |found: &mut SharedRecords, key: Vec<String>| {
                let (departments, rows) = found.entry((year, key)).or_default();
                departments.insert(department.clone());
                rows.push(format!("{name}:{}", row.line()));
            };
            if !asset.is_empty() {
                add(&mut assets, vec![asset.clone()]);
            }
            // Amounts of one or two digits are often alike by chance. MWh and kWh are the same bill.
            let digits = amount.chars().filter(char::is_ascii_digit).collect::<String>();
            if digits.trim_matches('0').len() >= 3 {
                let read = policy.number.parse(&amount).ok().and_then(|number| reader.input.units.reading(number, &unit).ok());
                let base = read.and_then(|read| Some((read.in_base().ok()?, read.unit().dimension())));
                let sum = base.map_or_else(|| format!("{amount} {unit}"), |(base, dimension)| format!("{base} {dimension}"));
                add(&mut bills, vec![activity, period, sum, format!("{amount} {unit}"), asset]);
            }
        }
    }
    let named = |departments: BTreeSet<String>| departments.into_iter().map(|name| shown(&name)).collect::<Vec<_>>();
    for ((year, key), (departments, rows)) in assets.into_iter().filter(|(_, (departments, _))| departments.len() > 1) {
        let asset = shown(key.first().map_or("", String::as_str));
        let finding = Finding::AssetTwice { asset: asset.clone(), departments: named(departments), rows: few(rows).0 };
        checks.push((year, Check::of_name(&asset, finding)));
    }
    checks.extend(bills_twice(bills).into_iter().map(|(year, bill)| {
        let finding = Finding::BillTwice {
            activity: bill.activity.clone(),
            amount: bill.amount,
            departments: bill.departments,
            rows: bill.rows,
        };
        (year, Check::of_name(&bill.activity, finding))
    }));
    Ok(checks)
}

/// A bill that is there twice.
struct DoubledBill {
    activity: String,
    amount: String,
    departments: Vec<String>,
    rows: Vec<String>,
}

/// One amount of one activity and period in two departments, or twice of one meter.
fn bills_twice(bills: SharedRecords) -> Vec<(Option<Year>, DoubledBill)> {
    let mut by_sum: BTreeMap<(Option<Year>, Vec<String>), Vec<MeterRows>> = BTreeMap::new();
    for ((year, key), (departments, rows)) in bills {
        let sum = key.iter().take(3).cloned().collect();
        by_sum.entry((year, sum)).or_default().push((key, departments, rows));
    }
    let mut doubled = Vec::new();
    for ((year, sum), found) in by_sum {
        let departments: BTreeSet<String> = found.iter().flat_map(|(_, departments, _)| departments.clone()).collect();
        let mut meters: BTreeMap<&str, usize> = BTreeMap::new();
        for (key, _, rows) in &found {
            let held = meters.entry(key.last().map_or("", String::as_str)).or_default();
            *held = held.saturating_add(rows.len());
        }
        let one_meter = meters.iter().any(|(meter, rows)| !meter.is_empty() && *rows > 1);
        if departments.len() < 2 && !one_meter {
            continue;
        }
        let cell = |at: usize| sum.get(at).map_or_else(String::new, |cell| shown(cell));
        let amount = found.first().and_then(|(key, ..)| key.get(3)).map_or_else(String::new, |amount| shown(amount));
        let rows = few(found.into_iter().flat_map(|(_, _, rows)| rows)).0;
        let departments = departments.into_iter().map(|name| shown(&name)).collect();
        doubled.push((year, DoubledBill { activity: format!("{} {}", cell(0), cell(1)), amount, departments, rows }));
    }
    doubled
}
