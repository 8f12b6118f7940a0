//! The years for which a row is valid.

use crate::error::{Error, Message, Result};
use crate::taxonomy::Year;
use core::fmt;
use core::str::FromStr;

/// The years for which a factor or parameter is valid.
///
/// Written `all`, `2018`, `2016-2018`, `2022-` (and later), `FY2014`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Validity {
    /// Any year.
    All,
    /// From a year to a year, both included.
    Span(Year, Year),
    /// From a year on.
    From(Year),
    /// A fiscal year, by its name.
    Fiscal(Year),
}

impl Validity {
    /// How many years `year` is after these years: 0 if they include it, none if they are all later.
    pub fn years_back(self, year: Year) -> Option<u16> {
        let (first, last) = match self {
            Self::All => return Some(0),
            Self::From(first) => return (year >= first).then_some(0),
            Self::Span(first, last) => (first, last),
            Self::Fiscal(named) => (named, named),
        };
        if year < first { None } else { Some(year.number().saturating_sub(last.number())) }
    }
}

impl fmt::Display for Validity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => f.pad("all"),
            Self::Span(first, last) if first == last => first.fmt(f),
            Self::Span(first, last) => padded!(f, "{first}-{last}"),
            Self::From(first) => padded!(f, "{first}-"),
            Self::Fiscal(year) => padded!(f, "FY{year}"),
        }
    }
}

impl FromStr for Validity {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let refused = || Error::from(Message::NotYears { value: text.into() });
        let year = |part: &str| part.parse::<Year>().ok().filter(|year| !year.is_fiscal()).ok_or_else(refused);
        if text == "all" {
            return Ok(Self::All);
        }
        if let Some(named) = text.strip_prefix("FY") {
            return Ok(Self::Fiscal(year(named)?));
        }
        match text.split_once('-') {
            None => year(text).map(|only| Self::Span(only, only)),
            Some((first, "")) => Ok(Self::From(year(first)?)),
            Some((first, last)) => match (year(first)?, year(last)?) {
                (first, last) if first <= last => Ok(Self::Span(first, last)),
                _ => Err(refused()),
            },
        }
    }
}

as_text!(Validity);
