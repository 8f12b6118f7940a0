//! Years, and the stretches of time a row may represent.

use crate::error::{Error, LabelKey, Message, Problem, Result};
use core::fmt;
use core::str::FromStr;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Years between the Buddhist Era and the Common Era.
const BUDDHIST_OFFSET: u16 = 543;

/// A calendar year of the Common Era, 1800 to 2399. A number in JSON.
///
/// ```
/// use citycarbon::taxonomy::Year;
/// let year: Year = "2024".parse()?;
/// assert_eq!(year.number(), 2024);
/// let error = "2567".parse::<Year>().unwrap_err();
/// assert_eq!(error.to_string(), "\"2567\": this looks like a year of the Buddhist Era; write 2024, or set era = \"BE\"");
/// # Ok::<(), citycarbon::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Year(u16);

impl Year {
    /// The first year that may be named.
    pub const FIRST: Self = Self(1800);
    /// The last year that may be named.
    pub const LAST: Self = Self(2399);

    /// A year of the Common Era.
    pub fn new(number: u16) -> Result<Self, Problem> {
        Self::within(number).map_or_else(|| Era::CommonEra.year(number, &number.to_string()), Ok)
    }

    /// The number of the year.
    pub fn number(self) -> u16 {
        self.0
    }

    /// The year before, if it may be named.
    pub fn before(self) -> Option<Self> {
        Self::within(self.0.checked_sub(1)?)
    }

    /// The year after, if it may be named.
    pub fn after(self) -> Option<Self> {
        Self::within(self.0.checked_add(1)?)
    }

    /// Whether 29 February exists in it (Gregorian rule).
    pub fn is_leap(self) -> bool {
        self.0.is_multiple_of(4) && (!self.0.is_multiple_of(100) || self.0.is_multiple_of(400))
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
        fmt::Display::fmt(&self.0, f)
    }
}

impl FromStr for Year {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        match <[u8; 4]>::try_from(text.as_bytes()).ok().and_then(four) {
            Some(number) => Ok(Era::CommonEra.year(number, text)?),
            None => Err(Message::NotAYear { value: text.into() }.into()),
        }
    }
}

impl Serialize for Year {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u16(self.0)
    }
}

impl<'de> Deserialize<'de> for Year {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(u16::deserialize(deserializer)?).map_err(serde::de::Error::custom)
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
        let year = fiscal.0;
        match self {
            Self::Thailand => ((year.saturating_sub(1), 10), (year, 9)),
            Self::Japan => ((year, 4), (year.saturating_add(1), 3)),
            Self::Korea => ((year, 1), (year, 12)),
        }
    }

    /// The calendar year in which most months of a fiscal year lie.
    pub fn year_of_most_months(self, fiscal: Year) -> Year {
        let ((first, month), (last, _)) = self.span(fiscal);
        // Months 7 to 12 leave at most six in the first year.
        Year(if month <= 6 { first } else { last })
    }

    /// The fiscal year of a month, if it may be named.
    pub fn fiscal_year_of(self, year: Year, month: u8) -> Option<Year> {
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

/// The stretch of time that a row of activity represents.
///
/// ```
/// use citycarbon::taxonomy::Period;
/// let day: Period = "2024-02-29".parse()?;
/// assert_eq!(day.year().number(), 2024);
/// assert!("2023-02-29".parse::<Period>().is_err());
/// assert_eq!("FY2024".parse::<Period>()?.to_string(), "FY2024");
/// # Ok::<(), citycarbon::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Period {
    /// A calendar year: `2024`.
    Year(Year),
    /// A month: `2024-03`.
    Month {
        /// Its year.
        year: Year,
        /// 1 to 12.
        month: u8,
    },
    /// A day: `2024-03-15`.
    Day {
        /// Its year.
        year: Year,
        /// 1 to 12.
        month: u8,
        /// 1 to 31.
        day: u8,
    },
    /// A fiscal year: `FY2024`. What it spans is a matter of the [`Calendar`].
    Fiscal(Year),
}

impl Period {
    /// The period that `text` names, its year in `era`.
    pub fn parse(text: &str, era: Era) -> Result<Self, Problem> {
        let Some((number, month, day, fiscal)) = parts(text.as_bytes()) else { return Err(Self::no_period(text)) };
        let year = era.year(number, text)?;
        Ok(match (month, day) {
            (None, _) if fiscal => Self::Fiscal(year),
            (None, _) => Self::Year(year),
            (Some(month), day) => {
                let Some(last) = year.days_of(month) else { return Err(Message::NoSuchMonth { value: text.into() }.into()) };
                match day {
                    None => Self::Month { year, month },
                    Some(day) if (1..=last).contains(&day) => Self::Day { year, month, day },
                    Some(_) => return Err(Message::NoSuchDay { value: text.into(), last: last.into() }.into()),
                }
            }
        })
    }

