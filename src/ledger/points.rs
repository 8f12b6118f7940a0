//! Points that may be marks of thousands: `12.500` where nothing says that it is twelve and a half.

use crate::quantity::NumberFormat;
use serde::{Deserialize, Serialize};

/// What the points of a column of amounts may be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Points {
    /// Amounts with a point before each three digits.
    open: u64,
    /// The line of the first of them.
    first: u64,
    /// Whether a point is known to be the decimal mark, as some amount has one that can be nothing else. Then none is counted.
    decimal: bool,
}

impl Points {
    /// Points of which nothing has to be asked.
    const SETTLED: Self = Self { open: 0, first: 0, decimal: true };

    /// Before any amount was seen: whoever states one of the two marks has stated what a point is.
    pub(crate) fn of(number: NumberFormat) -> Self {
        if number.decimal.is_some() || number.thousands.is_some() { Self::SETTLED } else { Self::default() }
    }

    /// Whether no amount has to be looked at any more.
    #[inline]
    pub(crate) fn is_settled(self) -> bool {
        self.decimal
    }

    /// Looks at an amount in digits from 0 to 9. What is no number shows nothing.
    pub(crate) fn see(&mut self, cell: &[u8], line: u64) {
        if self.decimal {
            return;
        }
        let mut parts = cell.strip_prefix(b"-").unwrap_or(cell).split(|byte| *byte == b'.');
        let whole = parts.next().unwrap_or_default();
        let (mut groups, mut of_thousands) = (0_u8, (1..=3).contains(&whole.len()) && !whole.starts_with(b"0"));
        let mut is_number = !whole.is_empty() && whole.iter().all(u8::is_ascii_digit);
        for group in parts {
            groups = groups.saturating_add(1);
            of_thousands &= group.len() == 3;
            is_number &= group.iter().all(u8::is_ascii_digit);
        }
        if groups > 0 && is_number {
            self.join(if of_thousands { Self { open: 1, first: line, decimal: false } } else { Self::SETTLED });
        }
    }

    pub(crate) fn join(&mut self, other: Self) {
        *self = match (*self, other) {
            (Self { decimal: true, .. }, _) | (_, Self { decimal: true, .. }) => Self::SETTLED,
            (Self { open: 0, .. }, other) => other,
            (own, Self { open: 0, .. }) => own,
            (own, other) => Self { open: own.open.saturating_add(other.open), first: own.first.min(other.first), decimal: false },
        };
    }

    /// How many amounts are open to be asked about, and the line of the first; none where the others show what a point is.
    pub(crate) fn asked(self) -> Option<(u64, u64)> {
        (self.open > 0 && !self.decimal).then_some((self.open, self.first))
    }
}

#[cfg(test)]
mod tests {
    use super::Points;

    fn of(cells: &[&str]) -> Points {
        let mut points = Points::default();
        for (line, cell) in (2..).zip(cells) {
            points.see(cell.as_bytes(), line);
        }
        points
    }

    #[test]
    fn points_are_asked_about_unless_one_shows_what_they_are() {
        assert_eq!(of(&["7", "12.500", "-1.234.567", "980"]).asked(), Some((2, 3)));
        // What is refused as no number shows nothing.
        assert_eq!(of(&["1.250", "n.a.", "", ".5", "-", "1,5.7"]).asked(), Some((1, 2)));
        for clear in [&["12.500", "91.7"][..], &["12.500", "0.125"], &["12.500", "1234.500"], &["12.5"], &["12"], &[]] {
            assert_eq!(of(clear).asked(), None, "{clear:?}");
        }
    }

    /// Whichever thread saw which amounts, and whoever was first, the outcome is the same.
    #[test]
    fn parts_joined_in_any_order_are_the_whole() {
        for cells in [&["1.250", "3.500", "7"][..], &["1.250", "0.5", "3.500"], &["7", "8"]] {
            let whole = of(cells);
            for at in 0..=cells.len() {
                let mut first = of(&cells[..at]);
                let mut second = Points::default();
                for (line, cell) in (2 + u64::try_from(at).unwrap()..).zip(&cells[at..]) {
                    second.see(cell.as_bytes(), line);
                }
                let both = second;
                second.join(first);
                first.join(both);
                assert_eq!((first, second), (whole, whole), "{cells:?} {at}");
            }
        }
    }
}
