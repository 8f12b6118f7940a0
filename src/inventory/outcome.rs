//! What follows from the closed lines of a year and its keys: when the books are closed, and when a written result is computed again.

use super::entry::Entry;
use super::inventory::RowCounts;
use super::keys::{self, KeyCells, LinesByReference};
use super::settings::Settings;
use crate::assess::Origin;
use crate::error::Result;
use crate::gas::{Gas, Substance};
use crate::notice::Notice;
use crate::taxonomy::{Category, NotationKey};

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
