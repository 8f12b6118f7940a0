//! A statement computed again from what it is made of.

use super::inventory::NotationEntry;
use super::keys::{self, KeyCells};
use super::outcome::{YearContent, YearOutcome};
use super::statement::Statement;
use super::status::RaisedCheck;
use crate::check::{CheckId, CheckTarget, Finding};
use crate::error::Result;
use crate::notice::Notice;
use crate::taxonomy::{Category, NotationKey};
use std::collections::BTreeMap;

impl Statement {
    /// The same year with everything computed again that follows from its lines, its keys and its counts of rows. Of a statement that
    /// closed books gave it is an equal one.
    pub(crate) fn recomputed(mut self) -> Result<Self> {
        let stated: BTreeMap<(CheckId, String), Option<String>> = std::mem::take(&mut self.checks)
            .into_iter()
            .map(|check| ((check.id, check.finding.to_string()), check.accepted))
            .collect();
        let is_stated = |category: Category, finding: &Finding| {
            let text = finding.to_string();
            stated.keys().any(|(id, stated)| id.target == CheckTarget::Reference(category) && *stated == text)
        };
        let (mut cells, mut with_target) = (KeyCells::new(), KeyCells::new());
        for entry in &self.entries {
            let category = entry.category;
            let mut add = |place: &str, key: NotationKey, included_in: Option<Category>, reason: &str, whole: bool| {
                let clean = !is_stated(category, &Finding::UncleanKey { key });
                let keyed = NotationEntry { clean, ..NotationEntry::new(key, included_in, reason) };
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
        let mut checks = Vec::new();
        let found = (&mut self.notices, &mut checks);
        let (contracts, cross_checks) = (&self.contracts, &self.cross_checks);
        let content = YearContent { year: self.year, lines: &lines, contracts, cross_checks, rows: &self.rows };
        let outcome = YearOutcome::of(&self.settings, &content, (&cells, &with_target), found)?;
        Notice::in_order(&mut self.notices);
        // Those that do not follow from lines and keys are as stated; of the others too, whether they are accepted.
        for check in &mut checks {
            let accepted = stated.get(&(check.id.clone(), check.finding.to_string())).cloned().flatten();
            check.accepted = accepted.filter(|_| check.id.kind.is_acceptable());
        }
        checks.extend(stated.into_iter().map(|((id, text), accepted)| RaisedCheck::new(id, Finding::Own { text }, accepted)));
        RaisedCheck::in_order(&mut checks);
        self.cross_checks.sort();
        (self.entries, self.required, self.market, self.checks) = (outcome.entries, outcome.required, outcome.market, checks);
        Ok(self)
    }
}
