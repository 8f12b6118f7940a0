//! `direct.csv`, `contracts.csv`, `places.csv`, `views.csv`: what a city states by row.

use crate::city::ReportedKey;
use crate::error::{Error, ErrorKind, Message, Problem, Result, Text};
use crate::gas::{GwpSet, Substance};
use crate::inventory::{Contract, CrossCheck, NotationEntry, ReportedEmission, Settings, ViewRule};
use crate::ledger::InputPolicy;
use crate::notice::Notice;
use crate::organisation::{BoundaryRule, CategoryKey, Department, SourcedNumber, Spend, StatedSource};
use crate::quantity::{Dimension, Exact, Money, OwnUnits, Rate, Reading};
use crate::records::{Row, Rows};
use crate::taxonomy::{Category, FootprintCategory, KeyCell, KeyRemark, NotationKey, Period, Quality, Region, Year};
use std::collections::BTreeMap;

/// One row of `direct.csv`.
pub(super) enum DirectRow {
    /// A mass of a gas, and what a reader must know of its cells.
    Amount(Box<ReportedEmission>, Option<Notice>),
    /// The total of other rows: next to the figures, in no total.
    Total(CrossCheck),
    /// A notation key for each of its years, and what was not clean about its cell.
    Keys(Vec<ReportedKey>, Vec<Notice>),
    /// A reference with its note, in which nothing is filled in: the report names it as missing, if it is.
    ToFill,
}

/// Columns of `direct.csv`.
pub(super) const DIRECT: (&[&str], &[&str]) = (
    &["ref", "year"],
    &[
        "place",
        "gas",
        "amount",
        "unit",
        "gwp",
        "key",
        "included_in",
        "reason",
        "quality",
        "factor_quality",
        "source",
        "total_of",
        "note",
    ],
);

/// Columns of `direct.csv` of an organisation.
pub(super) const DIRECT_OF_ORGANISATION: (&[&str], &[&str]) = (
    &["category", "year"],
    &["place", "gas", "amount", "unit", "gwp", "key", "included_in", "reason", "quality", "factor_quality", "source"],
);

/// Columns of `boundary.csv`.
pub(super) const BOUNDARY: (&[&str], &[&str]) = (&["reason"], &["place", "activity", "category", "share"]);

/// Columns of `spend.csv`.
pub(super) const SPEND: (&[&str], &[&str]) = (
    &["year", "factor", "amount", "currency", "price_year", "source"],
    &["category", "place", "exchange", "exchange_source", "price_index", "price_index_source", "note"],
);

/// Columns of `departments.csv`.
pub(super) const DEPARTMENTS: (&[&str], &[&str]) = (&["place"], &["owner", "contact"]);

/// Columns of `contracts.csv`.
pub(super) const CONTRACTS: (&[&str], &[&str]) = (
    &["id", "year", "factor", "factor_unit", "source"],
    &["ref", "amount", "unit", "factor_per", "kind", "vintage", "market", "retired"],
);

/// The same of an organisation, whose electricity is in one category.
pub(super) const CONTRACTS_OF_ORGANISATION: (&[&str], &[&str]) =
    (&["id", "year", "factor", "factor_unit", "source"], &["amount", "unit", "factor_per", "kind", "vintage", "market", "retired"]);

/// Columns of `cross_checks.csv`.
pub(super) const CROSS_CHECKS: (&[&str], &[&str]) = (&["ref", "year", "what", "amount", "unit", "source", "reason"], &["total_of"]);

/// Columns of `places.csv`.
pub(super) const PLACES: (&[&str], &[&str]) = (&["place"], &["region"]);

/// Columns of `views.csv`.
pub(super) const VIEWS: (&[&str], &[&str]) = (&["view", "group"], &["ref", "activity", "place", "reason"]);

/// Columns of `indicators.csv`.
pub(super) const INDICATORS: (&[&str], &[&str]) = (&["indicator", "year", "value", "unit", "source"], &["note"]);

/// Columns of `monitoring.csv`.
pub(super) const MONITORING: (&[&str], &[&str]) =
    (&["station", "instrument", "pollutant", "unit", "period", "completeness", "value", "source"], &["note"]);

/// A cell turned into a value, its error placed.
pub(super) fn parsed<T>(row: &Row<'_>, column: &str, parse: impl FnOnce(&str) -> Result<T>) -> Result<T> {
    parse(row.require(column)?).map_err(|error| error.at_cell(row.location(column)))
}

