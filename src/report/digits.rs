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

    /// A sentence whose figures have commas between thousands and a point before decimals. A word is a figure where it has digits and
    /// these marks only, apart from its sign and from a mark of the sentence at its end.
    pub(super) fn sentence(self, text: &str) -> String {
        let word = |word: &str| {
            let figure = word.trim_end_matches([',', ';', ':', '.', ')']);
            let bare = figure.trim_start_matches(['+', '-', '(', '\u{2212}']);
            let is_figure = bare.starts_with(|letter: char| letter.is_ascii_digit())
                && bare.chars().all(|letter| letter.is_ascii_digit() || letter == ',' || letter == '.');
            if is_figure { self.marked(figure) + word.get(figure.len()..).unwrap_or_default() } else { word.to_owned() }
        };
        text.split(' ').map(word).collect::<Vec<_>>().join(" ")
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
        let sentence = "giảm 19 %: 913,673.074 t CO2e (2022), I.1.1, +2.6 %, 1.5.";
        assert_eq!(
            Digits::of(Language::Vietnamese).sentence(sentence),
            "giảm 19 %: 913.673,074 t CO2e (2022), I.1.1, +2,6 %, 1,5."
        );
        assert_eq!(Digits::of(Language::Thai).sentence(sentence), sentence);
    }
}
