//! Derivation: how the sums of a line become the mass of its gas, in one form for factors and methods.

use super::term::{Term, Terms};
use crate::error::{Error, Message, Result};
use crate::factors::Registry;
use crate::methods::{self, Figure, Inputs, MethodSpec, Results};
use crate::quantity::{Dimension, Exact, Ratio, Unit};
use crate::taxonomy::Year;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::sync::Arc;

/// From the sums of a line to the mass of its gas. It can be evaluated again, and with other numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Derivation {
    /// The sums times these terms: the share of a blend, the emission factor, losses.
    Product(Terms),
    /// The sum is the result of a method, which has its inputs.
    Method(MethodResult),
}

impl Derivation {
    /// The terms of the product; none where a method gives the mass.
    pub fn terms(&self) -> Terms {
        match self {
            Self::Product(terms) => terms.clone(),
            Self::Method(_) => Terms::default(),
        }
    }

    /// The terms with rows of the tables: of the product, or of the method's inputs.
    pub fn evidence(&self) -> &Terms {
        match self {
            Self::Product(terms) => terms,
            Self::Method(result) => result.rows(),
        }
    }

    /// What the sums are multiplied by.
    pub fn factor(&self) -> Result<Ratio> {
        match self {
            Self::Product(terms) => terms.product(),
            Self::Method(_) => Ok(Ratio::ONE),
        }
    }

    /// The method, if it is one.
    pub fn method(&self) -> Option<&MethodResult> {
        match self {
            Self::Product(_) => None,
            Self::Method(result) => Some(result),
        }
    }

    /// The mass of the gas in kg, computed again from the derivation only: the sum of the inputs (`amount`) times the terms, or the
    /// method with its inputs.
    pub fn evaluate(&self, amount: Ratio) -> Result<Ratio> {
        match self {
            Self::Product(_) => amount.checked_mul(self.factor()?),
            Self::Method(result) => result.evaluate().map(Ratio::from),
        }
    }
}

/// A result of a method, with the inputs it can be computed from again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MethodResult(Arc<Computed>);

#[derive(Clone, Debug)]
struct Computed {
    spec: &'static MethodSpec,
    /// The result that the line is.
    result: String,
    /// The year in the results; none where they have none.
    year: Option<Year>,
    /// The parts of it that are booked together; none where the method has no parts.
    parts: Vec<String>,
    inputs: Inputs,
    /// The rows of the tables among the inputs, each under the name of its input.
    rows: Terms,
}

impl PartialEq for Computed {
    fn eq(&self, other: &Self) -> bool {
        (self.spec.name, &self.result, self.year, &self.parts, &self.inputs, &self.rows)
            == (other.spec.name, &other.result, other.year, &other.parts, &other.inputs, &other.rows)
    }
}

impl Eq for Computed {}

impl MethodResult {
    /// The result of that name, year and parts.
    pub(super) fn new(
        spec: &'static MethodSpec,
        (result, year, parts): (&str, Option<Year>, &[String]),
        inputs: Inputs,
        rows: Terms,
    ) -> Self {
        Self(Arc::new(Computed { spec, result: result.to_owned(), year, parts: parts.to_vec(), inputs, rows }))
    }

    /// The name of the result.
    pub fn result(&self) -> &str {
        &self.0.result
    }

    /// The parts of the result that are booked together; none where the method has no parts.
    pub fn parts(&self) -> &[String] {
        &self.0.parts
    }

    /// The method.
    pub fn spec(&self) -> &'static MethodSpec {
        self.0.spec
    }

    /// Its inputs.
    pub fn inputs(&self) -> &Inputs {
        &self.0.inputs
    }

    /// The rows of the tables among the inputs, each under the name of its input.
    pub fn rows(&self) -> &Terms {
        &self.0.rows
    }

    /// The result, computed again, in kg.
    pub fn evaluate(&self) -> Result<Exact> {
        self.of(&self.0.spec.run(&self.0.inputs)?)
    }

    /// It in kg, of what the method found.
    pub(super) fn of(&self, results: &Results) -> Result<Exact> {
        let sum = Exact::sum(self.figures(results).map(|figure| figure.value))?;
        sum.checked_mul(self.unit()?.multiplier())
    }

    /// The electricity from the grid that goes in, in MJ, and the unit it is stated in; none where the method is about something else.
    pub(super) fn electricity(&self) -> Result<Option<(Ratio, Unit)>> {
        let Computed { spec, inputs, .. } = &*self.0;
        let mut found: Option<(Ratio, Unit)> = None;
        let mut add = |part: Ratio, unit: Unit| {
            found = Some(match found {
                Some((sum, stated)) => (sum.checked_add(part)?, stated),
                None => (part, unit),
            });
            Ok::<_, Error>(())
        };
        for input in spec.inputs.iter().filter(|input| input.is_electricity) {
            let cells = inputs.values().find(|(name, _)| *name == input.name).map_or(&[][..], |(_, cells)| cells);
            cells.iter().try_for_each(|cell| add(cell.ratio, cell.unit.parse()?))?;
        }
        if spec.results.iter().any(|output| output.is_electricity) {
            let results = spec.run(inputs)?;
            for output in spec.results.iter().filter(|output| output.is_electricity) {
                let unit: Unit = output.unit.parse()?;
                let multiplier = unit.multiplier();
                results.of(output.name).iter().try_for_each(|figure| add(figure.value.checked_mul(multiplier)?.into(), unit))?;
            }
        }
        Ok(found)
    }

    pub(super) fn unit(&self) -> Result<Unit> {
        unit_of(self.0.spec, &self.0.result)
    }

    /// The figures that it is the sum of.
    pub(super) fn figures<'a, V: Copy>(&'a self, results: &'a Results<V>) -> impl Iterator<Item = &'a Figure<V>> {
        let Computed { spec, result, year, parts, .. } = &*self.0;
        spec.of_parts(results.of(result), parts).filter(move |figure| year.is_none() || figure.year == *year)
    }
}

/// The unit of a result, which must be a mass.
fn unit_of(spec: &MethodSpec, name: &str) -> Result<Unit> {
    let unit = spec.results.iter().find(|output| output.name == name).map_or("kg", |output| output.unit);
    let unit: Unit = unit.parse()?;
    if unit.dimension() != Dimension::Mass {
        let (result, method) = (name.into(), spec.name.into());
        return Err(Message::ResultNotAMass { value: unit.symbol().into(), result, method }.into());
    }
    Ok(unit)
}

/// A result as it is written down.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenResult {
    name: String,
    equation: String,
    result: String,
    year: Option<Year>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    parts: Vec<String>,
    inputs: Inputs,
    rows: Vec<Term>,
}

impl Serialize for MethodResult {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Computed { spec, result, year, parts, inputs, rows } = &*self.0;
        WrittenResult {
            name: spec.name.to_owned(),
            equation: spec.equation.to_owned(),
            result: result.clone(),
            year: *year,
            parts: parts.clone(),
            inputs: inputs.clone(),
            rows: rows.to_vec(),
        }
        .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for MethodResult {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = WrittenResult::deserialize(deserializer)?;
        let checked = || {
            let spec = methods::find(&written.name)?;
            // The checks of a form, so that no file says what a form could not.
            spec.read(&written.inputs.written(), Registry::bundled()?)?;
            Ok::<_, Error>(spec)
        };
        let spec = checked().map_err(serde::de::Error::custom)?;
        let of = (written.result.as_str(), written.year, written.parts.as_slice());
        Ok(Self::new(spec, of, written.inputs, written.rows.into()))
    }
}
