//! A worksheet in the books: filled in for a reference, and what a line keeps of it.

use super::line::{Basis, FactorRef, Input, InputKey, Line, LineId, Link};
use super::shared::{Inputs, Links};
use crate::error::{Error, Message, Operation, Result};
use crate::factors::{Provenance, Registry};
use crate::gas::{Gas, Substance};
use crate::methods::{self, Figure, InputValue, MethodSpec, Results};
use crate::quantity::{Dimension, Exact, Rate, Unit};
use crate::taxonomy::{Category, Quality, Year};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A worksheet filled in: which one, with what, for what reference.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Filled {
    /// The worksheet.
    pub sheet: &'static MethodSpec,
    /// Its inputs, checked.
    pub inputs: methods::Inputs,
    /// The reference.
    pub category: Category,
    /// The place; empty for the city as a whole.
    pub place: String,
    /// The year of results that have none of their own.
    pub year: Option<Year>,
    /// The file, or a program's own name for it.
    pub file: String,
    /// Who says what goes in.
    pub source: String,
    /// Quality of what goes in.
    pub quality: Option<Quality>,
}

impl Filled {
    /// A worksheet filled in for the city as a whole; refused for a reference it does not serve.
    pub fn new(sheet: &'static MethodSpec, inputs: methods::Inputs, category: Category, file: &str, source: &str) -> Result<Self> {
        if !sheet.serves(category.reference()) {
            let (method, references) = (sheet.name.into(), sheet.reference.into());
            return Err(Message::ReferenceOfOtherMethod { value: category.reference().into(), method, references }.into());
        }
        let (file, source) = (file.to_owned(), source.to_owned());
        Ok(Self { sheet, inputs, category, place: String::new(), year: None, file, source, quality: None })
    }

    /// A line for each gas and year of the results.
    pub fn lines(&self, registry: &Registry) -> Result<Vec<Line>> {
        let results = self.sheet.run(&self.inputs)?;
        let rows = self.rows(registry)?;
        let mut lines = Vec::new();
        for (name, figures) in results.iter() {
            let Ok(gas) = name.parse::<Gas>() else { continue };
            for labelled in years(figures) {
                let Some(year) = labelled.or(self.year) else {
                    return Err(Message::ResultsWithoutYear { method: self.sheet.name.into() }.into());
                };
                let worked = Worked(Arc::new(Kept {
                    method: self.sheet.name.to_owned(),
                    equation: self.sheet.equation.to_owned(),
                    result: name.to_owned(),
                    year: labelled,
                    inputs: self.inputs.written(),
                    rows: rows.clone(),
                }));
                lines.push(self.line(gas, year, kilograms(self.sheet, &results, name, labelled)?, worked));
            }
        }
        if lines.is_empty() {
            return Err(Message::MethodWithoutGas { value: self.sheet.name.into() }.into());
        }
        Ok(lines)
    }

    fn line(&self, gas: Gas, year: Year, mass: Exact, worked: Worked) -> Line {
        let unit = Unit::base(Dimension::Mass);
        let key = InputKey {
            file: self.file.as_str().into(),
            sha256: None,
            unit: unit.symbol().into(),
            line: None,
            source: Some(self.source.as_str().into()),
        };
        let rows =
            self.inputs.values().map(|(_, cells)| u64::try_from(cells.len()).unwrap_or(u64::MAX)).fold(0, u64::saturating_add);
        Line {
            id: Arc::new(LineId {
                year,
                category: self.category,
                activity: self.sheet.name.into(),
                place: self.place.as_str().into(),
                factor: format!("{gas}: {}", self.file).into(),
            }),
            substance: Substance::Gas(gas),
            basis: Basis::Method,
            inputs: Inputs::from_iter([(key, Input { rows, sum: mass, unit, conversion: Links::default() })]),
            chain: Links::default(),
            worked: Some(worked),
            weight_note: None,
            activity_quality: self.quality,
            factor_quality: None,
        }
    }

    /// The rows of the tables among the inputs, each under the name of its input.
    fn rows(&self, registry: &Registry) -> Result<Links> {
        let mut links: Vec<Link> = Vec::new();
        for (name, cells) in self.inputs.values() {
            let ids: BTreeSet<&str> = cells.iter().filter_map(|cell: &InputValue| cell.row.as_deref()).collect();
            for id in ids {
                let parameter = registry.parameters().iter().find(|row| row.id == id).map(|row| (row.rate, &row.provenance));
                let factor = || registry.factors().iter().find(|row| row.id == id).map(|row| (row.rate, &row.provenance));
                if let Some((rate, from)) = parameter.or_else(factor) {
                    links.push(Link { name: name.to_owned(), ratio: rate.ratio()?, rows: vec![cited(id, rate, from, registry)] });
                }
            }
        }
        Ok(links.into())
    }
}

fn cited(id: &str, rate: Rate, from: &Provenance, registry: &Registry) -> FactorRef {
    let title = registry.source(&from.source).map_or(from.source.as_str(), |source| source.title.as_str());
    FactorRef {
        id: id.to_owned(),
        printed: rate.to_string(),
        source: format!("{title}, {}", from.locator),
        table: format!("{}:{}", from.file, from.line),
        version: registry.version(&from.file).to_owned(),
        steps: Vec::new(),
    }
}

/// The years that figures are told apart by; none stands for those without.
fn years(figures: &[Figure]) -> BTreeSet<Option<Year>> {
    figures.iter().map(|figure| figure.year).collect()
}

/// A gas of the results in kg, over all labels but the year.
fn kilograms(sheet: &MethodSpec, results: &Results, name: &str, year: Option<Year>) -> Result<Exact> {
    let unit = sheet.results.iter().find(|output| output.name == name).map_or("kg", |output| output.unit);
    let unit: Unit = unit.parse()?;
    if unit.dimension() != Dimension::Mass {
        let (result, method) = (name.into(), sheet.name.into());
        return Err(Message::ResultNotAMass { value: unit.symbol().into(), result, method }.into());
    }
    results.sum(name, year)?.checked_mul(unit.multiplier())
}

/// The worksheet that a line's sum is a result of: it can be computed again from this alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Worked(Arc<Kept>);

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kept {
    /// The worksheet.
    method: String,
    /// Its equation.
    equation: String,
    /// The result that the line is.
    result: String,
    /// The year in the results; none where they have none.
    year: Option<Year>,
    /// The inputs, as the worksheet takes them.
    inputs: serde_json::Value,
    /// The rows of the tables among them.
    rows: Links,
}

impl Worked {
    /// The name of the worksheet.
    pub fn method(&self) -> &str {
        &self.0.method
    }

    /// The inputs, as the worksheet takes them.
    pub fn inputs(&self) -> &serde_json::Value {
        &self.0.inputs
    }

    /// The rows of the tables among the inputs, each under the name of its input.
    pub fn rows(&self) -> &Links {
        &self.0.rows
    }

    /// The result, computed again, in kg.
    pub fn again(&self) -> Result<Exact> {
        let sheet = methods::find(&self.0.method)?;
        let results = sheet
            .compute(&self.0.inputs, Registry::bundled()?)
            .map_err(|error: Error| error.in_step(Operation::Method { name: (&self.0.method).into() }))?;
        kilograms(sheet, &results, &self.0.result, self.0.year)
    }
}

impl Serialize for Worked {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> core::result::Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Worked {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> core::result::Result<Self, D::Error> {
        Kept::deserialize(deserializer).map(|kept| Self(Arc::new(kept)))
    }
}
