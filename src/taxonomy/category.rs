//! GPC sector, sub-sector, scope: the references I.1.1 to VI.1.

use crate::error::{Error, Message, Result, Text, did_you_mean};
use crate::gas::{Gas, Substance};
use crate::i18n::{self, Language};
use crate::records::{BundledRow, Row, bundled_column, bundled_rows};
use core::fmt;
use core::str::FromStr;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;
use std::sync::LazyLock;

const FILE: &str = "gpc.csv";
const TEXT: &str = include_str!("gpc.csv");

/// One row of `gpc.csv`.
struct ReferenceRow {
    reference: String,
    sector: Sector,
    sub_sector: SubSector,
    scope: Scope,
    basic: bool,
    basic_plus: bool,
    territorial: bool,
}

impl BundledRow for ReferenceRow {
    fn of_row(row: &Row<'_>) -> Result<Self> {
        let flag = |column: &str| Ok::<_, Error>(row.require(column)? == "true");
        Ok(Self {
            reference: row.require("ref")?.to_owned(),
            sector: Sector(SECTORS.index(row.require("sector")?)),
            sub_sector: SubSector(SUB_SECTORS.index(row.require("sub_sector")?)),
            scope: row.require("scope")?.parse()?,
            basic: flag("basic")?,
            basic_plus: flag("basic_plus")?,
            territorial: flag("territorial")?,
        })
    }
}

static ROWS: LazyLock<Vec<ReferenceRow>> = LazyLock::new(|| bundled_rows(FILE, TEXT));

/// The codes of sectors or of sub-sectors, in GPC order, each once.
struct Codes(LazyLock<Vec<Cow<'static, str>>>);

static SECTORS: Codes = Codes(LazyLock::new(|| codes("sector")));
static SUB_SECTORS: Codes = Codes(LazyLock::new(|| codes("sub_sector")));

fn codes(column: &str) -> Vec<Cow<'static, str>> {
    let mut codes: Vec<_> = bundled_column(FILE, TEXT, column).collect();
    codes.dedup();
    codes
}

impl Codes {
    fn index(&self, code: &str) -> u8 {
        self.0.iter().position(|known| known == code).and_then(|at| u8::try_from(at).ok()).unwrap_or(u8::MAX)
    }

    fn code(&'static self, index: u8) -> &'static str {
        self.0.get(usize::from(index)).map_or("", Cow::as_ref)
    }
}

macro_rules! labelled {
    ($(#[$doc:meta])* $name:ident $kind:literal $codes:ident $unknown:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u8);

        impl $name {
            /// Its code in the GPC.
            pub fn code(self) -> &'static str {
                $codes.code(self.0)
            }

            /// Its name in a language.
            pub fn label(self, language: Language) -> &'static str {
                i18n::label(&format!(concat!($kind, ".{}"), self.code()), language).unwrap_or(self.code())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.code())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.code())
            }
        }

        impl FromStr for $name {
            type Err = Error;

            fn from_str(text: &str) -> Result<Self> {
                Self::all().find(|found| found.code() == text).ok_or_else(|| Message::$unknown { value: text.into() }.into())
            }
        }

        as_text!($name);
    };
}

labelled! {
    /// A sector of the GPC: I to VI.
    Sector "sector" SECTORS UnknownSector
}
labelled! {
    /// A sub-sector of the GPC: I.1 to VI.1.
    SubSector "sub-sector" SUB_SECTORS UnknownSubSector
}

impl Sector {
    /// All six, in order.
    pub fn all() -> impl Iterator<Item = Self> {
        distinct(|row| row.sector)
    }
}

impl SubSector {
    /// All, in order.
    pub fn all() -> impl Iterator<Item = Self> {
        distinct(|row| row.sub_sector)
    }

    /// The reference of this sub-sector with a scope, if there is exactly one that counts where the city's own activity does.
    pub fn with_scope(self, scope: Scope) -> Option<Category> {
        Category::all().find(|category| category.sub_sector() == self && category.scope() == scope && category.in_basic_plus())
    }
}

fn distinct<T: PartialEq + Copy>(part: impl Fn(&ReferenceRow) -> T) -> impl Iterator<Item = T> {
    let mut last = None;
    ROWS.iter().map(part).filter(move |found| last.replace(*found) != Some(*found))
}

/// Where the emissions arise: in the city, at the plants of its grids, or elsewhere because of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// Inside the city.
    One,
    /// From grid-supplied energy used in the city.
    Two,
    /// Outside the city, because of what is done in it.
    Three,
}

