//! Where a figure comes from, and what it was made for.

use crate::error::{Error, LabelKey, Message, Result, Text, count};
use crate::records::InvalidCell;
use core::fmt;
use core::str::FromStr;
use serde::{Deserialize, Serialize};

/// How sure it is that the figure is in its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Confidence {
    /// Read in the source or a faithful copy of it.
    Seen,
    /// Read in a document that quotes the source, or computed from figures seen.
    Secondary,
    /// A city's own figure, as it states it.
    Own,
}

impl Confidence {
    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Seen => "seen",
            Self::Secondary => "secondary",
            Self::Own => "own",
        }
    }
}

impl FromStr for Confidence {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let all = [Self::Seen, Self::Secondary, Self::Own];
        let text = if text.is_empty() { "own" } else { text };
        let found = all.into_iter().find(|confidence| confidence.name() == text);
        found.ok_or_else(|| unknown("name.confidence", text, all.map(Self::name)))
    }
}

/// The error of a word that is none of a list.
pub(super) fn unknown<const N: usize>(what: &'static str, text: &str, names: [&str; N]) -> Error {
    Message::UnknownName { value: text.into(), what: LabelKey::of(what), nearest: None, names: names.map(Text::from).into() }.into()
}

/// Where a figure comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Provenance {
    /// The table it was read from, with its line.
    pub file: String,
    /// The line there.
    pub line: u64,
    /// The publication: an id of `sources.csv`, or a city's own words.
    pub source: String,
    /// Table, equation or page.
    pub locator: String,
    /// How sure it is that the figure is there.
    pub confidence: Confidence,
    /// A remark on the row.
    pub note: String,
    /// Whether the city gave it, so that it wins over the shipped ones.
    pub own: bool,
}

impl Provenance {
    /// A figure of a program's own, from a source and a place in it. The registry that takes its row writes down the table.
    pub fn new(source: &str, locator: &str) -> Self {
        Self {
            file: String::new(),
            line: 0,
            source: source.to_owned(),
            locator: locator.to_owned(),
            confidence: Confidence::Own,
            note: String::new(),
            own: true,
        }
    }

    /// The same, as sure as this.
    #[must_use]
    pub fn with_confidence(mut self, confidence: Confidence) -> Self {
        self.confidence = confidence;
        self
    }

    /// The same, with a remark.
    #[must_use]
    pub fn with_note(mut self, note: &str) -> Self {
        note.clone_into(&mut self.note);
        self
    }

    /// Writes down the table of a row that a program gives, and its place among them, counted from 1.
    pub(super) fn place(&mut self, table: &str, at: usize) {
        table.clone_into(&mut self.file);
        self.line = count(at).saturating_add(1);
        self.own = true;
    }

    /// The first of its cells that no table may have.
    pub(super) fn invalid(&self) -> Result<(), InvalidCell> {
        InvalidCell::empty([("source", &self.source), ("locator", &self.locator)])?;
        if self.confidence == Confidence::Own && !self.own {
            return Err(InvalidCell::new("confidence", Message::NoConfidence));
        }
        Ok(())
    }
}

/// What a factor was made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Purpose {
    /// For an inventory: found by default.
    Inventory,
    /// For an inventory, if a city chooses its series.
    Alternative,
    /// What a change of the load changes, such as an operating margin: if a city chooses its series, and with a check.
    Margin,
    /// For the market-based view.
    Market,
    /// For projects: combined and build margins.
    Project,
    /// For what is emitted before the fuel is burnt: other scope 3 only.
    Upstream,
    /// For the life cycle of products: refused in an inventory.
    Product,
}

impl Purpose {
    const ALL: [(Self, &'static str); 7] = [
        (Self::Inventory, "inventory"),
        (Self::Alternative, "alternative"),
        (Self::Margin, "margin"),
        (Self::Market, "market"),
        (Self::Project, "project"),
        (Self::Upstream, "upstream"),
        (Self::Product, "product"),
    ];
}

impl fmt::Display for Purpose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(Self::ALL.iter().find(|(purpose, _)| purpose == self).map_or("", |(_, name)| name))
    }
}

impl FromStr for Purpose {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let text = if text.is_empty() { "inventory" } else { text };
        Self::ALL
            .iter()
            .find(|(_, name)| *name == text)
            .map(|(purpose, _)| *purpose)
            .ok_or_else(|| unknown("name.purpose", text, Self::ALL.map(|(_, name)| name)))
    }
}
