//! The kinds of checks.

use crate::error::{Error, Message, Result, did_you_mean};
use core::fmt;
use core::str::FromStr;
use serde::{Deserialize, Serialize};

/// What a kind of check looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum CheckScope {
    /// A row, or rows next to each other.
    Row,
    /// The rows of an activity in a year.
    Series,
    /// A reference of the inventory.
    Reference,
    /// A factor or parameter.
    Factor,
    /// A file or setting.
    File,
}

/// A procedure of general quality control (IPCC 2006, vol. 1, table 6.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum QcProcedure {
    /// Check for transcription errors in data input and references.
    Transcription,
    /// Check that parameters and units are correctly recorded and that appropriate conversion factors are used.
    Units,
    /// Check the integrity of database files.
    Integrity,
    /// Check for consistency in data between categories.
    Consistency,
    /// Check time series consistency.
    TimeSeries,
    /// Check completeness.
    Completeness,
    /// Trend checks: values against those of other years and other cities.
    Trend,
    /// Check that assumptions and criteria for the selection of data and factors are documented.
    Assumptions,
}

/// Declares every kind once: its variant, its word, what it looks at, its procedure, whether it can be accepted.
macro_rules! check_kinds {
    ($($(#[$doc:meta])* $kind:ident $word:literal $scope:ident $qc:ident $acceptable:literal)+) => {
        /// A kind of check.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum CheckKind { $($(#[$doc])* $kind),+ }

        impl CheckKind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$kind),+];

            /// Its word in ids.
            pub fn word(self) -> &'static str {
                match self { $(Self::$kind => $word),+ }
            }

            /// What it looks at.
            pub fn scope(self) -> CheckScope {
                match self { $(Self::$kind => CheckScope::$scope),+ }
            }

            /// The procedure of quality control that it is part of.
            pub fn procedure(self) -> QcProcedure {
                match self { $(Self::$kind => QcProcedure::$qc),+ }
            }

            /// Whether a city may accept it with a reason; otherwise it must be corrected.
            pub fn is_acceptable(self) -> bool {
                match self { $(Self::$kind => $acceptable),+ }
            }
        }
    };
}

check_kinds! {
    /// Months of a series are missing.
    Months "months" Series Completeness true
    /// Periods that may hold each other: a year and its months, a calendar year and a fiscal year.
    Periods "periods" Series Consistency true
    /// Places without a figure or key, where all figures are by place.
    Places "places" Reference Completeness true
    /// A key that is not clean, contradicts a figure, or names no reference with a figure.
    Keys "keys" Reference Completeness true
    /// Emissions included in a reference that the level does not count.
    Moved "moved" Reference Completeness true
    /// A gas that the method would give is missing.
    Gases "gases" Reference Completeness true
    /// Rows that are the same in every cell.
    SameRow "same-row" Row Integrity true
    /// A row that is the sum of others.
    TotalRow "total-row" Row Integrity true
    /// A row of the city as a whole beside rows of its places.
    CityAndPlaces "city-and-places" Series Consistency true
    /// Two ways to figures of one source, both counted.
    Overlap "overlap" Reference Consistency true
    /// A stated total that its parts do not add up to.
    StatedTotal "stated-total" Reference Consistency true
    /// Shares that are not a whole together.
    Shares "shares" Reference Completeness true
    /// A history of waste that is too short or stops too early.
    History "history" Reference TimeSeries true
    /// Energy of a fuel without its basis, gross or net.
    Basis "basis" Series Units true
    /// A volume that may be of a gas or of a liquid.
    Phase "phase" Series Units true
    /// A unit that may mean something else.
    Unit "unit" Series Units true
    /// Numbers that may mean something else.
    Number "number" File Units true
    /// An own factor or parameter far from the shipped one that it displaces.
    OwnRow "own-row" Factor Transcription true
    /// An input outside of what is physically plausible.
    Plausible "plausible" Reference Transcription true
    /// An amount for each person outside of a published range.
    PerHead "per-head" Reference Trend true
    /// An amount far from the others of its series.
    Outlier "outlier" Series Trend true
    /// A factor that is old, or made for another purpose.
    Factor "factor" Factor Assumptions true
    /// Scope 2 by contracts that does not hold all electricity.
    Market "market" Reference Consistency true
    /// A boundary that changed since the base year.
    BaseYear "base-year" File TimeSeries true
    /// A department without a report, or something that two departments report.
    Departments "departments" File Completeness true
    /// A file that was not read, or rules of views that no line meets.
    File "file" File Integrity true
    /// Figures known as CO2e in another GWP set.
    AsStated "as-stated" Reference Units false
    /// An acceptance that meets no check.
    Accept "accept" File Assumptions false
    /// A check of a program that embeds the library.
    Own "own" File Assumptions true
}

impl fmt::Display for CheckKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

impl FromStr for CheckKind {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Self::ALL.iter().copied().find(|kind| kind.word() == text).ok_or_else(|| {
            let known = || Self::ALL.iter().map(|kind| kind.word());
            let nearest = did_you_mean(text, known()).map(Into::into);
            Message::UnknownCheck { value: text.into(), nearest, known: known().map(Into::into).collect() }.into()
        })
    }
}

as_text!(CheckKind);
