//! The publications that rows cite, each with its terms.

use super::provenance::unknown;
use crate::error::{Error, Result};
use crate::records::{BundledRow, LazyTable, Row};
use core::fmt;
use core::str::FromStr;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// Whether the terms of a publication let its values be passed on, as far as they were found.
///
/// ```
/// use citycarbon::factors::{Redistribution, Source};
/// assert_eq!(Source::find("monre2023").unwrap().redistribution, Redistribution::Open);
/// assert_eq!(Source::find("ipcc2006").unwrap().redistribution, Redistribution::Ask);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Redistribution {
    /// An open licence, or no copyright: anyone may pass the values on, changed or not, for any purpose. The source is named.
    Open,
    /// They may be passed on with the source named, under further conditions.
    Attribution,
    /// The publisher asks for permission for a use such as a collection of values.
    Ask,
    /// No terms are known here.
    Unclear,
}

impl Redistribution {
    const ALL: [(Self, &'static str); 4] =
        [(Self::Open, "open"), (Self::Attribution, "attribution"), (Self::Ask, "ask"), (Self::Unclear, "unclear")];
}

impl fmt::Display for Redistribution {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(Self::ALL.iter().find(|(terms, _)| terms == self).map_or("", |(_, name)| name))
    }
}

impl FromStr for Redistribution {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let found = Self::ALL.iter().find(|(_, name)| *name == text).map(|(terms, _)| *terms);
        found.ok_or_else(|| unknown("name.redistribution", text, Self::ALL.map(|(_, name)| name)))
    }
}

as_text!(Redistribution);

/// A publication that rows cite.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Source {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// When.
    pub year: String,
    /// Where it can be read.
    pub link: String,
    /// Under what terms, in short; `not found` where none were found.
    pub licence: String,
    /// Where these terms were read, or `not found`.
    pub licence_url: String,
    /// How it is named wherever its values are shown or passed on.
    pub attribution: String,
    /// Whether its values may be passed on.
    pub redistribution: Redistribution,
}

static SOURCES: LazyLock<LazyTable<Source, 1>> =
    LazyLock::new(|| LazyTable::new([("sources.csv", include_str!("../../emission_factors/sources.csv"))], ["id"]));

/// The guidelines with default values.
const DEFAULTS: [&str; 3] = ["ipcc2006", "ipcc2019", "gpc2014"];

impl BundledRow for Source {
    fn of_row(row: &Row<'_>) -> Result<Self> {
        let cell = |column: &str| row.cell(column).unwrap_or_default().to_owned();
        let terms = row.require("redistribution")?.parse();
        Ok(Self {
            id: cell("id"),
            title: cell("title"),
            publisher: cell("publisher"),
            year: cell("year"),
            link: cell("link"),
            licence: cell("licence"),
            licence_url: cell("licence_url"),
            attribution: cell("attribution"),
            redistribution: terms.map_err(|error: Error| error.at_cell(row.location("redistribution")))?,
        })
    }
}

impl Source {
    /// The publication of an id; none where the id is not in the list, such as a city's own words.
    pub fn find(id: &str) -> Option<&'static Self> {
        SOURCES.find([id]).ok()?.first()
    }

    /// Whether the publication of an id holds the default values of a guideline, for countries that have none of their own.
    ///
    /// ```
    /// use citycarbon::factors::Source;
    /// assert!(Source::is_of_defaults("ipcc2019") && !Source::is_of_defaults("eppo2022"));
    /// ```
    pub fn is_of_defaults(id: &str) -> bool {
        DEFAULTS.contains(&id)
    }

    /// The SHA-256 of the list of publications.
    pub(super) fn version() -> &'static str {
        SOURCES.files().first().map_or("", |file| file.hash())
    }
}
