//! Errors as text: place, value found, reason, help, on one line of at most 500 bytes with nothing in it that a terminal would act on.

use super::{Language, rendered};
use crate::error::{Error, Problem, clipped, shown};
use core::fmt;

/// The most bytes of an error.
const LINE: usize = 500;

impl Problem {
    /// The problem in a language.
    pub fn render(&self, language: Language) -> String {
        within(self, language, LINE)
    }
}

impl Error {
    /// The error in a language.
    pub fn render(&self, language: Language) -> String {
        match self {
            Self::Row { at, problem } | Self::File { at, problem } => {
                let at = at.to_string();
                let left = LINE.saturating_sub(at.len()).saturating_sub(2);
                format!("{at}: {}", within(problem, language, left))
            }
            Self::Value(problem) => problem.render(language),
            Self::TooLarge { step } => format!("{step}: the exact figure needs more than 76 digits"),
            Self::DivisionByZero { step } => format!("{step}: division by zero"),
            Self::NotFound { what, wanted, tried } => format!("no {what} for {wanted}; looked in {tried}"),
            Self::Misuse { factor, reason, mend } => format!("{factor} {reason}; {mend}"),
            Self::StatedSet { stated, asked, entries } => format!(
                "stated as CO2e in {stated}, not to be weighed in {asked}: {entries}; \
                 give the gases, use gwp = \"{stated}\", or set co2e_only = \"as stated\""
            ),
        }
    }
}

/// The problem in at most so many bytes: what fills its blanks is cut until it fits, last its own text.
fn within(problem: &Problem, language: Language, bytes: usize) -> String {
    let value = problem.value().map(|value| format!("\"{}\": ", shown(value))).unwrap_or_default();
    let left = bytes.saturating_sub(value.len());
    let cut_to = |letters: usize| rendered(problem.message(), language, |text| clipped(&text, letters, usize::MAX));
    let text = [LINE, 200, 100, 60, 40, 24, 12].into_iter().map(cut_to).find(|text| text.len() <= left);
    format!("{value}{}", text.unwrap_or_else(|| clipped(&cut_to(12), left, left)))
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(Language::English))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(Language::English))
    }
}
