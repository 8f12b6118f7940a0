//! Inputs of a method by name, checked against its list, and read by the method in its own number.

use super::value::{InputValue, value};
use super::{Input, MethodSpec};
use crate::error::{Message, Result, Subject, did_you_mean};
use crate::factors::{Basis, Losses, Registry};
use crate::gas::GwpSet;
use crate::quantity::{Amount, Coefficient, Fraction, Quantity, Ratio, Scalar};
use crate::taxonomy::Year;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// A value of a table with its labels.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct InputRow<T> {
    /// The year, if the table has years.
    pub year: Option<Year>,
    /// The other labels.
    pub labels: BTreeMap<String, String>,
    /// The value.
    pub value: T,
}

impl<T> InputRow<T> {
    /// A label; empty where the table does not have it.
    pub fn label(&self, name: &str) -> &str {
        self.labels.get(name).map_or("", String::as_str)
    }

    /// The year of a table by years.
    pub fn year(&self) -> Result<Year> {
        self.year.ok_or_else(|| Message::ValueWithoutYear.into())
    }
}

/// The inputs of one method, checked. Read back through serde they have the form of a trace; [`MethodSpec::read`] checks them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inputs<N = Ratio> {
    pub(super) values: BTreeMap<String, Vec<InputValue<N>>>,
}

impl Inputs {
    pub(super) fn read(given: &Value, sheet: &MethodSpec, registry: &Registry) -> Result<Self> {
        let Value::Object(given) = given else {
            return Err(Message::NotInputs.into());
        };
        let mut cells = BTreeMap::new();
        for (name, given) in given {
            let Some(input) = sheet.input(name) else {
                let nearest = did_you_mean(name, sheet.inputs.iter().map(|input| input.name)).map(Into::into);
                let names = sheet.inputs.iter().map(|input| input.name.into()).collect();
                return Err(Message::UnknownInput { value: name.into(), method: sheet.name.into(), nearest, names }.into());
            };
            let rows = match given {
                Value::Array(rows) => rows.as_slice(),
                one => std::slice::from_ref(one),
            };
            let read: Vec<InputValue> = rows.iter().map(|row| value(input, row, registry)).collect::<Result<_>>()?;
            if let ([_, _, ..], []) = (read.as_slice(), input.by) {
                return Err(Message::SeveralValues { value: name.into() }.into());
            }
            let mut seen = BTreeSet::new();
            for cell in &read {
                if !seen.insert((cell.year, &cell.labels)) {
                    let labels = Some(cell.shown_labels()).filter(|labels| !labels.is_empty()).map(Into::into);
                    return Err(Message::GivenTwice { value: name.into(), labels }.into());
                }
            }
            if !read.is_empty() {
                cells.insert(name.clone(), read);
            }
        }
        Ok(Self { values: cells })
    }

    /// Whether one value of an input can be read.
    pub(super) fn check(input: &Input, given: &Value, registry: &Registry) -> Result<()> {
        value(input, given, registry).map(|_| ())
    }
}

impl Serialize for Inputs {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.values.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Inputs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self { values: BTreeMap::deserialize(deserializer)? })
    }
}

impl<N: Scalar> Inputs<N> {
    /// Whether an input was given.
    pub fn has(&self, name: &str) -> bool {
        self.values.contains_key(name)
    }

    /// Every value as it was given, by name.
    pub fn values(&self) -> impl Iterator<Item = (&str, &[InputValue<N>])> {
        self.values.iter().map(|(name, values)| (name.as_str(), values.as_slice()))
    }

