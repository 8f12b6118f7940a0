//! The publications that rows cite.

use crate::error::Result;
use crate::records::{BundledRow, LazyTable, Row};
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

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
    /// Under what terms.
    pub licence: String,
}

static SOURCES: LazyLock<LazyTable<Source, 1>> =
    LazyLock::new(|| LazyTable::new([("sources.csv", include_str!("../../emission_factors/sources.csv"))], ["id"]));

impl BundledRow for Source {
    fn of_row(row: &Row<'_>) -> Result<Self> {
        let cell = |column: &str| row.cell(column).unwrap_or_default().to_owned();
        Ok(Self {
            id: cell("id"),
            title: cell("title"),
            publisher: cell("publisher"),
            year: cell("year"),
            link: cell("link"),
            licence: cell("licence"),
        })
    }
}

impl Source {
    /// The publication of an id.
    pub(super) fn find(id: &str) -> Option<&'static Self> {
        SOURCES.find([id]).ok()?.first()
    }
}
