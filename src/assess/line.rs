//! Line: the finest unit of the books.

use super::name::Name;
use super::shared::{Inputs, Links};
use super::worked::Worked;
use crate::activity::{Activity, By, Conversion};
use crate::error::{Error, Message, Operation, Result};
use crate::factors::Fallback;
use crate::gas::{GwpSet, Stated, Substance};
use crate::ledger::Leaf;
use crate::quantity::{Closed, Dimension, Exact, Mass, Quantity, Ratio, Unit};
use crate::taxonomy::{Category, Quality, Year};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::sync::Arc;

/// How a figure came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// Activity data times emission factors.
    Activity,
    /// A model of several steps.
    Method,
    /// Stated by somebody as a mass.
    Direct,
    /// Some of it computed, some stated.
    Mixed,
}

impl Basis {
    /// The basis of two parts together: a model beside factors is a model; computed beside stated is mixed.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        match (self, other) {
            (a, b) if a == b => a,
            (Self::Activity | Self::Method, Self::Activity | Self::Method) => Self::Method,
            _ => Self::Mixed,
        }
    }
}

impl Basis {
    /// Its name, as files spell it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Activity => "activity",
            Self::Method => "method",
            Self::Direct => "direct",
            Self::Mixed => "mixed",
        }
    }
}

impl core::fmt::Display for Basis {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.name())
    }
}

/// A row of a table that a figure rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct FactorRef {
    /// The id of the row.
    pub id: String,
    /// Number and unit as printed.
    pub printed: String,
    /// The publication and the place in it.
    pub source: String,
    /// The table and the line there.
    pub table: String,
    /// SHA-256 of the table.
    pub version: String,
    /// The fallbacks on the way to it.
    pub steps: Vec<Fallback>,
}

/// One factor of the product that a line is: base units for each base unit, and the rows it rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Link {
    /// What it is: `emission-factor`, `net-calorific-value`, `density`, `volume-share`; `losses` for L/(1-L) of one share or several.
    pub name: String,
    /// Multiplied first, divided last.
    pub ratio: Ratio,
    /// The row it is, or the rows it is made of.
    pub rows: Vec<FactorRef>,
}

impl Link {
    /// The ids of its rows, joined by ` + `.
    pub fn ids(&self) -> String {
        self.rows.iter().map(|row| row.id.as_str()).collect::<Vec<_>>().join(" + ")
    }
}

/// Where the sum of a line comes from: one leaf of a ledger, or one row of direct emissions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Input {
    /// Rows added up.
    pub rows: u64,
    /// Their exact sum, in `unit`.
    pub sum: Exact,
    /// The unit as written.
    pub unit: Unit,
    /// What turns that unit into the one the factor is given for: a density, a calorific value; nothing where they agree.
    pub conversion: Links,
}

impl Input {
    /// The sum in base units of what the factor is given for, numerator and denominator apart.
    pub fn amount(&self) -> Result<Ratio> {
        self.conversion.product()?.checked_mul(self.sum.checked_mul(self.unit.multiplier())?)
    }
}

/// What tells one input of a line from another: file, its hash, unit as written, place in the file for a single row.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct InputKey {
    /// The file, or the name a program gave.
    pub file: Name,
    /// Its SHA-256, if it was taken.
    pub sha256: Option<Name>,
    /// The unit, as the table of units spells it.
    pub unit: Name,
    /// The line of a single row.
    pub line: Option<u64>,
    /// The row's own source, for direct emissions.
    pub source: Option<Name>,
}

/// What the lines of an inventory are told apart by: the line's identity.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct LineId {
    /// The year.
    pub year: Year,
    /// The reference.
    pub category: Category,
    /// The activity code; `direct` for direct emissions.
    pub activity: Name,
    /// The place; empty for the city as a whole.
    pub place: Name,
    /// The factor's id (and the subject it stands for, after `@`); for direct emissions the gas and the source.
    pub factor: Name,
}