    fn no_period(text: &str) -> Problem {
        let value = text.into();
        if text.is_empty() {
            Message::NoPeriod.into()
        } else if text.trim() == text {
            Message::NotAPeriod { value }.into()
        } else {
            Message::SpacesAroundPeriod { value }.into()
        }
    }

    /// The year in its name: the calendar year, or the number of the fiscal year.
    pub fn year(self) -> Year {
        match self {
            Self::Year(year) | Self::Month { year, .. } | Self::Day { year, .. } | Self::Fiscal(year) => year,
        }
    }

    /// Its month, if it is not longer than one.
    pub fn month(self) -> Option<u8> {
        match self {
            Self::Month { month, .. } | Self::Day { month, .. } => Some(month),
            Self::Year(_) | Self::Fiscal(_) => None,
        }
    }

    /// The day of the month, if it is a day.
    pub fn day(self) -> Option<u8> {
        if let Self::Day { day, .. } = self { Some(day) } else { None }
    }

    /// Whether it is a fiscal year.
    pub fn is_fiscal(self) -> bool {
        matches!(self, Self::Fiscal(_))
    }
}

/// Year, month, day as written, and whether `FY` is before them.
fn parts(text: &[u8]) -> Option<(u16, Option<u8>, Option<u8>, bool)> {
    Some(match text {
        [y1, y2, y3, y4] => (four([*y1, *y2, *y3, *y4])?, None, None, false),
        [b'F', b'Y', y1, y2, y3, y4] => (four([*y1, *y2, *y3, *y4])?, None, None, true),
        [y1, y2, y3, y4, b'-', m1, m2] => (four([*y1, *y2, *y3, *y4])?, Some(two([*m1, *m2])?), None, false),
        [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] => {
            (four([*y1, *y2, *y3, *y4])?, Some(two([*m1, *m2])?), Some(two([*d1, *d2])?), false)
        }
        _ => return None,
    })
}

/// A number of four ASCII digits.
fn four([a, b, c, d]: [u8; 4]) -> Option<u16> {
    u16::from(two([a, b])?).checked_mul(100)?.checked_add(u16::from(two([c, d])?))
}

/// A number of two ASCII digits.
fn two([a, b]: [u8; 2]) -> Option<u8> {
    let (tens, ones) = (a.wrapping_sub(b'0'), b.wrapping_sub(b'0'));
    if tens > 9 || ones > 9 { None } else { tens.checked_mul(10)?.checked_add(ones) }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => padded!(f, "{year}"),
            Self::Month { year, month } => padded!(f, "{year}-{month:02}"),
            Self::Day { year, month, day } => padded!(f, "{year}-{month:02}-{day:02}"),
            Self::Fiscal(year) => padded!(f, "FY{year}"),
        }
    }
}

impl FromStr for Period {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Ok(Self::parse(text, Era::CommonEra)?)
    }
}

impl Serialize for Period {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Period {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::{Calendar, Era, Period, Year};
    use crate::error::{ErrorKind, Message};

    #[test]
    fn a_period_is_written_back_as_it_was_read() {
        for text in ["2024", "2024-03", "2024-02-29", "FY2024", "1800-01-01", "2399-12-31"] {
            assert_eq!(text.parse::<Period>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn dates_that_do_not_exist_are_refused() {
        for text in ["2023-02-29", "2100-02-29", "2024-13", "2024-00", "2024-04-31", "2024-01-00"] {
            assert_eq!(text.parse::<Period>().unwrap_err().kind(), ErrorKind::Period, "{text}");
        }
        for text in ["24", "2024-3", "2024/03", " 2024", "2024-03-15-", "FY24", "FY2024-03", "fy2024", "２０２４", "+024", "1799"]
        {
            assert_eq!(text.parse::<Period>().unwrap_err().kind(), ErrorKind::Period, "{text}");
        }
        assert_eq!("".parse::<Period>().unwrap_err().kind(), ErrorKind::Empty);
    }

    #[test]
    fn the_buddhist_era_is_read_only_when_stated() {
        assert_eq!("2567-03".parse::<Period>().unwrap_err().kind(), ErrorKind::Era);
        assert_eq!(Period::parse("2567-02-29", Era::Buddhist).unwrap().to_string(), "2024-02-29");
        assert_eq!(Period::parse("FY2567", Era::Buddhist).unwrap(), Period::Fiscal(Year::new(2024).unwrap()));
        let mixed = Period::parse("2024", Era::Buddhist).unwrap_err();
        assert_eq!(*mixed.message(), Message::NotABuddhistYear { value: "2024".into(), year: Some("2567".into()) });
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
                    assert_eq!(calendar.fiscal_year_of(Year::new(year).unwrap(), month), Some(fiscal));
                }
            }
        }
    }
}
