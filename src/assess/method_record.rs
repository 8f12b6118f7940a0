//! A method in the inventory: filled in for a reference, and the lines that it gives.

use super::derivation::{Derivation, MethodResult};
use super::inputs::{InputKey, LineInput};
use super::line::{Line, LineId, Origin};
use super::term::{FactorRef, Term, TermOrigin, Terms};
use crate::error::{Message, Result};
use crate::factors::Registry;
use crate::gas::{Gas, GwpSet, Substance};
use crate::methods::{self, BookedAt, BookedPart, CO2E, Figure, InputValue, MethodSpec};
use crate::quantity::{Dimension, Exact, Unit};
use crate::taxonomy::{Category, Quality, Year};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A method filled in: which one, with what, for what references.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct MethodRecord {
    /// The method.
    pub spec: &'static MethodSpec,
    /// Its inputs, checked.
    pub inputs: methods::Inputs,
    /// Where it is booked.
    pub booked: BookedAt,
    /// The place; empty for the city as a whole.
    pub place: String,
    /// The year of results that have none of their own.
    pub year: Option<Year>,
    /// The file, or a program's own name for it.
    pub file: String,
    /// The SHA-256 of the file, if it was taken.
    pub sha256: Option<String>,
    /// Tables that inputs were read from, each with its SHA-256 if that was taken.
    pub tables: BTreeMap<String, Option<String>>,
    /// Who says what goes in.
    pub source: String,
    /// Quality of what goes in.
    pub quality: Option<Quality>,
    /// The set that factors of CO2e among the inputs were stated in; where there is none, that of their rows.
    pub gwp: Option<GwpSet>,
}

impl MethodRecord {
    /// A method filled in for the city as a whole; refused for references it does not serve.
    pub fn new(
        spec: &'static MethodSpec,
        inputs: methods::Inputs,
        booked: impl Into<BookedAt>,
        file: &str,
        source: &str,
    ) -> Result<Self> {
        let booked = booked.into();
        booked.check(spec)?;
        let (file, source) = (file.to_owned(), source.to_owned());
        Ok(Self {
            spec,
            inputs,
            booked,
            place: String::new(),
            year: None,
            file,
            sha256: None,
            tables: BTreeMap::new(),
            source,
            quality: None,
            gwp: None,
        })
    }

    /// A line for each gas and year of the results, and for each reference that parts of them are booked at.
    ///
    /// # Errors
    /// One reference for several parts, or a part without one; results without a year; CO2e without its GWP set; no gas at all.
    pub fn lines(&self, registry: &Registry) -> Result<Vec<Line>> {
        let results = self.spec.run(&self.inputs)?;
        let rows = self.rows(registry)?;
        let mut lines = Vec::new();
        let parts = self.booked.parts(self.spec, &results)?;
        for (name, figures) in results.iter() {
            let Some(substance) = self.substance(name)? else { continue };
            for BookedPart { category, words } in &parts {
                for labelled in years(self.spec.of_parts(figures, words)) {
                    let Some(year) = labelled.or(self.year) else {
                        return Err(Message::ResultsWithoutYear { method: self.spec.name.into() }.into());
                    };
                    let of = (name, labelled, words.as_slice());
                    let result = MethodResult::new(self.spec, of, self.inputs.clone(), rows.clone());
                    lines.push(self.line(substance, (year, *category), result.of(&results)?, result));
                }
            }
        }
        if lines.is_empty() {
            return Err(Message::MethodWithoutGas { value: self.spec.name.into() }.into());
        }
        Ok(lines)
    }

    /// What the result of a name is booked as; none where it is no gas.
    fn substance(&self, name: &str) -> Result<Option<Substance>> {
        match name.parse::<Gas>() {
            Ok(gas) => Ok(Some(Substance::Gas(gas))),
            Err(_) if name != CO2E => Ok(None),
            Err(_) => match self.stated_set()? {
                Some(set) => Ok(Some(Substance::Stated(set))),
                None => Err(Message::Co2eWithoutSet { method: self.spec.name.into() }.into()),
            },
        }
    }

    /// The set that all CO2e of the inputs is in.
    fn stated_set(&self) -> Result<Option<GwpSet>> {
        let rows = self.inputs.stated_sets();
        let Some(set) = self.gwp.or_else(|| rows.keys().next().copied()) else { return Ok(None) };
        match rows.into_iter().find(|(own, _)| *own != set) {
            Some((own, row)) => Err(Message::SetOfRow { value: row.into(), found: (&own).into(), other: (&set).into() }.into()),
            None => Ok(Some(set)),
        }
    }

    fn line(&self, substance: Substance, (year, category): (Year, Category), mass: Exact, result: MethodResult) -> Line {
        let unit = Unit::base(Dimension::Mass);
        let key = |file: &str, sha256: Option<&str>| InputKey {
            file: file.into(),
            sha256: sha256.map(Into::into),
            unit: unit.symbol().into(),
            basis: None,
            line: None,
            source: Some(self.source.as_str().into()),
            mean: None,
        };
        let input = |rows: u64, sum: Exact| LineInput::new(rows, sum, unit, Terms::default());
        let rows =
            self.inputs.values().map(|(_, cells)| u64::try_from(cells.len()).unwrap_or(u64::MAX)).fold(0, u64::saturating_add);
        // The form has the result; its tables are named with it, so that each file has its hash.
        let form = [(key(&self.file, self.sha256.as_deref()), input(rows, mass))];
        let tables = self.tables.iter().map(|(file, sha256)| (key(file, sha256.as_deref()), input(0, Exact::ZERO)));
        Line {
            id: Arc::new(LineId {
                year,
                category,
                activity: self.spec.name.into(),
                place: self.place.as_str().into(),
                factor: format!("{}: {}", result.result(), self.file).into(),
            }),
            substance: category.counts_as(substance),
            origin: Origin::Method,
            inputs: form.into_iter().chain(tables).collect(),
            derivation: Derivation::Method(result),
            weight_note: None,
            activity_quality: self.quality,
            factor_quality: None,
        }
    }

    /// The rows of the tables among the inputs, each under the name of its input.
    fn rows(&self, registry: &Registry) -> Result<Terms> {
        let mut links: Vec<Term> = Vec::new();
        for (name, cells) in self.inputs.values() {
            let ids: BTreeSet<&str> = cells.iter().filter_map(|cell: &InputValue| cell.row.as_deref()).collect();
            for id in ids {
                let parameter = registry.parameters().iter().find(|row| row.id == id);
                let parameter = parameter.map(|row| (row.rate, FactorRef::of_parameter(row, &[], registry)));
                let factor = || registry.factors().iter().find(|row| row.id == id);
                let factor = || factor().map(|row| (row.rate, FactorRef::of_factor(row, &[], registry)));
                if let Some((rate, row)) = parameter.or_else(factor) {
                    links.push(Term { name: name.to_owned(), origin: TermOrigin::Row, ratio: rate.ratio()?, rows: vec![row] });
                }
            }
        }
        Ok(links.into())
    }
}

/// The years that figures are distinguished by; none represents those without.
fn years<'a>(figures: impl Iterator<Item = &'a Figure>) -> BTreeSet<Option<Year>> {
    figures.map(|figure| figure.year).collect()
}