impl LineId {
    /// `year/reference/activity/place/factor`; a slash or percent sign inside a part is written `%2F`, `%25`.
    pub(crate) fn spell(&self, out: &mut impl core::fmt::Write) -> core::fmt::Result {
        write!(out, "{}", self.year.number())?;
        out.write_str("/")?;
        out.write_str(self.category.reference())?;
        for part in [&self.activity, &self.place, &self.factor] {
            out.write_str("/")?;
            if memchr::memchr2(b'%', b'/', part.as_bytes()).is_none() {
                out.write_str(part)?;
                continue;
            }
            for piece in part.split_inclusive(['%', '/']) {
                match piece.strip_suffix(['%', '/']) {
                    None => out.write_str(piece)?,
                    Some(before) => {
                        out.write_str(before)?;
                        out.write_str(if piece.ends_with('%') { "%25" } else { "%2F" })?;
                    }
                }
            }
        }
        Ok(())
    }
}

impl core::fmt::Display for LineId {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        self.spell(f)
    }
}

impl core::str::FromStr for LineId {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let parts: Vec<&str> = text.split('/').collect();
        let [year, category, activity, place, factor] = parts.as_slice() else {
            return Err(Message::NotALineId { value: text.into() }.into());
        };
        let part = |text: &str| Name::from(text.replace("%2F", "/").replace("%25", "%"));
        Ok(Self {
            year: year.parse()?,
            category: category.parse()?,
            activity: part(activity),
            place: part(place),
            factor: part(factor),
        })
    }
}

/// One line of the books: activity times a chain of ratios gives the mass of one gas. Open until the inventory is closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Line {
    /// What it is told apart by.
    #[serde(with = "held")]
    pub id: Arc<LineId>,
    /// The gas, or CO2e with its set.
    pub substance: Substance,
    /// How it came about.
    pub basis: Basis,
    /// The sums it is made of, by where they stand.
    pub inputs: Inputs,
    /// What they are multiplied by, in order: the share of a blend, the emission factor, losses.
    pub chain: Links,
    /// The worksheet whose result the sum is, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub worked: Option<Worked>,
    /// Why the gas weighs as it does, where there was a choice.
    pub weight_note: Option<Cow<'static, str>>,
    /// Quality of the activity data, the worst of its rows.
    pub activity_quality: Option<Quality>,
    /// Quality of the factor.
    pub factor_quality: Option<Quality>,
}

impl Line {
    /// The inputs added up, in base units of what the factor is given for, on a common denominator.
    pub fn amount(&self) -> Result<Ratio> {
        let mut inputs = self.inputs.values();
        if let (Some(only), None) = (inputs.next(), inputs.next()) {
            // Nothing plus one input is that input in its lowest terms.
            let amount = only.amount()?;
            return Ok(if amount.denominator() == Exact::ONE { amount } else { amount.reduced() });
        }
        self.inputs.values().try_fold(Ratio::from(Exact::ZERO), |sum, input| sum.checked_add(input.amount()?))
    }

    /// Every link of the line: conversions of its inputs, then the chain, then the rows of its worksheet.
    pub fn links(&self) -> impl Iterator<Item = &Link> {
        self.evidence().flatten()
    }

    /// The same, as they are shared.
    pub(crate) fn evidence(&self) -> impl Iterator<Item = &Links> {
        let worked = self.worked.as_ref().map(Worked::rows);
        self.inputs.values().map(|input| &input.conversion).chain([&self.chain]).chain(worked)
    }

    /// The product of the chain.
    pub fn factor(&self) -> Result<Ratio> {
        self.chain.product()
    }

    /// The mass in kg, numerator and denominator apart.
    pub fn open_mass(&self) -> Result<Ratio> {
        self.open_mass_of(&mut Amounts::default())
    }

    /// The same, beside lines that may share its amount.
    pub(crate) fn open_mass_of(&self, amounts: &mut Amounts) -> Result<Ratio> {
        amounts.of(self).and_then(|amount| amount.checked_mul(self.factor()?)).map_err(|error| error.in_step(self.step()))
    }

