//! Errors as text: place, value found, reason, help, on one line of at most 500 bytes with nothing in it that a terminal would act on.

use super::{Language, rendered};
use crate::error::{Error, Errors, Phrase, Problem, Unlisted, clipped, shown};
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
        let Some(at) = self.at() else { return self.problem().render(language) };
        let at = format!("{at}: ");
        let left = LINE.saturating_sub(at.len());
        at + &within(self.problem(), language, left)
    }
}

impl Errors {
    /// The errors in a language, one a line.
    pub fn render(&self, language: Language) -> String {
        let mut lines: Vec<String> = self.listed().iter().map(|error| error.render(language)).collect();
        if self.unlisted() > 0 {
            lines.push(Unlisted::BadRows(self.unlisted()).render(language));
        }
        lines.join("\n")
    }
}

/// The problem in at most so many bytes: what fills its blanks is cut until it fits, last its own text.
fn within(problem: &Problem, language: Language, bytes: usize) -> String {
    let cut_to = |phrase: &dyn Phrase, letters: usize| rendered(phrase, language, |text| clipped(&text, letters, usize::MAX));
    let mut head = problem.subject().map(|subject| cut_to(subject, 28) + ": ").unwrap_or_default();
    if let Some(value) = problem.value() {
        head.extend(["\"", &shown(value), "\": "]);
    }
    let left = bytes.saturating_sub(head.len());
    let mut texts = [LINE, 200, 100, 60, 40, 24, 12].into_iter().map(|letters| cut_to(problem.message(), letters));
    let text = texts.find(|text| text.len() <= left).unwrap_or_else(|| clipped(&cut_to(problem.message(), 12), left, left));
    head + &text
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

impl fmt::Display for Errors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(Language::English))
    }
}
