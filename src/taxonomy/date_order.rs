//! Dates as accounting systems and spreadsheets write them, turned into the one way that periods are read in.

use core::fmt;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// In which order the files write the parts of a date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum DateOrder {
    /// `2024-03-15` only.
    #[default]
    Iso,
    /// `2024/3/15`, `2024.03`; as in every other order but the first, a time of day after a date is left out.
    YearFirst,
    /// `15/03/2024`, `15.3.2024`, `03/2024`, and what begins with the year.
    DayFirst,
    /// `03/15/2024`, `03/2024`, and what begins with the year.
    MonthFirst,
}

impl DateOrder {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Iso, Self::YearFirst, Self::DayFirst, Self::MonthFirst];

    /// Its word in settings.
    pub fn word(self) -> &'static str {
        match self {
            Self::Iso => "iso",
            Self::YearFirst => "year-first",
            Self::DayFirst => "day-first",
            Self::MonthFirst => "month-first",
        }
    }

    /// A day, a month or two days as a [`Period`](super::Period) writes them; any other text as it is.
    ///
    /// ```
    /// use citycarbon::taxonomy::DateOrder;
    /// assert_eq!(DateOrder::DayFirst.plain("5/3/2024 14:05"), "2024-03-05");
    /// assert_eq!(DateOrder::MonthFirst.plain("3/5/2024"), "2024-03-05");
    /// assert_eq!(DateOrder::DayFirst.plain("15.12.2023 - 14.01.2024"), "2023-12-15/2024-01-14");
    /// assert_eq!(DateOrder::Iso.plain("5/3/2024"), "5/3/2024");
    /// ```
    pub fn plain(self, text: &str) -> Cow<'_, str> {
        if self == Self::Iso {
            return Cow::Borrowed(text);
        }
        let ends = [" - ", " – ", " ~ ", "~"].into_iter().find_map(|between| text.split_once(between));
        let plain = match ends {
            Some((first, last)) => self.date(first).zip(self.date(last)).map(|(first, last)| format!("{first}/{last}")),
            None => self.date(text),
        };
        plain.map_or(Cow::Borrowed(text), Cow::Owned)
    }

    /// The orders in which a text would be a date, where it is none in this one.
    pub(crate) fn others(self, text: &str) -> Vec<Self> {
        let reads = |order: &Self| *order != self && order.plain(text) != text;
        // What begins with the year is so in every order.
        let year_first = Some(Self::YearFirst).filter(reads);
        year_first.map_or_else(|| Self::ALL.into_iter().filter(reads).collect(), |order| vec![order])
    }

    fn date(self, text: &str) -> Option<String> {
        let text = without_time(text.trim());
        let mark = text.chars().find(|letter| !letter.is_ascii_digit()).filter(|mark| ['/', '.', '-'].contains(mark))?;
        let mut parts = text.split(mark);
        let (first, second, third) = (parts.next()?, parts.next()?, parts.next());
        if parts.next().is_some() {
            return None;
        }
        let (year, month, day) = match (first.len(), third) {
            (4, third) => (first, second, third),
            (_, None) if self != Self::YearFirst => (second, first, None),
            (_, Some(year)) if self == Self::DayFirst => (year, second, Some(first)),
            (_, Some(year)) if self == Self::MonthFirst => (year, first, Some(second)),
            _ => return None,
        };
        let number = |part: &str, most: usize| (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        if year.len() != 4 || !number(year, 4) || !number(month, 2) || !day.is_none_or(|day| number(day, 2)) {
            return None;
        }
        Some(day.map_or_else(|| format!("{year}-{month:0>2}"), |day| format!("{year}-{month:0>2}-{day:0>2}")))
    }
}

/// A date without the time of day that follows it.
fn without_time(text: &str) -> &str {
    let Some((date, time)) = text.split_once([' ', 'T']) else { return text };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let mut parts = time.trim().split([':', '.']);
    let is_time = time.contains(':') && parts.by_ref().take(4).all(digits) && parts.next().is_none();
    if is_time { date } else { text }
}

impl fmt::Display for DateOrder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

#[cfg(test)]
mod tests {
    use super::DateOrder::{DayFirst, Iso, MonthFirst, YearFirst};

    #[test]
    fn only_what_is_a_date_in_the_order_is_rewritten() {
        for (order, text, plain) in [
            (YearFirst, "2024/03/15", "2024-03-15"),
            (YearFirst, "2024.3", "2024-03"),
            (DayFirst, "2024/3/5", "2024-03-05"),
            (DayFirst, "15-03-2567", "2567-03-15"),
            (DayFirst, "03/2024", "2024-03"),
            (MonthFirst, "12/31/2024 23:59:59", "2024-12-31"),
            (DayFirst, "2024-03-15T10:00", "2024-03-15"),
            (DayFirst, "1/2/2024~29/2/2024", "2024-02-01/2024-02-29"),
        ] {
            assert_eq!(order.plain(text), plain, "{text}");
        }
        for (order, text) in [
            (YearFirst, "15/03/2024"),
            (DayFirst, "15/03/24"),
            (DayFirst, "15/03.2024"),
            (DayFirst, "2024"),
            (DayFirst, "FY2024"),
            (DayFirst, "2024-Q1"),
            (DayFirst, "1/2/3/2024"),
            (DayFirst, "115/3/2024"),
            (DayFirst, "a/b/2024"),
            (DayFirst, "15/03/2024 noon"),
            (DayFirst, "2023-12-10/2024-01-06"),
        ] {
            assert_eq!(order.plain(text), text);
        }
        assert_eq!((Iso.others("2024/3/5"), Iso.others("5/3/2024")), (vec![YearFirst], vec![DayFirst, MonthFirst]));
        assert!(Iso.others("2024").is_empty() && DayFirst.others("x").is_empty());
    }
}
