//! Inputs that belong together: one of several, and tables that share a label.

use super::{Inputs, Row};
use crate::error::{Kind, Problem, Result};
use crate::quantity::{Quantity, Ratio};
use std::collections::BTreeMap;

/// The one of several inputs that was given, if one was; an error where two were.
pub(super) fn one_of<'a>(inputs: &Inputs, names: &[&'a str]) -> Result<Option<&'a str>> {
    let given: Vec<&str> = names.iter().copied().filter(|name| inputs.has(name)).collect();
    match given.as_slice() {
        [] => Ok(None),
        [one] => Ok(Some(*one)),
        [first, second, ..] => {
            let reason = format!("given beside {first}");
            Err(Problem::new(Kind::Conflict, second, reason, format!("give one of {}", names.join(", "))).into())
        }
    }
}

/// The error where none of several inputs was given.
pub(super) fn none_of(names: &[&str]) -> Problem {
    Problem::bare(Kind::Empty, "not enough is given", format!("give one of {}", names.join(", ")))
}

/// What is counted, by the label that tells it apart, and tables of ratios under the same label.
pub(super) struct Labelled<'a, Q> {
    inputs: &'a Inputs,
    label: &'static str,
    amounts: Vec<Row<Q>>,
    tables: BTreeMap<&'static str, BTreeMap<String, Ratio>>,
}

impl<'a, Q: Quantity> Labelled<'a, Q> {
    /// The amounts of a table.
    pub(super) fn of(inputs: &'a Inputs, amount: &str, label: &'static str) -> Result<Self> {
        Ok(Self { inputs, label, amounts: inputs.table(amount)?, tables: BTreeMap::new() })
    }

    /// With a table of ratios; an error where it names what has no amount.
    pub(super) fn with(self, name: &'static str) -> Result<Self> {
        let rows = self.inputs.ratios(name)?;
        self.held(name, rows)
    }

    /// With a table of ratios of 0 to 1.
    pub(super) fn with_shares(self, name: &'static str) -> Result<Self> {
        let rows = self.inputs.shares(name)?;
        self.held(name, rows)
    }

    fn held(mut self, name: &'static str, rows: Vec<Row<Ratio>>) -> Result<Self> {
        let mut table = BTreeMap::new();
        for row in rows {
            let label = row.label(self.label);
            if !self.amounts.iter().any(|amount| amount.label(self.label) == label) {
                let reason = format!("{name}: no amount of this {}", self.label);
                return Err(Problem::new(Kind::Conflict, label, reason, "spell it as where the amount stands").into());
            }
            table.insert(label.to_owned(), row.value);
        }
        self.tables.insert(name, table);
        Ok(self)
    }

    /// Each amount with its label.
    pub(super) fn amounts(&self) -> impl Iterator<Item = (&str, Q)> {
        self.amounts.iter().map(|row| (row.label(self.label), row.value))
    }

    /// A ratio of a label, if it was given.
    pub(super) fn maybe(&self, name: &str, label: &str) -> Option<Ratio> {
        self.tables.get(name)?.get(label).copied()
    }

    /// A ratio of a label.
    pub(super) fn ratio(&self, name: &str, label: &str) -> Result<Ratio> {
        self.maybe(name, label).ok_or_else(|| {
            let reason = format!("not given for {} {label}", self.label);
            Problem::new(Kind::Empty, name, reason, "give value and unit").into()
        })
    }
}