fn optional<T>(row: &Row<'_>, column: &str, parse: impl FnOnce(&str) -> Result<T>) -> Result<Option<T>> {
    match row.cell(column) {
        None | Some("") => Ok(None),
        Some(_) => parsed(row, column, parse).map(Some),
    }
}

pub(super) fn text<'a>(row: &Row<'a>, column: &str) -> &'a str {
    row.cell(column).unwrap_or_default()
}

pub(super) fn number(row: &Row<'_>, column: &str, input: &InputPolicy) -> Result<Exact> {
    parsed(row, column, |cell| input.number.parse(cell).map_err(Error::from))
}

/// The amount of a row in its unit, which may be one of the city's own.
fn reading(row: &Row<'_>, input: &InputPolicy, units: &OwnUnits) -> Result<Reading> {
    let amount = number(row, "amount", input)?;
    parsed(row, "unit", |unit| units.reading(amount, unit))
}

/// A year in the era of the tables.
pub(super) fn year(row: &Row<'_>, input: &InputPolicy) -> Result<Year> {
    parsed(row, "year", |cell| year_of(cell, input))
}

/// A year in the era of the files.
fn year_of(cell: &str, input: &InputPolicy) -> Result<Year> {
    match input.period(cell) {
        Ok(Period::Year(year)) => Ok(year),
        Ok(Period::Fiscal(year)) => Ok(year.fiscal()),
        Err(problem) if problem.kind() == ErrorKind::Era => Err(problem.into()),
        // Its words for what is no year, or none that may be.
        _ => cell.parse::<Year>().and_then(|_| Err(Message::NotAYear { value: cell.into() }.into())),
    }
}

/// An error about a cell; about the row's first cell where the file has no such column.
pub(super) fn refused(row: &Row<'_>, column: &str, problem: Problem) -> Error {
    let column = if row.cell(column).is_some() { column } else { "ref" };
    Error::Cell { at: row.location(column), problem }
}

fn conflict(row: &Row<'_>, column: &str, message: impl FnOnce(Text) -> Message) -> Error {
    refused(row, column, message(text(row, column).into()).into())
}

/// A row of `cross_checks.csv`.
pub(super) fn cross_check(row: &Row<'_>, input: &InputPolicy, units: &OwnUnits) -> Result<CrossCheck> {
    let category: Category = parsed(row, "ref", str::parse)?;
    let amount = reading(row, input, units)?;
    let [what, source, reason] = ["what", "source", "reason"].map(|column| row.require(column));
    // As in direct.csv: the cell is looked at, as -0 is not below zero.
    if text(row, "amount").starts_with('-') && !category.may_be_negative() {
        let problem = Message::NegativeEmission { value: text(row, "amount").into(), category: (&category).into() }.into();
        return Err(Error::Cell { at: row.location("amount"), problem });
    }
    let check = CrossCheck::new(category, year(row, input)?, what?, amount, source?, reason?)
        .map_err(|error| error.at_cell(row.location("unit")))?;
    total_of(check, row)
}

/// The same as the total of others, where the row says of which.
fn total_of(check: CrossCheck, row: &Row<'_>) -> Result<CrossCheck> {
    check.with_total_of(text(row, "total_of")).map_err(|error| error.at_cell(row.location("total_of")))
}

/// A row of `direct.csv`: an amount or a key, never both; neither in a row that has nothing but its note.
pub(super) fn stated(row: &Row<'_>, file: &str, settings: &Settings, input: &InputPolicy, units: &OwnUnits) -> Result<DirectRow> {
    let category: Category = parsed(row, "ref", str::parse)?;
    if !text(row, "key").is_empty() {
        of_an_amount(row)?;
        let (keyed, notices) = keyed(row, category)?;
        let (place, years) = (text(row, "place"), key_years(row, settings, input)?);
        let keys = years.into_iter().map(|year| ReportedKey::new(year, category, place, keyed.clone())).collect();
        return Ok(DirectRow::Keys(keys, notices));
    }
    let empty = |column: &&str| *column == "note" || text(row, column).is_empty();
    if DIRECT.1.iter().all(empty) && !text(row, "note").is_empty() {
        return key_years(row, settings, input).map(|_| DirectRow::ToFill);
    }
    amount(row, (file, category), settings, input, units)
}

