//! How complete a year is: its required cells counted, its checks, and the status that follows.

use super::entry::Entry;
use super::settings::Level;
use crate::check::{Acceptance, Check, CheckId, Finding};
use crate::error::{Message, Result, Text};
use crate::taxonomy::{Category, NotationKey, Year};
use core::fmt;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// How complete the inventory of a year is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Status {
    /// A required cell has neither a figure nor a key, an NE or C is without reason, a check is open, a row was refused, or there are no
    /// data.
    #[serde(rename = "draft")]
    Draft,
    /// None of these, but some required cell is NE or C, as a whole or in part.
    #[serde(rename = "complete with exclusions")]
    CompleteWithExclusions,
    /// None of these.
    #[serde(rename = "complete")]
    Complete,
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Draft => "draft",
            Self::CompleteWithExclusions => "complete with exclusions",
            Self::Complete => "complete",
        })
    }
}

/// The cells that the level requires, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RequiredCells {
    /// All of them.
    pub cells: usize,
    /// Those with a figure.
    pub valued: usize,
    /// Those that do not occur.
    #[serde(rename = "NO")]
    pub not_occurring: usize,
    /// Those included elsewhere.
    #[serde(rename = "IE")]
    pub included_elsewhere: usize,
    /// Those not estimated.
    #[serde(rename = "NE")]
    pub not_estimated: usize,
    /// Those that are confidential.
    #[serde(rename = "C")]
    pub confidential: usize,
    /// Of those with a figure, the ones where a place or part is not estimated or confidential.
    pub partial: usize,
    /// Those with neither a figure nor a key.
    pub missing: Vec<Category>,
}

impl RequiredCells {
    pub(super) fn of(level: Level, entries: &[Entry]) -> Self {
        let mut count = Self::default();
        let held: BTreeMap<Category, &Entry> = entries.iter().map(|entry| (entry.category, entry)).collect();
        let add = |number: &mut usize| *number = number.saturating_add(1);
        for category in Category::all().filter(|category| level.requires(*category)) {
            add(&mut count.cells);
            let Some(entry) = held.get(&category) else {
                count.missing.push(category);
                continue;
            };
            match entry.key {
                None => {
                    add(&mut count.valued);
                    if entry.has_exclusion() {
                        add(&mut count.partial);
                    }
                }
                Some(NotationKey::NO) => add(&mut count.not_occurring),
                Some(NotationKey::IE) => add(&mut count.included_elsewhere),
                Some(NotationKey::NE) => add(&mut count.not_estimated),
                Some(NotationKey::C) => add(&mut count.confidential),
            }
        }
        count
    }

    /// Those with a figure or a key.
    pub fn filled(&self) -> usize {
        self.cells.saturating_sub(self.missing.len())
    }

    /// Whether the totals hold every required cell that occurs.
    pub fn is_whole(&self) -> bool {
        self.missing.is_empty() && !self.has_exclusions()
    }

    /// Whether something is left out of the totals: a cell that is NE or C, as a whole or in part.
    pub fn has_exclusions(&self) -> bool {
        self.not_estimated > 0 || self.confidential > 0 || self.partial > 0
    }
}

/// A check of a year: open, or accepted with a reason.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RaisedCheck {
    /// What an acceptance names it by.
    pub id: CheckId,
    /// What was found.
    pub finding: Finding,
    /// Why it is accepted; none where it is open.
    pub accepted: Option<String>,
}

impl RaisedCheck {
    pub(crate) fn new(id: CheckId, finding: Finding, accepted: Option<String>) -> Self {
        Self { id, finding, accepted }
    }

    /// Whether it is neither corrected nor accepted.
    pub fn is_open(&self) -> bool {
        self.accepted.is_none()
    }

    /// In the order of their ids and English words, each once.
    pub(crate) fn in_order(checks: &mut Vec<Self>) {
        checks.sort_by(|one, other| one.id.cmp(&other.id));
        // Most ids have one check, whose words need not be compared.
        for same in checks.chunk_by_mut(|one, other| one.id == other.id).filter(|same| same.len() > 1) {
            same.sort_by_cached_key(|check| (check.finding.to_string(), check.accepted.is_none()));
        }
        checks.dedup_by(|other, one| one.id == other.id && one.finding.to_string() == other.finding.to_string());
    }
}

impl From<Check> for RaisedCheck {
    fn from(check: Check) -> Self {
        Self::new(check.id(), check.finding, None)
    }
}

/// Accepts checks of the years; an acceptance that meets none is a check of every year that it may be about. A check of no year in
/// particular, as of a file, is in every year and accepted once.
pub(crate) fn accept(
    years: &mut [(Year, Vec<RaisedCheck>)],
    accepted: &BTreeMap<Acceptance, String>,
    is_of_no_year: impl Fn(&RaisedCheck) -> bool,
) -> Result<()> {
    let known: BTreeSet<Year> = years.iter().map(|(year, _)| *year).collect();
    for (acceptance, reason) in accepted {
        // As a file would be refused for it: a program makes acceptances without text.
        if !acceptance.id.kind.is_acceptable() {
            return Err(Message::NotAcceptable { value: acceptance.into() }.into());
        }
        if reason.trim().is_empty() {
            return Err(Message::AcceptedWithoutReason { value: acceptance.into() }.into());
        }
        let (mut met, mut met_of_no_year) = (BTreeSet::new(), false);
        for (year, checks) in years.iter_mut() {
            for check in checks.iter_mut().filter(|check| acceptance.meets(&check.id, *year)) {
                check.accepted = Some(reason.clone());
                if is_of_no_year(check) {
                    met_of_no_year = true;
                } else {
                    met.insert(*year);
                }
            }
        }
        if acceptance.year.is_none() && met.len() > 1 {
            let years: Vec<Text> = met.iter().map(Into::into).collect();
            return Err(Message::AcceptedYears { value: acceptance.into(), years }.into());
        }
        if met.is_empty() && !met_of_no_year && acceptance.year.is_none_or(|year| known.contains(&year)) {
            let name = acceptance.to_string();
            for (_, checks) in years.iter_mut().filter(|(year, _)| acceptance.year.is_none_or(|of| of == *year)) {
                checks.push(Check::of_name(&name, Finding::Unmet { acceptance: name.clone() }).into());
            }
        }
    }
    Ok(())
}
