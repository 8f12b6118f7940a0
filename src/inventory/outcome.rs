//! What follows from the closed lines of a year and its keys: when the books are closed, and when a written result is computed again.

use super::entry::Entry;
use super::inventory::{NotationEntry, RowCounts};
use super::keys::{self, KeyCells, LinesByReference};
use super::market;
use super::settings::Settings;
use super::statement::Statement;
use crate::assess::Origin;
use crate::error::Result;
use crate::gas::{Gas, Substance};
use crate::notice::Notice;
use crate::taxonomy::{Category, NotationKey};
use std::collections::BTreeSet;

/// The entries of a year, what is missing, and whether it is final.
pub(super) struct YearOutcome {
    pub(super) entries: Vec<Entry>,
    pub(super) missing_required: Vec<Category>,
    pub(super) is_final: bool,
}

impl YearOutcome {
    /// From lines by reference, all keys, and those of them whose targets are known; with the notices of all these.
    pub(super) fn of(
        settings: &Settings,
        lines: &LinesByReference<'_>,
        (cells, with_target): (&KeyCells, &KeyCells),
        rows: &RowCounts,
        notices: &mut Vec<Notice>,
    ) -> Result<Self> {
        let mut sound = true;
        let other = |substance: Substance| matches!(substance, Substance::Stated(set) if set != settings.gwp);
        if lines.values().copied().flatten().any(|closed| other(closed.line.substance)) {
            sound = false;
            notices.push(Notice::MixedSets { gwp: settings.gwp });
        }
        let mut entries = Vec::new();
        for category in Category::all() {
            let held = lines.get(&category).copied().unwrap_or_default();
            if let Some(entry) = Entry::of(category, held, cells.get(&category).map_or(&[][..], Vec::as_slice))? {
                entries.push(entry);
            }
        }
        keys::note_values_with_keys(&entries, cells, notices);
        sound &= keys::check(&entries, with_target, notices);
        let required = |category: &Category| settings.level.requires(*category);
        let missing_required: Vec<Category> =
            Category::all().filter(required).filter(|category| entries.iter().all(|entry| entry.category != *category)).collect();
        let unknown = entries.iter().filter(|entry| entry.key == Some(NotationKey::NE)).map(|entry| entry.category);
        let unknown: Vec<Category> = unknown.filter(required).collect();
        if !unknown.is_empty() {
            notices.push(Notice::NotEstimated { categories: unknown });
        }
        let mixed = entries.iter().filter(|entry| entry.origin == Some(Origin::Mixed));
        let categories: Vec<Category> = mixed.map(|entry| entry.category).collect();
        if !categories.is_empty() {
            notices.push(Notice::ActivityAndStated { categories });
        }
        let biogenic = Substance::Gas(Gas::CO2_BIOGENIC);
        for entry in entries.iter().filter(|entry| entry.gases.iter().count() == 1 && entry.gases.of(biogenic).is_some()) {
            notices.push(Notice::BiogenicAlone { category: entry.category });
        }
        if rows.rejected > 0 {
            notices.push(Notice::RowsRefused { rows: rows.rejected });
        }
        notices.extend(rows.outside.iter().map(|(year, rows)| Notice::RowsOutside { rows: *rows, year: *year }));
        let is_final = sound && missing_required.is_empty() && rows.rejected == 0 && !lines.is_empty();
        Ok(Self { entries, missing_required, is_final })
    }
}

impl Statement {
    /// The same year with everything computed again that follows from its lines, its keys and its counts of rows. Of a statement that
    /// closed books gave it is an equal one.
    pub(crate) fn recomputed(mut self) -> Result<Self> {
        let stated: BTreeSet<String> = self.notices.iter().map(Notice::to_string).collect();
        let is_stated = |notice: &Notice| stated.contains(&notice.to_string());
        let (mut cells, mut with_target) = (KeyCells::new(), KeyCells::new());
        let mut sound = true;
        for entry in &self.entries {
            let category = entry.category;
            let mut add = |place: &str, key: NotationKey, included_in: Option<Category>, reason: &str, whole: bool| {
                let clean = !is_stated(&Notice::UncleanKey { category, key });
                let keyed = NotationEntry { clean, ..NotationEntry::new(key, included_in, reason) };
                let to_target = |inside: Category| is_stated(&Notice::EmptyTarget { category, inside });
                let to_none =
                    key == NotationKey::IE && (is_stated(&Notice::NoTarget { category }) || Category::all().any(to_target));
                sound &= clean && !to_none;
                // The target of a part is not written.
                if whole || key != NotationKey::IE {
                    with_target.entry(category).or_default().push((place.to_owned(), keyed.clone()));
                }
                cells.entry(category).or_default().push((place.to_owned(), keyed));
            };
            if let Some(key) = entry.key {
                add("", key, entry.included_in, &entry.reason, true);
            }
            for part in &entry.partial {
                add(&part.place, part.key, None, &part.reason, false);
            }
        }
        let lines = keys::by_reference(&self.lines);
        let outcome = YearOutcome::of(&self.settings, &lines, (&cells, &with_target), &self.rows, &mut self.notices)?;
        Notice::in_order(&mut self.notices);
        let electricity = market::electricity(&self.lines)?;
        self.market.retain_mut(|cell| match electricity.get(&cell.category) {
            Some((energy, location)) => {
                (cell.energy, cell.location) = (*energy, *location);
                true
            }
            None => false,
        });
        self.market.sort_by_key(|cell| cell.category);
        self.cross_checks.sort();
        (self.entries, self.missing_required) = (outcome.entries, outcome.missing_required);
        self.is_final = outcome.is_final && sound;
        Ok(self)
    }
}
