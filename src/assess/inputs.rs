//! The sums that a line is made of, by where they are from.

use super::name::Name;
use super::term::Terms;
use crate::error::Result;
use crate::ledger::ListedRows;
use crate::quantity::{EnergyBasis, Exact, Ratio, Unit};
use crate::taxonomy::Coverage;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Where the sum of a line comes from: one leaf of a ledger, or one row of direct emissions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct LineInput {
    /// Rows added up.
    pub rows: u64,
    /// Of these, how many other sums have a part of too.
    #[serde(default)]
    pub shared: u64,
    /// Of a stock known by months or days: which of them the sum is of. Its mean is taken when the inventory is closed, over all that
    /// are known of the activity in the year; from then on it is a term of `conversion`.
    #[serde(default)]
    pub coverage: Coverage,
    /// Their exact sum, in `unit`.
    pub sum: Exact,
    /// The unit as written.
    pub unit: Unit,
    /// What turns that unit into the one the factor is given for: a density, a calorific value; nothing where they agree.
    pub conversion: Terms,
    /// The rows, where they are listed: all of them or none.
    #[serde(default, skip_serializing_if = "ListedRows::is_empty")]
    pub listed: ListedRows,
}

impl LineInput {
    /// A sum of rows for a year.
    pub(crate) fn new(rows: u64, sum: Exact, unit: Unit, conversion: Terms) -> Self {
        Self { rows, shared: 0, coverage: Coverage::default(), sum, unit, conversion, listed: ListedRows::default() }
    }

    /// The sum in base units of what the factor is given for, numerator and denominator separately.
    pub fn amount(&self) -> Result<Ratio> {
        self.conversion.product()?.checked_mul(self.sum.checked_mul(self.unit.multiplier())?)
    }

    /// Adds the rows of another part of the same input. The rows are listed where those of both are, and not too many.
    pub(super) fn join(&mut self, other: &Self) -> Result<()> {
        self.sum = self.sum.checked_add(other.sum)?;
        self.rows = self.rows.saturating_add(other.rows);
        self.shared = self.shared.saturating_add(other.shared);
        self.coverage = self.coverage.with(other.coverage);
        self.listed = self.listed.joined(&other.listed, self.rows);
        Ok(())
    }
}

/// What tells one input of a line from another: file, its hash, unit as written, basis of energy, place in the file for a single row.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct InputKey {
    /// The file, or the name a program gave.
    pub file: Name,
    /// Its SHA-256, if it was taken.
    pub sha256: Option<Name>,
    /// The unit, as the table of units spells it.
    pub unit: Name,
    /// Net or gross energy, as the rows state it; none where they state none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<EnergyBasis>,
    /// The line of a single row.
    pub line: Option<u64>,
    /// The row's own source, for direct emissions.
    pub source: Option<Name>,
    /// Of a stock: what its mean is taken over; none for what is added up.
    #[serde(default)]
    pub mean: Option<MeanOver>,
}

/// What the mean of a stock is taken over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum MeanOver {
    /// The months of the year.
    Months,
    /// The days of a month, 1 to 12, then the months of the year.
    DaysOf(u8),
}

impl MeanOver {
    /// What the mean of a sum is taken over; none where it is added up.
    pub(crate) fn of(coverage: Coverage) -> Option<Self> {
        match coverage {
            Coverage::MeanOfMonths(_) => Some(Self::Months),
            Coverage::MeanOfDays { month, .. } => Some(Self::DaysOf(month)),
            _ => None,
        }
    }
}

/// The inputs of a line by their keys. Nearly every line has one, which needs no tree; lines of one activity share it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineInputs(Arc<HeldInputs>);

/// The input with the least key, and the others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct HeldInputs {
    first: Option<(InputKey, LineInput)>,
    others: BTreeMap<InputKey, LineInput>,
}

impl HeldInputs {
    fn get_mut(&mut self, key: &InputKey) -> Option<&mut LineInput> {
        match &mut self.first {
            Some((first, input)) if first == key => Some(input),
            _ => self.others.get_mut(key),
        }
    }
}

