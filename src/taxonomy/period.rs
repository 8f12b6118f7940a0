//! The stretch of time that a row represents.

use super::time::{Era, Year, four, two};
use crate::error::{Error, Message, Problem, Result};
use core::fmt;
use core::str::FromStr;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: Year,
    month: u8,
    day: u8,
}

impl Date {
    /// The day of a month; none where there is no such day.
    pub fn new(year: Year, month: u8, day: u8) -> Option<Self> {
        let exists = (1..=year.days_of(month)?).contains(&day);
        exists.then_some(Self { year: year.calendar(), month, day })
    }

    /// Its year.
    pub fn year(self) -> Year {
        self.year
    }

    /// Its month, 1 to 12.
    pub fn month(self) -> u8 {
        self.month
    }

    /// Its day, 1 to 31.
    pub fn day(self) -> u8 {
        self.day
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        padded!(f, "{}-{:02}-{:02}", self.year, self.month, self.day)
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
/// let bill: Period = "2021-12-10/2022-01-06".parse()?;
/// assert_eq!(bill.month_parts().map(|part| part.count()).collect::<Vec<_>>(), [22, 6]);
/// # Ok::<(), citycarbon::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Period {
    /// A calendar year: `2024`.
    Year(Year),
    /// A quarter of the calendar: `2024-Q1`.
    Quarter {
        /// Its year.
        year: Year,
        /// 1 to 4.
        quarter: u8,
    },
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
    /// A fiscal year: `FY2024`. What it spans is a matter of the [`Calendar`](super::Calendar).
    Fiscal(Year),
    /// A span of days, the first and the last one included: `2021-12-10/2022-01-06`.
    Span {
        /// The first day.
        first: Date,
        /// The last day, not before the first.
        last: Date,
    },
}

/// The days of one month that a period has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthPart {
    /// The year.
    pub year: Year,
    /// 1 to 12.
    pub month: u8,
    /// The first day.
    pub first: u8,
    /// The last day.
    pub last: u8,
}

impl MonthPart {
    /// How many days.
    pub fn count(self) -> u8 {
        self.last.saturating_sub(self.first).saturating_add(1)
    }
}

impl Period {
    /// The period that `text` names, its years in `era`.
    pub fn parse(text: &str, era: Era) -> Result<Self, Problem> {
        if let Some((first, last)) = text.split_once('/') {
            return Self::span(text, (first, last), era);
        }
        let Some((number, part)) = parts(text.as_bytes()) else { return Err(Self::no_period(text)) };
        let year = era.year(number, text)?;
        let month_of = |month: u8| year.days_of(month).ok_or_else(|| Problem::from(Message::NoSuchMonth { value: text.into() }));
        Ok(match part {
            YearPart::Whole => Self::Year(year),
            YearPart::Fiscal => Self::Fiscal(year),
            YearPart::Quarter(quarter @ 1..=4) => Self::Quarter { year, quarter },
            YearPart::Quarter(_) => return Err(Message::NoSuchQuarter { value: text.into() }.into()),
            YearPart::Month(month) => month_of(month).map(|_| Self::Month { year, month })?,
            YearPart::Day(month, day) => match month_of(month)? {
                last if (1..=last).contains(&day) => Self::Day { year, month, day },
                last => return Err(Message::NoSuchDay { value: text.into(), last: last.into() }.into()),
            },
        })
    }

