//! What a local government of the Republic of Korea has authority over (관리권한), by GPC reference.

use super::Category;
use crate::error::{Error, Message, Result, did_you_mean};
use crate::i18n::{self, Language};
use crate::records::{BundledRow, LazyTable, Row};
use core::fmt;
use core::str::FromStr;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// A sector that a local government of Korea has authority over; industry and the generation of energy are the state's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ManagedSector {
    /// Homes, commerce and institutions.
    Buildings,
    /// Transport.
    Transport,
    /// Agriculture, livestock and fisheries.
    Agriculture,
    /// Waste and wastewater.
    Waste,
    /// Forests and green areas.
    LandSinks,
}

impl ManagedSector {
    /// All, in the order of the plans.
    pub const ALL: [Self; 5] = [Self::Buildings, Self::Transport, Self::Agriculture, Self::Waste, Self::LandSinks];

    /// Its name, as files spell it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Buildings => "buildings",
            Self::Transport => "transport",
            Self::Agriculture => "agriculture",
            Self::Waste => "waste",
            Self::LandSinks => "land-sinks",
        }
    }

    /// Its name in a language.
    pub fn label(self, language: Language) -> &'static str {
        let key = match self {
            Self::Buildings => "managed-sector.buildings",
            Self::Transport => "managed-sector.transport",
            Self::Agriculture => "managed-sector.agriculture",
            Self::Waste => "managed-sector.waste",
            Self::LandSinks => "managed-sector.land-sinks",
        };
        i18n::label(key, language).unwrap_or(self.name())
    }
}

impl fmt::Display for ManagedSector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for ManagedSector {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Self::ALL.into_iter().find(|sector| sector.name() == text).ok_or_else(|| {
            let nearest = did_you_mean(text, Self::ALL.map(Self::name)).map(Into::into);
            let known = Self::ALL.iter().map(|sector| sector.name().into()).collect();
            Message::NotOneOf { value: text.into(), nearest, known }.into()
        })
    }
}

as_text!(ManagedSector);

/// A reference that is under the authority of a local government of Korea.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct KoreanManagement {
    /// The GPC reference.
    pub category: Category,
    /// The sector that it is counted in.
    pub sector: ManagedSector,
    /// What the source does not state, but is assumed here.
    pub assumption: String,
    /// Where the sector comes from.
    pub source: String,
}

/// By reference.
static ROWS: LazyLock<LazyTable<KoreanManagement, 1>> = LazyLock::new(|| {
    let text = include_str!("korea_management_authority.csv");
    LazyTable::new([("korea_management_authority.csv", text)], ["ref"])
});

impl BundledRow for KoreanManagement {
    fn of_row(row: &Row<'_>) -> Result<Self> {
        Ok(Self {
            category: row.require("ref")?.parse()?,
            sector: row.require("sector")?.parse()?,
            assumption: row.require("assumption")?.to_owned(),
            source: row.require("source")?.to_owned(),
        })
    }
}

/// The sector of a reference; none where it is not under the authority of a local government.
///
/// ```
/// use citycarbon::taxonomy::{ManagedSector, korean_management};
/// let row = korean_management("I.1.2".parse()?).unwrap(); // electricity of homes, as indirect emissions
/// assert_eq!(row.sector, ManagedSector::Buildings);
/// assert!(korean_management("I.3.1".parse()?).is_none()); // industry
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn korean_management(category: Category) -> Option<&'static KoreanManagement> {
    ROWS.find([category.reference()]).unwrap_or_default().first()
}