    /// Adds another part of the same line: its inputs join these. An error where the two were made with other factors.
    pub fn merge(&mut self, other: &Self) -> Result<()> {
        if self.chain != other.chain || self.substance != other.substance || self.basis != other.basis {
            return Err(Message::TwoVersions { value: (&self.id).into() }.into());
        }
        if self.worked.is_some() || other.worked.is_some() {
            return Err(Message::ComputedTwice { value: (&self.id).into() }.into());
        }
        if self.basis == Basis::Direct {
            let (category, substance) = ((&self.id.category).into(), (&self.substance).into());
            return Err(Message::StatedTwice { value: (&self.id).into(), category, substance }.into());
        }
        for (key, input) in other.inputs.iter() {
            match self.inputs.get_mut(key) {
                Some(held) if held.conversion != input.conversion => {
                    return Err(Message::OtherConversion { value: (&*key.file).into(), line: (&self.id).into() }.into());
                }
                Some(held) => {
                    held.sum = held.sum.checked_add(input.sum)?;
                    held.rows = held.rows.saturating_add(input.rows);
                }
                None => {
                    self.inputs.insert(key.clone(), input.clone());
                }
            }
        }
        self.activity_quality = self.activity_quality.max(other.activity_quality);
        self.factor_quality = self.factor_quality.max(other.factor_quality);
        Ok(())
    }

    /// Divides, once, and weighs.
    pub fn close(&self, gwp: GwpSet, stated: Stated) -> Result<ClosedLine> {
        self.close_open(self.open_mass()?, gwp, stated)
    }

    /// The line as a step of a computation.
    fn step(&self) -> Operation {
        Operation::Line { id: (&self.id).into() }
    }

    /// The same, its open mass worked out before.
    pub(crate) fn close_open(&self, open: Ratio, gwp: GwpSet, stated: Stated) -> Result<ClosedLine> {
        let mass = open.evaluate().map_err(|error| error.in_step(self.step()))?;
        let co2e = self
            .substance
            .co2e(Mass::from_base(mass.value()), gwp, stated)
            .map_err(|error| match error.problem().message() {
                Message::StatedInOtherSet { stated, asked, .. } => {
                    let (stated, asked, entries) = (stated.clone(), asked.clone(), vec![(&self.id.category).into()]);
                    Error::OtherGwpSet(Message::StatedInOtherSet { stated, asked, entries }.into())
                }
                _ => error.in_step(self.step()),
            })?
            .map(Quantity::base);
        Ok(ClosedLine { line: self.clone(), mass, co2e })
    }
}

/// The amount of the line before: lines of one activity follow one another and share their inputs.
#[derive(Default)]
pub(crate) struct Amounts(Option<(usize, Ratio)>);

impl Amounts {
    fn of(&mut self, line: &Line) -> Result<Ratio> {
        let place = line.inputs.place();
        match self.0 {
            Some((before, amount)) if before == place => Ok(amount),
            _ => {
                let amount = line.amount()?;
                self.0 = Some((place, amount));
                Ok(amount)
            }
        }
    }
}

/// A line divided out and weighed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ClosedLine {
    /// The line.
    pub line: Line,
    /// The mass of the gas in kg, and whether its last digit was rounded.
    pub mass: Closed,
    /// CO2e in kg; none for biogenic CO2.
    pub co2e: Option<Exact>,
}

impl From<&Activity> for Leaf {
    fn from(activity: &Activity) -> Self {
        Self {
            file: if activity.origin.is_empty() { "program".to_owned() } else { activity.origin.clone() },
            sha256: None,
            activity: activity.code.clone(),
            unit: activity.amount.unit().symbol().to_owned(),
            place: activity.place.clone(),
            year: activity.year,
            rows: 1,
            sum: activity.amount.value(),
            quality: activity.quality,
        }
    }
}

impl Link {
    /// The links of an activity's own conversions.
    pub(crate) fn of_activity(activity: &Activity) -> Result<Vec<Self>> {
        let link = |(conversion, ratio, _): (&Conversion, Ratio, Dimension)| {
            let printed = match conversion.by {
                By::Rate(rate) => rate.to_string(),
                By::Number(number) => number.to_string(),
            };
            let row = FactorRef {
                id: conversion.name.clone(),
                printed,
                source: conversion.source.clone(),
                table: activity.origin.clone(),
                version: String::new(),
                steps: Vec::new(),
            };
            Self { name: conversion.name.clone(), ratio, rows: vec![row] }
        };
        Ok(activity.steps()?.into_iter().map(link).collect())
    }
}

/// The id of a line, which its holders share.
mod held {
    use super::LineId;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};
    use std::sync::Arc;

    pub(crate) fn serialize<S: Serializer>(id: &Arc<LineId>, serializer: S) -> Result<S::Ok, S::Error> {
        LineId::serialize(id, serializer)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Arc<LineId>, D::Error> {
        LineId::deserialize(deserializer).map(Arc::new)
    }
}