    /// The rows of an input on a basis, each with what a label says of it.
    pub(super) fn rows_on<'a>(&'a self, name: &str, basis: Basis, label: &str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let on_basis = self.of(name).iter().filter(move |value| value.basis == Some(basis));
        on_basis.filter_map(move |value| Some((value.row.as_deref()?, value.labels.get(label)?.as_str())))
    }

    /// The first row of an input that holds the losses of the network.
    pub(super) fn row_with_losses(&self, name: &str) -> Option<&str> {
        self.of(name).iter().find(|value| value.losses == Some(Losses::Inside)).and_then(|value| value.row.as_deref())
    }

    /// The GWP sets that rows of CO2e among the inputs were stated in, each with the first of its rows.
    pub(crate) fn stated_sets(&self) -> BTreeMap<GwpSet, &str> {
        let rows = self.values.values().flatten().filter_map(|value| Some((value.stated?, value.row.as_deref()?)));
        let mut sets = BTreeMap::new();
        rows.for_each(|(set, row)| _ = sets.entry(set).or_insert(row));
        sets
    }

    /// The inputs as they are written, rows by their values: what [`MethodSpec::read`] takes, and gives these again.
    pub fn written(&self) -> Value {
        let of = |values: &[InputValue<N>]| match values {
            [only] if only.year.is_none() && only.labels.is_empty() => only.written(),
            values => Value::Array(values.iter().map(InputValue::written).collect()),
        };
        Value::Object(self.values.iter().map(|(name, values)| (name.clone(), of(values))).collect())
    }

    fn of(&self, name: &str) -> &[InputValue<N>] {
        self.values.get(name).map_or(&[], Vec::as_slice)
    }

    fn first(&self, name: &str) -> Result<&InputValue<N>> {
        let missing = || Message::InputNotGiven { value: name.into() };
        Ok(self.of(name).first().ok_or_else(missing)?)
    }

    /// An amount.
    pub fn amount<Q: Quantity>(&self, name: &str) -> Result<Amount<Q, N>> {
        amount(self.first(name)?)
    }

    /// An amount, if it was given.
    pub fn maybe_amount<Q: Quantity>(&self, name: &str) -> Result<Option<Amount<Q, N>>> {
        self.of(name).first().map(amount).transpose()
    }

    /// So much of one dimension for each unit of another.
    pub fn coefficient<A: Quantity, B: Quantity>(&self, name: &str) -> Result<Coefficient<A, B, N>> {
        self.number(name).map(Coefficient::new)
    }

    /// The same, if it was given.
    pub fn maybe_coefficient<A: Quantity, B: Quantity>(&self, name: &str) -> Option<Coefficient<A, B, N>> {
        self.maybe_number(name).map(Coefficient::new)
    }

    /// A number in base units: a ratio of two amounts of one dimension, a rate in time.
    pub fn number(&self, name: &str) -> Result<N> {
        self.first(name).map(|value| value.number)
    }

    /// A number, if it was given.
    pub fn maybe_number(&self, name: &str) -> Option<N> {
        self.of(name).first().map(|value| value.number)
    }

    /// A number of 0 to 1.
    pub fn share(&self, name: &str) -> Result<Fraction<N>> {
        share(name, self.first(name)?)
    }

    /// A number of 0 to 1, if it was given.
    pub fn maybe_share(&self, name: &str) -> Result<Option<Fraction<N>>> {
        self.of(name).first().map(|value| share(name, value)).transpose()
    }

    /// A whole number that `T` holds: a month, a count. It is never sampled.
    pub fn whole<T: TryFrom<u64>>(&self, name: &str) -> Result<T> {
        let number = self.first(name)?.ratio.evaluate()?.value().to_string();
        let whole = number.parse::<u64>().ok().and_then(|number| T::try_from(number).ok());
        whole.ok_or_else(|| Message::NotAWholeNumber { value: (&number).into() }.of(name).into())
    }

    /// A year given as a number.
    pub fn year(&self, name: &str) -> Result<Year> {
        Ok(Year::new(self.whole(name)?)?)
    }

    /// The amounts of a table; none where it was not given.
    pub fn amounts<Q: Quantity>(&self, name: &str) -> Result<Vec<InputRow<Amount<Q, N>>>> {
        self.rows(name, amount)
    }

    /// The numbers of a table; none where it was not given.
    pub fn numbers(&self, name: &str) -> Result<Vec<InputRow<N>>> {
        self.rows(name, |value| Ok(value.number))
    }

    /// The coefficients of a table; none where it was not given.
    pub fn coefficients<A: Quantity, B: Quantity>(&self, name: &str) -> Result<Vec<InputRow<Coefficient<A, B, N>>>> {
        self.rows(name, |value| Ok(Coefficient::new(value.number)))
    }

    /// The numbers of a table, each of 0 to 1; none where it was not given.
    pub fn shares(&self, name: &str) -> Result<Vec<InputRow<Fraction<N>>>> {
        self.rows(name, |value| share(name, value))
    }

    fn rows<T>(&self, name: &str, read: impl Fn(&InputValue<N>) -> Result<T>) -> Result<Vec<InputRow<T>>> {
        let row = |value: &InputValue<N>| Ok(InputRow { year: value.year, labels: value.labels.clone(), value: read(value)? });
        self.of(name).iter().map(row).collect()
    }
}

fn amount<Q: Quantity, N: Scalar>(value: &InputValue<N>) -> Result<Amount<Q, N>> {
    value.number.evaluate().map(Amount::new)
}

fn share<N: Scalar>(name: &str, value: &InputValue<N>) -> Result<Fraction<N>> {
    Fraction::new(value.number).map_err(|error| error.into_problem().of(Subject::Named(name.into())).into())
}