impl Scope {
    /// All three.
    pub const ALL: [Self; 3] = [Self::One, Self::Two, Self::Three];

    /// 1, 2 or 3.
    pub fn number(self) -> u8 {
        match self {
            Self::One => 1,
            Self::Two => 2,
            Self::Three => 3,
        }
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.number().fmt(f)
    }
}

impl FromStr for Scope {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Self::ALL
            .into_iter()
            .find(|scope| scope.to_string() == text)
            .ok_or_else(|| Message::UnknownScope { value: text.into() }.into())
    }
}

impl Serialize for Scope {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u8(self.number())
    }
}

impl<'de> Deserialize<'de> for Scope {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        u8::deserialize(deserializer)?.to_string().parse().map_err(serde::de::Error::custom)
    }
}

/// A reference of the GPC, such as I.1.2: sub-sector and scope, and the totals it counts to.
///
/// II.5.3 is in the taxonomy of published inventories of C40 and in the template of the Global Covenant of Mayors; some lists leave it out.
///
/// ```
/// use citycarbon::taxonomy::{Category, Scope};
/// let grid: Category = "I.1.2".parse()?;
/// assert_eq!((grid.scope(), grid.in_basic(), grid.in_territorial()), (Scope::Two, true, false));
/// assert_eq!(Category::all().count(), 54);
/// # Ok::<(), citycarbon::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Category(u8);

impl Category {
    /// All references, in GPC order.
    pub fn all() -> impl DoubleEndedIterator<Item = Self> {
        (0..u8::try_from(ROWS.len()).unwrap_or(u8::MAX)).map(Self)
    }

