//! Gases, and figures stated as CO2e.

use super::GwpSet;
use crate::error::{Error, Result};
use crate::quantity::Exact;
use crate::records::{BundledRow, Row, bundled_rows};
use core::fmt;
use core::str::FromStr;
use std::sync::LazyLock;

/// A gas of the table of global warming potentials.
pub(super) struct GasRow {
    name: String,
    /// As chemists write it; empty for blends.
    pub(super) formula: String,
    /// The name in words.
    pub(super) words: String,
    /// The gases of a blend with their shares of the mass; none of a pure gas.
    pub(super) composition: Vec<(String, Exact)>,
    /// By set; none where the report has none.
    pub(super) weights: [Option<Exact>; 6],
}

impl BundledRow for GasRow {
    fn of_row(row: &Row<'_>) -> Result<Self> {
        let weight = |column: &str| row.cell(column).and_then(|cell| cell.parse().ok());
        let text = |column: &str| row.cell(column).unwrap_or_default().to_owned();
        let weights = GwpSet::ALL.map(|set| weight(set.name()));
        let composition = parts(row.cell("composition").unwrap_or_default(), ';');
        let name = row.require("gas")?.to_owned();
        Ok(Self { name, formula: text("formula"), words: text("name"), composition, weights })
    }
}

/// Gases with their shares, as a cell lists them: `HFC-32:0.50;HFC-125:0.50`.
pub(super) fn parts(cell: &str, between: char) -> Vec<(String, Exact)> {
    let part = |part: &str| part.split_once(':').and_then(|(gas, share)| Some((gas.to_owned(), share.parse().ok()?)));
    cell.split(between).filter_map(part).collect()
}

/// The gases: those of [`Gas::FIRST`] in their order, the others as printed.
pub(super) static TABLE: LazyLock<Vec<GasRow>> = LazyLock::new(|| {
    let mut rows = vec![GasRow {
        name: "CO2_biogenic".to_owned(),
        formula: String::new(),
        words: String::new(),
        composition: Vec::new(),
        weights: [None; 6],
    }];
    rows.extend(bundled_rows("ipcc_gwp100.csv", include_str!("../../emission_factors/ipcc_gwp100.csv")));
    rows.sort_by_key(|row| Gas::FIRST.iter().position(|first| *first == row.name).unwrap_or(usize::MAX));
    rows
});

/// A greenhouse gas, or a blend of them, of the weights table.
///
/// ```
/// use citycarbon::gas::Gas;
/// assert_eq!("CH4".parse::<Gas>()?, Gas::CH4);
/// assert_eq!("R-134a".parse::<Gas>()?.name(), "HFC-134a");
/// # Ok::<(), citycarbon::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Gas(u8);

impl Gas {
    const FIRST: [&'static str; 5] = ["CO2", "CH4", "CH4_fossil", "N2O", "CO2_biogenic"];
    /// Fossil CO2.
    pub const CO2: Self = Self(0);
    /// CH4 weighed as non-fossil: of biogenic origin, and of any combustion.
    pub const CH4: Self = Self(1);
    /// CH4 of fossil origin that escaped unburnt.
    pub const CH4_FOSSIL: Self = Self(2);
    /// Nitrous oxide.
    pub const N2O: Self = Self(3);
    /// CO2 of biogenic carbon: reported separately, never in a CO2e total.
    pub const CO2_BIOGENIC: Self = Self(4);

    /// All gases, in the order of reports.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..u8::try_from(TABLE.len()).unwrap_or(u8::MAX)).map(Self)
    }

    /// Its name in words, or as the table has it.
    pub fn words(self) -> &'static str {
        TABLE.get(usize::from(self.0)).map_or("", |row| row.words.as_str())
    }

    /// Its formula; empty where it has none.
    pub fn formula(self) -> &'static str {
        TABLE.get(usize::from(self.0)).map_or("", |row| row.formula.as_str())
    }

    /// Its name, as files spell it.
    pub fn name(self) -> &'static str {
        TABLE.get(usize::from(self.0)).map_or("", |row| row.name.as_str())
    }

    /// The gases of a blend with their shares of the mass; none of a pure gas.
    pub(super) fn composition(self) -> &'static [(String, Exact)] {
        self.row().map_or(&[], |row| row.composition.as_slice())
    }

    pub(super) fn row(self) -> Option<&'static GasRow> {
        TABLE.get(usize::from(self.0))
    }
}

impl fmt::Debug for Gas {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Display for Gas {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

as_text!(Gas);

/// What a mass is a mass of: a gas, or CO2e with no split known, stated in a GWP set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Substance {
    /// A gas.
    Gas(Gas),
    /// CO2e as somebody stated it.
    Stated(GwpSet),
}

impl From<Gas> for Substance {
    fn from(gas: Gas) -> Self {
        Self::Gas(gas)
    }
}

impl fmt::Display for Substance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Gas(gas) => gas.fmt(f),
            Self::Stated(set) => padded!(f, "CO2e ({set})"),
        }
    }
}

impl FromStr for Substance {
    type Err = Error;

    /// A gas, or `CO2e (AR4)`.
    fn from_str(text: &str) -> Result<Self> {
        match text.strip_prefix("CO2e (").and_then(|rest| rest.strip_suffix(')')) {
            Some(set) => set.parse().map(Self::Stated),
            None => text.parse().map(Self::Gas),
        }
    }
}

as_text!(Substance);
