//! Years: of the calendar, and fiscal ones.

use crate::error::{Error, LabelKey, Message, Problem, Result};
use core::fmt;
use core::str::FromStr;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Years between the Buddhist Era and the Common Era.
const BUDDHIST_OFFSET: u16 = 543;

/// A year of the Common Era, 1800 to 2399: of the calendar, or a fiscal one. A text in JSON, which may be a number when it is read.
///
/// Which months a fiscal year has is a matter of the [`Calendar`]. A calendar year and the fiscal year of its number are two years.
///
/// ```
/// use citycarbon::taxonomy::Year;
/// let year: Year = "2024".parse()?;
/// assert_eq!(year.number(), 2024);
/// assert_ne!("FY2024".parse::<Year>()?, year);
/// let error = "2567".parse::<Year>().unwrap_err();
/// assert_eq!(error.to_string(), "\"2567\": this looks like a year of the Buddhist Era; write 2024, or set era = \"BE\"");
/// # Ok::<(), citycarbon::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Year(u16);

/// What the number of a fiscal year has more than that of a calendar year.
const FISCAL: u16 = 1 << 15;

/// What is written before the number of a fiscal year.
const FISCAL_MARK: &str = "FY";

impl Year {
    /// The first year that may be named.
    pub const FIRST: Self = Self(1800);
    /// The last year that may be named.
    pub const LAST: Self = Self(2399);

    /// A calendar year of the Common Era.
    pub fn new(number: u16) -> Result<Self, Problem> {
        Self::within(number).map_or_else(|| Era::CommonEra.year(number, &number.to_string()), Ok)
    }

    /// The number of the year.
    pub fn number(self) -> u16 {
        self.0 & !FISCAL
    }

    /// Whether it is a fiscal year.
    pub fn is_fiscal(self) -> bool {
        self.0 & FISCAL != 0
    }

    /// The fiscal year of this number.
    #[must_use]
    pub fn fiscal(self) -> Self {
        Self(self.0 | FISCAL)
    }

    /// The calendar year of this number: of a fiscal year, the one that has most of its months, whatever the calendar.
    #[must_use]
    pub fn calendar(self) -> Self {
        Self(self.number())
    }

    /// A year of the same kind with another number.
    fn alike(self, number: Option<u16>) -> Option<Self> {
        Self::within(number?).map(|year| Self(year.0 | (self.0 & FISCAL)))
    }

    /// The year before, if it may be named.
    pub fn before(self) -> Option<Self> {
        self.alike(self.number().checked_sub(1))
    }

    /// The year after, if it may be named.
    pub fn after(self) -> Option<Self> {
        self.alike(self.number().checked_add(1))
    }

    /// Whether 29 February exists in it (Gregorian rule).
    pub fn is_leap(self) -> bool {
        let number = self.number();
        number.is_multiple_of(4) && (!number.is_multiple_of(100) || number.is_multiple_of(400))
    }

    /// Days of a month of it; none if there is no such month.
    pub fn days_of(self, month: u8) -> Option<u8> {
        Some(match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if self.is_leap() => 29,
            2 => 28,
            _ => return None,
        })
    }

    fn within(number: u16) -> Option<Self> {
        (Self::FIRST.0..=Self::LAST.0).contains(&number).then_some(Self(number))
    }
}

impl fmt::Display for Year {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_fiscal() { padded!(f, "{FISCAL_MARK}{}", self.number()) } else { fmt::Display::fmt(&self.0, f) }
    }
}

impl FromStr for Year {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let fiscal = text.strip_prefix(FISCAL_MARK);
        match <[u8; 4]>::try_from(fiscal.unwrap_or(text).as_bytes()).ok().and_then(four) {
            Some(number) => {
                let year = Era::CommonEra.year(number, text)?;
                Ok(if fiscal.is_some() { year.fiscal() } else { year })
            }
            None => Err(Message::NotAYear { value: text.into() }.into()),
        }
    }
}

impl Serialize for Year {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Year {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        /// Text, as it is written; or the number of a calendar year, as a person may write it.
        struct Written;

        impl serde::de::Visitor<'_> for Written {
            type Value = Year;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a year")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Year, E> {
                text.parse().map_err(E::custom)
            }

            fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<Year, E> {
                u16::try_from(number)
                    .map_or_else(|_| number.to_string().parse().map_err(E::custom), |number| Year::new(number).map_err(E::custom))
            }

            fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<Year, E> {
                number.to_string().parse().map_err(E::custom)
            }
        }

        deserializer.deserialize_any(Written)
    }
}

/// The era that years are written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Era {
    /// The Common Era; a year from 2400 to 2700 is refused, and the likely one suggested.
    #[default]
    #[serde(rename = "CE")]
    CommonEra,
    /// The Buddhist Era as used in Thailand: 2567 is 2024. Years outside 2400 to 2700 are refused.
    #[serde(rename = "BE")]
    Buddhist,
}