    fn row(self) -> Option<&'static ReferenceRow> {
        ROWS.get(usize::from(self.0))
    }

    /// The reference as the GPC writes it.
    pub fn reference(self) -> &'static str {
        self.row().map_or("", |row| row.reference.as_str())
    }

    /// Its sector.
    pub fn sector(self) -> Sector {
        self.row().map_or(Sector(u8::MAX), |row| row.sector)
    }

    /// Its sub-sector.
    pub fn sub_sector(self) -> SubSector {
        self.row().map_or(SubSector(u8::MAX), |row| row.sub_sector)
    }

    /// Its scope.
    pub fn scope(self) -> Scope {
        self.row().map_or(Scope::Three, |row| row.scope)
    }

    /// Whether it counts to BASIC.
    pub fn in_basic(self) -> bool {
        self.row().is_some_and(|row| row.basic)
    }

    /// Whether it counts to BASIC+.
    pub fn in_basic_plus(self) -> bool {
        self.row().is_some_and(|row| row.basic_plus)
    }

    /// Whether it is VI.1, other scope 3: outside BASIC and BASIC+.
    pub fn is_other_scope_3(self) -> bool {
        self.reference() == "VI.1"
    }

    /// Whether it counts to BASIC S3: BASIC+ and the optional other scope 3.
    pub fn in_basic_s3(self) -> bool {
        self.in_basic_plus() || self.is_other_scope_3()
    }

    /// Whether it counts to the territorial total: all scope 1.
    pub fn in_territorial(self) -> bool {
        self.row().is_some_and(|row| row.territorial)
    }

    /// Whether it is stationary energy: sector I (GPC v1.1, ch. 6).
    pub fn is_stationary_energy(self) -> bool {
        self.sector().code() == "I"
    }

    /// Whether it is transportation: sector II (GPC v1.1, ch. 7).
    pub fn is_transportation(self) -> bool {
        self.sector().code() == "II"
    }

    /// Whether it is transport on the road: II.1 (GPC v1.1, ch. 7).
    pub fn is_on_road(self) -> bool {
        self.sub_sector().code() == "II.1"
    }

    /// Whether it is waste: sector III (GPC v1.1, ch. 8).
    pub fn is_waste(self) -> bool {
        self.sector().code() == "III"
    }

    /// Whether it is incineration or open burning of waste: III.3 (GPC v1.1, ch. 8).
    pub fn is_burning_of_waste(self) -> bool {
        self.sub_sector().code() == "III.3"
    }

    /// Whether it is wastewater: III.4 (GPC v1.1, ch. 8).
    pub fn is_wastewater(self) -> bool {
        self.sub_sector().code() == "III.4"
    }

    /// Whether it is generation supplied to the grid: I.4.4 (GPC v1.1, ch. 6).
    pub fn is_grid_supply(self) -> bool {
        self.reference() == "I.4.4"
    }

    /// Whether it is fugitive emissions of fuels: I.7 and I.8 (GPC v1.1, ch. 6).
    pub fn is_fugitive(self) -> bool {
        matches!(self.sub_sector().code(), "I.7" | "I.8")
    }

    /// What a gas counts as here: CH4 of coal, oil and gas that escapes is of fossil carbon, which no CO2 factor has counted.
    ///
    /// ```
    /// use citycarbon::{Category, Gas};
    /// let (network, cattle): (Category, Category) = ("I.8.1".parse()?, "V.1".parse()?);
    /// assert_eq!(network.counts_as(Gas::CH4.into()), Gas::CH4_FOSSIL.into());
    /// assert_eq!(cattle.counts_as(Gas::CH4.into()), Gas::CH4.into());
    /// # Ok::<(), citycarbon::Error>(())
    /// ```
    pub fn counts_as(self, substance: Substance) -> Substance {
        if self.is_fugitive() && substance == Substance::Gas(Gas::CH4) { Gas::CH4_FOSSIL.into() } else { substance }
    }

    /// Whether it holds nothing but the losses of a grid: scope 3 of stationary energy (GPC v1.1, ch. 6). Scope 3 of
    /// transportation holds journeys across the boundary too (ch. 7).
    pub fn is_only_grid_losses(self) -> bool {
        self.is_stationary_energy() && self.scope() == Scope::Three
    }

    /// Whether it is part of a sector, a sub-sector or a reference, by its code: `III`, `III.3` or `III.3.1`.
    pub fn is_within(self, code: &str) -> bool {
        self.codes().contains(&code)
    }

    /// The codes that it is within, from the broadest: its sector, its sub-sector, itself.
    pub fn codes(self) -> [&'static str; 3] {
        [self.sector().code(), self.sub_sector().code(), self.reference()]
    }

    /// Where burning of waste is reported when its energy is recovered: in stationary energy, not in waste (GPC v1.1, ch. 8). `used`
    /// is `grid`, which leads to I.4.4, energy generation supplied to the grid (ch. 6), or the reference of scope 1 where the
    /// energy is used.
    ///
    /// ```
    /// use citycarbon::Category;
    /// let burnt: Category = "III.3.1".parse()?;
    /// assert_eq!(burnt.with_energy_recovered("grid")?.reference(), "I.4.4");
    /// assert_eq!(burnt.with_energy_recovered("I.2.1")?.reference(), "I.2.1");
    /// # Ok::<(), citycarbon::Error>(())
    /// ```
    ///
    /// # Errors
    /// What is not burning of waste, a plant outside the city, a reference that is not scope 1 of stationary energy.
    pub fn with_energy_recovered(self, used: &str) -> Result<Self> {
        if !self.is_burning_of_waste() {
            return Err(Message::EnergyOfWasteOnly { value: used.into() }.into());
        }
        if self.scope() == Scope::Three {
            return Err(Message::EnergyOutside { value: used.into() }.into());
        }
        let code = if used == "grid" { "I.4.4" } else { used };
        let found = Self::all().find(|category| category.reference() == code);
        let local = found.filter(|category| category.burns_in_city());
        local.ok_or_else(|| Message::NotStationaryEnergy { value: used.into() }.into())
    }

    /// Whether it is the burning of a fuel in the city for energy: what leaks from mines and networks is scope 1 of energy too.
    fn burns_in_city(self) -> bool {
        let leaks = matches!(self.sub_sector().code(), "I.7" | "I.8");
        self.is_stationary_energy() && self.scope() == Scope::One && !leaks
    }

    /// Whether its emissions may be below zero: land, aggregate sources on land, and other scope 3.
    pub fn may_be_negative(self) -> bool {
        matches!(self.reference(), "V.2" | "V.3" | "VI.1")
    }

    /// What it holds, in a language.
    pub fn label(self, language: Language) -> &'static str {
        i18n::label(&format!("reference.{self}"), language).unwrap_or(self.reference())
    }
}

impl fmt::Debug for Category {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.reference())
    }
}

impl fmt::Display for Category {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.reference())
    }
}

impl FromStr for Category {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Self::all().find(|category| category.reference() == text).ok_or_else(|| {
            let nearest = did_you_mean(text, Self::all().map(Self::reference)).map(Text::from);
            Message::UnknownReference { value: text.into(), nearest }.into()
        })
    }
}

as_text!(Category);