/// The cells that say more of an amount: its GWP set and the grades of its data. They are read strictly next to a key too.
fn of_an_amount(row: &Row<'_>) -> Result<(Option<GwpSet>, Option<Quality>, Option<Quality>)> {
    let [quality, factor_quality] = ["quality", "factor_quality"].map(|column| optional(row, column, str::parse));
    Ok((optional(row, "gwp", str::parse)?, quality?, factor_quality?))
}

/// The mass of a row, or the total of others.
fn amount(
    row: &Row<'_>,
    (file, category): (&str, Category),
    settings: &Settings,
    input: &InputPolicy,
    units: &OwnUnits,
) -> Result<DirectRow> {
    let year = year(row, input)?;
    let (set, activity_quality, factor_quality) = of_an_amount(row)?;
    let place = text(row, "place").to_owned();
    if text(row, "amount").is_empty() {
        let problem = Message::NeitherAmountNorKey.into();
        return Err(Error::Cell { at: row.location("amount"), problem });
    }
    if !text(row, "included_in").is_empty() {
        return Err(conflict(row, "included_in", |value| Message::IncludedInWithoutIe { value }));
    }
    let substance = match row.require("gas")? {
        "CO2e" => Substance::Stated(set.unwrap_or(settings.gwp)),
        _ => Substance::Gas(parsed(row, "gas", str::parse)?),
    };
    let amount = reading(row, input, units)?;
    // The cell is looked at, as -0 is not below zero.
    if text(row, "amount").starts_with('-') && !category.may_be_negative() {
        let problem = Message::NegativeEmission { value: text(row, "amount").into(), category: (&category).into() }.into();
        return Err(refused(row, "amount", problem));
    }
    if !text(row, "total_of").is_empty() {
        if substance != Substance::Stated(settings.gwp) || !place.is_empty() {
            return Err(conflict(row, "total_of", |value| Message::TotalNotOfCity { value }));
        }
        let (source, reason) = (row.require("source")?, row.require("reason")?);
        let check = CrossCheck::new(category, year, text(row, "total_of"), amount, source, reason)
            .map_err(|error| error.at_cell(row.location("unit")))?;
        return total_of(check, row).map(DirectRow::Total);
    }
    let mut direct = ReportedEmission::new(category, year, substance, amount, text(row, "source"));
    direct.place = place;
    (direct.activity_quality, direct.factor_quality) = (activity_quality, factor_quality);
    file.clone_into(&mut direct.file);
    direct.line = Some(row.line());
    let set_beside_gas = matches!(substance, Substance::Gas(_)) && set.is_some();
    Ok(DirectRow::Amount(direct.into(), set_beside_gas.then_some(Notice::SetBesideGas {})))
}

/// A row of `direct.csv` of an organisation: a mass of a category, or a key for each of its years.
pub(super) fn of_category(
    row: &Row<'_>,
    settings: &Settings,
    input: &InputPolicy,
    units: &OwnUnits,
) -> Result<(Option<StatedSource>, Vec<CategoryKey>)> {
    let category: FootprintCategory = parsed(row, "category", str::parse)?;
    if text(row, "key").is_empty() {
        let checked_as = category.checked_as().map_err(|error| error.at_cell(row.location("category")))?;
        let DirectRow::Amount(emission, _) = amount(row, ("direct.csv", checked_as), settings, input, units)? else {
            return Ok((None, Vec::new()));
        };
        return Ok((Some(StatedSource::new(category, *emission)?), Vec::new()));
    }
    of_an_amount(row)?;
    without_amount(row)?;
    let key: NotationKey = parsed(row, "key", str::parse)?;
    let included_in: Option<FootprintCategory> = optional(row, "included_in", str::parse)?;
    let (reason, department) = (text(row, "reason").to_owned(), text(row, "place").to_owned());
    let of_year = |year| {
        let key = CategoryKey::new(category, year, key, &reason);
        CategoryKey { department: department.clone(), included_in, ..key }
    };
    Ok((None, key_years(row, settings, input)?.into_iter().map(of_year).collect()))
}

/// Refuses an amount next to a key.
fn without_amount(row: &Row<'_>) -> Result<()> {
    match ["amount", "gas", "unit", "total_of"].into_iter().find(|column| !text(row, column).is_empty()) {
        Some(column) => Err(conflict(row, column, |value| Message::KeyAndAmount { value })),
        None => Ok(()),
    }
}

/// A row of `boundary.csv`.
pub(super) fn rule(row: &Row<'_>) -> Result<BoundaryRule> {
    let cell = |column: &str| text(row, column).to_owned();
    let share = optional(row, "share", str::parse)?;
    let category = optional(row, "category", str::parse)?;
    let rule = BoundaryRule { activity: cell("activity"), reason: cell("reason"), category, ..BoundaryRule::default() };
    Ok(rule.with_department(cell("place")).with_share(share))
}

