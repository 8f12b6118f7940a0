//! Line: the finest unit of the inventory.

use super::derivation::Derivation;
use super::inputs::LineInputs;
use super::name::Name;
use super::term::{EMISSION_FACTOR, FactorRef, Term, TermOrigin, Terms};
use crate::error::{Error, Message, Operation, Result};
use crate::gas::{GwpSet, Stated, Substance};
use crate::methods::{self, Alternatives, LedgerMethod};
use crate::quantity::{Closed, Dimension, Exact, Mass, Quantity, Ratio, Unit};
use crate::taxonomy::{Category, Quality, Scope, Year};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::sync::Arc;

/// The unit of electricity that is computed from something else: from the distance of vehicles, for example.
const KILOWATT_HOUR: &str = "kWh";

/// How a figure came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Origin {
    /// Activity data times emission factors.
    Activity,
    /// A model of several steps.
    Method,
    /// Stated by somebody as a mass.
    Direct,
    /// Some of it computed, some stated.
    Mixed,
}

impl Origin {
    /// The basis of two parts together: a model next to factors is a model; computed next to stated is mixed.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        match (self, other) {
            (a, b) if a == b => a,
            (Self::Activity | Self::Method, Self::Activity | Self::Method) => Self::Method,
            _ => Self::Mixed,
        }
    }
}

impl Origin {
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

impl core::fmt::Display for Origin {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.pad(self.name())
    }
}

/// What the lines of an inventory are distinguished by: the line's identity.
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
    /// The factor's id (and the subject it represents, after `@`); for direct emissions the gas and the source.
    pub factor: Name,
}

impl LineId {
    /// `year/reference/activity/place/factor`; a slash or percent sign inside a part is written `%2F`, `%25`.
    pub(crate) fn spell(&self, out: &mut impl core::fmt::Write) -> core::fmt::Result {
        write!(out, "{}", self.year)?;
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
        if f.width().is_none() {
            return self.spell(f);
        }
        let mut text = String::new();
        self.spell(&mut text)?;
        f.pad(&text)
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

/// One line of the inventory: activity times a product of ratios gives the mass of one gas. Open until the inventory is closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Line {
    /// What it is distinguished by.
    #[serde(with = "shared_id")]
    pub id: Arc<LineId>,
    /// The gas, or CO2e with its set.
    pub substance: Substance,
    /// How it came about.
    pub origin: Origin,
    /// The sums it is made of, by where they are.
    pub inputs: LineInputs,
    /// How they become the mass of the gas.
    pub derivation: Derivation,
    /// Why the gas weighs as it does, where there was a choice.
    pub weight_note: Option<Cow<'static, str>>,
    /// Quality of the activity data, the worst of its rows.
    pub activity_quality: Option<Quality>,
    /// Quality of the factor.
    pub factor_quality: Option<Quality>,
}

impl Line {
    /// The inputs added up, in base units of what the factor is given for, on a common denominator. Of a stock known by months or days,
    /// the sum over these until the inventory is closed, then the mean.
    pub fn amount(&self) -> Result<Ratio> {
        let mut inputs = self.inputs.values();
        if let (Some(only), None) = (inputs.next(), inputs.next()) {
            // Nothing plus one input is that input in its lowest terms.
            let amount = only.amount()?;
            return Ok(if amount.denominator() == Exact::ONE { amount } else { amount.reduced() });
        }
        self.inputs.values().try_fold(Ratio::from(Exact::ZERO), |sum, input| sum.checked_add(input.amount()?))
    }

    /// The source that it is one of several ways to, and the name of the method: of a form, or of rows of a ledger.
    pub(crate) fn way(&self) -> Option<(Alternatives, &str)> {
        if let Some(method) = self.derivation.method() {
            return Some((method.spec().alternatives?, method.spec().name));
        }
        let method = method_of_ledgers(&self.id.factor).filter(|_| self.origin == Origin::Method)?;
        Some((method.alternatives?, method.name))
    }

