//! Digits as the readers of a language group them.

use crate::i18n::Language;
use crate::quantity::{Exact, Rounding};

/// What separates thousands, and what is before the decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digits {
    thousands: char,
    decimals: char,
}

impl Digits {
    /// Those of a language, as CLDR lists them: a narrow blank and a comma in French, a point and a comma in Vietnamese, a comma and a
    /// point in English, Thai, Japanese and Korean.
    pub fn of(language: Language) -> Self {
        match language {
            Language::French => Self { thousands: '\u{202f}', decimals: ',' },
            Language::Vietnamese => Self { thousands: '.', decimals: ',' },
            _ => Self { thousands: ',', decimals: '.' },
        }
    }

    /// A figure rounded half-even, with exactly `places` digits after the mark.
    pub fn rounded(self, figure: Exact, places: u32) -> String {
        self.marked(&figure.round(places, Rounding::HalfEven).0.grouped(places))
    }

    /// A figure as it is, with as many digits as it has.
    pub fn whole(self, figure: Exact) -> String {
        self.marked(&figure.grouped(0))
    }

    /// A text with commas between thousands and a point before decimals.
    pub(super) fn marked(self, grouped: &str) -> String {
        let mark = |letter| match letter {
            ',' => self.thousands,
            '.' => self.decimals,
            other => other,
        };
        grouped.chars().map(mark).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_reader_finds_the_marks_of_the_language() {
        let figure: Exact = "1234567.825".parse().unwrap();
        assert_eq!(Digits::of(Language::Thai).rounded(figure, 2), "1,234,567.82");
        let french = Digits { thousands: '\u{202f}', decimals: ',' };
        assert_eq!(french.rounded(figure, 1), "1\u{202f}234\u{202f}567,8");
        assert_eq!(Digits::of(Language::English).whole(figure), "1,234,567.825");
    }
}