/// A row of `spend.csv`.
pub(super) fn spend(row: &Row<'_>, input: &InputPolicy) -> Result<Spend> {
    let category = optional(row, "category", str::parse)?.unwrap_or(FootprintCategory::PurchasedGoods);
    let price_year: Year = parsed(row, "price_year", |cell| year_of(cell, input))?;
    let amount = number(row, "amount", input)?;
    let amount = parsed(row, "currency", |currency| Money::new(amount, currency, price_year.number()))?;
    let stated = |value: &'static str, source: &'static str| {
        let Some(number) = optional(row, value, |cell| input.number.parse(cell).map_err(Error::from))? else { return Ok(None) };
        Ok::<_, Error>(Some(SourcedNumber::new(number, row.require(source)?)))
    };
    let (exchange, index) = (stated("exchange", "exchange_source")?, stated("price_index", "price_index_source")?);
    let spend = Spend::new(category, year(row, input)?, row.require("factor")?, amount, row.require("source")?);
    let spend = spend.with_department(text(row, "place").to_owned()).with_exchange(exchange).with_price_index(index);
    Ok(spend.with_file("spend.csv".to_owned()).with_line(Some(row.line())))
}

/// The departments of `departments.csv`, or every bad row.
pub(super) fn departments(rows: &Rows) -> Result<BTreeMap<String, Department>, Vec<Error>> {
    let (mut departments, mut problems) = (BTreeMap::new(), Vec::new());
    for row in rows.iter() {
        match row.require("place") {
            Ok(name) => {
                let held = departments.insert(name.to_owned(), Department::new(text(&row, "owner"), text(&row, "contact")));
                if held.is_some() {
                    let problem = Message::Duplicate { value: name.into() }.into();
                    problems.push(Error::Cell { at: row.location("place"), problem });
                }
            }
            Err(error) => problems.push(error),
        }
    }
    if problems.is_empty() { Ok(departments) } else { Err(problems) }
}

/// The years of a key: one, the years of the inventory in a range `2020-2023`, or `all` of them.
fn key_years(row: &Row<'_>, settings: &Settings, input: &InputPolicy) -> Result<Vec<Year>> {
    let cell = text(row, "year");
    if cell == "all" {
        return Ok(settings.years.iter().copied().collect());
    }
    let Some((first, last)) = cell.split_once('-') else { return Ok(vec![year(row, input)?]) };
    let year = |end: &str| match input.period(end.trim()) {
        Ok(Period::Year(year)) => Ok(year),
        Ok(Period::Fiscal(year)) => Ok(year.fiscal()),
        _ => Err(Error::Cell { at: row.location("year"), problem: Message::NotKeyYears { value: cell.into() }.into() }),
    };
    let (first, last) = (year(first)?, year(last)?);
    let years: Vec<Year> = settings.years.iter().copied().filter(|year| (first..=last).contains(year)).collect();
    if years.is_empty() {
        return Err(Error::Cell { at: row.location("year"), problem: Message::NotKeyYears { value: cell.into() }.into() });
    }
    Ok(years)
}

/// The key of a row, and what was not clean about its cell.
fn keyed(row: &Row<'_>, category: Category) -> Result<(NotationEntry, Vec<Notice>)> {
    without_amount(row)?;
    let cell = parsed(row, "key", KeyCell::parse)?;
    let named: Option<Category> = optional(row, "included_in", str::parse)?;
    if named.is_some() && cell.key() != NotationKey::IE {
        return Err(conflict(row, "included_in", |value| Message::IncludedInWithoutIe { value }));
    }
    if let (Some(named), Some(target)) = (named, cell.target())
        && named != target
    {
        return Err(conflict(row, "included_in", |value| Message::TargetTwice { value, inside: (&target).into() }));
    }
    let keyed = NotationEntry {
        key: cell.key(),
        included_in: named.or(cell.target()),
        reason: text(row, "reason").to_owned(),
        clean: cell.remarks().is_empty(),
    };
    let noted = |remark: &KeyRemark| match remark {
        KeyRemark::StraySpaces => Some(Notice::StraySpaces { category }),
        KeyRemark::SeveralKeys => Some(Notice::KeysInCell { category, key: cell.key() }),
        KeyRemark::NamesTarget => cell.target().map(|target| Notice::TargetInCell { category, target }),
    };
    Ok((keyed, cell.remarks().iter().filter_map(noted).collect()))
}