impl LineInputs {
    /// One input.
    pub(crate) fn one(key: InputKey, input: LineInput) -> Self {
        Self(Arc::new(HeldInputs { first: Some((key, input)), others: BTreeMap::new() }))
    }

    /// Where they are in memory: inputs at one place are the same inputs.
    pub(crate) fn place(&self) -> usize {
        Arc::as_ptr(&self.0).addr()
    }

    /// Each with its key, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&InputKey, &LineInput)> {
        self.0.first.as_ref().map(|(key, input)| (key, input)).into_iter().chain(&self.0.others)
    }

    /// The keys, in order.
    pub fn keys(&self) -> impl Iterator<Item = &InputKey> {
        self.iter().map(|(key, _)| key)
    }

    /// The inputs, by the order of their keys.
    pub fn values(&self) -> impl Iterator<Item = &LineInput> {
        self.iter().map(|(_, input)| input)
    }

    /// The input of a key, to be changed.
    pub(crate) fn get_mut(&mut self, key: &InputKey) -> Option<&mut LineInput> {
        Arc::make_mut(&mut self.0).get_mut(key)
    }

    /// Puts an input under its key.
    pub(crate) fn insert(&mut self, key: InputKey, input: LineInput) {
        let held = Arc::make_mut(&mut self.0);
        if let Some(same) = held.get_mut(&key) {
            *same = input;
            return;
        }
        match held.first.take() {
            Some((first, other)) if key > first => {
                held.first = Some((first, other));
                held.others.insert(key, input);
            }
            greater => {
                held.others.extend(greater);
                held.first = Some((key, input));
            }
        }
    }
}

impl FromIterator<(InputKey, LineInput)> for LineInputs {
    fn from_iter<I: IntoIterator<Item = (InputKey, LineInput)>>(inputs: I) -> Self {
        let mut all = Self::default();
        inputs.into_iter().for_each(|(key, input)| all.insert(key, input));
        all
    }
}

/// A map with a struct for its key, as JSON can hold it: a list of pairs.
impl Serialize for LineInputs {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl<'de> Deserialize<'de> for LineInputs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let listed = Vec::<(InputKey, LineInput)>::deserialize(deserializer)?;
        let count = listed.len();
        let inputs: Self = listed.into_iter().collect();
        if inputs.keys().count() != count {
            return Err(serde::de::Error::custom("one input is listed twice"));
        }
        Ok(inputs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::Exact;

    fn input(file: &str, rows: u64) -> (InputKey, LineInput) {
        let key =
            InputKey { file: file.into(), sha256: None, unit: "kWh".into(), basis: None, line: None, source: None, mean: None };
        (key, LineInput::new(rows, Exact::ONE, "kWh".parse().unwrap(), Terms::default()))
    }

    #[test]
    fn inputs_are_the_same_in_whatever_order_they_came() {
        let orders = [["a", "b", "c"], ["c", "b", "a"], ["b", "c", "a"], ["b", "a", "c"]];
        let inputs: Vec<LineInputs> = orders.iter().map(|order| order.iter().map(|file| input(file, 1)).collect()).collect();
        for each in &inputs {
            assert_eq!(each, &inputs[0]);
            assert_eq!(each.keys().map(|key| &*key.file).collect::<String>(), "abc");
            let back: LineInputs = serde_json::from_str(&serde_json::to_string(each).unwrap()).unwrap();
            assert_eq!(&back, each);
        }
    }

    #[test]
    fn an_input_put_twice_stands_once_and_a_copy_keeps_the_former() {
        let mut inputs: LineInputs = [input("a", 1), input("b", 1)].into_iter().collect();
        let copy = inputs.clone();
        for file in ["b", "a"] {
            let (key, changed) = input(file, 7);
            inputs.insert(key, changed);
        }
        assert_eq!(inputs.values().map(|input| input.rows).collect::<Vec<_>>(), [7, 7]);
        assert_eq!(copy.values().map(|input| input.rows).collect::<Vec<_>>(), [1, 1]);
    }
}