    /// Whether it is what a grid loses on the way to what another line is about.
    pub(crate) fn is_losses(&self) -> bool {
        self.id.category.scope() == Scope::Three && self.terms().any(|term| term.origin == TermOrigin::Losses)
    }

    /// Every term of the line: conversions of its inputs, then those of its derivation.
    pub fn terms(&self) -> impl Iterator<Item = &Term> {
        self.evidence().flatten()
    }

    /// The same, as they are shared.
    pub(crate) fn evidence(&self) -> impl Iterator<Item = &Terms> {
        self.inputs.values().map(|input| &input.conversion).chain([self.derivation.evidence()])
    }

    /// The electricity from the grid that the line is computed from, in MJ, and the unit it is stated in; none where the line is
    /// computed from something else, or stated.
    pub fn electricity(&self) -> Result<Option<(Ratio, Unit)>> {
        if let Some(result) = self.derivation.method() {
            return result.electricity();
        }
        let is_factor = |term: &Term| term.name == EMISSION_FACTOR && term.rows.iter().any(FactorRef::is_of_electricity);
        if !self.derivation.evidence().iter().any(is_factor) {
            return Ok(None);
        }
        let stated = self.inputs.values().map(|input| input.unit).find(|unit| unit.dimension() == Dimension::Energy);
        Ok(Some((self.amount()?, stated.map_or_else(|| KILOWATT_HOUR.parse(), Ok)?)))
    }

    /// The mass in kg, numerator and denominator separately.
    pub fn open_mass(&self) -> Result<Ratio> {
        self.open_mass_of(&mut LastAmount::default())
    }

    /// The same, with lines that may share its amount.
    pub(crate) fn open_mass_of(&self, amounts: &mut LastAmount) -> Result<Ratio> {
        let open = amounts.of(self).and_then(|amount| amount.checked_mul(self.derivation.factor()?));
        open.map_err(|error| error.in_step(self.step()))
    }

    /// Adds another part of the same line: its inputs join these. An error where the two were made with other factors.
    pub fn merge(&mut self, other: &Self) -> Result<()> {
        if self.derivation.method().is_some() || other.derivation.method().is_some() {
            return Err(Message::ComputedTwice { value: (&self.id).into() }.into());
        }
        if self.derivation != other.derivation || self.substance != other.substance || self.origin != other.origin {
            return Err(Message::TwoVersions { value: (&self.id).into() }.into());
        }
        if self.origin == Origin::Direct {
            let (category, substance) = ((&self.id.category).into(), (&self.substance).into());
            return Err(Message::StatedTwice { value: (&self.id).into(), category, substance }.into());
        }
        for (key, input) in other.inputs.iter() {
            match self.inputs.get_mut(key) {
                Some(held) if held.conversion != input.conversion => {
                    return Err(Message::OtherConversion { value: (&*key.file).into(), line: (&self.id).into() }.into());
                }
                Some(held) => held.join(input)?,
                None => {
                    self.inputs.insert(key.clone(), input.clone());
                }
            }
        }
        self.activity_quality = Quality::worst(self.activity_quality, other.activity_quality);
        self.factor_quality = Quality::worst(self.factor_quality, other.factor_quality);
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

    /// The same, its open mass computed before.
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

/// The method for ledgers whose name a factor begins with.
pub(super) fn method_of_ledgers(factor: &str) -> Option<&'static LedgerMethod> {
    methods::find_for_ledger(factor.split(['.', '@']).next()?)
}

/// The amount of the line before: lines of one activity follow one another and share their inputs.
#[derive(Default)]
pub(crate) struct LastAmount(Option<(usize, Ratio)>);

impl LastAmount {
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

/// Every term of lines, those that lines share once. In no order to rely on.
pub(crate) fn distinct<'a>(lines: impl IntoIterator<Item = &'a Line>) -> impl Iterator<Item = &'a Term> {
    let mut seen = hashbrown::HashSet::new();
    let held = lines.into_iter().flat_map(Line::evidence);
    held.filter(move |terms| seen.insert(terms.place())).flatten()
}

/// The id of a line, which its holders share.
mod shared_id {
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
