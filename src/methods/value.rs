//! One value of an input as it is written: a number with its unit, or a row of the tables, and the labels that distinguish it.

use super::{Input, ServingRows};
use crate::error::{Error, Message, Result, Subject, Text, did_you_mean};
use crate::factors::{Basis, Losses, Parameter, Registry};
use crate::gas::{GwpSet, Substance};
use crate::quantity::{Dimension, Exact, NumberFormat, Rate, Ratio};
use crate::taxonomy::Year;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;
use std::collections::BTreeMap;

/// One value as it was given.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct InputValue<N = Ratio> {
    /// The year, if it is distinguished by years.
    pub year: Option<Year>,
    /// The other labels.
    pub labels: BTreeMap<String, String>,
    /// The number as written.
    pub value: Exact,
    /// For how many of the unit's second part; 1 unless a row prints otherwise.
    pub per: Exact,
    /// The unit as written.
    pub unit: String,
    /// The row of the tables it was taken from.
    pub row: Option<String>,
    /// The basis of that row: net or gross, wet or dry, BOD or COD; none where it says none.
    pub basis: Option<Basis>,
    /// Whether that row holds the losses of the network, where it says so.
    pub losses: Option<Losses>,
    /// The GWP set that the row was stated in, where it is CO2e.
    pub stated: Option<GwpSet>,
    /// In base units, as it was given.
    pub ratio: Ratio,
    /// The number that the method computes with, in base units: the ratio, or a sample of it.
    pub number: N,
}

/// A value as a trace holds it: what is computed from it is computed again.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct TracedValue {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    year: Option<Year>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    labels: BTreeMap<String, String>,
    value: Exact,
    per: Exact,
    unit: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    row: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    basis: Option<Basis>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    losses: Option<Losses>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    stated: Option<GwpSet>,
}

impl Serialize for InputValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { year, labels, value, per, unit, row, basis, losses, stated, .. } = self.clone();
        TracedValue { year, labels, value, per, unit, row, basis, losses, stated }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for InputValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let TracedValue { year, labels, value, per, unit, row, basis, losses, stated } = TracedValue::deserialize(deserializer)?;
        let ratio = rate_of(value, per, &unit).and_then(|rate| rate.ratio()).map_err(serde::de::Error::custom)?;
        Ok(Self { year, labels, value, per, unit, row, basis, losses, stated, ratio, number: ratio })
    }
}

impl<N> InputValue<N> {
    /// The labels as an error shows them.
    pub(super) fn shown_labels(&self) -> String {
        let year = self.year.map(|year| year.to_string());
        year.into_iter().chain(self.labels.values().cloned()).collect::<Vec<_>>().join(", ")
    }

    /// The value as it is written: what [`MethodSpec::read`](super::MethodSpec::read) takes.
    pub(super) fn written(&self) -> Value {
        let mut object = serde_json::Map::new();
        if let Some(year) = self.year {
            object.insert("year".to_owned(), year.to_string().into());
        }
        object.extend(self.labels.iter().map(|(label, word)| (label.clone(), word.as_str().into())));
        object.insert("value".to_owned(), self.value.to_string().into());
        if self.per != Exact::ONE {
            object.insert("per".to_owned(), self.per.to_string().into());
        }
        object.insert("unit".to_owned(), self.unit.as_str().into());
        Value::Object(object)
    }
}