impl Era {
    /// The year that a number represents in this era; `written` is the text that a problem shows.
    pub fn year(self, number: u16, written: &str) -> Result<Year, Problem> {
        let buddhist = (2400..=2700).contains(&number);
        let common = number.checked_sub(BUDDHIST_OFFSET).and_then(Year::within).filter(|_| buddhist);
        match (self, common) {
            (Self::Buddhist, Some(year)) => Ok(year),
            (Self::Buddhist, None) => {
                let likely = number.checked_add(BUDDHIST_OFFSET).filter(|likely| (2400..=2700).contains(likely));
                let year = likely.filter(|_| Year::within(number).is_some()).map(|likely| (&likely).into());
                Err(Message::NotABuddhistYear { value: written.into(), year }.into())
            }
            (Self::CommonEra, Some(year)) => {
                let option = Some("era = \"BE\"".into());
                Err(Message::BuddhistYear { value: written.into(), year: (&year).into(), option }.into())
            }
            (Self::CommonEra, None) => {
                Year::within(number).ok_or_else(|| Message::YearOutsideRange { value: written.into() }.into())
            }
        }
    }
}

/// How a country cuts its fiscal years.
///
/// Each of the three names a fiscal year by the calendar year that holds most of its months.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Calendar {
    /// Thailand: October to September, named by the year it ends in.
    #[serde(rename = "TH")]
    Thailand,
    /// Japan: April to March, named by the year it starts in.
    #[serde(rename = "JP")]
    Japan,
    /// Korea: the calendar year.
    #[serde(rename = "KR")]
    Korea,
}

impl Calendar {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Thailand, Self::Japan, Self::Korea];

    /// First and last month of a fiscal year, as (year, month).
    ///
    /// Plain numbers, as a fiscal year at either end of the range reaches past it.
    pub fn span(self, fiscal: Year) -> ((u16, u8), (u16, u8)) {
        let year = fiscal.number();
        match self {
            Self::Thailand => ((year.saturating_sub(1), 10), (year, 9)),
            Self::Japan => ((year, 4), (year.saturating_add(1), 3)),
            Self::Korea => ((year, 1), (year, 12)),
        }
    }

    /// The calendar year in which most months of a fiscal year lie: the one of its number, in each of the three calendars.
    pub fn year_of_most_months(self, fiscal: Year) -> Year {
        fiscal.calendar()
    }

    /// The fiscal year of a month, if it may be named.
    pub fn fiscal_year_of(self, year: Year, month: u8) -> Option<Year> {
        let year = year.fiscal();
        match self {
            Self::Thailand if month >= 10 => year.after(),
            Self::Japan if month <= 3 => year.before(),
            _ => Some(year),
        }
    }
}

impl fmt::Display for Calendar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Thailand => "TH",
            Self::Japan => "JP",
            Self::Korea => "KR",
        })
    }
}

impl FromStr for Calendar {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Self::ALL.into_iter().find(|calendar| calendar.to_string() == text).ok_or_else(|| {
            let names = Self::ALL.iter().map(Into::into).collect();
            Message::UnknownName { value: text.into(), what: LabelKey::of("name.calendar"), nearest: None, names }.into()
        })
    }
}

/// A number of four ASCII digits.
pub(super) fn four([a, b, c, d]: [u8; 4]) -> Option<u16> {
    u16::from(two([a, b])?).checked_mul(100)?.checked_add(u16::from(two([c, d])?))
}

/// A number of two ASCII digits.
pub(super) fn two([a, b]: [u8; 2]) -> Option<u8> {
    let (tens, ones) = (a.wrapping_sub(b'0'), b.wrapping_sub(b'0'));
    if tens > 9 || ones > 9 { None } else { tens.checked_mul(10)?.checked_add(ones) }
}

#[cfg(test)]
mod tests {
    use super::{Calendar, Year};

    #[test]
    fn a_fiscal_year_is_no_calendar_year() {
        let year: Year = "2021".parse().unwrap();
        let fiscal: Year = "FY2021".parse().unwrap();
        assert_eq!((fiscal, fiscal.calendar(), fiscal.number()), (year.fiscal(), year, 2021));
        assert_ne!(fiscal, year);
        assert_eq!((fiscal.to_string(), fiscal.after().unwrap().to_string()), ("FY2021".to_owned(), "FY2022".to_owned()));
        assert_eq!(Year::LAST.fiscal().after(), None);
        for wrong in ["FY2567", "FY21", "FY1799", "fy2021"] {
            assert!(wrong.parse::<Year>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_fiscal_year_is_the_year_of_most_of_its_months() {
        for calendar in Calendar::ALL {
            for number in Year::FIRST.number()..=Year::LAST.number() {
                let fiscal = Year::new(number).unwrap();
                let ((from, first), (to, last)) = calendar.span(fiscal);
                let months: Vec<(u16, u8)> = (from..=to)
                    .flat_map(|y| (1..=12).map(move |m| (y, m)))
                    .filter(|m| *m >= (from, first) && *m <= (to, last))
                    .collect();
                assert_eq!(months.len(), 12);
                let most = calendar.year_of_most_months(fiscal);
                assert!(months.iter().filter(|(year, _)| *year == most.number()).count() > 6);
                for (year, month) in months.into_iter().filter(|(year, _)| (1800..2400).contains(year)) {
                    assert_eq!(calendar.fiscal_year_of(Year::new(year).unwrap(), month), Some(fiscal.fiscal()));
                }
            }
        }
    }
}
