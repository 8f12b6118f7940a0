//! The eCRF: the Common Reporting Framework of the Global Covenant of Mayors as a workbook of three sheets.
//!
//! `eCRF_1` is about the city, `eCRF_2` the summary by sub-sector and scope, `eCRF_3` has a row for each activity of each row of a fixed
//! list, with 33 columns. Emissions are tonnes of CO2e, weighed with the GWP set of the inventory.

mod layout;
#[cfg(feature = "xlsx-read")]
mod read;
#[cfg(feature = "xlsx")]
mod write;

pub use layout::{EcrfColumn, EcrfFixedRow, EcrfSummaryKind, EcrfSummaryLine, ecrf_columns, ecrf_rows, ecrf_summary};

use crate::quantity::{Exact, Rounding};
use layout::PROFILE;

/// Digits that a spreadsheet keeps of a number ("Excel specifications and limits": number precision, 15 digits).
const DIGITS: usize = 15;

/// The most that a cell holds (as above: 32,767 characters), in units of UTF-16.
const MOST: usize = 32_767;

/// A cell of an eCRF.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum EcrfCell {
    /// Nothing.
    #[default]
    Blank,
    /// Words on one line.
    Text(String),
    /// A number of 15 digits, in the unit of its column.
    Number(Exact),
}

impl EcrfCell {
    /// Words, on one line; nothing where there are none.
    pub fn text(words: &str) -> Self {
        let mut words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if words.chars().map(char::len_utf16).sum::<usize>() > MOST {
            // Letters of two units are half as many.
            words = words.chars().take(MOST.div_euclid(2)).chain(['…']).collect();
        }
        if words.is_empty() { Self::Blank } else { Self::Text(words) }
    }

    /// A number in the 15 digits that a spreadsheet has, half-even.
    ///
    /// ```
    /// use citycarbon::exchange::EcrfCell;
    /// let third = EcrfCell::number("0.00333333333333333333".parse()?);
    /// assert_eq!(third, EcrfCell::Number("0.00333333333333333".parse()?));
    /// # Ok::<(), citycarbon::Error>(())
    /// ```
    pub fn number(number: Exact) -> Self {
        let text = number.to_string();
        let (whole, parts) = text.trim_start_matches('-').split_once('.').unwrap_or((text.trim_start_matches('-'), ""));
        let places = match whole {
            "0" => DIGITS.saturating_add(parts.len().saturating_sub(parts.trim_start_matches('0').len())),
            whole => DIGITS.saturating_sub(whole.len()),
        };
        if parts.len() <= places {
            return Self::Number(number);
        }
        Self::Number(u32::try_from(places).map_or(number, |places| number.round(places, Rounding::HalfEven).0))
    }

    /// The same, or nothing.
    pub fn maybe(number: Option<Exact>) -> Self {
        number.map_or(Self::Blank, Self::number)
    }

    /// The number, if it is one.
    pub fn as_number(&self) -> Option<Exact> {
        if let Self::Number(number) = self { Some(*number) } else { None }
    }

    /// The words; empty where there are none.
    pub fn as_text(&self) -> &str {
        if let Self::Text(words) = self { words } else { "" }
    }
}

/// An eCRF: its three sheets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Ecrf {
    /// What is known of the city, in the order of [`Self::fields`].
    pub profile: Vec<EcrfCell>,
    /// A row for each of [`ecrf_summary`]: direct, indirect, outside the boundary, each tonnes of CO2e and a notation key; comments.
    pub summary: Vec<[EcrfCell; 7]>,
    /// The rows of `eCRF_3`, each with a cell for each of [`ecrf_columns`].
    pub detail: Vec<Vec<EcrfCell>>,
}

impl Ecrf {
    /// An eCRF of these sheets.
    pub fn new(profile: Vec<EcrfCell>, summary: Vec<[EcrfCell; 7]>, detail: Vec<Vec<EcrfCell>>) -> Self {
        Self { profile, summary, detail }
    }

    /// The labels of what is known of the city.
    pub fn fields() -> impl Iterator<Item = &'static str> {
        PROFILE.iter().map(|(label, _)| *label)
    }

    /// A cell of a row of `eCRF_3`, by the name of its column.
    pub fn cell<'r>(row: &'r [EcrfCell], column: &str) -> Option<&'r EcrfCell> {
        row.get(ecrf_columns().iter().position(|known| known.name == column)?)
    }
}
