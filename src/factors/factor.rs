//! An emission factor, with its source.

use super::provenance::{Provenance, Purpose, unknown};
use super::row::{limits_ascend, per_above_zero};
use super::{Basis, Validity};
use crate::error::{Error, Message, Result};
use crate::gas::Substance;
use crate::quantity::{Dimension, Exact, Rate};
use crate::records::InvalidCell;
use crate::taxonomy::Region;
use core::fmt;
use core::str::FromStr;
use serde::{Deserialize, Serialize};

/// Whether a grid factor holds the losses of transmission and distribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Losses {
    /// It is for each kWh used, losses inside: adding them again would count them twice.
    Inside,
    /// It is for each kWh generated.
    Excluded,
}

impl Losses {
    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Inside => "inside",
            Self::Excluded => "excluded",
        }
    }
}

impl FromStr for Losses {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let all = [Self::Inside, Self::Excluded];
        let found = all.into_iter().find(|losses| losses.name() == text);
        found.ok_or_else(|| unknown("name.losses", text, all.map(Self::name)))
    }
}

checked! {
    /// So much of a gas for each unit of an activity, as one publication prints it in one place.
    ///
    /// ```
    /// use citycarbon::factors::{EmissionFactor, FallbackPolicy, FactorQuery, Losses, Provenance, Registry};
    /// use citycarbon::Gas;
    /// let source = Provenance::new("annual report of the utility", "p. 12");
    /// let grid = EmissionFactor::new("utility-2024", "electricity", "grid", Gas::CO2, "0.41 kg/kWh".parse()?, source)
    ///     .with_region("TH-10".parse()?)
    ///     .with_years("2024".parse()?)
    ///     .with_losses(Losses::Excluded);
    /// let registry = Registry::bundled()?.with_factors("program", [grid])?;
    /// let wanted = FactorQuery::new("electricity", "grid", &"TH-10".parse()?, "2024".parse()?);
    /// assert_eq!(registry.find(&wanted, Gas::CO2, &FallbackPolicy::default())?.item.id, "utility-2024");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[derive(Clone, Debug, PartialEq, Eq)]
    #[non_exhaustive]
    pub struct EmissionFactor {
        /// Its id, unique in a registry.
        pub id: String,
        /// The process, as a path: `stationary.residential`.
        pub process: String,
        /// What is burnt, treated, used.
        pub subject: String,
        /// The gas, or CO2e with the set it was stated in.
        pub substance: Substance,
        /// The number and units as printed.
        pub rate: Rate,
        /// Net or gross energy, wet or dry waste; none where it does not matter.
        pub basis: Option<Basis>,
        /// Where it holds.
        pub region: Region,
        /// When it holds.
        pub years: Validity,
        /// What it was made for.
        pub purpose: Purpose,
        /// The yearly series it belongs to, if any.
        pub series: String,
        /// For grids: whether losses are inside.
        pub losses: Option<Losses>,
        /// Printed lower limit.
        pub low: Option<Exact>,
        /// Printed upper limit.
        pub high: Option<Exact>,
        /// Where it comes from.
        pub provenance: Provenance,
    }
}

impl EmissionFactor {
    /// A factor of any region and year, made for an inventory; `with_*` narrow it. It is checked as a whole where it is used:
    /// by [`check`](Self::check), and by every registry that takes it.
    pub fn new(
        id: &str,
        process: &str,
        subject: &str,
        substance: impl Into<Substance>,
        rate: Rate,
        provenance: Provenance,
    ) -> Self {
        Self {
            id: id.to_owned(),
            process: process.to_owned(),
            subject: subject.to_owned(),
            substance: substance.into(),
            rate,
            basis: None,
            region: Region::world(),
            years: Validity::All,
            purpose: Purpose::Inventory,
            series: String::new(),
            losses: None,
            low: None,
            high: None,
            provenance,
        }
    }

    /// The same, saying whether losses of the grid are inside: every factor of the process `electricity` must.
    #[must_use]
    pub fn with_losses(mut self, losses: Losses) -> Self {
        self.losses = Some(losses);
        self
    }

    /// Whether it could be a row of a table.
    pub fn check(&self) -> Result<()> {
        self.invalid().map_err(|invalid| invalid.of(&self.id))
    }

    /// The first of its cells that no table may have.
    pub(super) fn invalid(&self) -> Result<(), InvalidCell> {
        let Self { id, process, subject, rate, low, high, provenance, .. } = self;
        InvalidCell::empty([("id", id), ("process", process), ("subject", subject)])?;
        provenance.invalid()?;
        per_above_zero(rate.per)?;
        if rate.unit.dimension() != Dimension::Mass && rate.unit.dimension() != Dimension::Volume {
            return Err(InvalidCell::of_part("unit", Message::FactorWithoutGas { value: rate.unit.symbol().into() }.into()));
        }
        // What land takes up is below zero; nothing else is.
        if rate.value.is_negative() && process.split('.').next() != Some("land") {
            return Err(InvalidCell::new("value", Message::NegativeFactor { value: (&rate.value).into() }));
        }
        if self.losses.is_none() && process == "electricity" {
            return Err(InvalidCell::new("losses", Message::LossesNotStated { value: "".into() }));
        }
        if let Some(basis) = self.basis {
            basis.suits(rate)?;
        }
        limits_ascend(*low, *high)
    }
}

/// What it is, as tables name it: `CH4, biological.composting.wet (msw-organic, wet)`.
impl fmt::Display for EmissionFactor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { substance, process, subject, basis, .. } = self;
        match basis {
            None => padded!(f, "{substance}, {process} ({subject})"),
            Some(basis) => padded!(f, "{substance}, {process} ({subject}, {basis})"),
        }
    }
}

with_what_rows_share!(EmissionFactor);
