//! What follows from the closed lines of a year and its keys: when the books are closed, and when a written result is computed again.

use super::entry::Entry;
use super::inventory::RowCounts;
use super::keys::{self, KeyCells, LinesByReference};
use super::places_once::{self, PlaceFinding};
use super::settings::Settings;
use super::status::{RaisedCheck, RequiredCells};
use super::{two_ways, wholes};
use crate::assess::{ClosedLine, Origin};
use crate::check::{Check, Finding, few};
use crate::error::Result;
use crate::gas::{Gas, Substance};
use crate::notice::Notice;
use crate::taxonomy::{Category, NotationKey};
use std::collections::{BTreeMap, BTreeSet};

/// The entries of a year and its required cells.
pub(super) struct YearOutcome {
    pub(super) entries: Vec<Entry>,
    pub(super) required: RequiredCells,
}

impl YearOutcome {
    /// From lines by reference, all keys, and those of them whose targets are known; with the notices and checks of all these.
    pub(super) fn of(
        settings: &Settings,
        lines: &LinesByReference<'_>,
        (cells, with_target): (&KeyCells, &KeyCells),
        rows: &RowCounts,
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
        checks.extend(places_alike(lines).into_iter().map(RaisedCheck::from));
        let mut raise = |category: Category, finding: Finding| checks.push(Check::of(category, finding).into());
        for (category, held) in lines {
            of_lines(settings, *category, held, &mut raise);
            places_missing(settings, *category, held, cells, &mut raise);
            two_ways::check(*category, held, &mut |finding| raise(*category, finding))?;
            wholes::check(held, &mut |finding| raise(*category, finding))?;
        }
        for (category, held) in lines {
            places_once::check(held, &mut |(place, finding): PlaceFinding| {
                checks.push(Check::of(*category, finding).in_place(&place).into());
            });
        }
        let mut raise = |category: Category, finding: Finding| checks.push(Check::of(category, finding).into());
        for entry in &entries {
            of_gases(entry, &mut raise);
        }
        keys::values_with_keys(&entries, cells, &mut raise);
        keys::check(settings, &entries, with_target, &mut raise)?;
        let required = RequiredCells::of(settings.level, &entries);
        let unknown = entries.iter().filter(|entry| entry.key == Some(NotationKey::NE)).map(|entry| entry.category);
        let unknown: Vec<Category> = unknown.filter(|category| settings.level.requires(*category)).collect();
        if !unknown.is_empty() {
            notices.push(Notice::NotEstimated { categories: unknown });
        }
        if rows.rejected > 0 {
            notices.push(Notice::RowsRefused { rows: rows.rejected });
        }
        notices.extend(rows.outside.iter().map(|(year, rows)| Notice::RowsOutside { rows: *rows, year: *year }));
        Ok(Self { entries, required })
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

/// Names that are probably of one place.
fn places_alike(lines: &LinesByReference<'_>) -> Vec<Check> {
    let places: BTreeSet<&str> = lines.values().copied().flatten().map(|closed| &*closed.line.id.place).collect();
    let mut alike: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for place in places {
        let plain = place.chars().filter(|letter| !letter.is_whitespace() && !"-_.".contains(*letter));
        alike.entry(plain.flat_map(char::to_lowercase).collect()).or_default().push(place.to_owned());
    }
    let several = alike.into_values().filter(|places| places.len() > 1);
    several.filter_map(|places| Some(Check::of_name(&places.first()?.clone(), Finding::PlacesAlike { places }))).collect()
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
}
