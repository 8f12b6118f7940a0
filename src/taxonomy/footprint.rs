//! The categories of an organisation's footprint: sources of scope 1, energy of scope 2, the fifteen categories of scope 3.
//!
//! Source: GHG Protocol Corporate Standard (2004), ch. 4 and 6; Corporate Value Chain (Scope 3) Standard (2011), table 5.3;
//! ISO 14064-1:2018, annex B.

use super::{Category, Scope};
use crate::error::{Error, Message, Result, did_you_mean};
use crate::i18n::{self, Language};
use crate::records::{BundledRow, Row, bundled_rows};
use core::fmt;
use core::str::FromStr;
use std::sync::LazyLock;

/// What other standards call a category.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FootprintCrosswalk {
    /// Its item of ISO 14064-1:2018, annex B: `1.1`, `4.3`.
    pub iso_item: String,
    /// Its item of the Thai carbon footprint for organization (CFO).
    pub cfo_item: String,
    /// Where the row comes from.
    pub source: String,
}

impl BundledRow for (String, FootprintCrosswalk) {
    fn of_row(row: &Row<'_>) -> Result<Self> {
        let cell = |column: &str| row.cell(column).unwrap_or_default().to_owned();
        let crosswalk =
            FootprintCrosswalk { iso_item: cell("iso_item"), cfo_item: cell("cfo_item"), source: cell("mapping_source") };
        Ok((cell("id"), crosswalk))
    }
}

static CROSSWALK: LazyLock<Vec<(String, FootprintCrosswalk)>> =
    LazyLock::new(|| bundled_rows("organisation/crosswalk.csv", include_str!("../organisation/crosswalk.csv")));

/// Declares every category once: its variant, its id, its scope, its category of ISO 14064-1.
macro_rules! footprint_categories {
    ($($(#[$doc:meta])* $category:ident $id:literal $scope:ident $iso:literal)+) => {
        /// A category of an organisation's footprint, in the order of its report.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum FootprintCategory { $($(#[$doc])* $category),+ }

        impl FootprintCategory {
            /// Every category.
            pub const ALL: &'static [Self] = &[$(Self::$category),+];

            /// Its id in files: `1.mobile`, `2.electricity`, `3.6`.
            pub fn id(self) -> &'static str {
                match self { $(Self::$category => $id),+ }
            }

            /// Its scope.
            pub fn scope(self) -> Scope {
                match self { $(Self::$category => Scope::$scope),+ }
            }

            /// Its category of ISO 14064-1:2018, 1 to 6.
            pub fn iso14064(self) -> u8 {
                match self { $(Self::$category => $iso),+ }
            }
        }
    };
}

footprint_categories! {
    /// Fuel burnt in boilers, kitchens, generators.
    Stationary "1.stationary" One 1
    /// Fuel burnt in vehicles and machines of the organisation.
    Mobile "1.mobile" One 1
    /// Industrial processes.
    Process "1.process" One 1
    /// Refrigerants, fire extinguishers, leaks; landfills, wastewater and septic tanks of the organisation.
    Fugitive "1.fugitive" One 1
    /// Livestock, soils, land and trees.
    Land "1.land" One 1
    /// Electricity bought.
    Electricity "2.electricity" Two 2
    /// Heat, steam and cooling bought.
    Heat "2.heat" Two 2
    /// Purchased goods and services.
    PurchasedGoods "3.1" Three 4
    /// Capital goods.
    CapitalGoods "3.2" Three 4
    /// Fuel- and energy-related activities that are not in scope 1 or 2.
    FuelAndEnergy "3.3" Three 4
    /// Upstream transportation and distribution.
    UpstreamTransport "3.4" Three 3
    /// Waste generated in operations.
    Waste "3.5" Three 4
    /// Business travel.
    BusinessTravel "3.6" Three 3
    /// Employee commuting.
    Commuting "3.7" Three 3
    /// Upstream leased assets.
    UpstreamLeased "3.8" Three 4
    /// Downstream transportation and distribution.
    DownstreamTransport "3.9" Three 3
    /// Processing of sold products.
    Processing "3.10" Three 5
    /// Use of sold products.
    UseOfProducts "3.11" Three 5
    /// End-of-life treatment of sold products.
    EndOfLife "3.12" Three 5
    /// Downstream leased assets.
    DownstreamLeased "3.13" Three 5
    /// Franchises.
    Franchises "3.14" Three 5
    /// Investments.
    Investments "3.15" Three 5
}

impl FootprintCategory {
    /// The category of what a reference of the GPC holds, in an organisation that burns its own fuel and has its waste treated by
    /// others; none of other scope 3.
    pub fn of_reference(reference: Category) -> Option<Self> {
        let (sector, sub_sector) = (reference.sector().code(), reference.sub_sector().code());
        Some(match (sector, sub_sector, reference.scope()) {
            ("I", "I.7" | "I.8", _) | ("IV", "IV.2", _) => Self::Fugitive,
            ("I", _, Scope::One) => Self::Stationary,
            ("I" | "II", _, Scope::Two) => Self::Heat,
            ("I", _, Scope::Three) => Self::FuelAndEnergy,
            ("II", ..) => Self::Mobile,
            ("III", ..) => Self::Waste,
            ("IV", ..) => Self::Process,
            ("V", ..) => Self::Land,
            _ => return None,
        })
    }

    /// A reference of the GPC with the same rules for gases and signs: what a stated figure of the category is checked by.
    pub(crate) fn checked_as(self) -> Result<Category> {
        match self {
            Self::Stationary => "I.2.1",
            Self::Mobile => "II.1.1",
            Self::Process => "IV.1",
            Self::Fugitive => "IV.2",
            Self::Land => "V.2",
            Self::Electricity | Self::Heat => "I.2.2",
            Self::Waste => "III.1.2",
            _ => "VI.1",
        }
        .parse()
    }

    /// What other standards call it.
    pub fn crosswalk(self) -> Option<&'static FootprintCrosswalk> {
        CROSSWALK.iter().find(|(id, _)| id == self.id()).map(|(_, row)| row)
    }

    /// Its name in a language.
    pub fn label(self, language: Language) -> &'static str {
        i18n::label(&format!("footprint-category.{}", self.id()), language).unwrap_or(self.id())
    }
}

impl fmt::Display for FootprintCategory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.id())
    }
}

impl FromStr for FootprintCategory {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Self::ALL.iter().copied().find(|category| category.id() == text).ok_or_else(|| {
            let known = || Self::ALL.iter().map(|category| category.id());
            let nearest = did_you_mean(text, known()).map(Into::into);
            Message::UnknownFootprintCategory { value: text.into(), nearest, known: known().map(Into::into).collect() }.into()
        })
    }
}

as_text!(FootprintCategory);
