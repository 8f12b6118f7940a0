//! Points that may be marks of thousands: `12.500` where nothing says that it is twelve and a half.

use serde::{Deserialize, Serialize};

/// What the points of a column of amounts may be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Points {
    /// Amounts with a point before each three digits.
    open: u64,
    /// The line of the first of them.
    first: u64,
    /// Whether some amount has a point that can only be the decimal mark.
    decimal: bool,
}

impl Points {
    /// Looks at an amount.
    pub(crate) fn see(&mut self, cell: &str, line: u64) {
        let digits = cell.trim_start_matches('-');
        let Some((whole, rest)) = digits.split_once('.') else { return };
        let groups = rest.split('.').all(|group| group.len() == 3);
        if groups && (1..=3).contains(&whole.len()) && !whole.starts_with('0') {
            self.join(Self { open: 1, first: line, decimal: false });
        } else {
            self.decimal = true;
        }
    }

    pub(super) fn join(&mut self, other: Self) {
        self.first = match (self.open, other.open) {
            (0, _) => other.first,
            (_, 0) => self.first,
            _ => self.first.min(other.first),
        };
        self.open = self.open.saturating_add(other.open);
        self.decimal |= other.decimal;
    }

    /// How many amounts are open to be asked about, and the line of the first; none where the others show what a point is.
    pub(crate) fn asked(self) -> Option<(u64, u64)> {
        (self.open > 0 && !self.decimal).then_some((self.open, self.first))
    }
}

#[cfg(test)]
mod tests {
    use super::Points;

    #[test]
    fn points_are_asked_about_unless_one_shows_what_they_are() {
        let of = |cells: &[&str]| {
            let mut points = Points::default();
            for (line, cell) in (2..).zip(cells) {
                points.see(cell, line);
            }
            points.asked()
        };
        assert_eq!(of(&["7", "12.500", "-1.234.567", "980"]), Some((2, 3)));
        for clear in [&["12.500", "91.7"][..], &["12.500", "0.125"], &["12.500", "1234.500"], &["12.5"], &["12"], &[]] {
            assert_eq!(of(clear), None, "{clear:?}");
        }
    }
}
