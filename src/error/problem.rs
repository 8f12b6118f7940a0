//! What is wrong with a value, and the mend.

use core::fmt;
use serde::{Deserialize, Serialize};

/// The stable kind of a problem: programs may match on it, its name never changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ErrorKind {
    /// A file is not there, or cannot be read or written.
    Io,
    /// Bytes that are not UTF-8.
    Encoding,
    /// Cells are parted by something else than the delimiter.
    Delimiter,
    /// A quote that is not closed, or text beside a quoted cell.
    Quote,
    /// The header is missing, double, or lacks a column.
    Header,
    /// A record, field, column or key past its limit.
    Limit,
    /// A row has more or fewer cells than the header.
    Cells,
    /// A cell that must not be empty.
    Empty,
    /// A cell that must be empty, or contradicts another.
    Conflict,
    /// Not a number as the input policy writes it.
    Number,
    /// A negative amount where none may stand.
    Negative,
    /// More than 28 digits.
    Digits,
    /// Not a year, month, day or fiscal year.
    Period,
    /// A year that reads like the Buddhist Era.
    Era,
    /// A fiscal year among calendar years, or without a calendar.
    Fiscal,
    /// An activity code that is not in the catalogue.
    Activity,
    /// A unit that is not in the table.
    Unit,
    /// A unit of another dimension.
    Dimension,
    /// A place that is not known.
    Place,
    /// The same id twice, or a malformed id.
    Id,
    /// No factor for the row.
    Factor,
    /// A GPC reference that does not exist.
    Reference,
    /// A notation key that does not exist, or is used against its rules.
    NotationKey,
    /// A gas that is not known.
    Gas,
    /// A GWP set that is not known, or does not weigh the gas.
    Gwp,
    /// A data-quality grade other than H, M, L.
    Quality,
    /// A setting that does not exist, or has a value it cannot take.
    Setting,
    /// The same thing twice.
    Double,
    /// Losses added to a factor that holds them.
    Losses,
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut name = String::new();
        for letter in format!("{self:?}").chars() {
            if letter.is_ascii_uppercase() && !name.is_empty() {
                name.push('-');
            }
            name.push(letter.to_ascii_lowercase());
        }
        f.write_str(&name)
    }
}

/// What is wrong with a value, why, and what to write instead.
///
/// Prints as `"12,5": reason; mend` on one line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    kind: ErrorKind,
    value: Option<Box<str>>,
    reason: Box<str>,
    mend: Box<str>,
}

impl Problem {
    /// A problem with a value that can be shown.
    pub fn new(kind: ErrorKind, value: &str, reason: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { value: Some(value.chars().take(61).collect()), ..Self::bare(kind, reason, mend) }
    }

    /// A problem where there is no value to show.
    pub fn bare(kind: ErrorKind, reason: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { kind, value: None, reason: reason.into().into(), mend: mend.into().into() }
    }

    /// The stable kind.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The first characters of the value found.
    pub fn value(&self) -> Option<&str> {
        self.value.as_deref()
    }

    /// Why the value cannot be taken.
    pub fn reason(&self) -> &str {
        &self.reason
    }

    /// What to do.
    pub fn mend(&self) -> &str {
        &self.mend
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(value) = &self.value {
            write!(f, "\"{}\": ", shown(value))?;
        }
        // With the longest place and value this keeps the line under 500 bytes.
        let reason = clipped(&self.reason, 206, 206);
        f.write_str(&reason)?;
        let left = 206_usize.saturating_sub(reason.len());
        if !self.mend.is_empty() && left > 8 {
            write!(f, "; {}", clipped(&self.mend, left, left))?;
        }
        Ok(())
    }
}

impl core::error::Error for Problem {}

/// A value as an error shows it: at most 60 characters, control and invisible characters escaped.
pub fn shown(value: &str) -> String {
    clipped(value, 60, 120)
}

/// At most `letters` characters and `bytes` bytes, with an ellipsis where something was left out.
pub(super) fn clipped(text: &str, letters: usize, bytes: usize) -> String {
    let whole: String = text.chars().take(letters.saturating_add(1)).map(escaped).collect();
    if whole.chars().count() <= letters && whole.len() <= bytes && text.chars().nth(letters).is_none() {
        return whole;
    }
    let mut cut = String::new();
    for letter in whole.chars().take(letters.saturating_sub(1)) {
        if cut.len().saturating_add(letter.len_utf8()).saturating_add('…'.len_utf8()) > bytes {
            break;
        }
        cut.push(letter);
    }
    cut.push('…');
    cut
}

/// A character that a terminal or a reader would not see, spelled out.
fn escaped(letter: char) -> String {
    let hidden = letter.is_control()
        || matches!(letter,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}');
    if hidden { letter.escape_unicode().to_string() } else { letter.to_string() }
}