/// One value: `{"value": "12.5", "unit": "Gg"}` or `{"row": "id of a row"}`, and its labels.
pub(super) fn value(input: &Input, given: &Value, registry: &Registry) -> Result<InputValue> {
    let placed = |error: Error| match error {
        // Here no option of a city lets more through.
        Error::Value(problem) => problem.without_option().of(Subject::Named(input.name.into())).into(),
        other => other,
    };
    let Value::Object(given) = given else {
        return Err(Message::ValueWithoutUnit { value: input.name.into() }.into());
    };
    let mut words: BTreeMap<&str, String> = BTreeMap::new();
    for (key, word) in given {
        let word = match word {
            Value::String(text) => text.clone(),
            Value::Number(number) if number.is_i64() || number.is_u64() => number.to_string(),
            other => {
                return Err(Message::NumberNotInQuotes { value: other.to_string().into(), key: key.into() }.of(input.name).into());
            }
        };
        words.insert(key.as_str(), word);
    }
    let (given, row) = match words.remove("row") {
        Some(id) => {
            if let Some(value) = words.get("value").or_else(|| words.get("unit")) {
                return Err(Message::ValueAndRow { value: value.into() }.of(input.name).into());
            }
            let gas = words.get("gas").map(String::as_str).filter(|_| input.by.contains(&"gas"));
            (row(input, &id, gas, registry).map_err(placed)?, Some(id))
        }
        None => {
            let need = |words: &mut BTreeMap<&str, String>, key: &str| {
                words.remove(key).ok_or_else(|| Message::KeyOfInputMissing {
                    value: input.name.into(),
                    key: key.into(),
                    unit: input.first_unit().into(),
                })
            };
            let (value, unit) = (need(&mut words, "value")?, need(&mut words, "unit")?);
            let per = words.remove("per").unwrap_or_else(|| "1".to_owned());
            (GivenRate::stated(rate(&value, &per, &unit).map_err(placed)?), None)
        }
    };
    let GivenRate { rate, basis, losses, stated } = given;
    fits(input, &rate)?;
    if rate.value.is_negative() {
        return Err(Message::BelowZero { value: (&rate.value).into() }.of(input.name).into());
    }
    if input.rows == ServingRows::OwnName {
        Parameter::check_range(input.name, &rate).map_err(placed)?;
    }
    let mut labels = BTreeMap::new();
    let mut year = None;
    for label in input.by {
        let Some(word) = words.remove(label) else {
            let labels = input.by.iter().map(|label| Text::from(*label)).collect();
            return Err(Message::LabelMissing { value: input.name.into(), label: (*label).into(), labels }.into());
        };
        if *label == "year" {
            year = Some(word.parse().map_err(placed)?);
        } else {
            labels.insert((*label).to_owned(), word);
        }
    }
    if let Some((key, _)) = words.into_iter().find(|(key, _)| *key != "source") {
        let names = ["value", "per", "unit", "row", "source"].iter().chain(input.by).map(|name| Text::from(*name)).collect();
        return Err(Message::UnknownKeyOfInput { value: key.into(), input: input.name.into(), names }.into());
    }
    let ratio = rate.ratio()?;
    let unit = if rate.per_unit.symbol() == "1" { rate.unit.to_string() } else { rate.units() };
    Ok(InputValue { year, labels, value: rate.value, per: rate.per, unit, row, basis, losses, stated, ratio, number: ratio })
}

/// A number and its unit: an amount is a rate for each one.
fn rate(value: &str, per: &str, unit: &str) -> Result<Rate> {
    let (number, per) = (NumberFormat::default().parse(value)?, NumberFormat::default().parse(per)?);
    rate_of(number, per, unit)
}

fn rate_of(number: Exact, per: Exact, unit: &str) -> Result<Rate> {
    if unit.contains('/') { Rate::parse(number, per, unit) } else { Rate::new(number, unit.parse()?, per, "1".parse()?) }
}

/// A rate, with what a row says of it.
struct GivenRate {
    rate: Rate,
    basis: Option<Basis>,
    losses: Option<Losses>,
    stated: Option<GwpSet>,
}

impl GivenRate {
    /// As a person states it.
    fn stated(rate: Rate) -> Self {
        Self { rate, basis: None, losses: None, stated: None }
    }
}

/// The rate of a row of the tables; refused where the row is of another kind than the input takes.
fn row(input: &Input, id: &str, gas: Option<&str>, registry: &Registry) -> Result<GivenRate> {
    let taken = |serves: bool, given: GivenRate, shown: Text| {
        // What is of another dimension is refused for its unit.
        if serves || fits(input, &given.rate).is_err() {
            Ok(given)
        } else {
            Err(input.refused_row(id, shown, gas, registry).into())
        }
    };
    if let Some(found) = registry.parameters().iter().find(|row| row.id == id) {
        let given = GivenRate { basis: found.basis, ..GivenRate::stated(found.rate) };
        return taken(input.takes_parameter(found), given, found.into());
    }
    if let Some(found) = registry.factors().iter().find(|row| row.id == id) {
        let stated = if let Substance::Stated(set) = found.substance { Some(set) } else { None };
        let given = GivenRate { rate: found.rate, basis: found.basis, losses: found.losses, stated };
        return taken(input.takes_factor(found, gas), given, input.found_factor(found));
    }
    let ids = registry.parameters().iter().map(|row| row.id.as_str()).chain(registry.factors().iter().map(|row| row.id.as_str()));
    Err(registry.unknown_row(id, id.into(), did_you_mean(id, ids).map(Into::into)).into())
}

/// Refuses a unit of other dimensions than the input's; a share may be written in any unit for each the same one, or in %.
fn fits(input: &Input, rate: &Rate) -> Result<()> {
    let wanted = input.dimensions()?;
    let given = (rate.unit.dimension(), rate.per_unit.dimension());
    let share = |(unit, per): (Dimension, Dimension)| unit == per;
    if given == wanted || (share(given) && share(wanted)) {
        return Ok(());
    }
    let unit = if rate.per_unit.symbol() == "1" { rate.unit.to_string() } else { rate.units() };
    Err(Message::UnitOfInput { value: unit.into(), example: input.unit.into() }.of(input.name).into())
}