/// An error at the column of its kind.
fn placed(row: &Row<'_>, error: Error, column: impl Fn(ErrorKind) -> &'static str) -> Error {
    match error {
        Error::Value(problem) => refused(row, column(problem.kind()), problem),
        Error::Cell { .. } | Error::File { .. } => error,
        other => refused(row, column(ErrorKind::Number), other.into_problem()),
    }
}

/// A row of `contracts.csv`: electricity under a contract, or the residual mix (`kind` = `residual`).
pub(super) fn contract(row: &Row<'_>, input: &InputPolicy, used_by: Option<Category>, units: &OwnUnits) -> Result<Contract> {
    let (id, source) = (row.require("id")?, row.require("source")?);
    let year = year(row, input)?;
    let value = number(row, "factor", input)?;
    let per = optional(row, "factor_per", |cell| input.number.parse(cell).map_err(Error::from))?.unwrap_or(Exact::ONE);
    if per.is_zero() || per.is_negative() {
        return Err(conflict(row, "factor_per", |value| Message::PerNotAboveZero { value }));
    }
    let factor = parsed(row, "factor_unit", |unit| Rate::parse(value, per, unit))?;
    let vintage = optional(row, "vintage", |cell| year_of(cell, input))?;
    let market = optional(row, "market", str::parse)?;
    let retired = Some(text(row, "retired")).filter(|text| !text.is_empty()).map(str::to_owned);
    let (contract, energy) = match text(row, "kind") {
        "residual" => {
            let of_contracts = ["ref", "amount", "unit", "vintage", "market", "retired"];
            if let Some(column) = of_contracts.into_iter().find(|column| !text(row, column).is_empty()) {
                return Err(conflict(row, column, |value| Message::ResidualMixWithColumn { value }));
            }
            (Contract::residual(id, year, factor, source), None)
        }
        "" | "contract" | "certificate" => {
            let category = used_by.map_or_else(|| parsed(row, "ref", str::parse), Ok)?;
            let energy = reading(row, input, units)?;
            (Contract::new(id, year, category, energy, factor, source), Some(energy))
        }
        other => {
            let problem = Message::NotAContractKind { value: other.into() }.into();
            return Err(refused(row, "kind", problem));
        }
    };
    let wrong_unit = energy.is_some_and(|energy| energy.unit().dimension() != Dimension::Energy);
    let below_zero = energy.is_some_and(|energy| energy.value().is_negative());
    let contract = contract.map(|contract| contract.with_vintage(vintage).with_market(market).with_retired(retired));
    contract.map_err(|error| {
        placed(row, error, |kind| match kind {
            ErrorKind::Reference => "ref",
            ErrorKind::Dimension | ErrorKind::Unit if wrong_unit => "unit",
            ErrorKind::Dimension | ErrorKind::Unit => "factor_unit",
            ErrorKind::Negative if below_zero => "amount",
            ErrorKind::Negative => "factor",
            _ => "id",
        })
    })
}

/// The places of `places.csv`, with the region of each; or every bad row.
pub(super) fn places(rows: &Rows, region: &Region) -> Result<BTreeMap<String, Region>, Vec<Error>> {
    let (mut places, mut problems) = (BTreeMap::new(), Vec::new());
    for row in rows.iter() {
        let read = row.require("place").and_then(|place| Ok((place, optional(&row, "region", str::parse)?)));
        match read {
            Ok((place, own)) => {
                if places.insert(place.to_owned(), own.unwrap_or_else(|| region.clone())).is_some() {
                    let problem = Message::Duplicate { value: place.into() }.into();
                    problems.push(Error::Cell { at: row.location("place"), problem });
                }
            }
            Err(error) => problems.push(error),
        }
    }
    if problems.is_empty() { Ok(places) } else { Err(problems) }
}

/// A row of `views.csv`.
pub(super) fn view_rule(row: &Row<'_>) -> Result<ViewRule> {
    let (view, group) = (row.require("view")?, row.require("group")?);
    let rule = ViewRule::new(view, group).map_err(|error| error.at_cell(row.location("view")))?;
    let rule = rule.with_reference(text(row, "ref")).map_err(|error| error.at_cell(row.location("ref")))?;
    Ok(rule.with_activity(text(row, "activity")).with_place(text(row, "place")).with_reason(text(row, "reason")))
}