    fn span(text: &str, (first, last): (&str, &str), era: Era) -> Result<Self, Problem> {
        let day = |part: &str| match Self::parse(part, era).map_err(|problem| problem.with_value(text))? {
            Self::Day { year, month, day } => Ok(Date { year, month, day }),
            _ => Err(Self::no_period(text)),
        };
        // What is no day at all is no span; a day that does not exist is named as such.
        if [first, last].iter().any(|part| !matches!(parts(part.as_bytes()), Some((_, YearPart::Day(..))))) {
            return Err(Self::no_period(text));
        }
        let (first, last) = (day(first)?, day(last)?);
        if last < first {
            return Err(Message::SpanBackwards { value: text.into() }.into());
        }
        Ok(Self::Span { first, last })
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

    /// The year in its name: the calendar year, or the number of the fiscal year; of a span, the year of the last day.
    pub fn year(self) -> Year {
        match self {
            Self::Year(year)
            | Self::Quarter { year, .. }
            | Self::Month { year, .. }
            | Self::Day { year, .. }
            | Self::Fiscal(year) => year,
            Self::Span { last, .. } => last.year,
        }
    }

    /// Its month, if it is one or a day of one.
    pub fn month(self) -> Option<u8> {
        match self {
            Self::Month { month, .. } | Self::Day { month, .. } => Some(month),
            Self::Year(_) | Self::Quarter { .. } | Self::Fiscal(_) | Self::Span { .. } => None,
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

    /// The first and the last day; none of a year, calendar or fiscal, which is not known by its parts.
    pub(crate) fn ends(self) -> Option<(Date, Date)> {
        let ends = |year: Year, first: u8, last: u8| {
            let days = year.days_of(last)?;
            Some((Date { year, month: first, day: 1 }, Date { year, month: last, day: days }))
        };
        match self {
            Self::Year(_) | Self::Fiscal(_) => None,
            Self::Quarter { year, quarter } => {
                let last = quarter.saturating_mul(3);
                ends(year, last.saturating_sub(2), last)
            }
            Self::Month { year, month } => ends(year, month, month),
            Self::Day { year, month, day } => Some((Date { year, month, day }, Date { year, month, day })),
            Self::Span { first, last } => Some((first, last)),
        }
    }

    /// The months that it has days of, in order, with these days; none of a year, calendar or fiscal, which is not known by its parts.
    pub fn month_parts(self) -> impl Iterator<Item = MonthPart> {
        let ends = self.ends();
        let after = |(year, month): (Year, u8)| match month {
            12 => year.after().map(|year| (year, 1)),
            month => Some((year, month.saturating_add(1))),
        };
        let start = ends.map(|(first, _)| (first.year, first.month));
        std::iter::successors(start, move |at| after(*at)).map_while(move |(year, month)| {
            let (from, to) = ends.filter(|(_, to)| (year, month) <= (to.year, to.month))?;
            let first = if (year, month) == (from.year, from.month) { from.day } else { 1 };
            let last = if (year, month) == (to.year, to.month) { to.day } else { year.days_of(month)? };
            Some(MonthPart { year, month, first, last })
        })
    }
}

/// What of a year a text names.
enum YearPart {
    Whole,
    Fiscal,
    Quarter(u8),
    Month(u8),
    Day(u8, u8),
}

/// The number of the year as written, and what of it.
fn parts(text: &[u8]) -> Option<(u16, YearPart)> {
    Some(match text {
        [y1, y2, y3, y4] => (four([*y1, *y2, *y3, *y4])?, YearPart::Whole),
        [b'F', b'Y', y1, y2, y3, y4] => (four([*y1, *y2, *y3, *y4])?, YearPart::Fiscal),
        [y1, y2, y3, y4, b'-', b'Q', quarter] => (four([*y1, *y2, *y3, *y4])?, YearPart::Quarter(two([b'0', *quarter])?)),
        [y1, y2, y3, y4, b'-', m1, m2] => (four([*y1, *y2, *y3, *y4])?, YearPart::Month(two([*m1, *m2])?)),
        [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] => {
            (four([*y1, *y2, *y3, *y4])?, YearPart::Day(two([*m1, *m2])?, two([*d1, *d2])?))
        }
        _ => return None,
    })
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => padded!(f, "{year}"),
            Self::Quarter { year, quarter } => padded!(f, "{year}-Q{quarter}"),
            Self::Month { year, month } => padded!(f, "{year}-{month:02}"),
            Self::Day { year, month, day } => padded!(f, "{year}-{month:02}-{day:02}"),
            Self::Fiscal(year) => padded!(f, "{}", year.fiscal()),
            Self::Span { first, last } => padded!(f, "{first}/{last}"),
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
    use super::{Era, Period, Year};
    use crate::error::{ErrorKind, Message};

    #[test]
    fn a_period_is_written_back_as_it_was_read() {
        for text in ["2024", "2024-03", "2024-02-29", "FY2024", "1800-01-01", "2399-12-31", "2024-Q1", "2021-12-10/2022-01-06"] {
            assert_eq!(text.parse::<Period>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn dates_that_do_not_exist_are_refused() {
        for text in ["2023-02-29", "2100-02-29", "2024-13", "2024-00", "2024-04-31", "2024-01-00", "2024-Q0", "2024-Q5"] {
            assert_eq!(text.parse::<Period>().unwrap_err().kind(), ErrorKind::Period, "{text}");
        }
        for text in [
            "24",
            "2024-3",
            "2024/03",
            " 2024",
            "2024-03-15-",
            "FY24",
            "FY2024-03",
            "fy2024",
            "２０２４",
            "+024",
            "1799",
            "2024-q1",
            "2024-01/2024-02",
            "2024-01-01/",
            "2024-01-01/2024-01-02/2024-01-03",
            "2024-02-01/2024-02-30",
            "2024-02-02/2024-02-01",
        ] {
            assert_eq!(text.parse::<Period>().unwrap_err().kind(), ErrorKind::Period, "{text}");
        }
        assert_eq!("".parse::<Period>().unwrap_err().kind(), ErrorKind::Empty);
    }

    #[test]
    fn the_buddhist_era_is_read_only_when_stated() {
        assert_eq!("2567-03".parse::<Period>().unwrap_err().kind(), ErrorKind::Era);
        assert_eq!(Period::parse("2567-02-29", Era::Buddhist).unwrap().to_string(), "2024-02-29");
        assert_eq!(Period::parse("2566-12-10/2567-01-06", Era::Buddhist).unwrap().to_string(), "2023-12-10/2024-01-06");
        assert_eq!(Period::parse("FY2567", Era::Buddhist).unwrap(), Period::Fiscal(Year::new(2024).unwrap()));
        let mixed = Period::parse("2024", Era::Buddhist).unwrap_err();
        assert_eq!(*mixed.message(), Message::NotABuddhistYear { value: "2024".into(), year: Some("2567".into()) });
    }

    #[test]
    fn the_parts_of_a_period_are_its_days_by_month() {
        let days = |text: &str| -> Vec<String> {
            let parts = text.parse::<Period>().unwrap().month_parts().collect::<Vec<_>>();
            parts.iter().map(|part| format!("{}-{}:{}-{}", part.year, part.month, part.first, part.last)).collect()
        };
        assert_eq!(days("2024"), Vec::<String>::new());
        assert_eq!(days("2024-Q1"), ["2024-1:1-31", "2024-2:1-29", "2024-3:1-31"]);
        assert_eq!(days("2023-11-30/2024-01-01"), ["2023-11:30-30", "2023-12:1-31", "2024-1:1-1"]);
        assert_eq!(days("2024-02-29"), ["2024-2:29-29"]);
        assert_eq!(days("2399-12-31/2399-12-31"), ["2399-12:31-31"]);
        assert_eq!("1800-01-01/2399-12-31".parse::<Period>().unwrap().month_parts().count(), 7200);
    }
}
