//! What follows from the closed lines of a year and its keys: when the books are closed, and when a written result is computed again.

use super::contract::Contract;
use super::cross_check::CrossCheck;
use super::entry::Entry;
use super::factor_fitness;
use super::inventory::RowCounts;
use super::keys::{self, KeyCells, LinesByReference};
use super::market::{self, MarketCell};
use super::place_names;
use super::places_once::{self, PlaceFinding};
use super::plausible;
use super::settings::Settings;
use super::status::{RaisedCheck, RequiredCells};
use super::{stated_total, two_ways, wholes};
use crate::assess::{ClosedLine, Origin};
use crate::check::{Check, Finding, few};
use crate::error::Result;
use crate::gas::{Gas, Substance};
use crate::notice::Notice;
use crate::taxonomy::{Category, NotationKey, Year};
use std::collections::BTreeSet;

/// What a year holds, but for its keys.
pub(super) struct YearContent<'a> {
    pub(super) year: Year,
    pub(super) lines: &'a LinesByReference<'a>,
    pub(super) contracts: &'a [Contract],
    pub(super) cross_checks: &'a [CrossCheck],
    pub(super) rows: &'a RowCounts,
}

/// The entries of a year, its required cells, and scope 2 by contracts.
pub(super) struct YearOutcome {
    pub(super) entries: Vec<Entry>,
    pub(super) required: RequiredCells,
    pub(super) market: Vec<MarketCell>,
}

impl YearOutcome {
    /// From lines by reference, all keys, and those of them whose targets are known; with the notices and checks of all these.
    pub(super) fn of(
        settings: &Settings,
        &YearContent { year, lines, contracts, cross_checks, rows }: &YearContent<'_>,
        (cells, with_target): (&KeyCells, &KeyCells),
        (notices, checks): (&mut Vec<Notice>, &mut Vec<RaisedCheck>),
    ) -> Result<Self> {
        let mut entries = Vec::new();
        for category in Category::all() {
            let held = lines.get(&category).copied().unwrap_or_default();
            let keyed = cells.get(&category).map_or(&[][..], Vec::as_slice);
            if held.is_empty() && !keyed.is_empty() && !keys::speak_for_the_city(keyed, &settings.places) {
                let places = keyed.iter().map(|(place, _)| place.clone()).collect();
                notices.push(Notice::KeysOfPlacesOnly { category, places });
            } else if let Some(entry) = Entry::of(category, held, keyed)? {
                entries.push(entry);
            }
        }
        checks.extend(plausible::checks(settings, year, lines).into_iter().map(Into::into));
        checks.extend(place_names::alike(lines).into_iter().map(RaisedCheck::from));
        let mut raise = |category: Category, finding: Finding| checks.push(Check::of(category, finding).into());
        for (category, held) in lines {
            of_lines(settings, *category, held, &mut raise);
            places_missing(settings, *category, held, cells, &mut raise);
            two_ways::check(*category, held, &mut |finding| raise(*category, finding))?;
            wholes::check(held, &mut |finding| raise(*category, finding))?;
        }
        checks.extend(factor_fitness::checks(lines, year).into_iter().map(RaisedCheck::from));
        for (category, held) in lines {
            places_once::check(held, &mut |(place, finding): PlaceFinding| {
                checks.push(Check::of(*category, finding).in_place(&place).into());
            });
        }
        let mut raise = |category: Category, finding: Finding| checks.push(Check::of(category, finding).into());
        stated_total::check(lines, cross_checks, &mut raise)?;
        for entry in &entries {
            of_gases(entry, &mut raise);
        }
        keys::values_with_keys(&entries, cells, &mut raise);
        keys::check(settings, &entries, with_target, &mut raise)?;
        let market = market::cells(contracts, lines, &settings.region, (&mut *notices, checks))?;
        let required = RequiredCells::of(settings.level, &entries);
        let required_of = |is: &dyn Fn(&Entry) -> bool| -> Vec<Category> {
            let found = entries.iter().filter(|entry| settings.level.requires(entry.category) && is(entry));
            found.map(|entry| entry.category).collect()
        };
        let categories = required_of(&|entry| entry.key == Some(NotationKey::NE));
        if !categories.is_empty() {
            notices.push(Notice::NotEstimated { categories });
        }
        let in_part = |entry: &Entry| entry.co2e.is_some() && entry.partial.iter().any(|part| part.key == NotationKey::NE);
        let categories = required_of(&in_part);
        if !categories.is_empty() {
            notices.push(Notice::NotEstimatedInPart { categories });
        }
        if rows.rejected > 0 {
            notices.push(Notice::RowsRefused { rows: rows.rejected });
        }
        notices.extend(rows.outside.iter().map(|(year, rows)| Notice::RowsOutside { rows: *rows, year: *year }));
        Ok(Self { entries, required, market })
    }
}

/// Figures of two kinds in one reference: in two GWP sets, by activity and stated.
fn of_lines(settings: &Settings, category: Category, lines: &[ClosedLine], raise: &mut impl FnMut(Category, Finding)) {
    let other = |closed: &ClosedLine| matches!(closed.line.substance, Substance::Stated(set) if set != settings.gwp);
    if lines.iter().any(other) {
        raise(category, Finding::MixedSets { gwp: settings.gwp });
    }
    let origins: Option<Origin> = lines.iter().map(|closed| closed.line.origin).reduce(Origin::with);
    if origins == Some(Origin::Mixed) {
        raise(category, Finding::ActivityAndStated);
    }
}

/// Places that a reference says nothing of, where it is known by places only.
fn places_missing(
    settings: &Settings,
    category: Category,
    lines: &[ClosedLine],
    cells: &KeyCells,
    raise: &mut impl FnMut(Category, Finding),
) {
    let keyed = cells.get(&category).into_iter().flatten().map(|(place, _)| place.as_str());
    let held: BTreeSet<&str> = lines.iter().map(|closed| &*closed.line.id.place).chain(keyed).collect();
    if held.contains("") {
        return;
    }
    let (places, more) = few(settings.places.iter().filter(|place| !held.contains(place.as_str())).cloned());
    if !places.is_empty() {
        raise(category, Finding::PlacesMissing { places, more });
    }
}

/// Gases that the source of those stated gives too.
fn of_gases(entry: &Entry, raise: &mut impl FnMut(Category, Finding)) {
    let category = entry.category;
    let has = |gas: Gas| entry.gases.of(Substance::Gas(gas)).is_some();
    if entry.gases.iter().count() == 1 && has(Gas::CO2_BIOGENIC) {
        raise(category, Finding::BiogenicAlone);
    }
    if category.is_wastewater() && has(Gas::CH4) && !has(Gas::N2O) && !entry.has_exclusion() {
        raise(category, Finding::GasMissing { gas: Gas::N2O });
    }
    // A furnace may be known by its CH4 and N2O alone; figures as CO2e hold the CO2.
    let stated = entry.gases.iter().any(|(substance, _)| matches!(substance, Substance::Stated(_)));
    let carbon = has(Gas::CO2) || has(Gas::CO2_BIOGENIC) || stated;
    if category.is_burning_of_waste() && !carbon && !entry.has_exclusion() && entry.gases.iter().count() > 0 {
        raise(category, Finding::GasMissing { gas: Gas::CO2 });
    }
}
