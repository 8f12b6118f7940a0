//! Service: from which day to which something runs, and the part of a year that this is.

use crate::error::{Error, Message, Result};
use crate::quantity::{Exact, Ratio, Scalar};
use crate::taxonomy::{Date, Period, Year};
use core::fmt;
use core::str::FromStr;

/// The days from the first in service to the last, both counted; no last day while it runs on.
///
/// ```
/// use citycarbon::measures::Service;
/// let service: Service = "2024-09-01 to 2029-08-31".parse()?;
/// assert_eq!(service.share_of("2024".parse()?)?.to_string(), "122/366");
/// assert_eq!(service.share_of("2025".parse()?)?.to_string(), "365/365");
/// assert_eq!(service.share_of("2030".parse()?)?.to_string(), "0/365");
/// # Ok::<(), citycarbon::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Service {
    from: Period,
    until: Option<Period>,
}

impl Service {
    /// From a period's first day to another's last. Refused: fiscal years, an end before the start.
    pub fn new(from: Period, until: Option<Period>) -> Result<Self> {
        for period in [Some(from), until].into_iter().flatten() {
            if period.is_fiscal() {
                return Err(Message::FiscalService { value: period.to_string().into() }.into());
            }
        }
        if let Some(last) = until.filter(|last| ends(*last) < starts(from)) {
            return Err(Message::ServiceReversed { value: last.to_string().into(), from: from.to_string().into() }.into());
        }
        Ok(Self { from, until })
    }

    /// The same start, to the last day of a period.
    pub fn until(self, last: Period) -> Result<Self> {
        Self::new(self.from, Some(last))
    }

    /// The year it starts in.
    pub fn first_year(self) -> Year {
        starts(self.from).0
    }

    /// Days in service over the days of a year. Refused: a fiscal year.
    pub fn share_of(self, year: Year) -> Result<Ratio> {
        let (served, all) = self.days_of(year)?;
        Ratio::new(Exact::from(i64::from(served)), Exact::from(i64::from(all)))
    }

    /// The same, of what has worn out after some years of service: over all years together no more than that.
    ///
    /// ```text
    /// s[y] = min(days in service / days of the year, L − Σ s[v], v < y)
    /// ```
    pub fn share_within(self, life: Option<Ratio>, year: Year) -> Result<Ratio> {
        let share = self.share_of(year)?;
        let Some(life) = life else { return Ok(share) };
        let earlier = std::iter::successors(Some(self.first_year()), |year| year.after()).take_while(|earlier| *earlier < year);
        let used = earlier
            .map(|earlier| self.share_of(earlier))
            .try_fold(Ratio::ZERO, |sum, share| Ok::<_, Error>(sum.checked_add(share?)?.reduced()))?;
        let left = life.checked_add(used.checked_mul(Exact::from(-1))?)?.reduced();
        Ok(if left.numerator().is_negative() {
            Ratio::ZERO
        } else if left.compare(share)?.is_lt() {
            left
        } else {
            share
        })
    }

    /// Days in service in a year. Refused: a fiscal year.
    pub fn days_in(self, year: Year) -> Result<Exact> {
        self.days_of(year).map(|(served, _)| Exact::from(i64::from(served)))
    }

    /// Days in service, and the days of the year.
    fn days_of(self, year: Year) -> Result<(u16, u16)> {
        if year.is_fiscal() {
            return Err(Message::FiscalService { value: (&year).into() }.into());
        }
        let all = if year.is_leap() { 366_u16 } else { 365 };
        let (first, last) = (starts(self.from), self.until.map_or((Year::LAST, 366), ends));
        let from = match first.0.cmp(&year) {
            core::cmp::Ordering::Less => 1,
            core::cmp::Ordering::Equal => first.1,
            core::cmp::Ordering::Greater => all.saturating_add(1),
        };
        let to = match last.0.cmp(&year) {
            core::cmp::Ordering::Less => 0,
            core::cmp::Ordering::Equal => last.1.min(all),
            core::cmp::Ordering::Greater => all,
        };
        Ok((to.saturating_add(1).saturating_sub(from), all))
    }

    /// Full years since the year it started in: the age that wears it down.
    pub fn age_in(self, year: Year) -> u32 {
        u32::from(year.number().saturating_sub(self.first_year().number()))
    }
}

/// The year and the day of the year that a period starts on.
fn starts(period: Period) -> (Year, u16) {
    period.ends().map_or((period.year(), 1), |(first, _)| day_of_year(first))
}

/// The year and the day of the year that a period ends on.
fn ends(period: Period) -> (Year, u16) {
    period.ends().map_or_else(|| (period.year(), days_before(period.year(), 13)), |(_, last)| day_of_year(last))
}

/// A day by its number in its year.
fn day_of_year(date: Date) -> (Year, u16) {
    (date.year(), days_before(date.year(), date.month()).saturating_add(date.day().into()))
}

/// Days of the year before a month; all of them before the thirteenth.
fn days_before(year: Year, month: u8) -> u16 {
    (1..month).filter_map(|month| year.days_of(month)).map(u16::from).fold(0, u16::saturating_add)
}

impl fmt::Display for Service {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.until {
            Some(last) => padded!(f, "{} to {last}", self.from),
            None => self.from.fmt(f),
        }
    }
}

impl FromStr for Service {
    type Err = Error;

    /// `2024-09-01`, or `2024-09 to 2029-08`.
    fn from_str(text: &str) -> Result<Self> {
        match text.split_once(" to ") {
            Some((from, until)) => Self::new(from.parse()?, Some(until.parse()?)),
            None => Self::new(text.parse()?, None),
        }
    }
}

as_text!(Service);
