//! Values told apart by one label, looked up by it.

use super::Inputs;
use crate::error::{Kind, Problem, Result, did_you_mean};
use crate::quantity::{Exact, Mass, Quantity, Ratio, Share};
use std::collections::BTreeMap;

/// The values of an input by a label: kind, component, pathway, industry.
pub(super) struct Labelled {
    name: &'static str,
    label: &'static str,
    values: BTreeMap<String, Ratio>,
}

impl Labelled {
    /// Values that were worked out.
    pub(super) fn of(name: &'static str, label: &'static str, values: BTreeMap<String, Ratio>) -> Self {
        Self { name, label, values }
    }

    /// Ratios, in base units for each base unit.
    pub(super) fn ratios(inputs: &Inputs, name: &'static str, label: &'static str) -> Result<Self> {
        let rows = inputs.ratios(name)?;
        Ok(Self { name, label, values: rows.iter().map(|row| (row.label(label).to_owned(), row.value)).collect() })
    }

    /// Ratios of 0 to 1.
    pub(super) fn shares(inputs: &Inputs, name: &'static str, label: &'static str) -> Result<Self> {
        inputs.shares(name)?;
        Self::ratios(inputs, name, label)
    }

    /// Amounts, in base units.
    pub(super) fn amounts<Q: Quantity>(inputs: &Inputs, name: &'static str, label: &'static str) -> Result<Self> {
        let rows = inputs.table::<Q>(name)?;
        Ok(Self { name, label, values: rows.iter().map(|row| (row.label(label).to_owned(), row.value.base().into())).collect() })
    }

    /// The value of one.
    pub(super) fn get(&self, which: &str) -> Option<Ratio> {
        self.values.get(which).copied()
    }

    /// The value of one, which must be given.
    pub(super) fn need(&self, which: &str) -> Result<Ratio> {
        self.get(which).ok_or_else(|| {
            let mend = format!("give {} with {} = \"{which}\"", self.name, self.label);
            Problem::new(Kind::Empty, which, format!("{}: not given for this {}", self.name, self.label), mend).into()
        })
    }

    /// A mass of one, nothing where none is given.
    pub(super) fn mass(&self, which: &str) -> Share<Mass> {
        Share::from_ratio(self.get(which).unwrap_or(Ratio::from(Exact::ZERO)))
    }

    /// The labels, in order.
    pub(super) fn labels(&self) -> impl Iterator<Item = &str> {
        self.values.keys().map(String::as_str)
    }

    /// Each label with its value.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, Ratio)> {
        self.values.iter().map(|(label, value)| (label.as_str(), *value))
    }

    /// Refuses a label that the first table does not have: a value that would never be used.
    pub(super) fn known(self, first: &Self) -> Result<Self> {
        let Some(label) = self.labels().find(|label| first.get(label).is_none()) else {
            return Ok(self);
        };
        let mend = did_you_mean(label, first.labels())
            .map_or_else(|| format!("give {} for it too, or leave it out", first.name), |near| format!("did you mean \"{near}\"?"));
        Err(Problem::new(Kind::Setting, label, format!("{}: no {} of {}", self.name, self.label, first.name), mend).into())
    }

    /// The sum of all, which must be one at most.
    pub(super) fn whole(&self) -> Result<Ratio> {
        let sum = self.values.values().try_fold(Ratio::from(Exact::ZERO), |sum, share| sum.plus(*share))?;
        up_to_one(self.name, "", sum)
    }
}

/// Shares that are together one at most.
pub(super) fn up_to_one(name: &str, of: &str, sum: Ratio) -> Result<Ratio> {
    if sum.numerator() > sum.denominator() {
        let (said, of) = (sum.close()?.value().to_string(), if of.is_empty() { String::new() } else { format!(" of {of}") });
        return Err(
            Problem::new(Kind::Number, &said, format!("{name}: shares{of} that are more than one together"), "check them").into()
        );
    }
    Ok(sum)
}

/// One of two that say the same, and not both.
pub(super) fn not_both(which: &str, one: (&str, bool), other: (&str, bool)) -> Result<()> {
    if one.1 && other.1 {
        let reason = format!("{} and {} both", one.0, other.0);
        return Err(Problem::new(Kind::Conflict, which, reason, "give the one or the other").into());
    }
    Ok(())
}
