//! What a city states of its separated waste: rows, what becomes of them, and what that costs.

use crate::error::{Error, MeasureFault, Message, Result};
use crate::forms::FieldError;
use crate::measures::DecayTiming;
use crate::measures::disposal::{Fate, Haul};
use crate::measures::drive::not_a;
use crate::measures::streams::{Destination, Stream};
use crate::methods::{Input, InputKind};
use crate::quantity::{Dimension, Exact, Money, Ratio, Reading};
use crate::taxonomy::Period;
use core::fmt;
use core::str::FromStr;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

pub(super) const PERIOD: Input = Input::of_kind("period", InputKind::Text, "a month, a year or a day");
pub(super) const AMOUNT: Input = Input::of_kind("amount", InputKind::Text, "how much, wet");
pub(super) const UNIT: Input = Input::of_kind("unit", InputKind::Text, "a unit of mass");
/// Waste of a period, as a row states it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sorted {
    /// A year, a month or a day.
    pub period: Period,
    /// What it is.
    pub stream: Stream,
    /// Where it was taken.
    pub destination: Destination,
    /// The place; empty for the city as a whole.
    pub place: String,
    /// How much, a unit of mass, wet.
    pub amount: Reading,
    /// The file.
    pub origin: String,
}

/// What it costs to handle a tonne of mixed waste.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handling {
    /// What is saved: `collection and disposal`.
    pub what: String,
    /// Money for each tonne.
    pub per_tonne: Ratio,
    /// The currency.
    pub currency: String,
    /// The year whose prices these are.
    pub price_year: u16,
}

/// A destination, for one stream or for all that none is named for: `composting`, `organic to composting`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WasteRoute {
    /// Where to.
    pub destination: Destination,
    /// Of what; none for any stream.
    pub stream: Option<Stream>,
}

impl fmt::Display for WasteRoute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.stream {
            Some(stream) => padded!(f, "{stream} to {}", self.destination),
            None => self.destination.fmt(f),
        }
    }
}

impl FromStr for WasteRoute {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        match text.split_once(" to ") {
            Some((stream, destination)) => Ok(Self { destination: destination.parse()?, stream: Some(stream.parse()?) }),
            None => Ok(Self { destination: text.parse()?, stream: None }),
        }
    }
}

as_text!(WasteRoute);

/// What a city states next to its tonnes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Separation {
    /// What would have become of a stream, unseparated.
    pub without: BTreeMap<Stream, Fate>,
    /// What becomes of it.
    pub with: BTreeMap<WasteRoute, Fate>,
    /// What of it comes back as residue.
    pub residue: BTreeMap<WasteRoute, Fate>,
    /// The extra way to a destination.
    pub transport: BTreeMap<Destination, Haul>,
    /// What is saved.
    pub cost: Option<Handling>,
    /// When the gas would have come out.
    pub decay: Option<DecayTiming>,
}

impl Sorted {
    /// Refuses what is no mass, less than none of it, fiscal years, quarters and spans of days.
    pub fn check(&self) -> Result<(), FieldError> {
        let unit = self.amount.unit();
        if unit.dimension() != Dimension::Mass {
            return Err(FieldError::new(&UNIT, unit.refused_for(Dimension::Mass, None, Some("t"))));
        }
        if self.amount.value().is_negative() {
            return Err(FieldError::new(&AMOUNT, Message::BelowZero { value: (&self.amount).into() }));
        }
        if self.period.is_fiscal() {
            return Err(FieldError::new(&PERIOD, Message::FiscalWaste { value: (&self.period).into() }));
        }
        if matches!(self.period, Period::Quarter { .. } | Period::Span { .. }) {
            return Err(FieldError::new(&PERIOD, Message::PeriodOfWaste { value: (&self.period).into() }));
        }
        Ok(())
    }
}

impl Handling {
    /// What is saved, and its price: `1000 THB/t`, or a fraction such as `127800000/67248 THB/t`, at the prices of a year.
    ///
    /// ```
    /// use citycarbon::measures::waste_separation::Handling;
    /// let handling = Handling::parse("disposal", "600 THB/t", 2022)?;
    /// assert_eq!((handling.per_tonne.to_string(), handling.currency), ("600".to_owned(), "THB".to_owned()));
    /// # Ok::<(), citycarbon::Error>(())
    /// ```
    pub fn parse(what: &str, text: &str, price_year: u16) -> Result<Self> {
        let refused = || not_a("rate.price-of-a-tonne", text.into(), "1000 THB/t");
        let (number, currency) = text.strip_suffix("/t").and_then(|text| text.split_once(' ')).ok_or_else(refused)?;
        let per_tonne: Ratio = number.parse()?;
        if per_tonne.numerator().is_negative() {
            return Err(Message::BelowZero { value: text.into() }.into());
        }
        let handling = Self { what: what.to_owned(), per_tonne, currency: currency.to_owned(), price_year };
        handling.check().map(|()| handling)
    }

    /// Refuses what is no currency.
    pub fn check(&self) -> Result<()> {
        Money::new(Exact::ZERO, &self.currency, self.price_year).map(drop)
    }
}

/// Of one stream, else of all.
pub(super) fn fate_of(of: &BTreeMap<WasteRoute, Fate>, destination: Destination, stream: Stream) -> Option<&Fate> {
    of.get(&WasteRoute { destination, stream: Some(stream) }).or_else(|| of.get(&WasteRoute { destination, stream: None }))
}

impl Separation {
    /// Refuses fates that are no whole, and units that do not lead to what a code is counted in.
    pub fn check(&self) -> Result<()> {
        self.without.iter().try_for_each(|(stream, fate)| fate.check(&stream.to_string(), false))?;
        self.with.iter().try_for_each(|(way, fate)| fate.check(&way.to_string(), false))?;
        self.residue.iter().try_for_each(|(way, fate)| fate.check(&format!("residue of {way}"), true))?;
        self.transport.values().try_for_each(Haul::check).map_err(Error::from)?;
        self.cost.as_ref().map_or(Ok(()), Handling::check)
    }

    pub(super) fn without(&self, stream: Stream) -> Result<&Fate> {
        self.without.get(&stream).ok_or_else(|| fault(MeasureFault::NoFateWithout { stream: (&stream).into() }))
    }

    pub(super) fn with(&self, destination: Destination, stream: Stream) -> Result<&Fate> {
        fate_of(&self.with, destination, stream)
            .ok_or_else(|| fault(MeasureFault::NoFateWith { stream: (&stream).into(), destination: (&destination).into() }))
    }
}

fn fault(fault: MeasureFault) -> Error {
    Message::Measure { value: None, fault }.into()
}
