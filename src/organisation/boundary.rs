//! The boundary of an organisation: how it is drawn, and which lines are booked in which category, with which share.
//!
//! Source: GHG Protocol Corporate Standard (2004), ch. 3 (organisational boundaries: equity share, financial and operational control)
//! and ch. 4 (operational boundaries).

use super::booking;
use crate::assess::Line;
use crate::error::{Error, Message, Result};
use crate::quantity::Fraction;
use crate::records::Placed;
use crate::taxonomy::{FootprintCategory, Scope};
use core::fmt;
use core::str::FromStr;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// How the boundary of an organisation is drawn (Corporate Standard, ch. 3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Consolidation {
    /// Everything whose operation it directs, as a whole.
    #[default]
    OperationalControl,
    /// Everything whose financial policy it directs, as a whole.
    FinancialControl,
    /// Its share of the equity of each operation.
    EquityShare,
}

impl Consolidation {
    /// Every approach.
    pub const ALL: [Self; 3] = [Self::OperationalControl, Self::FinancialControl, Self::EquityShare];

    /// Its name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::OperationalControl => "operational control",
            Self::FinancialControl => "financial control",
            Self::EquityShare => "equity share",
        }
    }
}

impl fmt::Display for Consolidation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Consolidation {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Self::ALL.into_iter().find(|approach| approach.name() == text).ok_or_else(|| {
            let known = Self::ALL.iter().map(|approach| approach.name().into()).collect();
            Message::NotOneOf { value: text.into(), nearest: None, known }.into()
        })
    }
}

as_text!(Consolidation);

/// A rule of the boundary: lines of a department and of an activity are booked in another category, or counted in part.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct BoundaryRule {
    /// The department; empty for every one.
    #[serde(default)]
    pub department: String,
    /// An activity code, or the beginning of several that ends with a point (`road.`); empty for every one.
    #[serde(default)]
    pub activity: String,
    /// The category; none for the one that the activity has by itself.
    #[serde(default)]
    pub category: Option<FootprintCategory>,
    /// The share of equity; none for all.
    #[serde(default)]
    pub share: Option<Fraction>,
    /// Why.
    #[serde(default)]
    pub reason: String,
}

impl BoundaryRule {
    /// A rule for an activity of every department.
    pub fn new(activity: &str, category: FootprintCategory, reason: &str) -> Self {
        Self { activity: activity.to_owned(), category: Some(category), reason: reason.to_owned(), ..Self::default() }
    }

    fn meets(&self, line: &Line) -> bool {
        let of_department = self.department.is_empty() || *self.department == *line.id.place;
        let of_activity = match self.activity.strip_suffix('.') {
            Some(_) => line.id.activity.starts_with(&self.activity),
            None => self.activity.is_empty() || *self.activity == *line.id.activity,
        };
        of_department && of_activity
    }

    /// How much it says: an exact code before the beginning of one, longer before shorter, with a department before without.
    fn weight(&self) -> (bool, usize, bool) {
        let exact = !self.activity.is_empty() && !self.activity.ends_with('.');
        (exact, self.activity.len(), !self.department.is_empty())
    }
}

with_members! {
    BoundaryRule {
        /// The same, of one department.
        with_department(department: String),
        /// The same, with a share of equity.
        with_share(share: Option<Fraction>),
    }
}

/// Where a line is booked.
pub(super) struct BookedLine<'a> {
    pub(super) category: FootprintCategory,
    pub(super) share: Fraction,
    /// The rule that decided.
    pub(super) rule: Option<&'a BoundaryRule>,
}

/// The rules of an organisation, checked.
#[derive(Clone, Debug)]
pub(super) struct Boundary {
    rules: Vec<BoundaryRule>,
}

impl Boundary {
    /// Refuses two rules for the same lines, a share outside an equity boundary, and a rule that says nothing.
    pub(super) fn new(
        rules: &[Placed<BoundaryRule>],
        approach: Consolidation,
        departments: &BTreeSet<&str>,
    ) -> Result<Self, Vec<Error>> {
        let (mut seen, mut wrong) = (BTreeSet::new(), Vec::new());
        for Placed { value: rule, at } in rules {
            let mut refuse = |column: &'static str, message: Message| {
                let error = Error::from(message);
                wrong.push(at.as_ref().map_or(error.clone(), |at| error.at_cell(at.clone().with_column(column))));
            };
            if rule.category.is_none() && rule.share.is_none() {
                refuse("category", Message::RuleWithoutEffect);
            }
            if rule.reason.trim().is_empty() {
                refuse("reason", Message::EmptyCell);
            }
            if let Some(share) = rule.share.filter(|_| approach != Consolidation::EquityShare) {
                refuse("share", Message::ShareUnderControl { value: (&share).into(), approach: approach.name().into() });
            }
            if !rule.department.is_empty() && !departments.is_empty() && !departments.contains(rule.department.as_str()) {
                let nearest = crate::error::did_you_mean(&rule.department, departments.iter().copied()).map(Into::into);
                refuse("place", Message::UnknownDepartment { value: rule.department.as_str().into(), nearest });
            }
            if !seen.insert((&rule.department, &rule.activity)) {
                refuse("activity", Message::Duplicate { value: rule.activity.as_str().into() });
            }
        }
        if wrong.is_empty() { Ok(Self { rules: rules.iter().map(|rule| rule.value.clone()).collect() }) } else { Err(wrong) }
    }

    /// Where a line is booked: by the rule that says most of it, or by what the activity is.
    pub(super) fn of(&self, line: &Line) -> Result<BookedLine<'_>> {
        let rule = self.rules.iter().filter(|rule| rule.meets(line)).max_by_key(|rule| rule.weight());
        // The losses of a grid are never the user's own, nor part of the energy that it bought.
        let moves = |category: &FootprintCategory| !line.is_losses() || category.scope() == Scope::Three;
        let category = match rule.and_then(|rule| rule.category).filter(moves) {
            Some(category) => category,
            None => booking::of_line(line)?
                .ok_or_else(|| Error::from(Message::NoFootprintCategory { value: (&*line.id.activity).into() }))?,
        };
        Ok(BookedLine { category, share: rule.and_then(|rule| rule.share).unwrap_or(Fraction::ONE), rule })
    }

    /// Where a stated figure is booked: its row says the category, and a rule of its department the share.
    pub(super) fn of_stated(&self, line: &Line, category: FootprintCategory) -> BookedLine<'_> {
        let rules = self.rules.iter().filter(|rule| rule.share.is_some() && rule.meets(line));
        let rule = rules.max_by_key(|rule| rule.weight());
        BookedLine { category, share: rule.and_then(|rule| rule.share).unwrap_or(Fraction::ONE), rule }
    }

    /// Rules that decide about none of the lines.
    pub(super) fn unused<'a>(&'a self, lines: impl Iterator<Item = &'a Line>) -> Vec<&'a BoundaryRule> {
        let decides = |line: &'a Line| self.rules.iter().filter(|rule| rule.meets(line)).max_by_key(|rule| rule.weight());
        let used: BTreeSet<*const BoundaryRule> = lines.filter_map(decides).map(std::ptr::from_ref).collect();
        self.rules.iter().filter(|rule| !used.contains(&std::ptr::from_ref(*rule))).collect()
    }
}
