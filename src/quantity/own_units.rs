//! Units of a city's own: so many of a unit of the table, or of another of its own.

use super::{Exact, Rate, Reading, Unit};
use crate::error::{Error, Errors, Message, Problem, Result, Text, UnitFault, did_you_mean};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A unit that no table has, such as the bottle that a depot fills: one is `equals` times `of`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct OwnUnit {
    /// Its name, as the files of the city write it.
    pub unit: String,
    /// How many of the other unit it is.
    pub equals: Exact,
    /// The other unit: one of the table, or of the city's own.
    pub of: String,
    /// Who says so.
    pub source: String,
}

impl OwnUnit {
    /// A unit with the size that a source states.
    pub fn new(unit: &str, equals: impl Into<Exact>, of: &str, source: &str) -> Self {
        Self { unit: unit.to_owned(), equals: equals.into(), of: of.to_owned(), source: source.to_owned() }
    }
}

/// The longest name.
const LONGEST: usize = 64;

/// The units of a city's own, each of them so many of a unit of the table.
///
/// ```
/// use citycarbon::quantity::{OwnUnit, OwnUnits};
/// let own = OwnUnits::new(vec![
///     OwnUnit::new("15 kg bottle", 15, "kg", "label of the bottle"),
///     OwnUnit::new("crate", 12, "15 kg bottle", "depot"),
/// ])?;
/// assert_eq!(own.reading(2.into(), "crate")?.to_string(), "360 kg");
/// assert_eq!(own.reading(2.into(), "t")?.to_string(), "2 t"); // as without them
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<OwnUnit>", into = "Vec<OwnUnit>")]
pub struct OwnUnits {
    stated: Vec<OwnUnit>,
    sizes: BTreeMap<String, (Exact, Unit)>,
}

/// What is wrong with a row: its place in the list, the column, the problem.
pub(crate) type WrongUnit = (usize, &'static str, Problem);

impl OwnUnits {
    /// The units as they are stated.
    ///
    /// # Errors
    /// A name that the table has, or that is none; a size that is not above zero; a unit that stands for itself; no source.
    pub fn new(stated: Vec<OwnUnit>) -> Result<Self, Errors> {
        Self::checked(stated).map_err(|wrong| Errors::of(wrong.into_iter().map(|(_, _, problem)| problem.into()).collect()))
    }

    /// The same, with the place of each problem.
    pub(crate) fn checked(stated: Vec<OwnUnit>) -> Result<Self, Vec<WrongUnit>> {
        let (mut sizes, mut wrong) = (BTreeMap::new(), Vec::new());
        for (at, own) in stated.iter().enumerate() {
            let earlier = stated.iter().take(at).any(|other| other.unit == own.unit);
            match own.invalid(earlier).map_or_else(|| size(own, &stated), Err) {
                Ok(size) => drop(sizes.insert(own.unit.clone(), size)),
                Err((column, problem)) => wrong.push((at, column, problem)),
            }
        }
        if wrong.is_empty() { Ok(Self { stated, sizes }) } else { Err(wrong) }
    }

    /// The units as they are stated, in the order given.
    pub fn stated(&self) -> &[OwnUnit] {
        &self.stated
    }

    /// Each name with its size: so many of a unit of the table. In alphabetical order.
    pub(crate) fn sizes(&self) -> impl Iterator<Item = (&str, Exact, Unit)> {
        self.sizes.iter().map(|(name, (multiple, unit))| (name.as_str(), *multiple, *unit))
    }

    /// The size of a unit of the city's own; none where it is none of them.
    pub(crate) fn own(&self, text: &str) -> Option<(Exact, Unit)> {
        self.sizes.get(text).copied()
    }

    /// A rate as its cells state it, with units of the city's own in units of the table.
    pub(crate) fn rate(&self, value: Exact, per: Exact, units: &str) -> Result<Rate> {
        let Some((unit, per_unit)) = units.split_once('/').filter(|_| !self.sizes.is_empty()) else {
            return Rate::parse(value, per, units);
        };
        let ((multiple, unit), (per_multiple, per_unit)) = (self.find(unit)?, self.find(per_unit)?);
        Rate::new(value.checked_mul(multiple)?, unit, per.checked_mul(per_multiple)?, per_unit)
    }

    /// A unit as it is written: of the city's own, how many of a unit of the table.
    pub fn find(&self, text: &str) -> Result<(Exact, Unit)> {
        if let Some(size) = self.sizes.get(text) {
            return Ok(*size);
        }
        let unit: Result<Unit> = text.parse();
        unit.map(|unit| (Exact::ONE, unit)).map_err(|error| match error.problem().message() {
            Message::UnknownUnit { nearest: None, .. } => {
                let nearest = did_you_mean(text, self.sizes.keys().map(String::as_str)).map(Text::from);
                Message::UnknownUnit { value: text.into(), nearest }.into()
            }
            _ => error,
        })
    }

    /// An amount in a unit as it is written, in a unit of the table.
    pub fn reading(&self, value: Exact, text: &str) -> Result<Reading> {
        let (multiple, unit) = self.find(text)?;
        let value = if multiple == Exact::ONE { value } else { value.checked_mul(multiple)? };
        Ok(Reading::new(value, unit))
    }
}

/// A column and what is wrong with its cell.
type WrongCell = (&'static str, Problem);

impl OwnUnit {
    fn invalid(&self, earlier: bool) -> Option<WrongCell> {
        let value = || Text::from(&self.unit);
        let plain = !self.unit.is_empty()
            && self.unit.trim() == self.unit
            && self.unit.len() <= LONGEST
            && !self.unit.contains(|letter: char| letter == '/' || letter.is_control());
        let held = self.unit.parse::<Unit>().ok();
        match held {
            _ if !plain => Some(("unit", Message::OwnUnit { value: value(), fault: UnitFault::NotAName }.into())),
            Some(unit) => {
                Some(("unit", Message::OwnUnit { value: value(), fault: UnitFault::Taken { unit: unit.symbol().into() } }.into()))
            }
            None if earlier => Some(("unit", Message::Duplicate { value: value() }.into())),
            None if self.equals.is_negative() || self.equals.is_zero() => {
                Some(("equals", Message::NotAboveZero { value: (&self.equals).into() }.into()))
            }
            None if self.source.trim().is_empty() => Some(("source", Message::EmptyCell.into())),
            None => None,
        }
    }
}

/// How many of a unit of the table a unit is, through others of the city's own.
fn size(own: &OwnUnit, stated: &[OwnUnit]) -> Result<(Exact, Unit), WrongCell> {
    let (mut multiple, mut at, mut passed) = (own.equals, own, vec![own.unit.as_str()]);
    while let Some(next) = stated.iter().find(|other| other.unit == at.of) {
        if passed.contains(&next.unit.as_str()) {
            let through = passed.iter().map(|name| Text::from(*name)).collect();
            return Err(("of", Message::OwnUnit { value: (&own.of).into(), fault: UnitFault::Circle { through } }.into()));
        }
        passed.push(&next.unit);
        multiple = multiple.checked_mul(next.equals).map_err(|error| ("equals", error.into_problem()))?;
        at = next;
    }
    let unit = at.of.parse().map_err(|error: Error| ("of", error.into_problem()))?;
    Ok((multiple, unit))
}

impl TryFrom<Vec<OwnUnit>> for OwnUnits {
    type Error = Errors;

    fn try_from(stated: Vec<OwnUnit>) -> Result<Self, Errors> {
        Self::new(stated)
    }
}

impl From<OwnUnits> for Vec<OwnUnit> {
    fn from(units: OwnUnits) -> Self {
        units.stated
    }
}
