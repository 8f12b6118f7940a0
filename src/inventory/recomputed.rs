//! A statement computed again from what it is made of.

use super::inventory::NotationEntry;
use super::keys::{self, KeyCells};
use super::market;
use super::outcome::YearOutcome;
use super::statement::Statement;
use crate::error::Result;
use crate::notice::Notice;
use crate::taxonomy::{Category, NotationKey};
use std::collections::BTreeSet;

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
